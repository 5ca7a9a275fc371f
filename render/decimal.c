/* decimal.c - exact decimal numbers. */
#include "decimal.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

/* 10^38 - 1: the largest number of 38 digits; int128_t goes a little beyond it. */
static int128_t largest(void)
{
    return (int128_t)9999999999999999999ULL * ((int128_t)UINT64_C(10000000000000000000)) +
           9999999999999999999ULL;
}

static bool fits(int128_t v)
{
    return v <= largest() && v >= -largest();
}

/* times_ten - v * 10^n; false when that has more than 38 digits. */
static bool times_ten(int128_t *v, int n)
{
    for (; n > 0; n--) {
        if (*v > largest() / 10 || *v < -(largest() / 10))
            return false;
        *v *= 10;
    }
    return true;
}

/* read_sign - the sign at *s in the forms people type: ASCII, full width, U+2212. */
static bool read_sign(const char **s)
{
    static const struct {
        const char *text;
        bool minus;
    } sign[] = {{"-", true}, {"+", false}, {"\u2212", true}, {"\uff0d", true}, {"\uff0b", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(sign); i++)
        if (g_str_has_prefix(*s, sign[i].text)) {
            *s += strlen(sign[i].text);
            return sign[i].minus;
        }
    return false;
}

/* read_number - the number s begins with; returns what follows it, NULL if s begins with none. */
static const char *read_number(const char *s, struct decimal *out)
{
    bool minus = read_sign(&s);
    struct decimal v = {0, 0};
    if (!g_ascii_isdigit(*s))
        return NULL;
    for (bool point = false;; s++) {
        if (*s == '.' && !point && g_ascii_isdigit(s[1])) {
            point = true;
            continue;
        }
        if (!g_ascii_isdigit(*s))
            break;
        if (!times_ten(&v.digits, 1))
            return NULL;
        v.digits += *s - '0';
        v.scale += point;
    }
    if (minus)
        v.digits = -v.digits;
    *out = v;
    return s;
}

bool decimal_parse(const char *s, struct decimal *out)
{
    struct decimal v;
    const char *end = read_number(s, &v);
    if (!end || *end)
        return false;
    *out = v;
    return true;
}

static const struct {
    const char *name;
    int power; /* of ten, in 元 */
} money[] = {{"元", 0}, {"万元", 4}, {"亿元", 8}};

/* money_power - the power of ten of a unit of money in 元, or -1 if it is none. */
static int money_power(const char *unit)
{
    for (size_t i = 0; i < G_N_ELEMENTS(money); i++)
        if (strcmp(money[i].name, unit) == 0)
            return money[i].power;
    return -1;
}

const char *decimal_money(size_t i, const char *unit, int *power)
{
    int want = money_power(unit ? unit : "元");
    if (want < 0 || i >= G_N_ELEMENTS(money))
        return NULL;
    *power = money[i].power - want;
    return money[i].name;
}

/* in_unit - turn v from the unit `from` (as written behind it) into `unit`. */
static bool in_unit(struct decimal *v, const char *from, const char *unit)
{
    int have = money_power(from), want = money_power(unit ? unit : "元");
    if (have < 0 || want < 0)
        return false;
    if (have >= want)
        return times_ten(&v->digits, have - want);
    v->scale += want - have;
    return true;
}

/* first_line - a copy of the text's first line without blanks (full-width ones too) around it; g_free it. */
static char *first_line(const char *text)
{
    const char *end = text + strcspn(text, "\n");
    while (text < end && (*text == ' ' || g_str_has_prefix(text, "\u3000")))
        text += *text == ' ' ? 1 : strlen("\u3000");
    size_t n = (size_t)(end - text), wide = strlen("\u3000");
    while (n > 0) {
        if (text[n - 1] == ' ')
            n--;
        else if (n >= wide && memcmp(text + n - wide, "\u3000", wide) == 0)
            n -= wide;
        else
            break;
    }
    return g_strndup(text, n);
}

bool decimal_of_value(const struct value *v, const char *unit, struct decimal *out)
{
    static const char *const nothing[] = {"", "/", "-", "—", NULL};
    if (v->state != VALUE_TEXT) {
        *out = (struct decimal){v->state == VALUE_INT ? v->number : 0, 0};
        return true;
    }
    char *text = first_line(v->text);
    struct decimal d = {0, 0};
    bool ok = g_strv_contains(nothing, text);
    if (!ok) {
        const char *end = read_number(text, &d);
        while (end && *end == ' ')
            end++;
        ok = end && (!*end || in_unit(&d, end, unit));
    }
    g_free(text);
    if (ok)
        *out = d;
    return ok;
}

/* align - both numbers with the same scale; false when one then has more than 38 digits. */
static bool align(struct decimal *a, struct decimal *b)
{
    int scale = MAX(a->scale, b->scale);
    if (!times_ten(&a->digits, scale - a->scale) || !times_ten(&b->digits, scale - b->scale))
        return false;
    a->scale = b->scale = scale;
    return true;
}

bool decimal_add(struct decimal a, struct decimal b, struct decimal *out)
{
    /* two numbers of 38 digits each: their sum of at most 2 * 10^38 would overflow, 1.7 * 10^38 is the end */
    int128_t sum;
    if (!align(&a, &b) || __builtin_add_overflow(a.digits, b.digits, &sum) || !fits(sum))
        return false;
    *out = (struct decimal){sum, a.scale};
    return true;
}

bool decimal_sub(struct decimal a, struct decimal b, struct decimal *out)
{
    b.digits = -b.digits;
    return decimal_add(a, b, out);
}

int decimal_cmp(struct decimal a, struct decimal b)
{
    struct decimal x = a, y = b;
    if (align(&x, &y))
        return (x.digits > y.digits) - (x.digits < y.digits);
    /* the one with fewer decimals is too large to be written with the other's: its sign decides */
    if (a.scale < b.scale)
        return a.digits > 0 ? 1 : -1;
    return b.digits > 0 ? -1 : 1;
}

char *decimal_text(struct decimal d)
{
    bool minus = d.digits < 0;
    int128_t v = minus ? -d.digits : d.digits;
    while (d.scale > 0 && v % 10 == 0) {
        v /= 10;
        d.scale--;
    }
    GString *s = g_string_new(NULL); /* backwards */
    for (int n = 0; v > 0 || n <= d.scale; n++) {
        if (n > 0 && n == d.scale)
            g_string_append_c(s, '.');
        g_string_append_c(s, (char)('0' + (int)(v % 10)));
        v /= 10;
    }
    if (minus)
        g_string_append_c(s, '-');
    return g_strreverse(g_string_free(s, FALSE));
}
