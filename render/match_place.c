/* match_place.c - rows of a text whose columns are made by blanks: a figure belongs to the column in whose
 * place on the line it stands, which rows without gaps on the same page show. */
#include "match_table.h"

#include <glib.h>

/* Where the figures of each column stand on their lines, in half characters. */
struct spots {
    int *low, *high; /* [n] */
    bool any;
};

/* Twice the character in the middle of a cell. */
static int middle(const struct mcell *c)
{
    return 2 * c->column + (int)g_utf8_strlen(c->text, -1);
}

/* Whether all figures of a row stand on one line of a text, in their order. */
static bool on_one_line(const struct row_place *p)
{
    int last = 0, line = p->line->cell[p->line->ncell - 1].line;
    for (int i = p->zone; i < p->line->ncell; i++) {
        const struct mcell *c = &p->line->cell[i];
        if (!c->column)
            continue;
        if (c->line != line || c->column <= last)
            return false;
        last = c->column;
    }
    return p->line->loose && p->line->ncell > p->zone + 1;
}

static bool has_inferred(const struct row_place *p)
{
    for (int i = p->zone; i < p->line->ncell; i++)
        if (is_blank(&p->line->cell[i]) && !p->line->cell[i].column)
            return true;
    return false;
}

static void learn(struct spots *s, const struct row_place *p, const struct row_reading *r)
{
    size_t n = p->band->columns.nleaf;
    bool full = r->state == ROW_READ && on_one_line(p);
    for (size_t k = 0; k < n; k++)
        full = full && r->cell[k];
    for (size_t k = 0; k < n && full; k++) {
        int at = middle(r->cell[k]);
        s->low[k] = s->any ? MIN(s->low[k], at) : at;
        s->high[k] = s->any ? MAX(s->high[k], at) : at;
    }
    s->any = s->any || full;
}

static int distance(const struct spots *s, size_t k, int at)
{
    return at < s->low[k] ? s->low[k] - at : at > s->high[k] ? at - s->high[k] : 0;
}

/* The column a cell stands in, -1: not clear. */
static int column_at(const struct spots *s, size_t n, const struct mcell *c)
{
    enum { NEAR = 4, CLEAR = 4 }; /* half characters: as near as that, and nearer by that than to any other */
    size_t best = 0;
    int at = middle(c);
    for (size_t k = 1; k < n; k++)
        best = distance(s, k, at) < distance(s, best, at) ? k : best;
    for (size_t k = 0; k < n; k++)
        if (k != best && distance(s, k, at) < distance(s, best, at) + CLEAR)
            return -1;
    return distance(s, best, at) <= NEAR ? (int)best : -1;
}

/* Whether the columns stand so far apart that a blank cell between two of them leaves a gap; where figures
 * are a space or two apart the places are those of the letters before them. */
static bool are_apart(const struct spots *s, size_t n)
{
    enum { APART = 8 }; /* half characters */
    for (size_t k = 1; k < n; k++)
        if (s->low[k] - s->high[k - 1] < APART)
            return false;
    return true;
}

static void read_by_spots(const struct spots *s, const struct row_place *p, struct row_reading *r,
                          struct arena *a)
{
    size_t n = p->band->columns.nleaf;
    struct row_reading by = {.state = ROW_BY_PLACE,
                             .value = ARENA_ARRAY(a, n, struct value),
                             .cell = ARENA_ARRAY(a, n, const struct mcell *)};
    struct row_reading none = {.state = ROW_UNREADABLE,
                               .value = ARENA_ARRAY(a, n, struct value),
                               .cell = ARENA_ARRAY(a, n, const struct mcell *)};
    bool good = s->any && n > 1 && are_apart(s, n);
    for (int i = p->zone; i < p->line->ncell && good; i++) {
        const struct mcell *c = &p->line->cell[i];
        int k = is_blank(c) ? -1 : column_at(s, n, c);
        if (is_blank(c))
            continue;
        good = k >= 0 && c->figure.kind != FIGURE_WORDS && !by.cell[k];
        if (good) {
            by.value[k] = c->figure.value;
            by.cell[k] = c;
        }
    }
    *r = good ? by : none;
}

void rows_by_place(const struct row_place *p, struct row_reading *r, const bool *alone, size_t n,
                   struct arena *a)
{
    for (size_t i = 0; i < n; i++) {
        if (!p[i].line || !on_one_line(&p[i]) || (r[i].state != ROW_UNREADABLE && !has_inferred(&p[i])))
            continue;
        size_t columns = p[i].band->columns.nleaf;
        struct spots s = {ARENA_ARRAY(a, columns, int), ARENA_ARRAY(a, columns, int), false};
        for (size_t k = 0; k < n; k++)
            if (p[k].line && p[k].line->chain == p[i].line->chain &&
                p[k].line->cell[0].page == p[i].line->cell[0].page)
                learn(&s, &p[k], &r[k]);
        if (!alone[i])
            s.any = false;
        read_by_spots(&s, &p[i], &r[i], a);
    }
}
