/* match_title.c - the title of a report, and dates. */
#include "match_title.h"

#include "match_fold.h"
#include "report.h"
#include "utf8.h"

#include <glib.h>
#include <string.h>

enum { MOST_LINES = 3, LONGEST_LINE = 60, SHORTEST_NAME = 2, LONGEST_NAME = 40, LIKE_TITLE = 750 };

/* --- numbers ---------------------------------------------------------------- */

/* The value of a digit in any of its forms, -1: none. */
static int digit(gunichar c)
{
    static const char *const chinese[] = {"〇○零Ｏ", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    char one[8] = {0};
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    if (c >= 0xFF10 && c <= 0xFF19)
        return (int)(c - 0xFF10);
    g_unichar_to_utf8(c, one);
    for (int i = 0; i < 10 && c; i++)
        if (strstr(chinese[i], one))
            return i;
    return -1;
}

/* The number s begins with: digits, or a Chinese number up to 99; *s goes behind it.  -1: none. */
static int number(const char **s)
{
    int value = -1, tens = -1;
    for (;; *s = g_utf8_next_char(*s)) {
        gunichar c = g_utf8_get_char(*s);
        int d = digit(c);
        if (c == 0x5341 && tens < 0) { /* 十 */
            tens = value < 0 ? 1 : value;
            value = 0;
        } else if (d >= 0 && value < 100000) {
            value = value < 0 ? d : value * 10 + d;
        } else {
            break;
        }
    }
    return tens >= 0 ? tens * 10 + value : value;
}

/* A year of four digits at s; *end behind it.  0: none. */
static int year_at(const char *s, const char **end)
{
    int year = 0, n = 0;
    for (; n < 5; n++, s = g_utf8_next_char(s)) {
        int d = *s ? digit(g_utf8_get_char(s)) : -1;
        if (d < 0)
            break;
        year = year * 10 + d;
    }
    *end = s;
    return n == 4 && year >= REPORT_FIRST_YEAR && year <= REPORT_LAST_YEAR ? year : 0;
}

/* --- patterns of titles ----------------------------------------------------- */

static bool is_name(const char *name)
{
    static const char never[] = "，。；：、>|/《》！？,;:!?“”\"";
    if (utf8_length(name) > LONGEST_NAME)
        return false;
    for (const char *s = name; *s; s = g_utf8_next_char(s)) {
        char one[8] = {0};
        g_unichar_to_utf8(g_utf8_get_char(s), one);
        if (strstr(never, one))
            return false;
    }
    return true;
}

/* A title without blanks, parted at its year. */
struct parted {
    const char *before, *after;
    int year;
};

/* What a pattern demands around its two places, in order of print. */
struct pattern {
    const char *start, *middle, *end;
    bool authority_first;
};

static struct pattern pattern_of(const char *text, struct arena *a)
{
    const char *authority = strstr(text, "{authority}"), *year = strstr(text, "{year}");
    const char *first = MIN(authority, year), *second = MAX(authority, year);
    const char *behind = strchr(first, '}') + 1;
    return (struct pattern){arena_strndup(a, text, (size_t)(first - text)),
                            arena_strndup(a, behind, (size_t)(second - behind)), strchr(second, '}') + 1,
                            authority < year};
}

static int like(const char *x, const char *y, struct arena *a)
{
    return fold_like(fold_text(x, a), fold_text(y, a));
}

/* The authority a title names if it is of this pattern; its likeness to it, 0: it is not. */
static int try_pattern(const struct parted *t, const struct pattern *p, const char **authority,
                       struct arena *a)
{
    if (p->authority_first) {
        if (!g_str_has_prefix(t->before, p->start) || !g_str_has_suffix(t->before, p->middle))
            return 0;
        size_t n = strlen(t->before), around = strlen(p->start) + strlen(p->middle);
        if (n < around)
            return 0;
        *authority = arena_strndup(a, t->before + strlen(p->start), n - around);
        return like(t->after, p->end, a);
    }
    if (strcmp(t->before, p->start) != 0 || !g_str_has_prefix(t->after, p->middle))
        return 0;
    const char *rest = t->after + strlen(p->middle);
    if (g_str_has_suffix(p->middle, "年") && g_str_has_prefix(rest, "度"))
        return 0; /* of 年度, not of a name */
    long n = (long)utf8_length(rest), end = (long)utf8_length(p->end);
    if (n < end)
        return 0;
    const char *tail = g_utf8_offset_to_pointer(rest, n - end);
    *authority = arena_strndup(a, rest, (size_t)(tail - rest));
    return like(tail, p->end, a);
}

static char *without_blanks(const char *const line[], size_t from, size_t to, struct arena *a)
{
    GString *out = g_string_new(NULL);
    for (size_t i = from; i < to; i++)
        for (const char *s = line[i]; *s; s = g_utf8_next_char(s))
            if (!g_unichar_isspace(g_utf8_get_char(s)))
                g_string_append_unichar(out, g_utf8_get_char(s));
    char *text = arena_strdup(a, out->str);
    g_string_free(out, TRUE);
    return text;
}

/* Whether x is a better title than y: one that names its authority first, then likeness, then the later one,
 * as a page says its title above the text, too; of those that share a line the one with fewer lines. */
static bool is_better(const struct match_title *x, const struct match_title *y)
{
    if ((x->authority != NULL) != (y->authority != NULL))
        return x->authority != NULL;
    if (x->like != y->like)
        return x->like > y->like;
    return x->from >= y->to || x->to - x->from <= y->to - y->from;
}

static void try_title(const char *text, const char *pattern, size_t from, size_t to, struct arena *a,
                      struct match_title *best)
{
    struct pattern p = pattern_of(pattern, a);
    for (const char *s = text; *s; s = g_utf8_next_char(s)) {
        const char *end;
        int year = year_at(s, &end);
        if (!year || (s > text && digit(g_utf8_get_char(g_utf8_prev_char(s))) >= 0))
            continue;
        struct parted t = {arena_strndup(a, text, (size_t)(s - text)), end, year};
        struct match_title one = {.from = from, .to = to, .year = year};
        one.like = try_pattern(&t, &p, &one.authority, a);
        if (one.like < LIKE_TITLE || !is_name(one.authority))
            continue;
        if (g_str_has_prefix(one.authority, "关于"))
            one.authority += strlen("关于");
        if (utf8_length(one.authority) < SHORTEST_NAME)
            one.authority = NULL;
        if (!best->like || is_better(&one, best))
            *best = one;
    }
}

/* A title without a remark in brackets at its end: 年度报告（公开版）. */
static const char *without_remark(const char *text, struct arena *a)
{
    const char *open = g_strrstr(text, "（"), *narrow = g_strrstr(text, "(");
    bool wide = g_str_has_suffix(text, "）");
    open = wide ? open : narrow;
    return open && open > text && (wide || g_str_has_suffix(text, ")"))
               ? arena_strndup(a, text, (size_t)(open - text))
               : text;
}

bool title_find(const char *const line[], size_t n, const struct editions *editions, struct arena *a,
                struct match_title *out)
{
    *out = (struct match_title){0};
    for (size_t from = 0; from < n; from++)
        for (size_t to = from + 1; to <= n && to <= from + MOST_LINES; to++) {
            if (!line[to - 1] || utf8_length(line[to - 1]) > LONGEST_LINE)
                break;
            const char *text = without_remark(without_blanks(line, from, to, a), a);
            for (size_t i = 0; i < editions->n; i++)
                for (size_t k = 0; k < editions->edition[i]->ntitle; k++)
                    try_title(text, editions->edition[i]->title[k], from, to, a, out);
        }
    return out->like > 0;
}

bool title_of_table(const char *line, const struct forms *forms, struct arena *a, struct match_title *out)
{
    *out = (struct match_title){0};
    if (!line || utf8_length(line) > LONGEST_LINE)
        return false;
    const char *text = without_blanks(&line, 0, 1, a);
    for (size_t i = 0; i < forms->n; i++) {
        try_title(text, arena_printf(a, "{authority}{year}年%s", forms->form[i]->title), 0, 1, a, out);
        try_title(text, arena_printf(a, "{authority}{year}年度%s", forms->form[i]->title), 0, 1, a, out);
    }
    return out->like > 0;
}

/* --- dates ------------------------------------------------------------------ */

static const char *skip_blanks(const char *s)
{
    while (*s && g_unichar_isspace(g_utf8_get_char(s)))
        s = g_utf8_next_char(s);
    return s;
}

/* Behind a mark that parts the numbers of a date, or NULL. */
static const char *skip_mark(const char *s, const char *const mark[])
{
    s = skip_blanks(s);
    for (; *mark; mark++)
        if (g_str_has_prefix(s, *mark))
            return skip_blanks(s + strlen(*mark));
    return NULL;
}

static const char *date_at(const char *s, const char **end, struct arena *a)
{
    static const char *const after_year[] = {"年", "-", "/", ".", "－", "．", NULL};
    static const char *const after_month[] = {"月", "-", "/", ".", "－", "．", NULL};
    int year = year_at(s, &s);
    if (!year || !(s = skip_mark(s, after_year)))
        return NULL;
    int month = number(&s);
    if (month < 1 || month > 12 || !(s = skip_mark(s, after_month)))
        return NULL;
    int day = number(&s);
    if (!g_date_valid_dmy((GDateDay)CLAMP(day, 0, 99), (GDateMonth)month, (GDateYear)year))
        return NULL;
    const char *behind = skip_blanks(s);
    *end = skip_blanks(g_str_has_prefix(behind, "日") ? behind + strlen("日") : behind);
    return arena_printf(a, "%04d-%02d-%02d", year, month, day);
}

const char *date_find(const char *text, const char **rest, bool *after, struct arena *a)
{
    for (const char *s = text; *s; s = g_utf8_next_char(s)) {
        const char *end, *date = date_at(s, &end, a);
        if (!date)
            continue;
        char *before = g_strndup(text, (size_t)(s - text));
        char *trimmed = before + strlen(before);
        while (trimmed > before && g_unichar_isspace(g_utf8_get_char(g_utf8_find_prev_char(before, trimmed))))
            trimmed = g_utf8_find_prev_char(before, trimmed);
        *trimmed = '\0';
        *rest = arena_strdup(a, skip_blanks(before));
        *after = *end != '\0';
        g_free(before);
        return date;
    }
    return NULL;
}
