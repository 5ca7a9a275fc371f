/* source_markdown.h - the marks of Markdown in a line of text.
 * Used by source_text and source_rows.  CommonMark 0.30. */
#ifndef SOURCE_MARKDOWN_H
#define SOURCE_MARKDOWN_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

/* markdown_heading - the level of an ATX heading (#), its words in *text, in a; 0: none. */
int markdown_heading(const char *line, const char **text, struct arena *a);

/* markdown_is_furniture - a line without words of its own: a fence, a rule of dashes, an underline of ===. */
bool markdown_is_furniture(const char *trimmed);

/* markdown_plain - the words without marks: ** and __ gone, escapes and entities resolved, <br> as '\n',
 * links as their words, pictures dropped, list and quote marks at the start dropped.  *bold, if asked for,
 * gets the number of bytes in bold at the start. */
const char *markdown_plain(const char *text, size_t *bold, struct arena *a);

#endif
