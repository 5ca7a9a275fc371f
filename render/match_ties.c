/* match_ties.c - whether a way to read a row agrees with the form's own arithmetic. */
#include "match_ties.h"

#include "formula.h"

#include <glib.h>
#include <string.h>

struct asking {
    const struct label *row;
    bool any, broken;
};

static bool is_equation(const struct rule *rule)
{
    return (rule->scope == EACH_ROW || rule->scope == EACH_GROUP) && !rule->never && rule->test->op == OP_EQ;
}

/* Whether an earlier rule keeps this one from being asked here. */
static bool is_excepted(const struct asked *q)
{
    struct asked before = *q;
    before.rule = q->rule->unless;
    for (size_t i = 0; before.rule && i < before.rule->nplace; i++) {
        const struct place *p = &before.rule->place[i], *here = &q->rule->place[q->place];
        before.place = i;
        if (p->band == here->band && p->group == here->group && rule_broken(&before) != NO)
            return true;
    }
    return false;
}

static void ask(const struct asked *q, void *to)
{
    struct asking *k = to;
    if (q->row != k->row || is_excepted(q))
        return;
    enum truth broken = rule_broken(q);
    k->any = k->any || broken != UNKNOWN;
    k->broken = k->broken || broken == YES;
}

enum ties row_ties(const struct form *form, const struct band *band, size_t row, const struct value *value)
{
    struct asking k = {.row = band->rows.leaf[row]};
    struct value *all = g_new0(struct value, form->ncell);
    size_t n = band->columns.nleaf;
    memcpy(&all[band->cell0 + row * n], value, n * sizeof *value);
    for (size_t i = 0; i < form->nrule; i++)
        if (is_equation(form->rule[i]))
            rule_ask(form->rule[i], form, all, ask, &k);
    g_free(all);
    return k.broken ? TIES_NOT : k.any ? TIES_OUT : TIES_OPEN;
}
