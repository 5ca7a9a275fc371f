/* decimal.h - exact decimal numbers: what is in the cells, and their sums.
 * Pure.  A number is digits * 10^-scale; results that do not fit 38 digits are refused, never rounded. */
#ifndef DECIMAL_H
#define DECIMAL_H

#include "report.h"

#include <stdbool.h>

__extension__ typedef __int128 int128_t;

struct decimal {
    int128_t digits;
    int scale; /* decimals, >= 0 */
};

/* decimal_parse - "12", "-3", "+19", "1439.4967"; false for anything else or too long. */
bool decimal_parse(const char *s, struct decimal *out);

/* decimal_of_value - the figure a cell stands for in sums (design.md section 2): null, "", "/" and "-", "—"
 * count 0; a signed figure or one with a remark on a second line counts as its figure; an amount with 元,
 * 万元, 亿元 in `unit` ("万元", or NULL: in 元); other text returns false: the rule is not assessable. */
bool decimal_of_value(const struct value *v, const char *unit, struct decimal *out);

/* decimal_money - the i-th unit of money, "元" first, and the power of ten that turns it into `unit` (as
 * above); NULL behind the last, or when `unit` is none of money. */
const char *decimal_money(size_t i, const char *unit, int *power);

bool decimal_add(struct decimal a, struct decimal b, struct decimal *out);
bool decimal_sub(struct decimal a, struct decimal b, struct decimal *out);
int decimal_cmp(struct decimal a, struct decimal b);

/* decimal_text - shortest exact text, "0", "-12.5"; g_free it. */
char *decimal_text(struct decimal d);

#endif
