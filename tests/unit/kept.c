/* What is kept for the same bytes of the same name. */
#include "t.h"

#include "kept.h"

static void add(struct kept *k, const char *name, const char *plain, const char *made)
{
    GBytes *p = g_bytes_new(plain, strlen(plain)), *m = g_bytes_new(made, strlen(made));
    kept_add(k, name, p, m);
    g_bytes_unref(p);
    g_bytes_unref(m);
}

static bool is(const struct kept *k, const char *name, const char *plain, const char *made)
{
    GBytes *m = kept_find(k, name, plain, strlen(plain));
    return made ? m && g_bytes_get_size(m) == strlen(made) &&
                      memcmp(g_bytes_get_data(m, NULL), made, strlen(made)) == 0
                : !m;
}

int main(void)
{
    static struct kept *k;
    k = kept_new();
    T_CASE("kept: what was made of the same bytes of the same name");
    T_TRUE(is(k, "a", "plain", NULL));
    add(k, "a", "plain", "made");
    add(k, "b", "plain", "other");
    add(k, "b", "", "empty");
    T_TRUE(is(k, "a", "plain", "made"));
    T_TRUE(is(k, "b", "plain", "other"));
    T_TRUE(is(k, "b", "", "empty"));
    T_TRUE(is(k, "a", "", NULL));
    T_TRUE(is(k, "a", "plaim", NULL));
    T_TRUE(is(k, "a", "plai", NULL));
    T_TRUE(is(k, "c", "plain", NULL));

    T_CASE("kept: as many of one name as it says, the oldest goes");
    for (int i = 1; i < KEPT_EACH; i++)
        add(k, "a", (char[]){(char)('0' + i), '\0'}, "more");
    T_TRUE(is(k, "a", "plain", "made"));
    T_TRUE(is(k, "a", "1", "more"));
    add(k, "a", "one too many", "last");
    T_TRUE(is(k, "a", "plain", NULL));
    T_TRUE(is(k, "a", "1", "more"));
    T_TRUE(is(k, "a", "one too many", "last"));
    T_TRUE(is(k, "b", "plain", "other"));
    return t_done();
}
