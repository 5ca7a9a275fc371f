/* finish_structure.c - the structure tree (ISO 32000-1, 14.7; attributes of tables 14.8.5.7). */
#include "finish_qpdf.h"

#include <glib.h>

/* An element on its way: where its content begins, and all of it. */
struct part {
    qpdf_oh element;
    qpdf_oh kids; /* array */
    int page;     /* of the first content, -1: none yet */
    int nkids;
};

static void put(qpdf_data q, qpdf_oh dict, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(q, dict, key, value);
}

static qpdf_oh page_of(qpdf_data q, size_t page)
{
    return qpdf_get_page_n(q, page);
}

static void add_kid(qpdf_data q, struct part *p, qpdf_oh kid)
{
    qpdf_oh_append_item(q, p->kids, kid);
    p->nkids++;
}

/* Attributes are written out only where they differ from the default. */
static void add_attributes(qpdf_data q, qpdf_oh element, const struct tag *t)
{
    if (t->scope == SCOPE_NONE && t->rowspan == 1 && t->colspan == 1)
        return;
    qpdf_oh a = qpdf_oh_new_dictionary(q);
    put(q, a, "/O", qpdf_oh_new_name(q, "/Table"));
    if (t->rowspan > 1)
        put(q, a, "/RowSpan", qpdf_oh_new_integer(q, t->rowspan));
    if (t->colspan > 1)
        put(q, a, "/ColSpan", qpdf_oh_new_integer(q, t->colspan));
    if (t->scope != SCOPE_NONE)
        put(q, a, "/Scope", qpdf_oh_new_name(q, t->scope == SCOPE_ROW ? "/Row" : "/Column"));
    put(q, element, "/A", a);
}

static void make_elements(qpdf_data q, const struct tags *tags, struct part *part, qpdf_oh root)
{
    for (size_t i = 0; i < tags->ntag; i++) {
        const struct tag *t = &tags->tag[i];
        char *name = g_strconcat("/", t->name, NULL);
        qpdf_oh d = qpdf_oh_new_dictionary(q);
        part[i] = (struct part){qpdf_make_indirect_object(q, d), qpdf_oh_new_array(q), -1, 0};
        put(q, part[i].element, "/Type", qpdf_oh_new_name(q, "/StructElem"));
        put(q, part[i].element, "/S", qpdf_oh_new_name(q, name));
        put(q, part[i].element, "/P", t->parent < 0 ? root : part[t->parent].element);
        add_attributes(q, part[i].element, t);
        if (t->parent >= 0)
            add_kid(q, &part[t->parent], part[i].element);
        g_free(name);
    }
}

/* Content number `mcid` of a page: a plain number on the page that the element names, else with its page. */
static void add_content(qpdf_data q, struct part *p, size_t page, int mcid)
{
    qpdf_oh number = qpdf_oh_new_integer(q, mcid);
    if (p->page < 0) {
        p->page = (int)page;
        put(q, p->element, "/Pg", page_of(q, page));
    }
    if (p->page == (int)page) {
        add_kid(q, p, number);
        return;
    }
    qpdf_oh reference = qpdf_oh_new_dictionary(q);
    put(q, reference, "/Type", qpdf_oh_new_name(q, "/MCR"));
    put(q, reference, "/Pg", page_of(q, page));
    put(q, reference, "/MCID", number);
    add_kid(q, p, reference);
}

/* The page's row of the parent tree: the element of each number. */
static qpdf_oh add_page(qpdf_data q, const struct tag_page *plan, size_t page, struct part *part)
{
    qpdf_oh owners = qpdf_oh_new_array(q);
    int mcid = 0;
    for (size_t r = 0; r < plan->nrun; r++) {
        if (plan->run[r].tag < 0)
            continue;
        struct part *p = &part[plan->run[r].tag];
        add_content(q, p, page, mcid++);
        qpdf_oh_append_item(q, owners, p->element);
    }
    put(q, page_of(q, page), "/StructParents", qpdf_oh_new_integer(q, (long long)page));
    put(q, page_of(q, page), "/Tabs", qpdf_oh_new_name(q, "/S"));
    return qpdf_make_indirect_object(q, owners);
}

void finish_structure(qpdf_data q, const struct tags *tags, size_t npage)
{
    struct part *part = g_new0(struct part, tags->ntag);
    qpdf_oh root = qpdf_make_indirect_object(q, qpdf_oh_new_dictionary(q));
    make_elements(q, tags, part, root);
    qpdf_oh nums = qpdf_oh_new_array(q);
    for (size_t i = 0; i < npage; i++) {
        qpdf_oh_append_item(q, nums, qpdf_oh_new_integer(q, (long long)i));
        qpdf_oh_append_item(q, nums, add_page(q, &tags->page[i], i, part));
    }
    for (size_t i = 0; i < tags->ntag; i++) {
        if (part[i].nkids == 1)
            put(q, part[i].element, "/K", qpdf_oh_get_array_item(q, part[i].kids, 0));
        else if (part[i].nkids)
            put(q, part[i].element, "/K", part[i].kids);
    }
    qpdf_oh tree = qpdf_oh_new_dictionary(q);
    put(q, tree, "/Nums", nums);
    put(q, root, "/Type", qpdf_oh_new_name(q, "/StructTreeRoot"));
    put(q, root, "/K", part[0].element);
    put(q, root, "/ParentTree", qpdf_make_indirect_object(q, tree));
    put(q, root, "/ParentTreeNextKey", qpdf_oh_new_integer(q, (long long)npage));
    put(q, qpdf_get_root(q), "/StructTreeRoot", root);
    g_free(part);
}
