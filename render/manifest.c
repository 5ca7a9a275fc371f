/* manifest.c - what lies in the folder of an archival copy, as XML. */
#include "manifest.h"

#include "copy_part.h"
#include "intl.h"
#include "xmlfields.h"
#include "xmlwrite.h"

#include <string.h>

/* ---- writing ---- */

/* What a catalogue calls the keys of `meta`. */
static const char *meta_name(const char *key)
{
    static const char *const name[][2] = {
        {"document_number", "文号"}, {"index_number", "索引号"}, {"credit_code", "统一社会信用代码"},
        {"url", "公布网址"},         {"archive_number", "档号"}, {"retention", "保管期限"},
        {"secrecy", "密级"},         {"fonds", "全宗号"},        {"item", "件号"},
        {"revision", "版本"},        {"issuer", "责任者"}};
    for (size_t i = 0; i < G_N_ELEMENTS(name); i++)
        if (strcmp(name[i][0], key) == 0)
            return name[i][1];
    return key;
}

static const char *meta_value(const struct report *r, const char *key)
{
    for (size_t i = 0; i < r->nmeta; i++)
        if (strcmp(r->meta[i].key, key) == 0)
            return r->meta[i].value;
    return NULL;
}

static void put_document(struct xmlwrite *w, const struct manifest *m)
{
    const struct report *r = m->report;
    const char *issuer = meta_value(r, "issuer");
    GString *title = g_string_new(NULL);
    for (size_t i = 0; i < r->ntitle; i++)
        g_string_append(title, r->title[i]);
    xml_open(w, "document");
    xml_attr(w, "title", title->str);
    xml_attr(w, "issuer", issuer ? issuer : r->authority);
    xml_attr_size(w, "year", (gsize)r->year);
    xml_attr(w, "signed", r->signature ? r->signature->date : NULL);
    xml_attr(w, "published", r->published);
    xml_attr(w, "date", m->date);
    xml_attr(w, "language", "zh-CN");
    g_string_free(title, TRUE);
    for (size_t i = 0; i < r->nmeta; i++) {
        xml_open(w, "item");
        xml_attr(w, "key", r->meta[i].key);
        xml_attr(w, "name", meta_name(r->meta[i].key));
        xml_attr(w, "value", r->meta[i].value);
        xml_close(w);
    }
    xml_close(w);
}

static void put_made(struct xmlwrite *w, const struct manifest *m)
{
    static const char *const format[] = {"PDF", "PDF/A-1b", "PDF/A-2a, PDF/UA-1", "PDF/A-3a, PDF/UA-1"};
    xml_open(w, "made");
    xml_attr(w, "program", "nianbao");
    xml_attr(w, "version", m->version);
    xml_attr(w, "sources", m->sources);
    xml_attr(w, "format", format[m->pdfa]);
    xml_attr(w, "source", m->source);
    xml_close(w);
}

static void put_files(struct xmlwrite *w, const struct manifest *m)
{
    gsize total = 0;
    for (size_t i = 0; i < m->nfile; i++)
        total += m->file[i].bytes;
    xml_open(w, "files");
    xml_attr_size(w, "count", m->nfile);
    xml_attr_size(w, "bytes", total);
    for (size_t i = 0; i < m->nfile; i++) {
        const struct manifest_file *f = &m->file[i];
        xml_open(w, "file");
        xml_attr(w, "name", f->name);
        xml_attr(w, "title", f->about);
        xml_attr(w, "type", f->type);
        xml_attr_size(w, "bytes", f->bytes);
        xml_attr(w, "sha256", f->sha256);
        xml_attr(w, "sm3", f->sm3);
        xml_close(w);
    }
    xml_close(w);
}

GBytes *manifest_write(const struct manifest *m)
{
    struct xmlwrite w = xmlwrite_begin();
    xml_open(&w, "manifest");
    xml_attr(&w, "xmlns", "urn:nianbao:manifest");
    xml_attr(&w, "version", "1");
    put_document(&w, m);
    put_made(&w, m);
    put_files(&w, m);
    xml_close(&w);
    return xmlwrite_end(&w);
}

/* ---- reading ---- */

struct reader {
    struct xmlfields f;
    GArray *file, *fact;
    gsize count, bytes; /* of all files, as it says */
};

static void add_fact(struct reader *t, const char *key, const char *value)
{
    struct manifest_fact fact = {key, value};
    if (value)
        g_array_append_val(t->fact, fact);
}

static void read_facts(struct reader *t, const char *const *key)
{
    for (; *key; key++)
        add_fact(t, *key, field_optional(&t->f, *key));
}

static void read_files(struct reader *t)
{
    t->count = field_number(&t->f, "count", COPY_MAX_FILES + 2);
    t->bytes = field_number(&t->f, "bytes", G_MAXINT64);
}

static void read_file(struct reader *t)
{
    struct manifest_file f = {.name = field_text(&t->f, "name"),
                              .about = field_text(&t->f, "title"),
                              .type = field_text(&t->f, "type"),
                              .bytes = field_number(&t->f, "bytes", COPY_MAX_TOTAL)};
    g_strlcpy(f.sha256, field_sum(&t->f, "sha256"), sizeof f.sha256);
    g_strlcpy(f.sm3, field_sum(&t->f, "sm3"), sizeof f.sm3);
    if (t->file->len == COPY_MAX_NAMED)
        fields_bad(&t->f, _("it names more than %d files; this is no archival copy"), COPY_MAX_NAMED);
    for (guint i = 0; i < t->file->len; i++)
        if (strcmp(g_array_index(t->file, struct manifest_file, i).name, f.name) == 0)
            fields_bad(&t->f, _("“%s” stands twice"), f.name);
    g_array_append_val(t->file, f);
}

static bool on_element(void *to, const char *section, const char *name)
{
    static const char *const known[][2] = {
        {NULL, "document"}, {"document", "item"}, {NULL, "made"}, {NULL, "files"}, {"files", "file"}};
    static const char *const document[] = {"title",     "issuer", "year",     "signed",
                                           "published", "date",   "language", NULL};
    static const char *const made[] = {"format", "source", NULL};
    struct reader *t = to;
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        if (g_strcmp0(known[i][0], section) != 0 || strcmp(known[i][1], name) != 0)
            continue;
        if (strcmp(name, "file") == 0)
            read_file(t);
        else if (strcmp(name, "item") == 0)
            add_fact(t, arena_printf(t->f.a, "meta.%s", field_text(&t->f, "key")),
                     field_text(&t->f, "value"));
        else if (strcmp(name, "files") == 0)
            read_files(t);
        else
            read_facts(t, strcmp(name, "made") == 0 ? made : document);
        return true;
    }
    return false;
}

static bool adds_up(const struct reader *t)
{
    gsize bytes = 0;
    for (guint i = 0; i < t->file->len; i++)
        bytes += g_array_index(t->file, struct manifest_file, i).bytes;
    return t->count == t->file->len && t->bytes == bytes;
}

struct manifest *manifest_read(GBytes *xml, struct arena *a, struct err *e)
{
    struct reader t = {.file = g_array_new(FALSE, FALSE, sizeof(struct manifest_file)),
                       .fact = g_array_new(FALSE, FALSE, sizeof(struct manifest_fact))};
    struct manifest *m = ARENA_NEW(a, struct manifest);
    bool ok = xmlfields_read(&t.f, xml, COPY_MANIFEST, "manifest", on_element, &t, a, e);
    if (ok && t.file->len == 0)
        ok = err_set(e, ERR_INPUT, _("%s: it names no file"), COPY_MANIFEST);
    if (ok && !adds_up(&t))
        ok = err_set(e, ERR_INPUT, _("%s: its files are not as many and as large as it says"), COPY_MANIFEST);
    m->nfile = t.file->len;
    m->file = arena_dup(a, t.file->data, t.file->len * sizeof(struct manifest_file));
    m->nfact = t.fact->len;
    m->fact = arena_dup(a, t.fact->data, t.fact->len * sizeof(struct manifest_fact));
    g_array_free(t.file, TRUE);
    g_array_free(t.fact, TRUE);
    return ok ? m : NULL;
}

static const char *fact_of(const struct manifest *m, const char *key)
{
    for (size_t i = 0; i < m->nfact; i++)
        if (strcmp(m->fact[i].key, key) == 0)
            return m->fact[i].value;
    return NULL;
}

/* Every fact of one of them, in both. */
static const char *unlike(const struct manifest *of, const struct manifest *a, const struct manifest *b,
                          const char *says[2])
{
    for (size_t i = 0; i < of->nfact; i++) {
        const char *key = of->fact[i].key;
        says[0] = fact_of(a, key);
        says[1] = fact_of(b, key);
        if (g_strcmp0(says[0], says[1]) != 0)
            return key;
    }
    return NULL;
}

const char *manifest_unlike(const struct manifest *a, const struct manifest *b, const char *says[2])
{
    const char *key = unlike(a, a, b, says);
    return key ? key : unlike(b, a, b, says);
}
