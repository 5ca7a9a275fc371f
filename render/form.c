/* form.c - questions about a form: where its figures stand and what they are called.
 * form_load.c reads the files. */
#include "form.h"

#include "yamlread.h"

#include <glib.h>
#include <string.h>

/* --- figures -------------------------------------------------------------- */

struct cell_ref form_cell(const struct form *f, size_t i)
{
    const struct band *b = f->band;
    while (b + 1 < f->band + f->nband && i >= b[1].cell0)
        b++;
    size_t at = i - b->cell0, ncol = b->columns.nleaf;
    struct cell_ref ref = {.band = b, .r = at / ncol, .c = at % ncol};
    ref.row = b->rows.leaf[ref.r];
    ref.col = b->columns.leaf[ref.c];
    return ref;
}

/* leaf_number - the leaf with this path, or -1. */
static long leaf_number(const struct axis *axis, const char *path)
{
    for (size_t i = 0; i < axis->nleaf; i++)
        if (strcmp(axis->leaf[i]->path, path) == 0)
            return (long)i;
    return -1;
}

long form_index(const struct form *f, const char *row_path, const char *col_path)
{
    for (size_t b = 0; b < f->nband; b++) {
        const struct band *band = &f->band[b];
        long r = leaf_number(&band->rows, row_path);
        if (r < 0)
            continue;
        long c = leaf_number(&band->columns, col_path);
        return c < 0 ? -1 : (long)band->cell0 + r * (long)band->columns.nleaf + c;
    }
    return -1;
}

enum value_kind form_cell_kind(const struct cell_ref *c)
{
    return c->row->kind != KIND_COUNT ? c->row->kind : c->col->kind;
}

const char *form_cell_unit(const struct cell_ref *c)
{
    return c->row->unit ? c->row->unit : c->col->unit;
}

/* --- labels --------------------------------------------------------------- */

static struct label *find_below(struct label *l, const char *path)
{
    if (l->id && strcmp(l->path, path) == 0)
        return l;
    for (size_t i = 0; i < l->nchild; i++) {
        struct label *found = find_below(l->child[i], path);
        if (found)
            return found;
    }
    return NULL;
}

struct label *axis_find(const struct axis *axis, const char *path)
{
    return *path ? find_below(axis->root, path) : axis->root;
}

/* ancestor_text - the text of the k-th label above l, or NULL. */
static const char *ancestor_text(const struct label *l, int k)
{
    for (; l && k > 0; k--)
        l = l->parent;
    return l ? l->text : NULL;
}

/* same_name - whether two leaves read the same with `above` labels above them. */
static bool same_name(const struct label *a, const struct label *b, int above)
{
    for (int k = 0; k <= above; k++)
        if (g_strcmp0(ancestor_text(a, k), ancestor_text(b, k)) != 0)
            return false;
    return true;
}

/* full_name - the label of a leaf, and behind it the labels above where they tell it from others. */
static const char *full_name(const struct axis *axis, const struct label *leaf, struct arena *a)
{
    if (!leaf->text)
        return NULL;
    int above = 0;
    for (bool unique = false; !unique && above < leaf->depth - 1; above += !unique) {
        unique = true;
        for (size_t i = 0; i < axis->nleaf; i++)
            unique = unique && (axis->leaf[i] == leaf || !same_name(leaf, axis->leaf[i], above));
    }
    if (!above)
        return leaf->text;
    char *name = arena_printf(a, "%s（", leaf->text);
    for (int k = above; k >= 1; k--)
        name = arena_printf(a, "%s%s%s", name, ancestor_text(leaf, k), k > 1 ? "·" : "）");
    return name;
}

static void name_labels(const struct axis *axis, struct label *n, struct arena *a)
{
    n->name = n->nchild ? n->text : full_name(axis, n, a);
    for (size_t i = 0; i < n->nchild; i++)
        name_labels(axis, n->child[i], a);
}

void axis_name(struct axis *axis, struct arena *a)
{
    name_labels(axis, axis->root, a);
}

/* --- a folder of forms ---------------------------------------------------- */

struct forms *forms_load(const char *dir, struct arena *a, struct diag *d, struct err *e)
{
    size_t n;
    const char **file = yaml_files(dir, &n, a, e);
    if (!file)
        return NULL;
    struct forms *forms = ARENA_NEW(a, struct forms);
    forms->form = ARENA_ARRAY(a, n, struct form *);
    for (size_t i = 0; i < n; i++) {
        struct form *f = form_load(file[i], a, d, e);
        if (f)
            forms->form[forms->n++] = f;
    }
    return e->kind == ERR_NONE ? forms : NULL;
}

const struct form *forms_find(const struct forms *f, const char *id)
{
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->form[i]->id, id) == 0)
            return f->form[i];
    return NULL;
}
