/* source_html.h - a piece of HTML within another text.
 * Used by source_text for the tables that Markdown files carry. */
#ifndef SOURCE_HTML_H
#define SOURCE_HTML_H

#include "source_build.h"

/* html_add - what n bytes of HTML in UTF-8 hold, added to b; first_line is the line of the file it begins at.
 * False and e as html_read. */
bool html_add(const char *text, size_t n, int first_line, struct source_builder *b, struct arena *a,
              struct err *e);

#endif
