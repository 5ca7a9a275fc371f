/* source_lines.h - lines of text as they stand on pages, and the paragraphs and tables they make.
 * Used by source_text for text that keeps its layout (pdftotext -layout, hard line ends), and by source_pdf.
 *
 * Lengths are hundredths: of the width of a Latin letter in text files, of a point in a PDF; x grows to the
 * right, y down. */
#ifndef SOURCE_LINES_H
#define SOURCE_LINES_H

#include "source_build.h"

/* A piece of a line that stands apart from the next by more than a word space. */
struct line_piece {
    int x0, x1;
    int i0, i1; /* the same counted in characters of any width, as pdftotext -layout sets columns; in a PDF
                   equal to x0, x1 */
    const char *text;
    int column; /* of its first character, 1-based; 0: not known */
};

/* How much a line looks like the row of a table. */
enum line_strength {
    LINE_PROSE,
    LINE_LOOSE, /* short: may be a part of a label or a head */
    LINE_WEAK,  /* a label and a figure: a row where a strong one is near */
    LINE_STRONG /* pieces in columns, or a row of figures */
};

struct page_line {
    int page;                 /* 1-based; 0: the text has no pages */
    int line;                 /* place for messages, 1-based */
    int y0, y1;               /* of the line; equal in a text file, where y counts lines */
    int em, em_most;          /* width of an ideograph; the second if marks in the line were set narrow */
    struct line_piece *piece; /* from left to right, at least one */
    size_t n;
    const char *whole;           /* all of it as it is written, where that is known, else NULL */
    enum line_strength strength; /* see lines_judge */
};

struct page_lines {
    struct page_line *line; /* by page, then from top to bottom */
    size_t n;
    int width; /* of the paper; 0: not known */
};

/* lines_drop_furniture - without page numbers (— 3 —, 第3页, 3/12) and heads that come again on most pages.
 * In place. */
void lines_drop_furniture(struct page_lines *l);

/* line_text - the pieces of a line joined, a space between two where one belongs. */
const char *line_text(const struct page_line *l, struct arena *a);

/* lines_margins - the common left and right edge of the text. */
struct line_margins {
    int left, right;
    int em;        /* of most lines */
    bool indented; /* paragraphs are known by their first line's indent */
};
struct line_margins lines_margins(const struct page_lines *l);

/* lines_add_paragraphs - join lines [from, to) to paragraphs and add them to b. */
void lines_add_paragraphs(const struct page_lines *l, size_t from, size_t to, const struct line_margins *m,
                          struct source_builder *b, struct arena *a);

/* lines_judge - set the strength of lines [from, to). */
void lines_judge(const struct page_lines *l, size_t from, size_t to);

/* lines_table_end - when a table set with spaces begins at line `from` of lines that are judged (see
 * source_columns.c), the line behind its end, `to` at the latest; `from` when none does. */
size_t lines_table_end(const struct page_lines *l, size_t from, size_t to);

/* lines_add_table - add lines [from, to) to b as a grid without spans. */
void lines_add_table(const struct page_lines *l, size_t from, size_t to, struct source_builder *b,
                     struct arena *a);

/* lines_add_all - lines [from, to): tables where there are some, paragraphs between. */
void lines_add_all(const struct page_lines *l, size_t from, size_t to, const struct line_margins *m,
                   struct source_builder *b, struct arena *a);

#endif
