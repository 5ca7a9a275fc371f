/* decimal.c - exact decimal numbers: what is in the cells, and their sums. */
#include "decimal.h"

#include "t.h"

#include <glib.h>

/* text_of - the decimal a text is read as, as text; "no" if it is none; in a buffer of its own. */
static const char *text_of(const char *s)
{
    static char buf[64];
    struct decimal d;
    if (!decimal_parse(s, &d))
        return "no";
    char *t = decimal_text(d);
    snprintf(buf, sizeof buf, "%s", t);
    g_free(t);
    return buf;
}

static const char *cell(const char *s, const char *unit)
{
    static char buf[64];
    struct value v = {.state = s ? VALUE_TEXT : VALUE_NULL, .text = s};
    struct decimal d;
    if (!decimal_of_value(&v, unit, &d))
        return "no";
    char *t = decimal_text(d);
    snprintf(buf, sizeof buf, "%s", t);
    g_free(t);
    return buf;
}

static const char *sum(const char *a, const char *b, bool minus)
{
    static char buf[64];
    struct decimal x, y, z;
    if (!decimal_parse(a, &x) || !decimal_parse(b, &y) || !(minus ? decimal_sub : decimal_add)(x, y, &z))
        return "no";
    char *t = decimal_text(z);
    snprintf(buf, sizeof buf, "%s", t);
    g_free(t);
    return buf;
}

static int cmp(const char *a, const char *b)
{
    struct decimal x, y;
    T_TRUE(decimal_parse(a, &x));
    T_TRUE(decimal_parse(b, &y));
    return decimal_cmp(x, y);
}

#define NINES_38 "99999999999999999999999999999999999999"

int main(void)
{
    T_CASE("decimal: numbers are read exactly");
    T_STR(text_of("0"), "0");
    T_STR(text_of("12"), "12");
    T_STR(text_of("-3"), "-3");
    T_STR(text_of("+19"), "19");
    T_STR(text_of("\u2212417"), "-417");
    T_STR(text_of("1439.4967"), "1439.4967");
    T_STR(text_of("0.10"), "0.1");
    T_STR(text_of("100"), "100");
    T_STR(text_of("0.05"), "0.05");
    T_STR(text_of("-0.0"), "0");
    T_STR(text_of(NINES_38), NINES_38);

    T_CASE("decimal: what is no number, or too long, is refused");
    static const char *const bad[] = {"",    "-",   "1.",  ".5",  "1.2.3",        "1e3", "12件",
                                      "1,2", " 12", "12 ", "--1", ("9" NINES_38), "0x1"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        T_STR(text_of(bad[i]), "no");

    T_CASE("decimal: a blank cell and a placeholder count 0");
    T_STR(cell(NULL, ""), "0");
    T_STR(cell("", ""), "0");
    T_STR(cell("/", ""), "0");
    T_STR(cell("-", ""), "0");
    T_STR(cell("—", ""), "0");
    T_STR(cell("无", ""), "no");

    T_CASE("decimal: a figure with a remark on a second line counts as its figure");
    T_STR(cell("12\n（其中修订3件）", ""), "12");
    T_STR(cell(" 12　\n", ""), "12");
    T_STR(cell("12（其中修订3件）", ""), "no");

    T_CASE("decimal: an amount counts by its unit");
    T_STR(cell("1439.4967", "万元"), "1439.4967");
    T_STR(cell("251000元", "万元"), "25.1");
    T_STR(cell("251000元", NULL), "251000");
    T_STR(cell("240万元", NULL), "2400000");
    T_STR(cell("1.5亿元", "万元"), "15000");
    T_STR(cell("0.5 万元", NULL), "5000");
    T_STR(cell("8040", NULL), "8040");
    T_STR(cell("5件", NULL), "no");
    T_STR(cell("5元", ""), "no");

    T_CASE("decimal: sums are exact and never rounded");
    T_STR(sum("0.1", "0.2", false), "0.3");
    T_STR(sum("1439.4967", "0.0033", false), "1439.5");
    T_STR(sum("716", "417", true), "299");
    T_STR(sum("0", "0.000001", true), "-0.000001");
    T_STR(sum(NINES_38, "1", false), "no");
    T_STR(sum(NINES_38, "0.1", false), "no");
    T_STR(sum(NINES_38, NINES_38, false), "no");

    T_CASE("decimal: comparison needs no equal scale");
    T_INT(cmp("1.50", "1.5"), 0);
    T_INT(cmp("1.49", "1.5"), -1);
    T_INT(cmp("-1", "-2"), 1);
    T_INT(cmp(NINES_38, "0.01"), 1);
    T_INT(cmp("0.01", NINES_38), -1);
    T_INT(cmp("-" NINES_38, "0.01"), -1);
    return t_done();
}
