/* source_regions.c - where in a text set with spaces a table begins and ends. */
#include "source_lines.h"
#include "source_words.h"
#include "utf8.h"

#include <string.h>

enum {
    MAX_TABLE_LINE = 600, /* bytes: a longer line is prose */
    LONG_LABEL = 36,      /* letters of a line that may be a part of a label */
    MAX_HEAD = 50,        /* lines of a head that may stand above the first row */
    MAX_BETWEEN = 30      /* lines from one row to the next, a head printed again included */
};

/* What a line of a single piece tells by its words: a label and figures a space apart. */
static enum line_strength strength_of_words(const char *text)
{
    int figures = 0, label = 0;
    char **word = g_strsplit(text, " ", 64);
    for (int i = 0; word[i]; i++)
        if (*word[i] && words_is_figure(word[i]))
            figures++;
        else if (*word[i])
            label += 1 + figures * 64; /* words behind a figure: no row of a table */
    g_strfreev(word);
    if (figures >= 3 && label <= 3)
        return LINE_STRONG;
    bool clause = strpbrk(text, ",;:") || strstr(text, "，") || strstr(text, "；") || strstr(text, "：");
    return figures >= 1 && label >= 1 && label <= 2 && !clause ? LINE_WEAK : LINE_LOOSE;
}

static enum line_strength strength_of(const struct page_line *l)
{
    size_t bytes = 0;
    for (size_t i = 0; i < l->n; i++)
        bytes += strlen(l->piece[i].text);
    if (bytes > MAX_TABLE_LINE)
        return LINE_PROSE;
    if (l->n >= 2)
        return LINE_STRONG;
    const char *text = l->piece[0].text;
    enum line_strength s = strength_of_words(text);
    size_t n = utf8_length(text);
    bool prose = n > LONG_LABEL || words_ends_sentence(text) || (words_numbering(text) == 1 && n >= 10) ||
                 g_str_has_prefix(text, "注");
    return s == LINE_LOOSE && prose ? LINE_PROSE : s;
}

static int figures_in(const struct page_line *l)
{
    int n = 0;
    for (size_t i = 0; i < l->n; i++) {
        char **word = g_strsplit(l->piece[i].text, " ", 64);
        for (int k = 0; word[k]; k++)
            n += *word[k] && words_is_figure(word[k]);
        g_strfreev(word);
    }
    return n;
}

/* A numbered line as long as a chapter's heading is the label of a row when figures follow at once. */
static bool is_label(const struct page_lines *l, size_t i, size_t to)
{
    const char *text = l->line[i].piece[0].text;
    if (l->line[i].n != 1 || words_numbering(text) != 1 || utf8_length(text) > LONG_LABEL ||
        words_ends_sentence(text))
        return false;
    for (size_t k = i + 1; k < to && k <= i + 2; k++)
        if (l->line[k].strength == LINE_STRONG && figures_in(&l->line[k]))
            return true;
    return false;
}

void lines_judge(const struct page_lines *l, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        l->line[i].strength = strength_of(&l->line[i]);
    for (size_t i = from; i < to; i++)
        if (l->line[i].strength == LINE_PROSE && is_label(l, i, to))
            l->line[i].strength = LINE_LOOSE;
}

/* The first strong line from `from` on, behind lines of a head set in the middle or broken into words; `to`:
 * none. */
static size_t first_row(const struct page_lines *l, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < from + MAX_HEAD; i++) {
        const char *text = l->line[i].piece[0].text;
        enum line_strength s = l->line[i].strength;
        if (s == LINE_STRONG)
            return i;
        if (s != LINE_LOOSE || words_numbering(text) || words_name_year(text))
            break;
    }
    return to;
}

size_t lines_table_end(const struct page_lines *l, size_t from, size_t to)
{
    size_t rows = 0, strong = 0, last = from, first = first_row(l, from, to);
    int figures = 0;
    if (first == to)
        return from;
    last = first;
    for (size_t i = first; i < to && i <= last + MAX_BETWEEN; i++) {
        enum line_strength s = l->line[i].strength;
        if (s == LINE_PROSE)
            break;
        if (s == LINE_LOOSE)
            continue;
        last = i;
        rows++;
        strong += s == LINE_STRONG;
        figures += figures_in(&l->line[i]);
    }
    if (rows < 2 ? figures < 6 : !figures && strong < 4)
        return from;
    size_t end = last + 1; /* the rest of the last label */
    while (end < to && end <= last + 2 && l->line[end].strength == LINE_LOOSE &&
           !words_numbering(l->line[end].piece[0].text) && l->line[end].page == l->line[last].page &&
           utf8_length(l->line[end].piece[0].text) <= 16 &&
           l->line[end].piece[0].x0 <= l->line[last].piece[0].x1 &&
           l->line[end].y0 - l->line[end - 1].y1 < l->line[end].em)
        end++;
    return end;
}
