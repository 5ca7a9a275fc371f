/* measure.c - a number made of a table's figures. */
#include "measure.h"

#include "formula.h"
#include "intl.h"

struct measure {
    struct rule rule; /* of the whole table, its `test` a number */
    const struct form *form;
};

struct measure *measure_parse(const struct ynode *n, const struct form *f, struct arena *a, struct diag *d)
{
    struct measure *m = ARENA_NEW(a, struct measure);
    GPtrArray *refs = g_ptr_array_new();
    GArray *place = g_array_new(FALSE, FALSE, sizeof(struct place));
    m->form = f;
    m->rule.scope = EACH_TABLE;
    m->rule.test = formula_parse_number(n, refs, a, d);
    rule_places(EACH_TABLE, f, place);
    bool ok = m->rule.test && rule_bind(&m->rule, f, n, refs, place, a, d);
    for (size_t i = 0; ok && i < m->rule.nref; i++)
        if (m->rule.ref[i]->whose != OWN)
            ok = formula_bad(n, m->rule.ref[i]->offset, d, _("only names of one table can stand here"));
    g_ptr_array_free(refs, TRUE);
    g_array_free(place, TRUE);
    return ok ? m : NULL;
}

static struct asked ask(const struct measure *m, const struct value *value)
{
    return (struct asked){.rule = &m->rule, .form = m->form, .value = value};
}

/* Whether all figures of a name are blank. */
static bool all_blank(const struct ref *ref, const struct asked *q)
{
    struct figures f = ref_figures(ref, q);
    for (size_t r = f.r0; r < f.r1; r++)
        for (size_t c = f.c0; c < f.c1; c++)
            if (!value_blank(&f.value[figure_index(&f, r, c)]))
                return false;
    return true;
}

bool measure_value(const struct measure *m, const struct value *value, struct decimal *out)
{
    struct asked q = ask(m, value);
    for (size_t i = 0; i < m->rule.nref; i++)
        if (all_blank(m->rule.ref[i], &q))
            return false;
    return eval_number(m->rule.test, &q, out);
}

const char *measure_text(const struct measure *m, const struct value *value, struct arena *a)
{
    struct asked q = ask(m, value);
    return number_side(m->rule.test, &q, a);
}

const size_t *measure_cells(const struct measure *m, struct arena *a, size_t *n)
{
    struct asked q = ask(m, NULL);
    bool *seen = ARENA_ARRAY(a, m->form->ncell, bool);
    for (size_t i = 0; i < m->rule.nref; i++) {
        struct figures f = ref_figures(m->rule.ref[i], &q);
        for (size_t r = f.r0; r < f.r1; r++)
            for (size_t c = f.c0; c < f.c1; c++)
                seen[figure_index(&f, r, c)] = true;
    }
    size_t *cell = ARENA_ARRAY(a, m->form->ncell, size_t);
    *n = 0;
    for (size_t i = 0; i < m->form->ncell; i++)
        if (seen[i])
            cell[(*n)++] = i;
    return cell;
}
