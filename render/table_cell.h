/* table_cell.h - one cell of a table: how narrow it can be, how many lines it takes at a width.
 * Internal to the table modules. */
#ifndef TABLE_CELL_H
#define TABLE_CELL_H

#include "table.h"

/* What ending a line behind an item means in this cell. */
enum stop { STOP_NEVER, STOP_CUT, STOP_WORD, STOP_MUST };

enum { LINES_KNOWN = 6 }; /* widths are kept for so many lines; more are counted when asked for */

/* A stretch of a cell's text between two places where a line may end. */
struct piece {
    len_t from, to; /* from the start of the text set in one line, without the blanks at its ends */
    bool must;      /* a line ends behind it */
};

struct pieces {
    struct piece *at;
    size_t n;
};

struct measure {
    const struct cell_text *text;
    enum cell_role role;
    bool upright;             /* to be set vertically, if its column stays narrow */
    uint8_t *stop;            /* [nitem] enum stop */
    len_t one;                /* content width on one line (of its widest paragraph) */
    len_t word;               /* of the widest word */
    len_t piece;              /* of the widest piece that is not cut at all */
    struct pieces cut, whole; /* cutting words, or not */
    /* narrowest width for 1, 2, ... lines, 0 where unknown: cutting words, or not */
    len_t any[LINES_KNOWN], words[LINES_KNOWN];
};

/* cell_measure - measure a cell once.  em: of the type size. */
struct measure cell_measure(const struct grid_cell *c, const struct cell_text *t, len_t em, struct arena *a);

/* cell_lines - fewest lines at this content width; SIZE_MAX when a piece is wider. */
size_t cell_lines(const struct measure *m, len_t width, bool cut_words);

/* cell_break - the lines at this content width: between words if that costs no line and (for heads and
 * remarks) at all if it can be; else as the items allow. */
struct line *cell_break(const struct measure *m, len_t width, len_t em, struct arena *a, size_t *count);

/* cell_is_cut - whether a line ends where none should: in a figure, in a word of a head. */
bool cell_is_cut(const struct measure *m, const struct line *line, size_t n);

/* cell_slot - how high an item is in vertical text: one em, marks half an em; *ink: how far above the top of
 * this slot the glyph's em box begins. */
len_t cell_slot(const struct item *it, len_t em, len_t *ink);

/* cell_stack - break a vertical cell into the fewest columns at most `height` high, as even as may be,
 * between words if that costs no column; *longest is the height of the longest. */
struct line *cell_stack(const struct measure *m, len_t height, len_t em, struct arena *a, size_t *count,
                        len_t *longest);

#endif
