/* rule_say.c - a broken rule as a sentence for a clerk: its formula with names and figures put in. */
#include "formula.h"

#include "intl.h"

#include <string.h>

/* --- names and figures ---------------------------------------------------- */

static const char *label_word(const struct label *l)
{
    return l->short_text ? l->short_text : l->text;
}

/* whose_word - what the sentence calls the table a name is read in; NULL where only one is read. */
static const char *whose_word(const struct ref *ref, const struct asked *q)
{
    switch (ref->whose) {
    case LAST:
        return _("last year");
    case PART:
        return q->elsewhere->part[q->part].report->authority;
    case PARTS:
        return _("all units");
    default:
        return q->rule->scope == EACH_CELL && q->elsewhere ? _("this report") : NULL;
    }
}

/* column_word - of a whole table's columns several may have one label: 总计（行政复议）. */
static const char *column_word(const struct label *col, const struct asked *q)
{
    return q->rule->scope != EACH_TABLE || col->short_text ? label_word(col) : col->name;
}

/* ref_word - what the sentence calls a name: whose it is, and the part of it that is not what the rule was
 * asked about; NULL for the cell itself. */
static const char *ref_word(const struct ref *ref, const struct asked *q, struct arena *a)
{
    const struct label *row = ref->row[q->place], *col = ref->col[q->place];
    const char *part[] = {whose_word(ref, q), row ? label_word(row) : NULL, col ? column_word(col, q) : NULL};
    const char *word = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(part); i++)
        if (part[i])
            word = word ? arena_printf(a, "%s·%s", word, part[i]) : part[i];
    return word;
}

static const char *published(const struct value *v, struct arena *a)
{
    if (value_blank(v))
        return _("(blank)");
    return v->state == VALUE_INT ? v->text : arena_strndup(a, v->text, strcspn(v->text, "\n"));
}

static const char *number_text(const struct expr *x, const struct asked *q, struct arena *a)
{
    struct decimal v;
    if (!eval_number(x, q, &v))
        return NULL;
    char *text = decimal_text(v);
    const char *kept = arena_strdup(a, text);
    g_free(text);
    return kept;
}

/* ref_text - "新收 2"; of several figures the sum. */
static const char *ref_text(struct ref *ref, const struct asked *q, struct arena *a)
{
    struct figures f = ref_figures(ref, q);
    struct expr sum = {.op = OP_SUM, .ref = &ref, .nref = 1};
    bool one = f.r1 - f.r0 == 1 && f.c1 - f.c0 == 1 && ref->whose != PARTS;
    const char *figure = one ? published(&f.value[figure_index(&f, f.r0, f.c0)], a) : number_text(&sum, q, a);
    const char *word = ref_word(ref, q, a);
    return word ? arena_printf(a, "%s %s", word, figure ? figure : "?") : figure;
}

/* --- sides of a comparison ------------------------------------------------ */

static const char *refs_text(const struct expr *x, const struct asked *q, const char *between,
                             struct arena *a)
{
    const char *s = ref_text(x->ref[0], q, a);
    for (size_t i = 1; i < x->nref; i++)
        s = arena_printf(a, "%s%s%s", s, between, ref_text(x->ref[i], q, a));
    return s;
}

static const char *terms(const struct expr *x, const struct asked *q, struct arena *a)
{
    switch (x->op) {
    case OP_NUMBER:
        return number_text(x, q, a);
    case OP_CELL:
    case OP_SUM:
        return refs_text(x, q, " + ", a);
    case OP_MAX:
        return arena_printf(a, _("the largest of %s"), refs_text(x, q, _(", "), a));
    case OP_ABS:
        return arena_printf(a, "|%s|", terms(x->left, q, a));
    default: {
        bool bracket = x->op == OP_SUB && (x->right->op == OP_ADD || x->right->op == OP_SUB);
        return arena_printf(a, "%s %s %s%s%s", terms(x->left, q, a), x->op == OP_ADD ? "+" : "-",
                            bracket ? "(" : "", terms(x->right, q, a), bracket ? ")" : "");
    }
    }
}

const char *number_side(const struct expr *x, const struct asked *q, struct arena *a)
{
    const char *text = terms(x, q, a);
    bool plain = x->op == OP_NUMBER || x->op == OP_CELL || (x->op == OP_SUM && x->nref == 1);
    return plain ? text : arena_printf(a, "%s = %s", text, number_text(x, q, a));
}

static const char *comparison(const struct expr *x, const struct asked *q, const char *diff, struct arena *a)
{
    const char *l = number_side(x->left, q, a), *r = number_side(x->right, q, a);
    switch (x->op) {
    case OP_EQ:
        return arena_printf(a, _("%s, %s (difference %s)"), l, r, diff);
    case OP_NE:
        return arena_printf(a, _("%s must differ from %s"), l, r);
    case OP_GE:
        return arena_printf(a, _("%s must be at least %s (difference %s)"), l, r, diff);
    case OP_LE:
        return arena_printf(a, _("%s must be at most %s (difference %s)"), l, r, diff);
    case OP_GT:
        return arena_printf(a, _("%s must be more than %s"), l, r);
    default:
        return arena_printf(a, _("%s must be less than %s"), l, r);
    }
}

/* --- other rules ---------------------------------------------------------- */

/* list_figures - each name of the formula with its figure, once; names that only gather such figures are left
 * out. */
static void list_figures(const struct expr *x, const struct asked *q, bool *told, GString *out,
                         struct arena *a)
{
    if (!x)
        return;
    for (size_t i = 0; i < x->nref; i++) {
        struct figures f = ref_figures(x->ref[i], q);
        bool news = f.source != NULL;
        for (size_t r = f.r0; r < f.r1; r++)
            for (size_t c = f.c0; c < f.c1 && !f.source; c++) {
                news = news || !told[figure_index(&f, r, c)];
                told[figure_index(&f, r, c)] = true;
            }
        if (news)
            g_string_append_printf(out, "%s%s", out->len ? _(", ") : "", ref_text(x->ref[i], q, a));
    }
    list_figures(x->left, q, told, out, a);
    list_figures(x->right, q, told, out, a);
}

static const char *said(const struct asked *q, struct arena *a)
{
    GString *list = g_string_new(NULL);
    list_figures(q->rule->test, q, ARENA_ARRAY(a, q->form->ncell, bool), list, a);
    const char *s =
        arena_printf(a, _("%s: %s"), intl_is_chinese() ? q->rule->say_zh : q->rule->say_en, list->str);
    g_string_free(list, TRUE);
    return s;
}

static const char *not_of_kind(const struct asked *q, const struct ref *ref, const char **left,
                               struct arena *a)
{
    struct figures f = ref_figures(ref, q);
    size_t i = figure_index(&f, f.r0, f.c0);
    struct cell_ref c = form_cell(q->form, i);
    *left = published(&q->value[i], a);
    switch (form_cell_kind(&c)) {
    case KIND_AMOUNT:
        return arena_printf(a, _("“%s” is not an amount: a number, 0 or more, is wanted"), *left);
    case KIND_SIGNED:
        return arena_printf(a, _("“%s” is not a whole number"), *left);
    default:
        return arena_printf(a, _("“%s” is not a count: a whole number, 0 or more, is wanted"), *left);
    }
}

const char *rule_sentence(const struct asked *q, struct arena *a, const char **left, const char **right,
                          const char **diff)
{
    const struct expr *x = q->rule->test;
    *left = *right = *diff = NULL;
    if (!q->rule->never && is_comparison(x->op)) {
        struct decimal zero = {0, 0}, d;
        struct expr minus = {.op = OP_SUB, .left = x->left, .right = x->right};
        if (eval_number(&minus, q, &d) && decimal_cmp(d, zero) < 0)
            minus = (struct expr){.op = OP_SUB, .left = x->right, .right = x->left};
        *left = number_text(x->left, q, a);
        *right = number_text(x->right, q, a);
        *diff = number_text(&minus, q, a);
    }
    if (q->rule->say_zh)
        return said(q, a);
    if (x->op == OP_FITS)
        return not_of_kind(q, x->ref[0], left, a);
    return comparison(x, q, *diff ? *diff : "?", a);
}

/* --- rules as such -------------------------------------------------------- */

const char *rule_each(const struct rule *rule)
{
    static const char *const word[] = {"row", "column", "cell", "group", "table"}; /* enum scope */
    return word[rule->scope];
}

const char *rule_formula(const struct rule *rule, struct arena *a)
{
    static const char *const kind[] = {"count", "amount", "signed"}; /* enum value_kind */
    const char *s = arena_printf(a, "%s%s", rule->never ? "never " : "", rule->formula);
    if (rule->applies)
        s = arena_printf(a, "%s; when %s", s, rule->applies);
    if (rule->unless)
        s = arena_printf(a, "%s; unless %s", s, rule->unless->id);
    for (size_t i = 0; i < rule->nlevel; i++)
        s = arena_printf(a, "%s%s%s", s, i ? ", " : "; levels ", rule->level[i]);
    const char *joint = "; kinds ";
    for (size_t i = 0; i < G_N_ELEMENTS(kind); i++)
        if (rule->kinds & 1u << i) {
            s = arena_printf(a, "%s%s%s", s, joint, kind[i]);
            joint = ", ";
        }
    return s;
}

const char *rule_grades(const struct rule *rule, struct arena *a)
{
    const char *s = "";
    for (size_t i = 0; i < rule->ngrade; i++) {
        const struct grade_of *g = &rule->grade[i];
        const char *path = g->path ? g->path : "else";
        s = rule->ngrade == 1 ? grade_name(g->grade)
                              : arena_printf(a, "%s%s%s %s", s, i ? ", " : "", path, grade_name(g->grade));
    }
    return s;
}
