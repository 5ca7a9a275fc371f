/* match_split.c - tables that stand side by side on one worksheet, told apart. */
#include "match_split.h"

#include "match_fold.h"

#include <string.h>

/* Whether a cell goes over most of the grid: a title above all tables. */
static bool is_wide(const struct source_grid *g, const struct source_cell *c)
{
    return c->colspan * 2 > g->ncol;
}

static bool *filled_columns(const struct source_grid *g, struct arena *a)
{
    bool *filled = ARENA_ARRAY(a, (size_t)g->ncol + 1, bool);
    for (size_t i = 0; i < g->ncell; i++) {
        const struct source_cell *c = &g->cell[i];
        for (int k = c->col; k < c->col + c->colspan && k < g->ncol && *c->text && !is_wide(g, c); k++)
            filled[k] = true;
    }
    return filled;
}

/* The slot that most labels in columns [from, to) belong to, if there are enough of them; else NULL. */
static const char *slot_of(const struct source_grid *g, int from, int to, GHashTable *slot, struct arena *a)
{
    enum { ENOUGH = 3 };
    GHashTable *count = g_hash_table_new(g_str_hash, g_str_equal);
    const char *best = NULL;
    int most = ENOUGH - 1;
    for (size_t i = 0; i < g->ncell; i++) {
        const struct source_cell *c = &g->cell[i];
        if (c->col < from || c->col >= to || !*c->text)
            continue;
        char *key = fold_key(fold_text(c->text, a));
        const char *s = g_hash_table_lookup(slot, key);
        g_free(key);
        if (!s || !*s)
            continue;
        int n = GPOINTER_TO_INT(g_hash_table_lookup(count, s)) + 1;
        g_hash_table_insert(count, (void *)s, GINT_TO_POINTER(n));
        if (n > most) {
            most = n;
            best = s;
        }
    }
    g_hash_table_destroy(count);
    return best;
}

const int *split_columns(const struct source_grid *g, GHashTable *slot, size_t *n, struct arena *a)
{
    int *cut = ARENA_ARRAY(a, (size_t)g->ncol + 1, int);
    *n = 1;
    if (!g->spans || g->ncol < 2)
        return cut;
    const bool *filled = filled_columns(g, a);
    const char *left = NULL;
    for (int from = 0, to; from < g->ncol; from = to + 1) {
        for (to = from; to < g->ncol && filled[to]; to++)
            continue;
        const char *here = to > from ? slot_of(g, from, to, slot, a) : NULL;
        if (here && left && strcmp(here, left) != 0)
            cut[(*n)++] = from;
        left = here ? here : left;
    }
    return cut;
}
