/* title.c - break a title into lines: whole words, symmetrical, a trapezium or a diamond.
 * Stage: part of vlist.  Pure.  Top-down: the name, where lines may end, the shape, the search. */
#include "title.h"

#include "kinsoku.h"

#include <stdbool.h>

/* Costs are compared, not measured: a place that a careful clerk would choose beats any gain in shape, a
 * word boundary inside a fixed phrase loses against every other. */
enum {
    COST_NEVER = -1,
    COST_PHRASE = 0,  /* behind the organ's name, before 关于, before a year */
    COST_YEAR = 30,   /* behind 2024年, 2024年度 */
    COST_WORD = 60,   /* behind any other word */
    COST_GUESS = 160, /* where a word seems to end that is not listed */
    COST_NAME = 400,  /* inside a name that is longer than a line: behind 省 市 县 */
    COST_EQUAL = 50,  /* two lines of nearly the same length */
    COST_SHORT = 40,  /* a line shorter than a third of the longest */
    COST_ALONE = 300, /* a line of three characters or less: 报告 alone, 2024年 alone */
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

/* Length of a year at i, 0 if there is none: 2024年, 2024年度. */
static size_t year_at(const struct title_char *c, size_t n, size_t i)
{
    enum { NIAN = 0x5E74, DU = 0x5EA6 };
    if (i + 4 >= n || c[i + 4].cp != NIAN || (i > 0 && digit(c[i - 1].cp)))
        return 0;
    for (size_t k = i; k < i + 4; k++)
        if (!digit(c[k].cp))
            return 0;
    return i + 5 < n && c[i + 5].cp == DU ? 6 : 5;
}

/* 关于 */
static bool about_at(const struct title_char *c, size_t n, size_t i)
{
    return i + 1 < n && c[i].cp == 0x5173 && c[i + 1].cp == 0x4E8E;
}

/* ---- the name ---- */

/* How many characters of the authority's name, from its first on, stand at i.  Fewer than all of them have to
 * end with a word. */
static size_t named_at(const struct title_char *c, size_t n, size_t i, const uint32_t *authority,
                       size_t nauthority)
{
    size_t k = 0;
    while (k < nauthority && i + k < n && c[i + k].cp == authority[k])
        k++;
    while (k < nauthority && k > 0 && !word_ends(c[i + k - 1].word))
        k--;
    return k > 1 ? k : 0;
}

struct title_name title_name_find(const struct title_char *c, size_t n, const uint32_t *authority,
                                  size_t nauthority)
{
    struct title_name none = {0, 0};
    size_t from = year_at(c, n, 0), length = 0, at = from;
    while (at < n && !about_at(c, n, at) && (length = named_at(c, n, at, authority, nauthority)) == 0)
        at++;
    if (length == 0)
        return none;
    for (size_t to = at + length; to < n; to++)
        if (year_at(c, n, to) || about_at(c, n, to))
            return (struct title_name){from, to};
    return (struct title_name){from, at + length};
}

/* ---- where lines may end ---- */

/* Whether the marks around forbid a line end behind i. */
static bool marks_forbid(const struct title_char *c, size_t n, size_t i)
{
    enum kinsoku_class here = kinsoku_class(i > 0 ? c[i - 1].cp : 0, c[i].cp, c[i + 1].cp),
                       next = kinsoku_class(c[i].cp, c[i + 1].cp, i + 2 < n ? c[i + 2].cp : 0);
    if (here == K_OP || here == K_SO || here == K_CN || here == K_PR)
        return true;
    switch (next) {
    case K_CL:
    case K_ST:
    case K_CN:
    case K_IP:
    case K_SO:
    case K_NOTE:
        return true;
    default:
        return false;
    }
}

/* How much may be cut to break a title at all. */
enum cut {
    CUT_NOTHING,
    CUT_NAMES,   /* names, between what is known of them */
    CUT_GUESSED, /* all, where words only seem to end */
    N_CUTS
};

/* 省市区县州盟旗 end an administrative name, where they are not part of a listed word, as 市场. */
static bool ends_place(const struct title_char *c, size_t i)
{
    static const uint32_t place[] = {0x7701, 0x5E02, 0x533A, 0x53BF, 0x5DDE, 0x76DF, 0x65D7, 0};
    return in(c[i].cp, place) && c[i].word != WORD_INSIDE;
}

/* 的和及与等了 */
static bool weak(uint32_t cp)
{
    static const uint32_t set[] = {0x7684, 0x548C, 0x53CA, 0x4E0E, 0x7B49, 0x4E86, 0};
    return in(cp, set);
}

static int cost_in_name(const struct title_char *c, size_t i, struct title_name name, enum cut cut)
{
    if (weak(c[i].cp) || ends_place(c, i + 1)) /* 和|静县, 公安|县 */
        return COST_NEVER;
    if (ends_place(c, i) && i > name.from)
        return COST_NAME;
    if (c[i].word == WORD_END || c[i].word == WORD_FREE)
        return 2 * COST_NAME;
    return cut == CUT_GUESSED && c[i].word == WORD_GUESS ? 4 * COST_NAME : COST_NEVER;
}

/* Cost of a line that ends behind i and is not the last; depth: inside so many brackets. */
static int cost_behind(const struct title_char *c, size_t n, size_t i, struct title_name name, enum cut cut,
                       int depth)
{
    bool in_name = i + 1 > name.from && i + 1 < name.to;
    if (depth > 0 || marks_forbid(c, n, i) || weak(c[i + 1].cp) || (in_name && cut == CUT_NOTHING) ||
        digit(c[i].cp))
        return COST_NEVER;
    if (in_name)
        return cost_in_name(c, i, name, cut);
    if (i > 0 && about_at(c, n, i - 1)) /* 关于 is no end, whatever follows */
        return COST_WORD;
    if (i + 1 == name.to || about_at(c, n, i + 1) || year_at(c, n, i + 1))
        return COST_PHRASE;
    if ((i >= 4 && year_at(c, n, i - 4) == 5) || (i >= 5 && year_at(c, n, i - 5) == 6))
        return COST_YEAR;
    if (!word_ends(c[i].word) || (i >= 4 && year_at(c, n, i - 4)))
        return COST_NEVER;
    return c[i].word != WORD_GUESS ? COST_WORD : cut == CUT_GUESSED ? COST_GUESS : COST_NEVER;
}

enum { LONGEST = 256 }; /* characters of a title that is broken here; longer ones are broken as text */

static void set_costs(const struct title_char *c, size_t n, struct title_name name, enum cut cut, int *cost)
{
    int depth = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        enum kinsoku_class k = kinsoku_class(i > 0 ? c[i - 1].cp : 0, c[i].cp, c[i + 1].cp);
        depth += k == K_OP ? 1 : k == K_CL && depth > 0 ? -1 : 0;
        cost[i] = cost_behind(c, n, i, name, cut, depth);
    }
    cost[n - 1] = 0;
}

/* ---- the shape ---- */

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
    for (size_t i = 0; k > 1 && i < k; i++)
        cost += (w[i] * 3 < longest ? COST_SHORT : 0) + (w[i] < 4 * em ? COST_ALONE : 0) +
                (int)((longest - w[i]) / em);
    if (k == 2) {
        len_t d = w[0] - w[1];
        cost += (d < 2 * em && -d < 2 * em ? COST_EQUAL : 0) + (d < 0 ? COST_UPSIDE : 0);
    } else if (k > 2 && !shapely(w, k)) {
        cost += COST_SHAPE;
    }
    return cost;
}

/* ---- the search ---- */

struct search {
    const struct title_char *c;
    const int *cost;
    size_t n, lines;
    len_t measure, room, em; /* room: for the characters alone */
    size_t end[TITLE_LINES], best_end[TITLE_LINES];
    len_t width[TITLE_LINES];
    int best; /* -1: nothing found */
};

/* Try every place for the end of line k that begins at `from`. */
static void try_line(struct search *s, size_t k, size_t from, int cost)
{
    len_t w = 0, gaps = 0;               /* gaps: before character i */
    if (s->best >= 0 && cost >= s->best) /* what is to come costs more still */
        return;
    for (size_t i = from; i < s->n; i++) {
        w += s->c[i].width;
        gaps += i > from ? s->c[i - 1].gap : 0;
        if (w > s->room || w + gaps > s->measure)
            return;
        bool last = k + 1 == s->lines;
        if (s->cost[i] == COST_NEVER || last != (i + 1 == s->n))
            continue;
        s->end[k] = i + 1;
        s->width[k] = w;
        if (!last) {
            try_line(s, k + 1, i + 1, cost + s->cost[i]);
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

/* The fewest lines; more of them only to have no hourglass. */
static size_t search(struct search *s)
{
    size_t found = 0;
    for (s->lines = 1; s->lines <= TITLE_LINES && (found == 0 || s->best >= COST_SHAPE); s->lines++) {
        int before = s->best;
        try_line(s, 0, 0, 0);
        found = s->best == before ? found : s->lines;
    }
    return found;
}

size_t title_break(const struct title_char *c, size_t n, struct title_name name, len_t measure, len_t em,
                   size_t end[TITLE_LINES])
{
    size_t found = 0;
    for (enum cut cut = CUT_NOTHING; cut < N_CUTS && found == 0 && n > 0 && n <= LONGEST; cut++) {
        int cost[LONGEST];
        set_costs(c, n, name, cut, cost);
        for (int margin = 1; margin >= 0; margin--) { /* free characters on either side */
            struct search s = {.c = c,
                               .cost = cost,
                               .n = n,
                               .measure = measure,
                               .room = measure - 2 * margin * em,
                               .em = em,
                               .best = -1};
            size_t lines = search(&s);
            if (lines == 0 || (found > 0 && s.best >= COST_SHAPE))
                continue;
            found = lines;
            for (size_t k = 0; k < lines; k++)
                end[k] = s.best_end[k];
            if (s.best < COST_SHAPE)
                break;
        }
    }
    return found;
}
