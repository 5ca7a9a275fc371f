/* layout.h - the page style: page, grid, text styles (layouts/gbt9704.yaml).
 * Stage: the page style file -> layout -> compose, paginate.  All lengths are 1/1024 pt from here on. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "arena.h"
#include "diag.h"
#include "err.h"
#include "units.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How characters of one kind look. */
struct text_style {
    const char *name; /* title h1 h2 body folio table ... and the inline styles of `runs` */
    const char *part; /* names a list of faces in fonts/fonts.yaml */
    len_t size;       /* em of the glyphs */
    len_t cell;       /* advance of one Han: the size when set solid, the grid's cell for body text (A2) */
    len_t latin_gap;  /* Han-Latin gap: cell / 4 in text, 0 in tables (B5) */
    int index;        /* in layout->style */
};

enum folio_place { FOLIO_OUTER, FOLIO_CENTRE };
enum pitch_profile { PITCH_FILL, PITCH_WORD, PITCH_FIXED };
enum figure_place { FIGURES_CENTRED, FIGURES_BLOCK };

/* Item heads of tables, each a bit. */
enum table_shade { SHADE_ITEM = 1, SHADE_HEAD = 2, SHADE_CORNER = 4 };

/* The type sizes a table may take. */
struct table_style {
    const char *slot;                /* a form's slot; "*" for all others */
    const struct text_style **style; /* largest first: the first at which the table's rules hold is taken */
    size_t nstyle;
};

/* Which heads of a table are pale. */
struct table_shading {
    const char *slot; /* as in table_style */
    unsigned heads;   /* of enum table_shade */
};

struct layout {
    const char *file;
    len_t page_width, page_height;
    len_t top, binding;            /* 天头, 订口 */
    len_t type_width, type_height; /* 版心 */
    int cells, lines;              /* 28 x 22 */
    bool duplex;                   /* versos mirrored (A9) */
    len_t cell;                    /* type_width / cells */
    len_t body_size;
    enum pitch_profile pitch;
    len_t line_pitch;  /* baseline to baseline of the body's grid, rounded */
    len_t grid_height; /* of grid_lines pitches, exact: the 22nd line is not off by 21 roundings */
    int grid_lines;
    len_t first_baseline; /* of the grid, from the page's top edge */
    int em_ascent;        /* baseline below the top of the em box, in 1/1000 em (A2: 880) */
    int indent;           /* of paragraphs, in cells */
    enum folio_place folio;
    len_t folio_drop;  /* from the foot of the type area to the top of the dash's ink (A6) */
    len_t folio_inset; /* from the outer edge of the type area */
    len_t folio_gap;   /* between dash and digits */
    len_t seal;        /* diameter of the office's seal, for which room is left over signature and date */
    len_t rule, frame; /* table rules: inside, frame */
    int pad_x, pad_y;  /* in cells: left and right, above and below, in 1/1000 em */
    int pad_y_least;   /* above and below, where a table keeps to its page so */
    int table_leading; /* line pitch in cells, in 1/1000 em */
    int note_leading;  /* line pitch of a table's note, in 1/1000 em */
    len_t table_gap;   /* least white between a table and the em boxes around it */
    int table_white;   /* a table moves whole when that leaves at most so many lines white */
    len_t min_col;     /* narrowest figure column */
    bool shade;        /* pale item heads */
    uint8_t shade_grey;
    bool protect; /* labels of worksheets locked, figures open */
    enum figure_place figures;
    const char *continued; /* 续表 */
    const char *annex;     /* 附件： */
    const char *draft;     /* 草稿, on each page of a draft, and how pale it is: 0 black to 255 white */
    uint8_t draft_grey;
    const char *draft_findings; /* the heading over the findings in a draft */
    uint8_t draft_mark;         /* behind figures that a finding names */
    struct text_style *style;   /* all text styles */
    size_t nstyle;
    struct table_style *table;
    size_t ntable;
    struct table_shading *shading;
    size_t nshading;
};

/* layout_load - read the page style.  set is a NULL-ended list of "key=value" (--style), or NULL, put over
 * the file's `settings`; an unknown key or value is ERR_USAGE.  Mistakes in the file are findings with its
 * lines. Returns NULL and sets e after any of them; the layout lives as long as a. */
struct layout *layout_load(const char *path, const char *const *set, struct arena *a, struct diag *d,
                           struct err *e);

/* layout_parse - the same for a page style that is in memory: n bytes that called themselves `path`. */
struct layout *layout_parse(const char *path, const char *bytes, size_t n, const char *const *set,
                            struct arena *a, struct diag *d, struct err *e);

/* layout_style - the text style of this name; NULL if there is none. */
const struct text_style *layout_style(const struct layout *l, const char *name);

/* layout_table - the sizes for tables of this slot; never NULL. */
const struct table_style *layout_table(const struct layout *l, const char *slot);

/* layout_shade - the heads of tables of this slot that stand on grey: bits of enum table_shade; 0 when shade
 * is off. */
unsigned layout_shade(const struct layout *l, const char *slot);

/* layout_left - left edge of the type area on a page, 1-based: 订口 is on the left of rectos, on the right of
 * versos when printed on both sides (A9). */
len_t layout_left(const struct layout *l, size_t page);

/* layout_baseline - baseline of grid line `line` (0-based) from the page's top edge (A2). */
len_t layout_baseline(const struct layout *l, int line);

#endif
