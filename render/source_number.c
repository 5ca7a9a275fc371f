/* source_number.c - numbers as texts.  ECMA-376-1, 17.18.59 (numbering formats), 18.8.31 (number formats of
 * cells), 18.17.4.1 (dates). */
#include "source_number.h"

#include <glib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- cells ---- */

enum { KEPT = 15, MAX_PLACES = 40 };

/* A number as sign, digits and the place of its point: 0.digits * 10^point. */
struct digits {
    bool negative;
    char digit[MAX_PLACES + 1];
    int n, point;
};

static bool parse(const char *s, struct digits *d)
{
    *d = (struct digits){.negative = *s == '-'};
    s += *s == '-' || *s == '+';
    bool dot = false, any = false;
    for (; g_ascii_isdigit(*s) || (*s == '.' && !dot); s++) {
        if (*s == '.') {
            dot = true;
            continue;
        }
        any = true;
        if (d->n == 0 && *s == '0') {
            d->point -= dot;
            continue;
        }
        if (d->n < MAX_PLACES)
            d->digit[d->n++] = *s;
        d->point += !dot;
    }
    if (any && (*s == 'e' || *s == 'E')) {
        char *end;
        long e = strtol(s + 1, &end, 10);
        if (end == s + 1 || e < -300 || e > 300)
            return false;
        d->point += (int)e;
        s = end;
    }
    return any && !*s;
}

/* Rounds half up to `keep` significant digits and drops zeros at the end. */
static void round_to(struct digits *d, int keep)
{
    if (d->n > keep) {
        bool up = d->digit[keep] >= '5';
        d->n = keep;
        for (int i = keep - 1; up && i >= 0; i--) {
            up = d->digit[i] == '9';
            d->digit[i] = up ? '0' : (char)(d->digit[i] + 1);
        }
        if (up) {
            d->digit[0] = '1'; /* 99.9 -> 100: the rest is zeros already */
            d->point++;
        }
    }
    while (d->n && d->digit[d->n - 1] == '0')
        d->n--;
    d->digit[d->n] = '\0';
}

static void write_digits(const struct digits *d, GString *out)
{
    if (!d->n) {
        g_string_append_c(out, '0');
        return;
    }
    if (d->negative)
        g_string_append_c(out, '-');
    if (d->point <= 0)
        g_string_append_c(out, '0');
    for (int i = 0; i < d->point; i++)
        g_string_append_c(out, i < d->n ? d->digit[i] : '0');
    if (d->n > d->point)
        g_string_append_c(out, '.');
    for (int i = MIN(d->point, 0); i < d->n; i++)
        if (i >= d->point)
            g_string_append_c(out, i < 0 ? '0' : d->digit[i]);
}

/* What of a format is no literal: texts in quotes or behind \, and what stands in brackets, taken out; its
 * first section only. */
static char *bare(const char *format)
{
    GString *out = g_string_new(NULL);
    for (const char *s = format; *s && *s != ';'; s++) {
        char close = *s == '"' ? '"' : *s == '[' ? ']' : '\0';
        const char *end = close ? strchr(s + 1, close) : NULL;
        if (end)
            s = end;
        else if ((*s == '\\' || *s == '_' || *s == '*') && s[1])
            s++;
        else
            g_string_append_c(out, g_ascii_tolower(*s));
    }
    return g_string_free(out, FALSE);
}

/* The day of a serial number of the 1900 calendar: 1 is 1900-01-01, and a 29 February 1900 that never was is
 * day 60. */
static const char *day_of(long serial, bool with_year, bool with_day, struct arena *a)
{
    if (serial < 61 || serial > 100000)
        return NULL;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, 31, G_DATE_DECEMBER, 1899);
    g_date_add_days(&date, (guint)serial - 1);
    int y = g_date_get_year(&date), m = (int)g_date_get_month(&date), d = g_date_get_day(&date);
    if (with_year)
        return with_day ? arena_printf(a, "%d年%d月%d日", y, m, d) : arena_printf(a, "%d年%d月", y, m);
    return arena_printf(a, "%d月%d日", m, d);
}

int number_places(const char *format)
{
    char *f = bare(format);
    const char *point = strchr(f, '.'), *end = point ? point + 1 : "";
    end += strspn(end, "0");
    bool fixed = point && !strpbrk(end, "0#?%e.") && !strpbrk(f, "ymdhs%e");
    int places = fixed ? (int)(end - point - 1) : 0;
    g_free(f);
    return places;
}

const char *number_of_cell(const char *stored, const char *format, struct arena *a)
{
    struct digits d;
    if (!parse(stored, &d))
        return stored;
    char *f = bare(format);
    bool year = strchr(f, 'y') != NULL, month = strchr(f, 'm') != NULL, day = strchr(f, 'd') != NULL;
    const char *shown = NULL;
    if (strcmp(f, "general") != 0 && !d.negative && (year || day) && month)
        shown = day_of(strtol(stored, NULL, 10), year, day, a);
    if (!shown) {
        bool percent = strchr(f, '%') != NULL;
        d.point += percent ? 2 : 0;
        round_to(&d, KEPT);
        GString *out = g_string_new(f[0] == '+' && d.n && !d.negative ? "+" : NULL);
        write_digits(&d, out);
        if (percent)
            g_string_append_c(out, '%');
        shown = arena_strndup(a, out->str, out->len);
        g_string_free(out, TRUE);
    }
    g_free(f);
    return shown;
}

/* ---- numbered paragraphs ---- */

static const char *const counting[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", NULL};
static const char *const legal[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖", NULL};

/* Up to 9999; ten is 十, not 一十, where `short_ten`. */
static void write_chinese(GString *out, int n, const char *const *digit, const char *const *unit,
                          bool short_ten)
{
    bool begun = false, gap = false;
    for (int place = 3, size = 1000; place >= 0; place--, size /= 10) {
        int v = n / size % 10;
        if (v == 0) {
            gap = begun;
            continue;
        }
        if (gap)
            g_string_append(out, "零");
        if (!(short_ten && v == 1 && place == 1 && !begun))
            g_string_append(out, digit[v]);
        g_string_append(out, unit[place]);
        begun = true;
        gap = false;
    }
}

static void write_roman(GString *out, int n, bool upper)
{
    static const struct {
        int value;
        const char *text;
    } roman[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                 {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
    for (size_t i = 0; i < G_N_ELEMENTS(roman); i++)
        for (; n >= roman[i].value; n -= roman[i].value)
            g_string_append(out, roman[i].text);
    if (upper)
        g_string_ascii_up(out);
}

static bool is_any(const char *s, const char *a, const char *b, const char *c)
{
    return strcmp(s, a) == 0 || (b && strcmp(s, b) == 0) || (c && strcmp(s, c) == 0);
}

const char *number_in_format(int n, const char *format, struct arena *a)
{
    static const char *const units[] = {"", "十", "百", "千"}, *const legal_units[] = {"", "拾", "佰", "仟"};
    static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    static const char *const branches[] = {"子", "丑", "寅", "卯", "辰", "巳",
                                           "午", "未", "申", "酉", "戌", "亥"};
    GString *out = g_string_new(NULL);
    bool small = n >= 1 && n <= 9999;
    if (is_any(format, "none", "bullet", NULL))
        ;
    else if (small &&
             (is_any(format, "chineseCounting", "chineseCountingThousand", "japaneseCounting") ||
              is_any(format, "taiwaneseCounting", "taiwaneseCountingThousand", "ideographicCounting")))
        write_chinese(out, n, counting, units, true);
    else if (small && is_any(format, "chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"))
        write_chinese(out, n, legal, legal_units, false);
    else if (is_any(format, "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital")) {
        char *digits = g_strdup_printf("%d", n);
        for (const char *s = digits; *s; s++)
            g_string_append(out, g_ascii_isdigit(*s) ? counting[*s - '0'] : "-");
        g_free(digits);
    } else if (small && n < 4000 && is_any(format, "upperRoman", "lowerRoman", NULL))
        write_roman(out, n, format[0] == 'u');
    else if (n >= 1 && n <= 26 && is_any(format, "upperLetter", "lowerLetter", NULL))
        g_string_append_c(out, (char)((format[0] == 'u' ? 'A' : 'a') + n - 1));
    else if (n >= 1 && n <= 20 &&
             is_any(format, "decimalEnclosedCircle", "decimalEnclosedCircleChinese", NULL))
        g_string_append_unichar(out, (gunichar)(0x2460 + n - 1));
    else if (n >= 1 && n <= 20 && is_any(format, "decimalEnclosedParen", NULL, NULL))
        g_string_append_unichar(out, (gunichar)(0x2474 + n - 1));
    else if (n >= 1 && n <= 20 && is_any(format, "decimalEnclosedFullstop", NULL, NULL))
        g_string_append_unichar(out, (gunichar)(0x2488 + n - 1));
    else if (n >= 1 && n <= 10 && is_any(format, "ideographEnclosedCircle", NULL, NULL))
        g_string_append_unichar(out, (gunichar)(0x3280 + n - 1));
    else if (n >= 1 && is_any(format, "ideographTraditional", NULL, NULL))
        g_string_append(out, stems[(n - 1) % 10]);
    else if (n >= 1 && is_any(format, "ideographZodiac", NULL, NULL))
        g_string_append(out, branches[(n - 1) % 12]);
    else if (is_any(format, "decimalZero", NULL, NULL))
        g_string_append_printf(out, "%02d", n);
    else if (is_any(format, "decimalFullWidth", "decimalFullWidth2", NULL)) {
        char *digits = g_strdup_printf("%d", n);
        for (const char *s = digits; *s; s++)
            g_string_append_unichar(out, g_ascii_isdigit(*s) ? (gunichar)(0xFF10 + *s - '0') : (gunichar)*s);
        g_free(digits);
    } else
        g_string_append_printf(out, "%d", n);
    const char *text = arena_strndup(a, out->str, out->len);
    g_string_free(out, TRUE);
    return text;
}
