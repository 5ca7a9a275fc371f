/* prose.c - layouts/prose.yaml: every mistake is told at its place. */
#include "prose.h"

#include "t.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static struct arena *a;
static struct forms *forms;

/* told - the findings about the file with one text replaced by another. */
static const char *told(const char *from, const char *to)
{
    static char *s;
    char *text = NULL, *path = NULL;
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    GString *changed = g_string_new(NULL), *out = g_string_new(NULL);
    if (T_TRUE(g_file_get_contents("layouts/prose.yaml", &text, NULL, NULL)))
        g_string_assign(changed, text);
    T_TRUE(g_string_replace(changed, from, to, 1) == 1);
    int fd = g_file_open_tmp("prose-XXXXXX", &path, NULL);
    T_TRUE(fd >= 0 && g_close(fd, NULL) && g_file_set_contents(path, changed->str, -1, NULL));
    bool loaded = prose_load(path, forms, a, d, &e) != NULL;
    T_TRUE(loaded == (e.kind == ERR_NONE) && (loaded || e.kind == ERR_LAYOUT));
    for (size_t i = 0; i < diag_size(d); i++)
        g_string_append_printf(out, "%s%d: %s", i ? "\n" : "", diag_get(d, i)->line, diag_get(d, i)->text);
    g_unlink(path);
    g_free(path);
    g_free(text);
    g_string_free(changed, TRUE);
    err_clear(&e);
    diag_free(d);
    g_free(s);
    return s = g_string_free(out, FALSE);
}

/* at - the line on which a text stands. */
static int at(const char *what)
{
    char *text = NULL;
    int line = 1;
    if (T_TRUE(g_file_get_contents("layouts/prose.yaml", &text, NULL, NULL)))
        for (const char *s = text, *end = strstr(text, what); s < end; s++)
            line += *s == '\n';
    g_free(text);
    return line;
}

static void refuses(const char *from, const char *to, const char *sentence)
{
    char *want = g_strdup_printf("%d: %s", at(from), sentence);
    T_STR(told(from, to), want);
    g_free(want);
}

int main(void)
{
    a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    forms = forms_load("layouts/forms", a, d, &e);
    T_CASE("prose: the file loads without a finding");
    T_STR(told("units: [件,", "units: [件,"), "");

    T_CASE("prose: named lists of words that name each other are refused");
    T_TRUE(strstr(told("申请公开]\n  disclosure: [", "disclosure]\n  disclosure: [applications, "),
                  "nested more than 8 deep") != NULL);

    T_CASE("prose: a name that no form has, and one that only another form has");
    refuses("[carried_in.total]", "[carried_on.total]",
            "“carried_on.total” is not a row of this form with a column behind it");
    T_STR(told("[normative.valid]", "[normative.released_total]"), "");
    refuses("[normative.valid]", "[sum(normative.valid]", "the formula ends where “,” or “)” is wanted");
    refuses("[normative.valid]", "[normative.valid > 0]", "a number is wanted here, not a comparison");
    refuses("[normative.valid]", "[last.normative.valid]", "only names of one table can stand here");
    refuses("table: review", "table: revue", "no form has the slot “revue”");

    T_CASE("prose: patterns, lists and keys");
    refuses("[收办…申请…#, ", "[(收办…申请…#, ", "“(” needs words and “)” behind it");
    refuses("among: [其中]", "among: 其中", "“among” must be a list");
    refuses("among: [其中]", "amongst: [其中]", "unknown key “amongst”\n16: “among” must be a list");
    refuses("sections: [1, 2,", "sections: [0, 2,", "a number from 1 to 10 is wanted here");
    refuses("  since: 2021", "  since: soon", "“since” must be a whole number from 2000 to 2199");
    refuses("    whole: true", "    hole: true", "unknown key “hole”");

    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return t_done();
}
