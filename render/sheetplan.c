/* sheetplan.c - a worksheet as plain cells. */
#include "sheetplan.h"
#include "kinsoku.h"
#include "sheetaid.h"
#include "table.h"
#include "utf8.h"

#include <string.h>

/* Leading of wrapped lines, in 1/100 em: faces that stand in for an office's are higher than its own. */
enum { LEADING = 145 };

/* Room in a cell beside and above its words, in points.  Spreadsheets leave 5 pixels beside them, the rule
 * included. */
enum { PAD_X = 3, PAD_Y = 2 };

/* Widths are stored in digits of 宋体 11.  Excel takes them as 8 pixels wide, programs that do not fit
 * outlines to pixels as 7 1/3: what is fitted must hold in the narrower columns, and fill the page with the
 * wider ones. */
enum { NARROW = 11, WIDE = 12 };

enum { ROW_PX_MAX = 545, DIGITS_MAX = 15, DECIMALS_MAX = 30 };

len_t sheet_plan_em(const struct sheet_plan *p, enum sheet_look look)
{
    switch (look) {
    case LOOK_TITLE:
        return 16 * LEN_PT;
    case LOOK_SUBTITLE:
    case LOOK_NOTE:
        return 10 * LEN_PT;
    case LOOK_CHECK:
    case LOOK_CHECK_NAME:
        return 9 * LEN_PT;
    default:
        return p->em;
    }
}

static int to_px(len_t v)
{
    return (int)len_scale(v, 96, (len_t)72 * LEN_PT);
}

static int to_px_up(len_t v)
{
    return (int)((v * 96 + (len_t)72 * LEN_PT - 1) / ((len_t)72 * LEN_PT));
}

bool sheet_number(const struct value *v, const char **format, struct arena *a)
{
    if (v->state == VALUE_NULL)
        return false;
    const char *s = v->text, *p = s + (*s == '-');
    size_t whole = strspn(p, "0123456789");
    bool point = p[whole] == '.';
    size_t decimals = point ? strspn(p + whole + 1, "0123456789") : 0;
    if (p[whole + point + decimals] || whole == 0 || (whole > 1 && *p == '0'))
        return false; /* not a number as worksheets write it */
    if (point ? decimals == 0 || decimals > DECIMALS_MAX : v->state != VALUE_INT)
        return false; /* digits given as text are meant as text */
    size_t zeros = strspn(p, "0.");
    size_t significant = strlen(p + zeros) - (point && zeros < whole);
    if (significant > DIGITS_MAX || (significant == 0 && *s == '-'))
        return false;
    char *f = arena_alloc(a, decimals + 3);
    memset(f, '0', decimals + 2);
    f[1] = point ? '.' : '\0';
    *format = f;
    return true;
}

/* ---- measuring ---- */

/* One em for what stands in a Han cell, half for the rest: so in 宋体 and 仿宋. */
static len_t nominal_width(uint32_t cp, len_t em)
{
    bool full = g_unichar_iswide(cp) || (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x2460 && cp <= 0x24ff);
    return full ? em : em / 2;
}

static struct cell_text measure(const char *text, len_t em, struct arena *a)
{
    size_t n = utf8_length(text), total = 0;
    struct kchar *c = ARENA_ARRAY(a, n + 1, struct kchar);
    struct item *all = ARENA_ARRAY(a, n + 1, struct item);
    for (const char *s = text; *s;) {
        size_t k = 0;
        uint32_t cp = 0;
        while (*s && (cp = utf8_next(&s)) != '\n')
            c[k++] = (struct kchar){.cp = cp, .advance = nominal_width(cp, em), .cell = em};
        if (k) {
            memcpy(all + total, kinsoku_items(c, k, a), k * sizeof *all);
            total += k;
            if (cp == '\n')
                all[total - 1].penalty = PENALTY_MUST;
        }
    }
    return (struct cell_text){.item = all, .nitem = total};
}

static struct table_fit *fit_at(const struct grid *g, const struct layout *l, len_t em, len_t width,
                                bool force, struct arena *a)
{
    struct cell_text *text = ARENA_ARRAY(a, g->ncell, struct cell_text);
    for (size_t i = 0; i < g->ncell; i++)
        text[i] = measure(g->cell[i].text, em, a);
    struct table_options o = {.width = len_scale(width, NARROW, WIDE),
                              .em = em,
                              .leading = len_scale(em, LEADING, 100),
                              .pad_x = PAD_X * LEN_PT,
                              .pad_y = PAD_Y * LEN_PT,
                              .min_col = l->min_col};
    return table_fit(g, text, &o, force, a);
}

/* The largest size that fits upright, else lying; the smallest lying, broken anywhere, when none does. */
static struct table_fit *fit(const struct grid *g, const struct layout *l, bool *landscape, struct arena *a)
{
    const struct table_style *ts = layout_table(l, g->form->slot);
    len_t margins = l->page_width - l->type_width;
    for (int lying = 0; lying < 2; lying++)
        for (size_t i = 0; i < ts->nstyle; i++) {
            struct table_fit *f =
                fit_at(g, l, ts->style[i]->size, lying ? l->page_height - margins : l->type_width, false, a);
            *landscape = lying;
            if (f)
                return f;
        }
    return fit_at(g, l, ts->style[ts->nstyle - 1]->size, l->page_height - margins, true, a);
}

len_t sheet_width(const char *text, len_t em)
{
    len_t width = 0;
    for (const char *s = text; *s;)
        width += nominal_width(utf8_next(&s), em);
    return width;
}

/* Lines that a text needs when broken anywhere, for what stands over the whole width. */
static int count_lines(const char *text, len_t em, len_t width)
{
    int lines = 1;
    len_t used = 0;
    for (const char *s = text; *s;) {
        uint32_t cp = utf8_next(&s);
        len_t w = cp == '\n' ? width : nominal_width(cp, em);
        if (used + w > width || cp == '\n') {
            lines++;
            used = 0;
        }
        used += cp == '\n' ? 0 : w;
    }
    return lines;
}

/* ---- cells ---- */

static struct plan_cell *add(struct sheet_plan *p, enum sheet_look look, int row, int rowspan, int colspan,
                             const char *text)
{
    struct plan_cell *c = &p->cell[p->ncell++];
    *c = (struct plan_cell){
        .row = row, .rowspan = rowspan, .colspan = colspan, .look = look, .text = text, .format = "General"};
    return c;
}

/* A line over the whole width. */
static void add_line(struct sheet_plan *p, enum sheet_look look, int row, const char *text, len_t width)
{
    len_t size = sheet_plan_em(p, look);
    add(p, look, row, 1, p->ncol, text);
    p->row_px[row] = to_px_up(count_lines(text, size, width - size) * len_scale(size, 160, 100) + size / 4);
}

static enum sheet_look look_of(const struct grid_cell *c)
{
    switch (c->role) {
    case CELL_LABEL:
        return LOOK_LABEL;
    case CELL_FIGURE:
        return LOOK_FIGURE;
    default:
        return LOOK_HEAD;
    }
}

static void add_grid_cell(struct sheet_plan *p, const struct grid_cell *g, bool vertical, struct arena *a)
{
    struct plan_cell *c = add(p, look_of(g), p->top + g->row, g->rowspan, g->colspan, g->text);
    c->col = g->col;
    c->vertical = vertical;
    c->source = g;
    if (g->role != CELL_FIGURE)
        return;
    c->number = sheet_number(g->value, &c->format, a);
    if (!c->number && *c->text && strchr("=+-@", *c->text))
        c->format = "@"; /* stays text when it is edited */
    else if (!c->number && g->kind != KIND_AMOUNT)
        c->format = "0"; /* a figure put there shows all its digits */
}

struct sheet_plan *sheet_plan(const struct doc *doc, const struct doc_block *table, struct arena *a)
{
    const struct grid *g = table->grid;
    struct sheet_plan *p = ARENA_NEW(a, struct sheet_plan);
    struct table_fit *f = fit(g, doc->layout, &p->landscape, a);
    len_t width = f->x[g->ncol];
    bool note = g->note && *g->note;
    p->grid = g;
    p->name = g->form->name;
    p->top = 2;
    p->nrow = p->top + g->nrow + note;
    p->ncol = g->ncol;
    p->em = f->em;
    p->side = (doc->layout->page_width - doc->layout->type_width) / 2;
    p->foot = 54 * LEN_PT;
    p->head_from = p->top;
    p->head_to = p->top + g->nhead;
    p->col_px = ARENA_ARRAY(a, (size_t)p->ncol, int);
    p->row_px = ARENA_ARRAY(a, (size_t)p->nrow, int);
    for (int i = 0; i < p->ncol; i++)
        p->col_px[i] = to_px(len_scale(f->x[i + 1], WIDE, NARROW)) - to_px(len_scale(f->x[i], WIDE, NARROW));
    for (int i = 0; i < g->nrow; i++)
        p->row_px[p->top + i] = MIN(to_px_up(f->height[i]), ROW_PX_MAX);

    p->cell = ARENA_ARRAY(a, g->ncell + 3, struct plan_cell);
    add_line(p, LOOK_TITLE, 0, g->form->title, width);
    add_line(p, LOOK_SUBTITLE, 1, doc->title, width);
    for (size_t i = 0; i < g->ncell; i++)
        add_grid_cell(p, &g->cell[i], f->cell[i].vertical, a);
    if (note)
        add_line(p, LOOK_NOTE, p->nrow - 1, g->note, width);
    p->rows = p->nrow;
    p->cols = p->ncol;
    sheet_aid(p, a);
    return p;
}
