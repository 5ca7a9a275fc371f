/* check.h - the tie-out rules of the forms, on a report's figures.
 * Stage: report -> check -> findings. */
#ifndef CHECK_H
#define CHECK_H

#include "diag.h"
#include "report.h"

/* check_report - run every rule of every table's form.  Findings name rule, table, row and column in Chinese,
 * both values and the difference. */
void check_report(const struct report *r, struct diag *d);

#endif
