/* sheetaid.c - what helps whoever corrects a figure in a worksheet. */
#include "sheetaid.h"
#include "sheetrule.h"

#include <string.h>

enum { GAP_PX = 16, CHECK_ROW_PX = 20 };

const char sheet_difference[] = "差额";

struct aid {
    struct sheet_plan *p;
    struct sheet_place *place;  /* [ncell of the form] */
    struct plan_cell **printed; /* [ncell of the form] */
    struct arena *a;
    GArray *cell, *alarm; /* struct plan_cell, struct plan_alarm: what is added */
};

/* ---- totals ---- */

static void set_totals(const struct aid *h, const struct sheet_rules *r)
{
    for (size_t i = 0; i < r->ntotal; i++)
        h->printed[r->total[i].figure]->formula = r->total[i].formula;
}

/* ---- checks ---- */

static struct plan_cell *add_cell(struct aid *h, enum sheet_look look, int row, int col, const char *text)
{
    struct plan_cell c = {
        .row = row, .col = col, .rowspan = 1, .colspan = 1, .look = look, .text = text, .format = "General"};
    c.left = look == LOOK_CHECK_NAME;
    g_array_append_val(h->cell, c);
    h->p->rows = MAX(h->p->rows, row + 1);
    h->p->cols = MAX(h->p->cols, col + 1);
    return &g_array_index(h->cell, struct plan_cell, h->cell->len - 1);
}

static bool taken(const struct aid *h, int row, int col)
{
    for (guint i = 0; i < h->cell->len; i++) {
        const struct plan_cell *c = &g_array_index(h->cell, struct plan_cell, i);
        if (c->row == row && c->col == col)
            return true;
    }
    return false;
}

static void add_check(struct aid *h, const struct sheet_check *c, int row, int col)
{
    char kept[G_ASCII_DTOSTR_BUF_SIZE]; /* more than 15 digits no worksheet keeps */
    g_ascii_formatd(kept, sizeof kept, "%.15g", g_ascii_strtod(c->result, NULL));
    struct plan_cell *cell = add_cell(h, LOOK_CHECK, row, col, arena_strdup(h->a, kept));
    cell->number = true;
    cell->formula = c->formula;
    cell->format = c->decimal ? "General" : "0";
    struct plan_alarm alarm = {
        .ranges = arena_concat(h->a, sheet_ranges(h->place, c->figure, c->nfigure, " ", h->a), " ",
                               sheet_cell_name(row, col, false, h->a)),
        .check = sheet_cell_name(row, col, true, h->a)};
    g_array_append_val(h->alarm, alarm);
    struct plan_cell *at = h->printed[c->at];
    if (strcmp(c->result, "0") != 0)
        at->remark = arena_concat(h->a, at->remark ? at->remark : "", at->remark ? "\n" : "", c->id, " ",
                                  sheet_difference, " ", c->result);
}

/* The checks of one rule, [from, to) of all.  *right is the next free column beside the table, *below the
 * next free row below it. */
static void place_rule(struct aid *h, const struct sheet_rules *r, size_t from, size_t to, int *right,
                       int *below)
{
    const struct sheet_plan *p = h->p;
    const char *title = arena_concat(h->a, r->check[from].id, " ", sheet_difference);
    bool beside = r->check[from].by_row;
    int head = p->top + (p->grid->nhead ? p->grid->nhead - 1 : 0);
    if (beside)
        add_cell(h, LOOK_CHECK_NAME, head, *right, title);
    else
        add_cell(h, LOOK_CHECK_NAME, *below, p->ncol + 1, title);
    int last = *below;
    for (size_t i = from; i < to; i++) {
        const struct sheet_place *at = &h->place[r->check[i].at];
        int row = beside ? at->row : *below, col = beside ? *right : at->col;
        while (taken(h, row, col)) /* a group asked in several rows, a rule asked twice of one figure */
            row++;
        add_check(h, &r->check[i], row, col);
        last = MAX(last, row);
    }
    if (beside)
        ++*right;
    else
        *below = last + 1;
}

static void place_checks(struct aid *h, const struct sheet_rules *r)
{
    int right = h->p->ncol + 1, below = h->p->nrow + 1;
    for (size_t from = 0, to; from < r->ncheck; from = to) {
        for (to = from + 1; to < r->ncheck && r->check[to].id == r->check[from].id; to++)
            continue;
        place_rule(h, r, from, to, &right, &below);
    }
}

/* Widths and heights of what was added; the gaps between it and the table are narrow.  A third more than
 * nominal: the ids of rules are capitals. */
static void size_checks(struct aid *h, int printed_rows, int printed_cols)
{
    struct sheet_plan *p = h->p;
    int *col = ARENA_ARRAY(h->a, (size_t)p->cols, int), *row = ARENA_ARRAY(h->a, (size_t)p->rows, int);
    memcpy(col, p->col_px, (size_t)printed_cols * sizeof *col);
    memcpy(row, p->row_px, (size_t)printed_rows * sizeof *row);
    for (int i = printed_cols; i < p->cols; i++)
        col[i] = GAP_PX;
    for (int i = printed_rows; i < p->rows; i++)
        row[i] = CHECK_ROW_PX;
    for (guint i = 0; i < h->cell->len; i++) {
        const struct plan_cell *c = &g_array_index(h->cell, struct plan_cell, i);
        len_t width = sheet_width(c->text, sheet_plan_em(p, c->look));
        if (c->col >= printed_cols)
            col[c->col] = MAX(col[c->col], (int)len_scale(width * 4 / 3, 96, (len_t)72 * LEN_PT) + GAP_PX);
    }
    p->col_px = col;
    p->row_px = row;
}

static void append_cells(struct aid *h)
{
    struct sheet_plan *p = h->p;
    struct plan_cell *all = ARENA_ARRAY(h->a, p->ncell + h->cell->len, struct plan_cell);
    memcpy(all, p->cell, p->ncell * sizeof *all);
    if (h->cell->len > 0)
        memcpy(all + p->ncell, h->cell->data, h->cell->len * sizeof *all);
    p->cell = all;
    p->ncell += h->cell->len;
    p->nalarm = h->alarm->len;
    p->alarm = arena_dup(h->a, h->alarm->data, p->nalarm * sizeof *p->alarm);
}

/* ---- input and names ---- */

static struct plan_area area_of(const struct plan_cell *c)
{
    return (struct plan_area){c->row, c->col, c->rowspan, c->colspan};
}

static bool grow_right(struct plan_input *in, const struct plan_area *x)
{
    if (x->row != in->area.row || x->rows != in->area.rows || x->col != in->area.col + in->area.cols)
        return false;
    in->area.cols += x->cols;
    return true;
}

static bool grow_down(struct plan_input *in, const struct plan_input *x)
{
    if (x->kind != in->kind || x->area.col != in->area.col || x->area.cols != in->area.cols ||
        x->area.row != in->area.row + in->area.rows)
        return false;
    in->area.rows += x->area.rows;
    return true;
}

/* Areas of figures of one kind, as few as they come: rows of cells first, then equal rows below each other.
 */
static void find_inputs(struct sheet_plan *p, struct arena *a)
{
    struct plan_input *in = ARENA_ARRAY(a, p->ncell, struct plan_input);
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < p->ncell; i++) {
        const struct plan_cell *c = &p->cell[i];
        struct plan_area x = area_of(c);
        if (c->look != LOOK_FIGURE)
            continue;
        if (n == 0 || in[n - 1].kind != c->source->kind || !grow_right(&in[n - 1], &x))
            in[n++] = (struct plan_input){x, c->source->kind};
    }
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < kept && !grow_down(&in[k], &in[i]))
            k++;
        if (k == kept)
            in[kept++] = in[i];
    }
    p->input = in;
    p->ninput = kept;
}

const char *sheet_area_name(const struct sheet_plan *p, const struct plan_area *x, struct arena *a)
{
    return arena_concat(a, "'", p->name, "'!", sheet_cell_name(x->row, x->col, true, a), ":",
                        sheet_cell_name(x->row + x->rows - 1, x->col + x->cols - 1, true, a));
}

static void find_names(struct sheet_plan *p, const struct form *f, struct arena *a)
{
    p->defined = ARENA_ARRAY(a, f->nband, struct plan_name);
    for (size_t b = 0; b < f->nband; b++) {
        struct plan_area all = {-1, -1, 0, 0};
        for (size_t i = 0; i < p->ncell; i++) {
            const struct plan_cell *c = &p->cell[i];
            if (c->look != LOOK_FIGURE || c->source->band != (int)b)
                continue;
            if (all.row < 0)
                all = area_of(c);
            all.rows = c->row + c->rowspan - all.row;
            all.cols = MAX(all.cols, c->col + c->colspan - all.col);
        }
        const char *id = f->band[b].id ? f->band[b].id : arena_printf(a, "%zu", b + 1);
        const char *name = f->nband == 1 ? f->slot : arena_concat(a, f->slot, "_", id);
        p->defined[p->ndefined++] = (struct plan_name){name, all};
    }
}

void sheet_aid(struct sheet_plan *p, struct arena *a)
{
    const struct form *f = p->grid->form;
    struct aid h = {.p = p,
                    .place = ARENA_ARRAY(a, f->ncell, struct sheet_place),
                    .printed = ARENA_ARRAY(a, f->ncell, struct plan_cell *),
                    .a = a,
                    .cell = g_array_new(FALSE, FALSE, sizeof(struct plan_cell)),
                    .alarm = g_array_new(FALSE, FALSE, sizeof(struct plan_alarm))};
    struct value *value = ARENA_ARRAY(a, f->ncell, struct value);
    int rows = p->rows, cols = p->cols;
    for (size_t i = 0; i < p->ncell; i++) {
        struct plan_cell *c = &p->cell[i];
        if (c->look != LOOK_FIGURE || c->source->index < 0)
            continue;
        value[c->source->index] = *c->source->value;
        h.place[c->source->index] = (struct sheet_place){c->row, c->col, c->colspan};
        h.printed[c->source->index] = c;
    }
    const struct sheet_rules *r = sheet_rules(f, value, h.place, a);
    find_inputs(p, a);
    find_names(p, f, a);
    set_totals(&h, r);
    place_checks(&h, r);
    size_checks(&h, rows, cols);
    append_cells(&h);
    g_array_free(h.cell, TRUE);
    g_array_free(h.alarm, TRUE);
}
