/* pages_tags.h - the logical structure of the pages: the elements of the tagged PDF and the marks each one
 * holds. Stage: pages -> tags -> finish, which puts brackets around the content and writes the tree.  Pure.
 *
 * Cairo 1.16 can write neither attributes nor artifacts, nor one element over two pages beside a folio. */
#ifndef PAGES_TAGS_H
#define PAGES_TAGS_H

#include "pages.h"

enum tag_scope { SCOPE_NONE, SCOPE_ROW, SCOPE_COLUMN };

/* One structure element. */
struct tag {
    const char *name; /* Document H1 .. H6 P Table THead TBody TR TH TD */
    int parent; /* index, -1 for the root; parents come before their children, children in reading order */
    bool leaf;  /* holds content, no elements */
    int rowspan, colspan; /* of a cell, else 1 */
    enum tag_scope scope; /* of a TH */
};

enum { TAG_PAGINATION = -1, TAG_LAYOUT = -2 }; /* artifacts: folios and repeated heads; rules and shading */

/* Marks [from, to) of one page that belong together. */
struct tag_run {
    int tag; /* index of a leaf, or one of the artifacts */
    size_t from, to;
};

struct tag_page {
    struct tag_run *run; /* cover the marks of the page without gaps */
    size_t nrun;
};

struct tags {
    struct tag *tag; /* tag[0] is the Document */
    size_t ntag;
    struct tag_page *page; /* as pages->page */
};

/* tags_plan - the structure of p.  Blocks of the document give their elements in order, with every cell of a
 * table (blank ones too); others only if a mark belongs to them.  Heading levels are closed up, so that none
 * is skipped (ISO 14289-1, 7.4.2).  Lives as long as a; cannot fail. */
struct tags *tags_plan(const struct pages *p, struct arena *a);

#endif
