/* pdf - what verify reads of a PDF: its files, words, profile, the parts appended to it; and, where the input
 * begins as XML, the record and the manifest of a copy. */
#include "fuzz.h"

#include "manifest.h"
#include "pdfread.h"
#include "record.h"

static void xml(const uint8_t *data, size_t n)
{
    GBytes *bytes = g_bytes_new(data, n);
    struct fuzz f = fuzz_begin();
    CLAIM((record_read(bytes, f.a, &f.e) != NULL) == (f.e.kind == ERR_NONE));
    fuzz_end(&f);
    f = fuzz_begin();
    CLAIM((manifest_read(bytes, f.a, &f.e) != NULL) == (f.e.kind == ERR_NONE));
    fuzz_end(&f);
    g_bytes_unref(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n && data[0] == '<') {
        xml(data, n);
        return 0;
    }
    struct fuzz f = fuzz_begin();
    struct pdfread *p = pdfread_open(data, n, &f.e);
    CLAIM((p != NULL) == (f.e.kind == ERR_NONE));
    if (p) {
        gsize count = 0;
        struct err e = ERR_INIT;
        struct pdf_file *file = pdfread_files(p, f.a, &count, &e);
        for (gsize i = 0; file && i < count; i++)
            if (file[i].bytes)
                CLAIM(g_bytes_get_size(file[i].bytes) < G_MAXINT);
        err_clear(&e);
        GBytes *profile = pdfread_profile(p);
        if (profile)
            g_bytes_unref(profile);
        char *text = pdfread_text(p, &e), *place = pdfread_place(p, n / 2);
        CLAIM(!text || g_utf8_validate(text, -1, NULL));
        err_clear(&e);
        g_free(text);
        g_free(place);
    }
    gsize end = pdfread_end(data, n, "report.json");
    CLAIM(end <= n);
    if (end && end < n) {
        struct err e = ERR_INIT;
        struct pdf_update *u = pdfread_update(data, n, end, &e);
        CLAIM((u != NULL) == (e.kind == ERR_NONE));
        pdf_update_free(u);
        err_clear(&e);
    }
    pdfread_close(p);
    fuzz_end(&f);
    return 0;
}
