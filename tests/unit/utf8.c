/* utf8.c - every code point is read as it was written, and the end of a text is not passed. */
#include "utf8.h"

#include "t.h"

int main(void)
{
    T_CASE("utf8_next reads every code point that utf8_write writes, and moves behind it");
    for (uint32_t cp = 1; cp < 0x110000; cp++) {
        if (cp >= 0xD800 && cp < 0xE000)
            continue;
        char text[5] = {0};
        size_t n = utf8_write(cp, text);
        const char *s = text;
        if (!T_INT(utf8_next(&s), cp) || !T_INT(s - text, n))
            break;
    }

    T_CASE("utf8_next gives 0 at the end of a text and stays there");
    const char *end = "";
    const char *s = end;
    T_INT(utf8_next(&s), 0);
    T_TRUE(s == end);
    return t_done();
}
