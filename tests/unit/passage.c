/* passage.c - sentences, clauses and figures of a text, and the patterns that are looked for in them. */
#include "phrase.h"

#include "t.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static struct arena *a;
static struct passage_words words;

static struct wordlist list(const char *text)
{
    char **word = g_strsplit(text, " ", -1);
    struct wordlist w = {ARENA_ARRAY(a, g_strv_length(word), const uint32_t *), g_strv_length(word)};
    for (size_t i = 0; i < w.n; i++)
        w.word[i] = code_points(word[i], a);
    g_strfreev(word);
    return w;
}

/* figures - all figures of a text: value, then * not exact, % percent, u counted, the unit. */
static const char *figures(const char *text)
{
    static char *s;
    const struct passage *p = passage_read(text, &words, a);
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < p->nfigure; i++) {
        const struct passage_figure *f = &p->figure[i];
        char *value = decimal_text(f->value), unit[8] = {0};
        if (f->unit)
            g_unichar_to_utf8(f->unit, unit);
        g_string_append_printf(out, "%s%s%s%s%s%s", i ? " " : "", value, f->exact ? "" : "*",
                               f->percent ? "%" : "", f->counted ? "u" : "", unit);
        g_free(value);
    }
    g_free(s);
    return s = g_string_free(out, FALSE);
}

static void test_figures(void)
{
    T_CASE("passage: figures with their units");
    T_STR(figures("收到8件、9项，3个"), "8u件 9u项 3个");
    T_STR(figures("1,234件，１２件，1 617 件"), "1234u件 12u件 1617u件");
    T_STR(figures("41.8%和12％"), "41.8% 12%");
    T_STR(figures("3条例，4条"), "3条 4u条");

    T_CASE("passage: figures that are not exact");
    T_STR(figures("1900余条，约8件，近10件，20多件"), "1900*u条 8*u件 10*u件 20*u件");
    T_STR(figures("1.2万件"), "1.2万");
    T_STR(figures("8件左右，9件以上，10件"), "8*u件 9*u件 10u件");

    T_CASE("passage: words for whoever may ask are left out, places stay those of the text");
    const struct passage *p = passage_read("收到公民、法人和其他组织8件，公民9件", &words, a);
    T_INT((int)p->n, 9);
    T_INT((int)p->figure[0].from, 2);
    T_STR(passage_text(p, "收到公民、法人和其他组织8件，公民9件", 0, 4, a), "收到公民、法人和其他组织8件");
    T_INT((int)p->at[p->figure[1].from], 17);

    T_CASE("passage: numbers that are no figures");
    T_STR(figures("2024年第3辑"), "2024年 3*辑");
    T_STR(figures("A4纸、IPv6、2025-16号、〔2021〕30号"), "2025 30号");
    T_STR(figures("1,2件"), "1 2u件");

    T_CASE("passage: a word inside brackets that close does not reach behind them");
    const struct wordlist among = list("其中");
    p = passage_read("收到9件（其中网上5件），办结8件（其中现场（其中4件", &words, a);
    T_INT((int)passage_last_here(p, 0, 12, &among), -1);
    T_INT((int)passage_last_here(p, 0, 8, &among), 5);
    T_INT((int)passage_last_here(p, 0, p->n, &among), 23);

    T_CASE("passage: titles in 《》 are passed over");
    T_STR(figures("按《收到8件的〈通知〉》收到9件"), "9u件");
    T_STR(figures("《没有完，收到9件"), "9u件");
}

/* clause, sentence - that of the first character of `at` in the text. */
static const char *part(const char *text, const char *at, bool sentence)
{
    const struct passage *p = passage_read(text, &words, a);
    size_t i = (size_t)g_utf8_pointer_to_offset(text, strstr(text, at)), from, to;
    (sentence ? passage_sentence : passage_clause)(p, i, &from, &to);
    return passage_text(p, text, from, to, a);
}

static void test_clauses(void)
{
    T_CASE("passage: clauses end at ，。、；： brackets and their ASCII twins, not inside a number");
    static const char text[] = "甲，乙、丙（丁1,234件戊3.5%）；己:庚。辛!壬";
    T_STR(part(text, "乙", false), "乙");
    T_STR(part(text, "丙", false), "丙");
    T_STR(part(text, "丁", false), "丁1,234件戊3.5%");
    T_STR(part(text, "己", false), "己");
    T_STR(part(text, "壬", false), "壬");

    T_CASE("passage: sentences end at 。？！ and the line feed");
    T_STR(part(text, "丁", true), "甲，乙、丙（丁1,234件戊3.5%）；己:庚");
    T_STR(part(text, "辛", true), "辛");
    T_STR(part("甲\n乙。", "乙", true), "乙");
}

/* finds_alike - whether phrase_find gives the first place of any stretch at which phrase_at matches. */
static bool finds_alike(const struct phrase *phrase, const struct passage *p)
{
    for (size_t from = 0; from <= p->n; from++)
        for (size_t to = from; to <= p->n; to++) {
            struct phrase_match at, found;
            size_t i = from;
            while (i < to && !phrase_at(phrase, p, i, 2024, &at))
                i++;
            if (phrase_find(phrase, p, from, to, 2024, &found) != (i < to))
                return false;
            if (i < to && (found.from != i || found.to != at.to || found.figure != at.figure))
                return false;
        }
    return true;
}

/* matched - the words a pattern matches first in a text, "-" for none, "!" and the finding if it is none. */
static const char *matched(const char *pattern, const char *text)
{
    const struct ynode n = {
        .kind = Y_SCALAR, .file = "p", .line = 1, .column = 1, .text = pattern, .plain = true};
    struct diag *d = diag_new();
    const struct phrase *phrase = phrase_parse(&n, a, d);
    const char *said = diag_size(d) ? arena_printf(a, "!%s", diag_get(d, 0)->text) : "-";
    diag_free(d);
    if (!phrase)
        return said;
    const struct passage *p = passage_read(text, &words, a);
    T_TRUE(finds_alike(phrase, p));
    for (size_t i = 0; i < p->n; i++) {
        struct phrase_match m;
        if (phrase_at(phrase, p, i, 2024, &m))
            return passage_text(p, text, m.from, m.to, a);
    }
    return "-";
}

/* last_by_looking - as passage_last, word by word at every place. */
static long last_by_looking(const struct passage *p, size_t from, size_t to, const struct wordlist *w)
{
    for (size_t i = to; i-- > from;)
        for (size_t k = 0; k < w->n; k++) {
            size_t n = 0;
            while (w->word[k][n])
                n++;
            if (i + n <= to && passage_is(p, i, w->word[k]))
                return (long)i;
        }
    return -1;
}

static void test_words(void)
{
    T_CASE(
        "passage: the last of some words is found wherever it stands, in short stretches and in long ones");
    struct wordlist w = list("申请 公开 政府信息 甲甲");
    GString *text = g_string_new("甲甲乙申请公开");
    for (int i = 0; i < 1200; i++)
        g_string_append(text, i % 97 == 5 ? "政府信息" : i % 31 ? "丙" : "公开申请");
    const struct passage *p = passage_read(text->str, &words, a);
    bool alike = true;
    for (size_t from = 0; from < p->n; from += 7)
        for (size_t to = from; to <= p->n; to += to < from + 12 ? 1 : 401)
            alike = alike && passage_last(p, from, to, &w) == last_by_looking(p, from, to, &w);
    T_TRUE(alike);
    T_INT(passage_last(p, 0, p->n, &(struct wordlist){w.word + 3, 1}), 0);
    g_string_free(text, TRUE);

    T_CASE("passage: a word is not looked for where one of its characters is missing");
    p = passage_read("收到申请", &words, a);
    T_TRUE(passage_may_have(p, code_points("申请", a)));
    T_TRUE(!passage_may_have(p, code_points("申办", a)));
}

static void test_patterns(void)
{
    T_CASE("phrase: words, choices, gaps and figures");
    T_STR(matched("新收…申请…#", "全年新收政府信息公开申请 8 件。"), "新收政府信息公开申请 8 件");
    T_STR(matched("(收到|接到)#", "共接到8件"), "接到8件");
    T_STR(matched("(共|累计|)收到#", "累计收到8件"), "累计收到8件");
    T_STR(matched("(共|累计|)收到#", "又收到8件"), "收到8件");
    T_STR(matched("占…%", "占总数的41.8%"), "占总数的41.8%");
    T_STR(matched("占…%", "占总数的41.8件"), "-");
    T_STR(matched("收到#", "收到8人"), "-");
    T_STR(matched("{year}年", "在2024年"), "2024年");
    T_STR(matched("{last}年", "在2023年，2024"), "2023年");
    T_STR(matched("{next}", "202"), "-");

    T_CASE("phrase: a gap does not run into the next clause, over a digit, or over more than 12 characters");
    T_STR(matched("收到…#", "收到申请，公开8件"), "-");
    T_STR(matched("收到…#", "收到申请、公开8件"), "-");
    T_STR(matched("收到…#", "收到申请（公开8件"), "-");
    T_STR(matched("收到…#", "收到2023年8件"), "-");
    T_STR(matched("收到…#", "收到一二三四五六七八九十一二8件"), "收到一二三四五六七八九十一二8件");
    T_STR(matched("收到…#", "收到一二三四五六七八九十一二三8件"), "-");
    T_STR(matched("复议、诉讼…#", "复议、诉讼8件"), "复议、诉讼8件");

    T_CASE("phrase: years");
    T_STR(matched("{year}年#", "2024年8件"), "2024年8件");
    T_STR(matched("{last}年#", "2024年8件，2023年9件"), "2023年9件");
    T_STR(matched("转{next}年#", "转2025年8件"), "转2025年8件");

    T_CASE("phrase: what is no pattern");
    T_STR(matched("(收到|接到#", ""), "!“(” needs words and “)” behind it");
    T_STR(matched("收到()#", ""), "!“(” needs words and “)” behind it");
    T_STR(matched("(收…到)#", ""), "!only words can stand between “(” and “)”");
    T_STR(matched("{month}月", ""), "!only {year}, {last} and {next} can stand in braces");
    T_STR(matched("收到#件#", ""), "!a pattern has one figure at most");
    T_STR(matched("", ""), "!a pattern is wanted here");
}

int main(void)
{
    a = arena_new();
    words = (struct passage_words){.unit = list("件 条 项"),
                                   .about = list("余 多"),
                                   .near = list("约 近 第"),
                                   .round = list("左右 以上"),
                                   .not_one = list("条例"),
                                   .idle = list("公民、法人和其他组织")};
    test_figures();
    test_clauses();
    test_words();
    test_patterns();
    arena_free(a);
    return t_done();
}
