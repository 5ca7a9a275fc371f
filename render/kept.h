/* kept.h - what was made of bytes, for when the same bytes come again.
 * Used by zipwrite and sheetback: most parts of a workbook are the same in all workbooks, or in all of one
 * table. */
#ifndef KEPT_H
#define KEPT_H

#include <glib.h>

struct kept;

enum { KEPT_EACH = 6 }; /* of one name: more than a report has tables */

/* kept_new - a store with nothing in it, for the whole run. */
struct kept *kept_new(void);

/* kept_find - what was made of these n bytes of this name; borrowed until the next kept_add.  NULL if nothing
 * was, or KEPT_EACH others came after it. */
GBytes *kept_find(const struct kept *k, const char *name, const void *data, gsize n);

/* kept_add - keep what was made of `plain`, in place of the oldest of its name. */
void kept_add(struct kept *k, const char *name, GBytes *plain, GBytes *made);

#endif
