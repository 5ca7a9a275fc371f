/* deflate.h - compressed data in the zlib format (RFC 1950), in memory.
 * With deflate_beside the only place that knows libdeflate, which takes a third of zlib's time, and zlib,
 * which unpacks piece by piece.  Used by finish and zipwrite for what they write themselves, and to read
 * copies and archives, which may come from anywhere: so unpacking has a limit. */
#ifndef DEFLATE_H
#define DEFLATE_H

#include <glib.h>
#include <stdbool.h>

/* How hard to look for what comes again.  In outlines of fonts next to nothing does, and a page has little:
 * there it would cost more time than bytes. */
enum deflate_effort { DEFLATE_QUICK, DEFLATE_THOROUGH };

/* deflate_append - put n bytes, compressed, behind what is in out.  Cannot fail. */
void deflate_append(enum deflate_effort effort, GString *out, const void *data, gsize n);

/* deflate_append_raw - the same without the frame of the zlib format (RFC 1951), as archives hold it. */
void deflate_append_raw(enum deflate_effort effort, GString *out, const void *data, gsize n);

/* deflate_crc32 - the checksum that archives hold beside it. */
guint32 deflate_crc32(const void *data, gsize n);

/* deflate_store - from now on (true) what a library would have zlib compress, with deflateInit, is stored in
 * the zlib format as it is; or no more (false).  For streams that are unpacked again at once. */
void deflate_store(bool on);

/* deflate_stored - what lies in n bytes that were only stored, unpacked; NULL if they are anything else. */
GBytes *deflate_stored(const void *data, gsize n);

/* inflate_bytes - the data unpacked; NULL if it is not whole and sound or unpacks to more than `limit` bytes.
 */
GBytes *inflate_bytes(const void *data, gsize n, gsize limit);

/* inflate_raw - what deflate_append_raw packed, when it is exactly `size` bytes with this checksum; NULL if
 * it is not.  Memory for `size` bytes is taken at once: limit it first. */
GBytes *inflate_raw(const void *data, gsize n, gsize size, guint32 crc);

/* Versions of the libraries: of zlib at run time, of libdeflate (which does not tell) when this was built. */
const char *deflate_zlib_version(void);
const char *deflate_version(void);

#endif
