/* command_jobs.c - the inputs of a command, several at a time. */
#include "command.h"

#include "intl.h"
#include "jobs.h"

#include <signal.h>
#include <string.h>

struct inputs {
    const struct options *o;
    input_work *work;
    void *context;
    struct output *out;
    struct tally *sum;
};

static void work_on(void *p, size_t i, void *result)
{
    const struct inputs *in = p;
    in->work(in->context, i, result);
}

static void collect(void *p, size_t i, const void *result)
{
    static const struct tally lost = {.reports = 1, .failed = 1, .status = 3};
    const struct inputs *in = p;
    (void)i;
    tally_merge(in->sum, result ? result : &lost);
}

static const char *name_of(void *p, size_t i)
{
    const struct inputs *in = p;
    return strcmp(in->o->input[i], "-") == 0 ? "stdin" : in->o->input[i];
}

static void clean_up(void *p, pid_t worker)
{
    const struct inputs *in = p;
    if (in->out)
        output_died(in->out, worker);
}

/* All that was told is whole, and the workers are gone: end as the signal says, for whoever sent it. */
static void end_by(int signal_number, const struct inputs *in)
{
    fflush(stdout);
    fprintf(stderr, _("nianbao: stopped; done: %zu of %zu\n"), in->sum->reports, in->o->ninput);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void work_on_inputs(const struct options *o, input_work *work, void *context, struct output *out,
                    struct tally *sum)
{
    struct inputs in = {.o = o, .work = work, .context = context, .out = out, .sum = sum};
    const struct jobs jobs = {.nunit = o->ninput,
                              .nworker = o->jobs,
                              .progress = !o->quiet,
                              .result_size = sizeof(struct tally),
                              .context = &in,
                              .work = work_on,
                              .collect = collect,
                              .name = name_of,
                              .died = clean_up};
    int ended = jobs_run(&jobs);
    if (ended)
        end_by(ended, &in);
    fflush(stdout);
}

void tally_merge(struct tally *t, const struct tally *one)
{
    t->reports += one->reports;
    t->good += one->good;
    t->refused += one->refused;
    t->failed += one->failed;
    t->left_out += one->left_out;
    for (enum grade g = GRADE_HARD; g <= GRADE_INFO; g++)
        t->finding[g] += one->finding[g];
    for (int v = 0; v < N_VERDICTS; v++)
        t->verdict[v] += one->verdict[v];
    t->status = MAX(t->status, one->status);
}
