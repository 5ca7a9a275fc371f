/* Compressed data: there and back, and what may come from anywhere. */
#include "deflate.h"
#include "t.h"

static GString *packed(const void *data, gsize n)
{
    GString *out = g_string_new(NULL);
    deflate_append(out, data, n);
    return out;
}

int main(void)
{
    enum { SIZE = 300000 };
    char *data = g_malloc0(SIZE);
    for (int i = 0; i < SIZE; i++)
        data[i] = (char)((unsigned)i * (unsigned)i / 7);
    GString *whole = packed(data, SIZE);

    T_CASE("deflate: what was packed comes back, behind what was there");
    GBytes *back = inflate_bytes(whole->str, whole->len, SIZE);
    T_TRUE(back && g_bytes_get_size(back) == SIZE && memcmp(g_bytes_get_data(back, NULL), data, SIZE) == 0);
    T_TRUE(whole->len < SIZE / 2);
    g_bytes_unref(back);
    GString *two = g_string_new("head");
    deflate_append(two, "", 0);
    T_TRUE(g_str_has_prefix(two->str, "head"));
    back = inflate_bytes(two->str + 4, two->len - 4, 0);
    T_TRUE(back && g_bytes_get_size(back) == 0);
    g_bytes_unref(back);
    g_string_free(two, TRUE);

    T_CASE("deflate: more than the limit is refused");
    T_TRUE(!inflate_bytes(whole->str, whole->len, SIZE - 1));

    T_CASE("deflate: cut or changed data are refused");
    for (gsize n = 0; n < whole->len; n += 997)
        T_TRUE(!inflate_bytes(whole->str, n, SIZE));
    T_TRUE(!inflate_bytes(whole->str, whole->len - 1, SIZE));
    whole->str[whole->len / 2] ^= 1;
    T_TRUE(!inflate_bytes(whole->str, whole->len, SIZE));
    g_string_free(whole, TRUE);
    g_free(data);
    return t_done();
}
