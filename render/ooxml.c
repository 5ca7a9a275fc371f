/* ooxml.c - parts of an Office Open XML package and the relations between them. */
#include "ooxml.h"

#include <string.h>

struct xmlread *ooxml_open(struct zipread *z, const char *path, struct err *e)
{
    GBytes *bytes = zipread_entry(z, path, e);
    if (!bytes)
        return NULL;
    struct xmlread *x = xmlread_open(bytes, path, e);
    g_bytes_unref(bytes);
    return x;
}

const char *ooxml_relation(struct zipread *z, const char *path, const char *id, const char *type,
                           struct arena *a, struct err *e)
{
    char *dir = g_path_get_dirname(path), *base = g_path_get_basename(path);
    if (strcmp(dir, ".") == 0)
        *dir = '\0';
    const char *rels = arena_printf(a, "%s%s_rels/%s.rels", dir, *dir ? "/" : "", *path ? base : "");
    const char *found = NULL;
    enum xml_event ev = XML_DONE;
    struct xmlread *x = zipread_has(z, rels) ? ooxml_open(z, rels, e) : NULL;
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

bool ooxml_text(struct xmlread *x, GString *out, struct err *e)
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
