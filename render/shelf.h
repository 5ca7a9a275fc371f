/* shelf.h - the other reports that reports are compared with: last year's, and those of units below.
 * Stage: --previous and --part -> shelf -> others (rule.h) -> check. */
#ifndef SHELF_H
#define SHELF_H

#include "command.h"
#include "rule.h"

struct shelf;

/* shelf_open - find the reports of --previous and --part: files, and all report data (*.json) in folders and
 * the folders in them; where there is none, also published reports that import can read, parts of one report
 * together.  A file given by itself must load: else its findings and the failure are told, and the
 * result is NULL with the exit status in *status.  Borrows o and s. */
struct shelf *shelf_open(const struct options *o, const struct setup *s, int *status);

/* shelf_close - free it; NULL is allowed. */
void shelf_close(struct shelf *s);

/* shelf_others - what to compare report r with: of --previous that of the same authority and the year before
 * (a single file need only be of that year; 某某县 and 某某县人民政府 are one), of --part all others of the
 * same year.  Where an option was given and has nothing for r, nothing that can be read without hard
 * findings, or more than one of the same authority and year, that is a finding in d (PREVIOUS-NONE,
 * PREVIOUS-TWICE, PART-NONE, PART-TWICE). Good until shelf_close; an empty answer for a NULL shelf. */
const struct others *shelf_others(struct shelf *s, const struct report *r, struct diag *d);

#endif
