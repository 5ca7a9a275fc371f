/* source_lines.c - lines of text as they stand on pages, and the paragraphs they make.  Top-down: margins,
 * paragraphs. */
#include "source_lines.h"
#include "source_words.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

const char *line_text(const struct page_line *l, struct arena *a)
{
    if (l->whole || l->n == 1)
        return l->whole ? l->whole : l->piece[0].text;
    GString *s = g_string_new(l->piece[0].text);
    for (size_t i = 1; i < l->n; i++) {
        bool apart = l->piece[i].x0 - l->piece[i - 1].x1 >= l->em * 4 / 5;
        if (apart || words_need_space(s->str, l->piece[i].text))
            g_string_append_c(s, ' ');
        g_string_append(s, l->piece[i].text);
    }
    const char *text = arena_strndup(a, s->str, s->len);
    g_string_free(s, TRUE);
    return text;
}

/* ---- margins ---- */

static int x0_of(const struct page_line *l)
{
    return l->piece[0].x0;
}

static int x1_of(const struct page_line *l)
{
    return l->piece[l->n - 1].x1;
}

static int compare_int(const void *a, const void *b)
{
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

/* Where the leftmost lines begin that are at least a seventh of v[n] (and two) and lie within `near`: at the
 * one in the middle, for a bracket may hang out at its left; the smallest of all if there is none. */
static int left_edge(int *v, size_t n, int near)
{
    qsort(v, n, sizeof *v, compare_int);
    size_t enough = MAX(2, n / 7);
    for (size_t k = 0; k + enough <= n; k++)
        if (v[k + enough - 1] - v[k] <= near) {
            size_t end = k + enough;
            while (end < n && v[end] - v[k] <= near)
                end++;
            return v[(k + end) / 2];
        }
    return v[0];
}

/* The upper end of where most of v[n] lie within `near`. */
static int right_edge(int *v, size_t n, int near)
{
    qsort(v, n, sizeof *v, compare_int);
    size_t from = 0, most = 0;
    int edge = v[n - 1];
    for (size_t k = 0; k < n; k++) {
        while (v[k] - v[from] > near)
            from++;
        if (k - from + 1 >= most) {
            most = k - from + 1;
            edge = v[k];
        }
    }
    return edge;
}

static int usual_em(const struct page_lines *l)
{
    int *em = g_new(int, l->n);
    for (size_t i = 0; i < l->n; i++)
        em[i] = l->line[i].em;
    qsort(em, l->n, sizeof *em, compare_int);
    int usual = em[l->n / 2];
    g_free(em);
    return usual;
}

struct line_margins lines_margins(const struct page_lines *l)
{
    struct line_margins m = {0, 0, 0, false};
    if (!l->n)
        return m;
    int *x0 = g_new(int, l->n), *x1 = g_new(int, l->n);
    size_t n = 0, full = 0, deep = 0, over = 0;
    for (int least = 10; least >= 0 && !n;
         least -= 10) /* short lines tell nothing where there are long ones */
        for (size_t i = 0; i < l->n; i++) {
            const struct page_line *at = &l->line[i];
            if (x1_of(at) - x0_of(at) >= least * at->em &&
                (at->n == 1 || least == 0)) { /* nor do rows of tables */
                x0[n] = x0_of(at);
                x1[n++] = x1_of(at);
            }
        }
    int em = m.em = usual_em(l);
    m.left = left_edge(x0, n, em / 2);
    m.right = right_edge(x1, n, em);
    for (size_t i = 0; i < n; i++) {
        full += x1[i] >= m.right - 2 * em;
        over += x1[i] > m.right + 3 * em;
        deep += x0[i] >= m.left + em && x0[i] <= m.left + 5 * em;
    }
    m.indented = deep >= 2 && deep * 12 >= n;
    /* Few full lines, very long or very short ones: each line is a paragraph of its own. */
    bool at_edge =
        l->width &&
        m.right >= l->width - m.left - 3 * em; /* as far from the right of the paper as from the left */
    if ((full < 3 && !at_edge) || over * 20 > n || m.right - m.left > 70 * em || m.right - m.left < 12 * em)
        m.right = G_MAXINT / 4;
    g_free(x0);
    g_free(x1);
    return m;
}

/* ---- paragraphs ---- */

struct setting {
    bool centred, right;
};

static struct setting setting_of(const struct page_line *l, const struct line_margins *m)
{
    struct setting s = {false, false};
    if (m->right == G_MAXINT / 4)
        return s;
    int before = x0_of(l) - m->left, after = m->right - x1_of(l);
    bool large = l->em * 5 > m->em * 6; /* a title may fill the line */
    s.centred = abs(before - after) <= l->em &&
                ((before > 5 * l->em / 2 && after > 5 * l->em / 2) || (large && before > -l->em));
    s.right = !s.centred && before * 20 > (m->right - m->left) * 9 && after < before / 2;
    return s;
}

/* The usual distance of the top of a line from the one before it. */
static int usual_pitch(const struct page_lines *l, size_t from, size_t to)
{
    GArray *pitch = g_array_new(FALSE, FALSE, sizeof(int));
    for (size_t i = from + 1; i < to; i++)
        if (l->line[i].page == l->line[i - 1].page) {
            int p = l->line[i].y0 - l->line[i - 1].y0;
            g_array_append_val(pitch, p);
        }
    g_array_sort(pitch, compare_int);
    int usual = pitch->len ? g_array_index(pitch, int, pitch->len / 2) : 0;
    g_array_free(pitch, TRUE);
    return usual;
}

/* Where the text begins behind a number near the start of a line (1.办法, 附件：1.办法); G_MAXINT without
 * one. */
static int behind_number(const struct page_line *l)
{
    enum { NEAR_START = 8 };
    const char *text = l->piece[0].text, *s = text;
    for (int i = 0; i < NEAR_START && *s; i++, s = g_utf8_next_char(s))
        if (g_ascii_isdigit(*s) && (s[1] == '.' || g_str_has_prefix(s + 1, "．")))
            return x0_of(l) + words_width(text, (size_t)(g_utf8_next_char(s + 1) - text)) * l->em / 2;
    return G_MAXINT;
}

/* Whether a line begins a list of annexes: 附件：, 附件 1：. */
static bool begins_annexes(const char *text)
{
    static const char word[] = "附件";
    if (!g_str_has_prefix(text, word))
        return false;
    text += strlen(word);
    text += strspn(text, " 0123456789");
    return *text == ':' || g_str_has_prefix(text, "：");
}

/* Whether line i stands below the text of a numbered title that goes on in it, as titles of annexes do. */
static bool hangs(const struct page_lines *l, size_t i)
{
    const struct page_line *now = &l->line[i], *last = &l->line[i - 1];
    size_t k = i - 1;
    while (k > 0 && abs(x0_of(&l->line[k]) - x0_of(now)) <= now->em / 4)
        k--;
    int under = behind_number(&l->line[k]);
    return under != G_MAXINT && abs(x0_of(now) - under) <= now->em / 2 && behind_number(now) == G_MAXINT &&
           !words_ends_sentence(last->piece[last->n - 1].text);
}

/* Whether two lines are of one size: the width of an ideograph, or the height of the line, is about the same,
 * for the width may be told by the height alone. */
static bool same_size(const struct page_line *x, const struct page_line *y)
{
    int high = y->y1 - y->y0;
    return (MAX(x->em, y->em) - MIN(x->em_most, y->em_most)) * 7 <= y->em ||
           (high > 0 && abs(x->y1 - x->y0 - high) * 7 <= high);
}

/* Whether line i goes on with the paragraph of the line before it. */
static bool goes_on(const struct page_lines *l, size_t i, const struct line_margins *m, int pitch)
{
    const struct page_line *now = &l->line[i], *last = &l->line[i - 1];
    struct setting s = setting_of(now, m), t = setting_of(last, m);
    if (s.centred || s.right || t.centred || t.right || m->right == G_MAXINT / 4)
        return false;
    if (!same_size(now, last))
        return false;
    if (now->page == last->page && pitch > 0 && (now->y0 - last->y0) * 2 > pitch * 3)
        return false;
    if (x0_of(now) - m->left >= now->em * 4 / 5)
        return hangs(l, i);
    /* A chapter's heading, or the annexes, at the top of a page whose lines all lost their indent. */
    const char *end = last->piece[last->n - 1].text, *begin = now->piece[0].text;
    if (now->page != last->page && words_ends_sentence(end) && begins_annexes(begin))
        return false;
    if (now->page != last->page && words_ends_sentence(end) && words_numbering(begin) == 1 &&
        !words_ends_sentence(now->piece[now->n - 1].text))
        return false;
    /* A line ends early for a sign that must not begin the next, or for a long Latin word. */
    int early = m->right - x1_of(last);
    if (m->indented)
        return early <= 4 * last->em;
    /* without indents the first line of a paragraph may be shorter by its lost indent */
    if (words_ends_sentence(end))
        return early <= last->em / 2 && !words_numbering(begin);
    return early <= 7 * last->em / 2;
}

static bool is_wide_at(const char *s)
{
    gunichar c = g_utf8_get_char(s);
    return c >= 0x2E80 || (c >= 0x2014 && c <= 0x2026);
}

/* A line that was set wide to fill its measure has a space between every two ideographs: without them. */
static const char *closed_up(const char *text, struct arena *a)
{
    size_t apart = 0, close = 0;
    GString *out = g_string_new(NULL);
    for (const char *s = text; *s; s = g_utf8_next_char(s)) {
        const char *next = g_utf8_next_char(s);
        bool gap = *next == ' ' && next[1] && is_wide_at(s) && is_wide_at(next + 1);
        g_string_append_len(out, s, next - s);
        apart += gap;
        close += *next && is_wide_at(s) && is_wide_at(next);
        s = gap ? next : s; /* over the space */
    }
    const char *result = apart >= 4 && apart > close ? arena_strdup(a, out->str) : text;
    g_string_free(out, TRUE);
    return result;
}

/* Text taken from a PDF has a space wherever Latin letters or figures meet ideographs: the gap that
 * typesetting leaves there. */
static void drop_gaps(GString *text)
{
    for (char *s = text->str; (s = strchr(s, ' ')); s++) {
        if (s == text->str || !s[1])
            continue;
        gunichar before = g_utf8_get_char(g_utf8_prev_char(s)), after = g_utf8_get_char(s + 1);
        if ((before < 0x80 && before != ' ' && after >= 0x2E80) ||
            (before >= 0x2E80 && after < 0x80 && after != ' '))
            g_string_erase(text, s - text->str, 1); /* in place: the text only shrinks */
    }
}

void lines_add_paragraphs(const struct page_lines *l, size_t from, size_t to, const struct line_margins *m,
                          struct source_builder *b, struct arena *a)
{
    int pitch = usual_pitch(l, from, to);
    GString *text = g_string_new(NULL);
    for (size_t i = from, j; i < to; i = j) {
        bool page = l->line[i].page > 0;
        g_string_assign(text, page ? closed_up(line_text(&l->line[i], a), a) : line_text(&l->line[i], a));
        for (j = i + 1; j < to && goes_on(l, j, m, pitch); j++) {
            const char *more = page ? closed_up(line_text(&l->line[j], a), a) : line_text(&l->line[j], a);
            if (words_need_space(text->str, more))
                g_string_append_c(text, ' ');
            g_string_append(text, more);
        }
        if (page)
            drop_gaps(text);
        struct setting s = setting_of(&l->line[i], m);
        struct source_item like = {
            .centred = s.centred, .right = s.right, .line = l->line[i].line, .page = l->line[i].page};
        source_add_text(b, text->str, &like);
    }
    g_string_free(text, TRUE);
}

void lines_add_all(const struct page_lines *l, size_t from, size_t to, const struct line_margins *m,
                   struct source_builder *b, struct arena *a)
{
    lines_judge(l, from, to);
    for (size_t i = from; i < to;) {
        size_t end = lines_table_end(l, i, to);
        if (end == i) {
            i++;
            continue;
        }
        lines_add_paragraphs(l, from, i, m, b, a);
        lines_add_table(l, i, end, b, a);
        from = i = end;
    }
    lines_add_paragraphs(l, from, to, m, b, a);
}
