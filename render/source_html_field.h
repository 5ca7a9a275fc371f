/* source_html_field.h - what the fields of a form in a web page show.  HTML Living Standard 4.10 (forms).
 * Used by source_html alone. */
#ifndef SOURCE_HTML_FIELD_H
#define SOURCE_HTML_FIELD_H

#include "tree.h"

/* html_is_field - an input, a textarea or a select. */
bool html_is_field(const struct tree_node *n);

/* html_field_text - the value of an input, unless it is a button, a mark, a secret or a search; all of a
 * textarea; the option of a select that is chosen, else the first that may be, or all that are chosen where
 * several may be.
 * "" for none; in a. */
const char *html_field_text(const struct tree_node *field, struct arena *a);

#endif
