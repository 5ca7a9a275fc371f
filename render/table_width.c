/* table_width.c - the widths of a table's columns.
 *
 * Least widths come first: no figure cut, no word of a head, no piece of a label; cells of several columns
 * widen theirs last.  Then sister columns (heads below one group) are made equal, as far as the table keeps
 * to its page. The label columns share what the figures leave so that the table is lowest; what is left over
 * in the end goes to all columns alike.  In a table of bands the figure columns have fixed shares of their
 * room. */
#include "table_width.h"

#include <stdint.h>
#include <string.h>

enum {
    LABEL_EM = 4,      /* a label set horizontally has so much room, as in the published form */
    NARROW_EM = 2,     /* and at least this, if that brings the table to its page (B7) */
    LEVELS = 16,       /* steps tried between equal sister columns and least widths */
    TRIED_WIDTHS = 12, /* widths tried for each label column but the last */
};

/* ---- label columns ---- */

/* The label columns whose width is to be chosen. */
struct labels {
    int col[8];
    int n;
};

static struct labels open_labels(const struct fitting *t)
{
    struct labels l = {.n = 0};
    for (int c = 0; c < t->g->nlabel && l.n < 8; c++)
        if (!width_is_upright(t, c))
            l.col[l.n++] = c;
    return l;
}

static void add_width(len_t *list, int *n, len_t w)
{
    int at = 0;
    while (at < *n && list[at] < w)
        at++;
    if ((at < *n && list[at] == w) || *n == TRIED_WIDTHS)
        return;
    memmove(list + at + 1, list + at, (size_t)(*n - at) * sizeof *list);
    list[at] = w;
    ++*n;
}

/* Widths at which a cell of this column takes a line less, and the least. */
static int tried_widths(const struct fitting *t, int col, len_t least, len_t *list)
{
    int n = 0;
    add_width(list, &n, least);
    for (int k = 0; k < LINES_KNOWN; k++) /* few lines first: they are the better ones if the list is full */
        for (size_t i = 0; i < t->g->ncell; i++) {
            const struct grid_cell *c = &t->g->cell[i];
            if (c->col != col || c->colspan != 1)
                continue;
            len_t w = t->cell[i].words[k] + 2 * t->o->pad_x;
            if (t->cell[i].words[k] && w > least)
                add_width(list, &n, w);
        }
    return n;
}

/* Share the spare room between label columns k and following; the last takes what is left.  Keeps the best in
 * best[] and *lowest. */
static void try_labels(const struct fitting *t, const struct labels *l, int k, len_t spare, len_t *width,
                       len_t *best, struct cost *lowest)
{
    if (k + 1 >= l->n) {
        if (k < l->n)
            width[l->col[k]] += spare;
        struct cost c = widths_cost(t, width);
        if (c.total < lowest->total) {
            *lowest = c;
            memcpy(best, width, (size_t)t->g->ncol * sizeof *best);
        }
        if (k < l->n)
            width[l->col[k]] -= spare;
        return;
    }
    len_t list[TRIED_WIDTHS], least = width[l->col[k]];
    int n = tried_widths(t, l->col[k], least, list);
    for (int i = 0; i < n && list[i] - least <= spare; i++) {
        width[l->col[k]] = list[i];
        try_labels(t, l, k + 1, spare - (list[i] - least), width, best, lowest);
    }
    width[l->col[k]] = least;
}

/* Give `spare` to the label columns as is best.  Returns what that costs. */
static struct cost share_labels(const struct fitting *t, len_t spare, len_t *width)
{
    struct labels l = open_labels(t);
    struct cost lowest = {INT64_MAX, INT64_MAX};
    size_t n = (size_t)t->g->ncol;
    len_t *best = arena_dup(t->a, width, n * sizeof *best), *work = arena_dup(t->a, width, n * sizeof *work);
    try_labels(t, &l, 0, spare, work, best, &lowest);
    memcpy(width, best, n * sizeof *best);
    return lowest;
}

/* Take back from the last label column what it has no use for. */
static void trim_label(const struct fitting *t, const len_t *least, struct cost cost, len_t *width)
{
    struct labels l = open_labels(t);
    if (l.n == 0)
        return;
    len_t *w = &width[l.col[l.n - 1]], high = *w, low = least[l.col[l.n - 1]];
    *w = low;
    if (widths_cost(t, width).total <= cost.total)
        return;
    while (high - low > 1) {
        *w = low + (high - low) / 2;
        if (widths_cost(t, width).total <= cost.total)
            high = *w;
        else
            low = *w;
    }
    *w = high;
}

/* ---- figure columns ---- */

/* The group a column's head belongs to: sisters have one parent. */
static const struct label *group_of(const struct grid *g, int col)
{
    const struct grid_cell *head = NULL;
    for (size_t i = 0; i < g->ncell; i++) {
        const struct grid_cell *c = &g->cell[i];
        if (c->role == CELL_HEAD && c->col == col && c->colspan == 1)
            head = c;
    }
    return head && head->label ? head->label->parent : NULL;
}

/* The widths at which sisters are equal. */
static void equal_widths(const struct fitting *t, const len_t *least, len_t *equal)
{
    const struct grid *g = t->g;
    const struct label **group = ARENA_ARRAY(t->a, (size_t)g->ncol, const struct label *);
    for (int c = g->nlabel; c < g->ncol; c++)
        group[c] = group_of(g, c);
    for (int c = g->nlabel; c < g->ncol; c++) {
        equal[c] = least[c];
        for (int k = g->nlabel; k < g->ncol; k++)
            if (group[k] == group[c])
                equal[c] = max_len(equal[c], least[k]);
    }
}

/* Widen the figure columns to a level: none below its least, none beyond its sisters (equal NULL: whatever
 * they have).  Returns their sum. */
static len_t raise_figures(const struct fitting *t, const len_t *least, const len_t *equal, len_t level,
                           len_t *width)
{
    len_t sum = 0;
    for (int c = t->g->nlabel; c < t->g->ncol; c++) {
        width[c] = max_len(least[c], equal ? min_len(equal[c], level) : level);
        sum += width[c];
    }
    return sum;
}

static len_t sum_of(const len_t *w, int from, int to)
{
    len_t sum = 0;
    for (int c = from; c < to; c++)
        sum += w[c];
    return sum;
}

/* Equal sisters if the table then keeps to its page; else the highest level at which it does; else what costs
 * least, a point of inequality counting as one of height.  Returns whether the table keeps to its page. */
static bool choose_level(const struct fitting *t, const len_t *least, const len_t *equal, len_t *width)
{
    const struct grid *g = t->g;
    size_t bytes = (size_t)g->ncol * sizeof *width;
    len_t low = INT64_MAX, high = 0, labels = sum_of(least, 0, g->nlabel);
    for (int c = g->nlabel; c < g->ncol; c++) {
        low = min_len(low, least[c]);
        high = max_len(high, equal[c]);
    }
    len_t *work = arena_dup(t->a, least, bytes), *best = arena_dup(t->a, least, bytes);
    len_t wanted = sum_of(equal, g->nlabel, g->ncol), lowest = INT64_MAX;
    struct cost best_cost = {INT64_MAX, INT64_MAX};
    bool keeps = false;
    for (int k = LEVELS; k >= 0 && !keeps; k--) {
        memcpy(work, least, bytes);
        len_t figures = raise_figures(t, least, equal, low + (high - low) * k / LEVELS, work);
        if (figures + labels > t->o->width)
            continue;
        struct cost c = share_labels(t, t->o->width - figures - labels, work);
        keeps = t->o->page == 0 || c.height <= t->o->page;
        if (keeps || c.total + wanted - figures < lowest) {
            lowest = c.total + wanted - figures;
            best_cost = c;
            memcpy(best, work, bytes);
        }
        if (low >= high)
            break;
    }
    memcpy(width, best, bytes);
    if (g->nlabel)
        trim_label(t, least, best_cost, width);
    return keeps;
}

/* What the labels left goes to the figures until sisters are equal, the rest to all columns alike.  Where
 * sisters cannot be equal, all figure columns are but those that need more. */
static void spread_rest(const struct fitting *t, const len_t *least, const len_t *equal, len_t *width)
{
    const struct grid *g = t->g;
    len_t labels = sum_of(width, 0, g->nlabel), low = 0, high = t->o->width;
    if (labels + raise_figures(t, least, equal, high, width) > t->o->width) {
        while (low < high) { /* the highest level that fits */
            len_t mid = low + (high - low + 1) / 2;
            if (labels + raise_figures(t, least, NULL, mid, width) <= t->o->width)
                low = mid;
            else
                high = mid - 1;
        }
        raise_figures(t, least, NULL, low, width);
    }

    int open = 0;
    for (int c = 0; c < g->ncol; c++)
        open += !width_is_upright(t, c);
    len_t rest = t->o->width - sum_of(width, 0, g->ncol), part = open ? rest / open : 0;
    int odd = 0; /* the odd units go to a label column, so that sisters stay equal */
    for (int c = 0; c < g->ncol; c++) {
        bool takes = !width_is_upright(t, c);
        width[c] += takes ? part : 0;
        rest -= takes ? part : 0;
        odd = takes && width_of_labels(t, c) ? c : odd;
    }
    if (g->nlabel || open == 0)
        width[odd] += rest;
    else
        for (int c = g->ncol - 1; rest > 0; c--, rest--)
            width[c]++;
}

/* ---- tables of bands ---- */

/* Room that the figure columns need at least, in their shares. */
static len_t least_room(const struct fitting *t, int *total)
{
    const struct grid *g = t->g;
    len_t room = 0;
    *total = 0;
    for (int c = g->nlabel; c < g->ncol; c++)
        *total += g->share[c];
    for (size_t i = 0; i < g->ncell; i++) {
        const struct grid_cell *c = &g->cell[i];
        int share = 0;
        for (int k = c->col; k < c->col + c->colspan; k++)
            share += g->share[k];
        if (c->col < g->nlabel || share == 0)
            continue;
        len_t need = max_len(width_least_inner(t, &t->cell[i]) + 2 * t->o->pad_x, t->o->min_col);
        room = max_len(room, (need * *total + share - 1) / share + g->ncol); /* edges are rounded */
    }
    return room;
}

/* Most figure cells in one row. */
static int most_parts(const struct grid *g)
{
    int most = 1, n = 0;
    for (size_t i = 0; i < g->ncell; i++) {
        n = i > 0 && g->cell[i].row == g->cell[i - 1].row ? n : 0;
        n += g->cell[i].col >= g->nlabel;
        most = n > most ? n : most;
    }
    return most;
}

/* The label column is as wide as the parts of the fullest band, or as its longest label up to two fifths. */
static bool share_bands(const struct fitting *t, const len_t *least, len_t *width)
{
    const struct grid *g = t->g;
    int total;
    len_t all = t->o->width, needed = least_room(t, &total), one = 0, labels = sum_of(least, 0, g->nlabel);
    if (needed + labels > all)
        return false;
    for (size_t i = 0; i < g->ncell; i++)
        if (g->cell[i].col < g->nlabel && g->cell[i].role == CELL_LABEL)
            one = max_len(one, t->cell[i].one + 2 * t->o->pad_x);
    len_t want = max_len(all / (most_parts(g) + 1), min_len(one, all * 2 / 5));
    want = g->nlabel == 0 ? 0 : max_len(labels, min_len(want, all - needed));

    memcpy(width, least, (size_t)g->nlabel * sizeof *width);
    int at = 0;
    len_t room = all - want;
    for (int c = g->nlabel; c < g->ncol; c++) {
        len_t from = room * at / total;
        at += g->share[c];
        width[c] = room * at / total - from;
    }
    share_labels(t, want - labels, width);
    return true;
}

/* ---- */

/* Nothing fits whole: every column gives up the same part of its least width. */
static void squeeze(const struct fitting *t, const len_t *least, len_t *width)
{
    len_t sum = sum_of(least, 0, t->g->ncol), at = 0;
    for (int c = 0; c < t->g->ncol && sum > 0; c++) {
        len_t from = at * t->o->width / sum;
        at += least[c];
        width[c] = at * t->o->width / sum - from;
    }
}

/* Widths for one least width of labels.  *keeps tells whether the table then keeps to its page. */
static bool try_widths(const struct fitting *t, len_t *least, len_t *width, bool *keeps)
{
    const struct grid *g = t->g;
    widths_least(t, least);
    *keeps = true; /* bands: not asked, their labels have room */
    if (g->share)
        return share_bands(t, least, width);
    if (sum_of(least, 0, g->ncol) > t->o->width)
        return false;
    len_t *equal = ARENA_ARRAY(t->a, (size_t)g->ncol, len_t);
    equal_widths(t, least, equal);
    *keeps = choose_level(t, least, equal, width);
    spread_rest(t, least, equal, width);
    return true;
}

/* Widths at which the table keeps to its page, if they can be had with labels of less room. */
static bool choose_labels(const struct fitting *t, len_t *width, bool *keeps)
{
    struct fitting wide = *t, narrow = *t;
    wide.label_em = LABEL_EM;
    narrow.label_em = NARROW_EM;
    size_t n = (size_t)t->g->ncol;
    len_t *least = ARENA_ARRAY(t->a, n, len_t), *other = ARENA_ARRAY(t->a, n, len_t);
    *keeps = false;
    bool other_keeps = false, fits = try_widths(&wide, least, width, keeps);
    if (fits && *keeps)
        return true;
    bool other_fits = try_widths(&narrow, least, other, &other_keeps);
    if (other_fits && (!fits || other_keeps)) {
        memcpy(width, other, n * sizeof *width);
        *keeps = other_keeps;
    }
    return fits || other_fits;
}

/* The room for remarks at which the table keeps to its page and costs least; the smallest of equals. */
static bool choose_remarks(const struct fitting *t, len_t *width)
{
    static const int room[] = {3, 4, 5, 6, 8, 10, 12};
    struct fitting tried = *t;
    size_t n = (size_t)t->g->ncol;
    len_t *work = ARENA_ARRAY(t->a, n, len_t), longest = 0, lowest = INT64_MAX;
    bool found = false, found_keeps = false;
    for (size_t i = 0; i < t->g->ncell; i++)
        if (t->cell[i].role == CELL_FIGURE)
            longest = max_len(longest, t->cell[i].one);
    for (size_t k = 0; k < sizeof room / sizeof *room && (k == 0 || room[k - 1] * t->o->em < longest); k++) {
        bool keeps;
        tried.remark_em = room[k];
        if (!choose_labels(&tried, work, &keeps) || (found_keeps && !keeps))
            continue;
        len_t cost = widths_cost(&tried, work).total;
        if (found && cost >= lowest && keeps == found_keeps)
            continue;
        found = true;
        found_keeps = keeps;
        lowest = cost;
        memcpy(width, work, n * sizeof *width);
    }
    return found;
}

bool widths_choose(const struct fitting *t, len_t *width)
{
    if (choose_remarks(t, width))
        return true;
    if (t->relax != RELAX_ALL)
        return false;
    struct fitting narrow = *t;
    narrow.label_em = NARROW_EM;
    narrow.remark_em = 1;
    len_t *least = ARENA_ARRAY(t->a, (size_t)t->g->ncol, len_t);
    widths_least(&narrow, least);
    squeeze(t, least, width);
    return true;
}
