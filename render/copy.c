/* copy.c - the archival copy of one report. */
#include "copy.h"

#include "doc.h"
#include "finish.h"
#include "form.h"
#include "intl.h"
#include "layout.h"
#include "manifest.h"
#include "paginate.h"
#include "sheet.h"
#include "words.h"

#include <string.h>

struct making {
    const struct copy_source *s;
    struct copy *c;
    struct arena *a;
    struct diag *reading, *d;
    struct err *e;
    GArray *part; /* struct copy_part */
    const struct words *words;
};

static void drop_bytes(void *bytes)
{
    g_bytes_unref(bytes);
}

/* Takes the reference. */
static bool add(struct making *m, const char *name, enum copy_role role, GBytes *bytes, const char *about)
{
    if (!bytes)
        return false;
    arena_cleanup(m->a, drop_bytes, bytes);
    struct copy_part p = {name, role, bytes, about};
    g_array_append_val(m->part, p);
    return true;
}

/* ---- reading what it is made of ---- */

static const struct copy_part *part_of(const struct making *m, enum copy_role role)
{
    for (size_t i = 0; i < m->s->npart; i++)
        if (m->s->part[i].role == role)
            return &m->s->part[i];
    err_set(m->e, ERR_INPUT, _("%s: there is no %s in it"), m->s->label, copy_role_word(role));
    return NULL;
}

static const char *path_of(const struct making *m, const struct copy_part *p)
{
    return arena_printf(m->a, "%s/%s", m->s->label, p->name);
}

static struct forms *read_forms(struct making *m)
{
    struct forms *forms = ARENA_NEW(m->a, struct forms);
    forms->form = ARENA_ARRAY(m->a, m->s->npart, struct form *);
    for (size_t i = 0; i < m->s->npart; i++) {
        const struct copy_part *p = &m->s->part[i];
        if (p->role != ROLE_FORM)
            continue;
        gsize n;
        const char *bytes = g_bytes_get_data(p->bytes, &n);
        struct form *f = form_parse(path_of(m, p), bytes, n, m->a, m->reading, m->e);
        if (!f)
            return NULL;
        forms->form[forms->n++] = f;
    }
    return forms;
}

static struct layout *read_layout(struct making *m)
{
    const struct copy_part *p = part_of(m, ROLE_STYLE);
    gsize n;
    const char *bytes = p ? g_bytes_get_data(p->bytes, &n) : NULL;
    return p ? layout_parse(path_of(m, p), bytes, n, m->s->style, m->a, m->reading, m->e) : NULL;
}

static struct words *read_words(struct making *m)
{
    const struct copy_part *p = part_of(m, ROLE_WORDS);
    gsize n;
    const char *bytes = p ? g_bytes_get_data(p->bytes, &n) : NULL;
    return p ? words_parse(path_of(m, p), bytes, n, m->a, m->reading, m->e) : NULL;
}

static struct report *read_report(struct making *m, const struct forms *forms)
{
    const struct copy_part *p = part_of(m, ROLE_REPORT);
    gsize n;
    const char *bytes = p ? g_bytes_get_data(p->bytes, &n) : NULL;
    if (!p)
        return NULL;
    const char *name = m->s->report ? m->s->report : path_of(m, p);
    return report_load(name, arena_strndup(m->a, bytes, n), n, forms, m->a, m->reading, m->e);
}

static bool typeset(struct making *m)
{
    const struct forms *forms = read_forms(m);
    const struct layout *layout = forms ? read_layout(m) : NULL;
    m->words = layout ? read_words(m) : NULL;
    struct report *report = m->words ? read_report(m, forms) : NULL;
    if (!report)
        return false;
    const char *date = m->s->date ? m->s->date : report_date(report, m->a);
    m->c->report = report;
    m->c->doc = compose(report, layout, date, m->a, m->d);
    m->c->pages = paginate(m->c->doc, m->s->press->fonts, m->s->press->shaper, m->words, m->a, m->d, m->e);
    return m->c->pages != NULL;
}

/* ---- making ---- */

static bool make_workbooks(struct making *m)
{
    size_t n;
    const struct doc_block **table = doc_tables(m->c->doc, m->a, &n);
    for (size_t i = 0; i < n; i++) {
        const struct form *f = table[i]->grid->form;
        int nth = doc_nth_of_slot(table, i);
        const char *name = nth == 1 ? arena_printf(m->a, "%s.xlsx", f->slot)
                                    : arena_printf(m->a, "%s-%d.xlsx", f->slot, nth);
        if (!add(m, name, ROLE_WORKBOOK, sheet_write(m->c->doc, &table[i], 1, m->words, m->e),
                 arena_printf(m->a, "%s　%s", f->name, f->title)))
            return false;
    }
    return true;
}

static void make_list(struct making *m)
{
    size_t n;
    const char *list = pages_list(m->c->pages, m->a, &n);
    add(m, "pages.list", ROLE_LIST, g_bytes_new(list, n), copy_about(ROLE_LIST));
}

static const char *sum_of(struct making *m, GBytes *bytes)
{
    char sum[DIGEST_TEXT];
    digest_text(DIGEST_SHA256, bytes, sum);
    return arena_strdup(m->a, sum);
}

static bool record_pages(struct making *m, struct record *r)
{
    GPtrArray *png = paint_png(m->s->press->painter, m->c->pages, RECORD_DPI, m->e);
    if (!png)
        return false;
    r->npage = png->len;
    r->page = ARENA_ARRAY(m->a, png->len, struct record_page);
    for (guint i = 0; i < png->len; i++)
        r->page[i] = (struct record_page){m->c->pages->page[i].folio, sum_of(m, png->pdata[i])};
    g_ptr_array_unref(png);
    return true;
}

/* The originals by name, as the PDF and the manifest say what it was made again from. */
static const char *originals(struct making *m)
{
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < m->s->npart; i++)
        if (m->s->part[i].role == ROLE_ORIGINAL)
            g_string_append_printf(all, "%s%s", all->len ? "、" : "", strchr(m->s->part[i].name, '/') + 1);
    const char *names = all->len ? arena_strdup(m->a, all->str) : NULL;
    g_string_free(all, TRUE);
    return names;
}

static bool make_record(struct making *m)
{
    const struct copy_source *s = m->s;
    struct record *r = ARENA_NEW(m->a, struct record);
    *r = (struct record){.title = m->c->doc->title,
                         .authority = m->c->doc->author,
                         .date = m->c->doc->date,
                         .year = m->c->doc->year,
                         .source = originals(m),
                         .pdfa = s->pdfa,
                         .as_published = s->as_published,
                         .strict_fonts = s->strict_fonts,
                         .style = s->style,
                         .version = VERSION,
                         .sources = versions_sources(),
                         .font = press_used(s->press, m->c->pages, m->a),
                         .nfont = s->press->nfont,
                         .profile_bytes = g_bytes_get_size(s->srgb),
                         .profile_sha256 = sum_of(m, s->srgb),
                         .nfile = m->part->len};
    r->library = versions_libraries(&r->nlibrary);
    if (s->again) {
        r->version = s->again->version;
        r->sources = s->again->sources;
        r->library = s->again->library;
        r->nlibrary = s->again->nlibrary;
        r->font = s->again->font;
        r->nfont = s->again->nfont;
        r->profile_bytes = s->again->profile_bytes;
        r->profile_sha256 = s->again->profile_sha256;
    }
    r->file = ARENA_ARRAY(m->a, r->nfile, struct record_file);
    for (guint i = 0; i < m->part->len; i++) {
        const struct copy_part *p = &g_array_index(m->part, struct copy_part, i);
        r->file[i] = (struct record_file){p->name, p->role, g_bytes_get_size(p->bytes), sum_of(m, p->bytes)};
    }
    m->c->record = r;
    return record_pages(m, r) && add(m, COPY_RECORD, ROLE_RECORD, record_write(r), copy_about(ROLE_RECORD));
}

static bool make_pdf(struct making *m)
{
    struct finish_file *file = ARENA_ARRAY(m->a, m->part->len, struct finish_file);
    for (guint i = 0; i < m->part->len; i++) {
        const struct copy_part *p = &g_array_index(m->part, struct copy_part, i);
        file[i] = (struct finish_file){p->name, p->bytes, copy_type(p->role, p->name), copy_relation(p->role),
                                       p->about};
    }
    const struct finish_options how = {.pdfa = m->s->pdfa,
                                       .srgb = m->s->srgb,
                                       .source = m->c->record->source,
                                       .file = file,
                                       .nfile = m->s->pdfa == 3 ? m->part->len : 0};
    GBytes *painted = paint_pdf(m->s->press->painter, m->c->pages, m->e);
    m->c->pdf = painted ? finish_pdf(painted, m->c->pages, &how, m->e) : NULL;
    if (painted)
        g_bytes_unref(painted);
    if (m->c->pdf)
        arena_cleanup(m->a, drop_bytes, m->c->pdf);
    return m->c->pdf != NULL;
}

struct copy *copy_make(const struct copy_source *s, struct diag *reading, struct diag *d, struct err *e)
{
    struct arena *a = arena_new();
    struct making m = {.s = s, .c = ARENA_NEW(a, struct copy), .a = a, .reading = reading, .d = d, .e = e};
    m.c->a = a;
    m.part = g_array_new(FALSE, FALSE, sizeof(struct copy_part));
    for (size_t i = 0; i < s->npart; i++)
        add(&m, arena_strdup(a, s->part[i].name), s->part[i].role, g_bytes_ref(s->part[i].bytes),
            copy_about(s->part[i].role));
    bool ok = typeset(&m) && make_workbooks(&m);
    if (ok)
        make_list(&m);
    ok = ok && make_record(&m) && make_pdf(&m);
    m.c->npart = m.part->len;
    m.c->part = arena_dup(a, m.part->data, m.part->len * sizeof(struct copy_part));
    g_array_free(m.part, TRUE);
    if (ok)
        return m.c;
    copy_free(m.c);
    return NULL;
}

void copy_free(struct copy *c)
{
    if (c)
        arena_free(c->a);
}

static struct manifest_file manifest_file(const char *name, const char *about, const char *type,
                                          GBytes *bytes)
{
    struct manifest_file f = {.name = name, .about = about, .type = type, .bytes = g_bytes_get_size(bytes)};
    digest_text(DIGEST_SHA256, bytes, f.sha256);
    digest_text(DIGEST_SM3, bytes, f.sm3);
    return f;
}

GBytes *copy_manifest(const struct copy *c, const char *pdf_name)
{
    const struct record *r = c->record;
    struct manifest m = {.report = c->report,
                         .date = r->date,
                         .source = r->source,
                         .pdfa = r->pdfa,
                         .version = r->version,
                         .sources = r->sources,
                         .nfile = c->npart + 1};
    m.file = g_new0(struct manifest_file, m.nfile);
    m.file[0] = manifest_file(pdf_name, "报告正文", "application/pdf", c->pdf);
    for (size_t i = 0; i < c->npart; i++) {
        const struct copy_part *p = &c->part[i];
        m.file[i + 1] = manifest_file(p->name, p->about, copy_type(p->role, p->name), p->bytes);
    }
    GBytes *text = manifest_write(&m);
    g_free(m.file);
    return text;
}
