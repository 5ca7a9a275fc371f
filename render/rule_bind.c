/* rule_bind.c - names of formulas bound to rows and columns of a form. */
#include "formula.h"

#include "intl.h"

#include <string.h>

/* --- places --------------------------------------------------------------- */

static void add_groups(GArray *out, const struct band *band, const struct label *l)
{
    if (l->id && l->nchild)
        g_array_append_val(out, ((struct place){band, l}));
    for (size_t i = 0; i < l->nchild; i++)
        add_groups(out, band, l->child[i]);
}

void rule_places(enum scope scope, const struct form *form, GArray *out)
{
    struct place p = {NULL, NULL};
    if (scope == EACH_TABLE) {
        g_array_append_val(out, p);
        return;
    }
    for (size_t i = 0; i < form->nband; i++) {
        p.band = &form->band[i];
        if (scope == EACH_GROUP)
            add_groups(out, p.band, p.band->columns.root);
        else
            g_array_append_val(out, p);
    }
}

/* --- names ---------------------------------------------------------------- */

struct binder {
    struct rule *rule;
    const struct form *form;
    const struct ynode *at; /* the rule's place in the file */
    GPtrArray *refs;
    GArray *place;
    struct arena *a;
    struct diag *d;
    bool bad;
};

static bool note(struct binder *r, bool ok)
{
    r->bad = r->bad || !ok;
    return ok;
}

/* A name bound at one place. */
struct bound {
    const struct band *band;
    const struct label *row, *col;
};

/* bind_address - regulations.made in one band: the row's path, then the column's; regulations alone is a
 * whole row. */
static bool bind_address(const char *name, const struct band *band, struct arena *a, struct bound *out)
{
    size_t n = strlen(name);
    for (size_t cut = n;; cut--) {
        bool at_end = cut == n;
        if (at_end || name[cut] == '.' || !cut) {
            const struct label *row = axis_find(&band->rows, arena_strndup(a, name, cut));
            const char *rest = at_end ? "" : cut ? name + cut + 1 : name;
            const struct label *col = axis_find(&band->columns, rest);
            if (row && col && (cut || !band->rows.depth)) {
                *out = (struct bound){band, row, col};
                return true;
            }
        }
        if (!cut)
            return false;
    }
}

static bool bind_name(const struct binder *r, const char *name, const struct place *p, struct bound *out)
{
    *out = (struct bound){.band = p->band};
    switch (r->rule->scope) {
    case EACH_ROW:
        return (out->col = axis_find(&p->band->columns, name)) != NULL;
    case EACH_COLUMN:
        return (out->row = axis_find(&p->band->rows, name)) != NULL;
    case EACH_CELL:
        return strcmp(name, "cell") == 0;
    case EACH_GROUP:
        out->col = axis_find(&p->band->columns, arena_printf(r->a, "%s.%s", p->group->path, name));
        return out->col != NULL;
    case EACH_TABLE:
        break;
    }
    for (size_t i = 0; i < r->form->nband; i++)
        if (bind_address(name, &r->form->band[i], r->a, out))
            return true;
    return false;
}

static void no_such_name(struct binder *r, const struct ref *ref)
{
    const char *wanted = "";
    switch (r->rule->scope) {
    case EACH_ROW:
        wanted = _("a column of this form");
        break;
    case EACH_COLUMN:
        wanted = _("a row of this form");
        break;
    case EACH_CELL:
        wanted = _("“cell”, the only name in a rule for each cell");
        break;
    case EACH_GROUP:
        wanted = _("a column of any group");
        break;
    case EACH_TABLE:
        wanted = _("a row of this form with a column behind it");
        break;
    }
    note(r, formula_bad(ref->node, ref->offset, r->d, _("“%s” is not %s"), ref->written, wanted));
}

/* all_known - a finding for each name that no place has. */
static bool all_known(struct binder *r)
{
    bool ok = true;
    for (guint i = 0; i < r->refs->len; i++) {
        const struct ref *ref = r->refs->pdata[i];
        bool known = false;
        struct bound b;
        for (guint k = 0; k < r->place->len && !known; k++)
            known = bind_name(r, ref->name, &g_array_index(r->place, struct place, k), &b);
        if (!known)
            no_such_name(r, ref);
        ok = ok && known;
    }
    return ok;
}

/* check_single - a finding where one figure is wanted and the name stands for several. */
static void check_single(struct binder *r, const struct ref *ref)
{
    if (ref->single && ref->whose == PARTS)
        note(r, formula_bad(ref->node, ref->offset, r->d, _("“%s” stands for several figures; write sum(%s)"),
                            ref->written, ref->written));
    for (size_t i = 0; ref->single && i < r->rule->nplace; i++)
        if ((ref->row[i] && ref->row[i]->nchild) || (ref->col[i] && ref->col[i]->nchild)) {
            note(r, formula_bad(ref->node, ref->offset, r->d,
                                _("“%s” stands for several figures; write sum(%s)"), ref->written,
                                ref->written));
            return;
        }
}

/* bind_refs - keep the places that have all names and bind the names there. */
static void bind_refs(struct binder *r)
{
    struct rule *rule = r->rule;
    rule->nref = r->refs->len;
    rule->ref = ARENA_ARRAY(r->a, rule->nref, struct ref *);
    for (size_t i = 0; i < rule->nref; i++)
        rule->ref[i] = r->refs->pdata[i];
    rule->place = ARENA_ARRAY(r->a, r->place->len, struct place);
    for (size_t i = 0; i < rule->nref; i++) {
        rule->ref[i]->row = ARENA_ARRAY(r->a, r->place->len, const struct label *);
        rule->ref[i]->col = ARENA_ARRAY(r->a, r->place->len, const struct label *);
        rule->ref[i]->band = ARENA_ARRAY(r->a, r->place->len, const struct band *);
    }
    for (size_t i = 0; i < rule->nref; i++)
        rule->whose |= 1u << rule->ref[i]->whose;
    for (guint k = 0; k < r->place->len; k++) {
        const struct place *p = &g_array_index(r->place, struct place, k);
        size_t at = rule->nplace, i = 0;
        for (struct bound b; i < rule->nref && bind_name(r, rule->ref[i]->name, p, &b); i++) {
            rule->ref[i]->row[at] = b.row;
            rule->ref[i]->col[at] = b.col;
            rule->ref[i]->band[at] = b.band;
        }
        if (i == rule->nref)
            rule->place[rule->nplace++] = *p;
    }
    if (!rule->nplace)
        note(r, yaml_bad(r->at, r->d, _("no part of the table has all names of this rule")));
    for (size_t i = 0; i < rule->nref; i++)
        check_single(r, rule->ref[i]);
}

bool rule_bind(struct rule *rule, const struct form *form, const struct ynode *at, GPtrArray *refs,
               GArray *place, struct arena *a, struct diag *d)
{
    struct binder r = {.rule = rule, .form = form, .at = at, .refs = refs, .place = place, .a = a, .d = d};
    if (all_known(&r))
        bind_refs(&r);
    return !r.bad;
}
