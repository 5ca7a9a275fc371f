/* match_named.h - whose report of which year a source says it is, or holds tables of.
 * Stage: match_lines -> match_named -> match, match_into. */
#ifndef MATCH_NAMED_H
#define MATCH_NAMED_H

#include "match.h"
#include "match_lines.h"
#include "match_title.h"

/* title_of_source - from the title among its first lines, else from what the file calls itself, else from
 * the title of a table.  False: it does not say; *out is all 0 then. */
bool title_of_source(const struct source *s, const struct mlines *l, const struct match_request *q,
                     struct arena *a, struct match_title *out);

#endif
