/* command_sources.c - reports that are no report data yet. */
#include "command_sources.h"

#include "input.h"
#include "intl.h"

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
    return bytes && at < n && (text[at] == '{' || text[at] == '[');
}

static void add(struct source_list *to, struct source *s, struct arena *a)
{
    struct source **more = ARENA_ARRAY(a, to->n + 1, struct source *);
    if (to->n)
        memcpy(more, to->source, to->n * sizeof *more);
    more[to->n++] = s;
    to->source = more;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The files of a folder but hidden ones and those that office programs leave beside an open file. */
static GPtrArray *list_folder(const char *path, struct err *e)
{
    GError *error = NULL;
    GDir *dir = g_dir_open(path, 0, &error);
    if (!dir) {
        err_set(e, ERR_SYSTEM, "%s", error->message);
        g_error_free(error);
        return NULL;
    }
    GPtrArray *file = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
        char *whole = g_build_filename(path, name, NULL);
        bool part = name[0] != '.' && !g_str_has_prefix(name, "~$") && !accepted_is(name) &&
                    g_file_test(whole, G_FILE_TEST_IS_REGULAR);
        if (part)
            g_ptr_array_add(file, whole);
        else
            g_free(whole);
    }
    g_dir_close(dir);
    g_ptr_array_sort(file, by_name);
    return file;
}

static bool read_folder(const char *path, struct source_list *out, struct arena *a, struct diag *d,
                        struct err *e)
{
    GPtrArray *file = list_folder(path, e);
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
                add(out, s, a);
            else
                diag_printf(d, "IMPORT-FILE", GRADE_SOFT, name, 0, 0, "%s", one.text);
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

void sources_protect(struct output *out, const char *path)
{
    struct err e = ERR_INIT;
    output_protect(out, path);
    GPtrArray *file = g_file_test(path, G_FILE_TEST_IS_DIR) ? list_folder(path, &e) : NULL;
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
        add(out, s, a);
    else
        err_context(e, "%s", path);
    return s != NULL;
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
