/* output_private.h - what the two ways of writing share.
 * Private to output and output_folder. */
#ifndef OUTPUT_PRIVATE_H
#define OUTPUT_PRIVATE_H

#include "output.h"

#include <signal.h>
#include <sys/stat.h>

#define TEMPORARY_PREFIX ".nianbao-"
#define TEMPORARY_SUFFIX ".tmp"

enum file_state { FILE_NONE, FILE_WRITTEN, FILE_CREATED, FILE_EXCHANGED };

struct output_file {
    char *name, *temporary;
    GBytes *bytes;
    enum file_state state;
};

struct output {
    char *dir;
    int fd;
    int unknown;       /* errno, where it cannot be said which file an input is; 0 */
    GArray *protected; /* of struct identity */
    GPtrArray *file;   /* of struct output_file */
};

/* output_temporary - a name that output_open removes if this run is killed; g_free it. */
char *output_temporary(guint number);

/* output_is_protected - whether a file is, or may be, one of the inputs. */
bool output_is_protected(const struct output *o, const struct stat *st);

/* output_write - a new file in the open folder `dir`, fsynced.  False with errno; *created is set if it is
 * there. */
bool output_write(int dir, const char *name, GBytes *bytes, bool *created);

/* output_sync_folder - make the names in the target folder last. */
bool output_sync_folder(const struct output *o, struct err *e);

/* output_block_signals - let nothing end the run while names change; *before for pthread_sigmask. */
void output_block_signals(sigset_t *before);

/* output_remove_tree - remove a file, or a folder with all that is in it; never follows a link. */
void output_remove_tree(int dir, const char *name);

#endif
