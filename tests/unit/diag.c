/* diag.c - findings: order, text and JSON form. */
#include "diag.h"
#include "intl.h"
#include "t.h"

#include <glib.h>
#include <locale.h>
#include <stdlib.h>

static char *printed(const struct diag *d, enum diag_format format)
{
    char *text = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&text, &n);
    diag_print(d, f, format);
    fclose(f);
    return text;
}

static const struct finding balance = {
    .id = "T3-BAL",
    .grade = GRADE_HARD,
    .file = "laiyuan.json",
    .line = 88,
    .column = 21,
    .pointer = "/sections/2/body/0/values",
    .table = "表三",
    .col = "商业企业",
    .left = "2",
    .right = "3",
    .diff = "1",
    .text = "2 + 0 = 2, 3 + 0 = 3 (difference 1)",
};

static void text_form(void)
{
    struct diag *d = diag_new();
    diag_add(d, &balance);
    T_CASE("diag: a finding is one line as the office reads it");
    char *s = printed(d, DIAG_TEXT);
    T_STR(s, "laiyuan.json:88:21: T3-BAL hard 表三 “商业企业”: 2 + 0 = 2, 3 + 0 = 3 (difference 1) "
             "[/sections/2/body/0/values]\n");
    free(s);
    diag_free(d);

    T_CASE("diag: place, names and pointer are left out where unknown");
    d = diag_new();
    diag_printf(d, "FONT-MISSING", GRADE_SOFT, NULL, 0, 0, "no %s", "glyph");
    diag_printf(d, "FONT-MISSING", GRADE_INFO, "a.yaml", 3, 0, "no glyph");
    diag_printf(d, "FONT-MISSING", GRADE_INFO, "a.yaml", 0, 0, "no glyph");
    s = printed(d, DIAG_TEXT);
    T_STR(s, "FONT-MISSING soft: no glyph\na.yaml:3: FONT-MISSING info: no glyph\na.yaml: FONT-MISSING info: "
             "no glyph\n");
    free(s);
    diag_free(d);

    T_CASE("diag: line feeds and terminal controls never leave a finding");
    d = diag_new();
    diag_add(d, &(struct finding){.id = "X", .file = "a\033[2J\xff.json", .row = "一\n二", .text = "t"});
    s = printed(d, DIAG_TEXT);
    T_STR(s, "a?[2J\xef\xbf\xbd.json: X hard “一 二”: t\n");
    free(s);
    diag_free(d);
}

static void json_form(void)
{
    T_CASE("diag: a finding as one JSON object, unknown members absent");
    struct diag *d = diag_new();
    diag_add(d, &balance);
    diag_add(d, &(struct finding){.id = "X",
                                  .grade = GRADE_INFO,
                                  .table = "表二",
                                  .text = "a \"b\"\\\n\x01"
                                          "c"});
    char *s = printed(d, DIAG_JSON);
    T_STR(
        s,
        "{\"id\": \"T3-BAL\", \"grade\": \"hard\", \"file\": \"laiyuan.json\", \"line\": 88, \"column\": 21, "
        "\"pointer\": \"/sections/2/body/0/values\", \"table\": \"表三\", \"col\": \"商业企业\", \"left\": "
        "\"2\", "
        "\"right\": \"3\", \"difference\": \"1\", \"message\": \"2 + 0 = 2, 3 + 0 = 3 (difference 1)\", "
        "\"key\": \"T3-BAL@/sections/2/body/0/values 2 3\"}\n"
        "{\"id\": \"X\", \"grade\": \"info\", \"table\": \"表二\", \"message\": \"a "
        "\\\"b\\\"\\\\\\n\\u0001c\", "
        "\"key\": \"X@表二//\"}\n");
    free(s);
    diag_free(d);
}

static void order(void)
{
    static const struct {
        const char *id;
        enum grade grade;
        int line, column;
    } in[] = {{"E", GRADE_INFO, 1, 1}, {"D", GRADE_SOFT, 2, 5}, {"B", GRADE_HARD, 9, 1},
              {"C", GRADE_SOFT, 2, 4}, {"B", GRADE_HARD, 9, 1}, {"A", GRADE_HARD, 9, 1}};
    T_CASE("diag: sorted by grade, line, column, id; equal ones stay in order");
    struct diag *d = diag_new();
    for (size_t i = 0; i < G_N_ELEMENTS(in); i++)
        diag_printf(d, in[i].id, in[i].grade, "f", in[i].line, in[i].column, "%zu", i);
    diag_sort(d);
    GString *got = g_string_new(NULL);
    for (size_t i = 0; i < diag_size(d); i++)
        g_string_append_printf(got, "%s%s ", diag_get(d, i)->id, diag_get(d, i)->text);
    T_STR(got->str, "A5 B2 B4 C3 D1 E0 ");
    T_INT(diag_count(d, GRADE_HARD), 3);
    T_INT(diag_count(d, GRADE_SOFT), 2);
    T_INT(diag_count(d, GRADE_INFO), 1);
    g_string_free(got, TRUE);
    diag_free(d);
}

static void copies(void)
{
    T_CASE("diag: strings are copied");
    struct diag *d = diag_new();
    char text[] = "before";
    diag_add(d, &(struct finding){.id = "X", .text = text});
    memcpy(text, "after!", 6);
    T_STR(diag_get(d, 0)->text, "before");
    diag_free(d);
}

static void words(void)
{
    T_CASE("diag: two findings about one long text have keys of their own");
    struct finding one = {.id = "X", .pointer = "/a/0", .words = "甲,乙"}, two = one;
    two.words = "丙,丁";
    char *key = diag_key(&one), *other = diag_key(&two);
    T_STR(key, "X@/a/0 甲,乙");
    T_STR(other, "X@/a/0 丙,丁");
    g_free(key);
    g_free(other);

    T_CASE("diag: with other figures it is another finding");
    struct finding sum = {.id = "T3-ROW", .pointer = "/a/0", .left = "9", .right = "8", .diff = "1"};
    struct finding text = {.id = "T3-INT", .pointer = "/a/0", .left = "abc"};
    struct finding edition = {.id = "EDITION", .pointer = "/a/0", .left = "2019", .right = "2021"};
    key = diag_key(&sum);
    T_STR(key, "T3-ROW@/a/0 9 8");
    g_free(key);
    key = diag_key(&text);
    T_STR(key, "T3-INT@/a/0 abc");
    g_free(key);
    key = diag_key(&edition);
    T_STR(key, "EDITION@/a/0");
    g_free(key);
}

static void ids(void)
{
    T_CASE("diag: no id stands twice in the table and each has a meaning");
    for (const struct diag_id *a = diag_ids; a->id; a++) {
        T_TRUE(a->meaning && *a->meaning);
        for (const struct diag_id *b = a + 1; b->id; b++)
            T_TRUE(strcmp(a->id, b->id) != 0);
    }
}

static void language(void)
{
    T_CASE("intl: --lang en gives English in a Chinese environment, numbers keep their point");
    setenv("LC_ALL", "zh_CN.UTF-8", 1);
    setenv("LANGUAGE", "zh_CN", 1);
    intl_init("en", "nowhere");
    T_STR(grade_name(GRADE_HARD), "hard");
    intl_init(NULL, NULL);
    T_STR(grade_name(GRADE_HARD), "hard");
    T_STR(setlocale(LC_NUMERIC, NULL), "C");
}

int main(void)
{
    text_form();
    json_form();
    order();
    copies();
    words();
    ids();
    language();
    return t_done();
}
