/* deflate_beside.c - data compressed in a thread of its own.
 *
 * The thread reads what goes in and writes into memory that was taken before: it asks for none, shares
 * nothing and cannot fail.  So no byte depends on it, and no failure has to be brought back from it. */
#include "deflate_beside.h"

#include "deflate_private.h"

#include <pthread.h>
#include <signal.h>

struct deflate_beside {
    struct deflate_piece *piece;
    size_t n;
    pthread_t thread;
    bool threaded;
};

static struct deflate_tools tools; /* only ever in the hands of one thread, and made before it begins */

/* The length of what is packed: as long as it may get before, as long as it got behind. */
static void *compress_all(void *beside)
{
    struct deflate_beside *b = beside;
    for (size_t i = 0; i < b->n; i++) {
        GString *packed = b->piece[i].packed;
        gsize n;
        const void *plain = g_bytes_get_data(b->piece[i].plain, &n);
        packed->len = libdeflate_zlib_compress(deflate_tool(&tools, b->piece[i].effort), plain, n,
                                               packed->str, packed->len);
        g_assert(packed->len); /* 0 if it did not fit */
    }
    return NULL;
}

static void take_memory(const struct deflate_piece *p)
{
    gsize most = libdeflate_zlib_compress_bound(deflate_tool(&tools, p->effort), g_bytes_get_size(p->plain));
    g_string_set_size(p->packed, most);
}

/* Signals are for the thread of the caller, but for what a sandbox sends to the one that asked. */
static bool begin_thread(struct deflate_beside *b)
{
    enum { STACK = 256 << 10 };
    sigset_t all, before;
    pthread_attr_t attr;
    if (pthread_attr_init(&attr) != 0)
        return false;
    sigfillset(&all);
    sigdelset(&all, SIGSYS);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool ok = pthread_attr_setstacksize(&attr, STACK) == 0 &&
              pthread_create(&b->thread, &attr, compress_all, b) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attr);
    return ok;
}

struct deflate_beside *deflate_beside_begin(struct deflate_piece *piece, size_t n, bool thread)
{
    struct deflate_beside *b = g_new0(struct deflate_beside, 1);
    b->piece = piece;
    b->n = n;
    for (size_t i = 0; i < n; i++)
        take_memory(&piece[i]);
    b->threaded = thread && begin_thread(b);
    if (!b->threaded)
        compress_all(b);
    return b;
}

void deflate_beside_end(struct deflate_beside *b)
{
    if (b->threaded)
        pthread_join(b->thread, NULL);
    for (size_t i = 0; i < b->n; i++)
        g_string_truncate(b->piece[i].packed, b->piece[i].packed->len);
    g_free(b);
}
