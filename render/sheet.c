/* sheet.c - worksheet plans become the bytes of a workbook.  The only place that knows libxlsxwriter.
 *
 * The library writes files only, its parts too: it is given streams in memory (memfile.h) and an archive in
 * memory (zipwrite.h).  It reports success when they could not take everything: so what it wrote is read back
 * and compared (sheetback.h). */
#include "sheet.h"
#include "intl.h"
#include "memfile.h"
#include "sheetback.h"
#include "sheetplan.h"
#include "sheetwrite.h"
#include "zipwrite.h"

#include <string.h>

/* In place of the library's own function of this name, which makes a file in the folder for temporary files
 * and then takes its name away: a run that ends in between would leave it, and the folder may be full. */
FILE *lxw_tmpfile(char *tmpdir)
{
    (void)tmpdir;
    return memfile_open();
}

static bool write_book(struct sheet_plan *const *plan, size_t n, const struct doc *doc, GString *out,
                       struct err *e)
{
    struct sheet_writer w = {
        .book = workbook_new(""), .used = g_ptr_array_new_with_free_func(g_free), .e = e};
    bool good = w.book || err_set(e, ERR_BUG, _("libxlsxwriter makes no workbook"));
    if (w.book) {
        good = sheet_begin(&w, doc, plan, n);
        for (size_t i = 0; good && i < n; i++)
            good = sheet_fill(&w, doc, plan[i]);
        zipwrite_into(out);
        lxw_error le = workbook_close(w.book); /* writes, and frees all */
        zipwrite_into(NULL);
        if (good && le != LXW_NO_ERROR)
            good = err_set(e, ERR_SYSTEM, _("the workbook cannot be written: %s"), lxw_strerror(le));
    }
    g_ptr_array_free(w.used, TRUE);
    return good;
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
    struct arena *a = arena_new();
    struct sheet_plan **plan = ARENA_ARRAY(a, n, struct sheet_plan *);
    for (size_t i = 0; i < n; i++) {
        plan[i] = sheet_plan(doc, table[i], words, a);
        name_apart(plan, i, a);
    }
    GString *out = g_string_sized_new(1 << 14);
    bool good = write_book(plan, n, doc, out, e);
    GBytes *bytes = g_bytes_new_take(out->str, out->len);
    g_string_free(out, FALSE);
    if (!good || !sheet_compare(plan, n, bytes, a, e)) {
        err_context(e, _("making the workbook of %s"), plan[0]->name);
        g_bytes_unref(bytes);
        bytes = NULL;
    }
    arena_free(a);
    return bytes;
}
