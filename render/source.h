/* source.h - a published report as it was found: paragraphs and grids of cells, in order, with their places.
 * Stage: text, HTML, Markdown, xlsx, docx, PDF -> source -> match -> report.  One type between the readers of files and the
 * matcher; a reader knows nothing of reports, the matcher nothing of files. */
#ifndef SOURCE_H
#define SOURCE_H

#include "arena.h"
#include "err.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct source_cell {
    int row, col, rowspan, colspan; /* in the grid, 0-based; spans >= 1 */
    const char *text;               /* as found, '\n' between lines of a cell; "" for a blank one; never NULL */
    bool number;                    /* the file stores a number here (a spreadsheet) */
    int line, column;               /* place in the file, 1-based; a spreadsheet's row and column */
};

/* A grid: the cells by row, then column.  They need not cover it. */
struct source_grid {
    int nrow, ncol;
    struct source_cell *cell;
    size_t ncell;
    bool spans; /* the file says which cells are merged; false: only texts in order are known, rows may be ragged */
    const char *name; /* of the worksheet, or NULL */
};

enum source_kind { SOURCE_TEXT, SOURCE_GRID };

struct source_item {
    enum source_kind kind;
    const char *text;  /* SOURCE_TEXT: one paragraph, white space at its ends taken off, else verbatim */
    int heading;       /* level the file itself gives (h1, Heading 1, #), 0: none */
    bool centred, right; /* alignment, where the file says so */
    bool bold_start;   /* begins in bold or another face (a run-in heading); its extent: */
    size_t bold_bytes;
    struct source_grid *grid; /* SOURCE_GRID */
    int line;          /* place in the file, 1-based; page of a PDF in `page` */
    int page;          /* 0: none */
};

struct source {
    const char *name; /* file, for messages */
    struct source_item *item;
    size_t n;
};

/* A reader turns bytes into a source; false answers set e (ERR_INPUT for a file that is not sound or not of this kind,
 * ERR_LIMIT, ERR_SYSTEM).  Everything lives as long as a. */
typedef struct source *source_reader(const char *name, GBytes *bytes, struct arena *a, struct err *e);

source_reader source_text;     /* cells one to a line (the shape of pasted tables), rows with |, Markdown, tabs, columns of
                                * pdftotext -layout; UTF-8, GBK or GB 18030 */
source_reader source_html;
source_reader source_xlsx;
source_reader source_docx;
source_reader source_pdf;      /* through pdftotext */

/* source_read - choose the reader by content and name (`.xls .doc .et .wps` go through soffice where installed). */
struct source *source_read(const char *name, GBytes *bytes, struct arena *a, struct err *e);

#endif
