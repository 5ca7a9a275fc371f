/* deflate.h - compressed data in the zlib format (RFC 1950), in memory.
 * The only place that knows libdeflate, which takes a third of zlib's time, and zlib, which unpacks piece by
 * piece.  Used by finish for what it writes itself, and to read copies, which may come from anywhere: so
 * unpacking has a limit. */
#ifndef DEFLATE_H
#define DEFLATE_H

#include <glib.h>
#include <stdbool.h>

struct deflater;

/* deflater_new - what compresses the streams of one file; ended by deflater_free. */
struct deflater *deflater_new(void);
void deflater_free(struct deflater *d);

/* Outlines of fonts have next to nothing in them that comes again: looking for it longer saves 1 %. */
enum deflate_kind { DEFLATE_TEXT, DEFLATE_OUTLINES };

/* deflate_append - put n bytes, compressed, behind what is in out.  Cannot fail. */
void deflate_append(const struct deflater *d, enum deflate_kind kind, GString *out, const void *data,
                    gsize n);

/* deflate_store - from now on (true) what a library would have zlib compress, with deflateInit, is stored in
 * the zlib format as it is; or no more (false).  For streams that are unpacked again at once. */
void deflate_store(bool on);

/* inflate_bytes - the data unpacked; NULL if it is not whole and sound or unpacks to more than `limit` bytes.
 */
GBytes *inflate_bytes(const void *data, gsize n, gsize limit);

/* Versions of the libraries: of zlib at run time, of libdeflate (which does not tell) when this was built. */
const char *deflate_zlib_version(void);
const char *deflate_version(void);

#endif
