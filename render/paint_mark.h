/* paint_mark.h - what both painters share: faces as Cairo wants them, and drawing one mark.
 * Private to paint_pdf and paint_png. */
#ifndef PAINT_MARK_H
#define PAINT_MARK_H

#include "paint.h"

#include <cairo.h>

/* painter_load_cut - see to it that the painter's faces, cut to what they are used for, hold the glyphs of p:
 * for brush_text.  False and e (ERR_FONT, ERR_BUG). */
bool painter_load_cut(struct painter *b, const struct pages *p, struct err *e);

/* painter_load_whole - open the faces of p: for brush_shape.  False and e as above. */
bool painter_load_whole(struct painter *b, const struct pages *p, struct err *e);

/* brush_options - no hinting, no rounding, grey antialiasing, on cr. */
void brush_options(cairo_t *cr);

/* brush_text - show runs of glyphs of one face and size together with their text, for the PDF: Cairo has as
 * much work with a call as with twenty glyphs. */
void brush_text(struct painter *b, cairo_t *cr, const struct mark *const *m, size_t n);

/* brush_shape - fill the outlines of a run of glyphs: for pictures, where Cairo 1.16 would move glyphs to
 * whole pixels. */
void brush_shape(struct painter *b, cairo_t *cr, const struct mark *m);

/* brush_line - add a rule (to be stroked) or a box (to be filled) to the current path. */
void brush_line(cairo_t *cr, const struct mark *m);

/* brush_failed - turn a Cairo status into an error; true if there was one. */
bool brush_failed(cairo_status_t s, const char *doing, struct err *e);

#endif
