/* breaks.c - decide where the lines of a paragraph end.
 *
 * The whole paragraph is weighed, not line by line: best[k] is the least cost of all lines up to item k,
 * found by measuring from every reachable line start only as far as a line can go, so the work is n times the
 * length of a line.  Everything is whole numbers; equal costs are decided for the fuller earlier line.
 *
 * What lines cost together (each by itself: breaks_price.c):
 *   - Penalties come on top, on the scale of breaks.h.  KINSOKU_SOFT (100 000) lies between the two: 2024 and
 * 年 stay together as long as no line need be loose for it (B-14).  孤字 (800 000, the cost of gaps of 1/2
 * em) and the slashes of web addresses lie above mild looseness.
 *   - Neighbouring lines of very different tone cost more (tone_clash): halved commas above whole ones, or
 * above Han set apart, are seen where either line alone is not.  With both neighbours it is no more than lies
 * between the last step that shrinks and the first gap between Han, so that B4's order of steps stands.
 *   - Breaking where nothing allows it (B-17) costs more than all else, least inside a word or number, which
 * is what such a break is meant for; next, three times as much, before a stop or behind an opening mark or in
 * ——.
 *   - Cells are broken at the words the caller marks. */
#include "breaks_price.h"

#define COST_FORCED INT64_C(1000000000000) /* above 10 000 lines of any other kind */

/* What neighbours cost that are so many tones apart: twice the most is step_cost from FIT_STOP's end to
 * FIT_HAN_GROW. */
static const int64_t tone_clash[TONES] = {0, 0, 15, 45, 45, 45};

/* The best way to an item whose last line has a certain tone. */
struct node {
    int64_t cost;  /* of the lines up to here */
    uint32_t from; /* where the last of them begins */
    uint32_t tone; /* of the line before that */
};

struct ways {
    struct node to[TONES];
};

static const struct price forced = {.cost = COST_FORCED, .tone = TONE_WIDE, .alone = true};

/* Of the lines from one item on. */
struct cheapest {
    struct price price;
    int64_t cost; /* with the penalty */
    size_t to;
};

struct breaker {
    struct setting x;
    bool tight;        /* first pass: no loose lines, no forced ends */
    struct ways *best; /* [n + 1] */
    int64_t least;     /* of the best way to where the line in question begins */
    int64_t most;      /* no way that costs more is the best */
    bool greedy;       /* only the cheapest line from there is wanted */
    struct cheapest cheapest;
    bool skips;                        /* lines that are too short are not looked at */
    struct fit passed, ahead, further; /* of all items up to somewhere: see skip_short */
};

static len_t room_of(const struct break_options *o, size_t from)
{
    len_t room = o->width - (from == 0 ? o->indent : 0);
    return room > 0 ? room : 1;
}

static int64_t clash(enum tone a, enum tone b)
{
    return tone_clash[a > b ? a - b : b - a];
}

/* Take the line [from, to) behind every way that leads to `from`. */
static void offer(struct breaker *b, size_t from, size_t to, const struct price *p, int64_t penalty)
{
    int64_t line = p->cost + penalty;
    if (b->greedy) {
        if (line <= b->cheapest.cost)
            b->cheapest = (struct cheapest){*p, line, to};
        return;
    }
    struct node *best = &b->best[to].to[p->tone];
    if (b->least + line > best->cost || b->least + line > b->most)
        return; /* mostly */
    bool alone = p->alone || begins_paragraph(&b->x, from);
    for (int tone = 0; tone < TONES; tone++) {
        int64_t cost = b->best[from].to[tone].cost;
        if (cost == NO_WAY)
            continue;
        cost += line + (alone ? 0 : clash((enum tone)tone, p->tone));
        if (cost <= best->cost) /* `from` grows: the fuller earlier line wins a tie */
            *best = (struct node){cost, (uint32_t)from, (uint32_t)tone};
    }
}

/* The tone of the last line on the best way to `to`; NO_WAY at each if there is none. */
static enum tone best_tone(const struct breaker *b, size_t to)
{
    int best = 0;
    for (int tone = 1; tone < TONES; tone++)
        if (b->best[to].to[tone].cost < b->best[to].to[best].cost)
            best = tone;
    return (enum tone)best;
}

static int64_t best_cost(const struct breaker *b, size_t to)
{
    return b->best[to].to[best_tone(b, to)].cost;
}

static len_t least_width(const struct breaker *b, const struct fit *f)
{
    return b->x.o->justify ? fit_least(f) : fit_natural(f);
}

static bool allowed(const struct breaker *b, size_t to)
{
    return to == b->x.n || b->x.it[to - 1].penalty < PENALTY_NEVER;
}

/* How wide a line can become without being loose, at most; no item makes it less (see can_skip). */
static len_t widest(const struct breaker *b, const struct fit *f)
{
    return f->open + f->can[FIT_SPACE_GROW] + f->can[FIT_LATIN_GROW] + f->can[FIT_LATIN_MORE] +
           (f->ngap[GAP_HAN] + f->ngap[GAP_AVOID]) * b->x.gap_max;
}

/* Take in what a line that has its first item needs in any case: with less it is not filled, and ends no
 * paragraph.  A line that begins later ends no earlier, so the paragraph is gone through twice in all. */
static void skip_short(struct breaker *b, struct fit *f, len_t room)
{
    if (f->seen != f->next)
        return;
    while (b->passed.next < f->next)
        fit_add(&b->passed, b->x.it);
    if (b->ahead.next < f->next)
        b->ahead = b->further = b->passed;
    len_t least = (room < b->x.o->width ? room : b->x.o->width) - widest(b, f) + widest(b, &b->passed);
    for (;;) {
        if (b->further.next == b->ahead.next && b->further.next < b->x.n)
            fit_add(&b->further, b->x.it);
        if (widest(b, &b->further) >= least || ends_paragraph(&b->x, b->further.next))
            break;
        b->ahead = b->further;
    }
    fit_extend(f, &b->passed, &b->ahead);
}

/* No gap beside a Latin word is wider than it may grow. */
static bool can_skip(const struct breaker *b)
{
    for (size_t i = 0; i < b->x.n; i++)
        if (b->x.it[i].gap == GAP_LATIN && b->x.it[i].gap_width > b->x.it[i].cell / 2)
            return false;
    return true;
}

/* Is the piece from `from` to the next place where a line may end too wide for any line? */
static bool too_wide(const struct breaker *b, size_t from)
{
    struct fit f;
    fit_start(&f, from);
    do {
        fit_add(&f, b->x.it);
        if (least_width(b, &f) > b->x.o->width + fit_tolerance(&b->x.it[from]))
            return true;
    } while (!allowed(b, f.next));
    return false;
}

static bool inside_word(const struct breaker *b, size_t to)
{
    const struct item *l = &b->x.it[to - 1], *r = &b->x.it[to];
    return l->gap == GAP_NONE && !l->keeps_line && !r->keeps_line;
}

/* B-17: the ends between `after` and `until`, where none is allowed; `until` is one item too many. */
static void offer_forced(struct breaker *b, size_t from, size_t after, size_t until)
{
    len_t room = room_of(b->x.o, from);
    struct fit f;
    fit_start(&f, from);
    while (f.next + 1 < until || f.next == from) {
        fit_add(&f, b->x.it);
        if (f.next <= after || allowed(b, f.next))
            continue;
        struct price p = line_price(&b->x, &f, room);
        if (p.cost == NO_WAY) /* one item wider than the line */
            p = forced;
        offer(b, from, f.next, &p, COST_FORCED * (inside_word(b, f.next) ? 1 : 3));
    }
}

/* Offer every line that can begin with item `from`. */
static void offer_lines(struct breaker *b, size_t from)
{
    len_t room = room_of(b->x.o, from), most = room + fit_tolerance(&b->x.it[from]);
    size_t after = from; /* last allowed end */
    struct fit f;
    fit_start(&f, from);
    while (f.next < b->x.n) {
        if (b->skips && !b->greedy && f.next == from + 1)
            skip_short(b, &f, room);
        fit_add(&f, b->x.it);
        if (least_width(b, &f) > most)
            break;
        if (!allowed(b, f.next))
            continue;
        after = f.next;
        if (b->tight && !line_fills(&b->x, &f, room) && !ends_paragraph(&b->x, f.next))
            continue;
        int32_t penalty = f.next == b->x.n ? 0 : b->x.it[f.next - 1].penalty;
        bool must = penalty <= PENALTY_MUST;
        struct price p = line_price(&b->x, &f, room);
        if (p.cost != NO_WAY)
            offer(b, from, f.next, &p, must ? 0 : penalty);
        if (must || f.next == b->x.n)
            return;
    }
    if (b->tight)
        return;
    if (after == from || too_wide(b, after))
        offer_forced(b, from, after, f.next);
    if (after == from && f.next == from + 1 && allowed(b, f.next)) /* alone, and still too wide */
        offer(b, from, f.next, &forced, 0);
}

static struct line line_of(const struct breaker *b, size_t from, size_t to)
{
    struct line l = {.from = from, .to = to, .last = ends_paragraph(&b->x, to)};
    len_t room = room_of(b->x.o, from);
    struct fit f;
    fit_start(&f, from);
    while (f.next < to)
        fit_add(&f, b->x.it);
    l.natural = fit_natural(&f);
    l.forced = !allowed(b, to) || least_width(b, &f) > room + fit_tolerance(&b->x.it[from]);
    if (!b->x.o->justify)
        return l;
    struct fit_plan p = fit_plan_line(&f, room, !l.last);
    if (p.step == FIT_HAN_GROW || p.step >= FIT_WORD_GROW)
        l.gap = p.take / p.of;
    l.loose = line_loose(&b->x, &p) && !(l.forced && p.step == FIT_SHORT);
    return l;
}

/* Does all of a cell fit into one line?  Then any other way costs a line more. */
static bool fits_in_one(const struct breaker *b, struct line *all)
{
    for (size_t i = 0; i + 1 < b->x.n; i++)
        if (b->x.it[i].penalty <= PENALTY_MUST)
            return false;
    *all = line_of(b, 0, b->x.n);
    return all->natural <= room_of(b->x.o, 0);
}

/* What the paragraph costs if each line by itself is as cheap as can be: the best way does not cost more. */
static int64_t greedy_cost(struct breaker *b)
{
    int64_t all = 0;
    enum tone tone = TONE_EVEN;
    b->greedy = true;
    for (size_t from = 0; from < b->x.n && all != NO_WAY; from = b->cheapest.to) {
        b->cheapest.cost = NO_WAY;
        offer_lines(b, from);
        const struct cheapest *c = &b->cheapest;
        bool alone = c->price.alone || begins_paragraph(&b->x, from);
        all = c->cost == NO_WAY ? NO_WAY : all + c->cost + (alone ? 0 : clash(tone, c->price.tone));
        tone = c->price.tone;
    }
    b->greedy = false;
    return all;
}

/* Find the best way to every item that a line can end behind. */
static void weigh(struct breaker *b)
{
    b->most = greedy_cost(b);
    for (size_t i = 0; i <= b->x.n; i++)
        for (int tone = 0; tone < TONES; tone++)
            b->best[i].to[tone].cost = NO_WAY;
    b->best[0].to[TONE_EVEN].cost = 0;
    for (size_t i = 0; i < b->x.n; i++) {
        b->least = best_cost(b, i);
        if (b->least != NO_WAY)
            offer_lines(b, i);
    }
}

struct line *break_lines(const struct item *it, size_t n, const struct break_options *o, struct arena *a,
                         size_t *count)
{
    *count = 0;
    struct breaker b = {.x = {it, n, o, o->han_gap_max}, .tight = o->justify};
    if (n == 0)
        return ARENA_ARRAY(a, 0, struct line);
    struct line all;
    if (!o->justify && fits_in_one(&b, &all)) {
        *count = 1;
        return arena_dup(a, &all, sizeof all);
    }
    if (b.x.gap_max <= 0)
        b.x.gap_max = it[0].cell > 4 ? it[0].cell / 4 : 1;
    b.best = ARENA_ARRAY(a, n + 1, struct ways);
    /* Mostly there is a way without loose lines.  If it costs less than any loose line it is the best of all,
     * and the many short lines need not be looked at. */
    b.skips = b.tight && can_skip(&b);
    weigh(&b);
    if (b.tight && best_cost(&b, n) >= COST_LOOSE) {
        b.tight = b.skips = false;
        weigh(&b);
    }
    enum tone tone = best_tone(&b, n);
    for (const struct node *k = &b.best[n].to[tone]; k != &b.best[0].to[TONE_EVEN];
         k = &b.best[k->from].to[k->tone])
        ++*count;
    struct line *lines = ARENA_ARRAY(a, *count, struct line);
    size_t k = *count;
    for (size_t to = n; to > 0;) {
        const struct node *way = &b.best[to].to[tone];
        lines[--k] = line_of(&b, way->from, to);
        to = way->from;
        tone = way->tone;
    }
    return lines;
}
