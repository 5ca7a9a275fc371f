/* command_sources.c - reports that are no report data yet. */
#include "command_sources.h"

#include "folder.h"
#include "input.h"
#include "intl.h"
#include "source_kind.h"

#include <string.h>

bool is_report_data(const char *path, GBytes *bytes)
{
    static const char bom[] = "\xEF\xBB\xBF";
    if (g_str_has_suffix(path, ".json"))
        return true;
    size_t n = 0;
    const char *text = bytes ? g_bytes_get_data(bytes, &n) : "";
    size_t at = n >= 3 && memcmp(text, bom, 3) == 0 ? 3 : 0;
    while (at < n && g_ascii_isspace(text[at]))
        at++;
    bool rtf = at + 1 < n && text[at + 1] == '\\';
    return at < n && ((text[at] == '{' && !rtf) || text[at] == '[');
}

static void add(struct source_list *to, struct source *s, struct arena *a, struct diag *d)
{
    if (s->pictures)
        diag_printf(
            d, "IMPORT-PICTURE", GRADE_SOFT, s->name, 0, 0,
            _("these pages are pictures and cannot be read: %s; what they say is missing in the report, "
              "fill it in by hand or read the Word file it was made from"),
            s->pictures);
    struct source **more = ARENA_ARRAY(a, to->n + 1, struct source *);
    if (to->n)
        memcpy(more, to->source, to->n * sizeof(void *));
    more[to->n++] = s;
    to->source = more;
}

/* The files of a folder that may be parts of a report. */
static GPtrArray *list_parts(const char *path, struct err *e)
{
    GPtrArray *file = folder_list(path, e);
    for (guint i = 0; file && i < file->len;) {
        if (accepted_is(file->pdata[i]) || !g_file_test(file->pdata[i], G_FILE_TEST_IS_REGULAR))
            g_ptr_array_remove_index(file, i);
        else
            i++;
    }
    return file;
}

/* How much it matters that a file beside others cannot be read: pictures, scans and the like may lie there
 * for good reason, but with a damaged or locked document a part of the report would be missing. */
static enum grade grade_of_file(const char *name, GBytes *bytes)
{
    switch (source_format_of(name, bytes)) {
    case FORMAT_TEXT:
    case FORMAT_HTML:
    case FORMAT_XLSX:
    case FORMAT_DOCX:
    case FORMAT_OLD_TEXT:
    case FORMAT_OLD_SHEET:
    case FORMAT_LOCKED:
        return GRADE_HARD;
    default:
        return GRADE_SOFT;
    }
}

static bool read_folder(const char *path, struct source_list *out, struct arena *a, struct diag *d,
                        struct err *e)
{
    GPtrArray *file = list_parts(path, e);
    for (guint i = 0; file && i < file->len && e->kind == ERR_NONE; i++) {
        const char *name = arena_strdup(a, file->pdata[i]);
        struct err one = ERR_INIT;
        GBytes *bytes = input_read(name, e);
        if (bytes && is_report_data(name, bytes)) {
            err_set(e, ERR_SYSTEM,
                    _("%s: a folder stands for the parts of one published report, but %s is report data; "
                      "name it by itself"),
                    path, name);
        } else if (bytes) {
            struct source *s = source_read(name, bytes, a, &one);
            if (s)
                add(out, s, a, d);
            else
                diag_printf(d, "IMPORT-FILE", grade_of_file(name, bytes), name, 0, 0, "%s", one.text);
        }
        err_clear(&one);
        if (bytes)
            g_bytes_unref(bytes);
    }
    if (file)
        g_ptr_array_free(file, TRUE);
    if (e->kind == ERR_NONE && out->n == 0)
        err_set(e, ERR_SYSTEM, _("%s: the folder holds no file that can be imported"), path);
    return e->kind == ERR_NONE;
}

GPtrArray *sources_files(const char *path, struct err *e)
{
    bool standard = strcmp(path, "-") == 0;
    if (!standard && g_file_test(path, G_FILE_TEST_IS_DIR))
        return list_parts(path, e);
    GPtrArray *file = g_ptr_array_new_with_free_func(g_free);
    if (!standard)
        g_ptr_array_add(file, g_strdup(path));
    return file;
}

void sources_protect(struct output *out, const char *path)
{
    struct err e = ERR_INIT;
    output_protect(out, path);
    GPtrArray *file = sources_files(path, &e);
    for (guint i = 0; file && i < file->len; i++)
        output_protect(out, file->pdata[i]);
    if (file)
        g_ptr_array_free(file, TRUE);
    err_clear(&e); /* told when the folder is read */
}

bool sources_read(const char *path, GBytes *bytes, struct source_list *out, struct arena *a, struct diag *d,
                  struct err *e)
{
    if (!bytes)
        return read_folder(path, out, a, d, e);
    struct source *s = source_read(path, bytes, a, e);
    if (s)
        add(out, s, a, d);
    return s != NULL || err_context(e, "%s", path);
}

struct report *sources_report(const struct source_list *in, const struct match_request *q, struct arena *a,
                              struct diag *d, struct err *e)
{
    struct report *r = match_report(in->source, in->n, q, a, d, e);
    if (!r)
        return NULL;
    size_t n;
    const char *json = report_write(r, a, &n), *name = r->file;
    r = report_load(name, json, n, q->forms, a, d, e);
    if (r)
        r->pos = NULL; /* places in a text that nobody has seen */
    return r;
}
