/* paginate.c - blocks to pages: fill them, then put every line, table and folio in its place.
 * Stage: doc -> vlist -> flow -> pages. */
#include "paginate.h"

#include "intl.h"
#include "vlist.h"

#include <string.h>

struct paginator {
    const struct typesetter *t;
    const struct doc *doc;
    const struct vlist *list;
    struct pages *pages;
    GArray *outline; /* struct outline */
};

/* Baseline of a text on grid line `line`: that of the grid for body size; type of another size has the top of
 * its em box where the body's is when larger, and stands in its middle when smaller. */
static len_t text_baseline(const struct layout *l, const struct text_style *style, int line)
{
    len_t top = layout_baseline(l, line) - len_scale(l->body_size, l->em_ascent, 1000);
    len_t down = style->size < l->body_size ? (l->body_size - style->size) / 2 : 0;
    return top + down + len_scale(style->size, l->em_ascent, 1000);
}

static const struct text_style *unit_style(const struct vunit *u)
{
    const struct shaped *s = u->text[0].paragraph->shaped;
    return s->cluster[u->text[0].paragraph->line[u->text[0].line].from].style;
}

static void add_outline(struct paginator *p, const struct vunit *u, size_t page, len_t baseline)
{
    const struct doc_block *block = &p->doc->block[u->block];
    if (u->part != 1 || block->level == 0 || u->ntext == 0)
        return;
    struct outline o = {.text = block->span[0].text,
                        .level = block->level,
                        .page = page,
                        .y = baseline - p->doc->layout->body_size};
    g_array_append_val(p->outline, o);
}

/* Baseline of a piece: on the grid, or, for a note below its table, in the middle of its own line. */
static len_t piece_baseline(const struct paginator *p, const struct vunit *u, const struct flow_piece *piece)
{
    const struct layout *l = p->doc->layout;
    const struct text_style *style = unit_style(u);
    const struct flow_item *item = &p->list->flow[piece->item];
    if (item->kind != FLOW_NOTE)
        return text_baseline(l, style, piece->line);
    return l->top + piece->top + (item->height - style->size) / 2 +
           len_scale(style->size, l->em_ascent, 1000);
}

static void emit_unit(struct paginator *p, struct page_builder *b, const struct vunit *u,
                      const struct flow_piece *piece, size_t page)
{
    const struct layout *l = p->doc->layout;
    len_t left = layout_left(l, page + 1);
    struct element element = {.block = u->block, .row = -1, .col = -1, .part = u->part, .parts = u->parts};
    if (u->ntext == 0)
        return;
    len_t baseline = piece_baseline(p, u, piece);
    for (size_t i = 0; i < u->ntext; i++)
        paragraph_emit(b, u->text[i].paragraph, u->text[i].line, left + u->text[i].x, baseline, ITEM_CONTENT,
                       element);
    add_outline(p, u, page, baseline);
}

/* — 1 —: digits between two 一字线, the dash's ink 7 mm below the type area; one character in from the outer
 * edge, right on odd pages, left on even ones (单页码居右空一字，双页码居左空一字). */
static void emit_folio(struct paginator *p, struct page_builder *b, const char *number, size_t page)
{
    const struct layout *l = p->doc->layout;
    const struct text_style *style = layout_style(l, "folio");
    struct span span = {arena_printf(b->a, "— %s —", number), style};
    const struct shaped *s = shape_spans(p->t->shaper, &span, 1, NULL, false, b->a, p->t->d);
    struct placed *placed = ARENA_ARRAY(b->a, s->ncluster, struct placed);
    len_t width = 0, x0, ink_top = 0, x1, y0;
    for (size_t i = 0; i < s->ncluster; i++) {
        len_t w = s->cluster[i].cp == ' ' ? l->folio_gap : s->cluster[i].advance;
        placed[i] = (struct placed){.x = width, .width = w};
        width += w;
    }
    if (s->ncluster && s->cluster[0].nglyph)
        face_glyph_ink(s->cluster[0].face, s->glyph[s->cluster[0].glyph].id, style->size, &x0, &y0, &x1,
                       &ink_top);
    bool verso = l->duplex && (page + 1) % 2 == 0;
    len_t x = layout_left(l, page + 1);
    if (l->folio == FOLIO_CENTRE)
        x += (l->type_width - width) / 2;
    else
        x += verso ? l->folio_inset : l->type_width - l->folio_inset - width;
    struct placed_line line = {s, 0, s->ncluster, placed};
    struct element element = {.block = -1, .row = -1, .col = -1, .part = 1, .parts = 1};
    line_emit(b, &line, x, l->top + l->type_height + l->folio_drop + ink_top, ITEM_FURNITURE, element);
}

/* 草稿, large and pale in the middle of the page, behind everything. */
static void emit_draft(struct paginator *p, struct page_builder *b)
{
    const struct layout *l = p->doc->layout;
    struct span span = {l->draft, layout_style(l, "draft")};
    const struct paragraph *text = paragraph_set(p->t, &span, 1, NULL, l->page_width, 0, false);
    struct element element = {.block = -1, .row = -1, .col = -1, .part = 1, .parts = 1};
    len_t x = (l->page_width - paragraph_line_width(text, 0)) / 2;
    len_t y = (l->page_height - span.style->size) / 2 + len_scale(span.style->size, l->em_ascent, 1000);
    guint from = b->mark->len;
    paragraph_emit(b, text, 0, x, y, ITEM_FURNITURE, element);
    for (guint i = from; i < b->mark->len; i++)
        g_array_index(b->mark, struct mark, i).grey = l->draft_grey;
}

static void emit_page(struct paginator *p, const struct flow_page *from, size_t page)
{
    const struct layout *l = p->doc->layout;
    struct page_builder b = {.mark = g_array_new(FALSE, TRUE, sizeof(struct mark)), .a = p->t->a};
    if (p->doc->draft)
        emit_draft(p, &b);
    for (size_t i = 0; i < from->npiece; i++) {
        const struct flow_piece *piece = &from->piece[i];
        const struct vunit *u = &p->list->unit[piece->item];
        if (u->table)
            table_emit(&b, l, u->table, u->block, &piece->part, layout_left(l, page + 1) + l->frame / 2,
                       l->top + l->frame / 2 + piece->top, text_baseline(l, u->table->style, 0));
        else
            emit_unit(p, &b, u, piece, page);
    }
    struct page *out = &p->pages->page[page];
    out->folio = arena_printf(p->t->a, "%zu", page + 1);
    emit_folio(p, &b, out->folio, page);
    out->nmark = b.mark->len;
    out->mark = arena_dup(p->t->a, b.mark->data, b.mark->len * sizeof(struct mark));
    g_array_free(b.mark, TRUE);
}

static struct flow_page_shape page_shape(const struct layout *l)
{
    return (struct flow_page_shape){.lines = l->lines,
                                    .pitch = l->line_pitch,
                                    .size = l->body_size,
                                    .height = l->type_height - l->frame,
                                    .gap = l->table_gap,
                                    .mark = l->line_pitch,
                                    .white = l->table_white};
}

struct pages *paginate(const struct doc *doc, const struct fonts *fonts, struct shaper *shaper,
                       const struct words *words, struct arena *a, struct diag *d, struct err *e)
{
    struct typesetter t = {
        .l = doc->layout, .fonts = fonts, .shaper = shaper, .words = words, .a = a, .d = d};
    struct vlist *list = vlist_build(&t, doc, e);
    if (!list)
        return NULL;
    struct flow_page_shape shape = page_shape(doc->layout);
    size_t n;
    struct flow_page *filled = flow_pages(list->flow, list->n, &shape, a, &n);
    if (!filled && list->n > 0) {
        err_set(e, ERR_LIMIT, _("%s: a row of the table is higher than a page"),
                doc->block[list->unit[n].block].pointer);
        return NULL;
    }
    struct pages *pages = ARENA_NEW(a, struct pages);
    *pages = (struct pages){.doc = doc,
                            .fonts = fonts,
                            .width = doc->layout->page_width,
                            .height = doc->layout->page_height,
                            .page = ARENA_ARRAY(a, n, struct page),
                            .npage = n};
    struct paginator p = {&t, doc, list, pages, g_array_new(FALSE, TRUE, sizeof(struct outline))};
    for (size_t i = 0; filled && i < n; i++)
        emit_page(&p, &filled[i], i);
    pages->noutline = p.outline->len;
    pages->outline = arena_dup(a, p.outline->data, p.outline->len * sizeof(struct outline));
    g_array_free(p.outline, TRUE);
    return pages;
}
