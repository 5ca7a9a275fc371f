/* subset.h - each face cut to the glyphs that the pages use.
 * Stage: pages -> subset -> paint.  The only place that knows hb-subset.
 *
 * Cairo copies a whole CFF table about three times per font and document, and a Noto collection costs it 150
 * ms; given faces of a few hundred glyphs it has next to nothing to copy. */
#ifndef SUBSET_H
#define SUBSET_H

#include "err.h"
#include "pages.h"

#include <stdint.h>

struct subset {
    const struct face *face; /* NULL: no glyph of this face is used */
    struct hb_blob_t *font;  /* a font file with only those glyphs */
    struct hb_map_t *glyph;  /* number in the face -> number in `font` */
};

/* subset_make - cut the faces of p, whose ids index the result.
 * Refuses what would make Cairo draw shapes without text: ERR_FONT for a glyph that is missing (.notdef) or
 * outside the face, for a face that may not be embedded, that has no outlines, or that cannot be cut;
 * ERR_BUG for marks whose clusters, text and glyphs do not add up.  Returns p->fonts->nface entries, to be
 * ended by subset_free. */
struct subset *subset_make(const struct pages *p, struct err *e);
void subset_free(struct subset *s, size_t n);

#endif
