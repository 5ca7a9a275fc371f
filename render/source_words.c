/* source_words.c - what a reader may know about words without knowing reports. */
#include "source_words.h"
#include "utf8.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

static bool is_one_of(uint32_t cp, const char *set)
{
    for (uint32_t c; (c = utf8_next(&set));)
        if (c == cp)
            return true;
    return false;
}

static bool is_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

/* Digits first, then little else: 12, +19, 1,234.5, 240万元, 0件, 12（其中修订3件）; or a mark for none: -,
 * —, ——, /, ／, 无. */
bool words_is_figure(const char *text)
{
    const char *s = text;
    uint32_t cp;
    if (strcmp(text, "无") == 0)
        return true;
    while (is_one_of(g_utf8_get_char(s), "+-—–－−＋/／\\ ") && utf8_next(&s))
        ;
    if (!*s)
        return s > text;
    if (!is_digit(g_utf8_get_char(s)))
        return false;
    while ((cp = utf8_next(&s)) && (is_digit(cp) || is_one_of(cp, ".,，．%％ ")))
        ;
    if (!cp || is_one_of(cp, "（(\n"))
        return true;
    return is_one_of(cp, "件条项起份宗个次人元万亿") && utf8_length(s) <= 2;
}

static const char counting[] = "一二三四五六七八九十百";

/* Whether s goes on with digits or counting ideographs; it is moved behind them. */
static bool take_number(const char **s, bool *chinese, bool *first)
{
    const char *at = *s;
    uint32_t cp = g_utf8_get_char(at);
    *chinese = cp && is_one_of(cp, counting);
    if (!*chinese && !is_digit(cp))
        return false;
    int n = 0;
    while ((cp = g_utf8_get_char(at)) && (*chinese ? is_one_of(cp, counting) : is_digit(cp))) {
        if (n++ == 0)
            *first = cp == '1' || cp == 0xFF11 || cp == 0x4E00;
        at = g_utf8_next_char(at);
    }
    *first = *first && n == 1;
    *s = at;
    return n <= 3;
}

static int numbering(const char *text, bool *first)
{
    const char *s = text;
    bool chinese;
    *first = false;
    bool bracket = is_one_of(g_utf8_get_char(s), "（(〔");
    if (bracket)
        s = g_utf8_next_char(s);
    if (!take_number(&s, &chinese, first))
        return 0;
    uint32_t cp = g_utf8_get_char(s);
    if (bracket)
        return cp && is_one_of(cp, "）)〕") ? (chinese ? 2 : 4) : 0;
    if (!cp || !is_one_of(cp, chinese ? "、，．.,﹑" : ".．、，"))
        return 0;
    if (!chinese && is_digit(g_utf8_get_char(g_utf8_next_char(s)))) /* 1.5 */
        return 0;
    return chinese ? 1 : 3;
}

int words_numbering(const char *text)
{
    bool first;
    return numbering(text, &first);
}

bool words_numbering_is_first(const char *text)
{
    bool first;
    return numbering(text, &first) && first;
}

bool words_ends_sentence(const char *text)
{
    const char *s = text + strlen(text);
    while (s > text) {
        s = g_utf8_prev_char(s);
        uint32_t cp = g_utf8_get_char(s);
        if (!is_one_of(cp, "”’）)》」』\"' "))
            return is_one_of(cp, "。！？；：!?;:.…");
    }
    return false;
}

bool words_name_year(const char *text)
{
    for (const char *s = text; (s = strstr(s, "20")); s++)
        if (g_ascii_isdigit(s[2]) && g_ascii_isdigit(s[3]) && !g_ascii_isdigit(s[4]))
            return true;
    return false;
}

/* What numbers a page: — 3 —, - 3 -, 第3页 共12页, 3/12, and the number alone. */
static const GRegex *folio_pattern(void)
{
    static GRegex *pattern;
    static gsize done;
    if (g_once_init_enter(&done)) {
        pattern = g_regex_new(
            "^(?:[—–－·~～-]+ ?(\\d{1,4}) ?[—–－·~～-]+|第 ?(\\d{1,4}) ?页(?:[ ，/]*共 ?\\d+ ?页)?|"
            "(\\d{1,4}) ?/ ?\\d{1,4}|Page (\\d{1,4})(?: of \\d+)?|(\\d{1,4}))$",
            0, 0, NULL);
        g_once_init_leave(&done, 1);
    }
    return pattern;
}

int words_folio(const char *text, bool *plain)
{
    enum { LONGEST = 40 };
    GMatchInfo *found = NULL;
    int number = -1;
    *plain = false;
    if (strlen(text) < LONGEST && g_regex_match(folio_pattern(), text, 0, &found))
        for (int i = 1; i <= 5; i++) {
            char *digits = g_match_info_fetch(found, i);
            if (digits && *digits) {
                number = atoi(digits);
                *plain = i == 3 || i == 5; /* 3/12 may be a figure */
            }
            g_free(digits);
        }
    g_match_info_free(found);
    return number;
}

int words_width(const char *text, size_t n)
{
    int width = 0;
    for (const char *s = text; s < text + n && *s;) {
        uint32_t cp = utf8_next(&s);
        /* Quotes, dashes and dots have no width of their own in Unicode; in Chinese text they are wide. */
        bool wide = g_unichar_iswide(cp) || (cp >= 0x2014 && cp <= 0x2026 && cp != 0x2022) || cp == 0x3000;
        width += g_unichar_iszerowidth(cp) ? 0 : wide ? 2 : 1;
    }
    return width;
}

static uint32_t last_letter(const char *s)
{
    return *s ? g_utf8_get_char(g_utf8_prev_char(s + strlen(s))) : 0;
}

bool words_are_apart(const char *before, const char *after)
{
    uint32_t l = last_letter(before), r = g_utf8_get_char(after);
    return l && r && l < 0x250 && r < 0x250 && g_unichar_isalnum(l) && g_unichar_isalnum(r);
}

bool words_need_space(const char *before, const char *after)
{
    if (!*before || !*after)
        return false;
    uint32_t l = last_letter(before), r = g_utf8_get_char(after);
    if (l >= 0x250 || r >= 0x250 || (is_digit(l) && is_digit(r)))
        return false;
    return (g_unichar_isalnum(l) || is_one_of(l, ",.;:)]%")) &&
           (g_unichar_isalnum(r) || is_one_of(r, "([\"'"));
}

char *words_raised(const char *text, size_t n, struct arena *a)
{
    static const char *const raised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < n; i++) {
        if (g_ascii_isdigit(text[i]))
            g_string_append(out, raised[text[i] - '0']);
        else
            g_string_append_c(out, text[i]);
    }
    char *result = arena_strdup(a, out->str);
    g_string_free(out, TRUE);
    return result;
}
