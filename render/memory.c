/* memory.c - memory from mimalloc; when it is exhausted the program ends.
 * Used by everything, unseen: these functions take the place of the C library's own, also for the libraries
 * the program is linked with.
 *
 * A report asks 32,000 times for memory, most of it in libqpdf, libxlsxwriter and libxml2; with the C
 * library's allocator that was a tenth of the time of a long run.  C++ comes here by libstdc++'s own `new`,
 * which throws where callers are told: the Makefile puts libstdc++ before mimalloc, whose `new` would abort.
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

/* gcc tells by names of its own which sanitizer there is, clang when asked. */
#ifdef __has_feature
#define HAS(sanitizer) __has_feature(sanitizer)
#else
#define HAS(sanitizer) 0
#endif

#if defined __SANITIZE_ADDRESS__ || HAS(address_sanitizer)
#define WATCHED
#include <sanitizer/lsan_interface.h>
#else
#define __lsan_disable() (void)0
#define __lsan_enable()  (void)0
#endif
#if defined __SANITIZE_THREAD__ || HAS(memory_sanitizer) || HAS(thread_sanitizer)
#define WATCHED
#endif

void memory_forgets(bool library)
{
    if (library)
        __lsan_disable();
    else
        __lsan_enable();
}

#ifndef WATCHED

#include <mimalloc.h>

void *malloc(size_t n);
void *calloc(size_t n, size_t size);
void *realloc(void *p, size_t n);
void *reallocarray(void *p, size_t n, size_t size);
void *memalign(size_t align, size_t n);
void *aligned_alloc(size_t align, size_t n);
int posix_memalign(void **p, size_t align, size_t n);
void free(void *p);
size_t malloc_usable_size(void *p);

/* Pages of 2 MiB where the system has them: more than a quarter of the time of a single report was for the
 * first touch of small ones.  Set before the constructors of the libraries, which ask for memory. */
static void ask_for_large_pages(void)
{
    mi_option_set_enabled_default(mi_option_large_os_pages, true);
}

__attribute__((section(".preinit_array"), used)) static void (*const first)(void) = ask_for_large_pages;

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
    return or_end(mi_malloc(n));
}

void *calloc(size_t n, size_t size)
{
    return or_end(mi_calloc(n, size));
}

void *realloc(void *p, size_t n)
{
    return or_end(mi_realloc(p, n));
}

void *reallocarray(void *p, size_t n, size_t size)
{
    size_t all;
    if (__builtin_mul_overflow(n, size, &all)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(p, all);
}

void *memalign(size_t align, size_t n)
{
    return or_end(mi_memalign(align, n));
}

void *aligned_alloc(size_t align, size_t n)
{
    return or_end(mi_memalign(align, n));
}

int posix_memalign(void **p, size_t align, size_t n)
{
    if (align % sizeof(void *) != 0 || (align & (align - 1)) != 0)
        return EINVAL;
    *p = or_end(mi_memalign(align, n));
    return *p ? 0 : ENOMEM;
}

void free(void *p)
{
    mi_free(p);
}

size_t malloc_usable_size(void *p)
{
    return mi_usable_size(p);
}

#endif
