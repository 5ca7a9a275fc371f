/* tests/unit/report_findings.c - every broken report of tests/reports gives exactly the findings of its
 * .diag.
 *
 * The first line of a .diag says what is tested ("# ..."), the others are the findings as printed.  With a
 * case's name as argument the program rewrites that one .diag instead. */
#include "diag.h"
#include "report.h"
#include "t.h"

#include <glib.h>
#include <stdlib.h>

#define DIR "tests/reports/"

static char *findings(const struct forms *forms, const char *name, const char *text, size_t n, bool *loaded)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    *loaded = report_load(name, text, n, forms, a, d, &e) != NULL;
    char *out = NULL;
    size_t size = 0;
    FILE *f = open_memstream(&out, &size);
    diag_sort(d);
    diag_print(d, f, DIAG_TEXT);
    fclose(f);
    diag_free(d);
    arena_free(a);
    err_clear(&e);
    return out;
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *cases(void)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    GDir *dir = g_dir_open(DIR, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (g_str_has_prefix(name, "error-") && g_str_has_suffix(name, ".json"))
            g_ptr_array_add(list, g_strndup(name, strlen(name) - strlen(".json")));
    }
    if (dir)
        g_dir_close(dir);
    g_ptr_array_sort(list, by_name);
    return list;
}

static void run(const struct forms *forms, const char *name, bool accept)
{
    char *json = g_strconcat(DIR, name, ".json", NULL), *diag = g_strconcat(DIR, name, ".diag", NULL);
    char *base = g_path_get_basename(json);
    char *text = NULL, *want = NULL;
    gsize n;
    bool loaded;
    T_CASE(name);
    if (T_TRUE(g_file_get_contents(json, &text, &n, NULL)) &&
        T_TRUE(g_file_get_contents(diag, &want, NULL, NULL)) && T_TRUE(g_str_has_prefix(want, "# "))) {
        char *got = findings(forms, base, text, n, &loaded);
        char *what = g_strndup(want, strcspn(want, "\n") + 1);
        char *whole = g_strconcat(what, got, NULL);
        if (accept)
            T_TRUE(g_file_set_contents(diag, whole, -1, NULL));
        else
            T_STR(whole, want);
        T_TRUE(!loaded);
        g_free(whole);
        g_free(what);
        free(got);
    }
    g_free(text);
    g_free(want);
    g_free(base);
    g_free(json);
    g_free(diag);
}

int main(int argc, char **argv)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    struct forms *forms = forms_load("layouts/forms", a, d, &e);
    GPtrArray *list = cases();
    T_CASE("report: the forms load and there are broken reports");
    if (T_TRUE(forms != NULL) && T_TRUE(list->len > 30)) {
        for (guint i = 0; i < list->len; i++) {
            const char *name = list->pdata[i];
            bool accept = argc > 1 && strcmp(argv[1], name) == 0;
            if (argc == 1 || accept)
                run(forms, name, accept);
        }
    }
    g_ptr_array_free(list, TRUE);
    diag_free(d);
    arena_free(a);
    return t_done();
}
