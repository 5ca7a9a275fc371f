/* command_check.c - `nianbao check`: report -> check -> findings. */
#include "command.h"

#include "intl.h"

struct job {
    const struct options *o;
    const struct setup *s;
};

static void check_one(void *context, size_t i, struct tally *t)
{
    const struct job *job = context;
    struct err e = ERR_INIT;
    struct loaded in;
    if (load_input(job->o->input[i], job->s, &in, &e))
        examine(job->s, &in);
    tell_findings(job->o, in.diag);
    tally_add(t, in.diag, settle(&e, in.diag));
    t->left_out += in.left_out;
    loaded_free(&in);
}

int command_check(const struct options *o)
{
    struct tally t = {0};
    struct setup *s = setup_open(o, SETUP_FORMS | SETUP_CHECK, &t.status);
    if (!s)
        return t.status;
    struct job job = {o, s};
    work_on_inputs(o, check_one, &job, NULL, &t);
    if (!o->quiet)
        fprintf(stderr,
                _("Reports checked: %zu; with hard findings: %zu, failed: %zu. Findings: %zu hard, %zu soft, "
                  "%zu info.\n"),
                t.reports, t.refused, t.failed, t.finding[GRADE_HARD], t.finding[GRADE_SOFT],
                t.finding[GRADE_INFO]);
    tell_left_out(o, &t);
    setup_close(s);
    return t.status;
}
