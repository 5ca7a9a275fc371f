/* finish_glyphs.h - the glyphs of a page as they are painted, one after the other, and what they belong to.
 * Private to finish. */
#ifndef FINISH_GLYPHS_H
#define FINISH_GLYPHS_H

#include "pages_tags.h"

/* Stands before a glyph, or at the end of the page. */
struct glyphs {
    const struct pages *p;
    const struct page *page;
    const struct tag_page *plan;
    size_t run;            /* of the plan */
    size_t mark;           /* nmark at the end of the page */
    size_t cluster, glyph; /* of the mark; of the cluster */
    const char *text;      /* of the cluster */
    bool joined;           /* the cluster is */
};

/* glyphs_of - before the first glyph of page number i. */
struct glyphs glyphs_of(const struct pages *p, size_t i, const struct tag_page *plan);

/* glyphs_step - behind the next glyph.  Not at the end. */
void glyphs_step(struct glyphs *g);

static inline bool glyphs_end(const struct glyphs *g)
{
    return g->mark == g->page->nmark;
}

#endif
