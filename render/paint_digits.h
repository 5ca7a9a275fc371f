/* paint_digits.h - the numbers that Cairo prints.
 * Private to paint_pdf.
 *
 * Cairo prints the number of each glyph, each width and each distance by a call of snprintf of its own: 8,000
 * in a report, for 750 instructions each; and 1,200 decimals, for 2,000. */
#ifndef PAINT_DIGITS_H
#define PAINT_DIGITS_H

#include <stdbool.h>

/* paint_digits - from now on (true) a format that is one number, whole or decimal, is printed here, with the
 * same result; or no more (false). */
void paint_digits(bool here);

#endif
