/* make_zip.h - zip archives for unit tests, made in memory. */
#ifndef MAKE_ZIP_H
#define MAKE_ZIP_H

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct part {
    const char *name;
    const char *text;
    size_t n; /* 0: strlen */
};

/* A zip archive of these parts, with libzip. */
static inline GBytes *make_zip(const struct part *p, size_t n, const char *password)
{
    zip_error_t ze;
    zip_error_init(&ze);
    zip_source_t *out = zip_source_buffer_create(NULL, 0, 0, &ze);
    zip_source_keep(out);
    zip_t *z = zip_open_from_source(out, ZIP_CREATE | ZIP_TRUNCATE, &ze);
    if (!z)
        abort();
    for (size_t i = 0; i < n; i++) {
        zip_source_t *src = zip_source_buffer(z, p[i].text, p[i].n ? p[i].n : strlen(p[i].text), 0);
        zip_int64_t at = zip_file_add(z, p[i].name, src, 0);
        if (at < 0)
            abort();
        if (password && zip_file_set_encryption(z, (zip_uint64_t)at, ZIP_EM_AES_256, password) != 0)
            abort();
    }
    if (zip_close(z) != 0)
        abort();
    zip_stat_t st;
    zip_source_stat(out, &st);
    char *data = g_malloc(st.size);
    zip_source_open(out);
    if (zip_source_read(out, data, st.size) != (zip_int64_t)st.size)
        abort();
    zip_source_close(out);
    zip_source_free(out);
    return g_bytes_new_take(data, st.size);
}

#endif
