/* match_figure.c - what stands in a cell of a published table. */
#include "match_figure.h"

#include "utf8.h"

#include <glib.h>
#include <string.h>

enum { MAX_INT_DIGITS = 15 }; /* report_load takes no longer whole number */

/* The text with full-width digits and the marks of numbers made usual; *wide if there was any.  Marks alone
 * are changed beside such digits only, or where they stand for nothing: else they are the authority's. */
static char *narrow(const char *text, bool *wide, struct arena *a)
{
    GString *out = g_string_new(NULL);
    bool digits = false, alone = true;
    for (const char *s = text; *s; s = g_utf8_next_char(s)) {
        gunichar c = g_utf8_get_char(s);
        digits = digits || (c >= 0xFF10 && c <= 0xFF19);
        alone = alone && (c == 0xFF0F || c == 0xFF0D);
    }
    *wide = *text && (digits || alone);
    for (const char *s = text; *s && *wide; s = g_utf8_next_char(s)) {
        gunichar c = g_utf8_get_char(s);
        bool mark = (c >= 0xFF10 && c <= 0xFF19) || c == 0xFF0F || c == 0xFF0D || c == 0xFF0B || c == 0xFF0E;
        g_string_append_unichar(out, mark ? c - 0xFEE0 : c);
    }
    char *result = arena_strdup(a, *wide ? out->str : text);
    g_string_free(out, TRUE);
    return result;
}

static const char *skip_spaces(const char *s)
{
    while (*s == ' ' || g_str_has_prefix(s, "\u3000"))
        s = g_utf8_next_char(s);
    return s;
}

static const char *skip_sign(const char *s)
{
    static const char *const sign[] = {"-", "+", "\u2212", "\uff0d", "\uff0b"};
    for (size_t i = 0; i < G_N_ELEMENTS(sign); i++)
        if (g_str_has_prefix(s, sign[i]))
            return s + strlen(sign[i]);
    return s;
}

/* The digits s begins with, decimals and separators included; what follows them, or NULL if there are none.
 */
static const char *skip_digits(const char *s, unsigned *odd)
{
    static const char *const separator[] = {",", "，", " "};
    const char *from = s;
    bool point = false;
    for (;;) {
        size_t gap = 0;
        if (g_ascii_isdigit(*s)) {
            s++;
            continue;
        }
        if (s > from && *s == '.' && !point && g_ascii_isdigit(s[1])) {
            point = true;
            s++;
            continue;
        }
        for (size_t i = 0; i < G_N_ELEMENTS(separator); i++)
            if (g_str_has_prefix(s, separator[i]))
                gap = strlen(separator[i]);
        /* thousands only: 1 234 is one number, 1 2 are two */
        if (s == from || !gap || point || strspn(s + gap, "0123456789") != 3)
            break;
        *odd |= FIGURE_GROUPED;
        s += gap;
    }
    return s > from ? s : NULL;
}

/* A remark in brackets up to the end of the text. */
static bool is_remark(const char *s)
{
    return (*s == '(' && g_str_has_suffix(s, ")")) ||
           (g_str_has_prefix(s, "（") && g_str_has_suffix(s, "）"));
}

/* A remark that its cell was too narrow for stands on several lines; they are one. */
static char *join_remark(const char *text, struct arena *a)
{
    const char *first = strchr(text, '\n'), *line = first ? strchr(first + 1, '\n') : NULL;
    if (!line || !is_remark(first + 1))
        return arena_strdup(a, text);
    GString *out = g_string_new_len(text, first + 1 - text);
    for (const char *s = first + 1; *s; s++)
        if (*s != '\n')
            g_string_append_c(out, *s);
    char *joined = arena_strdup(a, out->str);
    g_string_free(out, TRUE);
    return joined;
}

/* Digits only, on every line: a number that the cell was too narrow for, or two numbers. */
static bool is_broken_number(const char *text)
{
    return strchr(text, '\n') && !text[strspn(text, "0123456789.\n")];
}

static bool is_number(const char *text, const struct match_words *w, struct arena *a, unsigned *odd)
{
    size_t line = strcspn(text, "\n");
    const char *first = arena_strndup(a, text, line), *from = skip_sign(first);
    const char *rest = skip_digits(from, odd);
    if (!rest)
        return false;
    if (from[0] == '0' && g_ascii_isdigit(from[1]))
        *odd |= FIGURE_ZEROS;
    rest = skip_spaces(rest);
    struct fold behind = fold_text(rest, a);
    int unit = words_start(&w->units, behind);
    if (unit > 0) {
        *odd |= FIGURE_UNIT;
        for (int i = 0; i < unit; i++)
            rest = g_utf8_next_char(rest);
        rest = skip_spaces(rest);
    }
    if (*rest && !is_remark(rest))
        return false;
    const char *next = text[line] ? text + line + 1 : "";
    return !*next || is_remark(next);
}

/* A whole number as an integer, anything else as it was published. */
static struct value value_of(const char *text)
{
    const char *digits = *text == '-' ? text + 1 : text;
    size_t n = strlen(digits);
    bool whole = n > 0 && n <= MAX_INT_DIGITS && strspn(digits, "0123456789") == n;
    if (!whole || (n > 1 && *digits == '0') || strcmp(text, "-0") == 0)
        return (struct value){VALUE_TEXT, 0, text};
    return (struct value){VALUE_INT, g_ascii_strtoll(text, NULL, 10), text};
}

struct figure figure_read(const char *text, const struct match_words *w, struct arena *a)
{
    struct figure f = {.kind = FIGURE_BLANK};
    struct fold fold = fold_text(text, a);
    if (!fold.n)
        return f;
    bool wide;
    text = join_remark(narrow(text, &wide, a), a);
    f.odd = wide ? FIGURE_WIDE : 0;
    f.value = (struct value){VALUE_TEXT, 0, text};
    if (words_have(&w->nothing, fold) && !strchr(text, '\n')) {
        f.kind = FIGURE_NOTHING;
    } else if (is_broken_number(text)) {
        char **line = g_strsplit(text, "\n", -1);
        char *joined = g_strjoinv("", line);
        f.kind = FIGURE_NUMBER;
        f.odd |= FIGURE_BROKEN;
        f.value = value_of(arena_strdup(a, joined));
        g_free(joined);
        g_strfreev(line);
    } else {
        unsigned odd = f.odd;
        f.kind = is_number(text, w, a, &odd) ? FIGURE_NUMBER : FIGURE_WORDS;
        if (f.kind == FIGURE_NUMBER) {
            f.odd = odd;
            f.value = value_of(text);
        }
    }
    return f;
}
