/* match_columns.c - where the columns of a form stand in a published grid, told by their heads. */
#include "match_table.h"

#include <glib.h>
#include <limits.h>
#include <string.h>

/* A cell of a head and the grid columns it stands over. */
struct head_cell {
    const struct mcell *cell;
    int row, from, to;
    int group_to; /* where they end if it is the label of a group */
    bool taken;
};

struct search {
    struct head_cell *cell;
    int ncell;
    struct columns *out;
    const struct band *band;
};

/* The next cell of the line with other words in it; without spans a cell may be said again, or followed by
 * blanks, for each further column it stands over. */
static int next_cell(const struct mline *l, int c)
{
    int next = c + 1;
    while (next < l->ncell &&
           (!l->cell[next].fold.n || (l->loose && fold_same(l->cell[next].fold, l->cell[c].fold))))
        next++;
    return next;
}

/* Where the columns end that a cell stands over; a group's label may stand over more than it says: its cells
 * were not merged. */
static int end_of(const struct mline *l, int c, bool group)
{
    const struct mcell *cell = &l->cell[c];
    int next = next_cell(l, c), end = cell->col + cell->colspan;
    if (!l->loose && !group)
        return end;
    int room = l->loose ? l->cell[l->ncell - 1].col + 1 : l->grid->ncol;
    return MAX(end, next < l->ncell ? l->cell[next].col : room);
}

static void list_cells(struct search *s, const struct mlines *l, int from, int to, struct arena *a)
{
    int n = 0;
    for (int i = from; i < to; i++)
        n += l->line[i].ncell;
    s->cell = ARENA_ARRAY(a, (size_t)n, struct head_cell);
    for (int i = from; i < to; i++) {
        const struct mline *line = &l->line[i];
        for (int c = 0; c < line->ncell; c++) {
            bool again = line->loose && c > 0 && fold_same(line->cell[c].fold, line->cell[c - 1].fold);
            if (line->cell[c].figure.kind == FIGURE_WORDS && !again)
                s->cell[s->ncell++] = (struct head_cell){.cell = &line->cell[c],
                                                         .row = line->cell[c].row,
                                                         .from = line->cell[c].col,
                                                         .to = end_of(line, c, false),
                                                         .group_to = end_of(line, c, true)};
        }
    }
}

/* The cell most like a label among those below `above` that no other label has; the leftmost of equals. */
static struct head_cell *find_cell(struct search *s, struct fold label, const struct head_cell *above,
                                   int *like)
{
    struct head_cell *best = NULL;
    *like = LIKE_ENOUGH - 1;
    for (int i = 0; i < s->ncell; i++) {
        struct head_cell *c = &s->cell[i];
        bool below = !above || (c->row > above->row && c->from >= above->from && c->from < above->group_to);
        if (c->taken || !below)
            continue;
        int k = label_like(c->cell->fold, label);
        if (k > *like || (best && k == *like && c->from < best->from)) {
            best = c;
            *like = k;
        }
    }
    return best;
}

static void find_heads(struct search *s, const struct label *node, const struct head_cell *above,
                       struct arena *a)
{
    struct columns *out = s->out;
    for (size_t i = 0; i < node->nchild; i++) {
        const struct label *l = node->child[i];
        struct found_head *h = &out->head[out->nhead++];
        h->label = l;
        int like;
        struct head_cell *c = find_cell(s, fold_text(l->text, a), above, &like);
        if (c) {
            c->taken = true;
            h->cell = c->cell;
            h->like = like;
            if (!l->nchild) {
                out->from[l->leaf_from] = c->from;
                out->to[l->leaf_from] = c->to;
            }
        }
        find_heads(s, l, c ? c : above, a);
    }
}

/* A column whose head was not found stands between its neighbours, if there is room. */
static void fill_gaps(struct columns *out, size_t n, int ncol)
{
    for (size_t k = 1; k < n; k++) {
        if (out->from[k] >= 0 || out->from[k - 1] < 0)
            continue;
        int end = k + 1 < n ? out->from[k + 1] : ncol;
        if (end > out->to[k - 1]) {
            out->from[k] = out->to[k - 1];
            out->to[k] = end;
        }
    }
}

/* Each column ends where the next one to the right begins; false if two share a place or one has none. */
static bool settle_ends(struct columns *out, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        if (out->from[k] < 0)
            return false;
        for (size_t i = 0; i < n; i++) {
            if (i != k && out->from[i] == out->from[k])
                return false;
            if (out->from[i] > out->from[k] && out->from[i] < out->to[k])
                out->to[k] = out->from[i];
        }
    }
    return true;
}

static bool in_order(const struct columns *out)
{
    for (size_t i = 0; i < out->nhead; i++)
        for (size_t k = 0; k < i; k++) {
            const struct found_head *x = &out->head[k], *y = &out->head[i];
            bool leaves = !x->label->nchild && !y->label->nchild && x->cell && y->cell;
            if (leaves && x->cell->row == y->cell->row && x->cell->col >= y->cell->col)
                return false;
        }
    return true;
}

/* Without spans the columns of a row are those of another only if all rows of the grid have as many cells. */
static bool is_even(const struct mline *l)
{
    const struct source_grid *g = l->grid;
    size_t n = 0;
    for (size_t i = 0; i < g->ncell; i++) {
        n = i && g->cell[i].row == g->cell[i - 1].row ? n + 1 : 1;
        bool last = i + 1 == g->ncell || g->cell[i + 1].row != g->cell[i].row;
        if (l->loose && last && n != (size_t)g->ncol)
            return false;
    }
    return !l->loose || g->ncell > 0;
}

/* A column that somebody added to the right of the form's, with a head of its own: 校验, 上年数. */
static int first_beside(const struct search *s, size_t n)
{
    int end = 0, first = INT_MAX;
    for (size_t k = 0; k < n; k++)
        end = MAX(end, s->out->to[k]);
    for (int i = 0; i < s->ncell; i++)
        if (!s->cell[i].taken && s->cell[i].from >= end)
            first = MIN(first, s->cell[i].from);
    return first;
}

static size_t count_nodes(const struct label *node)
{
    size_t n = node->nchild;
    for (size_t i = 0; i < node->nchild; i++)
        n += count_nodes(node->child[i]);
    return n;
}

struct columns columns_find(const struct band *band, const struct mlines *l, int from, int to,
                            struct arena *a)
{
    struct columns out = {.in_order = true, .beside = INT_MAX};
    size_t n = band->columns.nleaf;
    if (from == to)
        return out;
    out.line = &l->line[from];
    out.from = ARENA_ARRAY(a, n, int);
    out.to = ARENA_ARRAY(a, n, int);
    out.head = ARENA_ARRAY(a, count_nodes(band->columns.root), struct found_head);
    memset(out.from, -1, n * sizeof *out.from);
    struct search s = {.out = &out, .band = band};
    list_cells(&s, l, from, to, a);
    find_heads(&s, band->columns.root, NULL, a);
    out.in_order = in_order(&out);
    fill_gaps(&out, n, l->line[from].grid->ncol);
    out.known = is_even(out.line) && settle_ends(&out, n);
    if (out.known && !out.line->loose)
        out.beside = first_beside(&s, n);
    return out;
}
