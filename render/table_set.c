/* table_set.c - a table block set in type: shaped cells, fitted columns and rows.
 * Stage: doc table -> (shape, table) -> vlist. */
#include "table_set.h"

#include "intl.h"
#include "utf8.h"
#include "words.h"

#include <glib.h>
#include <string.h>

/* Two shaped texts as one, with a line feed between them that ends the line. */
static const struct shaped *join(const struct shaped *p, const struct shaped *q, struct arena *a)
{
    struct shaped *s = ARENA_NEW(a, struct shaped);
    *s = (struct shaped){.text = arena_printf(a, "%s%s", p->text, q->text),
                         .pointer = p->pointer,
                         .ncluster = p->ncluster + q->ncluster,
                         .nglyph = p->nglyph + q->nglyph};
    s->cluster = ARENA_ARRAY(a, s->ncluster, struct cluster);
    s->glyph = ARENA_ARRAY(a, s->nglyph, struct glyph);
    memcpy(s->cluster, p->cluster, p->ncluster * sizeof *s->cluster);
    memcpy(s->cluster + p->ncluster, q->cluster, q->ncluster * sizeof *s->cluster);
    memcpy(s->glyph, p->glyph, p->nglyph * sizeof *s->glyph);
    memcpy(s->glyph + p->nglyph, q->glyph, q->nglyph * sizeof *s->glyph);
    for (size_t i = p->ncluster; i < s->ncluster; i++) {
        s->cluster[i].byte += (uint32_t)strlen(p->text);
        s->cluster[i].glyph += (uint32_t)p->nglyph;
    }
    return s;
}

/* The text of a cell: paragraphs at its line feeds, each but the last ending its line. */
static const struct item *shape_cell(const struct typesetter *t, struct table_set *set, size_t i,
                                     bool vertical)
{
    const struct grid_cell *cell = &set->grid->cell[i];
    const char *pointer = cell->pointer ? cell->pointer : set->grid->pointer;
    char **lines = g_strsplit(cell->text, "\n", -1);
    const struct shaped *all = NULL;
    size_t nline = g_strv_length(lines), *end = ARENA_ARRAY(t->a, nline, size_t);
    for (size_t k = 0; k < nline; k++) {
        struct span span = {arena_strdup(t->a, lines[k]), set->style};
        const struct shaped *s = shape_spans(t->shaper, &span, 1, pointer, vertical, t->a, t->d);
        all = all ? join(all, s, t->a) : s;
        end[k] = all->ncluster;
    }
    g_strfreev(lines);
    if (!all)
        all = shape_spans(t->shaper, NULL, 0, pointer, vertical, t->a, t->d);
    struct item *item = paragraph_items(all, t->a);
    for (size_t k = 0; k + 1 < nline; k++)
        if (end[k] > 0)
            item[end[k] - 1].penalty = PENALTY_MUST;
    set->shaped[i] = all;
    return item;
}

/* Where words end, for each cluster: the mark of its last character. */
static const uint8_t *cell_words(const struct typesetter *t, const struct shaped *s)
{
    size_t n, at = 0;
    const uint8_t *of_char = words_mark(t->words, s->text, t->a, &n);
    uint8_t *word = ARENA_ARRAY(t->a, s->ncluster, uint8_t);
    for (size_t i = 0; i < s->ncluster; i++) {
        const char *p = s->text + s->cluster[i].byte, *end = p + s->cluster[i].nbyte;
        for (; p < end; utf8_next(&p))
            at++;
        word[i] = at > 0 && at <= n ? of_char[at - 1] : WORD_END;
    }
    return word;
}

/* How much higher than text figures stand, so that the middle of their ink is in the middle of the cell
 * (T-E2). */
static len_t figure_rise(const struct typesetter *t, const struct text_style *style)
{
    struct span zero = {"0", style};
    const struct shaped *s = shape_spans(t->shaper, &zero, 1, NULL, false, t->a, t->d);
    len_t x0, bottom, x1, top;
    if (!s->nglyph ||
        !face_glyph_ink(s->cluster[0].face, s->glyph[0].id, style->size, &x0, &bottom, &x1, &top))
        return 0;
    len_t em_middle =
        len_scale(style->size, t->l->em_ascent, 1000) - style->size / 2; /* above the baseline */
    return em_middle - (top + bottom) / 2;
}

/* What is left of the pads beside figures before a figure is cut, in 1/1000 em: figures of seven digits fit
 * all 15 columns of 表四 so. */
enum { PAD_TIGHT = 110 };

/* Shape every cell at one size and fit the table; NULL when the size is too large. */
static const struct table_fit *try_size(const struct typesetter *t, struct table_set *set, int pad_x,
                                        bool force)
{
    const struct layout *l = t->l;
    struct cell_text *text = ARENA_ARRAY(t->a, set->grid->ncell, struct cell_text);
    for (size_t i = 0; i < set->grid->ncell; i++) {
        text[i].item = shape_cell(t, set, i, false);
        text[i].nitem = set->shaped[i]->ncluster;
        text[i].word = cell_words(t, set->shaped[i]);
    }
    set->text = text;
    /* the frame's outer half stays inside the type area */
    struct table_options o = {.width = l->type_width - l->frame,
                              .page = l->type_height - l->frame,
                              .em = set->style->size,
                              .leading = len_scale(set->style->size, l->table_leading, 1000),
                              .pad_x = len_scale(set->style->size, pad_x, 1000),
                              .pad_y = len_scale(set->style->size, l->pad_y, 1000),
                              .give_y = len_scale(set->style->size, l->pad_y - l->pad_y_least, 1000),
                              .min_col = l->min_col,
                              .align_block = l->figures == FIGURES_BLOCK,
                              .figure_rise = figure_rise(t, set->style)};
    return table_fit(set->grid, text, &o, force, t->a);
}

/* The names of a cell as the table prints them. */
static void name_cell(const struct grid *g, const struct grid_cell *c, struct finding *f)
{
    f->pointer = c->pointer ? c->pointer : g->pointer;
    if (c->index >= 0) {
        struct cell_ref ref = form_cell(g->form, (size_t)c->index);
        f->row = ref.row->name;
        f->col = ref.col->name;
        return;
    }
    for (size_t i = 0; i < g->ncell; i++)
        if (g->cell[i].role == CELL_LABEL && g->cell[i].row == c->row && *g->cell[i].text)
            f->row = g->cell[i].text;
    if (c->role == CELL_HEAD)
        f->col = c->text;
}

/* One finding for a table, named after the first cell that is cut; it carries the places of them all. */
static void report_cut(const struct typesetter *t, const struct table_set *set)
{
    const struct grid *g = set->grid;
    const char **pointer = ARENA_ARRAY(t->a, g->ncell, const char *);
    struct finding f = {.id = "TYPE-TABLE",
                        .grade = GRADE_SOFT,
                        .pointer = g->pointer,
                        .table = g->form ? g->form->name : NULL,
                        .text = _("too wide even in the smallest type"),
                        .cell = pointer};
    size_t cut = 0;
    for (size_t i = 0; i < g->ncell; i++) {
        if (!set->fit->cell[i].cut)
            continue;
        if (cut++ == 0)
            name_cell(g, &g->cell[i], &f);
        if (g->cell[i].pointer)
            pointer[f.ncell++] = g->cell[i].pointer;
    }
    if (cut == 1)
        f.text = _("too wide even in the smallest type: broken into two lines");
    if (cut > 1)
        f.text = arena_printf(
            t->a, _("too wide even in the smallest type: broken into two lines, as %zu more"), cut - 1);
    diag_add(t->d, &f);
}

struct table_set *table_typeset(const struct typesetter *t, const struct doc_block *block)
{
    const struct grid *g = block->grid;
    struct table_set *set = ARENA_NEW(t->a, struct table_set);
    const struct table_style *sizes = layout_table(t->l, g->form ? g->form->slot : "*");
    *set = (struct table_set){.grid = g,
                              .style = sizes->style[sizes->nstyle - 1],
                              .shaped = ARENA_ARRAY(t->a, g->ncell, const struct shaped *)};
    for (size_t k = 0; k < sizes->nstyle && !set->fit; k++) {
        set->style = sizes->style[k];
        set->fit = try_size(t, set, t->l->pad_x, false);
    }
    if (!set->fit)
        set->fit = try_size(t, set, MIN(PAD_TIGHT, t->l->pad_x), false);
    if (!set->fit) {
        set->fit = try_size(t, set, t->l->pad_x, true);
        report_cut(t, set);
    }
    for (size_t i = 0; i < g->ncell; i++)
        if (set->fit->cell[i].vertical)
            shape_cell(t, set, i, true);
    struct span mark = {t->l->continued, set->style};
    set->mark = paragraph_set(t, &mark, 1, NULL, t->l->type_width, 0, false);
    return set;
}
