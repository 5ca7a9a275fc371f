/* rule_eval.c - what a formula gives for one row, column, cell or group of one table. */
#include "formula.h"

#include <string.h>

/* --- a name's figures ----------------------------------------------------- */

size_t ref_tables(const struct ref *ref, const struct asked *q)
{
    return ref->whose == PARTS ? q->elsewhere->npart : 1;
}

static const struct source *ref_source(const struct ref *ref, const struct asked *q, size_t k)
{
    switch (ref->whose) {
    case LAST:
        return q->elsewhere->last;
    case PART:
        return &q->elsewhere->part[q->part];
    case PARTS:
        return &q->elsewhere->part[k];
    default:
        return NULL;
    }
}

/* figures_elsewhere - the row and column of another form that have the same names. */
static struct figures figures_elsewhere(const struct source *s, const struct label *row,
                                        const struct label *col)
{
    const struct table *t = s->block->table;
    struct figures f = {.form = t->form, .value = t->value, .source = s};
    for (size_t i = 0; i < t->form->nband && !f.band; i++) {
        const struct band *band = &t->form->band[i];
        const struct label *r = axis_find(&band->rows, row->path), *c = axis_find(&band->columns, col->path);
        if (!r || !c)
            continue;
        f.band = band;
        f.r0 = r->leaf_from;
        f.r1 = r->leaf_to;
        f.c0 = c->leaf_from;
        f.c1 = c->leaf_to;
    }
    return f;
}

struct figures ref_figures_in(const struct ref *ref, const struct asked *q, size_t k)
{
    const struct label *row = ref->row[q->place] ? ref->row[q->place] : q->row;
    const struct label *col = ref->col[q->place] ? ref->col[q->place] : q->col;
    const struct source *s = ref_source(ref, q, k);
    if (s)
        return figures_elsewhere(s, row, col);
    return (struct figures){.band = ref->band[q->place],
                            .r0 = row->leaf_from,
                            .r1 = row->leaf_to,
                            .c0 = col->leaf_from,
                            .c1 = col->leaf_to,
                            .form = q->form,
                            .value = q->value};
}

struct figures ref_figures(const struct ref *ref, const struct asked *q)
{
    return ref_figures_in(ref, q, 0);
}

/* --- one figure ----------------------------------------------------------- */

bool form_figure(const struct form *f, const struct value *value, size_t i, struct decimal *out)
{
    struct cell_ref c = form_cell(f, i);
    /* the unit "" is no money: 12元 is no count */
    return decimal_of_value(&value[i], form_cell_kind(&c) == KIND_AMOUNT ? form_cell_unit(&c) : "", out);
}

bool figure_number(const struct asked *q, size_t i, struct decimal *out)
{
    return form_figure(q->form, q->value, i, out);
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
static bool figure_fits(const struct figures *f, size_t i)
{
    struct decimal v, zero = {0, 0};
    if (!form_figure(f->form, f->value, i, &v))
        return false;
    struct cell_ref c = form_cell(f->form, i);
    enum value_kind kind = form_cell_kind(&c);
    if (kind != KIND_AMOUNT && v.scale > 0)
        return false;
    if (kind == KIND_SIGNED)
        return true;
    return decimal_cmp(v, zero) >= 0 && !(kind == KIND_COUNT && has_sign(&f->value[i]));
}

/* --- numbers -------------------------------------------------------------- */

struct gathering {
    enum op op;
    struct decimal all;
    bool any;
};

static bool gather(struct gathering *g, const struct figures *f)
{
    struct decimal v;
    for (size_t r = f->r0; r < f->r1; r++)
        for (size_t c = f->c0; c < f->c1; c++) {
            if (!form_figure(f->form, f->value, figure_index(f, r, c), &v))
                return false;
            if (g->op != OP_MAX && !decimal_add(g->all, v, &g->all))
                return false;
            if (g->op == OP_MAX && (!g->any || decimal_cmp(v, g->all) > 0))
                g->all = v;
            g->any = true;
        }
    return true;
}

/* over_figures - the sum or the largest of all figures of the refs.  A single name can stand for a whole
 * group where another form does not divide it: then it is the sum. */
static bool over_figures(const struct expr *x, const struct asked *q, struct decimal *out)
{
    struct gathering g = {.op = x->op};
    for (size_t k = 0; k < x->nref; k++)
        for (size_t t = 0; t < ref_tables(x->ref[k], q); t++) {
            struct figures f = ref_figures_in(x->ref[k], q, t);
            if (!f.band || !gather(&g, &f))
                return false;
        }
    *out = g.all;
    return true;
}

bool eval_number(const struct expr *x, const struct asked *q, struct decimal *out)
{
    struct decimal left, right;
    switch (x->op) {
    case OP_NUMBER:
        *out = x->number;
        return true;
    case OP_CELL:
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
        if (!f.band)
            return UNKNOWN;
        size_t i = figure_index(&f, f.r0, f.c0);
        return (x->op == OP_BLANK ? value_blank(&f.value[i]) : figure_fits(&f, i)) ? YES : NO;
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
