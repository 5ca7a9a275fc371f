/* runs_pages.c - mixed runs on whole pages: a style change inside a line changes no rule of the line (B2,
 * C-06, C-10, C-15), Latin words, addresses, over-long words (B-11, B-17). */
#include "typeset.h"
#include "t.h"
#include "utf8.h"

#define PT(x) ((double)(x) / LEN_PT)
#define CELL  15.79304

static struct typeset t;

/* One report of the blocks in `body` (JSON), all in the preamble, on lines of `cells`, without indent. */
static struct pages *pages_of(int cells, const char *body)
{
    t.layout->cells = cells;
    t.layout->indent = 0;
    return typeset_json(&t,
                        arena_printf(t.a,
                                     "{\"format\": \"nianbao/1\", \"authority\": \"甲县\", \"year\": 2024, "
                                     "\"title\": \"甲\", \"preamble\": [%s], \"sections\": []}",
                                     body));
}

/* The lines of block b, joined by '|'. */
static const char *lines_of(const struct pages *p, int block)
{
    GString *s = g_string_new(NULL);
    const struct mark *m;
    int part = 0;
    for (size_t k = 0; (m = run_of(p, block, k, NULL)); k++) {
        if (part && part != m->element.part)
            g_string_append_c(s, '|');
        part = m->element.part;
        g_string_append(s, m->text);
    }
    const char *text = arena_strdup(t.a, s->str);
    g_string_free(s, TRUE);
    return text;
}

/* Left edges of all Han of a block, in order; returns how many.  A mark and the Han that moved up to it are
 * one cluster of two glyphs. */
static size_t han_edges(const struct pages *p, int block, len_t *x, size_t room)
{
    const struct mark *m;
    size_t n = 0;
    for (size_t k = 0; (m = run_of(p, block, k, NULL)); k++) {
        const char *text = m->text;
        for (size_t c = 0, g = 0; c < m->ncluster; g += m->cluster[c++].nglyph) {
            const char *end = text + m->cluster[c].nbyte;
            for (size_t i = 0; text < end; i++)
                if (utf8_is_han(utf8_next(&text)) && n < room)
                    x[n++] = m->glyph[g + i].x;
        }
    }
    return n;
}

static bool is_mark(uint32_t cp)
{
    return cp >= 0x80 && !utf8_is_han(cp);
}

/* How a text is cut into runs. */
enum cut { MARKS_BOLD, HAN_BOLD, EVERY_OTHER, HALVES, N_CUTS };

static bool is_bold(enum cut cut, uint32_t cp, size_t i, size_t n)
{
    switch (cut) {
    case MARKS_BOLD:
        return is_mark(cp);
    case HAN_BOLD:
        return !is_mark(cp);
    case EVERY_OTHER:
        return i % 2;
    default:
        return i >= n / 2;
    }
}

/* The text as a block of runs; figures and words are not cut. */
static const char *as_runs(const char *text, enum cut cut)
{
    GString *s = g_string_new("{\"runs\": [");
    size_t i = 0, n = utf8_length(text);
    bool bold = false, open = false;
    for (uint32_t last = 0; *text; i++) {
        const char *at = text;
        uint32_t cp = utf8_next(&text);
        bool inside = cp < 0x80 && last < 0x80 && last != 0, want = is_bold(cut, cp, i, n);
        if (!open || (want != bold && !inside)) {
            g_string_append_printf(s, "%s{%s\"text\": \"", open ? "\"}, " : "",
                                   want ? "\"style\": \"bold\", " : "");
            bold = want;
            open = true;
        }
        g_string_append_len(s, at, text - at);
        last = cp;
    }
    g_string_append(s, "\"}]}");
    const char *json = arena_strdup(t.a, s->str);
    g_string_free(s, TRUE);
    return json;
}

/* However the text is cut into runs, its lines end where those of the plain text do, and every Han stands at
 * the same place. */
static const char *same_lines(int cells, const char *text)
{
    enum { ROOM = 1000 };
    static len_t plain[ROOM], cut[ROOM];
    const struct pages *p = pages_of(cells, arena_printf(t.a, "\"%s\"", text));
    const char *want = lines_of(p, 1);
    size_t n = han_edges(p, 1, plain, ROOM);
    for (enum cut c = 0; c < N_CUTS; c++) {
        p = pages_of(cells, as_runs(text, c));
        T_STR(lines_of(p, 1), want);
        T_INT(han_edges(p, 1, cut, ROOM), n);
        for (size_t i = 0; i < n; i++)
            T_NEAR(PT(cut[i]), PT(plain[i]), 0.01);
    }
    return want;
}

static void vectors(void)
{
    static const struct {
        const char *name, *text, *lines;
        int cells;
    } v[] = {
        {"B-01 C-06 a stop in another run is pushed out all the same", "一二三四五六七八九十，后文",
         "一二三四五六七八九|十，后文", 10},
        {"B-02 C-06 marks in another run shrink to pull a line in", "一二三，四五六七八九。后文",
         "一二三，四五六七八九。|后文", 10},
        {"B-03 C-06 an opening mark of another run never ends a line", "一二三四五六七八九（甲）后文",
         "一二三四五六七八九|（甲）后文", 10},
        {"B-04 C-06 marks at both ends, in another run, are half an em", "“一二三四五六七八九”后文",
         "“一二三四五六七八九”|后文", 10},
        {"B-05 C-06 a pair at the line end is one em across runs", "一二三四五六七八《九》。后文",
         "一二三四五六七八《九》。|后文", 11},
        {"B-06 C-06 dashes in another run never part", "一二三四五六七八九——后文",
         "一二三四五六七八九|——后文", 10},
        {"B-15 C-06 breaks before “ and after ” across runs", "上一句话。”“下一句话", "上一句话。”|“下一句话",
         5},
        {"C-10 孤字 with a bold tail", "一二三四五六七八九十甲。", "一二三四五六七八九|十甲。", 10},
        {"C-10 marks that can save the line do so across runs", "一二，三四五，六七八，甲。",
         "一二，三四五，六七八，甲。", 11},
    };
    for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
        T_CASE(v[i].name);
        T_STR(same_lines(v[i].cells, v[i].text), v[i].lines);
    }
    T_CASE("C-06 prose of the sample, cut into runs at 28 cells: every Han where it stands in plain text");
    same_lines(
        28,
        "本报告依据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）第五十条和"
        "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
        "（国办公开办函〔2021〕30号）编制。报告由“总体情况”、“主动公开政府信息情况”——六个部分组成……");
}

/* filler Han, then the runs: on the line where they come to stand, `token` is whole. */
static void sweep(const char *name, const char *runs, const char *token)
{
    T_CASE(name);
    for (size_t filler = 0; filler < 12; filler++) {
        const char *body =
            arena_printf(t.a, "{\"runs\": [{\"text\": \"%s文\"}, %s, {\"text\": \"后文后文后文\"}]}",
                         repeat(&t, "国", filler), runs);
        const char *lines = lines_of(pages_of(12, body), 1);
        if (!strstr(lines, token))
            t_fail(__FILE__, __LINE__, lines);
    }
}

static void tokens(void)
{
    sweep("B-09 a year in two runs is never parted",
          "{\"text\": \"20\"}, {\"text\": \"24\", \"style\": \"bold\"}", "2024");
    sweep("B-13 nor a sign in a run of its own from its figure",
          "{\"text\": \"￥\"}, {\"text\": \"100\", \"style\": \"bold\"}", "￥100");
    sweep("B-08 nor a figure from its per cent sign",
          "{\"text\": \"12.5\", \"style\": \"bold\"}, {\"text\": \"%\"}", "12.5%");
    sweep("B2 nor a Latin word of two runs", "{\"text\": \"IP\"}, {\"text\": \"Six\", \"style\": \"kai\"}",
          "IPSix");
    sweep("B-06 nor a dash of two runs", "{\"text\": \"—\"}, {\"text\": \"—\", \"style\": \"bold\"}", "——");

    T_CASE("B5 a quarter em between Han and figures of another run, none where a mark stands between");
    const struct pages *p = pages_of(
        28, "{\"runs\": [{\"text\": \"共\"}, {\"text\": \"12\", \"style\": \"bold\"}, {\"text\": \"件，\"}, "
            "{\"text\": \"12\", \"style\": \"kai\"}]}");
    const struct mark *shared = run_of(p, 1, 0, NULL), *bold = run_of(p, 1, 1, NULL),
                      *next = run_of(p, 1, 2, NULL), *kai = run_of(p, 1, 3, NULL);
    T_NEAR(PT(bold->glyph[0].x - shared->glyph[0].x), 1.25 * CELL, 0.01);
    T_NEAR(PT(next->glyph[0].x - bold->glyph[0].x), 1.25 * CELL, 0.01);
    T_NEAR(PT(kai->glyph[0].x - next->glyph[0].x), 2 * CELL, 0.01);

    T_CASE("C-13 quotes around a bold word, dashes and dots beside it: one cell from the Chinese face of "
           "their own run");
    p = pages_of(28, "{\"runs\": [{\"text\": \"见“\"}, {\"text\": \"GB/T\", \"style\": \"bold\"}, {\"text\": "
                     "\"”——甲\"}]}");
    T_TRUE(run_of(p, 1, 0, NULL)->face == run_of(p, 1, 2, NULL)->face);
    T_NEAR(PT(run_of(p, 1, 1, NULL)->glyph[0].x - run_of(p, 1, 0, NULL)->glyph[0].x), 2 * CELL, 0.01);
    const struct mark *tail = run_of(p, 1, 2, NULL);
    T_NEAR(PT(tail->glyph[tail->nglyph - 1].x - tail->x0), 3 * CELL, 0.05);
}

static void labels(void)
{
    const char *text = "完成县政府门户网站改版升级，专栏按照法定主动公开内容和基层政务公开标准目录重新梳理，"
                       "检索功能支持组合查询。";
    double right = PT(layout_left(t.layout, 1)) + 28 * CELL;
    T_CASE("C-15 a bold label and long text: the text fills line 1");
    const struct pages *p = pages_of(
        28, arena_printf(t.a, "{\"runs\": [{\"text\": \"一是\", \"style\": \"bold\"}, {\"text\": \"%s\"}]}",
                         text));
    T_STR(run_of(p, 1, 0, NULL)->text, "一是");
    T_INT(run_of(p, 1, 1, NULL)->y0, run_of(p, 1, 0, NULL)->y0);
    T_NEAR(PT(run_of(p, 1, 1, NULL)->x1), right, 0.05);
    T_INT(run_of(p, 1, 1, NULL)->element.part, 1);

    T_CASE("A3 C-15 a heading that runs in: its text follows at once and fills line 1");
    p = pages_of(28, arena_printf(t.a, "{\"heading\": \"（一）平台建设。\", \"text\": \"%s\"}", text));
    T_STR(run_of(p, 1, 0, NULL)->text, "（一）平台建设。");
    T_NEAR(PT(run_of(p, 1, 1, NULL)->x1), right, 0.05);
    T_NEAR(PT(run_of(p, 1, 1, NULL)->x0 - run_of(p, 1, 0, NULL)->x1), 0, 0.3);

    T_CASE("A3 one longer than a line goes on in its own face");
    p = pages_of(
        28, arena_printf(t.a, "{\"heading\": \"1.%s。\", \"text\": \"正文。\"}", repeat(&t, "标题", 20)));
    T_STR(run_of(p, 1, 0, NULL)->style->name, "h3");
    T_STR(run_of(p, 1, 1, NULL)->style->name, "h3");
    T_STR(run_of(p, 1, 2, NULL)->style->name, "body");
    T_INT(run_of(p, 1, 2, NULL)->y0, run_of(p, 1, 1, NULL)->y0);
}

/* Findings of this id whose sentence holds the words. */
static size_t told(const char *id, const char *words)
{
    size_t n = 0;
    for (size_t i = 0; i < diag_size(t.d); i++)
        n += strcmp(diag_get(t.d, i)->id, id) == 0 && strstr(diag_get(t.d, i)->text, words) != NULL;
    return n;
}

/* Lines of the text end behind a / or outside of letters only. */
static void parts_behind_solidus(const char *lines)
{
    for (const char *bar = lines; (bar = strchr(bar, '|')); bar++)
        if (bar[-1] != '/' && (unsigned char)bar[-1] < 0x80 && (unsigned char)bar[1] < 0x80)
            t_fail(__FILE__, __LINE__, lines);
}

static void words(void)
{
    T_CASE("B-11 an address parts behind a / only, whatever stands before it, and is whole while no line "
           "need be loose");
    for (size_t filler = 0; filler < 28; filler++) {
        const char *body =
            arena_printf(t.a, "\"%s网址www.laiyuan.gov.cn/zwgk，后文后文后文后文后文后文后文后文\"",
                         repeat(&t, "国", filler));
        const char *lines = lines_of(pages_of(28, body), 1);
        parts_behind_solidus(lines);
        if (filler < 12 || filler > 22)
            T_TRUE(strstr(lines, "www.laiyuan.gov.cn/zwgk") != NULL);
    }
    T_CASE("B-11 one longer than the line parts behind a / only");
    for (int cells = 15; cells <= 28; cells++)
        parts_behind_solidus(lines_of(
            pages_of(cells, "\"网址https://www.laiyuan.gov.cn/zwgk/gongkai/niandubaogao/baogao/2024，后文\""),
            1));
    T_INT(told("TYPE-FORCED", ""), 0);

    T_CASE("B-17 a word wider than the line is broken anywhere, stays inside the measure, and is reported");
    const struct pages *p = pages_of(10, "\"编号ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ后文\"");
    double right = PT(layout_left(t.layout, 1)) + 10 * CELL;
    const struct mark *m;
    for (size_t k = 0; (m = run_of(p, 1, k, NULL)); k++)
        T_TRUE(PT(m->x1) <= right + 0.05);
    T_TRUE(told("TYPE-FORCED", "ABCDEF") > 0);

    const char *lines;
    T_CASE("B2 a Latin word is whole on its line, whatever stands before it");
    for (size_t filler = 0; filler < 14; filler++) {
        const char *body = arena_printf(t.a, "\"%s支持Excel格式和Portable Document文件后文后文后文\"",
                                        repeat(&t, "国", filler));
        lines = lines_of(pages_of(14, body), 1);
        if (!strstr(lines, "Excel") || !strstr(lines, "Portable") || !strstr(lines, "Document"))
            t_fail(__FILE__, __LINE__, lines);
    }
}

int main(void)
{
    t = typeset_open(NULL);
    vectors();
    tokens();
    labels();
    words();
    typeset_close(&t);
    return t_done();
}
