/* table_emit.c - one part of a set table onto a page: texts in reading order, then the rules.
 * Stage: part of paginate. */
#include "table_set.h"

#include <string.h>

struct emitter {
    struct page_builder *b;
    const struct layout *l;
    const struct table_set *t;
    int block;
    len_t x, y; /* the part's top left corner */
};

static bool is_plain_figure(const char *text)
{
    return *text && strspn(text, "0123456789.,") == strlen(text);
}

/* How far the middle of a line's ink is to the right of the middle of its advances: a 1 at either end has
 * more white on one side. */
static len_t ink_shift(const struct shaped *s)
{
    const struct cluster *first = &s->cluster[0], *last = &s->cluster[s->ncluster - 1];
    len_t x0, x1, from, to, y0, y1;
    if (!first->nglyph || !last->nglyph ||
        !face_glyph_ink(first->face, s->glyph[first->glyph].id, first->style->size, &from, &y0, &x1, &y1) ||
        !face_glyph_ink(last->face, s->glyph[last->glyph].id, last->style->size, &x0, &y0, &to, &y1))
        return 0;
    return (from - (last->advance - to)) / 2;
}

/* The text of a piece: clusters of one height are a line; a vertical label is one column of glyphs. */
static void emit_text(const struct emitter *em, const struct table_piece *piece)
{
    const struct shaped *s = em->t->shaped[piece->cell];
    const struct grid_cell *cell = &em->t->grid->cell[piece->cell];
    if (s->ncluster == 0)
        return;
    struct table_spot *spot = ARENA_ARRAY(em->b->a, s->ncluster, struct table_spot);
    struct placed *placed = ARENA_ARRAY(em->b->a, s->ncluster, struct placed);
    table_place(em->t->fit, piece->cell, &em->t->text[piece->cell], piece->height, spot);
    bool vertical = em->t->fit->cell[piece->cell].vertical;
    len_t shift = 0;
    if (cell->role == CELL_FIGURE && em->l->figures == FIGURES_CENTRED && is_plain_figure(cell->text))
        shift = ink_shift(s);
    struct element element = {.block = em->block,
                              .row = cell->row,
                              .col = cell->col,
                              .rowspan = cell->rowspan,
                              .colspan = cell->colspan,
                              .parts = 1};
    for (size_t i = 0; i < s->ncluster; i++) {
        bool starts = i == 0 || spot[i].y != spot[i - 1].y; /* its left blank is outside the line */
        len_t cut = starts && !vertical ? s->cluster[i].trim_left : 0;
        placed[i] =
            (struct placed){.x = spot[i].x + cut, .cut_left = cut, .width = s->cluster[i].advance - cut};
        element.parts += i > 0 && starts;
    }
    len_t ascent = len_scale(em->t->style->size, em->l->em_ascent, 1000);
    for (size_t from = 0, to; from < s->ncluster; from = to) {
        for (to = from + 1; to < s->ncluster && spot[to].y == spot[from].y;)
            to++;
        struct placed_line line = {s, from, to, placed + from};
        element.part++;
        line_emit(em->b, &line, em->x + piece->x - shift, em->y + piece->y + spot[from].y + ascent,
                  piece->again ? ITEM_REPEATED : ITEM_CONTENT, element);
    }
}

static void emit_box(const struct emitter *em, enum mark_kind kind, len_t x0, len_t y0, len_t x1, len_t y1,
                     len_t width, uint8_t grey)
{
    struct mark m = {.kind = kind,
                     .item = ITEM_FURNITURE,
                     .element = {.block = -1, .row = -1, .col = -1},
                     .x0 = em->x + x0,
                     .y0 = em->y + y0,
                     .x1 = em->x + x1,
                     .y1 = em->y + y1,
                     .width = width,
                     .grey = grey};
    g_array_append_val(em->b->mark, m);
}

static unsigned shade_of(enum cell_role role)
{
    switch (role) {
    case CELL_BAND:
        return SHADE_ITEM;
    case CELL_HEAD:
        return SHADE_HEAD;
    case CELL_CORNER:
        return SHADE_CORNER;
    case CELL_LABEL:
    case CELL_FIGURE:
        break;
    }
    return 0;
}

/* Pale grey under the item heads, as the notice itself has them. */
static void emit_shade(const struct emitter *em, const struct table_piece *piece, size_t n)
{
    const struct form *form = em->t->grid->form;
    unsigned heads = layout_shade(em->l, form ? form->slot : "*");
    for (size_t i = 0; i < n; i++)
        if (shade_of(em->t->grid->cell[piece[i].cell].role) & heads)
            emit_box(em, MARK_FILL, piece[i].x, piece[i].y, piece[i].x + piece[i].width,
                     piece[i].y + piece[i].height, 0, em->l->shade_grey);
}

/* In a draft: behind the figures that a finding names. */
static void emit_marked(const struct emitter *em, const struct table_piece *piece, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (em->t->grid->cell[piece[i].cell].marked)
            emit_box(em, MARK_FILL, piece[i].x, piece[i].y, piece[i].x + piece[i].width,
                     piece[i].y + piece[i].height, 0, em->l->draft_mark);
}

/* Each rule once; a frame rule reaches half its width over its ends, so that the corners close. */
static void emit_rules(const struct emitter *em, const struct table_part *part)
{
    size_t n;
    const struct table_rule *rule = table_rules(em->t->fit, part, em->b->a, &n);
    for (size_t i = 0; i < n; i++) {
        const struct table_rule *r = &rule[i];
        len_t width = r->frame ? em->l->frame : em->l->rule, over = r->frame ? em->l->frame / 2 : 0;
        bool level = r->y0 == r->y1;
        emit_box(em, MARK_RULE, r->x0 - (level ? over : 0), r->y0 - (level ? 0 : over),
                 r->x1 + (level ? over : 0), r->y1 + (level ? 0 : over), width, 0);
    }
}

/* 续表, at the right end of the line above. */
static void emit_mark(const struct emitter *em, len_t baseline)
{
    const struct paragraph *p = em->t->mark;
    struct element element = {.block = em->block, .row = -1, .col = -1, .part = 1, .parts = 1};
    len_t x = em->x + em->t->fit->x[em->t->grid->ncol] - paragraph_line_width(p, 0);
    paragraph_emit(em->b, p, 0, x, baseline, ITEM_REPEATED, element);
}

void table_emit(struct page_builder *b, const struct layout *l, const struct table_set *t, int block,
                const struct table_part *part, len_t x, len_t y, len_t mark_y)
{
    struct emitter em = {b, l, t, block, x, y};
    size_t n;
    const struct table_piece *piece = table_pieces(t->fit, part, b->a, &n);
    emit_shade(&em, piece, n);
    emit_marked(&em, piece, n);
    if (part->from > 0)
        emit_mark(&em, mark_y);
    for (size_t i = 0; i < n; i++)
        emit_text(&em, &piece[i]);
    emit_rules(&em, part);
}
