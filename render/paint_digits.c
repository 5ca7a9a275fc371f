/* paint_digits.c - the whole numbers that Cairo prints. */
#include "paint_digits.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool here;

void paint_digits(bool on)
{
    here = on;
}

enum { LONGEST = 24 }; /* digits of a long, with a sign */

/* A format that is one whole number: %d, %ld, %04x, %0*x and the like. */
struct number {
    bool star, is_long;
    int width; /* at least so many digits, filled up with zeros */
    char kind; /* d u x X */
};

static bool is_number(const char *s, struct number *f)
{
    if (*s++ != '%')
        return false;
    bool zeros = *s == '0';
    s += zeros;
    *f = (struct number){.star = *s == '*'};
    s += f->star;
    for (; *s >= '0' && *s <= '9' && f->width < LONGEST; s++)
        f->width = f->width * 10 + *s - '0';
    f->is_long = *s == 'l';
    s += f->is_long;
    f->kind = *s;
    return *s && strchr("duxX", *s) && !s[1] && (zeros || (!f->star && !f->width));
}

/* The number in front of `end`; NULL if there is not room enough. */
static char *put(char *end, const struct number *f, int width, unsigned long v, bool negative)
{
    if (width < 0 || width >= LONGEST || (negative && width))
        return NULL;
    const char *digits = f->kind == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    unsigned base = f->kind == 'd' || f->kind == 'u' ? 10 : 16;
    char *p = end;
    do {
        *--p = digits[v % base];
    } while (v /= base);
    while (p > end - width)
        *--p = '0';
    if (negative)
        *--p = '-';
    return p;
}

/* The C library's own name for snprintf where the room is known (_FORTIFY_SOURCE), as Debian builds Cairo;
 * libraries find it here first, the program being before the C library in the order of the linker. */
int __snprintf_chk(char *out, size_t room, int flag, size_t size, const char *format, ...);
int __vsnprintf_chk(char *out, size_t room, int flag, size_t size, const char *format, va_list ap);

int __snprintf_chk(char *out, size_t room, int flag, size_t size, const char *format, ...)
{
    char text[LONGEST], *end = text + LONGEST, *p = NULL;
    struct number f;
    va_list ap;
    va_start(ap, format);
    if (here && room > LONGEST && size >= room && is_number(format, &f)) {
        int width = f.star ? va_arg(ap, int) : f.width;
        bool is_signed = f.kind == 'd';
        long v = f.is_long ? va_arg(ap, long) : is_signed ? va_arg(ap, int) : (long)va_arg(ap, unsigned);
        bool negative = is_signed && v < 0;
        p = put(end, &f, width, negative ? 0UL - (unsigned long)v : (unsigned long)v, negative);
    }
    va_end(ap);
    if (p) {
        memcpy(out, p, (size_t)(end - p));
        out[end - p] = '\0';
        return (int)(end - p);
    }
    va_start(ap, format);
    int n = __vsnprintf_chk(out, room, flag, size, format, ap);
    va_end(ap);
    return n;
}
