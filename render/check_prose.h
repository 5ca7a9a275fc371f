/* check_prose.h - the figures of the prose against those of the tables.
 * Stage: part of check.  Which words stand for which figures is told in layouts/prose.yaml. */
#ifndef CHECK_PROSE_H
#define CHECK_PROSE_H

#include "edition.h"
#include "prose.h"
#include "report.h"

/* check_prose - findings with the words and their place, and what they were compared with:
 *   TXT      soft  a figure is none of those its words may stand for
 *   TXT-SUM  info  parts named behind a figure do not add up to it, or to more than it
 *   TXT-PCT  info  a share is not that of its figure, neither rounded nor cut
 *   YEAR     soft  a sentence or a period is of another year
 *   FEE      soft  the fee for processing information: not in 元, that of table two, told and denied
 *            info  it is not told */
void check_prose(const struct report *r, const struct prose *prose, const struct editions *editions,
                 struct diag *d);

#endif
