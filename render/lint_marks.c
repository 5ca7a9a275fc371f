/* lint_marks.c - marks and characters: ASCII marks beside Han, stops beside stops, radicals. */
#include "lint_text.h"

#include "intl.h"
#include "utf8.h"

#include <glib.h>
#include <string.h>

/* ---- words in ASCII ---- */

static bool is_alnum(uint32_t cp)
{
    return lint_digit(cp) || lint_letter(cp);
}

/* Does the run of ASCII [from, to) hold a web or mail address? */
static bool has_address(const struct lint_text *t, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (t->cp[i] == '@')
            return true;
        if (t->cp[i] == ':' && lint_at(t, i + 1) == '/' && lint_at(t, i + 2) == '/')
            return true;
        if (t->cp[i] == 'w' && lint_at(t, i + 1) == 'w' && lint_at(t, i + 2) == 'w' &&
            lint_at(t, i + 3) == '.')
            return true;
    }
    return false;
}

/* Is it an IPv6 address, which may begin and end with :: ? */
static bool is_ipv6(const struct lint_text *t, size_t from, size_t to)
{
    size_t colons = 0;
    bool twice = false;
    for (size_t i = from; i < to; i++) {
        uint32_t cp = t->cp[i];
        if (!lint_digit(cp) && !((cp | 32) >= 'a' && (cp | 32) <= 'f') && !strchr(":./%", (int)cp))
            return false;
        colons += cp == ':';
        twice |= cp == ':' && i + 1 < to && t->cp[i + 1] == ':';
    }
    return colons > 5 || (twice && colons < to - from);
}

/* A stop or bracket at its ends is the sentence's. */
static void mark_address(const struct lint_text *t, size_t from, size_t to)
{
    while (from < to && !is_alnum(t->cp[from]))
        from++;
    while (to > from && !is_alnum(t->cp[to - 1]) && t->cp[to - 1] != '/')
        to--;
    for (size_t i = from; i < to; i++)
        t->word[i] = true;
}

/* The brackets of f(x), and the note mark [1]: both brackets are in the run. */
static void mark_brackets(const struct lint_text *t, size_t from, size_t to, size_t *open)
{
    size_t depth = 0;
    for (size_t i = from; i < to; i++) {
        uint32_t cp = t->cp[i];
        if (cp == '(' || cp == '[')
            open[depth++] = i;
        if ((cp != ')' && cp != ']') || depth == 0)
            continue;
        size_t at = open[--depth];
        bool behind_word = at > from && (is_alnum(t->cp[at - 1]) || t->cp[at - 1] == '_');
        bool note = cp == ']' && i - at > 1 && i - at <= 4;
        for (size_t k = at + 1; k < i && note; k++)
            note = lint_digit(t->cp[k]);
        if (behind_word || note)
            t->word[at] = t->word[i] = true;
    }
}

void lint_ascii_words(const struct lint_text *t)
{
    size_t *open = ARENA_ARRAY(t->a, t->n, size_t);
    for (size_t i = 0, end; i < t->n; i = end + 1) {
        for (end = i; lint_graphic(lint_at(t, end)); end++)
            ;
        if (end == i)
            continue;
        if (is_ipv6(t, i, end))
            memset(t->word + i, true, end - i);
        else if (has_address(t, i, end))
            mark_address(t, i, end);
        mark_brackets(t, i, end, open);
    }
}

/* ---- ASCII marks beside Han ---- */

/* The longest listed mark at i, NULL if there is none. */
static const struct lint_half *half_at(const struct lint_text *t, size_t i)
{
    if (!lint_graphic(lint_at(t, i)) || t->word[i] || t->told[i])
        return NULL;
    for (size_t k = 0; k < t->words->nhalf; k++) {
        const struct lint_half *h = &t->words->half[k];
        size_t n = 0;
        while (h->ascii[n] && lint_at(t, i + n) == (uint32_t)h->ascii[n])
            n++;
        if (!h->ascii[n])
            return h;
    }
    return NULL;
}

static bool curly_quote(uint32_t cp)
{
    return cp == 0x2018 || cp == 0x2019 || cp == 0x201C || cp == 0x201D;
}

/* Is the character at i, or behind quotes that both scripts have, a Han or a mark of theirs? */
static bool wide_beside(const struct lint_text *t, size_t i, int step)
{
    for (int k = 0; k < 3 && curly_quote(lint_at(t, i)); k++)
        i += (size_t)step;
    return lint_wide(lint_at(t, i));
}

/* The dot of a numbering (1. or A.), of an abbreviation (Ltd. or U.S.), of a file's ending (.docx). */
static bool dot_of_word(const struct lint_text *t, size_t i)
{
    enum { LONGEST = 12, NUMBERING = 2 };
    if (lint_letter(lint_at(t, i + 1)))
        return true;
    if (i > 0 && t->word[i - 1])
        return false; /* of the sentence behind an address */
    size_t digits = 0, letters = 0;
    while (digits <= NUMBERING && lint_digit(lint_at(t, i - digits - 1)))
        digits++;
    while (letters <= LONGEST && lint_letter(lint_at(t, i - letters - 1)))
        letters++;
    if (digits > 0)
        return digits <= NUMBERING;
    if (letters <= 1 || letters > LONGEST)
        return letters == 1;
    const char *word = lint_slice(t, i - letters, i);
    for (size_t k = 0; k < t->words->nabbreviation; k++)
        if (strcmp(word, t->words->abbreviation[k]) == 0)
            return true;
    return false;
}

struct half_run {
    size_t from, to; /* of the finding being gathered; from == to: none */
    GString *twin;
};

static void tell_half(const struct lint_text *t, struct half_run *run)
{
    if (run->to > run->from)
        lint_tell(t, "LINT-ASCII", run->from, run->to, _("half-width “%s” beside Han; Chinese text has “%s”"),
                  lint_slice(t, run->from, run->to), run->twin->str);
    run->from = run->to = 0;
    g_string_truncate(run->twin, 0);
}

void lint_half_width(const struct lint_text *t)
{
    struct half_run run = {.twin = g_string_new(NULL)};
    bool quoted = false; /* between straight quotes */
    for (size_t i = 0, end; i < t->n; i = end + 1) {
        const struct lint_half *h;
        for (end = i; (h = half_at(t, end)) != NULL;)
            end += strlen(h->ascii);
        bool wide = wide_beside(t, i - 1, -1) || wide_beside(t, end, 1);
        for (size_t k = i, next; k < end; k = next) {
            h = half_at(t, k);
            next = k + strlen(h->ascii);
            bool quote = t->cp[k] == '"' || t->cp[k] == '\'';
            bool inch = quote && !quoted && lint_digit(lint_at(t, k - 1));
            if (!wide || inch || (t->cp[k] == '.' && next == k + 1 && dot_of_word(t, k))) {
                tell_half(t, &run);
            } else {
                run.from = run.to ? run.from : k;
                run.to = next;
                g_string_append(run.twin, quoted ? h->closing : h->opening);
            }
            quoted ^= quote && !inch;
        }
        tell_half(t, &run);
    }
    g_string_free(run.twin, TRUE);
}

/* ---- stops beside stops ---- */

void lint_doubled(const struct lint_text *t)
{
    for (size_t i = 0, end; i < t->n; i = end + 1) {
        for (end = i; !utf8_is_han(lint_at(t, end)) && lint_one_of(lint_at(t, end), t->words->once); end++)
            ;
        if (end - i > 1)
            lint_tell(t, "LINT-DOUBLED", i, end, _("more than one stop in a row, “%s”"),
                      lint_slice(t, i, end));
    }
}

/* ---- characters that only look right ---- */

/* Twelve characters of the compatibility block are Han of their own (Unicode, table 18-1). */
static bool looks_like_han(uint32_t cp)
{
    static const uint8_t own[] = {0x0E, 0x0F, 0x11, 0x13, 0x14, 0x1F, 0x21, 0x23, 0x24, 0x27, 0x28, 0x29};
    if (cp >= 0x2E80 && cp <= 0x2FDF)
        return true;
    if (cp >= 0xFA00 && cp <= 0xFAFF && memchr(own, (int)(cp & 0xFF), sizeof own))
        return false;
    return (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x2F800 && cp <= 0x2FA1F);
}

void lint_characters(const struct lint_text *t)
{
    for (size_t i = 0, end; i < t->n; i = end + 1) {
        for (end = i; looks_like_han(lint_at(t, end)); end++)
            ;
        if (end == i)
            continue;
        const char *odd = lint_slice(t, i, end);
        char *right = g_utf8_normalize(odd, -1, G_NORMALIZE_ALL);
        unsigned code = t->cp[i];
        if (right && strcmp(odd, right) != 0)
            lint_tell(t, "LINT-CHARACTER", i, end, _("“%s” (U+%04X) only looks like “%s”"), odd, code, right);
        else
            lint_tell(t, "LINT-CHARACTER", i, end, _("“%s” (U+%04X) is a radical, no Han"), odd, code);
        g_free(right);
    }
}
