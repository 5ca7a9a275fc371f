/* paginate.h - blocks to pages.
 * Stage: doc -> (shape -> kinsoku -> breaks, table) -> paginate -> pages. */
#ifndef PAGINATE_H
#define PAGINATE_H

#include "doc.h"
#include "pages.h"
#include "shape.h"
#include "words.h"

/* paginate - typeset the whole document.  Findings (loose lines, over-long tokens, fallbacks) go to d.
 * Returns NULL and sets e: ERR_FONT when a character is in no font, ERR_LIMIT when a table row is higher
 * than a page.  words tells where titles and heads of tables may break.  Lives as long as a. */
struct pages *paginate(const struct doc *doc, const struct fonts *fonts, struct shaper *shaper,
                       const struct words *words, struct arena *a, struct diag *d, struct err *e);

#endif
