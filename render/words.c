/* words.c - where the words of a label end. */
#include "words.h"

#include "intl.h"
#include "utf8.h"
#include "yamlread.h"

#include <glib.h>
#include <string.h>

enum { WORD_MAX = 16 }; /* code points in a listed word */

struct words {
    GHashTable *set; /* of strings in the arena */
    size_t longest;  /* in code points */
};

static void free_set(void *set)
{
    g_hash_table_destroy(set);
}

static bool add_word(struct words *w, const struct ynode *node, struct diag *d)
{
    size_t n = node->kind == Y_SCALAR ? utf8_length(node->text) : 0;
    if (n == 0 || n > WORD_MAX)
        return yaml_bad(node, d, _("a word of 1 to %d characters is expected here"), WORD_MAX);
    const char *s = node->text;
    for (uint32_t cp = utf8_next(&s); cp; cp = utf8_next(&s))
        if (!utf8_is_han(cp))
            return yaml_bad(node, d, _("the word “%s” has a character that is not Han"), node->text);
    if (!g_hash_table_add(w->set, (gpointer)node->text))
        return yaml_bad(node, d, _("the word “%s” is listed twice"), node->text);
    if (n > w->longest)
        w->longest = n;
    return true;
}

static struct words *words_of(struct ynode *root, const char *path, struct arena *a, struct diag *d,
                              struct err *e)
{
    static const char *const known[] = {"words", NULL};
    if (!root)
        return NULL;
    bool good = yaml_known_keys(root, known, d);
    struct ynode *list = yaml_get(root, "words");
    if (!list || list->kind != Y_LIST)
        good = yaml_bad(list ? list : root, d, _("“words” must be a list of words"));

    struct words *w = ARENA_NEW(a, struct words);
    w->set = g_hash_table_new(g_str_hash, g_str_equal);
    arena_cleanup(a, free_set, w->set);
    for (size_t i = 0; good && list && i < list->n; i++)
        good = add_word(w, list->item[i], d);
    if (!good) {
        err_set(e, ERR_LAYOUT, _("the list of words %s cannot be used"), path);
        return NULL;
    }
    return w;
}

struct words *words_load(const char *path, struct arena *a, struct diag *d, struct err *e)
{
    return words_of(yaml_read(path, a, d, e), path, a, d, e);
}

struct words *words_parse(const char *path, const char *bytes, size_t n, struct arena *a, struct diag *d,
                          struct err *e)
{
    return words_of(yaml_parse(path, bytes, n, a, d, e), path, a, d, e);
}

/* One text on its way through the marks. */
struct scan {
    const uint32_t *cp;
    const char *const *at; /* [n + 1] where each code point begins */
    size_t n;
    uint8_t *mark;
};

static bool is_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

static bool is_alnum(uint32_t cp)
{
    return is_digit(cp) || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* How many characters the longest listed word at i has, 0 when there is none. */
static size_t match(const struct words *w, const struct scan *s, size_t i)
{
    if (!w)
        return 0;
    size_t most = s->n - i < w->longest ? s->n - i : w->longest;
    for (size_t k = most; k > 0; k--) {
        char word[WORD_MAX * 4 + 1];
        size_t bytes = (size_t)(s->at[i + k] - s->at[i]);
        memcpy(word, s->at[i], bytes);
        word[bytes] = '\0';
        if (g_hash_table_contains(w->set, word))
            return k;
    }
    return 0;
}

/* Most words have two characters: an unknown stretch is taken as such, its last word may have three. */
static void mark_unknown(const struct scan *s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        s->mark[i] = WORD_UNKNOWN;
    for (size_t i = from; i + 3 < to; i += 2)
        s->mark[i + 1] = WORD_GUESS;
    s->mark[to - 1] = to < s->n && utf8_is_han(s->cp[to]) ? WORD_GUESS : WORD_END;
}

/* A listed word of k characters at i.  One of a single character may as well be part of a name. */
static void mark_listed(const struct scan *s, size_t i, size_t k)
{
    bool sure = k > 1;
    s->mark[i + k - 1] = sure || i + k == s->n || !utf8_is_han(s->cp[i + k]) ? WORD_END : WORD_GUESS;
    if (sure && i > 0 && s->mark[i - 1] == WORD_GUESS)
        s->mark[i - 1] = WORD_END;
}

static size_t mark_han(const struct words *w, const struct scan *s, size_t i)
{
    size_t k = match(w, s, i);
    if (k) {
        mark_listed(s, i, k);
        return i + k;
    }
    size_t from = i;
    while (i < s->n && utf8_is_han(s->cp[i]) && !match(w, s, i))
        i++;
    mark_unknown(s, from, i);
    return i;
}

static size_t mark_other(const struct scan *s, size_t i)
{
    uint32_t cp = s->cp[i], next = i + 1 < s->n ? s->cp[i + 1] : 0;
    bool joined = (is_alnum(cp) && is_alnum(next)) || (is_digit(cp) && utf8_is_han(next));
    s->mark[i] = joined ? WORD_INSIDE : WORD_END;
    return i + 1;
}

static bool is_han_number(uint32_t cp)
{
    static const uint32_t number[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                      0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    for (size_t i = 0; i < sizeof number / sizeof *number; i++)
        if (cp == number[i])
            return true;
    return false;
}

/* The place behind a run of digits (or of Han numbers) that begins at i. */
static size_t after_number(const struct scan *s, size_t i, bool (*is_number)(uint32_t))
{
    while (i < s->n && is_number(s->cp[i]))
        i++;
    return i;
}

/* `1.` never stands alone on a line; （三） and 三、 may (B7). */
static void mark_numbering(const struct scan *s)
{
    enum { COMMA = 0x3001, OPEN = 0xFF08, CLOSE = 0xFF09, WIDE_DOT = 0xFF0E };
    if (s->n == 0)
        return;
    size_t k = after_number(s, 0, is_digit);
    if (k > 0 && k < s->n && (s->cp[k] == '.' || s->cp[k] == WIDE_DOT || s->cp[k] == COMMA)) {
        for (size_t i = 0; i <= k; i++)
            s->mark[i] = WORD_GLUE;
        return;
    }
    bool open = s->cp[0] == OPEN;
    k = after_number(s, open, is_han_number);
    if (k > open && k + 1 < s->n && s->cp[k] == (open ? CLOSE : COMMA)) {
        for (size_t i = 0; i < k; i++)
            s->mark[i] = WORD_INSIDE;
        s->mark[k] = WORD_FREE;
    }
}

uint8_t *words_mark(const struct words *w, const char *text, struct arena *a, size_t *n)
{
    size_t len = utf8_length(text);
    uint32_t *cp = ARENA_ARRAY(a, len, uint32_t);
    const char **at = ARENA_ARRAY(a, len + 1, const char *);
    const char *p = text;
    for (size_t i = 0; i < len; i++) {
        at[i] = p;
        cp[i] = utf8_next(&p);
    }
    at[len] = p;

    struct scan s = {.cp = cp, .at = at, .n = len, .mark = ARENA_ARRAY(a, len, uint8_t)};
    for (size_t i = 0; i < len;)
        i = utf8_is_han(cp[i]) ? mark_han(w, &s, i) : mark_other(&s, i);
    mark_numbering(&s);
    *n = len;
    return s.mark;
}
