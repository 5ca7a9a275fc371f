/* page.c - the page of GB/T 9704: sections A1 to A9 of the typesetting rules, on whole pages with the real
 * fonts. */
#include "typeset.h"
#include "t.h"

#define PT(x)    ((double)(x) / LEN_PT)
#define UP(p, y) (PT((p)->height) - PT(y)) /* from the page's foot, as PDF counts */

static void check_box(void)
{
    struct typeset t = typeset_open(NULL);
    T_CASE("A1 page and type area");
    T_NEAR(PT(t.layout->page_width), 595.276, 0.01);
    T_NEAR(PT(t.layout->page_height), 841.890, 0.01);
    T_NEAR(PT(t.layout->type_width), 442.205, 0.01);
    T_NEAR(PT(t.layout->type_height), 637.795, 0.01);
    T_NEAR(PT(layout_left(t.layout, 1)), 79.370, 0.01);

    T_CASE("A1 nothing but the folio stands outside the type area");
    struct pages *p = typeset_file(&t, "samples/laiyuan-2024.json");
    for (size_t i = 0; i < p->npage; i++) {
        double left = PT(layout_left(t.layout, i + 1)), top = PT(t.layout->top);
        for (size_t j = 0; j < p->page[i].nmark; j++) {
            const struct mark *m = &p->page[i].mark[j];
            double half = PT(m->width) / 2;
            if (m == folio_of(p, i))
                continue;
            bool level = m->y0 == m->y1, glyphs = m->kind == MARK_GLYPHS;
            T_TRUE(PT(m->x0) - (level ? 0 : half) >= left - 0.01);
            T_TRUE(PT(m->x1) + (level ? 0 : half) <= left + 442.205 + 0.01);
            T_TRUE(PT(m->y0) - (glyphs ? 0.88 * PT(m->style->size) : level ? half : 0) >= top - 0.01);
            T_TRUE(PT(m->y1) + (glyphs  ? 0.12 * PT(m->style->size)
                                : level ? half
                                        : 0) <=
                   top + 637.795 + 0.01);
        }
    }
    T_CASE("A1 all text is black");
    for (size_t i = 0; i < p->npage; i++)
        for (size_t j = 0; j < p->page[i].nmark; j++)
            T_INT(p->page[i].mark[j].grey, 0);
    typeset_close(&t);
}

/* A preamble of 616 Han with no indent, the title out of the way on no line: the grid itself. */
static struct pages *full_page(struct typeset *t, size_t han)
{
    t->layout->indent = 0;
    return typeset_text(t, repeat(t, "国", han), "");
}

static void check_grid(void)
{
    struct typeset t = typeset_open(NULL);
    T_CASE("T-A2 pitch of characters and lines");
    T_NEAR(PT(t.layout->cell), 15.793, 0.002);
    T_NEAR(PT(t.layout->line_pitch), 29.609, 0.002);
    struct pages *p = full_page(&t, 616);
    T_NEAR(UP(p, layout_baseline(t.layout, 0)), 722.928, 0.01);
    T_NEAR(UP(p, layout_baseline(t.layout, 21)), 101.133, 0.01);

    T_CASE("T-A2 616 Han are 22 lines of 28, every one on the grid");
    int lines = 0;
    size_t page;
    const struct mark *m;
    for (size_t k = 0; (m = run_of(p, 1, k, &page)); k++) {
        T_INT(m->nglyph, 28);
        double left = PT(layout_left(t.layout, page + 1));
        for (size_t g = 0; g < m->nglyph; g++)
            T_NEAR(PT(m->glyph[g].x) - left, 15.79304 * (double)g, 0.01);
        T_NEAR(PT(m->glyph[27].x) + 15.793, left + 442.205, 0.05);
        lines++;
    }
    T_INT(lines, 22);
    T_NEAR(PT(run_of(p, 1, 0, NULL)->glyph[27].x) + 15.793, 521.575, 0.05);

    T_CASE("A3 two lines of page 1 go to the title and the blank line below it, 20 to the text");
    for (size_t k = 0, n = 0; (m = run_of(p, 1, k, &page)); k++) {
        n += page == 0;
        if (!run_of(p, 1, k + 1, NULL))
            T_INT(n, 20);
    }
    T_INT(run_of(p, 1, 0, NULL)->y0, layout_baseline(t.layout, 2));
    typeset_close(&t);

    T_CASE("A2 profile word: 22 equal slots, the em box in the middle of each");
    t = typeset_open((const char *const[]){"pitch=word", NULL});
    p = full_page(&t, 616);
    T_NEAR(PT(t.layout->line_pitch), 28.991, 0.002);
    T_NEAR(UP(p, layout_baseline(t.layout, 0)), 716.433, 0.01);
    T_NEAR(UP(p, layout_baseline(t.layout, 21)), 107.628, 0.02);
    typeset_close(&t);

    T_CASE("A10 profile type: 三号 is 15.75 pt, the pitch stays 28 to the line");
    t = typeset_open((const char *const[]){"sizes=type", NULL});
    T_NEAR(PT(layout_style(t.layout, "body")->size), 15.75, 0.001);
    T_NEAR(PT(layout_style(t.layout, "title")->size), 21, 0.001);
    T_NEAR(PT(layout_style(t.layout, "folio")->size), 13.75, 0.001);
    T_NEAR(PT(t.layout->line_pitch), 29.621, 0.002);
    T_NEAR(PT(t.layout->cell), 15.793, 0.002);
    typeset_close(&t);

    T_CASE("A10 a fixed line pitch is taken as given");
    t = typeset_open((const char *const[]){"pitch=28.95pt", NULL});
    T_NEAR(PT(t.layout->line_pitch), 28.95, 0.001);
    T_INT(t.layout->lines, 22);
    typeset_close(&t);
}

static const struct face *part_face(const struct typeset *t, const char *part)
{
    return fonts_part(t->fonts, part)->face[0];
}

static void check_elements(void)
{
    struct typeset t = typeset_open(NULL);
    struct pages *p =
        typeset_text(&t, repeat(&t, "文", 60),
                     ", \"sections\": [{\"heading\": \"一、甲乙\", \"body\": [{\"heading\": \"（一）丙丁\"}, "
                     "{\"heading\": \"1.戊己\"}, {\"heading\": \"（1）庚辛\"}, \"正文正文。\", "
                     "{\"heading\": \"（二）壬癸。\", \"text\": \"连排正文正文。\"}]}]");
    double left = PT(layout_left(t.layout, 1));
    T_CASE("A3 typefaces of title, headings, body and folio");
    T_TRUE(run_of(p, 0, 0, NULL)->face == part_face(&t, "title"));
    T_TRUE(run_of(p, 1, 0, NULL)->face == part_face(&t, "body"));
    T_TRUE(run_of(p, 2, 0, NULL)->face == part_face(&t, "h1"));
    T_TRUE(run_of(p, 3, 0, NULL)->face == part_face(&t, "h2"));
    T_TRUE(run_of(p, 4, 0, NULL)->face == part_face(&t, "body"));
    T_TRUE(run_of(p, 5, 0, NULL)->face == part_face(&t, "body"));
    T_NEAR(PT(run_of(p, 0, 0, NULL)->style->size), 22, 0.001);

    T_CASE("A3 a run-in heading is 楷体 up to its 。, then 仿宋 on the same line");
    T_TRUE(run_of(p, 7, 0, NULL)->face == part_face(&t, "h2"));
    T_STR(run_of(p, 7, 0, NULL)->text, "（二）壬癸。");
    T_TRUE(run_of(p, 7, 1, NULL)->face == part_face(&t, "body"));
    T_INT(run_of(p, 7, 1, NULL)->y0, run_of(p, 7, 0, NULL)->y0);

    T_CASE("A3 title centred, headings and paragraphs indented by two characters");
    const struct mark *title = run_of(p, 0, 0, NULL);
    T_NEAR(PT(title->x0 + title->x1) / 2, left + 442.205 / 2, 0.1);
    for (int block = 1; block <= 6; block++)
        T_NEAR(PT(run_of(p, block, 0, NULL)->x0) - left, 2 * 15.793, 0.01);
    T_NEAR(PT(run_of(p, 1, 1, NULL)->x0) - left, 0, 0.01);

    T_CASE("C-16 a paragraph behind a list is indented and on the grid, too");
    struct pages *q = typeset_text(
        &t, "正文。",
        ", \"sections\": [{\"heading\": \"一、甲\", \"body\": [{\"list\": [{\"label\": \"甲\", "
        "\"unit\": \"条\", \"value\": 1}, {\"label\": \"乙\", \"unit\": \"条\", \"value\": 2}]}, "
        "\"后文。\"]}]");
    const struct mark *behind = run_of(q, 4, 0, NULL);
    T_STR(behind->text, "后文。");
    T_NEAR(PT(behind->x0) - left, 2 * 15.793, 0.01);
    int grid_line =
        (int)((behind->y0 - layout_baseline(t.layout, 0) + t.layout->line_pitch / 2) / t.layout->line_pitch);
    T_INT(behind->y0, layout_baseline(t.layout, grid_line));

    T_CASE("C-17 no space after 一、: the text starts two em behind the number");
    T_NEAR(PT(run_of(p, 2, 0, NULL)->glyph[2].x - run_of(p, 2, 0, NULL)->glyph[0].x), 2 * 15.793, 0.01);

    T_CASE("A3 after title and headings the body is on the grid again");
    for (int block = 1; block <= 7; block++) {
        len_t y = run_of(p, block, 0, NULL)->y0;
        int line =
            (int)((y - layout_baseline(t.layout, 0) + t.layout->line_pitch / 2) / t.layout->line_pitch);
        T_INT(y, layout_baseline(t.layout, line));
    }
    typeset_close(&t);
}

static void check_folio(void)
{
    struct typeset t = typeset_open(NULL);
    const char *text = repeat(&t, "国", 28 * 50);
    struct pages *p = typeset_text(&t, text, "");
    T_CASE("T-A6 three pages: mirrored on page 2, same height, 宋体, — 1 —");
    T_INT(p->npage, 3);
    const struct mark *one = folio_of(p, 0), *two = folio_of(p, 1), *three = folio_of(p, 2);
    T_STR(one->text, "— 1 —");
    T_STR(two->text, "— 2 —");
    T_STR(three->text, "— 3 —");
    T_TRUE(one->face == part_face(&t, "folio"));
    T_NEAR(PT(one->style->size), 14, 0.001);
    T_NEAR(PT(one->x1), 521.575 - 15.793, 2);
    T_NEAR(PT(two->x0), 73.701 + 15.793, 2);
    T_NEAR(PT(p->width - two->x0 - one->x1), 0, 0.01);
    T_INT(one->x0, three->x0);
    T_INT(one->y0, two->y0);

    T_CASE("A6 the dash's ink is 7 mm below the type area");
    len_t x0, y0, x1, y1;
    T_TRUE(face_glyph_ink(one->face, one->glyph[0].id, one->style->size, &x0, &y0, &x1, &y1));
    T_NEAR(UP(p, one->glyph[0].y - y1), 79.370, 0.02);

    T_CASE("T-A9 page 2 begins at 26 mm in duplex");
    size_t page = 0;
    const struct mark *m = NULL;
    for (size_t k = 0; page != 1 && (m = run_of(p, 1, k, &page)); k++)
        continue;
    T_NEAR(PT(m->x0), 73.701, 0.01);
    typeset_close(&t);

    T_CASE("T-A9 page 2 begins at 28 mm in simplex, folios right on all pages");
    t = typeset_open((const char *const[]){"sides=simplex", NULL});
    p = typeset_text(&t, repeat(&t, "国", 28 * 50), "");
    page = 0;
    for (size_t k = 0; page != 1 && (m = run_of(p, 1, k, &page)); k++)
        continue;
    T_NEAR(PT(m->x0), 79.370, 0.01);
    T_INT(folio_of(p, 0)->x0, folio_of(p, 1)->x0);
    typeset_close(&t);

    T_CASE("A6 option: folios centred");
    t = typeset_open((const char *const[]){"folio=centre", NULL});
    p = typeset_text(&t, "国", "");
    T_NEAR(PT(folio_of(p, 0)->x0 + folio_of(p, 0)->x1) / 2, 79.370 + 442.205 / 2, 0.02);
    typeset_close(&t);
}

/* Edges of the rules between two heights of a page. */
static void ruled(const struct page *page, len_t from, len_t to, double *top, double *bottom)
{
    *top = PT(to), *bottom = PT(from);
    for (size_t k = 0; k < page->nmark; k++) {
        const struct mark *m = &page->mark[k];
        if (m->kind != MARK_RULE || m->y0 < from || m->y1 > to)
            continue;
        *top = PT(m->y0) < *top ? PT(m->y0) : *top;
        *bottom = PT(m->y1) > *bottom ? PT(m->y1) : *bottom;
    }
}

static void check_white(void)
{
    struct typeset t = typeset_open(NULL);
    struct pages *p = typeset_file(&t, "samples/laiyuan-2024.json");
    int heading = -1;
    for (size_t i = 0; i < p->doc->nblock; i++)
        if (p->doc->block[i].kind == DOC_HEADING &&
            strstr(p->doc->block[i].span[0].text, "行政复议、行政诉讼"))
            heading = (int)i;
    size_t page, next;
    const struct mark *above = run_of(p, heading, 0, &page), *below = run_of(p, heading + 2, 0, &next);
    double top, bottom;
    T_CASE("E the white that the grid leaves at a table is shared between above and below");
    T_INT(page, next);
    ruled(&p->page[page], above->y0, below->y0, &top, &bottom);
    T_NEAR(top - PT(above->y0) - 0.12 * 16, PT(below->y0) - 0.88 * 16 - bottom, 1.0);
    typeset_close(&t);
}

/* A page style whose type has no size would leave lines of no height on a page. */
static void check_no_size(void)
{
    static const char *const pitch[] = {"pitch=0pt", NULL};
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    char *text = NULL;
    T_CASE("A2 a page style with type of no size is refused, named or not");
    T_TRUE(g_file_get_contents("layouts/gbt9704.yaml", &text, NULL, NULL));
    GString *changed = g_string_new(text);
    T_TRUE(g_string_replace(changed, "三号: 16pt", "三号: 0pt", 1) == 1);
    T_TRUE(!layout_parse("t.yaml", changed->str, changed->len, pitch, a, d, &e));
    T_TRUE(diag_size(d) > 0 && strcmp(diag_get(d, 0)->text, "a type size must be greater than 0") == 0);
    g_string_free(changed, TRUE);
    g_free(text);
    err_clear(&e);
    diag_free(d);
    arena_free(a);
}

int main(void)
{
    check_no_size();
    check_white();
    check_box();
    check_grid();
    check_elements();
    check_folio();
    return t_done();
}
