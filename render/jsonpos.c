/* jsonpos.c - where each value of a JSON text stands.
 * From the index and its look-up at the top to the one pass that fills it, jsonpos_read, at the bottom. */
#include "jsonpos.h"

#include "intl.h"
#include "utf8.h"

#include <glib.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

/* Every value is found by its parent and its key or number, so that neither long keys nor deep nesting make
 * the index larger than the text. */
struct jsonpos {
    GHashTable *place; /* set of struct json_place */
    struct json_place *root;
    size_t n;
};

static guint place_hash(gconstpointer v)
{
    const struct json_place *p = v;
    guint own = p->key ? g_str_hash(p->key) : (guint)p->index * 2654435761u;
    return own ^ (guint)(GPOINTER_TO_SIZE(p->parent) >> 4) * 40503u;
}

static gboolean place_equal(gconstpointer v, gconstpointer w)
{
    const struct json_place *p = v, *q = w;
    return p->parent == q->parent && p->index == q->index && g_strcmp0(p->key, q->key) == 0;
}

static void place_free(void *table)
{
    g_hash_table_destroy(table);
}

const struct json_place *jsonpos_root(const struct jsonpos *p)
{
    return p->root;
}

const struct json_place *jsonpos_member(const struct jsonpos *p, const struct json_place *object,
                                        const char *key)
{
    return g_hash_table_lookup(p->place, &(struct json_place){.parent = object, .key = key});
}

const struct json_place *jsonpos_item(const struct jsonpos *p, const struct json_place *list, size_t index)
{
    return g_hash_table_lookup(p->place, &(struct json_place){.parent = list, .index = index});
}

/* "~1" stands for "/", "~0" for "~" (RFC 6901, section 4). */
static void unescape(char *token)
{
    char *out = token;
    for (const char *in = token; *in; in++) {
        if (in[0] == '~' && (in[1] == '0' || in[1] == '1'))
            *out++ = *++in == '0' ? '~' : '/';
        else
            *out++ = *in;
    }
    *out = '\0';
}

static bool list_index(const char *token, size_t *index)
{
    guint64 v;
    if ((token[0] == '0' && token[1]) || !g_ascii_string_to_unsigned(token, 10, 0, JSON_MAX_VALUES, &v, NULL))
        return false;
    *index = (size_t)v;
    return true;
}

const struct json_place *jsonpos_find(const struct jsonpos *p, const char *pointer, bool *exact)
{
    const struct json_place *at = p->root;
    bool found = *pointer == '/' || *pointer == '\0';
    char **token = g_strsplit(*pointer ? pointer + 1 : pointer, "/", -1);
    for (size_t i = 0; found && *pointer && token[i]; i++) {
        unescape(token[i]);
        const struct json_place *next = jsonpos_member(p, at, token[i]);
        size_t index;
        if (!next && list_index(token[i], &index))
            next = jsonpos_item(p, at, index);
        found = next != NULL;
        if (found)
            at = next;
    }
    /* "/" alone names the member with the empty key, which g_strsplit gives no token for. */
    if (strcmp(pointer, "/") == 0) {
        const struct json_place *next = jsonpos_member(p, at, "");
        found = next != NULL;
        at = found ? next : at;
    }
    g_strfreev(token);
    if (exact)
        *exact = found;
    return at;
}

struct scan {
    const char *text;
    size_t n, at;
    int line, column;
    struct jsonpos *pos;
    struct arena *a;
    struct json_fault *fault;
    GString *key; /* scratch: the key being read, decoded */
};

struct mark {
    size_t at;
    int line, column;
};

static struct mark here(const struct scan *s)
{
    return (struct mark){s->at, s->line, s->column};
}

static int peek(const struct scan *s)
{
    return s->at < s->n ? (unsigned char)s->text[s->at] : -1;
}

static void step(struct scan *s)
{
    unsigned char c = (unsigned char)s->text[s->at++];
    if (c == '\n') {
        s->line++;
        s->column = 1;
    } else if (s->at == s->n || ((unsigned char)s->text[s->at] & 0xC0) != 0x80) {
        s->column++; /* behind the last byte of a character */
    }
}

static void skip_space(struct scan *s)
{
    for (int c = peek(s); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = peek(s))
        step(s);
}

static bool fault_at(struct scan *s, struct mark m, const char *id, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* Always false, so that a scanner can return it. */
static bool fault_at(struct scan *s, struct mark m, const char *id, const char *fmt, ...)
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

static bool is_chinese_mark(gunichar c)
{
    return (c >= 0xFF01 && c <= 0xFF5E) || (c >= 0x2018 && c <= 0x201F) || c == 0x3001 || c == 0x3002;
}

/* The character at the place of reading; 0 at the end, and for what is no character. */
static gunichar peek_char(const struct scan *s)
{
    gunichar c = s->at < s->n ? g_utf8_get_char_validated(s->text + s->at, (gssize)(s->n - s->at)) : 0;
    return c < 0x110000 ? c : 0;
}

/* What stands at the place of reading, in words. */
static const char *found(struct scan *s)
{
    if (s->at >= s->n)
        return _("the end of the text");
    gunichar c = peek_char(s);
    if (c < 0x21 || c == 0x7F || !g_unichar_isprint(c))
        return arena_printf(s->a, "U+%04X", c);
    char out[8] = {0};
    g_unichar_to_utf8(c, out);
    if (is_chinese_mark(c))
        return arena_printf(s->a, _("“%s” (U+%04X, a Chinese mark; here the ASCII one is needed)"), out, c);
    return arena_printf(s->a, "“%s”", out);
}

static bool hex4(const struct scan *s, size_t at, gunichar *out)
{
    *out = 0;
    for (size_t i = at; i < at + 4; i++) {
        if (i >= s->n || !g_ascii_isxdigit(s->text[i]))
            return false;
        *out = *out * 16 + (gunichar)g_ascii_xdigit_value(s->text[i]);
    }
    return true;
}

static void step_n(struct scan *s, size_t n)
{
    while (n--)
        step(s);
}

/* \uXXXX, or the two of a pair; the place of reading is on the backslash. */
static bool scan_unicode(struct scan *s, struct mark m, gunichar *out)
{
    if (!hex4(s, s->at + 2, out))
        return fault_at(s, m, "JSON-SYNTAX", _("“\\u” needs four hexadecimal digits behind it"));
    step_n(s, 6);
    if (*out < 0xD800 || *out > 0xDFFF)
        return true;
    gunichar low;
    if (*out > 0xDBFF || s->at + 1 >= s->n || s->text[s->at] != '\\' || s->text[s->at + 1] != 'u' ||
        !hex4(s, s->at + 2, &low) || low < 0xDC00 || low > 0xDFFF)
        return fault_at(s, m, "JSON-SYNTAX", _("“\\u%04X” is only half a character"), *out);
    step_n(s, 6);
    *out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

static bool scan_escape(struct scan *s, gunichar *out)
{
    static const char name[] = "\"\\/bfnrt", value[] = "\"\\/\b\f\n\r\t";
    struct mark m = here(s);
    int c = s->at + 1 < s->n ? (unsigned char)s->text[s->at + 1] : -1;
    if (c == 'u')
        return scan_unicode(s, m, out);
    const char *known = c > 0 ? strchr(name, c) : NULL;
    if (!known)
        return fault_at(
            s, m, "JSON-SYNTAX",
            _("a backslash stands before a character that needs none; the backslash itself is written "
              "twice"));
    *out = (gunichar)value[known - name];
    step_n(s, 2);
    return true;
}

/* A text that goes on to the end of its line: what is wrong with it. */
static bool fault_unclosed(struct scan *s, struct mark open)
{
    static const char quote[] = "”";
    size_t end = s->at;
    while (end > open.at && strchr(" \t,", s->text[end - 1]))
        end--;
    size_t n = strlen(quote);
    if (end >= open.at + 1 + n && memcmp(s->text + end - n, quote, n) == 0)
        return fault_at(
            s, open, "JSON-SYNTAX",
            _("the text that begins here ends with the Chinese “””; a straight double quote has to "
              "close it"));
    return fault_at(s, open, "JSON-SYNTAX",
                    _("the text that begins here is not closed with a straight double quote on its line; a "
                      "paragraph stands on one line"));
}

/* A text in quotes; decoded into `key` unless that is NULL. */
static bool scan_string(struct scan *s, GString *key)
{
    struct mark open = here(s);
    step(s);
    for (int c = peek(s); c != '"'; c = peek(s)) {
        gunichar cp;
        if (c < 0 || c == '\n' || c == '\r')
            return fault_unclosed(s, open);
        if (c < 0x20)
            return fault_at(s, here(s), "JSON-SYNTAX", _("the control character U+%04X stands in a text"),
                            (unsigned)c);
        if (c == '\\') {
            struct mark m = here(s);
            if (!scan_escape(s, &cp))
                return false;
            if (key && cp == 0)
                return fault_at(s, m, "JSON-SYNTAX", _("a key may not hold the character U+0000"));
            if (key)
                g_string_append_unichar(key, cp);
        } else {
            if (key)
                g_string_append_c(key, (char)c);
            step(s);
        }
    }
    step(s);
    return true;
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool scan_digits(struct scan *s)
{
    if (!is_digit(peek(s)))
        return fault_at(s, here(s), "JSON-SYNTAX", _("a digit is expected here, not %s"), found(s));
    while (is_digit(peek(s)))
        step(s);
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

static bool scan_number(struct scan *s)
{
    struct mark m = here(s);
    if (peek(s) == '-')
        step(s);
    if (peek(s) == '0') {
        step(s);
        if (is_digit(peek(s)))
            return fault_at(s, m, "JSON-SYNTAX",
                            _("a number may not begin with 0; to keep the digits write a text in quotes"));
    } else if (!scan_digits(s)) {
        return false;
    }
    if (peek(s) == '.') {
        step(s);
        if (!scan_digits(s))
            return false;
    }
    if (peek(s) == 'e' || peek(s) == 'E') {
        step(s);
        if (peek(s) == '+' || peek(s) == '-')
            step(s);
        if (!scan_digits(s))
            return false;
    }
    if (is_infinite(s->text + m.at, s->at - m.at))
        return fault_at(s, m, "JSON-LIMIT", _("this number is too large"));
    return true;
}

static bool scan_word(struct scan *s)
{
    static const char *const word[] = {"true", "false", "null"};
    struct mark m = here(s);
    size_t n = 0;
    while (s->at + n < s->n && (g_ascii_isalnum(s->text[s->at + n]) || s->text[s->at + n] == '_'))
        n++;
    for (size_t i = 0; i < G_N_ELEMENTS(word); i++) {
        if (n == strlen(word[i]) && memcmp(s->text + s->at, word[i], n) == 0) {
            step_n(s, n);
            return true;
        }
        if (n == strlen(word[i]) && g_ascii_strncasecmp(s->text + s->at, word[i], n) == 0)
            return fault_at(s, m, "JSON-SYNTAX", _("“%.*s” is written in small letters: %s"), (int)n,
                            s->text + s->at, word[i]);
    }
    return fault_at(s, m, "JSON-SYNTAX",
                    _("“%.*s” is not known here; a text stands in straight double quotes"), (int)MIN(n, 40),
                    s->text + s->at);
}

static bool scan_value(struct scan *s, struct json_place *place, int depth);

static const char *pointer_of(const struct json_place *p, struct arena *a)
{
    if (!p->parent)
        return "";
    const char *above = pointer_of(p->parent, a);
    if (!p->key)
        return arena_printf(a, "%s/%zu", above, p->index);
    GString *token = g_string_new(p->key);
    g_string_replace(token, "~", "~0", 0);
    g_string_replace(token, "/", "~1", 0);
    const char *out = arena_printf(a, "%s/%s", above, token->str);
    g_string_free(token, TRUE);
    return out;
}

static bool scan_key(struct scan *s, struct json_place *p)
{
    struct mark m = here(s);
    if (is_digit(peek(s)))
        return fault_at(s, m, "JSON-SYNTAX",
                        _("a key in straight double quotes is expected here, not %s; a figure is written "
                          "without commas between its digits"),
                        found(s));
    if (peek(s) != '"')
        return fault_at(s, m, "JSON-SYNTAX", _("a key in straight double quotes is expected here, not %s"),
                        found(s));
    g_string_truncate(s->key, 0);
    if (!scan_string(s, s->key))
        return false;
    if (s->key->len > JSON_MAX_KEY)
        return fault_at(s, m, "JSON-LIMIT", _("a key is longer than %d bytes"), JSON_MAX_KEY);
    p->key = arena_strndup(s->a, s->key->str, s->key->len);
    p->key_line = m.line;
    p->key_column = m.column;
    const struct json_place *first = g_hash_table_lookup(s->pos->place, p);
    if (first) {
        fault_at(s, m, "JSON-DUPLICATE", _("the key “%s” stands twice in one object, first in line %d"),
                 p->key, first->key_line);
        s->fault->pointer = pointer_of(p, s->a);
        return false;
    }
    skip_space(s);
    if (peek(s) != ':')
        return fault_at(s, here(s), "JSON-SYNTAX", _("a colon is expected behind the key, not %s"), found(s));
    step(s);
    return true;
}

/* What should be a comma or the closing bracket is something else; `begin` and `end` are those of the value
 * before. What is told is the mistake a writer makes there: quotes inside a text, a unit behind a figure, or
 * a comma forgotten. */
static bool fault_behind_value(struct scan *s, struct mark begin, struct mark end, int close)
{
    struct mark m = here(s);
    int c = peek(s);
    bool text = s->text[begin.at] == '"', adjacent = m.at == end.at, same_line = m.line == end.line;
    bool value = c == '"' || c == '{' || c == '[' || c == '-' || c == '+' || g_ascii_isalnum(c);
    gunichar next = peek_char(s);
    bool word = value ? adjacent && c != '"' && c != '{' && c != '[' : next >= 0x80;
    if (text && same_line && word && !is_chinese_mark(next)) {
        struct mark quote = {end.at - 1, end.line, end.column - 1};
        return fault_at(
            s, quote, "JSON-SYNTAX",
            _("the text that begins in line %d, column %d ends at this straight quote, but %s follows; "
              "quotes inside a text are written “ ” (or \\\")"),
            begin.line, begin.column, found(s));
    }
    if (is_digit(s->text[end.at - 1]) && adjacent && g_unichar_isalpha(next))
        return fault_at(s, m, "JSON-SYNTAX",
                        _("%s stands behind a figure; a figure with anything but digits is written as a text "
                          "in quotes"),
                        found(s));
    if (value && same_line)
        return fault_at(s, end, "JSON-SYNTAX", _("a comma is missing here, before %s"), found(s));
    if (value)
        return fault_at(s, end, "JSON-SYNTAX",
                        _("a comma is missing here at the end of line %d; line %d goes on with %s"), end.line,
                        m.line, found(s));
    return fault_at(s, m, "JSON-SYNTAX", _("a comma or “%c” is expected here, not %s"), close, found(s));
}

/* The members of an object or the items of a list, brackets included. */
static bool scan_members(struct scan *s, const struct json_place *parent, bool object, int depth)
{
    int close = object ? '}' : ']';
    if (depth > JSON_MAX_DEPTH)
        return fault_at(s, here(s), "JSON-LIMIT",
                        _("objects and lists stand more than %d deep in each other"), JSON_MAX_DEPTH);
    step(s);
    skip_space(s);
    if (peek(s) == close) {
        step(s);
        return true;
    }
    for (size_t i = 0;; i++) {
        if (object && i == JSON_MAX_MEMBERS)
            return fault_at(s, here(s), "JSON-LIMIT", _("an object has more than %d members"),
                            JSON_MAX_MEMBERS);
        struct json_place *p = ARENA_NEW(s->a, struct json_place);
        *p = (struct json_place){.parent = parent, .index = object ? 0 : i};
        if ((object && !scan_key(s, p)) || !scan_value(s, p, depth))
            return false;
        struct mark end = here(s);
        skip_space(s);
        struct mark m = here(s);
        if (peek(s) == close) {
            step(s);
            return true;
        }
        if (peek(s) != ',')
            return fault_behind_value(s, (struct mark){p->from, p->line, p->column}, end, close);
        step(s);
        skip_space(s);
        if (peek(s) == close)
            return fault_at(s, m, "JSON-SYNTAX", _("the comma before “%c” is one too many"), close);
    }
}

static bool scan_value(struct scan *s, struct json_place *place, int depth)
{
    skip_space(s);
    struct mark m = here(s);
    place->line = m.line;
    place->column = m.column;
    place->from = m.at;
    if (++s->pos->n > JSON_MAX_VALUES)
        return fault_at(s, m, "JSON-LIMIT", _("the text holds more than %d values"), JSON_MAX_VALUES);
    g_hash_table_add(s->pos->place, place);
    int c = peek(s);
    bool ok;
    if (c == '{' || c == '[')
        ok = scan_members(s, place, c == '{', depth + 1);
    else if (c == '"')
        ok = scan_string(s, NULL);
    else if (c == '-' || is_digit(c))
        ok = scan_number(s);
    else if (c == '+')
        ok = fault_at(s, m, "JSON-SYNTAX", _("a figure with a plus sign is written as a text in quotes"));
    else if (g_ascii_isalpha(c))
        ok = scan_word(s);
    else if (g_unichar_isalpha(peek_char(s)))
        ok = fault_at(s, m, "JSON-SYNTAX",
                      _("a value is expected here, not %s; a text stands in straight double quotes"),
                      found(s));
    else if (c == ',' || c == '}' || c == ']')
        ok = fault_at(s, m, "JSON-SYNTAX",
                      _("a value is missing here, before %s; a blank figure is written null"), found(s));
    else
        ok = fault_at(s, m, "JSON-SYNTAX", _("a value is expected here, not %s"), found(s));
    place->to = s->at;
    return ok;
}

struct jsonpos *jsonpos_read(const char *text, size_t n, struct arena *a, struct json_fault *fault)
{
    struct jsonpos *pos = ARENA_NEW(a, struct jsonpos);
    pos->place = g_hash_table_new(place_hash, place_equal);
    pos->root = ARENA_NEW(a, struct json_place);
    arena_cleanup(a, place_free, pos->place);
    struct scan s = {.text = text, .n = n, .line = 1, .column = 1, .pos = pos, .a = a, .fault = fault};
    s.key = g_string_new(NULL);
    skip_space(&s);
    bool ok = s.at < n
                  ? scan_value(&s, pos->root, 0)
                  : fault_at(&s, here(&s), "JSON-SYNTAX", _("the file is empty: there is no report in it"));
    skip_space(&s);
    if (ok && s.at < n)
        ok = fault_at(&s, here(&s), "JSON-SYNTAX", _("the report ends before this, but here is %s"),
                      found(&s));
    g_string_free(s.key, TRUE);
    return ok ? pos : NULL;
}
