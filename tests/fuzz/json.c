/* json - report data: loading, all checks, and the canonical form, which loads again to the same. */
#include "fuzz.h"

#include "accepted.h"
#include "check.h"
#include "report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const struct fuzz_own *own = fuzz_own();
    struct fuzz f = fuzz_begin();
    struct report *r = report_load("r.json", (const char *)data, n, own->forms, f.a, f.d, &f.e);
    CLAIM(r || f.e.kind != ERR_NONE);
    if (r) {
        struct others others = {.last = r};
        struct check_with with = {.others = &others, .editions = own->editions, .prose = own->prose};
        check_report(r, &with, f.d);
        size_t once, twice;
        const char *first = report_write(r, f.a, &once);
        struct report *again = report_load("r.json", first, once, own->forms, f.a, f.d, &f.e);
        CLAIM(again);
        const char *second = report_write(again, f.a, &twice);
        CLAIM(once == twice && memcmp(first, second, once) == 0);
    }
    struct accepted *accepted = accepted_load("a.json", (const char *)data, n, f.a, f.d);
    accepted_leave_out(accepted, f.d);
    fuzz_end(&f);
    return 0;
}
