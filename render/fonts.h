/* fonts.h - which file plays which part.
 * Stage: fonts/fonts.yaml + folders -> faces.  Faces are chosen by file, through the names in its name table;
 * nothing else installed on the machine is used (typesetting.md D3), so no font configuration is loaded.
 *
 * Opening is cheap: files are mapped, never read whole, and HarfBuzz looks at a table when it is first asked
 * for. */
#ifndef FONTS_H
#define FONTS_H

#include "arena.h"
#include "diag.h"
#include "err.h"
#include "units.h"

#include <stddef.h>
#include <stdint.h>

/* One face of one file. */
struct face {
    int id;             /* index in fonts->face */
    const char *path;   /* file */
    const char *file;   /* its base name, for dumps */
    int index;          /* within a collection */
    const char *family; /* English family name of the name table: FandolSong */
    const char *name;   /* English full name, for messages: FandolSong Bold */
    const char
        *licence;      /* from fonts.yaml: "GPL-3.0 with font exception", "OFL-1.1"; "office" for own fonts */
    const char *wrong; /* characters it draws as others, taken from the next face; NULL: none known */
    const char *sha256; /* pinned sum of a file that fonts/fetch brought, NULL for the office's own */
    bool embed;         /* OS/2 fsType allows embedding a subset; true for every face of a part */
    unsigned upem;
    struct hb_face_t *hb_face; /* opened once; owned by fonts */
    struct hb_font_t *hb_font; /* scaled to upem units, for direct shaping and measuring */
    struct face_seen *seen;    /* what was asked of it before (fonts_glyphs.h); NULL: nothing is kept */
};

struct font_part {
    const char *name;    /* title h1 h2 body folio table */
    const char *role;    /* 小标宋, 黑体, 楷体, 仿宋, 宋体 */
    const char **wanted; /* faces in order of preference, each by the first of its names */
    size_t nwanted;
    struct face **face; /* found, in that order */
    size_t *rank;       /* face[i] was found as wanted[rank[i]] */
    size_t nface;       /* >= 1 */
    size_t main; /* which of them plays the part: the first with Han.  Those before it give letters, digits
                    and what else they have, but no Chinese marks; those after it are fallbacks */
    const char *missed; /* the first wanted face before the main one that was not found; NULL: none */
};

struct fonts {
    struct face **face; /* all faces of all parts */
    size_t nface;
    struct font_part *part; /* in the order of the file */
    size_t npart;
    bool strict; /* --strict-fonts: a character its part's first face lacks is a failure, too */
};

/* fonts_open - read dir/fonts.yaml, look the wanted names up in the font files (.otf .ttf .ttc) of own_dir
 * (--fonts, may be NULL), dir and dir/files, open the faces found.  A file that is no font (FONT-FILE) or
 * whose embedding its maker forbids (FONT-EMBED) is passed over with a finding.  A part without any face is
 * ERR_FONT with a sentence that says what to install or fetch. strict: any part not played by its
 * first-choice face is a failure (--strict-fonts), and so is later any character that face lacks. Lives as
 * long as a (clean-ups are registered there). */
struct fonts *fonts_open(const char *dir, const char *own_dir, bool strict, struct arena *a, struct diag *d,
                         struct err *e);

/* A list of fonts in memory, and which files may play: to make a report again with the fonts it was made
 * with. */
struct fonts_list {
    const char *path; /* what it calls itself, for messages */
    const char *bytes;
    size_t n;
    const char *const *only; /* base names, NULL-ended; NULL: all */
    bool strict;             /* as in fonts_open */
};

/* fonts_open_again - as fonts_open, with another list; files of the folders that it does not name are as if
 * they were not there. */
struct fonts *fonts_open_again(const char *dir, const char *own_dir, const struct fonts_list *list,
                               struct arena *a, struct diag *d, struct err *e);

/* fonts_part - the part of this name, or NULL. */
const struct font_part *fonts_part(const struct fonts *f, const char *name);

/* font_has_table - whether a font file has a table of this name of four letters, and something in it. */
bool font_has_table(struct hb_face_t *font, const char *tag);

/* face_covers - whether the face has a glyph for cp. */
bool face_covers(const struct face *f, uint32_t cp);

/* face_has_han - whether it is a Chinese face, and not one of letters and digits alone. */
bool face_has_han(const struct face *f);

/* face_glyph - the glyph the face's character map gives cp, 0 if none: for measuring, not for setting text.
 */
uint32_t face_glyph(const struct face *f, uint32_t cp);

/* face_advance - the width of a glyph, in font units. */
int face_advance(const struct face *f, uint32_t glyph);

/* face_glyph_ink - the box of a glyph's ink when set at `size`, from its origin, y upwards from the baseline.
 * False, and all four 0, when the glyph has no ink. */
bool face_glyph_ink(const struct face *f, uint32_t glyph, len_t size, len_t *xmin, len_t *ymin, len_t *xmax,
                    len_t *ymax);

#endif
