/* match_row.c - the figures of one row: which cell belongs to which column.
 *
 * Two things tell: the grid's columns, where the head showed which is which, and the order of the cells,
 * where there are as many as columns.  Each may be misled (by spans a file states wrongly, by cells that are
 * lost), so they must agree; what is left open is decided by the form's own arithmetic or not at all. */
#include "match_table.h"
#include "match_ties.h"

#include <glib.h>
#include <string.h>

struct reader {
    const struct row_place *p;
    const struct columns *columns;
    size_t n;                 /* columns */
    const struct mcell *cell; /* behind the labels */
    int ncell;
    struct arena *a;
};

/* A way to read the row. */
struct reading {
    struct value *value;
    const struct mcell **cell;
};

static struct reading reading_new(const struct reader *r)
{
    return (struct reading){ARENA_ARRAY(r->a, r->n, struct value),
                            ARENA_ARRAY(r->a, r->n, const struct mcell *)};
}

/* Several figures a blank apart. */
static bool is_run_together(const char *text)
{
    return strchr(text, ' ') && !text[strspn(text, "0123456789 ")];
}

/* Words may stand for a figure (不适用), a sentence may not; nor may anything but figures where cells are
 * known by their order only: what looks like a cell there may be a piece of a label, a remark or a unit, or
 * figures that ran together. */
static bool may_be_value(const struct reader *r, const struct mcell *c)
{
    enum { LONGEST = 40 };
    if (r->p->line->loose)
        return c->figure.kind != FIGURE_WORDS && !is_run_together(c->text);
    return c->figure.kind != FIGURE_WORDS || (c->fold.n <= LONGEST && fold_whole(c->fold));
}

static bool same_value(const struct value *x, const struct value *y)
{
    return x->state == y->state && g_strcmp0(x->text, y->text) == 0;
}

static bool same_reading(const struct reader *r, const struct reading *x, const struct reading *y)
{
    for (size_t k = 0; k < r->n; k++)
        if (!same_value(&x->value[k], &y->value[k]))
            return false;
    return true;
}

/* What a reading gives by the form's arithmetic. */
static enum ties ties(const struct reader *r, const struct value *value)
{
    return row_ties(r->p->form, r->p->band, r->p->row, value);
}

/* --- by the columns of the grid --------------------------------------------- */

/* Whether a cell, or one with words, in an earlier row reaches down over this place. */
static bool is_covered(const struct reader *r, int col, bool words)
{
    const struct source_grid *g = r->p->line->grid;
    int row = r->p->line->cell[0].row;
    for (size_t i = 0; i < g->ncell && g->cell[i].row < row; i++) {
        const struct source_cell *c = &g->cell[i];
        if (c->row + c->rowspan > row && c->col <= col && col < c->col + c->colspan && (!words || *c->text))
            return true;
    }
    return false;
}

static bool columns_apply(const struct reader *r)
{
    const struct mline *l = r->p->line, *head = r->columns->line;
    if (!r->columns->known || l->loose != head->loose)
        return false;
    if (l->loose ? l->chain != head->chain || l->ncell != head->ncell
                 : l->grid != head->grid && l->grid->ncol != head->grid->ncol)
        return false;
    for (int i = 0; i < r->p->zone; i++)
        for (size_t k = 0; k < r->n; k++)
            if (l->cell[i].fold.n && l->cell[i].col < r->columns->to[k] &&
                l->cell[i].col + l->cell[i].colspan > r->columns->from[k])
                return false;
    return true;
}

/* The one column a cell lies over, -1: none, -2: several. */
static int column_of(const struct reader *r, const struct mcell *c)
{
    int at = -1;
    for (size_t k = 0; k < r->n; k++)
        if (c->col < r->columns->to[k] && c->col + c->colspan > r->columns->from[k])
            at = at == -1 ? (int)k : -2;
    return at;
}

static bool by_columns(const struct reader *r, struct reading *out)
{
    if (!columns_apply(r))
        return false;
    *out = reading_new(r);
    for (int i = 0; i < r->ncell; i++) {
        const struct mcell *c = &r->cell[i];
        if (is_blank(c))
            continue;
        int k = column_of(r, c);
        if (k < 0 || c->rowspan > 1 || !may_be_value(r, c) ||
            (out->cell[k] && !same_value(&out->value[k], &c->figure.value)))
            return false;
        out->value[k] = c->figure.value;
        out->cell[k] = c;
    }
    for (size_t k = 0; k < r->n; k++)
        if (!out->cell[k] && is_covered(r, r->columns->from[k], true))
            return false;
    return true;
}

/* --- by order --------------------------------------------------------------- */

static bool only_blanks(const struct reader *r, int from, int to)
{
    for (int i = from; i < to; i++)
        if (!is_blank(&r->cell[i]))
            return false;
    return true;
}

/* One column: the only figure there is, or the same said again for each part of a merged cell. */
static bool only_figure(const struct reader *r, struct reading *out)
{
    if (r->n != 1)
        return false;
    *out = reading_new(r);
    for (int i = 0; i < r->ncell; i++) {
        if (is_blank(&r->cell[i]))
            continue;
        bool other = out->cell[0] && !same_value(&out->value[0], &r->cell[i].figure.value);
        if (other || !may_be_value(r, &r->cell[i]))
            return false;
        out->value[0] = r->cell[i].figure.value;
        out->cell[0] = &r->cell[i];
    }
    return r->ncell > 0;
}

/* All ways to take as many neighbouring cells as there are columns with only blanks outside; different ones
 * up to `room`. */
static int by_order(const struct reader *r, struct reading *out, int room)
{
    int n = 0, want = (int)r->n;
    if (!r->columns->in_order)
        return 0;
    if (only_figure(r, &out[0]))
        return 1;
    for (int from = 0; from + want <= r->ncell && n < room; from++) {
        if (!only_blanks(r, 0, from) || !only_blanks(r, from + want, r->ncell))
            continue;
        struct reading one = reading_new(r);
        for (int k = 0; k < want; k++) {
            one.value[k] = r->cell[from + k].figure.value;
            one.cell[k] = is_blank(&r->cell[from + k]) ? NULL : &r->cell[from + k];
        }
        bool seen = false;
        for (int k = 0; k < want; k++)
            seen = seen || !may_be_value(r, &r->cell[from + k]);
        for (int i = 0; i < n; i++)
            seen = seen || same_reading(r, &out[i], &one);
        if (!seen)
            out[n++] = one;
    }
    return n;
}

/* --- figures cut in two, or run together ------------------------------------ */

enum { MOST_TOKENS = 64, MOST_CUTS = 2 };

/* A figure, or a piece of one. */
struct token {
    const char *text;
    const struct mcell *cell;
};

static bool is_digits(const char *s)
{
    return *s && !s[strspn(s, "0123456789")];
}

static int tokens_of(const struct reader *r, const struct mcell *c, struct token *out, int n)
{
    char **word = g_strsplit_set(c->text, " \n", -1);
    for (char **w = word; *w && n < MOST_TOKENS; w++)
        if (**w)
            out[n++] = (struct token){arena_strdup(r->a, *w), c};
    g_strfreev(word);
    return n;
}

/* The words of the cells; figures behind the last label in its own cell, as `1.属于国家秘密 0`, are among
 * them. */
static int list_tokens(const struct reader *r, struct token *out)
{
    int n = 0;
    if (r->p->zone > 0) {
        n = tokens_of(r, &r->p->line->cell[r->p->zone - 1], out, n);
        int words = 0;
        for (int i = 0; i < n; i++)
            words = is_digits(out[i].text) ? words : i + 1;
        memmove(out, out + words, (size_t)(n - words) * sizeof *out);
        n -= words;
    }
    for (int i = 0; i < r->ncell; i++)
        n = tokens_of(r, &r->cell[i], out, n);
    return n;
}

static struct value value_of(const char *text)
{
    if (strlen(text) > 15)
        return (struct value){VALUE_TEXT, 0, text};
    return (struct value){VALUE_INT, g_ascii_strtoll(text, NULL, 10), text};
}

/* Takes the tokens as figures, those before each of the `ncut` places in `cut` joined to the next one. */
static bool take_tokens(const struct reader *r, const struct token *token, int n, const int *cut, int ncut,
                        struct reading *out)
{
    size_t k = 0;
    *out = reading_new(r);
    for (int i = 0; i < n; k++) {
        const char *text = token[i].text;
        out->cell[k] = token[i].cell;
        for (i++; i < n; i++) {
            bool joined = false;
            for (int c = 0; c < ncut; c++)
                joined = joined || cut[c] == i;
            if (!joined)
                break;
            text = arena_printf(r->a, "%s%s", text, token[i].text);
        }
        if (text[0] == '0' && text[1])
            return false;
        out->value[k] = value_of(text);
    }
    return true;
}

/* Reads a row whose digits are all there, but in too many or too few pieces.  One way alone must tie out. */
static bool by_cuts(const struct reader *r, struct reading *out)
{
    struct token token[MOST_TOKENS];
    int n = list_tokens(r, token), excess = n - (int)r->n, found = 0;
    if (n >= MOST_TOKENS || excess < 0 || excess > MOST_CUTS || !r->columns->in_order)
        return false;
    for (int i = 0; i < n; i++)
        if (!is_digits(token[i].text))
            return false;
    int last = excess == 0 ? 1 : n;
    for (int i = 1; i <= last && i <= n; i++)
        for (int k = excess == 2 ? i + 1 : n; k <= n; k++) {
            struct reading one;
            int cut[MOST_CUTS] = {i, k};
            if ((excess > 0 && i == n) || (excess == 2 && k == n) ||
                !take_tokens(r, token, n, cut, excess, &one) || ties(r, one.value) != TIES_OUT)
                continue;
            if (found == 0 || !same_reading(r, out, &one))
                found++;
            *out = one;
        }
    return found == 1;
}

/* --- one row ---------------------------------------------------------------- */

static struct row_reading result(enum row_state state, const struct reading *x)
{
    return (struct row_reading){.state = state, .value = x->value, .cell = x->cell};
}

/* A number on two lines of its cell was put together without asking; now the row must tie out, or the number
 * be one that only so makes sense: 1439. and 4967. */
static bool is_doubtful(const struct reader *r, const struct reading *x, bool *broken)
{
    bool sure = true;
    *broken = false;
    for (size_t k = 0; k < r->n; k++)
        if (x->cell[k] && x->cell[k]->figure.odd & FIGURE_BROKEN) {
            *broken = true;
            sure = sure && strchr(x->value[k].text, '.');
        }
    enum ties t = *broken ? ties(r, x->value) : TIES_OUT;
    return t == TIES_NOT || (t == TIES_OPEN && !sure);
}

/* Whether the last columns have no cell where a file writes the blank ones, too: one further ahead may have
 * been lost. */
static bool is_short(const struct reader *r)
{
    const struct mline *l = r->p->line;
    const struct mcell *end = &l->cell[l->ncell - 1];
    if (r->ncell >= (int)r->n || l->loose || l->grid->name || end->page || !columns_apply(r))
        return false;
    int last = 0;
    for (size_t k = 0; k < r->n; k++)
        last = MAX(last, r->columns->from[k]);
    return end->col + end->colspan <= last && !is_covered(r, last, false);
}

static struct row_reading read_row(const struct reader *r)
{
    enum { ROOM = 8 };
    struct reading way[ROOM + 1], cut, none = reading_new(r);
    struct reading columns;
    bool known = by_columns(r, &columns);
    /* order tells as much as columns only where there are as many cells as columns, no blanks of a label
     * among them */
    int n = known && r->ncell != (int)r->n ? 0 : by_order(r, way, ROOM);
    bool agree = n == 0;
    for (int i = 0; i < n && known; i++)
        agree = agree || same_reading(r, &way[i], &columns);
    if (known && agree) {
        way[0] = columns;
        n = 1;
    } else if (known) {
        way[n++] = columns;
    }
    if (n == 1) {
        bool broken;
        if (!is_doubtful(r, &way[0], &broken))
            return result(broken ? ROW_JOINED : is_short(r) ? ROW_SHORT : ROW_READ, &way[0]);
        n = 0;
    }
    int tied = -1, more = 0;
    for (int i = 0; i < n; i++)
        if (ties(r, way[i].value) == TIES_OUT) {
            tied = i;
            more++;
        }
    if (more == 1)
        return result(ROW_BY_SUM, &way[tied]);
    if (n == 0 && by_cuts(r, &cut))
        return result(ROW_JOINED, &cut);
    bool empty = n == 0 && only_blanks(r, 0, r->ncell) && r->ncell < (int)r->n;
    return result(empty ? ROW_EMPTY : ROW_UNREADABLE, &none);
}

struct row_reading row_read(const struct row_place *p, const struct columns *columns, struct arena *a)
{
    struct reader r = {.p = p,
                       .columns = columns,
                       .n = p->band->columns.nleaf,
                       .cell = p->line->cell + p->zone,
                       .ncell = p->line->ncell - p->zone,
                       .a = a};
    int all = r.ncell;
    while (columns_apply(&r) && r.ncell > 0 && r.cell[r.ncell - 1].col >= columns->beside)
        r.ncell--;
    struct row_reading out = read_row(&r);
    out.beside = r.cell + r.ncell;
    out.nbeside = all - r.ncell;
    return out;
}
