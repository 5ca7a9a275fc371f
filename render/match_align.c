/* match_align.c - lay a form along the lines of a source: which lines are which of its rows.
 *
 * Parts of a form (titles of bands, heads, rows) and lines keep their order, either may be passed over at a
 * cost, and a match earns the likeness of the words: the best alignment is found as usual, by a table over
 * lines and parts.  So a misprinted label is looked for only between its neighbours, and a form that has rows
 * which the source lacks loses to one that has not. */
#include "match_fit.h"

#include <glib.h>
#include <string.h>

enum {
    ROW_LINES = 6,   /* a row's label may be broken over so many lines where spans are not known */
    HEAD_CELLS = 24, /* a head over so many where each cell is a line of its own */
    /* what passing over costs, beside COST_SHORT */
    COST_TITLE = 50,
    COST_HEAD = 300,
    COST_ROW = 400,
    COST_FIGURES = 500, /* a line with figures */
    COST_WORDS = 60,    /* a line of a grid without */
    COST_PROSE = 1500,
    SHORT = 40,
    EARN_EDITION = 40
};

/* --- the table over lines and parts ----------------------------------------- */

static int most_lines(const struct fitting *f, int p, int end)
{
    const struct mline *l = &f->l->line[end - 1];
    switch (f->part[p].kind) {
    case PART_TITLE:
        return 1;
    case PART_ROW:
        return l->loose && f->want[p].own >= 0 ? ROW_LINES : 1;
    default:
        return l->loose && l->ncell == 1 ? HEAD_CELLS : FIT_HEAD_LINES;
    }
}

static int cost_of_part(const struct fitting *f, int p)
{
    static const int cost[] = {[PART_TITLE] = COST_TITLE, [PART_HEAD] = COST_HEAD, [PART_ROW] = COST_ROW};
    return cost[f->part[p].kind];
}

static int cost_of_line(const struct fitting *f, int i)
{
    const struct mline *l = &f->l->line[i];
    if (l->used)
        return COST_PROSE;
    if (l->grid)
        return l->nfigure ? COST_FIGURES : l->nwords ? COST_WORDS : 0;
    if (words_have(&f->l->words->continued, l->cell[0].fold))
        return 0;
    return l->cell[0].fold.n > SHORT ? COST_PROSE : COST_SHORT;
}

enum { STEP_LINE = 0, STEP_PART = 255 }; /* else the number of lines of a match */

/* best[i][j]: the first i lines and the first j parts. */
static void fill(const struct fitting *f, int *best, unsigned char *step)
{
    int m = f->npart + 1, like;
    for (int i = 0; i <= f->l->n; i++)
        for (int j = 1; j < m; j++) {
            int *here = &best[(size_t)i * m + j];
            unsigned char *how = &step[(size_t)i * m + j];
            *here = here[-1] - cost_of_part(f, j - 1);
            *how = STEP_PART;
            if (i == 0)
                continue;
            int passed = best[(size_t)(i - 1) * m + j] - cost_of_line(f, i - 1);
            if (passed > *here) {
                *here = passed;
                *how = STEP_LINE;
            }
            int most = MIN(most_lines(f, j - 1, i), i);
            for (int g = 1; g <= most && fit_may(f, j - 1, i - g, i); g++) {
                int gain = fit_earn(f, j - 1, i - g, i, &like);
                int met = best[(size_t)(i - g) * m + j - 1] + gain;
                if (gain > 0 && met > *here) {
                    *here = met;
                    *how = (unsigned char)g;
                }
            }
        }
}

static void trace(const struct fitting *f, const unsigned char *step, int end)
{
    int m = f->npart + 1;
    for (int i = end, j = f->npart; j > 0;) {
        int how = step[(size_t)i * m + j];
        struct part *p = &f->part[j - 1];
        if (how == STEP_LINE) {
            i--;
            continue;
        }
        j--;
        p->from = p->to = i;
        if (how != STEP_PART) {
            p->from = i - how;
            fit_earn(f, j, p->from, i, &p->like);
            i -= how;
        }
    }
}

/* --- labels that hardly resemble -------------------------------------------- */

static bool same_number(struct fold x, struct fold y)
{
    int n = fold_number(x);
    return n > 0 && n == fold_number(y) && fold_same(fold_part(x, 0, n), fold_part(y, 0, n));
}

/* Where between two rows that were found exactly one line with words and figures is left, and one row, they
 * are the same if anything about the label says so. */
static void guess_rows(struct fitting *f)
{
    enum { LIKE_FAINT = 300 };
    for (int p = 1; p + 1 < f->npart; p++) {
        const struct part *before = &f->part[p - 1], *after = &f->part[p + 1];
        struct part *here = &f->part[p];
        if (here->kind != PART_ROW || here->from < here->to || f->want[p].own < 0 ||
            before->from == before->to || after->from == after->to)
            continue;
        int found = -1, lines = 0;
        for (int i = before->to; i < after->from; i++) {
            const struct mline *l = &f->l->line[i];
            if (!l->grid || !l->nwords || l->nwords + l->nfigure < 2)
                continue;
            lines++;
            struct fold label = g_array_index(f->label, struct fold, f->want[p].own);
            for (int c = 0; c < l->ncell; c++)
                if (l->cell[c].figure.kind == FIGURE_WORDS &&
                    (fit_like(f, i, c, f->want[p].own) >= LIKE_FAINT ||
                     same_number(l->cell[c].fold, label))) {
                    found = i;
                    here->like = fit_like(f, i, c, f->want[p].own);
                }
        }
        if (lines == 1 && found >= 0) {
            here->from = found;
            here->to = found + 1;
            here->guessed = true;
        }
    }
}

/* --- the best form ---------------------------------------------------------- */

/* A table is there when a good part of its rows is; a single row (表四) needs its head. */
static bool is_enough(const struct fitting *f)
{
    int rows = 0, all = 0, heads = 0;
    for (int p = 0; p < f->npart; p++) {
        bool found = f->part[p].from < f->part[p].to;
        if (f->part[p].kind == PART_ROW) {
            all++;
            rows += found;
        } else if (f->part[p].kind == PART_HEAD) {
            heads += found;
        }
    }
    return all <= 2 ? heads > 0 : rows * 3 >= all && rows >= 2;
}

static bool align_form(const struct mlines *l, const struct form *form, struct arena *a,
                       struct alignment *out)
{
    struct fitting f = fit_open(l, form);
    size_t size = ((size_t)l->n + 1) * ((size_t)f.npart + 1);
    int *best = g_new0(int, size);
    unsigned char *step = g_new0(unsigned char, size);
    fill(&f, best, step);
    int end = 0, m = f.npart + 1;
    for (int i = 1; i <= l->n; i++)
        if (best[(size_t)i * m + f.npart] > best[(size_t)end * m + f.npart])
            end = i;
    out->form = form;
    out->score = best[(size_t)end * m + f.npart];
    trace(&f, step, end);
    guess_rows(&f);
    bool enough = is_enough(&f);
    out->part = arena_dup(a, f.part, (size_t)f.npart * sizeof *f.part);
    out->npart = (size_t)f.npart;
    out->from = l->n;
    out->to = 0;
    for (int p = 0; p < f.npart; p++)
        if (f.part[p].from < f.part[p].to) {
            out->from = MIN(out->from, f.part[p].from);
            out->to = MAX(out->to, f.part[p].to);
        }
    g_free(best);
    g_free(step);
    fit_close(&f);
    return enough;
}

bool align_best(const struct mlines *l, const struct forms *forms, const char *edition, struct arena *a,
                struct alignment *out)
{
    bool any = false;
    for (size_t i = 0; i < forms->n; i++) {
        struct alignment one = {0};
        if (!align_form(l, forms->form[i], a, &one))
            continue;
        one.score += edition && strcmp(forms->form[i]->edition, edition) == 0 ? EARN_EDITION : 0;
        if (!any || one.score > out->score)
            *out = one;
        any = true;
    }
    return any;
}
