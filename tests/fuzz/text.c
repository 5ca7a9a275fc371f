/* text - the reader of texts in any encoding, then the matcher. */
#include "readers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    GBytes *bytes = g_bytes_new(data, n);
    read_and_match(source_text, "x.txt", bytes);
    g_bytes_unref(bytes);
    return 0;
}
