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

/* What a field has, or one of the fields that it is a part of (ISO 32000-1, 12.7.3.1): the place of a
 * signature on a page may be such a part. */
static qpdf_oh field_key(struct pdfread *p, qpdf_oh field, const char *key)
{
    enum { DEEPEST = 8 };
    for (int i = 0; i < DEEPEST && qpdf_oh_is_dictionary(p->q, field); i++) {
        qpdf_oh value = qpdf_oh_get_key(p->q, field, key);
        if (!qpdf_oh_is_null(p->q, value))
            return value;
        field = qpdf_oh_get_key(p->q, field, "/Parent");
    }
    return qpdf_oh_new_null(p->q);
}

static bool is_signature(struct pdfread *p, qpdf_oh field)
{
    return qpdf_oh_is_name_and_equals(p->q, field_key(p, field, "/FT"), "/Sig");
}

/* An annotation that the original does not have. */
static void name_annotation(struct update *x, qpdf_oh annot, int page)
{
    struct pdfread *p = x->after;
    qpdf_oh value = field_key(p, annot, "/V"), kind = qpdf_oh_get_key_if_dict(p->q, annot, "/Subtype");
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

/* Signature fields that no page shows, and a form of the kind that is shown in place of the pages. */
static void name_fields(struct update *x)
{
    struct pdfread *p = x->after;
    qpdf_oh form = qpdf_oh_get_key(p->q, qpdf_get_root(p->q), "/AcroForm");
    qpdf_oh fields = qpdf_oh_get_key_if_dict(p->q, form, "/Fields");
    if (qpdf_oh_is_dictionary(p->q, form) && qpdf_oh_has_key(p->q, form, "/XFA"))
        say(x->u->added, g_strdup(_("a form (XFA)")));
    for (int i = 0; i < MIN(count_items(p, fields), 100); i++) {
        qpdf_oh field = qpdf_oh_get_array_item(p->q, fields, i);
        if (is_signature(p, field))
            name_annotation(x, field, 0);
    }
}

/* ---- objects ---- */

static int object_count(struct pdfread *p)
{
    qpdf_oh size = qpdf_oh_get_key(p->q, qpdf_get_trailer(p->q), "/Size");
    long long n = qpdf_oh_is_integer(p->q, size) ? qpdf_oh_get_int_value(p->q, size) : 0;
    return (int)CLAMP(n, 0, PDF_MAX_OBJECTS);
}

/* An object as text, to be compared. */
struct text {
    struct pdfread *p;
    int known; /* objects from this number on are not of the original */
    int depth;
    GString *s;
};

static void put_object(struct text *t, qpdf_oh o, const char *const *without);

/* Signing programs make objects of their own of what stood in another one: these are written out. */
static void put_value(struct text *t, qpdf_oh o)
{
    enum { DEEPEST = 16 };
    static const char *const none[] = {NULL};
    int number = qpdf_oh_get_object_id(t->p->q, o);
    if (t->depth == DEEPEST || (number && (number < t->known || qpdf_oh_is_stream(t->p->q, o)))) {
        g_string_append_printf(t->s, "%s ", qpdf_oh_unparse(t->p->q, o));
        return;
    }
    t->depth++;
    put_object(t, o, none);
    t->depth--;
}

static GPtrArray *keys_of(struct pdfread *p, qpdf_oh dict)
{
    GPtrArray *key = g_ptr_array_new_with_free_func(g_free);
    for (qpdf_oh_begin_dict_key_iter(p->q, dict); qpdf_oh_dict_more_keys(p->q);)
        g_ptr_array_add(key, g_strdup(qpdf_oh_dict_next_key(p->q)));
    return key;
}

/* `without` names keys that signing may change. */
static void put_dictionary(struct text *t, qpdf_oh dict, const char *const *without)
{
    GPtrArray *key = keys_of(t->p, dict);
    g_string_append(t->s, "<< ");
    for (guint i = 0; i < key->len; i++)
        if (!g_strv_contains(without, key->pdata[i])) {
            g_string_append_printf(t->s, "%s ", (const char *)key->pdata[i]);
            put_value(t, qpdf_oh_get_key(t->p->q, dict, key->pdata[i]));
        }
    g_string_append(t->s, ">> ");
    g_ptr_array_unref(key);
}

static void put_object(struct text *t, qpdf_oh o, const char *const *without)
{
    if (qpdf_oh_is_dictionary(t->p->q, o)) {
        put_dictionary(t, o, without);
    } else if (qpdf_oh_is_array(t->p->q, o)) {
        g_string_append(t->s, "[ ");
        for (int i = 0; i < qpdf_oh_get_array_n_items(t->p->q, o); i++)
            put_value(t, qpdf_oh_get_array_item(t->p->q, o, i));
        g_string_append(t->s, "] ");
    } else {
        g_string_append_printf(t->s, "%s ", qpdf_oh_unparse_resolved(t->p->q, o));
    }
}

static char *object_text(struct pdfread *p, qpdf_oh o, int known)
{
    static const char *const catalog[] = {"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Version", NULL};
    static const char *const page[] = {"/Annots", NULL};
    static const char *const none[] = {NULL};
    struct text t = {p, known, 0, g_string_new(NULL)};
    if (qpdf_oh_is_stream(p->q, o))
        o = qpdf_oh_get_dict(p->q, o);
    const char *const *without = qpdf_oh_is_dictionary_of_type(p->q, o, "/Page", NULL)      ? page
                                 : qpdf_oh_is_dictionary_of_type(p->q, o, "/Catalog", NULL) ? catalog
                                                                                            : none;
    put_object(&t, o, without);
    return g_string_free(t.s, FALSE);
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

/* Object a of the original and b of what is there now. */
static bool is_same(struct update *x, qpdf_oh a, qpdf_oh b)
{
    int known = object_count(x->before);
    char *ta = object_text(x->before, a, known), *tb = object_text(x->after, b, known);
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
        if (!is_same(x, qpdf_get_object_by_id(x->before->q, i, 0), qpdf_get_object_by_id(x->after->q, i, 0)))
            say(x->u->changed, object_words(x, i));
}

/* The trailer of an update may name other objects than the original's for what the whole document is. */
static void compare_trailers(struct update *x)
{
    qpdf_data before = x->before->q, after = x->after->q;
    if (!is_same(x, qpdf_get_root(before), qpdf_get_root(after)))
        say(x->u->changed, g_strdup(_("the catalog")));
    if (!is_same(x, qpdf_oh_get_key(before, qpdf_get_trailer(before), "/Info"),
                 qpdf_oh_get_key(after, qpdf_get_trailer(after), "/Info")))
        say(x->u->changed, g_strdup(_("the metadata")));
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

/* The bytes from `end` on name where their own table of objects is, and nothing but a line's end stands
 * behind the last mark. */
static bool ends_whole(const void *data, gsize n, gsize end)
{
    const char *text = data;
    while (n > end && (text[n - 1] == '\n' || text[n - 1] == '\r'))
        n--;
    return n - end >= 5 && memcmp(text + n - 5, "%%EOF", 5) == 0 &&
           memmem(text + end, n - end, "startxref", 9);
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
    if (!ends_whole(data, n, end))
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
    compare_trailers(&x);
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
