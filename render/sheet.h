/* sheet.h - one workbook for one table.
 * Stage: doc (table block) -> sheet -> output.  The only place that knows libxlsxwriter. */
#ifndef SHEET_H
#define SHEET_H

#include "doc.h"
#include "err.h"
#include "words.h"

#include <glib.h>

/* sheet_write - the workbook of one table block: same grid, merges, labels and values as the printed table;
 * figures as numbers, blank as blank, other strings as text; A4, one page wide.  Totals that agree with their
 * parts are formulas with the published value; outside the printed area every tie-out rule of the form has a
 * check cell, 0 when right, and the cells of a broken rule turn red.  Labels are locked, figures open.  Same
 * input, same bytes. The bytes are read back and compared with the plan before they are returned.  NULL and
 * e: ERR_SYSTEM when they differ. */
GBytes *sheet_write(const struct doc *doc, const struct doc_block *table, const struct words *words,
                    struct err *e);

#endif
