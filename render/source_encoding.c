/* source_encoding.c - bytes of a text file as UTF-8.  GB 18030-2022; The Unicode Standard 3.9 (D92), 23.8. */
#include "source_encoding.h"
#include "intl.h"
#include "source.h"
#include "utf8.h"

#include <string.h>

struct bytes {
    const unsigned char *p;
    size_t n;
};

/* The text in UTF-8, or NULL when one byte of it is not sound. */
static char *convert(struct bytes in, const char *from, struct arena *a, size_t *n)
{
    gsize made = 0;
    char *out = g_convert((const char *)in.p, (gssize)in.n, "UTF-8", from, NULL, &made, NULL);
    if (!out)
        return NULL;
    char *text = arena_strndup(a, out, made);
    g_free(out);
    *n = made;
    return text;
}

static bool starts(struct bytes b, const char *mark, size_t n)
{
    return b.n >= n && memcmp(b.p, mark, n) == 0;
}

static struct bytes behind(struct bytes b, size_t n)
{
    return (struct bytes){b.p + n, b.n - n};
}

/* Whether valid UTF-8 text has a letter of a script that a Chinese report is not written in, and no
 * ideograph: so looks GBK whose bytes happen to be UTF-8. */
static bool is_foreign(const char *text)
{
    bool foreign = false;
    for (const char *s = text; *s;) {
        uint32_t cp = utf8_next(&s);
        if (cp >= 0x2E80)
            return false;
        foreign = foreign || (cp >= 0x80 && cp < 0x800);
    }
    return foreign;
}

/* How plausible the bytes are as Chinese text in GB 18030, 0 to 100: the share of characters that are in
 * everyday use, which are the first level of GB 2312 (rows 16 to 55) and its signs (rows 1 to 9). */
static int gb_plausibility(struct bytes b)
{
    size_t everyday = 0, other = 0;
    for (size_t i = 0; i < b.n;) {
        if (b.p[i] < 0x80) {
            i++;
            continue;
        }
        unsigned lead = b.p[i], trail = i + 1 < b.n ? b.p[i + 1] : 0;
        bool four = trail >= '0' && trail <= '9';
        if (trail >= 0xA1 && ((lead >= 0xB0 && lead <= 0xD7) || (lead >= 0xA1 && lead <= 0xA9)))
            everyday++;
        else
            other++;
        i += four ? 4 : 2;
    }
    return everyday + other ? (int)(everyday * 100 / (everyday + other)) : 0;
}

/* Whether nearly all of a text are characters that a Chinese report may hold: the wrong order of the bytes of
 * UTF-16 gives others. */
static bool is_chinese(const char *text)
{
    size_t fitting = 0, all = 0;
    for (const char *s = text; *s; all++) {
        uint32_t cp = utf8_next(&s);
        bool latin = (cp >= 0x20 && cp < 0x7F) || cp == '\n' || cp == '\r' || cp == '\t';
        fitting += latin || (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x2010 && cp <= 0x2027) ||
                   (cp >= 0x3000 && cp <= 0x301F) || (cp >= 0xFF01 && cp <= 0xFF5E);
    }
    return all && fitting * 10 >= all * 9;
}

/* UTF-16 without a mark, which has zero bytes in digits and line ends. */
static char *without_mark(struct bytes b, struct arena *a, size_t *n)
{
    static const char *const order[] = {"UTF-16LE", "UTF-16BE"};
    for (size_t i = 0; i < G_N_ELEMENTS(order) && b.n % 2 == 0; i++) {
        char *text = convert(b, order[i], a, n);
        if (text && strlen(text) == *n && is_chinese(text))
            return text;
    }
    return NULL;
}

static size_t line_of(struct bytes b, size_t at)
{
    size_t line = 1;
    for (size_t i = 0; i < at && i < b.n; i++)
        line += b.p[i] == '\n';
    return line;
}

/* Where the text stops being sound, told for the encoding it comes nearest to. */
static char *fail_damaged(struct bytes b, struct err *e)
{
    size_t high = 0, bad = utf8_check((const char *)b.p, b.n);
    for (size_t i = 0; i < bad; i++)
        high += b.p[i] >= 0x80;
    if (memchr(b.p, '\0', b.n))
        err_set(e, ERR_INPUT, _("this is no text: it holds zero bytes"));
    else if (high >= 6)
        err_set(e, ERR_INPUT,
                _("line %zu holds a byte that is not UTF-8: the file is damaged or of two encodings"),
                line_of(b, bad));
    else
        err_set(e, ERR_INPUT,
                _("the text is in none of the encodings UTF-8, UTF-16, GBK and GB 18030 (line %zu): save it "
                  "again as UTF-8"),
                line_of(b, bad));
    return NULL;
}

char *source_decode(GBytes *bytes, const char *stated, struct arena *a, size_t *n, struct err *e)
{
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    struct bytes b = {data ? data : (const unsigned char *)"", size};
    if (b.n > SOURCE_MAX_TEXT) {
        err_set(e, ERR_LIMIT, _("the text is larger than %d MiB"), SOURCE_MAX_TEXT >> 20);
        return NULL;
    }
    char *text = NULL;
    const char *mark = starts(b, "\xFF\xFE", 2) ? "UTF-16LE" : starts(b, "\xFE\xFF", 2) ? "UTF-16BE" : NULL;
    if (mark) {
        text = convert(behind(b, 2), mark, a, n);
        if (!text || strlen(text) != *n)
            err_set(e, ERR_INPUT, _("the text says it is UTF-16, but it is damaged"));
        return e->kind == ERR_NONE ? text : NULL;
    }
    if (starts(b, "\xEF\xBB\xBF", 3))
        b = behind(b, 3);
    if (memchr(b.p, '\0', b.n)) {
        text = without_mark(b, a, n);
        return text ? text : fail_damaged(b, e);
    }
    if (utf8_check((const char *)b.p, b.n) == b.n) {
        text = arena_strndup(a, (const char *)b.p, b.n);
        *n = b.n;
        if (!is_foreign(text))
            return text;
    }
    size_t gb_n = 0;
    char *gb = gb_plausibility(b) >= 70 ? convert(b, "GB18030", a, &gb_n) : NULL;
    if (gb) {
        *n = gb_n;
        return gb;
    }
    if (text)
        return text;
    text = stated ? convert(b, stated, a, n) : NULL;
    return text ? text : fail_damaged(b, e);
}
