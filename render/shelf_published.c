/* shelf_published.c - published reports in folders: which files belong together, whose they are. */
#include "shelf_published.h"

#include "folder.h"
#include "input.h"

#include <string.h>

/* A file on its way; no authority: it does not say. */
struct part {
    const char *path, *authority;
    int year;
};

static bool is_kind(const char *path)
{
    static const char *const ending[] = {".txt",  ".text", ".md",  ".markdown", ".html", ".htm",  ".shtml",
                                         ".docx", ".docm", ".doc", ".wps",      ".rtf",  ".odt",  ".xlsx",
                                         ".xlsm", ".xls",  ".et",  ".ods",      ".pdf",  ".xhtml"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < G_N_ELEMENTS(ending); i++)
        if (g_ascii_strcasecmp(dot, ending[i]) == 0)
            return true;
    return false;
}

/* Whether a file is an output of report data in the same folder: its name is that of the data with another
 * ending, or with more behind a hyphen. */
static bool is_output(const char *path, const GPtrArray *file)
{
    for (guint i = 0; i < file->len; i++) {
        const char *data = file->pdata[i];
        size_t n = strlen(data) - strlen(".json");
        if (g_str_has_suffix(data, ".json") && strncmp(path, data, n) == 0 &&
            (path[n] == '.' || path[n] == '-'))
            return true;
    }
    return false;
}

static bool is_copy(const GPtrArray *file)
{
    for (guint i = 0; i < file->len; i++)
        if (g_str_has_suffix(file->pdata[i], "/manifest.xml"))
            return true;
    return false;
}

static bool look_into(const char *path, const struct setup *s, struct part *out, struct arena *a)
{
    struct err e = ERR_INIT;
    struct arena *own = arena_new();
    const struct match_request q = setup_request(s);
    GBytes *bytes = input_read(path, &e);
    struct source *source = bytes ? source_read(path, bytes, own, &e) : NULL;
    *out = (struct part){.path = arena_strdup(a, path)};
    struct match_names names;
    if (source && match_names(source, &q, own, &names))
        *out =
            (struct part){out->path, names.authority ? arena_strdup(a, names.authority) : NULL, names.year};
    if (bytes)
        g_bytes_unref(bytes);
    arena_free(own);
    err_clear(&e);
    return source != NULL;
}

static bool is_of(const struct part *p, const struct published *r)
{
    return p->authority && p->year == r->year && strcmp(p->authority, r->authority) == 0;
}

/* The reports that some files say they are of, each with its parts. */
static void group(const GArray *part, GArray *to, struct arena *a)
{
    guint first = to->len;
    for (guint i = 0; i < part->len; i++) {
        const struct part *p = &g_array_index(part, struct part, i);
        bool known = !p->authority || !p->year;
        for (guint k = first; k < to->len && !known; k++)
            known = is_of(p, &g_array_index(to, struct published, k));
        struct published r = {p->authority, p->year, NULL, 0};
        if (!known)
            g_array_append_val(to, r);
    }
    bool one = to->len == first + 1;
    for (guint k = first; k < to->len; k++) {
        struct published *r = &g_array_index(to, struct published, k);
        r->path = ARENA_ARRAY(a, part->len, const char *);
        for (guint i = 0; i < part->len; i++) {
            const struct part *p = &g_array_index(part, struct part, i);
            if (is_of(p, r) || (one && (!p->authority || !p->year)))
                r->path[r->npath++] = p->path;
        }
    }
}

void published_find(const char *folder, const struct setup *s, GArray *to, size_t *bad, struct arena *a)
{
    struct err e = ERR_INIT;
    GPtrArray *file = folder_list(folder, &e);
    GArray *part = g_array_new(FALSE, FALSE, sizeof(struct part));
    for (guint i = 0; file && !is_copy(file) && i < file->len; i++) {
        const char *path = file->pdata[i];
        struct part p;
        if (!is_kind(path) || is_output(path, file) || !g_file_test(path, G_FILE_TEST_IS_REGULAR))
            continue;
        if (look_into(path, s, &p, a))
            g_array_append_val(part, p);
        else
            ++*bad;
    }
    group(part, to, a);
    g_array_free(part, TRUE);
    if (file)
        g_ptr_array_free(file, TRUE);
    err_clear(&e); /* a folder that cannot be read holds nothing */
}
