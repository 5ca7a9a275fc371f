/* rule_ask.c - ask a rule about every row, column, cell or group of a table; which figure the answer points
 * to.
 */
#include "formula.h"

/* --- what is asked -------------------------------------------------------- */

/* undivided - whether a table of another report has this group as one row (column). */
static bool undivided(const struct label *group, bool rows, const struct asked *q)
{
    const struct sources *s = q->elsewhere;
    for (size_t k = 0; s && k < s->npart + 1; k++) {
        const struct source *from = k < s->npart ? &s->part[k] : s->last;
        const struct form *f = from ? from->block->table->form : NULL;
        for (size_t i = 0; f && i < f->nband; i++) {
            const struct label *l = axis_find(rows ? &f->band[i].rows : &f->band[i].columns, group->path);
            if (l && !l->nchild)
                return true;
        }
    }
    return false;
}

/* list_asked - the rows (columns) below a node that are asked about one by one. */
static void list_asked(const struct label *l, bool rows, const struct asked *q, GPtrArray *out)
{
    if (!l->nchild || (l->id && undivided(l, rows, q))) {
        g_ptr_array_add(out, (void *)l);
        return;
    }
    for (size_t i = 0; i < l->nchild; i++)
        list_asked(l->child[i], rows, q, out);
}

/* axis_asked - the same of an axis; one NULL where the scope does not fix it. */
static GPtrArray *axis_asked(const struct axis *axis, bool wanted, bool rows, const struct asked *q)
{
    GPtrArray *out = g_ptr_array_new();
    if (wanted)
        list_asked(axis->root, rows, q, out);
    else
        g_ptr_array_add(out, NULL);
    return out;
}

static bool kind_asked(const struct asked *q)
{
    const struct cell_ref c = {.row = q->row, .col = q->col};
    return !q->rule->kinds || (q->rule->kinds & 1u << form_cell_kind(&c));
}

static void ask_place(struct asked *q, ask_fn fn, void *to)
{
    enum scope scope = q->rule->scope;
    const struct band *band = q->rule->place[q->place].band;
    bool by_row = scope == EACH_ROW || scope == EACH_CELL || scope == EACH_GROUP;
    bool by_col = scope == EACH_COLUMN || scope == EACH_CELL;
    GPtrArray *row = axis_asked(by_row ? &band->rows : NULL, by_row, true, q);
    GPtrArray *col = axis_asked(by_col ? &band->columns : NULL, by_col, false, q);
    for (guint r = 0; r < row->len; r++)
        for (guint c = 0; c < col->len; c++) {
            q->row = row->pdata[r];
            q->col = col->pdata[c];
            if (scope != EACH_CELL || kind_asked(q))
                fn(q, to);
        }
    g_ptr_array_free(row, TRUE);
    g_ptr_array_free(col, TRUE);
}

void rule_ask_among(const struct rule *rule, const struct form *form, const struct value *value,
                    const struct sources *elsewhere, ask_fn fn, void *to)
{
    static const struct sources none = {NULL, NULL, 0};
    unsigned other = rule->whose & ~(1u << OWN);
    const struct sources *s = elsewhere ? elsewhere : &none;
    bool of_parts = rule->whose & (1u << PART | 1u << PARTS);
    if ((rule->whose & 1u << LAST && !s->last) || (of_parts && !s->npart))
        return;
    struct asked q = {.rule = rule, .form = form, .value = value, .elsewhere = other ? s : NULL};
    size_t times = rule->whose & 1u << PART ? s->npart : 1;
    for (q.part = 0; q.part < times; q.part++)
        for (q.place = 0; q.place < rule->nplace; q.place++)
            ask_place(&q, fn, to);
}

void rule_ask(const struct rule *rule, const struct form *form, const struct value *value, ask_fn fn,
              void *to)
{
    rule_ask_among(rule, form, value, NULL, fn, to);
}

enum truth rule_broken(const struct asked *q)
{
    const struct rule *rule = q->rule;
    if (rule->when) {
        enum truth applies = eval_truth(rule->when, q);
        if (applies != YES)
            return applies;
    }
    enum truth t = eval_truth(rule->test, q);
    if (t == UNKNOWN)
        return UNKNOWN;
    return (t == YES) == rule->never ? YES : NO;
}

/* --- the cell a finding points to ----------------------------------------- */

/* lone_ref - the figure that stands by itself on a side of the first comparison or is what is asked about. */
static const struct ref *lone_ref(const struct expr *x)
{
    if (x->op == OP_BLANK || x->op == OP_FITS)
        return x->ref[0]->whose == OWN ? x->ref[0] : NULL;
    if (is_comparison(x->op)) {
        const struct expr *side[] = {x->left, x->right};
        for (size_t i = 0; i < G_N_ELEMENTS(side); i++)
            if (side[i]->op == OP_CELL && side[i]->ref[0]->whose == OWN)
                return side[i]->ref[0];
        return NULL;
    }
    const struct ref *left = lone_ref(x->left);
    return left || !x->right ? left : lone_ref(x->right);
}

size_t rule_decisive(const struct asked *q, const struct label **row, const struct label **col)
{
    const struct rule *rule = q->rule;
    const struct ref *lone = rule->at ? rule->at : lone_ref(rule->test);
    const struct ref *first = NULL;
    for (size_t i = 0; i < rule->nref && !first; i++)
        first = rule->ref[i]->whose == OWN ? rule->ref[i] : NULL;
    struct figures f = ref_figures(lone ? lone : first, q);
    *row = f.r1 - f.r0 > 1 && q->row ? q->row : f.band->rows.leaf[f.r0];
    *col = f.c1 - f.c0 > 1 && q->col ? q->col : f.band->columns.leaf[f.c0];
    for (size_t i = 0; i < rule->nref && !lone; i++) {
        struct figures g = ref_figures(rule->ref[i], q);
        bool elsewhere = g.band != f.band || g.r0 != f.r0 || g.r1 != f.r0 + 1;
        if (elsewhere && rule->scope != EACH_COLUMN)
            *row = NULL;
        if (g.band != f.band || g.c0 != f.c0 || g.c1 != f.c0 + 1)
            *col = NULL;
    }
    return figure_index(&f, f.r0, f.c0);
}
