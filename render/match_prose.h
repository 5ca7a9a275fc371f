/* match_prose.h - everything of a source but its tables: headings, paragraphs, notes, the end of the report.
 * Stage: match_lines + match_table -> entries -> draft -> match.  Shared by match_flow (entries),
 * match_headings (which are headings), match_list, match_outside (of the text), match_front (around the
 * title), match_end (signature, annexes), match_said (said again) and match_prose (sections). */
#ifndef MATCH_PROSE_H
#define MATCH_PROSE_H

#include "match_table.h"
#include "match_title.h"

/* --- match_flow ------------------------------------------------------------- */

enum entry_kind {
    ENTRY_TEXT,  /* a paragraph, or words alone on a row of a grid */
    ENTRY_TABLE, /* stands where its first line stood */
    ENTRY_ROW    /* a row of a grid that is no table of a form */
};

struct entry {
    enum entry_kind kind;
    const struct mline *line;
    const char *text;                /* ENTRY_TEXT, fit for a report: no control or invisible characters */
    const struct match_table *table; /* ENTRY_TABLE */
    /* match_headings */
    bool section;     /* begins a section */
    int known;        /* number of the edition's section its words mean, -1: none */
    const char *rest; /* text behind a section's title on the same line, or NULL; text then ends before it */
    bool subheading;
    bool outside; /* match_outside */
    bool done;    /* taken by front or end matter */
};

struct entries {
    struct entry *entry;
    size_t n;
};

/* entries_of - what is left of a source beside its tables, and those, in order. */
struct entries entries_of(const struct mlines *l, const struct match_tables *t, struct arena *a);

/* --- match_headings --------------------------------------------------------- */

/* mark_headings - find the headings of sections (known by their titles, or numbered 一、), and those inside
 * sections: lines of their own that are numbered （一）, 1. or （1） or marked by the file, short and without
 * a stop at their end. */
void mark_headings(struct entries *e, const struct edition *edition, struct matching *m);

/* names_section - whether a line is the title of a section of any edition, numbered or not. */
bool names_section(const char *text, const struct editions *editions, struct arena *a);

/* runs_in - whether the start of a paragraph may be its heading: words behind a number, one sentence at most.
 */
bool runs_in(const char *text, struct arena *a);

/* --- match_outside ---------------------------------------------------------- */

/* mark_outside - find what a web page has beside the report's text, between its title and its first section
 * and behind its last: lines that words of sites begin (match_words), and what stands outside of the boxes
 * that hold all its sections. */
void mark_outside(struct entries *e, struct matching *m);

/* --- match_front ------------------------------------------------------------ */

/* take_front - the lines before and just behind the title (from, to): data of the catalogue and the day of
 * publication go into the report, what else stands before it, or outside of the text, is left over. */
void take_front(struct entries *e, size_t from, size_t to, struct matching *m, struct report *r);

/* --- match_end -------------------------------------------------------------- */

/* take_end - signature, annexes and remarks at the end of the entries; what stands behind a signature, or
 * behind the text and outside of it, is left over. */
void take_end(struct entries *e, struct matching *m, struct report *r);

/* --- match_list ------------------------------------------------------------- */

/* list_of - rows [from, to) of one grid as items of label, unit and value (the sheets of reports before
 * 2019); false if they are something else. */
bool list_of(const struct entry *e, size_t from, size_t to, struct block *out, struct arena *a);

/* --- match_said ------------------------------------------------------------- */

struct draft;

/* said_so_far - all words of the report so far, without white space: a file that holds them again, in other
 * paragraphs maybe, says nothing new.  The caller's, by g_string_free. */
GString *said_so_far(const struct draft *d);

/* said_text, said_row - whether they hold this text, all cells of this row. */
bool said_text(const GString *said, const char *text);
bool said_row(const GString *said, const struct mline *l);

/* said_as_title - whether words of another file are but a title: the report's, a section's, a table's. */
bool said_as_title(const struct draft *d, const struct entry *e);

/* --- match_prose ------------------------------------------------------------ */

struct draft_part {
    const char *heading;
    int known;     /* -1: none of the edition's */
    GArray *block; /* struct block */
};

struct draft {
    struct matching *m;
    const struct edition *edition;
    bool before;      /* the report is older than all editions: no section needs a table */
    GArray *preamble; /* struct block */
    GArray *section;  /* struct draft_part */
};

struct draft *draft_new(struct matching *m, const struct edition *edition, int year);

/* draft_add - add a source's entries in their order.  `first`: it holds the title; of others a section that
 * is there already goes on, and words before their first heading are left over.  What others say again is
 * passed over; where one of them is the whole report again, in other words, these are left over. */
void draft_add(struct draft *d, struct entries *e, bool first);

/* draft_section - begin a section of the edition under its official heading, unless it is there. */
void draft_section(struct draft *d, int known);

/* draft_place - put a table into the section of its form: one that was found outside of any source's
 * sections. */
void draft_place(struct draft *d, const struct match_table *t);

/* draft_settle - move tables that stand in another section than their form's to that, and say which sections
 * have none. */
void draft_settle(struct draft *d, const char *file);

/* draft_report - the draft's blocks as those of a report. */
void draft_report(const struct draft *d, struct report *r);

#endif
