/* source_columns.c - tables that are set with spaces: their columns, their heads, their rows.
 *
 * Between two heads (source_bands.c) the figures stand in the same columns, so that a blank cell shows as a
 * gap.  What stands left of the figures are labels (source_labels.c). */
#include "source_columns.h"
#include "source_words.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_LOOK_BACK = 300 }; /* labels of a head that a word is compared with */

/* ---- columns ---- */

struct column {
    int c0, c1;
};

static int by_start(const void *a, const void *b)
{
    const struct column *x = a, *y = b;
    return (x->c0 > y->c0) - (x->c0 < y->c0);
}

/* The columns of the figures among tokens [from, to): extents that overlap are of one column. */
static GArray *figure_columns(const GArray *token, guint from, guint to)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct column)),
           *out = g_array_new(FALSE, FALSE, sizeof(struct column));
    for (guint i = from; i < to; i++) {
        const struct token *t = &g_array_index(token, struct token, i);
        struct column c = {t->c0, t->c1};
        if (t->figure)
            g_array_append_val(all, c);
    }
    g_array_sort(all, by_start);
    for (guint i = 0; i < all->len; i++) {
        struct column c = g_array_index(all, struct column, i);
        struct column *last = out->len ? &g_array_index(out, struct column, out->len - 1) : NULL;
        if (last && c.c0 < last->c1)
            last->c1 = MAX(last->c1, c.c1);
        else
            g_array_append_val(out, c);
    }
    g_array_free(all, TRUE);
    return out;
}

/* The rows of figures of tokens [from, to), each figure in its column; a line whose figures do not fit keeps
 * them in order. */
static GPtrArray *figure_rows(const GArray *token, guint from, guint to, const GArray *column,
                              struct arena *a)
{
    GPtrArray *rows = g_ptr_array_new();
    for (guint i = from, k; i < to; i = k) {
        size_t line = g_array_index(token, struct token, i).line;
        for (k = i; k < to && g_array_index(token, struct token, k).line == line;)
            k++;
        guint f = i;
        while (f < k && !g_array_index(token, struct token, f).figure)
            f++;
        if (f == k)
            continue;
        struct table_row *row = table_row_new(line, a);
        bool fits = column->len > 0;
        for (guint c = 0, t = f; c < column->len; c++) {
            const struct column *here = &g_array_index(column, struct column, c);
            struct token *u = t < k ? &g_array_index(token, struct token, t) : NULL;
            bool inside = u && u->c0 < here->c1 && here->c0 < u->c1;
            g_ptr_array_add(row->figure, inside ? u : NULL);
            t += inside;
            fits = fits && !(inside && t < k && g_array_index(token, struct token, t).c0 < here->c1);
        }
        if (!fits) {
            g_ptr_array_set_size(row->figure, 0);
            for (guint t = f; t < k; t++)
                g_ptr_array_add(row->figure, &g_array_index(token, struct token, t));
        }
        g_ptr_array_add(rows, row);
    }
    return rows;
}

/* ---- heads ---- */

/* How many words of the next two lines stand below l. */
static guint words_below(const GArray *token, guint from, guint to, const struct label *l)
{
    guint n = 0;
    for (guint i = from; i < to && g_array_index(token, struct token, i).line <= l->last + 2; i++) {
        const struct token *t = &g_array_index(token, struct token, i);
        n += t->line > l->last && t->c0 < l->c1 && l->c0 < t->c1;
    }
    return n;
}

/* Whether a bracket is still to be closed. */
static bool is_open(const char *text)
{
    int depth = 0;
    for (const char *s = text; *s; s = g_utf8_next_char(s)) {
        uint32_t cp = g_utf8_get_char(s);
        depth += (cp == '(' || cp == 0xFF08) - (cp == ')' || cp == 0xFF09);
    }
    return depth > 0;
}

/* Whether a word of the head goes on with the one above it (社会公益 / 组织): set in the middle below it, no
 * longer than it, and not one of several that the upper one spans. */
static bool is_wrapped(const GArray *token, guint i, guint to, const struct label *above, int left)
{
    const struct token *t = &g_array_index(token, struct token, i);
    if (t->line <= above->last || t->line > above->last + 2 || words_numbering(t->text))
        return false;
    if (above->c1 <= left && t->c1 <= left)
        return t->c0 < above->c1 && above->c0 < t->c1 && is_open(above->text->str);
    int upper = above->c1 - above->c0, lower = t->c1 - t->c0, letter = lower / (int)utf8_length(t->text);
    if (abs(t->c0 + t->c1 - above->c0 - above->c1) > 2 * letter || lower > upper)
        return false;
    return (upper <= 4 * letter || lower * 2 <= upper) && words_below(token, i, to, above) <= 1;
}

/* The words of a head, those that are broken over lines joined. */
static GPtrArray *head_labels(const GArray *token, guint from, guint to, int left, bool ragged,
                              struct arena *a)
{
    GPtrArray *out = g_ptr_array_new();
    for (guint i = from; i < to; i++) {
        const struct token *t = &g_array_index(token, struct token, i);
        struct label *above = NULL;
        for (guint k = out->len; !ragged && k-- > 0 && !above && out->len - k < MAX_LOOK_BACK;)
            if (is_wrapped(token, i, to, g_ptr_array_index(out, k), left))
                above = g_ptr_array_index(out, k);
        if (above) {
            g_string_append(above->text, t->text);
            above->last = t->line;
            continue;
        }
        struct label *l = ARENA_NEW(a, struct label);
        *l = (struct label){t->c0, t->c1, t->line, t->line, g_string_new(t->text), t->column, 0, NULL};
        g_ptr_array_add(out, l);
    }
    return out;
}

/* ---- the grid ---- */

struct writing {
    const struct page_lines *lines;
    struct source_builder *b;
    struct arena *a;
    int row;
    const char *head; /* of the last band, to know it again on the next page */
    int head_page;
};

static void write_cell(struct writing *w, int *col, const char *text, size_t line, int column, bool joined)
{
    const struct page_line *l = &w->lines->line[line];
    struct source_cell c = {.row = w->row,
                            .col = (*col)++,
                            .rowspan = 1,
                            .colspan = 1,
                            .text = text,
                            .joined = joined,
                            .line = l->line,
                            .column = column,
                            .page = l->page};
    source_grid_cell(w->b, &c);
}

/* A head that is printed again at the top of a page says nothing new. */
static void write_head(struct writing *w, GPtrArray *label)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < label->len; i++)
        g_string_append_printf(all, "%s\n", ((struct label *)g_ptr_array_index(label, i))->text->str);
    int page = label->len ? w->lines->line[((struct label *)g_ptr_array_index(label, 0))->first].page : 0;
    bool again = w->head && page > w->head_page && strcmp(w->head, all->str) == 0;
    int col = 0;
    for (guint i = 0; i < label->len; i++) {
        struct label *l = g_ptr_array_index(label, i);
        if (!again && i && l->first != ((struct label *)g_ptr_array_index(label, i - 1))->first) {
            w->row++;
            col = 0;
        }
        if (!again)
            write_cell(w, &col, l->text->str, l->first, l->column, l->last > l->first);
        g_string_free(l->text, TRUE);
    }
    w->row += label->len && !again;
    if (label->len) {
        w->head = arena_strdup(w->a, all->str);
        w->head_page = page;
    }
    g_string_free(all, TRUE);
}

static void write_rows(struct writing *w, GPtrArray *rows)
{
    for (guint i = 0; i < rows->len; i++, w->row++) {
        const struct table_row *r = g_ptr_array_index(rows, i);
        int col = 0;
        for (guint k = 0; k < r->label->len; k++) {
            const struct label *l = g_ptr_array_index(r->label, k);
            write_cell(w, &col, l->text->str, l->first, l->column, l->last > l->first);
        }
        for (guint k = 0; k < r->figure->len; k++) {
            const struct token *t = g_ptr_array_index(r->figure, k);
            write_cell(w, &col, t ? t->text : "", r->line, t ? t->column : 0, false);
        }
    }
}

static void write_band(struct writing *w, const GArray *token, const struct band *d, bool ragged)
{
    GArray *column = figure_columns(token, d->body, d->to);
    int left = column->len ? g_array_index(column, struct column, 0).c0 : G_MININT;
    GPtrArray *head = head_labels(token, d->from, d->body, left, ragged, w->a);
    write_head(w, head);
    /* pdftotext -layout moves what stands behind a blank cell: only rows without one are sure, and these need
     * no columns */
    bool moved = w->lines->width == 0 && w->lines->line[0].page > 0;
    if (ragged || moved || column->len != tokens_fullest_line(token, d->body, d->to))
        g_array_set_size(column, 0);
    GPtrArray *rows = figure_rows(token, d->body, d->to, column, w->a);
    GArray *part = g_array_new(FALSE, FALSE, sizeof(struct token));
    if (d->to > d->body)
        g_array_append_vals(part, &g_array_index(token, struct token, d->body), d->to - d->body);
    labels_join(part, rows, MIN(d->left, left), w->a);
    write_rows(w, rows);
    g_array_free(part, TRUE);
    g_ptr_array_free(rows, TRUE);
    g_ptr_array_free(head, TRUE);
    g_array_free(column, TRUE);
}

/* How badly a measure aligns the figures: columns that no full row accounts for, or figures that share one.
 */
static guint misfit(const GArray *token)
{
    guint bad = 0;
    for (struct band d = {0}; d.to < token->len;) {
        d = band_next(token, d.to, false);
        GArray *column = figure_columns(token, d.body, d.to);
        guint most = tokens_fullest_line(token, d.body, d.to);
        bad += column->len > most ? column->len - most : most - column->len;
        g_array_free(column, TRUE);
    }
    return bad;
}

void lines_add_table(const struct page_lines *l, size_t from, size_t to, struct source_builder *b,
                     struct arena *a)
{
    struct writing w = {.lines = l, .b = b, .a = a};
    GArray *token[2];
    for (int by_count = 0; by_count < 2; by_count++) {
        token[by_count] = g_array_new(FALSE, FALSE, sizeof(struct token));
        for (size_t i = from; i < to; i++)
            tokens_add(&l->line[i], i, by_count, token[by_count], a);
    }
    const GArray *t = token[misfit(token[1]) < misfit(token[0])];
    bool ragged = tokens_are_ragged(token[1], 100);
    source_grid_begin(b, false, NULL, l->line[from].line, l->line[from].page);
    source_grid_guess(b);
    for (struct band d = {0}; d.to < t->len;) {
        d = band_next(t, d.to, ragged);
        write_band(&w, t, &d, ragged);
    }
    source_grid_end(b);
    g_array_free(token[0], TRUE);
    g_array_free(token[1], TRUE);
}
