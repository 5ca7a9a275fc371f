/* match_doubt.c - rows of a text set with blanks that seem whole and may not be.
 *
 * Where cells are too narrow for their figures, the figures are broken over lines, and each line reads like a
 * row.  So figures that no row accounts for put the rows above and below them in doubt, whatever these add up
 * to: halves of figures that add up often do so, too. */
#include "match_maker.h"

#include <string.h>

/* ---- figures that no row accounts for ---- */

static bool is_digits(struct fold f)
{
    for (int i = 0; i < f.n; i++)
        if (f.c[i] < '0' || f.c[i] > '9')
            return false;
    return f.n > 0;
}

/* Whether all of a cell is figures, one or several a blank apart. */
static bool is_figures(const struct mcell *c)
{
    for (int i = 0; i < c->npiece; i++)
        if (!is_digits(c->piece[i]))
            return false;
    return c->npiece > 0;
}

/* Words with figures behind them in the same cell. */
static bool ends_in_figures(const struct mcell *c)
{
    return has_words(c) && c->npiece > 1 && is_digits(c->piece[c->npiece - 1]);
}

static bool holds_figures(const struct mline *l)
{
    bool any = l->nfigure > 0;
    for (int i = 0; i < l->ncell; i++)
        any = any || is_figures(&l->cell[i]) || ends_in_figures(&l->cell[i]);
    return any;
}

/* Whether a line has words that are none of the form's, nor a part of these. */
static bool has_own_words(struct maker *k, const struct mline *l)
{
    for (int i = 0; i < l->ncell; i++)
        if (has_words(&l->cell[i]) && !is_figures(&l->cell[i]) && !is_known(k, &l->cell[i]))
            return true;
    return false;
}

/* Whether line i may be a row that the form lacks; its words may stand on the line before. */
static bool is_other_row(struct maker *k, int i)
{
    const struct mline *l = &k->l->line[i], *before = i > 0 ? l - 1 : NULL;
    if (has_own_words(k, l))
        return true;
    return !l->nwords && before && before->chain == l->chain && !before->nfigure && before->nwords == 1 &&
           !is_matched(k->al, i - 1) && has_own_words(k, before);
}

/* A line that goes on with the table: of the same grid, or with nothing but a figure on it. */
static bool is_near(const struct mline *l, const struct mline *row)
{
    return l->grid ? l->loose && l->chain == row->chain : l->nfigure == 1 && l->cell[0].line > 0;
}

/* Whether figures without a row stand between a row and the next one, going up or down. */
static bool has_rests(struct maker *k, const struct part *part, int step)
{
    const struct mline *row = &k->l->line[part->from];
    for (int i = step < 0 ? part->from - 1 : part->to; i >= 0 && i < k->l->n; i += step) {
        const struct mline *l = &k->l->line[i];
        if (is_matched(k->al, i) || !is_near(l, row))
            return false;
        if (holds_figures(l))
            return !is_other_row(k, i);
    }
    return false;
}

/* Whether lines [from, to) of a row hold more figures than those of the line that is read. */
static bool has_more(struct maker *k, const struct part *part, const struct mline *read)
{
    for (int i = part->from; i < part->to; i++) {
        const struct mline *l = &k->l->line[i];
        if (l != read && holds_figures(l))
            return true;
        for (int c = 0; c < l->ncell; c++)
            if (ends_in_figures(&l->cell[c]))
                return true;
    }
    return false;
}

/* ---- labels that ran together ---- */

/* Whether a label that was put together from several lines is the row's with another one before or behind it:
 * one of the two has no figures, and which cannot be told. */
static bool is_two_labels(struct maker *k, const struct mline *l, const struct label *row)
{
    enum { SHORTEST = 3 };
    struct fold own = row_words(row, false, k->m->a);
    for (int i = 0; i < l->ncell && row->text; i++) {
        struct fold f = l->cell[i].fold;
        int rest = f.n - own.n;
        if (!l->cell[i].joined || rest < SHORTEST)
            continue;
        if (fold_same(fold_part(f, 0, own.n), own) || fold_same(fold_part(f, rest, f.n), own))
            return true;
    }
    return false;
}

/* ---- all of it ---- */

bool doubt_is_alone(struct maker *k, const struct part *part)
{
    for (int i = part->from - 1; i <= part->to; i += part->to - part->from + 1) {
        const struct mline *l = i >= 0 && i < k->l->n ? &k->l->line[i] : NULL;
        const struct mline *edge = &k->l->line[i < part->from ? part->from : part->to - 1];
        if (!l || l->nwords + l->nfigure == 0)
            continue;
        /* pdftotext -layout sets the columns of lines that touch by each other's letters */
        if (!l->grid && abs(l->cell[0].line - edge->cell[edge->ncell - 1].line) <= 1)
            return false;
        if (l->loose && l->chain == k->l->line[part->from].chain && !is_matched(k->al, i) &&
            !is_furniture(k, l))
            return false;
    }
    return true;
}

void doubt_row(struct maker *k, const struct part *part, const struct row_place *p, struct row_reading *r)
{
    if (!p->line->loose || r->state == ROW_UNREADABLE)
        return;
    bool more = r->state != ROW_JOINED && has_more(k, part, p->line);
    if (!more && !has_rests(k, part, -1) && !has_rests(k, part, 1) &&
        !is_two_labels(k, p->line, p->band->rows.leaf[p->row]))
        return;
    size_t n = p->band->columns.nleaf;
    *r = (struct row_reading){.state = ROW_UNREADABLE,
                              .value = ARENA_ARRAY(k->m->a, n, struct value),
                              .cell = ARENA_ARRAY(k->m->a, n, const struct mcell *)};
}
