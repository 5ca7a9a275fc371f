/* grid.h - a table as cells on one grid, the same for print and for the worksheet.
 * Stage: form + report table -> grid (in compose) -> table fitting, sheet. */
#ifndef GRID_H
#define GRID_H

#include "arena.h"
#include "form.h"
#include "report.h"

enum cell_role {
    CELL_BAND,   /* 第二十条第（一）项: over the whole width */
    CELL_CORNER, /* 信息内容, the tie-out note */
    CELL_HEAD,   /* a column's label */
    CELL_LABEL,  /* a row's label */
    CELL_FIGURE  /* a figure, or blank */
};

struct grid_cell {
    int row, col, rowspan, colspan; /* in the grid; spans >= 1 */
    enum cell_role role;
    bool vertical;             /* the label is meant to stand vertically where narrow */
    const char *text;          /* what is printed, "" for blank; may hold '\n' (a remark on its own line) */
    const struct value *value; /* CELL_FIGURE */
    enum value_kind kind;      /* CELL_FIGURE */
    int band;                  /* which band of the form */
    long index;                /* CELL_FIGURE: number of the figure in the form, -1 in an extra row */
    const struct label *label; /* CELL_HEAD, CELL_LABEL: its node, NULL for an extra row */
    const char *pointer;       /* JSON Pointer of a figure, for messages */
    bool marked;               /* in a draft: a finding names this figure */
};

/* Cells are in reading order: by row, then column; together they cover every place exactly once. */
struct grid {
    const struct form *form;
    int nrow, ncol;
    int nhead;  /* rows of the head repeated after a page break; 0 for a table of several bands */
    int nlabel; /* label columns at the left */
    int *share; /* [ncol] several bands: width of each figure column in equal parts of their room; 0 for label
                 * columns; NULL for one band, whose widths come from its content */
    struct grid_cell *cell;
    size_t ncell;
    const char *note;    /* below the table, or NULL */
    const char *pointer; /* JSON Pointer of the table */
};

/* grid_build - lay the form's labels and the table's figures out on one grid.  Spans are derived from the
 * label trees; several bands share the union of their column boundaries.  Lives as long as a; cannot fail on
 * a form and a table that loaded. */
struct grid *grid_build(const struct block *table_block, struct arena *a);

#endif
