/* finish.h - Cairo's PDF made fit to publish.
 * Stage: paint_pdf -> finish -> output.  The only place that knows libqpdf. */
#ifndef FINISH_H
#define FINISH_H

#include "err.h"
#include "pages.h"

#include <glib.h>

/* finish_pdf - title and dates in Info and XMP, /Lang zh-CN, DisplayDocTitle, deterministic /ID, no transparency
 * groups, text colour `0 g`.  date is YYYY-MM-DD, at 00:00 +08:00.  New bytes; NULL and e. */
GBytes *finish_pdf(GBytes *cairo_pdf, const struct pages *p, struct err *e);

#endif
