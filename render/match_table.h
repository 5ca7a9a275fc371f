/* match_table.h - the tables of a source: which lines are which rows of which form, and the figures in them.
 * Stage: match_lines -> match_table -> match.  Shared by match_align (lines to rows), match_columns (heads to
 * columns), match_row and match_place (cells to figures), and match_table (a whole table with its findings).
 */
#ifndef MATCH_TABLE_H
#define MATCH_TABLE_H

#include "diag.h"
#include "edition.h"
#include "form.h"
#include "match_lines.h"
#include "report.h"

/* --- match_align ---------------------------------------------------------- */

enum part_kind { PART_TITLE, PART_HEAD, PART_ROW };

/* A part of a form in order of print: the title of a band, its head, one of its rows; and the lines [from,
 * to) it was found in, from == to where it was not. */
struct part {
    enum part_kind kind;
    const struct band *band;
    size_t row; /* PART_ROW: leaf */
    int from, to;
    int like;     /* 0..1000 */
    bool guessed; /* PART_ROW: told by its place between its neighbours, hardly by its label */
};

/* A form laid along the lines of a source. */
struct alignment {
    const struct form *form;
    struct part *part;
    size_t npart;
    int score;
    int from, to; /* the lines from the first part to the last */
};

/* align_best - the form that fits some stretch of unused lines best, or false when none does well enough.
 * `year` (0: not known) and edition years only decide between forms that fit alike. */
bool align_best(const struct mlines *l, const struct forms *forms, const char *edition, struct arena *a,
                struct alignment *out);

/* row_words - the folded words a row is found by: its label, or the label above it and its own. */
struct fold row_words(const struct label *row, bool with_parent, struct arena *a);

/* --- match_columns -------------------------------------------------------- */

/* A label of a band's head and the cell it was found in. */
struct found_head {
    const struct label *label;
    const struct mcell *cell; /* NULL: not found */
    int like;
};

/* Where the columns of a band stand in the grid that its head was found in. */
struct columns {
    bool known;               /* each has a place of its own; then: */
    bool in_order;            /* no head says that the columns stand in another order than in the form */
    const struct mline *line; /* one of the head's, NULL without a head */
    int *from, *to;           /* [nleaf] grid columns, half open */
    struct found_head *head;  /* all labels of the head, from the root down */
    size_t nhead;
    int beside; /* the first grid column behind them that has a head which the form lacks; else INT_MAX */
};

/* columns_find - from the lines [from, to) of a band's head; none if from == to. */
struct columns columns_find(const struct band *band, const struct mlines *l, int from, int to,
                            struct arena *a);

/* --- match_row ------------------------------------------------------------ */

enum row_state {
    ROW_READ,
    ROW_SHORT,     /* the last columns have no cells; taken to be blank */
    ROW_JOINED,    /* a figure was cut in two, or two had run together; put right, the row ties out */
    ROW_BY_SUM,    /* two readings, of which only one ties out */
    ROW_BY_PLACE,  /* cells are missing; the others were told by where they stand on their line */
    ROW_EMPTY,     /* a label and nothing else: taken as blank */
    ROW_UNREADABLE /* which figure belongs to which column cannot be told */
};

struct row_reading {
    enum row_state state;
    struct value *value;        /* [nleaf], all blank when unreadable */
    const struct mcell **cell;  /* [nleaf] where each stands, NULL: nowhere */
    const struct mcell *beside; /* cells under heads that the form lacks, behind its columns */
    int nbeside;
};

/* A row of a form, and the line with its figures. */
struct row_place {
    const struct form *form;
    const struct band *band;
    size_t row; /* leaf */
    const struct mline *line;
    int zone; /* the first cell behind the labels */
};

/* row_read - the figures of a row.  Grid columns and order must not contradict each other; where they do, or
 * where there are more or fewer figures than columns, only arithmetic of the form can decide. */
struct row_reading row_read(const struct row_place *p, const struct columns *columns, struct arena *a);

/* --- match_place ---------------------------------------------------------- */

/* rows_by_place - go over n rows of a band that were read from a text whose columns are made by blanks: where
 * a cell is missing, or seems to be blank only by the lack of others, the figures belong to the columns that
 * rows without gaps on the same page have at their places; without such rows, or where alone[i] says that
 * other words stand close by, the row is unreadable.  A row without a line is passed over. */
void rows_by_place(const struct row_place *p, struct row_reading *r, const bool *alone, size_t n,
                   struct arena *a);

/* --- match_table ---------------------------------------------------------- */

/* What all parts of one import share. */
struct matching {
    const struct forms *forms;
    const struct editions *editions;
    const struct match_words *words;
    bool keep_labels; /* labels as published go into the report where they differ from the form's */
    struct arena *a;
    struct diag *d;
    GArray *unplaced; /* struct left_over */
};

/* What could not be placed. */
struct left_over {
    const struct mline *line;
    const char *text;
};

/* leave_over - keep words under `unplaced`; text NULL: all of the line. */
void leave_over(struct matching *m, const struct mline *line, const char *text);

/* values_text - figures on one line for messages, blank ones as dashes; in a. */
const char *values_text(const struct value *v, size_t n, struct arena *a);

struct match_table {
    struct table *table;
    bool *read;               /* [ncell] whether the figure was read, blank ones included */
    const struct mline *line; /* its first */
    int from, to;             /* its lines */
};

struct match_tables {
    struct match_table *table; /* in order of their lines */
    size_t n;
};

/* match_tables - all tables of a source.  Their lines are marked as used, and so are what belongs to them
 * without being figures: heads said again on a further page, blank rows.  Findings: labels that differ, rows
 * that are missing, that the form lacks, that cannot be read, figures written in an unusual way. */
struct match_tables match_tables(struct matching *m, struct mlines *l, const char *edition);

#endif
