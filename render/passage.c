/* passage.c - a text as the prose check reads it. */
#include "passage.h"

#include "utf8.h"

#include <glib.h>
#include <string.h>

const uint32_t *code_points(const char *text, struct arena *a)
{
    uint32_t *cp = ARENA_ARRAY(a, utf8_length(text) + 1, uint32_t);
    for (size_t i = 0; *text; i++)
        cp[i] = utf8_next(&text);
    return cp;
}

static bool one_of(uint32_t cp, const char *list)
{
    while (*list)
        if (utf8_next(&list) == cp)
            return cp != 0;
    return false;
}

/* What is asked for again and again at a long sentence full of figures. */
struct passage_found {
    struct arena *a;
    struct extent {
        size_t from, to;
        bool known;
    } clause, sentence; /* the last asked for */
    struct last {
        const uint32_t **word; /* of a list */
        size_t n;
        long *at; /* [n + 1] where the last of the words that end up to there begins, or -1 */
        struct last *next;
    } * last;
};

enum { FAR = 1000 }; /* characters that are not looked through twice */

/* --- clauses and sentences ------------------------------------------------ */

static void around(const struct passage *p, size_t i, bool (*ends)(const struct passage *, size_t),
                   struct extent *known, size_t *from, size_t *to)
{
    if (known->known && i >= known->from && i <= known->to) {
        *from = known->from;
        *to = known->to;
        return;
    }
    *from = *to = i;
    while (*from > 0 && !ends(p, *from - 1))
        --*from;
    while (*to < p->n && !ends(p, *to))
        ++*to;
    *known = (struct extent){*from, *to, true};
}

void passage_clause(const struct passage *p, size_t i, size_t *from, size_t *to)
{
    around(p, i, passage_pause, &p->found->clause, from, to);
}

void passage_sentence(const struct passage *p, size_t i, size_t *from, size_t *to)
{
    around(p, i, passage_stop, &p->found->sentence, from, to);
}

/* --- words ---------------------------------------------------------------- */

static size_t length(const uint32_t *word)
{
    size_t n = 0;
    while (word[n])
        n++;
    return n;
}

bool passage_is(const struct passage *p, size_t i, const uint32_t *word)
{
    for (; *word; word++, i++)
        if (i >= p->n || p->cp[i] != *word)
            return false;
    return true;
}

/* As passage_is; most words are told apart by their first character. */
static inline bool stands_at(const struct passage *p, size_t i, const uint32_t *word)
{
    return p->cp[i] == *word && passage_is(p, i, word);
}

static long scan_back(const struct passage *p, size_t from, size_t to, const struct wordlist *words)
{
    long last = -1;
    for (size_t k = 0; k < words->n; k++) {
        const uint32_t *word = words->word[k];
        size_t n = length(word);
        if (!n || n > to || !passage_may_have(p, word))
            continue;
        for (size_t i = to - n + 1; i-- > from;)
            if (stands_at(p, i, word)) {
                last = (long)i;
                from = i + 1;
            }
    }
    return last;
}

/* last_up_to - for each end where the last of the words begins, found once for the passage. */
static const long *last_up_to(const struct passage *p, const struct wordlist *words)
{
    for (const struct last *l = p->found->last; l; l = l->next)
        if (l->n == words->n && memcmp(l->word, words->word, l->n * sizeof *l->word) == 0)
            return l->at;
    struct arena *a = p->found->a;
    struct last *l = ARENA_NEW(a, struct last);
    *l = (struct last){arena_dup(a, words->word, words->n * sizeof *words->word), words->n,
                       ARENA_ARRAY(a, p->n + 1, long), p->found->last};
    for (size_t i = 0; i <= p->n; i++)
        l->at[i] = -1;
    for (size_t k = 0; k < words->n; k++) {
        const uint32_t *word = words->word[k];
        size_t n = length(word);
        for (size_t i = 0; n && passage_may_have(p, word) && i < p->n; i++)
            if (stands_at(p, i, word))
                l->at[i + n] = MAX((long)i, l->at[i + n]);
    }
    for (size_t i = 1; i <= p->n; i++)
        l->at[i] = MAX(l->at[i], l->at[i - 1]);
    p->found->last = l;
    return l->at;
}

long passage_last(const struct passage *p, size_t from, size_t to, const struct wordlist *words)
{
    if (to < from + FAR || to > p->n || !words->n)
        return scan_back(p, from, to, words);
    long at = last_up_to(p, words)[to];
    return at >= (long)from ? at : -1;
}

long passage_last_here(const struct passage *p, size_t from, size_t to, const struct wordlist *words)
{
    static const uint32_t full[] = {0xFF09, 0}, half[] = {')', 0}; /* ） */
    static const uint32_t *closing[] = {full, half};
    if (passage_last(p, from, to, &(struct wordlist){closing, 2}) < 0)
        return passage_last(p, from, to, words);
    int closed = 0;
    for (size_t i = to; i-- > from;) {
        closed += one_of(p->cp[i], "）)");
        closed -= closed > 0 && one_of(p->cp[i], "（(");
        for (size_t k = 0; !closed && k < words->n; k++)
            if (stands_at(p, i, words->word[k]) && i + length(words->word[k]) <= to)
                return (long)i;
    }
    return -1;
}

bool passage_has(const struct passage *p, size_t from, size_t to, const struct wordlist *words)
{
    return passage_last(p, from, to, words) >= 0;
}

/* at_one - the word of the list that stands at i, NULL if none does. */
static const uint32_t *at_one(const struct passage *p, size_t i, const struct wordlist *words)
{
    for (size_t k = 0; k < words->n; k++)
        if (stands_at(p, i, words->word[k]))
            return words->word[k];
    return NULL;
}

/* before_one - whether a word of the list ends where i begins. */
static bool before_one(const struct passage *p, size_t i, const struct wordlist *words)
{
    for (size_t k = 0; k < words->n; k++) {
        size_t n = length(words->word[k]);
        if (n <= i && passage_is(p, i - n, words->word[k]))
            return true;
    }
    return false;
}

/* --- figures -------------------------------------------------------------- */

/* thousands - whether a comma at i parts three digits from those before: 1,234. */
static bool thousands(const struct passage *p, size_t i)
{
    if (p->cp[i] != ',')
        return false;
    for (size_t k = 1; k <= 3; k++)
        if (i + k >= p->n || passage_digit(p->cp[i + k]) < 0)
            return false;
    return i + 4 >= p->n || passage_digit(p->cp[i + 4]) < 0;
}

/* read_digits - the number that begins at i: where it ends, 0 if it is too long for one. */
static size_t read_digits(const struct passage *p, size_t i, struct passage_figure *f)
{
    GString *text = g_string_new(NULL);
    bool point = false;
    for (;; i++) {
        int d = passage_digit(p->cp[i]);
        if (d >= 0) {
            g_string_append_c(text, (char)('0' + d));
            f->decimals += point;
        } else if (one_of(p->cp[i], ".．") && !point && passage_digit(p->cp[i + 1]) >= 0) {
            g_string_append_c(text, '.');
            point = true;
        } else if (point || !thousands(p, i)) {
            break;
        }
    }
    bool ok = decimal_parse(text->str, &f->value);
    g_string_free(text, TRUE);
    return ok ? i : 0;
}

static size_t read_figure(const struct passage *p, size_t i, const struct passage_words *w,
                          struct passage_figure *f)
{
    *f = (struct passage_figure){.from = i};
    size_t at = read_digits(p, i, f);
    if (!at)
        return 0;
    const uint32_t *word;
    f->exact = !before_one(p, i, &w->near);
    while ((word = at_one(p, at, &w->about))) {
        f->exact = false;
        at += length(word);
    }
    f->percent = one_of(p->cp[at], "%％");
    f->counted = !at_one(p, at, &w->not_one);
    word = at_one(p, at, &w->unit);
    f->counted = f->counted && word;
    f->unit = utf8_is_han(p->cp[at]) ? p->cp[at] : 0;
    f->to = at + (f->percent ? 1 : f->counted ? length(word) : f->unit ? 1 : 0);
    f->exact = f->exact && !at_one(p, f->to, &w->round);
    return at;
}

/* Digits behind a letter or in a number like 2025-16 are no figure. */
static bool begins_figure(const struct passage *p, size_t i)
{
    return passage_digit(p->cp[i]) >= 0 &&
           (i == 0 || (passage_digit(p->cp[i - 1]) < 0 && !g_ascii_isalnum((char)MIN(p->cp[i - 1], 127)) &&
                       !one_of(p->cp[i - 1], ".-/〔[")));
}

static void find_figures(struct passage *p, const struct passage_words *w, struct arena *a)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct passage_figure));
    for (size_t i = 0; i < p->n; i++) {
        struct passage_figure f;
        size_t to = begins_figure(p, i) ? read_figure(p, i, w, &f) : 0;
        if (to) {
            g_array_append_val(all, f);
            i = to - 1;
        }
    }
    size_t *begins = ARENA_ARRAY(a, p->n + 1, size_t);
    for (guint k = 0; k < all->len; k++)
        begins[g_array_index(all, struct passage_figure, k).from] = k + 1;
    p->begins = begins;
    p->nfigure = all->len;
    p->figure = arena_dup(a, all->data, all->len * sizeof(struct passage_figure));
    g_array_free(all, TRUE);
}

const struct passage_figure *passage_figure_at(const struct passage *p, size_t i)
{
    return i < p->n && p->begins[i] ? &p->figure[p->begins[i] - 1] : NULL;
}

/* --- the text ------------------------------------------------------------- */

/* mask_titles - 《…》 within one text; a bracket that is not closed masks nothing. */
static void mask_titles(uint32_t *cp, size_t n, struct arena *a)
{
    enum { OPEN = 0x300A, CLOSE = 0x300B };
    bool *closed = ARENA_ARRAY(a, n, bool);
    size_t waiting = 0, depth = 0;
    for (size_t i = n; i-- > 0;) {
        waiting += cp[i] == CLOSE;
        closed[i] = cp[i] == OPEN && waiting > 0;
        waiting -= closed[i];
    }
    for (size_t i = 0; i < n; i++) {
        bool last = depth > 0 && cp[i] == CLOSE;
        depth += closed[i];
        if (depth > 0)
            cp[i] = PASSAGE_MASK;
        depth -= last;
    }
}

/* leave_out - the words, as if they were not there. */
static void leave_out(struct passage *p, uint32_t *cp, size_t *at, size_t *byte, const struct wordlist *words)
{
    struct charset begins = {0};
    for (size_t k = 0; k < words->n; k++)
        charset_add(&begins, *words->word[k]);
    size_t kept = 0;
    for (size_t i = 0; i < p->n; i++) {
        const uint32_t *word = charset_may_have(&begins, cp[i]) ? at_one(p, i, words) : NULL;
        if (word) {
            i += length(word) - 1;
            continue;
        }
        at[kept] = at[i];
        byte[kept] = byte[i];
        cp[kept++] = cp[i];
    }
    memset(cp + kept, 0, (p->n - kept) * sizeof *cp);
    p->n = kept;
}

struct passage *passage_read(const char *text, const struct passage_words *words, struct arena *a)
{
    size_t all = utf8_length(text), at = 0;
    struct passage *p = ARENA_NEW(a, struct passage);
    p->found = ARENA_NEW(a, struct passage_found);
    p->found->a = a;
    uint32_t *cp = ARENA_ARRAY(a, all + 2, uint32_t);
    size_t *where = ARENA_ARRAY(a, all + 1, size_t), *byte = ARENA_ARRAY(a, all + 1, size_t);
    for (const char *s = text; *s; at++) {
        size_t begins = (size_t)(s - text);
        uint32_t c = utf8_next(&s);
        if (c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0)
            continue;
        where[p->n] = at;
        byte[p->n] = begins;
        cp[p->n++] = c;
    }
    p->cp = cp;
    p->at = where;
    p->byte = byte;
    leave_out(p, cp, where, byte, &words->idle);
    mask_titles(cp, p->n, a);
    for (size_t i = 0; i < p->n; i++)
        charset_add(&p->holds, cp[i]);
    find_figures(p, words, a);
    return p;
}

const char *passage_text(const struct passage *p, const char *text, size_t from, size_t to, struct arena *a)
{
    if (from >= to)
        return "";
    const char *begin = text + p->byte[from], *end = g_utf8_next_char(text + p->byte[to - 1]);
    return arena_strndup(a, begin, (size_t)(end - begin));
}
