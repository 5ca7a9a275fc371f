/* subset_notdef.h - a glyph .notdef that spares Cairo a search.
 * Private to subset.
 *
 * Cairo follows every charstring that it embeds, to find the subroutines it calls: 8,000 instructions for a
 * Han glyph, in every document.  In cut faces there are none.  It gives up, and takes the charstrings as they
 * are, at the first one that begins with an operator of two bytes; the first is always .notdef, which no page
 * shows.
 */
#ifndef SUBSET_NOTDEF_H
#define SUBSET_NOTDEF_H

#include <stddef.h>
#include <stdint.h>

/* subset_notdef - make the charstring of glyph 0 an empty one of the same length, whose first operator is
 * `drop` (Adobe Technical Note 5177, 4.4).
 *   cff      [n] a CFF table (Adobe Technical Note 5176)
 * A table that is not well formed, or has less than four bytes for the glyph, is left as it is. */
void subset_notdef(uint8_t *cff, size_t n);

#endif
