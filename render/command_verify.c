/* command_verify.c - `nianbao verify`: copies -> made again -> findings and a verdict. */
#include "command.h"

#include "intl.h"
#include "jsontext.h"
#include "verify.h"

#include <string.h>

static const char *verdict_word(enum verdict v)
{
    static const char *const word[] = {"identical", "equivalent", "differs", "unverified"};
    return word[v];
}

static const char *verdict_sentence(enum verdict v)
{
    switch (v) {
    case VERDICT_IDENTICAL:
        return _("identical: made again bit for bit from its own data");
    case VERDICT_EQUIVALENT:
        return _("equivalent: made again with the same pages, pictures, words and figures");
    case VERDICT_DIFFERS:
        return _("differs");
    case VERDICT_CANNOT:
        break;
    }
    return _("cannot be verified");
}

static void print_verdict(const struct options *o, const char *path, enum verdict v)
{
    if (o->format == DIAG_TEXT) {
        if (!o->quiet || v >= VERDICT_DIFFERS)
            printf("%s: %s\n", path, verdict_sentence(v));
        return;
    }
    GString *line = g_string_new("{");
    json_member(line, "file", path);
    json_member(line, "verdict", verdict_word(v));
    puts(g_string_append_c(line, '}')->str);
    g_string_free(line, TRUE);
}

static int status_of(enum verdict v)
{
    return v == VERDICT_CANNOT ? 3 : v == VERDICT_DIFFERS ? 1 : 0;
}

struct job {
    const struct options *o;
    struct workshop shop;
};

static void verify_one(void *context, size_t i, struct tally *t)
{
    struct job *job = context;
    const char *path = job->o->input[i];
    struct err e = ERR_INIT;
    struct diag *d = diag_new();
    enum verdict v = verify_copy(path, &job->shop, d, &e);
    tell_findings(job->o, d);
    print_verdict(job->o, path, v);
    if (e.kind != ERR_NONE) {
        err_context(&e, "%s", path);
        tell_failure(&e);
    }
    tally_add(t, d, status_of(v));
    t->verdict[v]++;
    diag_free(d);
}

int command_verify(const struct options *o)
{
    struct tally t = {0};
    struct setup *s = setup_open(o, SETUP_FOLDERS, &t.status);
    if (!s)
        return t.status;
    struct job job = {.o = o, .shop = {.fonts_dir = s->fonts_dir, .own_fonts = s->own_fonts}};
    work_on_inputs(o, verify_one, &job, NULL, &t);
    if (!o->quiet)
        fprintf(
            stderr,
            _("Copies verified: %zu. Identical: %zu, equivalent: %zu, different: %zu, not verified: %zu.\n"),
            t.reports, t.verdict[VERDICT_IDENTICAL], t.verdict[VERDICT_EQUIVALENT],
            t.verdict[VERDICT_DIFFERS], t.reports - t.good - t.refused);
    workshop_close(&job.shop);
    setup_close(s);
    return t.status;
}
