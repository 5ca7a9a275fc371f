/* title.h - break a title into lines (GB/T 9704:
 * 回行时，要做到词意完整，排列对称，长短适宜，间距恰当，标题排列应当使用梯形或菱形). Stage: part of paginate.
 * Pure: knows widths and where words end, no fonts. */
#ifndef TITLE_H
#define TITLE_H

#include "units.h"

#include <stddef.h>
#include <stdint.h>

enum { TITLE_LINES = 6, TITLE_NEVER = -1 };

/* What title_break wants to know of one character. */
struct title_char {
    len_t width;
    int cost; /* of ending a line behind it: 0 best, TITLE_NEVER */
};

/* title_costs - where a line of the title may end, from its code points: best behind the organ's name, before
 * 关于 and before a year; less good behind a year; else behind a word.  Never inside a name, a word, 《》,
 * （） or a year; no line begins with 的 和 及 与 等 了. cp[n]      the title name       its first `name`
 * characters are the organ's name, 0 if it does not begin with it word[n]    nonzero: a word ends behind this
 * character Fills cost of c[n]. */
void title_costs(const uint32_t *cp, size_t n, size_t name, const uint8_t *word, struct title_char *c);

/* title_break - the fewest lines, of the best shape, that fit into room.
 *   em       one character; two lines differ by at least 2 em
 *   end      filled: end[k] is one past the last character of line k; room for TITLE_LINES
 * Returns the number of lines, 0 if the title cannot be broken so. */
size_t title_break(const struct title_char *c, size_t n, len_t room, len_t em, size_t end[TITLE_LINES]);

#endif
