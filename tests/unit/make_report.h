/* make_report.h - a whole small report by hand: title, sections, a table over two pages, folios. */
#ifndef MAKE_REPORT_H
#define MAKE_REPORT_H

#include "make_pages.h"

/* A table of rows 1 label + 2 figures under a head, cut after `cut` rows: head and group label printed again.
 */
static inline struct grid *made_grid(struct made *m, int rows)
{
    struct grid *g = ARENA_NEW(m->a, struct grid);
    *g = (struct grid){.nrow = rows + 1, .ncol = 4, .nhead = 1, .nlabel = 2};
    g->cell = ARENA_ARRAY(m->a, (size_t)(rows + 1) * 4, struct grid_cell);
    for (int r = 0; r <= rows; r++) {
        for (int c = 0; c < 4; c++) {
            if (c == 0 && r > 1)
                continue; /* one group label beside all rows */
            enum cell_role role = r == 0  ? (c < 2 ? CELL_CORNER : CELL_HEAD)
                                  : c < 2 ? CELL_LABEL
                                          : CELL_FIGURE;
            g->cell[g->ncell++] = (struct grid_cell){
                .row = r, .col = c, .rowspan = c == 0 && r == 1 ? rows : 1, .colspan = 1, .role = role};
        }
    }
    return g;
}

static inline void made_cell(struct made *m, enum item_kind item, int block, int row, int col, len_t y,
                             const char *text)
{
    if (*text)
        made_run(m, item, block, row, col, SONG, TABLE, PT(85) + col * PT(100), y, 0, false, text);
}

static inline void made_rows(struct made *m, int block, int from, int to, len_t y)
{
    bool again = from > 1;
    enum item_kind head = again ? ITEM_REPEATED : ITEM_CONTENT;
    len_t top = y - PT(12);
    made_cell(m, head, block, 0, 0, y, "组别");
    made_cell(m, head, block, 0, 1, y, "信息内容");
    made_cell(m, head, block, 0, 2, y, "自然人");
    made_cell(m, head, block, 0, 3, y, "总计");
    y += PT(18);
    made_run(m, head, block, 1, 0, SONG, TABLE, PT(85), y, PT(9), true, "三、本年度办理结果");
    for (int r = from; r <= to; r++, y += PT(18)) {
        made_cell(m, ITEM_CONTENT, block, r, 1, y, arena_printf(m->a, "（%d）予以公开", r));
        made_cell(m, ITEM_CONTENT, block, r, 2, y, r % 3 ? arena_printf(m->a, "%d", r * 137) : "");
        made_cell(m, ITEM_CONTENT, block, r, 3, y, r % 4 ? "0" : "/");
    }
    for (int i = 0; i <= to - from + 2; i++)
        made_rule(m, block, 512, PT(79.37), top + i * PT(18), PT(521.575), top + i * PT(18));
    for (int c = 0; c <= 4; c++)
        made_rule(m, block, 512, PT(79.37) + c * PT(100), top, PT(79.37) + c * PT(100),
                  top + (to - from + 2) * PT(18));
}

/* Pseudo-random Han out of a vocabulary as wide as a report's. */
static inline const char *made_words(struct made *m, unsigned *seed, int n)
{
    char *s = arena_alloc(m->a, (size_t)n * 3 + 1), *p = s;
    while (n--) {
        hb_codepoint_t id = 0;
        uint32_t cp;
        do {
            *seed = *seed * 1103515245u + 12345u;
            unsigned pick = (*seed >> 16) % 620;
            cp = pick < 3 ? (uint32_t[]){0xFF0C, 0x3002, 0x3001}[pick] : 0x4E00 + pick * 27;
        } while (!hb_font_get_nominal_glyph(m->face[FANG].hb_font, cp, &id));
        p += utf8_write(cp, p);
    }
    return s;
}

/* npage pages of full text, a title first, a heading on each, the table over pages 2 and 3. */
static inline struct made *made_report(size_t npage)
{
    struct made *m = made_new();
    unsigned seed = 2024;
    int para = -1, table = -1;
    for (size_t i = 0; i < npage; i++) {
        made_page(m, arena_printf(m->a, "%zu", i + 1));
        if (i == 0) {
            int t = made_block(m, DOC_TITLE, 0);
            made_outline(m, 0, 0, PT(104), m->doc.title);
            made_text(m, t, HEI, BODY, PT(110), PT(118), m->doc.title);
        } else if (para >= 0) { /* the paragraph before goes on */
            made_run(m, ITEM_CONTENT, para, -1, -1, FANG, BODY, PT(79.37), PT(118), 16172, false,
                     made_words(m, &seed, 14));
        }
        if (i == 2) /* the table of the page before goes on */
            made_rows(m, table, 21, 40, PT(180));
        int h = made_block(m, DOC_HEADING, 1);
        len_t y = i == 2 ? PT(700) : PT(147);
        const char *head =
            arena_printf(m->a, "%s、总体情况", (const char *[]){"一", "二", "三", "四", "五", "六"}[i % 6]);
        made_outline(m, 1, i, y - PT(17), head);
        made_text(m, h, HEI, BODY, PT(110), y, head);
        if (i == 1) {
            table = made_block(m, DOC_TABLE, 0);
            m->block[table].grid = made_grid(m, 40);
            made_rows(m, table, 1, 20, PT(180));
        }
        if (i == 1 || i == 2) {
            para = -1;
        } else {
            para = made_block(m, DOC_PARAGRAPH, 0);
            for (int line = 0; line < 20; line++)
                made_run(m, ITEM_CONTENT, para, -1, -1, FANG, BODY, PT(79.37), PT(177) + line * 30319, 16172,
                         false, made_words(m, &seed, 28));
            made_run(m, ITEM_CONTENT, para, -1, -1, NOTO, BODY, PT(79.37), PT(765), 16172, false, "鄠邑区");
        }
        made_folio(m);
    }
    return m;
}

#endif
