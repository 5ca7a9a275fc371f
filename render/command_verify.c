/* command_verify.c - `nianbao verify`: copies -> made again -> findings and a verdict. */
#include "command.h"

#include "intl.h"
#include "jsontext.h"
#include "verify.h"

#include <string.h>
#include <unistd.h>

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

static enum verdict verify_one(const struct options *o, struct workshop *w, const char *path)
{
    struct err e = ERR_INIT;
    struct diag *d = diag_new();
    enum verdict v = verify_copy(path, w, d, &e);
    tell_findings(o, d);
    print_verdict(o, path, v);
    if (e.kind != ERR_NONE) {
        err_context(&e, "%s", path);
        tell_failure(&e);
    }
    diag_free(d);
    return v;
}

int command_verify(const struct options *o)
{
    int status = 0;
    size_t count[N_VERDICTS] = {0};
    struct setup *s = setup_open(o, SETUP_FOLDERS, &status);
    if (!s)
        return status;
    struct workshop w = {.fonts_dir = s->fonts_dir, .own_fonts = s->own_fonts};
    bool progress = o->ninput > 1 && !o->quiet && isatty(STDERR_FILENO);
    for (size_t i = 0; i < o->ninput; i++) {
        if (progress)
            fprintf(stderr, "%zu/%zu\r", i + 1, o->ninput);
        enum verdict v = verify_one(o, &w, o->input[i]);
        count[v]++;
        status = MAX(status, status_of(v));
    }
    fflush(stdout);
    if (!o->quiet)
        fprintf(
            stderr,
            _("Copies verified: %zu. Identical: %zu, equivalent: %zu, different: %zu, not verified: %zu.\n"),
            o->ninput, count[VERDICT_IDENTICAL], count[VERDICT_EQUIVALENT], count[VERDICT_DIFFERS],
            count[VERDICT_CANNOT]);
    workshop_close(&w);
    setup_close(s);
    return status;
}
