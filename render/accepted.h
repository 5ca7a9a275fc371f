/* accepted.h - findings of a report that were looked into and accepted (STEM.accepted.json beside it).
 * Stage: side file -> accepted -> findings left out.  It is never part of an output.
 *
 *     [{"key": "X-CARRY@/sections/2/body/0/values/carried_in/total 3 2",
 *       "reason": "…", "by": "…", "date": "2025-01-20"}]
 *
 * The key is the one `nianbao check --format json` prints. */
#ifndef ACCEPTED_H
#define ACCEPTED_H

#include "arena.h"
#include "diag.h"

struct accepted_item {
    const char *key, *reason, *by, *date;
    int line, column; /* of the key in the file */
    bool fired;       /* a finding with this key was left out */
};

struct accepted {
    const char *file;
    struct accepted_item *item;
    size_t n;
};

/* accepted_path - the side file of a report: its name with .accepted.json for its ending; NULL for standard
 * input. */
const char *accepted_path(const char *report, struct arena *a);

/* accepted_is - whether a file's name is that of such a file. */
bool accepted_is(const char *path);

/* accepted_load - read one; strict as report_load.  NULL and hard findings where it cannot be read.  Lives as
 * long as a. */
struct accepted *accepted_load(const char *name, const char *json, size_t n, struct arena *a, struct diag *d);

/* accepted_leave_out - take the accepted findings out of d; how many they were.  NULL: none. */
size_t accepted_leave_out(struct accepted *acc, struct diag *d);

#endif
