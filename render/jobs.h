/* jobs.h - many units of work in several processes, what they leave told in order.
 * Stage: command -> jobs -> command: a unit is what a command does for one of its inputs.  Knows no reports.
 *
 * Everything that all units share is made before jobs_run and is there in each worker by fork.  Each worker
 * is given one unit after another, whenever it has done the one before; what a unit prints on stdout and
 * stderr is kept and printed in the order of the units, so that nobody can tell how many workers there were.
 */
#ifndef JOBS_H
#define JOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* What a unit leaves for `collect`. */
enum { JOBS_RESULT_MAX = 512 };

struct jobs {
    size_t nunit;
    unsigned nworker;   /* processes at most; 1: no other process, one unit after another here */
    bool progress;      /* a line that tells how far it is, if stderr is a terminal */
    size_t result_size; /* bytes of a result, 1 to JOBS_RESULT_MAX; no pointers in it outlive a worker */
    void *context;      /* for the functions below */

    /* Do unit i and leave its result, zeroed before.  In a worker: what it changes in memory stays there. */
    void (*work)(void *context, size_t i, void *result);

    /* In the first process and in the order of units, after what the unit printed was printed; result is NULL
     * when its worker died. */
    void (*collect)(void *context, size_t i, const void *result);

    /* What messages call unit i. */
    const char *(*name)(void *context, size_t i);

    /* A worker died at work and left what it was writing; NULL if there is nothing to do then. */
    void (*died)(void *context, pid_t worker);
};

/* jobs_run - do all units.  A worker that dies costs its unit only: that is said on stderr, and another takes
 * its place.  Returns 0, or the signal (SIGINT, SIGTERM, SIGHUP) that came before the end: then all workers
 * are gone, and units that were not told were not done, or their results were lost; every one told was done.
 */
int jobs_run(const struct jobs *j);

#endif
