/* source_html_style.h - what the attributes of an element say about how its words look.
 * Used by source_html alone. */
#ifndef SOURCE_HTML_STYLE_H
#define SOURCE_HTML_STYLE_H

#include "htmlread.h"

/* What is handed down to the elements within. */
struct html_style {
    bool centred, right;
    int heading; /* of h1 ... h6, else 0 */
    bool bold;
    bool raised;      /* a superscript */
    bool pre;         /* line ends count */
    const char *face; /* first typeface named, or NULL */
};

/* html_style_of - the style within `node`, where `outer` holds around it. */
struct html_style html_style_of(const struct tree_node *node, const struct html_style *outer,
                                struct arena *a);

/* html_is_hidden - an element that is not shown, or holds no words of the page (script, nav, button ...). */
bool html_is_hidden(const struct tree_node *node);

/* html_is_block - an element that begins a paragraph of its own. */
bool html_is_block(const struct tree_node *node);

/* html_span - the value of rowspan or colspan, >= 1; 0 (to the end) gives INT_MAX for rows. */
int html_span(const struct tree_node *cell, const char *name);

#endif
