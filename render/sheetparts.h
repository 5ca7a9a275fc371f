/* sheetparts.h - the parts of a workbook around its worksheets: relations, sheet list, strings, styles,
 * properties. Used by sheetread alone. */
#ifndef SHEETPARTS_H
#define SHEETPARTS_H

#include "sheetread.h"
#include "zipread.h"

/* A growing list of texts. */
struct texts {
    const char **text;
    size_t n, room;
};

/* A visible worksheet. */
struct sheet_part {
    const char *name;
    const char *path; /* of its part in the archive */
};

/* What stands around the worksheets. */
struct sheet_parts {
    GArray *sheet;       /* struct sheet_part, in order, one at least */
    struct texts string; /* shared strings */
    struct texts format; /* number format of each cell style */
    GArray *defined;     /* struct sheet_pair */
    GArray *property;    /* struct sheet_pair */
};

/* sheet_parts_read - strings live in a; the arrays are freed with a.  False and e as sheet_read. */
bool sheet_parts_read(struct zipread *z, struct sheet_parts *p, struct arena *a, struct err *e);

/* sheet_unescape - undo the _xHHHH_ by which workbooks hide control characters, in place; returns s. */
char *sheet_unescape(char *s);

#endif
