/* pages_tags.c - the logical structure of the pages: blocks to elements, marks to brackets. */
#include "pages_tags.h"

#include <glib.h>

/* Where the leaves of one block are. */
struct leaf {
    int row, col, tag;
};

struct plan {
    GArray *tag;   /* struct tag */
    GArray **leaf; /* [nblock] of struct leaf; a cell's leaf is at its number in the grid */
    const struct doc *doc;
    int level[8]; /* levels of the headings that are open, outermost first */
    int depth;
};

static int add(struct plan *w, const char *name, int parent, bool leaf)
{
    struct tag t = {.name = name, .parent = parent, .leaf = leaf, .rowspan = 1, .colspan = 1};
    g_array_append_val(w->tag, t);
    return (int)w->tag->len - 1;
}

/* H1 is the title; headings below it go one step deeper each, whatever levels the report leaves out. */
static const char *heading_name(struct plan *w, const struct doc_block *b)
{
    static const char *const names[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    int level = b->kind == DOC_TITLE ? 0 : MAX(b->level, 1);
    while (w->depth && w->level[w->depth - 1] >= level)
        w->depth--;
    int at = MIN(w->depth, (int)G_N_ELEMENTS(names) - 1);
    if (w->depth < (int)G_N_ELEMENTS(w->level))
        w->level[w->depth++] = level;
    return names[at];
}

static void add_cell(struct plan *w, int tr, const struct grid_cell *c, GArray *leaves)
{
    bool figure = c->role == CELL_FIGURE;
    struct leaf l = {c->row, c->col, add(w, figure ? "TD" : "TH", tr, true)};
    struct tag *t = &g_array_index(w->tag, struct tag, l.tag);
    t->rowspan = c->rowspan;
    t->colspan = c->colspan;
    t->scope = figure ? SCOPE_NONE : c->role == CELL_LABEL ? SCOPE_ROW : SCOPE_COLUMN;
    g_array_append_val(leaves, l);
}

static void add_table(struct plan *w, const struct grid *g, GArray *leaves)
{
    int table = add(w, "Table", 0, false);
    int part = -1, tr = -1;
    size_t k = 0;
    for (int row = 0; row < g->nrow; row++) {
        if (row == 0 || row == g->nhead)
            part = add(w, row < g->nhead ? "THead" : "TBody", table, false);
        tr = add(w, "TR", part, false); /* also a row that holds nothing but cells from above */
        for (; k < g->ncell && g->cell[k].row == row; k++)
            add_cell(w, tr, &g->cell[k], leaves);
    }
}

static int find_leaf(const GArray *leaves, const struct element *e)
{
    guint lo = 0, hi = leaves->len;
    while (lo < hi) { /* by row, then column */
        guint mid = (lo + hi) / 2;
        const struct leaf *l = &g_array_index(leaves, struct leaf, mid);
        if (l->row < e->row || (l->row == e->row && l->col < e->col))
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == leaves->len)
        return -1;
    const struct leaf *l = &g_array_index(leaves, struct leaf, lo);
    return l->row == e->row && l->col == e->col ? l->tag : -1;
}

static bool has_grid(const struct doc_block *b)
{
    return (b->kind == DOC_TABLE || b->kind == DOC_LIST) && b->grid;
}

/* Kinds that are one element, whatever rows their lines may be given. */
static bool is_single(const struct doc_block *b)
{
    return b->kind == DOC_TITLE || b->kind == DOC_HEADING || b->kind == DOC_PARAGRAPH;
}

/* The leaf of a mark, made at its first mark if the block has no grid to foresee it. */
static int leaf_of(struct plan *w, const struct element *of)
{
    if (of->block < 0 || (size_t)of->block >= w->doc->nblock)
        return TAG_PAGINATION;
    const struct doc_block *b = &w->doc->block[of->block];
    GArray **leaves = &w->leaf[of->block];
    struct element single = {.row = -1, .col = -1};
    const struct element *e = is_single(b) ? &single : of;
    if (!*leaves) {
        *leaves = g_array_new(FALSE, FALSE, sizeof(struct leaf));
        if (has_grid(b))
            add_table(w, b->grid, *leaves);
    }
    int tag = find_leaf(*leaves, e);
    if (tag >= 0)
        return tag;
    bool heading = b->kind == DOC_TITLE || b->kind == DOC_HEADING;
    struct leaf l = {e->row, e->col, add(w, heading ? heading_name(w, b) : "P", 0, true)};
    guint at = 0;
    while (at < (*leaves)->len) {
        const struct leaf *o = &g_array_index(*leaves, struct leaf, at);
        if (o->row > l.row || (o->row == l.row && o->col > l.col))
            break;
        at++;
    }
    g_array_insert_val(*leaves, at, l);
    return l.tag;
}

static int tag_of(struct plan *w, const struct mark *m)
{
    if (m->kind != MARK_GLYPHS)
        return TAG_LAYOUT;
    return m->item == ITEM_CONTENT ? leaf_of(w, &m->element) : TAG_PAGINATION;
}

static void plan_page(struct plan *w, const struct page *page, struct tag_page *out, struct arena *a)
{
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(struct tag_run));
    for (size_t k = 0; k < page->nmark; k++) {
        int tag = tag_of(w, &page->mark[k]);
        struct tag_run *last = runs->len ? &g_array_index(runs, struct tag_run, runs->len - 1) : NULL;
        if (last && last->tag == tag) {
            last->to = k + 1;
        } else {
            struct tag_run r = {tag, k, k + 1};
            g_array_append_val(runs, r);
        }
    }
    out->nrun = runs->len;
    out->run = arena_dup(a, runs->data, runs->len * sizeof(struct tag_run));
    g_array_free(runs, TRUE);
}

struct tags *tags_plan(const struct pages *p, struct arena *a)
{
    struct plan w = {.doc = p->doc, .tag = g_array_new(FALSE, FALSE, sizeof(struct tag))};
    w.leaf = g_new0(GArray *, p->doc->nblock + 1);
    add(&w, "Document", -1, false);
    struct tags *t = ARENA_NEW(a, struct tags);
    t->page = ARENA_ARRAY(a, p->npage, struct tag_page);
    for (size_t i = 0; i < p->npage; i++)
        plan_page(&w, &p->page[i], &t->page[i], a);
    t->ntag = w.tag->len;
    t->tag = arena_dup(a, w.tag->data, w.tag->len * sizeof(struct tag));
    for (size_t i = 0; i < p->doc->nblock; i++)
        if (w.leaf[i])
            g_array_free(w.leaf[i], TRUE);
    g_free(w.leaf);
    g_array_free(w.tag, TRUE);
    return t;
}
