/* table_width.h - the widths of a table's columns.
 * Internal to the table modules. */
#ifndef TABLE_WIDTH_H
#define TABLE_WIDTH_H

#include "table_cell.h"

/* What may be cut to make a table fit. */
enum relax {
    RELAX_NONE,  /* nothing: figures and words of heads whole */
    RELAX_WORDS, /* words, but no figure and no number */
    RELAX_ALL    /* anything */
};

/* A table on its way to its fit. */
struct fitting {
    const struct grid *g;
    const struct table_options *o;
    struct measure *cell; /* [g->ncell] */
    size_t *tall;         /* [ntall] cells over several rows, lowest first */
    size_t ntall;
    int label_em; /* least room of a label set horizontally; set by widths_choose */
    int stacks;   /* columns that vertical text may take */
    enum relax relax;
    len_t *content, *row; /* [g->ncell], [g->nrow] work space of heights */
    struct arena *a;      /* for what ends with the fitting */
};

/* widths_choose - find width[g->ncol], whose sum is the measure.  false if the least widths are more than
 * that. */
bool widths_choose(const struct fitting *t, len_t *width);

/* width_inner - room for text in cell i. */
len_t width_inner(const struct fitting *t, const len_t *width, size_t i);

/* upright_width - inner width of a column of vertical text. */
len_t upright_width(const struct fitting *t);

/* heights_of - heights of the rows for cells of content[g->ncell] height each. */
void heights_of(const struct fitting *t, const len_t *content, len_t *height);

#endif
