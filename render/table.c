/* table.c - fit a table: columns, then the lines of every cell, then the rows. */
#include "table.h"

#include "table_cell.h"
#include "table_width.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Columns that one vertical label may take before its rows grow instead. */
enum { STACKS_MAX = 3 };

/* ---- the fitting's ground ---- */

/* Cells over several rows, fewest rows first: inner groups raise their rows before the outer ones look. */
static void find_tall(struct fitting *t)
{
    const struct grid *g = t->g;
    t->tall = ARENA_ARRAY(t->a, g->ncell, size_t);
    for (int span = 2; span <= g->nrow; span++)
        for (size_t i = 0; i < g->ncell; i++)
            if (g->cell[i].rowspan == span)
                t->tall[t->ntall++] = i;
}

static struct fitting fitting_new(const struct grid *g, const struct cell_text *text,
                                  const struct table_options *o, struct arena *scratch)
{
    struct fitting t = {.g = g, .o = o, .stacks = 1, .relax = RELAX_NONE, .a = scratch};
    t.cell = ARENA_ARRAY(scratch, g->ncell, struct measure);
    t.content = ARENA_ARRAY(scratch, g->ncell, len_t);
    t.row = ARENA_ARRAY(scratch, (size_t)g->nrow, len_t);
    for (size_t i = 0; i < g->ncell; i++)
        t.cell[i] = cell_measure(&g->cell[i], &text[i], o->em, scratch);
    find_tall(&t);
    return t;
}

/* ---- cells ---- */

static len_t widest_line(const struct line *l, size_t n)
{
    len_t w = 0;
    for (size_t i = 0; i < n; i++)
        w = l[i].natural > w ? l[i].natural : w;
    return w;
}

static void set_across(const struct fitting *t, size_t i, len_t inner, struct table_cell *c, struct arena *a)
{
    c->vertical = false;
    c->line = NULL;
    c->nline = 0;
    if (t->cell[i].text->nitem)
        c->line = cell_break(&t->cell[i], inner, t->o->em, a, &c->nline);
    c->cut = cell_is_cut(&t->cell[i], c->line, c->nline);
    c->content_width = widest_line(c->line, c->nline);
    c->content_height = (len_t)c->nline * t->o->leading;
}

static void set_upright(const struct fitting *t, size_t i, len_t room, struct table_cell *c, struct arena *a)
{
    c->vertical = true;
    c->line = cell_stack(&t->cell[i], room, t->o->em, a, &c->nline, &c->content_height);
    c->content_width = t->o->em + ((len_t)c->nline - 1) * t->o->leading;
}

/* Vertical where the column is too narrow for two Han side by side (B7), or just wide enough for the columns
 * that the label needs, or holds no word. */
static bool stands(const struct fitting *t, size_t i, len_t inner)
{
    const struct measure *m = &t->cell[i];
    return m->upright && (inner < 2 * t->o->em || inner <= upright_width(t) || inner < m->word);
}

static len_t rows_height(const len_t *height, const struct grid_cell *c)
{
    len_t h = 0;
    for (int r = c->row; r < c->row + c->rowspan; r++)
        h += height[r];
    return h;
}

/* Set all cells and find the rows' heights.  Returns how many columns the longest vertical label needs. */
static int set_cells(struct fitting *t, const len_t *width, struct table_fit *f, struct arena *a)
{
    const struct grid *g = t->g;
    int needed = 1;
    for (size_t i = 0; i < g->ncell; i++) {
        len_t inner = width_inner(t, width, i);
        f->cell[i].cell = &g->cell[i];
        if (stands(t, i, inner))
            f->cell[i].vertical = true;
        else
            set_across(t, i, inner, &f->cell[i], a);
        t->content[i] = f->cell[i].vertical ? 0 : f->cell[i].content_height;
    }
    heights_of(t, t->content, t->o->pad_y, f->height);
    for (size_t i = 0; i < g->ncell; i++) {
        struct table_cell *c = &f->cell[i];
        if (!c->vertical)
            continue;
        len_t room = rows_height(f->height, c->cell) - 2 * t->o->pad_y;
        set_upright(t, i, room, c, a);
        needed = (int)c->nline > needed ? (int)c->nline : needed;
        if ((int)c->nline > t->stacks) { /* as many columns as there are, and rows that make room for them */
            len_t h = room;
            while ((int)c->nline > t->stacks)
                set_upright(t, i, h += t->o->em / 2, c, a);
        }
        t->content[i] = c->content_height;
    }
    heights_of(t, t->content, t->o->pad_y, f->height);
    heights_of(t, t->content, t->o->pad_y - t->o->give_y, f->least);
    return needed;
}

/* ---- figures under figures ---- */

/* Width of the first line, the figure itself. */
static len_t figure_width(const struct table_cell *c)
{
    return c->nline ? c->line[0].natural : 0;
}

static bool same_column(const struct grid_cell *a, const struct grid_cell *b)
{
    return b->role == CELL_FIGURE && a->col == b->col && a->colspan == b->colspan && a->band == b->band;
}

/* A mark in place of a figure, / or -, has no units to stand under others: it stays in the middle. */
static bool has_units(const struct grid_cell *c)
{
    return c->role == CELL_FIGURE && c->text[strcspn(c->text, "0123456789\n")] > '\n';
}

static void find_blocks(struct table_fit *f)
{
    const struct grid *g = f->grid;
    for (size_t i = 0; i < g->ncell; i++) {
        if (!has_units(&g->cell[i]))
            continue;
        for (size_t k = 0; k < g->ncell; k++)
            if (has_units(&g->cell[k]) && same_column(&g->cell[i], &g->cell[k]) &&
                figure_width(&f->cell[k]) > f->cell[i].block)
                f->cell[i].block = figure_width(&f->cell[k]);
    }
}

/* ---- */

static struct table_fit *fit_new(const struct grid *g, const struct table_options *o, struct arena *a)
{
    struct table_fit *f = ARENA_NEW(a, struct table_fit);
    f->grid = g;
    f->em = o->em;
    f->leading = o->leading;
    f->pad_x = o->pad_x;
    f->pad_y = o->pad_y;
    f->figure_rise = o->figure_rise;
    f->x = ARENA_ARRAY(a, (size_t)g->ncol + 1, len_t);
    f->height = ARENA_ARRAY(a, (size_t)g->nrow, len_t);
    f->least = ARENA_ARRAY(a, (size_t)g->nrow, len_t);
    f->cell = ARENA_ARRAY(a, g->ncell, struct table_cell);
    f->owner = ARENA_ARRAY(a, (size_t)g->nrow * (size_t)g->ncol, size_t);
    for (size_t i = 0; i < g->ncell; i++)
        for (int r = 0; r < g->cell[i].rowspan; r++)
            for (int c = 0; c < g->cell[i].colspan; c++)
                f->owner[(g->cell[i].row + r) * g->ncol + g->cell[i].col + c] = i;
    return f;
}

static struct table_fit *fit(struct fitting *t, bool force, struct arena *a)
{
    const struct grid *g = t->g;
    len_t *width = ARENA_ARRAY(t->a, (size_t)g->ncol, len_t);
    while (!widths_choose(t, width)) {
        if (!force || t->relax == RELAX_ALL)
            return NULL;
        t->relax++;
    }
    struct table_fit *f = fit_new(g, t->o, a);
    while (set_cells(t, width, f, a) > t->stacks && t->stacks < STACKS_MAX) {
        t->stacks++;
        if (!widths_choose(t, width)) { /* no room for one more column: the rows have grown instead */
            t->stacks--;
            widths_choose(t, width);
            set_cells(t, width, f, a);
            break;
        }
    }
    for (int c = 0; c < g->ncol; c++)
        f->x[c + 1] = f->x[c] + width[c];
    if (t->o->align_block)
        find_blocks(f);
    return f;
}

struct table_fit *table_fit(const struct grid *g, const struct cell_text *text, const struct table_options *o,
                            bool force, struct arena *a)
{
    struct arena *scratch = arena_new();
    struct fitting t = fitting_new(g, text, o, scratch);
    struct table_fit *f = fit(&t, force, a);
    arena_free(scratch);
    return f;
}

len_t table_height(const struct table_fit *f, int from, int to)
{
    len_t h = 0;
    for (int r = from; r < to; r++)
        h += f->height[r];
    return h;
}
