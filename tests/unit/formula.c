/* formula.c - the rule language on a small table: what binds how, and what cannot be assessed. */
#include "intl.h"
#include "rule.h"

#include "t.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static char *dir;
static const char *figure[] = {"1", "2", "3", "25000元", "4", "5", "9", "十"};
static char *sentence; /* of the last finding */

/* asked - the findings of one check on the table p = (1 2 | total 3), q = (4 5 | total 9) with x, y in a
 * group and one amount; ID grade row|column a line each, or "refused"; borrowed until the next call. */
static const char *asked(const char *check)
{
    static char *s;
    static const char head[] = "id: t\nslot: t\nedition: both\nname: 表\ntitle: 表\n"
                               "columns:\n  - g: 组\n    of:\n      - x: 甲\n      - y: 乙\n  - total: 计\n"
                               "  - money: 额\n    kind: amount\n    unit: 万元\n"
                               "rows:\n  - p: 上\n  - q: 下\nchecks:\n";
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    GString *out = g_string_new(NULL);
    char *path = g_build_filename(dir, "t.yaml", NULL), *text = g_strconcat(head, check, NULL);
    T_TRUE(g_file_set_contents(path, text, -1, NULL));
    const struct form *f = form_load(path, a, d, &e);
    struct value value[G_N_ELEMENTS(figure)];
    for (size_t i = 0; i < G_N_ELEMENTS(figure); i++)
        value[i] = (struct value){.state = VALUE_TEXT, .text = figure[i]};
    struct table table = {.form = f, .value = value};
    struct block block = {.kind = BLOCK_TABLE, .pointer = "/sections/0/body/0", .table = &table};
    struct report report = {.file = "t.json", .level = "county"};
    for (size_t i = 0; f && i < f->nrule; i++)
        rule_check(f->rule[i], &report, &block, NULL, d);
    static const char *const grade[] = {"hard", "soft", "info"};
    for (size_t i = 0; f && i < diag_size(d); i++) {
        const struct finding *g = diag_get(d, i);
        g_string_append_printf(out, "%s%s %s %s|%s", i ? "\n" : "", g->id, grade[g->grade],
                               g->row ? g->row : "", g->col ? g->col : "");
        g_free(sentence);
        sentence = g_strdup(g->text);
    }
    if (!f)
        g_string_assign(out, diag_size(d) ? diag_get(d, 0)->text : "refused");
    g_unlink(path);
    g_free(path);
    g_free(text);
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    g_free(s);
    return s = g_string_free(out, FALSE);
}

/* holds - whether a formula over the whole table holds. */
static bool holds(const char *formula)
{
    char *check = g_strdup_printf(
        "  - {id: R, each: table, that: \"%s\", grade: hard, say: {zh: 否, en: no}}\n", formula);
    const char *got = asked(check);
    bool yes = !*got;
    T_TRUE(yes || g_str_has_prefix(got, "R hard"));
    g_free(check);
    return yes;
}

static void test_language(void)
{
    T_CASE("rule language: sums, differences, largest, without sign");
    T_TRUE(holds("p.g.x + p.g.y = p.total"));
    T_TRUE(holds("p.g.x - p.g.y - p.total = -4"));
    T_TRUE(!holds("p.g.x - (p.g.y - p.total) = -4"));
    T_TRUE(holds("sum(p.g) = 3 and sum(p.g, q.g) = 12 and sum(p.g.x) = 1"));
    T_TRUE(holds("max(p.g, q.g) = 5 and max(p.total) = 3"));
    T_TRUE(holds("abs(p.g.x - q.g.x) = 3"));
    T_TRUE(holds("p.money = 2.5"));

    figure[4] = "-4";
    figure[5] = "-5";
    T_TRUE(holds("max(q.g) = -4"));
    figure[4] = "4";
    figure[5] = "5";

    T_CASE("rule language: comparisons in both spellings");
    T_TRUE(holds("p.total >= 3") && holds("p.total ≥ 3") && !holds("p.total ≥ 4"));
    T_TRUE(holds("p.total <= 3") && holds("p.total ≤ 3") && !holds("p.total ≤ 2"));
    T_TRUE(holds("p.total > 2") && !holds("p.total > 3") && holds("p.total < 4") && !holds("p.total < 3"));
    T_TRUE(holds("p.total != 4") && holds("p.total ≠ 4") && !holds("p.total != 3"));

    T_CASE("rule language: not binds before and, and before or, ⇔ last");
    T_TRUE(holds("p.g.x = 1 or p.g.x = 2 and p.g.y = 9"));
    T_TRUE(!holds("(p.g.x = 1 or p.g.x = 2) and p.g.y = 9"));
    T_TRUE(!holds("not p.g.x = 1 and p.g.x = 2"));
    T_TRUE(holds("not (p.g.x = 1 and p.g.x = 2)"));
    T_TRUE(holds("p.g.x = 2 <=> p.g.y = 1") && holds("p.g.x = 1 ⇔ p.g.y = 2") &&
           !holds("p.g.x = 1 <=> p.g.y = 1"));
    T_TRUE(holds("p.g.x = 2 and p.g.y = 2 <=> p.g.y = 1"));

    T_CASE("rule language: other text makes a rule not assessable, unless it does not matter");
    T_TRUE(holds("q.money = 1") && holds("q.money != 1") && holds("not q.money = 1"));
    T_TRUE(!holds("q.money = 1 and p.g.x = 2"));
    T_TRUE(holds("q.money = 1 or p.g.x = 2"));
    T_TRUE(holds("sum(q) = 1"));
    T_TRUE(!holds("fits(q.money)") && holds("fits(p.money)") && holds("not blank(q.money)"));
}

static void test_sentences(void)
{
    T_CASE("rule language: the sentence of a comparison");
    asked("  - {id: R, each: row, that: abs(total - sum(g) + 1) = 0, grade: hard}\n");
    T_STR(sentence, "|计 9 - 组 9 + 1| = 1, 0 (difference 1)");
    asked("  - {id: R, each: table, that: \"p.total - (p.g.x - p.g.y) = sum(p.g.x, q.g)\", grade: hard}\n");
    T_STR(sentence, "上·计 3 - (上·甲 1 - 上·乙 2) = 4, 上·甲 1 + 下·组 9 = 10 (difference 6)");
    asked("  - {id: R, each: column, that: p < q, when: p = 9 or q < p, grade: hard}\n"
          "  - {id: S, each: row, that: total > 5, grade: hard}\n");
    T_STR(sentence, "计 3 must be more than 5");

    T_CASE("rule language: the layout's own sentence, in the language of the run");
    asked("  - {id: R, each: row, never: total = 9, grade: hard, say: {zh: 总计为九, en: the total is "
          "nine}}\n");
    T_STR(sentence, "the total is nine: 计 9");
    intl_init("zh", "build");
    asked("  - {id: R, each: row, never: total = 9, grade: hard, say: {zh: 总计为九, en: the total is "
          "nine}}\n");
    T_TRUE(g_str_has_prefix(sentence, "总计为九"));
    intl_init("en", NULL);
}

static void test_each(void)
{
    T_CASE("rule language: each row, column, cell, group");
    T_STR(asked("  - {id: R, each: row, that: total = 3, grade: hard}\n"), "R hard 下|计");
    T_STR(asked("  - {id: R, each: column, that: p = 1, grade: soft}\n"),
          "R soft 上|乙\nR soft 上|计\nR soft 上|额");
    T_STR(asked("  - {id: R, each: cell, that: cell <= 5, grade: info}\n"), "R info 下|计");
    T_STR(asked("  - {id: R, each: group, that: x >= y, grade: hard}\n"), "R hard 上|甲\nR hard 下|甲");
    T_STR(asked("  - {id: R, each: row, that: x = 1, grade: hard}\n"), "“x” is not a column of this form");

    T_CASE("rule language: a grade for each row or column");
    T_STR(asked("  - {id: R, each: column, that: p = 1, grade: {total: hard, g.y: info, else: soft}}\n"),
          "R info 上|乙\nR hard 上|计\nR soft 上|额");
    T_STR(asked("  - {id: R, each: row, that: total = 0, grade: {else: soft, q: hard}}\n"),
          "R soft 上|计\nR hard 下|计");

    T_CASE("rule language: when, at, levels");
    T_STR(asked("  - {id: R, each: row, when: g.x > 1, that: total = 0, grade: hard}\n"), "R hard 下|计");
    T_STR(asked("  - {id: R, each: row, when: money > 1, that: total = 0, grade: hard}\n"), "R hard 上|计");
    T_STR(asked("  - {id: R, each: row, at: g.y, that: total = 3, grade: hard}\n"), "R hard 下|乙");
    T_STR(asked("  - {id: R, each: row, levels: [city], that: total = 3, grade: hard}\n"), "");
    T_STR(asked("  - {id: R, each: row, levels: [city, county], that: total = 3, grade: hard}\n"),
          "R hard 下|计");

    T_CASE("rule language: unless an earlier rule found, or could not read, one of the figures");
    T_STR(asked("  - {id: A, each: row, that: total = 3, grade: soft}\n"
                "  - {id: B, each: column, unless: A, that: p = 0, grade: hard}\n"
                "  - {id: C, each: column, unless: A, that: q = 0, grade: hard}\n"),
          "A soft 下|计\nB hard 上|甲\nB hard 上|乙\nB hard 上|计\nB hard 上|额\nC hard 下|甲\nC hard 下|乙");
    T_STR(asked("  - {id: A, each: row, that: money = 2.5, grade: soft}\n"
                "  - {id: B, each: row, unless: A, that: total = 0, at: money, grade: hard}\n"),
          "B hard 上|额");
}

int main(void)
{
    dir = g_dir_make_tmp("formula-XXXXXX", NULL);
    test_language();
    test_sentences();
    test_each();
    g_free(sentence);
    g_rmdir(dir);
    g_free(dir);
    return t_done();
}
