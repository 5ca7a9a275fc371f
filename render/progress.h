/* progress.h - one line on a terminal that tells how far a long run is.
 * Stage: jobs -> progress -> stderr.  The clock shows here and nowhere else. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <glib.h>
#include <stdbool.h>

struct progress {
    size_t total;
    gint64 begun, shown; /* g_get_monotonic_time */
    bool on;             /* stderr is a terminal and the line is wanted */
    bool visible;        /* the line stands there now */
};

/* progress_begin - the run begins; nothing will be shown unless `wanted` and stderr is a terminal. */
struct progress progress_begin(size_t total, bool wanted);

/* progress_show - `done` units are done; the line is written at most ten times a second. */
void progress_show(struct progress *p, size_t done);

/* progress_hide - take the line away, for other text or for good. */
void progress_hide(struct progress *p);

/* progress_text - the line: count, rate and time left after `elapsed` microseconds; rate and time only once
 * something is done.  g_free it. */
char *progress_text(size_t done, size_t total, gint64 elapsed);

#endif
