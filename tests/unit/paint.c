/* The painters, against what other programs see in their files. */
#include "t.h"

#include "make_report.h"
#include "paint.h"

#include <cairo.h>
#include <locale.h>

/* ---- PDF ---- */

static GBytes *must_paint(struct made *m)
{
    struct err e = ERR_INIT;
    GBytes *pdf = paint_pdf(m->painter, &m->pages, &e);
    T_STR(e.text, NULL);
    err_clear(&e);
    return pdf ? pdf : g_bytes_new("", 0);
}

/* The words and folios of all pages in the order of the marks. */
static char *all_words(const struct made *m)
{
    GString *s = g_string_new(NULL);
    for (size_t i = 0; i < m->pages.npage; i++)
        for (size_t k = 0; k < m->page[i].nmark; k++)
            if (m->page[i].mark[k].kind == MARK_GLYPHS)
                g_string_append(s, m->page[i].mark[k].text);
    char *words = made_squeeze(s->str);
    g_string_free(s, TRUE);
    return words;
}

static void check_text(const struct made *m, const char *pdf, const char *command)
{
    char *want = all_words(m), *out = made_shell(command, pdf), *got = made_squeeze(out);
    T_STR(got, want);
    T_TRUE(strlen(got) > 10);
    g_free(want);
    g_free(out);
    g_free(got);
}

static void check_fonts(const char *pdf)
{
    char *out = made_shell("pdffonts %s | tail -n +3", pdf), **line = g_strsplit(g_strchomp(out), "\n", -1);
    T_TRUE(g_strv_length(line) >= 4);
    for (char **l = line; *l; l++) {
        T_TRUE(strlen(*l) > 7 && (*l)[6] == '+');  /* a subset */
        T_TRUE(strstr(*l, "yes yes yes") != NULL); /* embedded, subset, with characters */
        T_TRUE(!strstr(*l, "Type 3"));
        T_TRUE(!strstr(*l, "CairoFont"));
        T_TRUE(strstr(*l, "Fandol") || strstr(*l, "Noto"));
    }
    g_strfreev(line);
    g_free(out);
}

static void test_pdf(void)
{
    struct made *m = made_report(4);
    made_run(m, ITEM_CONTENT, 0, -1, -1, SONG, TABLE, PT(560), PT(300), PT(9), true,
             "三、本年度办理结果（）");
    GBytes *pdf = must_paint(m);
    char *file = made_save("a.pdf", pdf);

    T_CASE("pdf: only embedded subsets with their own names, no Type 3");
    check_fonts(file);
    T_CASE("pdf: pdftotext gives the text back in order, two faces in a line and a vertical column too");
    check_text(m, file, "pdftotext -raw %s -");
    T_CASE("pdf: mutool gives the text back in order");
    check_text(m, file, "mutool draw -q -F txt %s 2>/dev/null");
    T_CASE("pdf: qpdf finds nothing wrong");
    char *out = made_shell("qpdf --check %s >/dev/null 2>&1; echo $?", file);
    T_STR(out, "0\n");
    g_free(out);
    T_CASE("T-A2 pdf: glyphs stand within 0.05 pt of the display list");
    out = made_shell("mutool draw -q -F stext %s 1 2>/dev/null | sed -n 's/.* x=\"\\([^\"]*\\)\" "
                     "y=\"\\([^\"]*\\)\".*/\\1 \\2/p'",
                     file);
    char *at = out;
    size_t seen = 0;
    for (size_t k = 0; k < m->page[0].nmark; k++) {
        const struct mark *g = &m->page[0].mark[k];
        for (size_t i = 0; i < g->nglyph; i++) {
            double x = g_ascii_strtod(at, &at), y = g_ascii_strtod(at, &at);
            if (!strchr(" ", g->text[0]) && x > 0) {
                T_NEAR(x, len_pt(g->glyph[i].x), 0.05);
                T_NEAR(y, len_pt(g->glyph[i].y), 0.01);
                seen++;
            }
        }
    }
    T_TRUE(seen > 570);
    g_free(out);
    T_CASE("pdf: bookmarks lead to their pages");
    out = made_shell("mutool show %s outline 2>/dev/null | grep -o '\"[^\"]*\".*page=[0-9]*'", file);
    T_TRUE(strstr(out, "某某县2024年政府信息公开工作年度报告\"\t#page=1") != NULL);
    T_TRUE(strstr(out, "三、总体情况\"\t#page=3") != NULL);
    g_free(out);
    made_remove(file);
    g_bytes_unref(pdf);
    made_free(m);

    T_CASE("pdf: pages are labelled with their folios");
    m = made_new();
    int p = made_block(m, DOC_PARAGRAPH, 0);
    for (int i = 7; i <= 9; i++) {
        made_page(m, arena_printf(m->a, "%d", i));
        made_text(m, p, FANG, BODY, PT(100), PT(100), "甲");
    }
    pdf = must_paint(m);
    file = made_save("a.pdf", pdf);
    out = made_shell("mutool show %s trailer/Root/PageLabels 2>/dev/null | tr -d ' \\n'", file);
    T_TRUE(strstr(out, "<</Nums[0<</S/D/St7>>]>>") != NULL);
    g_free(out);
    made_remove(file);
    g_bytes_unref(pdf);
    made_free(m);
}

static void test_same_bytes(void)
{
    T_CASE("pdf: same pages, same bytes, whatever TZ and locale");
    struct made *m = made_report(3);
    GBytes *one = must_paint(m);
    made_free(m);
    setenv("TZ", "America/New_York", 1);
    T_TRUE(setlocale(LC_ALL, "C.UTF-8") != NULL);
    if (!setlocale(LC_NUMERIC, "de_DE.UTF-8")) /* a decimal comma, where there is one */
        setlocale(LC_NUMERIC, "");
    m = made_report(3);
    GBytes *two = must_paint(m);
    setlocale(LC_ALL, "C");
    unsetenv("TZ");
    T_TRUE(g_bytes_equal(one, two));
    g_bytes_unref(one);
    g_bytes_unref(two);
    made_free(m);
}

static void expect_failure(struct made *m, enum err_kind kind, const char *says)
{
    struct err e = ERR_INIT;
    GBytes *pdf = paint_pdf(m->painter, &m->pages, &e);
    T_TRUE(pdf == NULL);
    T_INT(e.kind, kind);
    T_TRUE(e.text && strstr(e.text, says));
    err_clear(&e);
    struct err e2 = ERR_INIT;
    T_TRUE(paint_png(m->painter, &m->pages, 72, &e2) == NULL);
    err_clear(&e2);
}

static void test_refusals(void)
{
    struct made *m = made_new();
    int p = made_block(m, DOC_PARAGRAPH, 0);
    made_page(m, "1");
    struct mark *k = made_text(m, p, FANG, BODY, PT(100), PT(100), "甲鄠乙");
    T_CASE("T-D1 pdf: a glyph the face lacks is refused by name, never painted");
    expect_failure(m, ERR_FONT, "U+9120");
    T_CASE("pdf: a glyph number outside the face is refused");
    k->glyph[1].id = 0xFFFF;
    expect_failure(m, ERR_FONT, "U+9120");
    T_CASE("pdf: clusters that do not cover the text are refused");
    k->glyph[1].id = k->glyph[0].id;
    k->cluster[2].nbyte = 2;
    expect_failure(m, ERR_BUG, "甲鄠乙");
    T_CASE("pdf: a face that may not be embedded is refused");
    k->cluster[2].nbyte = 3;
    m->face[FANG].embed = false;
    expect_failure(m, ERR_FONT, "FandolFang-Regular.otf");
    made_free(m);
}

/* ---- PNG ---- */

struct reader {
    const unsigned char *data;
    gsize left;
};

static cairo_status_t read_png(void *closure, unsigned char *to, unsigned n)
{
    struct reader *r = closure;
    if (n > r->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, r->data, n);
    r->data += n;
    r->left -= n;
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *open_png(GBytes *png)
{
    struct reader r;
    r.data = g_bytes_get_data(png, &r.left);
    return cairo_image_surface_create_from_png_stream(read_png, &r);
}

static int pixel(cairo_surface_t *s, int x, int y)
{
    const uint32_t *row =
        (const void *)(cairo_image_surface_get_data(s) + y * cairo_image_surface_get_stride(s));
    T_INT(row[x] & 0xFF, row[x] >> 8 & 0xFF);
    return (int)(row[x] & 0xFF);
}

/* Ink in a box: sum of 255 - grey, in pixels. */
static double ink(cairo_surface_t *s, int x0, int y0, int x1, int y1)
{
    long sum = 0;
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++)
            sum += 255 - pixel(s, x, y);
    return (double)sum / 255;
}

static void test_png(void)
{
    struct made *m = made_new();
    int p = made_block(m, DOC_PARAGRAPH, 0);
    made_page(m, "1");
    made_fill(m, p, 200, PT(10), PT(10), PT(30), PT(30));
    made_rule(m, p, PT(2), PT(50), PT(60), PT(90), PT(60));   /* covers y 59 .. 61 */
    made_rule(m, p, PT(1), PT(100), PT(60), PT(100), PT(90)); /* half of the columns 99 and 100 */
    made_text(m, p, FANG, BODY, PT(200), PT(100), "国");
    made_text(m, p, FANG, BODY, PT(200.5), PT(200), "国");
    made_page(m, "2");
    struct err e = ERR_INIT;
    GPtrArray *png = paint_png(m->painter, &m->pages, 72, &e);
    T_CASE("png: one picture for each page, A4 at 72 dpi");
    T_STR(e.text, NULL);
    T_INT(png->len, 2);
    cairo_surface_t *s = open_png(png->pdata[0]);
    T_INT(cairo_image_surface_get_width(s), 595);
    T_INT(cairo_image_surface_get_height(s), 842);
    T_CASE("png: white ground, shading and rules to the pixel, half covered pixels grey");
    T_INT(pixel(s, 0, 0), 255);
    T_INT(pixel(s, 594, 841), 255);
    T_INT(pixel(s, 9, 20), 255);
    T_INT(pixel(s, 10, 20), 200);
    T_INT(pixel(s, 29, 29), 200);
    T_INT(pixel(s, 30, 20), 255);
    T_INT(pixel(s, 50, 58), 255);
    T_INT(pixel(s, 50, 59), 0);
    T_INT(pixel(s, 89, 60), 0);
    T_INT(pixel(s, 49, 60), 255); /* butt ends */
    T_INT(pixel(s, 90, 60), 255);
    T_NEAR(pixel(s, 99, 70), 127, 2);
    T_NEAR(pixel(s, 100, 70), 127, 2);
    T_CASE("png: glyphs are where the list says, to a fraction of a pixel, and black");
    T_TRUE(ink(s, 200, 84, 217, 103) > 30);
    T_NEAR(ink(s, 200, 84, 217, 103), ink(s, 200, 184, 218, 203), 0.5);
    T_NEAR(ink(s, 195, 84, 200, 103), 0, 0.01);
    bool moved = false;
    for (int y = 84; y < 103; y++)
        for (int x = 200; x < 217; x++)
            moved = moved || abs(pixel(s, x, y) - pixel(s, x, y + 100)) > 40;
    T_TRUE(moved); /* half a point is not lost */
    cairo_surface_destroy(s);

    T_CASE("png: an empty page is white");
    s = open_png(png->pdata[1]);
    T_NEAR(ink(s, 0, 0, 595, 842), 0, 0);
    cairo_surface_destroy(s);
    T_CASE("png: same pages, same bytes");
    GPtrArray *again = paint_png(m->painter, &m->pages, 72, &e);
    T_TRUE(g_bytes_equal(png->pdata[0], again->pdata[0]));
    g_ptr_array_unref(again);
    g_ptr_array_unref(png);
    made_free(m);
}

int main(void)
{
    test_pdf();
    test_same_bytes();
    test_refusals();
    test_png();
    return t_done();
}
