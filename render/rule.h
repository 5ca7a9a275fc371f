/* rule.h - the rule language of the forms.
 * Used by form (parse) and check (evaluate).  Exact: integers and decimal strings, no floating point. */
#ifndef RULE_H
#define RULE_H

#include "decimal.h"
#include "diag.h"
#include "form.h"
#include "report.h"
#include "yamlread.h"

struct rule;

/* rule_parse - one entry of a form's `checks:`.  Every name must be a row, column or group of the form; mistakes
 * are findings at the node's place.  NULL if there was any. */
struct rule *rule_parse(const struct ynode *n, const struct form *f, struct arena *a, struct diag *d);

/* rule_check - evaluate on one table; findings go to d with place and names. */
void rule_check(const struct rule *rule, const struct report *r, const struct block *table, struct diag *d);

#endif
