/* table_need.c - what the cells of a table need: least widths of columns, and what chosen widths cost in
 * height and looks. */
#include "table_width.h"

#include <stdint.h>

len_t width_inner(const struct fitting *t, const len_t *width, size_t i)
{
    const struct grid_cell *c = &t->g->cell[i];
    len_t w = -2 * t->o->pad_x;
    for (int k = 0; k < c->colspan; k++)
        w += width[c->col + k];
    return w;
}

len_t upright_width(const struct fitting *t)
{
    return t->o->em + (t->stacks - 1) * t->o->leading;
}

/* ---- least widths ---- */

len_t width_least_inner(const struct fitting *t, const struct measure *m)
{
    len_t em = t->o->em;
    if (m->upright)
        return upright_width(t);
    if (t->relax == RELAX_ALL)
        return min_len(m->one, em);
    switch (m->role) {
    case CELL_FIGURE:
        return max_len(t->relax == RELAX_NONE ? m->word : m->piece, min_len(m->one, t->remark_em * em));
    case CELL_CORNER:
    case CELL_LABEL:
        return max_len(m->piece, min_len(m->one, t->label_em * em));
    case CELL_BAND:
    case CELL_HEAD:
        break;
    }
    return t->relax == RELAX_NONE ? m->word : m->piece;
}

bool width_of_labels(const struct fitting *t, int col)
{
    return col < t->g->nlabel;
}

bool width_is_upright(const struct fitting *t, int col)
{
    for (size_t i = 0; i < t->g->ncell; i++)
        if (t->cell[i].upright && t->g->cell[i].colspan == 1 && t->g->cell[i].col == col)
            return true;
    return false;
}

/* Widen the columns of cell i, all alike but those of vertical text, to `need` together. */
static void widen_span(const struct fitting *t, size_t i, len_t need, len_t *width)
{
    const struct grid_cell *c = &t->g->cell[i];
    len_t missing = need - width_inner(t, width, i);
    int open = 0;
    for (int k = 0; k < c->colspan; k++)
        open += !width_is_upright(t, c->col + k);
    bool all = open == 0;
    open = all ? c->colspan : open;
    for (int k = 0; missing > 0 && k < c->colspan; k++) {
        if (!all && width_is_upright(t, c->col + k))
            continue;
        len_t part = (missing + open - 1) / open;
        width[c->col + k] += part;
        missing -= part;
        open--;
    }
}

void widths_least(const struct fitting *t, len_t *width)
{
    const struct grid *g = t->g;
    for (int c = 0; c < g->ncol; c++)
        width[c] = width_of_labels(t, c) || t->relax == RELAX_ALL ? 2 * t->o->pad_x : t->o->min_col;
    for (size_t i = 0; i < g->ncell; i++) {
        const struct grid_cell *c = &g->cell[i];
        if (c->colspan == 1)
            width[c->col] = max_len(width[c->col], width_least_inner(t, &t->cell[i]) + 2 * t->o->pad_x);
    }
    for (int span = 2; span <= g->ncol; span++)
        for (size_t i = 0; i < g->ncell; i++)
            if (g->cell[i].colspan == span)
                widen_span(t, i, width_least_inner(t, &t->cell[i]), width);
}

/* ---- what widths cost ---- */

void heights_of(const struct fitting *t, const len_t *content, len_t pad_y, len_t *height)
{
    const struct grid *g = t->g;
    len_t pads = 2 * pad_y;
    for (int r = 0; r < g->nrow; r++)
        height[r] = t->o->leading + pads;
    for (size_t i = 0; i < g->ncell; i++)
        if (g->cell[i].rowspan == 1)
            height[g->cell[i].row] = max_len(height[g->cell[i].row], content[i] + pads);
    /* A cell over several rows raises them all alike, so that equal rows stay equal. */
    for (size_t k = 0; k < t->ntall; k++) {
        const struct grid_cell *c = &g->cell[t->tall[k]];
        len_t missing = content[t->tall[k]] + pads;
        for (int r = c->row; r < c->row + c->rowspan; r++)
            missing -= height[r];
        for (int left = c->rowspan; missing > 0 && left > 0; left--) {
            len_t part = missing / left;
            height[c->row + c->rowspan - left] += part;
            missing -= part;
        }
    }
}

struct cost widths_cost(const struct fitting *t, const len_t *width)
{
    const struct grid *g = t->g;
    len_t *content = t->content, *height = t->row;
    struct cost c = {0, 0};
    for (size_t i = 0; i < g->ncell; i++) {
        const struct measure *m = &t->cell[i];
        len_t inner = width_inner(t, width, i);
        content[i] = 0;
        if (m->upright || m->text->nitem == 0)
            continue; /* vertical text stands beside rows that are there; table_fit sees to it that it fits */
        size_t whole = cell_lines(m, inner, false), n = cell_lines(m, inner, true);
        if (n == SIZE_MAX)
            n = m->text->nitem;
        if ((m->role == CELL_HEAD || m->role == CELL_FIGURE) && whole != SIZE_MAX)
            n = whole;
        content[i] = (len_t)n * t->o->leading;
        c.total += (len_t)(n - 1 + (whole != n)) * t->o->leading / 2;
    }
    heights_of(t, content, t->o->pad_y, height);
    for (int r = 0; r < g->nrow; r++)
        c.height += height[r];
    c.total += c.height;
    return c;
}
