/* replay.c - a fuzz target without a fuzzer: runs the files it is given, so that what once broke is a test.
 */
#include "fuzz.h"

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        char *data;
        gsize n;
        if (!g_file_get_contents(argv[i], &data, &n, NULL)) {
            fprintf(stderr, "%s cannot be read\n", argv[i]);
            return 1;
        }
        uint8_t *exact =
            malloc(n ? n : 1); /* no byte behind the input, so that a sanitizer sees a step too far */
        memcpy(exact, data, n);
        g_free(data);
        fprintf(stderr, "%s\n", argv[i]);
        LLVMFuzzerTestOneInput(exact, n);
        free(exact);
    }
    return 0;
}
