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
    int remark_em; /* least room of a remark in a figure's cell; set by widths_choose */
    int label_em;  /* least room of a label set horizontally; set by widths_choose */
    int stacks;    /* columns that vertical text may take */
    enum relax relax;
    len_t *content, *row; /* [g->ncell], [g->nrow] work space of heights */
    struct arena *a;      /* for what ends with the fitting */
};

/* widths_choose - find width[g->ncol], whose sum is the measure.  false if the least widths are more than
 * that. */
bool widths_choose(const struct fitting *t, len_t *width);

static inline len_t max_len(len_t a, len_t b)
{
    return a > b ? a : b;
}

static inline len_t min_len(len_t a, len_t b)
{
    return a < b ? a : b;
}

/* width_inner - room for text in cell i. */
len_t width_inner(const struct fitting *t, const len_t *width, size_t i);

/* upright_width - inner width of a column of vertical text. */
len_t upright_width(const struct fitting *t);

/* heights_of - heights of the rows for cells of content[g->ncell] height each and pads of pad_y. */
void heights_of(const struct fitting *t, const len_t *content, len_t pad_y, len_t *height);

/* width_least_inner - room that a cell needs for its text, by what may be cut. */
len_t width_least_inner(const struct fitting *t, const struct measure *m);

/* width_of_labels, width_is_upright - whether a column holds labels; whether it holds vertical text, and so
 * takes no more than it needs. */
bool width_of_labels(const struct fitting *t, int col);
bool width_is_upright(const struct fitting *t, int col);

/* widths_least - the least width of each column; cells of several columns widen theirs last. */
void widths_least(const struct fitting *t, len_t *width);

struct cost {
    len_t height;
    len_t total; /* with what many lines and cut words take from a table's looks */
};

/* widths_cost - a line more in a label that does not raise its row, or a word cut, counts as half a line. */
struct cost widths_cost(const struct fitting *t, const len_t *width);

#endif
