/* finish_glyphs.h - the glyphs of some marks, one after the other, and the clusters they belong to.
 * Private to finish. */
#ifndef FINISH_GLYPHS_H
#define FINISH_GLYPHS_H

#include "pages.h"

/* Stands before a glyph. */
struct glyphs {
    const struct mark *mark, *end; /* mark == end: behind the last */
    size_t cluster, glyph;         /* of the mark; of the cluster */
    const char *text;              /* of the cluster */
};

/* glyphs_of - before the first glyph of marks [mark, end). */
struct glyphs glyphs_of(const struct mark *mark, const struct mark *end);

/* glyphs_step - behind the next glyph; false if there is none. */
bool glyphs_step(struct glyphs *g);

/* glyphs_joined - whether the next glyph belongs to a joined cluster. */
bool glyphs_joined(const struct glyphs *g);

#endif
