/* htmlread.h - a web page as a tree of elements and words.
 * The only place that knows libxml2's HTML parser (xmlread.h knows its XML one).  Used by source_html and
 * source_markdown.  Nothing is fetched; no entities but those of HTML; depth and number of nodes are limited.
 */
#ifndef HTMLREAD_H
#define HTMLREAD_H

#include "tree.h"

enum { HTML_MAX_DEPTH = 200 };

/* html_read - the root element of a page in UTF-8 (n bytes), everything in a; names in lower case, with a
 * prefix as it is written (o:p).  Faults of the markup are mended much as browsers do.  NULL and e: ERR_INPUT
 * when nothing is left of it, ERR_LIMIT when it is too deep or too large. */
struct tree_node *html_read(const char *text, size_t n, struct arena *a, struct err *e);

/* html_entity - resolve the entity at s ("&nbsp;", "&#12288;", "&#x3000;") to out; its length, or 0 when it
 * is none. */
size_t html_entity(const char *s, GString *out);

#endif
