/* layout.h - the page style: page, grid, text styles (layouts/gbt9704.yaml).
 * All lengths are in 1/1024 pt from here on. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "arena.h"
#include "diag.h"
#include "err.h"
#include "units.h"

/* How characters of one kind look.  part names a list of faces in fonts/fonts.yaml. */
struct text_style {
    const char *name;  /* title h1 h2 body folio table ... and inline styles */
    const char *part;  /* title h1 h2 body folio table */
    len_t size;        /* em of the glyphs */
    len_t cell;        /* advance of one Han: size when set solid, measure / 28 on the grid (A2) */
    len_t latin_gap;   /* Han-Latin gap in 1/1024 of the cell: 256 in text, 0 in tables (B5) */
    int index;         /* in layout->style */
};

enum folio_place { FOLIO_OUTER, FOLIO_CENTRE };
enum pitch_profile { PITCH_FILL, PITCH_WORD };

struct table_style {
    const char *slot;        /* which tables: a form's slot, or "*" */
    struct text_style *style; /* the styles it may use, largest first */
    size_t nstyle;
};

struct layout {
    const char *file;
    len_t page_width, page_height;
    len_t top, binding;                 /* 天头, 订口 */
    len_t type_width, type_height;      /* 版心 */
    int cells, lines;                   /* 28 x 22 */
    enum pitch_profile pitch;
    bool duplex;                        /* versos mirrored */
    enum folio_place folio;
    len_t folio_drop;                   /* from the type area down to the top of the dash's ink: 7 mm */
    len_t folio_inset;                  /* from the outer edge of the type area: one 字 */
    len_t cell;                         /* type_width / cells */
    len_t body_size;
    len_t first_baseline, line_pitch;   /* from the page's top edge; the body's grid (A2) */
    len_t em_ascent;                    /* baseline below the top of the em box, in 1/1024 em: 901 (0.88) */
    int indent;                         /* paragraphs, in cells: 2 */
    len_t rule, frame;                  /* table rules: inside, frame */
    len_t pad_x, pad_y;                 /* table cells: padding left and right, above and below */
    len_t table_leading;                /* line pitch in cells, in 1/1024 of the em */
    bool shade_heads;                   /* pale item heads */
    bool align_block;                   /* figures: centred block, right-aligned */
    struct text_style *style;           /* all text styles, by name */
    size_t nstyle;
    struct table_style *table;
    size_t ntable;
};

/* layout_load - read the page style.  `set` is a NULL-ended list of "key=value" given by --style, applied over the
 * file (unknown keys are ERR_USAGE).  Mistakes in the file are findings with its lines; then NULL and e. */
struct layout *layout_load(const char *path, const char *const *set, struct arena *a, struct diag *d,
                           struct err *e);

/* layout_style - the text style of this name; NULL if there is none. */
const struct text_style *layout_style(const struct layout *l, const char *name);

/* layout_left - left edge of the type area on a page (1-based). */
len_t layout_left(const struct layout *l, int page);

/* layout_baseline - distance of the baseline of grid line `line` (0-based) from the page's top edge. */
len_t layout_baseline(const struct layout *l, int line);

#endif
