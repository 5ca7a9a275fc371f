/* breaks_fit.c - the measure of one line and the steps that bring it to its room (B4). */
#include "breaks_fit.h"

static len_t positive(len_t v)
{
    return v > 0 ? v : 0;
}

len_t fit_gap_can(const struct item *it, enum fit_step s)
{
    switch (s) {
    case FIT_SPACE_SHRINK:
        return it->gap == GAP_SPACE ? positive(it->gap_width - it->cell / 4) : 0;
    case FIT_LATIN_SHRINK:
        return it->gap == GAP_LATIN ? positive(it->gap_width - it->cell / 8) : 0;
    case FIT_SPACE_GROW:
        return it->gap == GAP_SPACE ? positive(it->cell / 2 - it->gap_width) : 0;
    case FIT_LATIN_GROW: /* 1/2 em is allowed; the house stops at 1/3 */
        return it->gap == GAP_LATIN ? positive(it->cell / 3 - it->gap_width) : 0;
    default:
        return 0;
    }
}

void fit_start(struct fit *f, size_t i)
{
    *f = (struct fit){.from = i, .next = i, .seen = i};
}

/* The gap behind an item that is followed by something to be seen. */
static void add_gap(struct fit *f, const struct item *it)
{
    f->open += it->gap_width;
    f->ngap[it->gap]++;
    if (it->gap == GAP_LATIN || it->gap == GAP_SPACE) {
        bool latin = it->gap == GAP_LATIN;
        len_t less = fit_gap_can(it, latin ? FIT_LATIN_SHRINK : FIT_SPACE_SHRINK);
        f->can[latin ? FIT_LATIN_SHRINK : FIT_SPACE_SHRINK] += less;
        f->can[latin ? FIT_LATIN_GROW : FIT_SPACE_GROW] +=
            fit_gap_can(it, latin ? FIT_LATIN_GROW : FIT_SPACE_GROW);
        f->shrink += less;
    }
}

void fit_add(struct fit *f, const struct item *it)
{
    const struct item *i = &it[f->next++];
    if (i->width == 0)
        return;
    bool first = f->seen == f->from;
    if (!first) { /* what ended the line a moment ago is inside now */
        const struct item *last = &it[f->seen - 1];
        if (last->shrink_step) {
            f->can[last->shrink_step] += last->after;
            f->shrink += last->after;
        }
        for (size_t g = f->seen - 1; g + 1 < f->next; g++)
            add_gap(f, &it[g]);
    }
    bool keeps = fit_keeps_ends(i);
    f->open += i->width;
    if (first && !keeps) {
        f->open -= i->before;
    } else if (i->before && i->shrink_step) {
        f->can[i->shrink_step] += i->before;
        f->shrink += i->before;
    }
    f->end = keeps ? 0 : i->after;
    f->seen = f->next;
    f->nhan += i->han;
    f->nother += !i->han && !i->keeps_line;
}

static struct fit_plan plan_shrink(const struct fit *f, len_t need)
{
    struct fit_plan p = {.step = FIT_NATURAL};
    for (enum fit_step s = FIT_SPACE_SHRINK; s <= FIT_STOP && need > 0; s++) {
        if (f->can[s] == 0)
            continue;
        p.step = s;
        p.of = f->can[s];
        p.take = need < p.of ? need : p.of;
        need -= p.take;
    }
    p.rest = need;
    return p;
}

static struct fit_plan plan_stretch(const struct fit *f, len_t slack)
{
    struct fit_plan p = {.step = FIT_NATURAL};
    for (enum fit_step s = FIT_SPACE_GROW; s <= FIT_LATIN_GROW && slack > 0; s++) {
        if (f->can[s] == 0)
            continue;
        p.step = s;
        p.of = f->can[s];
        p.take = slack < p.of ? slack : p.of;
        slack -= p.take;
    }
    if (slack == 0)
        return p;
    static const enum gap_kind kind[] = {GAP_HAN, GAP_AVOID, GAP_SPACE, GAP_LATIN};
    for (size_t k = 0; k < sizeof kind / sizeof *kind; k++)
        if (f->ngap[kind[k]] > 0)
            return (struct fit_plan){k < 2 ? FIT_HAN_GROW : FIT_WORD_GROW, slack, f->ngap[kind[k]], 0};
    return (struct fit_plan){FIT_SHORT, slack, 1, 0};
}

struct fit_plan fit_plan_line(const struct fit *f, len_t room, bool stretch)
{
    len_t slack = room - fit_natural(f);
    if (slack < 0)
        return plan_shrink(f, -slack);
    if (slack > 0 && stretch)
        return plan_stretch(f, slack);
    return (struct fit_plan){.step = FIT_NATURAL};
}
