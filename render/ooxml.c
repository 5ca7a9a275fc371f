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

/* The relation that the last start tag tells; targets are beside the part, in dir. */
static struct ooxml_relation *read_relation(struct xmlread *x, const char *dir, struct arena *a)
{
    const char *target = xmlread_attr(x, "Target", a), *mode = xmlread_attr(x, "TargetMode", a);
    if (!target || (mode && strcmp(mode, "External") == 0))
        return NULL;
    struct ooxml_relation *r = ARENA_NEW(a, struct ooxml_relation);
    r->id = xmlread_attr(x, "Id", a);
    r->type = xmlread_attr(x, "Type", a);
    r->target = *target == '/' ? target + 1 : arena_concat(a, dir, target);
    return r;
}

const struct ooxml_relation *ooxml_relations(struct zipread *z, const char *path, struct arena *a,
                                             struct err *e)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    const char *dir = arena_strndup(a, path, (size_t)(base - path));
    const char *rels = arena_concat(a, dir, "_rels/", base, ".rels");
    struct ooxml_relation *first = NULL, **end = &first;
    enum xml_event ev = XML_DONE;
    struct xmlread *x = zipread_has(z, rels) ? ooxml_open(z, rels, e) : NULL;
    while (x && (ev = xmlread_next(x, e)) != XML_DONE && ev != XML_BAD)
        if (ev == XML_START && xmlread_is(x, "Relationship") && (*end = read_relation(x, dir, a)))
            end = &(*end)->next;
    xmlread_close(x);
    return ev == XML_BAD ? NULL : first;
}

const char *ooxml_by_id(const struct ooxml_relation *r, const char *id)
{
    while (r && !(r->id && strcmp(r->id, id) == 0))
        r = r->next;
    return r ? r->target : NULL;
}

const char *ooxml_by_type(const struct ooxml_relation *r, const char *type)
{
    while (r && !(r->type && g_str_has_suffix(r->type, type)))
        r = r->next;
    return r ? r->target : NULL;
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
