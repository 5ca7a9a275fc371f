/* check_outline.h - a report against the outline of its year's form: sections, tables, the notice cited.
 * Stage: part of check.  Knows no form and no title: both are in layouts/editions. */
#ifndef CHECK_OUTLINE_H
#define CHECK_OUTLINE_H

#include "diag.h"
#include "edition.h"
#include "report.h"

/* check_outline - findings, all soft:
 *   EDITION    a table has the shape of another year's form
 *   BASIS      the opening paragraph cites another year's notice, or the outline before the first
 *   STRUCT     a section is missing, unknown, out of order, misnumbered, or says nothing where it has to;
 *              a table is missing or stands in another section
 *   ALL-BLANK  a table has no figure
 * Of reports for years before the first edition only EDITION and ALL-BLANK are asked. */
void check_outline(const struct report *r, const struct editions *editions, struct diag *d);

#endif
