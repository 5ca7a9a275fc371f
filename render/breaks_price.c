/* breaks_price.c - what a line costs by itself, and why.
 *
 *   - A line costs by the step of B4 it reaches, in the order in which the steps are used, first those that
 * shrink, then those that stretch.  So "pull in" against "push out" is won by the lower step, as B4 asks;
 * within a step the cost rises with the part of it used, so of two lines of the same step the milder one
 * wins.  The table is convex: two lines at moderate steps are better than a good one beside a bad one.
 *   - Gaps between Han cost with their square, up to 1000 at the limit (1/4 em): a little in two lines is
 * less seen than much in one.
 *   - Beyond the limit a line is loose, which is reported: 200 000 and more, again with the square, so that
 * no number of good lines buys a loose one in practice, and of two evils the smaller is taken.
 *   - 孤字 costs as much as gaps of 1/2 em.
 *   - In cells nothing is stretched: as few lines as can be, as even as can be. */
#include "breaks_price.h"

enum {
    COST_LINE = 1,       /* of two equal ways the one with fewer lines */
    COST_GROW = 780,     /* gaps between Han, at the limit */
    COST_WIDOW = 800000, /* 孤字: a last line with less than two Han */
    CELL_LINE = 10000,   /* in cells: one line more */
    CELL_EMPTY = 1000,   /* a line without anything, with the square of what is empty */
    CELL_WIDOW = 120,    /* avoided by moving one Han over in cells of 3 em and more, not in narrower ones */
    UNIT = 1024          /* of the ratios below */
};

/* step_cost[s] .. step_cost[s + 1]: from the first bit of a step to all of it. */
static const int64_t step_cost[FIT_HAN_GROW + 1] = {
    [FIT_NATURAL] = 0,      [FIT_SPACE_SHRINK] = 10, [FIT_IP] = 20,   [FIT_BRACKET] = 30,
    [FIT_COMMA] = 45,       [FIT_LATIN_SHRINK] = 65, [FIT_STOP] = 90, [FIT_SPACE_GROW] = 130,
    [FIT_LATIN_GROW] = 160, [FIT_HAN_GROW] = 220};

/* (num / den)^2 * scale, for ratios up to 64. */
static int64_t square(int64_t num, int64_t den, int64_t scale)
{
    int64_t r = num >= den * 64 ? 64 * UNIT : num * UNIT / den;
    return r * r * scale / (UNIT * UNIT);
}

/* 孤字: does a last line hold too little?  Figures and letters count half a Han each, but are second best. */
static int64_t widow_cost(const struct setting *x, const struct fit *f)
{
    int64_t cost = x->o->justify ? COST_WIDOW : CELL_WIDOW;
    if (f->nhan >= 2 || begins_paragraph(x, f->from))
        return 0;
    return f->nhan * 2 + f->nother >= 4 ? cost / 4 : cost;
}

bool line_loose(const struct setting *x, const struct fit_plan *p)
{
    return p->step == FIT_HAN_GROW ? p->take > p->of * x->gap_max : p->step >= FIT_WORD_GROW;
}

static enum tone tone_of(const struct setting *x, const struct fit_plan *p)
{
    if (p->step == FIT_HAN_GROW)
        return p->take * 4 > p->of * x->gap_max ? TONE_WIDE : TONE_OPEN;
    if (p->step >= FIT_LATIN_MORE)
        return TONE_WIDE;
    if (p->step == FIT_NATURAL || p->step >= FIT_SPACE_GROW)
        return TONE_EVEN;
    if (p->step > FIT_COMMA)
        return TONE_CRAMMED;
    return p->step == FIT_COMMA && p->take * 2 > p->of ? TONE_TIGHT : TONE_SNUG;
}

/* What it costs to bring a line to its room as `p` says. */
static int64_t plan_cost(const struct setting *x, const struct fit_plan *plan)
{
    struct fit_plan p = *plan;
    if (p.step < FIT_HAN_GROW)
        return step_cost[p.step] +
               (step_cost[p.step + 1] - step_cost[p.step]) * p.take / (p.of > 0 ? p.of : 1);
    if (p.step == FIT_LATIN_MORE)
        return step_cost[FIT_HAN_GROW] + COST_GROW * p.take / p.of;
    len_t limit = p.of * x->gap_max;
    if (!line_loose(x, &p))
        return step_cost[FIT_HAN_GROW] + square(p.take, limit, COST_GROW);
    return COST_LOOSE * (p.step != FIT_HAN_GROW) + square(p.take, limit, COST_LOOSE);
}

static struct price justified_price(const struct setting *x, const struct fit *f, len_t room, bool last)
{
    len_t slack = room - fit_natural(f), tolerance = fit_tolerance(&x->it[f->from]);
    if (slack >= -tolerance && (last || slack <= tolerance))
        return (struct price){.cost = 0, .tone = TONE_EVEN, .alone = last};
    struct fit_plan p = fit_plan_line(f, room, !last);
    if (p.rest > tolerance)
        return (struct price){.cost = NO_WAY};
    return (struct price){.cost = plan_cost(x, &p), .tone = tone_of(x, &p)};
}

static int64_t cell_cost(const struct setting *x, const struct fit *f, len_t room, bool last)
{
    len_t empty = room - fit_natural(f);
    if (empty <= 0)
        return empty >= -fit_tolerance(&x->it[f->from]) ? CELL_LINE : NO_WAY;
    return CELL_LINE + (last && x->o->fill ? 0 : square(empty, room, last ? CELL_EMPTY / 2 : CELL_EMPTY));
}

/* As line_loose says of its plan, but without a plan. */
bool line_fills(const struct setting *x, const struct fit *f, len_t room)
{
    int64_t han = f->ngap[GAP_HAN] ? f->ngap[GAP_HAN] : f->ngap[GAP_AVOID];
    len_t grow = f->can[FIT_SPACE_GROW] + f->can[FIT_LATIN_GROW];
    return fit_natural(f) + grow + (han ? han * x->gap_max : f->can[FIT_LATIN_MORE]) >= room;
}

struct price line_price(const struct setting *x, const struct fit *f, len_t room)
{
    bool last = ends_paragraph(x, f->next);
    struct price p = {.cost = 0, .tone = TONE_EVEN, .alone = true};
    if (x->o->justify)
        p = justified_price(x, f, room, last);
    else
        p.cost = cell_cost(x, f, room, last);
    if (p.cost != NO_WAY)
        p.cost += COST_LINE + (last ? widow_cost(x, f) : 0);
    return p;
}
