/* rule.c - every tie-out rule of the forms, on a table that breaks it and on one that just does not. */
#include "make_table.h"

static struct made m;

static void fresh(const char *form)
{
    made_fresh(&m, form);
}

static void set(const char *row, const char *col, const char *text)
{
    made_set(&m, row, col, text);
}

static void set_row(const char *row, const char *figures)
{
    made_row(&m, row, figures);
}

static const char *found(void)
{
    return made_found(&m, NULL);
}

static struct finding finding(const char *id)
{
    return made_finding(&m, NULL, id);
}

/* --- 表三 ----------------------------------------------------------------- */

/* seed3 - table three of the seed report. */
static void seed3(const char *form)
{
    fresh(form);
    set_row("new", "6 0 0 0 2 0 8");
    set_row("granted", "4 0 0 0 2 0 6");
    set_row("partial", "1 0 0 0 0 0 1");
    set_row("unavailable.not_held", "1 0 0 0 0 0 1");
    set_row("total", "6 0 0 0 2 0 8");
}

static void test_t3(const char *form)
{
    T_CASE("T3 the seed report's figures break no rule");
    seed3(form);
    T_STR(found(), "");

    T_CASE("T3-BAL new and carried in are not what was finished and carried over, in one applicant's column");
    fresh(form);
    set_row("new", "0 2 0 0 0 0 2");
    set_row("granted", "0 3 0 0 0 0 3");
    set_row("total", "0 3 0 0 0 0 3");
    T_STR(found(), "T3-BAL hard 一、本年新收政府信息公开申请数量|商业企业: 新收 2 + 结转 0 = 2, 办结 3 + "
                   "转下年 0 = 3 (difference 1)\n"
                   "T3-BAL hard 一、本年新收政府信息公开申请数量|总计: 新收 2 + 结转 0 = 2, 办结 3 + 转下年 "
                   "0 = 3 (difference 1)");
    set_row("carried_in", "0 1 0 0 0 0 1");
    T_STR(found(), "");

    T_CASE("T3-BAL broken in two columns while the total balances");
    seed3(form);
    set_row("carried_in", "1 0 0 0 0 0 1");
    set_row("carried_out", "0 1 0 0 0 0 1");
    T_STR(found(), "T3-BAL hard 一、本年新收政府信息公开申请数量|自然人: 新收 6 + 结转 1 = 7, 办结 6 + "
                   "转下年 0 = 6 (difference 1)\n"
                   "T3-BAL hard 一、本年新收政府信息公开申请数量|商业企业: 新收 0 + 结转 0 = 0, 办结 0 + "
                   "转下年 1 = 1 (difference 1)");

    T_CASE("T3-RES the results do not add up to the total");
    seed3(form);
    set("refused.secret", "natural", "1");
    set("refused.secret", "total", "1");
    T_STR(found(), "T3-RES hard （七）总计|自然人: 办结 6, 予以公开 4 + 部分公开 1 + 不予公开 1 + 无法提供 1 "
                   "+ 不予处理 0 + "
                   "其他处理 0 = 7 (difference 1)\n"
                   "T3-RES hard （七）总计|总计: 办结 8, 予以公开 6 + 部分公开 1 + 不予公开 1 + 无法提供 1 + "
                   "不予处理 0 + "
                   "其他处理 0 = 9 (difference 1)");
    set("partial", "natural", "0");
    set("partial", "total", "0");
    T_STR(found(), "");

    T_CASE("T3-ROW the applicants do not add up to the total, in every kind of row");
    static const char *const row[] = {"refused.process", "unavailable.unclear", "not_processed.repeated"};
    for (size_t i = 0; i < G_N_ELEMENTS(row); i++) {
        seed3(form);
        set("unavailable.not_held", "natural", "0");
        set("unavailable.not_held", "total", "0");
        set(row[i], "natural", "1");
        set(row[i], "total", "1");
        T_STR(found(), "");
    }
    set("new", "bodies.other", "1");
    set("carried_out", "bodies.other", "1");
    set("carried_out", "total", "1");
    set("carried_in", "total", "1");
    set("carried_in", "bodies.welfare", "1");
    set("new", "bodies.welfare", "0");
    set("carried_out", "bodies.welfare", "1");
    T_STR(found(),
          "T3-ROW hard 一、本年新收政府信息公开申请数量|总计: 总计 8, 自然人 6 + 法人或其他组织 3 = 9 "
          "(difference 1)\n"
          "T3-ROW hard 四、结转下年度继续办理|总计: 总计 1, 自然人 0 + 法人或其他组织 2 = 2 (difference 1)");

    T_CASE("T3-TOTAL-BLANK a blank total is told softly, and no other rule reads it");
    seed3(form);
    set("granted", "total", NULL);
    T_STR(found(), "T3-TOTAL-BLANK soft （一）予以公开|总计: the total is blank while applicants have "
                   "figures: 总计 (blank), "
                   "自然人 4, 法人或其他组织 2");
    set("carried_out", "total", NULL); /* its parts are 0: nothing is missing */
    set("granted", "total", "6");
    T_STR(found(), "");

    T_CASE("T3-TOTAL-BLANK the balance of the total is not asked, that of the applicants is");
    seed3(form);
    set("new", "total", NULL);
    set("new", "natural", "5");
    T_STR(
        found(),
        "T3-TOTAL-BLANK soft 一、本年新收政府信息公开申请数量|总计: the total is blank while applicants have "
        "figures: 总计 (blank), 自然人 5, 法人或其他组织 2\n"
        "T3-BAL hard 一、本年新收政府信息公开申请数量|自然人: 新收 5 + 结转 0 = 5, 办结 6 + 转下年 0 = 6 "
        "(difference 1)");

    T_CASE("T3-ROW a placeholder in the total is a figure of 0, not a blank");
    seed3(form);
    set("new", "natural", "0");
    set("new", "bodies.legal", "8");
    set("granted", "natural", "0");
    set("granted", "bodies.legal", "8");
    set("partial", "natural", "0");
    set("partial", "total", "0");
    set("unavailable.not_held", "natural", "0");
    set("unavailable.not_held", "total", "0");
    set("total", "natural", "0");
    set("total", "bodies.legal", "8");
    set("granted", "total", "8");
    T_STR(found(), "");
    set("partial", "natural", "1");
    set("partial", "bodies.legal", "-");
    set("partial", "total", "/");
    set("total", "natural", "1");
    set("total", "total", "8");
    set("new", "natural", "1");
    set("new", "total", "9");
    set("total", "total", "9");
    T_STR(found(), "T3-ROW hard （二）部分公开（区分处理的，只计这一情形，不计其他情形）|总计: 总计 /, "
                   "自然人 1 + 法人或其他组织 0 = 1 "
                   "(difference 1)\n"
                   "T3-RES hard （七）总计|总计: 办结 9, 予以公开 8 + 部分公开 / + 不予公开 0 + 无法提供 0 + "
                   "不予处理 0 + 其他处理 0 = 8 "
                   "(difference 1)");

    T_CASE("T3-INT text that is no count is a finding that names it, and no sum is made with it");
    static const char *const bad[] = {"12件", "1.5", "-3", "+3", "无", "1 2", "１"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        fresh(form);
        set("refused.secret", "natural", bad[i]);
        char *want = g_strdup_printf(
            "T3-INT hard 1.属于国家秘密|自然人: “%s” is not a count: a whole number, 0 or more, is wanted",
            bad[i]);
        T_TRUE(g_str_has_prefix(found(), want));
        bool figure = strspn(bad[i], "+-.0123456789") == strlen(bad[i]);
        T_INT(strstr(found(), "T3-RES") != NULL, figure); /* -3 and 1.5 count, the others cannot */
        g_free(want);
    }

    T_CASE("T3-INT blank, placeholder and a remark on a second line pass");
    static const char *const good[] = {"", "/", "-", "—", "0\n（注）", " 0 "};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        fresh(form);
        set("refused.secret", "natural", good[i]);
        set("new", "total", NULL);
        T_STR(found(), "");
    }
    fresh(form);
    made_blank(&m);
    T_STR(found(), "");

    T_CASE("T3-ROW a figure with a remark counts as its figure");
    seed3(form);
    set("granted", "total", "6\n（含上年）");
    T_STR(found(), "");
    set("granted", "total", "5\n（含上年）");
    T_STR(found(), "T3-ROW hard （一）予以公开|总计: 总计 5, 自然人 4 + 法人或其他组织 2 = 6 (difference 1)\n"
                   "T3-RES hard （七）总计|总计: 办结 8, 予以公开 5 + 部分公开 1 + 不予公开 0 + 无法提供 1 + "
                   "不予处理 0 + "
                   "其他处理 0 = 7 (difference 1)");
}

static void test_finding(void)
{
    T_CASE("T3-ROW, T3-BAL findings have table, pointer, both values and the difference");
    seed3("applications-2019");
    set("new", "natural", "5");
    struct finding f = finding("T3-ROW");
    T_STR(f.file, "t.json");
    T_STR(f.table, "表三");
    T_STR(f.pointer, "/sections/0/body/0/values/new/total");
    T_STR(f.left, "8");
    T_STR(f.right, "7");
    T_STR(f.diff, "1");
    f = finding("T3-BAL");
    T_STR(f.pointer, "/sections/0/body/0/values/new/natural");
    T_STR(f.left, "5");
    T_STR(f.right, "6");
    T_STR(f.diff, "1");

    T_CASE("T3-BAL the finding names all four figures, T3-RES all twenty");
    T_INT(f.ncell, 4);
    T_STR(f.cell[0], "/sections/0/body/0/values/new/natural");
    T_STR(f.cell[1], "/sections/0/body/0/values/carried_in/natural");
    T_STR(f.cell[2], "/sections/0/body/0/values/total/natural");
    T_STR(f.cell[3], "/sections/0/body/0/values/carried_out/natural");
    set("total", "natural", "5");
    T_INT(finding("T3-RES").ncell, 20);

    T_CASE("T3-INT the finding has the value");
    fresh("applications-2019");
    set("partial", "bodies.legal", "12件");
    f = finding("T3-INT");
    T_STR(f.pointer, "/sections/0/body/0/values/partial/bodies/legal");
    T_STR(f.left, "12件");
    T_STR(f.right, NULL);

    T_CASE("T3-RES of 2021 adds the three rows of 其他处理");
    fresh("applications-2021");
    set_row("other.fee_unpaid", "1 0 0 0 0 0 1");
    set_row("other.rest", "0 2 0 0 0 0 2");
    set_row("new", "1 2 0 0 0 0 3");
    set_row("total", "1 2 0 0 0 0 3");
    T_STR(found(), "");
    set_row("other.no_correction", "0 0 0 1 0 0 1");
    f = finding("T3-RES");
    T_STR(f.left, "0");
    T_STR(f.right, "1");
}

/* --- 表四 ----------------------------------------------------------------- */

static void test_t4(void)
{
    T_CASE("T4 the seed report's figures break no rule");
    fresh("review");
    set_row("", "0 1 0 0 1 0 0 0 0 0 0 0 0 0 0");
    T_STR(found(), "");

    T_CASE("T4-SUM the outcomes do not add up to the total, in each group");
    set_row("", "4 3 2 2 0 1 0 0 0 1 1 1 1 1 5");
    T_STR(found(), "T4-SUM hard |总计（行政复议）: 总计 0, 结果维持 4 + 结果纠正 3 + 其他结果 2 + 尚未审结 2 "
                   "= 11 (difference 11)\n"
                   "T4-SUM hard |总计（复议后起诉）: 总计 5, 结果维持 1 + 结果纠正 1 + 其他结果 1 + 尚未审结 "
                   "1 = 4 (difference 1)");
    set_row("", "4 3 2 2 11 1 0 0 0 1 1 1 1 1 4");
    T_STR(found(), "");

    T_CASE("T4-TOTAL-BLANK a blank total is told softly and not added up");
    set_row("", "4 3 2 2 _ 0 0 0 0 _ 1 1 1 1 4");
    T_STR(found(), "T4-TOTAL-BLANK soft |总计（行政复议）: the total is blank while outcomes have figures: "
                   "总计 (blank), 结果维持 "
                   "4, 结果纠正 3, 其他结果 2, 尚未审结 2");

    T_CASE("T4-INT a figure that is no count");
    set_row("", "0 0 0 0 0 1起 0 0 0 0 0 0 0 0 0");
    T_STR(found(), "T4-INT hard |结果维持（未经复议直接起诉）: “1起” is not a count: a whole number, 0 or "
                   "more, is wanted");
}

/* --- 表二 ----------------------------------------------------------------- */

static void test_t2_2021(void)
{
    T_CASE("T2 the seed report's figures break no rule");
    fresh("disclosure-2021");
    m.report.level = "county";
    set_row("normative", "2 1 4");
    set_row("licences", "6769");
    set_row("penalties", "1923");
    set_row("fees", "1439.4967");
    T_STR(found(), "");

    T_CASE("T2-INT counts are whole, amounts may have decimals and units");
    set("licences", "decisions", "1439.4967");
    set("fees", "fee", "-1");
    T_STR(found(), "T2-INT hard 行政许可|本年处理决定数量: “1439.4967” is not a count: a whole number, 0 or "
                   "more, is wanted\n"
                   "T2-INT hard 行政事业性收费|本年收费金额（单位：万元）: “-1” is not an amount: a number, "
                   "0 or more, is wanted");
    set("licences", "decisions", "12\n（其中修订3件）");
    set("fees", "fee", "251000元");
    T_STR(found(), "");
    set("licences", "decisions", "12元");
    T_STR(
        found(),
        "T2-INT hard 行政许可|本年处理决定数量: “12元” is not a count: a whole number, 0 or more, is wanted");

    T_CASE("T2-VALID-MIN fewer valid papers than were made and not repealed");
    fresh("disclosure-2021");
    set_row("normative", "3 0 0");
    T_STR(found(), "T2-VALID-MIN soft 行政规范性文件|现行有效件数: 现行有效 0 must be at least 制发 3 - 废止 "
                   "0 = 3 (difference 3)");
    set_row("normative", "3 1 2");
    T_STR(found(), "");

    T_CASE("T2-LEVEL a township reports 规章, a city may");
    fresh("disclosure-2021");
    set_row("regulations", "1 0 2");
    m.report.level = "township";
    T_STR(found(), "T2-LEVEL soft 规章|: an authority of this level makes no regulations (规章): 规章 3");
    m.report.level = "city";
    T_STR(found(), "");
    m.report.level = NULL;
    T_STR(found(), "");
    m.report.level = "county";
    set_row("regulations", "0 / _");
    T_STR(found(), "");

    T_CASE("T2-SAME two equal rows that are not all 0");
    fresh("disclosure-2021");
    set_row("regulations", "2 1 4");
    set_row("normative", "2 1 4");
    T_STR(found(), "T2-SAME info 规章|本年制发件数: the rows 规章 and 行政规范性文件 have the same figures: "
                   "规章·制发 2, 行政规范性文件·制发 2, "
                   "规章·废止 1, 行政规范性文件·废止 1, 规章·现行有效 4, 行政规范性文件·现行有效 4");
    set_row("normative", "2 1 5");
    T_STR(found(), "");
}

static void test_t2_2019(void)
{
    T_CASE("T2-19-TOTAL fewer open papers than were opened this year");
    fresh("disclosure-2019");
    set_row("normative", "5 5 4");
    T_STR(found(), "T2-19-TOTAL hard 规范性文件|对外公开总数量: 对外公开总数 4 must be at least 新公开 5 "
                   "(difference 1)");
    set_row("normative", "5 5 5");
    T_STR(found(), "");

    T_CASE("T2-19-NEW more papers opened than made");
    set_row("normative", "5 6 6");
    T_STR(found(),
          "T2-19-NEW info 规范性文件|本年新公开数量: 新公开 6 must be at most 新制作 5 (difference 1)");

    T_CASE("T2-19-ITEMS fewer than no items");
    fresh("disclosure-2019");
    set_row("licences", "16 -17 3");
    T_STR(found(), "T2-19-ITEMS hard 行政许可|: 上一年项目数量 16 + 本年增/减 -17 = -1 must be at least 0 "
                   "(difference 1)");
    set_row("licences", "16 -16 3");
    T_STR(found(), "");
    set_row("fees", "3 -4");
    T_STR(found(), "T2-19-ITEMS hard 行政事业性收费|: 上一年项目数量 3 + 本年增/减 -4 = -1 must be at least "
                   "0 (difference 1)");

    T_CASE("T2-19-DELTA decisions stand where items belong");
    fresh("disclosure-2019");
    set_row("penalties", "716 -417 298");
    T_STR(found(), "T2-19-DELTA info 行政处罚|处理决定数量: the decisions are as many as the items now; they "
                   "may stand where items "
                   "belong: 上一年项目数量 716, 本年增/减 -417, 处理决定数量 298");
    set_row("penalties", "716 -417 297");
    T_STR(found(), "");
    set_row("penalties", "100 +1 101");
    T_STR(found(), "");
    set_row("penalties", "101 +1 103");
    T_TRUE(g_str_has_prefix(found(), "T2-19-DELTA"));

    T_CASE("T2-19-PROC purchases without an amount, or an amount without purchases");
    fresh("disclosure-2019");
    set_row("procurement", "3 0");
    T_STR(found(), "T2-19-PROC soft 政府集中采购|采购项目数量: projects and amount are both 0 or neither is: "
                   "采购项目数量 3, 采购总金额 0");
    set_row("procurement", "0 240万元");
    T_STR(found(), "T2-19-PROC soft 政府集中采购|采购项目数量: projects and amount are both 0 or neither is: "
                   "采购项目数量 0, 采购总金额 240万元");
    set_row("procurement", "1 8040");
    T_STR(found(), "");
    set_row("procurement", "/ _");
    T_STR(found(), "");

    T_CASE("T2-INT 本年增/减 has a sign and no decimals");
    fresh("disclosure-2019");
    set_row("licences", "19 +19 0");
    T_STR(found(), "");
    set_row("licences", "19 1.5 0");
    T_STR(found(), "T2-INT hard 行政许可|本年增/减: “1.5” is not a whole number");

    T_CASE("T2-SAME, T2-LEVEL in the 2019 form");
    fresh("disclosure-2019");
    m.report.level = "township";
    set_row("regulations", "1 1 1");
    set_row("normative", "1 1 1");
    T_STR(found(), "T2-LEVEL soft 规章|: an authority of this level makes no regulations (规章): 规章 3\n"
                   "T2-SAME info 规章|本年新制作数量: the rows 规章 and 规范性文件 have the same figures: "
                   "规章·新制作 1, 规范性文件·新制作 1, "
                   "规章·新公开 1, 规范性文件·新公开 1, 规章·对外公开总数 1, 规范性文件·对外公开总数 1");
}

int main(void)
{
    a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    forms = forms_load("layouts/forms", a, d, &e);
    T_CASE("rule: the forms load");
    if (T_TRUE(forms != NULL)) {
        test_t3("applications-2019");
        test_t3("applications-2021");
        test_finding();
        test_t4();
        test_t2_2021();
        test_t2_2019();
    }
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return t_done();
}
