/* vlist.h - the document as one vertical list: every line and every table, set, in order, not yet on pages.
 * Stage: doc -> vlist (paragraph, title, table_set) -> flow -> paginate. */
#ifndef VLIST_H
#define VLIST_H

#include "flow.h"
#include "paragraph.h"
#include "table_set.h"

enum { VUNIT_TEXTS = 2 };

/* A line of a paragraph and where it stands in the measure. */
struct vtext {
    const struct paragraph *paragraph;
    size_t line;
    len_t x; /* left edge of the paragraph's measure from the left edge of the type area */
};

/* What stands at one place of the list; in step with the flow items. */
struct vunit {
    int block;                      /* index in doc->block; -1: a blank line */
    struct vtext text[VUNIT_TEXTS]; /* the texts of one line; most have one, 附件说明 a label and a title */
    size_t ntext;
    int part, parts; /* which line of its block, 1-based */
    const struct table_set *table;
};

struct vlist {
    struct flow_item *flow;
    struct vunit *unit;
    size_t n;
};

/* vlist_build - set every block of the document.  Sets e when shaping had a hard finding: ERR_FONT for a
 * character in no font, or under --strict-fonts not in the first, ERR_LAYOUT for a style whose part is not in
 * the list of fonts; the list is then NULL.  Lives as long as t->a. */
struct vlist *vlist_build(const struct typesetter *t, const struct doc *doc, struct err *e);

#endif
