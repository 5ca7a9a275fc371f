/* shape_marks.h - how wide marks are, and which half of their cell is blank.
 * Part of shape: character and face -> box of the mark, in font units; knows HarfBuzz, no text.
 * Source: GB/T 15834-2011 5.1, CLREQ; typesetting.md B3. */
#ifndef SHAPE_MARKS_H
#define SHAPE_MARKS_H

#include "fonts.h"

#include <stdbool.h>
#include <stdint.h>

struct hb_buffer_t;

/* The box of one mark. */
struct mark_box {
    uint32_t glyph;  /* glyph to set instead, 0: the one that shaping gave */
    unsigned halves; /* width in half cells; 0: as shaped */
    bool centred;    /* ink goes into the middle of that width */
    int shift;       /* else: font units to move the glyph onwards: to the right, or down */
    int left, right; /* removable blank before and behind the ink, font units */
};

/* mark_class - what is to be known of a character before any face is asked. */
enum mark_class {
    MARK_NONE,   /* no mark: as wide as the face says */
    MARK_HALF,   /* · / – : half a cell, ink in its middle */
    MARK_FULL,   /* — … ⋯ : one cell */
    MARK_DOUBLE, /* ⸺ : two cells */
    MARK_OPENS,  /* “ ‘ : one cell whatever the face says */
    MARK_CLOSES, /* ” ’ */
    MARK_OTHER   /* all other punctuation: trimmed if it fills a cell */
};
enum mark_class mark_class(uint32_t cp);

/* mark_measure - the box of cp, a character of class other than MARK_NONE, in a face.
 *   shaping   a buffer to work in; it is left empty
 *   vertical  before is above, behind is below
 * Blank is what the feature `halt` (`vhal`) takes away, in a face without it what the ink leaves of a half.
 * A mark whose ink is centred in its cell (Taiwan design) keeps its blank.  Ink that does not lie in the half
 * which `halt` keeps is moved there. */
struct mark_box mark_measure(const struct face *f, uint32_t cp, bool vertical, struct hb_buffer_t *shaping);

#endif
