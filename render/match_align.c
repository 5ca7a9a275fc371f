/* match_align.c - lay a form along the lines of a source: which lines are which of its rows.
 *
 * Parts of a form (titles of bands, heads, rows) and lines keep their order, either may be passed over at a
 * cost, and a match earns the likeness of the words: the best alignment is found as usual, by a table over
 * lines and parts.  So a misprinted label is looked for only between its neighbours, and a form that has rows
 * which the source lacks loses to one that has not. */
#include "match_table.h"

#include <glib.h>
#include <string.h>

enum {
    ROW_LINES = 6,   /* a row's label may be broken over so many lines where spans are not known */
    HEAD_LINES = 8,  /* the same for a head; */
    HEAD_CELLS = 24, /* where each cell is a line of its own */
    LIKE_TITLE = 800,
    HEAD_ENOUGH = 500, /* share of a head's labels that must be there */
    /* what a match earns beside its likeness, and what passing over costs */
    EARN_FIGURES = 300,
    COST_WRAP = 30,
    COST_TITLE = 50,
    COST_HEAD = 300,
    COST_ROW = 400,
    COST_FIGURES = 500, /* a line with figures */
    COST_WORDS = 60,    /* a line of a grid without */
    COST_SHORT = 250,   /* a paragraph inside a table */
    COST_PROSE = 1500,
    SHORT = 40,
    EARN_EDITION = 40
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

static int like_of(const struct fitting *f, int line, int cell, int label)
{
    return label < 0 ? 0 : f->like[(size_t)(f->word0[line] + cell) * f->label->len + (guint)label];
}

/* --- a label in pieces ------------------------------------------------------ */

static bool is_digits(struct fold p)
{
    for (int i = 0; i < p.n; i++)
        if (p.c[i] < '0' || p.c[i] > '9')
            return false;
    return true;
}

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
                else if (!is_digits(p) && !is_part_of(f, w->above, w->nabove, p))
                    strange += p.n;
            }
    }
    int wrong = label.n - at + strange;
    return MAX(0, LIKE_SAME - LIKE_SAME * wrong / MAX(label.n, at + strange));
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

/* Lines [from, to) are unused rows of one grid, or of pieces of one. */
static bool one_grid(const struct fitting *f, int from, int to)
{
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
    for (int c = 0; c < l->ncell && to == from + 1; c++)
        best = MAX(best, MAX(like_of(f, from, c, w->own), like_of(f, from, c, w->with_parent)));
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
    *like = 0;
    for (int c = 0; c < l->ncell && l->nfigure == 0; c++)
        *like = MAX(*like, like_of(f, line, c, f->want[p].own));
    return *like >= LIKE_TITLE ? *like : 0;
}

/* Each label of the head takes a cell of its own. */
static int earn_head(const struct fitting *f, int p, int from, int to, int *like)
{
    const struct want *w = &f->want[p];
    bool taken[HEAD_LINES * 64] = {false};
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
                int k = taken[number] ? 0 : like_of(f, i, c, w->head[h]);
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
    return *like >= HEAD_ENOUGH ? *like + *like / 2 : 0;
}

/* --- the table over lines and parts ----------------------------------------- */

static int most_lines(const struct fitting *f, int p, int end)
{
    const struct mline *l = &f->l->line[end - 1];
    switch (f->part[p].kind) {
    case PART_TITLE:
        return 1;
    case PART_ROW:
        return l->loose && f->want[p].own >= 0 ? ROW_LINES : 1;
    default:
        return l->loose && l->ncell == 1 ? HEAD_CELLS : HEAD_LINES;
    }
}

static int earn(const struct fitting *f, int p, int from, int to, int *like)
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

static int cost_of_part(const struct fitting *f, int p)
{
    static const int cost[] = {[PART_TITLE] = COST_TITLE, [PART_HEAD] = COST_HEAD, [PART_ROW] = COST_ROW};
    return cost[f->part[p].kind];
}

static int cost_of_line(const struct fitting *f, int i)
{
    const struct mline *l = &f->l->line[i];
    if (l->used)
        return COST_PROSE;
    if (l->grid)
        return l->nfigure ? COST_FIGURES : l->nwords ? COST_WORDS : 0;
    if (words_have(&f->l->words->continued, l->cell[0].fold))
        return 0;
    return l->cell[0].fold.n > SHORT ? COST_PROSE : COST_SHORT;
}

enum { STEP_LINE = 0, STEP_PART = 255 }; /* else the number of lines of a match */

/* best[i][j]: the first i lines and the first j parts. */
static void fill(const struct fitting *f, int *best, unsigned char *step)
{
    int m = f->npart + 1, like;
    for (int i = 0; i <= f->l->n; i++)
        for (int j = 1; j < m; j++) {
            int *here = &best[(size_t)i * m + j];
            unsigned char *how = &step[(size_t)i * m + j];
            *here = here[-1] - cost_of_part(f, j - 1);
            *how = STEP_PART;
            if (i == 0)
                continue;
            int passed = best[(size_t)(i - 1) * m + j] - cost_of_line(f, i - 1);
            if (passed > *here) {
                *here = passed;
                *how = STEP_LINE;
            }
            int most = MIN(most_lines(f, j - 1, i), i);
            for (int g = 1; g <= most && one_grid(f, i - g, i); g++) {
                int gain = earn(f, j - 1, i - g, i, &like);
                int met = best[(size_t)(i - g) * m + j - 1] + gain;
                if (gain > 0 && met > *here) {
                    *here = met;
                    *how = (unsigned char)g;
                }
            }
        }
}

static void trace(const struct fitting *f, const unsigned char *step, int end)
{
    int m = f->npart + 1;
    for (int i = end, j = f->npart; j > 0;) {
        int how = step[(size_t)i * m + j];
        struct part *p = &f->part[j - 1];
        if (how == STEP_LINE) {
            i--;
            continue;
        }
        j--;
        p->from = p->to = i;
        if (how != STEP_PART) {
            p->from = i - how;
            earn(f, j, p->from, i, &p->like);
            i -= how;
        }
    }
}

/* --- labels that hardly resemble -------------------------------------------- */

static bool same_number(struct fold x, struct fold y)
{
    int n = fold_number(x);
    return n > 0 && n == fold_number(y) && fold_same(fold_part(x, 0, n), fold_part(y, 0, n));
}

/* Where between two rows that were found exactly one line with words and figures is left, and one row, they
 * are the same if anything about the label says so. */
static void guess_rows(struct fitting *f)
{
    enum { LIKE_FAINT = 300 };
    for (int p = 1; p + 1 < f->npart; p++) {
        const struct part *before = &f->part[p - 1], *after = &f->part[p + 1];
        struct part *here = &f->part[p];
        if (here->kind != PART_ROW || here->from < here->to || f->want[p].own < 0 ||
            before->from == before->to || after->from == after->to)
            continue;
        int found = -1, lines = 0;
        for (int i = before->to; i < after->from; i++) {
            const struct mline *l = &f->l->line[i];
            if (!l->grid || !l->nwords || l->nwords + l->nfigure < 2)
                continue;
            lines++;
            struct fold label = g_array_index(f->label, struct fold, f->want[p].own);
            for (int c = 0; c < l->ncell; c++)
                if (l->cell[c].figure.kind == FIGURE_WORDS &&
                    (like_of(f, i, c, f->want[p].own) >= LIKE_FAINT || same_number(l->cell[c].fold, label))) {
                    found = i;
                    here->like = like_of(f, i, c, f->want[p].own);
                }
        }
        if (lines == 1 && found >= 0) {
            here->from = found;
            here->to = found + 1;
            here->guessed = true;
        }
    }
}

/* --- the best form ---------------------------------------------------------- */

/* A table is there when a good part of its rows is; a single row (表四) needs its head. */
static bool is_enough(const struct fitting *f)
{
    int rows = 0, all = 0, heads = 0;
    for (int p = 0; p < f->npart; p++) {
        bool found = f->part[p].from < f->part[p].to;
        if (f->part[p].kind == PART_ROW) {
            all++;
            rows += found;
        } else if (f->part[p].kind == PART_HEAD) {
            heads += found;
        }
    }
    return all <= 2 ? heads > 0 : rows * 3 >= all && rows >= 2;
}

static bool align_form(const struct mlines *l, const struct form *form, struct arena *a,
                       struct alignment *out)
{
    struct fitting f = {
        .l = l, .form = form, .a = a, .label = g_array_new(FALSE, FALSE, sizeof(struct fold))};
    list_parts(&f);
    compare_cells(&f);
    size_t size = ((size_t)l->n + 1) * ((size_t)f.npart + 1);
    int *best = g_new0(int, size);
    unsigned char *step = g_new0(unsigned char, size);
    fill(&f, best, step);
    int end = 0, m = f.npart + 1;
    for (int i = 1; i <= l->n; i++)
        if (best[(size_t)i * m + f.npart] > best[(size_t)end * m + f.npart])
            end = i;
    out->form = form;
    out->score = best[(size_t)end * m + f.npart];
    trace(&f, step, end);
    guess_rows(&f);
    bool enough = is_enough(&f);
    out->part = f.part;
    out->npart = (size_t)f.npart;
    out->from = l->n;
    out->to = 0;
    for (int p = 0; p < f.npart; p++)
        if (f.part[p].from < f.part[p].to) {
            out->from = MIN(out->from, f.part[p].from);
            out->to = MAX(out->to, f.part[p].to);
        }
    g_free(best);
    g_free(step);
    g_array_free(f.label, TRUE);
    return enough;
}

bool align_best(const struct mlines *l, const struct forms *forms, const char *edition, struct arena *a,
                struct alignment *out)
{
    bool any = false;
    for (size_t i = 0; i < forms->n; i++) {
        struct alignment one = {0};
        if (!align_form(l, forms->form[i], a, &one))
            continue;
        one.score += edition && strcmp(forms->form[i]->edition, edition) == 0 ? EARN_EDITION : 0;
        if (!any || one.score > out->score)
            *out = one;
        any = true;
    }
    return any;
}
