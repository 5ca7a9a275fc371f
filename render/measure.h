/* measure.h - a number made of a table's figures: `new.total + carried_in.total`.
 * Used by the prose check; a part of the rule language (rule.h, names as in `each: table`). */
#ifndef MEASURE_H
#define MEASURE_H

#include "decimal.h"
#include "form.h"
#include "yamlread.h"

struct measure;

/* measure_parse - the number a scalar node asks for, in a form.  NULL and findings at their place if it is
 * none or the form lacks one of its names.  Lives as long as a. */
struct measure *measure_parse(const struct ynode *n, const struct form *f, struct arena *a, struct diag *d);

/* measure_value - its value with the figures of a table of that form.  False where it cannot be told: a
 * figure is text, a single one is blank, or all of a group are. */
bool measure_value(const struct measure *m, const struct value *value, struct decimal *out);

/* measure_text - the same for a reader: "新收·总计 8 + 结转·总计 0 = 8". */
const char *measure_text(const struct measure *m, const struct value *value, struct arena *a);

/* measure_cells - the numbers of its figures in the form, each once, in form order; *n of them. */
const size_t *measure_cells(const struct measure *m, struct arena *a, size_t *n);

#endif
