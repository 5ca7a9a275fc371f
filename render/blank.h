/* blank.h - an empty report of one national form.
 * Stage: edition -> blank -> report_write. */
#ifndef BLANK_H
#define BLANK_H

#include "edition.h"
#include "report.h"

/* report_blank - title and headings of the edition, its tables with every figure blank, no prose.  Borrows
 * authority; lives as long as a. */
struct report *report_blank(const struct edition *ed, const char *authority, int year, struct arena *a);

#endif
