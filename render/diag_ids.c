/* diag_ids.c - the program's own findings in one table.
 * A test compares it with the ids the sources use.  Rules of forms have theirs in layouts/forms. */
#include "diag.h"

#include "intl.h"

const struct diag_id diag_ids[] = {
    {"JSON-SYNTAX", GRADE_HARD, N_("the report is not JSON text")},
    {"JSON-DUPLICATE", GRADE_HARD, N_("a key is given twice")},
    {"JSON-ENCODING", GRADE_HARD, N_("the report is not UTF-8 text without a byte order mark")},
    {"JSON-LIMIT", GRADE_HARD, N_("the report has more of something than the program takes")},
    {"JSON-CONTROL", GRADE_HARD, N_("a text holds a line feed or an invisible character")},
    {"REPORT-KEY", GRADE_HARD, N_("a key is not one of those that reports have")},
    {"REPORT-TYPE", GRADE_HARD,
     N_("a value is of the wrong kind: a text for a number, a list for an object ...")},
    {"REPORT-VALUE", GRADE_HARD, N_("a value cannot be: a date, a year, a level, an empty text ...")},
    {"REPORT-MISSING", GRADE_HARD, N_("something every report has is missing")},
    {"TABLE-FORM", GRADE_HARD, N_("a table names a form that is not known")},
    {"TABLE-CELL-UNKNOWN", GRADE_HARD, N_("a table has a row or column that its form lacks")},
    {"TABLE-CELL-MISSING", GRADE_HARD, N_("a row or figure of the form is missing in a table")},
    {"TABLE-VALUE", GRADE_HARD, N_("a figure is no whole number, null or text")},
    {"TABLE-LABEL", GRADE_HARD, N_("a label as published belongs to nothing in the form")},
    {"TABLE-EXTRA", GRADE_HARD, N_("an extra row does not fit its form")},
    {"LAYOUT-SYNTAX", GRADE_HARD,
     N_("a layout, form or font list is not YAML text as this program reads it")},
    {"LAYOUT-VALUE", GRADE_HARD, N_("a layout, form or font list says something that cannot be")},
    {"FONT-FALLBACK", GRADE_SOFT,
     N_("a character is missing in the first font of its part and comes from another")},
    {"FONT-MISSING", GRADE_HARD, N_("a character is in no font")},
    {"FONT-FILE", GRADE_SOFT, N_("a file in the folders of fonts is no font")},
    {"FONT-EMBED", GRADE_SOFT, N_("a font may not be embedded in a PDF and is passed over")},
    {"LINT-ASCII", GRADE_INFO, N_("an ASCII mark stands beside Han")},
    {"LINT-DOUBLED", GRADE_INFO, N_("a stop stands beside a stop")},
    {"LINT-DATE", GRADE_INFO,
     N_("a date is not written as GB/T 9704 has it: Arabic digits, the whole year, no leading zeros")},
    {"LINT-NUMBERING", GRADE_INFO, N_("a number of a heading or a point does not follow the one before")},
    {"LINT-BRACKET", GRADE_INFO, N_("a document number is not written 〔2021〕30号")},
    {"LINT-CHARACTER", GRADE_INFO, N_("a radical or compatibility character stands for a Han")},
    {"LAYOUT-STYLE", GRADE_SOFT, N_("a run asks for a text style that the page style does not have")},
    {"TYPE-LOOSE", GRADE_INFO, N_("the characters of a line stand more than a quarter em apart")},
    {"TYPE-FORCED", GRADE_SOFT, N_("a word or number is wider than the line and had to be cut")},
    {"TYPE-TABLE", GRADE_SOFT, N_("a table is too wide for the page even in its smallest type")},
    {NULL, GRADE_INFO, NULL},
};
