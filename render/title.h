/* title.h - break a title into lines.  Stage: part of vlist.  Pure: knows widths and where words end, no
 * fonts. Source: GB/T 9704-2012 7.3.1
 * (回行时，要做到词意完整，排列对称，长短适宜，间距恰当，标题排列应当使用梯形或菱形). */
#ifndef TITLE_H
#define TITLE_H

#include "units.h"
#include "words.h"

#include <stddef.h>
#include <stdint.h>

enum { TITLE_LINES = 6 };

/* One character of a title. */
struct title_char {
    uint32_t cp;
    len_t width;  /* natural */
    len_t gap;    /* behind it, between Han and digits; vanishes at a line end */
    uint8_t word; /* enum word_mark: what ending a line behind it does */
};

/* Characters [from, to) of a title are the name of the organ; none if both are equal. */
struct title_name {
    size_t from, to;
};

/* title_name_find - where the organ's name stands in the title: from its beginning, or from behind a year
 * there, to the next year or 关于 if the authority is named in between, else to the end of the authority's
 * name.  What the title calls the authority need only begin as its full name does: 某某县 for 某某县人民政府.
 */
struct title_name title_name_find(const struct title_char *c, size_t n, const uint32_t *authority,
                                  size_t nauthority);

/* title_break - the fewest lines, of the best shape.
 * Lines end best behind the organ's name, before 关于 and before a year; less good behind a year; else behind
 * a word.  Never inside a word, 《》, （） or a year; none begins with a mark or with 的 和 及 与 等 了, none
 * is 报告 alone.  Two lines differ by two characters if they can, more rise, fall, or rise and fall.
 * A title that does not come out so with one character free on either side may fill the measure.  Only then
 * is a name cut: behind what ends an administrative name, 省 市 区 县 州 盟 旗, else beside a listed word;
 * more lines are preferred to a place where a word but seems to end, and such a place is the last resort.
 * measure   greatest width of a line
 * em        width of one Han
 * end       filled: end[k] is one past the last character of line k
 * Returns the number of lines, 0 if even so the title cannot be broken. */
size_t title_break(const struct title_char *c, size_t n, struct title_name name, len_t measure, len_t em,
                   size_t end[TITLE_LINES]);

#endif
