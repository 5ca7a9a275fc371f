/* verify.c - an archival copy made again from what it carries, and compared. */
#include "verify.h"

#include "intl.h"
#include "input.h"
#include "verify_private.h"

#include <string.h>

void workshop_close(struct workshop *w)
{
    press_close(w->press);
    if (w->press_list)
        g_bytes_unref(w->press_list);
    g_free(w->press_files);
    if (w->said)
        diag_free(w->said);
    w->said = NULL;
    w->press = NULL;
    w->press_list = NULL;
    w->press_files = NULL;
}

/* ---- what it takes ---- */

static const struct record_file *file_of(const struct record *r, enum copy_role role)
{
    for (size_t i = 0; i < r->nfile; i++)
        if (r->file[i].role == role)
            return &r->file[i];
    return NULL;
}

/* What a copy is told must not depend on the copy before it. */
static void tell_again(const struct workshop *w, struct diag *d)
{
    for (size_t i = 0; i < diag_size(w->said); i++)
        diag_add(d, diag_get(w->said, i));
}

/* The fonts by the copy's own list, and of those here only the files it was made with: one that came later
 * must not take a part. */
static bool open_press(const struct evidence *v, struct workshop *w, struct err *e)
{
    const struct record_file *f = file_of(v->record, ROLE_FONTS);
    GBytes *list = f ? evidence_sound(v, f) : NULL;
    if (!list)
        return err_set(e, ERR_INPUT, _("its list of fonts is missing"));
    const char **only = ARENA_ARRAY(v->a, v->record->nfont + 1, const char *);
    for (size_t i = 0; i < v->record->nfont; i++)
        only[i] = v->record->font[i].file;
    char *files = g_strjoinv("/", (char **)only);
    if (w->press && g_bytes_equal(list, w->press_list) && strcmp(files, w->press_files) == 0) {
        g_free(files);
        tell_again(w, v->d);
        return true;
    }
    workshop_close(w);
    w->said = diag_new();
    w->press_list = g_bytes_ref(list);
    w->press_files = files;
    struct fonts_list names = {.path = arena_printf(v->a, "%s/fonts.yaml", v->path), .only = only};
    names.bytes = g_bytes_get_data(list, &names.n);
    w->press = press_open(w->fonts_dir, w->own_fonts, &names, w->said, e);
    tell_again(w, v->d);
    return w->press != NULL;
}

static void drop_bytes(void *bytes)
{
    g_bytes_unref(bytes);
}

/* The colour profile out of the PDF, if it is the recorded one; else the one that lies with the fonts. */
static GBytes *find_profile(const struct evidence *v, const struct workshop *w, struct err *e)
{
    GBytes *profile = v->reader ? pdfread_profile(v->reader) : NULL;
    if (profile && !has_sum(profile, v->record->profile_sha256)) {
        tell(v, "COPY-SUM", GRADE_HARD, v->package ? v->pdf : "", 0, 0,
             _("the colour profile in the PDF has another sum than the record says"));
        g_bytes_unref(profile);
        profile = NULL;
    }
    if (!profile) {
        char *path = g_build_filename(w->fonts_dir, "files", "sRGB.icc", NULL);
        profile = input_read(path, e);
        g_free(path);
    }
    if (profile)
        arena_cleanup(v->a, drop_bytes, profile);
    return profile;
}

/* The files the copy was made of, in its order. */
static bool gather(const struct evidence *v, struct copy_source *s, struct err *e)
{
    struct copy_part *part = ARENA_ARRAY(v->a, v->record->nfile, struct copy_part);
    for (size_t i = 0; i < v->record->nfile; i++) {
        const struct record_file *f = &v->record->file[i];
        if (f->role == ROLE_WORKBOOK || f->role == ROLE_LIST)
            continue;
        GBytes *bytes = evidence_sound(v, f);
        if (!bytes)
            return err_set(e, ERR_INPUT, _("%s is missing, which it was made of"), f->name);
        part[s->npart++] = (struct copy_part){f->name, f->role, bytes, NULL};
    }
    s->part = part;
    return true;
}

static void tell_hard(const struct evidence *v, const struct finding *f)
{
    struct finding shown = *f;
    char *text = copy_visible(f->text);
    shown.text = text;
    diag_add(v->d, &shown);
    g_free(text);
}

static struct copy *make_again(const struct evidence *v, const struct workshop *w, struct err *e)
{
    const struct record *r = v->record;
    struct copy_source s = {.label = v->path,
                            .press = w->press,
                            .pdfa = r->pdfa,
                            .as_published = r->as_published,
                            .strict_fonts = r->strict_fonts,
                            .style = r->style,
                            .date = r->date,
                            .again = r};
    s.srgb = find_profile(v, w, e);
    if (!s.srgb || !gather(v, &s, e))
        return NULL;
    struct diag *reading = diag_new(),
                *setting = diag_new(); /* hints on the report were told when it was made */
    struct copy *c = copy_make(&s, reading, setting, e);
    for (size_t i = 0; !c && i < diag_size(reading); i++)
        if (diag_get(reading, i)->grade == GRADE_HARD)
            tell_hard(v, diag_get(reading, i));
    diag_free(reading);
    diag_free(setting);
    return c;
}

/* ---- what is wrong even if nothing can be made ---- */

static void check_sums(const struct evidence *v)
{
    for (size_t i = 0; i < v->record->nfile; i++) {
        const struct record_file *f = &v->record->file[i];
        GBytes *in = evidence_inside(v, f->name), *out = evidence_outside(v, f->name);
        if (in && !has_sum(in, f->sha256))
            tell(v, "COPY-SUM", GRADE_HARD, f->name, 0, 0,
                 _("the file in the PDF has another sum than the record says"));
        if (out && !has_sum(out, f->sha256))
            tell(v, "COPY-SUM", GRADE_HARD, f->name, 0, 0,
                 _("the file has another sum than the record says"));
    }
}

/* SM3 and size by themselves: SHA-256 is compared with what is made again. */
static void check_manifest(const struct evidence *v)
{
    for (size_t i = 0; v->manifest && i < v->manifest->nfile; i++) {
        const struct manifest_file *f = &v->manifest->file[i];
        GBytes *bytes = evidence_outside(v, f->name);
        if (!bytes)
            continue;
        char sm3[DIGEST_TEXT];
        bool appended = strcmp(f->name, v->pdf) == 0 && v->end;
        GBytes *part = g_bytes_new_from_bytes(bytes, 0, appended ? v->end : g_bytes_get_size(bytes));
        digest_text(DIGEST_SM3, part, sm3);
        bool right = has_sum(part, f->sha256);
        if (right && strcmp(sm3, f->sm3) != 0)
            tell(v, "COPY-SUM", GRADE_HARD, f->name, 0, 0, _("the SM3 sum of the manifest is wrong"));
        if (right && g_bytes_get_size(part) != f->bytes)
            tell(v, "COPY-SUM", GRADE_HARD, f->name, 0, 0, _("the size in the manifest is wrong"));
        g_bytes_unref(part);
    }
}

/* ---- what was appended ---- */

static void tell_all(const struct evidence *v, const char *id, enum grade grade, const GPtrArray *words,
                     const char *what)
{
    for (guint i = 0; i < words->len; i++)
        tell(v, id, grade, v->package ? v->pdf : "", 0, 0, "%s: %s", what, (const char *)words->pdata[i]);
}

static void check_update(const struct evidence *v)
{
    if (!v->reader || !v->end || v->end == v->n)
        return;
    struct err e = ERR_INIT;
    struct pdf_update *u = pdfread_update(v->data, v->n, v->end, &e);
    const char *pdf = v->package ? v->pdf : "";
    if (!u) {
        tell(v, "COPY-CHANGED", GRADE_HARD, pdf, 0, 0, "%s", e.text);
        err_clear(&e);
        return;
    }
    tell(v, "COPY-UPDATE", GRADE_INFO, pdf, 0, 0,
         _("%zu bytes were appended to the PDF (%d times); the first %zu bytes are the copy itself"),
         u->bytes, u->revisions, v->end);
    tell_all(v, "COPY-UPDATE", GRADE_INFO, u->signatures, _("appended"));
    tell_all(v, "COPY-CHANGED", GRADE_HARD, u->changed, _("what was appended changes the copy"));
    tell_all(v, "COPY-CHANGED", GRADE_HARD, u->added, _("what was appended adds to the copy"));
    pdf_update_free(u);
}

/* ---- all of it ---- */

static enum verdict judge(const struct evidence *v, struct workshop *w, struct err *e)
{
    check_update(v);
    check_manifest(v);
    struct copy *c = open_press(v, w, e) ? make_again(v, w, e) : NULL;
    if (!c) {
        check_sums(v);
        return diag_count(v->d, GRADE_HARD) ? VERDICT_DIFFERS : VERDICT_CANNOT;
    }
    enum verdict verdict = compare_copy(v, c, compare_environment(v, w->press));
    copy_free(c);
    return diag_count(v->d, GRADE_HARD) ? VERDICT_DIFFERS : verdict;
}

enum verdict verify_copy(const char *path, struct workshop *w, struct diag *d, struct err *e)
{
    struct arena *a = arena_new();
    struct evidence v;
    enum verdict verdict = VERDICT_CANNOT;
    if (evidence_read(&v, path, a, d, e))
        verdict = judge(&v, w, e);
    if (e->kind != ERR_NONE) {
        char *text = copy_visible(e->text);
        g_free(e->text);
        e->text = text;
    }
    evidence_close(&v);
    arena_free(a);
    return verdict;
}
