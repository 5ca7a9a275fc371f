/* match_fit.c - how well the parts of a form fit lines of a source: by whole labels, and by labels in pieces.
 */
#include "match_fit.h"

#include <glib.h>
#include <string.h>

enum {
    LIKE_TITLE = 800,
    HEAD_ENOUGH = 500, /* share of a head's labels that must be there */
    EARN_FIGURES = 300,
    COST_WRAP = 30
};

/* --- the labels of a form --------------------------------------------------- */

static int label_number(struct fitting *f, struct fold words)
{
    if (!words.n)
        return -1;
    for (guint i = 0; i < f->label->len; i++)
        if (fold_same(g_array_index(f->label, struct fold, i), words))
            return (int)i;
    g_array_append_val(f->label, words);
    return (int)f->label->len - 1;
}

struct fold row_words(const struct label *row, bool with_parent, struct arena *a)
{
    if (!with_parent)
        return fold_text(row->text, a);
    if (!row->text || !row->parent || !row->parent->text)
        return (struct fold){0};
    return fold_text(arena_printf(a, "%s%s", row->parent->text, row->text), a);
}

static void want_row(struct fitting *f, struct want *w, const struct label *row)
{
    w->own = label_number(f, row_words(row, false, f->a));
    w->with_parent = label_number(f, row_words(row, true, f->a));
    w->above = ARENA_ARRAY(f->a, (size_t)row->depth + 1, int);
    for (const struct label *l = row->parent; l; l = l->parent)
        if (l->text)
            w->above[w->nabove++] = label_number(f, fold_text(l->text, f->a));
}

static void want_heads(struct fitting *f, struct want *w, const struct label *node)
{
    for (size_t i = 0; i < node->nchild; i++) {
        w->head[w->nhead++] = label_number(f, fold_text(node->child[i]->text, f->a));
        want_heads(f, w, node->child[i]);
    }
}

static size_t count_labels(const struct label *node)
{
    size_t n = 1;
    for (size_t i = 0; i < node->nchild; i++)
        n += count_labels(node->child[i]);
    return n;
}

static void add_part(struct fitting *f, struct part p)
{
    struct want *w = &f->want[f->npart];
    w->own = w->with_parent = -1;
    if (p.kind == PART_TITLE) {
        w->own = label_number(f, fold_text(p.band->title, f->a));
    } else if (p.kind == PART_ROW) {
        want_row(f, w, p.band->rows.leaf[p.row]);
    } else {
        w->head = ARENA_ARRAY(f->a, count_labels(p.band->columns.root), int);
        want_heads(f, w, p.band->columns.root);
    }
    f->part[f->npart++] = p;
}

static void list_parts(struct fitting *f)
{
    size_t n = 0;
    for (size_t b = 0; b < f->form->nband; b++)
        n += 2 + f->form->band[b].rows.nleaf;
    f->part = ARENA_ARRAY(f->a, n, struct part);
    f->want = ARENA_ARRAY(f->a, n, struct want);
    for (size_t b = 0; b < f->form->nband; b++) {
        const struct band *band = &f->form->band[b];
        if (band->title)
            add_part(f, (struct part){.kind = PART_TITLE, .band = band});
        add_part(f, (struct part){.kind = PART_HEAD, .band = band});
        for (size_t r = 0; r < band->rows.nleaf; r++)
            add_part(f, (struct part){.kind = PART_ROW, .band = band, .row = r});
    }
}

/* The likeness of every cell with words to every label. */
static void compare_cells(struct fitting *f)
{
    int n = 0;
    f->word0 = ARENA_ARRAY(f->a, (size_t)f->l->n, int);
    for (int i = 0; i < f->l->n; i++) {
        f->word0[i] = n;
        n += f->l->line[i].ncell;
    }
    guint nlabel = f->label->len;
    f->like = ARENA_ARRAY(f->a, (size_t)n * nlabel + 1, uint16_t);
    for (int i = 0; i < f->l->n; i++) {
        const struct mline *l = &f->l->line[i];
        for (int c = 0; c < l->ncell && l->grid && !l->used; c++)
            for (guint k = 0; k < nlabel && l->cell[c].figure.kind == FIGURE_WORDS; k++)
                f->like[(size_t)(f->word0[i] + c) * nlabel + k] =
                    (uint16_t)label_like(l->cell[c].fold, g_array_index(f->label, struct fold, k));
    }
}

int fit_like(const struct fitting *f, int line, int cell, int label)
{
    return label < 0 ? 0 : f->like[(size_t)(f->word0[line] + cell) * f->label->len + (guint)label];
}

/* --- a label in pieces ------------------------------------------------------ */

static bool is_part_of(const struct fitting *f, const int *label, int n, struct fold piece)
{
    for (int i = 0; i < n; i++)
        if (fold_find(g_array_index(f->label, struct fold, label[i]), piece, 0) >= 0)
            return true;
    return false;
}

/* How much of a label the pieces on lines [from, to) make up, put together in their order; pieces that belong
 * neither to it nor to a label above it count against it. */
static int cover_row(const struct fitting *f, const struct want *w, int from, int to)
{
    struct fold label = g_array_index(f->label, struct fold, w->own);
    int at = 0, strange = 0;
    for (int i = from; i < to; i++) {
        const struct mline *l = &f->l->line[i];
        for (int c = 0; c < l->ncell; c++)
            for (int k = 0; k < l->cell[c].npiece && l->cell[c].figure.kind == FIGURE_WORDS; k++) {
                struct fold p = l->cell[c].piece[k];
                if (at + p.n <= label.n && fold_same(fold_part(label, at, at + p.n), p))
                    at += p.n;
                else if (!fold_is_digits(p) && !is_part_of(f, w->above, w->nabove, p))
                    strange += p.n;
            }
    }
    int wrong = label.n - at + strange;
    return MAX(0, LIKE_SAME - LIKE_SAME * wrong / MAX(MAX(label.n, at + strange), 1));
}

/* Whether a head's label stands in pieces on lines [from, to), in their order. */
static bool covers_head(const struct fitting *f, int number, int from, int to)
{
    struct fold label = g_array_index(f->label, struct fold, number);
    int at = 0;
    for (int i = from; i < to; i++) {
        const struct mline *l = &f->l->line[i];
        for (int c = 0; c < l->ncell; c++)
            for (int k = 0; k < l->cell[c].npiece; k++) {
                struct fold p = l->cell[c].piece[k];
                if (at + p.n <= label.n && fold_same(fold_part(label, at, at + p.n), p))
                    at += p.n;
            }
    }
    return at == label.n;
}

/* --- what a match earns; 0: none -------------------------------------------- */

/* The title of a band may stand as a paragraph above its part of the table. */
static bool is_title_paragraph(const struct fitting *f, int p, int line)
{
    const struct mline *l = &f->l->line[line];
    return f->part[p].kind == PART_TITLE && !l->grid && !l->used &&
           fold_same(l->cell[0].fold, g_array_index(f->label, struct fold, f->want[p].own));
}

bool fit_may(const struct fitting *f, int p, int from, int to)
{
    if (to == from + 1 && is_title_paragraph(f, p, from))
        return true;
    for (int i = from; i < to; i++) {
        const struct mline *l = &f->l->line[i];
        if (!l->grid || l->used || l->chain != f->l->line[from].chain)
            return false;
    }
    return true;
}

static int row_like(const struct fitting *f, const struct want *w, int from, int to)
{
    const struct mline *l = &f->l->line[from];
    int best = 0;
    bool whole = true; /* the label is on one line; on the next there are figures alone */
    for (int i = from + 1; i < to; i++)
        whole = whole && f->l->line[i].nwords == 0;
    for (int c = 0; c < l->ncell && whole; c++)
        best = MAX(best, MAX(fit_like(f, from, c, w->own), fit_like(f, from, c, w->with_parent)));
    if (l->loose && best < LIKE_SAME)
        best = MAX(best, cover_row(f, w, from, to));
    return best;
}

static int earn_row(const struct fitting *f, int p, int from, int to, int *like)
{
    const struct want *w = &f->want[p];
    int with_figures = 0, cells = 0;
    for (int i = from; i < to; i++) {
        const struct mline *l = &f->l->line[i];
        with_figures += l->nfigure > 0;
        cells = MAX(cells, l->ncell);
        if (to > from + 1 && (!l->loose || l->nwords + l->nfigure == 0))
            return 0;
    }
    if (with_figures > 1)
        return 0;
    if (w->own < 0) { /* a row without a label: nothing but figures, or as many blanks as there are columns */
        const struct mline *l = &f->l->line[from];
        size_t want = f->part[p].band->columns.nleaf;
        *like = to == from + 1 && l->nwords == 0 && (with_figures || (size_t)cells >= want) ? LIKE_SAME : 0;
        return *like ? *like + (with_figures ? EARN_FIGURES : -COST_SHORT) : 0;
    }
    *like = row_like(f, w, from, to);
    if (*like < LIKE_ENOUGH)
        return 0;
    return *like + (with_figures ? EARN_FIGURES : 0) - COST_WRAP * (to - from - 1);
}

static int earn_title(const struct fitting *f, int p, int line, int *like)
{
    const struct mline *l = &f->l->line[line];
    *like = is_title_paragraph(f, p, line) ? LIKE_SAME : 0;
    for (int c = 0; c < l->ncell && l->nfigure == 0; c++)
        *like = MAX(*like, fit_like(f, line, c, f->want[p].own));
    return *like >= LIKE_TITLE ? *like : 0;
}

/* How many of the lines [from, to) hold none of the cells that were taken, counted through them. */
static int count_strange(const struct fitting *f, const bool *taken, int from, int to)
{
    int n = 0, number = 0;
    for (int i = from; i < to; i++) {
        bool any = false;
        for (int c = 0; c < f->l->line[i].ncell; c++)
            any = taken[number++] || any;
        n += !any;
    }
    return n;
}

/* Each label of the head takes a cell of its own; a line without any is left out where it stands first. */
static int earn_head(const struct fitting *f, int p, int from, int to, int *like)
{
    const struct want *w = &f->want[p];
    bool taken[FIT_HEAD_LINES * 64] = {false};
    int cells = 0, found = 0;
    for (int i = from; i < to; i++) {
        const struct mline *l = &f->l->line[i];
        for (int c = 0; c < l->ncell; c++)
            if (l->cell[c].figure.kind == FIGURE_NUMBER)
                return 0;
        cells += l->ncell;
    }
    if (cells > (int)G_N_ELEMENTS(taken))
        return 0;
    for (int h = 0; h < w->nhead; h++) {
        int best = LIKE_ENOUGH - 1, at = -1, number = 0;
        for (int i = from; i < to; i++)
            for (int c = 0; c < f->l->line[i].ncell; c++, number++) {
                int k = taken[number] ? 0 : fit_like(f, i, c, w->head[h]);
                if (k > best) {
                    best = k;
                    at = number;
                }
            }
        if (at >= 0)
            taken[at] = true;
        found += at >= 0 || (f->l->line[from].loose && covers_head(f, w->head[h], from, to));
    }
    *like = LIKE_SAME * found / w->nhead;
    return *like >= HEAD_ENOUGH ? *like + *like / 2 - count_strange(f, taken, from, to) : 0;
}

int fit_earn(const struct fitting *f, int p, int from, int to, int *like)
{
    switch (f->part[p].kind) {
    case PART_TITLE:
        return earn_title(f, p, from, like);
    case PART_ROW:
        return earn_row(f, p, from, to, like);
    default:
        return earn_head(f, p, from, to, like);
    }
}

struct fitting fit_open(const struct mlines *l, const struct form *form)
{
    struct fitting f = {
        .l = l, .form = form, .a = arena_new(), .label = g_array_new(FALSE, FALSE, sizeof(struct fold))};
    list_parts(&f);
    compare_cells(&f);
    return f;
}

void fit_close(struct fitting *f)
{
    g_array_free(f->label, TRUE);
    arena_free(f->a);
}
