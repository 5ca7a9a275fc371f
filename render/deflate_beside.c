/* deflate_beside.c - data compressed in a thread of its own.
 *
 * The thread reads what goes in and writes into memory that was taken before: it asks for none, shares
 * nothing but the number of the next piece, and cannot fail.  So no byte depends on it, and no failure has to
 * be brought back from it. */
#include "deflate_beside.h"

#include "deflate_private.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

struct deflate_beside {
    GPtrArray *piece; /* struct deflate_piece, the large ones first: at the end there is little to wait for */
    atomic_uint next; /* the one that nobody has in hand */
    pthread_t thread;
    bool threaded;
};

static struct deflate_tools there; /* of the thread, made before it begins */

/* The length of what is packed: as long as it may get before, as long as it got behind. */
static void compress(const struct deflate_piece *p, struct deflate_tools *tools)
{
    gsize n;
    const void *plain = g_bytes_get_data(p->plain, &n);
    p->packed->len =
        libdeflate_zlib_compress(deflate_tool(tools, p->effort), plain, n, p->packed->str, p->packed->len);
    g_assert(p->packed->len); /* 0 if it did not fit */
}

/* What nobody else has in hand, piece by piece. */
static void compress_rest(struct deflate_beside *b, struct deflate_tools *tools)
{
    for (guint i; (i = atomic_fetch_add(&b->next, 1)) < b->piece->len;)
        compress(b->piece->pdata[i], tools);
}

static void *run(void *b)
{
    compress_rest(b, &there);
    return NULL;
}

/* Signals are for the thread of the caller, but for what a sandbox sends to the one that asked. */
static bool begin_thread(struct deflate_beside *b)
{
    enum { STACK = 256 << 10 };
    sigset_t all, before;
    pthread_attr_t attr;
    for (guint i = 0; i < b->piece->len; i++)
        deflate_tool(&there, ((struct deflate_piece *)b->piece->pdata[i])->effort);
    if (pthread_attr_init(&attr) != 0)
        return false;
    sigfillset(&all);
    sigdelset(&all, SIGSYS);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool ok = pthread_attr_setstacksize(&attr, STACK) == 0 && pthread_create(&b->thread, &attr, run, b) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attr);
    return ok;
}

static gint large_first(gconstpointer a, gconstpointer b)
{
    const struct deflate_piece *const *x = a, *const *y = b;
    gsize m = g_bytes_get_size((*x)->plain), n = g_bytes_get_size((*y)->plain);
    return (m < n) - (m > n);
}

struct deflate_beside *deflate_beside_begin(struct deflate_piece *piece, size_t n, bool thread)
{
    struct deflate_beside *b = g_new0(struct deflate_beside, 1);
    b->piece = g_ptr_array_new();
    for (size_t i = 0; i < n; i++) {
        g_string_set_size(piece[i].packed,
                          libdeflate_zlib_compress_bound(NULL, g_bytes_get_size(piece[i].plain)));
        g_ptr_array_add(b->piece, &piece[i]);
    }
    g_ptr_array_sort(b->piece, large_first);
    b->threaded = thread && begin_thread(b);
    return b;
}

void deflate_beside_end(struct deflate_beside *b)
{
    compress_rest(b, &deflate_here);
    if (b->threaded)
        pthread_join(b->thread, NULL);
    for (guint i = 0; i < b->piece->len; i++) {
        GString *packed = ((struct deflate_piece *)b->piece->pdata[i])->packed;
        g_string_truncate(packed, packed->len);
    }
    g_ptr_array_free(b->piece, TRUE);
    g_free(b);
}
