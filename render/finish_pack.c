/* finish_pack.c - a plain PDF of libqpdf, with further objects, as a small file (ISO 32000-1, 7.5). */
#include "finish_pack.h"

#include "deflate_beside.h"
#include "digest.h"

#include <string.h>

/* Where an object is: at an offset, or the index-th one in an object stream. */
struct entry {
    gsize at;  /* offset, or number of the object stream */
    int index; /* -1: at an offset */
};

struct packing {
    const struct pack *pack;
    bool object_streams;
    struct pack_object *object; /* [1 .. n] of the pack and what is put behind it */
    int n;
    GArray *piece;   /* struct deflate_piece: streams in order of their numbers, object streams */
    int *piece_of;   /* [1 .. n] the piece of a stream, -1: it is written as it is */
    GPtrArray *keys; /* of the object streams */
    struct deflate_beside *beside;
    GString *out;
    struct entry *entry; /* [1 .. n and a few] */
};

/* ---- what is compressed ---- */

static const char stored[] = "/Filter /FlateDecode ";

/* Metadata is to be found by programs that do not know PDF (ISO 19005-1, 6.7.2). */
static bool is_packable(const struct pack_object *o)
{
    return o->data && !pack_look(o->text, o->text + o->data, "/Type /Metadata");
}

static int add_piece(struct packing *w, enum deflate_effort effort, GBytes *plain)
{
    struct deflate_piece p = {effort, plain, g_string_new(NULL)};
    g_array_append_val(w->piece, p);
    return (int)w->piece->len - 1;
}

static gsize length_of(const struct pack_object *o)
{
    return o->n - strlen("\nendstream") - o->data;
}

/* A stream as libqpdf wrote it or Cairo stored it. */
static int add_stream(struct packing *w, const struct pack_object *o)
{
    const char *data = o->text + o->data;
    bool is_stored = pack_look(o->text, data, stored),
         attached = pack_look(o->text, data, "/Type /EmbeddedFile");
    GBytes *plain = is_stored ? deflate_stored(data, length_of(o)) : g_bytes_new_static(data, length_of(o));
    return plain ? add_piece(w, attached ? DEFLATE_THOROUGH : DEFLATE_QUICK, plain) : -1;
}

enum { IN_STREAM = 200 }; /* objects: a reader has to unpack all for one */

/* The number behind all objects and the object streams so far. */
static int next_number(const struct packing *w)
{
    return w->n + (int)w->keys->len + 1;
}

/* Objects number[0 .. count) in a stream of their own. */
static void add_object_stream(struct packing *w, const int *number, int count)
{
    GString *index = g_string_new(NULL), *body = g_string_new(NULL);
    int stream = next_number(w);
    for (int i = 0; i < count; i++) {
        const struct pack_object *o = &w->object[number[i]];
        g_string_append_printf(index, "%d %zu ", number[i], body->len);
        g_string_append_len(body, o->text, (gssize)o->n);
        g_string_append_c(body, '\n');
        w->entry[number[i]] = (struct entry){(gsize)stream, i};
    }
    g_ptr_array_add(w->keys, g_strdup_printf("/Type/ObjStm/N %d/First %zu", count, index->len));
    g_string_append_len(index, body->str, (gssize)body->len);
    add_piece(w, DEFLATE_QUICK, g_string_free_to_bytes(index));
    g_string_free(body, TRUE);
}

static void add_object_streams(struct packing *w)
{
    int held[IN_STREAM], nheld = 0;
    for (int i = 1; i <= w->n; i++) {
        if (w->object[i].data)
            continue;
        held[nheld++] = i;
        if (nheld == IN_STREAM) {
            add_object_stream(w, held, nheld);
            nheld = 0;
        }
    }
    if (nheld)
        add_object_stream(w, held, nheld);
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

struct packing *pack_begin(const struct pack *p, const struct pdf_text *more, bool object_streams,
                           bool beside)
{
    struct packing *w = g_new(struct packing, 1);
    int n = p->n + (int)more->end->len;
    *w = (struct packing){.pack = p,
                          .object_streams = object_streams,
                          .object = all_objects(p, more),
                          .n = n,
                          .piece = g_array_new(FALSE, FALSE, sizeof(struct deflate_piece)),
                          .piece_of = g_new(int, n + 1),
                          .keys = g_ptr_array_new_with_free_func(g_free),
                          .entry = g_new0(struct entry, n + n / IN_STREAM + 3)};
    for (int i = 1; i <= n; i++)
        w->piece_of[i] = is_packable(&w->object[i]) ? add_stream(w, &w->object[i]) : -1;
    if (object_streams)
        add_object_streams(w);
    w->beside = deflate_beside_begin((struct deflate_piece *)(void *)w->piece->data, w->piece->len, beside);
    return w;
}

/* ---- what is written ---- */

static const GString *packed(const struct packing *w, int piece)
{
    return g_array_index(w->piece, struct deflate_piece, piece).packed;
}

static void begin_object(struct packing *w, int number)
{
    w->entry[number] = (struct entry){w->out->len, -1};
    g_string_append_printf(w->out, "%d 0 obj\n", number);
}

static void put_whole(struct packing *w, int number)
{
    begin_object(w, number);
    g_string_append_len(w->out, w->object[number].text, (gssize)w->object[number].n);
    g_string_append(w->out, "\nendobj\n");
}

static void put_packed(struct packing *w, const GString *data)
{
    g_string_append_printf(w->out, "/Filter/FlateDecode/Length %zu>>\nstream\n", data->len);
    g_string_append_len(w->out, data->str, (gssize)data->len);
    g_string_append(w->out, "\nendstream\nendobj\n");
}

/* The dictionary of a stream without its length and how it is stored, open for more. */
static void put_keys(struct packing *w, const struct pack_object *o)
{
    const char *end = o->text + o->length, *rest = end + strlen("/Length ");
    const char *filter = pack_look(o->text, end, stored);
    g_string_append_len(w->out, o->text, (filter ? filter : end) - o->text);
    if (filter)
        g_string_append_len(w->out, filter + strlen(stored), end - filter - (gssize)strlen(stored));
    rest += strcspn(rest, " ");
    g_string_append_len(w->out, rest, o->text + o->data - (gssize)strlen(">>\nstream\n") - rest);
}

/* Compressed; as it is if that makes it no smaller. */
static void put_stream(struct packing *w, int number)
{
    const struct pack_object *o = &w->object[number];
    int piece = w->piece_of[number];
    if (piece < 0 || packed(w, piece)->len >= length_of(o)) {
        put_whole(w, number);
        return;
    }
    begin_object(w, number);
    put_keys(w, o);
    put_packed(w, packed(w, piece));
}

static void put_object_streams(struct packing *w)
{
    int piece = (int)(w->piece->len - w->keys->len);
    for (guint i = 0; i < w->keys->len; i++) {
        begin_object(w, w->n + 1 + (int)i);
        g_string_append_printf(w->out, "<<%s", (const char *)w->keys->pdata[i]);
        put_packed(w, packed(w, piece + (int)i));
    }
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

static void put_end(struct packing *w, gsize table)
{
    g_string_append_printf(w->out, "startxref\n%zu\n%%%%EOF\n", table);
}

static void put_table_stream(struct packing *w)
{
    gsize table = w->out->len;
    char *id = identity(w->out);
    int number = next_number(w), wide = 1;
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
                                 number + 1, wide, w->pack->root, w->pack->info, id, wide + 2);
    GString *data = g_string_new(NULL);
    deflate_append(DEFLATE_QUICK, data, small->str, small->len);
    g_string_append_printf(w->out, "<<%s", keys);
    put_packed(w, data);
    put_end(w, table);
    g_string_free(data, TRUE);
    g_free(keys);
    g_free(id);
    g_string_free(rows, TRUE);
    g_string_free(small, TRUE);
}

static void put_table(struct packing *w)
{
    gsize table = w->out->len;
    char *id = identity(w->out);
    g_string_append_printf(w->out, "xref\n0 %d\n0000000000 65535 f \n", w->n + 1);
    for (int i = 1; i <= w->n; i++)
        g_string_append_printf(w->out, "%010zu 00000 n \n", w->entry[i].at);
    g_string_append_printf(w->out, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R%s>>\n", w->n + 1,
                           w->pack->root, w->pack->info, id);
    put_end(w, table);
    g_free(id);
}

static void packing_free(struct packing *w)
{
    for (guint i = 0; i < w->piece->len; i++) {
        g_bytes_unref(g_array_index(w->piece, struct deflate_piece, i).plain);
        g_string_free(g_array_index(w->piece, struct deflate_piece, i).packed, TRUE);
    }
    g_array_free(w->piece, TRUE);
    g_ptr_array_free(w->keys, TRUE);
    g_free(w->piece_of);
    g_free(w->entry);
    g_free(w->object);
    g_free(w);
}

GBytes *pack_end(struct packing *w)
{
    enum { USUAL = 400000 }; /* bytes, packed */
    deflate_beside_end(w->beside);
    w->out = g_string_sized_new(USUAL);
    g_string_append_len(w->out, w->pack->head, (gssize)w->pack->nhead);
    for (int i = 1; i <= w->n; i++)
        if (w->object[i].data)
            put_stream(w, i);
        else if (!w->object_streams)
            put_whole(w, i);
    put_object_streams(w);
    if (w->object_streams)
        put_table_stream(w);
    else
        put_table(w);
    GBytes *file = g_string_free_to_bytes(w->out);
    packing_free(w);
    return file;
}
