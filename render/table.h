/* table.h - fit a table: widths of columns, heights of rows, the place of every line of every cell, the parts
 * on successive pages.
 * Stage: grid + shaped cells -> table -> paginate.  Pure integer arithmetic on plain structs; knows no fonts.
 * Source: typesetting.md E and B7.
 *
 * Files: table.c (the fit), table_cell.c (one cell), table_need.c and table_width.c (columns), table_place.c
 * (glyph positions), table_split.c (page breaks, pieces, rules). */
#ifndef TABLE_H
#define TABLE_H

#include "arena.h"
#include "breaks.h"
#include "err.h"
#include "grid.h"
#include "units.h"

/* The content of one grid cell, ready to be measured.  Text with line feeds comes as several paragraphs. */
struct cell_text {
    const struct item *item; /* items of all its paragraphs, a PENALTY_MUST behind each but the last */
    size_t nitem;
    const uint8_t *word; /* [nitem] enum word_mark (words.h): where a line may end without cutting a word
                          * (B7); NULL: no words known, every place the items allow is as good */
};

struct table_cell {
    const struct grid_cell *cell;
    bool vertical;     /* decided: set top to bottom */
    struct line *line; /* horizontal lines (items of its cell_text); vertical: columns, right to left */
    size_t nline;
    bool cut;                            /* a figure is broken, or a word of a head: the last resort */
    len_t content_width, content_height; /* of the block of lines */
    len_t block; /* right-aligned figures: width of the block they share, centred in the cell; 0: centred */
};

struct table_fit {
    const struct grid *grid;
    int style; /* which of the offered type sizes was taken: the caller's to fill in */
    len_t em, leading, pad_x, pad_y;
    len_t figure_rise;
    len_t *x;      /* [ncol + 1] column edges from the table's left edge; x[0] = 0, x[ncol] = width */
    len_t *height; /* [nrow] */
    len_t *least;  /* [nrow] the same with the pads above and below at their least */
    struct table_cell *cell; /* as grid->cell */
    size_t *owner;           /* [nrow * ncol] which cell covers a place */
};

struct table_options {
    len_t width;       /* the measure: every table is exactly so wide */
    len_t em, leading; /* of this type size; leading: baseline to baseline */
    len_t pad_x, pad_y;
    len_t give_y;  /* what may be taken from pad_y, above and below each, to keep a table on its page */
    len_t min_col; /* narrowest figure column */
    len_t page;    /* height of a page of its own: sister columns give up being equal only to keep within it;
                    * 0: not known */
    bool align_block;  /* figures: right-aligned in a centred block, so that units stand under units */
    len_t figure_rise; /* figures stand so much higher than text: how far the middle of the digits' ink lies
                        * below the middle of the em box (T-E2) */
};

/* table_fit - find column widths at one type size and set every cell in them.
 *   text[g->ncell]   borrowed
 * Figures are never broken, heads only between words, labels where the items allow, between words if that
 * costs no line.  Later lines of a label align left: in the 12 em of 表三's reasons a hang would cost lines.
 * Returns NULL when the size is too large for the width (a word or figure would be cut): the caller tries the
 * next smaller size.  force = true takes it all the same, with cells broken anywhere (the last resort). Lives
 * as long as a. */
struct table_fit *table_fit(const struct grid *g, const struct cell_text *text, const struct table_options *o,
                            bool force, struct arena *a);

/* table_height - of rows [from, to). */
len_t table_height(const struct table_fit *f, int from, int to);

/* table_centred - whether the lines of a cell are centred: column heads and figures are (E); labels stand
 * flush left, and so does a corner's note of several lines. */
bool table_centred(const struct table_cell *c);

/* Where an item stands in its cell. */
struct table_spot {
    len_t x; /* left edge of the glyph's natural advance, blank included, from the cell's left edge */
    len_t y; /* top of its em box from the cell's top edge: the baseline is the face's em ascent below */
};

/* table_place - the place of each item of cell i, in a piece of it that is `height` high.
 *   out   [text->nitem], filled
 * Blocks of lines stand in the middle of the height, labels flush left, all else centred. */
void table_place(const struct table_fit *f, size_t i, const struct cell_text *text, len_t height,
                 struct table_spot *out);

/* The room a table meets. */
struct table_room {
    len_t here;  /* left on this page */
    len_t page;  /* on an empty one; here >= page means this one is empty */
    len_t white; /* a table that fits on one page moves there whole when no more than this is left white: 6
                    lines */
    len_t mark;  /* height of the 续表 line above each part but the first */
    bool split;  /* the table's end may not stand here, even if it fits */
};

/* The rows of a table on one page. */
struct table_part {
    int from, to;           /* rows [from, to) */
    int head_from, head_to; /* rows printed again above them; none when equal */
    len_t height;           /* of both, without the 续表 line */
    len_t take, of;         /* its rows give up this part of what their pads can give; of = 0: nothing */
};

/* table_split - how much of the table, from row `from` on, stands here (E, Break rules).
 * Never inside a row; the head is never cut nor last; at least two rows of the table and of each group on
 * either side of a break; no label piece lower than its label.  Where the rest of the table stands on the
 * page with narrower pads above and below, it is not broken.  On an empty page the last two rules give way,
 * in that order, where they leave no break at all. Returns false when nothing may stand here: go on with an
 * empty page, or, on an empty page, one row and its head are higher than the page. */
bool table_split(const struct table_fit *f, int from, const struct table_room *r, struct table_part *out);

/* table_tighten - make a part no higher than `height` by what the pads of its rows can give, all by the same
 * part of it; false when that is not enough. */
bool table_tighten(const struct table_fit *f, struct table_part *p, len_t height);

/* What of a cell is printed in a part; x and y from the part's top left corner (below the 续表 line). */
struct table_piece {
    size_t cell;
    len_t x, y, width, height;
    bool again; /* a repeated head, or a label that began on an earlier page */
};

/* table_pieces - the pieces of all cells in a part, repeated head first, in reading order. */
struct table_piece *table_pieces(const struct table_fit *f, const struct table_part *p, struct arena *a,
                                 size_t *count);

/* A rule, along its middle. */
struct table_rule {
    len_t x0, y0, x1, y1;
    bool frame;
};

/* table_rules - the rules of a part, each edge once: the frame's four sides, closed at the foot and opened at
 * the head of every part, then the horizontal and the vertical rules inside.  Ends lie on the middle of the
 * rule they meet; the frame's corners want square caps. */
struct table_rule *table_rules(const struct table_fit *f, const struct table_part *p, struct arena *a,
                               size_t *count);

#endif
