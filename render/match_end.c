/* match_end.c - the end of a report: annexes, signature, remarks (GB/T 9704-2012, 7.3.2 to 7.3.6). */
#include "match_prose.h"
#include "utf8.h"

#include <glib.h>
#include <string.h>

enum { LONGEST_NAME = 40 };

static bool is_sentence(const char *text)
{
    static const char never[] = "。；，：！？,;:!?";
    for (const char *s = text; *s; s = g_utf8_next_char(s)) {
        char one[8] = {0};
        g_unichar_to_utf8(g_utf8_get_char(s), one);
        if (strstr(never, one))
            return true;
    }
    return false;
}

/* A name as it stands over a date: short, no sentence, without a number in front. */
static bool may_sign(const struct entry *x)
{
    return x->kind == ENTRY_TEXT && !x->done && !x->section && utf8_length(x->text) <= LONGEST_NAME &&
           !is_sentence(x->text) && heading_level(x->text, NULL) == 0;
}

static bool at_right(const struct entry *x)
{
    return x->line->item->kind == SOURCE_TEXT && x->line->item->right;
}

/* The last entry that may belong to the text, from where the last section begins. */
static size_t last_section(const struct entries *e)
{
    size_t at = 0;
    for (size_t i = 0; i < e->n; i++)
        if (e->entry[i].section || e->entry[i].kind == ENTRY_TABLE)
            at = i + 1;
    return at;
}

/* The authority that signs: as in the title, or part of it, or it of this; not the title of a report of it.
 */
static bool names_authority(const char *text, const struct report *r, struct matching *m)
{
    struct fold x = fold_text(text, m->a), y = fold_text(r->authority, m->a);
    struct match_title t;
    return x.n > 0 && !title_find(&text, 1, m->editions, m->a, &t) &&
           (fold_find(x, y, 0) >= 0 || fold_find(y, x, 0) >= 0);
}

/* Where the first entry outside of the text stands. */
static size_t first_outside(const struct entries *e, size_t from)
{
    while (from < e->n && !e->entry[from].outside)
        from++;
    return from;
}

/* Finds the last date line in [from, to) and takes it with the name before it; returns where the signature
 * begins, *end behind it; e->n when there is none. */
static size_t take_dated(struct entries *e, size_t from, size_t to, size_t *end, struct matching *m,
                         struct report *r)
{
    for (size_t i = to; i > from; i--) {
        struct entry *x = &e->entry[i - 1];
        const char *before = NULL;
        bool after = false;
        const char *date = x->kind == ENTRY_TEXT && !x->done && utf8_length(x->text) <= 2 * LONGEST_NAME
                               ? date_find(x->text, &before, &after, m->a)
                               : NULL;
        if (!date || after)
            continue;
        /* 涞源县人民政府 2025年1月24日 on one line */
        bool name = *before && utf8_length(before) <= LONGEST_NAME && !is_sentence(before) &&
                    (at_right(x) || names_authority(before, r, m));
        struct entry *above = i - 1 > from && !e->entry[i - 2].done ? &e->entry[i - 2] : NULL;
        bool signs = above && may_sign(above) &&
                     (at_right(above) || at_right(x) || names_authority(above->text, r, m));
        if ((*before && !name) || (x->outside && !name && !signs))
            continue;
        struct signature *s = ARENA_NEW(m->a, struct signature);
        s->date = date;
        s->authority = name ? before : signs ? above->text : NULL;
        r->signature = s;
        x->done = true;
        *end = i;
        if (!name && signs)
            above->done = true;
        return !name && signs ? i - 2 : i - 1;
    }
    return e->n;
}

/* The signature: within the text, else outside of it, else a name at the right without a date; the same. */
static size_t take_signature(struct entries *e, size_t from, size_t *end, struct matching *m,
                             struct report *r)
{
    size_t outside = first_outside(e, from), at = take_dated(e, from, outside, end, m, r);
    at = at == e->n ? take_dated(e, outside, e->n, end, m, r) : at;
    if (at < e->n)
        return at;
    size_t last = outside;
    while (last > from && e->entry[last - 1].done)
        last--;
    struct entry *x = last > from ? &e->entry[last - 1] : NULL;
    *end = e->n;
    if (!x || !may_sign(x) || !at_right(x) || !names_authority(x->text, r, m))
        return e->n;
    r->signature = ARENA_NEW(m->a, struct signature);
    r->signature->authority = x->text;
    x->done = true;
    *end = outside;
    return last - 1;
}

/* --- annexes ---------------------------------------------------------------- */

/* Behind the word for annexes, its number and its colon; NULL if the line does not begin so. */
static const char *behind_word(const char *text, const struct match_words *w, struct arena *a)
{
    struct fold f = fold_text(text, a);
    int n = words_start(&w->annexes, f);
    if (!n)
        return NULL;
    const char *s = text;
    for (int i = 0; i < n; i++)
        s = g_utf8_next_char(s);
    while (*s == ' ' || g_unichar_isdigit(g_utf8_get_char(s)) || g_str_has_prefix(s, "　"))
        s = g_utf8_next_char(s);
    if (!g_str_has_prefix(s, "：") && *s != ':')
        return NULL;
    return g_utf8_next_char(s);
}

/* A title without blanks and number in front. */
static const char *annex_title(const char *text, struct arena *a)
{
    size_t after;
    char *s = g_strstrip(arena_strdup(a, text));
    while (g_str_has_prefix(s, "　"))
        s += strlen("　");
    if (heading_level(s, &after) == 3)
        s = g_strchug(s + after);
    return s;
}

static void add_annex(struct report *r, const char *text, struct arena *a)
{
    const char *title = annex_title(text, a);
    if (!*title)
        return;
    if ((r->nannex & (r->nannex - 1)) == 0) { /* none, or a power of two: no room for more */
        const char **more = ARENA_ARRAY(a, MAX(r->nannex * 2, 1), const char *);
        for (size_t i = 0; i < r->nannex; i++)
            more[i] = r->annex[i];
        r->annex = more;
    }
    r->annex[r->nannex++] = title;
}

/* The annexes stand last before `to`: a line with the word, then numbered ones. */
static void take_annexes(struct entries *e, size_t from, size_t to, struct matching *m, struct report *r)
{
    size_t start = to;
    for (size_t i = to; i > from; i--) {
        const struct entry *x = &e->entry[i - 1];
        bool word = x->kind == ENTRY_TEXT && behind_word(x->text, m->words, m->a);
        if (word)
            start = i - 1;
        else if (x->kind != ENTRY_TEXT || heading_level(x->text, NULL) != 3)
            break;
    }
    for (size_t i = start; i < to; i++) {
        const char *behind = behind_word(e->entry[i].text, m->words, m->a);
        add_annex(r, behind ? behind : e->entry[i].text, m->a);
        e->entry[i].done = true;
    }
}

/* --- remarks ---------------------------------------------------------------- */

/* A line wholly in brackets: （此件公开发布）. */
static const char *in_brackets(const char *text, struct arena *a)
{
    const char *open = g_str_has_prefix(text, "（") ? "（" : "(", *close = *open == '(' ? ")" : "）";
    size_t n = strlen(text), around = strlen(open) + strlen(close);
    if (n <= around || !g_str_has_prefix(text, open) || !g_str_has_suffix(text, close))
        return NULL;
    const char *inside = arena_strndup(a, text + strlen(open), n - around);
    return strstr(inside, close) ? NULL : inside;
}

/* What stands outside of the text, from the first such entry on; where that is. */
static size_t leave_outside(struct entries *e, size_t from, struct matching *m)
{
    size_t end = first_outside(e, from);
    for (size_t i = end; i < e->n; i++) {
        if (!e->entry[i].done)
            leave_over(m, e->entry[i].line, e->entry[i].text);
        e->entry[i].done = true;
    }
    return end;
}

void take_end(struct entries *e, struct matching *m, struct report *r)
{
    size_t from = last_section(e), end;
    size_t signature = take_signature(e, from, &end, m, r);
    if (!r->signature)
        signature = leave_outside(e, from, m);
    take_annexes(e, from, signature, m, r);
    if (!r->signature)
        return;
    for (size_t i = end; i < e->n; i++) {
        struct entry *x = &e->entry[i];
        const char *remark = x->kind == ENTRY_TEXT && !r->remarks ? in_brackets(x->text, m->a) : NULL;
        const char *annex = x->kind == ENTRY_TEXT ? behind_word(x->text, m->words, m->a) : NULL;
        if (x->done || x->kind == ENTRY_TABLE)
            continue;
        if (remark)
            r->remarks = remark;
        else if (annex)
            add_annex(r, annex, m->a);
        else
            leave_over(m, x->line, x->text);
        x->done = true;
    }
}
