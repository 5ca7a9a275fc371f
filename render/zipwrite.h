/* zipwrite.h - a zip archive in memory, of what libxlsxwriter has minizip pack.
 * Used by sheet.  minizip writes into files only, and takes twice the time of libdeflate: so zipwrite.c has
 * functions of minizip's names, which libraries find first. */
#ifndef ZIPWRITE_H
#define ZIPWRITE_H

#include <glib.h>

/* zipwrite_into - from now on an archive that a library asks minizip for goes into `out`, whatever the name
 * of its file is; with NULL such a wish is refused, as it is from the start.  Entries are compressed and
 * dated 1980-01-01 00:00, as far back as archives go.  What is in `out` is whole when the library was told
 * that it could close the archive. */
void zipwrite_into(GString *out);

#endif
