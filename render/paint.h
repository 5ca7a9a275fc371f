/* paint.h - pages to PDF and PNG.
 * Stage: pages -> paint_pdf -> finish; pages -> paint_png.  The only place that knows Cairo. */
#ifndef PAINT_H
#define PAINT_H

#include "err.h"
#include "pages.h"

#include <glib.h>

struct painter; /* faces as Cairo wants them, kept from report to report */

/* painter_new - a painter for pages set in these fonts; lives as long as a, which must not outlive the fonts.
 * Its state only saves time: what it paints depends on nothing painted before. */
struct painter *painter_new(const struct fonts *f, struct arena *a);

/* paint_pdf - Cairo's PDF of the pages, still to be finished: faces cut to the glyphs used, bookmarks,
 * dates.  In memory; NULL and e (ERR_FONT, ERR_SYSTEM, ERR_BUG). */
GBytes *paint_pdf(struct painter *painter, const struct pages *p, struct err *e);

/* paint_png - one PNG for each page at dpi dots per inch: grey antialiasing, no hinting.
 * Returns an array of npage GBytes (g_ptr_array_unref it), or NULL and e. */
GPtrArray *paint_png(struct painter *painter, const struct pages *p, double dpi, struct err *e);

#endif
