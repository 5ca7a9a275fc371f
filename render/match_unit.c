/* match_unit.c - units of amounts that stand in the head of their column, where the form has none or another.
 *
 * Amounts are kept as published and count in the form's unit when they have none: one under
 * 采购总金额（万元） says more than its digits.  A unit without brackets behind the head may be the head's or
 * a figure's. */
#include "match_maker.h"

#include <string.h>

enum { PLAIN = 0x5143 }; /* 元, what amounts count in where the form prints no unit */

/* The unit at the end of a head, maybe in brackets. */
static struct fold unit_at_end(struct maker *k, struct fold head)
{
    int to = head.n - (head.n > 0 && head.c[head.n - 1] == ')');
    return fold_part(head, to - words_end(&k->m->words->units, fold_part(head, 0, to)), to);
}

/* The unit behind the official words in a head; empty: none, or the one that amounts have anyway. */
static struct fold unit_behind(struct maker *k, const struct label *label, const struct mcell *head)
{
    struct fold said = head->fold, own = fold_text(label->text, k->m->a), none = {0};
    struct fold unit = unit_at_end(k, said), usual = unit_at_end(k, own);
    bool closed = said.n > 0 && said.c[said.n - 1] == ')';
    if (!unit.n || fold_same(unit, usual))
        return none;
    if (closed)
        return unit.n == 1 && unit.c[0] == PLAIN && !usual.n ? none : unit;
    return fold_same(fold_part(said, 0, said.n - unit.n), own) ? unit : none;
}

static const struct mcell *head_of(struct maker *k, const struct label *label)
{
    for (size_t i = 0; i < k->columns.nhead; i++)
        if (k->columns.head[i].label == label)
            return k->columns.head[i].cell;
    return NULL;
}

static struct value with_unit(struct value v, struct fold unit, struct arena *a)
{
    char *key = fold_key(unit);
    const char *text = arena_printf(a, "%s%s", v.text, key);
    g_free(key);
    return (struct value){VALUE_TEXT, 0, text};
}

void maker_units(struct maker *k, const struct row_place *p, struct row_reading *r)
{
    for (size_t c = 0; c < p->band->columns.nleaf; c++) {
        const struct label *label = p->band->columns.leaf[c];
        const struct cell_ref ref = {.band = p->band, .row = p->band->rows.leaf[p->row], .col = label};
        const struct mcell *head = head_of(k, label), *cell = r->cell[c];
        bool bare = cell && cell->figure.kind == FIGURE_NUMBER && !(cell->figure.odd & FIGURE_UNIT) &&
                    r->value[c].text;
        struct fold unit = bare && head && form_cell_kind(&ref) == KIND_AMOUNT ? unit_behind(k, label, head)
                                                                               : (struct fold){0};
        if (unit.n)
            r->value[c] = with_unit(r->value[c], unit, k->m->a);
    }
}
