/* kinsoku.c - classes of characters (B1), widths of marks (B3), gaps (B5), and what may part (A3, B2). */
#include "t.h"

#include "breaks_text.h"

static struct set_text t;

static const char *class_name(enum kinsoku_class k)
{
    static const char *name[] = {"HAN", "OP", "CL", "ST",    "CN",    "IP",    "SO",
                                 "LG",  "PO", "PR", "DIGIT", "LATIN", "SPACE", "NOTE"};
    return name[k];
}

/* The class of each character of s, by kinsoku_class alone. */
static const char *classes(const char *s)
{
    static char out[1024];
    out[0] = '\0';
    text_read(&t, s, EM);
    for (size_t i = 0; i < t.n; i++) {
        uint32_t before = i ? t.c[i - 1].cp : 0, after = i + 1 < t.n ? t.c[i + 1].cp : 0;
        strcat(out, i ? " " : "");
        strcat(out, class_name(kinsoku_class(before, t.c[i].cp, after)));
    }
    return out;
}

/* The text with what may be between: | a line may end, : it should not, nothing: never. */
static const char *marks(const char *s)
{
    static char out[1024];
    out[0] = '\0';
    text_read(&t, s, EM);
    for (size_t i = 0; i < t.n; i++) {
        strcat(out, t.utf8[i]);
        int32_t p = t.it[i].penalty;
        if (i + 1 < t.n && p < PENALTY_NEVER)
            strcat(out, p < KINSOKU_SOFT ? "|" : ":");
    }
    return out;
}

/* Natural width of s in a long line, from its first item to the end of the last one. */
static len_t width_of(const char *s)
{
    text_read(&t, s, EM);
    len_t w = 0;
    for (size_t i = 0; i < t.n; i++)
        w += t.it[i].width + (i + 1 < t.n ? t.it[i].gap_width : 0);
    return w;
}

/* Width of the two middle characters of 甲XY乙, X and Y apart from the rest. */
static len_t pair_width(uint32_t x, uint32_t y)
{
    char s[32] = "甲";
    size_t n = strlen(s);
    n += utf8_write(x, s + n);
    n += utf8_write(y, s + n);
    strcpy(s + n, "乙");
    text_read(&t, s, EM);
    return t.it[1].width + t.it[1].gap_width + t.it[2].width;
}

static void t_classes(void)
{
    T_CASE("B1 every mark of the table");
    T_STR(classes("“‘（《〈【〖〔［｛「『"), "OP OP OP OP OP OP OP OP OP OP OP OP");
    T_STR(classes("”’）》〉】〗〕］｝」』"), "CL CL CL CL CL CL CL CL CL CL CL CL");
    T_STR(classes("。，、；：？！．‼⁇⁈⁉"), "ST ST ST ST ST ST ST ST ST ST ST ST");
    T_STR(classes("·‧・•/／"), "IP IP IP IP SO SO");
    T_STR(classes("％%‰°℃℉"), "PO PO PO PO PO PO");
    T_STR(classes("￥¥$№国々①⑳ "), "PR PR PR PR HAN HAN NOTE NOTE SPACE");
    T_CASE("B1 a dash alone is a connector, two are one long mark");
    T_STR(classes("甲—乙——丙……丁⋯⋯戊⸺"), "HAN CN HAN LG LG HAN LG LG HAN LG LG HAN LG");
    T_STR(classes("3～8–9"), "DIGIT CN DIGIT CN DIGIT");
    T_CASE("B1 a dash drawn as one glyph of two cells is a long mark");
    text_read(&t, "甲乙—丙", EM);
    t.c[2].advance = 2 * EM;
    t.it = kinsoku_items(t.c, t.n, t.a);
    T_INT(t.it[1].penalty, 0);
    T_INT(t.it[2].width, 2 * EM);
    T_CASE("B1 - joins digits and letters, signs a number after anything else");
    T_STR(classes("1-2"), "DIGIT CN DIGIT");
    T_STR(classes("A-B"), "LATIN CN LATIN");
    T_STR(classes("为-5（-5"), "HAN PR DIGIT OP PR DIGIT");
    T_STR(classes("网+督"), "HAN CN HAN");
    T_STR(classes("增＋3℃±2"), "HAN PR DIGIT PO PR DIGIT");
    T_CASE("B1 quotes between letters are Latin");
    T_STR(classes("it’s"), "LATIN LATIN LATIN LATIN");
    T_STR(classes("甲’乙"), "HAN CL HAN");
    T_CASE("B1 ASCII marks take the class of their twins beside Han");
    T_STR(classes("甲(乙)[丙],丁.戊;己:庚!辛?壬"),
          "HAN OP HAN CL OP HAN CL ST HAN ST HAN ST HAN ST HAN ST HAN ST HAN");
    T_STR(classes("甲(a)乙"), "HAN OP LATIN CL HAN");
    T_STR(classes("f(x"), "LATIN LATIN LATIN");
    T_CASE("B1 . and , inside a number are part of it");
    T_STR(classes("1,280.50,"), "DIGIT DIGIT DIGIT DIGIT DIGIT DIGIT DIGIT DIGIT ST");
    T_STR(classes("10:30"), "DIGIT DIGIT DIGIT DIGIT DIGIT");
}

static void t_b3(void)
{
    static const uint32_t op[] = {0x201C, 0x2018, 0xFF08, 0x300A, 0x3008, 0x3010,
                                  0x3016, 0x3014, 0xFF3B, 0xFF5B, 0x300C, 0x300E};
    static const uint32_t cl[] = {0x201D, 0x2019, 0xFF09, 0x300B, 0x3009, 0x3011,
                                  0x3017, 0x3015, 0xFF3D, 0xFF5D, 0x300D, 0x300F};
    static const uint32_t st[] = {0x3002, 0xFF0C, 0x3001, 0xFF1B, 0xFF1A, 0xFF1F,
                                  0xFF01, 0xFF0E, 0x203C, 0x2047, 0x2048, 0x2049};
    static const uint32_t other[] = {0x4E2D, 0x2014, 0xFF5E, 0xB7, '/', 0x2026, '1'};
    const uint32_t *set[] = {op, cl, st};
    enum { OP, CL, ST };

    T_CASE("T-B3 every pair of opening, closing and stop (C-05)");
    for (int a = OP; a <= ST; a++)
        for (int b = OP; b <= ST; b++)
            for (int i = 0; i < 12; i++)
                for (int k = 0; k < 12; k++) {
                    uint32_t x = set[a][i], y = set[b][k];
                    bool shouts = (x == 0xFF1F || x == 0xFF01) && (y == 0xFF1F || y == 0xFF01);
                    bool loses = (a == CL || (a == OP && b == OP) || (a == ST && b != ST));
                    len_t want = shouts ? EM : loses ? EM + HALF : 2 * EM;
                    if (pair_width(x, y) != want) {
                        char what[80];
                        snprintf(what, sizeof what, "U+%04X U+%04X", x, y);
                        T_STR(what, "");
                        T_INT(pair_width(x, y), want);
                    }
                }
    T_CASE("T-B3 nothing is lost beside other characters");
    for (int a = OP; a <= ST; a++)
        for (int i = 0; i < 12; i++)
            for (size_t k = 0; k < sizeof other / sizeof *other; k++) {
                len_t own = text_char(other[k], EM).advance;
                T_INT(pair_width(set[a][i], other[k]), EM + own);
                T_INT(pair_width(other[k], set[a][i]), EM + own);
            }
    T_CASE("T-B3 the named ones");
    T_INT(width_of("。”"), EM + HALF);
    T_INT(width_of("：“"), EM + HALF);
    T_INT(width_of("》《"), EM + HALF);
    T_INT(width_of("）、"), EM + HALF);
    T_INT(width_of("（“"), EM + HALF);
    T_INT(width_of("”）。"), 2 * EM);
    T_INT(width_of("（）"), 2 * EM);
    T_INT(width_of("？！"), EM);
    T_INT(width_of("！！"), EM);
    T_INT(width_of("！！！"), 2 * EM);
    T_INT(width_of("？！”"), 2 * EM);
    T_CASE("C-08 an opening mark and a stop keep their room, and so does a dash");
    T_INT(width_of("（？）"), 2 * EM + HALF);
    T_INT(t.it[0].width, EM);
    T_INT(t.it[1].width, HALF);
    T_INT(t.it[2].width, EM);
    T_INT(width_of("》——"), 3 * EM);
    T_CASE("B3 marks whose ink is centred are not cut");
    text_read(&t, "甲。”乙", EM);
    t.c[1].trim_right = 0;
    t.it = kinsoku_items(t.c, t.n, t.a);
    T_INT(t.it[1].width, EM);
}

static void t_b5(void)
{
    T_CASE("B5 gaps");
    T_INT(width_of("共12件"), 3 * EM + 2 * QUARTER);
    T_INT(width_of("，12"), 2 * EM);
    T_INT(width_of("（12）"), 3 * EM);
    T_INT(width_of("“12”"), 3 * EM);
    T_INT(width_of("用GB标"), 3 * EM + 2 * QUARTER);
    T_CASE("B5 a typed space between Han and figure or letter is dropped");
    T_INT(width_of("共 12 件"), 3 * EM + 2 * QUARTER);
    T_INT(width_of("用  GB 标"), 3 * EM + 2 * QUARTER);
    T_CASE("B5 a typed space between words or Han stays, beside full-width marks it goes");
    T_INT(width_of("ab cd"), 2 * EM + QUARTER);
    T_INT(t.it[2].gap, GAP_SPACE);
    T_INT(width_of("甲 乙"), 2 * EM + QUARTER);
    T_INT(width_of("甲， 乙"), 3 * EM);
    T_INT(width_of("  甲 "), EM);
    T_CASE("B5 pairs are pairs across a dropped space");
    T_INT(width_of("甲。 “乙"), 3 * EM + HALF);
    T_CASE("B5 no gap in a style without one");
    text_read(&t, "共12件", EM);
    for (size_t i = 0; i < t.n; i++)
        t.c[i].latin_gap = 0;
    t.it = kinsoku_items(t.c, t.n, t.a);
    T_INT(t.it[0].gap_width, 0);
    T_CASE("B4 nothing grows inside numbers, words and long marks");
    text_read(&t, "增12.5%和GB/T及——及￥1,000及IPV6", EM);
    for (size_t i = 0; i + 1 < t.n; i++) {
        bool inside = (i >= 1 && i < 5) || (i >= 7 && i < 10) || i == 12 || (i >= 15 && i < 20) || i >= 22;
        T_INT(t.it[i].gap == GAP_NONE, inside);
    }
}

static void t_breaks(void)
{
    T_CASE("B2 where a line may end");
    T_STR(marks("甲乙ab丙12丁"), "甲|乙|ab|丙|12|丁");
    T_STR(marks("测试“引号”后文"), "测|试|“引|号”|后|文");
    T_STR(marks("甲，乙。丙（丁）戊《己》庚"), "甲，|乙。|丙|（丁）|戊|《己》|庚");
    T_STR(marks("甲——乙……丙"), "甲|——|乙|……|丙");
    T_STR(marks("甲——……乙"), "甲|——|……|乙");
    T_STR(marks("甲…………乙"), "甲|……|……|乙");
    T_STR(marks("ab cd-ef gh"), "ab |cd-|ef |gh");
    T_STR(marks("互联网+督查"), "互|联|网+|督|查");
    T_STR(marks("比尔·盖茨"), "比|尔·|盖|茨");
    T_STR(marks("和/或GB/T1/2／3"), "和/或|GB/T1/2／3");
    T_STR(marks("“甲\"乙\"丙”"), "“甲|\"乙\"|丙”");
    T_CASE("B-13 sign, currency and unit stay with their number");
    T_STR(marks("甲￥100乙¥1,280.50丙"), "甲|￥100|乙|¥1,280.50|丙");
    T_STR(marks("甲+5乙-5丙±2丁"), "甲|+5|乙|-5|丙|±2|丁");
    T_STR(marks("甲37℃乙50‰丙＋3℃丁12.5%戊"), "甲|37℃|乙|50‰|丙|＋3℃|丁|12.5%|戊");
    T_STR(marks("按第3条办"), "按|第3条|办");
    T_CASE("B-14 number and counter should stay together");
    T_STR(marks("在2024年有3件"), "在|2024:年|有|3:件");
    T_STR(marks("文〔2021〕30号"), "文|〔2021〕:30:号");
    T_STR(marks("用IPV6全"), "用|IPV6|全");
    T_STR(marks("电010-12345678"), "电|010-:12345678");
    T_CASE("B-16 note marks are never first");
    T_STR(marks("项目①项"), "项|目①|项");
    T_STR(marks("注[1]后"), "注[1]|后");
    T_CASE("B-11 a web address parts only behind a /, as the last resort");
    T_STR(marks("见http://www.gov.cn/a-b/c.html，"), "见|http://:www.gov.cn/:a-b/:c.html，");
    T_STR(marks("见zwgk.gov.cn/a。"), "见|zwgk.gov.cn/:a。");
    T_STR(marks("按GB/T9704.1的"), "按|GB/T9704.1|的");
    T_CASE("A3 the number of a paragraph stays with what follows");
    T_STR(marks("一、甲乙"), "一、甲|乙");
    T_STR(marks("十二、甲乙"), "十二、甲|乙");
    T_STR(marks("（一）甲乙"), "（一）甲|乙");
    T_STR(marks("1.甲乙"), "1.甲|乙");
    T_STR(marks("（1）甲乙"), "（1）甲|乙");
    T_STR(marks("①甲乙"), "①甲|乙");
    T_STR(marks("1. 甲乙"), "1. 甲|乙");
    T_INT(width_of("1. 甲"), 2 * EM);
    T_STR(marks("12.5是"), "12.5|是");
    T_STR(marks("一、二、三"), "一、二、|三");
    T_CASE("A3 numbers of points within the text, too");
    T_STR(marks("力度。1.明确"), "力|度。|1.明|确");
    T_STR(marks("如下：（1）甲"), "如|下：|（1）:甲");
    T_STR(marks("见（1）甲"), "见|（1）|甲");
    T_CASE("C-02 a stop behind a bracket never comes first");
    T_STR(marks("（0000），"), "（0000），");
    T_STR(marks("（abc）。"), "（abc）。");
    T_CASE("C-11 nor does a half-width one");
    T_STR(marks("（甲）.乙"), "（甲）.|乙");
    T_CASE("kinsoku: blanks alone, marks without width");
    T_STR(marks("   "), "   ");
    text_read(&t, "甲乙", EM);
    t.c[1].advance = 0;
    t.it = kinsoku_items(t.c, t.n, t.a);
    T_INT(t.it[0].penalty, PENALTY_NEVER);
}

int main(void)
{
    t_classes();
    t_b3();
    t_b5();
    t_breaks();
    arena_free(t.a);
    return t_done();
}
