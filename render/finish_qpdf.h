/* finish_qpdf.h - the parts of finish that speak to libqpdf.
 * Private to finish. */
#ifndef FINISH_QPDF_H
#define FINISH_QPDF_H

#include "err.h"
#include "pages_tags.h"

#include <qpdf/qpdf-c.h>

/* finish_failed - turn an error or warning that q holds into e; true if there was one. */
bool finish_failed(qpdf_data q, const char *doing, struct err *e);

/* finish_structure - put the structure tree of `tags` in place of what Cairo wrote: elements with their
 * attributes, content by page and number (as content_mend gives them), the parent tree, the pages' keys into
 * it. */
void finish_structure(qpdf_data q, const struct tags *tags, size_t npage);

#endif
