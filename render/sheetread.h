/* sheetread.h - what a workbook holds, cell by cell.
 * Used by sheet to compare what was written, later by import.  Wraps zipread and xmlread. */
#ifndef SHEETREAD_H
#define SHEETREAD_H

#include "arena.h"
#include "err.h"

#include <glib.h>

struct sheet_cell {
    int row, col;        /* 0-based */
    bool number;         /* stored as a number */
    const char *text;    /* the stored text, for numbers the digits as stored */
    const char *formula; /* or NULL */
};

struct sheet_merge {
    int row, col, rowspan, colspan;
};

struct sheet_data {
    const char *name; /* of the first visible worksheet */
    struct sheet_cell *cell; /* by row, then column; cells without content are absent */
    size_t ncell;
    struct sheet_merge *merge;
    size_t nmerge;
};

/* sheet_read - the first visible worksheet of an .xlsx in memory.  Sizes are limited, no DTD, no entities, no network.
 * NULL and e (ERR_INPUT) for anything that is not a sound workbook. */
struct sheet_data *sheet_read(GBytes *xlsx, struct arena *a, struct err *e);

#endif
