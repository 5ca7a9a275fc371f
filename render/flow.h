/* flow.h - which lines and which table rows go on which page.
 * Stage: vertical list (paginate) -> flow -> page by page.  Pure arithmetic; knows no text, no fonts.
 *
 * The list is filled page by page; what does not fit goes on where it stopped.  A page ends behind an item
 * that does not `keep`: so headings stay with what follows, the last line of a paragraph with the one before
 * (孤行), the signature with the text. */
#ifndef FLOW_H
#define FLOW_H

#include "arena.h"
#include "table.h"
#include "units.h"

enum flow_kind {
    FLOW_LINE,  /* one line of the grid */
    FLOW_BLANK, /* a blank line; none at the top of a page */
    FLOW_TABLE,
    FLOW_NOTE /* a line of a table's note: close below what stands above, not on the grid */
};

struct flow_item {
    enum flow_kind kind;
    bool new_page; /* begins a page */
    bool keep;     /* no page ends behind it; behind a table: at least its last rows are on the page of what
                      follows */
    const struct table_fit *fit; /* FLOW_TABLE */
    len_t height;                /* FLOW_NOTE */
};

/* The page as flow sees it. */
struct flow_page_shape {
    int lines;         /* grid lines on a page */
    len_t pitch, size; /* of the grid: line i's em box is [i * pitch, i * pitch + size) */
    len_t height;      /* of the type area */
    len_t gap;         /* least white between a table and the em boxes around it */
    len_t mark;        /* height of the 续表 mark over a table that goes on */
    int white;         /* a table moves whole when that leaves at most so many lines white */
};

/* What stands on a page: a line, or rows of a table. */
struct flow_piece {
    size_t item;
    int line;  /* FLOW_LINE: grid line, 0-based */
    len_t top; /* FLOW_TABLE: its first rule, FLOW_NOTE: its line; from the top of the type area */
    struct table_part part; /* FLOW_TABLE: its rows */
};

struct flow_page {
    struct flow_piece *piece;
    size_t npiece;
};

/* flow_pages - fill pages with items[n].  Returns pages[*npage] covering all items in order; lives as long as
 * a. NULL and *npage = the item where a row of a table with its head is higher than a page. */
struct flow_page *flow_pages(const struct flow_item *item, size_t n, const struct flow_page_shape *shape,
                             struct arena *a, size_t *npage);

#endif
