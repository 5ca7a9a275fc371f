/* pdf_edges.c - the straight lines of a page of a PDF, in sets that touch. */
#include "pdf_edges.h"

#include <stdbool.h>
#include <stdlib.h>

static int by_int(const void *a, const void *b)
{
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

static int by_place(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;
    return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : (x->from > y->from) - (x->from < y->from);
}

static int by_extent(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

/* The lines of one direction: those that nearly coincide brought together, their pieces joined. */
static GArray *collect_edges(const struct pdf_rules *rules, bool vertical)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(struct edge)),
           *out = g_array_new(FALSE, FALSE, sizeof(struct edge));
    for (size_t i = 0; i < rules->n; i++) {
        const struct pdf_rule *r = &rules->rule[i];
        if ((r->x0 == r->x1) == vertical) {
            struct edge e = {vertical ? r->x0 : r->y0, vertical ? r->y0 : r->x0, vertical ? r->y1 : r->x1,
                             -1};
            g_array_append_val(all, e);
        }
    }
    g_array_sort(all, by_place);
    for (guint i = 0, k; i < all->len; i = k) {
        int first = g_array_index(all, struct edge, i).at;
        for (k = i + 1; k < all->len && g_array_index(all, struct edge, k).at - first <= EDGE_NEAR;)
            k++;
        qsort(&g_array_index(all, struct edge, i), k - i, sizeof(struct edge), by_extent);
        struct edge now = g_array_index(all, struct edge, i);
        for (guint j = i + 1; j < k; j++) {
            const struct edge *e = &g_array_index(all, struct edge, j);
            if (e->from <= now.to + EDGE_GAP) {
                now.to = MAX(now.to, e->to);
            } else {
                g_array_append_val(out, now);
                now = *e;
                now.at = first;
            }
        }
        g_array_append_val(out, now);
    }
    g_array_free(all, TRUE);
    return out;
}

static bool touch(const struct edge *h, const struct edge *v)
{
    return v->at >= h->from - EDGE_GAP && v->at <= h->to + EDGE_GAP && h->at >= v->from - EDGE_GAP &&
           h->at <= v->to + EDGE_GAP;
}

static struct edge *edge_of(const GArray *edges, guint i)
{
    return &g_array_index(edges, struct edge, i);
}

/* Gives a number to each set of lines that touch; answers how many there are. */
static int group_edges(GArray *h, GArray *v)
{
    int groups = 0;
    GArray *todo = g_array_new(FALSE, FALSE, sizeof(guint)); /* numbers of lines, the vertical ones behind */
    for (guint i = 0; i < h->len; i++) {
        if (edge_of(h, i)->group >= 0)
            continue;
        edge_of(h, i)->group = groups;
        g_array_append_val(todo, i);
        while (todo->len) {
            guint at = g_array_index(todo, guint, todo->len - 1);
            bool across = at < h->len;
            g_array_set_size(todo, todo->len - 1);
            const struct edge *e = across ? edge_of(h, at) : edge_of(v, at - h->len);
            GArray *other = across ? v : h;
            for (guint k = 0; k < other->len; k++) {
                struct edge *o = edge_of(other, k);
                guint number = across ? h->len + k : k;
                if (o->group < 0 && (across ? touch(e, o) : touch(o, e))) {
                    o->group = groups;
                    g_array_append_val(todo, number);
                }
            }
        }
        groups++;
    }
    g_array_free(todo, TRUE);
    return groups;
}

GArray *edges_places(const struct edges *e, int group, bool down)
{
    const GArray *along = down ? e->down : e->across, *across = down ? e->across : e->down;
    GArray *at = g_array_new(FALSE, FALSE, sizeof(int)), *out = g_array_new(FALSE, FALSE, sizeof(int));
    int low = G_MAXINT, high = G_MININT;
    for (guint i = 0; i < along->len; i++)
        if (edge_of(along, i)->group == group)
            g_array_append_val(at, edge_of(along, i)->at);
    for (guint i = 0; i < across->len; i++)
        if (edge_of(across, i)->group == group) {
            low = MIN(low, edge_of(across, i)->from);
            high = MAX(high, edge_of(across, i)->to);
        }
    if (low < high) {
        g_array_append_val(at, low);
        g_array_append_val(at, high);
    }
    g_array_sort(at, by_int);
    for (guint i = 0; i < at->len; i++)
        if (!out->len || g_array_index(at, int, i) - g_array_index(out, int, out->len - 1) > 2 * EDGE_NEAR)
            g_array_append_val(out, g_array_index(at, int, i));
    g_array_free(at, TRUE);
    return out;
}

bool edges_cover(const struct edges *e, int group, bool down, int at, int middle)
{
    const GArray *edges = down ? e->down : e->across;
    for (guint i = 0; i < edges->len; i++) {
        const struct edge *k = edge_of(edges, i);
        if (k->group == group && abs(k->at - at) <= 2 * EDGE_NEAR && k->from <= middle && middle <= k->to)
            return true;
    }
    return false;
}

struct edges edges_of(const struct pdf_rules *rules)
{
    struct edges e = {collect_edges(rules, false), collect_edges(rules, true), 0};
    e.groups = group_edges(e.across, e.down);
    return e;
}

void edges_free(struct edges *e)
{
    g_array_free(e->across, TRUE);
    g_array_free(e->down, TRUE);
}
