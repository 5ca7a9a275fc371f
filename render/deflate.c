/* deflate.c - compressed data in the zlib format. */
#include "deflate.h"

#include <zlib.h>

void deflate_append(GString *out, const void *data, gsize n)
{
    uLongf room = compressBound((uLong)n);
    gsize at = out->len;
    g_string_set_size(out, at + room);
    if (compress2((Bytef *)out->str + at, &room, data, (uLong)n, Z_DEFAULT_COMPRESSION) != Z_OK)
        g_error("deflate: out of memory");
    g_string_truncate(out, at + room);
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

const char *deflate_version(void)
{
    return zlibVersion();
}
