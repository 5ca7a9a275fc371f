/* sheetrule.c - the rules of a form as formulas of a worksheet.  Walks the same trees as rule_eval.c and
 * gives text where that gives a number; what each formula is worth now comes from there. */
#include "sheetrule.h"
#include "formula.h"
#include "sheetplan.h"

#include <stdlib.h>
#include <string.h>

/* ---- places as text ---- */

const char *sheet_cell_name(int row, int col, bool fixed, struct arena *a)
{
    char letters[8], *s = letters + sizeof letters;
    *--s = '\0';
    for (int n = col + 1; n > 0; n = (n - 1) / 26)
        *--s = (char)('A' + (n - 1) % 26);
    const char *dollar = fixed ? "$" : "";
    return arena_printf(a, "%s%s%s%d", dollar, s, dollar, row + 1);
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
        s = arena_printf(a, "%s%s%s", s, i ? separator : "", sheet_cell_name(p->row, p->col, false, a));
        if (end > i + 1)
            s = arena_printf(a, "%s:%s", s, sheet_cell_name(q->row, q->col, false, a));
        i = end;
    }
    return s;
}

/* ---- expressions ---- */

/* One rule at one place, on its way to a formula. */
struct writing {
    const struct asked *q;
    const struct sheet_place *place;
    struct arena *a;
    GArray *unclear; /* size_t: figures whose text is none, so that the rule cannot be assessed */
};

static const char *name(const struct writing *w, size_t figure)
{
    return sheet_cell_name(w->place[figure].row, w->place[figure].col, false, w->a);
}

static void add_figures(const struct ref *ref, const struct asked *q, GArray *out)
{
    struct figures f = ref_figures(ref, q);
    for (size_t r = f.r0; r < f.r1; r++)
        for (size_t c = f.c0; c < f.c1; c++) {
            size_t i = figure_index(&f, r, c);
            g_array_append_val(out, i);
        }
}

/* The figures an expression adds up, when that is all it does. */
static bool add_summands(const struct expr *x, const struct asked *q, GArray *out)
{
    if (x->op == OP_ADD)
        return add_summands(x->left, q, out) && add_summands(x->right, q, out);
    if (x->op != OP_CELL && x->op != OP_SUM)
        return false;
    for (size_t k = 0; k < x->nref; k++)
        add_figures(x->ref[k], q, out);
    return true;
}

static const char *quoted(const char *s, struct arena *a)
{
    GString *t = g_string_new("\"");
    for (; *s; s++) {
        g_string_append_c(t, *s);
        if (*s == '"')
            g_string_append_c(t, *s);
    }
    g_string_append_c(t, '"');
    const char *copy = arena_strdup(a, t->str);
    g_string_free(t, TRUE);
    return copy;
}

static const char *decimal_in(struct decimal d, struct arena *a)
{
    char *s = decimal_text(d);
    const char *copy = arena_strdup(a, s);
    g_free(s);
    return copy;
}

/* How a figure that the worksheet holds as text counts: NULL when as nothing, as its functions do by
 * themselves. */
static const char *text_term(struct writing *w, size_t figure)
{
    const struct value *v = &w->q->value[figure];
    const char *format;
    struct decimal d, first;
    if (v->state == VALUE_NULL || sheet_number(v, &format, w->a))
        return NULL;
    if (!figure_number(w->q, figure, &d)) {
        g_array_append_val(w->unclear, figure);
        return NULL;
    }
    if (d.digits == 0)
        return NULL;
    const char *n = name(w, figure);
    char *line = g_strndup(v->text, strcspn(v->text, "\n"));
    bool plain = decimal_parse(line, &first) && decimal_cmp(first, d) == 0;
    g_free(line);
    if (plain) /* +19, or a remark below: the clerk may change either */
        return arena_printf(w->a, "IFERROR(VALUE(LEFT(%s,FIND(CHAR(10),%s&CHAR(10))-1)),0)", n, n);
    if (strchr(v->text, '\n') || strlen(v->text) > 200) /* no string of a formula */
        return decimal_in(d, w->a);
    return arena_printf(w->a, "IF(%s=%s,%s,N(%s))", n, quoted(v->text, w->a), decimal_in(d, w->a), n);
}

/* Figures as arguments of SUM or MAX.  Those that the worksheet holds as text stand behind, as terms. */
static const char *arguments(struct writing *w, const GArray *figures, const char *separator,
                             const char **terms)
{
    GArray *plain = g_array_new(FALSE, FALSE, sizeof(size_t));
    *terms = "";
    for (guint i = 0; i < figures->len; i++) {
        size_t f = g_array_index(figures, size_t, i);
        const char *term = text_term(w, f);
        if (term)
            *terms = arena_printf(w->a, "%s%s%s", *terms, separator, term);
        else
            g_array_append_val(plain, f);
    }
    const char *s = sheet_ranges(w->place, (const size_t *)(void *)plain->data, plain->len, ",", w->a);
    g_array_free(plain, TRUE);
    return s;
}

static const char *write_sum(struct writing *w, const GArray *figures)
{
    const char *terms, *ranges = arguments(w, figures, "+", &terms);
    if (!*ranges)
        return *terms ? terms + 1 : "0";
    bool single = !strpbrk(ranges, ":,");
    return arena_printf(w->a, "%s(%s)%s", single ? "N" : "SUM", ranges, terms);
}

static const char *write_number(struct writing *w, const struct expr *x)
{
    GArray *figures = g_array_new(FALSE, FALSE, sizeof(size_t));
    const char *s = NULL;
    if (add_summands(x, w->q, figures)) {
        s = write_sum(w, figures);
    } else if (x->op == OP_MAX) {
        for (size_t k = 0; k < x->nref; k++)
            add_figures(x->ref[k], w->q, figures);
        const char *terms, *ranges = arguments(w, figures, ",", &terms);
        s = arena_printf(w->a, "MAX(%s)", *ranges ? arena_printf(w->a, "%s%s", ranges, terms) : terms + 1);
    } else if (x->op == OP_NUMBER) {
        s = decimal_in(x->number, w->a);
    } else if (x->op == OP_ABS) {
        s = arena_printf(w->a, "ABS(%s)", write_number(w, x->left));
    } else {
        bool sub = x->op == OP_SUB;
        s = arena_printf(w->a, sub ? "%s-(%s)" : "%s+%s", write_number(w, x->left),
                         write_number(w, x->right));
    }
    g_array_free(figures, TRUE);
    return s;
}

static bool reads_amounts(const struct asked *q)
{
    for (size_t i = 0; i < q->rule->nref; i++) {
        struct figures f = ref_figures(q->rule->ref[i], q);
        struct cell_ref c = form_cell(q->form, figure_index(&f, f.r0, f.c0));
        if (form_cell_kind(&c) == KIND_AMOUNT)
            return true;
    }
    return false;
}

/* left - right.  Worksheets reckon in binary: what is left of decimals beyond the tenth place is noise. */
static const char *write_difference(struct writing *w, const struct expr *left, const struct expr *right)
{
    const char *l = write_number(w, left), *r = write_number(w, right);
    bool brackets = right->op == OP_SUB || strpbrk(r, "+-");
    const char *d = right->op == OP_NUMBER && right->number.digits == 0
                        ? l
                        : arena_printf(w->a, brackets ? "%s-(%s)" : "%s-%s", l, r);
    return reads_amounts(w->q) ? arena_printf(w->a, "ROUND(%s,10)", d) : d;
}

static const char *write_truth(struct writing *w, const struct expr *x)
{
    static const char *const sign[] = {
        [OP_EQ] = "=", [OP_NE] = "<>", [OP_GE] = ">=", [OP_LE] = "<=", [OP_GT] = ">", [OP_LT] = "<"};
    if (is_comparison(x->op))
        return arena_printf(w->a, "%s%s0", write_difference(w, x->left, x->right), sign[x->op]);
    if (x->op == OP_BLANK) {
        struct figures f = ref_figures(x->ref[0], w->q);
        return arena_printf(w->a, "%s=\"\"", name(w, figure_index(&f, f.r0, f.c0)));
    }
    const char *left = x->left ? write_truth(w, x->left) : NULL;
    const char *right = x->right ? write_truth(w, x->right) : NULL;
    switch (x->op) {
    case OP_NOT:
        return arena_printf(w->a, "NOT(%s)", left);
    case OP_AND:
        return arena_printf(w->a, "AND(%s,%s)", left, right);
    case OP_OR:
        return arena_printf(w->a, "OR(%s,%s)", left, right);
    default:
        return arena_printf(w->a, "(%s)=(%s)", left, right);
    }
}

/* ---- unless ---- */

struct exception {
    const struct writing *w; /* of the rule that may be excepted */
    const GArray *figures;   /* all it reads */
    const char *conditions;  /* ",..." where the earlier rule is broken at one of them */
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
        add_figures(q->rule->ref[i], q, some);
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
    const char *broken = write_truth(&w, q->rule->test);
    if (!q->rule->never)
        broken = arena_printf(a, "NOT(%s)", broken);
    if (q->rule->when)
        broken = arena_printf(a, "AND(%s,%s)", write_truth(&w, q->rule->when), broken);
    for (guint i = 0; i < w.unclear->len; i++)
        broken = arena_printf(a, "OR(ISTEXT(%s),%s)", name(&w, g_array_index(w.unclear, size_t, i)), broken);
    if (*before.conditions)
        broken = arena_printf(a, "AND(NOT(OR(%s)),%s)", before.conditions + 1, broken);
    x->conditions = arena_printf(a, "%s,%s", x->conditions, broken);
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

/* What the check cell shows: how far the comparison is from true. */
static const char *write_distance(struct writing *w, const struct expr *x)
{
    switch (x->op) {
    case OP_EQ:
        return write_difference(w, x->left, x->right);
    case OP_GE:
        return arena_printf(w->a, "MAX(0,%s)", write_difference(w, x->right, x->left));
    case OP_LE:
        return arena_printf(w->a, "MAX(0,%s)", write_difference(w, x->left, x->right));
    default:
        return arena_printf(w->a, "IF(%s,0,1)", write_truth(w, x));
    }
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
    return decimal_in(d, a);
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
        f = arena_printf(m->a, "IF(%s,%s,0)", write_truth(&w, q->rule->when), f);
    for (guint i = 0; i < w.unclear->len; i++)
        f = arena_printf(m->a, "IF(ISTEXT(%s),0,%s)", name(&w, g_array_index(w.unclear, size_t, i)), f);
    if (*x.conditions)
        f = arena_printf(m->a, "IF(OR(%s),0,%s)", x.conditions + 1, f);
    struct sheet_check c = {.id = q->rule->id,
                            .by_row = q->rule->scope == EACH_ROW || q->rule->scope == EACH_TABLE,
                            .at = rule_decisive(q, &row, &col),
                            .figure = arena_dup(m->a, figures->data, figures->len * sizeof(size_t)),
                            .nfigure = figures->len,
                            .formula = f,
                            .result = x.holds ? "0" : distance(q, m->a),
                            .decimal = reads_amounts(q)};
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
    add_figures(one->ref[0], q, total);
    size_t at = g_array_index(total, size_t, 0);
    bool good = add_summands(sum, q, parts) && parts->len > 1;
    for (guint i = 0; i < m->total->len; i++) /* the first rule that tells a total makes its formula */
        good = good && g_array_index(m->total, struct sheet_total, i).figure != at;
    for (guint i = 0; good && i < parts->len; i++)
        good = !depends(m, g_array_index(parts, size_t, i), at);
    if (good && total_agrees(q, at, parts, m->a)) {
        const char *r = sheet_ranges(m->place, (const size_t *)(void *)parts->data, parts->len, ",", m->a);
        struct sheet_total t = {at, arena_dup(m->a, parts->data, parts->len * sizeof(size_t)), parts->len,
                                arena_printf(m->a, "IF(COUNT(%s)=0,\"\",SUM(%s))", r, r)};
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
