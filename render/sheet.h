/* sheet.h - workbooks of tables.
 * Stage: doc (table block) -> sheet -> output.  The only place that knows libxlsxwriter. */
#ifndef SHEET_H
#define SHEET_H

#include "doc.h"
#include "err.h"
#include "words.h"

#include <glib.h>

/* sheet_write - one workbook with a worksheet for each of the n table blocks (n >= 1): same grid, merges,
 * labels and values as the printed table; figures as numbers, blank as blank, other strings as text; A4, one
 * page wide.  Totals that agree with their parts are formulas with the published value; outside the printed
 * area every tie-out rule of the form has a check cell, 0 when right, and the cells of a broken rule turn
 * red.  Labels are locked, figures open.  Worksheets are named as their tables, a further one of the same
 * name with a number behind.
 *   words   where heads may break (words.h), or NULL
 * The custom property `form` holds the ids of the forms in order, separated by blanks; the figures of a table
 * are an area named as its slot, in a form of bands each band as slot_band.  Same input, same bytes.  The
 * bytes are read back and compared with the plan before they are returned.  NULL and e: ERR_SYSTEM when they
 * differ. */
GBytes *sheet_write(const struct doc *doc, const struct doc_block *const *table, size_t n,
                    const struct words *words, struct err *e);

#endif
