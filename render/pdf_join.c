/* pdf_join.c - tables of a PDF: parts on several pages joined, columns counted. */
#include "pdf_table.h"
#include "source_words.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR = 300 }; /* edges of two parts no further apart are of one column: 3 pt */

static struct pdf_cell *cell_at(const struct pdf_table *t, guint i)
{
    return &g_array_index(t->cell, struct pdf_cell, i);
}

/* Pages with different inner margins set their parts apart: `shift` brings the lower below the upper. */
static bool same_columns(const struct pdf_cell *u, const struct pdf_cell *l, int shift)
{
    return abs(u->x0 - l->x0 - shift) <= NEAR && abs(u->x1 - l->x1 - shift) <= NEAR;
}

static bool same_words(const char *a, const char *b)
{
    for (;; a++, b++) {
        a += strspn(a, " \n");
        b += strspn(b, " \n");
        if (*a != *b)
            return false;
        if (!*a)
            return true;
    }
}

/* How many rows at the top of the lower part say what the upper part begins with. */
static int repeated_rows(const struct pdf_table *upper, const struct pdf_table *lower, int shift)
{
    int rows = 0, reach = 0;
    for (guint i = 0; i < lower->cell->len && i < upper->cell->len; i++) {
        const struct pdf_cell *u = cell_at(upper, i), *l = cell_at(lower, i);
        bool same = u->row == l->row && u->rowspan == l->rowspan && same_columns(u, l, shift) &&
                    same_words(u->text, l->text);
        if (l->row >= reach)
            rows = l->row; /* whatever began above has ended */
        if (!same)
            return rows;
        reach = MAX(reach, l->row + l->rowspan);
    }
    return 0; /* the same from end to end: another table */
}

/* The cell of the upper part's last row above l, or NULL. */
static struct pdf_cell *cell_above(const struct pdf_table *upper, const struct pdf_cell *l, int shift)
{
    for (guint i = upper->cell->len; i-- > 0;) {
        struct pdf_cell *u = cell_at(upper, i);
        if (u->row + u->rowspan == upper->nrow && same_columns(u, l, shift))
            return u;
    }
    return NULL;
}

/* Whether a remark on a figure, in brackets, begins here or was left open before the page end. */
static bool is_remark(const char *before, const char *text)
{
    static const char *const open[] = {"（", "("}, *const close[] = {"）", ")"};
    for (int i = 0; i < 2; i++) {
        const char *from = strstr(before, open[i]);
        if (g_str_has_prefix(text, open[i]) || (from && !strstr(from, close[i])))
            return true;
    }
    return false;
}

/* What the two halves of a cell say of a row that a page end may have cut. */
struct halves {
    int upper_only, lower_only, labels, figures;
};

/* Counts the halves of one cell; false when they cannot be of one: a label that has room left goes on
 * nowhere, a figure only with digits its line had no room for, or with its remark. */
static bool count_halves(struct halves *n, const struct pdf_cell *u, const struct pdf_cell *l)
{
    n->upper_only += *u->text && !*l->text;
    n->lower_only += !*u->text && *l->text;
    if (!*u->text || !*l->text)
        return true;
    if (words_is_figure(u->text)) {
        n->figures++;
        return is_remark(u->text, l->text) || (u->full && words_is_figure(l->text));
    }
    n->labels++;
    return u->full && !words_is_figure(l->text);
}

/* Whether the first row of the lower part (row `first`) goes on with the last of the upper one: its label has
 * no number of its own and is blank or goes on with the upper one, and so are its figures. */
static bool is_cut_row(const struct pdf_table *upper, const struct pdf_table *lower, int first, int shift)
{
    struct halves n = {0, 0, 0, 0};
    for (guint i = 0; i < lower->cell->len; i++) {
        const struct pdf_cell *l = cell_at(lower, i),
                              *u = l->row == first ? cell_above(upper, l, shift) : NULL;
        if (l->row != first || l->rowspan > 1 || (u && u->rowspan > 1))
            continue;
        if (!u || words_numbering(l->text) || !count_halves(&n, u, l))
            return false;
    }
    if (n.figures > 0)
        return n.upper_only > 0;
    return (n.labels > 0 && (n.upper_only > 0 || n.lower_only > 0)) || (n.upper_only > 0 && n.lower_only > 0);
}

/* Whether a row has words that are no figures: a row without a label belongs to no group above it. */
static bool has_label(const struct pdf_table *t, int row)
{
    for (guint i = 0; i < t->cell->len; i++) {
        const struct pdf_cell *c = cell_at(t, i);
        if (c->row == row && *c->text && !words_is_figure(c->text))
            return true;
    }
    return false;
}

static void extend_text(struct pdf_cell *u, const char *text, struct arena *a)
{
    if (*u->text && *text)
        u->text = arena_printf(a, "%s\n%s", u->text, text);
    else if (*text)
        u->text = text;
}

bool pdf_table_is_next(const struct pdf_table *upper, const struct pdf_table *lower)
{
    return lower->page == upper->page + 1 &&
           abs((upper->x1 - upper->x0) - (lower->x1 - lower->x0)) <= 2 * NEAR;
}

bool pdf_table_join(struct pdf_table *upper, const struct pdf_table *lower, struct arena *a)
{
    int shift = upper->x0 - lower->x0;
    if (!pdf_table_is_next(upper, lower))
        return false;
    int first = repeated_rows(upper, lower, shift);
    bool cut = is_cut_row(upper, lower, first, shift), labelled = cut || has_label(lower, first);
    int down = upper->nrow - first - cut, seam = upper->nrow;
    for (guint i = 0; i < lower->cell->len; i++) {
        struct pdf_cell l = *cell_at(lower, i);
        if (l.row < first)
            continue;
        struct pdf_cell *u =
            l.row == first ? cell_above(&(struct pdf_table){.nrow = seam, .cell = upper->cell}, &l, shift)
                           : NULL;
        bool group = u && (u->rowspan > 1 || l.rowspan > 1);
        /* a label of several rows goes on over the page end, printed again or not */
        bool goes_on = group && (*l.text ? same_words(u->text, l.text) || !words_numbering(l.text)
                                         : labelled || l.rowspan > 1);
        if (u && (goes_on || (cut && !group))) {
            if (!same_words(u->text, l.text))
                extend_text(u, l.text, a);
            u->rowspan = l.row + down + l.rowspan - u->row;
            continue;
        }
        l.x0 += shift;
        l.x1 += shift;
        l.row += down;
        g_array_append_val(upper->cell, l);
    }
    upper->nrow = down + lower->nrow;
    upper->page = lower->page;
    upper->scrap = false;
    upper->y0 = lower->y0;
    upper->y1 = lower->y1;
    return true;
}

static int by_int(const void *a, const void *b)
{
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

/* All edges of cells, each once. */
static GArray *columns_of(const struct pdf_table *t)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(int)), *out = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; i < t->cell->len; i++) {
        g_array_append_val(all, cell_at(t, i)->x0);
        g_array_append_val(all, cell_at(t, i)->x1);
    }
    g_array_sort(all, by_int);
    for (guint i = 0; i < all->len; i++)
        if (!out->len || g_array_index(all, int, i) - g_array_index(out, int, out->len - 1) > NEAR)
            g_array_append_val(out, g_array_index(all, int, i));
    g_array_free(all, TRUE);
    return out;
}

static int column_of(const GArray *edges, int x)
{
    guint best = 0;
    for (guint i = 1; i < edges->len; i++)
        if (abs(g_array_index(edges, int, i) - x) < abs(g_array_index(edges, int, best) - x))
            best = i;
    return (int)best;
}

static int by_place(const void *a, const void *b)
{
    const struct pdf_cell *x = a, *y = b;
    return x->row != y->row ? x->row - y->row : (x->x0 > y->x0) - (x->x0 < y->x0);
}

void pdf_table_add(const struct pdf_table *t, struct source_builder *b)
{
    GArray *edges = columns_of(t);
    int line = 0, page = t->cell->len ? cell_at(t, 0)->page : t->page;
    g_array_sort(t->cell, by_place);
    for (guint i = 0; i < t->cell->len && !line; i++)
        line = cell_at(t, i)->line;
    source_grid_begin(b, true, NULL, line, page);
    for (guint i = 0; i < t->cell->len; i++) {
        const struct pdf_cell *c = cell_at(t, i);
        int col = column_of(edges, c->x0);
        struct source_cell cell = {.row = c->row,
                                   .col = col,
                                   .rowspan = c->rowspan,
                                   .colspan = MAX(column_of(edges, c->x1) - col, 1),
                                   .text = c->text,
                                   .line = c->line,
                                   .page = c->page,
                                   .overrun = c->overrun,
                                   .full = c->full};
        source_grid_cell(b, &cell);
    }
    source_grid_end(b);
    g_array_free(edges, TRUE);
}
