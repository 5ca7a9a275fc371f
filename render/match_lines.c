/* match_lines.c - a source as lines of cells. */
#include "match_lines.h"

#include "match_split.h"

#include <glib.h>
#include <string.h>

struct build {
    GArray *line; /* struct mline */
    const struct source *source;
    const struct match_words *w;
    struct arena *a;
    GHashTable *label; /* folded labels of all forms, and the slot of these; "" for that of several */
    GArray *labels;    /* the same, as struct fold */
};

/* The stretches of a text between blanks and line ends. */
static void find_pieces(struct mcell *c, struct arena *a)
{
    char **word = g_strsplit_set(c->text, " \n", -1);
    c->piece = ARENA_ARRAY(a, g_strv_length(word), struct fold);
    for (char **s = word; *s; s++) {
        struct fold f = fold_text(*s, a);
        if (f.n)
            c->piece[c->npiece++] = f;
    }
    g_strfreev(word);
}

static void fill_cell(const struct build *b, struct mcell *c, const char *text)
{
    c->text = text;
    c->fold = fold_text(text, b->a);
    c->figure = figure_read(text, b->w, b->a);
    find_pieces(c, b->a);
}

static void count_cells(struct mline *l)
{
    for (int i = 0; i < l->ncell; i++) {
        enum figure_kind kind = l->cell[i].figure.kind;
        l->nfigure += kind == FIGURE_NUMBER || kind == FIGURE_NOTHING;
        l->nwords += kind == FIGURE_WORDS;
    }
}

static bool is_figure_cell(const struct mcell *c)
{
    return c->figure.kind == FIGURE_NUMBER || c->figure.kind == FIGURE_NOTHING;
}

/* Cells in the order of their text, without a sign of where rows end: words stand on a row of their own, as
 * their row may be told only by what follows; figures behind one another are one row. */
static void add_stream(struct build *b, const struct mline *like, const struct mcell *cell, int n,
                       GArray *out)
{
    for (int i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && is_figure_cell(&cell[i]) && is_figure_cell(&cell[end]);)
            end++;
        struct mline l = {.source = like->source,
                          .item = like->item,
                          .grid = like->grid,
                          .loose = true,
                          .guessed = true,
                          .ncell = end - i};
        l.cell = ARENA_ARRAY(b->a, (size_t)l.ncell, struct mcell);
        for (int k = 0; k < l.ncell; k++) {
            l.cell[k] = cell[i + k];
            l.cell[k].row = (int)out->len;
            l.cell[k].col = k;
        }
        count_cells(&l);
        g_array_append_val(out, l);
    }
}

enum { MOST_LABELS = 4 }; /* of one row; with more of them before its figures it is several rows */

static void add_row(struct build *b, const struct source_item *item, const struct source_cell *cell, int n)
{
    struct mline l = {.source = b->source,
                      .item = item,
                      .grid = item->grid,
                      .loose = !item->grid->spans,
                      .guessed = item->grid->guessed};
    l.cell = ARENA_ARRAY(b->a, (size_t)n, struct mcell);
    l.ncell = n;
    for (int i = 0; i < n; i++) {
        const struct source_cell *c = &cell[i];
        l.cell[i] = (struct mcell){.row = c->row,
                                   .col = c->col,
                                   .rowspan = c->rowspan,
                                   .colspan = c->colspan,
                                   .line = c->line ? c->line : item->line,
                                   .column = c->column,
                                   .page = c->page,
                                   .joined = c->joined,
                                   .overrun = c->overrun,
                                   .full = c->full,
                                   .places = c->number ? c->places : 0};
        fill_cell(b, &l.cell[i], c->text);
    }
    count_cells(&l);
    if (l.loose && l.nwords > MOST_LABELS && l.nfigure > 0)
        add_stream(b, &l, l.cell, l.ncell, b->line);
    else
        g_array_append_val(b->line, l);
}

static void add_grid(struct build *b, const struct source_item *item)
{
    const struct source_grid *g = item->grid;
    size_t n;
    const int *cut = split_columns(g, b->label, &n, b->a);
    for (size_t k = 0; k < n; k++)
        for (size_t from = 0, to; from < g->ncell; from = to) {
            size_t first = from;
            for (to = from; to < g->ncell && g->cell[to].row == g->cell[from].row; to++)
                first += g->cell[to].col < cut[k];
            size_t end = first;
            while (end < to && (k + 1 == n || g->cell[end].col < cut[k + 1]))
                end++;
            if (end > first)
                add_row(b, item, &g->cell[first], (int)(end - first));
        }
}

static void add_paragraph(struct build *b, const struct source_item *item)
{
    struct mline l = {.source = b->source, .item = item, .ncell = 1, .used = item->apart};
    l.cell = ARENA_NEW(b->a, struct mcell);
    *l.cell = (struct mcell){.rowspan = 1, .colspan = 1, .line = item->line, .column = 1, .page = item->page};
    fill_cell(b, l.cell, item->text);
    count_cells(&l);
    g_array_append_val(b->line, l);
}

/* --- labels of the forms ---------------------------------------------------- */

static void add_label(struct build *b, const char *text, const char *slot)
{
    struct fold f = fold_text(text, b->a);
    char *key = fold_key(f);
    const char *there = g_hash_table_lookup(b->label, key);
    if (f.n && !there)
        g_array_append_val(b->labels, f);
    if (f.n)
        g_hash_table_insert(b->label, g_strdup(key), (void *)(there && strcmp(there, slot) != 0 ? "" : slot));
    g_free(key);
}

static void add_labels(struct build *b, const struct label *node, const char *slot)
{
    add_label(b, node->text, slot);
    for (size_t i = 0; i < node->nchild; i++)
        add_labels(b, node->child[i], slot);
}

static void list_labels(struct build *b, const struct forms *forms)
{
    b->label = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    b->labels = g_array_new(FALSE, FALSE, sizeof(struct fold));
    for (size_t i = 0; i < forms->n; i++)
        for (size_t k = 0; k < forms->form[i]->nband; k++) {
            const struct band *band = &forms->form[i]->band[k];
            const char *slot = forms->form[i]->slot;
            add_label(b, band->title, slot);
            add_label(b, band->corner, slot);
            add_labels(b, band->columns.root, slot);
            add_labels(b, band->rows.root, slot);
        }
}

static bool is_label(const struct build *b, const struct mline *l)
{
    struct fold f = l->cell[0].fold;
    char *key = fold_key(f);
    bool known = f.n && !f.cut && g_hash_table_contains(b->label, key);
    g_free(key);
    return known;
}

/* --- cells one to a paragraph ---------------------------------------------- */

enum {
    CELL_CHARACTERS = 60, /* the longest label of the forms has 38; more is prose */
    STREAM_LINES = 6      /* fewer may be a list in the text */
};

static bool is_figure(const struct mline *l)
{
    return l->nfigure == 1;
}

/* A paragraph that may be a cell: short and without the end of a sentence. */
static bool may_be_cell(const struct mline *l)
{
    if (l->grid || l->used || l->cell[0].fold.n > CELL_CHARACTERS)
        return false;
    return is_figure(l) || !g_str_has_suffix(l->cell[0].text, "。");
}

/* Turns lines [from, to), one cell each, into rows. */
static void make_rows(struct build *b, const struct mline *line, int from, int to, GArray *out)
{
    const struct source_grid *g = ARENA_NEW(b->a, struct source_grid);
    for (int i = from, end; i < to; i = end) {
        for (end = i + 1; end < to && is_figure(&line[i]) && is_figure(&line[end]);)
            end++;
        struct mcell *cell = ARENA_ARRAY(b->a, (size_t)(end - i), struct mcell);
        for (int k = i; k < end; k++)
            cell[k - i] = line[k].cell[0];
        struct mline like = line[i];
        like.grid = g;
        add_stream(b, &like, cell, end - i, out);
    }
}

/* A stretch of paragraphs is a table's cells when a quarter of them are figures, or half of them these or
 * labels. */
static GArray *find_streams(struct build *b)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct mline));
    const struct mline *line = (const struct mline *)(void *)b->line->data;
    int n = (int)b->line->len;
    for (int from = 0, to; from < n; from = to) {
        int figures = 0, labels = 0;
        for (to = from; to < n && may_be_cell(&line[to]); to++) {
            figures += is_figure(&line[to]);
            labels += is_label(b, &line[to]);
        }
        bool cells =
            figures * 4 >= to - from || (labels >= STREAM_LINES && (figures + labels) * 2 >= to - from);
        if (to - from >= STREAM_LINES && cells)
            make_rows(b, line, from, to, out);
        else
            g_array_append_vals(out, &line[from], (guint)(to - from));
        if (to < n)
            g_array_append_val(out, line[to++]);
    }
    return out;
}

/* --- labels broken off their grid ------------------------------------------- */

/* Whether each piece of a paragraph is a piece of some label. */
static bool is_broken_off(const struct build *b, const struct mline *l)
{
    const struct mcell *c = &l->cell[0];
    if (l->grid || l->used || c->fold.n > CELL_CHARACTERS)
        return false;
    for (int i = 0; i < c->npiece; i++) {
        bool known = false;
        for (guint k = 0; k < b->labels->len && !known; k++)
            known = fold_find(g_array_index(b->labels, struct fold, k), c->piece[i], 0) >= 0;
        if (!known)
            return false;
    }
    return c->npiece > 0;
}

/* A text set with blanks may break a label in two with its figures between: `一、本年新收` 6 0 0 `数量`. What
 * looks like a heading then is a row of the grid beside it. */
static void chain_lines(struct build *b, GArray *line)
{
    const struct source_grid *none = ARENA_NEW(b->a, struct source_grid);
    struct mline *l = (struct mline *)(void *)line->data;
    int n = (int)line->len, chain = 0;
    for (int i = n - 1; i >= 0; i--)
        if (i + 1 < n && l[i + 1].loose && is_broken_off(b, &l[i])) {
            l[i].grid = none;
            l[i].loose = l[i].guessed = true;
        }
    for (int i = 0; i < n; i++) {
        if (i > 0 && l[i - 1].loose && is_broken_off(b, &l[i])) {
            l[i].grid = none;
            l[i].loose = l[i].guessed = true;
        }
        bool same = i > 0 && (l[i].loose ? l[i - 1].loose : l[i].grid && l[i].grid == l[i - 1].grid);
        chain += !same;
        l[i].chain = chain;
    }
}

struct mlines *match_lines(const struct source *s, const struct forms *forms, const struct match_words *w,
                           struct arena *a)
{
    struct build b = {.line = g_array_new(FALSE, FALSE, sizeof(struct mline)), .source = s, .w = w, .a = a};
    list_labels(&b, forms);
    for (size_t i = 0; i < s->n; i++) {
        if (s->item[i].kind == SOURCE_GRID)
            add_grid(&b, &s->item[i]);
        else
            add_paragraph(&b, &s->item[i]);
    }
    GArray *line = find_streams(&b);
    chain_lines(&b, line);
    g_hash_table_destroy(b.label);
    g_array_free(b.labels, TRUE);
    g_array_free(b.line, TRUE);
    struct mlines *out = ARENA_NEW(a, struct mlines);
    out->words = w;
    out->n = (int)line->len;
    out->line = arena_dup(a, line->data, (size_t)line->len * sizeof *out->line);
    g_array_free(line, TRUE);
    return out;
}

const char *mline_text(const struct mline *l, struct arena *a)
{
    GString *out = g_string_new(NULL);
    for (int i = 0; i < l->ncell; i++) {
        if (!l->cell[i].fold.n)
            continue;
        g_string_append_printf(out, "%s%s", out->len ? " | " : "", l->cell[i].text);
    }
    for (char *s = out->str; *s; s++)
        if (*s == '\n')
            *s = ' ';
    const char *text = arena_strdup(a, out->str);
    g_string_free(out, TRUE);
    return text;
}
