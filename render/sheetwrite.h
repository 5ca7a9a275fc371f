/* sheetwrite.h - worksheet plans in the terms of libxlsxwriter.
 * Used by sheet alone, whose parts sheet, sheetwrite and sheetguard are the one place that knows the library.
 */
#ifndef SHEETWRITE_H
#define SHEETWRITE_H

#include "doc.h"
#include "err.h"
#include "sheetplan.h"

#include <xlsxwriter.h>

struct sheet_writer {
    lxw_workbook *book;
    const struct sheet_plan *plan; /* of the worksheet at work */
    lxw_worksheet *sheet;
    lxw_format *red; /* of alarms, made when one needs it */
    GPtrArray *used; /* struct used_format: the library would write equal formats twice */
    struct err *e;
};

/* sheet_begin - what the workbook as a whole has: its properties, its normal face.  False and e. */
bool sheet_begin(struct sheet_writer *w, const struct doc *doc, struct sheet_plan *const *plan, size_t n);

/* sheet_fill - one more worksheet with all that is in the plan.  False and e. */
bool sheet_fill(struct sheet_writer *w, const struct doc *doc, const struct sheet_plan *plan);

/* sheet_guard - what guards the figures: remarks, alarms, what may be put in, names, protection, frozen
 * panes. False and e. */
bool sheet_guard(struct sheet_writer *w, bool protect);

/* sheet_ok - true when the library's call `what` succeeded, else false and e. */
bool sheet_ok(struct sheet_writer *w, lxw_error le, const char *what);

#endif
