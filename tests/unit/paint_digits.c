/* Numbers as the C library prints them, whichever prints them. */
#include "t.h"

#include "paint_digits.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

int __snprintf_chk(char *out, size_t room, int flag, size_t size, const char *format, ...);

/* Both ways, into every room from too little over just enough to plenty. */
#define SAME(format, ...)                                                              \
    do {                                                                               \
        int all = snprintf(NULL, 0, format, __VA_ARGS__);                              \
        for (int room = 1; room <= all + 64; room++) {                                 \
            char want[500], got[500];                                                  \
            memset(got, 1, sizeof got);                                                \
            T_INT(snprintf(want, room, format, __VA_ARGS__), all);                     \
            T_INT(__snprintf_chk(got, room, 1, sizeof got, format, __VA_ARGS__), all); \
            T_STR(got, want);                                                          \
        }                                                                              \
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
    SAME("%%%c", 'd');
    SAME("%.d", 0);
    SAME("%.3d", 7);
}

static void decimal(double v)
{
    SAME("%f", v);
    SAME("%.18f", v);
    SAME("%.0f", v);
    SAME("%.f", v);
    SAME("%.*f", 3, v);
    SAME("%.*f", 23, v);
    /* others, and longer ones */
    SAME("%.30f", v);
    SAME("%.*f", 40, v);
    SAME("%.*f", -1, v);
    SAME("%8.3f", v);
    SAME("%lf", v);
    SAME("%g", v);
    SAME("%f ", v);
}

static void decimals(void)
{
    static const double value[] = {0,         0.5,       1.5,   2.5,     0.1,      0.0625,    0.03125,
                                   9.9999995, 0.9999999, 99.5,  841.89,  1e-7,     5e-7,      1.5e-6,
                                   1e-9,      1e-21,     3e-22, 1e-300,  DBL_MIN,  0.0000005, 1e14,
                                   1e15,      1e16,      1e30,  DBL_MAX, INFINITY, NAN,       999999.9999995};
    for (size_t i = 0; i < sizeof value / sizeof *value; i++) {
        decimal(value[i]);
        decimal(-value[i]);
        decimal(value[i] * (1 - DBL_EPSILON));
        decimal(value[i] * (1 + DBL_EPSILON));
    }
    unsigned luck = 1;
    double unit = 1;
    for (int i = 0; i < 500; i++) {
        luck = luck * 1664525 + 1013904223;
        unit = unit < 1e-24 ? 1 : unit / 2;
        decimal(luck * unit);
        decimal(luck / 10000 / 1e3); /* as they are in a page */
    }
}

int main(void)
{
    T_CASE("paint: numbers are those of the C library");
    paint_digits(true);
    numbers();
    T_CASE("paint: decimals are those of the C library");
    decimals();
    T_CASE("paint: and so they are while nothing is painted");
    paint_digits(false);
    numbers();
    decimals();
    return t_done();
}
