/* pdfread_update.c - what was appended to a PDF: a signature, or more.
 * An incremental update (ISO 32000-1, 7.5.6) leaves the bytes before it alone and gives some objects anew.
 * Objects of the original are compared with what they are now; signing changes the catalog and the page's
 * list of annotations, no more. */
#include "pdfread_private.h"

#include "intl.h"

#include <string.h>

struct update {
    struct pdfread *before, *after;
    struct pdf_update *u;
};

static void say(GPtrArray *list, char *text)
{
    for (guint i = 0; i < list->len; i++)
        if (strcmp(list->pdata[i], text) == 0) {
            g_free(text);
            return;
        }
    g_ptr_array_add(list, text);
}

/* ---- signatures ---- */

static char *signature_words(struct pdfread *p, qpdf_oh value)
{
    char *name = pdf_string(p, value, "/Name"), *when = pdf_string(p, value, "/M"),
         *why = pdf_string(p, value, "/Reason");
    GString *s = g_string_new(NULL);
    g_string_append_printf(s, _("signed by “%s”"), *name ? name : "?");
    if (*when)
        g_string_append_printf(s, ", %s", when);
    if (*why)
        g_string_append_printf(s, ", “%s”", why);
    qpdf_oh range = qpdf_oh_get_key(p->q, value, "/ByteRange");
    if (qpdf_oh_is_array(p->q, range) && qpdf_oh_get_array_n_items(p->q, range) == 4) {
        long long from = qpdf_oh_get_int_value(p->q, qpdf_oh_get_array_item(p->q, range, 0));
        long long at = qpdf_oh_get_int_value(p->q, qpdf_oh_get_array_item(p->q, range, 2));
        long long n = qpdf_oh_get_int_value(p->q, qpdf_oh_get_array_item(p->q, range, 3));
        if (from == 0 && at >= 0 && n >= 0 && at <= (long long)p->n && n <= (long long)p->n - at)
            g_string_append_printf(s, _(", covers the first %lld bytes"), at + n);
    }
    g_free(name);
    g_free(when);
    g_free(why);
    return g_string_free(s, FALSE);
}

static bool is_signature(struct pdfread *p, qpdf_oh field)
{
    qpdf_oh type = qpdf_oh_get_key_if_dict(p->q, field, "/FT");
    return qpdf_oh_is_name_and_equals(p->q, type, "/Sig");
}

/* An annotation that the original does not have. */
static void name_annotation(struct update *x, qpdf_oh annot, int page)
{
    struct pdfread *p = x->after;
    qpdf_oh value = qpdf_oh_get_key_if_dict(p->q, annot, "/V"),
            kind = qpdf_oh_get_key_if_dict(p->q, annot, "/Subtype");
    if (is_signature(p, annot))
        say(x->u->signatures, qpdf_oh_is_dictionary(p->q, value)
                                  ? signature_words(p, value)
                                  : g_strdup(_("a place for a signature, not signed yet")));
    else if (qpdf_oh_is_name_and_equals(p->q, kind, "/Stamp"))
        say(x->u->signatures, g_strdup_printf(_("a stamp on page %d"), page));
    else
        say(x->u->added,
            g_strdup_printf(_("page %d: an annotation (%s)"), page,
                            qpdf_oh_is_name(p->q, kind) ? qpdf_oh_get_name(p->q, kind) + 1 : "?"));
}

static int count_items(struct pdfread *p, qpdf_oh array)
{
    return qpdf_oh_is_array(p->q, array) ? qpdf_oh_get_array_n_items(p->q, array) : 0;
}

static bool has_item(struct pdfread *p, qpdf_oh array, int object)
{
    for (int i = 0; i < count_items(p, array); i++)
        if (qpdf_oh_get_object_id(p->q, qpdf_oh_get_array_item(p->q, array, i)) == object)
            return true;
    return false;
}

static void compare_annotations(struct update *x, size_t page)
{
    qpdf_oh old = qpdf_oh_get_key(x->before->q, qpdf_get_page_n(x->before->q, page), "/Annots");
    qpdf_oh new = qpdf_oh_get_key(x->after->q, qpdf_get_page_n(x->after->q, page), "/Annots");
    for (int i = 0; i < count_items(x->after, new); i++) {
        qpdf_oh annot = qpdf_oh_get_array_item(x->after->q, new, i);
        int object = qpdf_oh_get_object_id(x->after->q, annot);
        if (!object || !has_item(x->before, old, object))
            name_annotation(x, annot, (int)page + 1);
    }
}

/* Signature fields that no page shows. */
static void name_fields(struct update *x)
{
    struct pdfread *p = x->after;
    qpdf_oh form = qpdf_oh_get_key(p->q, qpdf_get_root(p->q), "/AcroForm");
    qpdf_oh fields = qpdf_oh_get_key_if_dict(p->q, form, "/Fields");
    for (int i = 0; i < MIN(count_items(p, fields), 100); i++) {
        qpdf_oh field = qpdf_oh_get_array_item(p->q, fields, i);
        if (is_signature(p, field))
            name_annotation(x, field, 0);
    }
}

/* ---- objects ---- */

/* A dictionary as text without the keys that signing may change. */
static char *text_without(struct pdfread *p, qpdf_oh dict, const char *const *without)
{
    GString *s = g_string_new(NULL);
    for (qpdf_oh_begin_dict_key_iter(p->q, dict); qpdf_oh_dict_more_keys(p->q);) {
        const char *key = qpdf_oh_dict_next_key(p->q);
        if (!g_strv_contains(without, key))
            g_string_append_printf(s, "%s %s\n", key,
                                   qpdf_oh_unparse(p->q, qpdf_oh_get_key(p->q, dict, key)));
    }
    return g_string_free(s, FALSE);
}

static char *object_text(struct pdfread *p, qpdf_oh o)
{
    static const char *const catalog[] = {"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Version", NULL};
    static const char *const page[] = {"/Annots", NULL};
    static const char *const none[] = {NULL};
    if (qpdf_oh_is_stream(p->q, o))
        o = qpdf_oh_get_dict(p->q, o);
    if (!qpdf_oh_is_dictionary(p->q, o))
        return g_strdup(qpdf_oh_unparse_resolved(p->q, o));
    qpdf_oh type = qpdf_oh_get_key(p->q, o, "/Type");
    bool is_page = qpdf_oh_is_name_and_equals(p->q, type, "/Page");
    bool is_catalog = qpdf_oh_is_name_and_equals(p->q, type, "/Catalog");
    return text_without(p, o, is_page ? page : is_catalog ? catalog : none);
}

static GBytes *raw_stream(struct pdfread *p, qpdf_oh o)
{
    unsigned char *raw = NULL;
    size_t n = 0;
    QPDF_BOOL filtered;
    if (!qpdf_oh_is_stream(p->q, o))
        return g_bytes_new(NULL, 0);
    qpdf_oh_get_stream_data(p->q, o, qpdf_dl_none, &filtered, &raw, &n);
    return g_bytes_new_with_free_func(raw, n, free, raw);
}

static bool is_same(struct update *x, int number)
{
    qpdf_oh a = qpdf_get_object_by_id(x->before->q, number, 0),
            b = qpdf_get_object_by_id(x->after->q, number, 0);
    char *ta = object_text(x->before, a), *tb = object_text(x->after, b);
    bool same = strcmp(ta, tb) == 0;
    if (same) {
        GBytes *sa = raw_stream(x->before, a), *sb = raw_stream(x->after, b);
        same = g_bytes_equal(sa, sb);
        g_bytes_unref(sa);
        g_bytes_unref(sb);
    }
    g_free(ta);
    g_free(tb);
    return same;
}

static int object_count(struct pdfread *p)
{
    qpdf_oh size = qpdf_oh_get_key(p->q, qpdf_get_trailer(p->q), "/Size");
    long long n = qpdf_oh_is_integer(p->q, size) ? qpdf_oh_get_int_value(p->q, size) : 0;
    return (int)CLAMP(n, 0, PDF_MAX_OBJECTS);
}

/* What an object of the original is, in words. */
static char *object_words(struct update *x, int number)
{
    struct pdfread *p = x->before;
    qpdf_oh o = qpdf_get_object_by_id(p->q, number, 0);
    int info = qpdf_oh_get_object_id(p->q, qpdf_oh_get_key(p->q, qpdf_get_trailer(p->q), "/Info"));
    int metadata = qpdf_oh_get_object_id(p->q, qpdf_oh_get_key(p->q, qpdf_get_root(p->q), "/Metadata"));
    if (number == info || number == metadata)
        return g_strdup(_("the metadata"));
    for (int i = 0; i < qpdf_get_num_pages(p->q); i++) {
        qpdf_oh page = qpdf_get_page_n(p->q, (size_t)i);
        if (number == qpdf_oh_get_object_id(p->q, page) ||
            number == qpdf_oh_get_object_id(p->q, qpdf_oh_get_key(p->q, page, "/Contents")))
            return g_strdup_printf(_("page %d"), i + 1);
    }
    if (qpdf_oh_is_dictionary_of_type(p->q, o, "/Catalog", NULL))
        return g_strdup(_("the catalog"));
    return g_strdup_printf(_("object %d"), number);
}

static void compare_objects(struct update *x)
{
    enum { TOLD = 20 };
    for (int i = 1; i < object_count(x->before) && x->u->changed->len < TOLD; i++)
        if (!is_same(x, i))
            say(x->u->changed, object_words(x, i));
}

/* ---- all of it ---- */

static int count_marks(const void *data, gsize n)
{
    static const char mark[] = "%%EOF";
    int count = 0;
    const char *at = data, *end = at + n;
    while ((at = memmem(at, (gsize)(end - at), mark, strlen(mark))) != NULL) {
        at += strlen(mark);
        count++;
    }
    return count;
}

/* Nothing but a line's end stands behind the last mark. */
static bool ends_whole(const void *data, gsize n)
{
    const char *text = data;
    while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == '\r'))
        n--;
    return n >= 5 && memcmp(text + n - 5, "%%EOF", 5) == 0;
}

struct pdf_update *pdfread_update(const void *data, gsize n, gsize end, struct err *e)
{
    struct update x = {.before = pdfread_open(data, end, e)};
    x.after = x.before ? pdfread_open(data, n, e) : NULL;
    if (!x.after) {
        err_context(e, _("what was appended to the PDF"));
        pdfread_close(x.before);
        return NULL;
    }
    x.u = g_new0(struct pdf_update, 1);
    *x.u = (struct pdf_update){.bytes = n - end,
                               .revisions = count_marks((const char *)data + end, n - end),
                               .signatures = g_ptr_array_new_with_free_func(g_free),
                               .changed = g_ptr_array_new_with_free_func(g_free),
                               .added = g_ptr_array_new_with_free_func(g_free)};
    if (x.u->revisions == 0 || !ends_whole(data, n))
        say(x.u->changed, g_strdup(_("bytes behind its end that belong to no update")));
    struct rlimit before;
    pdf_guard(&before);
    int pages = qpdf_get_num_pages(x.before->q);
    if (qpdf_get_num_pages(x.after->q) != pages)
        say(x.u->changed,
            g_strdup_printf(_("%d pages instead of %d"), qpdf_get_num_pages(x.after->q), pages));
    for (int i = 0; i < MIN(pages, qpdf_get_num_pages(x.after->q)); i++)
        compare_annotations(&x, (size_t)i);
    name_fields(&x);
    compare_objects(&x);
    pdf_unguard(&before);
    pdf_failed(x.before);
    if (pdf_failed(x.after))
        say(x.u->changed, g_strdup(_("an object that is damaged")));
    pdfread_close(x.before);
    pdfread_close(x.after);
    return x.u;
}

void pdf_update_free(struct pdf_update *u)
{
    if (!u)
        return;
    g_ptr_array_unref(u->signatures);
    g_ptr_array_unref(u->changed);
    g_ptr_array_unref(u->added);
    g_free(u);
}
