/* docx_tree.c - what the elements of a Word file are, before their words are read. */
#include "docx_tree.h"
#include "ooxml.h"
#include "utf8.h"

/* Letters: no cell of a table of figures holds so many; one that does is a page set with a table. */
enum { LONG_CELL = 1500 };

struct tree_node *docx_part(struct zipread *z, const char *path, const char *type, struct arena *a,
                            struct err *e)
{
    const char *part = ooxml_by_type(ooxml_relations(z, path, a, e), type);
    GBytes *bytes = part && zipread_has(z, part) ? zipread_entry(z, part, e) : NULL;
    struct tree_node *root = bytes ? tree_of_xml(bytes, part, a, e) : NULL;
    if (bytes)
        g_bytes_unref(bytes);
    return root;
}

const struct tree_node *docx_chosen(const struct tree_node *alternative)
{
    const struct tree_node *choice = tree_child(alternative, "Choice");
    return choice ? choice : tree_child(alternative, "Fallback");
}

bool docx_is_container(const struct tree_node *n)
{
    return tree_is(n, "sdt") || tree_is(n, "sdtContent") || tree_is(n, "customXml") || tree_is(n, "ins") ||
           tree_is(n, "moveTo");
}

static size_t count_cells(const struct tree_node *table)
{
    size_t n = 0;
    for (const struct tree_node *k = table->first; k; k = tree_following(k, table, false))
        n += tree_is(k, "tc");
    return n;
}

bool docx_is_layout(const struct tree_node *table)
{
    size_t letters = 0, cells = 0;
    for (const struct tree_node *k = table->first; k; k = tree_following(k, table, false)) {
        if (tree_is(k, "tc")) {
            cells++;
            letters = 0;
        }
        if (k->text)
            letters += utf8_length(k->text);
        if (letters > LONG_CELL || (tree_is(k, "tbl") && count_cells(k) > 1))
            return true;
    }
    return cells <= 1;
}
