/* match_list.c - rows of label, unit and value: the statistics of reports before 2019, whose forms differ
 * from place to place. */
#include "match_prose.h"

#include <glib.h>
#include <string.h>

enum { LONGEST_UNIT = 4, FEWEST_ROWS = 3 };

/* A row's cells with something in them. */
struct filled {
    const struct mcell *cell[3 + 8];
    int n;
};

static struct filled filled_cells(const struct mline *l)
{
    struct filled f = {.n = 0};
    for (int i = 0; i < l->ncell && f.n < (int)G_N_ELEMENTS(f.cell); i++)
        if (l->cell[i].fold.n)
            f.cell[f.n++] = &l->cell[i];
    return f;
}

static bool is_figure(const struct mcell *c)
{
    return c->figure.kind == FIGURE_NUMBER || c->figure.kind == FIGURE_NOTHING;
}

/* One figure, at the end, and words before it. */
static bool is_item(const struct filled *f)
{
    int figures = 0;
    for (int i = 1; i < f->n; i++)
        figures += is_figure(f->cell[i]);
    return f->n >= 2 && figures == 1 && is_figure(f->cell[f->n - 1]);
}

static const char *words_of(const struct filled *f, int n, struct arena *a)
{
    GString *out = g_string_new(NULL);
    for (int i = 0; i < n; i++)
        g_string_append_printf(out, "%s%s", i ? " " : "", f->cell[i]->text);
    for (char *s = out->str; *s; s++)
        if (*s == '\n')
            *s = ' ';
    const char *text = arena_strdup(a, out->str);
    g_string_free(out, TRUE);
    return text;
}

static struct list_item item_of(const struct filled *f, struct arena *a)
{
    struct list_item it = {0};
    int n = f->n;
    if (n >= 2)
        it.value = f->cell[--n]->figure.value;
    if (n >= 2 && !is_figure(f->cell[n - 1]) && f->cell[n - 1]->fold.n <= LONGEST_UNIT)
        it.unit = words_of(&(struct filled){.cell = {f->cell[--n]}, .n = 1}, 1, a);
    it.label = words_of(f, n, a);
    return it;
}

bool list_of(const struct entry *e, size_t from, size_t to, struct block *out, struct arena *a)
{
    size_t items = 0;
    for (size_t i = from; i < to; i++) {
        struct filled f = filled_cells(e[i].line);
        int figures = 0;
        for (int k = 1; k < f.n; k++)
            figures += is_figure(f.cell[k]);
        if (figures > 1 || f.n == (int)G_N_ELEMENTS(f.cell))
            return false;
        items += is_item(&f);
    }
    if (items < FEWEST_ROWS || items * 3 < (to - from) * 2)
        return false;
    *out = (struct block){.kind = BLOCK_LIST, .nitem = to - from};
    out->item = ARENA_ARRAY(a, to - from, struct list_item);
    for (size_t i = from; i < to; i++) {
        struct filled f = filled_cells(e[i].line);
        out->item[i - from] = item_of(&f, a);
    }
    return true;
}
