/* sheetformula.h - expressions of rules as text of worksheet formulas.
 * Used by sheetrule alone. */
#ifndef SHEETFORMULA_H
#define SHEETFORMULA_H

#include "formula.h"
#include "sheetrule.h"

/* One rule at one place, on its way to a formula. */
struct writing {
    const struct asked *q;
    const struct sheet_place *place;
    struct arena *a;
    GArray *unclear; /* size_t: figures whose text is none, so that the rule cannot be assessed */
};

/* formula_figures - append the numbers (size_t) of a name's figures. */
void formula_figures(const struct ref *ref, const struct asked *q, GArray *out);

/* formula_summands - append the figures an expression adds up; false when it does anything else. */
bool formula_summands(const struct expr *x, const struct asked *q, GArray *out);

/* formula_amounts - whether the rule reads amounts of money. */
bool formula_amounts(const struct asked *q);

/* formula_difference - left - right; figures that are none are added to w->unclear and count as nothing. */
const char *formula_difference(struct writing *w, const struct expr *left, const struct expr *right);

/* formula_truth - a truth.  Where a figure that is no figure makes a comparison neither true nor false, it
 * counts as true with `maybe`, as false without. */
const char *formula_truth(struct writing *w, const struct expr *x, bool maybe);

/* formula_unclear - "ISTEXT(E8),ISTEXT(F8)" for the figures found unclear since there were `from`, which are
 * forgotten;
 * "" for none. */
const char *formula_unclear(struct writing *w, guint from);

/* formula_any - whether one of these conditions, separated by commas, holds. */
const char *formula_any(const char *conditions, struct arena *a);

/* formula_decimal - a number as text, in a. */
const char *formula_decimal(struct decimal d, struct arena *a);

#endif
