/* shape_faces.h - which face gives a character its glyph.
 * Part of shape: characters of one part -> faces, and what is told about those the part's first face lacks.
 */
#ifndef SHAPE_FACES_H
#define SHAPE_FACES_H

#include "diag.h"
#include "fonts.h"

#include <stddef.h>
#include <stdint.h>

/* face_for - the face of the part that has all of the n >= 1 characters of one grapheme; failing that, the
 * first that has its first character; failing that, the one that plays the part.  Characters without ink of
 * their own (variation selectors, joiners, spaces) ask nothing of a face.  “ ” ‘ ’ — … come from a face of
 * Han, also where faces of letters stand before it in the list, but for the ’ of a Latin word (`apostrophe`).
 */
const struct face *face_for(const struct font_part *part, bool apostrophe, const uint32_t *cp, size_t n);

/* Findings already told about one text. */
struct face_findings {
    struct diag *d;
    const char *pointer; /* of the text */
    bool strict;         /* a fallback is a hard finding */
    struct told {
        uint32_t cp;
        const struct font_part *part;
    } * told; /* owned: g_free it */
    size_t ntold;
};

/* tell_face - a finding if cp, the nth character of the text (from 0), does not come from the face that plays
 * the part (FONT-FALLBACK) or is in none (FONT-MISSING); once for each character of a text. */
void tell_face(struct face_findings *t, const struct font_part *part, const struct face *got, uint32_t cp,
               size_t nth);

#endif
