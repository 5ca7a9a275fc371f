/* deflate.c - compressed data in the zlib format, or without its frame. */
#include "deflate.h"

#include "deflate_private.h"

#include <zlib.h>

struct libdeflate_compressor *deflate_tool(struct deflate_tools *tools, enum deflate_effort effort)
{
    static const int level[] = {[DEFLATE_QUICK] = 1, [DEFLATE_THOROUGH] = 6};
    struct libdeflate_compressor **kept = &tools->kept[effort];
    if (!*kept)
        *kept = libdeflate_alloc_compressor(level[effort]);
    if (!*kept)
        g_error("deflate: out of memory");
    return *kept;
}

struct deflate_tools deflate_here;

static struct libdeflate_compressor *compressor(enum deflate_effort effort)
{
    return deflate_tool(&deflate_here, effort);
}

typedef size_t compress_func(struct libdeflate_compressor *c, const void *data, size_t n, void *out,
                             size_t room);

static void append(struct libdeflate_compressor *c, compress_func *compress, gsize room, GString *out,
                   const void *data, gsize n)
{
    gsize at = out->len;
    g_string_set_size(out, at + room);
    room = compress(c, data, n, out->str + at, room);
    g_assert(room); /* 0 if it did not fit */
    g_string_truncate(out, at + room);
}

void deflate_append(enum deflate_effort effort, GString *out, const void *data, gsize n)
{
    struct libdeflate_compressor *c = compressor(effort);
    append(c, libdeflate_zlib_compress, libdeflate_zlib_compress_bound(c, n), out, data, n);
}

void deflate_append_raw(enum deflate_effort effort, GString *out, const void *data, gsize n)
{
    struct libdeflate_compressor *c = compressor(effort);
    append(c, libdeflate_deflate_compress, libdeflate_deflate_compress_bound(c, n), out, data, n);
}

guint32 deflate_crc32(const void *data, gsize n)
{
    return libdeflate_crc32(0, data, n);
}

static bool storing;

void deflate_store(bool on)
{
    storing = on;
}

/* zlib's own names, which libraries and zlib itself find here first, the program being before them in the
 * order of the linker. */

/* What zlib.h's deflateInit() calls. */
int deflateInit_(z_stream *z, int level, const char *version, int size)
{
    enum { LEAST_MEMORY = 1, USUAL_MEMORY = 8 };
    return deflateInit2_(z, storing ? Z_NO_COMPRESSION : level, Z_DEFLATED, MAX_WBITS,
                         storing ? LEAST_MEMORY : USUAL_MEMORY, Z_DEFAULT_STRATEGY, version, size);
}

/* The checksum of all that Cairo stores: a hundredth of a report's time, with libdeflate's next to none. */
uLong adler32(uLong sum, const Bytef *data, uInt n)
{
    return libdeflate_adler32((uint32_t)sum, data, n);
}

/* Blocks of type 00 (RFC 1951, 3.2.4) behind two bytes of head, before four of checksum. */
GBytes *deflate_stored(const void *data, gsize n)
{
    enum { HEAD = 2, BLOCK = 5, CHECK = 4, LAST = 1 };
    if (n < HEAD + BLOCK + CHECK)
        return NULL;
    const guchar *p = data, *end = p + n;
    GByteArray *out = g_byte_array_sized_new((guint)n);
    guchar flags = 0;
    for (p += HEAD; !(flags & LAST) && end - p >= BLOCK + CHECK;) {
        guint length = p[1] | p[2] << 8, inverse = p[3] | p[4] << 8;
        flags = p[0];
        p += BLOCK;
        if (flags & ~LAST || (length ^ inverse) != 0xFFFF || end - p < (gssize)length + CHECK)
            break;
        g_byte_array_append(out, p, length);
        p += length;
        if (flags & LAST && end - p == CHECK)
            return g_byte_array_free_to_bytes(out);
    }
    g_byte_array_free(out, TRUE);
    return NULL;
}

GBytes *inflate_bytes(const void *data, gsize n, gsize limit)
{
    enum { BLOCK = 1 << 16 };
    z_stream z = {.next_in = (Bytef *)data, .avail_in = (uInt)n};
    if (n > G_MAXUINT32 || inflateInit(&z) != Z_OK)
        return NULL;
    GByteArray *out = g_byte_array_new();
    int status = Z_OK;
    while (status == Z_OK && out->len <= limit) {
        guint at = out->len;
        g_byte_array_set_size(out, at + BLOCK);
        z.next_out = out->data + at;
        z.avail_out = BLOCK;
        status = inflate(&z, Z_NO_FLUSH);
        g_byte_array_set_size(out, at + BLOCK - z.avail_out);
    }
    inflateEnd(&z);
    if (status == Z_STREAM_END && out->len <= limit)
        return g_byte_array_free_to_bytes(out);
    g_byte_array_free(out, TRUE);
    return NULL;
}

GBytes *inflate_raw(const void *data, gsize n, gsize size, guint32 crc)
{
    static struct libdeflate_decompressor *d; /* for the whole run */
    if (!d && !(d = libdeflate_alloc_decompressor()))
        g_error("deflate: out of memory");
    char *out = g_malloc(size + 1);
    enum libdeflate_result r =
        libdeflate_deflate_decompress(d, data, n, out, size, NULL); /* NULL: all of it */
    if (r == LIBDEFLATE_SUCCESS && deflate_crc32(out, size) == crc)
        return g_bytes_new_take(out, size);
    g_free(out);
    return NULL;
}

const char *deflate_zlib_version(void)
{
    return zlibVersion();
}

const char *deflate_version(void)
{
    return LIBDEFLATE_VERSION_STRING;
}
