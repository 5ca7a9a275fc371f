/* shape_chars.h - the characters of a text, and how each is to be shaped.
 * Part of shape: spans -> characters with style, face and script.  Pango tells the scripts, the part's list
 * the faces. */
#ifndef SHAPE_CHARS_H
#define SHAPE_CHARS_H

#include "diag.h"
#include "doc.h"
#include "fonts.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a character is shaped. */
enum kind {
    KIND_HAN,    /* Han, marks, all that stands between them */
    KIND_DIGITS, /* 0-9: set singly, no kerning within a number */
    KIND_WORD    /* letters of other scripts, and what Pango counts to them */
};

/* One character. */
struct chr {
    uint32_t cp;
    uint32_t byte;
    const struct text_style *style;
    const struct font_part *part;
    const struct face *face;
    enum kind kind;
    GUnicodeScript script; /* KIND_WORD */
};

/* shape_chars - the characters of all spans, one after the other; `text` is the spans joined.  The last
 * member is no character: it only holds the end of the text.  What the faces lack is told in d, see
 * shape_spans. Returns an array of struct chr, owned by the caller. */
GArray *shape_chars(const struct fonts *f, const char *text, const struct span *span, size_t n,
                    const char *pointer, bool vertical, struct diag *d);

/* is_apostrophe - whether character i is the ’ of a Latin word and no Chinese mark. */
bool is_apostrophe(const GArray *chr, size_t i);

#endif
