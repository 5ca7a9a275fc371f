/* sheetback.h - a workbook that was written, read back and compared with its plan.
 * Used by sheet before its bytes go anywhere: a full temporary folder cuts a worksheet without an error. */
#ifndef SHEETBACK_H
#define SHEETBACK_H

#include "err.h"
#include "sheetplan.h"

/* sheet_compare - every cell, formula, number format and merge of each of the n worksheets is the plan's, and
 * the workbook holds nothing else.  False and e (ERR_SYSTEM) with the first place that differs. */
bool sheet_compare(struct sheet_plan *const *plan, size_t n, GBytes *xlsx, struct arena *a, struct err *e);

#endif
