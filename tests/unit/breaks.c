/* breaks.c - lines of a paragraph: the vectors of B2, B4, B5 and B6, and the rows of table C that concern the
 * line. */
#include "t.h"

#include "breaks_text.h"

static struct set_text t;

#define LINES(text, half_ems, want) (text_break(&t, text, half_ems), T_STR(text_lines(&t), want))

static void t_b2(void)
{
    T_CASE("B-01 a stop that does not fit is pushed out, the line stretched");
    LINES("一二三四五六七八九十，后文", 20, "一二三四五六七八九|十，后文");
    for (size_t i = 0; i < 8; i++)
        T_INT(text_step(&t, i), EM + EM / 8);
    T_INT(t.width[0], 10 * EM);

    T_CASE("B-02 a line is pulled in by the marks it holds");
    LINES("一二三，四五六七八九。后文", 20, "一二三，四五六七八九。|后文");
    T_INT(text_step(&t, 3), HALF);
    T_INT(t.place[10].width, HALF);
    T_INT(t.width[0], 10 * EM);

    T_CASE("B-03 an opening mark never ends a line, and loses its half at the start");
    LINES("一二三四五六七八九（甲）后文", 20, "一二三四五六七八九|（甲）后文");
    T_INT(t.width[0], 10 * EM);
    T_INT(t.place[9].width, HALF);
    T_INT(t.place[9].cut_left, HALF);

    T_CASE("B-04 marks at both ends of a line are half an em");
    LINES("“一二三四五六七八九”后文", 20, "“一二三四五六七八九”|后文");
    T_INT(t.line[0].natural, 10 * EM);
    T_INT(t.place[0].width, HALF);
    T_INT(t.place[10].width, HALF);

    T_CASE("B-05 a pair at the line end is one em");
    LINES("一二三四五六七八《九》。后文", 22, "一二三四五六七八《九》。|后文");
    T_INT(t.place[10].width + t.place[11].width, EM);
    T_INT(t.width[0], 11 * EM);

    T_CASE("B-06 two dashes never part");
    LINES("一二三四五六七八九——后文", 20, "一二三四五六七八九|——后文");
    T_CASE("B-07 nor do two ellipses");
    LINES("一二三四五六七八九……后文", 20, "一二三四五六七八九|……后文");
    T_CASE("B-08 a number with its per cent sign goes over whole, without a gap at the line start");
    LINES("同比增长了一二三四12.5%，后文", 20, "同比增长了一二三四|12.5%，后文");
    T_INT(t.place[9].x, 0);

    T_CASE("B-17 a number wider than the measure breaks at any digit and is reported");
    LINES("12345678901234", 6, "123456!|789012!|34");
    LINES("abcdefghij", 6, "abcdef!|ghij");
    T_CASE("B-17 the last resort goes to the word, not to the marks beside it");
    LINES("123456，后", 6, "12345!|6，后");
    T_CASE("B-17 one item wider than the line has a line of its own, marked");
    text_read(&t, "甲乙", EM);
    text_set(&t, EM / 2, 0, true);
    T_STR(text_lines(&t), "甲!|乙!");
    T_CASE("B-17 an over-long word may begin beside other text");
    LINES("甲乙丙丁abcdefghijklmnopqrst", 16, "甲乙丙丁abcdefg!|hijklmnopqrst");
}

static void t_b4(void)
{
    T_CASE("B4 each shrink step is used up before the next begins");
    /* steps 4 (brackets), 5 (commas), 6 (Han-Latin gaps), 7 (stops); each can give what is written */
    text_read(&t, "甲（乙）丙，丁12戊。己，庚", EM);
    struct line whole = {.from = 0, .to = t.n};
    len_t natural = 0;
    for (size_t i = 0; i < t.n; i++)
        natural += t.it[i].width + (i + 1 < t.n ? t.it[i].gap_width : 0);
    T_INT(break_place(t.it, &whole, natural, true, t.place), natural);
    T_INT(break_place(t.it, &whole, natural - HALF, true, t.place), natural - HALF);
    T_INT(t.place[1].width, EM - QUARTER); /* both brackets equally */
    T_INT(t.place[1].cut_left, QUARTER);
    T_INT(t.place[3].width, EM - QUARTER);
    T_INT(t.place[5].width, EM);
    break_place(t.it, &whole, natural - EM - HALF, true, t.place);
    T_INT(t.place[1].width, HALF);
    T_INT(t.place[5].width, EM - QUARTER);
    T_INT(t.place[12].width, EM - QUARTER);
    T_INT(text_step(&t, 6), EM + QUARTER);
    T_INT(t.place[10].width, EM);
    break_place(t.it, &whole, natural - 2 * EM - EM / 8, true, t.place);
    T_INT(t.place[5].width, HALF);
    T_INT(text_step(&t, 6), EM + QUARTER - EM / 16);
    T_INT(t.place[10].width, EM);
    break_place(t.it, &whole, natural - 2 * EM - QUARTER - QUARTER, true, t.place);
    T_INT(text_step(&t, 6), EM + EM / 8);
    T_INT(t.place[10].width, EM - QUARTER);

    T_CASE("B4 the interpunct shrinks from both sides, before the brackets");
    text_read(&t, "甲·乙（丙）丁", EM);
    whole.to = t.n;
    break_place(t.it, &whole, 6 * EM + HALF - EM / 8, true, t.place);
    T_INT(t.place[1].width, HALF - EM / 8);
    T_INT(t.place[1].cut_left, EM / 16);
    T_INT(t.place[3].width, EM);

    T_CASE("B4 each stretch step is used up before the next begins");
    text_read(&t, "甲乙12丙ab cd丁戊", EM); /* gaps: 2 x 1/4 + 2 x 1/4 Latin, one space of 1/4 */
    whole.to = t.n;
    natural = 5 * EM + 6 * HALF + 5 * QUARTER;
    break_place(t.it, &whole, natural + EM / 8, true, t.place);
    T_INT(text_step(&t, 7), EM / 4 + EM / 8);
    T_INT(text_step(&t, 1), EM + QUARTER);
    break_place(t.it, &whole, natural + QUARTER + EM / 8, true, t.place);
    T_INT(text_step(&t, 7), HALF);
    T_INT(text_step(&t, 1), EM + QUARTER + EM / 32);
    T_INT(text_step(&t, 0), EM);
    T_INT(break_place(t.it, &whole, natural + 2 * EM, true, t.place), natural + 2 * EM);
    T_INT(text_step(&t, 7), HALF);
    T_INT(text_step(&t, 1), EM + EM / 3);
    T_TRUE(text_step(&t, 0) > EM);

    T_CASE("B4 no space grows around connectors while there is another place");
    text_read(&t, "甲乙～丙丁", EM);
    whole.to = t.n;
    break_place(t.it, &whole, 6 * EM, true, t.place);
    T_INT(text_step(&t, 1), EM);
    T_INT(text_step(&t, 2), EM);
    T_INT(text_step(&t, 0), EM + HALF);
    text_read(&t, "甲～丙", EM);
    whole.to = t.n;
    T_INT(break_place(t.it, &whole, 4 * EM, true, t.place), 4 * EM);
    T_INT(text_step(&t, 0), EM + HALF);

    T_CASE("B4 odd units are spread so that the right edge is exact");
    text_read(&t, "一二三四五六七八九十", 1000);
    whole.to = t.n;
    T_INT(break_place(t.it, &whole, 10007, true, t.place), 10007);
    for (size_t i = 0; i < 9; i++)
        T_TRUE(text_step(&t, i) == 1000 || text_step(&t, i) == 1001);

    T_CASE("B4 pull in by the last shrinking step before stretching at all");
    LINES("“一二三。四五六七八九十甲乙丙丁戊己庚辛壬癸子丑”", 40,
          "“一二三。四五六七八九十甲乙丙丁戊己庚辛壬|癸子丑”");
    T_INT(t.place[4].width, HALF);
    T_INT(t.width[0], 20 * EM);
    T_CASE("B4 of two ways to stretch, gaps are shared between the lines");
    LINES("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳ABCDEFGHIJ后文", 28,
          "一二三四五六七八九十甲乙丙|丁戊己庚辛壬癸子丑寅卯辰巳|ABCDEFGHIJ后文");

    T_CASE("T-B4a lines are filled and nothing within 12 changes");
    text_break(&t, "共12件，其中3件已办结，共12件，其中3件已办结，共12件，其中3件已办结。", 21);
    for (size_t l = 0; l + 1 < t.nline; l++)
        T_INT(t.width[l], 21 * HALF);
    for (size_t i = 0; i + 1 < t.n; i++)
        if (strcmp(t.utf8[i], "1") == 0 && strcmp(t.utf8[i + 1], "2") == 0)
            T_INT(text_step(&t, i), HALF);

    T_CASE("T-B4b one typed space grows to half an em, the rest goes to the Han");
    text_break(&t, "一二三四 五六七八九十甲（丙丁）后文", 21);
    T_STR(text_lines(&t), "一二三四 五六七八九十|甲（丙丁）后文");
    T_INT(text_step(&t, 4), HALF);
    T_INT(t.width[0], 21 * HALF);
    text_break(&t, "一二三四 五六七八九ABCDEF后文", 22);
    T_STR(text_lines(&t), "一二三四 五六七八九|ABCDEF后文");
    T_INT(text_step(&t, 4), HALF);
    T_TRUE(text_step(&t, 0) > EM);

    T_CASE("T-B4c 28 Han have no gaps");
    static char han[28 * 2 * 3 + 1];
    for (size_t i = 0; i < 56; i++)
        memcpy(han + i * 3, "国", 3);
    text_break(&t, han, 56);
    T_INT(t.nline, 2);
    for (size_t i = 0; i < 27; i++)
        T_INT(text_step(&t, i), EM);

    T_CASE("B4 a line of halved commas does not stand below one of Han set apart if it can stand elsewhere");
    LINES("一二三、四五六七八九，十一二三四、五六七八，九十一二三四，五六七八九。", 20,
          "一二三、四五六七八|九，十一二三四、五六|七八，九十一二三四，五|六七八九。");
    T_CASE("B4 nor between two lines with whole commas, if all lines can give a little");
    LINES("一二，三四五，六七八九十，一二三四五，六七，八九，十一二。", 18,
          "一二，三四五，六七八|九十，一二三四五，六|七，八九，十一二。");
    T_CASE("B4 its steps stand: marks are halved before Han are set apart, whatever the lines around");
    LINES("一二三，四五六七八九。后文", 20, "一二三，四五六七八九。|后文");

    T_CASE("T-B4d the last line is natural, a one-line paragraph is not justified");
    text_break(&t, "一二三四五六七八九十甲乙，丙", 20);
    T_INT(t.nline, 2);
    T_TRUE(t.line[1].last && !t.line[0].last);
    T_INT(t.width[1], 4 * EM);
    text_break(&t, "一二三", 20);
    T_INT(t.nline, 1);
    T_INT(t.width[0], 3 * EM);

    T_CASE("B4 a gap above a quarter em is reported as loose");
    text_break(&t, "一二三四五六123456789，后文", 16);
    T_STR(text_lines(&t), "一二三四五六~|123456789，后文");
    T_INT(t.line[0].gap, 2 * EM / 5);
    text_break(&t, "一二三四五六七abcdefghijklmnop后文", 17);
    T_TRUE(!t.line[0].loose);
    T_INT(t.line[0].gap, EM + HALF > 6 * QUARTER ? 0 : QUARTER);
}

static void t_b5(void)
{
    T_CASE("B5 a quarter em between Han and digits");
    text_break(&t, "共12件", 40);
    T_INT(t.width[0], 3 * EM + 2 * QUARTER);
    T_INT(text_step(&t, 0), EM + QUARTER);
    T_INT(text_step(&t, 2), HALF + QUARTER);
    T_CASE("B5 no gap beside full-width marks");
    const char *none[] = {"甲，12乙", "甲（12）乙", "甲“12”乙"};
    for (size_t k = 0; k < 3; k++) {
        text_break(&t, none[k], 40);
        size_t one = (size_t)text_find(&t, "12");
        T_INT(text_step(&t, one - 1), EM);
        if (k > 0)
            T_INT(text_step(&t, one + 1), HALF);
    }
    T_CASE("B5 no gap at the ends of a line");
    text_read(&t, "一二三四五六七八12三四五六七八九十12甲乙", EM);
    text_set(&t, 9 * EM + QUARTER, 0, true);
    T_STR(text_lines(&t), "一二三四五六七八12|三四五六七八九十12|甲乙");
    for (size_t l = 0; l < 2; l++)
        T_INT(t.line[l].natural, 9 * EM + QUARTER);
    T_INT(text_step(&t, 0), EM);
    T_INT(t.place[10].x, 0);
    T_CASE("B5 a typed space between Han and digits is dropped, its item stays");
    text_break(&t, "共 12 件", 40);
    T_INT(t.n, 6);
    T_INT(t.width[0], 3 * EM + 2 * QUARTER);
    T_INT(t.place[1].width, 0);
}

static void t_b6(void)
{
    T_CASE("B6 a last line holds two Han");
    LINES("一二三四五六七八九十甲。", 20, "一二三四五六七八九|十甲。");
    T_INT(text_step(&t, 0), EM + EM / 8);
    T_CASE("B6 marks that can save the line do so first");
    LINES("一二，三四五，六七八，甲。", 22, "一二，三四五，六七八，甲。");
    T_INT(text_step(&t, 2), HALF);
    T_INT(text_step(&t, 6), HALF);
    T_INT(text_step(&t, 10), HALF);
    T_INT(t.width[0], 11 * EM);
    T_CASE("C-10 孤字 before a tail of marks");
    LINES("一二三四五六七八九十，例如：", 22, "一二三四五六七八九十，|例如：");
    LINES("一二三四五六七八九，例如：", 22, "一二三四五六七八九，|例如：");
    LINES("一二三四五六七八九，例如：", 23, "一二三四五六七八九，|例如：");
    LINES("一二三四五六七八九，例如：", 24, "一二三四五六七八九，例如：");
    LINES("一二三四五六七八九十甲如：", 24, "一二三四五六七八九十|甲如：");
    T_CASE("B6 a paragraph of one character is no widow of itself");
    LINES("无。", 20, "无。");
}

static void t_c(void)
{
    T_CASE("C-03 a line that ends in a mark is set in simple mode too");
    text_read(&t, "“一二三四五六七八九”后文", EM);
    t.o.fill = true;
    text_set(&t, 10 * EM, 0, false);
    t.o.fill = false;
    T_STR(text_lines(&t), "“一二三四五六七八九”|后文");
    T_INT(t.width[0], 10 * EM);
    T_INT(t.place[0].cut_left, HALF);
    T_CASE("C-04 an opening mark after the indent is half an em");
    text_read(&t, "“甲乙丙”", EM);
    text_set(&t, 10 * EM, 2 * EM, true);
    T_INT(t.place[1].x, HALF);
    T_INT(t.width[0], 4 * EM);
    T_CASE("C-06 marks of another run change nothing: B-01 to B-05 again");
    static const char *const vector[][2] = {{"一二三四五六七八九十，后文", "一二三四五六七八九|十，后文"},
                                            {"一二三，四五六七八九。后文", "一二三，四五六七八九。|后文"},
                                            {"一二三四五六七八九（甲）后文", "一二三四五六七八九|（甲）后文"},
                                            {"“一二三四五六七八九”后文", "“一二三四五六七八九”|后文"},
                                            {"一二三四五六七《八》。后文", "一二三四五六七《八》。|后文"}};
    for (size_t k = 0; k < 5; k++) {
        text_read(&t, vector[k][0], EM);
        for (size_t i = 0; i < t.n; i++)
            if (t.c[i].trim_left || t.c[i].trim_right)
                t.c[i].latin_gap = 0, t.c[i].cell = EM + 1; /* a style of its own */
        t.it = kinsoku_items(t.c, t.n, t.a);
        text_set(&t, 10 * EM, 0, true);
        T_STR(text_lines(&t), vector[k][1]);
    }
    T_CASE("C-07 dashes beside other marks");
    LINES("一二三四五六七八九“——后文", 20, "一二三四五六七八九|“——后文");
    LINES("一二三四五六七八——，后文", 20, "一二三四五六七八~|——，后文");
    LINES("一二三四五六七八九——，后文", 20, "一二三四五六七八九|——，后文");
    LINES("一二三四五六七八九——……后文", 20, "一二三四五六七八九|——……后文");
    T_CASE("C-09 closing and opening quotes may part");
    LINES("上一句话。”“下一句话", 10, "上一句话。”|“下一句话");
    T_CASE("C-12 a full line whose cells and measure were rounded apart still fits");
    static char han[56 * 3 + 1];
    for (size_t i = 0; i < 56; i++)
        memcpy(han + i * 3, "国", 3);
    len_t measure = (156 * 72 * 10 * LEN_PT + 127) / 254; /* 156 mm */
    T_INT(measure, 452818);
    for (len_t cell = 16171; cell <= 16176;
         cell++) { /* 16172 is right, the others within 1/100 em per line */
        text_read(&t, han, cell);
        text_set(&t, measure, 0, true);
        T_INT(t.nline, 2);
        T_INT(t.line[0].to, 28);
        T_INT(t.width[0], measure);
    }
    text_read(&t, han, 16180);
    text_set(&t, measure, 0, true);
    T_INT(t.line[0].to, 27);
    T_CASE("C-17 甲 in 一、甲 starts two em after 一, whatever the line needs");
    for (int w = 16; w < 30; w++) {
        text_break(&t, "一、甲乙丙丁戊己，庚辛壬癸子丑寅卯辰巳。", w);
        T_INT(t.place[2].x, 2 * EM);
    }
}

static void t_options(void)
{
    T_CASE("B7 cells: as few lines as can be, even, at the caller's words");
    text_read(&t, "社会公益组织", EM);
    text_set(&t, 4 * EM, 0, false);
    T_STR(text_lines(&t), "社会公|益组织");
    for (size_t i = 0; i < 5; i++)
        t.it[i].penalty = i == 1 || i == 3 ? 0 : 2000;
    text_set(&t, 4 * EM, 0, false);
    T_STR(text_lines(&t), "社会公益|组织");
    text_read(&t, "商业企业", EM);
    text_set(&t, 3 * EM, 0, false);
    T_STR(text_lines(&t), "商业|企业");
    T_CASE("C-15 1. is never alone on a line");
    text_read(&t, "1.属于国家秘密", EM);
    text_set(&t, 2 * EM, 0, false);
    T_STR(text_lines(&t), "1.属|于国|家秘|密");
    T_CASE("B7 cells: filled lines when asked for, nothing stretched or shrunk");
    t.o.fill = true;
    text_read(&t, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", EM);
    text_set(&t, 8 * EM, 0, false);
    T_STR(text_lines(&t), "（二）部分公开|（区分处理的，只|计这一情形，不计|其他情形）");
    t.o.fill = false;

    T_CASE("breaks: a must ends a paragraph, no text gives no line");
    text_read(&t, "一二三四五六七八九", EM);
    t.it[2].penalty = PENALTY_MUST;
    text_set(&t, 5 * EM, 0, true);
    T_STR(text_lines(&t), "一二三|四五六七~|八九");
    T_TRUE(t.line[0].last && t.line[2].last);
    T_INT(t.width[0], 3 * EM);
    text_read(&t, "", EM);
    text_set(&t, 4 * EM, 0, true);
    T_INT(t.nline, 0);
}

int main(void)
{
    t_b2();
    t_b4();
    t_b5();
    t_b6();
    t_c();
    t_options();
    arena_free(t.a);
    return t_done();
}
