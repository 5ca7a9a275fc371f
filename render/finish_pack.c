/* finish_pack.c - a plain PDF of libqpdf, with further objects, as a small file (ISO 32000-1, 7.5). */
#include "finish_pack.h"

#include "deflate.h"
#include "digest.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

static const char *find(const char *from, const char *end, const char *what)
{
    return memmem(from, (size_t)(end - from), what, strlen(what));
}

/* The number behind a key of the trailer, 0 if there is none. */
static int trailer_number(const char *from, const char *end, const char *key)
{
    const char *at = find(from, end, key);
    return at ? atoi(at + strlen(key)) : 0;
}

/* Find the bytes of a stream, which its own /Length puts behind a line `stream`. */
static bool find_stream(struct pack_object *o)
{
    static const char last[] = "\nendstream", key[] = "/Length ", begin[] = "stream\n";
    gsize room = o->n - strlen(last);
    if (o->n < strlen(last) || memcmp(o->text + room, last, strlen(last)) != 0)
        return true; /* no stream */
    for (const char *at = o->text; (at = find(at, o->text + room, key)) != NULL; at += strlen(key)) {
        gsize length = strtoul(at + strlen(key), NULL, 10), data = room - length;
        if (length > room || data < (gsize)(at - o->text) + strlen(begin) ||
            memcmp(o->text + data - strlen(begin), begin, strlen(begin)) != 0)
            continue;
        o->length = (gsize)(at - o->text);
        o->data = data;
        return true;
    }
    return false;
}

/* Take `number 0 obj .. endobj` between two offsets of the table. */
static bool take_object(struct pack *p, int number, const char *from, const char *to)
{
    char begin[32];
    int n = snprintf(begin, sizeof begin, "%d 0 obj\n", number);
    static const char end[] = "\nendobj\n";
    if (to - from < n + (int)strlen(end) || memcmp(from, begin, (size_t)n) != 0)
        return false;
    from += n;
    const char *last = to - strlen(end);
    if (memcmp(last, end, strlen(end)) != 0)
        return false;
    p->object[number] = (struct pack_object){.text = from, .n = (gsize)(last - from)};
    return find_stream(&p->object[number]);
}

/* libqpdf writes the objects in the order of their numbers and the table right behind the last one. */
static bool take_objects(struct pack *p, const char *data, const char *table, int count)
{
    enum { ENTRY = 20 };
    const char *entry = strchr(strchr(table, '\n') + 1, '\n') + 1 + ENTRY; /* of object 1 */
    for (int i = 1; i < count; i++) {
        const char *from = data + atol(entry + (i - 1) * ENTRY);
        const char *to = i + 1 < count ? data + atol(entry + i * ENTRY) : table;
        if (i == 1) {
            p->head = data;
            p->nhead = (gsize)(from - data);
        }
        if (from < data || to > table || from > to || !take_object(p, i, from, to))
            return false;
    }
    return true;
}

bool pack_open(struct pack *p, const char *data, gsize n, struct err *e)
{
    static const char last[] = "startxref\n", first[] = "xref\n0 ";
    *p = (struct pack){0};
    static const char mark[] = "\n%%EOF\n";
    const char *end = data + n, *start = NULL;
    if (n > 64 && memcmp(end - strlen(mark), mark, strlen(mark)) == 0)
        start = find(end - 64, end, last);
    gsize offset = start ? strtoul(start + strlen(last), NULL, 10) : n;
    const char *table = offset + strlen(first) < n ? data + offset : NULL;
    if (table && memcmp(table, first, strlen(first)) == 0) {
        int count = atoi(table + strlen(first));
        const char *trailer = find(table, end, "trailer <<");
        p->object = g_new0(struct pack_object, (gsize)MAX(count, 1));
        p->n = count - 1;
        if (trailer && count > 1 && count < (trailer - table) / 20 + 1 &&
            take_objects(p, data, table, count)) {
            p->root = trailer_number(trailer, end, "/Root ");
            p->info = trailer_number(trailer, end, "/Info ");
            if (p->root && p->info)
                return true;
        }
    }
    pack_close(p);
    return err_set(e, ERR_BUG, "the mended PDF is not as libqpdf is known to write it");
}

void pack_close(struct pack *p)
{
    g_free(p->object);
    *p = (struct pack){0};
}

int pack_find(const struct pack *p, const char *text, int from)
{
    for (int i = from; i <= p->n; i++)
        if (!p->object[i].data && find(p->object[i].text, p->object[i].text + p->object[i].n, text))
            return i;
    return 0;
}

void pack_replace(struct pack *p, int number, const char *text)
{
    p->object[number] = (struct pack_object){.text = text, .n = strlen(text)};
}

/* ---- writing ---- */

/* Where an object is: at an offset, or the index-th one in an object stream. */
struct entry {
    gsize at;  /* offset, or number of the object stream */
    int index; /* -1: at an offset */
};

struct writer {
    GString *out;
    struct entry *entry; /* [1 .. n] */
    int n;               /* numbers in use */
};

enum { IN_STREAM = 200 }; /* objects: a reader has to unpack all for one */

static void begin_object(struct writer *w, int number)
{
    w->entry[number] = (struct entry){w->out->len, -1};
    g_string_append_printf(w->out, "%d 0 obj\n", number);
}

static void put_whole(struct writer *w, int number, const struct pack_object *o)
{
    begin_object(w, number);
    g_string_append_len(w->out, o->text, (gssize)o->n);
    g_string_append(w->out, "\nendobj\n");
}

static void put_packed(struct writer *w, const GString *packed)
{
    g_string_append_printf(w->out, "/Filter/FlateDecode/Length %zu>>\nstream\n", packed->len);
    g_string_append_len(w->out, packed->str, (gssize)packed->len);
    g_string_append(w->out, "\nendstream\nendobj\n");
}

static void put_stream(struct writer *w, const char *keys, const GString *data)
{
    GString *packed = g_string_new(NULL);
    deflate_append(DEFLATE_QUICK, packed, data->str, data->len);
    g_string_append_printf(w->out, "<<%s", keys);
    put_packed(w, packed);
    g_string_free(packed, TRUE);
}

static const char stored[] = "/Filter /FlateDecode ";

/* The dictionary of a stream without its length and how it is stored, open for more. */
static void put_keys(struct writer *w, const struct pack_object *o)
{
    const char *end = o->text + o->length, *rest = end + strlen("/Length ");
    const char *filter = find(o->text, end, stored);
    g_string_append_len(w->out, o->text, (filter ? filter : end) - o->text);
    if (filter)
        g_string_append_len(w->out, filter + strlen(stored), end - filter - (gssize)strlen(stored));
    rest += strcspn(rest, " ");
    g_string_append_len(w->out, rest, o->text + o->data - (gssize)strlen(">>\nstream\n") - rest);
}

/* A stream as libqpdf wrote it or Cairo stored it, compressed; as it is if that makes it no smaller. */
static void put_compressed(struct writer *w, int number, const struct pack_object *o)
{
    gsize n = o->n - strlen("\nendstream") - o->data;
    const char *data = o->text + o->data;
    bool is_stored = find(o->text, data, stored), attached = find(o->text, data, "/Type /EmbeddedFile");
    GBytes *plain = is_stored ? deflate_stored(data, n) : g_bytes_new_static(data, n);
    GString *packed = g_string_new(NULL);
    if (plain)
        deflate_append(attached ? DEFLATE_THOROUGH : DEFLATE_QUICK, packed, g_bytes_get_data(plain, NULL),
                       g_bytes_get_size(plain));
    if (plain && packed->len < n) {
        begin_object(w, number);
        put_keys(w, o);
        put_packed(w, packed);
    } else {
        put_whole(w, number, o);
    }
    g_string_free(packed, TRUE);
    if (plain)
        g_bytes_unref(plain);
}

/* Metadata is to be found by programs that do not know PDF (ISO 19005-1, 6.7.2). */
static bool is_packable(const struct pack_object *o)
{
    return o->data && !find(o->text, o->text + o->data, "/Type /Metadata");
}

/* Objects number[0 .. count) in a stream of their own. */
static void put_object_stream(struct writer *w, const struct pack_object *object, const int *number,
                              int count)
{
    GString *index = g_string_new(NULL), *body = g_string_new(NULL);
    int stream = ++w->n;
    for (int i = 0; i < count; i++) {
        const struct pack_object *o = &object[number[i]];
        g_string_append_printf(index, "%d %zu ", number[i], body->len);
        g_string_append_len(body, o->text, (gssize)o->n);
        g_string_append_c(body, '\n');
        w->entry[number[i]] = (struct entry){(gsize)stream, i};
    }
    char *keys = g_strdup_printf("/Type/ObjStm/N %d/First %zu", count, index->len);
    g_string_append_len(index, body->str, (gssize)body->len);
    begin_object(w, stream);
    put_stream(w, keys, index);
    g_free(keys);
    g_string_free(index, TRUE);
    g_string_free(body, TRUE);
}

static void put_big_endian(GString *s, gsize value, int bytes)
{
    while (bytes-- > 0)
        g_string_append_c(s, (char)(value >> 8 * bytes));
}

/* The identity of a file: of its bytes, not of the hour and folder in which it was made (14.4).  Of a block
 * counts its checksum, which takes a hundredth of the time and lets no change of one place pass. */
static char *identity(const GString *out)
{
    enum { BLOCK = 512 };
    GString *sums = g_string_sized_new(4 * (out->len / BLOCK + 1));
    for (gsize at = 0; at < out->len; at += BLOCK)
        put_big_endian(sums, deflate_crc32(out->str + at, MIN(BLOCK, out->len - at)), 4);
    GBytes *all = g_string_free_to_bytes(sums);
    char text[DIGEST_TEXT];
    digest_text(DIGEST_BLAKE2B, all, text);
    g_bytes_unref(all);
    text[32] = '\0';
    return g_strdup_printf("/ID[<%s><%s>]", text, text);
}

/* Each row as its difference from the one above: PNG's predictor 2, which zlib likes. */
static GString *differences(const GString *rows, gsize width)
{
    GString *out = g_string_sized_new(rows->len + rows->len / width);
    for (gsize at = 0; at < rows->len; at += width) {
        g_string_append_c(out, 2);
        for (gsize k = at; k < at + width; k++)
            g_string_append_c(out, (char)(rows->str[k] - (k >= width ? rows->str[k - width] : 0)));
    }
    return out;
}

static void put_end(struct writer *w, gsize table)
{
    g_string_append_printf(w->out, "startxref\n%zu\n%%%%EOF\n", table);
}

static void put_table_stream(struct writer *w, const struct pack *p)
{
    gsize table = w->out->len;
    char *id = identity(w->out);
    int number = ++w->n, wide = 1;
    begin_object(w, number);
    while (table >> 8 * wide)
        wide++;
    GString *rows = g_string_new(NULL);
    put_big_endian(rows, 0, 1 + wide);
    put_big_endian(rows, 0, 1); /* of object 0, the head of the free ones */
    for (int i = 1; i <= number; i++) {
        const struct entry *e = &w->entry[i];
        put_big_endian(rows, e->index < 0 ? 1 : 2, 1);
        put_big_endian(rows, e->at, wide);
        put_big_endian(rows, (gsize)MAX(e->index, 0), 1);
    }
    GString *small = differences(rows, (gsize)wide + 2);
    char *keys = g_strdup_printf("/Type/XRef/Size %d/W[1 %d 1]/Root %d 0 R/Info %d 0 R%s"
                                 "/DecodeParms<</Predictor 12/Columns %d>>",
                                 number + 1, wide, p->root, p->info, id, wide + 2);
    put_stream(w, keys, small);
    put_end(w, table);
    g_free(keys);
    g_free(id);
    g_string_free(rows, TRUE);
    g_string_free(small, TRUE);
}

static void put_table(struct writer *w, const struct pack *p)
{
    gsize table = w->out->len;
    char *id = identity(w->out);
    g_string_append_printf(w->out, "xref\n0 %d\n0000000000 65535 f \n", w->n + 1);
    for (int i = 1; i <= w->n; i++)
        g_string_append_printf(w->out, "%010zu 00000 n \n", w->entry[i].at);
    g_string_append_printf(w->out, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R%s>>\n", w->n + 1, p->root,
                           p->info, id);
    put_end(w, table);
    g_free(id);
}

/* The objects of both, in one row. */
static struct pack_object *all_objects(const struct pack *p, const struct pdf_text *more)
{
    struct pack_object *all = g_new(struct pack_object, (gsize)p->n + 1 + more->end->len);
    memcpy(all, p->object, ((gsize)p->n + 1) * sizeof *all);
    gsize from = 0;
    for (guint i = 0; i < more->end->len; i++) {
        gsize to = g_array_index(more->end, gsize, i);
        all[p->n + 1 + (int)i] = (struct pack_object){.text = more->text->str + from, .n = to - from};
        from = to;
    }
    return all;
}

GBytes *pack_write(const struct pack *p, const struct pdf_text *more, bool object_streams)
{
    struct pack_object *all = all_objects(p, more);
    int n = p->n + (int)more->end->len, held[IN_STREAM], nheld = 0;
    enum { USUAL = 400000 }; /* bytes, packed */
    struct writer w = {.out = g_string_sized_new(USUAL), .n = n};
    w.entry = g_new0(struct entry, (gsize)n + (gsize)n / IN_STREAM + 3);
    g_string_append_len(w.out, p->head, (gssize)p->nhead);
    for (int i = 1; i <= n; i++)
        if (is_packable(&all[i]))
            put_compressed(&w, i, &all[i]);
        else if (all[i].data || !object_streams)
            put_whole(&w, i, &all[i]);
    for (int i = 1; i <= n && object_streams; i++) {
        if (all[i].data)
            continue;
        held[nheld++] = i;
        if (nheld == IN_STREAM) {
            put_object_stream(&w, all, held, nheld);
            nheld = 0;
        }
    }
    if (nheld)
        put_object_stream(&w, all, held, nheld);
    if (object_streams)
        put_table_stream(&w, p);
    else
        put_table(&w, p);
    g_free(w.entry);
    g_free(all);
    return g_string_free_to_bytes(w.out);
}
