/* match_table.c - the tables of a source, with what there is to say of them. */
#include "match_maker.h"

#include "intl.h"

#include <glib.h>
#include <string.h>

/* --- labels as published ---------------------------------------------------- */

const char *maker_line(struct maker *k, const char *text)
{
    char *copy = arena_strdup(k->m->a, text), *to = copy;
    for (const char *s = text; *s; s++)
        if (*s != '\n')
            *to++ = *s;
    *to = '\0';
    return copy;
}

/* A label found in other words than the form's; axis NULL: it has no name in reports. */
static void note_label(struct maker *k, const char *axis, const struct label *label, const char *official,
                       const struct mcell *cell, const char *published, enum grade grade)
{
    published = maker_line(k, published);
    if (fold_same(fold_text(published, k->m->a), fold_text(official, k->m->a)))
        return;
    maker_tell(k, "IMPORT-LABEL", grade, NULL, cell, &(struct finding){.left = published, .right = official},
               _("published as “%s”, taken for “%s”"), published, official);
    if (!k->m->keep_labels || !axis || !label->id)
        return;
    struct own_label own = {arena_printf(k->m->a, "%s.%s", axis, label->path), published};
    for (guint i = 0; i < k->label->len; i++)
        if (strcmp(g_array_index(k->label, struct own_label, i).path, own.path) == 0)
            return;
    g_array_append_val(k->label, own);
}

bool maker_made_of(const struct mcell *c, struct fold words)
{
    for (int i = 0; i < c->npiece; i++)
        if (fold_find(words, c->piece[i], 0) < 0)
            return false;
    return c->npiece > 0;
}

/* The label above a row that a cell says, whole or in part; NULL: none. */
static const struct label *label_above(struct maker *k, const struct label *row, const struct mcell *c,
                                       int *like)
{
    *like = 0;
    for (const struct label *l = row->parent; l && l->text; l = l->parent) {
        struct fold words = fold_text(l->text, k->m->a);
        *like = maker_made_of(c, words) ? LIKE_SAME : label_like(c->fold, words);
        if (*like >= LIKE_ENOUGH)
            return l;
    }
    return NULL;
}

/* --- the cells of a row ----------------------------------------------------- */

static bool has_figure(const struct mcell *c)
{
    return c->figure.kind == FIGURE_NUMBER || c->figure.kind == FIGURE_NOTHING;
}

const struct mline *maker_figure_line(struct maker *k, const struct part *part)
{
    const struct mline *best = &k->l->line[part->from];
    for (int i = part->from; i < part->to; i++) {
        const struct mline *l = &k->l->line[i];
        if (l->nfigure > 0)
            return l;
        best = l->ncell > best->ncell ? l : best;
    }
    return best;
}

int zone_by_words(const struct mline *l)
{
    int zone = 0;
    for (int i = 0; i < l->ncell && !has_figure(&l->cell[i]); i++)
        zone = has_words(&l->cell[i]) ? i + 1 : zone;
    return zone;
}

/* The cell that is the row's label as a whole, or -1. */
static int label_cell(struct maker *k, const struct mline *l, const struct label *row)
{
    struct fold own = row_words(row, false, k->m->a), with_parent = row_words(row, true, k->m->a);
    int best = LIKE_ENOUGH - 1, at = -1;
    for (int i = 0; i < l->ncell && row->text; i++) {
        int like = has_words(&l->cell[i]) ? MAX(label_like(l->cell[i].fold, own),
                                                with_parent.n ? label_like(l->cell[i].fold, with_parent) : 0)
                                          : 0;
        if (like > best) {
            best = like;
            at = i;
        }
    }
    return at;
}

/* Words beside a row's label must be those of the labels above it. */
static void explain_words(struct maker *k, const struct mline *l, const struct label *row, int label,
                          int zone)
{
    for (int i = 0; i < zone; i++) {
        const struct mcell *c = &l->cell[i];
        int like;
        if (i == label || !has_words(c) || (label >= 0 && fold_same(c->fold, l->cell[label].fold)))
            continue;
        const struct label *above = label_above(k, row, c, &like);
        if (!above)
            leave_over(k->m, l, maker_line(k, c->text));
        else if (like < LIKE_SAME)
            note_label(k, "rows", above, above->text, c, c->text, GRADE_INFO);
    }
}

const char *maker_label(struct maker *k, const struct mline *line, int n, const struct label *row)
{
    GString *out = g_string_new(NULL);
    int like;
    for (int i = 0; i < n; i++)
        for (int c = 0; c < line[i].ncell; c++) {
            const struct mcell *cell = &line[i].cell[c];
            bool again = c > 0 && fold_same(cell->fold, cell[-1].fold); /* a merged cell said for each part */
            if (has_words(cell) && !again && !label_above(k, row, cell, &like))
                g_string_append(out, cell->text);
        }
    const char *text = arena_strdup(k->m->a, out->str);
    g_string_free(out, TRUE);
    return maker_line(k, text);
}

/* --- rows of the form ------------------------------------------------------- */

/* A number with `places` decimals; others are left as they are. */
static struct value with_places(struct value v, int places, struct arena *a)
{
    enum { MOST = 20 };
    const char *s = v.text && *v.text == '-' ? v.text + 1 : v.text;
    size_t whole = s ? strspn(s, "0123456789") : 0;
    bool point = s && s[whole] == '.';
    size_t have = point ? strspn(s + whole + 1, "0123456789") : 0;
    if (!whole || s[whole + point + have] || places > MOST || (int)have >= places)
        return v;
    const char *text =
        arena_printf(a, "%s%s%.*s", v.text, point ? "" : ".", places - (int)have, "00000000000000000000");
    return (struct value){VALUE_TEXT, 0, text};
}

void maker_amounts(struct maker *k, const struct row_place *p, struct row_reading *r)
{
    for (size_t c = 0; c < p->band->columns.nleaf; c++) {
        const struct cell_ref ref = {
            .band = p->band, .row = p->band->rows.leaf[p->row], .col = p->band->columns.leaf[c]};
        bool decimals =
            form_cell_kind(&ref) == KIND_AMOUNT || (r->value[c].text && strchr(r->value[c].text, '.'));
        if (r->cell[c] && r->cell[c]->places && decimals)
            r->value[c] = with_places(r->value[c], r->cell[c]->places, k->m->a);
    }
}

static void keep_row(struct maker *k, const struct row_place *p, struct row_reading *r)
{
    maker_amounts(k, p, r);
    maker_units(k, p, r);
    size_t n = p->band->columns.nleaf, at = p->band->cell0 + p->row * n;
    for (size_t c = 0; c < n; c++) {
        k->out->table->value[at + c] = r->value[c];
        k->out->read[at + c] = r->state != ROW_UNREADABLE;
    }
    maker_tell_row(k, p, r);
    for (int i = 0; i < r->nbeside && r->state != ROW_UNREADABLE; i++) /* else all of the line is kept */
        leave_over(k->m, p->line, maker_line(k, r->beside[i].text));
}

struct columns maker_columns(struct maker *k, const struct band *band, int row)
{
    const struct mline *l = k->l->line;
    if (!k->columns.line || l[row].chain == k->columns.line->chain)
        return k->columns;
    int from = row, to;
    while (from > k->al->from && l[from - 1].chain == l[row].chain)
        from--;
    for (to = from; to < row && !l[to].nfigure; to++)
        continue;
    struct columns again = columns_find(band, k->l, from, to, k->m->a);
    return again.known ? again : k->columns;
}

static void make_row(struct maker *k, const struct part *part, struct row_place *p, struct row_reading *r)
{
    const struct label *row = part->band->rows.leaf[part->row];
    *p = (struct row_place){k->form, part->band, part->row, maker_figure_line(k, part), 0};
    int label = label_cell(k, p->line, row);
    bool whole = label >= 0 && part->to == part->from + 1;
    p->zone = whole ? label + 1 : zone_by_words(p->line);
    while (whole && p->zone < p->line->ncell &&
           fold_same(p->line->cell[p->zone].fold, p->line->cell[label].fold))
        p->zone++;
    struct columns columns = maker_columns(k, part->band, part->from);
    *r = row_read(p, &columns, k->m->a);
    if (!row->text)
        return;
    if (whole)
        explain_words(k, p->line, row, label, label);
    const char *published = whole ? p->line->cell[label].text
                                  : maker_label(k, &k->l->line[part->from], part->to - part->from, row);
    struct fold words = fold_text(published, k->m->a);
    if (part->like < LIKE_SAME && !fold_same(words, row_words(row, true, k->m->a)))
        note_label(k, "rows", row, row->text, whole ? &p->line->cell[label] : &p->line->cell[0], published,
                   part->guessed ? GRADE_SOFT : GRADE_INFO);
}

static void make_rows(struct maker *k, const struct part *from, const struct part *end)
{
    size_t n = (size_t)(end - from);
    struct row_place *place = ARENA_ARRAY(k->m->a, n, struct row_place);
    struct row_reading *reading = ARENA_ARRAY(k->m->a, n, struct row_reading);
    bool *alone = ARENA_ARRAY(k->m->a, n, bool);
    for (size_t i = 0; i < n; i++) {
        if (from[i].from == from[i].to) {
            struct finding names = {.row = from[i].band->rows.leaf[from[i].row]->name};
            maker_tell(k, "IMPORT-ROW", GRADE_SOFT, k->out->line, NULL, &names,
                       _("the row is not in the published table; its cells are left blank"));
            continue;
        }
        make_row(k, &from[i], &place[i], &reading[i]);
        alone[i] = doubt_is_alone(k, &from[i]);
    }
    rows_by_place(place, reading, alone, n, k->m->a);
    doubt_rows(k, from, place, reading, n);
    for (size_t i = 0; i < n; i++)
        if (place[i].line)
            keep_row(k, &place[i], &reading[i]);
}

/* --- heads ------------------------------------------------------------------ */

static void make_head(struct maker *k, const struct part *head)
{
    k->columns = columns_find(head->band, k->l, head->from, head->to, k->m->a);
    leave_strange(k, head);
    if (head->from == head->to && head->band->columns.nleaf > 1)
        maker_tell(
            k, "IMPORT-HEAD", GRADE_SOFT, k->out->line, NULL, NULL,
            _("the head of the table is missing; the figures are taken in the order of the form's columns"));
    for (size_t i = 0; i < k->columns.nhead; i++) {
        const struct found_head *h = &k->columns.head[i];
        if (h->cell && h->like < LIKE_SAME)
            note_label(k, "columns", h->label, h->label->text, h->cell, h->cell->text, GRADE_INFO);
        else if (!h->cell && head->like < LIKE_SAME)
            maker_tell(k, "IMPORT-HEAD", GRADE_SOFT, k->columns.line, NULL,
                       &(struct finding){.col = h->label->text},
                       _("this head is missing in the published table"));
    }
}

/* --- a table ---------------------------------------------------------------- */

static void make_table(struct matching *m, struct mlines *l, const struct alignment *al,
                       struct match_table *out)
{
    struct maker k = {.m = m, .l = l, .al = al, .form = al->form, .out = out};
    k.label = g_array_new(FALSE, FALSE, sizeof(struct own_label));
    k.extra = g_array_new(FALSE, FALSE, sizeof(struct extra_row));
    out->table = ARENA_NEW(m->a, struct table);
    out->table->form = al->form;
    out->table->value = ARENA_ARRAY(m->a, al->form->ncell, struct value);
    out->read = ARENA_ARRAY(m->a, al->form->ncell, bool);
    out->line = &l->line[al->from];
    out->from = al->from;
    out->to = al->to;
    for (size_t i = 0; i < al->npart;) {
        const struct part *part = &al->part[i];
        size_t end = i + 1;
        if (part->kind == PART_TITLE && part->from < part->to && part->like < LIKE_SAME)
            note_label(&k, NULL, NULL, part->band->title, &l->line[part->from].cell[0],
                       mline_text(&l->line[part->from], m->a), GRADE_INFO);
        if (part->kind == PART_HEAD) {
            while (end < al->npart && al->part[end].kind == PART_ROW)
                end++;
            make_head(&k, part);
            make_rows(&k, part + 1, &al->part[end]);
        }
        i = end;
    }
    make_rest(&k);
    maker_tell_oddities(&k);
    out->table->nlabel = k.label->len;
    out->table->label = arena_dup(m->a, k.label->data, k.label->len * sizeof(struct own_label));
    out->table->nextra = k.extra->len;
    out->table->extra = arena_dup(m->a, k.extra->data, k.extra->len * sizeof(struct extra_row));
    g_array_free(k.label, TRUE);
    g_array_free(k.extra, TRUE);
}

static int by_line(const void *a, const void *b)
{
    const struct match_table *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

struct match_tables match_tables(struct matching *m, struct mlines *l, const char *edition)
{
    enum { MOST_TABLES = 60 }; /* report_load takes 100 */
    GArray *table = g_array_new(FALSE, FALSE, sizeof(struct match_table));
    struct alignment al;
    while (table->len < MOST_TABLES && align_best(l, m->forms, edition, m->a, &al)) {
        struct match_table one = {0};
        make_table(m, l, &al, &one);
        g_array_append_val(table, one);
    }
    g_array_sort(table, by_line);
    struct match_tables out = {arena_dup(m->a, table->data, table->len * sizeof(struct match_table)),
                               table->len};
    g_array_free(table, TRUE);
    return out;
}

void leave_over(struct matching *m, const struct mline *line, const char *text)
{
    struct left_over one = {line, text ? text : mline_text(line, m->a)};
    if (*one.text)
        g_array_append_val(m->unplaced, one);
}
