/* docx_notes.h - the footnotes and endnotes of a Word file, in the order in which the text refers to them.
 * ECMA-376-1, 17.11.  Used by source_docx alone. */
#ifndef DOCX_NOTES_H
#define DOCX_NOTES_H

#include "tree.h"
#include "zipread.h"

struct docx_notes;

/* docx_notes_read - the notes of the main part `path`; parts that are missing count as empty.  Lives in a.
 * NULL and e for a fault. */
struct docx_notes *docx_notes_read(struct zipread *z, const char *path, struct arena *a, struct err *e);

/* docx_notes_refer - element n of a run, in this paragraph, is shown: if it refers to a note, that is one of
 * the text. */
void docx_notes_refer(struct docx_notes *notes, const struct tree_node *n, int paragraph);

/* docx_notes_next - the next note that was referred to, each once, and the paragraph that did so; NULL when
 * there is no other. */
const struct tree_node *docx_notes_next(struct docx_notes *notes, int *paragraph);

/* docx_notes_marked - whether a run holds the mark of a note, which may be words of its own. */
bool docx_notes_marked(const struct tree_node *run);

#endif
