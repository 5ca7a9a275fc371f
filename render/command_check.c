/* command_check.c - `nianbao check`: report -> check -> findings. */
#include "command.h"

#include "intl.h"

static void check_one(const struct options *o, const struct setup *s, const char *path, struct tally *t)
{
    struct err e = ERR_INIT;
    struct loaded in;
    if (load_input(path, s, &in, &e))
        examine(s, &in);
    tell_findings(o, in.diag);
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
    for (size_t i = 0; i < o->ninput; i++)
        check_one(o, s, o->input[i], &t);
    fflush(stdout);
    if (!o->quiet)
        fprintf(stderr, _("Reports checked: %zu. Findings: %zu hard, %zu soft, %zu info.\n"), t.reports,
                t.finding[GRADE_HARD], t.finding[GRADE_SOFT], t.finding[GRADE_INFO]);
    tell_left_out(o, &t);
    setup_close(s);
    return t.status;
}
