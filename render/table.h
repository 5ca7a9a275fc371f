/* table.h - fit a table: widths of columns, heights of rows, the place of every line of every cell.
 * Stage: grid + shaped cells -> table -> paginate.  Pure arithmetic on plain structs; knows no fonts. */
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
    const uint8_t *word;     /* [nitem] nonzero: a line may end behind it without cutting a word (B7); NULL: no words known */
};

struct table_cell {
    const struct grid_cell *cell;
    bool vertical;          /* decided: set top to bottom */
    struct line *line;      /* horizontal lines (items of its cell_text); vertical: columns, right to left */
    size_t nline;
    len_t content_width, content_height; /* of the block of lines */
};

struct table_fit {
    const struct grid *grid;
    int style;      /* which of the offered type sizes was taken */
    len_t em, leading, pad_x, pad_y;
    len_t *x;       /* [ncol + 1] column edges from the table's left edge; x[0] = 0, x[ncol] = width */
    len_t *height;  /* [nrow] */
    struct table_cell *cell; /* as grid->cell */
};

struct table_options {
    len_t width;        /* the measure: every table is exactly so wide */
    len_t em, leading;  /* of this type size; leading: baseline to baseline */
    len_t pad_x, pad_y;
    len_t min_col;      /* narrowest figure column */
};

/* table_fit - find column widths at one type size and set every cell in them.
 * Returns NULL when the size is too large for the width (a word or figure would be cut): the caller tries the next
 * smaller size.  force = true takes it all the same, with cells broken anywhere (the last resort). */
struct table_fit *table_fit(const struct grid *g, const struct cell_text *text, const struct table_options *o,
                            bool force, struct arena *a);

#endif
