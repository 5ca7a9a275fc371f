/* jsonpos.c - where each value of a JSON text stands.
 * From the index and its look-up at the top to the one pass that fills it, jsonpos_read, at the bottom. */
#include "jsonpos.h"

#include "intl.h"
#include "jsonpos_scan.h"

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

static bool scan_value(struct json_scan *s, struct json_place *place, int depth);

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

static bool scan_key(struct json_scan *s, struct json_place *p)
{
    struct json_mark m = json_here(s);
    if (json_is_digit(json_peek(s)))
        return json_fault_at(
            s, m, "JSON-SYNTAX",
            _("a key in straight double quotes is expected here, not %s; a figure is written "
              "without commas between its digits"),
            json_found(s));
    if (json_peek(s) != '"')
        return json_fault_at(s, m, "JSON-SYNTAX",
                             _("a key in straight double quotes is expected here, not %s"), json_found(s));
    g_string_truncate(s->key, 0);
    if (!json_scan_string(s, s->key))
        return false;
    if (s->key->len > JSON_MAX_KEY)
        return json_fault_at(s, m, "JSON-LIMIT", _("a key is longer than %d bytes"), JSON_MAX_KEY);
    p->key = arena_strndup(s->a, s->key->str, s->key->len);
    p->key_line = m.line;
    p->key_column = m.column;
    const struct json_place *first = g_hash_table_lookup(s->pos->place, p);
    if (first) {
        json_fault_at(s, m, "JSON-DUPLICATE", _("the key “%s” stands twice in one object, first in line %d"),
                      p->key, first->key_line);
        s->fault->pointer = pointer_of(p, s->a);
        return false;
    }
    json_skip_space(s);
    if (json_peek(s) != ':')
        return json_fault_at(s, json_here(s), "JSON-SYNTAX", _("a colon is expected behind the key, not %s"),
                             json_found(s));
    json_step(s);
    return true;
}

/* What should be a comma or the closing bracket is something else; `begin` and `end` are those of the value
 * before. What is told is the mistake a writer makes there: quotes inside a text, a unit behind a figure, or
 * a comma forgotten. */
static bool fault_behind_value(struct json_scan *s, struct json_mark begin, struct json_mark end, int close)
{
    struct json_mark m = json_here(s);
    int c = json_peek(s);
    bool text = s->text[begin.at] == '"', adjacent = m.at == end.at, same_line = m.line == end.line;
    bool value = c == '"' || c == '{' || c == '[' || c == '-' || c == '+' || g_ascii_isalnum(c);
    gunichar next = json_peek_char(s);
    bool word = value ? adjacent && c != '"' && c != '{' && c != '[' : next >= 0x80;
    if (text && same_line && word && !json_is_chinese_mark(next)) {
        struct json_mark quote = {end.at - 1, end.line, end.column - 1};
        return json_fault_at(
            s, quote, "JSON-SYNTAX",
            _("the text that begins in line %d, column %d ends at this straight quote, but %s follows; "
              "quotes inside a text are written “ ” (or \\\")"),
            begin.line, begin.column, json_found(s));
    }
    if (json_is_digit(s->text[end.at - 1]) && adjacent && g_unichar_isalpha(next))
        return json_fault_at(
            s, m, "JSON-SYNTAX",
            _("%s stands behind a figure; a figure with anything but digits is written as a text "
              "in quotes"),
            json_found(s));
    if (value && same_line)
        return json_fault_at(s, end, "JSON-SYNTAX", _("a comma is missing here, before %s"), json_found(s));
    if (value)
        return json_fault_at(s, end, "JSON-SYNTAX",
                             _("a comma is missing here at the end of line %d; line %d goes on with %s"),
                             end.line, m.line, json_found(s));
    return json_fault_at(s, m, "JSON-SYNTAX", _("a comma or “%c” is expected here, not %s"), close,
                         json_found(s));
}

/* The members of an object or the items of a list, brackets included. */
static bool scan_members(struct json_scan *s, const struct json_place *parent, bool object, int depth)
{
    int close = object ? '}' : ']';
    if (depth > JSON_MAX_DEPTH)
        return json_fault_at(s, json_here(s), "JSON-LIMIT",
                             _("objects and lists stand more than %d deep in each other"), JSON_MAX_DEPTH);
    json_step(s);
    json_skip_space(s);
    if (json_peek(s) == close) {
        json_step(s);
        return true;
    }
    for (size_t i = 0;; i++) {
        if (object && i == JSON_MAX_MEMBERS)
            return json_fault_at(s, json_here(s), "JSON-LIMIT", _("an object has more than %d members"),
                                 JSON_MAX_MEMBERS);
        struct json_place *p = ARENA_NEW(s->a, struct json_place);
        *p = (struct json_place){.parent = parent, .index = object ? 0 : i};
        if ((object && !scan_key(s, p)) || !scan_value(s, p, depth))
            return false;
        struct json_mark end = json_here(s);
        json_skip_space(s);
        struct json_mark m = json_here(s);
        if (json_peek(s) == close) {
            json_step(s);
            return true;
        }
        if (json_peek(s) != ',')
            return fault_behind_value(s, (struct json_mark){p->from, p->line, p->column}, end, close);
        json_step(s);
        json_skip_space(s);
        if (json_peek(s) == close)
            return json_fault_at(s, m, "JSON-SYNTAX", _("the comma before “%c” is one too many"), close);
    }
}

static bool scan_value(struct json_scan *s, struct json_place *place, int depth)
{
    json_skip_space(s);
    struct json_mark m = json_here(s);
    place->line = m.line;
    place->column = m.column;
    place->from = m.at;
    if (++s->pos->n > JSON_MAX_VALUES)
        return json_fault_at(s, m, "JSON-LIMIT", _("the text holds more than %d values"), JSON_MAX_VALUES);
    g_hash_table_add(s->pos->place, place);
    int c = json_peek(s);
    bool ok;
    if (c == '{' || c == '[')
        ok = scan_members(s, place, c == '{', depth + 1);
    else if (c == '"')
        ok = json_scan_string(s, NULL);
    else if (c == '-' || json_is_digit(c))
        ok = json_scan_number(s);
    else if (c == '+')
        ok =
            json_fault_at(s, m, "JSON-SYNTAX", _("a figure with a plus sign is written as a text in quotes"));
    else if (g_ascii_isalpha(c))
        ok = json_scan_word(s);
    else if (g_unichar_isalpha(json_peek_char(s)))
        ok = json_fault_at(s, m, "JSON-SYNTAX",
                           _("a value is expected here, not %s; a text stands in straight double quotes"),
                           json_found(s));
    else if (c == ',' || c == '}' || c == ']')
        ok = json_fault_at(s, m, "JSON-SYNTAX",
                           _("a value is missing here, before %s; a blank figure is written null"),
                           json_found(s));
    else
        ok = json_fault_at(s, m, "JSON-SYNTAX", _("a value is expected here, not %s"), json_found(s));
    place->to = s->at;
    return ok;
}

struct jsonpos *jsonpos_read(const char *text, size_t n, struct arena *a, struct json_fault *fault)
{
    struct jsonpos *pos = ARENA_NEW(a, struct jsonpos);
    pos->place = g_hash_table_new(place_hash, place_equal);
    pos->root = ARENA_NEW(a, struct json_place);
    arena_cleanup(a, place_free, pos->place);
    struct json_scan s = {.text = text, .n = n, .line = 1, .column = 1, .pos = pos, .a = a, .fault = fault};
    s.key = g_string_new(NULL);
    json_skip_space(&s);
    bool ok = s.at < n ? scan_value(&s, pos->root, 0)
                       : json_fault_at(&s, json_here(&s), "JSON-SYNTAX",
                                       _("the file is empty: there is no report in it"));
    json_skip_space(&s);
    if (ok && s.at < n)
        ok = json_fault_at(&s, json_here(&s), "JSON-SYNTAX", _("the report ends before this, but here is %s"),
                           json_found(&s));
    g_string_free(s.key, TRUE);
    return ok ? pos : NULL;
}
