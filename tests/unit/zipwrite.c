/* Archives that are written under minizip's names: what zipread finds in them. */
#include "zipwrite.h"
#include "t.h"
#include "zipread.h"

#include <string.h>
#include <zip.h>

/* minizip's own. */
void *zipOpen(const char *path, int append);
int zipOpenNewFileInZip4_64(void *file, const char *name, const void *info, const void *local,
                            unsigned nlocal, const void *global, unsigned nglobal, const char *comment,
                            int method, int level, int raw, int window_bits, int memory_level, int strategy,
                            const char *password, unsigned long crc, unsigned long made_by,
                            unsigned long flags, int zip64);
int zipWriteInFileInZip(void *file, const void *data, unsigned n);
int zipCloseFileInZip(void *file);
int zipClose(void *file, const char *comment);

enum { DEFLATED = 8 };

static int begin(void *z, const char *name, int method, const char *password)
{
    return zipOpenNewFileInZip4_64(z, name, NULL, NULL, 0, NULL, 0, NULL, method, -1, 0, -15, 8, 0, password,
                                   0, 0, 0, 0);
}

static void put(void *z, const char *name, const char *text)
{
    T_INT(begin(z, name, DEFLATED, NULL), 0);
    for (size_t n = strlen(text), at = 0, k; at < n; at += k) {
        k = MIN(n - at, 5000);
        T_INT(zipWriteInFileInZip(z, text + at, (unsigned)k), 0);
    }
    T_INT(zipCloseFileInZip(z), 0);
}

static GBytes *archive(const char *const *entry, size_t n)
{
    GString *out = g_string_new(NULL);
    zipwrite_into(out);
    void *z = zipOpen("", 0);
    for (size_t i = 0; i < n; i += 2)
        put(z, entry[i], entry[i + 1]);
    T_INT(zipClose(z, NULL), 0);
    zipwrite_into(NULL);
    return g_string_free_to_bytes(out);
}

static void check(GBytes *bytes, const char *const *entry, size_t n)
{
    struct err e = ERR_INIT;
    struct zipread *r = zipread_open(bytes, &e);
    if (!T_TRUE(r))
        return;
    T_INT(zipread_size(r), n / 2);
    for (size_t i = 0; i < n / 2; i++) {
        T_STR(zipread_name(r, i), entry[i * 2]);
        GBytes *b = zipread_entry(r, entry[i * 2], &e);
        const char *want = entry[i * 2 + 1];
        if (!T_TRUE(b && g_bytes_get_size(b) == strlen(want) &&
                    memcmp(g_bytes_get_data(b, NULL), want, strlen(want)) == 0))
            printf("    %s: %s\n", entry[i * 2], e.text ? e.text : "");
        g_bytes_unref(b);
    }
    zipread_close(r);
}

/* The first entry, with each byte of its compressed data changed. */
static void damage(GBytes *whole)
{
    enum {
        FIRST = 30 + 1 + 1,
        DATA = 9
    }; /* behind the header, the name, and a byte of which some bits are free */
    struct err e = ERR_INIT;
    for (int i = 0; i < DATA; i++) {
        GByteArray *copy = g_byte_array_new();
        g_byte_array_append(copy, g_bytes_get_data(whole, NULL), (guint)g_bytes_get_size(whole));
        copy->data[FIRST + i] ^= 0x10;
        GBytes *bytes = g_byte_array_free_to_bytes(copy);
        struct zipread *r = zipread_open(bytes, &e);
        T_TRUE(r && !zipread_entry(r, "a", &e));
        T_INT(e.kind, ERR_INPUT);
        err_clear(&e);
        zipread_close(r);
        g_bytes_unref(bytes);
    }
    struct zipread *r = zipread_open(whole, &e);
    GBytes *once = zipread_entry(r, "a", &e), *twice = zipread_entry(r, "a", &e);
    T_TRUE(once && twice && g_bytes_equal(once, twice) && g_bytes_get_size(once) == 5);
    g_bytes_unref(once);
    g_bytes_unref(twice);
    zipread_close(r);
}

int main(void)
{
    GString *large = g_string_new(NULL);
    for (int i = 0; i < 30000; i++)
        g_string_append_printf(large, "<c r=\"A%d\"/>", i);
    const char *const one[] = {"a", "first", "dir/b.xml", large->str, "empty", "", "表", "<x/>"};
    const char *const two[] = {"a", "first", "dir/b.xml", "another", "empty", "now something"};
    enum { ONE = G_N_ELEMENTS(one), TWO = G_N_ELEMENTS(two) };

    T_CASE("zipwrite: what is packed is found in the archive, entry by entry");
    GBytes *x = archive(one, ONE), *y = archive(two, TWO), *again = archive(one, ONE);
    check(x, one, ONE);
    check(y, two, TWO);
    T_TRUE(g_bytes_get_size(x) < large->len / 3);

    T_CASE("zipwrite: an archive is the same whatever was packed before");
    T_TRUE(g_bytes_equal(x, again));

    T_CASE("zipread refuses an entry of which a byte was changed, and gives the same bytes when asked again");
    damage(y);

    T_CASE("zipwrite: entries are dated 1980-01-01");
    zip_error_t ze;
    zip_stat_t st;
    gsize n;
    const void *data = g_bytes_get_data(y, &n);
    zip_t *z =
        zip_open_from_source(zip_source_buffer_create(data, n, 0, &ze), ZIP_RDONLY | ZIP_CHECKCONS, &ze);
    T_TRUE(z && zip_stat_index(z, 0, 0, &st) == 0);
    struct tm *tm = localtime(&st.mtime);
    T_TRUE(tm->tm_year == 80 && tm->tm_mon == 0 && tm->tm_mday == 1 && tm->tm_hour == 0);
    zip_discard(z);

    T_CASE("zipwrite: nobody asked, or asked for what it does not do: refused");
    T_TRUE(!zipOpen("", 0));
    GString *out = g_string_new(NULL);
    zipwrite_into(out);
    T_TRUE(!zipOpen("", 1));
    void *w = zipOpen("", 0);
    T_TRUE(zipWriteInFileInZip(w, "x", 1) < 0 && zipCloseFileInZip(w) < 0);
    T_TRUE(begin(w, "stored", 0, NULL) < 0 && begin(w, "secret", DEFLATED, "word") < 0);
    T_INT(begin(w, "open", DEFLATED, NULL), 0);
    T_TRUE(begin(w, "within", DEFLATED, NULL) < 0);
    T_TRUE(zipClose(w, NULL) < 0);
    T_INT(out->len, 0);
    zipwrite_into(NULL);
    g_string_free(out, TRUE);
    g_bytes_unref(x);
    g_bytes_unref(y);
    g_bytes_unref(again);
    g_string_free(large, TRUE);
    return t_done();
}
