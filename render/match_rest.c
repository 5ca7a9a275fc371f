/* match_rest.c - what stands between and behind the rows of a table: heads said again, blank rows, rows that
 * the form lacks. */
#include "intl.h"
#include "match_maker.h"

#include <string.h>

/* --- lines beside the rows -------------------------------------------------- */

bool is_matched(const struct alignment *al, int line)
{
    for (size_t i = 0; i < al->npart; i++)
        if (al->part[i].from <= line && line < al->part[i].to)
            return true;
    return false;
}

static bool is_label_of(const struct label *node, const struct mcell *c, struct arena *a)
{
    for (size_t i = 0; i < node->nchild; i++) {
        struct fold words = fold_text(node->child[i]->text, a);
        if (label_like(c->fold, words) >= LIKE_ENOUGH || maker_made_of(c, words) ||
            is_label_of(node->child[i], c, a))
            return true;
    }
    return false;
}

/* Whether a cell says words of the form, or part of them, or none. */
bool is_known(struct maker *k, const struct mcell *c)
{
    bool known = !has_words(c);
    for (size_t b = 0; b < k->form->nband && !known; b++) {
        const struct band *band = &k->form->band[b];
        struct fold corner = fold_text(band->corner, k->m->a), title = fold_text(band->title, k->m->a);
        known = is_label_of(band->rows.root, c, k->m->a) || is_label_of(band->columns.root, c, k->m->a) ||
                (corner.n && (label_like(c->fold, corner) >= LIKE_ENOUGH || maker_made_of(c, corner))) ||
                (title.n && label_like(c->fold, title) >= LIKE_ENOUGH);
    }
    return known;
}

/* Heads said again, parts of labels set top to bottom, blank rows: nothing is lost with them. */
bool is_furniture(struct maker *k, const struct mline *l)
{
    if (l->nfigure > 0)
        return false;
    if (words_have(&k->m->words->continued, l->cell[0].fold))
        return true;
    for (int i = 0; i < l->ncell; i++)
        if (!is_known(k, &l->cell[i]))
            return false;
    return l->grid != NULL;
}

void leave_strange(struct maker *k, const struct part *head)
{
    for (int i = head->from; i < head->to; i++)
        for (int c = 0; c < k->l->line[i].ncell; c++)
            if (!is_known(k, &k->l->line[i].cell[c]))
                leave_over(k->m, &k->l->line[i], maker_line(k, k->l->line[i].cell[c].text));
}

/* The part of a row that stands last before a line, or NULL. */
static const struct part *part_before(const struct alignment *al, int line)
{
    const struct part *before = NULL;
    for (size_t i = 0; i < al->npart; i++)
        if (al->part[i].from < al->part[i].to && al->part[i].to <= line)
            before = &al->part[i];
    return before;
}

/* In a text that does not tell where rows end, words and the figures behind them stand on lines of their own:
 * both as one. */
static const struct mline *with_words_before(struct maker *k, int line)
{
    const struct mline *l = &k->l->line[line];
    const struct mline *words = line > 0 ? l - 1 : NULL;
    if (l->nwords || !words || words->used || !words->loose || words->chain != l->chain || words->nfigure ||
        words->nwords != 1)
        return l;
    struct mline *both = arena_dup(k->m->a, l, sizeof *l);
    both->ncell = words->ncell + l->ncell;
    both->cell = ARENA_ARRAY(k->m->a, (size_t)both->ncell, struct mcell);
    memcpy(both->cell, words->cell, (size_t)words->ncell * sizeof *both->cell);
    memcpy(both->cell + words->ncell, l->cell, (size_t)l->ncell * sizeof *both->cell);
    both->nwords = words->nwords;
    return both;
}

static void find_columns(struct maker *k, const struct band *band)
{
    k->columns = columns_find(band, k->l, 0, 0, k->m->a);
    for (size_t i = 0; i < k->al->npart; i++)
        if (k->al->part[i].kind == PART_HEAD && k->al->part[i].band == band)
            k->columns = columns_find(band, k->l, k->al->part[i].from, k->al->part[i].to, k->m->a);
}

/* Whether words hold those of a row of the form: then several rows have run together. */
static bool holds_label(struct maker *k, struct fold words)
{
    enum { SHORTEST = 4 };
    for (size_t i = 0; i < k->al->npart; i++) {
        const struct part *p = &k->al->part[i];
        struct fold label =
            p->kind == PART_ROW ? row_words(p->band->rows.leaf[p->row], false, k->m->a) : (struct fold){0};
        if (label.n >= SHORTEST && fold_find(words, label, 0) >= 0)
            return true;
    }
    return false;
}

/* Whether all words of a line are the form's, or parts of these: heads and pieces of labels are no row's own
 * words where the text does not tell what belongs together. */
static bool is_pieced(struct maker *k, const struct mline *l)
{
    for (int i = 0; i < l->ncell; i++)
        if (has_words(&l->cell[i]) && !is_known(k, &l->cell[i]))
            return false;
    return l->guessed;
}

/* A row that the form lacks: false if the line does not look like one. */
static bool make_extra(struct maker *k, int line)
{
    const struct mline *l = with_words_before(k, line);
    const struct part *before = part_before(k->al, line);
    if (!l->grid || !l->nwords || !before || before->kind == PART_TITLE)
        return false;
    bool row = before->kind == PART_ROW;
    struct row_place p = {k->form, before->band, row ? before->row : 0, l, zone_by_words(l)};
    const struct label *leaf = before->band->rows.leaf[p.row];
    if (p.zone == 0 || (l->nfigure == 0 && l->ncell - p.zone < (int)before->band->columns.nleaf))
        return false;
    find_columns(k, before->band);
    struct columns columns = maker_columns(k, before->band, line);
    struct row_reading r = row_read(&p, &columns, k->m->a);
    const char *label = maker_label(k, l, 1, leaf);
    struct fold words = fold_text(label, k->m->a);
    if (!fold_whole(words))
        return false;
    if (r.state == ROW_UNREADABLE || r.state == ROW_EMPTY || !*label || holds_label(k, words) ||
        is_pieced(k, l)) {
        if (l->nfigure > 0)
            maker_tell(k, "IMPORT-ROW", GRADE_HARD, l, NULL, &(struct finding){.row = *label ? label : NULL},
                       _("“%s” is no row of the form, and which column its figures belong to cannot be told"),
                       mline_text(l, k->m->a));
        return false;
    }
    maker_amounts(k, &p, &r);
    maker_units(k, &p, &r);
    maker_tell_short(k, &p, &r, &(struct finding){.row = label});
    struct extra_row x = {.label = label,
                          .after = row && *leaf->path ? leaf->path : NULL,
                          .band = row ? NULL : before->band->id,
                          .value = r.value,
                          .nvalue = before->band->columns.nleaf};
    g_array_append_val(k->extra, x);
    maker_tell(k, "IMPORT-EXTRA", GRADE_INFO, l, NULL, &(struct finding){.row = label},
               _("the form has no such row; it is kept as an extra row"));
    if (l != &k->l->line[line])
        k->l->line[line - 1].used = true;
    return true;
}

/* A row of a grid in the midst of a table that is nothing known; a paragraph there is left to the text. */
static bool is_stray(struct maker *k, const struct mline *l)
{
    if (l->item->kind != SOURCE_GRID)
        return false;
    leave_over(k->m, l, NULL);
    return true;
}

/* Whether line i, behind the table's last, goes on with it. */
static bool goes_on(struct maker *k, int i)
{
    const struct mline *l = &k->l->line[i];
    if (l->used || !l->grid || l->chain != k->l->line[k->al->to - 1].chain)
        return false;
    if (!l->nwords && !l->nfigure)
        return true;
    return l->nfigure > 0 && make_extra(k, i);
}

void make_rest(struct maker *k)
{
    struct mline *line = k->l->line;
    int chain = line[k->al->from].chain;
    for (int i = k->al->from - 1;
         i >= 0 && line[i].chain == chain && !line[i].used && is_furniture(k, &line[i]); i--)
        line[i].used = true;
    for (int i = k->al->from; i < k->al->to; i++)
        if (!line[i].used &&
            (is_matched(k->al, i) || is_furniture(k, &line[i]) || make_extra(k, i) || is_stray(k, &line[i])))
            line[i].used = true;
    for (int i = k->al->to; i < k->l->n; i++) {
        bool words = line[i].loose && !line[i].nfigure && line[i].nwords == 1 && i + 1 < k->l->n;
        if (goes_on(k, i))
            line[i].used = true;
        else if (words && goes_on(k, i + 1))
            line[++i].used = true;
        else
            break;
    }
}
