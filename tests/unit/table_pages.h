/* table_pages.h - for tests of tables on whole pages: a report with a table made by hand, and what its
 * display list shows of cells: text, ink, and the box between the rules around it. */
#ifndef TABLE_PAGES_H
#define TABLE_PAGES_H

#include "typeset.h"
#include "t.h"

#define PT(x) ((double)(x) / LEN_PT)

static struct typeset t;

/* ---- a report ---- */

/* What figure i of a form says; NULL: blank. */
typedef const char *given(const struct form *f, size_t i);

/* Digits are a whole number in the report; all else is text, as in its JSON. */
static inline struct value value_of(const char *text)
{
    bool number = text && *text && strspn(text, "0123456789") == strlen(text);
    struct value v = {.state = !text ? VALUE_NULL : number ? VALUE_INT : VALUE_TEXT, .text = text};
    v.number = number ? g_ascii_strtoll(text, NULL, 10) : 0;
    return v;
}

static inline struct table *table_of(const char *form, given *give)
{
    struct table *table = ARENA_NEW(t.a, struct table);
    table->form = forms_find(t.forms, form);
    if (!table->form)
        exit(2);
    table->value = ARENA_ARRAY(t.a, table->form->ncell, struct value);
    for (size_t i = 0; i < table->form->ncell; i++)
        table->value[i] = value_of(give(table->form, i));
    return table;
}

/* The pages of a report: title, `lines` lines of text (one paragraph), one section with the block. */
static inline struct pages *pages_of(struct block *block, size_t lines)
{
    static const char *title = "甲县2024年政府信息公开工作年度报告";
    struct block text = {.kind = BLOCK_PARAGRAPH,
                         .pointer = "/preamble/0",
                         .text = repeat(&t, "国", lines ? 28 * lines - 2 : 0)};
    struct section section = {.heading = "三、收到和处理政府信息公开申请情况",
                              .pointer = "/sections/0",
                              .block = block,
                              .nblock = 1};
    struct report *r = ARENA_NEW(t.a, struct report);
    *r = (struct report){.file = "test", .authority = "甲县", .year = 2024, .title = &title, .ntitle = 1};
    r->preamble = arena_dup(t.a, &text, sizeof text);
    r->npreamble = lines > 0;
    r->section = arena_dup(t.a, &section, sizeof section);
    r->nsection = 1;
    block->pointer = "/sections/0/body/0";
    struct doc *doc = compose(r, t.layout, "2025-01-31", t.a, t.d);
    struct pages *p = paginate(doc, t.fonts, t.shaper, t.words, t.a, t.d, &t.e);
    typeset_need(&t, p, "paginate");
    return p;
}

static inline struct pages *table_pages(const char *form, given *give, size_t lines)
{
    struct block block = {.kind = BLOCK_TABLE, .table = table_of(form, give)};
    return pages_of(arena_dup(t.a, &block, sizeof block), lines);
}

/* ---- what the pages show ---- */

/* The table's place among the blocks of the document. */
static inline int table_block(const struct pages *p)
{
    for (size_t i = 0; i < p->doc->nblock; i++)
        if (p->doc->block[i].grid)
            return (int)i;
    exit(2);
}

static inline const struct grid *table_grid(const struct pages *p)
{
    return p->doc->block[table_block(p)].grid;
}

static inline bool in_table(const struct mark *m)
{
    return m->kind == MARK_GLYPHS && m->element.row >= 0;
}

/* A box on a page, y downwards. */
struct box {
    len_t x0, y0, x1, y1;
};

static inline bool box_within(struct box inner, struct box outer)
{
    return inner.x0 >= outer.x0 && inner.y0 >= outer.y0 && inner.x1 <= outer.x1 && inner.y1 <= outer.y1;
}

/* The ink of the glyphs of a mark. */
static inline struct box ink_of(const struct mark *m)
{
    struct box b = {INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN};
    for (size_t i = 0; i < m->nglyph; i++) {
        const struct page_glyph *g = &m->glyph[i];
        len_t x0, y0, x1, y1;
        if (!face_glyph_ink(m->face, g->id, m->style->size, &x0, &y0, &x1, &y1))
            continue;
        b.x0 = MIN(b.x0, g->x + x0);
        b.x1 = MAX(b.x1, g->x + x1);
        b.y0 = MIN(b.y0, g->y - y1);
        b.y1 = MAX(b.y1, g->y - y0);
    }
    return b;
}

/* The middles of the rules around a point. */
static inline struct box rules_around(const struct page *page, len_t x, len_t y)
{
    struct box b = {0, 0, INT64_MAX, INT64_MAX};
    for (size_t i = 0; i < page->nmark; i++) {
        const struct mark *m = &page->mark[i];
        if (m->kind != MARK_RULE)
            continue;
        if (m->x0 == m->x1 && m->y0 <= y && y <= m->y1) {
            b.x0 = m->x0 <= x ? MAX(b.x0, m->x0) : b.x0;
            b.x1 = m->x0 > x ? MIN(b.x1, m->x0) : b.x1;
        } else if (m->y0 == m->y1 && m->x0 <= x && x <= m->x1) {
            b.y0 = m->y0 <= y ? MAX(b.y0, m->y0) : b.y0;
            b.y1 = m->y0 > y ? MIN(b.y1, m->y0) : b.y1;
        }
    }
    return b;
}

static inline struct box cell_of(const struct page *page, const struct mark *m)
{
    struct box ink = ink_of(m);
    return rules_around(page, (ink.x0 + ink.x1) / 2, (ink.y0 + ink.y1) / 2);
}

/* The n-th mark (from 0) of a cell's own text, not of what is printed again; *page its page. */
static inline const struct mark *cell_mark(const struct pages *p, int row, int col, size_t n, size_t *page)
{
    for (size_t i = 0; i < p->npage; i++)
        for (size_t k = 0; k < p->page[i].nmark; k++) {
            const struct mark *m = &p->page[i].mark[k];
            if (!in_table(m) || m->item != ITEM_CONTENT || m->element.row != row || m->element.col != col ||
                n-- > 0)
                continue;
            if (page)
                *page = i;
            return m;
        }
    return NULL;
}

/* The lines of a cell's own text, separated by |. */
static inline const char *cell_lines_of(const struct pages *p, int row, int col)
{
    const char *text = "";
    const struct mark *m, *before = NULL;
    for (size_t n = 0; (m = cell_mark(p, row, col, n, NULL)); n++) {
        text = arena_printf(t.a, "%s%s%s", text, before && before->y0 != m->y0 ? "|" : "", m->text);
        before = m;
    }
    return text;
}

/* The cell with this text, as the form or the report has it. */
static inline const struct grid_cell *cell_with(const struct pages *p, const char *text)
{
    const struct grid *g = table_grid(p);
    for (size_t i = 0; i < g->ncell; i++)
        if (strcmp(g->cell[i].text, text) == 0)
            return &g->cell[i];
    printf("    no cell %s\n", text);
    exit(2);
}

/* Every text of the table keeps within the rules around it, by `gap` points at least; rules are up to 0.75 pt
 * wide. */
static inline bool all_inside(const struct pages *p, double gap)
{
    len_t d = (len_t)(gap * LEN_PT);
    for (size_t i = 0; i < p->npage; i++)
        for (size_t k = 0; k < p->page[i].nmark; k++) {
            const struct mark *m = &p->page[i].mark[k];
            if (!in_table(m))
                continue;
            struct box ink = ink_of(m), cell = cell_of(&p->page[i], m);
            struct box room = {cell.x0 + d, cell.y0 + d, cell.x1 - d, cell.y1 - d};
            if (!box_within(ink, room)) {
                printf("    page %zu row %d column %d “%s”: ink %.2f to %.2f, %.2f to %.2f in %.2f to %.2f, "
                       "%.2f to %.2f\n",
                       i + 1, m->element.row, m->element.col, m->text, PT(ink.x0), PT(ink.x1), PT(ink.y0),
                       PT(ink.y1), PT(cell.x0), PT(cell.x1), PT(cell.y0), PT(cell.y1));
                return false;
            }
        }
    return true;
}

/* ---- forms as tests fill them ---- */

static inline const char *give_zero(const struct form *f, size_t i)
{
    (void)f, (void)i;
    return "0";
}

#endif
