/* lines.h - what holds for the lines that a paragraph was broken into. */
#ifndef LINES_H
#define LINES_H

#include "breaks.h"
#include "fuzz.h"

/* The first three bytes say the measure, the indent, and how the lines are set. */
static inline struct break_options lines_options(const uint8_t *data, len_t em)
{
    struct break_options o = {.width = (1 + data[0] % 60) * em / 2,
                              .indent = data[1] % 5 * em / 2,
                              .justify = data[2] & 1,
                              .fill = data[2] & 2,
                              .han_gap_max = em / 4};
    if (o.indent >= o.width)
        o.indent = 0;
    return o;
}

/* Lines cover all items in order, each justified line fills its room or says that it does not. */
static inline struct line *lines_claimed(const struct item *it, size_t count, const struct break_options *o,
                                         len_t em, struct arena *a, size_t *lines)
{
    struct line *line = break_lines(it, count, o, a, lines);
    struct placed *place = ARENA_ARRAY(a, count, struct placed);
    CLAIM((*lines == 0) == (count == 0));
    for (size_t l = 0; l < *lines; l++) {
        CLAIM(line[l].from == (l ? line[l - 1].to : 0) && line[l].to > line[l].from);
        len_t room = o->width - (l == 0 ? o->indent : 0);
        len_t width = break_place(it, &line[l], room, o->justify, place);
        if (o->justify && !line[l].last && !line[l].loose && !line[l].forced)
            CLAIM(width == room);
        if (!line[l].forced)
            CLAIM(width <= room + em / 100);
        for (size_t i = 0; i + 1 < line[l].to - line[l].from; i++)
            CLAIM(place[i + 1].x >= place[i].x);
    }
    CLAIM(!*lines || line[*lines - 1].to == count);
    return line;
}

#endif
