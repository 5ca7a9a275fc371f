/* command_archive.c - `nianbao archive`: report -> check -> copy -> manifest -> a folder of its own. */
#include "command.h"

#include "command_names.h"
#include "command_sources.h"
#include "copy.h"
#include "edition.h"
#include "input.h"
#include "intl.h"
#include "manifest.h"
#include "output.h"

#include <string.h>

struct job {
    const struct options *o;
    const struct setup *s;
    struct output *out;
    const char **stem;
    GBytes *fonts; /* the list of fonts, the same in all copies */
    struct press *press;
    GArray *part;    /* struct copy_part: what the report at work is made of */
    struct arena *a; /* of the report at work */
};

static void drop_bytes(void *bytes)
{
    g_bytes_unref(bytes);
}

/* Takes the reference. */
static void add(struct job *job, const char *name, enum copy_role role, GBytes *bytes)
{
    struct copy_part p = {name, role, bytes, NULL};
    arena_cleanup(job->a, drop_bytes, bytes);
    g_array_append_val(job->part, p);
}

static bool add_file(struct job *job, const char *name, enum copy_role role, const char *path, struct err *e)
{
    GBytes *bytes = input_read_up_to(path, COPY_MAX_FILE, e);
    if (!bytes)
        return false;
    add(job, name, role, bytes);
    return true;
}

/* A file of the layouts folder under the name it has there: forms/ID.yaml. */
static bool add_layout(struct job *job, const char *folder, const char *file, enum copy_role role,
                       struct err *e)
{
    char *base = g_path_get_basename(file);
    const char *name = arena_printf(job->a, "%s%s", folder, base);
    g_free(base);
    if (copy_find((const struct copy_part *)job->part->data, job->part->len, name))
        return true;
    return add_file(job, name, role, file, e);
}

static bool add_forms(struct job *job, const struct block *b, size_t n, struct err *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++)
        if (b[i].kind == BLOCK_TABLE)
            ok = add_layout(job, "forms/", b[i].table->form->file, ROLE_FORM, e);
    return ok;
}

/* The forms of all tables, wherever they stand, and the outline of the year. */
static bool add_form_files(struct job *job, const struct report *r, struct err *e)
{
    bool ok = add_forms(job, r->preamble, r->npreamble, e);
    for (size_t i = 0; ok && i < r->nsection; i++)
        ok = add_forms(job, r->section[i].block, r->section[i].nblock, e);
    const struct edition *ed = editions_for_year(job->s->editions, r->year);
    return ok && (!ed || add_layout(job, "editions/", ed->file, ROLE_EDITION, e));
}

static bool add_original(struct job *job, const char *path, struct err *e)
{
    char *base = g_path_get_basename(path);
    const char *name = arena_printf(job->a, "originals/%s", base);
    bool ok = copy_is_original_name(base) ||
              err_set(e, ERR_USAGE, _("%s: a file of this name cannot be put into a copy; rename it"), path);
    g_free(base);
    if (ok && copy_find((const struct copy_part *)job->part->data, job->part->len, name))
        ok = err_set(e, ERR_USAGE, _("%s: two originals have this name"), path);
    return ok && add_file(job, name, ROLE_ORIGINAL, path, e);
}

static bool is_given(const struct job *job, const char *path)
{
    for (const char *const *given = job->o->original; *given; given++)
        if (strcmp(*given, path) == 0)
            return true;
    return false;
}

/* What was published: the files of --original, and those that the report was imported from. */
static bool add_originals(struct job *job, const struct loaded *in, struct err *e)
{
    bool ok = true;
    for (const char *const *path = job->o->original; ok && *path; path++)
        ok = add_original(job, *path, e);
    GPtrArray *file = ok && in->published ? sources_files(in->path, e) : NULL;
    for (guint i = 0; file && ok && i < file->len; i++)
        ok = is_given(job, file->pdata[i]) || add_original(job, file->pdata[i], e);
    if (file)
        g_ptr_array_free(file, TRUE);
    return ok && e->kind == ERR_NONE;
}

static bool add_style(struct job *job, struct err *e)
{
    const char *layouts = job->s->layouts_dir;
    if (!add_file(job, "gbt9704.yaml", ROLE_STYLE, arena_printf(job->a, "%s/gbt9704.yaml", layouts), e) ||
        !add_file(job, "words.yaml", ROLE_WORDS, arena_printf(job->a, "%s/words.yaml", layouts), e))
        return false;
    add(job, "fonts.yaml", ROLE_FONTS, g_bytes_ref(job->fonts));
    return true;
}

/* Everything that the copy is made of, in the order in which it will carry it. */
static bool gather(struct job *job, const struct loaded *in, struct err *e)
{
    const struct report *r = in->report;
    g_array_set_size(job->part, 0);
    add(job, "report.json", ROLE_REPORT, g_bytes_new(r->json, r->njson));
    bool ok = add_form_files(job, r, e) && add_style(job, e) && add_originals(job, in, e);
    gsize total = 0;
    for (guint i = 0; i < job->part->len; i++)
        total += g_bytes_get_size(g_array_index(job->part, struct copy_part, i).bytes);
    if (ok && (total > COPY_MAX_TOTAL / 2 || job->part->len > COPY_MAX_FILES / 2))
        ok = err_set(e, ERR_LIMIT, _("the originals are more than a copy takes (%d files, %d MiB together)"),
                     COPY_MAX_FILES / 2, COPY_MAX_TOTAL >> 21);
    return ok;
}

/* The files of an earlier copy of this report, which go when the new one is there; NULL if there is none. */
static const char *const *earlier(struct job *job, const char *stem)
{
    struct err e = ERR_INIT;
    GPtrArray *name = g_ptr_array_new();
    GBytes *xml = input_read(arena_printf(job->a, "%s/%s/" COPY_MANIFEST, job->o->output_dir, stem), &e);
    struct manifest *m = xml ? manifest_read(xml, job->a, &e) : NULL;
    for (size_t i = 0; m && i < m->nfile; i++)
        g_ptr_array_add(name, (void *)m->file[i].name);
    g_ptr_array_add(name, m ? COPY_MANIFEST : NULL);
    g_ptr_array_add(name, NULL);
    const char *const *all = arena_dup(job->a, name->pdata, name->len * sizeof name->pdata[0]);
    g_ptr_array_free(name, TRUE);
    if (xml)
        g_bytes_unref(xml);
    err_clear(&e);
    return all;
}

static bool write_package(struct job *job, const struct copy *c, const char *stem, struct err *e)
{
    const char *pdf = arena_printf(job->a, "%s.pdf", stem);
    if (!copy_is_original_name(pdf))
        return err_set(e, ERR_USAGE, _("a copy cannot be called “%s”; rename the report"), stem);
    GBytes *manifest = copy_manifest(c, pdf);
    output_add(job->out, pdf, c->pdf);
    for (size_t i = 0; i < c->npart; i++)
        output_add(job->out, c->part[i].name, c->part[i].bytes);
    output_add(job->out, COPY_MANIFEST, manifest);
    g_bytes_unref(manifest);
    return output_commit_folder(job->out, stem, earlier(job, stem), e);
}

static bool make_copy(struct job *job, struct loaded *in, const char *stem, struct err *e)
{
    struct diag *reading = diag_new(); /* was told when the report was loaded */
    struct copy *c = NULL;
    bool ok = false;
    job->a = in->arena;
    if (gather(job, in, e)) {
        const struct copy_source source = {.label = job->s->layouts_dir,
                                           .report = in->name,
                                           .part = (const struct copy_part *)job->part->data,
                                           .npart = job->part->len,
                                           .press = job->press,
                                           .srgb = job->s->srgb,
                                           .pdfa = job->o->pdfa,
                                           .as_published = job->o->as_published,
                                           .strict_fonts = job->o->strict_fonts,
                                           .style = job->o->style,
                                           .date = job->o->date};
        c = copy_make(&source, reading, in->diag, e);
        ok = c && write_package(job, c, stem, e);
    }
    copy_free(c);
    diag_free(reading);
    output_drop(job->out);
    return ok;
}

static void place_in_report(const void *report, const char *pointer, int *line, int *column)
{
    report_place(report, pointer, line, column);
}

static void archive_one(void *context, size_t i, struct tally *t)
{
    struct job *job = context;
    const char *stem = job->stem[i];
    struct err e = ERR_INIT;
    struct loaded in;
    bool made = false;
    if (load_input(job->o->input[i], job->s, &in, &e)) {
        examine(job->s, &in);
        if (job->o->as_published || diag_count(in.diag, GRADE_HARD) == 0)
            made = make_copy(job, &in, stem, &e) || err_context(&e, "%s", in.name);
        diag_place(in.diag, in.name, place_in_report, in.report);
    }
    in.left_out += accepted_leave_out(in.accepted, in.diag);
    tell_findings(job->o, in.diag);
    int status = made ? 0 : settle(&e, in.diag);
    if (made && job->o->verbose) {
        fflush(stdout); /* where both are one file, after the findings */
        fprintf(stderr, _("wrote %s/%s\n"), job->o->output_dir, stem);
    }
    tally_add(t, in.diag, status);
    t->left_out += in.left_out;
    loaded_free(&in);
}

static void archive_all(struct job *job, struct tally *t)
{
    const struct options *o = job->o;
    for (size_t i = 0; i < o->ninput; i++)
        sources_protect(job->out, o->input[i]);
    for (const char *const *path = o->original; *path; path++)
        output_protect(job->out, *path);
    work_on_inputs(o, archive_one, job, job->out, t);
    if (!o->quiet)
        fprintf(stderr,
                _("Copies made: %zu of %zu; refused: %zu, failed: %zu. Findings: %zu hard, %zu soft, %zu "
                  "info.\n"),
                t->good, t->reports, t->refused, t->failed, t->finding[GRADE_HARD], t->finding[GRADE_SOFT],
                t->finding[GRADE_INFO]);
}

/* The fonts, opened with the very list that goes into the copies. */
static bool open_press(struct job *job, struct err *e)
{
    const struct setup *s = job->s;
    struct fonts_list list = {.path = arena_printf(s->arena, "%s/fonts.yaml", s->fonts_dir),
                              .strict = job->o->strict_fonts};
    job->fonts = input_read_up_to(list.path, COPY_MAX_FILE, e);
    if (!job->fonts)
        return false;
    struct diag *d = diag_new();
    list.bytes = g_bytes_get_data(job->fonts, &list.n);
    job->press = press_open(s->fonts_dir, s->own_fonts, &list, d, e);
    tell_findings(job->o, d);
    diag_free(d);
    return job->press != NULL;
}

static void archive(struct job *job, struct tally *t)
{
    struct err e = ERR_INIT;
    if (open_press(job, &e) && (job->stem = names_plan(job->o, job->s, job->s->arena, &e)) &&
        (job->out = output_open(job->o->output_dir, &e)))
        archive_all(job, t);
    else
        t->status = tell_failure(&e);
    output_close(job->out);
    press_close(job->press);
    if (job->fonts)
        g_bytes_unref(job->fonts);
}

int command_archive(const struct options *o)
{
    struct tally t = {0};
    struct setup *s =
        setup_open(o, SETUP_FORMS | SETUP_CHECK | SETUP_LAYOUT | SETUP_FOLDERS | SETUP_PROFILE, &t.status);
    if (!s)
        return t.status;
    struct job job = {.o = o, .s = s, .part = g_array_new(FALSE, FALSE, sizeof(struct copy_part))};
    archive(&job, &t);
    g_array_free(job.part, TRUE);
    setup_close(s);
    return t.status;
}
