/* zipped.h - a zip archive whose entries are told by the input: "=== NAME\n", then the bytes of the entry up
 * to the next such line.  So a fuzzer can reach what is inside without meeting checksums by chance. */
#ifndef ZIPPED_H
#define ZIPPED_H

#include <glib.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

static inline void put(GByteArray *to, uint32_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++, value >>= 8)
        g_byte_array_append(to, &(guint8){(guint8)value}, 1);
}

/* The fields that a local header and one of the directory have in common, from the version needed on. */
static inline void put_entry(GByteArray *to, const char *name, size_t nname, const char *data, size_t n)
{
    put(to, 20, 2);
    put(to, 0, 4);
    put(to, 0x21 << 16, 4);
    put(to, (uint32_t)crc32(crc32(0, NULL, 0), (const Bytef *)data, (uInt)n), 4);
    put(to, (uint32_t)n, 4);
    put(to, (uint32_t)n, 4);
    put(to, (uint32_t)nname, 2);
    put(to, 0, 2);
    (void)name;
}

static inline const char *next_mark(const char *p, const char *end)
{
    for (; p && p < end; p = memchr(p, '\n', (size_t)(end - p)), p = p ? p + 1 : NULL)
        if (end - p >= 4 && memcmp(p, "=== ", 4) == 0)
            return p;
    return end;
}

static inline GBytes *zipped(const char *p, size_t n)
{
    GByteArray *out = g_byte_array_new(), *directory = g_byte_array_new();
    const char *end = p + n;
    unsigned count = 0;
    for (p = next_mark(p, end); p < end && count < 100; count++) {
        const char *name = p + 4, *line = memchr(name, '\n', (size_t)(end - name));
        if (!line)
            break;
        const char *data = line + 1, *to = next_mark(data, end);
        size_t length = (size_t)(to - data);
        if (to < end && length)
            length--; /* the line feed before the mark is the mark's */
        guint at = out->len;
        put(out, 0x04034B50, 4);
        put_entry(out, name, (size_t)(line - name), data, length);
        g_byte_array_append(out, (const guint8 *)name, (guint)(line - name));
        g_byte_array_append(out, (const guint8 *)data, (guint)length);
        put(directory, 0x02014B50, 4);
        put(directory, 20, 2);
        put_entry(directory, name, (size_t)(line - name), data, length);
        put(directory, 0, 2);
        put(directory, 0, 4);
        put(directory, 0, 4);
        put(directory, at, 4);
        g_byte_array_append(directory, (const guint8 *)name, (guint)(line - name));
        p = to;
    }
    guint at = out->len;
    g_byte_array_append(out, directory->data, directory->len);
    put(out, 0x06054B50, 4);
    put(out, 0, 4);
    put(out, count, 2);
    put(out, count, 2);
    put(out, directory->len, 4);
    put(out, at, 4);
    put(out, 0, 2);
    g_byte_array_unref(directory);
    return g_byte_array_free_to_bytes(out);
}

#endif
