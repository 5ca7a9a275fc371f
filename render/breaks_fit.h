/* breaks_fit.h - the measure of one line, and what has to be done to it to fill its room.
 * Internal to breaks: break_lines prices lines with it, break_place sets them with it, so that both mean the
 * same. */
#ifndef BREAKS_FIT_H
#define BREAKS_FIT_H

#include "breaks.h"

#include <stdbool.h>

/* The steps of B4 in the order in which they are used.  Step 1 of shrinking, the mark at the line's end, is
 * no choice: it is in the natural width. */
enum fit_step {
    FIT_NATURAL = 1,
    FIT_SPACE_SHRINK = 2,
    FIT_IP = 3,
    FIT_BRACKET = 4,
    FIT_COMMA = 5,
    FIT_LATIN_SHRINK = 6,
    FIT_STOP = 7,
    FIT_SPACE_GROW = 8,
    FIT_LATIN_GROW = 9,
    FIT_HAN_GROW = 10,   /* GAP_HAN, or GAP_AVOID when the line has none of those */
    FIT_LATIN_MORE = 11, /* in a line without either: Han-Latin gaps up to the 1/2 em of B4 */
    FIT_WORD_GROW = 12,  /* then spaces and Han-Latin gaps beyond all limits */
    FIT_SHORT = 13       /* no place at all */
};

/* What is known of a line while items are added to it. */
struct fit {
    size_t from, next;        /* items [from, next) are in */
    size_t seen;              /* behind the last item with a width: spaces that end a line take no room */
    len_t open;               /* width, the first item trimmed, the last one not */
    len_t end;                /* what the last one loses if the line ends here */
    len_t can[FIT_WORD_GROW]; /* how much each step can give, the end not counted; not FIT_HAN_GROW */
    len_t shrink;             /* all of steps 2 to 7 together */
    int64_t ngap[GAP_SPACE + 1];
    int64_t nhan, nother; /* characters that count in a last line: Han, others */
};

/* What a line needs. */
struct fit_plan {
    enum fit_step step; /* the last one reached; those before it in its direction are used up */
    len_t take, of; /* how much of what it can give; of FIT_HAN_GROW, FIT_WORD_GROW: over how many places */
    len_t rest;     /* what cannot be had: > 0 too wide, only ever within the tolerance in a line that fits */
};

/* fit_start, fit_add - measure the line that begins with item i; take in its next item. */
void fit_start(struct fit *f, size_t i);
void fit_add(struct fit *f, const struct item *it);

/* fit_extend - take in at once the items that `longer` has and `shorter` has not: two measures of a line that
 * begins at or before f.  f and `shorter` end behind the same item, which has a width. */
void fit_extend(struct fit *f, const struct fit *shorter, const struct fit *longer);

/* fit_natural - width with the ends trimmed; fit_least - with everything shrunk that can be. */
static inline len_t fit_natural(const struct fit *f)
{
    return f->open - f->end;
}

static inline len_t fit_least(const struct fit *f)
{
    return f->open - f->end - f->shrink;
}

/* fit_tolerance - by how much a line may be too wide: 1/100 em (C12). */
static inline len_t fit_tolerance(const struct item *first)
{
    return first->cell / 100;
}

/* fit_plan_line - how the line comes to `room`; stretch = false for last lines. */
struct fit_plan fit_plan_line(const struct fit *f, len_t room, bool stretch);

/* fit_keeps_ends - an interpunct is half a cell wide and stays so at both ends. */
static inline bool fit_keeps_ends(const struct item *it)
{
    return it->shrink_step == FIT_IP;
}

/* fit_gap_can - what the gap behind an item can give in step s. */
len_t fit_gap_can(const struct item *it, enum fit_step s);

#endif
