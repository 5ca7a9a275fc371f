/* docx_lists.h - the numbers of numbered paragraphs of a Word file.  ECMA-376-1, 17.9.
 * Used by docx_styles alone. */
#ifndef DOCX_LISTS_H
#define DOCX_LISTS_H

#include "tree.h"

struct docx_lists;

/* docx_lists_of - from the root of the numbering part; NULL gives no lists.  Lives in a. */
struct docx_lists *docx_lists_of(const struct tree_node *root, struct arena *a);

/* docx_lists_next - the next number of list `id` (w:numId) at this level (0..8), as it is shown; "" for none.
 */
const char *docx_lists_next(struct docx_lists *l, const char *id, int level, struct arena *a);

#endif
