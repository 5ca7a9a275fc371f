/* match_doubt.c - rows of a text set with blanks that seem whole and may not be.
 *
 * Where cells are too narrow for their figures, the figures are broken over lines, and each line reads like a
 * row.  So figures that no row accounts for put the rows above and below them in doubt, whatever these add up
 * to: halves of figures that add up often do so, too. */
#include "match_maker.h"

#include <string.h>

/* ---- figures that no row accounts for ---- */

/* Whether all of a cell is figures, one or several a blank apart. */
static bool is_figures(const struct mcell *c)
{
    for (int i = 0; i < c->npiece; i++)
        if (!fold_is_digits(c->piece[i]))
            return false;
    return c->npiece > 0;
}

/* Words with figures behind them in the same cell. */
static bool ends_in_figures(const struct mcell *c)
{
    return has_words(c) && c->npiece > 1 && fold_is_digits(c->piece[c->npiece - 1]);
}

static bool holds_figures(const struct mline *l)
{
    bool any = l->nfigure > 0;
    for (int i = 0; i < l->ncell; i++)
        any = any || is_figures(&l->cell[i]) || ends_in_figures(&l->cell[i]);
    return any;
}

/* Whether the stretch [at, at + n) of some words is one of a row's label. */
static bool is_of_row(struct maker *k, struct fold words, int at, int n)
{
    for (size_t i = 0; i < k->al->npart; i++) {
        const struct part *p = &k->al->part[i];
        if (p->kind == PART_ROW && fold_find(row_words(p->band->rows.leaf[p->row], false, k->m->a),
                                             fold_part(words, at, at + n), 0) >= 0)
            return true;
    }
    return false;
}

/* Whether most of some words are stretches of labels of rows. */
static bool is_mixed_labels(struct maker *k, struct fold words)
{
    enum { STRETCH = 3 };
    int known = 0;
    for (int at = 0, end = 0; at + STRETCH <= words.n; at++)
        if (is_of_row(k, words, at, STRETCH)) {
            known += at + STRETCH - MAX(at, end);
            end = at + STRETCH;
        }
    return known * 2 > words.n;
}

/* Whether a line has words of its own, and none of the form's, nor parts of these, however these are mixed.
 */
static bool has_own_words(struct maker *k, const struct mline *l)
{
    bool own = false;
    for (int i = 0; i < l->ncell; i++) {
        const struct mcell *c = &l->cell[i];
        if (!has_words(c) || is_figures(c))
            continue;
        if (is_mixed_labels(k, c->fold))
            return false;
        own = own || !is_known(k, c);
    }
    return own;
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
    return l->grid ? l->guessed && l->chain == row->chain : l->nfigure == 1 && l->cell[0].line > 0;
}

/* Whether line i, next to a row, holds figures of which it is not told whose they are: those of a line that
 * is no row, or of a row's line that was not read for it. */
static bool is_rest(struct maker *k, int i)
{
    const struct mline *l = &k->l->line[i];
    for (size_t p = 0; p < k->al->npart; p++) {
        const struct part *part = &k->al->part[p];
        if (part->from <= i && i < part->to)
            return part->kind == PART_ROW && holds_figures(l) &&
                   (l != maker_figure_line(k, part) ||
                    (l->cell[0].page && l->nfigure > (int)part->band->columns.nleaf));
    }
    return holds_figures(l) && !is_other_row(k, i);
}

/* Whether a line says a unit and nothing else. */
static bool is_unit(struct maker *k, const struct mline *l)
{
    return l->ncell == 1 && words_have(&k->m->words->units, l->cell[0].fold);
}

/* Whether there are rests between a row and the next one, going up or down: figures, or a unit. */
static bool has_rests(struct maker *k, const struct part *part, int step)
{
    const struct mline *row = &k->l->line[part->from];
    for (int i = step < 0 ? part->from - 1 : part->to; i >= 0 && i < k->l->n; i += step) {
        if (is_unit(k, &k->l->line[i]))
            return true;
        if (!is_near(&k->l->line[i], row))
            return false;
        if (is_matched(k->al, i) || holds_figures(&k->l->line[i]))
            return is_rest(k, i);
    }
    return false;
}

/* Whether the lines of a row hold more figures than those of the line that is read, or a unit without one. */
static bool has_more(struct maker *k, const struct part *part, const struct mline *read)
{
    for (int i = part->from; i < part->to; i++) {
        const struct mline *l = &k->l->line[i];
        if (l != read && holds_figures(l))
            return true;
        for (int c = 0; c < l->ncell; c++)
            if (ends_in_figures(&l->cell[c]) || words_have(&k->m->words->units, l->cell[c].fold))
                return true;
    }
    return false;
}

/* ---- cells one to a line ---- */

/* Whether the cells of a row stand on lines of their own, so that nothing but their order tells whose they
 * are. */
static bool is_stream(const struct mline *l)
{
    int zone = zone_by_words(l), end = l->cell[l->ncell - 1].line;
    if (!l->guessed || !l->nfigure)
        return false;
    if (!zone || (l->cell[zone - 1].line != end && !l->cell[zone - 1].joined))
        return true;
    for (int i = zone; i < l->ncell; i++)
        if (l->cell[i].line != end)
            return true;
    return false;
}

/* Whether as many lines of figures follow a row as rows that were not found between it and the next one: they
 * are likely theirs. */
static bool are_missing_rows(struct maker *k, const struct part *part)
{
    const struct part *next = part + 1, *end = k->al->part + k->al->npart;
    int missing = 0;
    for (; next < end && next->from == next->to; next++)
        missing += next->kind == PART_ROW;
    for (int i = part->to, to = next < end ? next->from : k->al->to; i < to; i++)
        missing -= holds_figures(&k->l->line[i]);
    return !missing && next > part + 1;
}

/* Whether line i holds as many figures as the columns of a row beside it, and is no row's. */
static bool is_full_rest(struct maker *k, int i, int columns)
{
    const struct mline *l = i >= 0 && i < k->l->n ? &k->l->line[i] : NULL;
    return l && l->guessed && l->nfigure == columns && is_rest(k, i);
}

/* How many of the lines straight above and below a row hold as many figures as it has columns, and are no
 * row's. */
static int full_rests(struct maker *k, const struct part *part)
{
    int n = (int)part->band->columns.nleaf;
    size_t at = (size_t)(part - k->al->part);
    while (at > 0 && k->al->part[at - 1].from == k->al->part[at - 1].to)
        at--;
    bool above = at == 0 || !are_missing_rows(k, &k->al->part[at - 1]);
    return (above && is_full_rest(k, part->from - 1, n)) +
           (!are_missing_rows(k, part) && is_full_rest(k, part->to, n));
}

/* Whether rows that have all their figures stand beside lines with as many of which no row is known, or one
 * does and a row has none: the figures stand a line higher or lower than their labels. */
static bool is_shifted(struct maker *k)
{
    enum { FEWEST = 3, ENOUGH = 2 };
    int found = 0;
    bool empty = false;
    for (size_t i = 0; i < k->al->npart; i++) {
        const struct part *part = &k->al->part[i];
        int n = (int)part->band->columns.nleaf;
        if (part->kind != PART_ROW || part->from == part->to || n < FEWEST)
            continue;
        int have = maker_figure_line(k, part)->nfigure;
        empty = empty || !have;
        found += have == n ? full_rests(k, part) : 0;
    }
    return found >= ENOUGH || (found && empty);
}

/* Whether cells that are told by their order are not in that of the rows: figures stand before the first
 * label, or behind one label those of several. */
static bool is_disordered(struct maker *k)
{
    for (size_t i = 0; i < k->al->npart; i++) {
        const struct part *part = &k->al->part[i];
        if (part->kind != PART_ROW || part->from == part->to)
            continue;
        const struct mline *l = maker_figure_line(k, part);
        if (is_stream(l) &&
            (l->nfigure > (int)part->band->columns.nleaf || has_rests(k, part, -1) || has_rests(k, part, 1)))
            return true;
    }
    return false;
}

/* ---- labels that ran together ---- */

static bool is_of_above(struct maker *k, const struct label *row, struct fold f)
{
    for (const struct label *l = row->parent; l && l->text; l = l->parent)
        if (fold_find(fold_text(l->text, k->m->a), f, 0) >= 0)
            return true;
    return false;
}

/* Whether a label that was put together from several lines is the row's with words of another one before or
 * behind it: which of the two has the figures cannot be told. */
static bool is_two_labels(struct maker *k, const struct mcell *c, const struct label *row, struct fold own)
{
    enum { BEGINNING = 4, SHORTEST = 3 };
    struct fold f = c->fold;
    if (!c->joined || own.n < BEGINNING - 1)
        return false;
    int at = fold_find(f, fold_part(own, 0, MIN(own.n, BEGINNING)), 0);
    if (at > 0 && !is_of_above(k, row, fold_part(f, 0, at)))
        return true;
    return f.n - own.n >= SHORTEST && fold_same(fold_part(f, 0, own.n), own);
}

/* Whether words begin the numbered label of another row. */
static bool begins_other(struct maker *k, const struct label *row, struct fold own, struct fold words)
{
    enum { SHORTEST = 4 };
    if (words.n < SHORTEST || !fold_number(words) || label_like(words, own) >= LIKE_ENOUGH ||
        fold_find(own, words, 0) >= 0 || is_of_above(k, row, words))
        return false;
    for (size_t i = 0; i < k->al->npart; i++) {
        const struct part *p = &k->al->part[i];
        if (p->kind == PART_ROW && p->band->rows.leaf[p->row] != row &&
            fold_begins(row_words(p->band->rows.leaf[p->row], false, k->m->a), words))
            return true;
    }
    return false;
}

static bool same_number(struct fold x, struct fold y)
{
    int n = fold_number(x);
    return n > 0 && n == fold_number(y) && fold_same(fold_part(x, 0, n), fold_part(y, 0, n));
}

/* Whether a cell holds the beginning of a row's label. */
static bool begins_label(const struct mcell *c, struct fold own, struct fold with_parent)
{
    if (MAX(label_like(c->fold, own), with_parent.n ? label_like(c->fold, with_parent) : 0) >= LIKE_ENOUGH)
        return true;
    for (int i = 0; i < c->npiece; i++)
        if (fold_begins(own, c->piece[i]) || same_number(c->piece[i], own))
            return true;
    return false;
}

/* Whether the words on the lines of a row are not those of its label alone, or only the end of it. */
static bool has_strange_label(struct maker *k, const struct part *part, const struct label *row)
{
    struct fold own = row_words(row, false, k->m->a), with_parent = row_words(row, true, k->m->a);
    bool begun = !own.n;
    for (int i = part->from; i < part->to; i++)
        for (int c = 0; c < k->l->line[i].ncell; c++) {
            const struct mcell *cell = &k->l->line[i].cell[c];
            if (!has_words(cell) || !own.n)
                continue;
            begun = begun || begins_label(cell, own, with_parent);
            if (is_two_labels(k, cell, row, own))
                return true;
            for (int w = 0; w < cell->npiece; w++)
                if (begins_other(k, row, own, cell->piece[w]))
                    return true;
        }
    return !begun;
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
        if (l->guessed && l->chain == k->l->line[part->from].chain && !is_matched(k->al, i) &&
            !is_furniture(k, l))
            return false;
    }
    return true;
}

static struct row_reading unreadable(struct maker *k, const struct row_place *p)
{
    size_t n = p->band->columns.nleaf;
    return (struct row_reading){.state = ROW_UNREADABLE,
                                .value = ARENA_ARRAY(k->m->a, n, struct value),
                                .cell = ARENA_ARRAY(k->m->a, n, const struct mcell *)};
}

/* Whether a row behind row i has figures too many, or such stand below it: they may be the ends of those of
 * the row before it, which may be in its place, and so on up to row i. */
static bool more_behind(struct maker *k, const struct part *part, const struct row_place *place,
                        const struct row_reading *r, size_t i, size_t n)
{
    for (size_t at = i + 1; at < n && !is_stream(place[i].line); at++)
        if (place[at].line && place[at].line->chain == place[i].line->chain &&
            ((r[at].state != ROW_JOINED && has_more(k, &part[at], place[at].line)) ||
             (has_rests(k, &part[at], 1) && !are_missing_rows(k, &part[at]))))
            return true;
    return false;
}

void doubt_rows(struct maker *k, const struct part *part, const struct row_place *place,
                struct row_reading *r, size_t n)
{
    bool disordered = is_disordered(k), shifted = is_shifted(k), *over = ARENA_ARRAY(k->m->a, n, bool);
    overrun_rows(k, part, place, r, over, n);
    for (size_t i = 0; i < n; i++) {
        const struct mline *l = place[i].line;
        if (over[i])
            r[i] = unreadable(k, &place[i]);
        if (!l || !l->guessed || r[i].state == ROW_UNREADABLE)
            continue;
        if (shifted || (disordered && is_stream(l)) ||
            (r[i].state != ROW_JOINED && has_more(k, &part[i], l)) || more_behind(k, part, place, r, i, n) ||
            has_rests(k, &part[i], -1) || has_rests(k, &part[i], 1) ||
            has_strange_label(k, &part[i], place[i].band->rows.leaf[place[i].row]))
            r[i] = unreadable(k, &place[i]);
    }
}
