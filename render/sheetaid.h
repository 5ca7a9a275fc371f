/* sheetaid.h - what helps whoever corrects a figure in a worksheet: totals as formulas, a check cell for
 * every rule, alarms, what may be put in, names. Stage: sheetplan with the printed cells -> sheetaid ->
 * sheetplan whole. */
#ifndef SHEETAID_H
#define SHEETAID_H

#include "sheetplan.h"

/* The last word of the head of every check. Stands in the worksheet whatever the language of the run is: its
 * readers are the form's. */
extern const char sheet_difference[];

/* sheet_aid - add to the plan.  Check cells stand outside the printed area: those of rules asked row by row
 * beside the table, a column for each rule; the others below it, a row for each. */
void sheet_aid(struct sheet_plan *p, struct arena *a);

#endif
