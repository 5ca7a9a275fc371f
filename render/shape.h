/* shape.h - text to glyphs, cluster by cluster.
 * Stage: spans of the document -> shape -> items (kinsoku.h) -> breaks.  The only place that knows Pango. */
#ifndef SHAPE_H
#define SHAPE_H

#include "arena.h"
#include "diag.h"
#include "doc.h"
#include "err.h"
#include "fonts.h"
#include "units.h"

struct glyph {
    uint32_t id;     /* in the face */
    len_t dx, dy;    /* from the cluster's origin; dy upwards */
    len_t advance;   /* natural, scaled as the cluster's */
};

/* A cluster: what is never cut, one character with its marks, or a ligature.  Widths are scaled by the style's
 * cell / size (A2), so a Han of body text is exactly one cell wide. */
struct cluster {
    uint32_t cp;               /* its first code point */
    uint32_t byte, nbyte;      /* where in the text of the shaped paragraph */
    uint32_t glyph, nglyph;    /* where in its glyphs */
    len_t advance;
    len_t trim_left;           /* blank that `halt` takes away at the left of the ink: half a cell for OP */
    len_t trim_right;          /* the same at the right: CL, ST; 0 when the face cannot tell or centres its ink */
    const struct text_style *style;
    const struct face *face;
    bool unsafe;               /* HarfBuzz flags a cut before this cluster as unsafe */
};

struct shaped {
    const char *text; /* all spans, one after the other */
    struct cluster *cluster;
    size_t ncluster;
    struct glyph *glyph;
    size_t nglyph;
    const char *pointer; /* JSON Pointer of the text, for messages */
};

struct shaper; /* holds the Pango context; one for a run of the program */

struct shaper *shaper_new(const struct fonts *f, struct arena *a, struct err *e);

/* shape_spans - shape the spans as one text (no line feeds in it), horizontally; vertical = true asks for the `vert`
 * forms of marks that stand in a vertical column.
 * Widths follow B3 and B5 of typesetting.md before any line is known: marks one cell, interpunct and solidus
 * half a cell and centred, —— two cells without a joint.  Marks “ ” ‘ ’ — … come from the CJK face.
 * A character that the part's first face lacks is a finding FONT-FALLBACK (soft) with character, code and
 * place; one that no face has is FONT-MISSING (hard) and ERR_FONT at the end of the stage.
 * Never fails otherwise; lives as long as a. */
struct shaped *shape_spans(struct shaper *s, const struct span *span, size_t n, const char *pointer,
                           bool vertical, struct arena *a, struct diag *d);

#endif
