/* memory.c - memory that is exhausted ends the program.
 * Used by everything, unseen: these functions take the place of the C library's own, also for the libraries
 * the program is linked with.
 *
 * GLib stops where memory is exhausted; HarfBuzz, FreeType, Cairo and jansson go on without what they could
 * not keep, and a page set with half a font looks finished.  So no caller is told, but where memory_tell asks
 * for it: a message, and the end, before any file has its new name.  What a sanitizer watches over is left to
 * it. */
#include "memory.h"

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

static bool told;

void memory_tell(bool callers)
{
    told = callers;
}

#if defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define WATCHED
#endif
#endif
#if !defined WATCHED && !defined __SANITIZE_ADDRESS__

/* The C library's own, under the names it keeps for those who replace it. */
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t align, size_t n);

void *malloc(size_t n);
void *calloc(size_t n, size_t size);
void *realloc(void *p, size_t n);
void *memalign(size_t align, size_t n);
void *aligned_alloc(size_t align, size_t n);
int posix_memalign(void **p, size_t align, size_t n);

/* In both languages: choosing one would need memory. */
static void *or_end(void *p)
{
    static const char text[] = "nianbao: memory is exhausted 内存不足\n";
    if (p || told)
        return p;
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(3);
    _exit(3);
}

void *malloc(size_t n)
{
    return or_end(__libc_malloc(n));
}

void *calloc(size_t n, size_t size)
{
    return or_end(__libc_calloc(n, size));
}

void *realloc(void *p, size_t n)
{
    void *q = __libc_realloc(p, n);
    return n == 0 ? q : or_end(q); /* of size 0 it frees */
}

void *memalign(size_t align, size_t n)
{
    return or_end(__libc_memalign(align, n));
}

void *aligned_alloc(size_t align, size_t n)
{
    return or_end(__libc_memalign(align, n));
}

int posix_memalign(void **p, size_t align, size_t n)
{
    if (align % sizeof(void *) != 0 || (align & (align - 1)) != 0)
        return EINVAL;
    *p = or_end(__libc_memalign(align, n));
    return *p ? 0 : ENOMEM;
}

#endif
