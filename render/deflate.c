/* deflate.c - compressed data in the zlib format. */
#include "deflate.h"

#include <libdeflate.h>
#include <zlib.h>

struct deflater {
    struct libdeflate_compressor *quick, *thorough;
};

static struct libdeflate_compressor *compressor(int level)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(level);
    if (!c)
        g_error("deflate: out of memory");
    return c;
}

struct deflater *deflater_new(void)
{
    struct deflater *d = g_new(struct deflater, 1);
    *d = (struct deflater){compressor(1), compressor(6)};
    return d;
}

void deflater_free(struct deflater *d)
{
    libdeflate_free_compressor(d->quick);
    libdeflate_free_compressor(d->thorough);
    g_free(d);
}

void deflate_append(const struct deflater *d, enum deflate_kind kind, GString *out, const void *data, gsize n)
{
    struct libdeflate_compressor *c = kind == DEFLATE_OUTLINES ? d->quick : d->thorough;
    gsize at = out->len, room = libdeflate_zlib_compress_bound(c, n);
    g_string_set_size(out, at + room);
    room = libdeflate_zlib_compress(c, data, n, out->str + at, room);
    g_assert(room); /* 0 if it did not fit */
    g_string_truncate(out, at + room);
}

static bool storing;

void deflate_store(bool on)
{
    storing = on;
}

/* zlib's own name, which libraries find here first, the program being before zlib in the order of the linker.
 * What zlib.h's deflateInit() calls. */
int deflateInit_(z_stream *z, int level, const char *version, int size)
{
    enum { LEAST_MEMORY = 1, USUAL_MEMORY = 8 };
    return deflateInit2_(z, storing ? Z_NO_COMPRESSION : level, Z_DEFLATED, MAX_WBITS,
                         storing ? LEAST_MEMORY : USUAL_MEMORY, Z_DEFAULT_STRATEGY, version, size);
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

const char *deflate_zlib_version(void)
{
    return zlibVersion();
}

const char *deflate_version(void)
{
    return LIBDEFLATE_VERSION_STRING;
}
