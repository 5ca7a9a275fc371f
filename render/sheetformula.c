/* sheetformula.c - expressions of rules as text of worksheet formulas.  Walks the same trees as rule_eval.c
 * and gives text where that gives a number. */
#include "sheetformula.h"
#include "sheetplan.h"
#include "sheetrule.h"

#include <stdlib.h>
#include <string.h>

static const char *name(const struct writing *w, size_t figure)
{
    return sheet_cell_name(w->place[figure].row, w->place[figure].col, false, w->a);
}

void formula_figures(const struct ref *ref, const struct asked *q, GArray *out)
{
    struct figures f = ref_figures(ref, q);
    for (size_t r = f.r0; r < f.r1; r++)
        for (size_t c = f.c0; c < f.c1; c++) {
            size_t i = figure_index(&f, r, c);
            g_array_append_val(out, i);
        }
}

/* The figures an expression adds up, when that is all it does. */
bool formula_summands(const struct expr *x, const struct asked *q, GArray *out)
{
    if (x->op == OP_ADD)
        return formula_summands(x->left, q, out) && formula_summands(x->right, q, out);
    if (x->op != OP_CELL && x->op != OP_SUM)
        return false;
    for (size_t k = 0; k < x->nref; k++)
        formula_figures(x->ref[k], q, out);
    return true;
}

const char *formula_decimal(struct decimal d, struct arena *a)
{
    char *s = decimal_text(d);
    const char *copy = arena_strdup(a, s);
    g_free(s);
    return copy;
}

/* The first line of a figure's cell.  A line feed as it is, not CHAR(10): with a remark in every cell the
 * formula of a large total would else have more than the 8192 characters Excel takes.  Full-width blanks,
 * unlike others, hinder VALUE. */
static const char *first_line(const struct writing *w, size_t figure)
{
    const char *n = name(w, figure), *text = w->q->value[figure].text,
               *s = arena_concat(w->a, "LEFT(", n, ",FIND(\"\n\",", n, "&\"\n\")-1)");
    return text && strstr(text, "\u3000") ? arena_concat(w->a, "SUBSTITUTE(", s, ",\"\u3000\",\"\")") : s;
}

/* An amount of money as its unit tells, "251000元", "240万元", or as a number: the clerk may write either. */
static const char *amount_term(const struct writing *w, size_t figure)
{
    const struct cell_ref c = form_cell(w->q->form, figure);
    const char *line = first_line(w, figure), *unit, *tail = ",0)",
               *s = arena_concat(w->a, "IFERROR(VALUE(", line, ")");
    int power;
    for (size_t i = 0; (unit = decimal_money(i, form_cell_unit(&c), &power)); i++) {
        s = arena_printf(w->a, "%s,IFERROR(VALUE(SUBSTITUTE(%s,\"%s\",\"\"))%s1%.*s", s, line, unit,
                         power < 0 ? "/" : "*", abs(power), "0000000000");
        tail = arena_concat(w->a, tail, ")");
    }
    return arena_concat(w->a, s, tail);
}

/* How a figure that the worksheet holds, or may hold, as text counts: NULL when as nothing, as its functions
 * do by themselves. */
static const char *text_term(struct writing *w, size_t figure)
{
    const struct value *v = &w->q->value[figure];
    const struct cell_ref c = form_cell(w->q->form, figure);
    const char *format;
    struct decimal d;
    bool amount = form_cell_kind(&c) == KIND_AMOUNT;
    if (!amount && (v->state == VALUE_NULL || sheet_number(v, &format, w->a)))
        return NULL;
    if (!figure_number(w->q, figure, &d)) {
        g_array_append_val(w->unclear, figure);
        return NULL;
    }
    if (amount)
        return amount_term(w, figure);
    if (v->state == VALUE_TEXT && !strpbrk(v->text, "0123456789"))
        return NULL; /* "/" */
    /* +19, or a remark below: the clerk may change either */
    return arena_concat(w->a, "IFERROR(VALUE(", first_line(w, figure), "),0)");
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
            *terms = arena_concat(w->a, *terms, separator, term);
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
    return arena_concat(w->a, single ? "N" : "SUM", "(", ranges, ")", terms);
}

static const char *write_number(struct writing *w, const struct expr *x)
{
    GArray *figures = g_array_new(FALSE, FALSE, sizeof(size_t));
    const char *s = NULL;
    if (formula_summands(x, w->q, figures)) {
        s = write_sum(w, figures);
    } else if (x->op == OP_MAX) {
        for (size_t k = 0; k < x->nref; k++)
            formula_figures(x->ref[k], w->q, figures);
        const char *terms, *ranges = arguments(w, figures, ",", &terms);
        s = arena_concat(w->a, "MAX(", *ranges ? arena_concat(w->a, ranges, terms) : terms + 1, ")");
    } else if (x->op == OP_NUMBER) {
        s = formula_decimal(x->number, w->a);
    } else if (x->op == OP_ABS) {
        s = arena_concat(w->a, "ABS(", write_number(w, x->left), ")");
    } else {
        const char *right = write_number(w, x->right), *left = write_number(w, x->left);
        bool sub = x->op == OP_SUB;
        s = arena_concat(w->a, left, sub ? "-(" : "+", right, sub ? ")" : "");
    }
    g_array_free(figures, TRUE);
    return s;
}

bool formula_amounts(const struct asked *q)
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
const char *formula_difference(struct writing *w, const struct expr *left, const struct expr *right)
{
    const char *l = write_number(w, left), *r = write_number(w, right);
    bool brackets = right->op == OP_SUB || strpbrk(r, "+-");
    const char *d = right->op == OP_NUMBER && right->number.digits == 0
                        ? l
                        : arena_concat(w->a, l, brackets ? "-(" : "-", r, brackets ? ")" : "");
    return formula_amounts(w->q) ? arena_concat(w->a, "ROUND(", d, ",10)") : d;
}

/* "ISTEXT(E8),ISTEXT(F8)" for the figures found unclear since `from`, which are forgotten; "" for none. */
const char *formula_unclear(struct writing *w, guint from)
{
    const char *s = "";
    for (guint i = from; i < w->unclear->len; i++)
        s = arena_concat(w->a, s, *s ? "," : "", "ISTEXT(", name(w, g_array_index(w->unclear, size_t, i)),
                         ")");
    g_array_set_size(w->unclear, from);
    return s;
}

const char *formula_any(const char *conditions, struct arena *a)
{
    return strchr(conditions, ',') ? arena_concat(a, "OR(", conditions, ")") : conditions;
}

/* A truth, where a figure that is no figure makes a comparison neither: with `maybe` such a one counts as
 * true, without it as false. */
const char *formula_truth(struct writing *w, const struct expr *x, bool maybe)
{
    static const char *const sign[] = {
        [OP_EQ] = "=", [OP_NE] = "<>", [OP_GE] = ">=", [OP_LE] = "<=", [OP_GT] = ">", [OP_LT] = "<"};
    if (is_comparison(x->op)) {
        guint from = w->unclear->len;
        const char *s = arena_concat(w->a, formula_difference(w, x->left, x->right), sign[x->op], "0");
        const char *unclear = formula_unclear(w, from);
        if (!*unclear)
            return s;
        return maybe ? arena_concat(w->a, "OR(", unclear, ",", s, ")")
                     : arena_concat(w->a, "AND(NOT(", formula_any(unclear, w->a), "),", s, ")");
    }
    if (x->op == OP_BLANK) {
        struct figures f = ref_figures(x->ref[0], w->q);
        return arena_concat(w->a, name(w, figure_index(&f, f.r0, f.c0)), "=\"\"");
    }
    if (x->op == OP_NOT)
        return arena_concat(w->a, "NOT(", formula_truth(w, x->left, !maybe), ")");
    const char *left = formula_truth(w, x->left, maybe), *right = formula_truth(w, x->right, maybe);
    if (x->op == OP_AND || x->op == OP_OR)
        return arena_concat(w->a, x->op == OP_AND ? "AND" : "OR", "(", left, ",", right, ")");
    const char *other_left = formula_truth(w, x->left, !maybe),
               *other_right = formula_truth(w, x->right, !maybe);
    if (strcmp(left, other_left) == 0 && strcmp(right, other_right) == 0) /* nothing unclear */
        return arena_concat(w->a, "(", left, ")=(", right, ")");
    return arena_concat(w->a, "OR(AND(", left, ",", right, "),NOT(OR(", other_left, ",", other_right, ")))");
}
