/* finish_content.h - a page's content stream, as Cairo wrote it, made fit to publish.
 * Private to finish.  Pure: bytes in, bytes out. */
#ifndef FINISH_CONTENT_H
#define FINISH_CONTENT_H

#include "err.h"
#include "pages_tags.h"

#include <glib.h>

/* content_mend - grey colours in DeviceGray (`0 0 0 rg` becomes `0 g`), brackets numbered from 0 for the
 * elements, the others made artifacts.  Bracket k of the stream must be run k of the plan, else ERR_BUG and
 * NULL. */
GString *content_mend(const unsigned char *data, size_t n, const struct tag_page *plan, struct err *e);

#endif
