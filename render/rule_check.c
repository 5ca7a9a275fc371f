/* rule_check.c - tell where a rule is broken. */
#include "formula.h"

#include "intl.h"

#include <string.h>

/* --- unless --------------------------------------------------------------- */

/* The figures of one table that the rule `unless` names found. */
struct marks {
    const struct source *of; /* NULL: the table checked */
    bool *cell;              /* [ncell] */
};

/* The same of every table a rule reads. */
struct exceptions {
    struct marks *marks;
    size_t n;
};

static bool marked(const struct marks *m, const struct figures *f)
{
    for (size_t r = f->r0; r < f->r1; r++)
        for (size_t c = f->c0; c < f->c1; c++)
            if (m->cell[figure_index(f, r, c)])
                return true;
    return false;
}

static bool excepted(const struct asked *q, const struct exceptions *x)
{
    for (size_t i = 0; x && i < q->rule->nref; i++)
        for (size_t t = 0; t < ref_tables(q->rule->ref[i], q); t++) {
            struct figures f = ref_figures_in(q->rule->ref[i], q, t);
            for (size_t k = 0; f.band && k < x->n; k++)
                if (x->marks[k].of == f.source && marked(&x->marks[k], &f))
                    return true;
        }
    return false;
}

struct marking {
    bool *cell;
    const struct exceptions *before;
};

static void mark(const struct asked *q, void *to)
{
    const struct marking *m = to;
    const struct label *row, *col;
    /* where the earlier rule cannot be assessed it may be broken: then nothing is told rather than too much
     */
    if (rule_broken(q) != NO && !excepted(q, m->before))
        m->cell[rule_decisive(q, &row, &col)] = true;
}

static const struct rule *same_rule(const struct form *f, const struct rule *rule)
{
    for (size_t i = 0; i < f->nrule; i++)
        if (strcmp(f->rule[i]->id, rule->id) == 0)
            return f->rule[i];
    return NULL;
}

static const struct exceptions *exceptions_of(const struct rule *rule, const struct table *t,
                                              const struct sources *s, struct arena *a);

/* marks_of - the figures of a table that its form's rule of this id finds. */
static struct marks marks_of(const struct rule *rule, const struct table *t, const struct source *of,
                             struct arena *a)
{
    struct marks m = {of, ARENA_ARRAY(a, t->form->ncell, bool)};
    const struct rule *same = same_rule(t->form, rule);
    struct marking marking = {m.cell, same ? exceptions_of(same->unless, t, NULL, a) : NULL};
    if (same)
        rule_ask(same, t->form, t->value, mark, &marking);
    return m;
}

/* exceptions_of - what `rule` finds in the table and in those of other reports; NULL without a rule. */
static const struct exceptions *exceptions_of(const struct rule *rule, const struct table *t,
                                              const struct sources *s, struct arena *a)
{
    if (!rule)
        return NULL;
    struct exceptions *x = ARENA_NEW(a, struct exceptions);
    x->marks = ARENA_ARRAY(a, (s ? s->npart : 0) + 2, struct marks);
    x->marks[x->n++] = marks_of(rule, t, NULL, a);
    if (s && s->last)
        x->marks[x->n++] = marks_of(rule, s->last->block->table, s->last, a);
    for (size_t i = 0; s && i < s->npart; i++)
        x->marks[x->n++] = marks_of(rule, s->part[i].block->table, &s->part[i], a);
    return x;
}

/* --- findings ------------------------------------------------------------- */

struct check {
    const struct report *report;
    const struct block *block;
    const struct exceptions *exceptions;
    struct diag *d;
    struct arena *a; /* for the strings of findings */
    /* `tell: row`: what is to be told of the row asked last, from so many figures */
    struct finding of_row;
    size_t joined;
    const struct label *row;
    size_t part;
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

/* add_cells - the places of all figures of this report that the rule reads, each once, in form order. */
static void add_cells(struct finding *f, const struct asked *q, const struct check *k)
{
    bool *seen = ARENA_ARRAY(k->a, q->form->ncell, bool);
    for (size_t i = 0; i < q->rule->nref; i++) {
        struct figures g = ref_figures(q->rule->ref[i], q);
        for (size_t r = g.r0; !g.source && r < g.r1; r++)
            for (size_t c = g.c0; c < g.c1; c++)
                seen[figure_index(&g, r, c)] = true;
    }
    const char **cell = ARENA_ARRAY(k->a, q->form->ncell, const char *);
    for (size_t i = 0; i < q->form->ncell; i++)
        if (seen[i])
            cell[f->ncell++] = report_cell_pointer(k->block, i, k->a);
    f->cell = cell;
}

/* told_place - behind the sentence, where the figure of the other report stands. */
static const char *told_place(const char *text, const struct asked *q, struct arena *a)
{
    for (size_t i = 0; i < q->rule->nref; i++) {
        struct figures f = ref_figures(q->rule->ref[i], q);
        if (!f.source || !f.band || ref_tables(q->rule->ref[i], q) > 1)
            continue;
        int line, column;
        const char *pointer = report_cell_pointer(f.source->block, figure_index(&f, f.r0, f.c0), a);
        report_place(f.source->report, pointer, &line, &column);
        const char *file = f.source->report->file;
        return line ? arena_printf(a, _("%s (see %s:%d:%d)"), text, file, line, column)
                    : arena_printf(a, _("%s (see %s)"), text, file);
    }
    return text;
}

/* finding_of - what is told of one broken place. */
static struct finding finding_of(const struct asked *q, const struct check *k)
{
    const struct label *row, *col;
    size_t i = rule_decisive(q, &row, &col);
    struct finding f = {
        .id = q->rule->id, .grade = grade_of(q), .file = k->report->file, .table = q->form->name};
    f.pointer = report_cell_pointer(k->block, i, k->a);
    f.row = row ? row->name : NULL;
    f.col = col ? col->name : NULL;
    f.text = told_place(rule_sentence(q, k->a, &f.left, &f.right, &f.diff), q, k->a);
    if (q->elsewhere && q->rule->whose & 1u << PART)
        f.unit = q->elsewhere->part[q->part].report->authority;
    add_cells(&f, q, k);
    return f;
}

/* tell - a finding with its place; then the next one. */
static void tell(struct finding *f, struct check *k)
{
    report_place(k->report, f->pointer, &f->line, &f->column);
    diag_add(k->d, f);
}

/* join - put a finding of the same row to what is told of it: columns and values are listed. */
static void join(struct finding *of_row, const struct finding *f, const struct label *row, size_t joined,
                 struct check *k)
{
    struct arena *a = k->a;
    if (joined == 1) {
        of_row->text = arena_printf(a, _("%s: %s"), of_row->col, of_row->text);
        of_row->words = of_row->col;
        of_row->pointer = report_row_pointer(k->block, row, a);
        of_row->col = of_row->left = of_row->right = of_row->diff = NULL;
    }
    of_row->words = arena_printf(a, "%s、%s", of_row->words, f->col);
    of_row->text = arena_printf(a, _("%s; %s"), of_row->text, arena_printf(a, _("%s: %s"), f->col, f->text));
    const char **cell = ARENA_ARRAY(a, of_row->ncell + f->ncell, const char *);
    memcpy(cell, of_row->cell, of_row->ncell * sizeof *cell);
    memcpy(cell + of_row->ncell, f->cell, f->ncell * sizeof *cell);
    of_row->cell = cell;
    of_row->ncell += f->ncell;
}

static void tell_row(struct check *k)
{
    if (k->joined)
        tell(&k->of_row, k);
    k->joined = 0;
}

static void check_one(const struct asked *q, void *to)
{
    struct check *k = to;
    if (rule_broken(q) != YES || excepted(q, k->exceptions))
        return;
    struct finding f = finding_of(q, k);
    if (!q->rule->tell_row) {
        tell(&f, k);
        return;
    }
    if (q->row != k->row || q->part != k->part)
        tell_row(k);
    if (k->joined)
        join(&k->of_row, &f, q->row, k->joined, k);
    else
        k->of_row = f;
    k->joined++;
    k->row = q->row;
    k->part = q->part;
}

static bool level_applies(const struct rule *rule, const char *level)
{
    for (size_t i = 0; level && i < rule->nlevel; i++)
        if (strcmp(rule->level[i], level) == 0)
            return true;
    return !rule->level;
}

/* --- tables of other reports ---------------------------------------------- */

static bool has_figures(const struct table *t)
{
    for (size_t i = 0; i < t->form->ncell; i++)
        if (!value_blank(&t->value[i]))
            return true;
    return false;
}

/* find_source - the report's table at the place of `form`; false where it has none or one without a figure,
 * of which nothing can be told. */
static bool find_source(const struct report *r, const struct form *form, struct source *out)
{
    const struct block *b = r ? report_slot(r, form->slot) : NULL;
    *out = (struct source){r, b};
    return b && has_figures(b->table);
}

static struct sources find_sources(const struct rule *rule, const struct form *form,
                                   const struct others *others, struct arena *a)
{
    struct sources s = {NULL, NULL, 0};
    struct source *last = ARENA_NEW(a, struct source);
    struct source *part = ARENA_ARRAY(a, others->npart, struct source);
    if (rule->whose & 1u << LAST && find_source(others->last, form, last))
        s.last = last;
    for (size_t i = 0; rule->whose & (1u << PART | 1u << PARTS) && i < others->npart; i++)
        s.npart += find_source(others->part[i], form, &part[s.npart]);
    if (rule->whose & 1u << PARTS && !(others->all_parts && s.npart == others->npart))
        s.npart = 0;
    s.part = part;
    return s;
}

void rule_check(const struct rule *rule, const struct report *r, const struct block *table,
                const struct others *others, struct diag *d)
{
    if (!level_applies(rule, r->level))
        return;
    static const struct others none = {NULL, NULL, 0, false};
    struct arena *a = arena_new();
    const struct table *t = table->table;
    struct sources s = find_sources(rule, t->form, others ? others : &none, a);
    struct check k = {.report = r, .block = table, .d = d, .a = a};
    k.exceptions = exceptions_of(rule->unless, t, &s, a);
    rule_ask_among(rule, t->form, t->value, &s, check_one, &k);
    tell_row(&k);
    arena_free(a);
}

bool rule_could_ask(const struct rule *rule, const struct others *others)
{
    return (!(rule->whose & 1u << LAST) || others->last) && (!(rule->whose & 1u << PART) || others->npart) &&
           (!(rule->whose & 1u << PARTS) || (others->npart && others->all_parts));
}
