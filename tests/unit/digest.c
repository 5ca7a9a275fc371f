/* Checksums against the examples of their standards. */
#include "digest.h"
#include "t.h"

static void check(enum digest_kind kind, const char *text, const char *want)
{
    char got[DIGEST_TEXT];
    GBytes *bytes = g_bytes_new_static(text, strlen(text));
    digest_text(kind, bytes, got);
    T_STR(got, want);
    g_bytes_unref(bytes);
}

int main(void)
{
    T_CASE("digest: SHA-256 of the examples of FIPS 180-4");
    check(DIGEST_SHA256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check(DIGEST_SHA256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    T_CASE("digest: SM3 of the examples of GB/T 32905-2016");
    check(DIGEST_SM3, "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    check(DIGEST_SM3, "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
          "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    T_CASE("digest: BLAKE2b of 256 bits");
    check(DIGEST_BLAKE2B, "abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    T_CASE("digest: the raw form is the same");
    unsigned char raw[DIGEST_BYTES];
    digest_raw(DIGEST_SHA256, "abc", 3, raw);
    T_INT(raw[0], 0xba);
    T_INT(raw[31], 0xad);
    return t_done();
}
