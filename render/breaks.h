/* breaks.h - decide where the lines of a paragraph end, and share out the space in each.
 * Stage: items -> breaks -> lines.  Pure integer arithmetic on plain structs; knows no fonts, no JSON.
 * Source: GB/T 9704-2012 (22 lines of 28), CLREQ line adjustment, typesetting.md B4 and B6. */
#ifndef BREAKS_H
#define BREAKS_H

#include "arena.h"
#include "err.h"
#include "units.h"

#include <stddef.h>
#include <stdint.h>

/* Penalties of ending a line.  What they weigh against: a justified line costs at most 1000 as long as it is
 * not loose, a loose one 200 000 and more, 孤字 800 000 (breaks.c).  In cells a further line costs 10 000 and
 * an empty half line 250: a caller that adds 2000 inside words breaks at words where that takes no more
 * lines, 20 000 also where it takes one more. */
enum {
    PENALTY_NEVER = 1000000, /* no line ends here, except as the last resort of B-17 */
    PENALTY_MUST = -1000000  /* the line ends here, and with it a paragraph */
};

/* The gap behind an item; it vanishes where a line ends. */
enum gap_kind {
    GAP_NONE,  /* never changes: inside a number, a Latin word, —— */
    GAP_HAN,   /* nothing, grows in stretch step 3 */
    GAP_AVOID, /* as GAP_HAN, but only when there is no other place: around CN and SO */
    GAP_LATIN, /* 1/4 em between Han and Latin; shrinks to 1/8 (step 6), grows to the limit (step 2) */
    GAP_SPACE  /* a typed word space; shrinks to 1/4 em (step 2), grows to 1/2 em (step 1) */
};

/* One unbreakable piece: a character, mostly. */
struct item {
    len_t width;         /* with `before` and `after`, without the gap; 0: a space, which stands in its gap */
    len_t lost;          /* blank already taken off before the ink, beside another mark: not in `width` */
    len_t before, after; /* blank that goes at a line start (before) or end (after), and shrinks in
                          * `shrink_step`; of an interpunct (step 3) it only shrinks */
    uint8_t shrink_step; /* 3 IP, 4 OP CL, 5 ，、；： , 7 。？！; 0: never */
    uint8_t gap;         /* enum gap_kind */
    bool han;            /* counts for the 孤字 rule */
    bool keeps_line;     /* a mark or space that does not count as a character of a last line */
    len_t gap_width;     /* natural */
    len_t cell;          /* em, for the limits of the gaps */
    int32_t penalty; /* of ending a line behind this item; 0 free, PENALTY_NEVER or between, PENALTY_MUST */
};

struct line {
    size_t from, to; /* items [from, to) */
    len_t natural;   /* width with the ends trimmed, nothing shrunk or stretched */
    len_t gap;       /* what each step 3 gap gets; of a line without such gaps, what is left over */
    bool last;       /* of a paragraph: not stretched */
    bool loose; /* `gap` exceeds han_gap_max, or there is nothing to stretch within its limits: to be reported
                 */
    bool forced; /* broken at PENALTY_NEVER because nothing else fits, or wider than its room (B-17): to be
                    reported */
};

struct break_options {
    len_t width;  /* of a line, > 0 */
    len_t indent; /* the first line has so much less */
    bool justify; /* false in table cells: set solid, nothing shrinks or stretches, but marks are trimmed at
                     the ends */
    bool fill; /* cells: true fills each line in turn, false makes lines as even as can be (centred heads) */
    len_t han_gap_max; /* gap above which a line is loose: em/4 of the paragraph */
};

/* break_lines - choose the line ends of least total cost over the whole paragraph.
 *   it[n]   items in reading order; borrowed.  n = 0 gives no line.
 * Behind PENALTY_MUST a paragraph ends and another begins, without indent.
 * Returns lines[*count], covering 0..n without gaps; lives as long as a.  Cannot fail: an item wider than the
 * line gets a line of its own, marked forced.
 * A line that is too wide by no more than 1/100 em fits (rounding of the measure). */
struct line *break_lines(const struct item *it, size_t n, const struct break_options *o, struct arena *a,
                         size_t *count);

/* What an item got in its line. */
struct placed {
    len_t x;        /* left edge of what is left of the item, from the line's left edge */
    len_t cut_left; /* blank taken off before its ink: the glyph is drawn at x - cut_left */
    len_t width;    /* what is left of it, gap not included */
};

/* break_place - positions of the items of one line after shrinking and stretching in the steps of B4.
 *   room     width to fill (the first line's room has the indent taken off already)
 *   out      [line->to - line->from], filled
 * Returns the line's width after that: exactly `room` for a justified line that can be brought to it. */
len_t break_place(const struct item *it, const struct line *line, len_t room, bool justify,
                  struct placed *out);

#endif
