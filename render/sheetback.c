/* sheetback.c - a workbook that was written, read back and compared with its plan. */
#include "sheetback.h"
#include "intl.h"
#include "kept.h"
#include "sheetread.h"
#include "xmlread.h"

#include <string.h>

static bool differs(struct err *e, int row, int col, const char *want, const char *got)
{
    return err_set(e, ERR_SYSTEM, _("row %d, column %d was to hold “%s” and holds “%s”; is memory short?"),
                   row + 1, col + 1, want, got);
}

/* A number is stored with 16 or 17 digits at times (9.949999999999999): equal is what is read as the same
 * number. */
static bool same_text(const struct plan_cell *p, const struct sheet_cell *s)
{
    if (p->number)
        return s->number && *p->text && g_ascii_strtod(p->text, NULL) == g_ascii_strtod(s->text, NULL);
    return !s->number && strcmp(p->text, s->text) == 0;
}

static bool compare_cell(const struct plan_cell *p, const struct sheet_data *d, struct err *e)
{
    const struct sheet_cell *s = sheet_find(d, p->row, p->col);
    if (!*p->text && !p->formula)
        return !s || differs(e, p->row, p->col, "", s->text);
    if (!s || !same_text(p, s))
        return differs(e, p->row, p->col, p->text, s ? s->text : "");
    if (g_strcmp0(p->formula, s->formula) != 0)
        return differs(e, p->row, p->col, p->formula ? p->formula : "", s->formula ? s->formula : "");
    if (strcmp(p->format, s->format) != 0)
        return differs(e, p->row, p->col, p->format, s->format);
    return true;
}

static bool has_merge(const struct sheet_data *d, const struct plan_cell *p)
{
    for (size_t i = 0; i < d->nmerge; i++) {
        const struct sheet_merge *m = &d->merge[i];
        if (m->row == p->row && m->col == p->col)
            return m->rowspan == p->rowspan && m->colspan == p->colspan;
    }
    return false;
}

static bool part_is_whole(const char *name, GBytes *part, struct err *e)
{
    static struct kept *sound; /* what was XML to its end before, for the whole run */
    if (!sound)
        sound = kept_new();
    if (kept_find(sound, name, g_bytes_get_data(part, NULL), g_bytes_get_size(part)))
        return true;
    struct xmlread *x = xmlread_open(part, name, e);
    enum xml_event ev = XML_BAD;
    while (x && (ev = xmlread_next(x, e)) != XML_DONE && ev != XML_BAD)
        continue;
    xmlread_close(x);
    if (ev == XML_DONE)
        kept_add(sound, name, part, part);
    return ev == XML_DONE;
}

/* What sheet_read_parts has no use for may be cut, too: it is XML to its end. */
static bool rest_is_whole(struct zipread *z, struct err *e)
{
    bool ok = true;
    for (size_t i = 0; ok && i < zipread_size(z); i++) {
        if (!zipread_fresh(z, i))
            continue;
        GBytes *part = zipread_entry(z, zipread_name(z, i), e);
        ok = part && part_is_whole(zipread_name(z, i), part, e);
        if (part)
            g_bytes_unref(part);
    }
    return ok;
}

static bool compare_sheet(const struct sheet_plan *plan, const struct sheet_data *d, struct err *e)
{
    size_t cells = 0, merges = 0;
    if (strcmp(d->name, plan->name) != 0)
        return err_set(e, ERR_SYSTEM, _("its worksheet was to be called “%s” and is called “%s”"), plan->name,
                       d->name);
    for (size_t i = 0; i < plan->ncell; i++) {
        const struct plan_cell *p = &plan->cell[i];
        if (!compare_cell(p, d, e))
            return false;
        bool merged = p->rowspan > 1 || p->colspan > 1;
        if (merged && !has_merge(d, p))
            return err_set(e, ERR_SYSTEM, _("row %d, column %d was to be merged with its neighbours"),
                           p->row + 1, p->col + 1);
        cells += *p->text || p->formula;
        merges += merged;
    }
    if (cells != d->ncell || merges != d->nmerge)
        return err_set(e, ERR_SYSTEM, _("%zu cells and %zu merges were to be in it, %zu and %zu are"), cells,
                       merges, d->ncell, d->nmerge);
    return true;
}

bool sheet_compare(struct sheet_plan *const *plan, size_t n, GBytes *xlsx, struct arena *a, struct err *e)
{
    struct err inner = ERR_INIT;
    struct zipread *z = zipread_open(xlsx, &inner);
    const struct sheet_book *book = z ? sheet_read_parts(z, a, &inner) : NULL;
    bool whole = book && rest_is_whole(z, &inner);
    zipread_close(z);
    if (!whole) {
        err_set(e, ERR_SYSTEM, _("it cannot be read back (%s); is memory short?"), inner.text);
        err_clear(&inner);
        return false;
    }
    if (book->n != n)
        return err_set(e, ERR_SYSTEM, _("%zu worksheets were to be in it, %zu are"), n, book->n);
    for (size_t i = 0; i < n; i++)
        if (!compare_sheet(plan[i], book->sheet[i], e))
            return false;
    return true;
}
