/* breaks_place.c - share out the space of one line (B4).
 *
 * fit_plan_line says which step is the last one needed and how much of it.  All earlier steps of its
 * direction are used up; within the last one every place gets its part, in proportion to what it can give,
 * which is the same for all places of one type size.  Parts are differences of running totals, so whole units
 * add up to the total exactly and the odd ones lie evenly spread: the right edge is exact and no place
 * differs from its like by more than one unit (1/1024 pt). */
#include "breaks_fit.h"

/* Running totals of the last step. */
struct share {
    struct fit_plan plan;
    len_t had, given;
};

static len_t part_of(struct share *s, len_t can)
{
    if (s->plan.of == 0) /* the step has no places */
        return 0;
    s->had += can;
    len_t upto = s->plan.take * s->had / s->plan.of;
    len_t part = upto - s->given;
    s->given = upto;
    return part;
}

/* What a place that can give `can` in step `step` gives. */
static len_t give(struct share *s, enum fit_step step, len_t can)
{
    bool shrinks = step < FIT_SPACE_GROW;
    if (can == 0 || shrinks != (s->plan.step < FIT_SPACE_GROW) || step > s->plan.step)
        return 0;
    return step < s->plan.step ? can : part_of(s, can);
}

/* Is this one of the gaps that take equally what the limits of the steps leave over? */
static bool takes_rest(const struct item *it, const struct fit *f, enum fit_step step)
{
    if (step == FIT_HAN_GROW)
        return it->gap == (f->ngap[GAP_HAN] ? GAP_HAN : GAP_AVOID);
    return step == FIT_WORD_GROW && (it->gap == GAP_SPACE || it->gap == GAP_LATIN);
}

static len_t gap_set(const struct item *it, const struct fit *f, struct share *s)
{
    len_t w = it->gap_width;
    w -= give(s, FIT_SPACE_SHRINK, fit_gap_can(it, FIT_SPACE_SHRINK));
    w -= give(s, FIT_LATIN_SHRINK, fit_gap_can(it, FIT_LATIN_SHRINK));
    w += give(s, FIT_SPACE_GROW, fit_gap_can(it, FIT_SPACE_GROW));
    w += give(s, FIT_LATIN_GROW, fit_gap_can(it, FIT_LATIN_GROW));
    if (s->plan.step > FIT_HAN_GROW)
        w += give(s, FIT_LATIN_MORE, fit_gap_can(it, FIT_LATIN_MORE));
    if (takes_rest(it, f, s->plan.step))
        w += part_of(s, 1);
    return w;
}

/* Take the halves at the line's ends off, and what the item gives to its step. */
static void set_item(const struct item *it, bool first, bool last, struct share *s, len_t x,
                     struct placed *out)
{
    bool keeps = fit_keeps_ends(it);
    len_t before = first && !keeps ? 0 : it->before, after = last ? 0 : it->after;
    len_t cut = it->shrink_step ? give(s, (enum fit_step)it->shrink_step, before + after) : 0;
    len_t left = cut ? cut * before / (before + after) : 0;
    if (first && !keeps)
        left = it->before;
    len_t trimmed = (first && !keeps ? it->before : 0) + (last && !keeps ? it->after : 0);
    *out = (struct placed){.x = x, .cut_left = it->lost + left, .width = it->width - trimmed - cut};
}

/* Does this line stretch, and does it shrink? */
static struct fit_plan plan_of(const struct fit *f, const struct line *line, len_t room, bool justify)
{
    if (!justify)
        return (struct fit_plan){.step = FIT_NATURAL};
    return fit_plan_line(f, room, !line->last);
}

len_t break_place(const struct item *it, const struct line *line, len_t room, bool justify,
                  struct placed *out)
{
    if (line->to <= line->from)
        return 0;
    struct fit f;
    fit_start(&f, line->from);
    while (f.next < line->to)
        fit_add(&f, it);
    struct share s = {.plan = plan_of(&f, line, room, justify)};
    /* rounding of the measure, up to 1/100 em in the whole line, goes into all gaps between Han */
    bool rounded = justify && !line->last && s.plan.rest > 0 &&
                   s.plan.rest <= fit_tolerance(&it[line->from]) && f.ngap[GAP_HAN] > 0;
    struct share over = {.plan = {.take = s.plan.rest, .of = rounded ? f.ngap[GAP_HAN] : 1}};

    len_t x = 0;
    bool first = true;
    for (size_t i = line->from; i < line->to; i++) {
        struct placed *p = &out[i - line->from];
        if (it[i].width == 0) {
            *p = (struct placed){.x = x};
        } else {
            set_item(&it[i], first, i + 1 == f.seen, &s, x, p);
            x += p->width;
            first = false;
        }
        if (first || i + 1 >= f.seen) /* the gaps of spaces at the ends vanish */
            continue;
        x += gap_set(&it[i], &f, &s);
        if (rounded && it[i].gap == GAP_HAN)
            x -= part_of(&over, 1);
    }
    return x;
}
