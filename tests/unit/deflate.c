/* Compressed data: there and back, and what may come from anywhere. */
#include "deflate.h"
#include "deflate_beside.h"
#include "t.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <zlib.h>

/* In the place of the C library's: threads cannot be had when a case says so. */
static bool no_threads;
static int threads;

int pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*start)(void *), void *with)
{
    int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) = NULL;
    *(void **)&create = dlsym(RTLD_NEXT, "pthread_create");
    if (no_threads)
        return EAGAIN;
    threads++;
    return create(thread, attr, start, with);
}

/* Cut, or with other lengths, they are not stored data. */
static void cut_stored(const Bytef *stored, size_t n)
{
    for (size_t k = 0; k < n; k += k < 64 ? 1 : 997) {
        Bytef *cut = g_memdup2(stored, k);
        T_TRUE(!deflate_stored(cut, k));
        g_free(cut);
    }
    for (size_t k = 2; k < 7; k++) {
        Bytef *other = g_memdup2(stored, n);
        other[k] ^= 2;
        T_TRUE(!deflate_stored(other, n));
        g_free(other);
    }
}

/* Bytes that zlib makes of as many zeros, begun with deflateInit. */
static size_t by_zlib(size_t zeros)
{
    Bytef *data = g_malloc0(zeros), *out = g_malloc(compressBound(zeros));
    z_stream z = {
        .next_in = data, .avail_in = (uInt)zeros, .next_out = out, .avail_out = (uInt)compressBound(zeros)};
    T_INT(deflateInit(&z, Z_BEST_SPEED), Z_OK);
    T_INT(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t n = z.total_out;
    deflateEnd(&z);
    GBytes *back = inflate_bytes(out, n, zeros);
    T_TRUE(back && g_bytes_get_size(back) == zeros);
    GBytes *plain = deflate_stored(out, n);
    T_TRUE(!plain == (n < zeros));
    if (plain) {
        T_TRUE(g_bytes_equal(plain, back));
        g_bytes_unref(plain);
        cut_stored(out, n);
    }
    g_bytes_unref(back);
    g_free(data);
    g_free(out);
    return n;
}

/* Pieces of both efforts, from none to all of the data. */
static void beside(const char *data, size_t size, bool thread)
{
    const size_t length[] = {size, 0, 1, size / 3, size};
    struct deflate_piece piece[G_N_ELEMENTS(length)];
    for (size_t i = 0; i < G_N_ELEMENTS(piece); i++)
        piece[i] = (struct deflate_piece){i % 2 ? DEFLATE_THOROUGH : DEFLATE_QUICK,
                                          g_bytes_new_static(data, length[i]), g_string_new(NULL)};
    struct deflate_beside *b = deflate_beside_begin(piece, G_N_ELEMENTS(piece), thread);
    GString *mine = g_string_new(NULL); /* at the same time */
    deflate_append(DEFLATE_QUICK, mine, data, size);
    deflate_beside_end(b);
    T_TRUE(g_string_equal(mine, piece[0].packed));
    for (size_t i = 0; i < G_N_ELEMENTS(piece); i++) {
        GString *alone = g_string_new(NULL);
        deflate_append(piece[i].effort, alone, data, length[i]);
        T_TRUE(g_string_equal(alone, piece[i].packed));
        g_string_free(alone, TRUE);
        g_string_free(piece[i].packed, TRUE);
        g_bytes_unref(piece[i].plain);
    }
    g_string_free(mine, TRUE);
    deflate_beside_end(deflate_beside_begin(NULL, 0, thread));
}

int main(void)
{
    enum { SIZE = 300000 };
    char *data = g_malloc0(SIZE);
    for (int i = 0; i < SIZE; i++)
        data[i] = (char)((unsigned)i * (unsigned)i / 7);
    GString *whole = g_string_new(NULL);
    deflate_append(DEFLATE_THOROUGH, whole, data, SIZE);

    T_CASE("deflate: what was packed comes back, behind what was there");
    GBytes *back = inflate_bytes(whole->str, whole->len, SIZE);
    T_TRUE(back && g_bytes_get_size(back) == SIZE && memcmp(g_bytes_get_data(back, NULL), data, SIZE) == 0);
    T_TRUE(whole->len < SIZE / 2);
    g_bytes_unref(back);
    GString *two = g_string_new("head");
    deflate_append(DEFLATE_QUICK, two, "", 0);
    T_TRUE(g_str_has_prefix(two->str, "head"));
    back = inflate_bytes(two->str + 4, two->len - 4, 0);
    T_TRUE(back && g_bytes_get_size(back) == 0);
    g_bytes_unref(back);
    g_string_free(two, TRUE);

    T_CASE("deflate: without the frame it is what the frame holds");
    GString *raw = g_string_new("head");
    deflate_append_raw(DEFLATE_THOROUGH, raw, data, SIZE);
    T_INT(raw->len, 4 + whole->len - 6); /* two bytes before, four behind */
    T_TRUE(g_str_has_prefix(raw->str, "head") && memcmp(raw->str + 4, whole->str + 2, raw->len - 4) == 0);
    guint32 crc = deflate_crc32(data, SIZE);
    back = inflate_raw(raw->str + 4, raw->len - 4, SIZE, crc);
    T_TRUE(back && g_bytes_get_size(back) == SIZE && memcmp(g_bytes_get_data(back, NULL), data, SIZE) == 0);
    g_bytes_unref(back);
    T_CASE("deflate: another size or checksum, and cut data, are refused");
    T_TRUE(!inflate_raw(raw->str + 4, raw->len - 4, SIZE, crc ^ 1));
    T_TRUE(!inflate_raw(raw->str + 4, raw->len - 4, SIZE - 1, deflate_crc32(data, SIZE - 1)));
    T_TRUE(!inflate_raw(raw->str + 4, raw->len - 4, SIZE + 1, crc));
    for (gsize n = 0; n < raw->len - 4; n += 997)
        T_TRUE(!inflate_raw(raw->str + 4, n, SIZE, crc));
    g_string_free(raw, TRUE);
    T_TRUE(deflate_crc32("123456789", 9) == 0xcbf43926);

    T_CASE("deflate: beside other work the bytes are the same");
    beside(data, SIZE, true);
    T_INT(threads, 2);
    T_CASE("deflate: without a thread, too");
    beside(data, SIZE, false);
    T_INT(threads, 2);
    T_CASE("deflate: where no thread is to be had, too");
    no_threads = true;
    beside(data, SIZE, true);
    T_INT(threads, 2);

    T_CASE("deflate: more than the limit is refused");
    T_TRUE(!inflate_bytes(whole->str, whole->len, SIZE - 1));

    T_CASE("deflate: cut or changed data are refused");
    for (gsize n = 0; n < whole->len; n += 997)
        T_TRUE(!inflate_bytes(whole->str, n, SIZE));
    T_TRUE(!inflate_bytes(whole->str, whole->len - 1, SIZE));
    whole->str[whole->len / 2] ^= 1;
    T_TRUE(!inflate_bytes(whole->str, whole->len, SIZE));
    g_string_free(whole, TRUE);
    g_free(data);

    T_CASE("deflate: what libraries compress is stored while it is asked for");
    T_TRUE(by_zlib(100000) < 1000);
    deflate_store(true);
    T_TRUE(by_zlib(100000) > 100000);
    deflate_store(false);
    T_TRUE(by_zlib(100000) < 1000);

    T_CASE("deflate: the checksum that zlib finds here is the one of RFC 1950");
    const Bytef *name = (const Bytef *)"Wikipedia";
    T_TRUE(adler32(1, name, 9) == 0x11E60398);
    T_TRUE(adler32(adler32(1, name, 4), name + 4, 5) == 0x11E60398);
    T_TRUE(adler32(0, NULL, 0) == 1);
    return t_done();
}
