/* shelf_published.h - published reports, no report data, in folders that --previous and --part search.
 * Stage: folders -> readers of files -> shelf. */
#ifndef SHELF_PUBLISHED_H
#define SHELF_PUBLISHED_H

#include "command.h"

/* The files of one folder that say they are of one authority and year: a report in one or several parts. */
struct published {
    const char *authority;
    int year;
    const char **path;
    size_t npath;
};

/* published_find - append (to a GArray of struct published) the published reports of a folder.  Passed over
 * are files of kinds that import cannot read, outputs that lie beside their report data (STEM.pdf beside
 * STEM.json) and archival copies.  A file that names nobody belongs to the one report of its folder, if there
 * is one.  *bad counts files that are damaged.  Texts live as long as a. */
void published_find(const char *folder, const struct setup *s, GArray *to, size_t *bad, struct arena *a);

#endif
