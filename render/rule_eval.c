/* rule_eval.c - what a formula gives for one row, column, cell or group of one table. */
#include "formula.h"

#include <string.h>

struct figures ref_figures(const struct ref *ref, const struct asked *q)
{
    const struct label *row = ref->row[q->place] ? ref->row[q->place] : q->row;
    const struct label *col = ref->col[q->place] ? ref->col[q->place] : q->col;
    return (struct figures){ref->band[q->place], row->leaf_from, row->leaf_to, col->leaf_from, col->leaf_to};
}

/* --- one figure ----------------------------------------------------------- */

bool figure_number(const struct asked *q, size_t i, struct decimal *out)
{
    struct cell_ref c = form_cell(q->form, i);
    /* the unit "" is no money: 12元 is no count */
    return decimal_of_value(&q->value[i], form_cell_kind(&c) == KIND_AMOUNT ? form_cell_unit(&c) : "", out);
}

bool figure_blank(const struct value *v)
{
    return v->state == VALUE_NULL || (v->state == VALUE_TEXT && !v->text[strspn(v->text, " \n")]);
}

/* has_sign - whether a text that is a figure is written with a sign: then something else than blank stands
 * before its first digit. */
static bool has_sign(const struct value *v)
{
    if (v->state != VALUE_TEXT)
        return false;
    size_t digit = strcspn(v->text, "0123456789\n");
    if (!g_ascii_isdigit(v->text[digit]))
        return false; /* blank or a placeholder */
    const char *s = v->text;
    while (*s == ' ' || g_str_has_prefix(s, "\u3000"))
        s = g_utf8_next_char(s);
    return s < v->text + digit;
}

/* figure_fits - whether the figure is one of its kind. */
static bool figure_fits(const struct asked *q, size_t i)
{
    struct decimal v, zero = {0, 0};
    if (!figure_number(q, i, &v))
        return false;
    struct cell_ref c = form_cell(q->form, i);
    enum value_kind kind = form_cell_kind(&c);
    if (kind != KIND_AMOUNT && v.scale > 0)
        return false;
    if (kind == KIND_SIGNED)
        return true;
    return decimal_cmp(v, zero) >= 0 && !(kind == KIND_COUNT && has_sign(&q->value[i]));
}

/* --- numbers -------------------------------------------------------------- */

/* over_figures - the sum or the largest of all figures of the refs. */
static bool over_figures(const struct expr *x, const struct asked *q, struct decimal *out)
{
    struct decimal all = {0, 0}, v;
    bool first = true;
    for (size_t k = 0; k < x->nref; k++) {
        struct figures f = ref_figures(x->ref[k], q);
        for (size_t r = f.r0; r < f.r1; r++)
            for (size_t c = f.c0; c < f.c1; c++) {
                if (!figure_number(q, figure_index(&f, r, c), &v))
                    return false;
                if (x->op == OP_SUM && !decimal_add(all, v, &all))
                    return false;
                if (x->op == OP_MAX && (first || decimal_cmp(v, all) > 0))
                    all = v;
                first = false;
            }
    }
    *out = all;
    return true;
}

bool eval_number(const struct expr *x, const struct asked *q, struct decimal *out)
{
    struct decimal left, right;
    switch (x->op) {
    case OP_NUMBER:
        *out = x->number;
        return true;
    case OP_CELL: {
        struct figures f = ref_figures(x->ref[0], q);
        return figure_number(q, figure_index(&f, f.r0, f.c0), out);
    }
    case OP_SUM:
    case OP_MAX:
        return over_figures(x, q, out);
    case OP_ABS:
        if (!eval_number(x->left, q, out))
            return false;
        if (out->digits < 0)
            out->digits = -out->digits;
        return true;
    default:
        return eval_number(x->left, q, &left) && eval_number(x->right, q, &right) &&
               (x->op == OP_ADD ? decimal_add : decimal_sub)(left, right, out);
    }
}

/* --- truths --------------------------------------------------------------- */

static enum truth compare(const struct expr *x, const struct asked *q)
{
    struct decimal left, right;
    if (!eval_number(x->left, q, &left) || !eval_number(x->right, q, &right))
        return UNKNOWN;
    int c = decimal_cmp(left, right);
    switch (x->op) {
    case OP_EQ:
        return c == 0 ? YES : NO;
    case OP_NE:
        return c != 0 ? YES : NO;
    case OP_GE:
        return c >= 0 ? YES : NO;
    case OP_LE:
        return c <= 0 ? YES : NO;
    case OP_GT:
        return c > 0 ? YES : NO;
    default:
        return c < 0 ? YES : NO;
    }
}

enum truth eval_truth(const struct expr *x, const struct asked *q)
{
    if (is_comparison(x->op))
        return compare(x, q);
    if (x->op == OP_BLANK || x->op == OP_FITS) {
        struct figures f = ref_figures(x->ref[0], q);
        size_t i = figure_index(&f, f.r0, f.c0);
        return (x->op == OP_BLANK ? figure_blank(&q->value[i]) : figure_fits(q, i)) ? YES : NO;
    }
    enum truth left = eval_truth(x->left, q);
    if (x->op == OP_NOT)
        return left == UNKNOWN ? UNKNOWN : left == YES ? NO : YES;
    enum truth right = eval_truth(x->right, q);
    /* what decides alone does so whatever the other side is, a figure that cannot be read included */
    if (x->op == OP_AND && (left == NO || right == NO))
        return NO;
    if (x->op == OP_OR && (left == YES || right == YES))
        return YES;
    if (left == UNKNOWN || right == UNKNOWN)
        return UNKNOWN;
    if (x->op == OP_IFF)
        return left == right ? YES : NO;
    return x->op == OP_AND ? YES : NO;
}
