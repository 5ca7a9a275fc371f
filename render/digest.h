/* digest.h - checksums: SHA-256 (GB/T 18238.4, FIPS 180-4), SM3 (GB/T 32905-2016) and BLAKE2b (RFC 7693).
 * The only place that knows libgcrypt. */
#ifndef DIGEST_H
#define DIGEST_H

#include <glib.h>

/* BLAKE2b, of 256 bits, is for our own use: quick on processors that have no instructions for SHA-256. */
enum digest_kind { DIGEST_SHA256, DIGEST_SM3, DIGEST_BLAKE2B };

enum { DIGEST_BYTES = 32, DIGEST_TEXT = 2 * DIGEST_BYTES + 1 };

/* digest_raw - the checksum of n bytes.  Cannot fail. */
void digest_raw(enum digest_kind kind, const void *data, gsize n, unsigned char out[DIGEST_BYTES]);

/* digest_text - the same in 64 lower-case hexadecimal digits and a NUL. */
void digest_text(enum digest_kind kind, GBytes *bytes, char out[DIGEST_TEXT]);

/* digest_version - version of the library at run time. */
const char *digest_version(void);

#endif
