/* sheetread.h - what a workbook holds, cell by cell.
 * Used by sheet to compare what was written, and by source_xlsx.  Wraps zipread and xmlread. */
#ifndef SHEETREAD_H
#define SHEETREAD_H

#include "arena.h"
#include "err.h"
#include "zipread.h"

#include <glib.h>

enum {
    SHEET_MAX_SHEETS = 100,
    SHEET_MAX_CELLS = 200000,
    SHEET_MAX_ROWS = 1 << 20,
    SHEET_MAX_COLUMNS = 1 << 14
};

struct sheet_cell {
    int row, col; /* 0-based */
    bool number;  /* stored as a number */
    bool hidden;  /* in a hidden row or column */
    bool pending; /* a formula whose result was never worked out and stored */
    const char
        *text; /* the stored text, for numbers the digits as stored; for formulas their stored result */
    const char *formula; /* without "=", or NULL; "" for a follower of a shared formula */
    const char *format;  /* number format: "0.0000", "@" ..., "General" */
};

struct sheet_merge {
    int row, col, rowspan, colspan;
};

/* A defined name and its place, or a custom property and its value. */
struct sheet_pair {
    const char *name, *text;
};

struct sheet_data {
    const char *name;        /* of the worksheet */
    struct sheet_cell *cell; /* by row, then column; cells without content are absent */
    size_t ncell;
    struct sheet_merge *merge; /* by row, then column */
    size_t nmerge;
    struct sheet_pair *defined; /* names of the whole workbook, in its order */
    size_t ndefined;
    struct sheet_pair *property; /* custom document properties */
    size_t nproperty;
};

/* The visible worksheets of a workbook in order, one at least; names and properties are the workbook's, the
 * same in all. */
struct sheet_book {
    struct sheet_data **sheet;
    size_t n;
};

/* sheet_read - the visible worksheets of an .xlsx in memory.  Sizes are limited, no DTD, no entities, no
 * network. Lives as long as a.  NULL and e (ERR_INPUT, ERR_LIMIT) for anything that is not a sound workbook.
 */
struct sheet_book *sheet_read(GBytes *xlsx, struct arena *a, struct err *e);

/* sheet_read_parts - the same of a workbook that is open already; what it asks for, relations apart, is read
 * to its end. */
struct sheet_book *sheet_read_parts(struct zipread *z, struct arena *a, struct err *e);

/* sheet_find - the cell at this place, or NULL. */
const struct sheet_cell *sheet_find(const struct sheet_data *s, int row, int col);

/* sheet_print_area - the one range of the worksheet that is printed; false when it does not say. */
bool sheet_print_area(const struct sheet_data *s, struct sheet_merge *area);

/* sheet_property - the text of a custom property, or NULL. */
const char *sheet_property(const struct sheet_data *s, const char *name);

#endif
