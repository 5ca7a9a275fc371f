/* jobs_worker.h - one worker process, as the first process sees it.
 * Private to jobs. */
#ifndef JOBS_WORKER_H
#define JOBS_WORKER_H

#include "jobs.h"

#include <glib.h>
#include <signal.h>

struct worker {
    pid_t pid; /* 0: there is none in this place */
    int wire;  /* units go out, results come in; -1 when there is no worker */
    int out, err;
    bool busy;
    size_t unit; /* while busy */
};

/* What a worker printed and left for a unit. */
struct left {
    bool done, lost;
    GString *out, *err; /* NULL: nothing */
    void *result;       /* g_free it */
};

/* worker_start - start worker k of all[n]; it runs with the signal mask given.  False with errno. */
bool worker_start(struct worker *all, size_t n, size_t k, const struct jobs *j, const sigset_t *mask);

/* worker_give - the next unit for an idle worker.  False: it is dead. */
bool worker_give(struct worker *w, size_t unit);

/* worker_take - what it left for its unit, once its wire is readable; it is idle then.  False: it is dead,
 * and *to holds what it printed before. */
bool worker_take(struct worker *w, const struct jobs *j, struct left *to);

/* worker_end - wait for its end, after it was told or died; returns waitpid's status. */
int worker_end(struct worker *w);

#endif
