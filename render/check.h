/* check.h - what can be told of a report without printing it: the tie-out rules of its tables.
 * Stage: report -> check -> findings. */
#ifndef CHECK_H
#define CHECK_H

#include "diag.h"
#include "report.h"
#include "rule.h"

/* What a report is checked with besides its own forms; any part may be NULL. */
struct check_with {
    const struct others *others; /* the reports it is compared with */
};

/* check_report - run every rule of every table's form.  Findings name rule, table, row and column in Chinese,
 * both values and the difference.  `with` NULL: the rules of the tables by themselves. */
void check_report(const struct report *r, const struct check_with *with, struct diag *d);

#endif
