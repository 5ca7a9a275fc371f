/* tree.c - elements and words of a marked-up text as a tree. */
#include "tree.h"
#include "intl.h"
#include "xmlread.h"

#include <string.h>

struct growing {
    struct arena *a;
    struct tree_node *top, *at, *last; /* last: the child of `at` added before */
    size_t nodes;
};

static struct tree_node *add(struct growing *g)
{
    struct tree_node *n = ARENA_NEW(g->a, struct tree_node);
    n->parent = g->at;
    if (g->last)
        g->last->next = n;
    else if (g->at)
        g->at->first = n;
    g->last = n;
    g->nodes++;
    return n;
}

static void add_attr(void *user, const char *name, const char *value)
{
    struct growing *g = user;
    struct tree_attr *at = ARENA_NEW(g->a, struct tree_attr), **end = &g->last->attr;
    at->name = arena_strdup(g->a, name);
    at->value = arena_strdup(g->a, value);
    while (*end)
        end = &(*end)->next;
    *end = at;
}

struct tree_node *tree_of_xml(GBytes *bytes, const char *name, struct arena *a, struct err *e)
{
    struct xmlread *x = xmlread_open(bytes, name, e);
    struct growing g = {.a = a};
    enum xml_event ev = XML_BAD;
    while (x && (ev = xmlread_next(x, e)) != XML_DONE && ev != XML_BAD) {
        if (g.nodes >= TREE_MAX_NODES) {
            err_set(e, ERR_LIMIT, _("“%s” has too many elements"), name);
            ev = XML_BAD;
            break;
        }
        if (ev == XML_START) {
            struct tree_node *n = add(&g);
            n->name = arena_strdup(a, xmlread_name(x));
            xmlread_attrs(x, add_attr, &g);
            g.top = g.top ? g.top : n;
            g.at = n;
            g.last = NULL;
        } else if (ev == XML_END && g.at) {
            g.last = g.at;
            g.at = g.at->parent;
        } else if (ev == XML_TEXT && g.at) {
            add(&g)->text = arena_strdup(a, xmlread_text(x));
        }
    }
    xmlread_close(x);
    return ev == XML_DONE ? g.top : NULL;
}

const char *tree_get(const struct tree_node *node, const char *name)
{
    for (const struct tree_attr *at = node ? node->attr : NULL; at; at = at->next)
        if (strcmp(at->name, name) == 0)
            return at->value;
    return NULL;
}

bool tree_is(const struct tree_node *node, const char *name)
{
    return node && node->name && strcmp(node->name, name) == 0;
}

const struct tree_node *tree_child(const struct tree_node *node, const char *name)
{
    for (const struct tree_node *k = node ? node->first : NULL; k; k = k->next)
        if (tree_is(k, name))
            return k;
    return NULL;
}

const struct tree_node *tree_following(const struct tree_node *n, const struct tree_node *top, bool over)
{
    if (n->first && !over)
        return n->first;
    for (; n != top; n = n->parent)
        if (n->next)
            return n->next;
    return NULL;
}
