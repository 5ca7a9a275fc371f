/* diag_ids.c - the program's own findings in one table.
 * A test compares it with the ids the sources use.  Rules of forms have theirs in layouts/forms. */
#include "diag.h"

#include "intl.h"

const struct diag_id diag_ids[] = {
    {"JSON-SYNTAX", GRADE_HARD, N_("the report is not JSON text")},
    {"JSON-DUPLICATE", GRADE_HARD, N_("a key is given twice")},
    {"LAYOUT-SYNTAX", GRADE_HARD,
     N_("a layout, form or font list is not YAML text as this program reads it")},
    {"LAYOUT-VALUE", GRADE_HARD, N_("a layout, form or font list says something that cannot be")},
    {"FONT-FALLBACK", GRADE_SOFT,
     N_("a character is missing in the first font of its part and comes from another")},
    {"FONT-MISSING", GRADE_HARD, N_("a character is in no font")},
    {NULL, GRADE_INFO, NULL},
};
