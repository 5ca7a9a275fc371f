/* deflate.h - compressed data in the zlib format (RFC 1950), in memory.
 * The only place that knows zlib.  Used by finish for what it writes itself, and to read copies, which may
 * come from anywhere: so unpacking has a limit. */
#ifndef DEFLATE_H
#define DEFLATE_H

#include <glib.h>
#include <stdbool.h>

/* deflate_append - put n bytes, compressed, behind what is in out.  Cannot fail. */
void deflate_append(GString *out, const void *data, gsize n);

/* inflate_bytes - the data unpacked; NULL if it is not whole and sound or unpacks to more than `limit` bytes.
 */
GBytes *inflate_bytes(const void *data, gsize n, gsize limit);

/* deflate_version - version of the library at run time. */
const char *deflate_version(void);

#endif
