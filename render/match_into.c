/* match_into.c - the figures of published tables into a report that is there already. */
#include "intl.h"
#include "match.h"
#include "match_named.h"
#include "match_table.h"

#include <glib.h>
#include <string.h>

struct filling {
    struct matching m;
    const struct match_request *q;
    struct report *into;
    const char *edition;
    GPtrArray *slot; /* of the tables so far */
    struct diag *d;  /* m.d holds what reading found, until it is known what of it matters here */
};

/* The nth table of a slot in a report. */
static struct block *table_of_slot(const struct report *r, const char *slot, size_t nth)
{
    for (size_t i = 0; i < r->nsection; i++)
        for (size_t k = 0; k < r->section[i].nblock; k++) {
            struct block *b = &r->section[i].block[k];
            if (b->kind == BLOCK_TABLE && strcmp(b->table->form->slot, slot) == 0 && nth-- == 0)
                return b;
        }
    return NULL;
}

/* A value in place of another; what differs only as number and text that spells it is the same.  f: names and
 * pointer. */
static void put_value(struct filling *k, struct value *old, const struct value *new, struct finding f)
{
    if (g_strcmp0(old->text, new->text) == 0)
        return;
    f.id = "IMPORT-CHANGE";
    f.grade = GRADE_INFO;
    f.left = old->text ? old->text : "";
    f.right = new->text ? new->text : "";
    f.text = arena_printf(k->m.a, _("“%s” becomes “%s”"), f.left, f.right);
    *old = *new;
    diag_add(k->d, &f);
}

/* --- rows of the form ------------------------------------------------------- */

/* One figure into a table of the same slot, by the names of its row and column. */
static void put_figure(struct filling *k, const struct match_table *t, size_t i, struct block *b)
{
    struct cell_ref c = form_cell(t->table->form, i);
    const struct form *form = b->table->form;
    const struct value *new = &t->table->value[i];
    long to = form_index(form, c.row->path, c.col->path);
    struct finding f = {
        .file = t->line->source->name, .table = form->name, .row = c.row->name, .col = c.col->name};
    if (to >= 0) {
        f.pointer = report_cell_pointer(b, (size_t)to, k->m.a);
        put_value(k, &b->table->value[to], new, f);
    } else if (new->state != VALUE_NULL) {
        f.id = "IMPORT-ROW";
        f.grade = GRADE_SOFT;
        f.right = new->text;
        f.text = _("the report's table has no such figure; this one is left out");
        diag_add(k->d, &f);
    }
}

/* --- rows the form lacks ---------------------------------------------------- */

/* The row of the report's table with the label of extra row x of the published one, and as many of that label
 * before it. */
static size_t find_extra(const struct filling *k, const struct table *from, size_t x, const struct table *to)
{
    struct fold label = fold_text(from->extra[x].label, k->m.a);
    size_t nth = 0, i = 0;
    for (size_t before = 0; before < x; before++)
        nth += fold_same(fold_text(from->extra[before].label, k->m.a), label);
    for (; i < to->nextra; i++)
        if (to->extra[i].nvalue == from->extra[x].nvalue &&
            fold_same(fold_text(to->extra[i].label, k->m.a), label) && nth-- == 0)
            break;
    return i;
}

static void put_extra(struct filling *k, const struct match_table *t, size_t x, struct block *b)
{
    const struct extra_row *new = &t->table->extra[x];
    size_t at = find_extra(k, t->table, x, b->table);
    struct finding f = {.id = "IMPORT-ROW",
                        .grade = GRADE_SOFT,
                        .file = t->line->source->name,
                        .table = b->table->form->name,
                        .row = new->label};
    if (at == b->table->nextra) {
        f.text = arena_printf(k->m.a, _("the report's table has no such row; its figures are left out: %s"),
                              values_text(new->value, new->nvalue, k->m.a));
        diag_add(k->d, &f);
        return;
    }
    for (size_t c = 0; c < new->nvalue; c++) {
        f.pointer = arena_printf(k->m.a, "%s/extra/%zu/values/%zu", b->pointer, at, c);
        put_value(k, &b->table->extra[at].value[c], &new->value[c], f);
    }
}

/* --- tables ----------------------------------------------------------------- */

static void put_table(struct filling *k, const struct match_table *t, struct block *b)
{
    if (!b) {
        diag_printf(k->d, "IMPORT-TABLE", GRADE_SOFT, t->line->source->name, t->line->cell[0].line, 0,
                    _("the report has no %s to put these figures into"), t->table->form->name);
        return;
    }
    for (size_t i = 0; i < t->table->form->ncell; i++)
        if (t->read[i])
            put_figure(k, t, i, b);
    for (size_t x = 0; x < t->table->nextra; x++)
        put_extra(k, t, x, b);
}

static bool is_own_label(const struct report *r, const char *text)
{
    for (size_t i = 0; i < r->nsection; i++)
        for (size_t k = 0; k < r->section[i].nblock; k++) {
            const struct block *b = &r->section[i].block[k];
            for (size_t n = 0; b->kind == BLOCK_TABLE && n < b->table->nlabel; n++)
                if (strcmp(b->table->label[n].text, text) == 0)
                    return true;
        }
    return false;
}

/* What reading found, but labels that are the report's own, and rows the form lacks, of which put_extra tells
 * what matters. */
static void tell_reading(struct filling *k)
{
    for (size_t i = 0; i < diag_size(k->m.d); i++) {
        const struct finding *f = diag_get(k->m.d, i);
        bool own = strcmp(f->id, "IMPORT-EXTRA") == 0 ||
                   (strcmp(f->id, "IMPORT-LABEL") == 0 && f->left && is_own_label(k->into, f->left));
        if (!own)
            diag_add(k->d, f);
    }
}

/* A table of another year or authority is most likely the wrong file. */
static void compare_names(struct filling *k, const struct source *s, const struct mlines *l)
{
    struct match_title t;
    if (!title_of_source(s, l, k->q, k->m.a, &t))
        return;
    struct fold said = fold_text(t.authority, k->m.a), own = fold_text(k->into->authority, k->m.a);
    bool other = said.n && fold_find(said, own, 0) < 0 && fold_find(own, said, 0) < 0;
    if (other || (t.year && t.year != k->into->year))
        diag_printf(k->d, "IMPORT-TITLE", GRADE_SOFT, s->name, 0, 0,
                    _("this is of %s for %d, but its figures go into the report of %s for %d"),
                    t.authority ? t.authority : k->into->authority, t.year ? t.year : k->into->year,
                    k->into->authority, k->into->year);
}

static void put_source(struct filling *k, const struct source *s)
{
    struct mlines *l = match_lines(s, k->q->forms, k->q->words, k->m.a);
    compare_names(k, s, l);
    struct match_tables t = match_tables(&k->m, l, k->edition);
    for (size_t i = 0; i < t.n; i++) {
        const char *name = t.table[i].table->form->slot;
        size_t nth = 0;
        for (guint n = 0; n < k->slot->len; n++)
            nth += strcmp(k->slot->pdata[n], name) == 0;
        g_ptr_array_add(k->slot, (void *)name);
        put_table(k, &t.table[i], table_of_slot(k->into, name, nth));
    }
}

bool match_into(struct source *const source[], size_t n, const struct match_request *q, struct report *into,
                struct arena *a, struct diag *d, struct err *e)
{
    struct filling k = {.q = q, .into = into, .d = d, .slot = g_ptr_array_new()};
    const struct edition *edition = editions_for_year(q->editions, into->year);
    k.edition = edition ? edition->id : NULL;
    k.m = (struct matching){
        .forms = q->forms, .editions = q->editions, .words = q->words, .a = a, .d = diag_new()};
    k.m.unplaced = g_array_new(FALSE, FALSE, sizeof(struct left_over)); /* only figures are taken */
    for (size_t i = 0; i < n; i++)
        put_source(&k, source[i]);
    tell_reading(&k);
    bool any = k.slot->len > 0;
    g_ptr_array_free(k.slot, TRUE);
    g_array_free(k.m.unplaced, TRUE);
    diag_free(k.m.d);
    return any || err_set(e, ERR_FILE, _("%s: no table of a report is found in it"), source[0]->name);
}
