/* check_front.c - the title and the dates against the report's year and authority, and figures left blank. */
#include "edited.h"

#define TITLE "\"title\": \"云岭县2024年政府信息公开工作年度报告\""

static const char COUNTY[] = "samples/yunling-2024.json";

static const char *of_title(const char *title)
{
    return edited_found(COUNTY, "TITLE YEAR", TITLE, title, NULL);
}

static void test_year(void)
{
    T_CASE("YEAR the title's year, also in Han digits, is that of the report");
    T_STR(of_title("\"title\": \"云岭县二〇二三年政府信息公开工作年度报告\""),
          "YEAR soft /title 二〇二三年: the title says 2023, the report is for 2024");
    T_STR(of_title("\"title\": \"云岭县二○二四年政府信息公开工作年度报告\""), "");
    T_STR(edited_found(COUNTY, "TITLE YEAR", "\"year\": 2024", "\"year\": 2025", "2024年1月1日至",
                       "自1月1日至", NULL),
          "YEAR soft /title 2024年: the title says 2024, the report is for 2025");

    T_CASE("TITLE a title without a year");
    T_STR(of_title("\"title\": \"云岭县政府信息公开工作年度报告\""),
          "TITLE soft /title: the title has no year; the report is for 2024");
    T_STR(of_title("\"title\": \"云岭县24年政府信息公开工作年度报告\""),
          "TITLE soft /title: the title has no year; the report is for 2024");
}

static void test_authority(void)
{
    T_CASE("TITLE names the report's authority, in whatever pattern, lines and length of its name");
    static const char *const good[] = {"\"云岭县2024年政府信息公开工作年度报告\"",
                                       "\"云岭县人民政府2024年政府信息公开工作年度报告\"",
                                       "\"2024年云岭县政府信息公开工作年度报告\"",
                                       "\"某某省云岭县2024年度政府信息公开工作年度报告\"",
                                       "[\"云岭县人民政府\", \"2024年政府信息公开 工作年度报告\"]",
                                       "\"关于云岭县2024年政务公开的报告\""};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        char *title = g_strconcat("\"title\": ", good[i], NULL);
        T_STR(of_title(title), "");
        g_free(title);
    }
    T_STR(edited_found(COUNTY, "TITLE", "\"authority\": \"云岭县\"",
                       "\"authority\": \"某某省云岭县人民政府\"", NULL),
          "");

    T_CASE("TITLE of another authority");
    T_STR(of_title("\"title\": \"青岚县2024年政府信息公开工作年度报告\""),
          "TITLE soft /title 青岚县: the title is that of “青岚县”, the report that of “云岭县”");
    T_STR(of_title("\"title\": \"2024年云岭县财政局政府信息公开工作年度报告\""),
          "TITLE soft /title 云岭县财政局: the title is that of “云岭县财政局”, the report that of “云岭县”");
    T_STR(of_title("\"title\": \"青岚县2024年政务公开的报告\""),
          "TITLE soft /title: the title does not name “云岭县”, whose report this is");
    T_STR(edited_found("samples/linxi-2016.json", "TITLE", "\"authority\": \"临溪县\"",
                       "\"authority\": \"青岚县\"", NULL),
          "TITLE soft /title 临溪县: the title is that of “临溪县”, the report that of “青岚县”");
}

static const char *published(const char *published, const char *signed_on)
{
    return edited_found(COUNTY, "DATE", "\"published\": \"2025-03-21\"", published,
                        "\"date\": \"2025-03-20\"", signed_on, NULL);
}

static void test_dates(void)
{
    T_CASE("DATE a report is signed and published in the next year, by the last legal day");
    T_STR(published("\"published\": \"2025-01-01\"", "\"date\": \"2025-01-01\""), "");
    T_STR(published("\"published\": \"2025-03-31\"", "\"date\": \"2025-01-31\""), "");

    T_CASE("DATE before the end of the year");
    T_STR(published("\"published\": \"2025-01-01\"", "\"date\": \"2024-12-31\""),
          "DATE soft /signature/date 2024-12-31: 2024-12-31 lies before the end of 2024, the year that the "
          "report "
          "tells of");

    T_CASE("DATE far behind the year");
    T_STR(published("\"published\": \"2035-01-20\"", "\"date\": \"2026-01-01\""),
          "DATE soft /published 2035-01-20: 2035-01-20 is far off: the report for 2024 is published in 2025\n"
          "DATE soft /signature/date 2026-01-01: 2026-01-01 is far off: the report for 2024 is published in "
          "2025");

    T_CASE("DATE behind the last legal day, which the level decides");
    T_STR(published("\"published\": \"2025-04-01\"", "\"date\": \"2025-03-31\""),
          "DATE info /published 2025-04-01: 2025-04-01 is behind 2025-03-31, the last day to publish the "
          "report for "
          "2024");
    T_STR(edited_found(COUNTY, "DATE", "\"level\": \"county\"", "\"level\": \"department\"", "\"2025-03-21\"",
                       "\"2025-02-01\"", "\"2025-03-20\"", "\"2025-01-31\"", NULL),
          "DATE info /published 2025-02-01: 2025-02-01 is behind 2025-01-31, the last day to publish the "
          "report for "
          "2024");
    T_STR(edited_found(COUNTY, "DATE", "  \"level\": \"county\",\n", "", NULL), "");

    T_CASE("DATE a signature without one; a report without a signature needs none");
    T_STR(edited_found(COUNTY, "DATE", "    \"date\": \"2025-03-20\",\n", "", NULL),
          "DATE info /signature: the signature has no date, which GB/T 9704 has below the name: \"date\": "
          "\"YYYY-MM-DD\"");
    T_STR(edited_found("samples/laiyuan-2024.json", "DATE", NULL), "");

    T_CASE("DATE published before it was signed");
    T_STR(published("\"published\": \"2025-01-10\"", "\"date\": \"2025-01-20\""),
          "DATE info /published 2025-01-20: published on 2025-01-10, before it was signed on 2025-01-20");
}

static void test_blank(void)
{
    T_CASE("TABLE-BLANK a figure of quotes that hold nothing, or blanks");
    T_STR(edited_found(COUNTY, "TABLE-BLANK T2", "\"coercion\": {\"decisions\": 1263}",
                       "\"coercion\": {\"decisions\": \"\"}", "{\"fee\": \"21083.470012\"}",
                       "{\"fee\": \"　 \"}", NULL),
          "TABLE-BLANK soft /sections/1/body/0/values/coercion/decisions: the quotes hold nothing: a blank "
          "figure is "
          "written null, none is written 0\n"
          "TABLE-BLANK soft /sections/1/body/0/values/fees/fee: the quotes hold nothing: a blank figure is "
          "written "
          "null, none is written 0");

    T_CASE("TABLE-BLANK null, 0 and a mark are no such figures");
    T_STR(edited_found(COUNTY, "TABLE-BLANK", "\"coercion\": {\"decisions\": 1263}",
                       "\"coercion\": {\"decisions\": \"/\"}", "{\"fee\": \"21083.470012\"}",
                       "{\"fee\": null}", NULL),
          "");

    T_CASE("TABLE-BLANK in a row the form lacks, and in a list");
    T_STR(edited_found("samples/qinglan-2021.json", "TABLE-BLANK", "\"values\": [312, 298, 2046]",
                       "\"values\": [312, \"\", 2046]", NULL),
          "TABLE-BLANK soft /sections/1/body/0/extra/0/values/1: the quotes hold nothing: a blank figure is "
          "written "
          "null, none is written 0");
    T_STR(edited_found("samples/linxi-2016.json", "TABLE-BLANK", "\"value\": 4128", "\"value\": \" \"", NULL),
          "TABLE-BLANK soft /sections/6/body/0/list/2/value: the quotes hold nothing: a blank figure is "
          "written null, "
          "none is written 0");
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
        test_year();
        test_authority();
        test_dates();
        test_blank();
    }
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return t_done();
}
