/* check_front.h - what stands before and behind the text: title, dates; and figures that are no figures.
 * Stage: part of check.  Knows no clock: dates are held against the report's year. */
#ifndef CHECK_FRONT_H
#define CHECK_FRONT_H

#include "diag.h"
#include "edition.h"
#include "report.h"

/* check_front - findings:
 *   YEAR         soft  the title is of another year
 *   TITLE        soft  the title has no year, or names another authority than the report
 *   DATE         soft  a date of publication or signature lies before the end of the year, or years behind it
 *                info  behind the last legal day, or published before it was signed
 *   TABLE-BLANK  soft  a figure is a text without a character
 * What the titles and days are is told in layouts/editions. */
void check_front(const struct report *r, const struct editions *editions, struct diag *d);

#endif
