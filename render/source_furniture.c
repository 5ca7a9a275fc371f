/* source_furniture.c - what stands on pages beside the text: page numbers, running heads, 续表. */
#include "source_lines.h"
#include "source_words.h"
#include "utf8.h"

#include <string.h>

static bool is_continuation_mark(const char *text)
{
    static const char *const mark[] = {"续表", "（续表）", "(续表)", "续上表", "接上表", "（续）", NULL};
    for (int i = 0; mark[i]; i++)
        if (strcmp(text, mark[i]) == 0)
            return true;
    return false;
}

static char *masked(const struct page_line *l, struct arena *a)
{
    char *text = arena_strdup(a, line_text(l, a));
    for (char *s = text; *s; s++)
        if (*s >= '0' && *s <= '9')
            *s = '0';
    return text;
}

/* The line at the upper (lower) end of a page, not counting what was dropped; l->n: none. */
static size_t end_line(const struct page_lines *l, const bool *drop, size_t from, size_t to, bool upper)
{
    for (size_t k = 0; k < to - from; k++) {
        size_t i = upper ? from + k : to - 1 - k;
        if (!drop[i])
            return i;
    }
    return l->n;
}

static size_t page_end(const struct page_lines *l, size_t from)
{
    size_t to = from;
    while (to < l->n && l->line[to].page == l->line[from].page)
        to++;
    return to;
}

/* Drops page numbers at the upper and lower end of pages.  Numbers alone count only where nearly all of them
 * rise with the pages: else they are figures of a table. */
static void drop_folios(const struct page_lines *l, struct arena *a, bool *drop)
{
    for (int upper = 0; upper < 2; upper++) {
        GHashTable *rising = g_hash_table_new(g_direct_hash, g_direct_equal); /* number - page -> how often */
        int plains = 0, most = 0, shift = 0;
        for (int pass = 0; pass < 2; pass++)
            for (size_t from = 0, to; from < l->n; from = to) {
                to = page_end(l, from);
                size_t i = end_line(l, drop, from, to, upper);
                bool plain = false;
                int number = i < l->n ? words_folio(line_text(&l->line[i], a), &plain) : -1;
                if (number < 0)
                    continue;
                int here = number - l->line[i].page;
                if (pass == 1 && (!plain || (here == shift && most >= 2 && most * 4 >= plains * 3))) {
                    drop[i] = true;
                } else if (pass == 0 && plain) {
                    int n = GPOINTER_TO_INT(g_hash_table_lookup(rising, GINT_TO_POINTER(here))) + 1;
                    g_hash_table_insert(rising, GINT_TO_POINTER(here), GINT_TO_POINTER(n));
                    plains++;
                    shift = n > most ? here : shift;
                    most = MAX(most, n);
                }
            }
        g_hash_table_destroy(rising);
    }
}

/* Drops what stands at the same end of at least three pages and of most of them. */
static void drop_running_heads(const struct page_lines *l, struct arena *a, bool *drop)
{
    for (int end = 0; end < 4; end++) { /* two lines at each end */
        GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
        int pages = 0;
        for (int pass = 0; pass < 2; pass++)
            for (size_t from = 0, to; from < l->n; from = to) {
                to = page_end(l, from);
                size_t i = end_line(l, drop, from, to, end < 2);
                if (i == l->n || words_is_figure(line_text(&l->line[i], a))) /* a figure is no head */
                    continue;
                char *text = masked(&l->line[i], a);
                int count = GPOINTER_TO_INT(g_hash_table_lookup(seen, text));
                if (pass == 0) {
                    g_hash_table_insert(seen, text, GINT_TO_POINTER(count + 1));
                    pages++;
                } else if (count >= 3 && count * 2 > pages) {
                    drop[i] = true;
                }
            }
        g_hash_table_destroy(seen);
    }
}

/* A title that every page says again is the title where it stands first, unless that page says it, or a part
 * of it, once more. */
static void keep_title(const struct page_lines *l, struct arena *a, bool *drop)
{
    size_t first = 0;
    while (first < l->n && first < 3 && !(drop[first] && words_name_year(line_text(&l->line[first], a))))
        first++;
    if (first == l->n || first == 3 || l->line[first].page != l->line[0].page)
        return;
    const char *title = line_text(&l->line[first], a);
    for (size_t i = 0; i < l->n && l->line[i].page == l->line[first].page; i++) {
        const char *text = line_text(&l->line[i], a);
        if (!drop[i] && utf8_length(text) >= 6 && strstr(title, text))
            return;
    }
    drop[first] = false;
}

void lines_drop_furniture(struct page_lines *l)
{
    if (!l->n)
        return;
    struct arena *a = arena_new();
    bool *drop = ARENA_ARRAY(a, l->n, bool), plain;
    if (l->line[l->n - 1].page > 0) {
        drop_folios(l, a, drop);
        drop_running_heads(l, a, drop);
        keep_title(l, a, drop);
        drop_folios(l, a, drop); /* above a foot, below a head */
    } else {
        for (size_t i = 0; i < l->n; i++)
            drop[i] = words_folio(line_text(&l->line[i], a), &plain) >= 0 && !plain;
    }
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (!drop[i] && !(l->line[i].n == 1 && is_continuation_mark(l->line[i].piece[0].text)))
            l->line[n++] = l->line[i];
    l->n = n;
    arena_free(a);
}
