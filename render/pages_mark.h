/* pages_mark.h - what painting and finishing a PDF have to see alike in a mark.  Pure.
 *
 * Cairo's PDF does not say which mark a glyph belongs to: finish counts the glyphs.  So nothing is given to
 * Cairo that it would leave out. */
#ifndef PAGES_MARK_H
#define PAGES_MARK_H

#include "pages.h"

/* cluster_is_joined - whether the characters of c, from text on, have a glyph each: they are one cluster
 * because they stand so close that text extraction, left to itself, would find a new line between them. */
bool cluster_is_joined(const char *text, const struct page_cluster *c);

/* mark_shows_text - whether there is something to see of a run of glyphs: not if it is white space only, or
 * lies beyond the edges of the page. */
bool mark_shows_text(const struct mark *m, const struct pages *p);

#endif
