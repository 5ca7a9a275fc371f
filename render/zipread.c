/* zipread.c - the entries of a zip archive in memory.
 *
 * libzip tells what is in it and hands out the bytes as they are; deflate.h unpacks them, in a quarter of the
 * time that libzip needs with zlib. */
#include "zipread.h"
#include "deflate.h"
#include "intl.h"

#include <string.h>
#include <zip.h>

enum { SMALL = 4096 };

struct zipread {
    GBytes *bytes;
    zip_t *zip;
    uint64_t handed_out;
    bool *asked;   /* [zipread_size] */
    GBytes **kept; /* [zipread_size] small ones unpacked before, or NULL: relations are asked for again */
};

static bool fail_damaged(struct err *e, const char *why)
{
    return err_set(e, ERR_INPUT, _("this is not a sound zip archive: %s"), why);
}

static bool fail_size(struct err *e)
{
    return err_set(e, ERR_LIMIT, _("the archive unpacks to more than %d MiB"), ZIP_MAX_TOTAL >> 20);
}

/* The sizes an archive states may be lies; those that already state too much are refused before anything is
 * unpacked. */
static bool check_directory(struct zipread *z, struct err *e)
{
    zip_int64_t n = zip_get_num_entries(z->zip, 0);
    if (n > ZIP_MAX_ENTRIES)
        return err_set(e, ERR_LIMIT, _("the archive holds more than %d files"), ZIP_MAX_ENTRIES);
    uint64_t total = 0;
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    bool ok = true;
    for (zip_int64_t i = 0; ok && i < n; i++) {
        zip_stat_t st;
        zip_stat_init(&st);
        if (zip_stat_index(z->zip, (zip_uint64_t)i, 0, &st) != 0)
            ok = fail_damaged(e, zip_strerror(z->zip));
        else if (!(st.valid & ZIP_STAT_NAME) || !(st.valid & ZIP_STAT_SIZE))
            ok = fail_damaged(e, _("an entry has no name or size"));
        else if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
            ok = err_set(e, ERR_INPUT, _("the archive is encrypted"));
        else if (!g_hash_table_add(names, (gpointer)st.name))
            ok = fail_damaged(e, _("it holds two files of one name"));
        else if (st.size > ZIP_MAX_ENTRY || (total += st.size) > ZIP_MAX_TOTAL)
            ok = fail_size(e);
    }
    g_hash_table_destroy(names);
    return ok;
}

struct zipread *zipread_open(GBytes *bytes, struct err *e)
{
    struct zipread *z = g_new0(struct zipread, 1);
    z->bytes = g_bytes_ref(bytes);
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    zip_error_t ze;
    zip_error_init(&ze);
    zip_source_t *src = zip_source_buffer_create(data, n, 0, &ze);
    z->zip = src ? zip_open_from_source(src, ZIP_RDONLY | ZIP_CHECKCONS, &ze) : NULL;
    if (!z->zip) {
        fail_damaged(e, zip_error_strerror(&ze));
        if (src)
            zip_source_free(src);
    }
    zip_error_fini(&ze);
    if (!z->zip || !check_directory(z, e)) {
        zipread_close(z);
        return NULL;
    }
    z->asked = g_new0(bool, zipread_size(z));
    z->kept = g_new0(GBytes *, zipread_size(z));
    return z;
}

void zipread_close(struct zipread *z)
{
    if (!z)
        return;
    for (size_t i = 0; z->kept && i < zipread_size(z); i++)
        if (z->kept[i])
            g_bytes_unref(z->kept[i]);
    g_free(z->kept);
    if (z->zip)
        zip_discard(z->zip); /* read only: nothing to write back, nothing that can fail */
    g_bytes_unref(z->bytes);
    g_free(z->asked);
    g_free(z);
}

bool zipread_has(const struct zipread *z, const char *name)
{
    return zip_name_locate(z->zip, name, 0) >= 0;
}

size_t zipread_size(const struct zipread *z)
{
    return (size_t)zip_get_num_entries(z->zip, 0);
}

const char *zipread_name(const struct zipread *z, size_t i)
{
    const char *s = zip_get_name(z->zip, i, 0);
    return s ? s : "";
}

bool zipread_fresh(const struct zipread *z, size_t i)
{
    return !z->asked[i];
}

/* Reads to the end and never more than the limit, whatever size the directory stated. */
static bool read_all(zip_file_t *f, GByteArray *out, struct err *e)
{
    uint8_t buf[16384];
    for (;;) {
        zip_int64_t n = zip_fread(f, buf, sizeof buf);
        if (n < 0)
            return fail_damaged(e, zip_error_strerror(zip_file_get_error(f)));
        if (n == 0)
            return true;
        if (out->len + (uint64_t)n > ZIP_MAX_ENTRY)
            return fail_size(e);
        g_byte_array_append(out, buf, (guint)n);
    }
}

static GBytes *read_entry(zip_file_t *f, struct err *e)
{
    GByteArray *out = g_byte_array_new();
    bool ok = read_all(f, out, e);
    GBytes *bytes = g_byte_array_free_to_bytes(out);
    if (ok)
        return bytes;
    g_bytes_unref(bytes);
    return NULL;
}

/* What is compressed as usual: check_directory has limited the size it is to have. */
static GBytes *inflate_entry(zip_file_t *f, const zip_stat_t *st, struct err *e)
{
    GBytes *packed = read_entry(f, e);
    if (!packed)
        return NULL;
    gsize n;
    const void *data = g_bytes_get_data(packed, &n);
    GBytes *bytes = inflate_raw(data, n, st->size, st->crc);
    if (!bytes)
        fail_damaged(e, _("its compressed data, their size or their checksum is wrong"));
    g_bytes_unref(packed);
    return bytes;
}

static GBytes *unpack(struct zipread *z, zip_uint64_t i, struct err *e)
{
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
    zip_stat_t st;
    zip_stat_init(&st);
    bool deflated = zip_stat_index(z->zip, i, 0, &st) == 0 && (st.valid & needed) == needed &&
                    st.comp_method == ZIP_CM_DEFLATE;
    zip_file_t *f = zip_fopen_index(z->zip, i, deflated ? ZIP_FL_COMPRESSED : 0);
    if (!f) {
        fail_damaged(e, zip_strerror(z->zip));
        return NULL;
    }
    GBytes *bytes = deflated ? inflate_entry(f, &st, e) : read_entry(f, e);
    if (zip_fclose(f) != 0 && bytes) {
        fail_damaged(e, zip_strerror(z->zip));
        g_bytes_unref(bytes);
        bytes = NULL;
    }
    return bytes;
}

GBytes *zipread_entry(struct zipread *z, const char *name, struct err *e)
{
    zip_int64_t i = zip_name_locate(z->zip, name, 0);
    if (i < 0) {
        err_set(e, ERR_INPUT, _("“%s” cannot be read from the archive: %s"), name, zip_strerror(z->zip));
        return NULL;
    }
    z->asked[i] = true;
    if (z->kept[i])
        return g_bytes_ref(z->kept[i]);
    GBytes *bytes = unpack(z, (zip_uint64_t)i, e);
    if (bytes && (z->handed_out += g_bytes_get_size(bytes)) > ZIP_MAX_TOTAL) {
        fail_size(e);
        g_bytes_unref(bytes);
        bytes = NULL;
    }
    if (!bytes)
        err_context(e, _("reading “%s”"), name);
    else if (g_bytes_get_size(bytes) <= SMALL)
        z->kept[i] = g_bytes_ref(bytes);
    return bytes;
}
