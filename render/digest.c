/* digest.c - checksums of what is in memory. */
#include "digest.h"

#include <gcrypt.h>

/* The library wants to be greeted before anything else; a version that is too old is a broken installation.
 */
static void start(void)
{
    static gsize done;
    if (!g_once_init_enter(&done))
        return;
    if (!gcry_check_version(GCRYPT_VERSION))
        g_error("digest: libgcrypt is older than the one this program was built with");
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0); /* nothing here is secret */
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    g_once_init_leave(&done, 1);
}

void digest_raw(enum digest_kind kind, const void *data, gsize n, unsigned char out[DIGEST_BYTES])
{
    static const int algorithm[] = {
        [DIGEST_SHA256] = GCRY_MD_SHA256, [DIGEST_SM3] = GCRY_MD_SM3, [DIGEST_BLAKE2B] = GCRY_MD_BLAKE2B_256};
    start();
    gcry_md_hash_buffer(algorithm[kind], out, data, n);
}

void digest_text(enum digest_kind kind, GBytes *bytes, char out[DIGEST_TEXT])
{
    static const char digit[] = "0123456789abcdef";
    unsigned char raw[DIGEST_BYTES];
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    digest_raw(kind, data, n, raw);
    for (int i = 0; i < DIGEST_BYTES; i++) {
        out[2 * i] = digit[raw[i] >> 4];
        out[2 * i + 1] = digit[raw[i] & 15];
    }
    out[DIGEST_TEXT - 1] = '\0';
}

const char *digest_version(void)
{
    return gcry_check_version(NULL);
}
