/* finish_forget.h - Cairo's structure tree, taken out of its PDF before libqpdf reads it.
 * Private to finish.  Pure: bytes in, bytes out. */
#ifndef FINISH_FORGET_H
#define FINISH_FORGET_H

#include <glib.h>

/* finish_forget - the PDF with the elements of its structure tree, and their lists by page, marked as free
 * in the cross-reference table, so that nothing reads them: finish writes its own, and libqpdf would look at
 * every object of the table.  What is not as Cairo 1.16 writes it is left alone.  New bytes, or a new
 * reference to the old ones.
 */
GBytes *finish_forget(GBytes *cairo_pdf);

#endif
