/* yamlread.c - a YAML file as a tree with places.  yamlget.c looks into the tree. */
#include "yamlread.h"

#include "intl.h"
#include "utf8.h"

#include <errno.h>
#include <glib.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

enum {
    MAX_BYTES = 1024 * 1024,
    MAX_DEPTH = 64,
    FEW_KEYS = 16 /* of a map: compared one by one */
};

static const char SYNTAX[] = "LAYOUT-SYNTAX";

/* --- reading the bytes ---------------------------------------------------- */

/* read_bytes - at most MAX_BYTES + 1 bytes of a file, g_free them; NULL and e if it cannot be read. */
static char *read_bytes(const char *path, size_t *n, struct err *e)
{
    FILE *f = fopen(path, "rb");
    if (!f) {
        err_set(e, ERR_SYSTEM, _("cannot open %s: %s"), path, g_strerror(errno));
        return NULL;
    }
    char *buf = g_malloc(MAX_BYTES + 2); /* what a file leaves untouched costs nothing */
    *n = fread(buf, 1, MAX_BYTES + 1, f);
    bool bad = ferror(f) != 0;
    int why = errno;
    fclose(f);
    if (bad) {
        err_set(e, ERR_SYSTEM, _("cannot read %s: %s"), path, g_strerror(why));
        g_free(buf);
        return NULL;
    }
    buf[*n] = '\0';
    return buf;
}

/* place_of - line and column (1-based, in characters) of the byte at `at`, all before it being UTF-8. */
static void place_of(const char *buf, size_t at, int *line, int *column)
{
    *line = 1;
    const char *start = buf;
    for (const char *p = buf; p < buf + at; p++)
        if (*p == '\n') {
            ++*line;
            start = p + 1;
        }
    *column = (int)g_utf8_strlen(start, buf + at - start) + 1;
}

/* no_tabs - the first tab of each line is told. */
static bool no_tabs(const char *path, const char *buf, size_t n, struct diag *d)
{
    bool ok = true;
    int number = 1;
    for (const char *line = buf, *end = buf + n, *next; line < end; line = next, number++) {
        next = memchr(line, '\n', (size_t)(end - line));
        next = next ? next + 1 : end;
        const char *tab = memchr(line, '\t', (size_t)(next - line));
        if (!tab)
            continue;
        diag_printf(d, SYNTAX, GRADE_HARD, path, number, (int)g_utf8_strlen(line, tab - line) + 1,
                    _("a tab; use spaces"));
        ok = false;
    }
    return ok;
}

/* check_bytes - what libyaml accepts or tells without a place: size, bad UTF-8, NUL.  What has none of these
 * can be read. */
static bool check_bytes(const char *path, const char *buf, size_t n, struct diag *d)
{
    if (n > MAX_BYTES) {
        diag_printf(d, SYNTAX, GRADE_HARD, path, 0, 0, _("the file is larger than 1 MiB"));
        return false;
    }
    int line, column;
    size_t bad = utf8_check(buf, n);
    if (bad < n) {
        place_of(buf, bad, &line, &column);
        diag_printf(d, SYNTAX, GRADE_HARD, path, line, column, _("this byte (%02X) is not UTF-8"),
                    (unsigned char)buf[bad]);
        return false;
    }
    const char *nul = memchr(buf, '\0', n);
    if (nul) {
        place_of(buf, (size_t)(nul - buf), &line, &column);
        diag_printf(d, SYNTAX, GRADE_HARD, path, line, column, _("a NUL character"));
        return false;
    }
    return true;
}

/* --- events to tree ------------------------------------------------------- */

struct reader {
    yaml_parser_t parser;
    const char *file;
    struct arena *a;
    struct diag *d;
    bool failed; /* a syntax error ended the reading */
    bool bad;    /* any finding */
};

static void syntax_at(struct reader *r, yaml_mark_t at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

static void syntax_at(struct reader *r, yaml_mark_t at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    diag_printf(r->d, SYNTAX, GRADE_HARD, r->file, (int)at.line + 1, (int)at.column + 1, "%s", text);
    g_free(text);
    r->bad = true;
}

/* next_event - the next event, to be deleted by the caller; false after a syntax error, which is told. */
static bool next_event(struct reader *r, yaml_event_t *ev)
{
    if (yaml_parser_parse(&r->parser, ev))
        return true;
    r->failed = true;
    if (r->parser.error == YAML_MEMORY_ERROR)
        g_error("yamlread: out of memory");
    yaml_mark_t at = r->parser.problem_mark;
    if (r->parser.error == YAML_READER_ERROR) /* libyaml gives such errors an offset only */
        at = r->parser.mark;
    const char *what = r->parser.problem ? r->parser.problem : "";
    if (r->parser.context)
        syntax_at(r, at, _("not YAML: %s, %s"), r->parser.context, what);
    else
        syntax_at(r, at, _("not YAML: %s"), what);
    return false;
}

static struct ynode *node_new(struct reader *r, enum ynode_kind kind, yaml_mark_t at)
{
    struct ynode *n = ARENA_NEW(r->a, struct ynode);
    n->kind = kind;
    n->file = r->file;
    n->line = (int)at.line + 1;
    n->column = (int)at.column + 1;
    return n;
}

static void refuse_decoration(struct reader *r, const yaml_event_t *ev, const yaml_char_t *anchor,
                              const yaml_char_t *tag)
{
    if (anchor)
        syntax_at(r, ev->start_mark, _("an anchor (&%s) is not allowed here"), (const char *)anchor);
    if (tag)
        syntax_at(r, ev->start_mark, _("a tag (%s) is not allowed here"), (const char *)tag);
}

static struct ynode *read_node(struct reader *r, const yaml_event_t *ev, int depth);

static struct ynode *read_scalar(struct reader *r, const yaml_event_t *ev)
{
    struct ynode *n = node_new(r, Y_SCALAR, ev->start_mark);
    const char *text = (const char *)ev->data.scalar.value;
    refuse_decoration(r, ev, ev->data.scalar.anchor, ev->data.scalar.tag);
    if (strlen(text) != ev->data.scalar.length)
        syntax_at(r, ev->start_mark, _("a NUL character"));
    n->text = arena_strdup(r->a, text);
    n->folded = ev->end_mark.line != ev->start_mark.line;
    n->plain = ev->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    return n;
}

/* read_members - the nodes up to the event `end`, borrowed from the reader's arena; NULL after a syntax
 * error. */
static GPtrArray *read_members(struct reader *r, yaml_event_type_t end, int depth)
{
    GPtrArray *members = g_ptr_array_new();
    yaml_event_t ev;
    while (next_event(r, &ev)) {
        if (ev.type == end) {
            yaml_event_delete(&ev);
            return members;
        }
        struct ynode *n = read_node(r, &ev, depth);
        yaml_event_delete(&ev);
        if (!n)
            break;
        g_ptr_array_add(members, n);
    }
    g_ptr_array_free(members, TRUE);
    return NULL;
}

static struct ynode *read_list(struct reader *r, const yaml_event_t *ev, int depth)
{
    struct ynode *n = node_new(r, Y_LIST, ev->start_mark);
    refuse_decoration(r, ev, ev->data.sequence_start.anchor, ev->data.sequence_start.tag);
    GPtrArray *members = read_members(r, YAML_SEQUENCE_END_EVENT, depth + 1);
    if (!members)
        return NULL;
    n->n = members->len;
    n->item = arena_dup(r->a, members->pdata, n->n * sizeof(struct ynode *));
    g_ptr_array_free(members, TRUE);
    return n;
}

/* key_among - the first of n keys of a map that reads so and was a word. */
static const struct ynode *key_among(const struct ynode *map, size_t n, const char *text)
{
    for (size_t i = 0; i < n; i++)
        if (!map->key[i]->item && strcmp(map->key[i]->text, text) == 0)
            return map->key[i];
    return NULL;
}

static struct ynode *read_map(struct reader *r, const yaml_event_t *ev, int depth)
{
    struct ynode *n = node_new(r, Y_MAP, ev->start_mark);
    refuse_decoration(r, ev, ev->data.mapping_start.anchor, ev->data.mapping_start.tag);
    GPtrArray *members = read_members(r, YAML_MAPPING_END_EVENT, depth + 1);
    if (!members)
        return NULL;
    n->n = members->len / 2;
    n->key = ARENA_ARRAY(r->a, n->n, struct ynode *);
    n->item = ARENA_ARRAY(r->a, n->n, struct ynode *);
    GHashTable *seen = n->n > FEW_KEYS ? g_hash_table_new(g_str_hash, g_str_equal) : NULL;
    for (size_t i = 0; i < n->n; i++) {
        struct ynode *key = members->pdata[2 * i];
        n->key[i] = key;
        n->item[i] = members->pdata[2 * i + 1];
        yaml_mark_t at = {.line = (size_t)key->line - 1, .column = (size_t)key->column - 1};
        if (key->kind != Y_SCALAR) {
            syntax_at(r, at, _("a key must be a word, not a list or a map"));
            key->kind = Y_SCALAR; /* so that readers of key->text need no case for it */
            key->text = "";
            continue;
        }
        const struct ynode *first = seen ? g_hash_table_lookup(seen, key->text) : key_among(n, i, key->text);
        if (first)
            syntax_at(r, at, _("the key “%s” stands twice, first on line %d"), key->text, first->line);
        else if (seen)
            g_hash_table_insert(seen, (gpointer)key->text, key);
    }
    if (seen)
        g_hash_table_destroy(seen);
    g_ptr_array_free(members, TRUE);
    return n;
}

/* read_node - the node that begins with ev; NULL after a syntax error. */
static struct ynode *read_node(struct reader *r, const yaml_event_t *ev, int depth)
{
    if (depth > MAX_DEPTH) {
        syntax_at(r, ev->start_mark, _("nested more than %d deep"), MAX_DEPTH);
        r->failed = true;
        return NULL;
    }
    switch (ev->type) {
    case YAML_SCALAR_EVENT:
        return read_scalar(r, ev);
    case YAML_SEQUENCE_START_EVENT:
        return read_list(r, ev, depth);
    case YAML_MAPPING_START_EVENT:
        return read_map(r, ev, depth);
    case YAML_ALIAS_EVENT: {
        syntax_at(r, ev->start_mark, _("an alias (*%s) is not allowed here"),
                  (const char *)ev->data.alias.anchor);
        struct ynode *n = node_new(r, Y_SCALAR, ev->start_mark);
        n->text = "";
        return n;
    }
    default:
        syntax_at(r, ev->start_mark, _("not YAML: something is missing here"));
        r->failed = true;
        return NULL;
    }
}

/* read_stream - the root of the one document; more documents are a finding. */
static struct ynode *read_stream(struct reader *r)
{
    struct ynode *root = NULL;
    yaml_event_t ev;
    for (bool end = false; !end && !r->failed && next_event(r, &ev);) {
        switch (ev.type) {
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT:
            break;
        case YAML_DOCUMENT_START_EVENT:
            if (root) {
                syntax_at(r, ev.start_mark, _("a second document begins here; a file holds one"));
                end = true;
            }
            break;
        case YAML_STREAM_END_EVENT:
            end = true;
            break;
        default:
            root = read_node(r, &ev, 0);
            break;
        }
        yaml_event_delete(&ev);
    }
    if (!root && !r->bad)
        syntax_at(r, (yaml_mark_t){0}, _("the file is empty"));
    return root;
}

struct ynode *yaml_parse(const char *path, const char *buf, size_t n, struct arena *a, struct diag *d,
                         struct err *e)
{
    struct ynode *root = NULL;
    bool clean = false;
    if (check_bytes(path, buf, n, d)) {
        /* a tab is told and the reading goes on, so that the file's other mistakes are told in the same run
         */
        clean = no_tabs(path, buf, n, d);
        struct reader r = {.file = arena_strdup(a, path), .a = a, .d = d};
        if (!yaml_parser_initialize(&r.parser))
            g_error("yamlread: out of memory");
        yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&r.parser, (const unsigned char *)buf, n);
        root = read_stream(&r);
        yaml_parser_delete(&r.parser);
        clean = clean && !r.bad && !r.failed;
    }
    if (clean)
        return root;
    err_set(e, ERR_LAYOUT, _("%s cannot be used as it is"), path);
    return NULL;
}

struct ynode *yaml_read(const char *path, struct arena *a, struct diag *d, struct err *e)
{
    size_t n;
    char *buf = read_bytes(path, &n, e);
    struct ynode *root = buf ? yaml_parse(path, buf, n, a, d, e) : NULL;
    g_free(buf);
    return root;
}
