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
    case FIT_LATIN_MORE:
        return it->gap == GAP_LATIN ? it->cell / 2 - it->gap_width - fit_gap_can(it, FIT_LATIN_GROW) : 0;
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
    if (it->gap == GAP_SPACE) {
        len_t less = fit_gap_can(it, FIT_SPACE_SHRINK);
        f->can[FIT_SPACE_SHRINK] += less;
        f->can[FIT_SPACE_GROW] += fit_gap_can(it, FIT_SPACE_GROW);
        f->shrink += less;
    } else if (it->gap == GAP_LATIN) {
        len_t less = fit_gap_can(it, FIT_LATIN_SHRINK);
        f->can[FIT_LATIN_SHRINK] += less;
        f->can[FIT_LATIN_GROW] += fit_gap_can(it, FIT_LATIN_GROW);
        f->can[FIT_LATIN_MORE] += fit_gap_can(it, FIT_LATIN_MORE);
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
        if (last->after && last->shrink_step) {
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

void fit_extend(struct fit *f, const struct fit *shorter, const struct fit *longer)
{
    f->open += longer->open - shorter->open;
    f->shrink += longer->shrink - shorter->shrink;
    for (size_t s = FIT_NATURAL; s < FIT_WORD_GROW; s++)
        f->can[s] += longer->can[s] - shorter->can[s];
    for (size_t k = 0; k <= GAP_SPACE; k++)
        f->ngap[k] += longer->ngap[k] - shorter->ngap[k];
    f->nhan += longer->nhan - shorter->nhan;
    f->nother += longer->nother - shorter->nother;
    f->end = longer->end;
    f->seen = longer->seen;
    f->next = longer->next;
}

/* Use up step s; what it cannot give is left in *slack. */
static void use(const struct fit *f, enum fit_step s, len_t *slack, struct fit_plan *p)
{
    if (*slack == 0 || f->can[s] == 0)
        return;
    p->step = s;
    p->of = f->can[s];
    p->take = *slack < p->of ? *slack : p->of;
    *slack -= p->take;
}

static struct fit_plan plan_shrink(const struct fit *f, len_t need)
{
    struct fit_plan p = {.step = FIT_NATURAL};
    for (enum fit_step s = FIT_SPACE_SHRINK; s <= FIT_STOP; s++)
        use(f, s, &need, &p);
    p.rest = need;
    return p;
}

static struct fit_plan plan_stretch(const struct fit *f, len_t slack)
{
    struct fit_plan p = {.step = FIT_NATURAL};
    use(f, FIT_SPACE_GROW, &slack, &p);
    use(f, FIT_LATIN_GROW, &slack, &p);
    if (slack == 0)
        return p;
    int64_t han = f->ngap[GAP_HAN] ? f->ngap[GAP_HAN] : f->ngap[GAP_AVOID];
    if (han > 0)
        return (struct fit_plan){FIT_HAN_GROW, slack, han, 0};
    use(f, FIT_LATIN_MORE, &slack, &p);
    if (slack == 0)
        return p;
    int64_t words = f->ngap[GAP_SPACE] + f->ngap[GAP_LATIN];
    if (words > 0)
        return (struct fit_plan){FIT_WORD_GROW, slack, words, 0};
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
