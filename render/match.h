/* match.h - find the report in a source: title, authority, year, sections, tables by their labels.
 * Stage: source -> match -> report (then report_write). */
#ifndef MATCH_H
#define MATCH_H

#include "diag.h"
#include "edition.h"
#include "form.h"
#include "report.h"
#include "source.h"

/* match_report - the report that one or more sources hold together (prose from one, tables from others).  What cannot be placed
 * is reported and kept under `unplaced`; a table that cannot be read leaves its cells null and says so.  Findings
 * IMPORT-* go to d.  NULL and e only when nothing of a report is found.  Lives as long as a. */
struct report *match_report(struct source *const source[], size_t n, const struct forms *forms, const struct editions *editions,
                            struct arena *a, struct diag *d, struct err *e);

#endif
