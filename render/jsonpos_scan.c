/* jsonpos_scan.c - the marks, texts, numbers and words of a JSON text. */
#include "jsonpos_scan.h"

#include "intl.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

void json_step(struct json_scan *s)
{
    unsigned char c = (unsigned char)s->text[s->at++];
    if (c == '\n') {
        s->line++;
        s->column = 1;
    } else if (s->at == s->n || ((unsigned char)s->text[s->at] & 0xC0) != 0x80) {
        s->column++; /* behind the last byte of a character */
    }
}

void json_skip_space(struct json_scan *s)
{
    for (int c = json_peek(s); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = json_peek(s))
        json_step(s);
}

bool json_fault_at(struct json_scan *s, struct json_mark m, const char *id, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    *s->fault =
        (struct json_fault){.id = id, .line = m.line, .column = m.column, .text = arena_strdup(s->a, text)};
    g_free(text);
    return false;
}

bool json_is_chinese_mark(gunichar c)
{
    return (c >= 0xFF01 && c <= 0xFF5E) || (c >= 0x2018 && c <= 0x201F) || c == 0x3001 || c == 0x3002;
}

gunichar json_peek_char(const struct json_scan *s)
{
    gunichar c = s->at < s->n ? g_utf8_get_char_validated(s->text + s->at, (gssize)(s->n - s->at)) : 0;
    return c < 0x110000 ? c : 0;
}

const char *json_found(struct json_scan *s)
{
    if (s->at >= s->n)
        return _("the end of the text");
    gunichar c = json_peek_char(s);
    if (c < 0x21 || c == 0x7F || !g_unichar_isprint(c))
        return arena_printf(s->a, "U+%04X", c);
    char out[8] = {0};
    g_unichar_to_utf8(c, out);
    if (json_is_chinese_mark(c))
        return arena_printf(s->a, _("“%s” (U+%04X, a Chinese mark; here the ASCII one is needed)"), out, c);
    return arena_printf(s->a, "“%s”", out);
}

static bool hex4(const struct json_scan *s, size_t at, gunichar *out)
{
    *out = 0;
    for (size_t i = at; i < at + 4; i++) {
        if (i >= s->n || !g_ascii_isxdigit(s->text[i]))
            return false;
        *out = *out * 16 + (gunichar)g_ascii_xdigit_value(s->text[i]);
    }
    return true;
}

static void step_n(struct json_scan *s, size_t n)
{
    while (n--)
        json_step(s);
}

/* \uXXXX, or the two of a pair; the place of reading is on the backslash. */
static bool scan_unicode(struct json_scan *s, struct json_mark m, gunichar *out)
{
    if (!hex4(s, s->at + 2, out))
        return json_fault_at(s, m, "JSON-SYNTAX", _("“\\u” needs four hexadecimal digits behind it"));
    step_n(s, 6);
    if (*out < 0xD800 || *out > 0xDFFF)
        return true;
    gunichar low;
    if (*out > 0xDBFF || s->at + 1 >= s->n || s->text[s->at] != '\\' || s->text[s->at + 1] != 'u' ||
        !hex4(s, s->at + 2, &low) || low < 0xDC00 || low > 0xDFFF)
        return json_fault_at(s, m, "JSON-SYNTAX", _("“\\u%04X” is only half a character"), *out);
    step_n(s, 6);
    *out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

static bool scan_escape(struct json_scan *s, gunichar *out)
{
    static const char name[] = "\"\\/bfnrt", value[] = "\"\\/\b\f\n\r\t";
    struct json_mark m = json_here(s);
    int c = s->at + 1 < s->n ? (unsigned char)s->text[s->at + 1] : -1;
    if (c == 'u')
        return scan_unicode(s, m, out);
    const char *known = c > 0 ? strchr(name, c) : NULL;
    if (!known)
        return json_fault_at(
            s, m, "JSON-SYNTAX",
            _("a backslash stands before a character that needs none; the backslash itself is written "
              "twice"));
    *out = (gunichar)value[known - name];
    step_n(s, 2);
    return true;
}

/* A text that goes on to the end of its line: what is wrong with it. */
static bool fault_unclosed(struct json_scan *s, struct json_mark open)
{
    static const char quote[] = "”";
    size_t end = s->at;
    while (end > open.at && strchr(" \t,", s->text[end - 1]))
        end--;
    size_t n = strlen(quote);
    if (end >= open.at + 1 + n && memcmp(s->text + end - n, quote, n) == 0)
        return json_fault_at(
            s, open, "JSON-SYNTAX",
            _("the text that begins here ends with the Chinese “””; a straight double quote has to "
              "close it"));
    return json_fault_at(
        s, open, "JSON-SYNTAX",
        _("the text that begins here is not closed with a straight double quote on its line; a "
          "paragraph stands on one line"));
}

bool json_scan_string(struct json_scan *s, GString *key)
{
    struct json_mark open = json_here(s);
    json_step(s);
    for (int c = json_peek(s); c != '"'; c = json_peek(s)) {
        gunichar cp = 0;
        if (c < 0 || c == '\n' || c == '\r')
            return fault_unclosed(s, open);
        if (c < 0x20)
            return json_fault_at(s, json_here(s), "JSON-SYNTAX",
                                 _("the control character U+%04X stands in a text"), (unsigned)c);
        if (c == '\\') {
            struct json_mark m = json_here(s);
            if (!scan_escape(s, &cp))
                return false;
            if (key && cp == 0)
                return json_fault_at(s, m, "JSON-SYNTAX", _("a key may not hold the character U+0000"));
            if (key)
                g_string_append_unichar(key, cp);
        } else {
            if (key)
                g_string_append_c(key, (char)c);
            json_step(s);
        }
    }
    json_step(s);
    return true;
}

static bool scan_digits(struct json_scan *s)
{
    if (!json_is_digit(json_peek(s)))
        return json_fault_at(s, json_here(s), "JSON-SYNTAX", _("a digit is expected here, not %s"),
                             json_found(s));
    while (json_is_digit(json_peek(s)))
        json_step(s);
    return true;
}

/* Beyond what the JSON library reads as a number; only an exponent or very many digits get there. */
static bool is_infinite(const char *number, size_t n)
{
    if (n < 300 && !memchr(number, 'e', n) && !memchr(number, 'E', n))
        return false;
    char *copy = g_strndup(number, n);
    double v = g_ascii_strtod(copy, NULL);
    g_free(copy);
    return isinf(v);
}

bool json_scan_number(struct json_scan *s)
{
    struct json_mark m = json_here(s);
    if (json_peek(s) == '-')
        json_step(s);
    if (json_peek(s) == '0') {
        json_step(s);
        if (json_is_digit(json_peek(s)))
            return json_fault_at(
                s, m, "JSON-SYNTAX",
                _("a number may not begin with 0; to keep the digits write a text in quotes"));
    } else if (!scan_digits(s)) {
        return false;
    }
    if (json_peek(s) == '.') {
        json_step(s);
        if (!scan_digits(s))
            return false;
    }
    if (json_peek(s) == 'e' || json_peek(s) == 'E') {
        json_step(s);
        if (json_peek(s) == '+' || json_peek(s) == '-')
            json_step(s);
        if (!scan_digits(s))
            return false;
    }
    if (is_infinite(s->text + m.at, s->at - m.at))
        return json_fault_at(s, m, "JSON-LIMIT", _("this number is too large"));
    return true;
}

bool json_scan_word(struct json_scan *s)
{
    static const char *const word[] = {"true", "false", "null"};
    struct json_mark m = json_here(s);
    size_t n = 0;
    while (s->at + n < s->n && (g_ascii_isalnum(s->text[s->at + n]) || s->text[s->at + n] == '_'))
        n++;
    for (size_t i = 0; i < G_N_ELEMENTS(word); i++) {
        if (n == strlen(word[i]) && memcmp(s->text + s->at, word[i], n) == 0) {
            step_n(s, n);
            return true;
        }
        if (n == strlen(word[i]) && g_ascii_strncasecmp(s->text + s->at, word[i], n) == 0)
            return json_fault_at(s, m, "JSON-SYNTAX", _("“%.*s” is written in small letters: %s"), (int)n,
                                 s->text + s->at, word[i]);
    }
    return json_fault_at(s, m, "JSON-SYNTAX",
                         _("“%.*s” is not known here; a text stands in straight double quotes"),
                         (int)MIN(n, 40), s->text + s->at);
}
