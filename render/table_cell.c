/* table_cell.c - one cell of a table: how narrow it can be, how many lines it takes at a width. */
#include "table_cell.h"

#include "words.h"

#include <stdint.h>

/* A figure up to so many em is never broken: eight digits have four, a signed amount with 元 no more than
 * this. What is longer is a remark. */
enum { FIGURE_EM = 6 };

/* A line may be left half empty (CELL_EMPTY in breaks.c) rather than cut a word. */
enum { CUT_PENALTY = 250 };

/* The lines of a remark end behind marks rather than behind words, if they come out nearly as even. */
enum { NO_MARK_PENALTY = 80 };

static uint8_t stop_of(const struct cell_text *t, size_t i)
{
    int32_t penalty = t->item[i].penalty;
    uint8_t word = t->word ? t->word[i] : (uint8_t)WORD_END;
    if (penalty <= PENALTY_MUST)
        return STOP_MUST;
    if (word == WORD_FREE)
        return STOP_WORD;
    if (penalty >= PENALTY_NEVER || word == WORD_GLUE)
        return STOP_NEVER;
    return word_ends(word) && penalty <= 0 ? STOP_WORD : STOP_CUT;
}

/* Blank that goes at a line's start and end.  An interpunct keeps its own. */
static len_t blank_before(const struct item *it)
{
    return it->shrink_step == 3 ? 0 : it->before;
}

static len_t blank_after(const struct item *it)
{
    return it->shrink_step == 3 ? 0 : it->after;
}

/* Width of items [from, to] as a line. */
static len_t line_width(const struct item *it, size_t from, size_t to)
{
    len_t w = -blank_before(&it[from]) - blank_after(&it[to]);
    for (size_t i = from; i <= to; i++)
        w += it[i].width + (i < to ? it[i].gap_width : 0);
    return w;
}

/* cut - the stretches between stops that are at least `least`. */
static struct pieces cut(const struct measure *m, enum stop least, struct arena *a)
{
    const struct item *it = m->text->item;
    size_t n = m->text->nitem;
    struct pieces p = {ARENA_ARRAY(a, n, struct piece), 0};
    len_t at = 0;
    bool begins = true;
    for (size_t i = 0; i < n; i++) {
        if (begins)
            p.at[p.n].from = at + blank_before(&it[i]);
        at += it[i].width;
        begins = i + 1 == n || m->stop[i] >= least;
        if (begins) {
            p.at[p.n].to = at - blank_after(&it[i]);
            p.at[p.n++].must = m->stop[i] == STOP_MUST;
        }
        at += it[i].gap_width;
    }
    return p;
}

static len_t widest(const struct pieces *p)
{
    len_t most = 0;
    for (size_t k = 0; k < p->n; k++)
        most = p->at[k].to - p->at[k].from > most ? p->at[k].to - p->at[k].from : most;
    return most;
}

/* Fewest lines: each takes what it can.  Not counted further when there are more than `most`. */
static size_t count_lines(const struct pieces *p, len_t width, size_t most)
{
    size_t lines = p->n > 0, from = 0;
    for (size_t k = 0; k < p->n && lines <= most; k++) {
        if (k > from && p->at[k].to - p->at[from].from > width) {
            lines++;
            from = k;
        }
        if (p->at[k].must && k + 1 < p->n) {
            lines++;
            from = k + 1;
        }
    }
    return lines;
}

/* The narrowest width for each number of lines.  Found by halving, to 1/32 em: what matters is that the width
 * is enough, not that the last unit is saved. */
static void find_widths(const struct pieces *p, len_t one, len_t narrowest, len_t em, len_t *out)
{
    size_t paragraphs = count_lines(p, one, SIZE_MAX);
    len_t high = one; /* wide enough */
    for (size_t k = paragraphs; k <= LINES_KNOWN; k++) {
        if (count_lines(p, narrowest, k) <= k) {
            out[k - 1] = narrowest;
            return;
        }
        len_t low = k == paragraphs ? high : narrowest; /* not wide enough, or the same */
        while (high - low > em / 32) {
            len_t mid = low + (high - low) / 2;
            if (count_lines(p, mid, k) <= k)
                high = mid;
            else
                low = mid;
        }
        out[k - 1] = high;
    }
}

/* The first paragraph of a figure cell is the figure, if it is no longer than one. */
static void keep_figure(struct measure *m, len_t em)
{
    size_t n = m->text->nitem, end = 0;
    while (end + 1 < n && m->stop[end] != STOP_MUST)
        end++;
    if (n == 0 || line_width(m->text->item, 0, end) > FIGURE_EM * em)
        return;
    for (size_t i = 0; i < end; i++)
        m->stop[i] = STOP_NEVER;
}

struct measure cell_measure(const struct grid_cell *c, const struct cell_text *t, len_t em, struct arena *a)
{
    struct measure m = {.text = t, .role = c->role, .upright = c->vertical && t->nitem > 0};
    m.stop = ARENA_ARRAY(a, t->nitem, uint8_t);
    for (size_t i = 0; i < t->nitem; i++)
        m.stop[i] = stop_of(t, i);
    if (c->role == CELL_FIGURE)
        keep_figure(&m, em);
    struct pieces paragraphs = cut(&m, STOP_MUST, a);
    m.cut = cut(&m, STOP_CUT, a);
    m.whole = cut(&m, STOP_WORD, a);
    m.one = widest(&paragraphs);
    m.word = widest(&m.whole);
    m.piece = widest(&m.cut);
    if (t->nitem) {
        find_widths(&m.cut, m.one, m.piece, em, m.any);
        find_widths(&m.whole, m.one, m.word, em, m.words);
    }
    return m;
}

size_t cell_lines(const struct measure *m, len_t width, bool cut_words)
{
    if (width < (cut_words ? m->piece : m->word))
        return SIZE_MAX;
    const len_t *known = cut_words ? m->any : m->words;
    for (size_t k = 0; k < LINES_KNOWN; k++)
        if (known[k] && width >= known[k])
            return k + 1;
    return count_lines(cut_words ? &m->cut : &m->whole, width, SIZE_MAX);
}

/* The cell's items with the cell's own idea of where a line may end. */
static struct item *with_stops(const struct measure *m, bool cut_words, struct arena *a)
{
    struct item *it = arena_dup(a, m->text->item, m->text->nitem * sizeof *it);
    for (size_t i = 0; i < m->text->nitem; i++)
        if (m->stop[i] == STOP_NEVER || (m->stop[i] == STOP_CUT && !cut_words))
            it[i].penalty = PENALTY_NEVER;
        else if (m->stop[i] == STOP_CUT)
            it[i].penalty += CUT_PENALTY;
        else if (m->stop[i] == STOP_WORD && it[i].penalty >= PENALTY_NEVER)
            it[i].penalty = 0;
        else if (m->role == CELL_FIGURE && m->stop[i] == STOP_WORD && !it[i].keeps_line)
            it[i].penalty += NO_MARK_PENALTY;
    return it;
}

static bool any_forced(const struct line *l, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (l[i].forced)
            return true;
    return false;
}

struct line *cell_break(const struct measure *m, len_t width, len_t em, struct arena *a, size_t *count)
{
    size_t n = m->text->nitem;
    struct break_options o = {.width = width, .justify = false, .han_gap_max = em / 4};
    o.fill =
        m->role == CELL_LABEL || m->role == CELL_CORNER; /* flush left; centred lines are as even as can be */
    size_t between = cell_lines(m, width, false), anywhere = cell_lines(m, width, true);
    bool words = m->role == CELL_HEAD || m->role == CELL_FIGURE;
    if (between != SIZE_MAX && (words || between <= anywhere)) {
        struct line *l = break_lines(with_stops(m, false, a), n, &o, a, count);
        if (!any_forced(l, *count))
            return l;
    }
    return break_lines(with_stops(m, true, a), n, &o, a, count);
}

bool cell_is_cut(const struct measure *m, const struct line *line, size_t n)
{
    enum stop least = m->role == CELL_HEAD || m->role == CELL_BAND ? STOP_WORD : STOP_CUT;
    for (size_t i = 0; i + 1 < n; i++)
        if (m->stop[line[i].to - 1] < least)
            return true;
    return false;
}

len_t cell_slot(const struct item *it, len_t em, len_t *ink)
{
    bool mark = it->shrink_step || it->before || it->after;
    *ink = 0;
    if (!mark)
        return em;
    if (it->shrink_step == 3) /* an interpunct stands in the middle of its em box */
        *ink = em / 4;
    else if (it->before) /* an opening mark has its ink in the lower half */
        *ink = em - em / 2;
    return em / 2;
}

/* Columns filled one after the other.  lines may be NULL: only counted. */
static size_t fill_columns(const struct measure *m, len_t height, len_t em, enum stop least,
                           struct line *lines, len_t *longest)
{
    const struct item *it = m->text->item;
    size_t n = m->text->nitem, count = 0, from = 0, ok = SIZE_MAX;
    len_t h = 0, ok_h = 0, ink;
    *longest = 0;
    for (size_t i = 0; i < n; i++) {
        h += cell_slot(&it[i], em, &ink);
        bool full = h > height && ok != SIZE_MAX;
        bool end = !full && (i + 1 == n || m->stop[i] == STOP_MUST);
        if (full || end) {
            size_t to = full ? ok + 1 : i + 1;
            len_t natural = full ? ok_h : h;
            if (lines)
                lines[count] = (struct line){.from = from, .to = to, .natural = natural, .last = to == n};
            count++;
            *longest = natural > *longest ? natural : *longest;
            from = to;
            i = to - 1;
            ok = SIZE_MAX;
            h = 0;
        } else if (m->stop[i] >= least) {
            ok = i;
            ok_h = h;
        }
    }
    return count;
}

struct line *cell_stack(const struct measure *m, len_t height, len_t em, struct arena *a, size_t *count,
                        len_t *longest)
{
    len_t high;
    enum stop least = STOP_CUT;
    size_t columns = fill_columns(m, height, em, STOP_CUT, NULL, &high);
    if (fill_columns(m, height, em, STOP_WORD, NULL, &high) <= columns && high <= height)
        least = STOP_WORD;
    /* As even as may be: the lowest columns that are no more. */
    for (len_t low = height - em / 2; columns > 1 && low > 0; low -= em / 2) {
        if (fill_columns(m, low, em, least, NULL, &high) > columns || high > low)
            break;
        height = low;
    }
    struct line *lines = ARENA_ARRAY(a, m->text->nitem, struct line);
    *count = fill_columns(m, height, em, least, lines, longest);
    return lines;
}
