/* sheetparts.c - the parts of a workbook around its worksheets.  ECMA-376, parts 1 (18) and 2 (relations). */
#include "sheetparts.h"
#include "intl.h"
#include "ooxml.h"
#include "utf8.h"

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

/* Turns the ids of the sheets into paths; what has none, or shows a chart, is dropped. */
static bool find_sheets(const struct ooxml_relation *related, struct sheet_parts *p, struct err *e)
{
    if (p->sheet->len > SHEET_MAX_SHEETS)
        return err_set(e, ERR_LIMIT, _("the workbook has more than %d worksheets"), SHEET_MAX_SHEETS);
    guint n = 0;
    for (guint i = 0; i < p->sheet->len; i++) {
        struct sheet_part *s = &g_array_index(p->sheet, struct sheet_part, i);
        s->path = ooxml_by_id(related, s->path);
        if (s->path && !strstr(s->path, "chartsheets/"))
            g_array_index(p->sheet, struct sheet_part, n++) = *s;
    }
    g_array_set_size(p->sheet, n);
    return n || err_set(e, ERR_INPUT, _("the workbook has no visible worksheet"));
}

static bool read_workbook(struct zipread *z, const char *path, struct sheet_parts *p, struct arena *a,
                          struct err *e)
{
    struct xmlread *x = ooxml_open(z, path, e);
    if (!x)
        return false;
    GString *text = g_string_new(NULL);
    enum xml_event ev;
    while ((ev = xmlread_next(x, e)) != XML_DONE && ev != XML_BAD) {
        if (ev != XML_START)
            continue;
        if (xmlread_is(x, "sheet")) {
            const char *state = xmlread_attr(x, "state", a);
            struct sheet_part sheet = {.name = xmlread_attr(x, "name", a), .path = xmlread_attr(x, "id", a)};
            if ((!state || strcmp(state, "visible") == 0) && sheet.name && sheet.path)
                g_array_append_val(p->sheet, sheet);
        } else if (xmlread_is(x, "definedName")) {
            struct sheet_pair d = {.name = xmlread_attr(x, "name", a)};
            g_string_truncate(text, 0);
            if (!ooxml_text(x, text, e)) {
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
    return ev == XML_DONE;
}

/* <si> holds words in <t>, or in the <t> of several <r>; <rPh> only tells how to pronounce them. */
static bool read_strings(struct zipread *z, const char *path, struct texts *t, struct arena *a, struct err *e)
{
    struct xmlread *x = ooxml_open(z, path, e);
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

/* Formats that have a number and no words in the file: ECMA-376-1, 18.8.30; those of dates as Chinese
 * editions show them. */
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
    case 9:
        return "0%";
    case 10:
        return "0.00%";
    case 14:
        return "yyyy/m/d";
    case 27:
    case 36:
    case 50:
    case 52:
    case 57:
        return "yyyy\"年\"m\"月\"";
    case 28:
    case 29:
    case 51:
    case 53:
    case 54:
    case 58:
        return "m\"月\"d\"日\"";
    case 31:
        return "yyyy\"年\"m\"月\"d\"日\"";
    case 49:
        return "@";
    default:
        return "General";
    }
}

static bool read_styles(struct zipread *z, const char *path, struct texts *t, struct arena *a, struct err *e)
{
    struct xmlread *x = ooxml_open(z, path, e);
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
    struct xmlread *x = ooxml_open(z, path, e);
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
        ok = ooxml_text(x, text, e);
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
    arena_cleanup(a, free_array, p->sheet);
    p->defined = g_array_new(FALSE, FALSE, sizeof(struct sheet_pair));
    p->property = g_array_new(FALSE, FALSE, sizeof(struct sheet_pair));
    arena_cleanup(a, free_array, p->defined);
    arena_cleanup(a, free_array, p->property);

    const struct ooxml_relation *related = ooxml_relations(z, "", a, e);
    const char *workbook = ooxml_by_type(related, "/officeDocument");
    const char *custom = ooxml_by_type(related, "/custom-properties");
    if (!workbook)
        return err_set(e, ERR_INPUT, _("this archive holds no workbook"));
    if (!read_workbook(z, workbook, p, a, e))
        return false;
    related = ooxml_relations(z, workbook, a, e);
    const char *strings = ooxml_by_type(related, "/sharedStrings");
    const char *styles = ooxml_by_type(related, "/styles");
    return e->kind == ERR_NONE && find_sheets(related, p, e) &&
           (!strings || read_strings(z, strings, &p->string, a, e)) &&
           (!styles || read_styles(z, styles, &p->format, a, e)) &&
           (!custom || read_properties(z, custom, p->property, a, e));
}
