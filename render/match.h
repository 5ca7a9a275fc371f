/* match.h - find the report in what readers saw: title, authority, year, sections, tables by their labels.
 * Stage: source -> match -> report (then report_write).  The matcher knows no file formats, readers know no
 * reports.
 *
 *     source ─> match_lines ─> match_align ─> match_columns, match_row ─> match_table ─┐
 *                   └────────> match_flow ─> match_headings, _front, _end ─> match_prose ─> match */
#ifndef MATCH_H
#define MATCH_H

#include "diag.h"
#include "edition.h"
#include "form.h"
#include "match_words.h"
#include "report.h"
#include "source.h"

/* What an import goes by. */
struct match_request {
    const struct forms *forms;
    const struct editions *editions;
    const struct match_words *words;
    bool keep_labels;      /* labels as published go into `labels` where they differ from the form's */
    const char *authority; /* said by the user; NULL: told by the title */
    int year;              /* the same; 0 */
};

/* match_report - the report that one or more sources hold together: prose from the first that has any, tables
 * from all. Prose is kept verbatim.  A label that differs, a row that is missing, added or cannot be read,
 * words that have no place, are findings IMPORT-* in d with file and line; what has no place is kept under
 * `unplaced`, figures that cannot be read are null. NULL and e: ERR_FILE when nothing of a report is found,
 * ERR_INPUT when its authority or year is not told.  Lives as long as a; blocks have no pointers and the
 * report no text: report_write gives it one. */
struct report *match_report(struct source *const source[], size_t n, const struct match_request *q,
                            struct arena *a, struct diag *d, struct err *e);

/* Whose report of which year a file says it is, or holds tables of. */
struct match_names {
    const char *authority; /* NULL: it does not say */
    int year;              /* 0: it does not say */
};

/* match_names - told by its title, or that of a table in it.  False: it names nobody and no year. */
bool match_names(const struct source *s, const struct match_request *q, struct arena *a,
                 struct match_names *out);

/* match_into - put the figures of the sources' tables into the tables of a report that was loaded, each
 * change told as IMPORT-CHANGE (old in left, new in right); figures that cannot be read stay.  False and e
 * (ERR_FILE) when there is no table in the sources. */
bool match_into(struct source *const source[], size_t n, const struct match_request *q, struct report *into,
                struct arena *a, struct diag *d, struct err *e);

#endif
