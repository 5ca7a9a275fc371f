/* process.c - run another program over bytes in memory, safely. */
#include "process.h"
#include "intl.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_COMPLAINT = 4096 };

struct running {
    pid_t pid;
    int out, err; /* ends we read from, -1 when closed */
    GByteArray *output;
    GString *complaint;
    bool late, large;
};

bool process_is_there(const char *program)
{
    char *path = g_find_program_in_path(program);
    g_free(path);
    return path != NULL;
}

/* A file without a name that holds the input, at its start; -1 and e. */
static int input_file(GBytes *input, struct err *e)
{
    int fd = memfd_create("input", MFD_CLOEXEC);
    gsize n = 0, done = 0;
    const char *data = input ? g_bytes_get_data(input, &n) : NULL;
    while (fd >= 0 && done < n) {
        ssize_t w = write(fd, data + done, n - done);
        if (w < 0 && errno != EINTR)
            break;
        done += w > 0 ? (size_t)w : 0;
    }
    if (fd >= 0 && done == n && lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    err_set(e, ERR_SYSTEM, _("no room for a temporary file: %s"), g_strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

static void limit(int what, rlim_t value)
{
    struct rlimit r = {value, value};
    (void)setrlimit(what, &r); /* a limit that is lower already stays */
}

/* In the child: nothing but async-signal-safe calls up to the exec. */
static void become(const struct process *p, const char *path, char *const *env, int in, int out, int err)
{
    sigset_t none;
    sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    if (setpgid(0, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 ||
        dup2(err, 2) < 0)
        _exit(126);
    if (close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) != 0 || chdir(p->home ? p->home : "/") != 0)
        _exit(126);
    /* no network, where the system lets us: a file may ask to fetch something */
    if (unshare(CLONE_NEWNET) != 0)
        (void)unshare(CLONE_NEWUSER | CLONE_NEWNET);
    limit(RLIMIT_CPU, (rlim_t)p->seconds);
    limit(RLIMIT_FSIZE, (rlim_t)p->output);
    limit(RLIMIT_CORE, 0);
    if (p->memory)
        limit(RLIMIT_AS, (rlim_t)p->memory);
    execve(path, (char *const *)p->argv, env);
    _exit(127);
}

static bool start(const struct process *p, struct running *r, struct err *e)
{
    char *path = g_find_program_in_path(p->argv[0]);
    if (!path)
        return err_set(e, ERR_SYSTEM, _("%s is not installed: install the package %s"), p->argv[0],
                       p->package);
    char *home = g_strdup_printf("HOME=%s", p->home ? p->home : "/");
    char *env[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC", home, NULL};
    int out[2] = {-1, -1}, err[2] = {-1, -1}, in = input_file(p->input, e);
    if (in >= 0 && (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0 || (r->pid = fork()) < 0))
        err_set(e, ERR_SYSTEM, _("%s cannot be started: %s"), p->argv[0], g_strerror(errno));
    if (e->kind == ERR_NONE && r->pid == 0)
        become(p, path, env, in, out[1], err[1]);
    const int ours[] = {in, out[1], err[1]};
    for (size_t i = 0; i < G_N_ELEMENTS(ours); i++)
        if (ours[i] >= 0)
            close(ours[i]);
    r->out = out[0];
    r->err = err[0];
    g_free(path);
    g_free(home);
    return e->kind == ERR_NONE;
}

/* Reads what there is; closes the stream at its end. */
static void drain(struct running *r, int *fd, bool complaint, size_t most)
{
    unsigned char buf[65536];
    ssize_t n = read(*fd, buf, sizeof buf);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (n <= 0) {
        close(*fd);
        *fd = -1;
    } else if (complaint) {
        g_string_append_len(r->complaint, (const char *)buf,
                            MIN(n, (ssize_t)(MAX_COMPLAINT - r->complaint->len)));
    } else if (r->output->len + (size_t)n > most) {
        r->large = true;
    } else {
        g_byte_array_append(r->output, buf, (guint)n);
    }
}

/* Reads both streams to their ends, or until a limit is met. */
static void listen_to(const struct process *p, struct running *r, gint64 deadline)
{
    while ((r->out >= 0 || r->err >= 0) && !r->large && !r->late) {
        struct pollfd fds[] = {{r->out, POLLIN, 0}, {r->err, POLLIN, 0}};
        gint64 left = (deadline - g_get_monotonic_time()) / 1000;
        int got = left > 0 ? poll(fds, 2, (int)left) : 0;
        if (got == 0)
            r->late = true;
        if (got < 0 && errno != EINTR)
            r->late = true;
        if (got > 0 && fds[0].revents)
            drain(r, &r->out, false, p->output);
        if (got > 0 && fds[1].revents)
            drain(r, &r->err, true, MAX_COMPLAINT);
    }
}

/* Ends the program and all it started, and tells how it ended.  A program that closed its streams may still
 * be at work. */
static int finish(struct running *r, gint64 deadline)
{
    int status = 0;
    for (;;) {
        if (g_get_monotonic_time() >= deadline)
            r->late = true;
        if (r->late || r->large)
            (void)kill(-r->pid, SIGKILL);
        pid_t got = waitpid(r->pid, &status, r->late || r->large ? 0 : WNOHANG);
        if (got == r->pid || (got < 0 && errno != EINTR))
            break;
        if (got == 0)
            g_usleep(2000);
    }
    (void)kill(-r->pid, SIGKILL); /* what it left behind */
    return status;
}

static bool judge(const struct process *p, struct running *r, int status, struct err *e)
{
    const char *name = p->argv[0];
    bool cpu =
        WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || (WTERMSIG(status) == SIGKILL && !r->large));
    bool size = WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ;
    if (r->late || cpu)
        return err_set(e, ERR_LIMIT, _("%s did not come to an end with this file within %d seconds"), name,
                       p->seconds);
    if (r->large || size)
        return err_set(e, ERR_LIMIT, _("%s makes more than %zu MiB of this file"), name, p->output >> 20);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    r->complaint->str[strcspn(r->complaint->str, "\r\n")] = '\0';
    char *said = g_utf8_make_valid(r->complaint->str, -1);
    if (*said)
        err_set(e, ERR_INPUT, _("%s cannot read this file: %s"), name, said);
    else
        err_set(e, ERR_INPUT, _("%s cannot read this file"), name);
    g_free(said);
    return false;
}

GBytes *process_run(const struct process *p, struct err *e)
{
    struct running r = {
        .pid = -1, .out = -1, .err = -1, .output = g_byte_array_new(), .complaint = g_string_new(NULL)};
    bool ok = start(p, &r, e);
    if (ok) {
        gint64 deadline = g_get_monotonic_time() + (gint64)p->seconds * G_USEC_PER_SEC;
        listen_to(p, &r, deadline);
        ok = judge(p, &r, finish(&r, deadline), e);
    }
    if (r.out >= 0)
        close(r.out);
    if (r.err >= 0)
        close(r.err);
    g_string_free(r.complaint, TRUE);
    GBytes *output = g_byte_array_free_to_bytes(r.output);
    if (ok)
        return output;
    g_bytes_unref(output);
    return NULL;
}
