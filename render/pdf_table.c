/* pdf_table.c - tables of a PDF: cells between the lines drawn on a page.
 *
 * Lines that touch make one table; their coordinates are its rows and columns, and where no line parts two of
 * the small cells between, these are merged.  Sides may be open: the ends of the lines across are edges too.
 */
#include "pdf_table.h"
#include "pdf_edges.h"
#include "source_words.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_CELLS = 20000 }; /* small cells of one table: no page has room for more */

static void free_array(void *p)
{
    g_array_free(p, TRUE);
}

static void free_ptr_array(void *p)
{
    g_ptr_array_free(p, TRUE);
}

/* ---- lines of words ---- */

struct placed {
    int middle;
    size_t index;
};

static int by_middle(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    return x->middle != y->middle ? (x->middle > y->middle) - (x->middle < y->middle)
                                  : (x->index > y->index) - (x->index < y->index);
}

void pdf_lines(const struct pdf_page *p, int *line_of)
{
    struct placed *w = g_new(struct placed, p->n + 1);
    for (size_t i = 0; i < p->n; i++)
        w[i] = (struct placed){(p->word[i].y0 + p->word[i].y1) / 2, i};
    qsort(w, p->n, sizeof *w, by_middle);
    int line = 0, last = 0;
    for (size_t i = 0; i < p->n; i++) {
        const struct pdf_word *at = &p->word[w[i].index];
        if (!line || w[i].middle - last > (at->y1 - at->y0) * 2 / 5) {
            line++;
            last = w[i].middle;
        }
        line_of[w[i].index] = line;
    }
    g_free(w);
}

/* ---- cells ---- */

struct lattice {
    const struct pdf_page *page;
    GArray *x, *y;  /* edges of columns and rows */
    int nx, ny;     /* columns, rows */
    int *root;      /* for each small cell, the first of those it is merged with */
    GArray **words; /* for each root: struct pdf_word and its line, see below */
};

struct cell_word {
    struct pdf_word w;
    int line;
};

static int root_of(struct lattice *l, int i)
{
    while (l->root[i] != i)
        i = l->root[i] = l->root[l->root[i]];
    return i;
}

static void merge(struct lattice *l, int i, int k)
{
    int a = root_of(l, i), b = root_of(l, k);
    l->root[MAX(a, b)] = MIN(a, b);
}

static int x_at(const struct lattice *l, int i)
{
    return g_array_index(l->x, int, i);
}

static int y_at(const struct lattice *l, int i)
{
    return g_array_index(l->y, int, i);
}

static void merge_cells(struct lattice *l, const struct edges *e, int group)
{
    for (int i = 0; i < l->nx * l->ny; i++)
        l->root[i] = i;
    for (int r = 0; r < l->ny; r++)
        for (int c = 0; c < l->nx; c++) {
            int at = r * l->nx + c;
            if (c + 1 < l->nx &&
                !edges_cover(e, group, true, x_at(l, c + 1), (y_at(l, r) + y_at(l, r + 1)) / 2))
                merge(l, at, at + 1);
            if (r + 1 < l->ny &&
                !edges_cover(e, group, false, y_at(l, r + 1), (x_at(l, c) + x_at(l, c + 1)) / 2))
                merge(l, at, at + l->nx);
        }
}

static int index_in(const GArray *edges, int v)
{
    for (guint i = 0; i + 1 < edges->len; i++)
        if (v >= g_array_index(edges, int, i) && v < g_array_index(edges, int, i + 1))
            return (int)i;
    return -1;
}

static void put_word(struct lattice *l, int root, const struct pdf_word *w, int line)
{
    struct cell_word cw = {*w, line};
    if (!l->words[root])
        l->words[root] = g_array_new(FALSE, FALSE, sizeof cw);
    g_array_append_val(l->words[root], cw);
}

/* A word that runs over a line between two cells is two words that stand close. */
static void place_word(struct lattice *l, const struct pdf_word *w, int line, struct arena *a)
{
    int row = index_in(l->y, (w->y0 + w->y1) / 2), total = words_width(w->text, strlen(w->text));
    struct pdf_word part = *w;
    const char *from = w->text;
    int root = -1;
    for (const char *s = w->text; *s; s = g_utf8_next_char(s)) {
        int before = words_width(w->text, (size_t)(s - w->text)),
            wide = words_width(s, (size_t)(g_utf8_next_char(s) - s));
        int middle = w->x0 + (int)((int64_t)(w->x1 - w->x0) * (2 * before + wide) / MAX(2 * total, 1));
        int col = index_in(l->x, CLAMP(middle, x_at(l, 0), x_at(l, l->nx) - 1));
        int here = root_of(l, row * l->nx + col);
        if (root >= 0 && here != root) {
            part.text = arena_strndup(a, from, (size_t)(s - from));
            part.x1 = w->x0 + (int)((int64_t)(w->x1 - w->x0) * before / MAX(total, 1));
            put_word(l, root, &part, line);
            part.x0 = part.x1;
            part.x1 = w->x1;
            from = s;
        }
        root = here;
    }
    part.text = from;
    if (root >= 0)
        put_word(l, root, &part, line);
}

static int by_reading(const void *a, const void *b)
{
    const struct cell_word *x = a, *y = b;
    return x->line != y->line ? x->line - y->line : (x->w.x0 > y->w.x0) - (x->w.x0 < y->w.x0);
}

/* The words of a cell: lines parted, words of a line joined, with a space where they stand apart. */
static const char *cell_text(GArray *words, struct arena *a)
{
    g_array_sort(words, by_reading);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++) {
        const struct cell_word *now = &g_array_index(words, struct cell_word, i), *last = now - 1;
        if (i && now->line != last->line)
            g_string_append_c(out, '\n');
        else if (i && now->w.x0 - last->w.x1 > (now->w.y1 - now->w.y0) / 5 &&
                 (words_are_apart(last->w.text, now->w.text) ||
                  now->w.x0 - last->w.x1 > now->w.y1 - now->w.y0))
            g_string_append_c(out, ' ');
        g_string_append(out, now->w.text);
    }
    const char *text = arena_strndup(a, out->str, out->len);
    g_string_free(out, TRUE);
    return text;
}

/* Whether the last line of a cell, `wide` from side to side, has no room for another ideograph: what is left
 * is the space that tables keep to their lines. */
static bool is_full(const GArray *words, int wide)
{
    int line = g_array_index(words, struct cell_word, words->len - 1).line, x0 = G_MAXINT, x1 = 0, high = 0;
    for (guint i = 0; i < words->len; i++) {
        const struct cell_word *c = &g_array_index(words, struct cell_word, i);
        if (c->line == line) {
            x0 = MIN(x0, c->w.x0);
            x1 = MAX(x1, c->w.x1);
            high = MAX(high, c->w.y1 - c->w.y0);
        }
    }
    return wide - (x1 - x0) < 2 * high;
}

static int middle_of(const struct cell_word *c)
{
    return (c->w.y0 + c->w.y1) / 2;
}

/* Whether two words stand over each other; bold letters that are drawn twice do not. */
static bool are_over(const struct cell_word *a, const struct cell_word *b)
{
    int high = MIN(a->w.y1 - a->w.y0, b->w.y1 - b->w.y0), apart = abs(middle_of(a) - middle_of(b));
    int wide = MIN(a->w.x1 - a->w.x0, b->w.x1 - b->w.x0),
        both = MIN(a->w.x1, b->w.x1) - MAX(a->w.x0, b->w.x0);
    return apart < high / 2 && both > wide / 4 &&
           (apart > high / 10 || abs(a->w.x0 - b->w.x0) > high / 5 || strcmp(a->w.text, b->w.text) != 0);
}

/* Whether words of a cell between y0 and y1 run over its edges, or those of another cell into it: where rows
 * have a height of their own, what is too much for them goes on below. */
static bool is_overrun(const GArray *words, int y0, int y1)
{
    for (guint i = 0; i < words->len; i++) {
        const struct cell_word *c = &g_array_index(words, struct cell_word, i);
        int quarter = (c->w.y1 - c->w.y0) / 4;
        if (middle_of(c) - quarter < y0 || middle_of(c) + quarter > y1)
            return true;
        for (guint k = i; k-- > 0 && c->line - g_array_index(words, struct cell_word, k).line <= 1;)
            if (are_over(c, &g_array_index(words, struct cell_word, k)))
                return true;
    }
    return false;
}

/* The merged cells as rectangles, by row, then column. */
static void write_cells(struct lattice *l, struct pdf_table *t, struct arena *a)
{
    int n = l->nx * l->ny;
    int *left = g_new(int, n), *right = g_new(int, n), *bottom = g_new(int, n);
    for (int at = 0; at < n; at++) {
        int root = root_of(l, at), col = at % l->nx; /* the root comes first */
        left[root] = root == at ? col : MIN(left[root], col);
        right[root] = root == at ? col : MAX(right[root], col);
        bottom[root] = at / l->nx;
    }
    for (int at = 0; at < n; at++) {
        int row = at / l->nx;
        if (root_of(l, at) != at)
            continue;
        struct pdf_cell c = {x_at(l, left[at]),
                             x_at(l, right[at] + 1),
                             row,
                             bottom[at] - row + 1,
                             "",
                             0,
                             l->page->number,
                             false,
                             false};
        if (l->words[at]) {
            c.text = cell_text(l->words[at], a);
            c.overrun = is_overrun(l->words[at], y_at(l, row), y_at(l, bottom[at] + 1));
            c.full = is_full(l->words[at], c.x1 - c.x0);
            c.line = g_array_index(l->words[at], struct cell_word, 0).line;
        }
        g_array_append_val(t->cell, c);
    }
    g_free(left);
    g_free(right);
    g_free(bottom);
}

static bool is_within(const struct pdf_table *t, const struct pdf_word *w)
{
    int x = (w->x0 + w->x1) / 2, y = (w->y0 + w->y1) / 2;
    return x >= t->x0 && x < t->x1 && y >= t->y0 && y < t->y1;
}

void pdf_table_take(const struct pdf_table *t, const struct pdf_page *p, bool *taken)
{
    for (size_t i = 0; i < p->n; i++)
        taken[i] = taken[i] || is_within(t, &p->word[i]);
}

/* Reads the words into the cells; NULL when there are none.  A frame around lines of text is no scrap. */
static struct pdf_table *fill(struct lattice *l, const int *line_of, const bool *taken, struct arena *a)
{
    const struct pdf_page *p = l->page;
    struct pdf_table *t = ARENA_NEW(a, struct pdf_table);
    *t = (struct pdf_table){p->number,
                            x_at(l, 0),
                            y_at(l, 0),
                            x_at(l, l->nx),
                            y_at(l, l->ny),
                            l->ny,
                            g_array_new(FALSE, FALSE, sizeof(struct pdf_cell)),
                            false};
    arena_cleanup(a, free_array, t->cell);
    l->words = g_new0(GArray *, (gsize)(l->nx * l->ny));
    int first = 0, last = 0;
    for (size_t i = 0; i < p->n; i++)
        if (!taken[i] && is_within(t, &p->word[i])) {
            place_word(l, &p->word[i], line_of[i], a);
            last = line_of[i];
            first = first ? first : last;
        }
    int filled = 0;
    for (int i = 0; i < l->nx * l->ny; i++)
        filled += l->words[i] != NULL;
    t->scrap = filled == 1;
    if (filled)
        write_cells(l, t, a);
    for (int i = 0; i < l->nx * l->ny; i++)
        if (l->words[i])
            g_array_free(l->words[i], TRUE);
    g_free(l->words);
    return filled > 1 || (filled && (l->nx * l->ny > 1 || first == last)) ? t : NULL;
}

static gint by_top(gconstpointer a, gconstpointer b)
{
    const struct pdf_table *x = *(struct pdf_table *const *)a, *y = *(struct pdf_table *const *)b;
    return x->y0 != y->y0 ? (x->y0 > y->y0) - (x->y0 < y->y0) : (x->x0 > y->x0) - (x->x0 < y->x0);
}

GPtrArray *pdf_tables(const struct pdf_page *p, const struct pdf_rules *rules, const int *line_of,
                      bool *taken, GPtrArray *scrap, struct arena *a)
{
    GPtrArray *out = g_ptr_array_new();
    arena_cleanup(a, free_ptr_array, out);
    struct edges e = edges_of(rules);
    for (int g = 0; g < e.groups; g++) {
        struct lattice l = {.page = p, .x = edges_places(&e, g, true), .y = edges_places(&e, g, false)};
        l.nx = (int)l.x->len - 1;
        l.ny = (int)l.y->len - 1;
        if (l.nx >= 1 && l.ny >= 1 && l.nx <= MAX_CELLS / l.ny) {
            l.root = g_new0(int, l.nx *l.ny);
            merge_cells(&l, &e, g);
            struct pdf_table *t = fill(&l, line_of, taken, a);
            if (t && !t->scrap) {
                pdf_table_take(t, p, taken);
                g_ptr_array_add(out, t);
            } else if (t && scrap) {
                g_ptr_array_add(scrap, t);
            }
            g_free(l.root);
        }
        g_array_free(l.x, TRUE);
        g_array_free(l.y, TRUE);
    }
    edges_free(&e);
    g_ptr_array_sort(out, by_top);
    return out;
}
