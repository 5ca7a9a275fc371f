/* tests/unit/report.c - what a loaded report holds and answers.  The findings of broken ones:
 * report_findings.c. */
#include "report.h"
#include "report_cells.h"
#include "t.h"

#include <glib.h>

static struct arena *a;
static struct forms *forms;

static struct report *load(const char *text, size_t n)
{
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    struct report *r = report_load("r.json", text, n, forms, a, d, &e);
    if (!r)
        diag_print(d, stdout, DIAG_TEXT);
    T_TRUE((r == NULL) == (e.kind == ERR_INPUT));
    T_TRUE((r == NULL) == (diag_count(d, GRADE_HARD) > 0));
    diag_free(d);
    err_clear(&e);
    return r;
}

static const char whole[] =
    "{\"format\": \"nianbao/1\", \"authority\": \"云岭县\", \"level\": \"county\", \"year\": 2024,\n"
    " \"title\": [\"云岭县\", \"2024年报告\"], \"published\": \"2024-02-29\",\n"
    " \"meta\": {\"issuer\": \"云岭县人民政府\", \"url\": \"https://example.invalid/\"},\n"
    " \"preamble\": [\"前言。\", {\"heading\": \"（一）依据。\", \"text\": \"条例。\"}],\n"
    " \"sections\": [{\"heading\": \"一、总体情况\", \"body\": [\n"
    "   {\"heading\": \"工作\", \"level\": 2},\n"
    "   {\"runs\": [{\"text\": \"重\", \"style\": \"bold\"}, {\"text\": \"点\"}]},\n"
    "   {\"list\": [{\"label\": \"信息数\", \"unit\": \"条\", \"value\": 12}, {\"label\": \"收费\", "
    "\"value\": null}]},\n"
    "   {\"table\": \"disclosure-2021\", \"values\": {\"regulations\": {\"made\": 0, \"repealed\": null, "
    "\"valid\": \"/\"},\n"
    "     \"normative\": {\"made\": \"12\\n（其中修订3件）\", \"repealed\": \"+1\", \"valid\": -4}, "
    "\"licences\": {\"decisions\": 11398889},\n"
    "     \"penalties\": {\"decisions\": 1}, \"coercion\": {\"decisions\": \"\"}, \"fees\": {\"fee\": "
    "\"21083.470012\"}},\n"
    "    \"labels\": {\"columns.valid\": \"有效\", \"rows.normative\": \"规范性文件\"},\n"
    "    \"extra\": [{\"label\": \"其他主动公开文件\", \"after\": \"normative\", \"values\": [1, null, "
    "\"-\"]},\n"
    "              {\"label\": \"末行\", \"band\": \"item_6\", \"values\": [3]}, {\"label\": \"尾\", "
    "\"values\": [4]}],\n"
    "    \"note\": \"注：无。\"}]}],\n"
    " \"annexes\": [\"附表\"], \"signature\": {\"authority\": \"云岭县\", \"date\": \"2025-01-24\", "
    "\"sealed\": true},\n"
    " \"remarks\": \"此件公开发布\", \"unplaced\": [{\"line\": 7, \"text\": \"页眉\"}, {\"text\": "
    "\"页脚\"}]}";

static void test_whole(void)
{
    T_CASE("report: the whole vocabulary");
    struct report *r = load(whole, sizeof whole - 1);
    if (!T_TRUE(r != NULL))
        return;
    T_STR(r->file, "r.json");
    T_STR(r->authority, "云岭县");
    T_STR(r->level, "county");
    T_INT(r->year, 2024);
    T_INT(r->ntitle, 2);
    T_TRUE(r->title_lines);
    T_STR(r->title[1], "2024年报告");
    T_STR(r->published, "2024-02-29");
    T_INT(r->nmeta, 2);
    T_STR(r->meta[0].key, "url");
    T_STR(r->meta[1].value, "云岭县人民政府");
    T_INT(r->npreamble, 2);
    T_INT(r->preamble[0].kind, BLOCK_PARAGRAPH);
    T_INT(r->preamble[1].level, 2);
    T_TRUE(!r->preamble[1].level_given);
    T_STR(r->preamble[1].run_in, "条例。");
    T_INT(r->nannex, 1);
    T_TRUE(r->signature->sealed);
    T_STR(r->remarks, "此件公开发布");
    T_INT(r->unplaced[0].line, 7);
    T_INT(r->unplaced[1].line, 0);
    T_STR(r->json, whole);

    T_CASE("report: blocks of every kind");
    const struct block *b = r->section[0].block;
    T_INT(r->section[0].nblock, 4);
    T_STR(b[3].pointer, "/sections/0/body/3");
    T_TRUE(b[0].level == 2 && b[0].level_given);
    T_INT(b[1].nrun, 2);
    T_STR(b[1].run[0].style, "bold");
    T_STR(b[1].run[1].style, NULL);
    T_INT(b[2].nitem, 2);
    T_INT(b[2].item[0].value.number, 12);
    T_INT(b[2].item[1].value.state, VALUE_NULL);
    T_STR(b[2].item[1].unit, NULL);

    T_CASE("report: figures keep their state and their digits");
    const struct table *t = b[3].table;
    const struct value *v = t->value;
    T_INT(t->form->ncell, 10);
    T_TRUE(v[0].state == VALUE_INT && v[0].number == 0);
    T_INT(v[1].state, VALUE_NULL);
    T_STR(v[2].text, "/");
    T_STR(v[3].text, "12\n（其中修订3件）");
    T_STR(v[4].text, "+1");
    T_TRUE(v[5].state == VALUE_INT && v[5].number == -4);
    T_STR(v[6].text, "11398889");
    T_TRUE(v[8].state == VALUE_TEXT && v[8].text[0] == '\0');
    T_STR(v[9].text, "21083.470012");

    T_CASE("report: labels in form order, extra rows, note");
    T_INT(t->nlabel, 2);
    T_STR(t->label[0].path, "rows.normative");
    T_STR(t->label[1].text, "有效");
    T_INT(t->nextra, 3);
    T_STR(t->extra[0].after, "normative");
    T_INT(t->extra[0].nvalue, 3);
    T_STR(t->extra[1].band, "item_6");
    T_STR(t->note, "注：无。");

    T_CASE("report: the place of any value, and of what is nearest to one that is not there");
    int line, column;
    report_place(r, report_cell_pointer(&b[3], 9, a), &line, &column);
    T_STR(report_cell_pointer(&b[3], 9, a), "/sections/0/body/3/values/fees/fee");
    T_INT(line * 1000 + column, 11 * 1000 + 84);
    report_place(r, "/sections/0/body/3/values/nothing/at/all", &line, &column);
    T_INT(line * 1000 + column, 9 * 1000 + 43);
    struct report other = *r;
    other.pos = NULL;
    report_place(&other, "/year", &line, &column);
    T_INT(line + column, 0);
}

static void test_cells(void)
{
    T_CASE("report: every figure of every form is in the tree once, under its pointer");
    for (size_t k = 0; k < forms->n; k++) {
        const struct form *f = forms->form[k];
        const struct cell_node *tree = cell_tree(f, a);
        T_INT(tree->nfigure, f->ncell);
        for (size_t i = 0; i < f->ncell; i++) {
            char **key = g_strsplit(cell_pointer(f, i, a) + 1, "/", -1);
            const struct cell_node *node = tree;
            for (size_t j = 0; key[j] && node; j++) {
                const struct cell_node *next = NULL;
                for (size_t c = 0; c < node->nchild; c++) {
                    if (strcmp(node->child[c]->key, key[j]) == 0)
                        next = node->child[c];
                }
                node = next;
            }
            if (T_TRUE(node != NULL))
                T_INT(node->index, i);
            g_strfreev(key);
        }
    }
}

static void test_date(void)
{
    T_CASE("report_date: published, else the signature's, else the legal last day");
    struct signature s = {.date = "2025-02-03"};
    struct report r = {.year = 2024, .published = "2025-01-24", .signature = &s};
    T_STR(report_date(&r, a), "2025-01-24");
    r.published = NULL;
    T_STR(report_date(&r, a), "2025-02-03");
    s.date = NULL;
    T_STR(report_date(&r, a), "2025-01-31");
    r.signature = NULL;
    T_STR(report_date(&r, a), "2025-01-31");
}

static void test_heading_level(void)
{
    static const struct {
        const char *text;
        int level;
        const char *after;
    } want[] = {
        {"一、总体情况", 1, "总体情况"},
        {"十二、其他", 1, "其他"},
        {"（一）主动公开", 2, "主动公开"},
        {"(二)平台", 2, "平台"},
        {"（十一）保障", 2, "保障"},
        {"1.明确目标", 3, "明确目标"},
        {"12．目标", 3, "目标"},
        {"3、目标", 3, "目标"},
        {"（1）目标", 4, "目标"},
        {"(10)目标", 4, "目标"},
        {"１．目标", 3, "目标"},
        {"（１）目标", 4, "目标"},
        {"1.5万元", 0, "1.5万元"},
        {"2024年", 0, "2024年"},
        {"一是强化", 0, "一是强化"},
        {"（试行）", 0, "（试行）"},
        {"（一", 0, "（一"},
        {"总体情况", 0, "总体情况"},
        {"", 0, ""},
        {"一", 0, "一"},
        {"1", 0, "1"},
        {"（", 0, "（"},
        {"一.总体", 0, "一.总体"},
        {"、", 0, "、"},
    };
    T_CASE("heading_level: 一、 （一） 1. （1） and what only looks like them");
    for (size_t i = 0; i < G_N_ELEMENTS(want); i++) {
        size_t after = 99;
        T_INT(heading_level(want[i].text, &after), want[i].level);
        T_STR(want[i].text + after, want[i].after);
        T_INT(heading_level(want[i].text, NULL), want[i].level);
    }
}

/* A minimal report whose only interest is its length or one of its texts. */
static char *report_with(const char *text)
{
    return g_strdup_printf(
        "{\"format\": \"nianbao/1\", \"authority\": \"甲\", \"year\": 2024, \"title\": \"乙\", "
        "\"sections\": [{\"heading\": \"一、\", \"body\": [\"%s\"]}]}",
        text);
}

static void expect(const char *text, size_t n, const char *id)
{
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    struct report *r = report_load("r.json", text, n, forms, a, d, &e);
    T_STR(diag_size(d) ? diag_get(d, 0)->id : NULL, id);
    T_TRUE((r == NULL) == (id != NULL));
    diag_free(d);
    err_clear(&e);
}

static void test_limits(void)
{
    T_CASE("JSON-LIMIT a file of 4 MiB is read, one byte more is not");
    char *blank = g_strnfill(REPORT_MAX_BYTES + 1, ' ');
    char *small = report_with("文");
    memcpy(blank, small, strlen(small));
    expect(blank, REPORT_MAX_BYTES, NULL);
    expect(blank, REPORT_MAX_BYTES + 1, "JSON-LIMIT");
    g_free(blank);
    g_free(small);

    T_CASE("JSON-LIMIT a text of 100000 characters is read, one more is not");
    GString *s = g_string_new(NULL);
    for (int i = 0; i < REPORT_MAX_TEXT; i++)
        g_string_append(s, "文");
    char *json = report_with(s->str);
    expect(json, strlen(json), NULL);
    g_free(json);
    json = report_with(g_string_append(s, "文")->str);
    expect(json, strlen(json), "JSON-LIMIT");
    g_free(json);
    g_string_free(s, TRUE);

    T_CASE("JSON-ENCODING a text that is UTF-8 up to its last byte");
    expect("{\"a\": \"\xE5\xB9", 9, "JSON-ENCODING");
}

/* A report cut short anywhere is refused with a finding and nothing worse. */
static void test_prefixes(void)
{
    T_CASE("report: no prefix of the seed report loads or harms");
    char *text = NULL;
    gsize n = 0;
    if (!T_TRUE(g_file_get_contents("samples/laiyuan-2024.json", &text, &n, NULL)))
        return;
    size_t loaded = 0, silent = 0;
    for (size_t cut = 0; cut < n - 2; cut += cut < 600 || cut > n - 600 ? 1 : 37) {
        struct arena *own = arena_new();
        struct diag *d = diag_new();
        struct err e = ERR_INIT;
        char *copy = g_memdup2(text, cut); /* its own block, so that a read behind the end is seen */
        loaded += report_load("r.json", copy ? copy : "", cut, forms, own, d, &e) != NULL;
        silent += diag_size(d) != 1 || e.kind != ERR_INPUT;
        g_free(copy);
        diag_free(d);
        err_clear(&e);
        arena_free(own);
    }
    T_INT(loaded, 0);
    T_INT(silent, 0);
    g_free(text);
}

/* One byte changed anywhere: loads or is refused, and never both. */
static void test_damage(void)
{
    T_CASE("report: 3000 damaged reports load, or have a hard finding");
    GRand *rand = g_rand_new_with_seed(1);
    size_t good = 0;
    for (int i = 0; i < 3000; i++) {
        struct arena *own = arena_new();
        struct diag *d = diag_new();
        struct err e = ERR_INIT;
        char *text = g_memdup2(whole, sizeof whole);
        text[g_rand_int_range(rand, 0, sizeof whole - 1)] = (char)g_rand_int_range(rand, 0, 256);
        struct report *r = report_load("r.json", text, sizeof whole - 1, forms, own, d, &e);
        T_TRUE((r != NULL) == (diag_count(d, GRADE_HARD) == 0) && (r != NULL) == (e.kind == ERR_NONE));
        good += r != NULL;
        g_free(text);
        diag_free(d);
        err_clear(&e);
        arena_free(own);
    }
    T_TRUE(good > 0 && good < 3000);
    g_rand_free(rand);
}

int main(void)
{
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    a = arena_new();
    T_CASE("report: the forms load");
    forms = forms_load("layouts/forms", a, d, &e);
    if (T_TRUE(forms != NULL)) {
        test_whole();
        test_cells();
        test_date();
        test_heading_level();
        test_limits();
        test_prefixes();
        test_damage();
    }
    diag_free(d);
    arena_free(a);
    return t_done();
}
