/* finish_content.h - a page's content stream, as Cairo wrote it, made fit to publish.
 * Private to finish.  Pure: bytes in, bytes out. */
#ifndef FINISH_CONTENT_H
#define FINISH_CONTENT_H

#include "err.h"
#include "pages_tags.h"

#include <glib.h>

/* content_mend - grey colours in DeviceGray (`0 0 0 rg` becomes `0 g`), brackets that belong to no element
 * made artifacts, those of elements cut into pieces numbered from 0: a piece holds text alone, and text that
 * carries its own characters (/ActualText) is a piece of its own instead of a bracket within one.  Joined
 * clusters, which the painter left to this, get theirs.
 *   page     the marks that were painted
 *   pieces   [plan->nrun], filled: into how many pieces each run went, 0 for artifacts
 * Bracket k of the stream must be run k of the plan, else ERR_BUG and NULL. */
GString *content_mend(const unsigned char *data, size_t n, const struct page *page,
                      const struct tag_page *plan, unsigned *pieces, struct err *e);

#endif
