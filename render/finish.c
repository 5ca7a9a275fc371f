/* finish.c - Cairo's PDF made fit to publish: metadata, language, structure, grey, a fixed identity.
 * Stage: paint_pdf -> finish -> output. */
#include "finish.h"

#include "finish_content.h"
#include "finish_pack.h"
#include "finish_qpdf.h"
#include "finish_structure.h"
#include "finish_xmp.h"
#include "intl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LANGUAGE  "zh-CN"
#define TREE_ROOT "/Type /StructTreeRoot"

bool finish_failed(qpdf_data q, const char *doing, struct err *e)
{
    qpdf_error bad = qpdf_has_error(q)       ? qpdf_get_error(q)
                     : qpdf_more_warnings(q) ? qpdf_next_warning(q)
                                             : NULL;
    if (!bad)
        return false;
    enum err_kind kind = qpdf_get_error_code(q, bad) == qpdf_e_system ? ERR_SYSTEM : ERR_BUG;
    err_set(e, kind, "%s: %s", doing, qpdf_get_error_message_detail(q, bad));
    return true;
}

qpdf_oh finish_stream(qpdf_data q, const void *data, size_t n)
{
    qpdf_oh s = qpdf_oh_new_stream(q);
    qpdf_oh_replace_stream_data(q, s, data, n, qpdf_oh_new_null(q), qpdf_oh_new_null(q));
    return s;
}

static bool mend_page(qpdf_data q, const struct pages *p, const struct tags *tags, size_t i, unsigned *pieces,
                      struct err *e)
{
    unsigned char *data = NULL;
    size_t n = 0;
    qpdf_oh page = qpdf_get_page_n(q, i);
    qpdf_oh_get_page_content_data(q, page, &data, &n);
    if (finish_failed(q, _("reading a page of the PDF"), e))
        return false;
    GString *mended = content_mend(data, n, p, tags, i, pieces, e);
    free(data);
    if (!mended)
        return false;
    qpdf_oh_replace_stream_data(q, qpdf_oh_get_key(q, page, "/Contents"), (const unsigned char *)mended->str,
                                mended->len, qpdf_oh_new_null(q), qpdf_oh_new_null(q));
    g_string_free(mended, TRUE);
    qpdf_oh_remove_key(q, page, "/Group"); /* Cairo's transparency group: nothing is transparent */
    qpdf_oh_replace_key(q, page, "/StructParents", qpdf_oh_new_integer(q, (long long)i));
    qpdf_oh_replace_key(q, page, "/Tabs", qpdf_oh_new_name(q, "/S"));
    return true;
}

static qpdf_oh text(qpdf_data q, const char *s)
{
    return qpdf_oh_new_unicode_string(q, s);
}

/* The start of the report's day in China, in the way of PDF (ISO 32000-1, 7.9.4). */
static char *pdf_date(const struct doc *doc)
{
    int year = 0, month = 0, day = 0;
    sscanf(doc->date, "%d-%d-%d", &year, &month, &day);
    return g_strdup_printf("D:%04d%02d%02d000000+08'00'", year, month, day);
}

/* Info and XMP have to say the same. */
static void set_metadata(qpdf_data q, const struct doc *doc, const struct finish_options *o)
{
    qpdf_oh info = qpdf_oh_get_key(q, qpdf_get_trailer(q), "/Info");
    char *date = pdf_date(doc);
    char *stamp = g_strdup_printf("%sT00:00:00+08:00", doc->date);
    char *subject = o->source ? g_strdup_printf("依据已公布的文件重新制作：%s", o->source) : NULL;
    qpdf_oh when = qpdf_oh_new_string(q, date);
    qpdf_oh_replace_key(q, info, "/Title", text(q, doc->title));
    qpdf_oh_replace_key(q, info, "/Author", text(q, doc->author));
    if (subject)
        qpdf_oh_replace_key(q, info, "/Subject", text(q, subject));
    qpdf_oh_replace_key(q, info, "/Creator", text(q, "nianbao " VERSION));
    qpdf_oh_replace_key(q, info, "/CreationDate", when); /* Cairo writes them without D: */
    qpdf_oh_replace_key(q, info, "/ModDate", when);
    char *producer = g_strdup(qpdf_oh_get_utf8_value(q, qpdf_oh_get_key(q, info, "/Producer")));
    char *xmp = finish_xmp(&(struct xmp){.title = doc->title,
                                         .author = doc->author,
                                         .language = LANGUAGE,
                                         .creator = "nianbao " VERSION,
                                         .producer = producer,
                                         .date = stamp,
                                         .subject = subject,
                                         .source = o->source,
                                         .pdfa = o->pdfa});
    qpdf_oh stream = finish_stream(q, xmp, strlen(xmp)), dict = qpdf_oh_get_dict(q, stream);
    qpdf_oh_replace_key(q, dict, "/Type", qpdf_oh_new_name(q, "/Metadata"));
    qpdf_oh_replace_key(q, dict, "/Subtype", qpdf_oh_new_name(q, "/XML"));
    qpdf_oh_replace_key(q, qpdf_get_root(q), "/Metadata", stream);
    g_free(subject);
    g_free(date);
    g_free(stamp);
    g_free(producer);
    g_free(xmp);
}

/* Cairo begins with the first page that is not numbered as expected, which may be none; the first page has to
 * be there (ISO 32000-1, 12.4.2). */
static void mend_labels(qpdf_data q)
{
    qpdf_oh nums = qpdf_oh_get_key(q, qpdf_oh_get_key(q, qpdf_get_root(q), "/PageLabels"), "/Nums");
    if (!qpdf_oh_is_array(q, nums) || (qpdf_oh_get_array_n_items(q, nums) > 0 &&
                                       qpdf_oh_get_int_value(q, qpdf_oh_get_array_item(q, nums, 0)) == 0))
        return;
    qpdf_oh_insert_item(q, nums, 0, qpdf_oh_new_integer(q, 0));
    qpdf_oh_insert_item(q, nums, 1, qpdf_oh_parse(q, "<< /S /D >>"));
}

static void set_catalog(qpdf_data q)
{
    qpdf_oh root = qpdf_get_root(q);
    mend_labels(q);
    qpdf_oh_replace_key(q, root, "/Lang", qpdf_oh_new_string(q, LANGUAGE));
    qpdf_oh_replace_key(q, root, "/ViewerPreferences", qpdf_oh_parse(q, "<< /DisplayDocTitle true >>"));
    qpdf_oh_replace_key(q, root, "/MarkInfo", qpdf_oh_parse(q, "<< /Marked true >>"));
    qpdf_oh tree = qpdf_make_indirect_object(q, qpdf_oh_parse(q, "<< " TREE_ROOT " >>"));
    qpdf_oh_replace_key(q, root, "/StructTreeRoot", tree); /* filled once objects have their numbers */
    qpdf_oh outlines = qpdf_oh_get_key(q, root, "/Outlines");
    if (qpdf_oh_is_dictionary(q, outlines)) { /* Cairo gives the root of open bookmarks a negative count */
        long long n = qpdf_oh_get_int_value(q, qpdf_oh_get_key(q, outlines, "/Count"));
        qpdf_oh_replace_key(q, outlines, "/Count", qpdf_oh_new_integer(q, llabs(n)));
    }
}

/* The plain file, without object streams and compression: pack_write does both. */
static bool write_plain(qpdf_data q, int pdfa, struct err *e)
{
    if (qpdf_init_write_memory(q) == QPDF_SUCCESS) {
        /* Every setting is lost that was made before qpdf_init_write_memory. */
        qpdf_set_static_ID(q, QPDF_TRUE); /* the true one is pack_write's */
        qpdf_set_newline_before_endstream(q, QPDF_TRUE);
        qpdf_set_object_stream_mode(q, qpdf_o_disable);
        qpdf_set_decode_level(q, qpdf_dl_none); /* as Cairo stored them; pack_write packs them */
        qpdf_set_compress_streams(q, QPDF_FALSE);
        if (pdfa == 1)
            qpdf_force_pdf_version(q, "1.4");
        qpdf_write(q);
    }
    return !finish_failed(q, _("writing the finished PDF"), e);
}

/* Number of each page, told by its key into the parent tree. */
static bool find_pages(const struct pack *p, size_t npage, int *page, struct err *e)
{
    static const char key[] = "/StructParents ";
    size_t found = 0;
    for (int i = 1; (i = pack_find(p, key, i)) != 0; i++, found++) {
        size_t n = strtoul(strstr(p->object[i].text, key) + strlen(key), NULL, 10);
        if (n < npage)
            page[n] = i;
    }
    return found == npage || err_set(e, ERR_BUG, "%zu pages of %zu are in the mended PDF", found, npage);
}

struct finishing {
    GBytes *cairo_pdf;
    qpdf_data q; /* reads in it, and holds the plain file */
    struct arena *a;
    struct pack pack;
    struct pdf_text tree; /* objects of the structure */
    char *root;           /* and their root */
    struct packing *packing;
};

/* Borrows data. */
static bool add_structure(struct finishing *f, const char *data, size_t n, const struct tags *tags,
                          unsigned *const *pieces, size_t npage, const struct finish_options *o,
                          struct err *e)
{
    if (!pack_open(&f->pack, data, n, e))
        return false;
    int *page = ARENA_ARRAY(f->a, npage, int), root = pack_find(&f->pack, TREE_ROOT, 1);
    if (!root || !find_pages(&f->pack, npage, page, e))
        return false;
    const struct structure_place place = {page, npage, root, f->pack.n + 1};
    f->root = finish_structure(tags, pieces, &place, &f->tree);
    pack_replace(&f->pack, root, f->root);
    f->packing = pack_begin(&f->pack, &f->tree, o->pdfa != 1, o->beside); /* PDF 1.4 has no object streams */
    return true;
}

static bool mend(qpdf_data q, const struct pages *p, const struct finish_options *o, const struct tags *tags,
                 unsigned *const *pieces, struct err *e)
{
    bool ok = qpdf_get_num_pages(q) == (int)p->npage ||
              err_set(e, ERR_BUG, "the PDF has %d pages, %zu were painted", qpdf_get_num_pages(q), p->npage);
    for (size_t i = 0; ok && i < p->npage; i++)
        ok = mend_page(q, p, tags, i, pieces[i], e);
    if (!ok)
        return false;
    set_catalog(q);
    set_metadata(q, p->doc, o);
    finish_font_tags(q, p->npage);
    finish_widths(q, p);
    if (o->nfile) {
        char *date = pdf_date(p->doc);
        finish_attach(q, o->file, o->nfile, date);
        g_free(date);
    }
    if (o->pdfa == 1)
        finish_cidsets(q, p->npage);
    return (!o->pdfa || finish_intent(q, o->srgb, e)) && !finish_failed(q, _("finishing the PDF"), e);
}

static bool finish_read(struct finishing *f, const struct pages *p, const struct finish_options *o,
                        struct err *e)
{
    const struct tags *tags = tags_plan(p, f->a);
    unsigned **pieces = ARENA_ARRAY(f->a, p->npage, unsigned *);
    for (size_t i = 0; i < p->npage; i++)
        pieces[i] = ARENA_ARRAY(f->a, tags->page[i].nrun, unsigned);
    return mend(f->q, p, o, tags, pieces, e) && write_plain(f->q, o->pdfa, e) &&
           add_structure(f, (const char *)qpdf_get_buffer(f->q), qpdf_get_buffer_length(f->q), tags, pieces,
                         p->npage, o, e);
}

static void finishing_free(struct finishing *f)
{
    g_string_free(f->tree.text, TRUE);
    g_array_free(f->tree.end, TRUE);
    g_free(f->root);
    pack_close(&f->pack);
    qpdf_cleanup(&f->q);
    g_bytes_unref(f->cairo_pdf);
    arena_free(f->a);
    g_free(f);
}

struct finishing *finish_begin(GBytes *cairo_pdf, const struct pages *p, const struct finish_options *o,
                               struct err *e)
{
    static const struct finish_options plain;
    enum { USUAL = 1 << 16 }; /* bytes of the tree */
    struct finishing *f = g_new(struct finishing, 1);
    *f = (struct finishing){.cairo_pdf = g_bytes_ref(cairo_pdf),
                            .q = qpdf_init(),
                            .a = arena_new(),
                            .tree = {g_string_sized_new(USUAL), g_array_new(FALSE, FALSE, sizeof(gsize))}};
    gsize n;
    const char *data = g_bytes_get_data(cairo_pdf, &n);
    qpdf_silence_errors(f->q);
    qpdf_set_suppress_warnings(f->q, QPDF_TRUE);
    qpdf_read_memory(f->q, "painted", data, n, NULL);
    if (!finish_failed(f->q, _("reading the painted PDF"), e) && finish_read(f, p, o ? o : &plain, e))
        return f;
    finishing_free(f);
    return NULL;
}

GBytes *finish_end(struct finishing *f)
{
    GBytes *pdf = pack_end(f->packing);
    finishing_free(f);
    return pdf;
}

GBytes *finish_pdf(GBytes *cairo_pdf, const struct pages *p, const struct finish_options *o, struct err *e)
{
    struct finishing *f = finish_begin(cairo_pdf, p, o, e);
    return f ? finish_end(f) : NULL;
}
