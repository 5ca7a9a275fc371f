/* tests/unit/schema.c - the committed JSON Schema is the one the forms make. */
#include "schema.h"
#include "diag.h"
#include "t.h"

#include <glib.h>

int main(void)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    struct forms *forms = forms_load("layouts/forms", a, d, &e);
    char *committed = NULL;
    gsize n = 0;
    size_t nmade = 0;

    T_CASE("schema: the committed file is what the forms make");
    if (T_TRUE(forms != NULL) &&
        T_TRUE(g_file_get_contents("layouts/report.schema.json", &committed, &n, NULL))) {
        const char *made = schema_generate(forms, committed, n, a, &nmade, &e);
        T_STR(made, committed);
    }

    T_CASE("schema: a form that is gone leaves nothing behind, and comes back the same");
    struct forms fewer = {forms->form, forms->n - 1};
    const char *without = schema_generate(&fewer, committed, n, a, &nmade, &e);
    const char *gone = forms->form[forms->n - 1]->id;
    if (T_TRUE(without != NULL)) {
        T_TRUE(strstr(committed, gone) != NULL);
        T_TRUE(strstr(without, arena_printf(a, "\"table.%s", gone)) == NULL);
        T_STR(schema_generate(forms, without, nmade, a, &nmade, &e), committed);
    }

    T_CASE("schema: a base that is no schema is refused");
    T_TRUE(schema_generate(forms, "{}", 2, a, &nmade, &e) == NULL);
    T_INT(e.kind, ERR_LAYOUT);
    err_clear(&e);
    T_TRUE(schema_generate(forms, "{\"$defs\"", 8, a, &nmade, &e) == NULL);
    T_INT(e.kind, ERR_LAYOUT);
    err_clear(&e);

    g_free(committed);
    diag_free(d);
    arena_free(a);
    return t_done();
}
