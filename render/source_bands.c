/* source_bands.c - tables that are set with spaces: the words of their lines, and the bands of a head and the
 * rows below it.
 *
 * A line of a table ends in figures; lines above the first of these are its head. */
#include "source_columns.h"
#include "source_words.h"
#include "utf8.h"

#include <string.h>

/* ---- words of a line ---- */

static bool is_bare_number(const char *text)
{
    size_t n = strspn(text, "0123456789");
    return n && n <= 2 &&
           (strcmp(text + n, ".") == 0 || strcmp(text + n, "．") == 0 || strcmp(text + n, "、") == 0);
}

/* The words of one line; those a space apart are of different cells, unless the first is a number that begins
 * a label, or both are Latin words. */
void tokens_add(const struct page_line *l, size_t index, bool by_count, GArray *out, struct arena *a)
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

/* ---- bands ---- */

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
bool tokens_are_ragged(const GArray *token, int space)
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

struct band band_next(const GArray *token, guint from, bool ragged)
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
guint tokens_fullest_line(const GArray *token, guint from, guint to)
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
