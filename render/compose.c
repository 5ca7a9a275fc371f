/* compose.c - a report becomes a document: blocks of styled text in order of print, without positions.
 * Stage: report + forms + layout -> compose -> doc. */
#include "doc.h"
#include "intl.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct composer {
    const struct report *r;
    const struct layout *l;
    struct arena *a;
    struct diag *d;
    struct doc *doc;
};

static struct doc_block *add_block(struct composer *c, enum doc_kind kind, const char *pointer, size_t nspan)
{
    struct doc_block *b = &c->doc->block[c->doc->nblock++];
    *b = (struct doc_block){.kind = kind, .pointer = pointer, .span = ARENA_ARRAY(c->a, nspan, struct span)};
    return b;
}

static void add_span(struct doc_block *b, const char *text, const struct text_style *style)
{
    if (text && *text)
        b->span[b->nspan++] = (struct span){text, style};
}

/* A heading without numbering takes the face of the second level: it stands inside a section. */
static const struct text_style *heading_style(const struct layout *l, int level)
{
    static const char *const name[] = {"h2", "h1", "h2", "h3", "h4"};
    return layout_style(l, name[level]);
}

static void compose_title(struct composer *c)
{
    const struct report *r = c->r;
    struct doc_block *b = add_block(c, DOC_TITLE, "/title", r->ntitle);
    b->manual = r->title_lines;
    for (size_t i = 0; i < r->ntitle; i++)
        add_span(b, r->title[i], layout_style(c->l, "title"));
}

static void compose_heading(struct composer *c, const char *text, int level, const char *run_in,
                            const char *pointer)
{
    struct doc_block *b = add_block(c, run_in ? DOC_PARAGRAPH : DOC_HEADING, pointer, 2);
    b->level = level;
    add_span(b, text, heading_style(c->l, level));
    add_span(b, run_in, layout_style(c->l, "body"));
}

/* The style of a run; one the page style does not have is reported and set as body text. */
static const struct text_style *run_style(struct composer *c, const struct block *block, size_t i)
{
    const char *name = block->run[i].style;
    const struct text_style *s = layout_style(c->l, name ? name : "body");
    if (s)
        return s;
    char *pointer = arena_printf(c->a, "%s/runs/%zu/style", block->pointer, i);
    struct finding f = {.id = "LAYOUT-STYLE", .grade = GRADE_SOFT, .file = c->r->file, .pointer = pointer};
    report_place(c->r, pointer, &f.line, &f.column);
    f.text = arena_printf(c->a, _("the page style has no text style “%s”; set as body text"), name);
    diag_add(c->d, &f);
    return layout_style(c->l, "body");
}

static void compose_runs(struct composer *c, const struct block *block)
{
    struct doc_block *b = add_block(c, DOC_PARAGRAPH, block->pointer, block->nrun);
    for (size_t i = 0; i < block->nrun; i++)
        add_span(b, block->run[i].text, run_style(c, block, i));
}

static void compose_table(struct composer *c, const struct block *block)
{
    struct doc_block *b = add_block(c, DOC_TABLE, block->pointer, 0);
    b->grid = grid_build(block, c->a);
    if (b->grid->note && *b->grid->note) {
        struct doc_block *note = add_block(c, DOC_NOTE, arena_printf(c->a, "%s/note", block->pointer), 1);
        add_span(note, b->grid->note, layout_style(c->l, "body"));
    }
}

static void list_cell(struct grid *g, int row, int col, enum cell_role role, const char *text,
                      const struct value *value)
{
    g->cell[g->ncell++] = (struct grid_cell){.row = row,
                                             .col = col,
                                             .rowspan = 1,
                                             .colspan = 1,
                                             .role = role,
                                             .text = text ? text : "",
                                             .value = value,
                                             .index = -1};
}

/* 统计指标 | 单位 | 统计数: a first line whose value is words is the head of the list, and no figure. */
static bool list_has_head(const struct block *block)
{
    const struct list_item *first = block->item;
    if (block->nitem < 2 || !first->label || !first->unit || first->value.state != VALUE_TEXT)
        return false;
    bool han = false;
    for (const char *s = first->value.text; *s;) {
        uint32_t cp = utf8_next(&s);
        if (cp >= '0' && cp <= '9')
            return false;
        han = han || utf8_is_han(cp);
    }
    return han;
}

/* The label / unit / value lines of reports before 2019: three columns, mostly with a head. */
static void compose_list(struct composer *c, const struct block *block)
{
    struct doc_block *b = add_block(c, DOC_LIST, block->pointer, 0);
    struct grid *g = ARENA_NEW(c->a, struct grid);
    *g = (struct grid){.nrow = (int)block->nitem,
                       .ncol = 3,
                       .nhead = list_has_head(block),
                       .nlabel = 2,
                       .pointer = block->pointer,
                       .cell = ARENA_ARRAY(c->a, block->nitem * 3, struct grid_cell)};
    for (size_t i = 0; i < block->nitem; i++) {
        const struct list_item *it = &block->item[i];
        bool head = (int)i < g->nhead;
        list_cell(g, (int)i, 0, head ? CELL_CORNER : CELL_LABEL, it->label, NULL);
        list_cell(g, (int)i, 1, head ? CELL_HEAD : CELL_FIGURE, it->unit, NULL);
        list_cell(g, (int)i, 2, head ? CELL_HEAD : CELL_FIGURE, it->value.text, &it->value);
    }
    b->grid = g;
}

static void compose_block(struct composer *c, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        add_span(add_block(c, DOC_PARAGRAPH, block->pointer, 1), block->text, layout_style(c->l, "body"));
        break;
    case BLOCK_HEADING:
        compose_heading(c, block->text, block->level, block->run_in, block->pointer);
        break;
    case BLOCK_RUNS:
        compose_runs(c, block);
        break;
    case BLOCK_TABLE:
        compose_table(c, block);
        break;
    case BLOCK_LIST:
        compose_list(c, block);
        break;
    }
}

/* GB/T 9704: 用阿拉伯数字将年、月、日标全，月、日不编虚位: 2025年1月9日. */
static const char *date_words(const char *date, struct arena *a)
{
    int y, m, d;
    if (!date || sscanf(date, "%4d-%2d-%2d", &y, &m, &d) != 3)
        return NULL;
    return arena_printf(a, "%d年%d月%d日", y, m, d);
}

static void compose_end(struct composer *c)
{
    const struct report *r = c->r;
    const struct text_style *body = layout_style(c->l, "body");
    if (r->nannex) {
        struct doc_block *b = add_block(c, DOC_ANNEXES, "/annexes", r->nannex);
        for (size_t i = 0; i < r->nannex; i++)
            add_span(b, r->annex[i], body);
    }
    if (r->signature) {
        struct doc_block *b = add_block(c, DOC_SIGNATURE, "/signature", 2);
        const char *date = date_words(r->signature->date, c->a);
        b->span[0] = (struct span){r->signature->authority ? r->signature->authority : "", body};
        b->span[1] = (struct span){date ? date : "", body};
        b->nspan = 2;
        b->sealed = r->signature->sealed;
    }
    if (r->remarks)
        add_span(add_block(c, DOC_REMARKS, "/remarks", 1), r->remarks, body);
}

/* Upper bound of the blocks: a table may bring a note. */
static size_t count_blocks(const struct report *r)
{
    size_t n = 4 + r->npreamble * 2 + r->nsection;
    for (size_t i = 0; i < r->nsection; i++)
        n += r->section[i].nblock * 2;
    return n;
}

static const char *one_line(const struct report *r, struct arena *a)
{
    const char *s = "";
    for (size_t i = 0; i < r->ntitle; i++)
        s = arena_printf(a, "%s%s", s, r->title[i]);
    return s;
}

struct doc *compose(const struct report *r, const struct layout *l, const char *date, struct arena *a,
                    struct diag *d)
{
    struct doc *doc = ARENA_NEW(a, struct doc);
    *doc = (struct doc){.layout = l,
                        .title = one_line(r, a),
                        .author = r->authority,
                        .date = date,
                        .year = r->year,
                        .block = ARENA_ARRAY(a, count_blocks(r), struct doc_block)};
    struct composer c = {r, l, a, d, doc};
    compose_title(&c);
    for (size_t i = 0; i < r->npreamble; i++)
        compose_block(&c, &r->preamble[i]);
    for (size_t i = 0; i < r->nsection; i++) {
        const struct section *s = &r->section[i];
        compose_heading(&c, s->heading, 1, NULL, arena_printf(a, "%s/heading", s->pointer));
        for (size_t k = 0; k < s->nblock; k++)
            compose_block(&c, &s->block[k]);
    }
    compose_end(&c);
    return doc;
}

const struct doc_block **doc_tables(const struct doc *doc, struct arena *a, size_t *n)
{
    const struct doc_block **table = ARENA_ARRAY(a, doc->nblock, const struct doc_block *);
    *n = 0;
    for (size_t i = 0; i < doc->nblock; i++)
        if (doc->block[i].kind == DOC_TABLE)
            table[(*n)++] = &doc->block[i];
    return table;
}

int doc_nth_of_slot(const struct doc_block *const *table, size_t i)
{
    int nth = 1;
    for (size_t k = 0; k < i; k++)
        nth += strcmp(table[k]->grid->form->slot, table[i]->grid->form->slot) == 0;
    return nth;
}
