/* match_overrun.c - rows of a ruled table whose words ran over the edge into the row below.
 *
 * Where rows have a height of their own, the end of a label or of a figure that is broken over lines stands
 * in the cell below, before or over what belongs there.  Labels show where they were cut; figures do not. */
#include "match_maker.h"

static bool has_figure(const struct mcell *c)
{
    bool any = !has_words(c) && !is_blank(c);
    for (int i = 0; i < c->npiece; i++) {
        struct fold f = c->piece[i];
        any =
            any || (f.n > 0 && f.c[0] >= '0' && f.c[0] <= '9' && f.c[f.n - 1] >= '0' && f.c[f.n - 1] <= '9');
    }
    return any;
}

/* Whether figures of the table ran over edges: then the ends of others may stand where no figure belongs, or
 * behind one. */
static bool figures_overrun(struct maker *k)
{
    for (int i = k->al->from; i < k->al->to; i++)
        for (int c = 0; c < k->l->line[i].ncell; c++)
            if (k->l->line[i].cell[c].overrun && has_figure(&k->l->line[i].cell[c]))
                return true;
    return false;
}

/* Whether f begins with some words. */
static bool begins(struct fold f, struct fold words)
{
    return fold_find(f, words, 0) == 0;
}

/* What is missing at the end of a row's label on its line, where a cell says only the beginning of it, maybe
 * behind `lead`, the end of the label above; empty: nothing. */
static struct fold missing_end(const struct mline *l, struct fold own, struct fold lead)
{
    enum { SHORTEST = 2 };
    for (int i = 0; i < l->ncell; i++) {
        struct fold f = l->cell[i].fold;
        f = begins(f, lead) ? fold_part(f, lead.n, f.n) : f;
        if (has_words(&l->cell[i]) && f.n >= SHORTEST && f.n < own.n && begins(own, f))
            return fold_part(own, f.n, own.n);
    }
    return (struct fold){0};
}

static bool has_cell_with(const struct mline *l, struct fold lead)
{
    for (int i = 0; i < l->ncell; i++)
        if (begins(l->cell[i].fold, lead))
            return true;
    return false;
}

static bool is_ruled(const struct mline *l)
{
    return l && l->grid && !l->loose && !l->guessed;
}

void overrun_rows(struct maker *k, const struct part *part, const struct row_place *place, bool *over,
                  size_t n)
{
    bool figures = figures_overrun(k);
    struct fold lead = {0};
    int lead_line = -1; /* that begins with `lead` */
    for (size_t i = 0; i < n; i++) {
        if (!is_ruled(place[i].line))
            continue;
        int next = part[i].to;
        over[i] = figures || lead_line == part[i].from;
        lead = missing_end(place[i].line, row_words(place[i].band->rows.leaf[place[i].row], false, k->m->a),
                           lead_line == part[i].from ? lead : (struct fold){0});
        bool cut =
            lead.n && next < k->l->n && is_ruled(&k->l->line[next]) && has_cell_with(&k->l->line[next], lead);
        over[i] = over[i] || cut;
        lead_line = cut ? next : -1;
    }
}
