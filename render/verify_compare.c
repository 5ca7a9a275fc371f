/* verify_compare.c - a copy beside the one made again: which files differ, where, and whether a version
 * excuses it. */
#include "verify_private.h"

#include "intl.h"
#include "sheetread.h"

#include <string.h>

/* ---- versions and fonts ---- */

static bool compare_libraries(const struct evidence *v)
{
    size_t n;
    const struct version *now = versions_libraries(&n);
    bool differs = false;
    for (size_t i = 0; i < v->record->nlibrary; i++) {
        const struct version *then = &v->record->library[i];
        const char *have = NULL;
        for (size_t k = 0; k < n; k++)
            if (strcmp(now[k].name, then->name) == 0)
                have = now[k].text;
        if (g_strcmp0(have, then->text) == 0)
            continue;
        differs = true;
        tell(v, "COPY-VERSION", GRADE_SOFT, "", 0, 0, _("it was made with %s %s, here is %s"), then->name,
             then->text, have ? have : _("none"));
    }
    return differs;
}

static bool compare_program(const struct evidence *v)
{
    const struct record *r = v->record;
    if (strcmp(r->version, VERSION) == 0 && strcmp(r->sources, versions_sources()) == 0)
        return false;
    if (strcmp(r->version, VERSION) != 0)
        tell(v, "COPY-VERSION", GRADE_SOFT, "", 0, 0, _("it was made by nianbao %s, this is %s"), r->version,
             VERSION);
    else
        tell(v, "COPY-VERSION", GRADE_SOFT, "", 0, 0,
             _("it was made by a nianbao %s of other sources (%.12s…) than this one (%.12s…)"), VERSION,
             r->sources, versions_sources());
    return true;
}

static bool compare_fonts(const struct evidence *v, const struct press *p)
{
    bool differs = false;
    for (size_t i = 0; i < v->record->nfont; i++) {
        const struct record_font *then = &v->record->font[i], *now = NULL;
        for (size_t k = 0; k < p->nfont; k++)
            if (strcmp(p->font[k].file, then->file) == 0)
                now = &p->font[k];
        if (now && strcmp(now->sha256, then->sha256) == 0)
            continue;
        if (then->used)
            differs = true;
        tell(v, "COPY-FONT", then->used ? GRADE_SOFT : GRADE_INFO, "", 0, 0,
             now ? _("the font %s here is another one than it was made with")
                 : _("the font %s that it was made with is not here"),
             then->file);
    }
    return differs;
}

bool compare_environment(const struct evidence *v, const struct press *p)
{
    bool program = compare_program(v), libraries = compare_libraries(v), fonts = compare_fonts(v, p);
    return program || libraries || fonts;
}

/* ---- files ---- */

/* Offset of the first byte that differs; the length of the shorter where one is the beginning of the other.
 */
static gsize first_difference(GBytes *a, GBytes *b)
{
    gsize na, nb, i = 0;
    const unsigned char *x = g_bytes_get_data(a, &na), *y = g_bytes_get_data(b, &nb);
    while (i < na && i < nb && x[i] == y[i])
        i++;
    return i;
}

/* Line and column (in characters) of an offset in a text. */
static void place_of(GBytes *text, gsize offset, int *line, int *column)
{
    const char *p = g_bytes_get_data(text, NULL);
    if (!p) /* an empty file */
        p = "";
    const char *start = p;
    *line = 1;
    for (gsize i = 0; i < offset; i++)
        if (p[i] == '\n') {
            ++*line;
            start = p + i + 1;
        }
    char *valid = g_utf8_make_valid(start, p + offset - start);
    *column = (int)g_utf8_strlen(valid, -1) + 1;
    g_free(valid);
}

static bool is_text(const char *name)
{
    return g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".json") ||
           g_str_has_suffix(name, ".xml") || g_str_has_suffix(name, ".list");
}

/* Tell that `got` is not `want`, and where. */
static void tell_difference(const struct evidence *v, const char *id, enum grade grade, const char *name,
                            GBytes *got, GBytes *want, const char *what)
{
    gsize at = first_difference(got, want);
    if (is_text(name)) {
        int line, column;
        place_of(got, at, &line, &column);
        tell(v, id, grade, name, line, column, _("%s: differs from here on"), what);
    } else {
        tell(v, id, grade, name, 0, 0, _("%s: differs from byte %zu on"), what, at);
    }
}

struct comparison {
    const struct evidence *v;
    const struct copy *c;
    bool excused; /* another version or font may be the reason for other bytes */
    bool wrong;   /* something differs that no version excuses */
    bool other;   /* made files have other bytes */
};

static bool is_made(enum copy_role role)
{
    return role == ROLE_WORKBOOK || role == ROLE_LIST || role == ROLE_RECORD;
}

/* The sum that the manifest or the record gives a file, NULL if neither names it. */
static const char *sum_outside(const struct evidence *v, const char *name)
{
    for (size_t i = 0; v->manifest && i < v->manifest->nfile; i++)
        if (strcmp(v->manifest->file[i].name, name) == 0)
            return v->manifest->file[i].sha256;
    return NULL;
}

static const char *sum_inside(const struct evidence *v, const char *name)
{
    for (size_t i = 0; i < v->record->nfile; i++)
        if (strcmp(v->record->file[i].name, name) == 0)
            return v->record->file[i].sha256;
    return NULL;
}

/* One file, where it lies (in the PDF or beside it), beside the one made again. */
static void compare_file(struct comparison *x, const struct copy_part *want, GBytes *got, bool inside)
{
    const struct evidence *v = x->v;
    if (!got || g_bytes_equal(got, want->bytes))
        return;
    const char *sum = inside ? sum_inside(v, want->name) : sum_outside(v, want->name);
    bool damaged = sum && !has_sum(got, sum);
    const char *what = damaged && inside ? _("the file in the PDF has another sum than the record says")
                       : damaged         ? _("the file has another sum than the manifest says")
                       : inside          ? _("the file in the PDF is not as made again")
                                         : _("the file is not as made again");
    bool excused = x->excused && !damaged && is_made(want->role);
    x->wrong = x->wrong || !excused;
    x->other = true;
    tell_difference(v, damaged ? "COPY-SUM" : "COPY-DIFFERS", excused ? GRADE_SOFT : GRADE_HARD, want->name,
                    got, want->bytes, what);
}

static void compare_files(struct comparison *x)
{
    for (size_t i = 0; i < x->c->npart; i++) {
        const struct copy_part *want = &x->c->part[i];
        compare_file(x, want, evidence_inside(x->v, want->name), true);
        compare_file(x, want, evidence_outside(x->v, want->name), false);
    }
}

static char *place_in_pdf(const struct evidence *v, const struct copy *c, gsize at)
{
    if (v->reader)
        return pdfread_place(v->reader, at);
    struct err e = ERR_INIT;
    gsize n;
    const void *data = g_bytes_get_data(c->pdf, &n);
    struct pdfread *p = pdfread_open(data, n, &e);
    char *place = p ? pdfread_place(p, at) : g_strdup("?");
    pdfread_close(p);
    err_clear(&e);
    return place;
}

static void compare_pdf(struct comparison *x)
{
    const struct evidence *v = x->v;
    if (!v->data)
        return;
    GBytes *got = g_bytes_new_static(v->data, v->end ? v->end : v->n);
    if (!g_bytes_equal(got, x->c->pdf)) {
        const char *sum = sum_outside(v, v->pdf);
        bool damaged = !v->reader || (sum && !has_sum(got, sum));
        bool excused = x->excused && !damaged;
        gsize at = first_difference(got, x->c->pdf);
        char *place = place_in_pdf(v, x->c, at);
        x->wrong = x->wrong || !excused;
        x->other = true;
        tell(v, damaged ? "COPY-SUM" : "COPY-DIFFERS", excused ? GRADE_SOFT : GRADE_HARD,
             v->package ? v->pdf : "", 0, 0,
             damaged ? _("the PDF has another sum than the manifest says: differs from byte %zu on (%s)")
                     : _("the PDF is not as made again: differs from byte %zu on (%s)"),
             at, place);
        g_free(place);
    }
    g_bytes_unref(got);
}

/* Another version or font explains other sums, but no other title, date or meta of the report. */
static bool same_facts(const struct evidence *v, GBytes *want)
{
    struct err e = ERR_INIT;
    const struct manifest *made = manifest_read(want, v->a, &e);
    const char *says[2] = {NULL, NULL}, *key = made ? manifest_unlike(v->manifest, made, says) : NULL;
    if (key)
        tell(v, "COPY-DIFFERS", GRADE_HARD, COPY_MANIFEST, 0, 0,
             _("the manifest says “%s” for “%s”, the report “%s”"), says[0] ? says[0] : "", key,
             says[1] ? says[1] : "");
    err_clear(&e);
    return made && !key;
}

static void compare_manifest(struct comparison *x)
{
    GBytes *got = evidence_outside(x->v, COPY_MANIFEST);
    if (!got)
        return;
    GBytes *want = copy_manifest(x->c, x->v->pdf);
    if (!g_bytes_equal(got, want)) {
        bool excused = x->excused && x->other && x->v->manifest && same_facts(x->v, want);
        x->wrong = x->wrong || !excused;
        tell_difference(x->v, "COPY-DIFFERS", excused ? GRADE_SOFT : GRADE_HARD, COPY_MANIFEST, got, want,
                        _("the manifest is not as made again"));
    }
    g_bytes_unref(want);
}

/* ---- contents, where bytes differ for a version or font ---- */

static char *squeeze(const char *text)
{
    GString *s = g_string_new(NULL);
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (!g_unichar_isspace(g_utf8_get_char(p)))
            g_string_append_unichar(s, g_utf8_get_char(p));
    return g_string_free(s, FALSE);
}

static bool same_words(const struct evidence *v, const struct copy *c)
{
    struct err e = ERR_INIT;
    char *text = v->reader ? pdfread_text(v->reader, &e) : NULL;
    char *got = text ? squeeze(text) : NULL, *want = squeeze(pages_text(c->pages, c->a));
    bool same = g_strcmp0(got, want) == 0;
    if (!same && got) {
        const char *x = got, *y = want;
        while (*x && g_utf8_get_char(x) == g_utf8_get_char(y)) {
            x = g_utf8_next_char(x);
            y = g_utf8_next_char(y);
        }
        char *x20 = g_utf8_substring(x, 0, MIN(20, g_utf8_strlen(x, -1)));
        char *y20 = g_utf8_substring(y, 0, MIN(20, g_utf8_strlen(y, -1)));
        tell(v, "COPY-DIFFERS", GRADE_HARD, v->package ? v->pdf : "", 0, 0,
             _("the words of the PDF are not those made again: “%s” instead of “%s”"), x20, y20);
        g_free(x20);
        g_free(y20);
    } else if (!same) {
        tell(v, "COPY-DAMAGED", GRADE_HARD, v->package ? v->pdf : "", 0, 0, "%s",
             e.text ? e.text : _("the words of the PDF cannot be read"));
    }
    g_free(text);
    g_free(got);
    g_free(want);
    err_clear(&e);
    return same;
}

static bool same_list(const struct evidence *v, const struct copy *c)
{
    const struct copy_part *want = copy_find(c->part, c->npart, "pages.list");
    for (size_t i = 0; i < v->record->nfile; i++)
        if (v->record->file[i].role == ROLE_LIST) {
            GBytes *got = evidence_sound(v, &v->record->file[i]);
            if (got && g_bytes_equal(got, want->bytes))
                return true;
        }
    tell(v, "COPY-DIFFERS", GRADE_HARD, "pages.list", 0, 0, _("the page list is not the one made again"));
    return false;
}

static bool same_pictures(const struct evidence *v, const struct copy *c)
{
    bool same = v->record->npage == c->record->npage;
    if (!same)
        tell(v, "COPY-DIFFERS", GRADE_HARD, COPY_RECORD, 0, 0,
             _("%zu pages are recorded, %zu were made again"), v->record->npage, c->record->npage);
    for (size_t i = 0; i < MIN(v->record->npage, c->record->npage); i++) {
        if (strcmp(v->record->page[i].sha256, c->record->page[i].sha256) == 0)
            continue;
        same = false;
        tell(v, "COPY-DIFFERS", GRADE_HARD, COPY_RECORD, 0, 0,
             _("the picture of page %zu is not the recorded one"), i + 1);
    }
    return same;
}

static bool same_cells(const struct sheet_data *a, const struct sheet_data *b,
                       const struct sheet_cell **where)
{
    for (size_t i = 0; i < MAX(a->ncell, b->ncell); i++) {
        const struct sheet_cell *x = i < a->ncell ? &a->cell[i] : NULL,
                                *y = i < b->ncell ? &b->cell[i] : NULL;
        *where = x ? x : y;
        if (!x || !y || x->row != y->row || x->col != y->col || x->number != y->number ||
            strcmp(x->text, y->text) != 0 || g_strcmp0(x->formula, y->formula) != 0 ||
            strcmp(x->format, y->format) != 0)
            return false;
    }
    *where = NULL;
    return a->nmerge == b->nmerge &&
           (a->nmerge == 0 || memcmp(a->merge, b->merge, a->nmerge * sizeof *a->merge) == 0);
}

static bool same_workbook(const struct evidence *v, const struct copy_part *want, GBytes *got)
{
    struct err e = ERR_INIT;
    struct arena *a = arena_new();
    const struct sheet_book *x = got ? sheet_read(got, a, &e) : NULL,
                            *y = x ? sheet_read(want->bytes, a, &e) : NULL;
    const struct sheet_cell *where = NULL;
    bool same = y && x->n == y->n;
    for (size_t i = 0; same && i < x->n; i++)
        same =
            strcmp(x->sheet[i]->name, y->sheet[i]->name) == 0 && same_cells(x->sheet[i], y->sheet[i], &where);
    if (!same && where)
        tell(v, "COPY-DIFFERS", GRADE_HARD, want->name, 0, 0,
             _("row %d, column %d of the workbook is not as made again"), where->row + 1, where->col + 1);
    else if (!same)
        tell(v, "COPY-DIFFERS", GRADE_HARD, want->name, 0, 0, "%s",
             e.text ? e.text : _("the worksheets or merged cells of the workbook are not as made again"));
    arena_free(a);
    err_clear(&e);
    return same;
}

static bool same_workbooks(const struct evidence *v, const struct copy *c)
{
    bool same = true;
    for (size_t i = 0; i < v->record->nfile; i++) {
        const struct record_file *f = &v->record->file[i];
        const struct copy_part *want =
            f->role == ROLE_WORKBOOK ? copy_find(c->part, c->npart, f->name) : NULL;
        GBytes *got = evidence_sound(v, f);
        if (f->role == ROLE_WORKBOOK && !want) {
            same = false;
            tell(v, "COPY-DIFFERS", GRADE_HARD, f->name, 0, 0, _("this workbook was not made again"));
        } else if (want && (!got || !g_bytes_equal(got, want->bytes))) {
            same = same_workbook(v, want, got) && same;
        }
    }
    return same;
}

static bool same_contents(const struct evidence *v, const struct copy *c)
{
    bool sound = evidence_whole(v), list = same_list(v, c), pictures = same_pictures(v, c),
         words = same_words(v, c);
    return same_workbooks(v, c) && sound && list && pictures && words;
}

enum verdict compare_copy(const struct evidence *v, const struct copy *c, bool excused)
{
    struct comparison x = {.v = v, .c = c, .excused = excused};
    compare_files(&x);
    compare_pdf(&x);
    compare_manifest(&x);
    if (x.wrong)
        return VERDICT_DIFFERS;
    if (!x.other)
        return VERDICT_IDENTICAL;
    return same_contents(v, c) ? VERDICT_EQUIVALENT : VERDICT_DIFFERS;
}
