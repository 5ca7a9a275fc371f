/* docx_tree.h - what the elements of a Word file are, before their words are read.  ECMA-376-1, 17;
 * ECMA-376-3 (alternatives).  Used by source_docx, docx_styles and docx_notes. */
#ifndef DOCX_TREE_H
#define DOCX_TREE_H

#include "tree.h"
#include "zipread.h"

/* docx_part - the root of the part that `path` relates to by this end of the relation's type ("/styles").
 * NULL without e when there is none, with e for a fault; lives in a. */
struct tree_node *docx_part(struct zipread *z, const char *path, const char *type, struct arena *a,
                            struct err *e);

/* docx_chosen - the branch of an alternative (AlternateContent) that is to be read: the first, unless there
 * is none; NULL for an empty one. */
const struct tree_node *docx_chosen(const struct tree_node *alternative);

/* docx_is_container - whether what stands in the element is read as if it stood in its place. */
bool docx_is_container(const struct tree_node *n);

/* docx_is_layout - whether a table only sets the page: one cell, tables within, or a cell that holds an
 * article. */
bool docx_is_layout(const struct tree_node *table);

#endif
