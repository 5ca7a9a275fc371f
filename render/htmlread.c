/* htmlread.c - a web page as a tree of elements and words. */
#include "htmlread.h"
#include "intl.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <string.h>

enum { MAX_TAG_WORDS = 10000 };

static void ignore_problem(void *user, xmlError *error)
{
    (void)user;
    (void)error;
}

struct copying {
    struct arena *a;
    size_t nodes;
};

static struct tree_node *copy_node(struct copying *c, const xmlNode *from, struct tree_node *parent)
{
    struct tree_node *to = ARENA_NEW(c->a, struct tree_node);
    to->parent = parent;
    to->line = (int)xmlGetLineNo(from);
    if (from->type == XML_TEXT_NODE || from->type == XML_CDATA_SECTION_NODE) {
        to->text = arena_strdup(c->a, from->content ? (const char *)from->content : "");
        for (const char *s = to->text; (s = strchr(s, '\n')); s++)
            to->line -= to->line > 1; /* libxml2 tells the line of their end */
        return to;
    }
    char *name = g_ascii_strdown((const char *)from->name, -1);
    to->name = from->ns && from->ns->prefix
                   ? arena_printf(c->a, "%s:%s", (const char *)from->ns->prefix, name)
                   : arena_strdup(c->a, name);
    g_free(name);
    struct tree_attr **end = &to->attr;
    for (const xmlAttr *at = from->properties; at; at = at->next) {
        *end = ARENA_NEW(c->a, struct tree_attr);
        name = g_ascii_strdown((const char *)at->name, -1);
        (*end)->name = arena_strdup(c->a, name);
        g_free(name);
        const char *value = at->children ? (const char *)at->children->content : NULL;
        (*end)->value = value ? arena_strdup(c->a, value) : "";
        end = &(*end)->next;
    }
    return to;
}

static bool is_wanted(const xmlNode *n)
{
    return n->type == XML_ELEMENT_NODE || n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE;
}

/* Copies the tree without recursion: a hostile page can be as deep as the limit. */
static struct tree_node *copy_tree(struct copying *c, const xmlNode *root, struct err *e)
{
    struct tree_node *top = copy_node(c, root, NULL), *at = top, *last = NULL;
    const xmlNode *from = root->children;
    int depth = 1;
    const xmlNode *parent = root;
    while (depth > 0) {
        while (from && !is_wanted(from))
            from = from->next;
        if (!from) {
            from = parent->next;
            parent = parent->parent;
            last = at;
            at = at->parent;
            depth--;
            continue;
        }
        if (++c->nodes > TREE_MAX_NODES || depth > HTML_MAX_DEPTH) {
            err_set(e, ERR_LIMIT, _("the web page is nested too deep or has too many elements"));
            return NULL;
        }
        struct tree_node *to = copy_node(c, from, at);
        *(last ? &last->next : &at->first) = to;
        last = to;
        if (from->type == XML_ELEMENT_NODE) {
            parent = from;
            from = from->children;
            at = to;
            last = NULL;
            depth++;
        } else {
            from = from->next;
        }
    }
    return top;
}

/* Whether a tag has more words than any that is meant to be read: libxml2 compares each attribute with all
 * before it. */
static bool has_endless_tag(const char *text, size_t n)
{
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < n && words <= MAX_TAG_WORDS; i++) {
        if (text[i] == '<' && i + 1 < n && g_ascii_isalpha(text[i + 1])) {
            inside = true;
            words = 0;
        } else if (text[i] == '>') {
            inside = false;
        } else if (inside && (text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '"')) {
            words++;
        }
    }
    return inside && words > MAX_TAG_WORDS;
}

/* Makes comments of Word's conditions, <![if !supportLists]> and <![endif]>: a browser takes them for that,
 * libxml2 for words. */
static void hide_conditions(char *text)
{
    for (char *s = text; (s = strstr(s, "<![")); s += strlen("<![")) {
        size_t len = strcspn(s, ">\n");
        bool condition =
            g_ascii_strncasecmp(s + 3, "if ", 3) == 0 || g_ascii_strncasecmp(s + 3, "endif]", 6) == 0;
        if (!condition || s[len] != '>')
            continue;
        memcpy(s + 2, "--", 2);
        memcpy(s + len - 2, "--", 2);
    }
}

/* Names with a prefix stay apart from those of HTML: libxml2 takes Word's <o:p> for a paragraph. */
static void start_element(void *parser, const xmlChar *name, const xmlChar **attributes)
{
    char *own = g_strdelimit(g_strdup((const char *)name), ":", '-');
    xmlSAX2StartElement(parser, (const xmlChar *)own, attributes);
    g_free(own);
}

struct tree_node *html_read(const char *text, size_t n, struct arena *a, struct err *e)
{
    if (has_endless_tag(text, n)) {
        err_set(e, ERR_LIMIT, _("the web page is nested too deep or has too many elements"));
        return NULL;
    }
    htmlParserCtxt *parser = htmlNewParserCtxt();
    if (!parser || n > G_MAXINT) {
        err_set(e, ERR_BUG, _("libxml2 cannot read the web page"));
        htmlFreeParserCtxt(parser);
        return NULL;
    }
    parser->sax->startElement = start_element;
    char *copy = arena_strndup(a, text, n);
    hide_conditions(copy);
    xmlSetStructuredErrorFunc(NULL, ignore_problem);
    htmlDocPtr doc =
        htmlCtxtReadMemory(parser, copy, (int)n, NULL, "UTF-8",
                           HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    bool too_deep = parser->lastError.code == XML_ERR_INTERNAL_ERROR && parser->disableSAX;
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    struct tree_node *top = NULL;
    if (too_deep)
        err_set(e, ERR_LIMIT, _("the web page is nested too deep or has too many elements"));
    else if (!root)
        err_set(e, ERR_INPUT, _("the web page holds no text"));
    else
        top = copy_tree(&(struct copying){a, 0}, root, e);
    xmlFreeDoc(doc);
    htmlFreeParserCtxt(parser);
    return top;
}

size_t html_entity(const char *s, GString *out)
{
    char name[16];
    size_t n = 1;
    while (n < sizeof name && (g_ascii_isalnum(s[n]) || s[n] == '#'))
        n++;
    if (*s != '&' || n < 2 || n >= sizeof name || s[n] != ';')
        return 0;
    memcpy(name, s + 1, n - 1);
    name[n - 1] = '\0';
    gunichar cp = 0;
    if (*name == '#') {
        bool hex = name[1] == 'x' || name[1] == 'X';
        char *end;
        guint64 v = g_ascii_strtoull(name + 1 + hex, &end, hex ? 16 : 10);
        cp = *end || v > 0x10FFFF ? 0 : (gunichar)v;
    } else {
        const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
        cp = known ? known->value : 0;
    }
    if (!cp || !g_unichar_validate(cp))
        return 0;
    g_string_append_unichar(out, cp);
    return n + 1;
}
