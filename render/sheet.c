/* sheet.c - worksheet plans become the bytes of a workbook.  The only place that knows libxlsxwriter.
 *
 * The library writes files only, its parts too (kept in memory, see lxw_tmpfile), and reports success when
 * those could not take everything: so it writes into a file in memory, and what it wrote is read back and
 * compared (sheetback.h). */
#include "sheet.h"
#include "intl.h"
#include "sheetback.h"
#include "sheetplan.h"
#include "sheetwrite.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static GBytes *read_all(int fd, struct err *e)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || st.st_size < 0) {
        err_set(e, ERR_SYSTEM, _("the workbook cannot be read back: %s"), g_strerror(errno));
        return NULL;
    }
    size_t n = (size_t)st.st_size, got = 0;
    char *data = g_malloc(n + 1);
    while (got < n) {
        ssize_t k = pread(fd, data + got, n - got, (off_t)got);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0) {
            err_set(e, ERR_SYSTEM, _("the workbook cannot be read back: %s"), k < 0 ? g_strerror(errno) : "");
            g_free(data);
            return NULL;
        }
        got += (size_t)k;
    }
    return g_bytes_new_take(data, n);
}

/* In place of the library's own function of this name, which makes a file in the folder for temporary files
 * and then takes its name away: a run that ends in between would leave it, and the folder may be full. */
FILE *lxw_tmpfile(char *tmpdir)
{
    (void)tmpdir;
    int fd = memfd_create("part", MFD_CLOEXEC);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w+b");
    if (!f && fd >= 0)
        close(fd);
    return f;
}

static GBytes *write_book(struct sheet_plan *const *plan, size_t n, const struct doc *doc, int fd,
                          struct err *e)
{
    char *path = g_strdup_printf("/proc/self/fd/%d", fd);
    struct sheet_writer w = {
        .book = workbook_new(path), .used = g_ptr_array_new_with_free_func(g_free), .e = e};
    bool good = w.book || err_set(e, ERR_BUG, _("libxlsxwriter makes no workbook"));
    if (w.book) {
        good = sheet_begin(&w, doc, plan, n);
        for (size_t i = 0; good && i < n; i++)
            good = sheet_fill(&w, doc, plan[i]);
        lxw_error le = workbook_close(w.book); /* writes, and frees all */
        if (good && le != LXW_NO_ERROR)
            good = err_set(e, ERR_SYSTEM, _("the workbook cannot be written: %s"), lxw_strerror(le));
    }
    g_ptr_array_free(w.used, TRUE);
    g_free(path);
    return good ? read_all(fd, e) : NULL;
}

/* Names tell the tables of one workbook apart: 表三, and 表三 (2) for the second of its kind. */
static void name_apart(struct sheet_plan *const *plan, size_t i, struct arena *a)
{
    struct sheet_plan *p = plan[i];
    int nth = 1;
    for (size_t k = 0; k < i; k++)
        nth += strcmp(plan[k]->grid->form->slot, p->grid->form->slot) == 0;
    if (nth == 1)
        return;
    p->name = arena_printf(a, "%s (%d)", p->name, nth);
    for (size_t k = 0; k < p->ndefined; k++)
        p->defined[k].name = arena_printf(a, "%s_%d", p->defined[k].name, nth);
}

GBytes *sheet_write(const struct doc *doc, const struct doc_block *const *table, size_t n,
                    const struct words *words, struct err *e)
{
    int fd = memfd_create("workbook", MFD_CLOEXEC);
    if (fd < 0) {
        err_set(e, ERR_SYSTEM, _("no memory file for a workbook: %s"), g_strerror(errno));
        return NULL;
    }
    struct arena *a = arena_new();
    struct sheet_plan **plan = ARENA_ARRAY(a, n, struct sheet_plan *);
    for (size_t i = 0; i < n; i++) {
        plan[i] = sheet_plan(doc, table[i], words, a);
        name_apart(plan, i, a);
    }
    GBytes *bytes = write_book(plan, n, doc, fd, e);
    if (bytes && !sheet_compare(plan, n, bytes, a, e)) {
        g_bytes_unref(bytes);
        bytes = NULL;
    }
    if (!bytes)
        err_context(e, _("making the workbook of %s"), plan[0]->name);
    arena_free(a);
    if (close(fd) != 0 && bytes) {
        err_set(e, ERR_SYSTEM, _("the memory file of a workbook cannot be closed: %s"), g_strerror(errno));
        g_bytes_unref(bytes);
        bytes = NULL;
    }
    return bytes;
}
