/* utf8.h - reading UTF-8, strictly. */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* utf8_next - decode the code point at *s and move *s behind it.  The text is NUL-terminated and valid
 * (the loaders see to that); returns 0 at the end without moving. */
static inline uint32_t utf8_next(const char **s)
{
    const unsigned char *p = (const unsigned char *)*s;
    if (p[0] < 0x80) {
        *s += p[0] != 0;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *s += 2;
        return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
    }
    if (p[0] < 0xF0) {
        *s += 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    *s += 4;
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 |
           (p[3] & 0x3F);
}

/* utf8_check - the offset of the first byte that is not strict UTF-8 (no surrogates, no overlong forms,
 * nothing above U+10FFFF), or n when all is well. */
size_t utf8_check(const char *s, size_t n);

/* utf8_length - the number of code points of a valid NUL-terminated text. */
size_t utf8_length(const char *s);

/* utf8_write - write cp to out (at least 4 bytes) and return how many bytes it took. */
size_t utf8_write(uint32_t cp, char *out);

/* utf8_is_han - CJK ideographs of all blocks, 〇 and 々 included. */
bool utf8_is_han(uint32_t cp);

/* utf8_is_control - C0 and C1 controls and DEL, the line feed included. */
bool utf8_is_control(uint32_t cp);

/* utf8_is_name - whether a text is UTF-8 with something to be seen in it, and nothing that cannot be seen. */
bool utf8_is_name(const char *s);

#endif
