/* sweep_tokens.c - the tokens of B2 behind 0, 1, 2 ... Han at their own measures, with the real fonts. */
#include "sweep.h"

static struct typeset t;
static const struct text_style *body;

/* 0 to 16 Han, the token, some Han. */
static const char *filled(const char *token, int fill)
{
    return arena_printf(t.a, "%s%s后文如此而已", repeat(&t, "国", (size_t)fill), token);
}

/* In measures from..to em by halves.  keep: no line ends inside the token but as a last resort. */
static void sweep(const char *token, int from, int to, bool keep)
{
    size_t bytes = strlen(token);
    for (int fill = 0; fill <= 16; fill++) {
        struct span span = {filled(token, fill), body};
        for (int w = 2 * from; w <= 2 * to; w++) {
            const struct paragraph *p;
            int plain = 0;
            if (!sweep_set(&t, &span, 1, w * body->cell / 2, 0, true, &plain, &p))
                return;
            for (size_t l = 0; l + 1 < p->nline; l++) {
                size_t at = p->shaped->cluster[p->line[l].to].byte, begin = (size_t)fill * strlen("国");
                if (keep && at > begin && at < begin + bytes && !p->line[l].forced) {
                    t_fail(__FILE__, __LINE__, sweep_text(p));
                    return;
                }
            }
        }
    }
}

static size_t bad_lines(const struct line *line, size_t n)
{
    size_t bad = 0;
    for (size_t i = 0; i < n; i++)
        bad += line[i].loose || line[i].forced;
    return bad;
}

/* B-14: a number leaves its counter only where a line would be loose else.  Returns how often it does. */
static int sweep_soft(const char *token, int from, int to)
{
    int paid = 0;
    for (int fill = 0; fill <= 16; fill++) {
        struct span span = {filled(token, fill), body};
        for (int w = 2 * from; w <= 2 * to; w++) {
            const struct paragraph *p;
            int plain = 0;
            if (!sweep_set(&t, &span, 1, w * body->cell / 2, 0, true, &plain, &p))
                return paid;
            bool soft = false;
            for (size_t l = 0; l + 1 < p->nline; l++)
                soft |= p->item[p->line[l].to - 1].penalty >= KINSOKU_SOFT;
            if (!soft)
                continue;
            paid++;
            struct item *it = arena_dup(t.a, p->item, p->shaped->ncluster * sizeof *it);
            for (size_t i = 0; i < p->shaped->ncluster; i++)
                if (it[i].penalty >= KINSOKU_SOFT)
                    it[i].penalty = PENALTY_NEVER;
            struct break_options o = {.width = p->width, .justify = true, .han_gap_max = body->cell / 4};
            size_t n;
            struct line *line = break_lines(it, p->shaped->ncluster, &o, t.a, &n);
            if (bad_lines(line, n) == 0)
                t_fail(__FILE__, __LINE__, sweep_text(p));
        }
    }
    return paid;
}

static void sweep_all(const char *const token[], int from, int to, bool keep)
{
    for (; *token; token++)
        sweep(*token, from, to, keep);
}

/* A paragraph at w half cells, its lines with | between. */
static const char *lines(const char *text, int half_cells)
{
    struct span span = {text, body};
    const struct paragraph *p;
    int plain = 0;
    sweep_set(&t, &span, 1, half_cells * body->cell / 2, 0, true, &plain, &p);
    return sweep_text(p);
}

static void check_tokens(void)
{
    T_CASE("B-09 on the real fonts: dates and their range");
    sweep("2024年1月1日—12月31日", 8, 14, false);
    T_CASE("B-10 C-03 on the real fonts: no line starts with an interpunct");
    sweep_all((const char *const[]){"比尔·盖茨", "公开·透明", NULL}, 6, 12, false);
    T_CASE("B-11 on the real fonts: no line starts or ends with a solidus");
    sweep_all((const char *const[]){"和/或", "GB/T", "1/2", NULL}, 6, 12, true);
    sweep("http://www.county.gov.cn/zwgk/2024/nb.html", 10, 24, false);
    T_CASE("B-12 on the real fonts: a connector never comes first");
    sweep_all((const char *const[]){"3～8页", "5%～10%", "1—3页", NULL}, 6, 12, false);
    T_CASE("B-13 on the real fonts: sign, currency and unit stay with the number");
    sweep_all(
        (const char *const[]){"￥100", "¥1,280.50", "+5", "-5", "±2", "37℃", "50‰", "＋3℃", "第3条", NULL}, 6,
        12, true);
    T_CASE("B-14 on the real fonts: number and counter part only where a line would be loose");
    int paid = 0;
    static const char *const soft[] = {"2024年", "3件", "30号", "〔2021〕30号", "2024年1月12日"};
    for (size_t i = 0; i < sizeof soft / sizeof *soft; i++)
        paid += sweep_soft(soft[i], 8, 14);
    T_TRUE(paid > 0); /* or it shows nothing */
    T_CASE("B-14 on the real fonts: the number of a standard leaves GB/T only where a line would be loose");
    paid = 0;
    static const char *const standard[] = {"GB/T 9704-2012", "DB13/T 2081—2014", "ISO 9001", "GB 1.1"};
    for (size_t i = 0; i < sizeof standard / sizeof *standard; i++)
        paid += sweep_soft(standard[i], 9, 14);
    T_TRUE(paid > 0);
    T_STR(lines("本公文的格式按照推荐性国家标准GB/T 9704执行", 36),
          "本公文的格式按照推荐性国家标准|GB/T 9704执行");
    T_STR(lines("按照国标GB/T 9704执行", 14), "按照国标GB/T |9704执行");
    T_STR(lines("政府公报同时提供两种格式文件PDF 12个", 34), "政府公报同时提供两种格式文件PDF |12个");

    T_CASE("B-15 C-01 on the real fonts: lines end before “ and behind ”, never the other way about");
    sweep("测试“引号”后文", 5, 9, false);
    T_STR(lines("测试“引号”后文", 10), "测试“引号”|后文");
    T_STR(lines("一二三测试“引号”后", 10), "一二三测试|“引号”后");
    T_CASE("B-16 on the real fonts: a note mark never comes first");
    sweep_all((const char *const[]){"项目①项", "注[1]后", NULL}, 5, 12, false);
    T_CASE("B-17 on the real fonts: what is wider than the measure is cut and reported, and stays inside");
    T_STR(lines("123456789012", 6), "123456!|789012");
    sweep_all((const char *const[]){"12345678901234", "abcdefghijklmnop", "￥1,280,000.50", NULL}, 3, 5,
              false);
    T_CASE("C-02 on the real fonts: stops behind brackets");
    sweep_all((const char *const[]){"（0000），", "（abc）。", NULL}, 5, 12, false);
    T_CASE("C-07 B-06 B-07 on the real fonts: long marks whole, beside quotes, stops and dots too");
    sweep_all((const char *const[]){"——后文", "……后文", "“——甲”", "——，", "——……", NULL}, 5, 12, false);
    T_CASE("C-11 on the real fonts: a half-width stop behind a full-width bracket");
    sweep("（甲）.", 5, 12, false);
}

static void check_vectors(void)
{
    T_CASE("B-01 B-02 B-03 B-04 B-05 B-06 B-07 B-08 on the real fonts");
    T_STR(lines("一二三四五六七八九十，后文", 20), "一二三四五六七八九|十，后文");
    T_STR(lines("一二三，四五六七八九。后文", 20), "一二三，四五六七八九。|后文");
    T_STR(lines("一二三四五六七八九（甲）后文", 20), "一二三四五六七八九|（甲）后文");
    T_STR(lines("“一二三四五六七八九”后文", 20), "“一二三四五六七八九”|后文");
    T_STR(lines("一二三四五六七八《九》。后文", 22), "一二三四五六七八《九》。|后文");
    T_STR(lines("一二三四五六七八九——后文", 20), "一二三四五六七八九|——后文");
    T_STR(lines("一二三四五六七八九……后文", 20), "一二三四五六七八九|……后文");
    T_STR(lines("同比增长了一二三四12.5%，后文", 20), "同比增长了一二三四|12.5%，后文");
    T_CASE("C-04 B-04 T-B3 both ends of a line are half a cell, flush left as justified, on the real fonts");
    for (int justify = 0; justify < 2; justify++) {
        struct span quoted = {"“一二三四五六七八九”", body};
        const struct paragraph *one;
        int none = 0;
        sweep_set(&t, &quoted, 1, 10 * body->cell, 0, justify, &none, &one);
        T_INT(one->nline, 1);
        T_NEAR(one->line[0].natural, 10 * body->cell, 16);
        struct placed at[11];
        break_place(one->item, &one->line[0], one->width, one->justify, at);
        T_NEAR(at[0].cut_left, body->cell / 2, 16);
        T_NEAR(at[1].x, body->cell / 2, 16);
        T_NEAR(at[10].width, body->cell / 2, 16);
    }
    T_CASE("C-06 B-01 to B-05 with the mark in a run of another face, on the real fonts");
    const struct text_style *bold = layout_style(t.layout, "bold");
    static const struct {
        const char *part[3]; /* body, bold, body */
        const char *want;
        int half_cells;
    } mixed[] = {{{"一二三四五六七八九十", "，", "后文"}, "一二三四五六七八九|十，后文", 20},
                 {{"一二三", "，四五六七八九。", "后文"}, "一二三，四五六七八九。|后文", 20},
                 {{"一二三四五六七八九", "（甲）", "后文"}, "一二三四五六七八九|（甲）后文", 20},
                 {{"“一二三四五六七八九", "”", "后文"}, "“一二三四五六七八九”|后文", 20},
                 {{"一二三四五六七八《九", "》", "。后文"}, "一二三四五六七八《九》。|后文", 22},
                 {{"一二三四五六七八九", "（文字）", "。"}, "一二三四五六七八九|（文字）。", 20}};
    for (size_t i = 0; i < sizeof mixed / sizeof *mixed; i++) {
        struct span span[3] = {{mixed[i].part[0], body}, {mixed[i].part[1], bold}, {mixed[i].part[2], body}};
        const struct paragraph *p;
        int plain = 0;
        sweep_set(&t, span, 3, mixed[i].half_cells * body->cell / 2, 0, true, &plain, &p);
        T_STR(sweep_text(p), mixed[i].want);
    }
    T_CASE("B6 C-10 孤字 on the real fonts, also with a bold tail");
    T_STR(lines("一二三四五六七八九十甲。", 20), "一二三四五六七八九|十甲。");
    T_STR(lines("一二，三四五，六七八，甲。", 22), "一二，三四五，六七八，甲。");
    T_STR(lines("一二三四五六七八九十，例如：", 22), "一二三四五六七八九十，|例如：");
    struct span tail[2] = {{"一二三四五六七八九十", body}, {"甲。", bold}};
    const struct paragraph *p;
    int plain = 0;
    sweep_set(&t, tail, 2, 10 * body->cell, 0, true, &plain, &p);
    T_STR(sweep_text(p), "一二三四五六七八九|十甲。");
}

int main(void)
{
    t = typeset_open(NULL);
    body = layout_style(t.layout, "body");
    check_tokens();
    check_vectors();
    typeset_close(&t);
    return t_done();
}
