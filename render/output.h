/* output.h - files appear whole or not at all.
 * Stage: the last.  Everything is made in memory; here it is written under temporary names in the target folder,
 * fsynced, then renamed back to back with SIGINT and SIGTERM blocked (design.md section 4). */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "err.h"

#include <glib.h>

struct output; /* one target folder, locked */

/* output_open - make dir if it is missing, lock it against a second run, remove temporaries that a killed run
 * left.  NULL and e (ERR_SYSTEM). */
struct output *output_open(const char *dir, struct err *e);

/* output_add - one file for the next commit; name has no '/'.  Keeps a reference to bytes. */
void output_add(struct output *o, const char *name, GBytes *bytes);

/* output_commit - write all files added since the last commit; on failure none of them is changed, no temporary is
 * left, and e is set.  The list is empty afterwards either way. */
bool output_commit(struct output *o, struct err *e);

/* output_drop - forget the files added since the last commit. */
void output_drop(struct output *o);

/* output_close - unlock; NULL is allowed. */
void output_close(struct output *o);

#endif
