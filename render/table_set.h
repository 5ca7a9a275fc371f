/* table_set.h - a table block set in type: shaped cells, fitted columns and rows; and its rows onto a page.
 * Stage: doc table -> (shape, table) -> vlist; paginate says which rows go on which page. */
#ifndef TABLE_SET_H
#define TABLE_SET_H

#include "paragraph.h"
#include "table.h"

struct table_set {
    const struct grid *grid;
    const struct table_fit *fit;
    const struct text_style *style; /* the type size taken */
    const struct shaped *
        *shaped; /* [grid->ncell] the text of each cell, with `vert` forms where it stands vertically */
    const struct cell_text *text; /* [grid->ncell] */
    const struct paragraph *mark; /* 续表 */
};

/* table_typeset - set the table in the largest of its type sizes at which no word and no figure is cut.  A
 * table that fits at none is set in the smallest, with a finding TYPE-TABLE (soft). */
struct table_set *table_typeset(const struct typesetter *t, const struct doc_block *block);

/* table_emit - one part of the table, the middle of its frame's top left corner at x, y.  A part that goes on
 * from an earlier page has the mark 续表 above it, on baseline mark_y. */
void table_emit(struct page_builder *b, const struct layout *l, const struct table_set *t, int block,
                const struct table_part *part, len_t x, len_t y, len_t mark_y);

#endif
