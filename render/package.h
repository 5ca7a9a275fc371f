/* package.h - the files of an archival copy's folder, read.
 * Stage: folder -> package -> verify.  Everything is limited, links are not followed, and nothing deeper than
 * one folder below is looked at. */
#ifndef PACKAGE_H
#define PACKAGE_H

#include "arena.h"
#include "copy_part.h"
#include "err.h"

/* A file of the folder. */
struct package_file {
    const char *name; /* forms/review.yaml */
    GBytes *bytes;    /* NULL: a link, a device, a folder too deep */
};

struct package {
    struct package_file *file; /* by name */
    gsize n;
};

/* package_read - all files of a folder.  Lives as long as a.  NULL and e: ERR_SYSTEM if it cannot be read,
 * ERR_LIMIT if it holds more than a copy does. */
struct package *package_read(const char *dir, struct arena *a, struct err *e);

/* package_bytes - the bytes of the file of this name, or NULL. */
GBytes *package_bytes(const struct package *p, const char *name);

#endif
