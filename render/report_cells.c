/* report_cells.c - the figures of a form as nested objects. */
#include "report_cells.h"

#include <glib.h>
#include <string.h>

struct build {
    struct arena *a;
    const struct band *band;
    size_t row; /* leaf number */
};

static struct cell_node *node_under(struct build *b, struct cell_node *parent, const char *key)
{
    for (size_t i = 0; i < parent->nchild; i++) {
        if (strcmp(parent->child[i]->key, key) == 0)
            return parent->child[i];
    }
    struct cell_node *node = ARENA_NEW(b->a, struct cell_node);
    *node = (struct cell_node){.key = key, .index = -1};
    struct cell_node **child = ARENA_ARRAY(b->a, parent->nchild + 1, struct cell_node *);
    for (size_t i = 0; i < parent->nchild; i++)
        child[i] = parent->child[i];
    child[parent->nchild++] = node;
    parent->child = child;
    return node;
}

static void add_columns(struct build *b, struct cell_node *at, const struct label *row,
                        const struct label *col)
{
    if (col->nchild == 0) {
        at->index = (long)(b->band->cell0 + b->row * b->band->columns.nleaf + col->leaf_from);
        return;
    }
    for (size_t i = 0; i < col->nchild; i++) {
        const struct label *l = col->child[i];
        struct cell_node *node = at;
        if (l->id) {
            node = node_under(b, at, l->id);
            node->band = b->band;
            node->row = row;
            node->col = l;
        }
        add_columns(b, node, row, l);
    }
}

static void add_rows(struct build *b, struct cell_node *at, const struct label *label)
{
    if (label->nchild == 0) {
        at->is_row = true;
        at->band = b->band;
        at->row = label;
        b->row = label->leaf_from;
        add_columns(b, at, label, b->band->columns.root);
        return;
    }
    for (size_t i = 0; i < label->nchild; i++) {
        const struct label *l = label->child[i];
        struct cell_node *node = at;
        if (l->id) {
            node = node_under(b, at, l->id);
            node->band = b->band;
            node->row = l;
        }
        add_rows(b, node, l);
    }
}

static size_t count(struct cell_node *node)
{
    node->nfigure = node->index >= 0;
    for (size_t i = 0; i < node->nchild; i++)
        node->nfigure += count(node->child[i]);
    return node->nfigure;
}

const struct cell_node *cell_tree(const struct form *f, struct arena *a)
{
    struct cell_node *root = ARENA_NEW(a, struct cell_node);
    root->index = -1;
    for (size_t i = 0; i < f->nband; i++) {
        struct build b = {.a = a, .band = &f->band[i]};
        add_rows(&b, root, f->band[i].rows.root);
    }
    count(root);
    return root;
}

static void append_path(GString *out, const char *path)
{
    if (!path || !*path)
        return;
    g_string_append_c(out, '/');
    for (; *path; path++) {
        if (*path == '~' || *path == '/')
            g_string_append(out, *path == '~' ? "~0" : "~1");
        else
            g_string_append_c(out, *path == '.' ? '/' : *path);
    }
}

static const char *pointer_of(const char *row, const char *col, struct arena *a)
{
    GString *out = g_string_new(NULL);
    append_path(out, row);
    append_path(out, col);
    const char *text = arena_strdup(a, out->str);
    g_string_free(out, TRUE);
    return text;
}

const char *cell_pointer(const struct form *f, size_t i, struct arena *a)
{
    struct cell_ref ref = form_cell(f, i);
    return pointer_of(ref.row->path, ref.col->path, a);
}

const char *row_pointer(const struct label *row, struct arena *a)
{
    return pointer_of(row->path, NULL, a);
}

static void add_paths(const char *axis, const struct label *l, struct arena *a, GHashTable *seen, GArray *out)
{
    if (l->id && l->text) {
        struct own_path p = {arena_printf(a, "%s.%s", axis, l->path), l};
        if (g_hash_table_add(seen, (char *)p.path))
            g_array_append_val(out, p);
    }
    for (size_t i = 0; i < l->nchild; i++)
        add_paths(axis, l->child[i], a, seen, out);
}

struct own_path *own_paths(const struct form *f, struct arena *a, size_t *n)
{
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct own_path));
    for (size_t i = 0; i < f->nband; i++)
        add_paths("rows", f->band[i].rows.root, a, seen, out);
    for (size_t i = 0; i < f->nband; i++)
        add_paths("columns", f->band[i].columns.root, a, seen, out);
    *n = out->len;
    struct own_path *list = arena_dup(a, out->data, out->len * sizeof(struct own_path));
    g_array_free(out, TRUE);
    g_hash_table_destroy(seen);
    return list;
}

const struct band *band_of_row(const struct form *f, const char *path)
{
    for (size_t i = 0; i < f->nband; i++) {
        if (axis_find(&f->band[i].rows, path))
            return &f->band[i];
    }
    return NULL;
}
