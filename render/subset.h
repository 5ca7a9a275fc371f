/* subset.h - each face cut to the glyphs that the pages use.
 * Stage: pages -> subset -> paint.  The only place that knows hb-subset.
 *
 * Cairo copies a whole CFF table about three times per font and document, and a Noto collection costs it 150
 * ms; given faces of a few hundred glyphs it has next to nothing to copy.  A cut serves the reports after it
 * too, and grows where they use more: outlines carry no shared subroutines, and finish takes from the PDF
 * what tells the numbers that glyphs have in a cut, so that a PDF does not depend on what else its fonts were
 * cut for.  Which characters glyphs stand for a cut does not say: Cairo, which would ask for it glyph by
 * glyph, takes them from the text. */
#ifndef SUBSET_H
#define SUBSET_H

#include "err.h"
#include "pages.h"

#include <stdint.h>

struct subset {
    const struct face *face; /* NULL: no glyph of this face was used yet */
    struct hb_blob_t *font;  /* a font file with the glyphs used so far */
    struct hb_set_t *glyph;  /* those, by their numbers in the face */
    struct hb_map_t *number; /* from these to their numbers in font */
};

/* subset_check - refuse what would make Cairo draw shapes without text: ERR_FONT for a glyph that is missing
 * (.notdef) or outside the face, for a face that may not be embedded; ERR_BUG for marks whose clusters, text
 * and glyphs do not add up. */
bool subset_check(const struct pages *p, struct err *e);

/* subset_update - see to it that cut[face id] holds what p uses; a cut that has to be made anew gets another
 * `font`.
 *   cut    [p->fonts->nface], all zero at first
 * Refuses what subset_check does, and with ERR_FONT a face that has no outlines or that cannot be cut. */
bool subset_update(struct subset *cut, const struct pages *p, struct err *e);

/* subset_clear - free what n cuts hold. */
void subset_clear(struct subset *cut, size_t n);

#endif
