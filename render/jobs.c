/* jobs.c - many units of work in several processes, what they leave told in order. */
#include "jobs.h"

#include "intl.h"
#include "jobs_worker.h"
#include "progress.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
enum { NENDING = sizeof ending / sizeof ending[0] };

static volatile sig_atomic_t ended_by;

static void note_end(int signal_number)
{
    ended_by = signal_number;
}

struct run {
    const struct jobs *j;
    struct worker *worker; /* nworker places */
    size_t nworker;
    struct left *left; /* nunit */
    size_t given, done, told;
    struct progress progress;
    sigset_t before; /* the mask outside: nothing ends the run but in ppoll */
    struct sigaction action[NENDING];
};

/* --- telling -------------------------------------------------------------- */

static void print(FILE *to, const GString *text)
{
    if (text && text->len)
        fwrite(text->str, 1, text->len, to); /* main looks for errors */
}

static void forget(struct left *l)
{
    if (l->out)
        g_string_free(l->out, TRUE);
    if (l->err)
        g_string_free(l->err, TRUE);
    g_free(l->result);
    l->out = l->err = NULL;
    l->result = NULL;
}

/* Units are told in order, each as soon as all before it are done. */
static void tell_ready(struct run *r)
{
    const struct jobs *j = r->j;
    for (; r->told < j->nunit && r->left[r->told].done; r->told++) {
        struct left *l = &r->left[r->told];
        if ((l->out && l->out->len) || (l->err && l->err->len))
            progress_hide(&r->progress);
        print(stdout, l->out);
        fflush(stdout);
        print(stderr, l->err);
        j->collect(j->context, r->told, l->lost ? NULL : l->result);
        forget(l);
    }
}

static void note_done(struct run *r, size_t unit, bool lost)
{
    r->left[unit].done = true;
    r->left[unit].lost = lost;
    r->done++;
}

static char *how_it_died(const char *name, int status)
{
    if (!WIFSIGNALED(status))
        return g_strdup_printf(_("%s: the process that worked on it ended with status %d"), name,
                               WEXITSTATUS(status));
    const char *abbreviation = sigabbrev_np(WTERMSIG(status));
    if (WTERMSIG(status) == SIGKILL)
        return g_strdup_printf(_("%s: the process that worked on it was killed; memory may have run out"),
                               name);
    return g_strdup_printf(_("%s: the process that worked on it died (SIG%s)"), name,
                           abbreviation ? abbreviation : "?");
}

/* --- workers -------------------------------------------------------------- */

/* A worker died: its unit, if it had one, is lost; what it printed on stdout may be half a line. */
static void bury(struct run *r, struct worker *w, struct left *last)
{
    const struct jobs *j = r->j;
    bool busy = last != NULL;
    size_t unit = w->unit;
    pid_t pid = w->pid;
    int status = worker_end(w);
    if (j->died)
        j->died(j->context, pid);
    if (!busy)
        return;
    g_string_truncate(last->out, 0);
    if (last->err->len && last->err->str[last->err->len - 1] != '\n')
        g_string_append_c(last->err, '\n');
    char *text = how_it_died(j->name(j->context, unit), status);
    g_string_append_printf(last->err, "nianbao: %s\n", text);
    g_free(text);
    note_done(r, unit, true);
}

/* Work for every worker that has none; a place that is empty is filled as long as there is work.  Returns how
 * many are at work. */
static size_t give_work(struct run *r)
{
    size_t busy = 0;
    for (size_t k = 0; k < r->nworker; k++) {
        struct worker *w = &r->worker[k];
        bool wanted = !w->busy && r->given < r->j->nunit;
        if (wanted && (w->pid || worker_start(r->worker, r->nworker, k, r->j, &r->before))) {
            if (worker_give(w, r->given))
                r->given++;
            else
                bury(r, w, NULL);
        }
        busy += w->busy;
    }
    return busy;
}

static void take_results(struct run *r, const struct pollfd *poll)
{
    for (size_t k = 0; k < r->nworker; k++) {
        struct worker *w = &r->worker[k];
        if (!w->pid || !poll[k].revents)
            continue;
        if (!w->busy) { /* an idle one says nothing but that it is dead */
            bury(r, w, NULL);
            continue;
        }
        struct left *l = &r->left[w->unit];
        if (worker_take(w, r->j, l))
            note_done(r, w->unit, false);
        else
            bury(r, w, l);
    }
}

/* A signal that ends the run is let in while waiting only. */
static void wait_for_results(struct run *r, struct pollfd *poll)
{
    for (size_t k = 0; k < r->nworker; k++)
        poll[k] = (struct pollfd){.fd = r->worker[k].wire, .events = POLLIN};
    const struct timespec second = {.tv_sec = 1};
    int n = ppoll(poll, r->nworker, r->progress.on ? &second : NULL, &r->before);
    if (n < 0)
        for (size_t k = 0; k < r->nworker; k++)
            poll[k].revents = 0;
}

/* A signal may wait although results came first; one to the whole group of processes may have ended a worker
 * before it was let in here.  It is taken, so that it does not end this process at once when signals are let
 * in again. */
static bool is_ending(void)
{
    sigset_t all;
    const struct timespec now = {0, 0};
    sigemptyset(&all);
    for (int i = 0; i < NENDING; i++)
        sigaddset(&all, ending[i]);
    int taken = ended_by ? 0 : sigtimedwait(&all, NULL, &now);
    if (taken > 0)
        ended_by = taken;
    return ended_by != 0;
}

/* Those that have nothing to do end when their wire is cut. */
static void end_workers(struct run *r)
{
    for (size_t k = 0; k < r->nworker; k++)
        if (r->worker[k].pid)
            worker_end(&r->worker[k]);
}

/* What was done before the signal came through is told all the same. */
static void stop_workers(struct run *r)
{
    for (size_t k = 0; k < r->nworker; k++)
        if (r->worker[k].pid)
            kill(r->worker[k].pid, SIGTERM);
    for (size_t k = 0; k < r->nworker; k++) {
        struct worker *w = &r->worker[k];
        if (w->busy && worker_take(w, r->j, &r->left[w->unit]))
            note_done(r, w->unit, false);
        if (w->pid)
            bury(r, w, NULL);
    }
    tell_ready(r);
}

/* --- the run -------------------------------------------------------------- */

static void catch_signals(struct run *r)
{
    sigset_t block;
    struct sigaction catch = {.sa_handler = note_end};
    sigemptyset(&block);
    ended_by = 0;
    for (int i = 0; i < NENDING; i++) {
        sigaction(ending[i], NULL, &r->action[i]);
        if (r->action[i].sa_handler == SIG_IGN)
            continue; /* nohup */
        sigaddset(&block, ending[i]);
        sigaction(ending[i], &catch, NULL);
    }
    sigprocmask(SIG_BLOCK, &block, &r->before);
}

static void release_signals(struct run *r)
{
    for (int i = 0; i < NENDING; i++)
        sigaction(ending[i], &r->action[i], NULL);
    sigprocmask(SIG_SETMASK, &r->before, NULL);
}

/* In this process: the only unit, one after another, or what is left where no worker can be started. */
static void run_here(struct run *r)
{
    const struct jobs *j = r->j;
    progress_hide(&r->progress);
    for (size_t i = r->told; i < j->nunit; i++) {
        struct left *l = &r->left[i];
        if (!l->done) {
            l->result = g_malloc0(j->result_size);
            j->work(j->context, i, l->result);
            l->done = true;
        }
        tell_ready(r);
    }
}

static void run_workers(struct run *r)
{
    struct pollfd *poll = g_new0(struct pollfd, r->nworker);
    catch_signals(r);
    while (r->done < r->j->nunit && give_work(r) > 0) {
        wait_for_results(r, poll);
        if (is_ending())
            break;
        take_results(r, poll);
        tell_ready(r);
        progress_show(&r->progress, r->done);
    }
    if (ended_by)
        stop_workers(r);
    else
        end_workers(r);
    g_free(poll);
    release_signals(r);
}

int jobs_run(const struct jobs *j)
{
    struct run r = {.j = j, .nworker = MIN(j->nworker, j->nunit), .left = g_new0(struct left, j->nunit)};
    r.progress = progress_begin(j->nunit, j->progress && j->nunit > 1);
    ended_by = 0;
    if (r.nworker > 1 || r.progress.on) { /* what is printed beside the line has to be held back */
        r.worker = g_new(struct worker, r.nworker);
        for (size_t k = 0; k < r.nworker; k++)
            r.worker[k] = (struct worker){.wire = -1, .out = -1, .err = -1};
        run_workers(&r);
    }
    if (!ended_by)
        run_here(&r);
    progress_hide(&r.progress);
    for (size_t i = r.told; i < j->nunit; i++)
        forget(&r.left[i]);
    g_free(r.worker);
    g_free(r.left);
    return ended_by;
}
