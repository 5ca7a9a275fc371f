/* paint.h - pages to PDF and PNG.
 * Stage: pages -> paint_pdf -> finish; pages -> paint_png.  The only place that knows Cairo. */
#ifndef PAINT_H
#define PAINT_H

#include "err.h"
#include "pages.h"

#include <glib.h>

/* paint_pdf - Cairo's PDF of the pages, still to be finished: faces cut to the glyphs used, tagged structure,
 * bookmarks, dates.  In memory; NULL and e (ERR_FONT, ERR_SYSTEM, ERR_BUG). */
GBytes *paint_pdf(const struct pages *p, struct err *e);

/* paint_png - one PNG for each page at dpi dots per inch: grey antialiasing, no hinting.
 * Returns an array of npage GBytes (g_ptr_array_unref it), or NULL and e. */
GPtrArray *paint_png(const struct pages *p, double dpi, struct err *e);

#endif
