/* xmlread.c - an XML text as a stream of tags and words.
 *
 * libxml2 is given one block of the text after the other and calls back (SAX, no tree); what it tells of a
 * block is kept until it is asked for. */
#include "xmlread.h"
#include "intl.h"

#include <libxml/parser.h>
#include <string.h>

enum { BLOCK = 8192, FIRST_BLOCK = 4 /* what libxml2 wants to see to tell the encoding */ };

struct event {
    enum xml_event type;
    int depth;
    const char *name;  /* in the parser's dictionary */
    guint attr, nattr; /* of a start tag: where they begin in xmlread.attr */
    gsize text;        /* of words: where they begin in xmlread.text */
};

struct attr {
    const char *name;
    gsize value; /* where it begins in xmlread.text */
};

struct xmlread {
    GBytes *bytes;
    gsize given; /* bytes that libxml2 has had */
    bool ended;  /* it has had all of them, or stopped */
    bool whole;  /* it has seen the end: it stops without a word where the encoding breaks off */
    char *name;
    xmlParserCtxt *parser;
    GArray *event; /* told, and the last of them asked for; [0, next) were */
    guint next;
    GArray *attr;
    GString *text;
    int depth;           /* of what is told next */
    const char *refused; /* why we do not go on, or NULL */
    char *problem;       /* the first message of libxml2 */
    int problem_line;
};

/* ---- what libxml2 calls ---- */

static void note_problem(void *user, xmlError *error)
{
    struct xmlread *x = user;
    if (x->problem || !error)
        return;
    x->problem = g_strstrip(g_strdup(error->message ? error->message : ""));
    x->problem_line = error->line;
}

static void refuse(struct xmlread *x, const char *why)
{
    if (!x->refused) {
        x->refused = why;
        x->problem_line = xmlSAX2GetLineNumber(x->parser);
    }
    xmlStopParser(x->parser);
}

static void add_event(struct xmlread *x, enum xml_event type, const char *name)
{
    struct event ev = {
        .type = type, .depth = x->depth, .name = name, .attr = x->attr->len, .text = x->text->len};
    g_array_append_val(x->event, ev);
}

/* A prefix that was never declared belongs to the name. */
static const char *local_name(struct xmlread *x, const xmlChar *name, const xmlChar *prefix,
                              const xmlChar *uri)
{
    return (const char *)(prefix && !uri ? xmlDictQLookup(x->parser->dict, prefix, name) : name);
}

static void add_attr(struct xmlread *x, const char *name, const char *value, gsize n)
{
    struct attr a = {name, x->text->len};
    g_array_append_val(x->attr, a);
    g_string_append_len(x->text, value, (gssize)n);
    g_string_append_c(x->text, '\0');
}

static void start_tag(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int nspace,
                      const xmlChar **space, int nattr, int ndefault, const xmlChar **attr)
{
    struct xmlread *x = user;
    (void)nspace, (void)space, (void)ndefault;
    if (x->depth >= XML_MAX_DEPTH) {
        refuse(x, _("the tags are nested too deep"));
        return;
    }
    add_event(x, XML_START, local_name(x, name, prefix, uri));
    g_array_index(x->event, struct event, x->event->len - 1).nattr = (guint)nattr;
    x->depth++;
    for (int i = 0; i < nattr; i++, attr += 5) /* name, prefix, URI, the value and its end */
        add_attr(x, local_name(x, attr[0], attr[1], attr[2]), (const char *)attr[3],
                 (gsize)(attr[4] - attr[3]));
}

static void end_tag(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct xmlread *x = user;
    x->depth--;
    add_event(x, XML_END, local_name(x, name, prefix, uri));
}

static bool ends_in_text(const struct xmlread *x)
{
    return x->event->len && g_array_index(x->event, struct event, x->event->len - 1).type == XML_TEXT;
}

/* Told piece by piece; CDATA and white space, too. */
static void words(void *user, const xmlChar *s, int n)
{
    struct xmlread *x = user;
    if (ends_in_text(x))
        g_string_truncate(x->text, x->text->len - 1);
    else
        add_event(x, XML_TEXT, "");
    g_string_append_len(x->text, (const char *)s, n);
    g_string_append_c(x->text, '\0');
}

static void document_type(void *user, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
    (void)name, (void)public_id, (void)system_id;
    refuse(user, _("document types and entities are not accepted"));
}

static void end_text(void *user)
{
    struct xmlread *x = user;
    x->whole = true;
}

/* ---- what we call ---- */

struct xmlread *xmlread_open(GBytes *bytes, const char *name, struct err *e)
{
    static const xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                                          .startElementNs = start_tag,
                                          .endElementNs = end_tag,
                                          .characters = words,
                                          .ignorableWhitespace = words,
                                          .internalSubset = document_type,
                                          .endDocument = end_text,
                                          .serror = note_problem};
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    if (n > G_MAXINT) {
        err_set(e, ERR_LIMIT, _("“%s” is too large"), name);
        return NULL;
    }
    struct xmlread *x = g_new0(struct xmlread, 1);
    x->bytes = g_bytes_ref(bytes);
    x->name = g_strdup(name);
    x->event = g_array_new(FALSE, FALSE, sizeof(struct event));
    x->attr = g_array_new(FALSE, FALSE, sizeof(struct attr));
    x->text = g_string_new(NULL);
    x->given = MIN(n, FIRST_BLOCK);
    xmlSAXHandler own = handler;
    x->parser = xmlCreatePushParserCtxt(&own, x, data, (int)x->given, NULL);
    /* NOENT: the five entities of XML as what they stand for, in attributes, too; others cannot be declared
     */
    if (!x->parser || xmlCtxtUseOptions(x->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                                       XML_PARSE_NOENT)) {
        err_set(e, ERR_BUG, _("libxml2 cannot read “%s”"), name);
        xmlread_close(x);
        return NULL;
    }
    return x;
}

void xmlread_close(struct xmlread *x)
{
    if (!x)
        return;
    if (x->parser)
        xmlFreeParserCtxt(x->parser);
    g_array_free(x->event, TRUE);
    g_array_free(x->attr, TRUE);
    g_string_free(x->text, TRUE);
    g_bytes_unref(x->bytes);
    g_free(x->name);
    g_free(x->problem);
    g_free(x);
}

/* Forgets what was asked for.  What is left is nothing, or words that may go on. */
static void forget(struct xmlread *x)
{
    gsize text = x->next < x->event->len ? g_array_index(x->event, struct event, x->next).text : x->text->len;
    g_string_erase(x->text, 0, (gssize)text);
    g_array_remove_range(x->event, 0, x->next);
    g_array_set_size(x->attr, 0);
    if (x->event->len)
        g_array_index(x->event, struct event, 0).text = 0;
    x->next = 0;
}

/* The end is told by itself: only then does libxml2 look at bytes it could not decode. */
static void read_block(struct xmlread *x)
{
    gsize n;
    const char *data = g_bytes_get_data(x->bytes, &n);
    gsize block = MIN(n - x->given, BLOCK);
    forget(x);
    (void)xmlParseChunk(x->parser, block ? data + x->given : "", (int)block,
                        block == 0); /* or see wellFormed */
    x->given += block;
    x->ended = block == 0 || x->refused || !x->parser->wellFormed;
}

static enum xml_event bad(struct xmlread *x, struct err *e, const char *why)
{
    int line = x->problem_line ? x->problem_line : xmlSAX2GetLineNumber(x->parser);
    err_set(e, ERR_INPUT, _("“%s”, line %d: %s"), x->name, line, why);
    return XML_BAD;
}

enum xml_event xmlread_next(struct xmlread *x, struct err *e)
{
    while (!x->ended && x->next + ends_in_text(x) >= x->event->len)
        read_block(x);
    if (x->next < x->event->len)
        return g_array_index(x->event, struct event, x->next++).type;
    if (x->refused)
        return bad(x, e, x->refused);
    if (!x->whole || !x->parser->wellFormed)
        return bad(x, e, x->problem ? x->problem : _("this is not well-formed XML"));
    return XML_DONE;
}

/* The event that was asked for last. */
static const struct event *now(const struct xmlread *x)
{
    static const struct event before = {.name = ""};
    return x->next ? &g_array_index(x->event, struct event, x->next - 1) : &before;
}

const char *xmlread_name(const struct xmlread *x)
{
    return now(x)->name;
}

bool xmlread_is(const struct xmlread *x, const char *name)
{
    return strcmp(now(x)->name, name) == 0;
}

int xmlread_depth(const struct xmlread *x)
{
    return now(x)->depth;
}

const char *xmlread_attr(const struct xmlread *x, const char *name, struct arena *a)
{
    const struct event *ev = now(x);
    for (guint i = ev->attr; i < ev->attr + ev->nattr; i++) {
        const struct attr *at = &g_array_index(x->attr, struct attr, i);
        if (strcmp(at->name, name) == 0)
            return arena_strdup(a, x->text->str + at->value);
    }
    return NULL;
}

void xmlread_attrs(const struct xmlread *x, void (*tell)(void *user, const char *name, const char *value),
                   void *user)
{
    const struct event *ev = now(x);
    for (guint i = ev->attr; i < ev->attr + ev->nattr; i++) {
        const struct attr *at = &g_array_index(x->attr, struct attr, i);
        tell(user, at->name, x->text->str + at->value);
    }
}

const char *xmlread_text(const struct xmlread *x)
{
    const struct event *ev = now(x);
    return ev->type == XML_TEXT ? x->text->str + ev->text : "";
}
