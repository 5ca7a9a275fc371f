/* pdf_table.h - tables of a PDF: cells between the lines drawn on a page, parts on several pages joined.
 * Used by source_pdf.  Pure: no program is run here. */
#ifndef PDF_TABLE_H
#define PDF_TABLE_H

#include "pdf_words.h"
#include "source_build.h"

struct pdf_cell {
    int x0, x1;       /* edges, hundredths of a point */
    int row, rowspan; /* in the table, 0-based */
    const char *text; /* '\n' between lines; "" for a blank one */
    int line, page;   /* place of its first word; line 0 for a blank one */
    bool full;        /* its last line has no room for more: it may go on behind a page end */
    bool overrun;     /* as of a source_cell */
};

struct pdf_table {
    int page;           /* of its last part */
    int x0, y0, x1, y1; /* extent of its last part */
    int nrow;
    GArray *cell; /* struct pdf_cell, by row, then x0; freed with the arena */
    bool scrap;   /* it has words in one cell only: no table unless it goes on with one */
};

/* pdf_tables - the tables that lines enclose on a page, from top to bottom.  taken[p->n] gets true for the
 * words within them. line_of[p->n] is the number of the line each word stands on.  scrap (may be NULL) gets
 * the scraps of the page, whose words are not taken. */
GPtrArray *pdf_tables(const struct pdf_page *p, const struct pdf_rules *rules, const int *line_of,
                      bool *taken, GPtrArray *scrap, struct arena *a);

/* pdf_table_take - mark the words of page p within t as taken. */
void pdf_table_take(const struct pdf_table *t, const struct pdf_page *p, bool *taken);

/* pdf_table_is_next - whether lower, on the page behind upper's, is as wide: it may go on with it. */
bool pdf_table_is_next(const struct pdf_table *upper, const struct pdf_table *lower);

/* pdf_table_join - go on with `upper` in `lower`, the part on the next page: a head that is printed again is
 * dropped, a row or label that the page end cut is made whole.  False, and nothing changed, when the two are
 * not of the same width. */
bool pdf_table_join(struct pdf_table *upper, const struct pdf_table *lower, struct arena *a);

/* pdf_table_add - add it to b as a grid with spans. */
void pdf_table_add(const struct pdf_table *t, struct source_builder *b);

/* pdf_lines - number the lines of a page: words whose middles are close are of one line.  line_of[p->n],
 * 1-based. */
void pdf_lines(const struct pdf_page *p, int *line_of);

#endif
