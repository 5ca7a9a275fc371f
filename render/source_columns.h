/* source_columns.h - the two halves of reading a table that is set with spaces.
 * Used by source_columns.c and source_labels.c alone. */
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
 * rows of their own.  a holds what is made. */
void labels_join(const GArray *token, GPtrArray *rows, int zone, struct arena *a);

/* table_row_new - a row without anything, in a. */
struct table_row *table_row_new(size_t line, struct arena *a);

#endif
