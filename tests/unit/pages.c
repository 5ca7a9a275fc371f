/* The display list as text, its words, and the structure planned for the tagged PDF. */
#include "t.h"

#include "make_pages.h"
#include "pages_tags.h"

static void test_list(void)
{
    struct made *m = made_new();
    size_t n;
    int p = made_block(m, DOC_PARAGRAPH, 0);
    made_page(m, "1");
    T_CASE("pages: the list of a page is exact, one item a line");
    made_run(m, ITEM_CONTENT, p, -1, -1, FANG, BODY, PT(79.37), PT(118.962), 16172, false, "共12件")
        ->space_after = true;
    struct mark *k = made_run(m, ITEM_REPEATED, p, 2, 0, SONG, TABLE, PT(90), PT(300), PT(9), true, "三、本");
    k->element = (struct element){p, 2, 0, 22, 1, 2, 3};
    made_rule(m, p, 512, PT(79.37), PT(-1.5), PT(521.575), PT(-1.5));
    made_fill(m, -1, 230, 0, 0, PT(10), PT(10));
    made_page(m, NULL);
    made_outline(m, 1, 1, PT(104.882), "一、\"总体\"情况");
    T_STR(pages_list(&m->pages, m->a, &n), "nianbao-pages 1\n"
                                           "size 595.276 841.890 pages 2\n"
                                           "page 1 folio \"1\"\n"
                                           "text content 0 1/1 body FandolFang-Regular.otf 16.000 at 79.370 "
                                           "118.962 to 142.749 \"共12件\" 15.793*3 space\n"
                                           "text repeated 0.2.0+22+1 2/3 table FandolSong-Regular.otf 9.000 "
                                           "at 90.000 300.000 to 99.000 \"三、本\" v9.000*2\n"
                                           "rule furniture 0 0.500 from 79.370 -1.500 to 521.575 -1.500\n"
                                           "fill furniture - grey 230 from 0.000 0.000 to 10.000 10.000\n"
                                           "page 2\n"
                                           "mark 1 page 2 at 104.882 \"一、\\\"总体\\\"情况\"\n");
    T_INT(n, strlen(pages_list(&m->pages, m->a, &n)));

    T_CASE("pages: moving one glyph by 0.002 pt changes the list");
    const char *before = pages_list(&m->pages, m->a, &n);
    m->page[0].mark[0].glyph[2].x += 2;
    T_TRUE(strcmp(before, pages_list(&m->pages, m->a, &n)) != 0);
    made_free(m);
}

static void test_text(void)
{
    struct made *m = made_new();
    int p = made_block(m, DOC_PARAGRAPH, 0), t = made_block(m, DOC_TABLE, 0);
    made_page(m, "1");
    T_CASE("pages: the words of the pages, without repeated items and furniture");
    made_text(m, p, FANG, BODY, 0, 0, "甲乙");
    made_text(m, p, FANG, BODY, 0, 0, "GB/T")->space_after = true;
    made_folio(m);
    made_page(m, "2");
    made_text(m, p, FANG, BODY, 0, 0, "9704。");
    made_run(m, ITEM_REPEATED, t, 0, 0, SONG, TABLE, 0, 0, 0, false, "续表");
    made_run(m, ITEM_CONTENT, t, 0, 0, SONG, TABLE, 0, 0, 0, false, "科研");
    made_run(m, ITEM_CONTENT, t, 0, 0, SONG, TABLE, 0, 0, 0, false, "机构");
    made_run(m, ITEM_CONTENT, t, 0, 1, SONG, TABLE, 0, 0, 0, false, "12");
    T_STR(pages_text(&m->pages, m->a), "甲乙GB/T 9704。\n科研机构\n12\n");
    made_free(m);
}

/* "H1 P Table(THead(TR(TH+2+1 TH)) ...": the tree in one line. */
static void put_tags(GString *s, const struct tags *t, int parent)
{
    bool first = true;
    for (size_t i = 0; i < t->ntag; i++) {
        const struct tag *g = &t->tag[i];
        if (g->parent != parent)
            continue;
        g_string_append_printf(s, "%s%s", first ? "" : " ", g->name);
        first = false;
        if (g->scope != SCOPE_NONE)
            g_string_append(s, g->scope == SCOPE_ROW ? "r" : "c");
        if (g->rowspan > 1 || g->colspan > 1)
            g_string_append_printf(s, "%dx%d", g->rowspan, g->colspan);
        if (!g->leaf) {
            g_string_append_c(s, '(');
            put_tags(s, t, (int)i);
            g_string_append_c(s, ')');
        }
    }
}

static const char *tags_line(const struct made *m)
{
    GString *s = g_string_new(NULL);
    put_tags(s, tags_plan(&m->pages, m->a), -1);
    const char *line = arena_strdup(m->a, s->str);
    g_string_free(s, TRUE);
    return line;
}

static void test_tags(void)
{
    struct made *m = made_new();
    T_CASE("tags: headings step down one level at a time");
    made_page(m, "1");
    static const int levels[] = {1, 3, 3, 2, 4, 1};
    made_text(m, made_block(m, DOC_TITLE, 0), HEI, BODY, 0, 0, "题");
    for (size_t i = 0; i < G_N_ELEMENTS(levels); i++)
        made_text(m, made_block(m, DOC_HEADING, levels[i]), HEI, BODY, 0, 0, "目");
    T_STR(tags_line(m), "Document(H1 H2 H3 H3 H3 H4 H2)");
    made_free(m);

    m = made_new();
    T_CASE("tags: a table has every cell, with spans and scopes, blank ones too");
    made_page(m, "1");
    struct grid_cell cells[] = {
        {.row = 0, .col = 0, .rowspan = 1, .colspan = 2, .role = CELL_CORNER},
        {.row = 0, .col = 2, .rowspan = 1, .colspan = 1, .role = CELL_HEAD},
        {.row = 1, .col = 0, .rowspan = 2, .colspan = 1, .role = CELL_LABEL},
        {.row = 1, .col = 1, .rowspan = 1, .colspan = 1, .role = CELL_LABEL},
        {.row = 1, .col = 2, .rowspan = 1, .colspan = 1, .role = CELL_FIGURE},
        {.row = 2, .col = 1, .rowspan = 1, .colspan = 1, .role = CELL_LABEL},
        {.row = 2, .col = 2, .rowspan = 1, .colspan = 1, .role = CELL_FIGURE},
    };
    struct grid grid = {
        .nrow = 3, .ncol = 3, .nhead = 1, .nlabel = 2, .cell = cells, .ncell = G_N_ELEMENTS(cells)};
    int p = made_block(m, DOC_PARAGRAPH, 0), t = made_block(m, DOC_TABLE, 0);
    m->block[t].grid = &grid;
    made_text(m, p, FANG, BODY, 0, 0, "段");
    made_rule(m, t, 512, 0, 0, PT(10), 0);
    made_run(m, ITEM_CONTENT, t, 0, 2, SONG, TABLE, 0, 0, 0, false, "总计");
    made_run(m, ITEM_CONTENT, t, 1, 2, SONG, TABLE, 0, 0, 0, false, "12");
    T_STR(tags_line(m), "Document(P Table(THead(TR(THc1x2 THc)) TBody(TR(THr2x1 THr TD) TR(THr TD))))");

    T_CASE("tags: a paragraph over two pages is one element; folios, rules and repeated heads are artifacts");
    made_page(m, "2");
    made_folio(m);
    made_text(m, p, FANG, BODY, 0, 0, "落");
    made_text(m, p, FANG, BODY, 0, 0, "后");
    made_run(m, ITEM_REPEATED, t, 0, 2, SONG, TABLE, 0, 0, 0, false, "总计");
    const struct tags *g = tags_plan(&m->pages, m->a);
    T_INT(g->page[0].nrun, 4);
    T_INT(g->page[0].run[1].tag, TAG_LAYOUT);
    T_INT(g->page[1].nrun, 3);
    T_INT(g->page[1].run[0].tag, TAG_PAGINATION);
    T_INT(g->page[1].run[1].tag, g->page[0].run[0].tag);
    T_INT(g->page[1].run[1].to, 3);
    T_INT(g->page[1].run[2].tag, TAG_PAGINATION);
    made_free(m);
}

int main(void)
{
    test_list();
    test_text();
    test_tags();
    return t_done();
}
