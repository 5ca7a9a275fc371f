/* title.c - break a title into lines: whole words, symmetrical, a trapezium or a diamond.
 * Stage: part of paginate.  Pure. */
#include "title.h"

#include <stdbool.h>

/* Costs are compared, not measured: a place that a careful clerk would choose beats any gain in shape, a
 * word boundary inside a fixed phrase loses against every other. */
enum {
    COST_PHRASE = 0,  /* behind the organ's name, before 关于, before a year */
    COST_YEAR = 30,   /* behind 2024年 */
    COST_WORD = 60,   /* behind any other word */
    COST_EQUAL = 25,  /* two lines of nearly the same length */
    COST_SHORT = 40,  /* a line shorter than a third of the longest */
    COST_UPSIDE = 5,  /* longer below: manuals prefer the longer line on top */
    COST_SHAPE = 1000 /* an hourglass: neither trapezium nor diamond */
};

static bool in(uint32_t cp, const uint32_t *set)
{
    for (; *set; set++)
        if (*set == cp)
            return true;
    return false;
}

static bool digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static bool year_at(const uint32_t *cp, size_t n, size_t i)
{
    return i + 4 < n && digit(cp[i]) && digit(cp[i + 1]) && digit(cp[i + 2]) && digit(cp[i + 3]) &&
           cp[i + 4] == 0x5E74; /* 年 */
}

void title_costs(const uint32_t *cp, size_t n, size_t name, const uint8_t *word, struct title_char *c)
{
    static const uint32_t opens[] = {0x300A, 0xFF08, 0x201C, 0};                        /* 《 （ “ */
    static const uint32_t closes[] = {0x300B, 0xFF09, 0x201D, 0};                       /* 》 ） ” */
    static const uint32_t weak[] = {0x7684, 0x548C, 0x53CA, 0x4E0E, 0x7B49, 0x4E86, 0}; /* 的和及与等了 */
    int depth = 0;
    for (size_t i = 0; i < n; i++) {
        depth += in(cp[i], opens) ? 1 : in(cp[i], closes) && depth > 0 ? -1 : 0;
        uint32_t next = i + 1 < n ? cp[i + 1] : 0;
        bool about = next == 0x5173 && i + 2 < n && cp[i + 2] == 0x4E8E; /* 关于 */
        bool after_year = i >= 4 && year_at(cp, n, i - 4);
        c[i].cost = TITLE_NEVER;
        if (i + 1 == n)
            c[i].cost = 0;
        else if (depth > 0 || i + 1 < name || in(next, weak) || in(next, closes) ||
                 (digit(cp[i]) && digit(next)))
            continue;
        else if (i + 1 == name || about || (year_at(cp, n, i + 1) && !digit(cp[i])))
            c[i].cost = COST_PHRASE;
        else if (after_year && next != 0x5EA6) /* 2024年度 stays whole */
            c[i].cost = COST_YEAR;
        else if (word && word[i] && !digit(cp[i]))
            c[i].cost = COST_WORD;
    }
}

/* Widths rise to a longest line and fall behind it: trapezium either way up, or diamond. */
static bool shapely(const len_t *w, size_t k)
{
    size_t i = 1;
    while (i < k && w[i] >= w[i - 1])
        i++;
    while (i < k && w[i] <= w[i - 1])
        i++;
    return i == k;
}

static int shape_cost(const len_t *w, size_t k, len_t em)
{
    len_t longest = 0;
    for (size_t i = 0; i < k; i++)
        longest = w[i] > longest ? w[i] : longest;
    int cost = 0;
    for (size_t i = 0; i < k; i++)
        cost += (w[i] * 3 < longest ? COST_SHORT : 0) + (int)((longest - w[i]) / em);
    if (k == 2) {
        len_t d = w[0] - w[1];
        cost += (d < 2 * em && -d < 2 * em ? COST_EQUAL : 0) + (d < 0 ? COST_UPSIDE : 0);
    } else if (k > 2 && !shapely(w, k)) {
        cost += COST_SHAPE;
    }
    return cost;
}

struct search {
    const struct title_char *c;
    size_t n, lines;
    len_t room, em;
    size_t end[TITLE_LINES], best_end[TITLE_LINES];
    len_t width[TITLE_LINES];
    int best; /* -1: nothing found */
};

/* Try every place for the end of line k that begins at `from`; titles are short. */
static void try_line(struct search *s, size_t k, size_t from, int cost)
{
    len_t w = 0;
    for (size_t i = from; i < s->n; i++) {
        w += s->c[i].width;
        if (w > s->room)
            return;
        if (s->c[i].cost == TITLE_NEVER)
            continue;
        bool last = k + 1 == s->lines;
        if (last != (i + 1 == s->n))
            continue;
        s->end[k] = i + 1;
        s->width[k] = w;
        if (!last) {
            try_line(s, k + 1, i + 1, cost + s->c[i].cost);
            continue;
        }
        int total = cost + shape_cost(s->width, s->lines, s->em);
        if (s->best < 0 || total < s->best) {
            s->best = total;
            for (size_t j = 0; j < s->lines; j++)
                s->best_end[j] = s->end[j];
        }
    }
}

size_t title_break(const struct title_char *c, size_t n, len_t room, len_t em, size_t end[TITLE_LINES])
{
    struct search s = {.c = c, .n = n, .room = room, .em = em, .best = -1};
    for (s.lines = 1; s.lines <= TITLE_LINES && n > 0; s.lines++) {
        try_line(&s, 0, 0, 0);
        if (s.best < 0)
            continue;
        for (size_t k = 0; k < s.lines; k++)
            end[k] = s.best_end[k];
        return s.lines;
    }
    return 0;
}
