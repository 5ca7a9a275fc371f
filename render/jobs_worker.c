/* jobs_worker.c - one worker process.
 *
 * Its stdout and stderr are files in memory that the first process holds as well: what a worker printed is
 * there even when it died.  It never seeks in them (O_APPEND), so the first process may empty them between
 * two units. */
#include "jobs_worker.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- in the worker -------------------------------------------------------- */

static bool receive_unit(int wire, size_t *unit)
{
    ssize_t n;
    do
        n = recv(wire, unit, sizeof *unit, 0);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof *unit;
}

static bool send_result(int wire, const void *result, size_t size)
{
    ssize_t n;
    do
        n = send(wire, result, size, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)size;
}

static void serve(int wire, const struct jobs *j)
{
    unsigned char result[JOBS_RESULT_MAX];
    for (size_t unit; receive_unit(wire, &unit);) {
        memset(result, 0, sizeof result);
        j->work(j->context, unit, result);
        if (fflush(stdout) != 0 || fflush(stderr) != 0 || !send_result(wire, result, j->result_size))
            _exit(1);
    }
}

/* An interrupt from the terminal reaches all processes at once; the first one decides, and ends the workers
 * by SIGTERM. */
static void become_worker(pid_t parent, const sigset_t *mask)
{
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(1); /* it died before prctl */
    sigset_t mine = *mask;
    sigdelset(&mine, SIGTERM);
    sigprocmask(SIG_SETMASK, &mine, NULL);
}

/* --- in the first process ------------------------------------------------- */

static int open_memory(const char *name)
{
    int fd = memfd_create(name, MFD_CLOEXEC);
    if (fd >= 0 && fcntl(fd, F_SETFL, O_APPEND) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static void close_all(struct worker *w)
{
    int *fd[] = {&w->wire, &w->out, &w->err};
    for (size_t i = 0; i < G_N_ELEMENTS(fd); i++) {
        if (*fd[i] >= 0)
            close(*fd[i]);
        *fd[i] = -1;
    }
}

bool worker_start(struct worker *all, size_t n, size_t k, const struct jobs *j, const sigset_t *mask)
{
    struct worker *w = &all[k];
    pid_t parent = getpid();
    int wire[2] = {-1, -1};
    *w = (struct worker){.wire = -1, .out = open_memory("stdout"), .err = open_memory("stderr")};
    bool ok = w->out >= 0 && w->err >= 0 && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, wire) == 0;
    fflush(stdout); /* what is still in a buffer would be printed by both */
    pid_t pid = ok ? fork() : -1;
    if (pid == 0) {
        become_worker(parent, mask);
        for (size_t i = 0; i < n; i++)
            if (i != k && all[i].pid)
                close_all(&all[i]); /* else they would not see the end of the first process */
        close(wire[0]);
        if (dup2(w->out, STDOUT_FILENO) < 0 || dup2(w->err, STDERR_FILENO) < 0)
            _exit(1);
        serve(wire[1], j);
        _exit(0);
    }
    int saved = errno;
    w->wire = wire[0];
    if (wire[1] >= 0)
        close(wire[1]);
    if (pid > 0)
        w->pid = pid;
    else
        close_all(w);
    errno = saved;
    return pid > 0;
}

bool worker_give(struct worker *w, size_t unit)
{
    ssize_t n;
    do
        n = send(w->wire, &unit, sizeof unit, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    w->busy = n == (ssize_t)sizeof unit;
    w->unit = unit;
    return w->busy;
}

static GString *take_memory(int fd)
{
    struct stat st;
    GString *text = g_string_new(NULL);
    if (fstat(fd, &st) == 0 && st.st_size > 0) {
        g_string_set_size(text, (gsize)st.st_size);
        ssize_t n = pread(fd, text->str, (size_t)st.st_size, 0);
        g_string_truncate(text, n > 0 ? (gsize)n : 0);
    }
    return text;
}

bool worker_take(struct worker *w, const struct jobs *j, struct left *to)
{
    ssize_t n;
    to->result = g_malloc0(j->result_size);
    do
        n = recv(w->wire, to->result, j->result_size, 0);
    while (n < 0 && errno == EINTR);
    to->out = take_memory(w->out);
    to->err = take_memory(w->err);
    w->busy = false;
    return n == (ssize_t)j->result_size && ftruncate(w->out, 0) == 0 && ftruncate(w->err, 0) == 0;
}

int worker_end(struct worker *w)
{
    int status = 0;
    close_all(w);
    while (waitpid(w->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    *w = (struct worker){.wire = -1, .out = -1, .err = -1};
    return status;
}
