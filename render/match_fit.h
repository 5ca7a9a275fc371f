/* match_fit.h - how well the parts of a form fit lines of a source.
 * Private to match_align. */
#ifndef MATCH_FIT_H
#define MATCH_FIT_H

#include "match_table.h"

enum {
    FIT_HEAD_LINES = 8, /* a head may be broken over so many lines where spans are not known */
    COST_SHORT = 250    /* a short paragraph inside a table */
};

/* What the parts of a form are found by: numbers of labels. */
struct want {
    int own, with_parent; /* -1: none */
    int *above, nabove;   /* labels of the groups the row is in */
    int *head, nhead;
};

struct fitting {
    const struct mlines *l;
    const struct form *form;
    struct arena *a;
    struct part *part;
    struct want *want;
    int npart;
    GArray *label;  /* struct fold, each once */
    int *word0;     /* [l->n] number of the first cell of each line */
    uint16_t *like; /* [cells * labels] */
};

/* fit_open - the parts of a form, and the likeness of every unused cell with words to every label. */
struct fitting fit_open(const struct mlines *l, const struct form *form);
void fit_close(struct fitting *f);

/* fit_like - likeness of a cell to a label by its number; 0 for label -1. */
int fit_like(const struct fitting *f, int line, int cell, int label);

/* fit_may - whether lines [from, to) are unused rows of one grid, or of pieces of one, so that part p may
 * stand there; or one paragraph that is the title of a band. */
bool fit_may(const struct fitting *f, int p, int from, int to);

/* fit_earn - what part p earns on lines [from, to), in thousandths of a label that is the same; 0: it does
 * not stand there.  *like: how much of its words is there. */
int fit_earn(const struct fitting *f, int p, int from, int to, int *like);

#endif
