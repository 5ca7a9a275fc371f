/* sheetfit.h - type size, widths and heights of a table in a worksheet: the printed table's, as near as the
 * programs that show worksheets allow. Stage: grid + layout -> sheetfit -> sheetplan.  Knows no library. */
#ifndef SHEETFIT_H
#define SHEETFIT_H

#include "layout.h"
#include "table.h"
#include "words.h"

enum { SHEET_ROW_PX = 545 }; /* the highest row of a worksheet, in pixels of 1/96 in */

struct sheet_fit {
    struct table_fit
        *table; /* widths as the narrower programs show them: sheet_stored gives those to store */
    bool landscape;
    len_t side, foot; /* margins of the page: left and right, top and bottom */
};

/* sheet_fit - as wide as the printed table, at the largest of its type sizes that fits upright, else lying.
 * A row higher than worksheets have takes the next size, too.  Widths are nominal, one em for a Han and half
 * of it for a digit: the typefaces are those of whoever opens the workbook. Lives as long as a; cannot fail.
 */
struct sheet_fit sheet_fit(const struct grid *g, const struct layout *l, const struct words *words,
                           struct arena *a);

/* sheet_stored - the width to be stored so that every program shows at least this one. */
len_t sheet_stored(len_t width);

/* sheet_advance - nominal width of a character. */
len_t sheet_advance(uint32_t cp, len_t em);

#endif
