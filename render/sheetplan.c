/* sheetplan.c - a worksheet as plain cells. */
#include "sheetplan.h"
#include "sheetaid.h"
#include "sheetfit.h"
#include "utf8.h"

#include <string.h>

enum { DIGITS_MAX = 15, DECIMALS_MAX = 30 };

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

len_t sheet_width(const char *text, len_t em)
{
    len_t width = 0;
    for (const char *s = text; *s;)
        width += sheet_advance(utf8_next(&s), em);
    return width;
}

/* Lines that a text needs when broken anywhere, for what stands over the whole width. */
static int count_lines(const char *text, len_t em, len_t width)
{
    int lines = 1;
    len_t used = 0;
    for (const char *s = text; *s;) {
        uint32_t cp = utf8_next(&s);
        len_t w = cp == '\n' ? width : sheet_advance(cp, em);
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
    add(p, look, row, 1, p->ncol, text)->left = look == LOOK_NOTE;
    int px = to_px_up(count_lines(text, size, width - size) * len_scale(size, 160, 100) + size / 4);
    p->row_px[row] = MIN(px, SHEET_ROW_PX);
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

/* in_lines - a label in the lines of its fit, each but the last ended by a line feed: programs by themselves
 * break anywhere, （三）不|予公开. */
static const char *in_lines(const struct table_cell *t, struct arena *a)
{
    GString *out = g_string_new(NULL);
    size_t item = 0, line = 1;
    for (const char *s = t->cell->text; *s; s = g_utf8_next_char(s)) {
        if (*s == '\n')
            continue; /* no item, and the end of a line */
        if (line < t->nline && t->line[line].from == item++) {
            g_string_append_c(out, '\n');
            line++;
        }
        g_string_append_unichar(out, g_utf8_get_char(s));
    }
    const char *text = arena_strdup(a, out->str);
    g_string_free(out, TRUE);
    return text;
}

static void add_grid_cell(struct sheet_plan *p, const struct table_cell *t, struct arena *a)
{
    const struct grid_cell *g = t->cell;
    struct plan_cell *c = add(p, look_of(g), p->top + g->row, g->rowspan, g->colspan, g->text);
    c->col = g->col;
    c->vertical = t->vertical;
    c->left = !t->vertical && !table_centred(t);
    c->source = g;
    if (g->role != CELL_FIGURE && !t->vertical)
        c->text = in_lines(t, a);
    if (g->role != CELL_FIGURE)
        return;
    c->number = sheet_number(g->value, &c->format, a);
    if (!c->number && *c->text && strchr("=+-@", *c->text))
        c->format = "@"; /* stays text when it is edited */
    else if (!c->number && g->kind != KIND_AMOUNT)
        c->format = "0"; /* a figure put there shows all its digits */
}

struct sheet_plan *sheet_plan(const struct doc *doc, const struct doc_block *table, const struct words *words,
                              struct arena *a)
{
    const struct grid *g = table->grid;
    struct sheet_plan *p = ARENA_NEW(a, struct sheet_plan);
    struct sheet_fit fit = sheet_fit(g, doc->layout, words, a);
    const struct table_fit *f = fit.table;
    len_t width = f->x[g->ncol];
    bool note = g->note && *g->note;
    p->grid = g;
    p->name = g->form->name;
    p->top = 2;
    p->nrow = p->top + g->nrow + note;
    p->ncol = g->ncol;
    p->em = f->em;
    p->landscape = fit.landscape;
    p->side = fit.side;
    p->foot = fit.foot;
    p->head_from = p->top;
    p->head_to = p->top + g->nhead;
    p->col_px = ARENA_ARRAY(a, (size_t)p->ncol, int);
    p->row_px = ARENA_ARRAY(a, (size_t)p->nrow, int);
    for (int i = 0; i < p->ncol; i++)
        p->col_px[i] = to_px(sheet_stored(f->x[i + 1])) - to_px(sheet_stored(f->x[i]));
    for (int i = 0; i < g->nrow; i++)
        p->row_px[p->top + i] = MIN(to_px_up(f->height[i]), SHEET_ROW_PX);

    p->cell = ARENA_ARRAY(a, g->ncell + 3, struct plan_cell);
    add_line(p, LOOK_TITLE, 0, g->form->title, width);
    add_line(p, LOOK_SUBTITLE, 1, doc->title, width);
    for (size_t i = 0; i < g->ncell; i++)
        add_grid_cell(p, &f->cell[i], a);
    if (note)
        add_line(p, LOOK_NOTE, p->nrow - 1, g->note, width);
    p->rows = p->nrow;
    p->cols = p->ncol;
    sheet_aid(p, a);
    return p;
}
