/* doc.h - the document: what is to be printed, in order, without positions.
 * Stage: report + forms + layout -> compose -> doc -> typeset (pages), sheet (workbooks). */
#ifndef DOC_H
#define DOC_H

#include "grid.h"
#include "layout.h"
#include "report.h"

struct span {
    const char *text;
    const struct text_style *style;
};

enum doc_kind {
    DOC_TITLE,     /* the report's title: lines */
    DOC_HEADING,   /* level 1..4, own line, kept with what follows */
    DOC_PARAGRAPH, /* body text, a run-in heading included */
    DOC_TABLE,
    DOC_NOTE,      /* below a table */
    DOC_LIST,      /* label / unit / value lines of old reports */
    DOC_ANNEXES,   /* 附件说明: one span for each annex */
    DOC_SIGNATURE, /* span 0 the organ, span 1 the date; either may be empty */
    DOC_REMARKS    /* 附注 */
};

struct doc_block {
    enum doc_kind kind;
    int level;   /* DOC_HEADING, and the level of a run-in heading in a paragraph; else 0 */
    bool manual; /* DOC_TITLE: spans are lines that may not be changed */
    bool sealed; /* DOC_SIGNATURE */
    struct span *span;
    size_t nspan;
    bool new_page;       /* begins on a page of its own */
    struct grid *grid;   /* DOC_TABLE, DOC_LIST */
    const char *pointer; /* JSON Pointer, for messages */
};

struct doc {
    const struct layout *layout;
    const char *title;  /* on one line */
    const char *author; /* the authority */
    const char *date;   /* YYYY-MM-DD that outputs carry */
    int year;
    bool draft;              /* 草稿 is printed on each page (draft.h) */
    struct doc_block *block; /* never reordered */
    size_t nblock;
};

/* compose - turn a report into a document.  date (YYYY-MM-DD) is what outputs carry.  A run in a style that
 * the layout lacks is a finding (LAYOUT-STYLE, soft) and is set as body.  Lives as long as a; borrows strings
 * from the report. */
struct doc *compose(const struct report *r, const struct layout *l, const char *date, struct arena *a,
                    struct diag *d);

/* doc_tables - the table blocks in order, *n of them; in a. */
const struct doc_block **doc_tables(const struct doc *doc, struct arena *a, size_t *n);

/* doc_nth_of_slot - which table of its slot table[i] is, counted from 1: for the names of workbooks. */
int doc_nth_of_slot(const struct doc_block *const *table, size_t i);

#endif
