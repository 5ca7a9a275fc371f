/* output.h - files appear whole or not at all.
 * Stage: the last.  Everything is made in memory; here it is written under temporary names in the target
 * folder, fsynced, then renamed back to back with SIGINT and SIGTERM blocked (design.md section 4). */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "err.h"

#include <glib.h>
#include <sys/types.h>

struct output; /* one target folder, locked */

/* output_open - make dir if it is missing, wait for another run that holds its lock, remove temporaries that
 * a killed run left.  NULL and e (ERR_SYSTEM). */
struct output *output_open(const char *dir, struct err *e);

/* output_protect - never write over the file `path` (an input): a commit that would is refused, also under
 * another name of the same file.  A path that does not exist is no matter; after one that cannot be examined
 * no file is written over at all. */
void output_protect(struct output *o, const char *path);

/* output_add - one file for the next commit; name has no '/'.  Keeps a reference to bytes. */
void output_add(struct output *o, const char *name, GBytes *bytes);

/* output_commit - write all files added since the last commit; on failure none of them is changed, no
 * temporary is left, and e is set.  A symbolic link in place of a file is replaced, never followed; a folder
 * or device in its place is a failure.  The list is empty afterwards either way. */
bool output_commit(struct output *o, struct err *e);

/* output_commit_folder - write the files added since the last commit as a folder `name`, below which they may
 * stand one folder deeper (forms/x.yaml); it appears whole and at once, in place of an earlier one.
 *   mine   names of the files in an earlier one that may go with it, NULL-ended; NULL: there must be none
 * Refused (ERR_USAGE) when the folder that is there holds anything else, or an input: nothing of the user's
 * is removed.  On failure nothing is changed.  The list is empty afterwards either way. */
bool output_commit_folder(struct output *o, const char *name, const char *const *mine, struct err *e);

/* output_drop - forget the files added since the last commit. */
void output_drop(struct output *o);

/* output_died - the process `pid`, forked by this one since output_open, was killed: remove the temporaries
 * that it left. */
void output_died(const struct output *o, pid_t pid);

/* output_close - unlock; NULL is allowed. */
void output_close(struct output *o);

#endif
