/* kept.c - what was made of bytes, for when the same bytes come again. */
#include "kept.h"

#include <stdbool.h>
#include <string.h>

struct pair {
    GBytes *plain, *made; /* NULL: none yet */
};

/* The pairs of one name. */
struct row {
    struct pair pair[KEPT_EACH];
    guint next; /* the oldest */
};

struct kept {
    GHashTable *row; /* name -> struct row */
};

struct kept *kept_new(void)
{
    struct kept *k = g_new(struct kept, 1);
    k->row = g_hash_table_new(g_str_hash, g_str_equal);
    return k;
}

static bool holds(GBytes *plain, const void *data, gsize n)
{
    return plain && g_bytes_get_size(plain) == n &&
           (!n || memcmp(g_bytes_get_data(plain, NULL), data, n) == 0);
}

GBytes *kept_find(const struct kept *k, const char *name, const void *data, gsize n)
{
    const struct row *r = g_hash_table_lookup(k->row, name);
    for (guint i = 0; r && i < KEPT_EACH; i++)
        if (holds(r->pair[i].plain, data, n))
            return r->pair[i].made;
    return NULL;
}

void kept_add(struct kept *k, const char *name, GBytes *plain, GBytes *made)
{
    struct row *r = g_hash_table_lookup(k->row, name);
    if (!r) {
        r = g_new0(struct row, 1);
        g_hash_table_insert(k->row, g_strdup(name), r);
    }
    struct pair *p = &r->pair[r->next];
    r->next = (r->next + 1) % KEPT_EACH;
    g_bytes_unref(p->plain);
    g_bytes_unref(p->made);
    *p = (struct pair){g_bytes_ref(plain), g_bytes_ref(made)};
}
