/* tree.h - elements and words of a marked-up text as a tree.
 * Made by htmlread (web pages) and by tree_of_xml; read by the source_* readers that must look ahead. */
#ifndef TREE_H
#define TREE_H

#include "arena.h"
#include "err.h"

#include <glib.h>
#include <stdbool.h>

enum { TREE_MAX_NODES = 1000000 };

struct tree_attr {
    const char *name, *value; /* value never NULL */
    struct tree_attr *next;
};

struct tree_node {
    const char *name; /* NULL for words */
    const char *text; /* words, verbatim; NULL for an element */
    int line;         /* in the file, 1-based; 0: not known */
    struct tree_attr *attr;
    struct tree_node *first, *next, *parent;
};

/* tree_of_xml - the root element of an XML text, names without their prefixes; everything lives in a.  NULL
 * and e as xmlread_next, or ERR_LIMIT. */
struct tree_node *tree_of_xml(GBytes *bytes, const char *name, struct arena *a, struct err *e);

/* tree_get - the value of an attribute, or NULL; a NULL node has none. */
const char *tree_get(const struct tree_node *node, const char *name);

/* tree_is - whether the node is this element; NULL is none. */
bool tree_is(const struct tree_node *node, const char *name);

/* tree_child - the first child of this name, or NULL; a NULL node has none. */
const struct tree_node *tree_child(const struct tree_node *node, const char *name);

/* tree_following - the node behind n in the order of the text, within `top`, or NULL; not into n itself when
 * `over`. */
const struct tree_node *tree_following(const struct tree_node *n, const struct tree_node *top, bool over);

#endif
