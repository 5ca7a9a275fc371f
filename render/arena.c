/* arena.c - memory that lives and dies together. */
#include "arena.h"

#include <glib.h>
#include <stddef.h>
#include <string.h>

enum { CHUNK = 64 * 1024 - 64, ALIGN = _Alignof(max_align_t) };

struct chunk {
    struct chunk *next;
    size_t used, size;
    _Alignas(max_align_t) char data[];
};

struct cleanup {
    struct cleanup *next;
    void (*fn)(void *);
    void *p;
};

struct arena {
    struct chunk *chunk; /* the one being filled; older ones behind it */
    struct cleanup *cleanup;
};

struct arena *arena_new(void)
{
    return g_new0(struct arena, 1);
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    for (struct cleanup *c = a->cleanup; c; c = c->next)
        c->fn(c->p);
    for (struct chunk *c = a->chunk, *next; c; c = next) {
        next = c->next;
        g_free(c);
    }
    g_free(a);
}

static struct chunk *chunk_new(size_t size)
{
    struct chunk *c = g_malloc(sizeof *c + size);
    *c = (struct chunk){.size = size};
    return c;
}

void *arena_alloc(struct arena *a, size_t n)
{
    if (n > G_MAXSIZE / 2)
        g_error("arena: %zu bytes asked for", n);
    size_t want = n ? (n + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
    if (want > CHUNK / 4) { /* large pieces get a chunk of their own, behind the one being filled */
        struct chunk *own = chunk_new(want);
        own->used = want;
        if (a->chunk) {
            own->next = a->chunk->next;
            a->chunk->next = own;
        } else {
            a->chunk = own;
        }
        return memset(own->data, 0, want);
    }
    if (!a->chunk || a->chunk->size - a->chunk->used < want) {
        struct chunk *c = chunk_new(CHUNK);
        c->next = a->chunk;
        a->chunk = c;
    }
    void *p = a->chunk->data + a->chunk->used;
    a->chunk->used += want;
    return memset(p, 0, want);
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
    if (size && n > G_MAXSIZE / 2 / size)
        g_error("arena: %zu elements of %zu bytes asked for", n, size);
    return arena_alloc(a, n * size);
}

void *arena_dup(struct arena *a, const void *p, size_t n)
{
    return n ? memcpy(arena_alloc(a, n), p, n) : arena_alloc(a, 0);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    if (!s)
        return NULL;
    char *d = arena_alloc(a, n + 1);
    memcpy(d, s, n);
    return d;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
    char most[256];
    va_list ap;
    va_start(ap, fmt);
    int n = g_vsnprintf(most, sizeof most, fmt, ap);
    va_end(ap);
    if (n >= 0 && (size_t)n < sizeof most)
        return arena_strndup(a, most, (size_t)n);
    va_start(ap, fmt);
    char *s = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    char *d = arena_strdup(a, s);
    g_free(s);
    return d;
}

char *arena_concat_to(struct arena *a, ...)
{
    va_list ap;
    size_t n = 0;
    va_start(ap, a);
    for (const char *s; (s = va_arg(ap, const char *));)
        n += strlen(s);
    va_end(ap);
    char *d = arena_alloc(a, n + 1), *to = d;
    va_start(ap, a);
    for (const char *s; (s = va_arg(ap, const char *));)
        to = stpcpy(to, s);
    va_end(ap);
    return d;
}

void arena_cleanup(struct arena *a, void (*fn)(void *), void *p)
{
    struct cleanup *c = ARENA_NEW(a, struct cleanup);
    *c = (struct cleanup){.next = a->cleanup, .fn = fn, .p = p};
    a->cleanup = c;
}
