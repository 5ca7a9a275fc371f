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

/* Whether a cell says the end of the head of a column, and a figure behind it. */
static bool has_end_of_head(struct maker *k, const struct band *band, const struct mcell *c)
{
    if (!has_words(c) || c->npiece < 2 || !has_figure(c))
        return false;
    struct fold words = c->piece[0];
    for (size_t i = 0; i < band->columns.nleaf; i++) {
        struct fold head = fold_text(band->columns.leaf[i]->text, k->m->a);
        if (words.n < head.n && fold_same(fold_part(head, head.n - words.n, head.n), words))
            return true;
    }
    return false;
}

static bool is_behind_head(struct maker *k, const struct row_place *p)
{
    for (int i = 0; i < p->line->ncell; i++)
        if (has_end_of_head(k, p->band, &p->line->cell[i]))
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
    if (said.n < SHORTEST || said.n >= own.n || !begins(own, said))
        return false;
    struct fold end = fold_part(own, said.n, own.n);
    for (int i = 0; i < place[1].line->ncell; i++) {
        struct fold f = place[1].line->cell[i].fold;
        if (begins(f, end) && !begins(other, end) &&
            (f.n == end.n || begins(other, fold_part(f, end.n, MIN(f.n, end.n + SHORTEST)))))
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

void overrun_rows(struct maker *k, const struct part *part, const struct row_place *place, bool *over,
                  size_t n)
{
    bool all = figures_overrun(k) || labels_overrun(k, part, place, n);
    struct fold lead = {0};
    int lead_line = -1; /* that begins with `lead` */
    for (size_t i = 0; i < n; i++) {
        over[i] = all && place[i].line;
        if (!is_ruled(place[i].line))
            continue;
        int next = part[i].to;
        over[i] = over[i] || is_behind_head(k, &place[i]) || lead_line == part[i].from;
        lead = missing_end(place[i].line, row_words(place[i].band->rows.leaf[place[i].row], false, k->m->a),
                           lead_line == part[i].from ? lead : (struct fold){0});
        bool cut =
            lead.n && next < k->l->n && is_ruled(&k->l->line[next]) && has_cell_with(&k->l->line[next], lead);
        over[i] = over[i] || cut;
        lead_line = cut ? next : -1;
    }
}
