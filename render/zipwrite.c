/* zipwrite.c - a zip archive in memory.  APPNOTE.TXT, 4.3 and 4.4, without extensions.
 *
 * The functions below zipwrite_into have the names, arguments and results of minizip 1.1: libxlsxwriter finds
 * them here first, the program being before minizip in the order of the linker.  Were it to find minizip's,
 * nothing would be in `out`, which sheet.c tells. */
#include "zipwrite.h"
#include "deflate.h"
#include "kept.h"

#include <string.h>
#include <zlib.h>

enum { GOOD = 0, BAD_ARGUMENT = -102, INTERNAL_ERROR = -104 };

enum {
    LOCAL_HEADER = 0x04034b50,
    CENTRAL_HEADER = 0x02014b50,
    END_OF_DIRECTORY = 0x06054b50,
    NEEDS_2_0 = 20, /* the version of the format that has deflate */
    DEFLATED = 8,
    EPOCH = 1 << 5 | 1, /* day 1 of month 1 of 1980 */
    TEXT = 1,           /* what minizip notes of every entry it packs */
    MAX_ENTRIES = 0xffff,
    MAX_NAME = 0xffff
};

struct zipwrite {
    GString *out, *directory; /* the archive, and what comes at its end */
    GString *plain;           /* the entry that is being written */
    char *name;               /* its name, or NULL */
    guint n;
};

static GString *target;

static struct kept *packed_before; /* entries, for the whole run */

void zipwrite_into(GString *out)
{
    target = out;
}

static void put16(GString *to, guint v)
{
    const char byte[] = {(char)v, (char)(v >> 8)};
    g_string_append_len(to, byte, sizeof byte);
}

static void put32(GString *to, gsize v)
{
    put16(to, v & 0xffff);
    put16(to, v >> 16 & 0xffff);
}

/* What both headers of an entry have in common. */
static void put_entry(GString *to, guint32 crc, gsize packed, gsize plain, gsize name)
{
    put16(to, NEEDS_2_0);
    put16(to, 0); /* flags */
    put16(to, DEFLATED);
    put16(to, 0); /* 00:00 */
    put16(to, EPOCH);
    put32(to, crc);
    put32(to, packed);
    put32(to, plain);
    put16(to, (guint)name);
    put16(to, 0); /* extra field */
}

/* The entry's data compressed; borrowed. */
static GBytes *pack(const struct zipwrite *z)
{
    GBytes *packed = kept_find(packed_before, z->name, z->plain->str, z->plain->len);
    if (packed)
        return packed;
    GString *small = g_string_new(NULL);
    deflate_append_raw(DEFLATE_QUICK, small, z->plain->str, z->plain->len);
    packed = g_string_free_to_bytes(small);
    GBytes *plain = g_bytes_new(z->plain->str, z->plain->len);
    kept_add(packed_before, z->name, plain, packed);
    g_bytes_unref(plain);
    g_bytes_unref(packed);
    return packed;
}

static void finish_entry(struct zipwrite *z)
{
    gsize at = z->out->len, name = strlen(z->name), n;
    const void *packed = g_bytes_get_data(pack(z), &n);
    guint32 crc = deflate_crc32(z->plain->str, z->plain->len);
    put32(z->out, LOCAL_HEADER);
    put_entry(z->out, crc, n, z->plain->len, name);
    g_string_append_len(z->out, z->name, (gssize)name);
    g_string_append_len(z->out, packed, (gssize)n);
    put32(z->directory, CENTRAL_HEADER);
    put16(z->directory, 0); /* made by nobody in particular */
    put_entry(z->directory, crc, n, z->plain->len, name);
    put16(z->directory, 0); /* comment */
    put16(z->directory, 0); /* disk */
    put16(z->directory, TEXT);
    put32(z->directory, 0); /* no attributes */
    put32(z->directory, at);
    g_string_append_len(z->directory, z->name, (gssize)name);
}

static void finish_archive(struct zipwrite *z)
{
    gsize at = z->out->len;
    g_string_append_len(z->out, z->directory->str, (gssize)z->directory->len);
    put32(z->out, END_OF_DIRECTORY);
    put16(z->out, 0); /* this disk, and that of the directory */
    put16(z->out, 0);
    put16(z->out, z->n);
    put16(z->out, z->n);
    put32(z->out, z->directory->len);
    put32(z->out, at);
    put16(z->out, 0); /* comment */
}

/* ---- under minizip's names ---- */

void *zipOpen(const char *path, int append);
int zipOpenNewFileInZip4_64(void *file, const char *name, const void *info, const void *local, uInt nlocal,
                            const void *global, uInt nglobal, const char *comment, int method, int level,
                            int raw, int window_bits, int memory_level, int strategy, const char *password,
                            uLong crc, uLong made_by, uLong flags, int zip64);
int zipWriteInFileInZip(void *file, const void *data, unsigned n);
int zipCloseFileInZip(void *file);
int zipClose(void *file, const char *comment);

void *zipOpen(const char *path, int append)
{
    (void)path;
    if (!target || append)
        return NULL;
    struct zipwrite *z = g_new0(struct zipwrite, 1);
    z->out = target;
    z->directory = g_string_new(NULL);
    z->plain = g_string_new(NULL);
    if (!packed_before)
        packed_before = kept_new();
    return z;
}

int zipOpenNewFileInZip4_64(void *file, const char *name, const void *info, const void *local, uInt nlocal,
                            const void *global, uInt nglobal, const char *comment, int method, int level,
                            int raw, int window_bits, int memory_level, int strategy, const char *password,
                            uLong crc, uLong made_by, uLong flags, int zip64)
{
    struct zipwrite *z = file;
    (void)info, (void)local, (void)global, (void)level, (void)window_bits, (void)memory_level, (void)strategy;
    (void)crc;
    if (z->name || !name || strlen(name) > MAX_NAME || nlocal || nglobal || comment || method != DEFLATED ||
        raw || password || made_by || flags || zip64)
        return BAD_ARGUMENT; /* what nobody asks for */
    if (z->n == MAX_ENTRIES)
        return INTERNAL_ERROR;
    z->name = g_strdup(name);
    g_string_truncate(z->plain, 0);
    return GOOD;
}

int zipWriteInFileInZip(void *file, const void *data, unsigned n)
{
    struct zipwrite *z = file;
    if (!z->name)
        return BAD_ARGUMENT;
    g_string_append_len(z->plain, data, (gssize)n);
    return GOOD;
}

/* Compressed data are never longer than the plain ones and a hundredth of them: what is checked before stays
 * below 4 GiB. */
int zipCloseFileInZip(void *file)
{
    struct zipwrite *z = file;
    if (!z->name)
        return BAD_ARGUMENT;
    bool room = z->out->len < G_MAXUINT32 / 4 && z->plain->len < G_MAXUINT32 / 4;
    if (room) {
        finish_entry(z);
        z->n++;
    }
    g_free(z->name);
    z->name = NULL;
    return room ? GOOD : INTERNAL_ERROR;
}

int zipClose(void *file, const char *comment)
{
    struct zipwrite *z = file;
    bool good = !z->name && !comment;
    if (good)
        finish_archive(z);
    g_string_free(z->directory, TRUE);
    g_string_free(z->plain, TRUE);
    g_free(z->name);
    g_free(z);
    return good ? GOOD : BAD_ARGUMENT;
}
