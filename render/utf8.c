/* utf8.c - reading UTF-8, strictly. */
#include "utf8.h"

#include <glib.h>
#include <string.h>

size_t utf8_check(const char *s, size_t n)
{
    const char *end = s;
    while ((size_t)(end - s) < n && !g_utf8_validate(end, (gssize)(n - (size_t)(end - s)), &end)) {
        if (*end != '\0') /* a NUL byte is valid UTF-8; GLib stops at it */
            return (size_t)(end - s);
        end++;
    }
    return n;
}

size_t utf8_length(const char *s)
{
    return (size_t)g_utf8_strlen(s, -1);
}

size_t utf8_write(uint32_t cp, char *out)
{
    return (size_t)g_unichar_to_utf8(cp, out);
}

bool utf8_is_han(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3007 || cp == 0x3005 ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x323AF) ||
           (cp >= 0x2E80 && cp <= 0x2FDF);
}

bool utf8_is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F);
}

bool utf8_is_name(const char *s)
{
    bool seen = false;
    if (!g_utf8_validate(s, -1, NULL))
        return false;
    for (; *s; s = g_utf8_next_char(s)) {
        if (!g_unichar_isprint(g_utf8_get_char(s)))
            return false;
        seen = seen || g_unichar_isgraph(g_utf8_get_char(s));
    }
    return seen;
}
