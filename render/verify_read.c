/* verify_read.c - what there is of a copy: its folder, its PDF, the files in it, its record. */
#include "verify_private.h"

#include "input.h"
#include "intl.h"

#include <stdarg.h>
#include <string.h>

void tell(const struct evidence *v, const char *id, enum grade grade, const char *name, int line, int column,
          const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *said = g_strdup_vprintf(fmt, ap), *text = copy_visible(said), *shown = copy_visible(name);
    va_end(ap);
    char *path = !*name       ? g_strdup(v->path)
                 : v->package ? g_build_filename(v->path, shown, NULL)
                              : g_strdup_printf("%s/%s", v->path, shown);
    diag_printf(v->d, id, grade, path, line, column, "%s", text);
    g_free(path);
    g_free(said);
    g_free(text);
    g_free(shown);
}

bool has_sum(GBytes *bytes, const char *sha256)
{
    char sum[DIGEST_TEXT];
    digest_text(DIGEST_SHA256, bytes, sum);
    return strcmp(sum, sha256) == 0;
}

GBytes *evidence_inside(const struct evidence *v, const char *name)
{
    for (gsize i = 0; i < v->ninside; i++)
        if (strcmp(v->inside[i].name, name) == 0)
            return v->inside[i].bytes;
    return NULL;
}

GBytes *evidence_outside(const struct evidence *v, const char *name)
{
    return package_bytes(v->package, name);
}

GBytes *evidence_sound(const struct evidence *v, const struct record_file *f)
{
    GBytes *in = evidence_inside(v, f->name), *out = evidence_outside(v, f->name);
    if (in && has_sum(in, f->sha256))
        return in;
    if (out && has_sum(out, f->sha256))
        return out;
    return in ? in : out;
}

/* ---- the folder ---- */

static const struct manifest_file *in_manifest(const struct evidence *v, const char *name)
{
    for (size_t i = 0; v->manifest && i < v->manifest->nfile; i++)
        if (strcmp(v->manifest->file[i].name, name) == 0)
            return &v->manifest->file[i];
    return NULL;
}

/* The PDF is the file of the manifest that is nothing else of a copy; without a manifest the only one called
 * so. */
static const char *find_pdf(const struct evidence *v)
{
    const char *found = NULL;
    for (size_t i = 0; v->manifest && i < v->manifest->nfile; i++)
        if (copy_role_of(v->manifest->file[i].name) == ROLE_NONE)
            found = v->manifest->file[i].name;
    for (gsize i = 0; !v->manifest && i < v->package->n; i++)
        if (g_str_has_suffix(v->package->file[i].name, ".pdf") && !strchr(v->package->file[i].name, '/'))
            found = v->package->file[i].name;
    return found;
}

static void take_data(struct evidence *v, GBytes *pdf)
{
    v->data = g_bytes_get_data(pdf, &v->n);
    if (!v->data)
        v->data = (const unsigned char *)""; /* there, and empty */
}

static bool read_package(struct evidence *v, struct err *e)
{
    struct err bad = ERR_INIT;
    v->package = package_read(v->path, v->a, e);
    GBytes *xml = package_bytes(v->package, COPY_MANIFEST);
    if (!v->package)
        return false;
    if (!xml && !package_bytes(v->package, COPY_RECORD))
        return err_set(e, ERR_INPUT, _("there is neither %s nor %s in the folder: this is no archival copy"),
                       COPY_MANIFEST, COPY_RECORD);
    if (!xml)
        tell(v, "COPY-MISSING", GRADE_HARD, COPY_MANIFEST, 0, 0, _("the file is missing"));
    else if (!(v->manifest = manifest_read(xml, v->a, &bad)))
        tell(v, "COPY-DAMAGED", GRADE_HARD, COPY_MANIFEST, 0, 0, "%s", bad.text);
    err_clear(&bad);
    v->pdf = find_pdf(v);
    GBytes *pdf = v->pdf ? package_bytes(v->package, v->pdf) : NULL;
    if (pdf)
        take_data(v, pdf);
    else
        v->pdf = v->pdf ? v->pdf : "?.pdf";
    return true;
}

/* What the manifest names is there, and nothing else. */
static void check_folder(const struct evidence *v)
{
    for (size_t i = 0; v->manifest && i < v->manifest->nfile; i++)
        if (!package_bytes(v->package, v->manifest->file[i].name))
            tell(v, "COPY-MISSING", GRADE_HARD, v->manifest->file[i].name, 0, 0, _("the file is missing"));
    for (gsize i = 0; v->package && i < v->package->n; i++) {
        const char *name = v->package->file[i].name;
        bool known = v->manifest ? in_manifest(v, name) != NULL
                                 : copy_role_of(name) != ROLE_NONE || strcmp(name, v->pdf) == 0;
        if (!known && strcmp(name, COPY_MANIFEST) != 0)
            tell(v, "COPY-ADDED", GRADE_HARD, name, 0, 0, _("the file does not belong to the copy"));
    }
}

/* ---- the PDF ---- */

static void drop_bytes(void *bytes)
{
    g_bytes_unref(bytes);
}

static bool read_lone(struct evidence *v, struct err *e)
{
    GBytes *bytes = input_read_up_to(v->path, COPY_MAX_TOTAL, e);
    if (!bytes)
        return false;
    arena_cleanup(v->a, drop_bytes, bytes);
    take_data(v, bytes);
    char *base = g_path_get_basename(v->path);
    v->pdf = arena_strdup(v->a, base);
    g_free(base);
    return true;
}

/* Where the original part ends: where the manifest says, if the sum is right, else at the first revision that
 * carries a record. */
static gsize original_end(const struct evidence *v)
{
    const struct manifest_file *f = in_manifest(v, v->pdf);
    if (!v->data)
        return 0;
    if (f && f->bytes && f->bytes <= v->n) {
        GBytes *part = g_bytes_new_static(v->data, f->bytes);
        bool right = has_sum(part, f->sha256);
        g_bytes_unref(part);
        if (right)
            return f->bytes;
    }
    return pdfread_end(v->data, v->n, COPY_RECORD);
}

static bool open_pdf(struct evidence *v, struct err *e)
{
    v->end = original_end(v);
    v->reader = v->data ? pdfread_open(v->data, v->end ? v->end : v->n, e) : NULL;
    return v->reader != NULL;
}

/* A name that is no file of a copy, or the second of its name. */
static bool is_foreign(const struct evidence *v, gsize i)
{
    for (gsize k = 0; k < i; k++)
        if (strcmp(v->inside[k].name, v->inside[i].name) == 0)
            return true;
    return copy_role_of(v->inside[i].name) == ROLE_NONE;
}

static void tell_foreign(const struct evidence *v, const char *name)
{
    tell(v, "COPY-ADDED", GRADE_HARD, v->package ? v->pdf : "", 0, 0,
         _("the PDF carries “%s”, which does not belong to the copy"), name);
}

static void read_inside(struct evidence *v, struct err *e)
{
    v->inside = pdfread_files(v->reader, v->a, &v->ninside, e);
    if (!v->inside)
        v->ninside = 0;
    for (gsize i = 0; i < v->ninside; i++) {
        const struct pdf_file *f = &v->inside[i];
        if (is_foreign(v, i))
            tell_foreign(v, f->name);
        else if (!f->bytes)
            tell(v, "COPY-DAMAGED", GRADE_HARD, v->package ? v->pdf : "", 0, 0,
                 _("“%s” in the PDF (object %d) is damaged or too large"), f->name, f->object);
    }
}

/* The inside speaks first, for it cannot be changed without changing the PDF. */
static void read_record(struct evidence *v, struct err *e)
{
    GBytes *text[] = {evidence_inside(v, COPY_RECORD), evidence_outside(v, COPY_RECORD)};
    struct err bad = ERR_INIT;
    for (int i = 0; i < 2 && !v->record; i++) {
        if (!text[i])
            continue;
        err_clear(&bad);
        v->record = record_read(text[i], v->a, &bad);
        if (!v->record && v->package)
            tell(v, "COPY-DAMAGED", GRADE_HARD, i == 0 ? v->pdf : COPY_RECORD, 0, 0, "%s", bad.text);
    }
    if (!v->record)
        err_set(e, ERR_INPUT, "%s",
                bad.text ? bad.text : _("it carries no record: this is no archival copy"));
    err_clear(&bad);
}

/* Everything the record names is in the PDF, and nothing else. */
static void check_inside(const struct evidence *v)
{
    const char *pdf = v->package ? v->pdf : "";
    if (!v->reader || v->record->pdfa != 3)
        return;
    for (size_t i = 0; i < v->record->nfile; i++) {
        bool found = false;
        for (gsize k = 0; k < v->ninside; k++)
            found = found || strcmp(v->inside[k].name, v->record->file[i].name) == 0;
        if (!found)
            tell(v, "COPY-MISSING", GRADE_HARD, pdf, 0, 0, _("“%s” is missing in the PDF"),
                 v->record->file[i].name);
    }
    for (gsize k = 0; k < v->ninside; k++) {
        bool known = strcmp(v->inside[k].name, COPY_RECORD) == 0 || is_foreign(v, k);
        for (size_t i = 0; i < v->record->nfile; i++)
            known = known || strcmp(v->inside[k].name, v->record->file[i].name) == 0;
        if (!known)
            tell_foreign(v, v->inside[k].name);
    }
}

bool evidence_whole(const struct evidence *v)
{
    int object = v->reader ? pdfread_damaged(v->reader) : 0;
    if (object)
        tell(v, "COPY-DAMAGED", GRADE_HARD, v->package ? v->pdf : "", 0, 0,
             _("object %d of the PDF is damaged or too large"), object);
    return !object;
}

/* In a folder the files lie beside the PDF too: a PDF that is damaged is told, and the reading goes on. */
static bool read_pdf(struct evidence *v, struct err *e)
{
    struct err bad = ERR_INIT;
    if (open_pdf(v, &bad))
        read_inside(v, v->package ? &bad : e);
    else if (!v->package)
        err_set(e, bad.kind, "%s", bad.text);
    else if (v->data)
        tell(v, "COPY-DAMAGED", GRADE_HARD, v->pdf, 0, 0, "%s", bad.text);
    err_clear(&bad);
    return e->kind == ERR_NONE;
}

bool evidence_read(struct evidence *v, const char *path, struct arena *a, struct diag *d, struct err *e)
{
    *v = (struct evidence){.path = path, .a = a, .d = d};
    bool folder = g_file_test(path, G_FILE_TEST_IS_DIR);
    if (!(folder ? read_package(v, e) : read_lone(v, e)))
        return false;
    if (folder)
        check_folder(v);
    if (read_pdf(v, e))
        read_record(v, e);
    if (e->kind != ERR_NONE)
        return false;
    check_inside(v);
    return true;
}

void evidence_close(struct evidence *v)
{
    pdfread_close(v->reader);
    v->reader = NULL;
}
