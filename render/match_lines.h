/* match_lines.h - a source as lines of cells: paragraphs, and the rows of its grids.
 * Stage: source -> match_lines -> match_table (tables), match_prose (the rest). */
#ifndef MATCH_LINES_H
#define MATCH_LINES_H

#include "form.h"
#include "match_figure.h"
#include "source.h"

/* A cell, or a paragraph as the one cell of its line. */
struct mcell {
    const char *text; /* '\n' between its lines */
    struct fold fold;
    struct fold *piece; /* what blanks and line ends part in it: where a grid knows no spans, columns may have
                           run together */
    int npiece;
    struct figure figure;
    int row, col, rowspan, colspan;
    int line, column; /* place in the file; column 0 where a blank cell was only inferred from the others of
                         its line */
    int page;
    bool joined;  /* put together from words on several lines of a text that does not tell cells */
    bool overrun; /* some of its words may belong to the cell above or below (source.h) */
    bool full;    /* its last line has no room for more (source.h) */
    int places; /* decimals that a worksheet always shows of this number, 0: none, or as many as there are */
};

static inline bool is_blank(const struct mcell *c)
{
    return c->figure.kind == FIGURE_BLANK;
}

struct mline {
    const struct source *source;
    const struct source_item *item;
    const struct source_grid *grid; /* NULL: a paragraph */
    bool loose;                     /* the grid knows no spans */
    bool guessed;                   /* nor its cells: blanks or the order of lines tell them */
    int chain; /* rows of one grid; without spans also of grids and parts of labels that follow each other */
    struct mcell *cell;
    int ncell;
    int nfigure; /* cells with a number or a mark for nothing */
    int nwords;
    bool used; /* in a table, or apart from the text (source.h) */
};

struct mlines {
    struct mline *line;
    int n;
    const struct match_words *words;
};

/* match_lines - the lines of a source in order; rows without cells are left out.  A stretch of paragraphs
 * that can only be the cells of a table, one to a paragraph (figures, and labels of the forms), becomes the
 * rows of a grid without spans; so does a piece of a label beside such a grid.  Lives as long as a. */
struct mlines *match_lines(const struct source *s, const struct forms *forms, const struct match_words *w,
                           struct arena *a);

/* mline_text - all words of a line in one text for messages and `unplaced`, cells parted by " | "; in a. */
const char *mline_text(const struct mline *l, struct arena *a);

#endif
