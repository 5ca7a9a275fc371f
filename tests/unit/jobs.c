/* jobs.c - units in several processes: order, what is told, death, signals; how many processors there are. */
#include "jobs.h"

#include "cores.h"
#include "progress.h"
#include "t.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* --- a run whose output is kept ------------------------------------------- */

struct seen {
    GString *order; /* units as collected, "-" before a lost one */
    long long sum;  /* of their results */
    pid_t pid[64];  /* of the process that did each unit */
    int ndied;
    void (*extra)(size_t i); /* what unit i does as well */
};

struct result {
    long long square;
    pid_t pid;
};

static void work(void *context, size_t i, void *p)
{
    struct result *r = p;
    const struct seen *seen = context;
    printf("out %zu\n", i);
    fflush(stdout); /* as a command does before it says something on stderr */
    fprintf(stderr, "err %zu\n", i);
    if (seen->extra)
        seen->extra(i);
    *r = (struct result){(long long)(i * i), getpid()};
}

static void collect(void *context, size_t i, const void *p)
{
    struct seen *seen = context;
    const struct result *r = p;
    g_string_append_printf(seen->order, "%s%zu ", r ? "" : "-", i);
    if (!r)
        return;
    seen->sum += r->square;
    if (i < G_N_ELEMENTS(seen->pid))
        seen->pid[i] = r->pid;
}

static const char *name(void *context, size_t i)
{
    (void)context;
    static char text[32];
    snprintf(text, sizeof text, "unit-%zu", i);
    return text;
}

static void died(void *context, pid_t worker)
{
    struct seen *seen = context;
    seen->ndied += worker > 0;
}

/* The two streams are sent to one file for the time of a run. */
static char *told;

static int run(struct seen *seen, size_t nunit, unsigned nworker)
{
    char path[] = "/tmp/nianbao-jobs-XXXXXX";
    int file = mkstemp(path), out = dup(STDOUT_FILENO), err = dup(STDERR_FILENO);
    fcntl(file, F_SETFL, O_APPEND);
    fflush(stdout);
    dup2(file, STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
    seen->order = g_string_new(NULL);
    const struct jobs j = {.nunit = nunit,
                           .nworker = nworker,
                           .result_size = sizeof(struct result),
                           .context = seen,
                           .work = work,
                           .collect = collect,
                           .name = name,
                           .died = died};
    int ended = jobs_run(&j);
    fflush(stdout);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    close(out);
    close(err);
    close(file);
    g_free(told);
    g_file_get_contents(path, &told, NULL, NULL);
    unlink(path);
    return ended;
}

static void forget(struct seen *seen)
{
    g_string_free(seen->order, TRUE);
}

static bool has_children(void)
{
    return waitpid(-1, NULL, WNOHANG) >= 0 || errno != ECHILD;
}

static void nap(int ms)
{
    struct timespec t = {ms / 1000, ms % 1000 * 1000000L};
    while (nanosleep(&t, &t) != 0)
        continue;
}

/* --- what units do as well ------------------------------------------------ */

static void first_is_slow(size_t i)
{
    nap(i == 0 ? 300 : 1);
}

static void third_is_killed(size_t i)
{
    if (i == 3)
        raise(SIGKILL);
}

static void third_aborts_in_a_line(size_t i)
{
    if (i != 3)
        return;
    printf("{\"half\":");
    fflush(stdout);
    fprintf(stderr, "cannot go on");
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    abort();
}

static void all_exit(size_t i)
{
    (void)i;
    _exit(7);
}

static void much_is_printed(size_t i)
{
    for (int k = 0; k < 20000; k++)
        printf("line %d of unit %zu\n", k, i);
}

static pid_t first_process;

static void third_ends_the_run(size_t i)
{
    if (i < 3)
        return;
    nap(200);
    if (i == 3)
        kill(first_process, SIGTERM);
    nap(20000);
}

/* --- */

static char *expected(size_t n)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(text, "out %zu\nerr %zu\n", i, i);
    return g_string_free(text, FALSE);
}

static void order(void)
{
    T_CASE("jobs: what is told and its order do not depend on the number of workers");
    char *want = expected(40);
    for (unsigned n = 1; n <= 9; n += n < 3 ? 1 : 3) {
        struct seen seen = {.extra = first_is_slow};
        T_INT(run(&seen, 40, n), 0);
        T_STR(told, want);
        T_INT(seen.sum, 20540);
        T_TRUE(g_str_has_prefix(seen.order->str, "0 1 2 3 ") && g_str_has_suffix(seen.order->str, " 38 39 "));
        T_TRUE(!has_children());
        forget(&seen);
    }
    g_free(want);

    T_CASE("jobs: work goes to whoever is free");
    struct seen seen = {.extra = first_is_slow};
    run(&seen, 40, 2);
    int with_first = 0;
    for (int i = 0; i < 40; i++)
        with_first += seen.pid[i] == seen.pid[0];
    T_TRUE(seen.pid[0] != getpid() && seen.pid[1] != seen.pid[0]);
    T_TRUE(with_first < 10);
    forget(&seen);

    T_CASE("jobs: one unit, or one worker, forks nothing");
    struct seen one = {0}, serial = {0};
    run(&one, 1, 8);
    T_INT(one.pid[0], getpid());
    run(&serial, 3, 1);
    T_TRUE(serial.pid[0] == getpid() && serial.pid[2] == getpid());
    forget(&one);
    forget(&serial);

    T_CASE("jobs: no unit at all is no trouble");
    struct seen none = {0};
    T_INT(run(&none, 0, 4), 0);
    T_STR(told, "");
    forget(&none);

    T_CASE("jobs: much output of a unit is told whole");
    struct seen much = {.extra = much_is_printed};
    run(&much, 6, 3);
    int lines = 0;
    for (const char *p = told; *p; p++)
        lines += *p == '\n';
    T_INT(lines, 6 * 20002);
    T_TRUE(g_str_has_suffix(told, "line 19999 of unit 5\nerr 5\n"));
    forget(&much);
}

static void death(void)
{
    T_CASE("jobs: a worker that is killed costs its unit only, and that is said in its place");
    struct seen seen = {.extra = third_is_killed};
    T_INT(run(&seen, 8, 2), 0);
    T_STR(seen.order->str, "0 1 2 -3 4 5 6 7 ");
    T_INT(seen.sum, 140 - 9);
    T_INT(seen.ndied, 1);
    const char *at = strstr(told, "unit-3: ");
    T_TRUE(at && strstr(at, "memory may have run out") && strstr(at, "\nout 4\n"));
    T_TRUE(!has_children());
    forget(&seen);

    T_CASE("jobs: what a worker said before it died is told, half a line of findings is not");
    struct seen aborts = {.extra = third_aborts_in_a_line};
    run(&aborts, 5, 2);
    T_TRUE(!strstr(told, "half") && strstr(told, "cannot go on\nnianbao: unit-3: "));
    T_TRUE(strstr(told, "SIGABRT") && strstr(told, "err 4\n"));
    forget(&aborts);

    T_CASE("jobs: when every worker dies each unit is told as lost, and the run ends");
    struct seen all = {.extra = all_exit};
    T_INT(run(&all, 12, 3), 0);
    T_STR(all.order->str, "-0 -1 -2 -3 -4 -5 -6 -7 -8 -9 -10 -11 ");
    T_TRUE(strstr(told, "unit-11: ") && strstr(told, "status 7"));
    T_INT(all.ndied, 12);
    forget(&all);

    T_CASE("jobs: where no process can be started the work is done in this one");
    struct rlimit before, few;
    getrlimit(RLIMIT_NOFILE, &before);
    few = before;
    few.rlim_cur = 12; /* enough for the file of the test, not for two workers */
    struct seen poor = {0};
    setrlimit(RLIMIT_NOFILE, &few);
    run(&poor, 20, 8);
    few.rlim_cur = 7;
    setrlimit(RLIMIT_NOFILE, &few);
    struct seen poorest = {0};
    run(&poorest, 20, 8);
    setrlimit(RLIMIT_NOFILE, &before);
    T_INT(poor.sum, 2470);
    T_INT(poorest.sum, 2470);
    T_INT(poorest.pid[19], getpid());
    forget(&poor);
    forget(&poorest);
}

static void signals(void)
{
    T_CASE(
        "jobs: SIGTERM ends all workers at once; what was done is told, the mask and actions are as before");
    first_process = getpid();
    struct seen seen = {.extra = third_ends_the_run};
    gint64 begun = g_get_monotonic_time();
    T_INT(run(&seen, 50, 3), SIGTERM);
    T_TRUE(g_get_monotonic_time() - begun < 10 * G_USEC_PER_SEC);
    char *want = expected(seen.order->len / 2);
    T_TRUE(g_str_has_prefix("0 1 2 ", seen.order->str));
    T_STR(told, want);
    g_free(want);
    T_TRUE(!has_children());
    sigset_t mask;
    sigprocmask(SIG_SETMASK, NULL, &mask);
    T_INT(sigismember(&mask, SIGTERM), 0);
    struct sigaction action;
    sigaction(SIGTERM, NULL, &action);
    T_TRUE(action.sa_handler == SIG_DFL);
    forget(&seen);
}

static void processors(void)
{
    T_CASE("cores: a quota of time is rounded up to whole processors");
    T_INT(cores_of_quota(100000, 100000), 1);
    T_INT(cores_of_quota(150000, 100000), 2);
    T_INT(cores_of_quota(50000, 100000), 1);
    T_INT(cores_of_quota(400000, 100000), 4);
    T_INT(cores_of_quota(-1, 100000), 0);
    T_INT(cores_of_quota(0, 0), 0);

    T_CASE("cores: no more than the affinity mask allows");
    cpu_set_t before, one;
    sched_getaffinity(0, sizeof before, &before);
    T_TRUE(cores_allowed() >= 1 && cores_allowed() <= (unsigned)CPU_COUNT(&before));
    CPU_ZERO(&one);
    for (int i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; i++)
        if (CPU_ISSET(i, &before))
            CPU_SET(i, &one);
    sched_setaffinity(0, sizeof one, &one);
    T_INT(cores_allowed(), 1);
    sched_setaffinity(0, sizeof before, &before);
}

static void text_is(size_t done, size_t total, gint64 elapsed, const char *want)
{
    char *text = progress_text(done, total, elapsed);
    T_STR(text, want);
    g_free(text);
}

static void progress(void)
{
    const gint64 second = G_USEC_PER_SEC;
    T_CASE("progress: count, rate and time left");
    text_is(0, 1000, second, "0 of 1000");
    text_is(100, 1000, second, "100 of 1000, 100.0 a second, 0:09 left");
    text_is(1, 3, 2 * second, "1 of 3, 0.5 a second, 0:04 left");
    text_is(10, 100000, second, "10 of 100000, 10.0 a second, 2:46:39 left");
    text_is(7, 7, second / 2, "7 of 7, 14.0 a second, 0:00 left");

    T_CASE("progress: nothing is written where stderr is no terminal");
    struct progress p = progress_begin(3, true);
    T_TRUE(!p.on || isatty(STDERR_FILENO));
    struct progress unwanted = progress_begin(3, false);
    progress_show(&unwanted, 1);
    T_TRUE(!unwanted.visible);
}

int main(void)
{
    order();
    death();
    signals();
    processors();
    progress();
    g_free(told);
    return t_done();
}
