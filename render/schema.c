/* schema.c - the table parts of the JSON Schema, from the same trees that load and write tables
 * (report_cells.h). */
#include "schema.h"

#include "intl.h"
#include "report_cells.h"
#include "report_parse.h"

#include <glib.h>
#include <jansson.h>
#include <string.h>

#define MADE_FROM "Made from "

static json_t *ref(const char *name)
{
    char *target = g_strconcat("#/$defs/", name, NULL);
    json_t *o = json_pack("{s:s}", "$ref", target);
    g_free(target);
    return o;
}

/* The same with the Chinese label before it, for editors that show it. */
static json_t *titled(const char *title, json_t *o)
{
    if (!title)
        return o;
    json_t *out = json_pack("{s:s}", "title", title);
    json_object_update(out, o);
    json_decref(o);
    return out;
}

static json_t *object_of(json_t *properties)
{
    json_t *required = json_array();
    const char *key;
    json_t *v;
    json_object_foreach(properties, key, v)
    {
        json_array_append_new(required, json_string(key));
    }
    return json_pack("{s:s, s:o, s:o, s:b}", "type", "object", "properties", properties, "required", required,
                     "additionalProperties", 0);
}

/* The columns of a row. */
static json_t *columns(const struct cell_node *node)
{
    if (node->index >= 0)
        return ref("value");
    json_t *properties = json_object();
    for (size_t i = 0; i < node->nchild; i++) {
        const struct cell_node *child = node->child[i];
        json_object_set_new(properties, child->key, titled(child->col->text, columns(child)));
    }
    return object_of(properties);
}

/* All rows of a band have the same columns: one definition serves them. */
static char *columns_name(const struct form *f, const struct band *band)
{
    return band->id ? g_strdup_printf("%s.%s.columns", f->id, band->id)
                    : g_strdup_printf("%s.columns", f->id);
}

static void define(json_t *defs, const struct form *f, const char *name, json_t *body)
{
    json_t *out = json_object();
    char *comment = g_strdup_printf(MADE_FROM "layouts/forms/%s.yaml", f->id);
    json_object_set_new(out, "$comment", json_string(comment));
    json_object_update(out, body);
    json_object_set_new(defs, name, out);
    json_decref(body);
    g_free(comment);
}

static json_t *rows(json_t *defs, const struct form *f, const struct cell_node *node)
{
    if (node->index >= 0)
        return ref("value");
    if (node->is_row) {
        char *name = columns_name(f, node->band);
        if (!json_object_get(defs, name))
            define(defs, f, name, columns(node));
        json_t *o = ref(name);
        g_free(name);
        return o;
    }
    json_t *properties = json_object();
    for (size_t i = 0; i < node->nchild; i++) {
        const struct cell_node *child = node->child[i];
        json_object_set_new(properties, child->key, titled(child->row->text, rows(defs, f, child)));
    }
    return object_of(properties);
}

static json_t *labels(const struct form *f, struct arena *a)
{
    size_t n;
    const struct own_path *path = own_paths(f, a, &n);
    json_t *properties = json_object();
    for (size_t i = 0; i < n; i++)
        json_object_set_new(properties, path[i].path, titled(path[i].label->text, ref("short_text")));
    return json_pack("{s:s, s:o, s:b}", "type", "object", "properties", properties, "additionalProperties",
                     0);
}

static json_t *extra(const struct form *f, struct arena *a)
{
    size_t n;
    const struct own_path *path = own_paths(f, a, &n);
    json_t *after = json_array(), *band = json_array();
    for (size_t i = 0; i < n; i++) {
        if (g_str_has_prefix(path[i].path, "rows."))
            json_array_append_new(after, json_string(path[i].path + strlen("rows.")));
    }
    size_t least = f->band[0].columns.nleaf, most = least;
    for (size_t i = 0; i < f->nband; i++) {
        least = MIN(least, f->band[i].columns.nleaf);
        most = MAX(most, f->band[i].columns.nleaf);
        if (f->band[i].id)
            json_array_append_new(band, json_string(f->band[i].id));
    }
    json_t *properties = json_pack("{s:o}", "label", ref("short_text"));
    if (json_array_size(after))
        json_object_set_new(properties, "after", json_pack("{s:O}", "enum", after));
    if (json_array_size(band))
        json_object_set_new(properties, "band", json_pack("{s:O}", "enum", band));
    json_object_set_new(properties, "values",
                        json_pack("{s:s, s:o, s:I, s:I}", "type", "array", "items", ref("value"), "minItems",
                                  (json_int_t)least, "maxItems", (json_int_t)most));
    json_decref(after);
    json_decref(band);
    json_t *row = json_pack("{s:s, s:o, s:[ss], s:b}", "type", "object", "properties", properties, "required",
                            "label", "values", "additionalProperties", 0);
    return json_pack("{s:s, s:o, s:i}", "type", "array", "items", row, "maxItems", MAX_EXTRA);
}

static const char *table_name(const struct form *f, struct arena *a)
{
    return arena_printf(a, "table.%s", f->id);
}

static json_t *table(json_t *defs, const struct form *f, struct arena *a)
{
    json_t *values = rows(defs, f, cell_tree(f, a));
    json_t *properties = json_pack("{s:{s:s}, s:o, s:o, s:o, s:o}", "table", "const", f->id, "values", values,
                                   "labels", labels(f, a), "extra", extra(f, a), "note", ref("text"));
    char *title = g_strdup_printf("%s %s", f->name, f->title);
    json_t *o = json_pack("{s:s, s:s, s:o, s:[ss], s:b}", "title", title, "type", "object", "properties",
                          properties, "required", "table", "values", "additionalProperties", 0);
    g_free(title);
    return o;
}

static bool is_made(json_t *definition)
{
    const char *comment = json_string_value(json_object_get(definition, "$comment"));
    return comment && g_str_has_prefix(comment, MADE_FROM);
}

static void make_definitions(json_t *defs, const struct forms *forms, struct arena *a)
{
    const char *key;
    json_t *v;
    void *next;
    json_object_foreach_safe(defs, next, key, v)
    {
        if (is_made(v))
            json_object_del(defs, key);
    }
    json_t *any = json_array();
    for (size_t i = 0; i < forms->n; i++)
        json_array_append_new(any, ref(table_name(forms->form[i], a)));
    json_object_set_new(defs, "table",
                        json_pack("{s:s, s:o}", "$comment", MADE_FROM "layouts/forms", "oneOf", any));
    for (size_t i = 0; i < forms->n; i++) {
        const struct form *f = forms->form[i];
        define(defs, f, table_name(f, a), table(defs, f, a));
    }
}

const char *schema_generate(const struct forms *forms, const char *base, size_t n, struct arena *a,
                            size_t *nout, struct err *e)
{
    json_error_t why;
    json_t *schema = json_loadb(base, n, JSON_REJECT_DUPLICATES, &why);
    json_t *defs = json_object_get(schema, "$defs");
    const char *out = NULL;
    if (json_is_object(defs)) {
        make_definitions(defs, forms, a);
        char *text = json_dumps(schema, JSON_INDENT(2));
        out = arena_printf(a, "%s\n", text);
        *nout = strlen(out);
        free(text);
    } else if (schema) {
        err_set(e, ERR_LAYOUT, _("the schema has no “$defs”"));
    } else {
        err_set(e, ERR_LAYOUT, _("the schema is not JSON: line %d: %s"), why.line, why.text);
    }
    json_decref(schema);
    return out;
}
