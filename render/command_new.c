/* command_new.c - `nianbao new`: an empty report of an edition, to be filled in. */
#include "command.h"

#include "blank.h"
#include "intl.h"
#include "output.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* The edition asked for, else the one of the year. */
static const struct edition *find_edition(const struct options *o, const struct setup *s, struct err *e)
{
    const struct edition *ed =
        o->edition ? editions_find(s->editions, o->edition) : editions_for_year(s->editions, o->year);
    if (!ed && o->edition) {
        const char *known = "";
        for (size_t i = 0; i < s->editions->n; i++)
            known = arena_printf(s->arena, "%s%s%s", known, i ? ", " : "", s->editions->edition[i]->id);
        err_set(e, ERR_USAGE, _("there is no edition “%s”: %s are"), o->edition, known);
    } else if (!ed) {
        err_set(e, ERR_USAGE, _("there was no form for %d yet"), o->year);
    }
    return ed;
}

/* Into the folder of -o as AUTHORITY-YEAR.json: what a clerk filled in is never written over. */
static bool write_file(const struct options *o, const char *json, size_t n, struct arena *a, struct err *e)
{
    if (strchr(o->authority, '/'))
        return err_set(e, ERR_USAGE, _("“%s” cannot be part of a file's name"), o->authority);
    const char *name = arena_printf(a, "%s-%d.json", o->authority, o->year);
    const char *path = arena_printf(a, "%s/%s", o->output_dir, name);
    struct output *out = output_open(o->output_dir, e);
    if (!out)
        return false;
    bool ok = access(path, F_OK) != 0;
    if (!ok)
        err_set(e, ERR_USAGE, _("%s is there already; it is not written over"), path);
    if (ok) {
        GBytes *bytes = g_bytes_new(json, n);
        output_add(out, name, bytes);
        g_bytes_unref(bytes);
        ok = output_commit(out, e);
    }
    output_close(out);
    if (ok && o->verbose)
        fprintf(stderr, _("wrote %s/%s\n"), o->output_dir, name);
    return ok;
}

int command_new(const struct options *o)
{
    struct err e = ERR_INIT;
    int status = 0;
    struct setup *s = setup_open(o, SETUP_FORMS | SETUP_CHECK, &status);
    if (!s)
        return status;
    const struct edition *ed = find_edition(o, s, &e);
    if (ed) {
        size_t n;
        const char *json = report_write(report_blank(ed, o->authority, o->year, s->arena), s->arena, &n);
        if (o->output_given)
            write_file(o, json, n, s->arena, &e);
        else
            fwrite(json, 1, n, stdout);
    }
    if (e.kind != ERR_NONE)
        status = tell_failure(&e);
    setup_close(s);
    return status;
}
