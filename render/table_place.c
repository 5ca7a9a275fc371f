/* table_place.c - where each glyph of a cell stands. */
#include "table.h"

#include "table_cell.h"

#include <glib.h>
#include <string.h>

bool table_centred(const struct table_cell *c)
{
    switch (c->cell->role) {
    case CELL_LABEL:
        return false;
    case CELL_CORNER:
        return c->nline == 1;
    case CELL_BAND:
    case CELL_HEAD:
    case CELL_FIGURE:
        break;
    }
    return true;
}

static len_t line_left(const struct table_fit *f, const struct table_cell *c, size_t line, len_t line_width,
                       len_t width)
{
    if (line == 0 && c->block) /* the figure; a remark below it is centred */
        return (width - c->block) / 2 + c->block - line_width;
    return table_centred(c) ? (width - line_width) / 2 : f->pad_x;
}

static void place_across(const struct table_fit *f, const struct table_cell *c, const struct cell_text *text,
                         len_t width, len_t top, struct table_spot *out)
{
    struct placed *placed = g_new(struct placed, text->nitem);
    len_t rise = c->cell->role == CELL_FIGURE ? f->figure_rise : 0;
    for (size_t j = 0; j < c->nline; j++) {
        const struct line *l = &c->line[j];
        len_t w = break_place(text->item, l, width - 2 * f->pad_x, false, placed);
        len_t left = line_left(f, c, j, w, width);
        for (size_t i = l->from; i < l->to; i++) {
            const struct placed *p = &placed[i - l->from];
            out[i].x = left + p->x - p->cut_left;
            out[i].y = top + (len_t)j * f->leading + (f->leading - f->em) / 2 - rise;
        }
    }
    g_free(placed);
}

static void place_upright(const struct table_fit *f, const struct table_cell *c, const struct cell_text *text,
                          len_t width, len_t top, struct table_spot *out)
{
    len_t left = (width - c->content_width) / 2;
    for (size_t j = 0; j < c->nline; j++) {
        len_t x = left + (len_t)(c->nline - 1 - j) * f->leading, y = top;
        for (size_t i = c->line[j].from; i < c->line[j].to; i++) {
            const struct item *it = &text->item[i];
            len_t ink, slot = cell_slot(it, f->em, &ink);
            out[i].x = slot == f->em ? x + (f->em - it->width) / 2 : x; /* a digit in the middle of its em */
            out[i].y = y - ink;
            y += slot;
        }
    }
}

void table_place(const struct table_fit *f, size_t i, const struct cell_text *text, len_t height,
                 struct table_spot *out)
{
    const struct table_cell *c = &f->cell[i];
    len_t width = f->x[c->cell->col + c->cell->colspan] - f->x[c->cell->col];
    len_t top = (height - c->content_height) / 2;
    if (top < 0) /* a last resort of table_split: begin at the top rather than above it */
        top = 0;
    if (c->vertical)
        place_upright(f, c, text, width, top, out);
    else
        place_across(f, c, text, width, top, out);
}
