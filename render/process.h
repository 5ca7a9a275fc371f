/* process.h - run another program over bytes in memory, safely.
 * Used by source_pdf and source_office.  No shell, nothing of ours is inherited but standard streams, and
 * everything about the program is limited; it ends when we do. */
#ifndef PROCESS_H
#define PROCESS_H

#include "err.h"

#include <glib.h>

struct process {
    const char *const *argv; /* argv[0]: name of the program, looked for in PATH; ends in NULL */
    const char *package;     /* Debian package it comes in, for messages */
    GBytes *input;           /* its standard input, or NULL for none; borrowed */
    const char *home;        /* its HOME, and its working folder; NULL: / */
    int seconds;             /* of wall time, and of processor time */
    size_t output;           /* bytes it may write: to standard output, and to any file */
    size_t memory;           /* address space in bytes; 0: not limited */
};

/* process_run - run it to its end; its standard output, new bytes.  NULL and e:
 *   ERR_SYSTEM  it is not installed (the message names the package), or cannot be started
 *   ERR_LIMIT   it ran too long or wrote too much
 *   ERR_INPUT   it failed; the message ends in the first line it wrote to standard error */
GBytes *process_run(const struct process *p, struct err *e);

/* process_is_there - whether the program is installed. */
bool process_is_there(const char *program);

#endif
