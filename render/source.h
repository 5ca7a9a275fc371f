/* source.h - a published report as it was found: paragraphs and grids of cells, in order, with their places.
 * Stage: text, HTML, Markdown, xlsx, docx, PDF -> source -> match -> report.  One type between the readers of
 * files and the matcher; a reader knows nothing of reports, the matcher nothing of files.
 *
 * All texts are sound UTF-8 without control characters: a tab, a no-break space and the like are one space,
 * zero-width marks are gone, white space at both ends of a paragraph and of each line of a cell is taken off;
 * everything else is verbatim, ideographic spaces within a text included.  No item is a paragraph without
 * words. */
#ifndef SOURCE_H
#define SOURCE_H

#include "arena.h"
#include "err.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    SOURCE_MAX_TEXT = 4 << 20,      /* bytes of a text file, and of all texts of a source */
    SOURCE_MAX_UNPACKED = 64 << 20, /* bytes of what another program or an archive makes of a file */
    SOURCE_MAX_ITEMS = 50000,
    SOURCE_MAX_CELLS = 200000, /* of all grids */
    SOURCE_MAX_ROWS = 20000,   /* of one grid; rows behind are refused, spans beyond are cut */
    SOURCE_MAX_COLUMNS = 1000
};

/* The text of a cell that holds a picture and no words, where the picture does not say what it shows. */
#define SOURCE_PICTURE "［图片］"

struct source_cell {
    int row, col, rowspan, colspan; /* in the grid, 0-based; spans >= 1 */
    const char *text; /* as found, '\n' between lines of a cell; "" for a blank one; never NULL */
    bool number;      /* the file stores a number here (a spreadsheet) */
    int places;       /* decimals that its format always shows, 0: none, or as many as there are */
    int line,
        column;   /* place in the file, 1-based: line and character of a text, line of a page (PDF, web page),
                   * row and column of a spreadsheet, number of the paragraph in a Word file; 0: not known */
    int page;     /* of a PDF, 1-based; 0: none */
    bool joined;  /* put together from words on several lines of a text that does not tell cells */
    bool overrun; /* of a PDF: words run over its edge above or below, or stand over each other, so that some
                     may belong to the cell above or below */
    bool full;    /* of a PDF: its last line has no room for another ideograph */
};

/* A grid: the cells by row, then column.  They need not cover it.
 *
 * With spans, row and col are the true place of a cell, cells do not overlap, and a place no cell covers is a
 * blank cell that the file does not write.  Without, col counts the cells of a row from 0, and the text knows
 * no more than their order: a cell that spans may stand once or be repeated as blanks, a row of the table may
 * be broken over several rows here, a head may have lost its rows.  Either kind may begin with rows that are
 * the table's title, and end with a note. */
struct source_grid {
    int nrow, ncol;
    struct source_cell *cell;
    size_t ncell;
    bool spans;   /* the file says which cells are merged; false: only texts in order are known, rows may be
                     ragged */
    bool guessed; /* its cells are told by blanks or by the order of lines, no marks between them */
    const char *name; /* of the worksheet, or NULL */
};

enum source_kind { SOURCE_TEXT, SOURCE_GRID };

struct source_item {
    enum source_kind kind;
    const char *text;    /* SOURCE_TEXT: one paragraph; a line broken by hand begins a new one */
    int heading;         /* level the file itself gives (h1, Heading 1, #), 0: none */
    bool centred, right; /* alignment, where the file says so */
    bool apart;          /* no part of the running text: a footnote or endnote of a Word file; stands behind
                            all that is */
    bool bold_start;     /* begins in bold or another face (a run-in heading); its extent: */
    size_t bold_bytes;   /* == strlen(text) when all of it is bold */
    struct source_grid *grid; /* SOURCE_GRID */
    int around; /* how many boxes of a web page stand around both it and the item before it, 0: no page */
    int line;   /* place in the file, 1-based: line of a text or page, number of a Word paragraph, row of a
                   sheet */
    int page;   /* of a PDF, 1-based; 0: none */
};

struct source {
    const char *name;  /* file, for messages */
    const char *title; /* what the file calls itself apart from its text (HTML title, sheet names do not
                          count), or NULL */
    const char
        *published; /* the day of publication a web page states beside its text, as it is written, or NULL */
    const char *pictures; /* numbers of the pages of a PDF that are pictures, so that what they say is not in
                             the items: "4, 5"; or NULL */
    struct source_item *item;
    size_t n;
};

/* A reader turns bytes into a source; NULL and e: ERR_INPUT for a file that is not sound, not of this kind or
 * holds no text, ERR_LIMIT for what is too large, ERR_SYSTEM when a program it needs is missing or fails.
 * Everything lives as long as a. */
typedef struct source *source_reader(const char *name, GBytes *bytes, struct arena *a, struct err *e);

source_reader source_text; /* cells one to a line (the shape of pasted tables), rows with |, Markdown, tabs,
                            * columns of pdftotext -layout; UTF-8, UTF-16, GBK or GB 18030 */
source_reader source_html;
source_reader source_xlsx;
source_reader source_docx;
source_reader source_pdf;    /* through pdftotext and pdftocairo, run as programs */
source_reader source_office; /* .doc .wps .rtf .odt, .xls .et .ods, through soffice, run as a program */

/* source_read - choose the reader by content, and by name where content leaves it open.  Kinds that cannot be
 * read (pictures, OFD, locked files ...) are refused with a sentence that says what to save the file as. Here
 * ERR_FILE stands for the readers' ERR_INPUT. */
struct source *source_read(const char *name, GBytes *bytes, struct arena *a, struct err *e);

#endif
