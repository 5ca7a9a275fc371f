/* match_figure.h - what stands in a cell of a published table: a figure, nothing, or words.
 * Pure.  States that differ in print stay apart (forms.md 6): 0, blank, - and /, +19, 12（其中修订3件）,
 * 251000元. */
#ifndef MATCH_FIGURE_H
#define MATCH_FIGURE_H

#include "match_words.h"
#include "report.h"

enum figure_kind {
    FIGURE_BLANK,
    FIGURE_NUMBER,  /* a number, with sign, unit or remark as published */
    FIGURE_NOTHING, /* a mark that there is none: / - — */
    FIGURE_WORDS    /* anything else: a label, or words where a figure belongs */
};

/* In what unusual way a figure is written. */
enum {
    FIGURE_WIDE = 1,    /* digits or marks of full width, taken as usual ones */
    FIGURE_UNIT = 2,    /* a unit behind it, kept: 0件 */
    FIGURE_GROUPED = 4, /* thousands separators or blanks inside, kept: 1,234 */
    FIGURE_ZEROS = 8,   /* zeros in front, kept: 007 */
    FIGURE_BROKEN = 16  /* digits on two lines, put together: 1439.\n4967; or two figures in one cell */
};
enum { FIGURE_ODDITIES = 5 };

struct figure {
    enum figure_kind kind;
    unsigned odd;       /* FIGURE_WIDE ... or'ed */
    struct value value; /* VALUE_NULL where blank, VALUE_TEXT for words */
};

/* figure_read - the cell's text as a figure; in a. */
struct figure figure_read(const char *text, const struct match_words *w, struct arena *a);

#endif
