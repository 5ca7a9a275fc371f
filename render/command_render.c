/* command_render.c - `nianbao render`: report -> check -> compose -> pages -> PDF, PNG, list; tables ->
 * workbooks. */
#include "command.h"

#include "command_books.h"
#include "command_names.h"
#include "command_sources.h"
#include "doc.h"
#include "draft.h"
#include "finish.h"
#include "intl.h"
#include "output.h"
#include "paginate.h"
#include "paint.h"

struct job {
    const struct options *o;
    const struct setup *s;
    struct output *out;
    const char **stem;
    GPtrArray *written; /* names added for the report at work, in its arena */
};

/* Takes the reference to bytes; NULL means that making them failed. */
static bool add(struct job *job, const char *name, GBytes *bytes)
{
    if (!bytes)
        return false;
    output_add(job->out, name, bytes);
    g_bytes_unref(bytes);
    g_ptr_array_add(job->written, (void *)name);
    return true;
}

static bool add_book(void *job, const char *name, GBytes *bytes)
{
    return add(job, name, bytes);
}

/* Will there be a processor that none of the processes keeps busy? */
static bool has_idle_core(const struct options *o)
{
    return MIN(o->jobs, o->ninput) < o->cores;
}

static struct finishing *begin_pdf(struct job *job, const struct pages *p, struct err *e)
{
    const struct finish_options how = {
        .pdfa = job->o->pdfa, .srgb = job->s->srgb, .beside = has_idle_core(job->o)};
    GBytes *painted = paint_pdf(job->s->painter, p, e);
    struct finishing *f = painted ? finish_begin(painted, p, &how, e) : NULL;
    if (painted)
        g_bytes_unref(painted);
    return f;
}

static bool make_pngs(struct job *job, const char *stem, const struct pages *p, struct arena *a,
                      struct err *e)
{
    const double dpi = 96; /* one CSS pixel: readable on a screen, and the resolution of archival records */
    GPtrArray *png = paint_png(job->s->painter, p, dpi, e);
    for (guint i = 0; png && i < png->len; i++)
        add(job, names_page(stem, i + 1, png->len, a), g_bytes_ref(png->pdata[i]));
    if (png)
        g_ptr_array_unref(png);
    return png != NULL;
}

static bool make_list(struct job *job, const char *stem, const struct pages *p, struct arena *a)
{
    size_t n;
    const char *list = pages_list(p, a, &n);
    return add(job, arena_printf(a, "%s.list", stem), g_bytes_new(list, n));
}

/* Everything but the PDF. */
static bool make_others(struct job *job, const char *stem, const struct doc *doc, const struct pages *pages,
                        struct arena *a, struct err *e)
{
    unsigned only = job->o->only;
    return (!(only & PRODUCT_XLSX) || books_make(job->o, job->s, stem, doc, add_book, job, a, e)) &&
           (!(only & PRODUCT_PNG) || make_pngs(job, stem, pages, a, e)) &&
           (!(only & PRODUCT_LIST) || make_list(job, stem, pages, a));
}

/* The PDF may be compressed while the others are made. */
static bool make_all(struct job *job, const char *stem, const struct doc *doc, const struct pages *pages,
                     struct arena *a, struct err *e)
{
    struct finishing *f = begin_pdf(job, pages, e);
    if (!f)
        return false;
    bool ok = make_others(job, stem, doc, pages, a, e);
    return add(job, arena_printf(a, "%s.pdf", stem), finish_end(f)) && ok;
}

static bool make_outputs(struct job *job, const char *stem, struct loaded *in, struct err *e)
{
    struct arena *a = in->arena;
    unsigned only = job->o->only;
    const char *date = job->o->date ? job->o->date : report_date(in->report, a);
    struct doc *doc = compose(in->report, job->s->layout, date, a, in->diag);
    if (job->o->draft)
        draft_make(doc, in->diag, a);
    struct pages *pages = NULL;
    if (only & (PRODUCT_PDF | PRODUCT_PNG | PRODUCT_LIST)) {
        pages = paginate(doc, job->s->fonts, job->s->shaper, job->s->words, a, in->diag, e);
        if (!pages)
            return false;
    }
    return only & PRODUCT_PDF ? make_all(job, stem, doc, pages, a, e)
                              : make_others(job, stem, doc, pages, a, e);
}

static void place_in_report(const void *report, const char *pointer, int *line, int *column)
{
    report_place(report, pointer, line, column);
}

static void tell_written(const struct job *job)
{
    fflush(stdout); /* where both are one file, after the findings */
    for (guint i = 0; i < job->written->len; i++)
        fprintf(stderr, _("wrote %s/%s\n"), job->o->output_dir, (const char *)job->written->pdata[i]);
}

static void render_one(void *context, size_t i, struct tally *t)
{
    struct job *job = context;
    struct err e = ERR_INIT;
    struct loaded in;
    bool made = false;
    g_ptr_array_set_size(job->written, 0);
    if (load_input(job->o->input[i], job->s, &in, &e)) {
        examine(job->s, &in);
        bool publish = job->o->as_published || job->o->draft || diag_count(in.diag, GRADE_HARD) == 0;
        if (publish && make_outputs(job, job->stem[i], &in, &e)) {
            made = output_commit(job->out, &e);
        } else {
            err_context(&e, "%s", in.name);
            output_drop(job->out);
        }
    }
    if (in.report)
        diag_place(in.diag, in.name, place_in_report, in.report);
    in.left_out += accepted_leave_out(in.accepted, in.diag);
    tell_findings(job->o, in.diag);
    int status = made ? 0 : settle(&e, in.diag);
    if (made && job->o->verbose)
        tell_written(job);
    tally_add(t, in.diag, status);
    t->left_out += in.left_out;
    loaded_free(&in);
}

static void render_all(struct job *job, struct tally *t)
{
    const struct options *o = job->o;
    for (size_t i = 0; i < o->ninput; i++)
        sources_protect(job->out, o->input[i]);
    work_on_inputs(o, render_one, job, job->out, t);
    if (!o->quiet)
        fprintf(stderr,
                _("Reports made: %zu of %zu; refused: %zu, failed: %zu. Findings: %zu hard, %zu soft, %zu "
                  "info.\n"),
                t->good, t->reports, t->refused, t->failed, t->finding[GRADE_HARD], t->finding[GRADE_SOFT],
                t->finding[GRADE_INFO]);
    tell_left_out(o, t);
}

int command_render(const struct options *o)
{
    struct err e = ERR_INIT;
    struct tally t = {0};
    unsigned parts = SETUP_FORMS | SETUP_CHECK | SETUP_LAYOUT;
    if (o->only != PRODUCT_XLSX)
        parts |= SETUP_FONTS;
    if (o->only & PRODUCT_PDF)
        parts |= SETUP_PROFILE;
    struct setup *s = setup_open(o, parts, &t.status);
    if (!s)
        return t.status;
    struct job job = {.o = o, .s = s, .written = g_ptr_array_new()};
    job.stem = names_plan(o, s, s->arena, &e);
    if (job.stem && (job.out = output_open(o->output_dir, &e)))
        render_all(&job, &t);
    else
        t.status = tell_failure(&e);
    output_close(job.out);
    g_ptr_array_free(job.written, TRUE);
    setup_close(s);
    return t.status;
}
