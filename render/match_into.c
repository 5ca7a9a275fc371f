/* match_into.c - the figures of published tables into a report that is there already. */
#include "intl.h"
#include "match.h"
#include "match_table.h"

#include <glib.h>
#include <string.h>

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

static bool same_value(const struct value *x, const struct value *y)
{
    return x->state == y->state && g_strcmp0(x->text, y->text) == 0;
}

/* One figure into a table of the same slot, by the names of its row and column. */
static void put_figure(struct matching *m, const struct match_table *t, size_t i, struct block *b)
{
    struct cell_ref c = form_cell(t->table->form, i);
    const struct form *form = b->table->form;
    const struct value *new = &t->table->value[i];
    long to = form_index(form, c.row->path, c.col->path);
    struct finding f = {.id = "IMPORT-CHANGE",
                        .grade = GRADE_INFO,
                        .file = t->line->source->name,
                        .table = form->name,
                        .row = form_label_name(&c.band->rows, c.row, m->a),
                        .col = form_label_name(&c.band->columns, c.col, m->a),
                        .right = new->text ? new->text : ""};
    if (to < 0) {
        f.id = "IMPORT-ROW";
        f.grade = GRADE_SOFT;
        f.text = _("the report's table has no such figure; this one is left out");
        if (new->state != VALUE_NULL)
            diag_add(m->d, &f);
        return;
    }
    struct value *old = &b->table->value[to];
    if (same_value(old, new))
        return;
    f.pointer = report_cell_pointer(b, (size_t)to, m->a);
    f.left = old->text ? old->text : "";
    f.text = arena_printf(m->a, _("“%s” becomes “%s”"), f.left, f.right);
    *old = *new;
    diag_add(m->d, &f);
}

static void put_table(struct matching *m, const struct match_table *t, struct block *b)
{
    if (!b) {
        diag_printf(m->d, "IMPORT-TABLE", GRADE_SOFT, t->line->source->name, t->line->cell[0].line, 0,
                    _("the report has no %s to put these figures into"), t->table->form->name);
        return;
    }
    for (size_t i = 0; i < t->table->form->ncell; i++)
        if (t->read[i])
            put_figure(m, t, i, b);
}

bool match_into(struct source *const source[], size_t n, const struct match_request *q, struct report *into,
                struct arena *a, struct diag *d, struct err *e)
{
    struct matching m = {.forms = q->forms, .editions = q->editions, .words = q->words, .a = a, .d = d};
    m.unplaced = g_array_new(FALSE, FALSE, sizeof(struct left_over)); /* only figures are taken */
    const struct edition *edition = editions_for_year(q->editions, into->year);
    GPtrArray *slot = g_ptr_array_new(); /* of the tables so far */
    for (size_t i = 0; i < n; i++) {
        struct match_tables t =
            match_tables(&m, match_lines(source[i], q->forms, q->words, a), edition ? edition->id : NULL);
        for (size_t k = 0; k < t.n; k++) {
            const char *name = t.table[k].table->form->slot;
            size_t nth = 0;
            for (guint s = 0; s < slot->len; s++)
                nth += strcmp(slot->pdata[s], name) == 0;
            g_ptr_array_add(slot, (void *)name);
            put_table(&m, &t.table[k], table_of_slot(into, name, nth));
        }
    }
    bool any = slot->len > 0;
    g_ptr_array_free(slot, TRUE);
    g_array_free(m.unplaced, TRUE);
    return any || err_set(e, ERR_INPUT, _("%s: no table of a report is found in it"), source[0]->name);
}
