/* check.h - what can be told of a report without printing it: the tie-out rules of its tables, its outline.
 * Stage: report -> check -> findings. */
#ifndef CHECK_H
#define CHECK_H

#include "diag.h"
#include "edition.h"
#include "report.h"
#include "rule.h"

/* What a report is checked with besides its own forms; any part may be NULL: then that is not asked. */
struct check_with {
    const struct others *others;     /* the reports it is compared with */
    const struct editions *editions; /* the outlines of the yearly forms */
};

/* check_report - run every rule of every table's form, and those of the outline (check_outline.h).  Findings
 * name rule, table, row and column in Chinese, both values and the difference.  `with` NULL: the rules of the
 * tables by themselves. */
void check_report(const struct report *r, const struct check_with *with, struct diag *d);

#endif
