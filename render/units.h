/* units.h - the one length of the program.
 * Used by every stage from layout to painting.
 *
 * A length is a whole number of 1/1024 pt (Pango's unit at 72 dpi), 1 pt = 1/72 in.  Millimetres, em and
 * character counts are turned into it once, when a layout is loaded; doubles appear only in the painters. */
#ifndef UNITS_H
#define UNITS_H

#include <stdint.h>

typedef int64_t len_t; /* 1/1024 pt; 64 bits so that no sum over a document can overflow */

#define LEN_PT 1024

/* len_pt - a length as points, for painters, dumps and messages. */
static inline double len_pt(len_t v)
{
    return (double)v / LEN_PT;
}

/* len_scale - v * num / den, rounded to nearest, halves away from zero; den > 0. */
static inline len_t len_scale(len_t v, len_t num, len_t den)
{
    len_t p = v * num;
    return p >= 0 ? (p + den / 2) / den : -((-p + den / 2) / den);
}

#endif
