/* sheetparts.c - the parts of a workbook around its worksheets.  ECMA-376, parts 1 (18) and 2 (relations). */
#include "sheetparts.h"
#include "intl.h"
#include "utf8.h"
#include "xmlread.h"

#include <stdlib.h>
#include <string.h>

static void add_text(struct texts *t, const char *text, struct arena *a)
{
    if (t->n == t->room) {
        t->room = t->room ? t->room * 2 : 64;
        const char **more = ARENA_ARRAY(a, t->room, const char *);
        if (t->n)
            memcpy(more, t->text, t->n * sizeof *more);
        t->text = more;
    }
    t->text[t->n++] = text;
}

char *sheet_unescape(char *s)
{
    char *to = s;
    for (const char *from = s; *from;) {
        char hex[5] = "";
        if (from[0] == '_' && from[1] == 'x' && memchr(from, '\0', 7) == NULL && from[6] == '_') {
            memcpy(hex, from + 2, 4);
            if (strspn(hex, "0123456789abcdefABCDEF") == 4) {
                unsigned long cp = strtoul(hex, NULL, 16);
                if (cp != 0 && (cp < 0xd800 || cp > 0xdfff)) { /* a half of a pair stays as it is written */
                    to += utf8_write((uint32_t)cp, to);
                    from += 7;
                    continue;
                }
            }
        }
        *to++ = *from++;
    }
    *to = '\0';
    return s;
}

static struct xmlread *open_part(struct zipread *z, const char *path, struct err *e)
{
    GBytes *bytes = zipread_entry(z, path, e);
    if (!bytes)
        return NULL;
    struct xmlread *x = xmlread_open(bytes, path, e);
    g_bytes_unref(bytes);
    return x;
}

/* The part that `path` relates to by this id, or by this end of the relation's type.  NULL without e when
 * there is none. */
static const char *relation(struct zipread *z, const char *path, const char *id, const char *type,
                            struct arena *a, struct err *e)
{
    char *dir = g_path_get_dirname(path), *base = g_path_get_basename(path);
    if (strcmp(dir, ".") == 0)
        *dir = '\0';
    const char *rels = arena_printf(a, "%s%s_rels/%s.rels", dir, *dir ? "/" : "", *path ? base : "");
    const char *found = NULL;
    enum xml_event ev = XML_DONE;
    struct xmlread *x = zipread_has(z, rels) ? open_part(z, rels, e) : NULL;
    while (x && !found && (ev = xmlread_next(x, e)) != XML_DONE && ev != XML_BAD) {
        if (ev != XML_START || !xmlread_is(x, "Relationship"))
            continue;
        const char *rid = xmlread_attr(x, "Id", a), *rtype = xmlread_attr(x, "Type", a);
        const char *target = xmlread_attr(x, "Target", a), *mode = xmlread_attr(x, "TargetMode", a);
        if (!target || (mode && strcmp(mode, "External") == 0))
            continue;
        if (id ? rid && strcmp(rid, id) == 0 : rtype && g_str_has_suffix(rtype, type))
            found = *target == '/' ? target + 1 : arena_printf(a, "%s%s%s", dir, *dir ? "/" : "", target);
    }
    xmlread_close(x);
    g_free(dir);
    g_free(base);
    return found;
}

/* All words up to the end of the element just begun. */
static bool element_text(struct xmlread *x, GString *out, struct err *e)
{
    int depth = xmlread_depth(x);
    enum xml_event ev;
    while ((ev = xmlread_next(x, e)) != XML_BAD) {
        if (ev == XML_TEXT)
            g_string_append(out, xmlread_text(x));
        else if (ev == XML_DONE || (ev == XML_END && xmlread_depth(x) == depth))
            return true;
    }
    return false;
}

static bool read_workbook(struct zipread *z, const char *path, struct sheet_parts *p, struct arena *a,
                          struct err *e)
{
    struct xmlread *x = open_part(z, path, e);
    if (!x)
        return false;
    GString *text = g_string_new(NULL);
    enum xml_event ev;
    while ((ev = xmlread_next(x, e)) != XML_DONE && ev != XML_BAD) {
        if (ev != XML_START)
            continue;
        if (xmlread_is(x, "sheet")) {
            const char *state = xmlread_attr(x, "state", a), *rid = xmlread_attr(x, "id", a);
            struct sheet_part s = {.name = xmlread_attr(x, "name", a)};
            if ((state && strcmp(state, "visible") != 0) || !s.name || !rid)
                continue;
            s.path = relation(z, path, rid, NULL, a, e);
            if (s.path)
                g_array_append_val(p->sheet, s);
        } else if (xmlread_is(x, "definedName")) {
            struct sheet_pair d = {.name = xmlread_attr(x, "name", a)};
            g_string_truncate(text, 0);
            if (!element_text(x, text, e)) {
                ev = XML_BAD;
                break;
            }
            d.text = arena_strdup(a, text->str);
            if (d.name)
                g_array_append_val(p->defined, d);
        }
    }
    xmlread_close(x);
    g_string_free(text, TRUE);
    if (ev == XML_BAD || e->kind != ERR_NONE)
        return false;
    return p->sheet->len > 0 || err_set(e, ERR_INPUT, _("the workbook has no visible worksheet"));
}

/* <si> holds words in <t>, or in the <t> of several <r>; <rPh> only tells how to pronounce them. */
static bool read_strings(struct zipread *z, const char *path, struct texts *t, struct arena *a, struct err *e)
{
    struct xmlread *x = open_part(z, path, e);
    if (!x)
        return false;
    GString *text = g_string_new(NULL);
    bool in_t = false;
    int phonetic = 0;
    enum xml_event ev;
    while ((ev = xmlread_next(x, e)) != XML_DONE && ev != XML_BAD) {
        if (ev == XML_TEXT) {
            if (in_t && !phonetic)
                g_string_append(text, xmlread_text(x));
        } else if (xmlread_is(x, "t")) {
            in_t = ev == XML_START;
        } else if (xmlread_is(x, "rPh")) {
            phonetic += ev == XML_START ? 1 : -1;
        } else if (xmlread_is(x, "si")) {
            if (ev == XML_END)
                add_text(t, sheet_unescape(arena_strdup(a, text->str)), a);
            g_string_truncate(text, 0);
        }
    }
    g_string_free(text, TRUE);
    xmlread_close(x);
    return ev == XML_DONE;
}

/* Formats that have a number and no words in the file: ECMA-376-1, 18.8.30. */
static const char *builtin_format(long id)
{
    switch (id) {
    case 1:
        return "0";
    case 2:
        return "0.00";
    case 3:
        return "#,##0";
    case 4:
        return "#,##0.00";
    case 49:
        return "@";
    default:
        return "General";
    }
}

static bool read_styles(struct zipread *z, const char *path, struct texts *t, struct arena *a, struct err *e)
{
    struct xmlread *x = open_part(z, path, e);
    if (!x)
        return false;
    GHashTable *code = g_hash_table_new(g_direct_hash, g_direct_equal);
    bool in_xfs = false;
    enum xml_event ev;
    while ((ev = xmlread_next(x, e)) != XML_DONE && ev != XML_BAD) {
        if (xmlread_is(x, "cellXfs")) {
            in_xfs = ev == XML_START;
        } else if (ev == XML_START && (xmlread_is(x, "numFmt") || (in_xfs && xmlread_is(x, "xf")))) {
            const char *number = xmlread_attr(x, "numFmtId", a);
            long id = number ? strtol(number, NULL, 10) : 0;
            const char *words = xmlread_attr(x, "formatCode", a);
            if (xmlread_is(x, "numFmt")) {
                g_hash_table_insert(code, GINT_TO_POINTER((int)id), (gpointer)(words ? words : "General"));
            } else {
                const char *own = g_hash_table_lookup(code, GINT_TO_POINTER((int)id));
                add_text(t, own ? own : builtin_format(id), a);
            }
        }
    }
    g_hash_table_destroy(code);
    xmlread_close(x);
    return ev == XML_DONE;
}

static bool read_properties(struct zipread *z, const char *path, GArray *out, struct arena *a, struct err *e)
{
    struct xmlread *x = open_part(z, path, e);
    if (!x)
        return false;
    GString *text = g_string_new(NULL);
    bool ok = true;
    enum xml_event ev;
    while (ok && (ev = xmlread_next(x, e)) != XML_DONE && (ok = ev != XML_BAD)) {
        if (ev != XML_START || !xmlread_is(x, "property"))
            continue;
        struct sheet_pair p = {.name = xmlread_attr(x, "name", a)};
        g_string_truncate(text, 0);
        ok = element_text(x, text, e);
        p.text = arena_strdup(a, text->str);
        if (ok && p.name)
            g_array_append_val(out, p);
    }
    g_string_free(text, TRUE);
    xmlread_close(x);
    return ok;
}

static void free_array(void *p)
{
    g_array_free(p, TRUE);
}

bool sheet_parts_read(struct zipread *z, struct sheet_parts *p, struct arena *a, struct err *e)
{
    memset(p, 0, sizeof *p);
    p->sheet = g_array_new(FALSE, FALSE, sizeof(struct sheet_part));
    p->defined = g_array_new(FALSE, FALSE, sizeof(struct sheet_pair));
    p->property = g_array_new(FALSE, FALSE, sizeof(struct sheet_pair));
    arena_cleanup(a, free_array, p->sheet);
    arena_cleanup(a, free_array, p->defined);
    arena_cleanup(a, free_array, p->property);

    const char *workbook = relation(z, "", NULL, "/officeDocument", a, e);
    if (!workbook)
        return err_set(e, ERR_INPUT, _("this archive holds no workbook"));
    if (!read_workbook(z, workbook, p, a, e))
        return false;
    const char *strings = relation(z, workbook, NULL, "/sharedStrings", a, e);
    const char *styles = relation(z, workbook, NULL, "/styles", a, e);
    const char *custom = relation(z, "", NULL, "/custom-properties", a, e);
    return e->kind == ERR_NONE && (!strings || read_strings(z, strings, &p->string, a, e)) &&
           (!styles || read_styles(z, styles, &p->format, a, e)) &&
           (!custom || read_properties(z, custom, p->property, a, e));
}
