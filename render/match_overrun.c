/* match_overrun.c - rows of a table whose words ran over the edge into the row below.
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

/* The ideographs that a text begins with. */
static struct fold first_words(struct fold f)
{
    enum { FIRST_IDEOGRAPH = 0x3400 };
    int n = 0;
    while (n < f.n && f.c[n] >= FIRST_IDEOGRAPH)
        n++;
    return fold_part(f, 0, n);
}

/* Whether a figure of a row stands behind words of its column's head. */
static bool is_behind_head(struct maker *k, const struct row_place *p, const struct row_reading *r)
{
    for (size_t i = 0; i < p->band->columns.nleaf; i++) {
        const struct mcell *c = r->cell[i];
        struct fold head = fold_text(p->band->columns.leaf[i]->text, k->m->a);
        if (c && has_words(c) && fold_find(head, first_words(c->fold), 0) >= 0)
            return true;
    }
    return false;
}

/* Whether a figure of a row fills its cell, so that it may go on below. */
static bool is_full(const struct row_place *p, const struct row_reading *r)
{
    for (size_t i = 0; i < p->band->columns.nleaf; i++)
        if (r->cell[i] && r->cell[i]->full)
            return true;
    return false;
}

/* What is missing at the end of a row's label on its line, where a cell says only the beginning of it, maybe
 * behind `lead`, the end of the label above; empty: nothing. */
static struct fold missing_end(const struct mline *l, struct fold own, struct fold lead)
{
    enum { SHORTEST = 2 };
    for (int i = 0; i < l->ncell; i++) {
        struct fold f = l->cell[i].fold;
        f = fold_begins(f, lead) ? fold_part(f, lead.n, f.n) : f;
        if (has_words(&l->cell[i]) && f.n >= SHORTEST && f.n < own.n && fold_begins(own, f))
            return fold_part(own, f.n, own.n);
    }
    return (struct fold){0};
}

static bool has_cell_with(const struct mline *l, struct fold lead)
{
    for (int i = 0; i < l->ncell; i++)
        if (fold_begins(l->cell[i].fold, lead))
            return true;
    return false;
}

static bool is_ruled(const struct mline *l)
{
    return l && l->grid && !l->loose && !l->guessed;
}

/* Whether the end of a label stands beside the figures of the next row, where a text set with blanks shows
 * what was printed over it as one with it. */
static bool end_is_beside_next(struct maker *k, const struct part *part, const struct row_place *place)
{
    enum { SHORTEST = 2 };
    const struct label *row = place[0].band->rows.leaf[place[0].row],
                       *next = place[1].band->rows.leaf[place[1].row];
    struct fold own = row_words(row, false, k->m->a), other = row_words(next, false, k->m->a);
    struct fold said =
        fold_text(maker_label(k, &k->l->line[part->from], part->to - part->from, row), k->m->a);
    if (said.n < SHORTEST || said.n >= own.n || !fold_begins(own, said))
        return false;
    struct fold end = fold_part(own, said.n, own.n);
    const struct mline *l = place[1].line;
    for (int i = 0; i < l->ncell; i++) {
        struct fold f = l->cell[i].fold;
        bool all = f.n == end.n && l->cell[i].line == l->cell[l->ncell - 1].line;
        if (fold_begins(f, end) && !fold_begins(other, end) &&
            (all || fold_begins(other, fold_part(f, end.n, MIN(f.n, end.n + SHORTEST)))))
            return true;
    }
    return false;
}

/* Whether labels of a text set with blanks ran over edges: figures may have, too, without a sign of it. */
static bool labels_overrun(struct maker *k, const struct part *part, const struct row_place *place, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++)
        if (place[i].line && place[i].line->guessed && place[i + 1].line && place[i + 1].line->guessed &&
            end_is_beside_next(k, &part[i], &place[i]))
            return true;
    return false;
}

/* Marks those of n rows whose labels ran over edges, and the rows they ran into; whether there are any. */
static bool mark_cut_labels(struct maker *k, const struct part *part, const struct row_place *place,
                            bool *over, size_t n)
{
    struct fold lead = {0};
    int lead_line = -1; /* that begins with `lead` */
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (!is_ruled(place[i].line))
            continue;
        int next = part[i].to;
        bool hit = lead_line == part[i].from;
        lead = missing_end(place[i].line, row_words(place[i].band->rows.leaf[place[i].row], false, k->m->a),
                           hit ? lead : (struct fold){0});
        bool cut =
            lead.n && next < k->l->n && is_ruled(&k->l->line[next]) && has_cell_with(&k->l->line[next], lead);
        over[i] = over[i] || hit || cut;
        any = any || cut;
        lead_line = cut ? next : -1;
    }
    return any;
}

void overrun_rows(struct maker *k, const struct part *part, const struct row_place *place,
                  const struct row_reading *r, bool *over, size_t n)
{
    bool all = figures_overrun(k) || labels_overrun(k, part, place, n);
    bool some = mark_cut_labels(k, part, place, over, n);
    for (size_t i = 0; i < n; i++)
        if (is_ruled(place[i].line) && is_behind_head(k, &place[i], &r[i]))
            over[i] = some = true;
    for (size_t i = n; i-- > 0;) {
        bool goes_on = some && place[i].line && is_full(&place[i], &r[i]);
        over[i] = place[i].line && (over[i] || all || goes_on);
        if (goes_on && i + 1 < n && place[i + 1].line)
            over[i + 1] = true;
    }
}
