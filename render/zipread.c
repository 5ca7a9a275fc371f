/* zipread.c - the entries of a zip archive in memory. */
#include "zipread.h"
#include "intl.h"

#include <string.h>
#include <zip.h>

struct zipread {
    GBytes *bytes;
    zip_t *zip;
    uint64_t handed_out;
    bool *asked; /* [zipread_size] */
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
    return z;
}

void zipread_close(struct zipread *z)
{
    if (!z)
        return;
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
static bool unpack(struct zipread *z, zip_file_t *f, GByteArray *out, struct err *e)
{
    uint8_t buf[16384];
    for (;;) {
        zip_int64_t n = zip_fread(f, buf, sizeof buf);
        if (n < 0)
            return fail_damaged(e, zip_error_strerror(zip_file_get_error(f)));
        if (n == 0)
            return true;
        z->handed_out += (uint64_t)n;
        if (out->len + (uint64_t)n > ZIP_MAX_ENTRY || z->handed_out > ZIP_MAX_TOTAL)
            return fail_size(e);
        g_byte_array_append(out, buf, (guint)n);
    }
}

GBytes *zipread_entry(struct zipread *z, const char *name, struct err *e)
{
    zip_int64_t i = zip_name_locate(z->zip, name, 0);
    zip_file_t *f = zip_fopen(z->zip, name, 0);
    if (!f) {
        err_set(e, ERR_INPUT, _("“%s” cannot be read from the archive: %s"), name, zip_strerror(z->zip));
        return NULL;
    }
    z->asked[i] = true;
    GByteArray *out = g_byte_array_new();
    bool ok = unpack(z, f, out, e);
    if (zip_fclose(f) != 0 && ok)
        ok = fail_damaged(e, name);
    if (!ok)
        err_context(e, _("reading “%s”"), name);
    GBytes *bytes = g_byte_array_free_to_bytes(out);
    if (ok)
        return bytes;
    g_bytes_unref(bytes);
    return NULL;
}
