/* record.c - the record of an archival copy becomes XML.  record_read.c reads it back. */
#include "record.h"

#include "xmlwrite.h"

static void put_flag(struct xmlwrite *w, const char *name, bool value)
{
    xml_attr(w, name, value ? "yes" : "no");
}

static void put_report(struct xmlwrite *w, const struct record *r)
{
    xml_open(w, "report");
    xml_attr(w, "title", r->title);
    xml_attr(w, "authority", r->authority);
    xml_attr_size(w, "year", (gsize)r->year);
    xml_attr(w, "date", r->date);
    xml_attr(w, "source", r->source);
    xml_close(w);
}

static void put_options(struct xmlwrite *w, const struct record *r)
{
    xml_open(w, "options");
    xml_attr_size(w, "pdfa", (gsize)r->pdfa);
    put_flag(w, "as-published", r->as_published);
    put_flag(w, "strict-fonts", r->strict_fonts);
    for (const char *const *s = r->style; s && *s; s++) {
        xml_open(w, "style");
        xml_attr(w, "set", *s);
        xml_close(w);
    }
    xml_close(w);
}

static void put_program(struct xmlwrite *w, const struct record *r)
{
    xml_open(w, "program");
    xml_attr(w, "name", "nianbao");
    xml_attr(w, "version", r->version);
    xml_attr(w, "sources", r->sources);
    for (size_t i = 0; i < r->nlibrary; i++) {
        xml_open(w, "library");
        xml_attr(w, "name", r->library[i].name);
        xml_attr(w, "version", r->library[i].text);
        xml_close(w);
    }
    xml_close(w);
}

static void put_fonts(struct xmlwrite *w, const struct record *r)
{
    xml_open(w, "fonts");
    for (size_t i = 0; i < r->nfont; i++) {
        xml_open(w, "font");
        xml_attr(w, "file", r->font[i].file);
        xml_attr_size(w, "bytes", r->font[i].bytes);
        xml_attr(w, "sha256", r->font[i].sha256);
        put_flag(w, "used", r->font[i].used);
        xml_close(w);
    }
    xml_open(w, "profile");
    xml_attr_size(w, "bytes", r->profile_bytes);
    xml_attr(w, "sha256", r->profile_sha256);
    xml_close(w);
    xml_close(w);
}

static void put_files(struct xmlwrite *w, const struct record *r)
{
    xml_open(w, "files");
    for (size_t i = 0; i < r->nfile; i++) {
        const struct record_file *f = &r->file[i];
        xml_open(w, "file");
        xml_attr(w, "name", f->name);
        xml_attr(w, "role", copy_role_word(f->role));
        xml_attr(w, "type", copy_type(f->role, f->name));
        xml_attr_size(w, "bytes", f->bytes);
        xml_attr(w, "sha256", f->sha256);
        xml_close(w);
    }
    xml_close(w);
}

static void put_pages(struct xmlwrite *w, const struct record *r)
{
    xml_open(w, "pages");
    xml_attr_size(w, "dpi", RECORD_DPI);
    for (size_t i = 0; i < r->npage; i++) {
        xml_open(w, "page");
        xml_attr_size(w, "number", i + 1);
        xml_attr(w, "folio", r->page[i].folio);
        xml_attr(w, "sha256", r->page[i].sha256);
        xml_close(w);
    }
    xml_close(w);
}

GBytes *record_write(const struct record *r)
{
    struct xmlwrite w = xmlwrite_begin();
    xml_open(&w, "record");
    xml_attr(&w, "xmlns", "urn:nianbao:record");
    xml_attr(&w, "version", "1");
    put_report(&w, r);
    put_options(&w, r);
    put_program(&w, r);
    put_fonts(&w, r);
    put_files(&w, r);
    put_pages(&w, r);
    xml_close(&w);
    return xmlwrite_end(&w);
}
