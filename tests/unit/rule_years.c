/* rule_years.c - rules that compare a report with last year's and with those of units below. */
#include "make_table.h"

static struct made now, last, one, two; /* a report, that of the year before, two of units below */

static void years(const char *form, const char *before)
{
    made_fresh(&now, form);
    made_fresh(&last, before);
    last.report.year = 2023;
    last.report.file = "last.json";
}

static void units(const char *form, const char *below)
{
    made_fresh(&now, form);
    made_fresh(&one, below);
    made_fresh(&two, below);
    one.report.authority = "某某局";
    two.report.authority = "某某乡";
    one.report.file = "one.json";
    two.report.file = "two.json";
}

/* found - with last year's report, and with the two units as all there are or not. */
static const char *found_last(void)
{
    const struct others others = {.last = &last.report};
    return made_found(&now, &(struct check_with){.others = &others});
}

static const struct others *parts(bool all)
{
    static const struct report *const part[] = {&one.report, &two.report};
    static struct others others;
    others = (struct others){.part = part, .npart = 2, .all_parts = all};
    return &others;
}

static const char *found_parts(bool all)
{
    return made_found(&now, &(struct check_with){.others = parts(all)});
}

static void test_carry(const char *form, const char *before)
{
    T_CASE("X-CARRY what is carried in is what was carried out, hard for the total, soft for an applicant");
    years(form, before);
    made_row(&last, "new", "3 0 0 0 0 0 3");
    made_row(&last, "carried_out", "3 0 0 0 0 0 3");
    made_row(&now, "carried_in", "2 0 0 0 0 0 2");
    made_row(&now, "granted", "2 0 0 0 0 0 2");
    made_row(&now, "total", "2 0 0 0 0 0 2");
    T_STR(found_last(), "X-CARRY soft 二、上年结转政府信息公开申请数量|自然人: 结转 2, last year·转下年 3 "
                        "(difference 1) (see last.json)\n"
                        "X-CARRY hard 二、上年结转政府信息公开申请数量|总计: 结转 2, last year·转下年 3 "
                        "(difference 1) (see last.json)");
    made_row(&last, "carried_out", "2 0 0 0 0 0 2");
    T_STR(found_last(), "");

    T_CASE("X-CARRY not without last year's report, nor with a table that has no figure");
    made_row(&last, "carried_out", "3 0 0 0 0 0 3");
    T_STR(made_found(&now, NULL), "");
    made_blank(&last);
    T_STR(found_last(), "");

    T_CASE("X-CARRY is not asked of a total that is blank in either year");
    made_row(&last, "new", "2 0 0 0 0 0 2");
    made_row(&last, "carried_out", "2 0 0 0 0 0 _");
    T_STR(found_last(), "");
    made_row(&last, "carried_out", "2 0 0 0 0 0 2");
    made_row(&now, "carried_in", "2 0 0 0 0 0 _");
    T_TRUE(!strstr(found_last(), "X-CARRY"));
    T_TRUE(strstr(found_last(), "T3-TOTAL-BLANK") != NULL);
}

static void test_valid(void)
{
    T_CASE("X-VALID valid papers are last year's, and those made, without those repealed");
    years("disclosure-2021", "disclosure-2021");
    made_row(&last, "normative", "0 0 3");
    made_row(&now, "normative", "2 1 5");
    T_STR(found_last(), "X-VALID soft 行政规范性文件|现行有效件数: 现行有效 5, last year·现行有效 3 + 制发 2 "
                        "- 废止 1 = 4 (difference 1) (see last.json)");
    made_row(&now, "normative", "2 1 4");
    T_STR(found_last(), "");
    made_row(&last, "regulations", "0 0 1");
    T_TRUE(g_str_has_prefix(found_last(), "X-VALID soft 规章"));

    T_CASE("X-VALID is not asked where last year's form has no valid papers");
    years("disclosure-2021", "disclosure-2019");
    made_row(&last, "normative", "3 3 3");
    made_row(&now, "normative", "2 1 5");
    T_STR(found_last(), "");
}

static void test_items(void)
{
    T_CASE("X-19-ITEMS last year's items are those of the year before with their change");
    years("disclosure-2019", "disclosure-2019");
    made_row(&last, "licences", "716 -417 5");
    made_row(&last, "fees", "3 +1");
    made_row(&now, "licences", "300 0 7");
    made_row(&now, "fees", "4 0");
    T_STR(found_last(),
          "X-19-ITEMS soft 行政许可|上一年项目数量: 上一年项目数量 300, last year·上一年项目数量 "
          "716 + last year·本年增/减 -417 = 299 (difference 1) (see last.json)");
    made_row(&now, "licences", "299 0 7");
    T_STR(found_last(), "");
}

static void test_pend(void)
{
    T_CASE("X-PEND reviews of this year count those pending last year again");
    years("review", "review");
    made_row(&last, "", "0 0 0 3 3");
    made_row(&now, "", "2 0 0 0 2");
    T_TRUE(g_str_has_prefix(found_last(), "X-PEND info |总计（行政复议）: "));
    made_row(&now, "", "3 0 0 0 3");
    T_STR(found_last(), "");
}

static void test_part(void)
{
    T_CASE("H-PART a unit's figure is at most that of the report above it");
    units("disclosure-2021", "disclosure-2021");
    made_row(&now, "licences", "6");
    made_row(&now, "fees", "1.5");
    made_row(&one, "licences", "7");
    made_row(&two, "fees", "1.50");
    T_STR(found_parts(false),
          "H-PART soft 行政许可|本年处理决定数量: this report 6 must be at least 某某局 7 "
          "(difference 1) (see one.json)");
    struct finding f = made_finding(&now, &(struct check_with){.others = parts(false)}, "H-PART");
    char *key = diag_key(&f);
    T_STR(key, "H-PART@/sections/0/body/0/values/licences/decisions 某某局 6 7");
    g_free(key);
    made_row(&one, "licences", "6");
    T_STR(found_parts(false), "");

    T_CASE("H-PART, H-SUM a change of items is no part of another");
    units("disclosure-2019", "disclosure-2019");
    made_row(&now, "licences", "9 2 0");
    made_row(&one, "licences", "4 5 0");
    made_row(&two, "licences", "5 -3 0");
    T_STR(found_parts(true), "");

    T_CASE("H-SUM the figure above is the sum of all units, if they are all there");
    units("disclosure-2021", "disclosure-2021");
    made_row(&now, "penalties", "6");
    made_row(&one, "penalties", "2");
    made_row(&two, "penalties", "3");
    T_STR(found_parts(true),
          "H-SUM info 行政处罚|本年处理决定数量: this report 6, all units 5 (difference 1)");
    T_STR(found_parts(false), "");
    made_blank(&two);
    T_STR(found_parts(true), "");

    T_CASE("H-SUM one finding names all figures of a row, and each row has its own");
    units("applications-2021", "applications-2021");
    made_row(&one, "granted", "1 0 0 0 0 0 1");
    made_row(&one, "carried_in", "0 0 0 0 3 0 0");
    const struct check_with with = {.others = parts(true)};
    const char *all = made_found(&now, &with);
    T_TRUE(strstr(all, "H-SUM info 二、上年结转政府信息公开申请数量|法律服务机构: this report 0, all units 3 "
                       "(difference 3)\n"
                       "H-SUM info （一）予以公开|: 自然人: this report 0, all units 1 (difference 1); 总计: "
                       "this report 0, all units 1 (difference 1)") != NULL);
    struct finding row = made_finding(&now, &with, "H-SUM");
    T_STR(row.pointer, "/sections/0/body/0/values/carried_in/bodies/legal");
    T_INT(row.ncell, 1);
    made_row(&one, "carried_in", "0 0 0 0 0 0 0");
    row = made_finding(&now, &with, "H-SUM");
    T_STR(row.pointer, "/sections/0/body/0/values/granted");
    T_INT(row.ncell, 2);
    T_STR(row.cell[1], "/sections/0/body/0/values/granted/total");
    char *row_key = diag_key(&row);
    T_STR(row_key, "H-SUM@/sections/0/body/0/values/granted 自然人、总计");
    g_free(row_key);
    units("disclosure-2021", "disclosure-2021");
    made_row(&now, "penalties", "6");
    made_row(&one, "penalties", "2");
    made_row(&two, "penalties", "4");
    T_STR(found_parts(true), "");

    T_CASE("H-PART, H-SUM every table and figure is asked");
    static const char *const form[] = {"disclosure-2021", "disclosure-2019", "applications-2021",
                                       "applications-2019", "review"};
    for (size_t i = 0; i < G_N_ELEMENTS(form); i++) {
        units(form[i], form[i]);
        const struct form *table = now.table.form;
        size_t wanted = 0;
        for (size_t k = 0; k < table->ncell; k++) {
            struct cell_ref c = form_cell(table, k);
            wanted += form_cell_kind(&c) != KIND_SIGNED;
            one.table.value[k] = (struct value){VALUE_INT, 1, "1"};
        }
        struct diag *d = diag_new();
        check_report(&now.report, &(struct check_with){.others = parts(true)}, d);
        size_t part = 0, sum = 0;
        for (size_t k = 0; k < diag_size(d); k++) {
            part += strcmp(diag_get(d, k)->id, "H-PART") == 0;
            sum += strcmp(diag_get(d, k)->id, "H-SUM") == 0 ? diag_get(d, k)->ncell : 0;
        }
        T_INT(part, wanted);
        T_INT(sum, wanted);
        diag_free(d);
    }
}

/* The row 其他处理 of 2019 and the three of 2021 are compared as a whole. */
static void test_bridge(void)
{
    T_CASE("X-C6 the one row of 2019 is the three rows of 2021, above and below");
    units("applications-2021", "applications-2019");
    made_row(&now, "other.no_correction", "1 0 0 0 0 0 1");
    made_row(&now, "other.rest", "1 0 0 0 0 0 1");
    made_row(&now, "total", "2 0 0 0 0 0 2");
    made_row(&now, "new", "2 0 0 0 0 0 2");
    made_row(&one, "other", "2 0 0 0 0 0 2");
    T_STR(found_parts(false), "");
    made_row(&one, "other", "3 0 0 0 0 0 2");
    T_STR(found_parts(false), "H-PART soft （六）其他处理|自然人: this report 2 must be at least 某某局 3 "
                              "(difference 1) (see one.json)");
    struct finding f = made_finding(&now, &(struct check_with){.others = parts(false)}, "H-PART");
    T_INT(f.ncell, 3);

    units("applications-2019", "applications-2021");
    made_row(&now, "other", "2 0 0 0 0 0 2");
    made_row(&now, "total", "2 0 0 0 0 0 2");
    made_row(&now, "new", "2 0 0 0 0 0 2");
    made_row(&one, "other.fee_unpaid", "1 0 0 0 0 0 1");
    made_row(&one, "other.rest", "1 0 0 0 0 0 1");
    T_STR(found_parts(false), "");
    made_row(&one, "other.rest", "2 0 0 0 0 0 1");
    T_STR(found_parts(false), "H-PART soft （六）其他处理|自然人: this report 2 must be at least 某某局 3 "
                              "(difference 1) (see one.json)");
}

/* told - the sentences of a rule that no form has, asked of the table with last year's report. */
static const char *told(const char *entry)
{
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    const struct others others = {.last = &last.report};
    const struct ynode *map = yaml_parse("t.yaml", entry, strlen(entry), a, d, &e);
    const struct rule *rule = map ? rule_parse(map, now.table.form, a, d) : NULL;
    if (rule)
        rule_check(rule, &now.report, &now.block, &others, d);
    const char *text = diag_size(d) ? arena_strdup(a, diag_get(d, 0)->text) : "";
    err_clear(&e);
    diag_free(d);
    return text;
}

static void test_missing(void)
{
    T_CASE("rule: what is true whatever last year's table has is told, also of a row which that lacks");
    years("applications-2021", "applications-2019");
    made_row(&last, "new", "1 0 0 0 0 0 1");
    T_STR(
        told("{id: X, each: column, never: new >= 0 or last.other.fee_unpaid > 0, grade: soft, say: {zh: 甲, "
             "en: told}}"),
        "told: 新收 0, last year·2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 ?");
}

int main(void)
{
    a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    forms = forms_load("layouts/forms", a, d, &e);
    T_CASE("rule: the forms load");
    T_INT(diag_size(d), 0);
    if (T_TRUE(forms != NULL)) {
        test_carry("applications-2021", "applications-2021");
        test_carry("applications-2021", "applications-2019");
        test_carry("applications-2019", "applications-2019");
        test_valid();
        test_items();
        test_pend();
        test_part();
        test_bridge();
        test_missing();
    }
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return t_done();
}
