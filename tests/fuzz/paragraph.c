/* paragraph - a text: its characters classed, made items and broken into lines.  The first bytes say the
 * measure (lines.h), the others are UTF-8; widths are those of a font whose marks fill half their cell. */
#include "lines.h"

#include "kinsoku.h"

enum { EM = 16 * LEN_PT, MOST = 3000 };

static struct kchar char_of(uint32_t cp)
{
    bool half = cp < 0x2000;
    struct kchar c = {.cp = cp, .advance = half ? EM / 2 : EM, .cell = EM, .latin_gap = EM / 4};
    switch (half ? K_LATIN : kinsoku_class(0, cp, 0)) {
    case K_OP:
        c.trim_left = EM / 2;
        break;
    case K_CL:
    case K_ST:
        c.trim_right = EM / 2;
        break;
    case K_IP:
        c.trim_left = c.trim_right = EM / 4;
        break;
    default:
        break;
    }
    return c;
}

/* The characters, without what is no UTF-8. */
static size_t read_chars(const uint8_t *data, size_t n, struct kchar *c)
{
    const char *p = (const char *)data, *end = p + n;
    size_t count = 0;
    while (p < end && count < MOST) {
        gunichar cp = g_utf8_get_char_validated(p, end - p);
        bool sound = cp < 0x110000 && cp >= ' ';
        if (sound)
            c[count++] = char_of(cp);
        p = sound ? g_utf8_next_char(p) : p + 1;
    }
    return count;
}

/* The class of a full-width mark; half-width ones may be part of an address. */
static enum kinsoku_class mark_class(const struct kchar *c, size_t n, size_t i)
{
    return c[i].cp < 0x3000 ? K_HAN
                            : kinsoku_class(i ? c[i - 1].cp : 0, c[i].cp, i + 1 < n ? c[i + 1].cp : 0);
}

/* B1: of lines that nothing forced, the next does not begin with a closing mark or a stop, and none ends with
 * an opening mark. */
static void claim_ends(const struct kchar *c, size_t n, const struct line *line, size_t lines)
{
    for (size_t l = 0; l + 1 < lines; l++) {
        if (line[l].forced)
            continue;
        enum kinsoku_class last = mark_class(c, n, line[l].to - 1), first = mark_class(c, n, line[l].to);
        CLAIM(last != K_OP);
        CLAIM(first != K_CL && first != K_ST);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n < 3)
        return 0;
    struct fuzz f = fuzz_begin();
    struct kchar *c = ARENA_ARRAY(f.a, MOST, struct kchar);
    size_t count = read_chars(data + 3, n - 3, c), lines;
    struct item *it = kinsoku_items(c, count, f.a);
    for (size_t i = 0; i < count; i++)
        CLAIM(it[i].width >= 0 && it[i].before >= 0 && it[i].after >= 0 && it[i].gap_width >= 0 &&
              it[i].before + it[i].after <= it[i].width);
    struct break_options o = lines_options(data, EM);
    const struct line *line = lines_claimed(it, count, &o, EM, f.a, &lines);
    claim_ends(c, count, line, lines);
    fuzz_end(&f);
    return 0;
}
