/* xmlfields.c - XML of a known shape. */
#include "xmlfields.h"

#include "digest.h"
#include "intl.h"

#include <stdio.h>
#include <string.h>

void fields_bad(struct xmlfields *f, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    err_set(f->e, ERR_INPUT, "%s: %s", f->file, text);
    g_free(text);
}

const char *field_optional(struct xmlfields *f, const char *name)
{
    return xmlread_attr(f->x, name, f->a);
}

const char *field_text(struct xmlfields *f, const char *name)
{
    const char *text = field_optional(f, name);
    if (text)
        return text;
    fields_bad(f, _("<%s> has no “%s”"), xmlread_name(f->x), name);
    return "";
}

gsize field_number(struct xmlfields *f, const char *name, gsize max)
{
    const char *text = field_text(f, name);
    guint64 value = 0;
    if (!g_ascii_string_to_unsigned(text, 10, 0, max, &value, NULL))
        fields_bad(f, _("“%s” cannot be “%s”"), name, text);
    return (gsize)value;
}

bool field_flag(struct xmlfields *f, const char *name)
{
    const char *text = field_text(f, name);
    bool yes = strcmp(text, "yes") == 0;
    if (!yes && strcmp(text, "no") != 0)
        fields_bad(f, _("“%s” cannot be “%s”"), name, text);
    return yes;
}

const char *field_sum(struct xmlfields *f, const char *name)
{
    const char *text = field_text(f, name);
    if (strlen(text) != DIGEST_TEXT - 1 || strspn(text, "0123456789abcdef") != DIGEST_TEXT - 1)
        fields_bad(f, _("“%s” cannot be “%s”"), name, text);
    return text;
}

const char *field_date(struct xmlfields *f, const char *name)
{
    const char *text = field_text(f, name);
    unsigned y, m, d;
    char rest;
    if (strlen(text) != 10 || sscanf(text, "%4u-%2u-%2u%c", &y, &m, &d, &rest) != 3 ||
        strspn(text, "0123456789-") != 10 || !g_date_valid_dmy((GDateDay)d, (GDateMonth)m, (GDateYear)y))
        fields_bad(f, _("“%s” cannot be “%s”"), name, text);
    return text;
}

static bool start(struct xmlfields *f, const char **section, const char *root, element_fn fn, void *to)
{
    int depth = xmlread_depth(f->x);
    const char *name = arena_strdup(f->a, xmlread_name(f->x));
    if (depth == 0) {
        if (strcmp(name, root) != 0)
            fields_bad(f, _("the outermost element is <%s>, not <%s>"), name, root);
        else if (strcmp(field_text(f, "version"), "1") != 0)
            fields_bad(f, _("it was made by a later version of this program"));
    } else if (depth > 2 || !fn(to, depth == 1 ? NULL : *section, name)) {
        fields_bad(f, _("<%s> has no place there"), name);
    }
    if (depth == 1)
        *section = name;
    return f->e->kind == ERR_NONE;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

bool xmlfields_read(struct xmlfields *f, GBytes *xml, const char *file, const char *root, element_fn fn,
                    void *to, struct arena *a, struct err *e)
{
    *f = (struct xmlfields){.x = xmlread_open(xml, file, e), .file = file, .a = a, .e = e};
    const char *section = NULL;
    bool ok = f->x != NULL, done = false;
    while (ok && !done) {
        switch (xmlread_next(f->x, e)) {
        case XML_START:
            ok = start(f, &section, root, fn, to);
            break;
        case XML_TEXT:
            if (!is_blank(xmlread_text(f->x))) {
                fields_bad(f, _("words between the elements have no place there"));
                ok = false;
            }
            break;
        case XML_END:
            break;
        case XML_DONE:
            done = true;
            break;
        case XML_BAD:
            ok = false;
            break;
        }
    }
    xmlread_close(f->x);
    f->x = NULL;
    return ok && e->kind == ERR_NONE;
}
