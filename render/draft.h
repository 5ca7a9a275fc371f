/* draft.h - a document made a draft: 草稿 on each page, the cells of findings marked, the findings behind.
 * Stage: doc + findings -> draft -> paginate.  Only `render --draft` makes one. */
#ifndef DRAFT_H
#define DRAFT_H

#include "diag.h"
#include "doc.h"

/* draft_make - turn the composed document into a draft.  The findings are those of d so far, hard first; the
 * figures that hard and soft ones name are marked.  Lives as long as a. */
void draft_make(struct doc *doc, struct diag *d, struct arena *a);

#endif
