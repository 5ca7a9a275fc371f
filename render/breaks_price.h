/* breaks_price.h - what a line costs by itself.
 * Internal to breaks: the measure of a line (breaks_fit.h) -> its price -> the choice of lines (breaks.c). */
#ifndef BREAKS_PRICE_H
#define BREAKS_PRICE_H

#include "breaks_fit.h"

#define NO_WAY INT64_MAX

enum { COST_LOOSE = 200000 }; /* of a line with gaps at their limit; what is loose costs more */

/* How a line looks beside others: more done to it than commas halved; commas halved, or nearly; marks
 * narrowed; as it is, or figures set a little apart; Han apart, up to a quarter of the limit; more. */
enum tone { TONE_CRAMMED, TONE_TIGHT, TONE_SNUG, TONE_EVEN, TONE_OPEN, TONE_WIDE };
enum { TONES = TONE_WIDE + 1 };

/* What a line costs by itself. */
struct price {
    int64_t cost;
    enum tone tone;
    bool alone; /* its tone does not clash: it is not stretched or shrunk, and ends its paragraph */
};

/* Items, and how they are to be broken. */
struct setting {
    const struct item *it;
    size_t n;
    const struct break_options *o;
    len_t gap_max; /* above it a line is loose */
};

static inline bool ends_paragraph(const struct setting *x, size_t to)
{
    return to == x->n || x->it[to - 1].penalty <= PENALTY_MUST;
}

static inline bool begins_paragraph(const struct setting *x, size_t from)
{
    return from == 0 || x->it[from - 1].penalty <= PENALTY_MUST;
}

/* line_price - what the line that f measures costs in its room, without the penalty of its end; NO_WAY if it
 * does not fit. */
struct price line_price(const struct setting *x, const struct fit *f, len_t room);

/* line_fills - can the line be filled without becoming loose? */
bool line_fills(const struct setting *x, const struct fit *f, len_t room);

/* line_loose - are its gaps wider than B4 allows, or cannot be made as wide as they had to be? */
bool line_loose(const struct setting *x, const struct fit_plan *p);

#endif
