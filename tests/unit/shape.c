/* Text to glyphs on the fetched fonts: widths, blanks, clusters, columns. */
#include "shape_fixture.h"

static void widths(void)
{
    begin();
    T_CASE("A2 a Han is exactly one cell, 28 of them the measure");
    struct shaped *s = shape("国家的政府信息公开工作年度报告国家的政府信息公开工作年度");
    T_INT(s->ncluster, 28);
    for (size_t i = 0; i < s->ncluster; i++)
        T_INT(s->cluster[i].advance, CELL);
    T_INT(s->cluster[5].cp, 0x4FE1);
    T_INT(s->cluster[5].byte, 15);
    T_INT(s->cluster[5].nbyte, 3);

    T_CASE("A2 digits are exactly half a cell");
    s = shape("0123456789");
    T_INT(s->ncluster, 10);
    for (size_t i = 0; i < s->ncluster; i++)
        T_INT(s->cluster[i].advance, HALF);
    s = shape_as("11398889", &table, false);
    T_INT(width(s), 4 * 9216);

    T_CASE("A2 Latin letters are scaled by cell / size");
    s = shape("A");
    T_INT(s->cluster[0].advance, len_scale(739, CELL, 1000)); /* FandolFang */
    T_INT(s->glyph[0].advance, s->cluster[0].advance);
    end();

    T_CASE("A2 a face with proportional digits gives its half-width forms (Noto)");
    char *dir = with_only("Noto");
    s = shape("2024年17件");
    T_STR(s->cluster[0].face->file, "NotoSerifCJK-Regular.ttc");
    T_INT(width(s), 5 * CELL);
    tf_remove(dir);
    end();

    T_CASE("B4 no kerning within numbers, kerning within Latin words (Noto)");
    dir = with_only("Noto");
    T_INT(width(shape("1—1")), 2 * HALF + CELL);
    T_INT(width(shape("11")), 2 * HALF);
    T_TRUE(width(shape("AVAV")) < 2 * width(shape("A")) + 2 * width(shape("V")));
    T_INT(width(shape("12.5")), 3 * HALF + width(shape(".")));
    tf_remove(dir);
    end();
}

/* all_marks - every mark of B1's classes ST, OP, CL that the face has: one cell, exactly half of it blank on
 * the right side, ink in the other half. */
static void all_marks(const char *part, bool exact_ink)
{
    static const char opening[] = "“‘（《〈【〖〔［｛「『",
                      closing[] = "”’）》〉】〗〕］｝」』。，、；：？！．";
    const struct text_style style = {.name = part, .part = part, .size = SIZE, .cell = CELL};
    for (int side = 0; side < 2; side++) {
        const struct shaped *s = shape_as(side ? closing : opening, &style, false);
        T_INT(s->ncluster, utf8_length(side ? closing : opening));
        for (size_t i = 0; i < s->ncluster; i++) {
            const struct cluster *c = &s->cluster[i];
            char name[64];
            snprintf(name, sizeof name, "U+%04X of %s", c->cp, c->face->file);
            t_int(__FILE__, __LINE__, name, c->advance, CELL);
            t_int(__FILE__, __LINE__, name, c->trim_left, side ? 0 : HALF);
            t_int(__FILE__, __LINE__, name, c->trim_right, side ? HALF : 0);
            len_t x0, x1, by = exact_ink ? LEN_PT / 2 : 0;
            if (T_TRUE(ink(s, i, &x0, &x1)) && !(x0 >= c->trim_left - by && x1 <= CELL - c->trim_right + by))
                t_fail(__FILE__, __LINE__, name);
        }
    }
}

static void marks(void)
{
    T_CASE("T-B3 all ST, OP, CL of FandolFang are a cell, half of it blank");
    begin();
    all_marks("body", true);
    T_INT(diag_size(d), 0);
    end();

    T_CASE("T-B3 the same in FandolSong, FandolHei, FandolKai, FandolSong Bold");
    begin();
    static const char *const part[] = {"table", "h1", "h2", "title"};
    for (size_t i = 0; i < 4; i++)
        all_marks(part[i], true);
    end();

    T_CASE("T-B3 the same in Noto Serif CJK SC and Noto Sans CJK SC");
    char *dir = with_only("Noto");
    all_marks("body", true);
    all_marks("h1", true);
    all_marks("title", true);
    T_INT(diag_size(d), 0);
    tf_remove(dir);
    end();

    static const char all[] = "国“‘（《〈【〖〔［｛「『”’）》〉】〗〕］｝」』。，、；：？！．";
    struct test_name name[] = {{3, 1, 0x409, 1, "FangSong_GB2312"}};
    T_CASE("T-B3 a face without `halt`: the blank half is told by the ink");
    char *own = tf_folder();
    tf_make("FandolSong-Regular.otf",
            &(struct test_font){.name = name, .nname = 1, .letters = all, .drop = "GPOS"}, own, "ink.otf");
    begin_at(tf_fonts(), own);
    T_STR(shape("国")->cluster[0].face->file, "ink.otf");
    all_marks("body", true);
    tf_remove(own);
    end();

    T_CASE("T-B3 no `halt` and ink in the middle: nothing is cut");
    own = tf_folder();
    tf_make("FandolFang-Regular.otf",
            &(struct test_font){.name = name, .nname = 1, .letters = all, .drop = "GPOS"}, own, "ink.otf");
    begin_at(tf_fonts(), own);
    struct shaped *s = shape("？，");
    T_INT(s->cluster[0].trim_left, 0);
    T_INT(s->cluster[0].trim_right, 0);
    T_INT(s->cluster[0].advance, CELL);
    T_INT(s->cluster[1].trim_right, HALF);
    tf_remove(own);
    end();

    T_CASE("T-B3 `halt` that cuts both sides (Japanese ：) : the ink is centred, nothing is cut");
    own = tf_folder();
    tf_make("NotoSerifCJK-Regular.ttc",
            &(struct test_font){.name = name, .nname = 1, .letters = all, .drop = "GSUB"}, own, "jp.otf");
    begin_at(tf_fonts(), own);
    s = shape("：，");
    T_STR(s->cluster[0].face->file, "jp.otf");
    T_INT(s->cluster[0].trim_left + s->cluster[0].trim_right, 0);
    T_INT(s->cluster[1].trim_right, HALF);
    tf_remove(own);
    end();

    T_CASE("T-B3 ％ ＆ ＊ … — fill their cell: nothing is cut");
    begin();
    s = shape("％＆＊…—");
    for (size_t i = 0; i < s->ncluster; i++) {
        T_INT(s->cluster[i].advance, CELL);
        T_INT(s->cluster[i].trim_left + s->cluster[i].trim_right, 0);
    }
    end();
}

/* centred - every cluster is half a cell wide with its ink in the middle. */
static void centred(const struct shaped *s)
{
    for (size_t i = 0; i < s->ncluster; i++) {
        len_t x0, x1;
        T_INT(s->cluster[i].advance, HALF);
        if (T_TRUE(ink(s, i, &x0, &x1))) {
            T_NEAR(x0 + x1, HALF, 2);
            T_TRUE(x0 >= 0 || s->cluster[i].cp == 0x2013);
        }
    }
}

static void halves_and_doubles(void)
{
    T_CASE("B3 interpunct, solidus and – are half a cell, ink in the middle (FandolFang)");
    begin();
    centred(shape("·/／–•・"));
    end();

    T_CASE("B3 the same in Noto, whose ／ fills a cell and whose · is narrow");
    char *dir = with_only("Noto");
    centred(shape("·/／–•・‧"));
    T_CASE("B3 —— is one glyph of two cells in Noto, not 1.69 em");
    struct shaped *s = shape("九——后");
    T_INT(s->ncluster, 3);
    T_INT(s->cluster[1].advance, 2 * CELL);
    T_INT(s->cluster[1].nbyte, 6);
    T_INT(s->cluster[1].cp, 0x2014);
    T_INT(width(shape("⸺")), 2 * CELL);
    T_INT(width(shape("……")), 2 * CELL);
    T_INT(width(shape("—")), CELL);
    tf_remove(dir);
    end();

    begin();
    T_CASE("B3 —— is two cells without a joint in every Fandol face");
    static const char *const part[] = {"body", "table", "h1", "h2", "title"};
    for (size_t i = 0; i < 5; i++) {
        struct text_style style = {.name = part[i], .part = part[i], .size = SIZE, .cell = SIZE};
        s = shape_as("——", &style, false);
        len_t a0, a1, b0, b1;
        T_INT(s->ncluster, 2);
        T_INT(width(s), 2 * SIZE);
        if (T_TRUE(ink(s, 0, &a0, &a1) && ink(s, 1, &b0, &b1)))
            T_TRUE(a1 >= SIZE + b0);
    }
    T_CASE("B3 — … ～ are one cell");
    T_INT(width(shape("—")), CELL);
    T_INT(width(shape("…")), CELL);
    T_INT(width(shape("～")), CELL);
    T_INT(width(shape("……")), 2 * CELL);

    T_CASE("C-8 》—— keeps two cells for the dash");
    s = shape("》——");
    T_INT(width(s), 3 * CELL);
    T_INT(s->cluster[1].trim_left + s->cluster[2].trim_right, 0);
    end();

    T_CASE("B3 a joint that a face leaves open is closed");
    char *own = tf_folder();
    struct test_name name[] = {{3, 1, 0x409, 1, "FangSong_GB2312"}};
    tf_make("NotoSerifCJK-Regular.ttc",
            &(struct test_font){.name = name, .nname = 1, .letters = "国—⸺", .drop = "GSUB"}, own,
            "open.otf");
    begin_at(tf_fonts(), own);
    s = shape("——");
    len_t a0, a1, b0, b1;
    T_INT(s->ncluster, 2);
    T_STR(s->cluster[0].face->file, "open.otf");
    T_INT(width(s), 2 * CELL);
    if (T_TRUE(ink(s, 0, &a0, &a1) && ink(s, 1, &b0, &b1))) {
        T_TRUE(a1 >= CELL + b0 - 1);
        T_NEAR(a0, CELL - b1, 2); /* the same blank at both ends */
    }
    T_INT(width(shape("⸺")), 2 * CELL);
    tf_remove(own);
    end();
}

static void quotes(void)
{
    T_CASE("C-13 quotes of a face that draws them narrow, as Latin ones, still stand in a cell");
    char *own = tf_folder();
    struct test_name name[] = {{3, 1, 0x409, 1, "FangSong_GB2312"}};
    tf_make("NotoSerifCJK-Regular.ttc",
            &(struct test_font){.name = name, .nname = 1, .letters = "国“”‘’", .drop = "GSUB"}, own, "q.otf");
    begin_at(tf_fonts(), own);
    struct shaped *s = shape("“国”‘’");
    T_STR(s->cluster[0].face->file, "q.otf");
    for (size_t i = 0; i < s->ncluster; i++) {
        const struct cluster *c = &s->cluster[i];
        len_t x0, x1;
        T_INT(c->advance, CELL);
        T_INT(c->trim_left, c->cp == 0x201C || c->cp == 0x2018 ? HALF : 0);
        T_INT(c->trim_right, c->cp == 0x201D || c->cp == 0x2019 ? HALF : 0);
        T_TRUE(ink(s, i, &x0, &x1) && x0 >= c->trim_left && x1 <= CELL - c->trim_right);
    }
    tf_remove(own);
    end();

    T_CASE("C-13 “12” and “GB” : the quotes are Chinese ones, beside digits and letters too");
    begin();
    s = shape("“12”“GB”");
    for (size_t i = 0; i < s->ncluster; i++)
        if (s->cluster[i].cp >= 0x2000)
            T_INT(s->cluster[i].advance, CELL);
    T_INT(s->cluster[0].trim_left, HALF);
    T_INT(s->cluster[7].trim_right, HALF);

    T_CASE("C-13 ” and — behind a Latin word are Chinese marks (Noto)");
    end();
    char *dir = with_only("Noto");
    T_INT(width(shape("A”—B")), width(shape("A")) + 2 * CELL + width(shape("B")));
    tf_remove(dir);
    end();
    begin();

    T_CASE("B5 ’ between Latin letters is half as wide");
    s = shape("it’s");
    T_INT(s->cluster[2].cp, 0x2019);
    T_INT(s->cluster[2].advance, HALF);
    T_INT(s->cluster[2].trim_right, 0);
    T_INT(shape("件’s")->cluster[1].advance, CELL);
    end();
}

static void texts(void)
{
    begin();
    T_CASE("shape: the clusters are the text, byte for byte");
    static const char *const sample[] = {"",
                                         "国",
                                         "一、总体情况",
                                         "2024年1月9日—12月31日，收到“申请”13612件（含 1 件）。",
                                         "e\u0301 比尔·盖茨 it’s GB/T 9704—2012",
                                         "葛\U000E0100城\u200D",
                                         "\u200B国",
                                         "1\u20E32",
                                         "\uFE00A\uFE00",
                                         "\u200B12",
                                         "АБВ αβγ",
                                         "ﬁnd office"};
    for (size_t i = 0; i < G_N_ELEMENTS(sample); i++)
        if (!covers_text(shape(sample[i])))
            t_fail(__FILE__, __LINE__, sample[i]);

    T_CASE("shape: a letter and its marks are one cluster");
    struct shaped *s = shape("e\u0301国");
    T_INT(s->ncluster, 2);
    T_INT(s->cluster[0].nbyte, 3);

    T_CASE("C-6 spans keep their styles, marks their widths, where the style changes");
    struct text_style bold = {.name = "h1", .part = "h1", .size = SIZE, .cell = CELL};
    struct span span[] = {{"（文字", &body}, {"）", &bold}, {"。——", &body}};
    s = shape_spans(shaper, span, 3, "/x", false, a, d);
    T_INT(s->ncluster, 7);
    T_TRUE(s->cluster[2].style == &body && s->cluster[3].style == &bold && s->cluster[4].style == &body);
    T_STR(s->cluster[3].face->file, "FandolHei-Regular.otf");
    T_INT(s->cluster[3].trim_right, HALF);
    T_INT(s->cluster[4].trim_right, HALF);
    T_STR(s->text, "（文字）。——");
    T_TRUE(covers_text(s));

    T_CASE("shape: the same text gives the same clusters, whatever was shaped before");
    struct shaped *s1 = shape("2024年，“报告”——it’s"), *s2 = shape("2024年，“报告”——it’s");
    T_INT(s1->ncluster, s2->ncluster);
    T_TRUE(memcmp(s1->cluster, s2->cluster, s1->ncluster * sizeof *s1->cluster) == 0);
    T_TRUE(memcmp(s1->glyph, s2->glyph, s1->nglyph * sizeof *s1->glyph) == 0);
    end();
}

static void vertical(void)
{
    T_CASE("C-22 三、本年度办理结果 in a column: nine glyphs, equal x, 、 in its vertical form");
    begin();
    struct shaped *h = shape_as("三、本年度办理结果", &table, false),
                  *v = shape_as("三、本年度办理结果", &table, true);
    T_INT(v->ncluster, 9);
    T_INT(v->nglyph, 9);
    for (size_t i = 0; i < v->ncluster; i++) {
        T_INT(v->glyph[i].dx, 0);
        T_TRUE(i == 1 || v->glyph[i].dy == 0);
        T_INT(v->cluster[i].advance, 9216);
        if (i == 1)
            T_TRUE(v->glyph[i].id != h->glyph[i].id && v->glyph[i].id != 0);
        else
            T_INT(v->glyph[i].id, h->glyph[i].id);
    }
    T_INT(v->cluster[1].trim_right, 4608);
    T_INT(v->cluster[1].trim_left, 0);
    len_t x0, y0, x1, y1, top = len_scale(9216, 88, 100); /* of the em box above the baseline */
    face_glyph_ink(v->cluster[1].face, v->glyph[1].id, 9216, &x0, &y0, &x1, &y1);
    T_TRUE(x0 > 4608);
    T_NEAR(top - (y0 + y1) / 2 - v->glyph[1].dy, 2304, 8); /* the middle of the upper half */

    T_CASE("B7 （ and ） in a column are turned, blank above and below, half a cell high");
    h = shape_as("（三）", &table, false);
    v = shape_as("（三）", &table, true);
    T_TRUE(v->glyph[0].id != h->glyph[0].id && v->glyph[2].id != h->glyph[2].id);
    T_INT(v->cluster[0].trim_left, 4608);
    T_INT(v->cluster[2].trim_right, 4608);

    T_CASE("B7 digits in a column stand upright in its middle, one a cell");
    v = shape_as("1A", &table, true);
    T_INT(v->ncluster, 2);
    T_INT(v->glyph[0].dx, (9216 - len_scale(500, 9216, 1000)) / 2);
    T_INT(v->cluster[0].advance, 9216);
    end();

    T_CASE("B7 the same in Noto");
    char *dir = with_only("Noto");
    h = shape_as("、（", &table, false);
    v = shape_as("、（", &table, true);
    T_TRUE(v->glyph[0].id != h->glyph[0].id && v->glyph[1].id != h->glyph[1].id);
    T_INT(v->cluster[0].trim_right, 4608);
    T_INT(v->cluster[1].trim_left, 4608);
    tf_remove(dir);
    end();
}

int main(void)
{
    widths();
    marks();
    halves_and_doubles();
    quotes();
    texts();
    vertical();
    return t_done();
}
