/* htmlread.h - a web page as a tree of elements and words.
 * The only place that knows libxml2's HTML parser (xmlread.h knows its XML one).  Used by source_html and
 * source_markdown.  Nothing is fetched; no entities but those of HTML; depth and number of nodes are limited.
 */
#ifndef HTMLREAD_H
#define HTMLREAD_H

#include "arena.h"
#include "err.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum { HTML_MAX_DEPTH = 200, HTML_MAX_NODES = 500000 };

struct html_attr {
    const char *name, *value; /* name in lower case; value never NULL */
    struct html_attr *next;
};

struct html_node {
    const char *name; /* in lower case, with a prefix as it is written (o:p); NULL for words */
    const char *text; /* words, verbatim; NULL for an element */
    int line;         /* in the file, 1-based */
    struct html_attr *attr;
    struct html_node *first, *next, *parent;
};

/* html_read - the root element of a page in UTF-8 (n bytes), everything in a; faults of the markup are mended
 * as browsers do, more or less.  NULL and e: ERR_INPUT when nothing is left of it, ERR_LIMIT when it is too
 * deep or too large. */
struct html_node *html_read(const char *text, size_t n, struct arena *a, struct err *e);

/* html_attr - the value of an attribute, or NULL. */
const char *html_attr(const struct html_node *node, const char *name);

/* html_is - whether the node is this element. */
bool html_is(const struct html_node *node, const char *name);

/* html_entity - resolve the entity at s ("&nbsp;", "&#12288;", "&#x3000;") to out; its length, or 0 when it
 * is none. */
size_t html_entity(const char *s, GString *out);

#endif
