/* command_new.c - `nianbao new`: an empty report of an edition, or empty workbooks, to be filled in. */
#include "command.h"

#include "blank.h"
#include "command_books.h"
#include "command_names.h"
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

/* Files on their way into the folder of -o: what a clerk filled in is never written over. */
struct files {
    const struct options *o;
    struct output *out;
    GPtrArray *name;
    struct arena *a;
    struct err *e;
};

/* Takes the reference to bytes; NULL means that making them failed. */
static bool add(void *to, const char *name, GBytes *bytes)
{
    struct files *f = to;
    const char *path = arena_printf(f->a, "%s/%s", f->o->output_dir, name);
    if (!bytes)
        return false;
    output_add(f->out, name, bytes);
    g_bytes_unref(bytes);
    g_ptr_array_add(f->name, (void *)name);
    return access(path, F_OK) != 0 ||
           err_set(f->e, ERR_USAGE, _("%s is there already; it is not written over"), path);
}

/* AUTHORITY-YEAR, or the report's title. */
static const char *stem_of(const struct options *o, const struct report *r, struct arena *a, struct err *e)
{
    if (o->names_title)
        return names_of_title(r, a);
    if (!strchr(o->authority, '/'))
        return arena_printf(a, "%s-%d", o->authority, o->year);
    err_set(e, ERR_USAGE, _("“%s” cannot be part of a file's name"), o->authority);
    return NULL;
}

static bool add_json(struct files *f, const char *stem, const struct report *r)
{
    size_t n;
    const char *json = report_write(r, f->a, &n);
    return add(f, arena_printf(f->a, "%s.json", stem), g_bytes_new(json, n));
}

static bool add_books(struct files *f, const struct setup *s, const char *stem, const struct report *r)
{
    struct diag *none = diag_new(); /* an empty report has nothing to find fault with */
    const char *date = f->o->date ? f->o->date : report_date(r, f->a);
    const struct doc *doc = compose(r, s->layout, date, f->a, none);
    bool ok = books_make(f->o, s, stem, doc, add, f, f->a, f->e);
    diag_free(none);
    return ok;
}

static void write_files(const struct options *o, const struct setup *s, const struct report *r, struct err *e)
{
    const char *stem = stem_of(o, r, s->arena, e);
    struct files f = {.o = o, .a = s->arena, .e = e};
    if (!stem || !(f.out = output_open(o->output_dir, e)))
        return;
    f.name = g_ptr_array_new();
    if ((o->xlsx ? add_books(&f, s, stem, r) : add_json(&f, stem, r)) && output_commit(f.out, e))
        for (guint i = 0; o->verbose && i < f.name->len; i++)
            fprintf(stderr, _("wrote %s/%s\n"), o->output_dir, (const char *)f.name->pdata[i]);
    g_ptr_array_free(f.name, TRUE);
    output_close(f.out);
}

int command_new(const struct options *o)
{
    struct err e = ERR_INIT;
    int status = 0;
    struct setup *s = setup_open(o, SETUP_FORMS | SETUP_CHECK | (o->xlsx ? SETUP_LAYOUT : 0), &status);
    if (!s)
        return status;
    const struct edition *ed = find_edition(o, s, &e);
    const struct report *r = ed ? report_blank(ed, o->authority, o->year, s->arena) : NULL;
    if (r && (o->output_given || o->xlsx)) {
        write_files(o, s, r, &e);
    } else if (r) {
        size_t n;
        const char *json = report_write(r, s->arena, &n);
        fwrite(json, 1, n, stdout);
    }
    if (e.kind != ERR_NONE)
        status = tell_failure(&e);
    setup_close(s);
    return status;
}
