/* match_ties.h - whether a way to read a row agrees with the form's own arithmetic.
 * Pure.  Tells a reading error from the authority's: a row that ties out in one reading only was misread in
 * the others. */
#ifndef MATCH_TIES_H
#define MATCH_TIES_H

#include "form.h"
#include "report.h"

enum ties { TIES_NOT, TIES_OPEN /* no rule can be assessed */, TIES_OUT };

/* row_ties - the equations that the form asks of each row, or of each group of columns in it, on the figures
 * of one row: value[n], n the columns of its band. */
enum ties row_ties(const struct form *form, const struct band *band, size_t row, const struct value *value);

#endif
