/* check.c - the rules asked of a whole report, with places in its text. */
#include "check.h"

#include "t.h"

#include <glib.h>
#include <string.h>

static const char SEED[] = "samples/laiyuan-2024.json";

static struct forms *forms;

/* found - findings of the seed report with `from` replaced by `to` (NULL: as it is): line:column ID table
 * pointer, a line each; g_free it. */
static char *found(const char *from, const char *to)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    GString *out = g_string_new(NULL), *text = g_string_new(NULL);
    char *json = NULL;
    if (T_TRUE(g_file_get_contents(SEED, &json, NULL, NULL))) {
        g_string_assign(text, json);
        if (from)
            T_INT(g_string_replace(text, from, to, 0), 1);
        struct report *r = report_load("t.json", text->str, text->len, forms, a, d, &e);
        if (T_TRUE(r != NULL))
            check_report(r, NULL, d);
    }
    diag_sort(d);
    for (size_t i = 0; i < diag_size(d); i++) {
        const struct finding *f = diag_get(d, i);
        g_string_append_printf(out, "%s%s %s %s %s", i ? "\n" : "", f->id, f->table, f->row ? f->row : "",
                               f->pointer);
        const char *line = text->str; /* the place is that of the value: what stands there? */
        for (int n = 1; n < f->line; n++)
            line = strchr(line, '\n') + 1;
        const char *at = g_utf8_offset_to_pointer(line, f->column - 1);
        g_string_append_printf(out, " at %.*s", (int)strcspn(at, ",}"), at);
    }
    g_free(json);
    g_string_free(text, TRUE);
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return g_string_free(out, FALSE);
}

static void wants(const char *from, const char *to, const char *want)
{
    char *got = found(from, to);
    T_STR(got, want);
    g_free(got);
}

int main(void)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    forms = forms_load("layouts/forms", a, d, &e);
    if (!T_TRUE(forms != NULL))
        return 1;

    T_CASE("T3-BAL T3-RES T3-ROW T3-INT T4-SUM T2-INT T2-VALID-MIN the seed report has no finding");
    wants(NULL, NULL, "");

    T_CASE("T2-VALID-MIN in the report's text, with line and column of the figure");
    wants("\"normative\": {\"made\": 2, ", "\"normative\": {\"made\": 12, ",
          "T2-VALID-MIN 表二 行政规范性文件 /sections/1/body/0/values/normative/valid at 4");

    T_CASE("T4-SUM in the report's text");
    wants("\"correct\": 1, \"other\": 0, \"pending\": 0, \"total\": 1",
          "\"correct\": 1, \"other\": 0, \"pending\": 3, \"total\": 1",
          "T4-SUM 表四  /sections/3/body/0/values/review/total at 1");

    T_CASE("T3-ROW, T3-BAL, T3-RES in the report's text");
    wants("\"carried_out\": {\"natural\": 0", "\"carried_out\": {\"natural\": 1",
          "T3-BAL 表三 一、本年新收政府信息公开申请数量 /sections/2/body/0/values/new/natural at 6\n"
          "T3-ROW 表三 四、结转下年度继续办理 /sections/2/body/0/values/carried_out/total at 0");
    wants("\"granted\": {\"natural\": 4", "\"granted\": {\"natural\": 3",
          "T3-ROW 表三 （一）予以公开 /sections/2/body/0/values/granted/total at 6\n"
          "T3-RES 表三 （七）总计 /sections/2/body/0/values/total/natural at 6");

    T_CASE("T3-TOTAL-BLANK in the report's text");
    wants("\"total\": {\"natural\": 6, \"bodies\": {\"business\": 0, \"research\": 0, \"welfare\": 0, "
          "\"legal\": 2, "
          "\"other\": 0}, \"total\": 8}",
          "\"total\": {\"natural\": 6, \"bodies\": {\"business\": 0, \"research\": 0, \"welfare\": 0, "
          "\"legal\": 2, "
          "\"other\": 0}, \"total\": null}",
          "T3-TOTAL-BLANK 表三 （七）总计 /sections/2/body/0/values/total/total at null");

    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return t_done();
}
