/* breaks.c - decide where the lines of a paragraph end.
 *
 * The whole paragraph is weighed, not line by line: best[k] is the least cost of all lines up to item k,
 * found by measuring from every reachable line start only as far as a line can go, so the work is n times the
 * length of a line.  Everything is whole numbers; equal costs are decided for the fuller earlier line.
 *
 * What a line costs, and why:
 *   - A line costs by the step of B4 it reaches, in the order in which the steps are used, first those that
 * shrink, then those that stretch.  So "pull in" against "push out" is won by the lower step, as B4 asks;
 * within a step the cost rises with the part of it used, so of two lines of the same step the milder one
 * wins.  The table is convex: two lines at moderate steps are better than a good one beside a bad one.
 *   - Gaps between Han cost with their square, up to 1000 at the limit (1/4 em): a little in two lines is
 * less seen than much in one.
 *   - Beyond the limit a line is loose, which is reported: 200 000 and more, again with the square, so that
 * no number of good lines buys a loose one in practice, and of two evils the smaller is taken.
 *   - Penalties come on top, on the scale of breaks.h.  KINSOKU_SOFT (100 000) lies between the two: 2024 and
 * 年 stay together as long as no line need be loose for it (B-14).  孤字 (800 000, the cost of gaps of 1/2
 * em) and the slashes of web addresses lie above mild looseness.
 *   - Neighbouring lines of very different tone cost more (tone_clash): halved commas above whole ones, or
 * above Han set apart, are seen where either line alone is not.  With both neighbours it is no more than lies
 * between the last step that shrinks and the first gap between Han, so that B4's order of steps stands.
 *   - Breaking where nothing allows it (B-17) costs more than all else, least inside a word or number, which
 * is what such a break is meant for; next, three times as much, before a stop or behind an opening mark or in
 * ——.
 *   - In cells nothing is stretched: as few lines as can be, as even as can be, at the words the caller
 * marks. */
#include "breaks_fit.h"

#define NO_WAY INT64_MAX

enum {
    COST_LINE = 1,       /* of two equal ways the one with fewer lines */
    COST_LOOSE = 200000, /* at the limit */
    COST_GROW = 780,     /* gaps between Han, at the limit */
    COST_WIDOW = 800000, /* 孤字: a last line with less than two Han */
    CELL_LINE = 10000,   /* in cells: one line more */
    CELL_EMPTY = 1000,   /* a line without anything, with the square of what is empty */
    CELL_WIDOW = 120,    /* avoided by moving one Han over in cells of 3 em and more, not in narrower ones */
    UNIT = 1024          /* of the ratios below */
};
#define COST_FORCED INT64_C(1000000000000) /* above 10 000 lines of any other kind */

/* step_cost[s] .. step_cost[s + 1]: from the first bit of a step to all of it. */
static const int64_t step_cost[FIT_HAN_GROW + 1] = {
    [FIT_NATURAL] = 0,      [FIT_SPACE_SHRINK] = 10, [FIT_IP] = 20,   [FIT_BRACKET] = 30,
    [FIT_COMMA] = 45,       [FIT_LATIN_SHRINK] = 65, [FIT_STOP] = 90, [FIT_SPACE_GROW] = 130,
    [FIT_LATIN_GROW] = 160, [FIT_HAN_GROW] = 220};

/* How a line looks beside others: more done to it than commas halved; commas halved, or nearly; marks
 * narrowed; as it is, or figures set a little apart; Han apart, up to a quarter of the limit; more. */
enum tone { TONE_CRAMMED, TONE_TIGHT, TONE_SNUG, TONE_EVEN, TONE_OPEN, TONE_WIDE };
enum { TONES = TONE_WIDE + 1 };

/* What neighbours cost that are so many tones apart: twice the most is step_cost from FIT_STOP's end to
 * FIT_HAN_GROW. */
static const int64_t tone_clash[TONES] = {0, 0, 15, 45, 45, 45};

/* The best way to an item whose last line has a certain tone. */
struct node {
    int64_t cost;   /* of the lines up to here */
    size_t from;    /* where the last of them begins */
    enum tone tone; /* of the line before that */
};

struct ways {
    struct node to[TONES];
};

/* What a line costs by itself. */
struct price {
    int64_t cost;
    enum tone tone;
    bool alone; /* its tone does not clash: it is not stretched or shrunk, and ends its paragraph */
};

static const struct price forced = {.cost = COST_FORCED, .tone = TONE_WIDE, .alone = true};

struct breaker {
    const struct item *it;
    size_t n;
    const struct break_options *o;
    len_t gap_max;
    bool tight;        /* first pass: no loose lines, no forced ends */
    struct ways *best; /* [n + 1] */
};

static len_t room_of(const struct break_options *o, size_t from)
{
    len_t room = o->width - (from == 0 ? o->indent : 0);
    return room > 0 ? room : 1;
}

static bool ends_paragraph(const struct breaker *b, size_t to)
{
    return to == b->n || b->it[to - 1].penalty <= PENALTY_MUST;
}

static bool begins_paragraph(const struct breaker *b, size_t from)
{
    return from == 0 || b->it[from - 1].penalty <= PENALTY_MUST;
}

/* (num / den)^2 * scale, for ratios up to 64. */
static int64_t square(int64_t num, int64_t den, int64_t scale)
{
    int64_t r = num >= den * 64 ? 64 * UNIT : num * UNIT / den;
    return r * r * scale / (UNIT * UNIT);
}

/* 孤字: does a last line hold too little?  Figures and letters count half a Han each, but are second best. */
static int64_t widow_cost(const struct breaker *b, const struct fit *f)
{
    int64_t cost = b->o->justify ? COST_WIDOW : CELL_WIDOW;
    if (f->nhan >= 2 || begins_paragraph(b, f->from))
        return 0;
    return f->nhan * 2 + f->nother >= 4 ? cost / 4 : cost;
}

/* Are the gaps wider than B4 allows, or cannot be made as wide as they had to be? */
static bool loose(const struct breaker *b, const struct fit_plan *p)
{
    return p->step == FIT_HAN_GROW ? p->take > p->of * b->gap_max : p->step >= FIT_WORD_GROW;
}

static enum tone tone_of(const struct breaker *b, const struct fit_plan *p)
{
    if (p->step == FIT_HAN_GROW)
        return p->take * 4 > p->of * b->gap_max ? TONE_WIDE : TONE_OPEN;
    if (p->step >= FIT_LATIN_MORE)
        return TONE_WIDE;
    if (p->step == FIT_NATURAL || p->step >= FIT_SPACE_GROW)
        return TONE_EVEN;
    if (p->step > FIT_COMMA)
        return TONE_CRAMMED;
    return p->step == FIT_COMMA && p->take * 2 > p->of ? TONE_TIGHT : TONE_SNUG;
}

/* What it costs to bring a line to its room as `p` says. */
static int64_t plan_cost(const struct breaker *b, const struct fit_plan *plan)
{
    struct fit_plan p = *plan;
    if (p.step < FIT_HAN_GROW)
        return step_cost[p.step] +
               (step_cost[p.step + 1] - step_cost[p.step]) * p.take / (p.of > 0 ? p.of : 1);
    if (p.step == FIT_LATIN_MORE)
        return step_cost[FIT_HAN_GROW] + COST_GROW * p.take / p.of;
    len_t limit = p.of * b->gap_max;
    if (!loose(b, &p))
        return step_cost[FIT_HAN_GROW] + square(p.take, limit, COST_GROW);
    return COST_LOOSE * (p.step != FIT_HAN_GROW) + square(p.take, limit, COST_LOOSE);
}

static struct price justified_price(const struct breaker *b, const struct fit *f, len_t room, bool last)
{
    len_t slack = room - fit_natural(f), tolerance = fit_tolerance(&b->it[f->from]);
    if (slack >= -tolerance && (last || slack <= tolerance))
        return (struct price){.cost = 0, .tone = TONE_EVEN, .alone = last};
    struct fit_plan p = fit_plan_line(f, room, !last);
    if (p.rest > tolerance)
        return (struct price){.cost = NO_WAY};
    return (struct price){.cost = plan_cost(b, &p), .tone = tone_of(b, &p)};
}

static int64_t cell_cost(const struct breaker *b, const struct fit *f, len_t room, bool last)
{
    len_t empty = room - fit_natural(f);
    if (empty <= 0)
        return empty >= -fit_tolerance(&b->it[f->from]) ? CELL_LINE : NO_WAY;
    return CELL_LINE + (last && b->o->fill ? 0 : square(empty, room, last ? CELL_EMPTY / 2 : CELL_EMPTY));
}

/* Can the line be filled without becoming loose?  As `loose` says of its plan, but without a plan. */
static bool fills(const struct breaker *b, const struct fit *f, len_t room)
{
    int64_t han = f->ngap[GAP_HAN] ? f->ngap[GAP_HAN] : f->ngap[GAP_AVOID];
    len_t grow = f->can[FIT_SPACE_GROW] + f->can[FIT_LATIN_GROW];
    return fit_natural(f) + grow + (han ? han * b->gap_max : f->can[FIT_LATIN_MORE]) >= room;
}

/* What the line that f measures costs, without the penalty of its end. */
static struct price line_price(const struct breaker *b, const struct fit *f, len_t room)
{
    bool last = ends_paragraph(b, f->next);
    struct price p = {.cost = 0, .tone = TONE_EVEN, .alone = true};
    if (b->o->justify)
        p = justified_price(b, f, room, last);
    else
        p.cost = cell_cost(b, f, room, last);
    if (p.cost != NO_WAY)
        p.cost += COST_LINE + (last ? widow_cost(b, f) : 0);
    return p;
}

static int64_t clash(enum tone a, enum tone b)
{
    return tone_clash[a > b ? a - b : b - a];
}

/* Take the line [from, to) behind every way that leads to `from`. */
static void offer(struct breaker *b, size_t from, size_t to, const struct price *p, int64_t penalty)
{
    bool alone = p->alone || begins_paragraph(b, from);
    struct node *best = &b->best[to].to[p->tone];
    for (int tone = 0; tone < TONES; tone++) {
        int64_t cost = b->best[from].to[tone].cost;
        if (cost == NO_WAY)
            continue;
        cost += p->cost + penalty + (alone ? 0 : clash((enum tone)tone, p->tone));
        if (cost <= best->cost) /* `from` grows: the fuller earlier line wins a tie */
            *best = (struct node){cost, from, (enum tone)tone};
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
    return b->o->justify ? fit_least(f) : fit_natural(f);
}

static bool allowed(const struct breaker *b, size_t to)
{
    return to == b->n || b->it[to - 1].penalty < PENALTY_NEVER;
}

/* Is the piece from `from` to the next place where a line may end too wide for any line? */
static bool too_wide(const struct breaker *b, size_t from)
{
    struct fit f;
    fit_start(&f, from);
    do {
        fit_add(&f, b->it);
        if (least_width(b, &f) > b->o->width + fit_tolerance(&b->it[from]))
            return true;
    } while (!allowed(b, f.next));
    return false;
}

static bool inside_word(const struct breaker *b, size_t to)
{
    const struct item *l = &b->it[to - 1], *r = &b->it[to];
    return l->gap == GAP_NONE && !l->keeps_line && !r->keeps_line;
}

/* B-17: the ends between `after` and `until`, where none is allowed; `until` is one item too many. */
static void offer_forced(struct breaker *b, size_t from, size_t after, size_t until)
{
    len_t room = room_of(b->o, from);
    struct fit f;
    fit_start(&f, from);
    while (f.next + 1 < until || f.next == from) {
        fit_add(&f, b->it);
        if (f.next <= after || allowed(b, f.next))
            continue;
        struct price p = line_price(b, &f, room);
        if (p.cost == NO_WAY) /* one item wider than the line */
            p = forced;
        offer(b, from, f.next, &p, COST_FORCED * (inside_word(b, f.next) ? 1 : 3));
    }
}

/* Offer every line that can begin with item `from`. */
static void offer_lines(struct breaker *b, size_t from)
{
    len_t room = room_of(b->o, from), most = room + fit_tolerance(&b->it[from]);
    size_t after = from; /* last allowed end */
    struct fit f;
    fit_start(&f, from);
    while (f.next < b->n) {
        fit_add(&f, b->it);
        if (least_width(b, &f) > most)
            break;
        if (!allowed(b, f.next))
            continue;
        after = f.next;
        if (b->tight && !fills(b, &f, room) && !ends_paragraph(b, f.next))
            continue;
        int32_t penalty = f.next == b->n ? 0 : b->it[f.next - 1].penalty;
        bool must = penalty <= PENALTY_MUST;
        struct price p = line_price(b, &f, room);
        if (p.cost != NO_WAY)
            offer(b, from, f.next, &p, must ? 0 : penalty);
        if (must || f.next == b->n)
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
    struct line l = {.from = from, .to = to, .last = ends_paragraph(b, to)};
    len_t room = room_of(b->o, from);
    struct fit f;
    fit_start(&f, from);
    while (f.next < to)
        fit_add(&f, b->it);
    l.natural = fit_natural(&f);
    l.forced = !allowed(b, to) || least_width(b, &f) > room + fit_tolerance(&b->it[from]);
    if (!b->o->justify)
        return l;
    struct fit_plan p = fit_plan_line(&f, room, !l.last);
    if (p.step == FIT_HAN_GROW || p.step >= FIT_WORD_GROW)
        l.gap = p.take / p.of;
    l.loose = loose(b, &p) && !(l.forced && p.step == FIT_SHORT);
    return l;
}

/* Find the best way to every item that a line can end behind. */
static void weigh(struct breaker *b)
{
    for (size_t i = 0; i <= b->n; i++)
        for (int tone = 0; tone < TONES; tone++)
            b->best[i].to[tone].cost = NO_WAY;
    b->best[0].to[TONE_EVEN].cost = 0;
    for (size_t i = 0; i < b->n; i++)
        if (best_cost(b, i) != NO_WAY)
            offer_lines(b, i);
}

struct line *break_lines(const struct item *it, size_t n, const struct break_options *o, struct arena *a,
                         size_t *count)
{
    *count = 0;
    struct breaker b = {it, n, o, o->han_gap_max, o->justify, ARENA_ARRAY(a, n + 1, struct ways)};
    if (n == 0)
        return ARENA_ARRAY(a, 0, struct line);
    if (b.gap_max <= 0)
        b.gap_max = it[0].cell > 4 ? it[0].cell / 4 : 1;
    /* Mostly there is a way without loose lines.  If it costs less than any loose line it is the best of all,
     * and the many short lines need not be looked at. */
    weigh(&b);
    if (b.tight && best_cost(&b, n) >= COST_LOOSE) {
        b.tight = false;
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
