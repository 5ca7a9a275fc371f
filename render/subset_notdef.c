/* subset_notdef.c - a glyph .notdef that spares Cairo a search. */
#include "subset_notdef.h"

#include <stdbool.h>

struct cff {
    const uint8_t *data;
    size_t size;
    bool bad; /* something points outside */
};

/* What an INDEX holds, as offsets in the table; all at its end if it holds nothing. */
struct index {
    size_t first, second, end; /* objects 0 and 1; the byte after the last */
};

static unsigned number(struct cff *c, size_t at, size_t bytes)
{
    c->bad = c->bad || at > c->size || bytes > c->size - at;
    unsigned v = 0;
    for (size_t i = 0; i < bytes && !c->bad; i++)
        v = v << 8 | c->data[at + i];
    return v;
}

static struct index read_index(struct cff *c, size_t at)
{
    enum { COUNT = 2, WIDTH = 1 };
    size_t count = number(c, at, COUNT), offset = at + COUNT + WIDTH;
    if (!count)
        return (struct index){at + COUNT, at + COUNT, at + COUNT};
    size_t width = number(c, at + COUNT, WIDTH) & 7;
    size_t base = offset + width * (count + 1) - 1; /* offsets count from 1 */
    struct index ix = {base + number(c, offset, width), base + number(c, offset + width, width),
                       base + number(c, offset + width * count, width)};
    c->bad = c->bad || !width || ix.first > ix.second || ix.second > ix.end || ix.end > c->size;
    return ix;
}

/* Where the DICT from `at` to `end` says that the CharStrings INDEX lies; 0 if it does not. */
static size_t find_charstrings(struct cff *c, size_t at, size_t end)
{
    enum { SHORT = 28, LONG = 29, REAL = 30, ESCAPE = 12, CHARSTRINGS = 17 };
    size_t operand = 0;
    while (at < end && !c->bad) {
        unsigned b = number(c, at++, 1);
        if (b == SHORT || b == LONG) {
            size_t bytes = b == SHORT ? 2 : 4;
            operand = number(c, at, bytes);
            at += bytes;
        } else if (b == REAL) { /* up to a half byte of ones */
            while (at < end && (c->data[at] & 0x0F) != 0x0F && (c->data[at] & 0xF0) != 0xF0)
                at++;
            at++;
        } else if (b >= 32 && b <= 246) {
            operand = b - 139;
        } else if (b >= 247) {
            operand = (b - 247) * 256 + 108 + number(c, at++, 1);
        } else if (b == CHARSTRINGS) {
            return operand;
        } else if (b == ESCAPE) {
            at++;
        }
    }
    return 0;
}

/* `0 drop` as often as there is room, with zeros of one to three bytes, and `endchar`. */
static void fill(uint8_t *p, size_t n)
{
    enum { DROP = 3 }; /* bytes, with the shortest zero */
    static const uint8_t drop[3][DROP + 2] = {{139, 12, 18}, {247, 0, 12, 18}, {28, 0, 0, 12, 18}};
    size_t longer = (n - 1) % DROP;
    for (size_t i = 0; i < n - 1; i++)
        p[i] = i < DROP + longer ? drop[longer][i] : drop[0][(i - longer) % DROP];
    p[n - 1] = 14;
}

void subset_notdef(uint8_t *cff, size_t n)
{
    struct cff c = {cff, n, false};
    struct index names = read_index(&c, number(&c, 2, 1)), top = read_index(&c, names.end);
    size_t at = find_charstrings(&c, top.first, top.second);
    struct index glyphs = read_index(&c, at);
    enum { LEAST = 4 };
    if (!c.bad && at && glyphs.second - glyphs.first >= LEAST)
        fill(cff + glyphs.first, glyphs.second - glyphs.first);
}
