/* finish_content.h - a page's content stream, as Cairo wrote it, made fit to publish.
 * Private to finish.  Pure: bytes in, bytes out. */
#ifndef FINISH_CONTENT_H
#define FINISH_CONTENT_H

#include "err.h"
#include "pages_tags.h"

#include <glib.h>

/* content_mend - the stream of page number i with grey colours in DeviceGray (`0 0 0 rg` becomes `0 g`) and
 * everything in a bracket: rules, folios and what is printed again as artifacts, the text of elements in
 * pieces numbered from 0.  A piece holds text alone; text that carries its own characters (/ActualText: what
 * Cairo bracketed, and joined clusters) is a piece of its own.
 *   pieces   [nrun of the page], filled: into how many pieces each run went, 0 for artifacts
 * What is not as paint_pdf paints p, down to the last glyph, is refused: ERR_BUG and NULL. */
GString *content_mend(const unsigned char *data, size_t n, const struct pages *p, const struct tags *tags,
                      size_t i, unsigned *pieces, struct err *e);

#endif
