/* zipread.h - the entries of a zip archive in memory.
 * The only place that knows libzip.  Used by sheetread, later by import and verify.  What is read may come
 * from anywhere: everything about it is limited, and nothing is ever written to disk. */
#ifndef ZIPREAD_H
#define ZIPREAD_H

#include "err.h"

#include <glib.h>

enum {
    ZIP_MAX_ENTRIES = 1000,
    ZIP_MAX_ENTRY = 32 << 20, /* unpacked bytes of one entry */
    ZIP_MAX_TOTAL = 64 << 20  /* unpacked bytes handed out from one archive */
};

struct zipread;

/* zipread_open - look into the archive; owned by the caller, ended by zipread_close.  Keeps a reference to
 * bytes. NULL and e: ERR_INPUT for what is no sound zip archive, holds two entries of one name or an
 * encrypted one; ERR_LIMIT when it says that it holds more than the limits above. */
struct zipread *zipread_open(GBytes *bytes, struct err *e);

/* zipread_close - NULL is allowed. */
void zipread_close(struct zipread *z);

/* zipread_has - whether there is an entry of exactly this name. */
bool zipread_has(const struct zipread *z, const char *name);

/* zipread_size, zipread_name - how many entries there are, and what they are called; borrowed from z. */
size_t zipread_size(const struct zipread *z);
const char *zipread_name(const struct zipread *z, size_t i);

/* zipread_fresh - whether entry i has not been asked for yet. */
bool zipread_fresh(const struct zipread *z, size_t i);

/* zipread_entry - the unpacked bytes of one entry, its checksum verified.  New bytes.
 * NULL and e: ERR_INPUT when it is missing or damaged, ERR_LIMIT when it unpacks to more than the limits. */
GBytes *zipread_entry(struct zipread *z, const char *name, struct err *e);

#endif
