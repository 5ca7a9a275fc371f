/* sheetrule.h - the rules of a form as formulas of a worksheet.
 * Stage: form + figures + their places -> sheetrule -> sheetaid.  Which cells are totals, what must tie out:
 * all of it is told by the form's rules. */
#ifndef SHEETRULE_H
#define SHEETRULE_H

#include "arena.h"
#include "form.h"
#include "report.h"

/* Where a figure stands in the worksheet, 0-based. */
struct sheet_place {
    int row, col, colspan;
};

/* A total: the one figure that a rule sets equal to a sum of others, where the published figures agree. */
struct sheet_total {
    size_t figure; /* its number in the form */
    size_t *part;  /* those summed */
    size_t npart;
    const char *formula; /* without "=": blank while nothing is summed, else the sum */
};

/* A rule at one of the places where it is asked. */
struct sheet_check {
    const char *id; /* of the rule */
    bool by_row;    /* asked of rows: its cell belongs beside the figure `at`, else below it */
    size_t at;      /* the figure a finding would point to */
    size_t *figure; /* all figures it reads, without doubles */
    size_t nfigure;
    const char *formula; /* without "=": the difference, 0 when right or when the rule does not apply */
    const char *result;  /* its value with the published figures, "1", "-0.5" */
    bool decimal;        /* reads amounts */
};

struct sheet_rules {
    struct sheet_total *total;
    size_t ntotal;
    struct sheet_check *check; /* rule by rule, in the form's order */
    size_t ncheck;
};

/* sheet_rules - all rules that compare figures; what only tells a kind of figure or warns of a sight (`fits`,
 * `never`) and what depends on the report's level has no formula. value[form->ncell], place[form->ncell]
 * Lives as long as a. */
struct sheet_rules *sheet_rules(const struct form *form, const struct value *value,
                                const struct sheet_place *place, struct arena *a);

/* sheet_ranges - places as ranges, "D6:I6" and "K6", each separated by `separator`; doubles stay.  In arena
 * a. */
const char *sheet_ranges(const struct sheet_place *place, const size_t *figure, size_t n,
                         const char *separator, struct arena *a);

/* sheet_cell_name - "D6", and "$D$6" when fixed. */
const char *sheet_cell_name(int row, int col, bool fixed, struct arena *a);

#endif
