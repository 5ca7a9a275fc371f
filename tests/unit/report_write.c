/* tests/unit/report_write.c - the canonical form: what is written is read back the same, byte for byte. */
#include "report.h"
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
    diag_free(d);
    err_clear(&e);
    return r;
}

static const char *rewritten(const char *text)
{
    struct report *r = load(text, strlen(text));
    size_t n = 0;
    const char *out = r ? report_write(r, a, &n) : NULL;
    T_INT(n, out ? strlen(out) : 0);
    return out;
}

static void test_samples(void)
{
    GDir *dir = g_dir_open("samples", 0, NULL);
    int seen = 0;
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (!g_str_has_suffix(name, ".json"))
            continue;
        char *path = g_build_filename("samples", name, NULL), *text = NULL;
        char *title = g_strdup_printf("report_write: samples/%s is in canonical form", name);
        T_CASE(title);
        if (T_TRUE(g_file_get_contents(path, &text, NULL, NULL)))
            T_TRUE(g_strcmp0(rewritten(text), text) == 0);
        seen++;
        g_free(title);
        g_free(path);
        g_free(text);
    }
    if (dir)
        g_dir_close(dir);
    T_CASE("report_write: there are samples");
    T_TRUE(seen >= 2);
}

static const char mixed[] =
    "{\"unplaced\": [{\"text\": \"页眉\", \"line\": 3}, {\"text\": \"页脚\"}], \"remarks\": \"说\\u660e\",\n"
    "\"signature\": {\"sealed\": false, \"date\": \"2025-01-24\"}, \"annexes\": [\"\\\"甲\\\" \\\\ \\/\"],\n"
    "\"sections\": [{\"body\": [\"段\", {\"text\": \"紧接。\", \"heading\": \"（一）甲。\"}, {\"level\": 3, "
    "\"heading\": \"乙\"},"
    "{\"runs\": [{\"style\": \"bold\", \"text\": \"重\"}, {\"text\": \"点\"}]},"
    "{\"list\": [{\"value\": \"1.50\", \"unit\": \"万元\", \"label\": \"收费\"}, {\"label\": \"次\", "
    "\"value\": null},"
    "{\"label\": \"减\", \"value\": \"-19\"}, {\"label\": \"增\", \"value\": \"+019\"}]},"
    "{\"note\": \"注\", \"extra\": [{\"values\": [1, \"2\\n三\", null], \"after\": \"normative\", \"label\": "
    "\"补\"}],"
    " \"labels\": {\"columns.valid\": \"有效\", \"rows.fees\": \"收费\"}, \"values\": {"
    "\"fees\": {\"fee\": \"1.50\"}, \"coercion\": {\"decisions\": null}, \"penalties\": {\"decisions\": 3}, "
    "\"licences\": "
    "{\"decisions\": 4}, \"normative\": {\"valid\": 7, \"made\": 5, \"repealed\": 6}, \"regulations\": "
    "{\"made\": 0, \"valid\": 0, "
    "\"repealed\": 0}}, \"table\": \"disclosure-2021\"},"
    "{\"table\": \"review\", \"values\": {\"after_review\": {\"total\": 15, \"pending\": 14, \"other\": 13, "
    "\"correct\": 12, "
    "\"keep\": 11}, \"review\": {\"keep\": 1, \"correct\": 2, \"other\": 3, \"pending\": 4, \"total\": 5}, "
    "\"direct\": {\"keep\": 6, "
    "\"correct\": 7, \"other\": 8, \"pending\": 9, \"total\": 10}}}],"
    "\"heading\": \"一、总体情况\"}, {\"heading\": \"二、\", \"body\": []}],\n"
    "\"preamble\": [\"前\"], \"meta\": {\"revision\": \"2\", \"document_number\": \"〔2021〕30号\"}, "
    "\"published\": \"2025-01-24\",\n"
    "\"title\": [\"甲\", \"乙\"], \"year\": 2024, \"level\": \"city\", \"authority\": \"云岭\", \"format\": "
    "\"nianbao/1\"}";

static const char canonical[] =
    "{\n"
    "  \"format\": \"nianbao/1\",\n"
    "  \"authority\": \"云岭\",\n"
    "  \"level\": \"city\",\n"
    "  \"year\": 2024,\n"
    "  \"title\": [\n"
    "    \"甲\",\n"
    "    \"乙\"\n"
    "  ],\n"
    "  \"published\": \"2025-01-24\",\n"
    "  \"meta\": {\n"
    "    \"document_number\": \"〔2021〕30号\",\n"
    "    \"revision\": \"2\"\n"
    "  },\n"
    "  \"preamble\": [\n"
    "    \"前\"\n"
    "  ],\n"
    "  \"sections\": [\n"
    "    {\n"
    "      \"heading\": \"一、总体情况\",\n"
    "      \"body\": [\n"
    "        \"段\",\n"
    "        {\"heading\": \"（一）甲。\", \"text\": \"紧接。\"},\n"
    "        {\"heading\": \"乙\", \"level\": 3},\n"
    "        {\n"
    "          \"runs\": [\n"
    "            {\"text\": \"重\", \"style\": \"bold\"},\n"
    "            {\"text\": \"点\"}\n"
    "          ]\n"
    "        },\n"
    "        {\n"
    "          \"list\": [\n"
    "            {\"label\": \"收费\", \"unit\": \"万元\", \"value\": \"1.50\"},\n"
    "            {\"label\": \"次\", \"value\": null},\n"
    "            {\"label\": \"减\", \"value\": -19},\n"
    "            {\"label\": \"增\", \"value\": \"+019\"}\n"
    "          ]\n"
    "        },\n"
    "        {\n"
    "          \"table\": \"disclosure-2021\",\n"
    "          \"values\": {\n"
    "            \"regulations\": {\"made\": 0, \"repealed\": 0, \"valid\": 0},\n"
    "            \"normative\": {\"made\": 5, \"repealed\": 6, \"valid\": 7},\n"
    "            \"licences\": {\"decisions\": 4},\n"
    "            \"penalties\": {\"decisions\": 3},\n"
    "            \"coercion\": {\"decisions\": null},\n"
    "            \"fees\": {\"fee\": \"1.50\"}\n"
    "          },\n"
    "          \"labels\": {\n"
    "            \"rows.fees\": \"收费\",\n"
    "            \"columns.valid\": \"有效\"\n"
    "          },\n"
    "          \"extra\": [\n"
    "            {\"label\": \"补\", \"after\": \"normative\", \"values\": [1, "
    "\"2\\n三\", null]}\n"
    "          ],\n"
    "          \"note\": \"注\"\n"
    "        },\n"
    "        {\n"
    "          \"table\": \"review\",\n"
    "          \"values\": {\"review\": {\"keep\": 1, \"correct\": 2, \"other\": 3, "
    "\"pending\": 4, \"total\": 5}, \"direct\": {\"keep\": 6, \"correct\": 7, \"other\": 8, "
    "\"pending\": 9, \"total\": 10}, \"after_review\": {\"keep\": 11, \"correct\": 12, "
    "\"other\": 13, \"pending\": 14, \"total\": 15}}\n"
    "        }\n"
    "      ]\n"
    "    },\n"
    "    {\n"
    "      \"heading\": \"二、\",\n"
    "      \"body\": []\n"
    "    }\n"
    "  ],\n"
    "  \"annexes\": [\n"
    "    \"\\\"甲\\\" \\\\ /\"\n"
    "  ],\n"
    "  \"signature\": {\n"
    "    \"date\": \"2025-01-24\"\n"
    "  },\n"
    "  \"remarks\": \"说明\",\n"
    "  \"unplaced\": [\n"
    "    {\"line\": 3, \"text\": \"页眉\"},\n"
    "    {\"text\": \"页脚\"}\n"
    "  ]\n"
    "}\n";

/* A report made by hand, in no order of its own. */
static void test_made(void)
{
    T_CASE("report_write: a report that was never text; labels and meta in the order of form and schema");
    const struct form *f = forms_find(forms, "disclosure-2021");
    struct value *v = ARENA_ARRAY(a, f->ncell, struct value);
    v[0] = (struct value){VALUE_INT, 5, NULL};
    struct own_label label[] = {{"columns.made", "制发"}, {"rows.fees", "收费"}};
    struct table t = {.form = f, .value = v, .label = label, .nlabel = 2};
    struct block b = {.kind = BLOCK_TABLE, .table = &t};
    struct section s = {.heading = "一、", .block = &b, .nblock = 1};
    struct meta_item meta[] = {{"issuer", "甲"}, {"document_number", "乙"}};
    const char *title = "标题";
    struct report r = {.authority = "甲",
                       .year = 2024,
                       .title = &title,
                       .ntitle = 1,
                       .meta = meta,
                       .nmeta = 2,
                       .section = &s,
                       .nsection = 1};
    size_t n;
    const char *text = report_write(&r, a, &n);
    T_TRUE(strstr(text, "\"document_number\": \"乙\",\n    \"issuer\": \"甲\"") != NULL);
    T_TRUE(strstr(text, "\"rows.fees\": \"收费\",\n            \"columns.made\": \"制发\"") != NULL);
    T_TRUE(strstr(text, "\"regulations\": {\"made\": 5, \"repealed\": null, \"valid\": null}") != NULL);
    T_TRUE(strstr(text, "\"title\": \"标题\"") != NULL);
    T_TRUE(g_strcmp0(rewritten(text), text) == 0);
}

int main(void)
{
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    a = arena_new();
    T_CASE("report_write: the forms load");
    forms = forms_load("layouts/forms", a, d, &e);
    if (T_TRUE(forms != NULL)) {
        T_CASE("report_write: keys in schema order, rows and columns in form order, a row on one line");
        T_STR(rewritten(mixed), canonical);
        T_CASE("report_write: canonical text is written as it was read");
        T_STR(rewritten(canonical), canonical);
        test_made();
        test_samples();
    }
    diag_free(d);
    arena_free(a);
    return t_done();
}
