/* check_outline.c - a report against the outline of its year's form. */
#include "edited.h"

static const char SEED[] = "samples/laiyuan-2024.json";
static const char COUNTY[] = "samples/yunling-2024.json";

static const char HEAD2[] = "\"heading\": \"二、主动公开政府信息情况\"";
static const char HEAD3[] = "\"heading\": \"三、收到和处理政府信息公开申请情况\"";
static const char HEAD4[] = "\"heading\": \"四、政府信息公开行政复议、行政诉讼情况\"";
static const char HEAD5[] = "\"heading\": \"五、存在的主要问题及改进情况\"";
static const char HEAD6[] = "\"heading\": \"六、其他需要报告的事项\"";

#define STRUCT(...) edited_found(COUNTY, "STRUCT", __VA_ARGS__, NULL)

static void test_edition(void)
{
    T_CASE("EDITION the seed report has table three in the shape of 2019");
    T_STR(edited_found(SEED, NULL, NULL),
          "EDITION soft /sections/2/body/0/table: the table has the shape of the form of 2019, a report for "
          "2024 that of 2021 (国办公开办函〔2021〕30号): write \"table\": \"applications-2021\" and the rows "
          "of that form");

    T_CASE("EDITION nothing where all tables are the year's own");
    T_STR(edited_found(COUNTY, "EDITION", NULL), "");

    T_CASE("EDITION the tables of 2021 in a report for 2020, and in one before all forms");
    T_STR(edited_found(COUNTY, "EDITION", "\"year\": 2024", "\"year\": 2020", NULL),
          "EDITION soft /sections/1/body/0/table: the table has the shape of the form of 2021, a report for "
          "2020 that of 2019 (国办公开办函〔2019〕60号): write \"table\": \"disclosure-2019\" and the rows "
          "of that form\n"
          "EDITION soft /sections/2/body/0/table: the table has the shape of the form of 2021, a report for "
          "2020 that of 2019 (国办公开办函〔2019〕60号): write \"table\": \"applications-2019\" and the rows "
          "of that form");
    T_STR(edited_found(SEED, "EDITION STRUCT", "\"year\": 2024", "\"year\": 2017", NULL),
          "EDITION soft /sections/1/body/0/table: reports for 2017 had no table of this kind yet\n"
          "EDITION soft /sections/2/body/0/table: reports for 2017 had no table of this kind yet\n"
          "EDITION soft /sections/3/body/0/table: reports for 2017 had no table of this kind yet");
}

static void test_basis(void)
{
    T_CASE("BASIS the opening paragraph cites the notice of other years, in whatever brackets");
    T_STR(edited_found(COUNTY, "BASIS", NULL), "");
    static const char *const cited[] = {"（国办公开办函〔2019〕60号）", "（国办公开办函[2019]60号）",
                                        "（国办公开办函（2019）60号）"};
    for (size_t i = 0; i < G_N_ELEMENTS(cited); i++)
        T_STR(edited_found(COUNTY, "BASIS", "（国办公开办函〔2021〕30号）", cited[i], NULL),
              "BASIS soft /preamble/0 〔2019〕60号: the notice cited is that of 2019; reports for 2024 are "
              "made "
              "by 国办公开办函〔2021〕30号");

    T_CASE("BASIS both notices may be cited, and none");
    T_STR(edited_found(COUNTY, "BASIS", "（国办公开办函〔2021〕30号）",
                       "（国办公开办函〔2021〕30号，代替国办公开办函〔2019〕60号）", NULL),
          "");
    T_STR(edited_found(COUNTY, "BASIS", "（国办公开办函〔2021〕30号）", "", NULL), "");

    T_CASE("BASIS the outline before 2019, also where the first section opens the report");
    T_STR(
        edited_found(COUNTY, "BASIS", "（国办公开办函〔2021〕30号）", "", "报告由总体情况、",
                     "报告由概述、主动公开情况、收费及减免情况、", NULL),
        "BASIS soft /preamble/0 收费及减免: “收费及减免” belongs to the outline that reports had before the "
        "first form");
    T_STR(
        edited_found(
            SEED, "BASIS", "\"preamble\": [\n    \"2024年，在市委",
            "\"remarks\": \"x\", \"annexes\": [\n    \"",
            "    {\n      \"heading\": \"一、总体情况\",\n      \"body\": [\n        \"",
            "    {\n      \"heading\": \"一、总体情况\",\n      \"body\": [\n        \"根据国办公开办函"
            "〔2019〕60号，",
            NULL),
        "BASIS soft /sections/0/body/0 〔2019〕60号: the notice cited is that of 2019; reports for 2024 are "
        "made by 国办公开办函〔2021〕30号");
}

static void test_headings(void)
{
    T_CASE("STRUCT six sections in order, also under the titles they were seen with");
    T_STR(edited_found(SEED, "STRUCT", NULL), "");
    T_STR(edited_found(COUNTY, "STRUCT", NULL), "");
    T_STR(STRUCT(HEAD3, "\"heading\": \"三、政府信息公开申请情况\"", HEAD5,
                 "\"heading\": \"五、政府信息公开工作存在的主要问题及改进情况\"", HEAD6,
                 "\"heading\": \"六、其他需要汇报事项\""),
          "");
    T_STR(STRUCT(HEAD2, "\"heading\": \"2、主动公开政府信息情况\""), "");

    T_CASE("STRUCT a section that is missing");
    T_STR(STRUCT(HEAD6, "\"heading\": \"（七）又及\", \"body\": []}, {\"heading\": \"七、附件\""),
          "STRUCT soft /sections 其他需要报告的事项: the report has no section “其他需要报告的事项”\n"
          "STRUCT soft /sections/5/heading （七）又及: “（七）又及” is no section of the form\n"
          "STRUCT soft /sections/6/heading 七、附件: “七、附件” is no section of the form");

    T_CASE("STRUCT a title that is not known stands where a section is missing");
    T_STR(STRUCT(HEAD6, "\"heading\": \"六、附件\""),
          "STRUCT soft /sections/5/heading 六、附件: “六、附件” stands where “其他需要报告的事项” is wanted");

    T_CASE("STRUCT sections out of order, or twice");
    T_STR(STRUCT(HEAD5, "\"heading\": \"五、其他需要报告的事项\"", HEAD6,
                 "\"heading\": \"六、存在的主要问题及改进情况\""),
          "STRUCT soft /sections/4/heading 五、其他需要报告的事项: the heading “五、其他需要报告的事项” is "
          "that of "
          "section 6\n"
          "STRUCT soft /sections/5/heading 六、存在的主要问题及改进情况: “六、存在的主要问题及改进情况” is "
          "out of "
          "order");
    T_STR(
        STRUCT(HEAD6, "\"heading\": \"五、存在的主要问题及改进情况\", \"body\": [\"一是\"]}, {\"heading\": "
                      "\"六、其他需要报告的事项\""),
        "STRUCT soft /sections/5/heading 五、存在的主要问题及改进情况: “五、存在的主要问题及改进情况” is the "
        "same section again");

    T_CASE("STRUCT numbers: wrong, missing, counted from one again");
    T_STR(STRUCT(HEAD4, "\"heading\": \"三、政府信息公开行政复议、行政诉讼情况\""),
          "STRUCT soft /sections/3/heading 三、政府信息公开行政复议、行政诉讼情况: the heading "
          "“三、政府信息公开行政复议、行政诉讼情况” is that of section 4");
    T_STR(STRUCT(HEAD4, "\"heading\": \"政府信息公开行政复议、行政诉讼情况\""),
          "STRUCT soft /sections/3/heading 政府信息公开行政复议、行政诉讼情况: the heading "
          "“政府信息公开行政复议、行政诉讼情况” has no number: it is section 4");
}

/* said - what is found of section five with this body; the old one follows as other sections. */
static const char *said(const char *body)
{
    char *five =
        g_strdup_printf("\"heading\": \"五、存在的主要问题及改进情况\", \"body\": [%s]}, {\"heading\": "
                        "\"六、其他需要报告的事项\"",
                        body);
    const char *found = STRUCT(HEAD6, "\"heading\": \"七、附件\"", HEAD5, five);
    g_free(five);
    return found;
}

static void test_content(void)
{
    static const char more[] =
        "STRUCT soft /sections/6/heading 七、附件: “七、附件” is no section of the form";
    static const char *const nothing[] = {"",
                                          "\"无\"",
                                          "\"无。\"",
                                          "\"暂无\"",
                                          "{\"heading\": \"（一）问题\"}",
                                          "{\"heading\": \"（一）问题。\", \"text\": \"无。\"}"};
    T_CASE("STRUCT section five says nothing");
    for (size_t i = 0; i < G_N_ELEMENTS(nothing); i++) {
        char *want = g_strdup_printf(
            "STRUCT soft /sections/4 存在的主要问题及改进情况: “五、存在的主要问题及改进情况” "
            "says nothing; it must not be empty\n%s",
            more);
        T_STR(said(nothing[i]), want);
        g_free(want);
    }
    T_STR(said("\"无专人负责。\""), more);
    T_STR(said("{\"heading\": \"（一）问题。\", \"text\": \"人少。\"}"), more);
    T_STR(said("\"无。\", \"人少。\""), more);
}

static const char REVIEW[] =
    "{\n          \"table\": \"review\",\n          \"values\": {\"review\": {\"keep\": 38, \"correct\": 6, "
    "\"other\": 11, \"pending\": 5, \"total\": 60}, \"direct\": {\"keep\": 14, \"correct\": 2, \"other\": 3, "
    "\"pending\": 4, \"total\": 23}, \"after_review\": {\"keep\": 9, \"correct\": 1, \"other\": 2, "
    "\"pending\": "
    "3, \"total\": 15}},\n          \"note\": \"注：数量含上年度结转数量。\"\n        }";

/* review - table four with all its figures the same. */
static char *review(const char *figure)
{
    static const char *const group[] = {"review", "direct", "after_review"};
    GString *s = g_string_new("{\"table\": \"review\", \"values\": {");
    for (size_t i = 0; i < G_N_ELEMENTS(group); i++)
        g_string_append_printf(s,
                               "%s\"%s\": {\"keep\": %s, \"correct\": %s, \"other\": %s, \"pending\": %s, "
                               "\"total\": %s}",
                               i ? ", " : "", group[i], figure, figure, figure, figure, figure);
    g_string_append(s, "}}");
    return g_string_free(s, FALSE);
}

static void test_tables(void)
{
    T_CASE("STRUCT a table that is missing, with its section or without");
    T_STR(STRUCT(REVIEW, "\"没有。\""),
          "STRUCT soft /sections/3 政府信息公开行政复议、行政诉讼情况: the table of "
          "“四、政府信息公开行政复议、行政诉讼情况” is missing: it is a block {\"table\": \"review\", …}");
    T_STR(STRUCT(REVIEW, "\"没有。\"", HEAD4, "\"heading\": \"四、案件\""),
          "STRUCT soft /sections 政府信息公开行政复议、行政诉讼情况: the table of "
          "“政府信息公开行政复议、行政诉讼情况” is missing: it is a block {\"table\": \"review\", …}\n"
          "STRUCT soft /sections/3/heading 四、案件: “四、案件” stands where "
          "“政府信息公开行政复议、行政诉讼情况” is wanted");

    T_CASE("STRUCT a table in another section");
    T_STR(
        STRUCT(HEAD6, "\"heading\": \"七、附件\"", HEAD5, "\"heading\": \"六、其他需要报告的事项\"", HEAD4,
               "\"heading\": \"四、政府信息公开行政复议、行政诉讼情况\", \"body\": [\"见下。\"]}, "
               "{\"heading\": \"五、存在的主要问题及改进情况\""),
        "STRUCT soft /sections/4/body/0 政府信息公开行政复议、行政诉讼情况: the table does not stand in its "
        "section “四、政府信息公开行政复议、行政诉讼情况”\n"
        "STRUCT soft /sections/6/heading 七、附件: “七、附件” is no section of the form");

    T_CASE("ALL-BLANK a table without any figure, blank or placeholders");
    static const char *const blank[] = {"null", "\"/\"", "\"-\"", "\"\""};
    for (size_t i = 0; i < G_N_ELEMENTS(blank); i++) {
        char *table = review(blank[i]);
        T_STR(edited_found(COUNTY, "ALL-BLANK", REVIEW, table, NULL),
              "ALL-BLANK soft /sections/3/body/0: the table has no figure");
        g_free(table);
    }
    char *table = review("0");
    T_STR(edited_found(COUNTY, "ALL-BLANK", REVIEW, table, NULL), "");
    g_free(table);
    T_STR(edited_found(COUNTY, "ALL-BLANK", NULL), "");
}

static void test_number(void)
{
    T_CASE("heading_number");
    static const struct {
        const char *heading;
        int number;
    } want[] = {{"一、总体情况", 1}, {"十、", 10},    {"十二、附件", 12}, {"二十、", 20},
                {"（三）管理", 3},   {"12.公开", 12}, {"（4）答复", 4},   {"６．平台", 6},
                {"总体情况", 0},     {"1.5倍", 0},    {"一百、", 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(want); i++)
        T_INT(heading_number(want[i].heading), want[i].number);
}

int main(void)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    forms = forms_load("layouts/forms", a, d, &e);
    with.editions = forms ? editions_load("layouts/editions", forms, a, d, &e) : NULL;
    T_CASE("check: the outlines load");
    if (T_TRUE(with.editions != NULL)) {
        test_edition();
        test_basis();
        test_headings();
        test_content();
        test_tables();
        test_number();
    }
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return t_done();
}
