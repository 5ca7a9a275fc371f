/* xmlread.c - an XML text as a stream of tags and words. */
#include "xmlread.h"
#include "intl.h"

#include <libxml/xmlreader.h>
#include <string.h>

struct xmlread {
    GBytes *bytes;
    char *name;
    xmlTextReader *reader;
    bool end_pending; /* the last start tag was an empty element: its end is still to be told */
    char *problem;    /* the first message of libxml2 */
    int problem_line;
};

static void note_problem(void *user, xmlError *error)
{
    struct xmlread *x = user;
    if (x->problem || !error)
        return;
    x->problem = g_strstrip(g_strdup(error->message ? error->message : ""));
    x->problem_line = error->line;
}

struct xmlread *xmlread_open(GBytes *bytes, const char *name, struct err *e)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    if (n > G_MAXINT) {
        err_set(e, ERR_LIMIT, _("“%s” is too large"), name);
        return NULL;
    }
    struct xmlread *x = g_new0(struct xmlread, 1);
    x->bytes = g_bytes_ref(bytes);
    x->name = g_strdup(name);
    x->reader =
        xmlReaderForMemory(data ? data : "", (int)n, NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
    if (!x->reader) {
        err_set(e, ERR_BUG, _("libxml2 cannot read “%s”"), name);
        xmlread_close(x);
        return NULL;
    }
    xmlTextReaderSetStructuredErrorHandler(x->reader, note_problem, x);
    return x;
}

void xmlread_close(struct xmlread *x)
{
    if (!x)
        return;
    if (x->reader)
        xmlFreeTextReader(x->reader);
    g_bytes_unref(x->bytes);
    g_free(x->name);
    g_free(x->problem);
    g_free(x);
}

static enum xml_event bad(struct xmlread *x, struct err *e, const char *why)
{
    int line = x->problem_line ? x->problem_line : xmlTextReaderGetParserLineNumber(x->reader);
    err_set(e, ERR_INPUT, _("“%s”, line %d: %s"), x->name, line, why);
    return XML_BAD;
}

enum xml_event xmlread_next(struct xmlread *x, struct err *e)
{
    if (x->end_pending) {
        x->end_pending = false;
        return XML_END;
    }
    for (;;) {
        int got = xmlTextReaderRead(x->reader);
        if (got < 0)
            return bad(x, e, x->problem ? x->problem : _("this is not well-formed XML"));
        if (got == 0)
            return XML_DONE;
        switch (xmlTextReaderNodeType(x->reader)) {
        case XML_READER_TYPE_ELEMENT:
            if (xmlTextReaderDepth(x->reader) >= XML_MAX_DEPTH)
                return bad(x, e, _("the tags are nested too deep"));
            x->end_pending = xmlTextReaderIsEmptyElement(x->reader) == 1;
            return XML_START;
        case XML_READER_TYPE_END_ELEMENT:
            return XML_END;
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            return XML_TEXT;
        case XML_READER_TYPE_DOCUMENT_TYPE:
        case XML_READER_TYPE_ENTITY_REFERENCE:
        case XML_READER_TYPE_ENTITY:
            return bad(x, e, _("document types and entities are not accepted"));
        default:
            break;
        }
    }
}

const char *xmlread_name(const struct xmlread *x)
{
    const xmlChar *s = xmlTextReaderConstLocalName(x->reader);
    return s ? (const char *)s : "";
}

bool xmlread_is(const struct xmlread *x, const char *name)
{
    return strcmp(xmlread_name(x), name) == 0;
}

int xmlread_depth(const struct xmlread *x)
{
    return xmlTextReaderDepth(x->reader);
}

const char *xmlread_attr(const struct xmlread *x, const char *name, struct arena *a)
{
    const char *value = NULL;
    while (!value && xmlTextReaderMoveToNextAttribute(x->reader) == 1)
        if (xmlTextReaderIsNamespaceDecl(x->reader) != 1 && strcmp(xmlread_name(x), name) == 0) {
            const xmlChar *v = xmlTextReaderConstValue(x->reader);
            value = arena_strdup(a, v ? (const char *)v : "");
        }
    (void)xmlTextReaderMoveToElement(x->reader); /* 0 or -1 only when it never left the element */
    return value;
}

void xmlread_attrs(const struct xmlread *x, void (*tell)(void *user, const char *name, const char *value),
                   void *user)
{
    while (xmlTextReaderMoveToNextAttribute(x->reader) == 1)
        if (xmlTextReaderIsNamespaceDecl(x->reader) != 1) {
            const xmlChar *value = xmlTextReaderConstValue(x->reader);
            tell(user, xmlread_name(x), value ? (const char *)value : "");
        }
    (void)xmlTextReaderMoveToElement(x->reader); /* 0 or -1 only when it never left the element */
}

const char *xmlread_text(const struct xmlread *x)
{
    const xmlChar *s = xmlTextReaderConstValue(x->reader);
    return s ? (const char *)s : "";
}
