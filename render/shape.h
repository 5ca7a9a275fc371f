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
    uint32_t id;   /* in the face */
    len_t dx, dy;  /* from the cluster's origin; dy upwards */
    len_t advance; /* natural, scaled as the cluster's */
};

/* A cluster: what is never cut, one character with its marks, or a ligature.  Widths are scaled by the
 * style's cell / size (A2), so a Han of body text is exactly one cell wide.  A face that draws —— as one
 * glyph (Noto) gives one cluster of two cells with the code point of the first dash; other faces give two. */
struct cluster {
    uint32_t cp;            /* its first code point */
    uint32_t byte, nbyte;   /* where in the text of the shaped paragraph */
    uint32_t glyph, nglyph; /* where in its glyphs */
    len_t advance;
    len_t trim_left;  /* blank that `halt` takes away at the left of the ink: half a cell for OP */
    len_t trim_right; /* the same at the right: CL, ST; 0 when the face cannot tell or centres its ink */
    const struct text_style *style;
    const struct face *face;
    bool unsafe; /* HarfBuzz flags a cut before this cluster as unsafe */
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

/* shape_spans - shape the spans as one text (no line feeds in it).
 * Widths follow B3 and B5 of typesetting.md before any line is known: marks one cell, interpunct, solidus and
 * – half a cell and centred, —— two cells without a joint, digits half a cell where the face can, no kerning
 * between them.  Marks “ ” ‘ ’ — … come from the CJK face at its width; ’ between Latin letters is half as
 * wide.
 *   vertical   for one column, upright, top to bottom.  Marks take their vertical forms; every cluster is one
 *              cell high (a long dash of one glyph two), `advance` is that height, trim_left is blank above
 *              the ink, trim_right below it; glyphs are centred in a column one cell wide whose left edge is
 *              the cluster's origin, their baseline is that of Han
 * A character that the part's first face lacks is a finding FONT-FALLBACK
 * (soft) with character, code and place, once for each text; one that no face has is FONT-MISSING (hard), is
 * given glyph 0, and is ERR_FONT at the end of the stage. Never fails otherwise; lives as long as a. */
struct shaped *shape_spans(struct shaper *s, const struct span *span, size_t n, const char *pointer,
                           bool vertical, struct arena *a, struct diag *d);

#endif
