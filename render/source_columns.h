/* source_columns.h - the parts of reading a table that is set with spaces.
 * Used by source_bands.c, source_columns.c and source_labels.c alone. */
#ifndef SOURCE_COLUMNS_H
#define SOURCE_COLUMNS_H

#include "source_lines.h"

/* A word or phrase of the table. */
struct token {
    int c0, c1;  /* extent across the page, in the measure that was found to align the columns */
    size_t line; /* index of its line */
    const char *text;
    int column;  /* for messages */
    bool figure; /* one of the figures at the end of its line */
};

/* Tokens of one head, [from, body), and the rows below it, [body, to). */
struct band {
    guint from, body, to;
    int left; /* where figures may begin */
};

/* tokens_add - add the words of one line (the index-th) to out.  by_count: places in characters of any width,
 * not in lengths. */
void tokens_add(const struct page_line *l, size_t index, bool by_count, GArray *out, struct arena *a);

/* tokens_are_ragged - whether figures stand a single space apart: the text keeps their order, not their
 * places. */
bool tokens_are_ragged(const GArray *token, int space);

/* band_next - the band that begins at token `from`. */
struct band band_next(const GArray *token, guint from, bool ragged);

/* tokens_fullest_line - the most figures that a line among tokens [from, to) has. */
guint tokens_fullest_line(const GArray *token, guint from, guint to);

/* A row under way: the labels that belong to it, then its figures. */
struct table_row {
    size_t line;       /* where its figures stand, or its only label */
    GPtrArray *label;  /* struct label */
    GPtrArray *figure; /* struct token; NULL for a blank one */
};

/* A label put together from the lines it is broken over. */
struct label {
    int c0, c1;
    size_t first, last; /* lines */
    GString *text;
    int column;
    int number;            /* words_numbering of its beginning */
    struct table_row *row; /* NULL: waits for one */
};

/* labels_join - read tokens of lines [from, to) in order, with the rows of figures among them already made
 * (rows: struct table_row, by line), put labels together and give each to its row; labels without figures get
 * rows of their own.  Labels end and figures begin at zone.  a holds what is made. */
void labels_join(const GArray *token, GPtrArray *rows, int zone, struct arena *a);

/* table_row_new - a row without anything, in a. */
struct table_row *table_row_new(size_t line, struct arena *a);

#endif
