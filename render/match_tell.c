/* match_tell.c - what there is to say of the rows and figures of a table. */
#include "intl.h"
#include "match_maker.h"

#include <glib.h>
#include <string.h>

void maker_tell(struct maker *k, const char *id, enum grade grade, const struct mline *line,
                const struct mcell *cell, const struct finding *names, const char *fmt, ...)
{
    struct finding f = names ? *names : (struct finding){0};
    va_list ap;
    va_start(ap, fmt);
    char *text = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    cell = cell || !line ? cell : &line->cell[0];
    f.id = id;
    f.grade = grade;
    f.file = k->l->line[0].source->name;
    f.line = cell ? cell->line : 0;
    f.column = cell ? cell->column : 0;
    f.table = k->form->name;
    f.text = text;
    diag_add(k->m->d, &f);
    g_free(text);
}

/* --- figures ---------------------------------------------------------------- */

static void note_figures(struct maker *k, const struct row_place *p, const struct row_reading *r)
{
    for (size_t c = 0; c < p->band->columns.nleaf; c++) {
        const struct mcell *cell = r->cell[c];
        if (!cell)
            continue;
        struct finding names = {.row = p->band->rows.leaf[p->row]->name,
                                .col = p->band->columns.leaf[c]->name};
        if (has_words(cell) && r->state != ROW_JOINED)
            maker_tell(k, "IMPORT-FIGURE", GRADE_SOFT, NULL, cell, &names,
                       _("“%s” stands where a figure belongs; it is kept"), maker_line(k, cell->text));
        struct cell_ref ref = {
            .band = p->band, .row = p->band->rows.leaf[p->row], .col = p->band->columns.leaf[c]};
        bool money =
            form_cell_kind(&ref) == KIND_AMOUNT; /* with its unit as the form has none: nothing unusual */
        for (int i = 0; i < FIGURE_ODDITIES; i++)
            if (cell->figure.odd & 1u << i && !(money && 1u << i == FIGURE_UNIT)) {
                k->odd[i]++;
                k->first_odd[i] = k->first_odd[i] ? k->first_odd[i] : cell;
            }
    }
}

void maker_tell_oddities(struct maker *k)
{
    static const char *const what[FIGURE_ODDITIES] = {
        N_("in full-width characters, taken as usual ones"),
        N_("with a unit in their cell, kept so"),
        N_("with separators inside, kept so"),
        N_("with zeros in front, kept so"),
        N_("on two lines of their cell, put together"),
    };
    for (int i = 0; i < FIGURE_ODDITIES; i++) {
        if (!k->odd[i])
            continue;
        maker_tell(k, "IMPORT-FIGURE", GRADE_INFO, NULL, k->first_odd[i], NULL,
                   _("%d figures are written %s; the first: “%s”"), k->odd[i], _(what[i]),
                   maker_line(k, k->first_odd[i]->text));
    }
}

const char *values_text(const struct value *v, size_t n, struct arena *a)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(out, "%s%s", i ? ", " : "", v[i].text ? v[i].text : "–");
    g_strdelimit(out->str, "\n", ' ');
    const char *text = arena_strdup(a, out->str);
    g_string_free(out, TRUE);
    return text;
}

void maker_tell_short(struct maker *k, const struct row_place *p, const struct row_reading *r,
                      const struct finding *names)
{
    if (r->state == ROW_SHORT)
        maker_tell(k, "IMPORT-ROW", GRADE_SOFT, p->line, NULL, names,
                   _("the row has fewer cells than the head has columns: “%s” is taken as %s"),
                   mline_text(p->line, k->m->a), values_text(r->value, p->band->columns.nleaf, k->m->a));
}

/* What there is to say of how a row was read. */
static void tell_state(struct maker *k, const struct row_place *p, const struct row_reading *r)
{
    struct finding names = {.row = p->band->rows.leaf[p->row]->name};
    const char *found = mline_text(p->line, k->m->a);
    const char *read = values_text(r->value, p->band->columns.nleaf, k->m->a);
    switch (r->state) {
    case ROW_READ:
        break;
    case ROW_SHORT:
        maker_tell_short(k, p, r, &names);
        break;
    case ROW_JOINED:
        maker_tell(k, "IMPORT-CUT", GRADE_SOFT, p->line, NULL, &names,
                   _("figures were cut or had run together in reading: “%s” is taken as %s, which adds up"),
                   found, read);
        break;
    case ROW_BY_SUM:
        maker_tell(k, "IMPORT-ROW", GRADE_SOFT, p->line, NULL, &names,
                   _("the cells “%s” stand out of line with the heads; they are taken as %s, which adds up"),
                   found, read);
        break;
    case ROW_BY_PLACE:
        maker_tell(k, "IMPORT-ROW", GRADE_SOFT, p->line, NULL, &names,
                   _("some cells of “%s” are blank; by their places on the line the others are taken as %s"),
                   found, read);
        break;
    case ROW_EMPTY:
        maker_tell(k, "IMPORT-ROW", GRADE_SOFT, p->line, NULL, &names,
                   _("the row has no figures; its cells are left blank"));
        break;
    case ROW_UNREADABLE:
        maker_tell(k, "IMPORT-ROW", GRADE_HARD, p->line, NULL, &names,
                   _("which figure of “%s” belongs to which column cannot be told; the cells are left blank, "
                     "fill them in"),
                   found);
        leave_over(k->m, p->line, NULL);
        break;
    }
}

void maker_tell_row(struct maker *k, const struct row_place *p, const struct row_reading *r)
{
    tell_state(k, p, r);
    note_figures(k, p, r);
}
