/* bench_finish.c - what finishing one report costs: `bench_finish N` prints the least and the mean of N runs
 * in ms of processor time, and how much of that mean is compression, which Cairo would do if finish did not.
 * Built, with libdeflate_zlib_compress wrapped by the linker, and run by tests/bench. */
#include "unit/typeset.h"

#include "finish.h"
#include "paint.h"

#include <libdeflate.h>
#include <time.h>

static GBytes *read_file(const char *path)
{
    char *data = NULL;
    gsize n = 0;
    if (!g_file_get_contents(path, &data, &n, NULL)) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(2);
    }
    return g_bytes_new_take(data, n);
}

/* Of this process or thread, in ms: a crowded machine does not show in it. */
static double spent_so_far(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double compressing;

size_t __real_libdeflate_zlib_compress(struct libdeflate_compressor *c, const void *in, size_t n, void *out,
                                       size_t room);
size_t __wrap_libdeflate_zlib_compress(struct libdeflate_compressor *c, const void *in, size_t n, void *out,
                                       size_t room);

size_t __wrap_libdeflate_zlib_compress(struct libdeflate_compressor *c, const void *in, size_t n, void *out,
                                       size_t room)
{
    double start = spent_so_far(CLOCK_THREAD_CPUTIME_ID);
    size_t length = __real_libdeflate_zlib_compress(c, in, n, out, room);
    compressing += spent_so_far(CLOCK_THREAD_CPUTIME_ID) - start;
    return length;
}

int main(int argc, char **argv)
{
    int runs = argc > 1 ? atoi(argv[1]) : 20;
    struct typeset t = typeset_open(NULL);
    struct pages *p = typeset_file(&t, "samples/laiyuan-2024.json");
    GBytes *painted = paint_pdf(painter_new(t.fonts, t.a), p, &t.e),
           *srgb = read_file("fonts/files/sRGB.icc");
    typeset_need(&t, painted, "paint");
    double least = 0, all = 0;
    for (int i = 0; i < runs; i++) {
        double start = spent_so_far(CLOCK_PROCESS_CPUTIME_ID);
        GBytes *pdf = finish_pdf(painted, p, &(struct finish_options){.pdfa = 2, .srgb = srgb}, &t.e);
        double spent = spent_so_far(CLOCK_PROCESS_CPUTIME_ID) - start;
        typeset_need(&t, pdf, "finish");
        g_bytes_unref(pdf);
        least = i && least < spent ? least : spent;
        all += spent;
    }
    printf("%.2f %.2f %.2f\n", least, all / runs, compressing / runs);
    g_bytes_unref(painted);
    g_bytes_unref(srgb);
    typeset_close(&t);
    return 0;
}
