/* deflate_private.h - the compressors of libdeflate.
 * Private to deflate. */
#ifndef DEFLATE_PRIVATE_H
#define DEFLATE_PRIVATE_H

#include "deflate.h"

#include <libdeflate.h>

/* One for each effort, made when it is first needed and kept; a thread needs its own. */
struct deflate_tools {
    struct libdeflate_compressor *kept[DEFLATE_THOROUGH + 1];
};

/* Of the thread in which all but deflate_beside's is done. */
extern struct deflate_tools deflate_here;

/* deflate_tool - the compressor for this effort; borrowed. */
struct libdeflate_compressor *deflate_tool(struct deflate_tools *tools, enum deflate_effort effort);

#endif
