/* fonts_scan.h - the font files of some folders and the faces in them.
 * Part of fonts: folders -> candidates. */
#ifndef FONTS_SCAN_H
#define FONTS_SCAN_H

#include "arena.h"
#include "diag.h"
#include "err.h"
#include "fonts_names.h"

#include <glib.h>
#include <stdint.h>

/* One face that was found. */
struct candidate {
    const char *path;       /* file */
    const char *file;       /* its base name */
    int64_t bytes;          /* size of the file */
    int index;              /* within a collection */
    struct hb_face_t *face; /* owned by the arena of scan_fonts */
    const struct face_names *names;
};

/* scan_fonts - append the faces of all .otf .ttf .ttc files of one folder (not of folders below it) to
 * `found`, in the order of the files' names.  A folder that is not there is nothing if `optional`, else
 * ERR_FONT; a font file that cannot be read is ERR_SYSTEM.  One that is no font is a finding FONT-FILE. */
bool scan_fonts(const char *dir, bool optional, GArray *found, struct arena *a, struct diag *d,
                struct err *e);

#endif
