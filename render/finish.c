/* finish.c - Cairo's PDF made fit to publish: metadata, language, structure, grey, a fixed identity.
 * Stage: paint_pdf -> finish -> output. */
#include "finish.h"

#include "finish_content.h"
#include "finish_qpdf.h"
#include "finish_xmp.h"
#include "intl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LANGUAGE "zh-CN"

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

static bool mend_page(qpdf_data q, size_t i, const struct tag_page *plan, struct err *e)
{
    unsigned char *data = NULL;
    size_t n = 0;
    qpdf_oh page = qpdf_get_page_n(q, i);
    qpdf_oh_get_page_content_data(q, page, &data, &n);
    if (finish_failed(q, _("reading a page of the PDF"), e))
        return false;
    GString *mended = content_mend(data, n, plan, e);
    free(data);
    if (!mended)
        return false;
    qpdf_oh_replace_stream_data(q, qpdf_oh_get_key(q, page, "/Contents"), (const unsigned char *)mended->str,
                                mended->len, qpdf_oh_new_null(q), qpdf_oh_new_null(q));
    g_string_free(mended, TRUE);
    qpdf_oh_remove_key(q, page, "/Group"); /* Cairo's transparency group: nothing is transparent */
    return true;
}

static qpdf_oh text(qpdf_data q, const char *s)
{
    return qpdf_oh_new_unicode_string(q, s);
}

/* Info and XMP have to say the same. */
static void set_metadata(qpdf_data q, const struct doc *doc, int pdfa)
{
    qpdf_oh info = qpdf_oh_get_key(q, qpdf_get_trailer(q), "/Info");
    int year = 0, month = 0, day = 0;
    sscanf(doc->date, "%d-%d-%d", &year, &month, &day);
    char *date = g_strdup_printf("D:%04d%02d%02d000000+08'00'", year, month, day);
    char *stamp = g_strdup_printf("%sT00:00:00+08:00", doc->date);
    qpdf_oh when = qpdf_oh_new_string(q, date);
    qpdf_oh_replace_key(q, info, "/Title", text(q, doc->title));
    qpdf_oh_replace_key(q, info, "/Author", text(q, doc->author));
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
                                         .pdfa = pdfa});
    qpdf_oh stream = qpdf_oh_new_stream(q), dict = qpdf_oh_get_dict(q, stream);
    qpdf_oh_replace_key(q, dict, "/Type", qpdf_oh_new_name(q, "/Metadata"));
    qpdf_oh_replace_key(q, dict, "/Subtype", qpdf_oh_new_name(q, "/XML"));
    qpdf_oh_replace_stream_data(q, stream, (const unsigned char *)xmp, strlen(xmp), qpdf_oh_new_null(q),
                                qpdf_oh_new_null(q));
    qpdf_oh_replace_key(q, qpdf_get_root(q), "/Metadata", stream);
    g_free(date);
    g_free(stamp);
    g_free(producer);
    g_free(xmp);
}

static void set_catalog(qpdf_data q)
{
    qpdf_oh root = qpdf_get_root(q);
    qpdf_oh_replace_key(q, root, "/Lang", qpdf_oh_new_string(q, LANGUAGE));
    qpdf_oh_replace_key(q, root, "/ViewerPreferences", qpdf_oh_parse(q, "<< /DisplayDocTitle true >>"));
    qpdf_oh_replace_key(q, root, "/MarkInfo", qpdf_oh_parse(q, "<< /Marked true >>"));
    qpdf_oh outlines = qpdf_oh_get_key(q, root, "/Outlines");
    if (qpdf_oh_is_dictionary(q, outlines)) { /* Cairo gives the root of open bookmarks a negative count */
        long long n = qpdf_oh_get_int_value(q, qpdf_oh_get_key(q, outlines, "/Count"));
        qpdf_oh_replace_key(q, outlines, "/Count", qpdf_oh_new_integer(q, llabs(n)));
    }
}

static GBytes *write_pdf(qpdf_data q, int pdfa, struct err *e)
{
    if (qpdf_init_write_memory(q) == QPDF_SUCCESS) {
        /* Every setting is lost that was made before qpdf_init_write_memory. */
        qpdf_set_deterministic_ID(q, QPDF_TRUE);
        qpdf_set_newline_before_endstream(q, QPDF_TRUE);
        qpdf_set_object_stream_mode(q, pdfa == 1 ? qpdf_o_disable : qpdf_o_generate);
        if (pdfa == 1) /* built on PDF 1.4, which has no object streams */
            qpdf_force_pdf_version(q, "1.4");
        qpdf_write(q);
    }
    if (finish_failed(q, _("writing the finished PDF"), e))
        return NULL;
    return g_bytes_new(qpdf_get_buffer(q), qpdf_get_buffer_length(q));
}

static bool mend(qpdf_data q, const struct pages *p, const struct finish_options *o, struct err *e)
{
    struct arena *a = arena_new();
    const struct tags *tags = tags_plan(p, a);
    bool ok = qpdf_get_num_pages(q) == (int)p->npage ||
              err_set(e, ERR_BUG, "the PDF has %d pages, %zu were painted", qpdf_get_num_pages(q), p->npage);
    for (size_t i = 0; ok && i < p->npage; i++)
        ok = mend_page(q, i, &tags->page[i], e);
    if (ok) {
        finish_structure(q, tags, p->npage);
        set_catalog(q);
        set_metadata(q, p->doc, o->pdfa);
        if (o->pdfa == 1)
            finish_cidsets(q, p->npage);
        ok = (!o->pdfa || finish_intent(q, o->srgb, e)) && !finish_failed(q, _("finishing the PDF"), e);
    }
    arena_free(a);
    return ok;
}

GBytes *finish_pdf(GBytes *cairo_pdf, const struct pages *p, const struct finish_options *o, struct err *e)
{
    static const struct finish_options plain;
    o = o ? o : &plain;
    gsize n;
    const char *data = g_bytes_get_data(cairo_pdf, &n);
    qpdf_data q = qpdf_init();
    qpdf_silence_errors(q);
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    qpdf_read_memory(q, "painted", data, n, NULL);
    GBytes *out = NULL;
    if (!finish_failed(q, _("reading the painted PDF"), e) && mend(q, p, o, e))
        out = write_pdf(q, o->pdfa, e);
    qpdf_cleanup(&q);
    return out;
}
