/* shape_single.h - characters that are shaped one by one, whatever stands beside them: digits, and Han and
 * its marks in faces without rules about neighbours. Part of shape: character and face -> glyph and width, in
 * font units; knows HarfBuzz, no text. */
#ifndef SHAPE_SINGLE_H
#define SHAPE_SINGLE_H

#include "fonts.h"

#include <hb.h>
#include <stdbool.h>
#include <stdint.h>

struct single {
    uint32_t glyph;
    int advance; /* font units */
};

struct singles; /* what is known of each face */

/* singles_new - for the faces of f.  `probe` is an empty buffer to work in and outlives them. */
struct singles *singles_new(const struct fonts *f, hb_buffer_t *probe, hb_language_t language,
                            struct arena *a);

/* single_digits - the ten digits as a face sets them in a table or a line of Han: as they are when half a
 * cell wide, else its half-width forms (`hwid`, as Noto has them), else as they are. */
const struct single *single_digits(struct singles *s, const struct face *f);

/* single_face - whether the face has no rule at all for horizontal Han as shape_spans sets it: no
 * substitution and no positioning, so that shaping is nothing but the character map and the widths. */
bool single_face(struct singles *s, const struct face *f);

/* single_character - whether cp is a character of Han or a mark beside it that no shaper composes, reorders,
 * hides or replaces, and the face has it. */
bool single_character(const struct face *f, uint32_t cp);

/* single_of - such a character in such a face. */
struct single single_of(const struct face *f, uint32_t cp);

#endif
