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
    REMARK_EM = 3,     /* and a remark in a figure's cell so much */
    LEVELS = 16,       /* steps tried between equal sister columns and least widths */
    TRIED_WIDTHS = 12, /* widths tried for each label column but the last */
    UNFIT = 1 << 20    /* points; dearer than any table */
};

len_t width_inner(const struct fitting *t, const len_t *width, size_t i)
{
    const struct grid_cell *c = &t->g->cell[i];
    len_t w = -2 * t->o->pad_x;
    for (int k = 0; k < c->colspan; k++)
        w += width[c->col + k];
    return w;
}

len_t upright_width(const struct fitting *t)
{
    return t->o->em + (t->stacks - 1) * t->o->leading;
}

static len_t max_len(len_t a, len_t b)
{
    return a > b ? a : b;
}

static len_t min_len(len_t a, len_t b)
{
    return a < b ? a : b;
}

/* ---- least widths ---- */

static len_t least_inner(const struct fitting *t, const struct measure *m)
{
    len_t em = t->o->em;
    if (m->upright)
        return upright_width(t);
    if (t->relax == RELAX_ALL)
        return min_len(m->one, em);
    switch (m->role) {
    case CELL_FIGURE:
        return max_len(m->piece, min_len(m->one, REMARK_EM * em));
    case CELL_CORNER:
    case CELL_LABEL:
        return max_len(m->piece, min_len(m->one, t->label_em * em));
    case CELL_BAND:
    case CELL_HEAD:
        break;
    }
    return t->relax == RELAX_NONE ? m->word : m->piece;
}

static bool is_label_column(const struct fitting *t, int col)
{
    return col < t->g->nlabel;
}

/* A column of vertical text takes no more than it needs. */
static bool is_upright_column(const struct fitting *t, int col)
{
    for (size_t i = 0; i < t->g->ncell; i++)
        if (t->cell[i].upright && t->g->cell[i].colspan == 1 && t->g->cell[i].col == col)
            return true;
    return false;
}

/* Widen the columns of cell i, all alike but those of vertical text, to `need` together. */
static void widen_span(const struct fitting *t, size_t i, len_t need, len_t *width)
{
    const struct grid_cell *c = &t->g->cell[i];
    len_t missing = need - width_inner(t, width, i);
    int open = 0;
    for (int k = 0; k < c->colspan; k++)
        open += !is_upright_column(t, c->col + k);
    bool all = open == 0;
    open = all ? c->colspan : open;
    for (int k = 0; missing > 0 && k < c->colspan; k++) {
        if (!all && is_upright_column(t, c->col + k))
            continue;
        len_t part = (missing + open - 1) / open;
        width[c->col + k] += part;
        missing -= part;
        open--;
    }
}

static void least_widths(const struct fitting *t, len_t *width)
{
    const struct grid *g = t->g;
    for (int c = 0; c < g->ncol; c++)
        width[c] = is_label_column(t, c) || t->relax == RELAX_ALL ? 2 * t->o->pad_x : t->o->min_col;
    for (size_t i = 0; i < g->ncell; i++) {
        const struct grid_cell *c = &g->cell[i];
        if (c->colspan == 1)
            width[c->col] = max_len(width[c->col], least_inner(t, &t->cell[i]) + 2 * t->o->pad_x);
    }
    for (int span = 2; span <= g->ncol; span++)
        for (size_t i = 0; i < g->ncell; i++)
            if (g->cell[i].colspan == span)
                widen_span(t, i, least_inner(t, &t->cell[i]), width);
}

/* ---- what widths cost ---- */

void heights_of(const struct fitting *t, const len_t *content, len_t *height)
{
    const struct grid *g = t->g;
    len_t pads = 2 * t->o->pad_y;
    for (int r = 0; r < g->nrow; r++)
        height[r] = t->o->leading + pads;
    for (size_t i = 0; i < g->ncell; i++)
        if (g->cell[i].rowspan == 1)
            height[g->cell[i].row] = max_len(height[g->cell[i].row], content[i] + pads);
    /* A cell over several rows raises them all alike, so that equal rows stay equal. */
    for (size_t k = 0; k < t->ntall; k++) {
        const struct grid_cell *c = &g->cell[t->tall[k]];
        len_t missing = content[t->tall[k]] + pads;
        for (int r = c->row; r < c->row + c->rowspan; r++)
            missing -= height[r];
        for (int left = c->rowspan; missing > 0 && left > 0; left--) {
            len_t part = missing / left;
            height[c->row + c->rowspan - left] += part;
            missing -= part;
        }
    }
}

struct cost {
    len_t height;
    len_t total; /* with what many lines and cut words take from a table's looks */
};

/* A line more in a label that does not raise its row, or a word cut, counts as half a line. */
static struct cost cost_of(const struct fitting *t, const len_t *width)
{
    const struct grid *g = t->g;
    len_t *content = t->content, *height = t->row;
    struct cost c = {0, 0};
    for (size_t i = 0; i < g->ncell; i++) {
        const struct measure *m = &t->cell[i];
        len_t inner = width_inner(t, width, i);
        content[i] = 0;
        if (m->upright || m->text->nitem == 0)
            continue; /* vertical text stands beside rows that are there; table_fit sees to it that it fits */
        size_t whole = cell_lines(m, inner, false), n = cell_lines(m, inner, true);
        if (n == SIZE_MAX)
            n = m->text->nitem;
        if (m->role == CELL_HEAD && whole != SIZE_MAX)
            n = whole;
        content[i] = (len_t)n * t->o->leading;
        c.total += (len_t)(n - 1 + (whole != n)) * t->o->leading / 2;
    }
    heights_of(t, content, height);
    for (int r = 0; r < g->nrow; r++)
        c.height += height[r];
    c.total += c.height;
    return c;
}

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
        if (!is_upright_column(t, c))
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
        struct cost c = cost_of(t, width);
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
static len_t trim_label(const struct fitting *t, const len_t *least, struct cost cost, len_t *width)
{
    struct labels l = open_labels(t);
    if (l.n == 0)
        return 0;
    len_t *w = &width[l.col[l.n - 1]], had = *w, low = least[l.col[l.n - 1]];
    *w = low;
    if (cost_of(t, width).total <= cost.total)
        return had - low;
    len_t high = had;
    while (high - low > 1) {
        *w = low + (high - low) / 2;
        if (cost_of(t, width).total <= cost.total)
            high = *w;
        else
            low = *w;
    }
    *w = high;
    return had - high;
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
        open += !is_upright_column(t, c);
    len_t rest = t->o->width - sum_of(width, 0, g->ncol), part = open ? rest / open : 0;
    int odd = 0; /* the odd units go to a label column, so that sisters stay equal */
    for (int c = 0; c < g->ncol; c++) {
        bool takes = !is_upright_column(t, c);
        width[c] += takes ? part : 0;
        rest -= takes ? part : 0;
        odd = takes && is_label_column(t, c) ? c : odd;
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
        len_t need = max_len(least_inner(t, &t->cell[i]) + 2 * t->o->pad_x, t->o->min_col);
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
    least_widths(t, least);
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

bool widths_choose(const struct fitting *t, len_t *width)
{
    struct fitting wide = *t, narrow = *t;
    wide.label_em = LABEL_EM;
    narrow.label_em = NARROW_EM;
    size_t n = (size_t)t->g->ncol;
    len_t *least = ARENA_ARRAY(t->a, n, len_t), *other = ARENA_ARRAY(t->a, n, len_t);
    bool keeps = false, other_keeps = false, fits = try_widths(&wide, least, width, &keeps);
    if (fits && keeps)
        return true;
    bool other_fits = try_widths(&narrow, least, other, &other_keeps);
    if (other_fits && (!fits || other_keeps))
        memcpy(width, other, n * sizeof *width);
    if (fits || other_fits)
        return true;
    if (t->relax != RELAX_ALL)
        return false;
    squeeze(t, least, width);
    return true;
}
