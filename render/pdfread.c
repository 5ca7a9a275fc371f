/* pdfread.c - what a PDF holds: opening, streams, files. */
#include "pdfread_private.h"

#include "copy_part.h"
#include "deflate.h"
#include "intl.h"
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- limits ---- */

/* Bytes of address space in use. */
static rlim_t space_in_use(void)
{
    char *text = NULL;
    rlim_t pages = 0;
    if (g_file_get_contents("/proc/self/statm", &text, NULL, NULL))
        pages = strtoul(text, NULL, 10);
    g_free(text);
    return pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

void pdf_guard(struct rlimit *before)
{
    enum { MORE = 1 << 30 };
    *before = (struct rlimit){RLIM_INFINITY, RLIM_INFINITY};
    rlim_t used = space_in_use();
    if (getrlimit(RLIMIT_AS, before) != 0 || !used)
        return;
    struct rlimit less = {MIN(before->rlim_cur, used + MORE), before->rlim_max};
    memory_tell(setrlimit(RLIMIT_AS, &less) == 0);
}

void pdf_unguard(const struct rlimit *before)
{
    setrlimit(RLIMIT_AS, before);
    memory_tell(false);
}

/* ---- opening ---- */

bool pdf_failed(struct pdfread *p)
{
    bool failed = qpdf_has_error(p->q);
    if (failed)
        qpdf_get_error(p->q);
    while (qpdf_more_warnings(p->q)) {
        failed = true;
        qpdf_next_warning(p->q);
    }
    return failed;
}

/* Signing programs (PDFBox) give the trailer of their update a larger /Size than there are objects. */
static bool is_harmless(struct pdfread *p, qpdf_error warning)
{
    return g_str_has_prefix(qpdf_get_error_message_detail(p->q, warning), "reported number of objects");
}

static qpdf_error first_complaint(struct pdfread *p)
{
    if (qpdf_has_error(p->q))
        return qpdf_get_error(p->q);
    while (qpdf_more_warnings(p->q)) {
        qpdf_error warning = qpdf_next_warning(p->q);
        if (!is_harmless(p, warning))
            return warning;
    }
    return NULL;
}

/* The library's first complaint, with its place. */
static bool complain(struct pdfread *p, struct err *e)
{
    qpdf_error bad = first_complaint(p);
    if (!bad)
        return false;
    unsigned long long at = qpdf_get_error_file_position(p->q, bad);
    const char *why = qpdf_get_error_message_detail(p->q, bad);
    if (qpdf_get_error_code(p->q, bad) == qpdf_e_password)
        err_set(e, ERR_INPUT, _("the PDF is encrypted"));
    else if (strstr(why, "bad_alloc") || strstr(why, "length_error"))
        err_set(e, ERR_LIMIT, _("the PDF unpacks to more than this program takes"));
    else
        err_set(e, ERR_INPUT, _("the PDF is damaged at byte %llu: %s"), at, why);
    return true;
}

static bool look_through(struct pdfread *p, struct err *e)
{
    int pages = qpdf_get_num_pages(p->q);
    if (complain(p, e))
        return false;
    if (pages < 1 || pages > PDF_MAX_PAGES)
        return err_set(e, ERR_LIMIT, _("the PDF has %d pages"), pages);
    if (qpdf_is_encrypted(p->q))
        return err_set(e, ERR_INPUT, _("the PDF is encrypted"));
    return !complain(p, e);
}

struct pdfread *pdfread_open(const void *data, gsize n, struct err *e)
{
    if (n < 32 || memcmp(data, "%PDF-", 5) != 0) {
        err_set(e, ERR_INPUT, _("this is no PDF"));
        return NULL;
    }
    struct pdfread *p = g_new0(struct pdfread, 1);
    struct rlimit before;
    p->data = data;
    p->n = n;
    p->q = qpdf_init();
    qpdf_silence_errors(p->q);
    qpdf_set_suppress_warnings(p->q, QPDF_TRUE);
    qpdf_set_attempt_recovery(p->q, QPDF_FALSE);
    pdf_guard(&before);
    qpdf_read_memory(p->q, "PDF", data, n, NULL);
    bool ok = !complain(p, e) && look_through(p, e);
    pdf_unguard(&before);
    if (ok)
        return p;
    pdfread_close(p);
    return NULL;
}

void pdfread_close(struct pdfread *p)
{
    if (!p)
        return;
    qpdf_cleanup(&p->q);
    g_free(p);
}

/* ---- streams ---- */

static bool is_flate(struct pdfread *p, qpdf_oh filter)
{
    if (qpdf_oh_is_array(p->q, filter) && qpdf_oh_get_array_n_items(p->q, filter) == 1)
        filter = qpdf_oh_get_array_item(p->q, filter, 0);
    return qpdf_oh_is_name_and_equals(p->q, filter, "/FlateDecode");
}

GBytes *pdf_stream(struct pdfread *p, qpdf_oh stream, gsize limit)
{
    if (!qpdf_oh_is_stream(p->q, stream))
        return NULL;
    qpdf_oh dict = qpdf_oh_get_dict(p->q, stream), filter = qpdf_oh_get_key(p->q, dict, "/Filter");
    bool packed = !qpdf_oh_is_null(p->q, filter);
    if ((packed && !is_flate(p, filter)) || qpdf_oh_has_key(p->q, dict, "/DecodeParms"))
        return NULL;
    unsigned char *raw = NULL;
    size_t n = 0;
    QPDF_BOOL filtered;
    GBytes *out = NULL;
    struct rlimit before;
    pdf_guard(&before);
    qpdf_oh_get_stream_data(p->q, stream, qpdf_dl_none, &filtered, &raw, &n);
    pdf_unguard(&before);
    if (!pdf_failed(p) && raw) {
        if (packed)
            out = inflate_bytes(raw, n, limit);
        else if (n <= limit)
            out = g_bytes_new(raw, n);
    }
    free(raw);
    return out;
}

/* Every stream that zlib packed and nothing else did: its sum tells damage. */
static GArray *packed_streams(struct pdfread *p)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(qpdf_oh));
    qpdf_oh size = qpdf_oh_get_key(p->q, qpdf_get_trailer(p->q), "/Size");
    long long n = qpdf_oh_is_integer(p->q, size) ? qpdf_oh_get_int_value(p->q, size) : 0;
    struct rlimit before;
    pdf_guard(&before);
    for (int i = 1; i < MIN(n, PDF_MAX_OBJECTS); i++) {
        qpdf_oh o = qpdf_get_object_by_id(p->q, i, 0);
        qpdf_oh dict = qpdf_oh_is_stream(p->q, o) ? qpdf_oh_get_dict(p->q, o) : qpdf_oh_new_null(p->q);
        if (qpdf_oh_is_dictionary(p->q, dict) && is_flate(p, qpdf_oh_get_key(p->q, dict, "/Filter")) &&
            !qpdf_oh_has_key(p->q, dict, "/DecodeParms"))
            g_array_append_val(found, o);
    }
    pdf_unguard(&before);
    return found;
}

int pdfread_damaged(struct pdfread *p)
{
    gsize total = 0;
    int damaged = 0;
    GArray *all = packed_streams(p);
    for (guint i = 0; i < all->len && !damaged; i++) {
        qpdf_oh o = g_array_index(all, qpdf_oh, i);
        GBytes *data = pdf_stream(p, o, COPY_MAX_TOTAL - total);
        if (!data) {
            damaged = qpdf_oh_get_object_id(p->q, o);
        } else {
            total += g_bytes_get_size(data);
            g_bytes_unref(data);
        }
    }
    g_array_free(all, TRUE);
    return damaged;
}

char *pdf_string(struct pdfread *p, qpdf_oh dict, const char *key)
{
    qpdf_oh s = qpdf_oh_get_key(p->q, dict, key);
    if (!qpdf_oh_is_string(p->q, s))
        return g_strdup("");
    return g_utf8_make_valid(qpdf_oh_get_utf8_value(p->q, s), -1);
}

/* ---- files ---- */

static void drop_bytes(void *bytes)
{
    g_bytes_unref(bytes);
}

static qpdf_oh file_stream(struct pdfread *p, qpdf_oh spec)
{
    qpdf_oh ef = qpdf_oh_get_key_if_dict(p->q, spec, "/EF");
    qpdf_oh stream = qpdf_oh_get_key_if_dict(p->q, ef, "/UF");
    return qpdf_oh_is_stream(p->q, stream) ? stream : qpdf_oh_get_key_if_dict(p->q, ef, "/F");
}

static struct pdf_file read_file(struct pdfread *p, qpdf_oh spec, struct arena *a)
{
    qpdf_oh relation = qpdf_oh_get_key(p->q, spec, "/AFRelationship"), stream = file_stream(p, spec);
    char *name = pdf_string(p, spec, "/UF");
    struct pdf_file f = {.name = arena_strdup(a, name), .relation = ""};
    if (qpdf_oh_is_name(p->q, relation))
        f.relation = arena_strdup(a, qpdf_oh_get_name(p->q, relation) + 1);
    f.bytes = pdf_stream(p, stream, COPY_MAX_FILE);
    f.object = qpdf_oh_get_object_id(p->q, stream);
    if (f.bytes)
        arena_cleanup(a, drop_bytes, f.bytes);
    g_free(name);
    return f;
}

struct pdf_file *pdfread_files(struct pdfread *p, struct arena *a, gsize *n, struct err *e)
{
    qpdf_oh names = qpdf_oh_get_key_if_dict(p->q, qpdf_get_root(p->q), "/Names");
    qpdf_oh tree = qpdf_oh_get_key_if_dict(p->q, names, "/EmbeddedFiles");
    qpdf_oh list = qpdf_oh_get_key_if_dict(p->q, tree, "/Names");
    int items = qpdf_oh_is_array(p->q, list) ? qpdf_oh_get_array_n_items(p->q, list) : 0;
    gsize total = 0;
    *n = 0;
    if (pdf_failed(p) || items <= 0 || items % 2) {
        err_set(e, ERR_INPUT, _("the PDF carries no files in the way of this program's copies"));
        return NULL;
    }
    if (items / 2 > COPY_MAX_FILES) {
        err_set(e, ERR_LIMIT, _("the PDF carries %d files; a copy has at most %d"), items / 2,
                COPY_MAX_FILES);
        return NULL;
    }
    struct pdf_file *file = ARENA_ARRAY(a, (size_t)items / 2, struct pdf_file);
    for (int i = 0; i < items; i += 2) {
        qpdf_oh spec = qpdf_oh_get_array_item(p->q, list, i + 1);
        if (!qpdf_oh_is_dictionary(p->q, spec)) {
            err_set(e, ERR_INPUT, _("the PDF carries no files in the way of this program's copies"));
            return NULL;
        }
        file[*n] = read_file(p, spec, a);
        total += file[*n].bytes ? g_bytes_get_size(file[*n].bytes) : 0;
        ++*n;
        if (total > COPY_MAX_TOTAL) {
            err_set(e, ERR_LIMIT, _("the files in the PDF are larger than %d MiB together"),
                    COPY_MAX_TOTAL >> 20);
            return NULL;
        }
    }
    return file;
}

GBytes *pdfread_profile(struct pdfread *p)
{
    qpdf_oh intents = qpdf_oh_get_key(p->q, qpdf_get_root(p->q), "/OutputIntents");
    qpdf_oh first = qpdf_oh_is_array(p->q, intents) && qpdf_oh_get_array_n_items(p->q, intents) > 0
                        ? qpdf_oh_get_array_item(p->q, intents, 0)
                        : qpdf_oh_new_null(p->q);
    GBytes *profile = pdf_stream(p, qpdf_oh_get_key_if_dict(p->q, first, "/DestOutputProfile"), 1 << 20);
    pdf_failed(p);
    return profile;
}

/* ---- places ---- */

/* The number of the object whose text holds the byte: of the last `N 0 obj` before it. */
static int object_at(const struct pdfread *p, gsize offset)
{
    static const char mark[] = " 0 obj";
    gsize at = MIN(offset, p->n - 1);
    for (gsize k = at + 1; k-- > 0;) {
        if (k + strlen(mark) > p->n || memcmp(p->data + k, mark, strlen(mark)) != 0)
            continue;
        gsize digit = k;
        while (digit > 0 && g_ascii_isdigit(p->data[digit - 1]))
            digit--;
        if (digit < k && digit > 0 && p->data[digit - 1] == '\n' && k - digit < 9)
            return atoi((const char *)p->data + digit);
    }
    return 0;
}

char *pdfread_place(struct pdfread *p, gsize offset)
{
    int object = object_at(p, offset), pages = qpdf_get_num_pages(p->q);
    for (int i = 0; i < pages; i++) {
        qpdf_oh contents = qpdf_oh_get_key(p->q, qpdf_get_page_n(p->q, (size_t)i), "/Contents");
        if (object && qpdf_oh_get_object_id(p->q, contents) == object)
            return g_strdup_printf(_("page %d"), i + 1);
    }
    struct err e = ERR_INIT;
    struct arena *a = arena_new();
    gsize n;
    const struct pdf_file *file = pdfread_files(p, a, &n, &e);
    char *place = NULL;
    for (gsize i = 0; file && i < n && !place; i++)
        if (file[i].object == object)
            place = g_strdup(file[i].name);
    arena_free(a);
    err_clear(&e);
    return place ? place : g_strdup_printf(_("object %d"), object);
}

/* ---- revisions ---- */

static bool carries(const void *data, gsize n, const char *name)
{
    struct err e = ERR_INIT;
    struct arena *a = arena_new();
    struct pdfread *p = pdfread_open(data, n, &e);
    gsize nfile = 0;
    const struct pdf_file *file = p ? pdfread_files(p, a, &nfile, &e) : NULL;
    bool found = false;
    for (gsize i = 0; file && i < nfile; i++)
        found = found || strcmp(file[i].name, name) == 0;
    pdfread_close(p);
    arena_free(a);
    err_clear(&e);
    return found;
}

gsize pdfread_end(const void *data, gsize n, const char *name)
{
    enum { TRIES = 64 }; /* the mark can stand in the data of a stream */
    static const char mark[] = "\n%%EOF\n";
    const char *at = data, *end = at + n;
    for (int i = 0; i < TRIES && (at = memmem(at, (gsize)(end - at), mark, strlen(mark))) != NULL; i++) {
        at += strlen(mark);
        gsize length = (gsize)(at - (const char *)data);
        if (carries(data, length, name))
            return length;
        at--; /* its line feed may begin the next mark */
    }
    return 0;
}
