/* grid.c - a form and the figures of a table, laid out as cells on one grid.
 * Pure: knows no fonts, no library.  Reads from the bottom up: cells, columns, rows, bands, grid_build. */
#include "grid.h"

#include <stdlib.h>
#include <string.h>

/* One table on its way to the grid. */
struct build {
    struct grid *grid;
    const struct block *block; /* the table's block */
    const struct table *table;
    size_t room; /* cells allocated */
    struct arena *a;
};

static const struct grid_cell cell_init = {.rowspan = 1, .colspan = 1, .index = -1, .text = ""};

static struct grid_cell *add_cell(struct build *b, int band, enum cell_role role, int row, int col,
                                  int rowspan, int colspan)
{
    struct grid *g = b->grid;
    if (g->ncell == b->room) {
        b->room = b->room ? b->room * 2 : 256;
        struct grid_cell *more = ARENA_ARRAY(b->a, b->room, struct grid_cell);
        if (g->ncell)
            memcpy(more, g->cell, g->ncell * sizeof *more);
        g->cell = more;
    }
    struct grid_cell *c = &g->cell[g->ncell++];
    *c = cell_init;
    c->role = role;
    c->row = row;
    c->col = col;
    c->rowspan = rowspan;
    c->colspan = colspan;
    c->band = band;
    return c;
}

/* Rows or columns of labels below a node: the depth of its deepest label that has words.  The one nameless
 * data row of 表四 needs no label column. */
static int label_depth(const struct label *node)
{
    int depth = node->text ? node->depth : 0;
    for (size_t i = 0; i < node->nchild; i++) {
        int below = label_depth(node->child[i]);
        depth = below > depth ? below : depth;
    }
    return depth;
}

/* The label as published by this authority, else the form's. */
static const char *label_text(const struct table *t, const char *axis, const struct label *node)
{
    size_t n = strlen(axis);
    for (size_t i = 0; node->id && i < t->nlabel; i++) {
        const char *path = t->label[i].path;
        if (strncmp(path, axis, n) == 0 && path[n] == '.' && strcmp(path + n + 1, node->path) == 0)
            return t->label[i].text;
    }
    return node->text ? node->text : "";
}

static bool is_extra_after(const struct extra_row *x, const struct label *node)
{
    return x->after && node->id && strcmp(x->after, node->path) == 0;
}

static bool has_row(const struct label *node, const struct extra_row *x)
{
    if (is_extra_after(x, node))
        return true;
    for (size_t i = 0; i < node->nchild; i++)
        if (has_row(node->child[i], x))
            return true;
    return false;
}

/* Which band an extra row belongs to. */
static size_t extra_band(const struct form *f, const struct extra_row *x)
{
    for (size_t i = 0; i < f->nband; i++)
        if (x->band ? f->band[i].id && strcmp(f->band[i].id, x->band) == 0 : has_row(f->band[i].rows.root, x))
            return i;
    return f->nband - 1;
}

/* ---- columns ---- */

/* The columns of all bands on one scale: an edge at k/n of the figure columns' room for each k of each band
 * of n columns.  Positions are counted in units of 1/scale. */
struct edges {
    int64_t scale;
    int64_t *at; /* [n], ascending, from 0 to scale */
    size_t n;
};

/* The scale is the common multiple, so that shares come out as small whole numbers; were it ever past this
 * limit, equal fractions still fall on equal positions and different ones stay apart. */
#define SCALE_MAX ((int64_t)1 << 24)

/* Greatest common divisor of two numbers > 0. */
static int64_t gcd(int64_t a, int64_t b)
{
    int64_t r = a % b;
    return r > 0 ? gcd(b, r) : b;
}

static int by_position(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static struct edges find_edges(const struct form *f, struct arena *a)
{
    struct edges e = {.scale = 1};
    size_t room = 0;
    for (size_t i = 0; i < f->nband; i++) {
        int64_t n = (int64_t)f->band[i].columns.nleaf;
        e.scale *= n / gcd(e.scale, n);
        if (e.scale > SCALE_MAX) {
            e.scale = SCALE_MAX;
            break;
        }
    }
    for (size_t i = 0; i < f->nband; i++)
        room += f->band[i].columns.nleaf + 1;
    e.at = ARENA_ARRAY(a, room, int64_t);
    for (size_t i = 0; i < f->nband; i++)
        for (size_t k = 0; k <= f->band[i].columns.nleaf; k++)
            e.at[e.n++] = (int64_t)k * e.scale / (int64_t)f->band[i].columns.nleaf;
    qsort(e.at, e.n, sizeof *e.at, by_position);
    size_t unique = 0;
    for (size_t i = 0; i < e.n; i++)
        if (i == 0 || e.at[i] != e.at[unique - 1])
            e.at[unique++] = e.at[i];
    e.n = unique;
    return e;
}

/* The grid column, counted from the first figure column, where column k of a band of n begins. */
static int edge_of(const struct edges *e, size_t k, size_t n)
{
    int64_t want = (int64_t)k * e->scale / (int64_t)n;
    size_t i = 0;
    while (i + 1 < e->n && e->at[i] < want)
        i++;
    return (int)i;
}

/* Heads of one band: a group lies over its leaves, a leaf of smaller depth reaches down to the figures. */
static void add_heads(struct build *b, int band, const struct label *node, const struct edges *e, int top,
                      int depth)
{
    const struct band *bd = &b->grid->form->band[band];
    for (size_t i = 0; i < node->nchild; i++) {
        const struct label *l = node->child[i];
        if (l->depth > depth)
            continue; /* nameless columns: no head row for them */
        int from = edge_of(e, l->leaf_from, bd->columns.nleaf);
        int to = edge_of(e, l->leaf_to, bd->columns.nleaf);
        struct grid_cell *c = add_cell(b, band, CELL_HEAD, top + l->depth - 1, b->grid->nlabel + from,
                                       l->nchild ? 1 : depth - l->depth + 1, to - from);
        c->label = l;
        c->vertical = l->vertical;
        c->text = label_text(b->table, "columns", l);
        add_heads(b, band, l, e, top, depth);
    }
}

/* ---- rows ---- */

static void add_figures(struct build *b, int band, const struct label *row, const struct extra_row *x,
                        const struct edges *e, int y)
{
    static const struct value blank = {.state = VALUE_NULL};
    const struct band *bd = &b->grid->form->band[band];
    size_t n = bd->columns.nleaf;
    for (size_t k = 0; k < n; k++) {
        int from = edge_of(e, k, n), to = edge_of(e, k + 1, n);
        struct grid_cell *c = add_cell(b, band, CELL_FIGURE, y, b->grid->nlabel + from, 1, to - from);
        struct cell_ref ref = {.band = bd, .row = row ? row : bd->rows.root, .col = bd->columns.leaf[k]};
        c->kind = form_cell_kind(&ref);
        if (row) {
            size_t i = bd->cell0 + row->leaf_from * n + k;
            c->index = (long)i;
            c->value = &b->table->value[i];
            c->pointer = report_cell_pointer(b->block, i, b->a);
        } else {
            c->value = k < x->nvalue ? &x->value[k] : &blank;
            c->pointer = arena_printf(b->a, "%s/extra/%zu/values/%zu", b->block->pointer,
                                      (size_t)(x - b->table->extra), k);
        }
        c->text = c->value->text ? c->value->text : "";
    }
}

static void add_label(struct build *b, int band, const struct label *l, int depth, int top, int rows,
                      const char *text)
{
    int nlabel = b->grid->nlabel;
    if (depth > nlabel)
        return;
    bool group = l && l->nchild;
    struct grid_cell *c = add_cell(b, band, CELL_LABEL, top, depth - 1, rows, group ? 1 : nlabel - depth + 1);
    c->label = l;
    c->vertical = l && l->vertical;
    c->text = text;
}

static void add_extra_rows(struct build *b, int band, const struct label *after, const struct edges *e,
                           int depth, int *y)
{
    const struct form *f = b->grid->form;
    for (size_t i = 0; i < b->table->nextra; i++) {
        const struct extra_row *x = &b->table->extra[i];
        if (extra_band(f, x) != (size_t)band)
            continue;
        bool here = after ? is_extra_after(x, after) : !has_row(f->band[band].rows.root, x);
        if (!here)
            continue;
        add_label(b, band, NULL, depth, *y, 1, x->label ? x->label : "");
        add_figures(b, band, NULL, x, e, *y);
        ++*y;
    }
}

/* The rows below one node.  An extra row stands as a sister behind the row it names, so that a group's label
 * spans it too. */
static void add_rows(struct build *b, int band, const struct label *node, const struct edges *e, int *y)
{
    if (!node->nchild) { /* the root itself: the one row of a form that has no row labels */
        add_label(b, band, node, 1, *y, 1, "");
        add_figures(b, band, node, NULL, e, *y);
        ++*y;
    }
    for (size_t i = 0; i < node->nchild; i++) {
        const struct label *l = node->child[i];
        int top = *y;
        if (l->nchild) {
            add_rows(b, band, l, e, y);
        } else {
            add_figures(b, band, l, NULL, e, *y);
            ++*y;
        }
        add_label(b, band, l, l->depth, top, *y - top, label_text(b->table, "rows", l));
        add_extra_rows(b, band, l, e, l->depth, y);
    }
    if (!node->parent)
        add_extra_rows(b, band, NULL, e, 1, y);
}

/* ---- bands ---- */

static void add_band(struct build *b, int band, const struct edges *e, int *y)
{
    struct grid *g = b->grid;
    const struct band *bd = &g->form->band[band];
    if (bd->title) {
        add_cell(b, band, CELL_BAND, *y, 0, 1, g->ncol)->text = bd->title;
        ++*y;
    }
    int depth = label_depth(bd->columns.root);
    if (depth > 0 && g->nlabel > 0)
        add_cell(b, band, CELL_CORNER, *y, 0, depth, g->nlabel)->text = bd->corner ? bd->corner : "";
    add_heads(b, band, bd->columns.root, e, *y, depth);
    *y += depth;
    if (g->form->nband == 1)
        g->nhead = *y;
    add_rows(b, band, bd->rows.root, e, y);
}

static int reading_order(const void *a, const void *b)
{
    const struct grid_cell *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return (x->col > y->col) - (x->col < y->col);
}

struct grid *grid_build(const struct block *table_block, struct arena *a)
{
    const struct table *t = table_block->table;
    const struct form *f = t->form;
    struct grid *g = ARENA_NEW(a, struct grid);
    struct build b = {.grid = g, .block = table_block, .table = t, .a = a};
    struct edges e = find_edges(f, a);
    g->form = f;
    g->note = t->note;
    g->pointer = table_block->pointer;
    for (size_t i = 0; i < f->nband; i++) {
        int depth = label_depth(f->band[i].rows.root);
        if (depth == 0 && t->nextra)
            depth = 1; /* an extra row has a label to print even where the form's rows have none */
        if (depth > g->nlabel)
            g->nlabel = depth;
    }
    g->ncol = g->nlabel + (int)e.n - 1;
    if (f->nband > 1) {
        g->share = ARENA_ARRAY(a, (size_t)g->ncol, int);
        for (size_t i = 0; i + 1 < e.n; i++)
            g->share[g->nlabel + (int)i] = (int)(e.at[i + 1] - e.at[i]);
    }
    for (size_t i = 0; i < f->nband; i++)
        add_band(&b, (int)i, &e, &g->nrow);
    qsort(g->cell, g->ncell, sizeof *g->cell, reading_order);
    return g;
}
