/* sheetplan.h - a worksheet as plain cells: what stands where, how wide, how high, how it looks.
 * Stage: doc (table block) -> sheetplan -> sheet, and what is read back is compared with it.  Knows no
 * library. */
#ifndef SHEETPLAN_H
#define SHEETPLAN_H

#include "arena.h"
#include "doc.h"
#include "words.h"

#include <glib.h>

enum sheet_look {
    LOOK_TITLE,    /* the table's title, above it */
    LOOK_SUBTITLE, /* the report's title */
    LOOK_HEAD,     /* bands, corner, column heads */
    LOOK_LABEL,    /* row labels */
    LOOK_FIGURE,
    LOOK_NOTE,      /* below the table */
    LOOK_CHECK,     /* outside the printed area: how far a rule is from true */
    LOOK_CHECK_NAME /* which rule */
};

/* One cell, or several merged. */
struct plan_cell {
    int row, col, rowspan, colspan; /* in the worksheet, 0-based */
    enum sheet_look look;
    bool vertical;                  /* characters stacked */
    bool left;                      /* flush left; else centred */
    bool number;                    /* text is a number, written as one */
    const char *text;               /* "" for blank */
    const char *format;             /* number format: "0", "0.0000", "@", "General" */
    const char *formula;            /* without "=", or NULL; text is its value then */
    const char *remark;             /* shown when the cell is pointed at, or NULL */
    const struct grid_cell *source; /* or NULL */
};

/* A block of cells: rows [row, row + rows), columns alike. */
struct plan_area {
    int row, col, rows, cols;
};

/* Figures of one kind, so that only such are put there. */
struct plan_input {
    struct plan_area area;
    enum value_kind kind;
};

/* Cells that turn red while the cell `check` is not 0. */
struct plan_alarm {
    const char *ranges; /* "D6:I6 K6" */
    const char *check;  /* "$M$6" */
};

struct plan_name {
    const char *name;
    struct plan_area area;
};

struct sheet_plan {
    const struct grid *grid;
    const char *name;       /* of the worksheet */
    int top;                /* worksheet row of the grid's row 0; its column 0 is the worksheet's */
    int nrow, ncol;         /* what is printed */
    int rows, cols;         /* with what stands beside and below it */
    int *col_px;            /* [cols] widths in pixels of 1/96 in, the unit of worksheets */
    int *row_px;            /* [rows] heights */
    int head_from, head_to; /* rows [from, to) repeated on each page; equal: none */
    bool landscape;
    len_t em;               /* type size of the table */
    len_t side, foot;       /* margins left and right, top and bottom */
    struct plan_cell *cell; /* what is printed by row, then column; then the checks */
    size_t ncell;
    struct plan_input *input; /* what may be put into the figures */
    size_t ninput;
    struct plan_alarm *alarm;
    size_t nalarm;
    struct plan_name *defined; /* areas of figures: the form's slot, slot_band in a form of several */
    size_t ndefined;
};

/* sheet_plan - lay out the worksheet of one table block: the grid at the type size and widths of sheetfit.h.
 * words: where heads may break, or NULL.  Lives as long as a; cannot fail. */
struct sheet_plan *sheet_plan(const struct doc *doc, const struct doc_block *table, const struct words *words,
                              struct arena *a);

/* sheet_width - of a text in one line, at this type size. */
len_t sheet_width(const char *text, len_t em);

/* sheet_area_name - "'表三'!$D$6:$J$28", in a. */
const char *sheet_area_name(const struct sheet_plan *p, const struct plan_area *area, struct arena *a);

/* sheet_plan_em - the type size of cells that look so. */
len_t sheet_plan_em(const struct sheet_plan *p, enum sheet_look look);

/* sheet_number - whether a value goes into a worksheet as a number: a whole number, or a decimal written with
 * a point, of at most 15 significant digits (more are not kept by worksheets).  *format, in a, shows as many
 * decimals as published.  Everything else is text. */
bool sheet_number(const struct value *v, const char **format, struct arena *a);

#endif
