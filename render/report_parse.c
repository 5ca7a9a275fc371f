/* report_parse.c - the typed readers of report_load, each with its findings. */
#include "report_parse.h"

#include "intl.h"
#include "utf8.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct spot reader_key(struct reader *r, const char *key)
{
    struct spot s = {r->at, r->pointer->len};
    const struct json_place *next = jsonpos_member(r->pos, r->at, key);
    r->at = next ? next : r->at;
    g_string_append_c(r->pointer, '/');
    for (const char *p = key; *p; p++) { /* RFC 6901, section 3 */
        if (*p == '~' || *p == '/')
            g_string_append(r->pointer, *p == '~' ? "~0" : "~1");
        else
            g_string_append_c(r->pointer, *p);
    }
    return s;
}

struct spot reader_item(struct reader *r, size_t index)
{
    struct spot s = {r->at, r->pointer->len};
    const struct json_place *next = jsonpos_item(r->pos, r->at, index);
    r->at = next ? next : r->at;
    g_string_append_printf(r->pointer, "/%zu", index);
    return s;
}

void reader_back(struct reader *r, struct spot s)
{
    r->at = s.at;
    g_string_truncate(r->pointer, s.length);
}

__attribute__((format(printf, 5, 0))) static void add(struct reader *r, const char *id, int line, int column,
                                                      const char *fmt, va_list ap)
{
    char *text = g_strdup_vprintf(fmt, ap);
    diag_add(r->d, &(struct finding){.id = id,
                                     .grade = GRADE_HARD,
                                     .file = r->name,
                                     .line = line,
                                     .column = column,
                                     .pointer = r->pointer->str,
                                     .table = r->table,
                                     .row = r->row,
                                     .col = r->col,
                                     .text = text});
    g_free(text);
    r->bad++;
}

bool reader_bad(struct reader *r, const char *id, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(r, id, r->at->line, r->at->column, fmt, ap);
    va_end(ap);
    return false;
}

bool reader_bad_key(struct reader *r, const char *id, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    bool key = r->at->key_line > 0;
    add(r, id, key ? r->at->key_line : r->at->line, key ? r->at->key_column : r->at->column, fmt, ap);
    va_end(ap);
    return false;
}

const char *reader_pointer(const struct reader *r)
{
    return arena_strndup(r->a, r->pointer->str, r->pointer->len);
}

static const char *type_name(json_type type)
{
    switch (type) {
    case JSON_OBJECT:
        return _("an object {…}");
    case JSON_ARRAY:
        return _("a list […]");
    case JSON_STRING:
        return _("a text in quotes");
    case JSON_INTEGER:
    case JSON_REAL:
        return _("a number");
    case JSON_NULL:
        return _("null");
    default:
        return _("true or false");
    }
}

bool reader_is(struct reader *r, json_t *v, json_type type)
{
    if (json_typeof(v) == type)
        return true;
    return reader_bad(r, "REPORT-TYPE", _("here stands %s, but %s is needed"), type_name(json_typeof(v)),
                      type_name(type));
}

void reader_known(struct reader *r, json_t *object, const char *const known[])
{
    const char *key;
    json_t *v;
    json_object_foreach(object, key, v)
    {
        if (g_strv_contains(known, key))
            continue;
        char *list = g_strjoinv(", ", (char **)known);
        struct spot s = reader_key(r, key);
        reader_bad_key(r, "REPORT-KEY", _("the key “%s” is not known here; known are %s"), key, list);
        reader_back(r, s);
        g_free(list);
    }
}

/* Characters without a picture of their own: they come from copied web pages, cannot be seen when
 * proof-reading, and would be lost or harmful in print. */
static bool is_invisible(gunichar c)
{
    if (utf8_is_control(c) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
        return true;
    GUnicodeType t = g_unichar_type(c);
    return t == G_UNICODE_FORMAT || t == G_UNICODE_LINE_SEPARATOR || t == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* One finding for the first such character of a text. */
static bool no_controls(struct reader *r, const char *s, size_t n, enum text_kind kind)
{
    for (const char *p = s; p < s + n; p = g_utf8_next_char(p)) {
        gunichar c = *p ? g_utf8_get_char(p) : 0;
        if (c == '\n' && kind != TEXT_FIGURE)
            return reader_bad(r, "JSON-CONTROL",
                              _("a line feed stands in this text; only figures of tables may hold one"));
        if (c != '\n' && is_invisible(c))
            return reader_bad(
                r, "JSON-CONTROL",
                _("the invisible character U+%04X stands in this text (its character %ld); take it out"), c,
                g_utf8_pointer_to_offset(s, p) + 1);
    }
    return true;
}

static bool is_blank(const char *s)
{
    for (; *s; s = g_utf8_next_char(s)) {
        if (!g_unichar_isspace(g_utf8_get_char(s)))
            return false;
    }
    return true;
}

const char *reader_text(struct reader *r, json_t *v, enum text_kind kind)
{
    if (!reader_is(r, v, JSON_STRING))
        return NULL;
    const char *s = json_string_value(v);
    size_t n = json_string_length(v);
    if (!no_controls(r, s, n, kind))
        return NULL;
    long max = kind == TEXT_LONG ? REPORT_MAX_TEXT : MAX_SHORT;
    long chars = g_utf8_strlen(s, (gssize)n);
    if (chars > max) {
        reader_bad(r, "JSON-LIMIT", _("this text is longer than %ld characters"), max);
        return NULL;
    }
    bool within = r->chars <= REPORT_MAX_ALL; /* told once */
    r->chars += chars;
    if (within && r->chars > REPORT_MAX_ALL)
        reader_bad(r, "JSON-LIMIT", _("up to here the texts of the report have more than %d characters"),
                   REPORT_MAX_ALL);
    if (kind != TEXT_FIGURE && is_blank(s)) {
        reader_bad(r, "REPORT-VALUE", _("this text is empty; write it, or take it out"));
        return NULL;
    }
    return arena_strndup(r->a, s, n);
}

/* The member, or NULL: then with a REPORT-MISSING finding at the object if it is required.  With the reader
 * on it; the caller goes back to *s either way. */
static json_t *member(struct reader *r, json_t *object, const char *key, bool required, struct spot *s)
{
    *s = reader_key(r, key);
    json_t *v = json_object_get(object, key);
    if (!v && required)
        reader_bad(r, "REPORT-MISSING", _("“%s” is missing here"), key);
    return v;
}

const char *reader_member_text(struct reader *r, json_t *object, const char *key, enum text_kind kind,
                               bool required)
{
    struct spot s;
    json_t *v = member(r, object, key, required, &s);
    const char *text = v ? reader_text(r, v, kind) : NULL;
    reader_back(r, s);
    return text;
}

static bool is_date(const char *s)
{
    if (strlen(s) != 10)
        return false;
    for (int i = 0; i < 10; i++) {
        if (i == 4 || i == 7 ? s[i] != '-' : !g_ascii_isdigit(s[i]))
            return false;
    }
    int y = atoi(s), m = atoi(s + 5), d = atoi(s + 8);
    return y >= REPORT_FIRST_YEAR && g_date_valid_dmy((GDateDay)d, (GDateMonth)m, (GDateYear)y);
}

const char *reader_member_date(struct reader *r, json_t *object, const char *key)
{
    struct spot s;
    json_t *v = member(r, object, key, false, &s);
    const char *text = v ? reader_text(r, v, TEXT_SHORT) : NULL;
    if (text && !is_date(text)) {
        reader_bad(r, "REPORT-VALUE", _("“%s” is no date of the calendar, written like 2025-01-24"), text);
        text = NULL;
    }
    reader_back(r, s);
    return text;
}

/* The number as it is written.  The library's own integers would end the reading of the whole file when one
 * is too large, and its reals lose digits; both cases are ours to explain. */
static const char *written(struct reader *r)
{
    return arena_strndup(r->a, r->json + r->at->from, r->at->to - r->at->from);
}

static bool is_whole(const char *digits)
{
    const char *p = *digits == '-' ? digits + 1 : digits;
    size_t n = strspn(p, "0123456789");
    return n <= MAX_DIGITS && p[n] == '\0' && strcmp(digits, "-0") != 0;
}

bool reader_member_int(struct reader *r, json_t *object, const char *key, int64_t min, int64_t max,
                       bool required, int64_t *out)
{
    struct spot s;
    json_t *v = member(r, object, key, required, &s);
    bool ok = v != NULL;
    if (v && !json_is_number(v)) {
        ok = reader_bad(r, "REPORT-TYPE", _("here stands %s, but %s is needed"), type_name(json_typeof(v)),
                        _("a whole number without quotes"));
    } else if (v) {
        const char *digits = written(r);
        int64_t n = is_whole(digits) ? g_ascii_strtoll(digits, NULL, 10) : min - 1;
        if (n < min || n > max)
            ok = reader_bad(r, "REPORT-VALUE",
                            _("“%s” cannot be; a whole number from %" PRId64 " to %" PRId64 " is needed"),
                            digits, min, max);
        else
            *out = n;
    }
    reader_back(r, s);
    return ok;
}

void reader_member_bool(struct reader *r, json_t *object, const char *key, bool *out)
{
    struct spot s;
    json_t *v = member(r, object, key, false, &s);
    if (v && !json_is_boolean(v))
        reader_bad(r, "REPORT-TYPE", _("here stands %s, but %s is needed"), type_name(json_typeof(v)),
                   type_name(JSON_TRUE));
    else if (v)
        *out = json_is_true(v);
    reader_back(r, s);
}

size_t reader_list(struct reader *r, json_t *v, size_t max)
{
    if (!reader_is(r, v, JSON_ARRAY))
        return 0;
    size_t n = json_array_size(v);
    if (n > max) {
        reader_bad(r, "JSON-LIMIT", _("this list has %zu items; %zu are allowed"), n, max);
        return 0;
    }
    return n;
}

struct value reader_value(struct reader *r, json_t *v)
{
    const char *id = r->table ? "TABLE-VALUE" : "REPORT-VALUE";
    struct value out = {VALUE_NULL, 0, NULL};
    if (json_is_number(v)) {
        const char *digits = written(r);
        if (is_whole(digits))
            return (struct value){VALUE_INT, g_ascii_strtoll(digits, NULL, 10), digits};
        if (strpbrk(digits, ".eE"))
            reader_bad(r, id,
                       _("a figure with decimals is written as a text, so that no digit is lost: \"%s\""),
                       digits);
        else
            reader_bad(r, id, _("“%.40s” is no whole number of at most %d digits"), digits, MAX_DIGITS);
    } else if (json_is_string(v)) {
        out.text = reader_text(r, v, TEXT_FIGURE);
        out.state = out.text ? VALUE_TEXT : VALUE_NULL;
    } else if (!json_is_null(v)) {
        reader_bad(r, id, _("here stands %s, but a whole number, null or a text in quotes is needed"),
                   type_name(json_typeof(v)));
    }
    return out;
}
