/* command_names.c - what the outputs of a report are called. */
#include "command_names.h"

#include "intl.h"

#include <glib.h>
#include <string.h>

static const char *stem_of_path(const char *path, struct arena *a)
{
    if (strcmp(path, "-") == 0)
        return "stdin";
    char *base = g_path_get_basename(path);
    size_t n = strlen(base);
    const char *stem = n > strlen(".json") && g_str_has_suffix(base, ".json")
                           ? arena_strndup(a, base, n - strlen(".json"))
                           : arena_strdup(a, base);
    g_free(base);
    return stem;
}

/* A solidus cannot stand in a file name; its full-width twin can. */
const char *names_of_title(const struct report *r, struct arena *a)
{
    GString *title = g_string_new(NULL);
    for (size_t i = 0; i < r->ntitle; i++)
        g_string_append(title, r->title[i]);
    g_string_replace(title, "/", "／", 0);
    const char *stem = title->len ? arena_strdup(a, title->str) : NULL;
    g_string_free(title, TRUE);
    return stem;
}

static const char *stem_of_report(const char *path, const struct setup *s, struct arena *a)
{
    struct err e = ERR_INIT;
    struct loaded in;
    const char *stem = load_input(path, s, &in, &e) ? names_of_title(in.report, a) : NULL;
    err_clear(&e); /* told when the report's turn comes */
    loaded_free(&in);
    return stem;
}

/* The report a workbook of this stem would be a table of: county for county-review and county-review-2; NULL
 * if none. */
static const char *whose_table(const struct options *o, const struct setup *s, const char *stem,
                               GHashTable *taken, struct arena *a)
{
    size_t n = strlen(stem), digits = 0;
    while (digits < n && g_ascii_isdigit(stem[n - 1 - digits]))
        digits++;
    size_t cut = digits && digits < n && stem[n - 1 - digits] == '-' ? n - 1 - digits : n;
    for (size_t i = 0; i < s->forms->n; i++)
        for (int k = 0; k < 2; k++) {
            const char *name = arena_strndup(a, stem, k ? cut : n),
                       *tail = names_workbook(o, "", s->forms->form[i], 1, a);
            const char *table = arena_strndup(a, tail, strlen(tail) - strlen(".xlsx"));
            if (!g_str_has_suffix(name, table))
                continue;
            const char *other =
                g_hash_table_lookup(taken, arena_strndup(a, name, strlen(name) - strlen(table)));
            if (other)
                return other;
        }
    return NULL;
}

const char **names_plan(const struct options *o, const struct setup *s, struct arena *a, struct err *e)
{
    const char **stem = ARENA_ARRAY(a, o->ninput, const char *);
    GHashTable *taken = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < o->ninput && e->kind == ERR_NONE; i++) {
        const char *path = o->input[i];
        stem[i] = o->names_title ? stem_of_report(path, s, a) : stem_of_path(path, a);
        if (!stem[i])
            continue;
        const char *other = g_hash_table_lookup(taken, stem[i]);
        if (other)
            err_set(e, ERR_USAGE, _("%s and %s would both write %s; nothing is written"), other, path,
                    arena_printf(a, "%s.pdf", stem[i]));
        g_hash_table_insert(taken, (void *)stem[i], (void *)path);
    }
    for (size_t i = 0; o->book && i < o->ninput && e->kind == ERR_NONE; i++) {
        const char *other = stem[i] ? whose_table(o, s, stem[i], taken, a) : NULL;
        if (other)
            err_set(e, ERR_USAGE, _("%s and %s would both write %s; nothing is written"), other, o->input[i],
                    names_book(stem[i], a));
    }
    g_hash_table_destroy(taken);
    return e->kind == ERR_NONE ? stem : NULL;
}

const char *names_workbook(const struct options *o, const char *stem, const struct form *form, int nth,
                           struct arena *a)
{
    const char *table = o->names_title ? form->name : form->slot;
    return nth == 1 ? arena_printf(a, "%s-%s.xlsx", stem, table)
                    : arena_printf(a, "%s-%s-%d.xlsx", stem, table, nth);
}

const char *names_book(const char *stem, struct arena *a)
{
    return arena_printf(a, "%s.xlsx", stem);
}

const char *names_page(const char *stem, size_t page, size_t npage, struct arena *a)
{
    return arena_printf(a, "%s-%0*zu.png", stem, npage > 99 ? 3 : 2, page);
}
