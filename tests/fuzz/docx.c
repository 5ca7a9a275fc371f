/* docx - the reader of Word files, then the matcher; the input is a zip archive, or its parts as zipped.h has
 * them. */
#include "readers.h"
#include "zipped.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    bool parts = n > 4 && memcmp(data, "=== ", 4) == 0;
    GBytes *bytes = parts ? zipped((const char *)data, n) : g_bytes_new(data, n);
    read_and_match(source_docx, "x.docx", bytes);
    g_bytes_unref(bytes);
    return 0;
}
