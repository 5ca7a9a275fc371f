/* source_rows.h - tables in plain text whose cells are told by marks: | and tabs between them, or one cell to
 * a line. Used by source_text. */
#ifndef SOURCE_ROWS_H
#define SOURCE_ROWS_H

#include "source_build.h"

/* A line of a text file. */
struct text_line {
    const char *text;    /* without its end; trailing white space kept */
    const char *trimmed; /* the same without white space at both ends */
    int line, page;      /* 1-based; page 0: the text has no pages */
};

/* Each rows_*_end answers where a table of its kind that begins at line[from] ends, `from` when none does;
 * each rows_add_* adds lines [from, to) to b as a grid without spans. */

/* Cells between | or box-drawing strokes; lines of --- +---+ and the like are rules. */
size_t rows_pipe_end(const struct text_line *line, size_t n, size_t from);
void rows_add_pipe(const struct text_line *line, size_t from, size_t to, bool markdown,
                   struct source_builder *b, struct arena *a);

/* Cells between tabs; a cell in quotes may hold line ends. */
size_t rows_tab_end(const struct text_line *line, size_t n, size_t from);
void rows_add_separated(const struct text_line *line, size_t from, size_t to, char separator,
                        struct source_builder *b, struct arena *a);

/* Cells one to a line, as a table pasted without its rules: rows end at empty lines, or where a label follows
 * a figure.  A chapter's heading among them becomes a paragraph again.  Which lines may go together is found
 * once for the whole text. */
struct cell_run {
    size_t end;            /* behind the last line that may be a cell of the same table */
    size_t cells, figures; /* among them */
};
struct cell_run *rows_cell_runs(const struct text_line *line, size_t n, struct arena *a);
size_t rows_cell_end(const struct text_line *line, const struct cell_run *run, size_t from);
void rows_add_cells(const struct text_line *line, size_t from, size_t to, struct source_builder *b);

#endif
