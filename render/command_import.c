/* command_import.c - `nianbao import`: published files -> source -> match -> report data. */
#include "command_sources.h"
#include "input.h"
#include "intl.h"

#include <string.h>

struct import {
    const struct options *o;
    const struct setup *s;
    struct arena *a;
    struct diag *d;
    struct match_request q;
};

static bool read_all(struct import *i, struct source_list *in, struct err *e)
{
    for (size_t k = 0; k < i->o->ninput && e->kind == ERR_NONE; k++) {
        const char *path = i->o->input[k];
        bool standard = strcmp(path, "-") == 0, folder = !standard && g_file_test(path, G_FILE_TEST_IS_DIR);
        const char *name = standard ? "stdin" : path;
        GBytes *bytes = standard ? g_bytes_ref(i->s->standard_input) : folder ? NULL : input_read(path, e);
        if (bytes && is_report_data(path, bytes))
            err_set(e, ERR_USAGE, _("%s: is report data already; put figures into it with --into"), name);
        else if (bytes || folder)
            sources_read(name, bytes, in, i->a, i->d, e);
        if (bytes)
            g_bytes_unref(bytes);
    }
    return e->kind == ERR_NONE;
}

static struct report *load_base(struct import *i, struct err *e)
{
    GBytes *bytes = input_read(i->o->into, e);
    if (!bytes)
        return NULL;
    size_t n;
    const char *json = g_bytes_get_data(bytes, &n);
    struct report *r =
        report_load(i->o->into, arena_strndup(i->a, n ? json : "", n), n, i->s->forms, i->a, i->d, e);
    g_bytes_unref(bytes);
    return r;
}

/* The report data to write, or NULL. */
static struct report *make_report(struct import *i, struct err *e)
{
    struct source_list in = {0};
    if (!read_all(i, &in, e))
        return NULL;
    if (!i->o->into)
        return sources_report(&in, &i->q, i->a, i->d, e);
    struct report *base = load_base(i, e);
    return base && match_into(in.source, in.n, &i->q, base, i->a, i->d, e) ? base : NULL;
}

/* To standard output, or whole or not at all to a file. */
static bool write_report(const struct import *i, const char *json, size_t n, struct err *e)
{
    if (!i->o->output_given) {
        fwrite(json, 1, n, stdout); /* main tells if it cannot be written */
        return true;
    }
    char *dir = g_path_get_dirname(i->o->output_dir), *base = g_path_get_basename(i->o->output_dir);
    struct output *out = output_open(dir, e);
    if (out) {
        for (size_t k = 0; k < i->o->ninput; k++)
            sources_protect(out, i->o->input[k]);
        GBytes *bytes = g_bytes_new(json, n);
        output_add(out, base, bytes);
        g_bytes_unref(bytes);
        output_commit(out, e);
        output_close(out);
    }
    if (e->kind == ERR_NONE && i->o->verbose)
        fprintf(stderr, _("wrote %s/%s\n"), dir, base);
    g_free(dir);
    g_free(base);
    return e->kind == ERR_NONE;
}

static int run(struct import *i)
{
    struct err e = ERR_INIT;
    struct report *r = make_report(i, &e);
    size_t n = 0;
    const char *json = r ? report_write(r, i->a, &n) : NULL;
    if (r)
        write_report(i, json, n, &e);
    tell_findings_to(i->o, i->d, i->o->output_given ? stdout : stderr);
    if (r && !i->o->quiet)
        fprintf(stderr, _("Imported. Findings: %zu hard, %zu soft, %zu info.\n"),
                diag_count(i->d, GRADE_HARD), diag_count(i->d, GRADE_SOFT), diag_count(i->d, GRADE_INFO));
    return settle(&e, i->d);
}

int command_import(const struct options *o)
{
    int status = 0;
    struct setup *s = setup_open(o, SETUP_FORMS | SETUP_IMPORT, &status);
    if (!s)
        return status;
    struct import i = {.o = o, .s = s, .a = arena_new(), .d = diag_new()};
    i.q = setup_request(s);
    i.q.authority = o->authority;
    i.q.year = o->year;
    i.q.keep_labels = o->labels_published;
    status = run(&i);
    diag_free(i.d);
    arena_free(i.a);
    setup_close(s);
    return status;
}
