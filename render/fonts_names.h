/* fonts_names.h - under which names a face is known.
 * Part of fonts: the name table of one face -> names.  Read directly, because the names wanted are as often
 * the Chinese ones of old GB 2312 encoded tables as the English. */
#ifndef FONTS_NAMES_H
#define FONTS_NAMES_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

struct hb_face_t;

struct face_names {
    const char *family; /* English, else the first; NULL in a face without names */
    const char *full;   /* the same of the full name */
    bool regular;       /* the plain face of its family, by its style name */
    bool upright;       /* neither bold nor slanted, by its style name */
    const char **exact; /* names of this very face: full, PostScript, and "family style" */
    size_t nexact;
    const char **families; /* names of its family, typographic family included */
    size_t nfamilies;
};

/* face_names_read - the names of a face in all languages, as UTF-8.  A damaged table gives the names that can
 * be read.  Lives as long as a. */
struct face_names *face_names_read(struct hb_face_t *face, struct arena *a);

/* face_name_key - the form in which names are compared: letter case does not count. */
const char *face_name_key(const char *name, struct arena *a);

#endif
