/* deflate_beside.h - data compressed in a thread of its own while the caller does other work.
 * Used by finish: its compression takes a quarter of the time of a report, and workbooks are made meanwhile.
 */
#ifndef DEFLATE_BESIDE_H
#define DEFLATE_BESIDE_H

#include "deflate.h"

/* One piece: what goes in, and what comes out in the zlib format. */
struct deflate_piece {
    enum deflate_effort effort;
    GBytes *plain;
    GString *packed; /* empty at first; not to be touched before deflate_beside_end */
};

struct deflate_beside;

/* deflate_beside_begin - begin to compress n pieces, which are borrowed, in a thread: worth it on a processor
 * that has nothing else to do, which costs 3 % of a report where all are busy.  Without `thread`, and where
 * none is to be had, nothing is done yet.  Cannot fail.  One at a time: to be ended before the next begins
 * and before the process forks. */
struct deflate_beside *deflate_beside_begin(struct deflate_piece *piece, size_t n, bool thread);

/* deflate_beside_end - compress what the thread has not begun, and wait for what it has. */
void deflate_beside_end(struct deflate_beside *b);

#endif
