/* sheetrule.c - the rules of a form as formulas of a worksheet: checks and totals.  What each is worth with
 * the published figures comes from rule_eval.c. */
#include "sheetrule.h"
#include "sheetformula.h"
#include "sheetplan.h"

#include <stdlib.h>
#include <string.h>

/* ---- places as text ---- */

/* The number in letters, before `end`. */
static char *write_column(int n, char *end)
{
    for (; n > 0; n = (n - 1) / 26)
        *--end = (char)('A' + (n - 1) % 26);
    return end;
}

static char *write_row(int n, char *end)
{
    for (; n > 0; n /= 10)
        *--end = (char)('0' + n % 10);
    return end;
}

const char *sheet_cell_name(int row, int col, bool fixed, struct arena *a)
{
    char name[32], *s = name + sizeof name;
    *--s = '\0';
    s = write_row(row + 1, s);
    if (fixed)
        *--s = '$';
    s = write_column(col + 1, s);
    if (fixed)
        *--s = '$';
    return arena_strdup(a, s);
}

/* Whether figure b stands right of a, or below it, so that a range can go on. */
static bool goes_right(const struct sheet_place *a, const struct sheet_place *b)
{
    return b->row == a->row && b->col == a->col + a->colspan;
}

static bool goes_down(const struct sheet_place *a, const struct sheet_place *b)
{
    return b->col == a->col && b->colspan == a->colspan && b->row == a->row + 1;
}

const char *sheet_ranges(const struct sheet_place *place, const size_t *figure, size_t n,
                         const char *separator, struct arena *a)
{
    const char *s = "";
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        bool right = end < n && goes_right(&place[figure[i]], &place[figure[end]]);
        while (end < n && (right ? goes_right : goes_down)(&place[figure[end - 1]], &place[figure[end]]))
            end++;
        const struct sheet_place *p = &place[figure[i]], *q = &place[figure[end - 1]];
        s = arena_concat(a, s, i ? separator : "", sheet_cell_name(p->row, p->col, false, a));
        if (end > i + 1)
            s = arena_concat(a, s, ":", sheet_cell_name(q->row, q->col, false, a));
        i = end;
    }
    return s;
}

/* ---- unless ---- */

struct exception {
    const struct writing *w; /* of the rule that may be excepted */
    const GArray *figures;   /* all it reads */
    const char *conditions;  /* where the earlier rule may be broken at one of them, separated by commas */
    bool holds;              /* with the published figures */
};

static bool has_figure(const GArray *figures, size_t figure)
{
    for (guint i = 0; i < figures->len; i++)
        if (g_array_index(figures, size_t, i) == figure)
            return true;
    return false;
}

static void all_figures(const struct asked *q, GArray *out)
{
    GArray *some = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (size_t i = 0; i < q->rule->nref; i++)
        formula_figures(q->rule->ref[i], q, some);
    for (guint i = 0; i < some->len; i++) {
        size_t f = g_array_index(some, size_t, i);
        if (!has_figure(out, f))
            g_array_append_val(out, f);
    }
    g_array_free(some, TRUE);
}

static struct exception find_exception(const struct writing *w, const GArray *figures);

/* A place of the earlier rule: where it points to one of the figures, its being broken excepts the later
 * rule. */
static void except(const struct asked *q, void *to)
{
    struct exception *x = to;
    struct arena *a = x->w->a;
    const struct label *row, *col;
    if (!has_figure(x->figures, rule_decisive(q, &row, &col)))
        return;
    GArray *own = g_array_new(FALSE, FALSE, sizeof(size_t));
    struct writing w = {q, x->w->place, a, g_array_new(FALSE, FALSE, sizeof(size_t))};
    all_figures(q, own);
    struct exception before = find_exception(&w, own);
    bool never = q->rule->never;
    const char *broken = formula_truth(&w, q->rule->test, never);
    if (!never)
        broken = arena_concat(a, "NOT(", broken, ")");
    if (q->rule->when)
        broken = arena_concat(a, "AND(", formula_truth(&w, q->rule->when, true), ",", broken, ")");
    if (*before.conditions)
        broken = arena_concat(a, "AND(NOT(OR(", before.conditions, ")),", broken, ")");
    x->conditions = arena_concat(a, x->conditions, *x->conditions ? "," : "", broken);
    x->holds = x->holds || (rule_broken(q) != NO && !before.holds);
    g_array_free(w.unclear, TRUE);
    g_array_free(own, TRUE);
}

static struct exception find_exception(const struct writing *w, const GArray *figures)
{
    struct exception x = {.w = w, .figures = figures, .conditions = ""};
    if (w->q->rule->unless)
        rule_ask(w->q->rule->unless, w->q->form, w->q->value, except, &x);
    return x;
}

/* ---- checks ---- */

struct making {
    struct sheet_rules *rules;
    GArray *check, *total; /* struct sheet_check, struct sheet_total */
    const struct sheet_place *place;
    struct arena *a;
};

static bool has_op(const struct expr *x, enum op op)
{
    return x && (x->op == op || has_op(x->left, op) || has_op(x->right, op));
}

/* What the check cell shows: how far the comparison is from true; 0 where a figure is none. */
static const char *write_distance(struct writing *w, const struct expr *x)
{
    const char *d;
    switch (x->op) {
    case OP_EQ:
        d = formula_difference(w, x->left, x->right);
        break;
    case OP_GE:
        d = arena_concat(w->a, "MAX(0,", formula_difference(w, x->right, x->left), ")");
        break;
    case OP_LE:
        d = arena_concat(w->a, "MAX(0,", formula_difference(w, x->left, x->right), ")");
        break;
    default:
        return arena_concat(w->a, "IF(", formula_truth(w, x, true), ",0,1)");
    }
    const char *unclear = formula_unclear(w, 0);
    return *unclear ? arena_concat(w->a, "IF(", formula_any(unclear, w->a), ",0,", d, ")") : d;
}

static const char *distance(const struct asked *q, struct arena *a)
{
    const struct expr *x = q->rule->test;
    struct decimal l, r, d;
    if (rule_broken(q) != YES)
        return "0";
    if (x->op != OP_EQ && x->op != OP_GE && x->op != OP_LE)
        return "1";
    if (!eval_number(x->left, q, &l) || !eval_number(x->right, q, &r) ||
        !(x->op == OP_GE ? decimal_sub(r, l, &d) : decimal_sub(l, r, &d)))
        return "0";
    return formula_decimal(d, a);
}

static int ascending(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return (x > y) - (x < y);
}

static void make_check(const struct asked *q, void *to)
{
    struct making *m = to;
    GArray *figures = g_array_new(FALSE, FALSE, sizeof(size_t));
    struct writing w = {q, m->place, m->a, g_array_new(FALSE, FALSE, sizeof(size_t))};
    const struct label *row, *col;
    all_figures(q, figures);
    qsort(figures->data, figures->len, sizeof(size_t), ascending); /* neighbours make one range */
    struct exception x = find_exception(&w, figures);
    const char *f = write_distance(&w, q->rule->test);
    if (q->rule->when)
        f = arena_concat(m->a, "IF(", formula_truth(&w, q->rule->when, false), ",", f, ",0)");
    if (*x.conditions)
        f = arena_concat(m->a, "IF(OR(", x.conditions, "),0,", f, ")");
    struct sheet_check c = {.id = q->rule->id,
                            .by_row = q->rule->scope == EACH_ROW || q->rule->scope == EACH_TABLE,
                            .at = rule_decisive(q, &row, &col),
                            .figure = arena_dup(m->a, figures->data, figures->len * sizeof(size_t)),
                            .nfigure = figures->len,
                            .formula = f,
                            .result = x.holds ? "0" : distance(q, m->a),
                            .decimal = formula_amounts(q)};
    g_array_append_val(m->check, c);
    g_array_free(w.unclear, TRUE);
    g_array_free(figures, TRUE);
}

/* ---- totals ---- */

/* Whether the published total is what the worksheet's SUM of the parts gives: every part a number or blank,
 * the total their sum, or blank when all of them are. */
static bool total_agrees(const struct asked *q, size_t total, const GArray *parts, struct arena *a)
{
    struct decimal sum = {0, 0}, v;
    const char *format;
    bool any = false;
    for (guint i = 0; i < parts->len; i++) {
        const struct value *part = &q->value[g_array_index(parts, size_t, i)];
        if (part->state == VALUE_NULL)
            continue;
        if (!sheet_number(part, &format, a) || !decimal_parse(part->text, &v) || !decimal_add(sum, v, &sum))
            return false;
        any = true;
    }
    const struct value *t = &q->value[total];
    if (t->state == VALUE_NULL || !any)
        return t->state == VALUE_NULL && !any;
    return sheet_number(t, &format, a) && decimal_parse(t->text, &v) && decimal_cmp(v, sum) == 0;
}

/* Whether a figure's formula, or one that it reads, reads the figure `on`. */
static bool depends(const struct making *m, size_t figure, size_t on)
{
    for (guint i = 0; i < m->total->len; i++) {
        const struct sheet_total *t = &g_array_index(m->total, struct sheet_total, i);
        for (size_t k = 0; t->figure == figure && k < t->npart; k++)
            if (t->part[k] == on || depends(m, t->part[k], on))
                return true;
    }
    return figure == on;
}

static void make_total(const struct asked *q, void *to)
{
    struct making *m = to;
    const struct expr *x = q->rule->test;
    const struct expr *one = x->left->op == OP_CELL ? x->left : x->right,
                      *sum = one == x->left ? x->right : x->left;
    if (one->op != OP_CELL || x->op != OP_EQ)
        return;
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(size_t)),
           *total = g_array_new(FALSE, FALSE, sizeof(size_t));
    formula_figures(one->ref[0], q, total);
    size_t at = g_array_index(total, size_t, 0);
    bool good = formula_summands(sum, q, parts) && parts->len > 1;
    for (guint i = 0; i < m->total->len; i++) /* the first rule that tells a total makes its formula */
        good = good && g_array_index(m->total, struct sheet_total, i).figure != at;
    for (guint i = 0; good && i < parts->len; i++)
        good = !depends(m, g_array_index(parts, size_t, i), at);
    if (good && total_agrees(q, at, parts, m->a)) {
        const char *r = sheet_ranges(m->place, (const size_t *)(void *)parts->data, parts->len, ",", m->a);
        struct sheet_total t = {at, arena_dup(m->a, parts->data, parts->len * sizeof(size_t)), parts->len,
                                arena_concat(m->a, "IF(COUNT(", r, ")=0,\"\",SUM(", r, "))")};
        g_array_append_val(m->total, t);
    }
    g_array_free(parts, TRUE);
    g_array_free(total, TRUE);
}

struct sheet_rules *sheet_rules(const struct form *form, const struct value *value,
                                const struct sheet_place *place, struct arena *a)
{
    struct making m = {.place = place,
                       .a = a,
                       .check = g_array_new(FALSE, FALSE, sizeof(struct sheet_check)),
                       .total = g_array_new(FALSE, FALSE, sizeof(struct sheet_total))};
    for (size_t i = 0; i < form->nrule; i++) {
        const struct rule *r = form->rule[i];
        if (r->never || r->level || has_op(r->test, OP_FITS) || has_op(r->when, OP_FITS))
            continue;
        rule_ask(r, form, value, make_check, &m);
        if (!r->when)
            rule_ask(r, form, value, make_total, &m);
    }
    struct sheet_rules *s = ARENA_NEW(a, struct sheet_rules);
    s->ncheck = m.check->len;
    s->check = arena_dup(a, m.check->data, s->ncheck * sizeof *s->check);
    s->ntotal = m.total->len;
    s->total = arena_dup(a, m.total->data, s->ntotal * sizeof *s->total);
    g_array_free(m.check, TRUE);
    g_array_free(m.total, TRUE);
    return s;
}
