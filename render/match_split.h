/* match_split.h - tables that stand side by side on one worksheet, told apart.
 * Pure.  Used by match_lines. */
#ifndef MATCH_SPLIT_H
#define MATCH_SPLIT_H

#include "arena.h"
#include "source.h"

#include <glib.h>

/* split_columns - the grid columns at which tables begin, the first 0; *n of them.  Where a column is empty
 * all the way down and the labels left and right of it are those of different tables, the grid is two. slot
 * folded label -> slot of the forms that have it ("" where forms of several do) */
const int *split_columns(const struct source_grid *g, GHashTable *slot, size_t *n, struct arena *a);

#endif
