/* input.c - the bytes of a file or of standard input. */
#include "input.h"

#include "intl.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* Ends the reading of what is no report (a device, a pipe without end); what a report may measure,
 * report_load says. */
enum { LIMIT = 16 << 20 };

static bool read_all(int fd, gsize limit, GByteArray *out)
{
    unsigned char block[1 << 16];
    while (out->len <= limit) {
        ssize_t n = read(fd, block, sizeof block);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
        g_byte_array_append(out, block, (guint)n);
    }
    return true;
}

GBytes *input_read_up_to(const char *path, gsize limit, struct err *e)
{
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    GByteArray *bytes = g_byte_array_new();
    if (fd < 0 || !read_all(fd, limit, bytes))
        err_set(e, ERR_SYSTEM, _("%s: cannot be read: %s"), is_stdin ? "stdin" : path, g_strerror(errno));
    else if (bytes->len > limit)
        err_set(e, ERR_LIMIT, _("%s: is larger than %d MiB"), is_stdin ? "stdin" : path, (int)(limit >> 20));
    if (fd >= 0 && !is_stdin)
        close(fd);
    if (e->kind == ERR_NONE)
        return g_byte_array_free_to_bytes(bytes);
    g_byte_array_free(bytes, TRUE);
    return NULL;
}

GBytes *input_read(const char *path, struct err *e)
{
    return input_read_up_to(path, LIMIT, e);
}
