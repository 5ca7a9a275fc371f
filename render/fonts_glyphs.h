/* fonts_glyphs.h - what a face has and how large it is, looked up in its tables once.
 * Part of fonts: the answers of face_glyph and face_glyph_ink are kept for all reports of a run, those for
 * characters of the first plane and for glyphs up to 65535: no more than a face can have. */
#ifndef FONTS_GLYPHS_H
#define FONTS_GLYPHS_H

#include "arena.h"

struct face_seen;

/* face_seen_new - nothing asked yet.  Lives as long as a, and so do the answers. */
struct face_seen *face_seen_new(struct arena *a);

#endif
