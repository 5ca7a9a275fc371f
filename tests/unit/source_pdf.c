/* source_pdf.c - tables between drawn lines, their parts on several pages, and whole PDF files. */
#include "pdf_table.h"
#include "source_fixture.h"

#include <glib/gstdio.h>

/* A page under way: words and lines in whole points. */
static struct {
    struct pdf_word word[200];
    size_t n;
    struct pdf_rule rule[200];
    size_t rules;
} now;

static void clear(void)
{
    memset(&now, 0, sizeof now);
}

static void word(int x, int y, const char *text)
{
    int wide = (int)g_utf8_strlen(text, -1) * ((unsigned char)*text < 0x80 ? 5 : 10);
    now.word[now.n++] = (struct pdf_word){x * 100, y * 100, (x + wide) * 100, (y + 10) * 100, text};
}

static void rule(int x0, int y0, int x1, int y1)
{
    now.rule[now.rules++] = (struct pdf_rule){x0 * 100, y0 * 100, x1 * 100, y1 * 100};
}

/* A full grid of lines. */
static void box(const int *x, int nx, const int *y, int ny)
{
    for (int i = 0; i < nx; i++)
        rule(x[i], y[0], x[i], y[ny - 1]);
    for (int i = 0; i < ny; i++)
        rule(x[0], y[i], x[nx - 1], y[i]);
}

static GPtrArray *scraps; /* of the page read last */

static GPtrArray *tables(int number, size_t *left, struct arena *a)
{
    struct pdf_page *p = ARENA_NEW(a, struct pdf_page);
    *p = (struct pdf_page){number, 60000, 80000, arena_dup(a, now.word, now.n * sizeof *now.word), now.n};
    struct pdf_rules rules = {now.rule, now.rules};
    int *line_of = ARENA_ARRAY(a, now.n + 1, int);
    bool *taken = ARENA_ARRAY(a, now.n + 1, bool);
    pdf_lines(p, line_of);
    g_clear_pointer(&scraps, g_ptr_array_unref);
    scraps = g_ptr_array_new();
    GPtrArray *t = pdf_tables(p, &rules, line_of, taken, scraps, a);
    *left = 0;
    for (size_t i = 0; i < now.n; i++)
        *left += !taken[i];
    return t;
}

/* The table as a source of one grid. */
static const char *dump(const struct pdf_table *t, struct arena *a)
{
    static GString *out;
    struct err e = ERR_INIT;
    struct source_builder *b = source_builder_new("a.pdf", a);
    pdf_table_add(t, b);
    struct source *s = source_builder_done(b, &e);
    if (!out)
        out = g_string_new(NULL);
    g_string_truncate(out, 0);
    if (s)
        source_dump(s, out);
    err_clear(&e);
    return out->str;
}

static void drawn(struct arena *a)
{
    size_t left;
    T_CASE("source_pdf: cells are what lines enclose; where none parts two, they are merged; words outside "
           "stay");
    clear();
    rule(10, 10, 110, 10);
    rule(10, 30, 110, 30);
    rule(60, 50, 110, 50);
    rule(10, 70, 110, 70);
    rule(10, 10, 10, 70);
    rule(60, 30, 60, 70);
    rule(110, 10, 110, 70);
    word(40, 15, "题");
    word(12, 40, "组");
    word(12, 52, "名");
    word(65, 35, "甲");
    word(65, 55, "12");
    word(85, 55, "34");
    word(200, 35, "外");
    GPtrArray *t = tables(1, &left, a);
    if (T_INT(t->len, 1)) {
        T_STR(dump(g_ptr_array_index(t, 0), a), "grid p1 1 3x2 spans\n"
                                                "  0,0 1x2 p1 1:0 \"题\"\n"
                                                "  1,0 2x1 p1 3:0 \"组\\n名\"\n"
                                                "  1,1 p1 2:0 \"甲\"\n"
                                                "  2,1 p1 4:0 \"12 34\"\n");
        T_INT(left, 1);
    }
    T_CASE("source_pdf: sides may be open, lines may be doubled, broken, or a cell's own");
    clear();
    for (int i = 0; i < 3; i++) {
        rule(10, 10 + 20 * i, 59, 10 + 20 * i);
        rule(61, 11 + 20 * i, 110, 11 + 20 * i);
    }
    rule(60, 10, 60, 29);
    rule(60, 31, 60, 50);
    word(15, 15, "a");
    word(65, 15, "1");
    word(15, 35, "b");
    word(65, 35, "2");
    t = tables(1, &left, a);
    if (T_INT(t->len, 1)) {
        T_STR(grid_row(dump(g_ptr_array_index(t, 0), a), 0, 0), "a|1");
        T_STR(grid_row(dump(g_ptr_array_index(t, 0), a), 0, 1), "b|2");
    }
    T_CASE("source_pdf: a word that runs over a line between cells is two; a letter a line is one cell");
    clear();
    box((const int[]){10, 60, 110}, 3, (const int[]){10, 60, 80}, 3);
    word(40, 15, "复议诉讼");
    word(12, 25, "三");
    word(12, 35, "、");
    word(12, 45, "本");
    word(65, 65, "7");
    t = tables(1, &left, a);
    if (T_INT(t->len, 1))
        T_STR(grid_row(dump(g_ptr_array_index(t, 0), a), 0, 0), "复议\\n三\\n、\\n本|诉讼");

    T_CASE("source_pdf: a frame around text, an underline and a chart of bars are no tables");
    clear();
    box((const int[]){5, 300}, 2, (const int[]){5, 300}, 2);
    rule(20, 30, 80, 30);
    word(20, 20, "文字");
    t = tables(1, &left, a);
    T_INT(t->len, 0);
    T_INT(left, 1);
}

/* Two cells above two others, the edge between them at y = 30. */
static const char *with_edge(struct arena *a)
{
    size_t left;
    box((const int[]){10, 60, 110}, 3, (const int[]){10, 30, 50}, 3);
    GPtrArray *t = tables(1, &left, a);
    return t->len == 1 ? dump(g_ptr_array_index(t, 0), a) : "";
}

static void edges(struct arena *a)
{
    T_CASE("source_pdf: words over an edge of their cell, or over each other, are told");
    clear();
    word(12, 12, "项目");
    word(62, 22, "46"); /* the lower edge cuts it, by less than a quarter */
    word(12, 32, "72");
    word(18, 36, "5");
    word(62, 36, "5");
    T_STR(with_edge(a), "grid p1 1 2x2 spans\n"
                        "  0,0 p1 1:0 \"项目\"\n"
                        "  0,1 p1 2:0 \"46\"\n"
                        "  1,0 p1 3:0 overrun \"725\"\n"
                        "  1,1 p1 3:0 \"5\"\n");
    clear();
    word(12, 12, "项目");
    word(62, 24, "46");
    word(62, 27, "72");
    word(12, 35, "出版物");
    T_STR(with_edge(a), "grid p1 1 2x2 spans\n"
                        "  0,0 p1 1:0 \"项目\"\n"
                        "  0,1 p1 2:0 overrun \"46\"\n"
                        "  1,0 p1 3:0 \"出版物\"\n"
                        "  1,1 p1 2:0 overrun \"72\"\n");

    T_CASE(
        "source_pdf: lines as close as letters are high, letters drawn twice, a word beside another are not");
    clear();
    word(12, 11, "要求");
    word(12, 19, "提供");
    word(62, 15, "46");
    word(63, 15, "46");
    word(12, 35, "出版");
    word(32, 36, "①");
    T_TRUE(strstr(with_edge(a), "overrun") == NULL);
    T_TRUE(strstr(with_edge(a), "46") != NULL);
}

static void head(int y)
{
    box((const int[]){10, 40, 70, 100}, 4, (const int[]){y, y + 20}, 2);
    word(12, y + 5, "组");
    word(42, y + 5, "项目");
    word(72, y + 5, "件数");
}

static void rows(int x, int y0, int n)
{
    for (int i = 0; i < n; i++)
        for (int k = 0; k < 3; k++) {
            rule(x + (const int[]){0, 30, 60}[k], y0 + 20 * i, x + (const int[]){30, 60, 90}[k], y0 + 20 * i);
            rule(x + (const int[]){0, 30, 60}[k], y0 + 20 * i + 20, x + (const int[]){30, 60, 90}[k],
                 y0 + 20 * i + 20);
        }
    for (int k = 0; k < 4; k++)
        rule(x + 30 * k, y0, x + 30 * k, y0 + 20 * n);
}

static void pages(struct arena *a)
{
    size_t left;
    T_CASE("source_pdf: a table on two pages is one: repeated head dropped, pages set apart, label of a "
           "group goes on");
    clear();
    head(10);
    rule(10, 70, 10, 30); /* the group: no line between its rows */
    for (int k = 1; k < 4; k++)
        rule(10 + 30 * k, 30, 10 + 30 * k, 70);
    rule(10, 30, 10, 70);
    rule(40, 50, 100, 50);
    rule(10, 70, 100, 70);
    word(12, 45, "（三）");
    word(42, 35, "1.甲");
    word(72, 35, "3");
    word(42, 55, "2.乙");
    word(72, 55, "4");
    struct pdf_table *upper = g_ptr_array_index(tables(1, &left, a), 0);
    clear();
    head(10);
    rows(10, 30, 2);
    word(42, 35, "3.丙");
    word(72, 35, "5");
    word(12, 55, "（四）");
    word(42, 55, "1.丁");
    word(72, 55, "6");
    for (size_t i = 0; i < now.n; i++) {
        now.word[i].x0 += 700;
        now.word[i].x1 += 700;
    }
    for (size_t i = 0; i < now.rules; i++) {
        now.rule[i].x0 += 700;
        now.rule[i].x1 += 700;
    }
    struct pdf_table *lower = g_ptr_array_index(tables(2, &left, a), 0);
    T_TRUE(pdf_table_join(upper, lower, a));
    T_STR(dump(upper, a), "grid p1 1 5x3 spans\n"
                          "  0,0 p1 1:0 \"组\"\n"
                          "  0,1 p1 1:0 \"项目\"\n"
                          "  0,2 p1 1:0 \"件数\"\n"
                          "  1,0 3x1 p1 3:0 \"（三）\"\n"
                          "  1,1 p1 2:0 \"1.甲\"\n"
                          "  1,2 p1 2:0 \"3\"\n"
                          "  2,1 p1 4:0 \"2.乙\"\n"
                          "  2,2 p1 4:0 \"4\"\n"
                          "  3,1 p2 2:0 \"3.丙\"\n"
                          "  3,2 p2 2:0 \"5\"\n"
                          "  4,0 p2 3:0 \"（四）\"\n"
                          "  4,1 p2 3:0 \"1.丁\"\n"
                          "  4,2 p2 3:0 \"6\"\n");

    T_CASE("source_pdf: a row that the page end cuts is made whole, a blank one is not swallowed");
    clear();
    rows(10, 10, 2);
    word(12, 15, "一");
    word(42, 15, "1.甲");
    word(72, 15, "3");
    word(12, 35, "二");
    word(42, 35, "2.乙的");
    word(72, 35, "4");
    upper = g_ptr_array_index(tables(1, &left, a), 0);
    clear();
    rows(10, 10, 2);
    word(42, 15, "后半");
    word(42, 35, "3.丙");
    lower = g_ptr_array_index(tables(2, &left, a), 0);
    T_TRUE(pdf_table_join(upper, lower, a));
    T_STR(grid_row(dump(upper, a), 0, 1), "二|2.乙的\\n后半|4");
    T_STR(grid_row(dump(upper, a), 0, 2), "|3.丙|");
    T_STR(grid_row(dump(upper, a), 0, 3), "");

    T_CASE("source_pdf: tables of different widths, or not on the next page, stay apart");
    clear();
    box((const int[]){10, 40, 80}, 3, (const int[]){10, 30}, 2);
    word(12, 15, "a");
    word(42, 15, "1");
    lower = g_ptr_array_index(tables(3, &left, a), 0);
    T_TRUE(!pdf_table_join(upper, lower, a));
    clear();
    rows(10, 10, 1);
    word(12, 15, "a");
    word(42, 15, "1");
    T_TRUE(!pdf_table_join(upper, g_ptr_array_index(tables(4, &left, a), 0), a));
}

/* The last row of a page and the first of the next, each a label and two figures; joined as rows. */
static const char *across(const char *const upper[3], const char *const lower[3], int row, struct arena *a)
{
    size_t left;
    struct pdf_table *part[2];
    for (int i = 0; i < 2; i++) {
        clear();
        rows(10, 10, 2);
        for (int k = 0; k < 3; k++) {
            word(11 + 30 * k, i ? 35 : 15, "表");
            word(11 + 30 * k, i ? 15 : 35, (i ? lower : upper)[k]);
        }
        part[i] = g_ptr_array_index(tables(i + 1, &left, a), 0);
    }
    T_TRUE(pdf_table_join(part[0], part[1], a));
    return grid_row(dump(part[0], a), 0, row);
}

static void page_ends(struct arena *a)
{
    size_t left;
    T_CASE("source_pdf: a page end cuts figures and remarks, too");
    T_STR(across((const char *[]){"1.甲的名", "80376", "5"}, (const char *[]){"后半", "6", ""}, 1, a),
          "1.甲的名\\n后半|80376\\n6|5");
    T_STR(across((const char *[]){"1.甲的名", "3", "5"}, (const char *[]){"", "（改）", ""}, 1, a),
          "1.甲的名|3\\n（改）|5");
    T_CASE("source_pdf: a row below a page end is one of its own where the label above has room left");
    T_STR(across((const char *[]){"甲", "5", "7"}, (const char *[]){"乙", "", ""}, 1, a), "甲|5|7");
    T_STR(across((const char *[]){"甲", "", ""}, (const char *[]){"乙", "5", "7"}, 2, a), "乙|5|7");
    T_STR(across((const char *[]){"甲的名", "5", "7"}, (const char *[]){"乙的名", "6", "8"}, 2, a),
          "乙的名|6|8");

    T_CASE("source_pdf: a row of which only one cell has words is a scrap, which goes on with a table");
    clear();
    rows(10, 10, 1);
    word(12, 15, "乙");
    T_INT(tables(2, &left, a)->len, 0);
    T_INT(left, 1);
    if (T_INT(scraps->len, 1)) {
        struct pdf_table *scrap = g_ptr_array_index(scraps, 0), *upper;
        clear();
        rows(10, 10, 1);
        word(12, 15, "甲");
        word(42, 15, "5");
        upper = g_ptr_array_index(tables(1, &left, a), 0);
        T_TRUE(scrap->scrap && pdf_table_is_next(upper, scrap) && pdf_table_join(upper, scrap, a));
        T_STR(grid_row(dump(upper, a), 0, 0), "甲|5|");
        T_STR(grid_row(dump(upper, a), 0, 1), "乙||");
    }
    clear();
    box((const int[]){10, 300}, 2, (const int[]){10, 100}, 2);
    word(20, 20, "框内的");
    word(20, 40, "文字");
    T_INT(tables(1, &left, a)->len, 0);
    T_INT(scraps->len, 0);
}

/* A PDF of our own, read back: the sample has a table of 26 rows on two pages. */
static void whole(void)
{
    const char *nianbao = getenv("NIANBAO"), *build = getenv("BUILD");
    char *folder = g_build_filename(build ? build : "build", "tests", "source_pdf", NULL);
    char *file = g_build_filename(folder, "laiyuan-2024.pdf", NULL);
    const char *argv[] = {nianbao ? nianbao : "build/nianbao", "render", "-q", "--only", "pdf", "-o", folder,
                          "samples/laiyuan-2024.json",         NULL};
    int status = 1;
    g_unlink(file);
    T_CASE("source_pdf: every row of the three tables of a printed report, page numbers and 续表 left out");
    if (!T_TRUE(g_spawn_sync(NULL, (char **)argv, NULL, 0, NULL, NULL, NULL, NULL, &status, NULL) &&
                g_file_test(file, G_FILE_TEST_EXISTS)))
        return;
    const char *d = read_file(source_pdf, file);
    T_STR(grid_row(d, 0, 3), "行政规范性文件|2|1|4");
    T_STR(grid_row(d, 0, 13), "行政事业性收费|1439.4967");
    T_STR(grid_row(d, 1, 1), "自然人|法人或其他组织|总计");
    T_STR(grid_row(d, 1, 3), "一、本年新收政府信息公开申请数量|6|0|0|0|2|0|8");
    T_TRUE(strstr(d, "  7,1 8x1 ") != NULL);
    T_TRUE(strstr(d, "  5,0 20x1 ") != NULL);
    T_STR(grid_row(d, 1, 25), "四、结转下年度继续办理|0|0|0|0|0|0|0");
    T_STR(grid_row(d, 1, 26), "");
    T_STR(grid_row(d, 2, 3), "0|1|0|0|1|0|0|0|0|0|0|0|0|0|0");
    T_STR(grid_row(d, 3, 0), "");
    T_TRUE(strstr(d, "续表") == NULL && strstr(d, "— ") == NULL);

    T_CASE("source_pdf: paragraphs go on over line and page ends; the title is set in the middle");
    T_TRUE(has_line(d, "text p1 1 centred \"涞源县2024年政府信息公开工作年度报告\""));
    T_TRUE(strstr(d, "2024年，全县针对政府信息公开事务的行政复议申请1起，已全部办结。\"\n") != NULL);
    T_TRUE(strstr(d, "对学习宣传习近平") != NULL);
    T_TRUE(has_line(d, "text p4 3 \"二、主动公开政府信息情况\""));

    T_CASE("source_pdf: a damaged file and one that is no PDF are refused");
    T_TRUE(g_str_has_prefix(read_text(source_pdf, "a.pdf", "%PDF-1.4 nothing"),
                            "failed: pdftotext cannot read this file"));
    T_INT(read_.kind, ERR_INPUT);
    g_free(folder);
    g_free(file);
}

int main(void)
{
    struct arena *a = arena_new();
    drawn(a);
    edges(a);
    pages(a);
    page_ends(a);
    whole();
    g_clear_pointer(&scraps, g_ptr_array_unref);
    arena_free(a);
    return t_done();
}
