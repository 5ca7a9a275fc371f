/* edited.h - a sample with passages of its text replaced, and what the checks say of it. */
#ifndef EDITED_H
#define EDITED_H

#include "check.h"

#include "t.h"

#include <glib.h>
#include <string.h>

static struct forms *forms;
static struct check_with with;

/* edited_found - the findings of a sample after replacing, in pairs, one text by another (NULL ends them), of
 * ids that begin with one of `ids` (separated by blanks; NULL: all): "ID grade pointer words: sentence", a
 * line each; borrowed until the next call.  Each text must be in the sample exactly once. */
static inline const char *edited_found(const char *sample, const char *ids, ...)
{
    static const char *const grade[] = {"hard", "soft", "info"};
    static char *s;
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    char *json = NULL;
    GString *text = g_string_new(NULL), *out = g_string_new(NULL);
    if (T_TRUE(g_file_get_contents(sample, &json, NULL, NULL)))
        g_string_assign(text, json);
    va_list ap;
    va_start(ap, ids);
    for (const char *from; (from = va_arg(ap, const char *));)
        T_INT(g_string_replace(text, from, va_arg(ap, const char *), 0), 1);
    va_end(ap);
    struct report *r = report_load("t.json", text->str, text->len, forms, a, d, &e);
    if (T_TRUE(r != NULL))
        check_report(r, &with, d);
    else if (diag_size(d))
        T_STR(diag_get(d, 0)->text, "");
    diag_sort(d);
    char **id = g_strsplit(ids ? ids : "", " ", -1);
    for (size_t i = 0; i < diag_size(d); i++) {
        const struct finding *f = diag_get(d, i);
        bool wanted = !ids;
        for (char **p = id; *p; p++)
            wanted = wanted || (**p && g_str_has_prefix(f->id, *p));
        if (wanted)
            g_string_append_printf(out, "%s%s %s %s%s%s: %s", out->len ? "\n" : "", f->id, grade[f->grade],
                                   f->pointer ? f->pointer : "", f->words ? " " : "",
                                   f->words ? f->words : "", f->text);
    }
    g_strfreev(id);
    g_free(json);
    g_string_free(text, TRUE);
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    g_free(s);
    return s = g_string_free(out, FALSE);
}

#endif
