/* check.h - what can be told of a report without printing it: the tie-out rules of its tables, its outline.
 * Stage: report -> check -> findings. */
#ifndef CHECK_H
#define CHECK_H

#include "diag.h"
#include "edition.h"
#include "prose.h"
#include "report.h"
#include "rule.h"

/* What a report is checked with besides its own forms; any part may be NULL: then that is not asked. */
struct check_with {
    const struct others *others;     /* the reports it is compared with */
    const struct editions *editions; /* the outlines of the yearly forms */
    const struct prose *prose;       /* what words of the prose stand for; needs editions */
};

/* check_report - run every rule of every table's form, and those of title and dates (check_front.h),
 * of the outline (check_outline.h) and of the prose (check_prose.h).  Findings
 * name rule, table, row and column in Chinese, both values and the difference.  `with` NULL: the rules of the
 * tables by themselves. */
void check_report(const struct report *r, const struct check_with *with, struct diag *d);

#endif
