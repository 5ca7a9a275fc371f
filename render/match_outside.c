/* match_outside.c - what a web page has beside the report's text: where it came from, how often it was read,
 * what else the site has. */
#include "match_prose.h"

#include <glib.h>
#include <string.h>

/* A sentence is the report's. */
static bool is_sentence(const char *text)
{
    static const char *const end[] = {"。", "；", "！"};
    for (size_t i = 0; text && i < G_N_ELEMENTS(end); i++)
        if (g_str_has_suffix(text, end[i]))
            return true;
    return false;
}

/* The stretches of a line between blanks, brackets and bars. */
static char **stretches(const char *text)
{
    static const char between[] = "|()[]【】（）［］｜<>";
    GString *out = g_string_new(NULL);
    for (const char *s = text ? text : ""; *s; s = g_utf8_next_char(s)) {
        char one[8] = {0};
        gunichar c = g_utf8_get_char(s);
        g_unichar_to_utf8(c, one);
        g_string_append(out, g_unichar_isspace(c) || strstr(between, one) ? " " : one);
    }
    char **word = g_strsplit(out->str, " ", -1);
    g_string_free(out, TRUE);
    return word;
}

/* Whether one of the stretches of a line begins with words of a site. */
static bool is_of_site(const char *text, const struct match_words *w, struct arena *a)
{
    char **word = stretches(text);
    bool found = false;
    for (char **s = word; *s && !found; s++) {
        struct fold f = fold_text(*s, a);
        int n = words_start(&w->site, f);
        found = n > 0 && (n == f.n || f.c[n] == ':' || (f.c[n] >= '0' && f.c[n] <= '9'));
    }
    g_strfreev(word);
    return found;
}

/* Whether a line is the title of a report, with its day or without: behind the text, of another one. */
static bool is_title(const char *text, const struct matching *m)
{
    struct match_title t;
    const char *before = text;
    bool after;
    if (text && date_find(text, &before, &after, m->a) && !after)
        text = before;
    return text && title_find(&text, 1, m->editions, m->a, &t);
}

/* The fewest boxes around two neighbours among the items behind `from`, up to `to`. */
static int boxes_between(const struct entry *from, const struct entry *to)
{
    int least = G_MAXINT;
    for (const struct source_item *i = from->line->item + 1; i <= to->line->item; i++)
        least = MIN(least, i->around);
    return least;
}

void mark_outside(struct entries *e, struct matching *m)
{
    size_t first = 0, last = 0;
    while (first < e->n && !e->entry[first].section)
        first++;
    if (first == e->n)
        return;
    for (size_t i = first; i < e->n; i++)
        last = e->entry[i].section || e->entry[i].kind == ENTRY_TABLE ? i : last;
    for (size_t i = 0; i < e->n; i++)
        if (i < first || i > last)
            e->entry[i].outside =
                !is_sentence(e->entry[i].text) && is_of_site(e->entry[i].text, m->words, m->a);
    /* the text of the last section belongs to it wherever it stands */
    size_t end = last + 1 < e->n && !e->entry[last + 1].outside && !e->entry[last].rest ? last + 1 : last;
    int boxes = boxes_between(&e->entry[first], &e->entry[end]);
    boxes = boxes == G_MAXINT ? 0 : boxes; /* a heading and no more */
    for (size_t i = first, least = G_MAXINT; i-- > 0;) {
        struct entry *x = &e->entry[i];
        least = MIN(least, (size_t)boxes_between(x, x + 1));
        x->outside = x->outside || (!is_sentence(x->text) && least < (size_t)boxes);
    }
    for (size_t i = end + 1, least = G_MAXINT; i < e->n; i++) {
        struct entry *x = &e->entry[i];
        least = MIN(least, (size_t)boxes_between(x - 1, x));
        x->outside = x->outside || is_title(x->text, m) || least < (size_t)boxes;
    }
}
