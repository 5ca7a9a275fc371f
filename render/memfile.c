/* memfile.c - a stream of the C library that is in memory.
 *
 * What open_memstream gives cannot be read, what fmemopen gives cannot grow. */
#include "memfile.h"

#include <errno.h>
#include <glib.h>
#include <string.h>

struct memfile {
    GString *data;
    gsize at;
};

static ssize_t read_some(void *to, char *buf, size_t n)
{
    struct memfile *m = to;
    n = MIN(n, m->data->len - MIN(m->at, m->data->len));
    memcpy(buf, m->data->str + m->at, n);
    m->at += n;
    return (ssize_t)n;
}

static ssize_t write_all(void *to, const char *buf, size_t n)
{
    struct memfile *m = to;
    if (m->at > m->data->len) { /* behind the end: what lies between is zeros */
        gsize end = m->data->len;
        g_string_set_size(m->data, m->at);
        memset(m->data->str + end, 0, m->at - end);
    }
    g_string_overwrite_len(m->data, m->at, buf, (gssize)n);
    m->at += n;
    return (ssize_t)n;
}

static int seek(void *to, off64_t *offset, int whence)
{
    struct memfile *m = to;
    gsize from = whence == SEEK_CUR ? m->at : whence == SEEK_END ? m->data->len : 0;
    off64_t place = (off64_t)from + *offset;
    if (place < 0) {
        errno = EINVAL;
        return -1;
    }
    m->at = (gsize)place;
    *offset = place;
    return 0;
}

static int end(void *to)
{
    struct memfile *m = to;
    g_string_free(m->data, TRUE);
    g_free(m);
    return 0;
}

FILE *memfile_open(void)
{
    struct memfile *m = g_new(struct memfile, 1);
    *m = (struct memfile){g_string_sized_new(8192), 0};
    FILE *f = fopencookie(
        m, "w+", (cookie_io_functions_t){.read = read_some, .write = write_all, .seek = seek, .close = end});
    if (!f)
        end(m);
    return f;
}
