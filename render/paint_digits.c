/* paint_digits.c - the numbers that Cairo prints. */
#include "paint_digits.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool here;

void paint_digits(bool on)
{
    here = on;
}

enum {
    MOST = 24,         /* digits of a long, with a sign */
    LONGEST = 2 * MOST /* of a decimal: as many behind the point */
};

/* A format that is one number: %d, %ld, %04x, %0*x; %f, %.18f, %.*f and the like. */
struct number {
    bool star, is_long;
    int width; /* at least so many digits, filled up with zeros; of a decimal, digits behind the point */
    char kind; /* d u x X f */
};

static const char *read_width(const char *s, struct number *f)
{
    f->star = *s == '*';
    s += f->star;
    for (f->width = 0; *s >= '0' && *s <= '9' && f->width < MOST; s++)
        f->width = f->width * 10 + *s - '0';
    return s;
}

static bool is_whole(const char *s, struct number *f)
{
    bool zeros = *s == '0';
    s = read_width(s + zeros, f);
    f->is_long = *s == 'l';
    s += f->is_long;
    f->kind = *s;
    return *s && strchr("duxX", *s) && !s[1] && (zeros || (!f->star && !f->width));
}

static bool is_decimal(const char *s, struct number *f)
{
    enum { USUAL = 6 };
    *f = (struct number){.width = USUAL, .kind = 'f'};
    if (*s == '.')
        s = read_width(s + 1, f);
    return s[0] == 'f' && !s[1];
}

static bool is_number(const char *s, struct number *f)
{
    return *s == '%' && (is_decimal(s + 1, f) || is_whole(s + 1, f));
}

/* The number in front of `end`; NULL for one that is too wide. */
static char *put(char *end, const struct number *f, int width, unsigned long v, bool negative)
{
    if (width < 0 || width >= MOST || (negative && width))
        return NULL;
    const char *digits = f->kind == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    char *p = end;
    if (f->kind == 'x' || f->kind == 'X')
        do {
            *--p = digits[v % 16];
        } while (v /= 16);
    else
        do {
            *--p = digits[v % 10];
        } while (v /= 10);
    while (p > end - width)
        *--p = '0';
    if (negative)
        *--p = '-';
    return p;
}

__extension__ typedef unsigned __int128 bits;

static const bits one = (bits)1 << 124; /* of what is behind the point; a digit takes four more */

/* What is behind the point, rounded to `places` digits at p, of two as near to the even one; whether that
 * makes one before the point.  `odd`: the digit there is. */
static bool put_places(char *p, int places, bits behind, bool odd)
{
    for (int i = 0; i < places; i++) {
        behind *= 10;
        p[i] = (char)('0' + (char)(behind / one));
        behind %= one;
        odd = p[i] % 2;
    }
    bool up = behind > one / 2 || (behind == one / 2 && odd);
    for (int i = places; up && i-- > 0;) {
        up = p[i] == '9';
        p[i] = (char)(up ? '0' : p[i] + 1);
    }
    return up;
}

/* The decimal in front of `end`; NULL for one that is too large or too fine for whole numbers. */
static char *put_decimal(char *end, const struct number *f, int places, double v)
{
    double size = fabs(v);
    if (places < 0 || places >= MOST || !(size < 1e15))
        return NULL;
    unsigned long before = (unsigned long)size;
    double fine = (size - (double)before) * 0x1p124;
    bits behind = (bits)fine;
    if ((double)behind != fine)
        return NULL;
    char *p = end - places;
    before += put_places(p, places, behind, before % 2);
    if (places)
        *--p = '.';
    return put(p, f, 0, before, signbit(v));
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
    if (here && size >= room && is_number(format, &f)) {
        int width = f.star ? va_arg(ap, int) : f.width;
        if (f.kind == 'f') {
            p = put_decimal(end, &f, width, va_arg(ap, double));
        } else {
            bool is_signed = f.kind == 'd';
            long v = f.is_long ? va_arg(ap, long) : is_signed ? va_arg(ap, int) : (long)va_arg(ap, unsigned);
            bool negative = is_signed && v < 0;
            p = put(end, &f, width, negative ? 0UL - (unsigned long)v : (unsigned long)v, negative);
        }
    }
    va_end(ap);
    if (p && (size_t)(end - p) < room) {
        memcpy(out, p, (size_t)(end - p));
        out[end - p] = '\0';
        return (int)(end - p);
    }
    va_start(ap, format);
    int n = __vsnprintf_chk(out, room, flag, size, format, ap);
    va_end(ap);
    return n;
}
