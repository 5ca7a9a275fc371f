/* package.c - the files of an archival copy's folder, read. */
#include "package.h"

#include "input.h"
#include "intl.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

struct reading {
    struct arena *a;
    struct err *e;
    GArray *file; /* struct package_file */
    gsize total;
};

static void drop_bytes(void *bytes)
{
    g_bytes_unref(bytes);
}

static void add(struct reading *r, const char *name, const char *path, bool regular)
{
    enum { ALL = 2 * COPY_MAX_TOTAL };
    struct package_file f = {.name = arena_strdup(r->a, name)};
    if (r->file->len == COPY_MAX_NAMED) {
        err_set(r->e, ERR_LIMIT, _("%s: more than %d files; this is no archival copy"), path, COPY_MAX_NAMED);
        return;
    }
    if (regular && (f.bytes = input_read_up_to(path, COPY_MAX_TOTAL, r->e)) != NULL) {
        arena_cleanup(r->a, drop_bytes, f.bytes);
        r->total += g_bytes_get_size(f.bytes);
        if (r->total > ALL)
            err_set(r->e, ERR_LIMIT, _("%s: the files together are larger than %d MiB"), path, ALL >> 20);
    }
    g_array_append_val(r->file, f);
}

/* The folder `dir`; below is its path from the outermost one, "" for that itself. */
static void read_folder(struct reading *r, const char *dir, const char *below)
{
    GError *error = NULL;
    GDir *d = g_dir_open(dir, 0, &error);
    if (!d) {
        err_set(r->e, ERR_SYSTEM, "%s", error->message);
        g_error_free(error);
        return;
    }
    for (const char *entry; r->e->kind == ERR_NONE && (entry = g_dir_read_name(d)) != NULL;) {
        struct stat st;
        char *path = g_build_filename(dir, entry, NULL);
        char *name = *below ? g_strdup_printf("%s/%s", below, entry) : g_strdup(entry);
        if (lstat(path, &st) != 0)
            err_set(r->e, ERR_SYSTEM, _("%s: cannot be read: %s"), path, g_strerror(errno));
        else if (S_ISDIR(st.st_mode) && !*below)
            read_folder(r, path, name);
        else
            add(r, name, path, S_ISREG(st.st_mode));
        g_free(path);
        g_free(name);
    }
    g_dir_close(d);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct package_file *)a)->name, ((const struct package_file *)b)->name);
}

struct package *package_read(const char *dir, struct arena *a, struct err *e)
{
    struct reading r = {.a = a, .e = e, .file = g_array_new(FALSE, FALSE, sizeof(struct package_file))};
    read_folder(&r, dir, "");
    struct package *p = ARENA_NEW(a, struct package);
    p->n = r.file->len;
    p->file = arena_dup(a, r.file->data, p->n * sizeof *p->file);
    g_array_free(r.file, TRUE);
    if (p->n)
        qsort(p->file, p->n, sizeof *p->file, by_name);
    return e->kind == ERR_NONE ? p : NULL;
}

GBytes *package_bytes(const struct package *p, const char *name)
{
    for (gsize i = 0; p && i < p->n; i++)
        if (strcmp(p->file[i].name, name) == 0)
            return p->file[i].bytes;
    return NULL;
}
