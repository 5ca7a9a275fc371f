/* table_split.c - the parts of a table on successive pages: which rows, which pieces of cells, which rules.
 */
#include "table.h"

/* ---- heights ---- */

/* What row r can give. */
static len_t slack_of(const struct table_fit *f, int r)
{
    return f->least ? f->height[r] - f->least[r] : 0;
}

/* Height of row r in a part. */
static len_t row_height(const struct table_fit *f, const struct table_part *p, int r)
{
    return p->of ? f->height[r] - (slack_of(f, r) * p->take + p->of - 1) / p->of : f->height[r];
}

static len_t rows_height(const struct table_fit *f, const struct table_part *p, int from, int to)
{
    len_t h = 0;
    for (int r = from; r < to; r++)
        h += row_height(f, p, r);
    return h;
}

bool table_tighten(const struct table_fit *f, struct table_part *p, len_t height)
{
    len_t all = table_height(f, p->head_from, p->head_to) + table_height(f, p->from, p->to), slack = 0;
    for (int r = p->head_from; r < p->head_to; r++)
        slack += slack_of(f, r);
    for (int r = p->from; r < p->to; r++)
        slack += slack_of(f, r);
    if (all - height > slack)
        return false;
    p->take = all > height ? all - height : 0;
    p->of = p->take > 0 ? slack : 0;
    p->height = rows_height(f, p, p->head_from, p->head_to) + rows_height(f, p, p->from, p->to);
    return true;
}

/* ---- breaks ---- */

/* How strictly the rules for breaks are kept. */
enum { SPLIT_ALL, SPLIT_LABELS, SPLIT_ROWS, N_SPLIT };

enum { ROWS_TOGETHER = 2 };

static int max_int(int a, int b)
{
    return a > b ? a : b;
}

/* A row of heads or with a band's title: never the last above a break. */
static bool is_head(const struct table_fit *f, int row)
{
    const struct grid *g = f->grid;
    if (row < g->nhead)
        return true;
    enum cell_role role = g->cell[f->owner[row * g->ncol + g->ncol - 1]].role;
    return role == CELL_HEAD || role == CELL_BAND || role == CELL_CORNER;
}

/* The heads to print again above a part that begins at `from`: the table's, or those of the band it cuts. */
static void repeated_head(const struct table_fit *f, int from, struct table_part *p)
{
    p->head_from = p->head_to = 0;
    if (from == 0)
        return;
    if (f->grid->nhead) {
        p->head_to = f->grid->nhead;
        return;
    }
    if (is_head(f, from))
        return;
    int to = from;
    while (to > 0 && !is_head(f, to - 1))
        to--;
    int start = to;
    while (start > 0 && is_head(f, start - 1))
        start--;
    p->head_from = start;
    p->head_to = to;
}

/* Whether a break before row b leaves enough of a stretch of rows [top, end) on either side, or does not cut
 * it. */
static bool leaves_enough(int top, int end, int b)
{
    return b <= top || b >= end || (b - top >= ROWS_TOGETHER && end - b >= ROWS_TOGETHER);
}

/* The figures' rows of the table or band that row b cuts. */
static bool body_allows(const struct table_fit *f, int from, int b)
{
    int top = b, end = b;
    while (top > from && !is_head(f, top - 1))
        top--;
    while (end < f->grid->nrow && !is_head(f, end))
        end++;
    return leaves_enough(top, end, b);
}

/* The groups whose labels row b cuts. */
static bool groups_allow(const struct table_fit *f, int from, int b, int strict)
{
    const struct grid *g = f->grid;
    for (size_t i = 0; i < g->ncell; i++) {
        const struct grid_cell *c = &g->cell[i];
        int top = max_int(c->row, from), end = c->row + c->rowspan;
        if (c->role != CELL_LABEL || b <= top || b >= end)
            continue;
        if (strict == SPLIT_ALL && !leaves_enough(top, end, b))
            return false;
        len_t need = f->cell[i].content_height + 2 * f->pad_y;
        if (table_height(f, top, b) < need || table_height(f, b, end) < need)
            return false;
    }
    return true;
}

static bool may_break(const struct table_fit *f, int from, int b, int strict)
{
    if (is_head(f, b - 1))
        return false;
    if (strict == SPLIT_ALL && !body_allows(f, from, b))
        return false;
    return strict == SPLIT_ROWS || groups_allow(f, from, b, strict);
}

bool table_split(const struct table_fit *f, int from, const struct table_room *r, struct table_part *out)
{
    int nrow = f->grid->nrow;
    bool empty_page = r->here >= r->page;
    len_t all = table_height(f, from, nrow);
    struct table_part p = {.from = from, .to = nrow};
    repeated_head(f, from, &p);
    len_t head = table_height(f, p.head_from, p.head_to);
    len_t room = r->here - head - (from > 0 ? r->mark : 0);

    if (!r->split && table_tighten(f, &p, head + room)) {
        *out = p;
        return true;
    }
    if (from == 0 && !empty_page && r->here <= r->white && all <= r->page)
        return false;
    int most = from;
    for (len_t h = 0; most + r->split < nrow && h + f->height[most] <= room; most++)
        h += f->height[most];
    for (int strict = SPLIT_ALL; strict < (empty_page ? N_SPLIT : SPLIT_ALL + 1); strict++)
        for (int b = most; b > from; b--)
            if (may_break(f, from, b, strict)) {
                p.to = b;
                p.height = head + table_height(f, from, b);
                *out = p;
                return true;
            }
    return false;
}

/* ---- pieces ---- */

struct table_piece *table_pieces(const struct table_fit *f, const struct table_part *p, struct arena *a,
                                 size_t *count)
{
    const struct grid *g = f->grid;
    struct table_piece *piece = ARENA_ARRAY(a, g->ncell * 2, struct table_piece);
    size_t n = 0;
    len_t head = rows_height(f, p, p->head_from, p->head_to);
    for (int body = 0; body < 2; body++) {
        int from = body ? p->from : p->head_from, to = body ? p->to : p->head_to;
        for (size_t i = 0; i < g->ncell; i++) {
            const struct grid_cell *c = &g->cell[i];
            int top = max_int(c->row, from), end = c->row + c->rowspan < to ? c->row + c->rowspan : to;
            if (top >= end)
                continue;
            piece[n++] = (struct table_piece){
                .cell = i,
                .x = f->x[c->col],
                .y = (body ? head : 0) + rows_height(f, p, from, top),
                .width = f->x[c->col + c->colspan] - f->x[c->col],
                .height = rows_height(f, p, top, end),
                .again = !body || c->row < from,
            };
        }
    }
    *count = n;
    return piece;
}

/* ---- rules ---- */

/* The rows of a part from top to bottom. */
static int part_row(const struct table_part *p, int k)
{
    int head = p->head_to - p->head_from;
    return k < head ? p->head_from + k : p->from + k - head;
}

struct table_rule *table_rules(const struct table_fit *f, const struct table_part *p, struct arena *a,
                               size_t *count)
{
    int rows = p->head_to - p->head_from + p->to - p->from, cols = f->grid->ncol;
    struct table_rule *rule = ARENA_ARRAY(a, (size_t)(4 + 2 * rows * cols), struct table_rule);
    len_t *y = ARENA_ARRAY(a, (size_t)rows + 1, len_t);
    const size_t **owner = ARENA_ARRAY(a, (size_t)rows, const size_t *);
    for (int k = 0; k < rows; k++) {
        y[k + 1] = y[k] + row_height(f, p, part_row(p, k));
        owner[k] = &f->owner[part_row(p, k) * cols];
    }
    size_t n = 0;
    len_t right = f->x[cols], foot = y[rows];
    rule[n++] = (struct table_rule){0, 0, right, 0, true};
    rule[n++] = (struct table_rule){right, 0, right, foot, true};
    rule[n++] = (struct table_rule){0, foot, right, foot, true};
    rule[n++] = (struct table_rule){0, 0, 0, foot, true};
    for (int k = 1; k < rows; k++) {
        int c0 = 0;
        for (int c = 0; c <= cols; c++)
            if (c == cols || owner[k - 1][c] == owner[k][c]) {
                if (c > c0)
                    rule[n++] = (struct table_rule){f->x[c0], y[k], f->x[c], y[k], false};
                c0 = c + 1;
            }
    }
    for (int c = 1; c < cols; c++) {
        int k0 = 0;
        for (int k = 0; k <= rows; k++)
            if (k == rows || owner[k][c - 1] == owner[k][c]) {
                if (k > k0)
                    rule[n++] = (struct table_rule){f->x[c], y[k0], f->x[c], y[k], false};
                k0 = k + 1;
            }
    }
    *count = n;
    return rule;
}
