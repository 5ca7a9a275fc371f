/* command_setup.c - what the commands share: loading what all reports need, loading a report, telling. */
#include "command.h"

#include "check.h"
#include "command_sources.h"
#include "input.h"
#include "intl.h"
#include "resources.h"
#include "shelf.h"

#include <glib.h>
#include <string.h>

int tell_failure(struct err *e)
{
    int status = err_exit_status(e->kind);
    fflush(stdout);
    fprintf(stderr, "nianbao: %s\n", e->text);
    err_clear(e);
    return status;
}

void tell_findings(const struct options *o, struct diag *d)
{
    tell_findings_to(o, d, stdout);
}

void tell_findings_to(const struct options *o, struct diag *d, FILE *to)
{
    diag_sort(d);
    if (!o->quiet) {
        diag_print(d, to, o->format);
        return;
    }
    struct diag *hard = diag_new();
    for (size_t i = 0; i < diag_size(d); i++)
        if (diag_get(d, i)->grade == GRADE_HARD)
            diag_add(hard, diag_get(d, i));
    diag_print(hard, to, o->format);
    diag_free(hard);
}

static bool load_forms(struct setup *s, struct diag *d, struct err *e)
{
    char *dir = g_build_filename(s->layouts_dir, "forms", NULL);
    s->forms = forms_load(dir, s->arena, d, e);
    g_free(dir);
    return s->forms != NULL;
}

static bool load_lint(struct setup *s, struct diag *d, struct err *e)
{
    char *path = g_build_filename(s->layouts_dir, "lint.yaml", NULL);
    s->lint = lint_load(path, s->arena, d, e);
    g_free(path);
    return s->lint != NULL;
}

static bool load_editions(struct setup *s, struct diag *d, struct err *e)
{
    char *dir = g_build_filename(s->layouts_dir, "editions", NULL);
    s->editions = editions_load(dir, s->forms, s->arena, d, e);
    g_free(dir);
    return s->editions != NULL;
}

static bool load_import(struct setup *s, struct diag *d, struct err *e)
{
    char *path = g_build_filename(s->layouts_dir, "import.yaml", NULL);
    s->import_words = s->editions || load_editions(s, d, e) ? match_words_load(path, s->arena, d, e) : NULL;
    g_free(path);
    return s->import_words != NULL;
}

static bool load_prose(struct setup *s, struct diag *d, struct err *e)
{
    char *path = g_build_filename(s->layouts_dir, "prose.yaml", NULL);
    s->prose = prose_load(path, s->forms, s->arena, d, e);
    g_free(path);
    return s->prose != NULL;
}

static bool load_layout(struct setup *s, const struct options *o, struct diag *d, struct err *e)
{
    char *path = g_build_filename(s->layouts_dir, "gbt9704.yaml", NULL);
    s->layout = layout_load(path, o->style, s->arena, d, e);
    g_free(path);
    path = g_build_filename(s->layouts_dir, "words.yaml", NULL);
    s->words = s->layout ? words_load(path, s->arena, d, e) : NULL;
    g_free(path);
    return s->words != NULL;
}

static bool find_folders(struct setup *s, const struct options *o, struct err *e)
{
    s->fonts_dir = resources_fonts(o->fonts, &s->own_fonts, s->arena, e);
    return s->fonts_dir != NULL;
}

static bool load_fonts(struct setup *s, const struct options *o, struct diag *d, struct err *e)
{
    s->fonts = fonts_open(s->fonts_dir, s->own_fonts, o->strict_fonts, s->arena, d, e);
    s->painter = s->fonts ? painter_new(s->fonts, s->arena) : NULL;
    s->shaper = s->fonts ? shaper_new(s->fonts, s->arena, e) : NULL;
    return s->shaper != NULL;
}

/* fonts/fetch brings the profile with the fonts; a folder of the office's own with a fonts.yaml need not hold
 * it. */
static bool load_profile(struct setup *s, struct err *e)
{
    const char *own, *dir = s->fonts_dir;
    char *path = g_build_filename(dir, "files", "sRGB.icc", NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS) && (dir = resources_fonts(NULL, &own, s->arena, e))) {
        g_free(path);
        path = g_build_filename(dir, "files", "sRGB.icc", NULL);
    }
    s->srgb = dir ? input_read(path, e) : NULL;
    err_context(e, _("the colour profile that PDF/A asks for is missing (fonts/fetch brings it)"));
    g_free(path);
    return s->srgb != NULL;
}

/* Whether one of the inputs may be something else than report data; those of standard input are known. */
static bool has_published(const struct setup *s, const char *const *path)
{
    for (; *path; path++)
        if (!is_report_data(*path, strcmp(*path, "-") == 0 ? s->standard_input : NULL))
            return true;
    return false;
}

static bool imports(const struct setup *s, const struct options *o, unsigned parts)
{
    if (parts & SETUP_IMPORT)
        return true;
    return parts & SETUP_FORMS &&
           (has_published(s, o->input) || has_published(s, o->previous) || has_published(s, o->part));
}

struct setup *setup_open(const struct options *o, unsigned parts, int *status)
{
    struct err e = ERR_INIT;
    struct diag *d = diag_new();
    struct setup *s = g_new0(struct setup, 1);
    s->arena = arena_new();
    bool ok = true;
    if (parts & (SETUP_FORMS | SETUP_LAYOUT | SETUP_CHECK))
        ok = (s->layouts_dir = resources_layouts(o->layouts, s->arena, &e)) != NULL;
    if (ok && parts & SETUP_FORMS)
        ok = load_forms(s, d, &e);
    if (ok && parts & SETUP_CHECK)
        ok = load_lint(s, d, &e) && load_editions(s, d, &e) && load_prose(s, d, &e);
    if (ok && parts & SETUP_LAYOUT)
        ok = load_layout(s, o, d, &e);
    if (ok && parts & (SETUP_FONTS | SETUP_FOLDERS))
        ok = find_folders(s, o, &e);
    if (ok && parts & SETUP_FONTS)
        ok = load_fonts(s, o, d, &e);
    if (ok && parts & SETUP_PROFILE)
        ok = load_profile(s, &e);
    for (size_t i = 0; ok && i < o->ninput; i++)
        if (strcmp(o->input[i], "-") == 0)
            ok = (s->standard_input = input_read("-", &e)) != NULL;
    if (ok && imports(s, o, parts))
        ok = load_import(s, d, &e);
    tell_findings(o, d);
    diag_free(d);
    if (!ok)
        *status = tell_failure(&e);
    else if (parts & SETUP_CHECK && (*o->previous || *o->part))
        ok = (s->shelf = shelf_open(o, s, status)) != NULL;
    if (ok)
        return s;
    setup_close(s);
    return NULL;
}

void setup_close(struct setup *s)
{
    if (!s)
        return;
    shelf_close(s->shelf);
    if (s->srgb)
        g_bytes_unref(s->srgb);
    if (s->standard_input)
        g_bytes_unref(s->standard_input);
    arena_free(s->arena);
    g_free(s);
}

struct match_request setup_request(const struct setup *s)
{
    return (struct match_request){.forms = s->forms, .editions = s->editions, .words = s->import_words};
}

static struct report *load_published(const struct setup *s, GBytes *bytes, struct loaded *l, struct err *e)
{
    struct source_list in = {0};
    struct match_request q = setup_request(s);
    if (!sources_read(l->name, bytes, &in, l->arena, l->diag, e))
        return NULL;
    return sources_report(&in, &q, l->arena, l->diag, e);
}

bool load_input(const char *path, const struct setup *s, struct loaded *l, struct err *e)
{
    bool standard = strcmp(path, "-") == 0;
    *l = (struct loaded){
        .name = standard ? "stdin" : path, .path = path, .arena = arena_new(), .diag = diag_new()};
    bool folder = !standard && g_file_test(path, G_FILE_TEST_IS_DIR);
    GBytes *bytes = standard ? g_bytes_ref(s->standard_input) : folder ? NULL : input_read(path, e);
    if (!bytes && !folder)
        return false;
    if (folder || !is_report_data(path, bytes)) {
        l->published = true;
        l->report = load_published(s, bytes, l, e);
    } else {
        size_t n;
        const char *json = g_bytes_get_data(bytes, &n);
        l->report = report_load(l->name, arena_strndup(l->arena, n ? json : "", n), n, s->forms, l->arena,
                                l->diag, e);
    }
    if (bytes)
        g_bytes_unref(bytes);
    return l->report != NULL;
}

bool load_parts(const char *const *path, size_t n, const struct setup *s, struct loaded *l, struct err *e)
{
    struct source_list in = {0};
    const struct match_request q = setup_request(s);
    *l = (struct loaded){
        .name = path[0], .path = path[0], .published = true, .arena = arena_new(), .diag = diag_new()};
    for (size_t i = 0; i < n; i++) {
        GBytes *bytes = input_read(path[i], e);
        if (!bytes || !sources_read(path[i], bytes, &in, l->arena, l->diag, e))
            n = 0;
        if (bytes)
            g_bytes_unref(bytes);
    }
    l->report = n ? sources_report(&in, &q, l->arena, l->diag, e) : NULL;
    return l->report != NULL;
}

void loaded_free(struct loaded *l)
{
    diag_free(l->diag);
    arena_free(l->arena);
}

void examine(const struct setup *s, struct loaded *l)
{
    const struct check_with with = {
        .others = shelf_others(s->shelf, l->report, l->diag), .editions = s->editions, .prose = s->prose};
    check_report(l->report, &with, l->diag);
    lint_report(s->lint, l->report, l->diag);
    load_accepted(l->path, l);
    l->left_out = accepted_leave_out(l->accepted, l->diag);
    tell_stale(s, with.others, l);
}

int settle(struct err *e, const struct diag *d)
{
    bool hard = diag_count(d, GRADE_HARD) > 0;
    if (e->kind == ERR_NONE)
        return hard ? 1 : 0;
    if (e->kind != ERR_INPUT || !hard)
        return tell_failure(e);
    err_clear(e); /* its findings were told */
    return 1;
}

void tally_add(struct tally *t, const struct diag *d, int status)
{
    t->reports++;
    t->good += status == 0;
    t->refused += status == 1;
    t->failed += status > 1;
    for (enum grade g = GRADE_HARD; g <= GRADE_INFO; g++)
        t->finding[g] += diag_count(d, g);
    t->status = MAX(t->status, status);
}
