/* form_load.c - a form file as label trees and rules (the format is told in form.h). */
#include "form.h"

#include "intl.h"
#include "rule.h"
#include "utf8.h"
#include "yamlread.h"

#include <glib.h>
#include <string.h>

enum { MAX_CELLS = 100000 };

/* What is known while a file is read. */
struct loader {
    struct arena *a;
    struct diag *d;
    struct form *form;
    GHashTable *row_line; /* row path -> its line + 1: no two rows of a form may have one path */
    bool bad;             /* any finding */
};

static bool note(struct loader *l, bool ok)
{
    l->bad = l->bad || !ok;
    return ok;
}

/* --- words ---------------------------------------------------------------- */

static const char *const label_keys[] = {"label", "of", "short", "kind", "unit", "vertical", NULL};

static bool is_one_of(const char *word, const char *const list[])
{
    for (; *list; list++)
        if (strcmp(*list, word) == 0)
            return true;
    return false;
}

/* good_id - a plain English name: small letters, digits and _ (- too where `dash`), a letter first. */
static bool good_id(const char *s, bool dash)
{
    if (!g_ascii_islower(*s))
        return false;
    for (; *s; s++)
        if (!g_ascii_islower(*s) && !g_ascii_isdigit(*s) && *s != '_' && !(dash && *s == '-'))
            return false;
    return true;
}

/* printable - whether a text can be printed on one line. */
static bool printable(const struct ynode *n, struct diag *d)
{
    if (n->kind != Y_SCALAR || !*n->text)
        return yaml_bad(n, d, _("a text is wanted here"));
    const char *s = n->text;
    for (uint32_t cp; (cp = utf8_next(&s)) != 0;)
        if (utf8_is_control(cp))
            return yaml_bad(n, d, _("a line feed or control character in a text that is printed"));
    return true;
}

/* opt_text - a printable text or nothing. */
static bool opt_text(struct loader *l, const struct ynode *map, const char *key, const char **out)
{
    const struct ynode *n = yaml_get(map, key);
    if (!n)
        return true;
    *out = n->text;
    return note(l, printable(n, l->d));
}

static bool text(struct loader *l, const struct ynode *map, const char *key, const char **out)
{
    if (yaml_get(map, key))
        return opt_text(l, map, key, out);
    return note(l, yaml_bad(map, l->d, _("the key “%s” is missing"), key));
}

/* --- labels --------------------------------------------------------------- */

static void read_kind(struct loader *l, const struct ynode *map, enum value_kind *kind)
{
    static const char *const name[] = {"count", "amount", "signed"};
    const struct ynode *n = yaml_get(map, "kind");
    if (!n)
        return;
    for (int i = 0; n->kind == Y_SCALAR && i < (int)G_N_ELEMENTS(name); i++)
        if (strcmp(n->text, name[i]) == 0) {
            *kind = (enum value_kind)i;
            return;
        }
    note(l, yaml_bad(n, l->d, _("“kind” must be count, amount or signed")));
}

/* find_name - the member of a label's map that is its id and text, or its `label`; SIZE_MAX if there is none.
 */
static size_t find_name(struct loader *l, const struct ynode *map)
{
    size_t name = SIZE_MAX;
    for (size_t i = 0; i < map->n; i++) {
        const char *key = map->key[i]->text;
        if (is_one_of(key, label_keys) && strcmp(key, "label") != 0)
            continue;
        if (name == SIZE_MAX)
            name = i;
        else
            note(l, yaml_bad(map->key[i], l->d, _("unknown key “%s”: this label is “%s” already"), key,
                             map->key[name]->text));
    }
    if (name == SIZE_MAX)
        note(l, yaml_bad(map, l->d, _("a label has no text: “id: text” or “label: text” is wanted")));
    return name;
}

static void read_labels(struct loader *l, struct label *parent, const struct ynode *list);

static struct label *read_label(struct loader *l, struct label *parent, const struct ynode *map)
{
    struct label *n = ARENA_NEW(l->a, struct label);
    *n = (struct label){.parent = parent,
                        .path = parent->path,
                        .kind = parent->kind,
                        .unit = parent->unit,
                        .depth = parent->depth + 1,
                        .line = map->line,
                        .column = map->column};
    if (map->kind != Y_MAP) {
        note(l, yaml_bad(map, l->d, _("a label must be “id: text”")));
        return n;
    }
    size_t name = find_name(l, map);
    if (name != SIZE_MAX) {
        const char *id = map->key[name]->text;
        n->text = map->item[name]->text;
        note(l, printable(map->item[name], l->d));
        if (strcmp(id, "label") != 0) {
            n->id = id;
            n->path = *parent->path ? arena_printf(l->a, "%s.%s", parent->path, id) : id;
            if (!good_id(id, false))
                note(l, yaml_bad(map->key[name], l->d,
                                 _("“%s” is no id: small letters, digits and _ are, a letter first"), id));
        }
    }
    opt_text(l, map, "short", &n->short_text);
    read_kind(l, map, &n->kind);
    opt_text(l, map, "unit", &n->unit);
    note(l, yaml_opt_bool(map, "vertical", &n->vertical, l->d));
    const struct ynode *of = yaml_get(map, "of");
    if (of)
        read_labels(l, n, of);
    else if (name != SIZE_MAX && !n->id)
        note(l, yaml_bad(map, l->d, _("“%s” has figures, so it needs an id instead of “label”"), n->text));
    return n;
}

static void read_labels(struct loader *l, struct label *parent, const struct ynode *list)
{
    if (list->kind != Y_LIST || !list->n) {
        note(l, yaml_bad(list, l->d, _("a list of labels is wanted here")));
        return;
    }
    parent->nchild = list->n;
    parent->child = ARENA_ARRAY(l->a, list->n, struct label *);
    for (size_t i = 0; i < list->n; i++)
        parent->child[i] = read_label(l, parent, list->item[i]);
}

/* --- axes ----------------------------------------------------------------- */

/* number_leaves - give each label its range of leaves and list the leaves. */
static void number_leaves(struct axis *axis, struct label *n, GPtrArray *leaves)
{
    n->leaf_from = leaves->len;
    for (size_t i = 0; i < n->nchild; i++)
        number_leaves(axis, n->child[i], leaves);
    if (!n->nchild) {
        g_ptr_array_add(leaves, n);
        axis->depth = MAX(axis->depth, n->depth);
    }
    n->leaf_to = leaves->len;
}

/* unique_paths - a finding for each label whose path another label in `seen` has. */
static void unique_paths(struct loader *l, const struct label *n, GHashTable *seen)
{
    if (n->id) {
        int line = GPOINTER_TO_INT(g_hash_table_lookup(seen, n->path));
        if (line) {
            diag_printf(l->d, "LAYOUT-VALUE", GRADE_HARD, l->form->file, n->line, n->column,
                        _("“%s” is there twice, first on line %d"), n->path, line);
            l->bad = true;
        } else {
            g_hash_table_insert(seen, (gpointer)n->path, GINT_TO_POINTER(n->line));
        }
    }
    for (size_t i = 0; i < n->nchild; i++)
        unique_paths(l, n->child[i], seen);
}

static void read_axis(struct loader *l, struct axis *axis, const struct ynode *list, GHashTable *seen)
{
    axis->root = ARENA_NEW(l->a, struct label);
    axis->root->path = "";
    if (list)
        read_labels(l, axis->root, list);
    GPtrArray *leaves = g_ptr_array_new();
    number_leaves(axis, axis->root, leaves);
    axis->nleaf = leaves->len;
    axis->leaf = arena_dup(l->a, leaves->pdata, leaves->len * sizeof(gpointer));
    g_ptr_array_free(leaves, TRUE);
    axis_name(axis, l->a);
    unique_paths(l, axis->root, seen);
}

/* read_band - corner, columns and rows of a band, or of the whole table where it has no bands. */
static void read_band(struct loader *l, struct band *b, const struct ynode *map)
{
    opt_text(l, map, "corner", &b->corner);
    const struct ynode *columns = yaml_get(map, "columns"), *rows = yaml_get(map, "rows");
    if (!columns)
        note(l, yaml_bad(map, l->d, _("the key “%s” is missing"), "columns"));
    GHashTable *column_line = g_hash_table_new(g_str_hash, g_str_equal);
    read_axis(l, &b->columns, columns, column_line);
    g_hash_table_destroy(column_line);
    read_axis(l, &b->rows, rows, l->row_line);
    if (!rows && b->corner)
        note(l, yaml_bad(map, l->d, _("a table without “rows” has no corner")));
}

/* --- bands ---------------------------------------------------------------- */

static void read_bands(struct loader *l, const struct ynode *list)
{
    static const char *const known[] = {"id", "title", "corner", "columns", "rows", NULL};
    struct form *f = l->form;
    if (list->kind != Y_LIST || !list->n) {
        note(l, yaml_bad(list, l->d, _("a list of bands is wanted here")));
        return;
    }
    f->nband = list->n;
    f->band = ARENA_ARRAY(l->a, f->nband, struct band);
    for (size_t i = 0; i < f->nband; i++) {
        struct band *b = &f->band[i];
        const struct ynode *map = list->item[i];
        note(l, yaml_known_keys(map, known, l->d));
        if (note(l, yaml_str(map, "id", &b->id, l->d)) && !good_id(b->id, false))
            note(l, yaml_bad(yaml_get(map, "id"), l->d,
                             _("“%s” is no id: small letters, digits and _ are, a letter first"), b->id));
        for (size_t k = 0; k < i; k++)
            if (b->id && g_strcmp0(f->band[k].id, b->id) == 0)
                note(l, yaml_bad(yaml_get(map, "id"), l->d, _("two bands have the id “%s”"), b->id));
        text(l, map, "title", &b->title);
        if (!yaml_get(map, "rows"))
            note(l, yaml_bad(map, l->d, _("the key “%s” is missing"), "rows"));
        read_band(l, b, map);
    }
}

static void count_cells(struct loader *l, const struct ynode *root)
{
    struct form *f = l->form;
    for (size_t i = 0; i < f->nband; i++) {
        f->band[i].cell0 = f->ncell;
        f->ncell += f->band[i].columns.nleaf * f->band[i].rows.nleaf;
        if (f->ncell > MAX_CELLS) {
            note(l, yaml_bad(root, l->d, _("the table has more than %d figures"), MAX_CELLS));
            return;
        }
    }
}

/* --- the file ------------------------------------------------------------- */

static void read_checks(struct loader *l, const struct ynode *list)
{
    struct form *f = l->form;
    if (!list)
        return;
    if (list->kind != Y_LIST) {
        note(l, yaml_bad(list, l->d, _("a list of checks is wanted here")));
        return;
    }
    f->rule = ARENA_ARRAY(l->a, list->n, struct rule *);
    for (size_t i = 0; i < list->n; i++) {
        struct rule *rule = rule_parse(list->item[i], f, l->a, l->d);
        if (note(l, rule != NULL))
            f->rule[f->nrule++] = rule;
    }
}

static void read_heading(struct loader *l, const struct ynode *root, const char *path)
{
    struct form *f = l->form;
    struct {
        const char *key, **out;
    } id[] = {{"id", &f->id}, {"slot", &f->slot}, {"edition", &f->edition}};
    for (size_t i = 0; i < G_N_ELEMENTS(id); i++)
        note(l, yaml_str(root, id[i].key, id[i].out, l->d));
    const char *word[] = {f->id, f->slot};
    for (size_t i = 0; i < G_N_ELEMENTS(word); i++)
        if (word[i] && !good_id(word[i], true))
            note(l, yaml_bad(yaml_get(root, id[i].key), l->d,
                             _("“%s” is no id: small letters, digits and - are, a letter first"), word[i]));
    text(l, root, "name", &f->name);
    text(l, root, "title", &f->title);
    char *base = g_path_get_basename(path);
    char *want = g_strconcat(f->id ? f->id : "", ".yaml", NULL);
    if (f->id && strcmp(base, want) != 0)
        note(l, yaml_bad(yaml_get(root, "id"), l->d, _("the file of the form “%s” must be called %s"), f->id,
                         want));
    g_free(base);
    g_free(want);
}

static void read_form(struct loader *l, const struct ynode *root, const char *path)
{
    static const char *const known[] = {"id",      "slot", "edition", "name",   "title", "corner",
                                        "columns", "rows", "bands",   "checks", NULL};
    struct form *f = l->form;
    if (!note(l, yaml_known_keys(root, known, l->d)) && root->kind != Y_MAP)
        return;
    read_heading(l, root, path);
    const struct ynode *bands = yaml_get(root, "bands");
    if (!bands) {
        f->nband = 1;
        f->band = ARENA_NEW(l->a, struct band);
        read_band(l, f->band, root);
    } else {
        static const char *const of_bands[] = {"corner", "columns", "rows"};
        for (size_t i = 0; i < G_N_ELEMENTS(of_bands); i++)
            if (yaml_get(root, of_bands[i]))
                note(l, yaml_bad(yaml_get(root, of_bands[i]), l->d, _("“%s” belongs into the bands"),
                                 of_bands[i]));
        read_bands(l, bands);
    }
    count_cells(l, root);
    if (f->nband)
        read_checks(l, yaml_get(root, "checks"));
}

static struct form *form_of(const struct ynode *root, const char *path, struct arena *a, struct diag *d,
                            struct err *e)
{
    if (!root)
        return NULL;
    struct loader l = {.a = a, .d = d, .form = ARENA_NEW(a, struct form)};
    l.form->file = arena_strdup(a, path);
    l.row_line = g_hash_table_new(g_str_hash, g_str_equal);
    read_form(&l, root, path);
    g_hash_table_destroy(l.row_line);
    if (!l.bad)
        return l.form;
    err_set(e, ERR_LAYOUT, _("%s cannot be used as it is"), path);
    return NULL;
}

struct form *form_load(const char *path, struct arena *a, struct diag *d, struct err *e)
{
    return form_of(yaml_read(path, a, d, e), path, a, d, e);
}

struct form *form_parse(const char *path, const char *bytes, size_t n, struct arena *a, struct diag *d,
                        struct err *e)
{
    return form_of(yaml_parse(path, bytes, n, a, d, e), path, a, d, e);
}
