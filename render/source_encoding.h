/* source_encoding.h - bytes of a text file as UTF-8.
 * Used by source_text and source_html. */
#ifndef SOURCE_ENCODING_H
#define SOURCE_ENCODING_H

#include "arena.h"
#include "err.h"

#include <glib.h>

/* source_decode - all of the text as strict UTF-8 without byte order mark, in a, *n bytes and a NUL.
 *   stated   what the file says about its own encoding, or NULL; asked only where the bytes leave it open
 * Tried in this order: a byte order mark, UTF-8, UTF-16 without a mark, GB 18030 (GBK and GB 2312 are parts
 * of it), `stated`. A file is never taken for an encoding in which it would be valid but no Chinese text.
 * NULL and e: ERR_INPUT with the line of the first bad byte, ERR_LIMIT for more than SOURCE_MAX_TEXT. */
char *source_decode(GBytes *bytes, const char *stated, struct arena *a, size_t *n, struct err *e);

#endif
