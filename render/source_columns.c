/* source_columns.c - tables that are set with spaces: their columns, their rows.
 *
 * A line of a table ends in figures; lines above the first of these are its head.  Between two heads the
 * figures stand in the same columns, so that a blank cell shows as a gap.  What stands left of the figures
 * are labels (source_labels.c). */
#include "source_columns.h"
#include "source_words.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_LOOK_BACK = 300 }; /* labels of a head that a word is compared with */

/* ---- words of a line ---- */

static bool is_bare_number(const char *text)
{
    size_t n = strspn(text, "0123456789");
    return n && n <= 2 &&
           (strcmp(text + n, ".") == 0 || strcmp(text + n, "．") == 0 || strcmp(text + n, "、") == 0);
}

/* The words of one line; those a space apart are of different cells, unless the first is a number that begins
 * a label, or both are Latin words. */
static void add_tokens(const struct page_line *l, size_t index, bool by_count, GArray *out, struct arena *a)
{
    guint first = out->len;
    for (size_t p = 0; p < l->n; p++) {
        const struct line_piece *piece = &l->piece[p];
        int from = by_count ? piece->i0 : piece->x0, to = by_count ? piece->i1 : piece->x1;
        int whole = by_count ? (int)utf8_length(piece->text) : words_width(piece->text, strlen(piece->text));
        for (const char *s = piece->text; *s;) {
            size_t n = strcspn(s, " ");
            while (s[n] == ' ' && (is_bare_number(arena_strndup(a, s, n)) ||
                                   words_need_space(arena_strndup(a, s, n), s + n + 1)))
                n += 1 + strcspn(s + n + 1, " ");
            char *before = arena_strndup(a, piece->text, (size_t)(s - piece->text)),
                 *text = arena_strndup(a, s, n);
            int at = by_count ? (int)utf8_length(before) : words_width(before, strlen(before));
            int wide = by_count ? (int)utf8_length(text) : words_width(text, n);
            struct token t = {.line = index,
                              .text = text,
                              .column = piece->column ? piece->column + (int)utf8_length(before) : 0};
            t.c0 = from + (int)((int64_t)(to - from) * at / MAX(whole, 1));
            t.c1 = from + (int)((int64_t)(to - from) * (at + wide) / MAX(whole, 1));
            if (n)
                g_array_append_val(out, t);
            s += n;
            s += strspn(s, " ");
        }
    }
    for (guint i = out->len; i-- > first && words_is_figure(g_array_index(out, struct token, i).text);)
        g_array_index(out, struct token, i).figure = true;
}

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

static void write_cell(struct writing *w, int *col, const char *text, size_t line, int column)
{
    const struct page_line *l = &w->lines->line[line];
    struct source_cell c = {.row = w->row,
                            .col = (*col)++,
                            .rowspan = 1,
                            .colspan = 1,
                            .text = text,
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
            write_cell(w, &col, l->text->str, l->first, l->column);
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
            write_cell(w, &col, l->text->str, l->first, l->column);
        }
        for (guint k = 0; k < r->figure->len; k++) {
            const struct token *t = g_ptr_array_index(r->figure, k);
            write_cell(w, &col, t ? t->text : "", r->line, t ? t->column : 0);
        }
    }
}

static guint line_end(const GArray *token, guint i)
{
    guint k = i;
    while (k < token->len &&
           g_array_index(token, struct token, k).line == g_array_index(token, struct token, i).line)
        k++;
    return k;
}

static bool ends_in_figure(const GArray *token, guint i)
{
    return g_array_index(token, struct token, line_end(token, i) - 1).figure;
}

/* Figures that stand a single space apart were not set in columns: the text keeps their order, not their
 * places. */
static bool is_ragged(const GArray *token, int space)
{
    guint narrow = 0, all = 0;
    for (guint i = 1; i < token->len; i++) {
        const struct token *t = &g_array_index(token, struct token, i);
        if (t->line != t[-1].line || !t->figure || !t[-1].figure)
            continue;
        narrow += t->c0 - t[-1].c1 <= space;
        all++;
    }
    return narrow * 4 > all * 3;
}

static bool is_ragged_head(const GArray *token, guint i)
{
    return !ends_in_figure(token, i) && line_end(token, i) - i >= 2 &&
           !words_numbering(g_array_index(token, struct token, i).text);
}

/* Whether the line of token i begins a head: no figures, and words where figures stood above; without
 * columns, several words, or a line directly above such words. */
static bool is_head_line(const GArray *token, guint i, int figures_left, bool ragged)
{
    if (ends_in_figure(token, i))
        return false;
    guint next = line_end(token, i);
    if (!ragged)
        return g_array_index(token, struct token, next - 1).c1 > figures_left;
    return is_ragged_head(token, i) ||
           (next < token->len && !words_numbering(g_array_index(token, struct token, i).text) &&
            is_ragged_head(token, next));
}

/* The start of the lines directly above line token `body` that are parts of its labels, not of the head: they
 * stand left of the figures, and one begins with a number or is a letter of a vertical label. */
static guint labels_above(const GArray *token, guint from, guint body)
{
    int left = G_MAXINT;
    for (guint i = body; i < line_end(token, body); i++)
        if (g_array_index(token, struct token, i).figure)
            left = MIN(left, g_array_index(token, struct token, i).c0);
    while (body > from) {
        guint first = body - 1;
        while (first > from && g_array_index(token, struct token, first - 1).line ==
                                   g_array_index(token, struct token, body - 1).line)
            first--;
        bool part = g_array_index(token, struct token, body - 1).c1 <= left, label = false;
        for (guint i = first; i < body; i++) {
            const char *text = g_array_index(token, struct token, i).text;
            label = label || words_numbering(text) || utf8_length(text) == 1;
        }
        if (!part || !label)
            break;
        body = first;
    }
    return body;
}

/* Tokens of one head and the rows below it. */
struct band {
    guint from, body, to;
    int left; /* where figures may begin */
};

/* Where figures may stand: right of the labels of rows, at the leftmost word of the head that is no label's
 * head, or of a figure. */
static int figures_left(const GArray *token, const struct band *d, guint row, int labels_end, int left)
{
    for (guint i = d->from; i < d->body; i++) {
        const struct token *t = &g_array_index(token, struct token, i);
        bool first = i == d->from || t[-1].line != t->line;
        bool alone = first && (i + 1 == d->body || t[1].line != t->line);
        if (t->c0 >= labels_end && (alone || !first))
            left = MIN(left, t->c0);
    }
    for (guint i = row; i < line_end(token, row); i++)
        if (g_array_index(token, struct token, i).figure)
            left = MIN(left, g_array_index(token, struct token, i).c0);
    return left;
}

static struct band next_band(const GArray *token, guint from, bool ragged)
{
    struct band d = {from, from, from, G_MAXINT};
    while (d.body < token->len && !ends_in_figure(token, d.body))
        d.body = line_end(token, d.body);
    int left = G_MAXINT, labels_end = 0;
    for (d.to = d.body; d.to < token->len && !is_head_line(token, d.to, left, ragged);) {
        guint row = d.to, next = line_end(token, row);
        int reach = labels_end;
        for (; d.to < next && !g_array_index(token, struct token, d.to).figure; d.to++)
            if (ends_in_figure(token, row))
                reach = MAX(reach, g_array_index(token, struct token, d.to).c1);
        d.to = next;
        if (ends_in_figure(token, row))
            left =
                figures_left(token, &(struct band){.from = from, .body = reach > labels_end ? d.body : from},
                             row, reach, left);
        labels_end = reach;
    }
    d.left = left;
    if (d.body < d.to && !ragged)
        d.body = labels_above(token, from, d.body);
    return d;
}

/* The most figures that a line among tokens [from, to) has. */
static guint fullest_line(const GArray *token, guint from, guint to)
{
    guint most = 0;
    for (guint i = from, next; i < to; i = next) {
        guint n = 0;
        next = line_end(token, i);
        for (guint k = i; k < next; k++)
            n += g_array_index(token, struct token, k).figure;
        most = MAX(most, n);
    }
    return most;
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
    if (ragged || moved || column->len != fullest_line(token, d->body, d->to))
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
        d = next_band(token, d.to, false);
        GArray *column = figure_columns(token, d.body, d.to);
        guint most = fullest_line(token, d.body, d.to);
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
            add_tokens(&l->line[i], i, by_count, token[by_count], a);
    }
    const GArray *t = token[misfit(token[1]) < misfit(token[0])];
    bool ragged = is_ragged(token[1], 100);
    source_grid_begin(b, false, NULL, l->line[from].line, l->line[from].page);
    for (struct band d = {0}; d.to < t->len;) {
        d = next_band(t, d.to, ragged);
        write_band(&w, t, &d, ragged);
    }
    source_grid_end(b);
    g_array_free(token[0], TRUE);
    g_array_free(token[1], TRUE);
}
