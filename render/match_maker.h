/* match_maker.h - one table on its way from an alignment to figures and findings.
 * Private to match_table (rows and heads of the form), match_doubt (rows that only seem whole), match_overrun
 * (rows whose words ran into each other), match_rest (what stands between and behind them) and match_tell
 * (what there is to say of it). */
#ifndef MATCH_MAKER_H
#define MATCH_MAKER_H

#include "match_table.h"

struct maker {
    struct matching *m;
    struct mlines *l;
    const struct alignment *al;
    const struct form *form;
    struct match_table *out;
    struct columns columns;   /* of the band at hand */
    GArray *label, *extra;    /* struct own_label, struct extra_row */
    int odd[FIGURE_ODDITIES]; /* how many figures are written so */
    const struct mcell *first_odd[FIGURE_ODDITIES];
};

/* maker_tell - a finding at a cell, or at the first cell of a line; names: of row and column, and the two
 * values, or NULL. */
void maker_tell(struct maker *k, const char *id, enum grade grade, const struct mline *line,
                const struct mcell *cell, const struct finding *names, const char *fmt, ...)
    __attribute__((format(printf, 7, 8)));

/* maker_tell_row - how a row of the form was read, where that is in doubt, and words in place of figures;
 * figures written in unusual ways are counted. */
void maker_tell_row(struct maker *k, const struct row_place *p, const struct row_reading *r);

/* maker_tell_short - that a row has too few cells, if it has; names tell which row it is. */
void maker_tell_short(struct maker *k, const struct row_place *p, const struct row_reading *r,
                      const struct finding *names);

/* maker_tell_oddities - one finding for all figures of the table that are written in the same unusual way. */
void maker_tell_oddities(struct maker *k);

/* maker_line - a text of a cell without its line ends; in the arena. */
const char *maker_line(struct maker *k, const char *text);

/* maker_figure_line - among the lines of a row the one with its figures, else the one with the most cells. */
const struct mline *maker_figure_line(struct maker *k, const struct part *part);

/* maker_columns - the columns of the band at hand for a line: where a table goes on in another grid, its head
 * may be said again there. */
struct columns maker_columns(struct maker *k, const struct band *band, int line);

/* maker_label - the words on a line [from, to) that are not those of labels above the row, put together. */
const char *maker_label(struct maker *k, const struct mline *line, int n, const struct label *row);

/* maker_made_of - whether all pieces of a cell are parts of these words. */
bool maker_made_of(const struct mcell *c, struct fold words);

/* zone_by_words - behind the last words that stand before any figure. */
int zone_by_words(const struct mline *l);

/* maker_amounts - the amounts of a row with as many decimals as a worksheet shows of them: 12.5 as 12.50,
 * which is how they are published.  Counts stay whole whatever their format; 0.5 is none, and shown as 0.50.
 */
void maker_amounts(struct maker *k, const struct row_place *p, struct row_reading *r);

/* maker_units - the amounts of a row with the unit that stands in the head of their column and that the form
 * does not have there; those with a unit of their own stay. */
void maker_units(struct maker *k, const struct row_place *p, struct row_reading *r);

/* doubt_is_alone - whether nothing stands on the lines beside a row that might be a figure's other half, or
 * have moved its figures. */
bool doubt_is_alone(struct maker *k, const struct part *part);

/* doubt_rows - makes those of n rows unreadable that were read and may not be whole, or not be theirs: of a
 * text set with blanks, or of a table whose words ran over the edges of rows. */
void doubt_rows(struct maker *k, const struct part *part, const struct row_place *place,
                struct row_reading *r, size_t n);

/* overrun_rows - which of n rows of a table may lack parts of their figures, or hold those of others,
 * because words ran over the edges of rows: over[n]. */
void overrun_rows(struct maker *k, const struct part *part, const struct row_place *place,
                  const struct row_reading *r, bool *over, size_t n);

static inline bool has_words(const struct mcell *c)
{
    return c->figure.kind == FIGURE_WORDS;
}

/* is_known - whether a cell says words of the form, or a part of them, or none. */
bool is_known(struct maker *k, const struct mcell *c);

/* is_matched - whether a line is part of the alignment; is_furniture - whether it only says heads or labels
 * again, or nothing. */
bool is_matched(const struct alignment *al, int line);
bool is_furniture(struct maker *k, const struct mline *l);

/* leave_strange - leaves over the words in a head that are none of the form's. */
void leave_strange(struct maker *k, const struct part *head);

/* make_rest - lines among those of the table that are no part of the form, words over its corner that stand
 * on lines of their own, and rows that follow its last: heads said again, blank rows, rows that the form
 * lacks. */
void make_rest(struct maker *k);

#endif
