/* report_table.c - read one table of a report: figures, labels as published, extra rows, note. */
#include "intl.h"
#include "report_cells.h"
#include "report_parse.h"

#include <string.h>

/* What findings call the row and column; a nameless row has no name. */
static void set_names(struct reader *r, const struct cell_node *node)
{
    r->row = node->row ? node->row->name : NULL;
    r->col = node->col ? node->col->name : NULL;
}

static const char *keys_of(struct reader *r, const struct cell_node *node)
{
    GString *list = g_string_new(NULL);
    for (size_t i = 0; i < node->nchild; i++)
        g_string_append_printf(list, "%s%s", i ? ", " : "", node->child[i]->key);
    const char *text = arena_strdup(r->a, list->str);
    g_string_free(list, TRUE);
    return text;
}

static void unknown_cell(struct reader *r, const struct table *t, const struct cell_node *node,
                         const char *key)
{
    struct spot s = reader_key(r, key);
    if (node->is_row || node->col)
        reader_bad_key(r, "TABLE-CELL-UNKNOWN", _("the form %s has no column “%s” here; it has %s"),
                       t->form->id, key, keys_of(r, node));
    else
        reader_bad_key(r, "TABLE-CELL-UNKNOWN", _("the form %s has no row “%s” here; it has %s"), t->form->id,
                       key, keys_of(r, node));
    reader_back(r, s);
}

static void missing_cell(struct reader *r, const struct cell_node *node)
{
    if (node->index >= 0)
        reader_bad(r, "TABLE-CELL-MISSING", _("the figure “%s” is missing; a blank one is written null"),
                   node->key);
    else
        reader_bad(r, "TABLE-CELL-MISSING",
                   _("“%s” is missing with all below it (figures: %zu); blank ones are written null"),
                   node->key, node->nfigure);
}

static const struct cell_node *child_of(const struct cell_node *node, const char *key)
{
    for (size_t i = 0; i < node->nchild; i++) {
        if (strcmp(node->child[i]->key, key) == 0)
            return node->child[i];
    }
    return NULL;
}

/* Depth is that of the form's labels, which its loader limits. */
static void read_cells(struct reader *r, struct table *t, const struct cell_node *node, json_t *v)
{
    if (node->index >= 0) {
        t->value[node->index] = reader_value(r, v);
        return;
    }
    if (!reader_is(r, v, JSON_OBJECT))
        return;
    const char *key;
    json_t *member;
    json_object_foreach(v, key, member)
    {
        if (!child_of(node, key))
            unknown_cell(r, t, node, key);
    }
    for (size_t i = 0; i < node->nchild; i++) {
        const struct cell_node *child = node->child[i];
        struct spot s = reader_key(r, child->key);
        set_names(r, child);
        member = json_object_get(v, child->key);
        if (member)
            read_cells(r, t, child, member);
        else
            missing_cell(r, child);
        reader_back(r, s);
        set_names(r, node);
    }
}

static void read_values(struct reader *r, struct table *t, json_t *block)
{
    struct spot s = reader_key(r, "values");
    json_t *v = json_object_get(block, "values");
    t->value = ARENA_ARRAY(r->a, t->form->ncell, struct value);
    if (v)
        read_cells(r, t, cell_tree(t->form, r->a), v);
    else
        reader_bad(r, "REPORT-MISSING", _("“%s” is missing here"), "values");
    r->row = r->col = NULL;
    reader_back(r, s);
}

static bool is_own_path(const struct own_path *path, size_t n, const char *key)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(path[i].path, key) == 0)
            return true;
    }
    return false;
}

/* Taken in form order, which is that of the canonical text. */
static void read_labels(struct reader *r, struct table *t, json_t *v)
{
    size_t npath;
    struct own_path *path = own_paths(t->form, r->a, &npath);
    if (!reader_is(r, v, JSON_OBJECT))
        return;
    const char *key;
    json_t *member;
    json_object_foreach(v, key, member)
    {
        struct spot s = reader_key(r, key);
        if (!is_own_path(path, npath, key))
            reader_bad_key(r, "TABLE-LABEL", _("the form %s has no label “%s”; labels are named like “%s”"),
                           t->form->id, key, npath ? path[0].path : "rows.…");
        reader_back(r, s);
    }
    t->label = ARENA_ARRAY(r->a, json_object_size(v), struct own_label);
    for (size_t i = 0; i < npath; i++) {
        if (!json_object_get(v, path[i].path))
            continue;
        const char *text = reader_member_text(r, v, path[i].path, TEXT_SHORT, true);
        t->label[t->nlabel++] = (struct own_label){path[i].path, text};
    }
}

static const struct band *band_with_id(const struct form *f, const char *id)
{
    for (size_t i = 0; i < f->nband; i++) {
        if (f->band[i].id && strcmp(f->band[i].id, id) == 0)
            return &f->band[i];
    }
    return NULL;
}

/* The band an extra row stands in, or NULL after a finding. */
static const struct band *extra_band(struct reader *r, const struct form *f, const struct extra_row *x)
{
    const struct band *band = &f->band[f->nband - 1];
    if (x->after) {
        struct spot s = reader_key(r, "after");
        band = band_of_row(f, x->after);
        if (!band)
            reader_bad(r, "TABLE-EXTRA", _("the form %s has no row “%s”"), f->id, x->after);
        reader_back(r, s);
    }
    if (x->band) {
        struct spot s = reader_key(r, "band");
        const struct band *named = band_with_id(f, x->band);
        if (!named)
            reader_bad(r, "TABLE-EXTRA", _("the form %s has no part “%s”"), f->id, x->band);
        else if (x->after && band && band != named)
            reader_bad(r, "TABLE-EXTRA", _("the row “%s” is not in the part “%s”"), x->after, x->band);
        band = band ? named : NULL;
        reader_back(r, s);
    }
    return band;
}

static void read_extra_row(struct reader *r, const struct form *f, struct extra_row *x, json_t *v)
{
    static const char *const known[] = {"label", "after", "band", "values", NULL};
    if (!reader_is(r, v, JSON_OBJECT))
        return;
    reader_known(r, v, known);
    x->label = reader_member_text(r, v, "label", TEXT_SHORT, true);
    x->after = reader_member_text(r, v, "after", TEXT_SHORT, false);
    x->band = reader_member_text(r, v, "band", TEXT_SHORT, false);
    const struct band *band = extra_band(r, f, x);
    struct spot s = reader_key(r, "values");
    json_t *list = json_object_get(v, "values");
    r->row = x->label;
    if (!list) {
        reader_bad(r, "REPORT-MISSING", _("“%s” is missing here"), "values");
    } else if (reader_is(r, list, JSON_ARRAY)) {
        x->nvalue = json_array_size(list);
        if (band && x->nvalue != band->columns.nleaf)
            reader_bad(r, "TABLE-EXTRA", _("this row has %zu figures, but the table has %zu columns here"),
                       x->nvalue, band->columns.nleaf);
        x->value = ARENA_ARRAY(r->a, x->nvalue, struct value);
        for (size_t i = 0; i < x->nvalue; i++) {
            struct spot item = reader_item(r, i);
            x->value[i] = reader_value(r, json_array_get(list, i));
            reader_back(r, item);
        }
    }
    r->row = NULL;
    reader_back(r, s);
}

static void read_extra(struct reader *r, struct table *t, json_t *v)
{
    t->nextra = reader_list(r, v, MAX_EXTRA);
    t->extra = ARENA_ARRAY(r->a, t->nextra, struct extra_row);
    for (size_t i = 0; i < t->nextra; i++) {
        struct spot s = reader_item(r, i);
        read_extra_row(r, t->form, &t->extra[i], json_array_get(v, i));
        reader_back(r, s);
    }
}

static const struct form *read_form(struct reader *r, json_t *block)
{
    const char *id = reader_member_text(r, block, "table", TEXT_SHORT, true);
    const struct form *f = id ? forms_find(r->forms, id) : NULL;
    if (!id || f)
        return f;
    GString *list = g_string_new(NULL);
    for (size_t i = 0; i < r->forms->n; i++)
        g_string_append_printf(list, "%s%s", i ? ", " : "", r->forms->form[i]->id);
    struct spot s = reader_key(r, "table");
    reader_bad(r, "TABLE-FORM", _("there is no form “%s”; known are %s"), id, list->str);
    reader_back(r, s);
    g_string_free(list, TRUE);
    return NULL;
}

static struct table *read_parts(struct reader *r, const struct form *form, json_t *block)
{
    static const char *const known[] = {"table", "values", "labels", "extra", "note", NULL};
    struct table *t = ARENA_NEW(r->a, struct table);
    t->form = form;
    reader_known(r, block, known);
    read_values(r, t, block);
    json_t *v;
    struct spot s = reader_key(r, "labels");
    if ((v = json_object_get(block, "labels")))
        read_labels(r, t, v);
    reader_back(r, s);
    s = reader_key(r, "extra");
    if ((v = json_object_get(block, "extra")))
        read_extra(r, t, v);
    reader_back(r, s);
    t->note = reader_member_text(r, block, "note", TEXT_LONG, false);
    return t;
}

struct table *read_table(struct reader *r, json_t *block)
{
    if (++r->ntable > MAX_TABLES) {
        if (r->ntable == MAX_TABLES + 1) /* once is enough */
            reader_bad(r, "JSON-LIMIT", _("the report has more than %d tables"), MAX_TABLES);
        return NULL;
    }
    const struct form *form = read_form(r, block);
    if (!form)
        return NULL;
    r->table = form->name;
    struct table *t = read_parts(r, form, block);
    r->table = NULL;
    return t;
}
