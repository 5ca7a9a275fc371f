/* match_front.c - the lines around the title: data of the catalogue, day of publication. */
#include "match_prose.h"
#include "utf8.h"

#include <glib.h>
#include <string.h>

enum {
    NEAR = 4,     /* lines behind the title */
    LONGEST = 120 /* characters of a line, or cell, that may tell something of the report */
};

/* The meta key, or "published", that these words name; NULL: none. */
static const char *key_of(const struct match_words *w, struct fold words)
{
    while (words.n > 0 && (words.c[words.n - 1] == ':' || words.c[words.n - 1] == ','))
        words = fold_part(words, 0, words.n - 1);
    for (size_t i = 0; i < w->nmeta; i++)
        if (words_have(&w->meta[i].words, words))
            return w->meta[i].key;
    return words_have(&w->published, words) ? "published" : NULL;
}

/* Whether a text is a day, or a time of it, and no more. */
static bool is_moment(const char *text)
{
    static const char *const mark = "年月日时分秒-/.:－．：〇零一二三四五六七八九十";
    for (const char *s = text; *s; s = g_utf8_next_char(s)) {
        gunichar c = g_utf8_get_char(s);
        char one[8] = {0};
        g_unichar_to_utf8(c, one);
        if (!g_unichar_isdigit(c) && !g_unichar_isspace(c) && !strstr(mark, one))
            return false;
    }
    return true;
}

static bool take_value(struct matching *m, struct report *r, const char *key, const char *value)
{
    const char *before;
    bool after;
    if (strcmp(key, "published") == 0) {
        const char *date = date_find(value, &before, &after, m->a);
        r->published = r->published || !date ? r->published : date;
        return date && is_moment(value);
    }
    for (size_t i = 0; i < r->nmeta; i++)
        if (strcmp(r->meta[i].key, key) == 0)
            return strcmp(r->meta[i].value, value) == 0;
    if (!fold_text(value, m->a).n)
        return false;
    struct meta_item *more = ARENA_ARRAY(m->a, r->nmeta + 1, struct meta_item);
    for (size_t i = 0; i < r->nmeta; i++)
        more[i] = r->meta[i];
    more[r->nmeta++] = (struct meta_item){key, value};
    r->meta = more;
    return true;
}

static const char *trimmed(const char *s, const char *end, struct arena *a)
{
    while (s < end && g_unichar_isspace(g_utf8_get_char(s)))
        s = g_utf8_next_char(s);
    while (end > s && g_unichar_isspace(g_utf8_get_char(g_utf8_find_prev_char(s, end))))
        end = g_utf8_find_prev_char(s, end);
    return arena_strndup(a, s, (size_t)(end - s));
}

/* Where the next `词：` begins in a line of several, or the end of the line. */
static const char *next_key(const struct match_words *w, const char *s, struct arena *a)
{
    for (s = *s ? g_utf8_next_char(s) : s; *s; s = g_utf8_next_char(s)) {
        size_t n = strcspn(s, " :");
        const char *wide = strstr(s, "：");
        if (wide && (size_t)(wide - s) < n)
            n = (size_t)(wide - s);
        bool start = g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(s)));
        if (start && s[n] && key_of(w, fold_text(arena_strndup(a, s, n), a)))
            return s;
    }
    return s;
}

/* A line of `词：value` pairs; false if any of it is something else. */
static bool take_line(struct matching *m, struct report *r, const char *text)
{
    bool all = true, any = false;
    if (strchr(text, '\n') || utf8_length(text) > LONGEST)
        return false;
    while (*text) {
        const char *end = next_key(m->words, text, m->a);
        const char *narrow = strchr(text, ':'), *wide = strstr(text, "：");
        const char *colon = !narrow || (wide && wide < narrow) ? wide : narrow;
        const char *key =
            colon && colon < end
                ? key_of(m->words, fold_text(arena_strndup(m->a, text, (size_t)(colon - text)), m->a))
                : NULL;
        bool good = key && take_value(m, r, key, trimmed(g_utf8_next_char(colon), end, m->a));
        any = any || good;
        all = all && good;
        text = end;
    }
    return any && all;
}

/* A row of a grid with names and values in turn. */
static bool take_row(struct matching *m, struct report *r, const struct mline *l)
{
    bool all = true, any = false;
    for (int i = 0; i < l->ncell; i++) {
        if (!l->cell[i].fold.n)
            continue;
        const char *key = key_of(m->words, l->cell[i].fold);
        const char *text = l->cell[i].text, *value = "";
        if (key && i + 1 < l->ncell && !strchr(l->cell[i + 1].text, '\n'))
            value = l->cell[++i].text;
        bool good = key ? take_value(m, r, key, value) : take_line(m, r, text);
        any = any || good;
        all = all && good;
    }
    return any && all;
}

void take_front(struct entries *e, size_t from, size_t to, struct matching *m, struct report *r)
{
    for (size_t i = 0; i < e->n && i < to + NEAR; i++) {
        struct entry *x = &e->entry[i];
        if (x->kind == ENTRY_TABLE || x->section || x->done || (i >= from && i < to))
            continue;
        bool taken = x->kind == ENTRY_ROW ? take_row(m, r, x->line) : take_line(m, r, x->text);
        if (!taken && i < from)
            leave_over(m, x->line, x->text);
        x->done = taken || i < from;
        if (!taken && i >= to && !x->outside)
            break;
    }
    for (size_t i = from; i < to; i++)
        e->entry[i].done = true;
    for (size_t i = to; i < e->n && !e->entry[i].section; i++) {
        struct entry *x = &e->entry[i];
        if (x->done || !x->outside)
            continue;
        leave_over(m, x->line, x->text);
        x->done = true;
    }
}
