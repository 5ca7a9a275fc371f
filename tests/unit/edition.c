/* edition.c - the outlines of the national forms. */
#include "edition.h"

#include "t.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <string.h>

static struct arena *a;
static struct forms *forms;

/* told - the findings about a folder with these edition files (name, text, … NULL); g_free it. */
static char *told(const char *name, ...)
{
    char *dir = g_dir_make_tmp("edition-XXXXXX", NULL);
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    va_list ap;
    va_start(ap, name);
    for (; name; name = va_arg(ap, const char *)) {
        char *path = g_build_filename(dir, name, NULL);
        T_TRUE(g_file_set_contents(path, va_arg(ap, const char *), -1, NULL));
        g_ptr_array_add(paths, path);
    }
    va_end(ap);
    T_TRUE(!editions_load(dir, forms, a, d, &e));
    T_INT(e.kind, ERR_LAYOUT);
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < diag_size(d); i++)
        g_string_append_printf(out, "%s%d:%d %s", i ? "\n" : "", diag_get(d, i)->line, diag_get(d, i)->column,
                               diag_get(d, i)->text);
    for (guint i = 0; i < paths->len; i++)
        g_unlink(paths->pdata[i]);
    g_rmdir(dir);
    g_free(dir);
    g_ptr_array_free(paths, TRUE);
    err_clear(&e);
    diag_free(d);
    return g_string_free(out, FALSE);
}

static void test_editions(const struct editions *l)
{
    T_CASE("edition: 2019 and 2021 by id and by year");
    T_INT(l->n, 2);
    const struct edition *old = editions_find(l, "2019"), *now = editions_find(l, "2021");
    if (!T_TRUE(old && now))
        return;
    T_TRUE(!editions_find(l, "2020"));
    T_TRUE(!editions_for_year(l, 2018));
    T_TRUE(editions_for_year(l, 2019) == old && editions_for_year(l, 2020) == old);
    T_TRUE(editions_for_year(l, 2021) == now && editions_for_year(l, 2025) == now);
    T_INT(now->last, INT_MAX);
    T_STR(now->basis, "国办公开办函〔2021〕30号");
    T_STR(old->basis, "国办公开办函〔2019〕60号");

    T_CASE("edition: six sections, a table in the second, third and fourth");
    static const char *const form[] = {NULL, "disclosure-2021", "applications-2021", "review", NULL, NULL};
    static const char *const heading[] = {"一、总体情况",
                                          "二、主动公开政府信息情况",
                                          "三、收到和处理政府信息公开申请情况",
                                          "四、政府信息公开行政复议、行政诉讼情况",
                                          "五、存在的主要问题及改进情况",
                                          "六、其他需要报告的事项"};
    T_INT(now->nsection, 6);
    for (size_t i = 0; i < 6; i++) {
        T_STR(edition_heading(now, i, a), heading[i]);
        T_STR(edition_heading(old, i, a), heading[i]);
        T_STR(now->section[i].form ? now->section[i].form->id : NULL, form[i]);
        T_INT(edition_section_of(now, heading[i]), i);
    }
    T_STR(old->section[2].form->id, "applications-2019");
    T_STR(old->section[3].form->id, "review");

    T_CASE("edition: headings as they were published");
    T_INT(edition_section_of(now, "一、工作基本情况"), 0);
    T_INT(edition_section_of(now, "总体 情况"), 0);
    T_INT(edition_section_of(now, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"), 3);
    T_INT(edition_section_of(now, "五、存在问题及改进情况"), 4);
    T_INT(edition_section_of(now, "四、政府信息公开行政复议行政诉讼情况"), 3);
    T_INT(edition_section_of(now, "三、行政机关收到和处理政府信息公开申请情况"), 2);
    T_INT(edition_section_of(now, "五、政府信息公开工作存在的问题和整改措施"), 4);
    T_INT(edition_section_of(now, "七、附表"), -1);
    T_INT(edition_section_of(now, ""), -1);

    T_CASE("edition: the report's title");
    T_STR(edition_title(now, "涞源县", 2024, a), "涞源县2024年政府信息公开工作年度报告");

    T_CASE("edition: whose report a title says it is");
    T_STR(edition_title_authority(now, "涞源县2024年政府信息公开工作年度报告", a), "涞源县");
    T_STR(edition_title_authority(now, "2024年涞源县水利局政府信息公开工作年度报告", a), "涞源县水利局");
    T_STR(edition_title_authority(now, "涞源县2024年度政府信息公开工作年度报告", a), "涞源县");
    T_TRUE(!edition_title_authority(now, "2024年政府信息公开工作年度报告", a));
    T_TRUE(!edition_title_authority(now, "涞源县20x4年政府信息公开工作年度报告", a));
    T_TRUE(!edition_title_authority(now, "", a));

    T_CASE("edition: the last day to publish, by the level of the authority");
    T_STR(edition_due(now, "department"), "01-31");
    T_STR(edition_due(now, "county"), "03-31");
    T_STR(edition_due(now, NULL), "03-31");
}

static void test_broken(void)
{
    static const char good[] =
        "id: \"2030\"\nbasis: x\nyears: {first: 2030}\ntitle: [\"{authority}{year}\"]\n"
        "sections:\n  - title: 总体情况\n";
    T_CASE("edition: every mistake of a file is told at its place");
    char *got = told("b.yaml",
                     "id: c\nbassis: x\nyears: {first: 2030, last: 2029}\ntitle: [\"{authority}\", "
                     "\"{authority}{year}{month}\"]\nsections:\n  - {title: 一, form: nothing}\n  - {titel: "
                     "二, also: 三}\n",
                     NULL);
    T_STR(got, "2:1 unknown key “bassis”\n"
               "1:5 the file of the edition “c” must be called c.yaml\n"
               "1:1 the key “basis” is missing\n"
               "3:28 “last” must be a whole number from 2030 to 9999\n"
               "4:9 a title is a text with {authority} and {year} in it\n"
               "4:24 a title is a text with {authority} and {year} in it\n"
               "6:22 there is no form “nothing”\n"
               "7:6 unknown key “titel”\n"
               "7:5 the key “title” is missing\n"
               "7:22 “also” must be a list of texts");
    g_free(got);

    T_CASE("edition: a level or day of `due` that cannot be is told at its place");
    got = told("2030.yaml",
               "id: \"2030\"\nbasis: x\nyears: {first: 2030}\ntitle: [\"{authority}{year}\"]\n"
               "due: {office: 01-31, city: 13-01, else: 3-31, county: 02-30}\n"
               "sections:\n  - title: 总体情况\n",
               NULL);
    T_STR(got, "5:7 unknown key “office”\n"
               "5:28 a day of the year is wanted here, written 03-31\n"
               "5:41 a day of the year is wanted here, written 03-31\n"
               "5:55 a day of the year is wanted here, written 03-31");
    g_free(got);

    T_CASE("edition: no year has two editions");
    char *again = g_strdup(good);
    memcpy(strstr(again, "2030"), "2031", 4);
    got = told("2030.yaml", good, "2031.yaml", again, NULL);
    T_STR(got, "1:1 the editions “2030” and “2031” are for the same year");
    g_free(got);
    g_free(again);
}

int main(void)
{
    a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    T_CASE("edition: the outlines load without a finding");
    forms = forms_load("layouts/forms", a, d, &e);
    struct editions *l = forms ? editions_load("layouts/editions", forms, a, d, &e) : NULL;
    T_INT(diag_size(d), 0);
    if (T_TRUE(l != NULL)) {
        test_editions(l);
        test_broken();
    }
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return t_done();
}
