/* fonts.h - which file plays which part.
 * Stage: fonts/fonts.yaml + folders -> faces.  Faces are chosen by file, through the names in its name table; nothing else
 * installed on the machine is used (typesetting.md D3).  Knows fontconfig and FreeType. */
#ifndef FONTS_H
#define FONTS_H

#include "arena.h"
#include "diag.h"
#include "err.h"

#include <stddef.h>
#include <stdint.h>

/* One face of one file. */
struct face {
    int id;              /* index in fonts->face */
    const char *path;    /* file */
    const char *file;    /* its base name, for dumps */
    int index;           /* within a collection */
    const char *family;  /* English family name of the name table */
    const char *wanted;  /* the name in the list that it was found under */
    const char *licence; /* from fonts.yaml: "GPL-2 with font exception", "OFL-1.1", "office" for own fonts */
    const char *sha256;  /* pinned sum, NULL for the office's own */
    bool embed;          /* OS/2 fsType allows embedding a subset */
    unsigned upem;
    struct hb_face_t *hb_face; /* opened once; owned by fonts */
    struct hb_font_t *hb_font; /* scaled to upem units, for direct shaping and measuring */
    const char *pango_family;  /* the private family name under which Pango knows exactly this face */
};

struct font_part {
    const char *name;      /* title h1 h2 body folio table */
    const char *role;      /* 小标宋, 黑体, 楷体, 仿宋, 宋体 */
    const char **wanted;   /* names in order of preference */
    size_t nwanted;
    struct face **face;    /* found, in that order; the first plays the part, the others are fallbacks */
    size_t nface;          /* >= 1 */
};

struct fonts {
    struct face **face;
    size_t nface;
    struct font_part *part;
    size_t npart;
    void *pango_map; /* PangoFontMap * over exactly these faces (private FcConfig); made by fonts_open */
};

/* fonts_open - read dir/fonts.yaml, look the wanted names up in the font files of own_dir (--fonts, may be NULL), dir and dir/files,
 * open the faces found.  A part without any face is ERR_FONT with a sentence that says what to install or fetch.
 * strict: any part not played by its first-choice name is a failure (--strict-fonts).
 * Lives as long as a (clean-ups are registered there). */
struct fonts *fonts_open(const char *dir, const char *own_dir, bool strict, struct arena *a, struct diag *d,
                         struct err *e);

/* fonts_part - the part of this name, or NULL. */
const struct font_part *fonts_part(const struct fonts *f, const char *name);

/* face_covers - whether the face has a glyph for cp. */
bool face_covers(const struct face *f, uint32_t cp);

#endif
