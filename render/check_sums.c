/* check_sums.c - TXT-SUM: the parts named behind a figure add up to it.
 *
 * Two ways of naming parts are sure enough to be told: all of them in brackets right behind the figure, and,
 * behind 其中, a list joined by 、, of which only a sum larger than the whole is wrong. */
#include "prose_text.h"

#include "intl.h"

#include <glib.h>

struct parts {
    struct decimal sum;
    size_t n;
    size_t to;        /* behind the last */
    const char *text; /* "117 + 46 + 61" */
};

/* part_in - the one figure of a clause, of this unit, at its end; NULL if there is none or more than one. */
static const struct passage_figure *part_in(const struct prose_text *t, size_t from, size_t to, uint32_t unit)
{
    const struct passage *p = t->passage;
    const struct passage_figure *found = NULL;
    if (passage_has(p, from, to, &t->prose->sum.without))
        return NULL;
    for (size_t i = from; i < to; i++) {
        const struct passage_figure *f = passage_figure_at(p, i);
        if (!f)
            continue;
        if (found || !f->exact || f->percent || f->unit != unit || f->value.scale || f->to != to)
            return NULL;
        found = f;
    }
    return found;
}

static bool add_part(const struct prose_text *t, const struct passage_figure *f, struct parts *out)
{
    char *text = decimal_text(f->value);
    out->text = out->n ? arena_printf(t->a, "%s + %s", out->text, text) : arena_strdup(t->a, text);
    g_free(text);
    out->n++;
    out->to = f->to;
    return decimal_add(out->sum, f->value, &out->sum);
}

static bool is_one_of(uint32_t cp, uint32_t a, uint32_t b)
{
    return cp == a || cp == b;
}

/* parts_in_brackets - （甲117篇，乙46篇）: every clause up to the closing bracket names one. */
static bool parts_in_brackets(const struct prose_text *t, size_t at, uint32_t unit, struct parts *out)
{
    const struct passage *p = t->passage;
    if (!is_one_of(p->cp[at], 0xFF08, '('))
        return false;
    for (size_t from = at + 1, to, begin; from < p->n; from = to + 1) {
        passage_clause(p, from, &begin, &to);
        const struct passage_figure *f = part_in(t, from, to, unit);
        if (!f || passage_has(p, from, to, &t->prose->sum.some) || !add_part(t, f, out))
            return false;
        if (is_one_of(p->cp[to], 0xFF09, ')')) {
            out->to = to + 1;
            return true;
        }
        if (!is_one_of(p->cp[to], 0x3001, 0xFF0C) && p->cp[to] != 0xFF1B) /* 、，； */
            return false;
    }
    return false;
}

/* compares - whether the clause tells a difference: 比上年减少8件，其中 is not of the 8. */
static bool compares(const struct prose_text *t, size_t at)
{
    size_t from, to;
    passage_clause(t->passage, at, &from, &to);
    return passage_has(t->passage, from, to, &t->prose->compared);
}

/* parts_of_list - ，其中甲58篇、乙21篇、丙64篇. */
static bool parts_of_list(const struct prose_text *t, size_t at, uint32_t unit, struct parts *out)
{
    const struct passage *p = t->passage;
    size_t from = at, to, begin;
    if (is_one_of(p->cp[from], 0xFF0C, 0xFF1B) || is_one_of(p->cp[from], 0xFF08, 0x3002)) /* ，；（。 */
        from++;
    if (from >= p->n || passage_last(p, from, MIN(from + 2, p->n), &t->prose->among) < 0)
        return false;
    for (;; from = to + 1) {
        passage_clause(p, from, &begin, &to);
        const struct passage_figure *f = part_in(t, from, to, unit);
        if (!f || !add_part(t, f, out))
            return false;
        if (p->cp[to] != 0x3001)
            return true;
    }
}

static void check_whole(const struct prose_text *t, const struct passage_figure *whole)
{
    struct parts all = {.n = 0}, list = {.n = 0};
    bool rounded = !whole->exact; /* 224余篇: at least so many */
    bool brackets = parts_in_brackets(t, whole->to, whole->unit, &all);
    if (!brackets && (compares(t, whole->from) || !parts_of_list(t, whole->to, whole->unit, &list)))
        return;
    const struct parts *parts = brackets ? &all : &list;
    int c = decimal_cmp(parts->sum, whole->value);
    bool wrong = brackets ? (rounded ? c < 0 : c != 0) : !rounded && c > 0;
    if (parts->n < 2 || !wrong)
        return;
    struct decimal difference;
    struct finding f = {.id = "TXT-SUM", .grade = GRADE_INFO};
    if (!(c < 0 ? decimal_sub(whole->value, parts->sum, &difference)
                : decimal_sub(parts->sum, whole->value, &difference)))
        return;
    char *left = decimal_text(whole->value), *right = decimal_text(parts->sum);
    char *diff = decimal_text(difference);
    f.left = left;
    f.right = right;
    f.diff = diff;
    prose_tell(t, f, whole->from, parts->to, _("“%s”: %s = %s, not %s (difference %s)"),
               prose_words(t, whole->from, parts->to), parts->text, right, left, diff);
    g_free(left);
    g_free(right);
    g_free(diff);
}

void check_sums(const struct prose_text *t)
{
    for (size_t i = 0; i < t->passage->nfigure; i++) {
        const struct passage_figure *f = &t->passage->figure[i];
        bool few = !f->exact && passage_has(t->passage, f->from, f->to, &t->prose->figure.about);
        if (f->unit && !f->percent && !f->value.scale && (f->exact || few))
            check_whole(t, f);
    }
}
