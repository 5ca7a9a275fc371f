/* rule.h - the rule language of the forms.
 * Used by form (parse) and check (evaluate).  Exact: integers and decimal strings, no floating point.
 *
 * An entry of a form's `checks:`, of which id, each, that (or never) and grade must be there:
 *
 *     id: T3-ROW              names the finding
 *     each: row               for what the rule is asked, see below
 *     that: total = natural + sum(bodies)
 *                             must hold; or `never:` with what must not
 *     grade: hard             hard, soft or info; or by row, column or group: {total: hard, else: soft}
 *     when: items > 100       where this does not hold the rule does not apply
 *     unless: T3-TOTAL-BLANK  an earlier rule: where it found, or could not assess, a figure, this
 *                             rule is not asked of that figure
 *     levels: [county]        only in reports of these levels
 *     kinds: [count, amount]  `each: cell` only: of these kinds of figures (count, amount, signed)
 *     at: decisions           which figure of the table a finding points to; else the one that stands
 *                             alone on a side of the comparison, else the first: a rule names one at least
 *     tell: row               `each: cell` only: one finding for all such figures of a row
 *     say: {zh: …, en: …}     the sentence of a finding; else it is made from the formula
 *
 * `each` says what a name in the formula is:
 *
 *     row      a column, in the row asked
 *     column   a row, in the column asked
 *     group    a column of the group asked (keep of review.keep), in each row
 *     cell     only the name `cell`
 *     table    a row and a column, regulations.made
 *
 * A prefix tells that the name is read in the table of another report at the same place (slot), also if that
 * has another form: rows and columns that mean the same have the same name in all of them.
 *
 *     last.    the report of the year before
 *     part.    the report of a unit below; the rule is asked once for each
 *     parts.   those of all units below, if they are all there; only in sum() and max()
 *
 * Where the other form has a row undivided that is a group here, or the other way round, the group is
 * compared as a whole (其他处理 of 2019 and 2021).
 *
 * A rule is asked in the bands (for `group`: the groups) that have all its names.  Names are full paths
 * (refused.secret); a name that stands for several figures must be in one of
 *
 *     sum(name, …)   the sum of all figures of the names; for `table` sum(regulations) is that of a row
 *     max(name, …)   the largest of them
 *
 * Others are abs(number), blank(name): nothing is printed there, and fits(name): the figure is one of its
 * kind, whole and not negative for a count, not negative for an amount, whole for a signed one; blank, / - —
 * and a remark on a second line are allowed.
 *
 * Signs: + -, then = != >= <= > < (≠ ≥ ≤), then `not`, `and`, `or`, then <=> (⇔, both or neither); brackets.
 *
 * Blank and placeholder count 0, amounts by their unit (decimal.h).  Where a figure that is needed is other
 * text the rule cannot be assessed and says nothing. */
#ifndef RULE_H
#define RULE_H

#include "diag.h"
#include "form.h"
#include "report.h"
#include "yamlread.h"

struct rule;

/* rule_parse - one entry of a form's `checks:`.  Every name must be a row, column or group of the form;
 * mistakes are findings at their place, a formula's at the character.  NULL if there was any.  The rules of
 * f->rule so far are those `unless` may name.  Lives as long as a. */
struct rule *rule_parse(const struct ynode *n, const struct form *f, struct arena *a, struct diag *d);

/* The other reports a report is compared with. */
struct others {
    const struct report *last;        /* of the year before, or NULL */
    const struct report *const *part; /* [npart] of units below, of the same year */
    size_t npart;
    bool all_parts; /* these are all there are */
};

/* rule_check - evaluate on one table; a finding for each row, column, cell or group where the rule is broken
 * (`tell: row`: for the figures of a row together) goes to d with place, names, both values, the difference,
 * a sentence and all figures it reads.  A rule that reads other reports (NULL: there are none) is asked where
 * they have a table at the same place. */
void rule_check(const struct rule *rule, const struct report *r, const struct block *table,
                const struct others *others, struct diag *d);

/* rule_could_ask - whether the other reports the rule reads are there. */
bool rule_could_ask(const struct rule *rule, const struct others *others);

/* rule_id - the id a rule's findings carry. */
const char *rule_id(const struct rule *rule);

/* For lists of rules: rule_each - row, column, cell, group or table; rule_formula - its text as in the file,
 * behind "never" where it must not hold, before "when", "unless", "levels" and "kinds" where it has them;
 * rule_grades
 * - "hard", or "total hard, else soft".  In a. */
const char *rule_each(const struct rule *rule);
const char *rule_formula(const struct rule *rule, struct arena *a);
const char *rule_grades(const struct rule *rule, struct arena *a);

#endif
