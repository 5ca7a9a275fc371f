/* rule_check.c - ask a rule about every row, column, cell or group of a table, and tell where it is broken.
 */
#include "formula.h"

#include <string.h>

/* --- what is asked -------------------------------------------------------- */

void rule_ask(const struct rule *rule, const struct form *form, const struct value *value, ask_fn fn,
              void *to)
{
    struct asked q = {.rule = rule, .form = form, .value = value};
    for (q.place = 0; q.place < rule->nplace; q.place++) {
        const struct band *band = rule->place[q.place].band;
        bool rows = rule->scope == EACH_ROW || rule->scope == EACH_CELL || rule->scope == EACH_GROUP;
        bool cols = rule->scope == EACH_COLUMN || rule->scope == EACH_CELL;
        size_t nrow = rows ? band->rows.nleaf : 1, ncol = cols ? band->columns.nleaf : 1;
        for (size_t r = 0; r < nrow; r++)
            for (size_t c = 0; c < ncol; c++) {
                q.row = rows ? band->rows.leaf[r] : NULL;
                q.col = cols ? band->columns.leaf[c] : NULL;
                fn(&q, to);
            }
    }
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
        return x->ref[0];
    if (is_comparison(x->op))
        return x->left->op == OP_CELL ? x->left->ref[0] : x->right->op == OP_CELL ? x->right->ref[0] : NULL;
    const struct ref *left = lone_ref(x->left);
    return left || !x->right ? left : lone_ref(x->right);
}

size_t rule_decisive(const struct asked *q, const struct label **row, const struct label **col)
{
    const struct rule *rule = q->rule;
    const struct ref *lone = rule->at ? rule->at : lone_ref(rule->test);
    struct figures f = ref_figures(lone ? lone : rule->ref[0], q);
    *row = f.band->rows.leaf[f.r0];
    *col = f.band->columns.leaf[f.c0];
    for (size_t i = 0; i < rule->nref && !lone; i++) {
        struct figures g = ref_figures(rule->ref[i], q);
        if (g.band != f.band || g.r0 != f.r0 || g.r1 != f.r0 + 1)
            *row = NULL;
        if (g.band != f.band || g.c0 != f.c0 || g.c1 != f.c0 + 1)
            *col = NULL;
    }
    return figure_index(&f, f.r0, f.c0);
}

/* --- unless --------------------------------------------------------------- */

struct marks {
    bool *cell;                 /* [ncell] found by the rule that `unless` names */
    const struct marks *before; /* of that rule's own `unless`, or NULL */
};

static bool excepted(const struct asked *q, const struct marks *m)
{
    if (!m)
        return false;
    for (size_t i = 0; i < q->rule->nref; i++) {
        struct figures f = ref_figures(q->rule->ref[i], q);
        for (size_t r = f.r0; r < f.r1; r++)
            for (size_t c = f.c0; c < f.c1; c++)
                if (m->cell[figure_index(&f, r, c)])
                    return true;
    }
    return false;
}

static void mark(const struct asked *q, void *to)
{
    const struct marks *m = to;
    const struct label *row, *col;
    /* where the earlier rule cannot be assessed it may be broken: then nothing is told rather than too much
     */
    if (rule_broken(q) != NO && !excepted(q, m->before))
        m->cell[rule_decisive(q, &row, &col)] = true;
}

/* marks_of - the cells `rule` finds in the table; NULL without a rule. */
static const struct marks *marks_of(const struct rule *rule, const struct table *t, struct arena *a)
{
    if (!rule)
        return NULL;
    struct marks *m = ARENA_NEW(a, struct marks);
    m->cell = ARENA_ARRAY(a, t->form->ncell, bool);
    m->before = marks_of(rule->unless, t, a);
    rule_ask(rule, t->form, t->value, mark, m);
    return m;
}

/* --- findings ------------------------------------------------------------- */

struct check {
    const struct report *report;
    const struct block *block;
    const struct marks *marks;
    struct diag *d;
    struct arena *a; /* for the strings of findings */
};

static enum grade grade_of(const struct asked *q)
{
    const struct rule *rule = q->rule;
    const struct label *group = rule->place[q->place].group;
    const struct label *l = group ? group : q->row ? q->row : q->col;
    enum grade rest = rule->grade[0].grade;
    for (size_t i = 0; i < rule->ngrade; i++) {
        const char *path = rule->grade[i].path;
        if (!path)
            rest = rule->grade[i].grade;
        else if (l && strcmp(l->path, path) == 0)
            return rule->grade[i].grade;
    }
    return rest;
}

static void check_one(const struct asked *q, void *to)
{
    struct check *k = to;
    if (rule_broken(q) != YES || excepted(q, k->marks))
        return;
    const struct label *row, *col;
    size_t i = rule_decisive(q, &row, &col);
    const struct band *band = form_cell(q->form, i).band;
    struct finding f = {
        .id = q->rule->id, .grade = grade_of(q), .file = k->report->file, .table = q->form->name};
    f.pointer = report_cell_pointer(k->block, i, k->a);
    report_place(k->report, f.pointer, &f.line, &f.column);
    f.row = row ? form_label_name(&band->rows, row, k->a) : NULL;
    f.col = col ? form_label_name(&band->columns, col, k->a) : NULL;
    f.text = rule_sentence(q, k->a, &f.left, &f.right, &f.diff);
    diag_add(k->d, &f);
}

static bool level_applies(const struct rule *rule, const char *level)
{
    for (size_t i = 0; level && i < rule->nlevel; i++)
        if (strcmp(rule->level[i], level) == 0)
            return true;
    return !rule->level;
}

void rule_check(const struct rule *rule, const struct report *r, const struct block *table, struct diag *d)
{
    if (!level_applies(rule, r->level))
        return;
    struct arena *a = arena_new();
    struct check k = {.report = r, .block = table, .d = d, .a = a};
    k.marks = marks_of(rule->unless, table->table, a);
    rule_ask(rule, table->table->form, table->table->value, check_one, &k);
    arena_free(a);
}
