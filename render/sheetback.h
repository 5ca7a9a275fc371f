/* sheetback.h - a workbook that was written, read back and compared with its plan.
 * Used by sheet before its bytes go anywhere: a full temporary folder cuts a worksheet without an error. */
#ifndef SHEETBACK_H
#define SHEETBACK_H

#include "err.h"
#include "sheetplan.h"

/* sheet_compare - every cell, formula, number format and merge of the workbook is the plan's, and it holds
 * nothing else. False and e (ERR_SYSTEM) with the first place that differs. */
bool sheet_compare(const struct sheet_plan *plan, GBytes *xlsx, struct arena *a, struct err *e);

#endif
