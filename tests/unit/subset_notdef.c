/* The charstring of .notdef in CFF tables written here: of each length, found by each kind of number,
 * damaged. */
#include "t.h"

#include "subset_notdef.h"

#include <glib.h>

enum { OTHER = 0x55 }; /* fills the charstrings before */

static void put_index(GByteArray *b, const GByteArray *const *object, size_t n)
{
    uint8_t head[3] = {0, (uint8_t)n, 2}, offset[2];
    g_byte_array_append(b, head, n ? 3 : 2);
    size_t at = 1;
    for (size_t i = 0; n && i <= n; i++) {
        offset[0] = (uint8_t)(at >> 8);
        offset[1] = (uint8_t)at;
        g_byte_array_append(b, offset, 2);
        at += i < n ? object[i]->len : 0;
    }
    for (size_t i = 0; i < n; i++)
        g_byte_array_append(b, object[i]->data, object[i]->len);
}

static GByteArray *bytes(const char *data, size_t n)
{
    GByteArray *b = g_byte_array_new();
    return g_byte_array_append(b, (const guint8 *)data, (guint)n);
}

static GByteArray *charstring(size_t n)
{
    GByteArray *b = g_byte_array_sized_new(64);
    g_byte_array_set_size(b, (guint)n);
    memset(b->data, OTHER, n);
    return b;
}

/* A table whose Top DICT is `top`, where the two bytes after the first `place` of it take the offset of the
 * CharStrings INDEX; glyph 0 has n bytes. */
static GByteArray *made_table(const char *top, size_t ntop, size_t place, size_t n, size_t *glyph)
{
    GByteArray *b = bytes("\1\0\4\2", 4), *name = bytes("Any", 3), *dict = bytes(top, ntop);
    GByteArray *first = charstring(n), *second = charstring(7);
    size_t at =
        4 + 3 + 4 + name->len + 3 + 4 + dict->len; /* behind the header and two INDEXes of one object */
    dict->data[place] = (guint8)(at >> 8);
    dict->data[place + 1] = (guint8)at;
    put_index(b, (const GByteArray *const[]){name}, 1);
    put_index(b, (const GByteArray *const[]){dict}, 1);
    g_assert(b->len == at);
    put_index(b, (const GByteArray *const[]){first, second}, 2);
    *glyph = at + 3 + 6;
    GByteArray *const used[] = {name, dict, first, second};
    for (size_t i = 0; i < G_N_ELEMENTS(used); i++)
        g_byte_array_unref(used[i]);
    return b;
}

/* Only glyph 0 changes: pushes one number and drops it as often as it can, and ends. */
static void expect_notdef(const char *top, size_t ntop, size_t place, size_t n)
{
    size_t at;
    GByteArray *was = made_table(top, ntop, place, n, &at), *b = made_table(top, ntop, place, n, &at);
    subset_notdef(b->data, b->len);
    T_TRUE(!memcmp(b->data, was->data, at));
    T_TRUE(!memcmp(b->data + at + n, was->data + at + n, b->len - at - n));
    const uint8_t *p = b->data + at, *end = p + n - 1;
    while (p < end) {
        p += *p == 28 ? 3 : *p >= 247 && *p <= 250 ? 2 : *p >= 32 && *p <= 246 ? 1 : 9;
        if (!T_TRUE(p + 2 <= end && p[0] == 12 && p[1] == 18))
            break;
        p += 2;
    }
    T_INT(*end, 14);
    g_byte_array_unref(b);
    g_byte_array_unref(was);
}

#define TOP(s) s, sizeof(s) - 1

static void expect_untouched(const char *top, size_t ntop, size_t place, size_t n)
{
    size_t at;
    GByteArray *was = made_table(top, ntop, place, n, &at), *b = made_table(top, ntop, place, n, &at);
    subset_notdef(b->data, b->len);
    T_TRUE(!memcmp(b->data, was->data, b->len));
    g_byte_array_unref(b);
    g_byte_array_unref(was);
}

static void test_lengths(void)
{
    T_CASE("subset: .notdef becomes empty charstrings of each length that begin with drop");
    for (size_t n = 4; n < 40; n++)
        expect_notdef(TOP("\34\0\0\21"), 1, n);
    T_CASE("subset: a .notdef of less than four bytes stays as it is");
    for (size_t n = 0; n < 4; n++)
        expect_untouched(TOP("\34\0\0\21"), 1, n);
}

static void test_numbers(void)
{
    T_CASE("subset: charstrings are found behind every kind of number and operator of a Top DICT");
    expect_notdef(TOP("\35\0\0\0\0\21"), 3, 8);
    expect_notdef(TOP("\34\1\2\14\36\34\0\0\21"), 6, 8); /* ROS */
    expect_notdef(TOP("\36\xE2\xA2\x5F\36\x0A\xF0\5\34\0\0\21"), 9,
                  8);                                            /* reals, one ending in each half byte */
    expect_notdef(TOP("\36\x12\x11\x1F\5\34\0\0\21"), 6, 8);     /* 17 in a real */
    expect_notdef(TOP("\213\367\0\373\0\14\7\34\0\0\21"), 8, 8); /* one and two bytes */
    expect_notdef(TOP("\34\21\21\35\21\21\21\21\17\34\0\0\21"), 10, 8); /* 17 in numbers */
    T_CASE("subset: a Top DICT without charstrings leaves the table as it is");
    expect_untouched(TOP("\34\0\0\17"), 1, 8);
    expect_untouched(TOP("\36\x11\x11\x11\21"), 3, 8); /* a real without an end */
}

static void test_damage(void)
{
    T_CASE("subset: tables cut short or with a wrong byte are never written outside");
    size_t at;
    GByteArray *whole = made_table(TOP("\35\0\0\0\0\14\36\34\0\0\21"), 8, 9, &at);
    for (size_t n = 0; n < whole->len; n++) {
        uint8_t *exact = g_memdup2(whole->data, n); /* a sanitizer sees its end */
        subset_notdef(exact, n);
        T_TRUE(n >= at + 9 || n == 0 || !memcmp(exact, whole->data, n));
        g_free(exact);
    }
    for (size_t i = 0; i < whole->len; i++)
        for (unsigned v = 0; v < 256; v++) {
            uint8_t *exact = g_memdup2(whole->data, whole->len);
            exact[i] = (uint8_t)v;
            subset_notdef(exact, whole->len);
            g_free(exact);
        }
    g_byte_array_unref(whole);
}

int main(void)
{
    test_lengths();
    test_numbers();
    test_damage();
    return t_done();
}
