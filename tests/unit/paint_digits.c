/* Whole numbers as the C library prints them, whichever prints them. */
#include "t.h"

#include "paint_digits.h"

#include <limits.h>
#include <stdlib.h>

int __snprintf_chk(char *out, size_t room, int flag, size_t size, const char *format, ...);

/* Both ways, into a little room and into enough. */
#define SAME(format, ...)                                                            \
    do {                                                                             \
        for (size_t room = 1; room <= 64; room += 3) {                               \
            char want[64], got[64];                                                  \
            memset(got, 1, sizeof got);                                              \
            int n = snprintf(want, room, format, __VA_ARGS__);                       \
            T_INT(__snprintf_chk(got, room, 1, sizeof got, format, __VA_ARGS__), n); \
            T_STR(got, want);                                                        \
        }                                                                            \
    } while (0)

static void numbers(void)
{
    static const long value[] = {0, 1, -1, 9, 10, 255, 4096, 65535, -12345, INT_MAX, INT_MIN};
    for (size_t i = 0; i < sizeof value / sizeof *value; i++) {
        int v = (int)value[i];
        SAME("%d", v);
        SAME("%u", (unsigned)v);
        SAME("%x", (unsigned)v);
        SAME("%04x", (unsigned)v);
        SAME("%04X", (unsigned)v);
        SAME("%0*x", 4, (unsigned)v);
        SAME("%0*x", 0, (unsigned)v);
        SAME("%ld", (long)v * 100000);
        SAME("%010ld", (long)v);
        SAME("%lu", (unsigned long)v);
        /* others, and wider ones */
        SAME("%4d", v);
        SAME("%+d", v);
        SAME("%05d", v);
        SAME("%030d", v);
        SAME("%0*x", 30, (unsigned)v);
        SAME("%*d", -6, v);
        SAME("%d ", v);
        SAME("%o", (unsigned)v);
        SAME("%d %d", v, 7);
    }
    SAME("%ld", LONG_MAX);
    SAME("%ld", LONG_MIN);
    SAME("%s", "%d");
    SAME("%f", 0.1);
    SAME("%%%c", 'd');
}

int main(void)
{
    T_CASE("paint: numbers are those of the C library");
    paint_digits(true);
    numbers();
    T_CASE("paint: and so they are while nothing is painted");
    paint_digits(false);
    numbers();
    return t_done();
}
