/* source_xlsx.c - workbooks: the visible worksheets as grids, with the lines of prose that stand between
 * tables as paragraphs. */
#include "source_build.h"
#include "intl.h"
#include "sheetaid.h"
#include "sheetread.h"
#include "source_number.h"
#include "source_words.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    LONG_TEXT = 60, /* letters: what stands alone in a row and is longer is prose */
    MAX_STRAY = 12, /* cells that may stand beside the tables of a sheet: remarks to whoever fills it in */
    LOOK_BACK = 50  /* rows above, whose labels a label is compared with */
};

/* A row that has something to show. */
struct sheet_row {
    int row;
    size_t from, to;     /* its cells */
    int first, last;     /* columns, merged ones included */
    bool figures, prose; /* prose: stands alone in its row, outside of tables */
};

struct sheet_reading {
    const struct sheet_data *d;
    struct arena *a;
    struct source_builder *b;
    GArray *row;  /* struct sheet_row */
    bool bounded; /* a workbook of our own: aids to check it stand outside of what is printed */
    struct sheet_merge area;
    int edge; /* the last column of the tables; what stands behind it is beside them */
};

static const struct sheet_merge *merge_at(const struct sheet_data *d, int row, int col)
{
    size_t low = 0, high = d->nmerge;
    while (low < high) {
        size_t mid = (low + high) / 2;
        const struct sheet_merge *m = &d->merge[mid];
        if (m->row < row || (m->row == row && m->col < col))
            low = mid + 1;
        else
            high = mid;
    }
    return low < d->nmerge && d->merge[low].row == row && d->merge[low].col == col ? &d->merge[low] : NULL;
}

static const char *shown(const struct sheet_reading *r, const struct sheet_cell *c)
{
    if (c->pending && !r->bounded) /* nothing to show but how it would be worked out */
        return *c->formula ? arena_printf(r->a, "=%s", c->formula) : "=…";
    return c->number ? number_of_cell(c->text, c->format, r->a) : c->text;
}

static bool is_inside(const struct sheet_merge *area, const struct sheet_cell *c)
{
    return c->row >= area->row && c->row < area->row + area->rowspan && c->col >= area->col &&
           c->col < area->col + area->colspan;
}

/* is_own - whether the program made this workbook: its property tells, or, when a program has dropped that
 * (as those do that clear a workbook's properties), the head of a check outside of what is printed.  Then
 * r->area is what is printed. */
static bool is_own(struct sheet_reading *r)
{
    if (!sheet_print_area(r->d, &r->area))
        return false;
    bool own = sheet_property(r->d, "form") != NULL;
    for (size_t i = 0; i < r->d->ncell && !own; i++) {
        const struct sheet_cell *c = &r->d->cell[i];
        own = !is_inside(&r->area, c) && !c->formula && g_str_has_suffix(c->text, sheet_difference);
    }
    return own;
}

static bool has_words(const struct sheet_reading *r, const struct sheet_cell *c)
{
    if (c->hidden || (r->bounded && !is_inside(&r->area, c)))
        return false;
    return c->col <= r->edge && *source_clean(shown(r, c), false, r->a);
}

/* Finds the column behind which only remarks stand: a few cells, far from the tables by a column that is
 * blank all the way down. */
static void find_edge(struct sheet_reading *r)
{
    guint *in = g_new0(guint, SHEET_MAX_COLUMNS + 1), all = 0, before = 0;
    bool *covered = g_new0(bool, SHEET_MAX_COLUMNS + 1);
    for (size_t i = 0; i < r->d->ncell; i++) {
        const struct sheet_cell *c = &r->d->cell[i];
        if (!has_words(r, c))
            continue;
        const struct sheet_merge *m = merge_at(r->d, c->row, c->col);
        for (int k = c->col; k < MIN(c->col + (m ? m->colspan : 1), SHEET_MAX_COLUMNS); k++)
            covered[k] = true;
        in[c->col]++;
        all++;
    }
    for (int k = 0; k < SHEET_MAX_COLUMNS && before < all; before += in[k++])
        if (!covered[k] && before && all - before <= MAX_STRAY && (all - before) * 10 <= before) {
            r->edge = k;
            break;
        }
    g_free(in);
    g_free(covered);
}

/* What stands beside the tables comes behind them. */
static void add_stray(struct sheet_reading *r)
{
    int edge = r->edge;
    r->edge = G_MAXINT;
    for (size_t i = 0; i < r->d->ncell; i++)
        if (r->d->cell[i].col > edge && has_words(r, &r->d->cell[i]))
            source_add_text(r->b, shown(r, &r->d->cell[i]),
                            &(struct source_item){.line = r->d->cell[i].row + 1});
}

/* Collects the rows: those with words, and those that a merged cell with words reaches down to. */
static void collect_rows(struct sheet_reading *r)
{
    const struct sheet_data *d = r->d;
    for (size_t i = 0, k; i < d->ncell; i = k) {
        struct sheet_row row = {.row = d->cell[i].row, .from = i, .first = G_MAXINT, .last = -1};
        for (k = i; k < d->ncell && d->cell[k].row == row.row; k++) {
            const struct sheet_cell *c = &d->cell[k];
            if (!has_words(r, c))
                continue;
            const struct sheet_merge *m = merge_at(d, c->row, c->col);
            row.first = MIN(row.first, c->col);
            row.last = MAX(row.last, c->col + (m ? m->colspan : 1) - 1);
            row.figures = row.figures || c->number || words_is_figure(c->text);
        }
        row.to = k;
        if (row.last >= 0)
            g_array_append_val(r->row, row);
    }
}

static struct sheet_row *row_of(const struct sheet_reading *r, guint i)
{
    return &g_array_index(r->row, struct sheet_row, i);
}

/* The one cell of a row that has words, or NULL. */
static const struct sheet_cell *lone_cell(const struct sheet_reading *r, const struct sheet_row *row)
{
    const struct sheet_cell *lone = NULL;
    for (size_t i = row->from; i < row->to; i++)
        if (has_words(r, &r->d->cell[i])) {
            if (lone)
                return NULL;
            lone = &r->d->cell[i];
        }
    return lone;
}

/* Whether row i or one of the next, each of one cell, names a year: the title over a table. */
static bool is_title(const struct sheet_reading *r, guint i)
{
    for (guint k = i; k < r->row->len && k < i + 5 && row_of(r, k)->row == row_of(r, i)->row + (int)(k - i);
         k++) {
        const struct sheet_cell *c = lone_cell(r, row_of(r, k));
        if (!c)
            break;
        if (strstr(c->text, "20") && strstr(c->text, "年"))
            return true;
    }
    return false;
}

/* Whether a row belongs to no table: one cell that is not merged downwards and holds a sentence, a chapter's
 * heading, or the title of the sheet.  A row of a table whose figures are all blank looks alike: its label is
 * as wide as the labels of other rows, no wider. */
static bool is_prose(const struct sheet_reading *r, guint i, int last)
{
    const struct sheet_row *row = row_of(r, i);
    const struct sheet_cell *c = lone_cell(r, row);
    const struct sheet_merge *m = c ? merge_at(r->d, c->row, c->col) : NULL;
    if (!c || (m && m->rowspan > 1) || row->figures)
        return false;
    size_t n = utf8_length(c->text);
    if (n > LONG_TEXT || (n > 12 && words_ends_sentence(c->text)))
        return true;
    int wide = m ? m->colspan : 1;
    bool above = i > 0 && row_of(r, i - 1)->row + 1 == row->row,
         below = i + 1 < r->row->len && row_of(r, i + 1)->row == row->row + 1;
    if (words_numbering(c->text) == 1) {
        if (c->col + wide > last && wide > 1)
            return true;
        for (guint k = i; k-- > 0 && i - k <= LOOK_BACK && row_of(r, k)->last > row_of(r, k)->first;) {
            const struct sheet_cell *label = &r->d->cell[row_of(r, k)->from];
            const struct sheet_merge *lm = merge_at(r->d, label->row, label->col);
            if (label->col == c->col && (lm ? lm->colspan : 1) == wide && !lone_cell(r, row_of(r, k)))
                return false; /* a label like others above it */
        }
        return true;
    }
    return (!above && !below) || ((!above || row_of(r, i - 1)->prose) && is_title(r, i));
}

static void add_prose(struct sheet_reading *r, const struct sheet_row *row)
{
    const struct sheet_cell *c = lone_cell(r, row);
    struct source_item like = {.line = row->row + 1};
    if (c)
        source_add_text(r->b, shown(r, c), &like);
}

static void add_grid(struct sheet_reading *r, guint from, guint to)
{
    int left = G_MAXINT;
    for (guint i = from; i < to; i++)
        left = MIN(left, row_of(r, i)->first);
    int top = row_of(r, from)->row, bottom = row_of(r, to - 1)->row;
    source_grid_begin(r->b, true, r->d->name, top + 1, 0);
    for (guint i = from; i < to; i++)
        for (size_t k = row_of(r, i)->from; k < row_of(r, i)->to; k++) {
            const struct sheet_cell *c = &r->d->cell[k];
            if (!has_words(r, c))
                continue;
            const struct sheet_merge *m = merge_at(r->d, c->row, c->col);
            struct source_cell cell = {.row = c->row - top,
                                       .col = c->col - left,
                                       .rowspan = m ? MIN(m->rowspan, bottom - c->row + 1) : 1,
                                       .colspan = m ? m->colspan : 1,
                                       .text = shown(r, c),
                                       .number = c->number,
                                       .places = c->number ? number_places(c->format) : 0,
                                       .line = c->row + 1,
                                       .column = c->col + 1};
            source_grid_cell(r->b, &cell);
        }
    source_grid_end(r->b);
}

/* The row behind the table that begins at row i.  Empty rows part two tables unless these are of the same
 * width: then they part the bands of one. */
static guint table_end(const struct sheet_reading *r, guint i)
{
    int first = row_of(r, i)->first, last = row_of(r, i)->last, reach = row_of(r, i)->row;
    guint end = i;
    for (guint k = i; k < r->row->len; k++) {
        const struct sheet_row *row = row_of(r, k);
        if (row->prose)
            break;
        if (k > i && row->row > reach + 1) { /* empty rows before it: how wide is what follows? */
            int f = row->first, l = row->last;
            for (guint j = k + 1;
                 j < r->row->len && !row_of(r, j)->prose && row_of(r, j)->row == row_of(r, j - 1)->row + 1;
                 j++) {
                f = MIN(f, row_of(r, j)->first);
                l = MAX(l, row_of(r, j)->last);
            }
            if (f != first || l != last)
                break;
        }
        first = MIN(first, row->first);
        last = MAX(last, row->last);
        reach = MAX(reach, row->row);
        for (size_t c = row->from; c < row->to; c++) {
            const struct sheet_merge *m = merge_at(r->d, r->d->cell[c].row, r->d->cell[c].col);
            if (m && has_words(r, &r->d->cell[c]))
                reach = MAX(reach, m->row + m->rowspan - 1);
        }
        end = k + 1;
    }
    return end;
}

static void read_sheet(struct sheet_reading *r)
{
    int last = -1;
    r->bounded = is_own(r);
    find_edge(r);
    collect_rows(r);
    for (guint i = 0; i < r->row->len; i++)
        last = MAX(last, lone_cell(r, row_of(r, i)) ? -1 : row_of(r, i)->last);
    for (guint i = 0; i < r->row->len; i++)
        row_of(r, i)->prose = is_prose(r, i, last);
    for (guint i = 0, end; i < r->row->len && !source_builder_full(r->b); i = end) {
        end = i + 1;
        if (row_of(r, i)->prose) {
            add_prose(r, row_of(r, i));
        } else {
            end = table_end(r, i);
            add_grid(r, i, end);
        }
    }
    add_stray(r);
}

/* Whether the cells show more text than a report can hold: a few long strings may stand in very many of them.
 */
static bool is_too_much(const struct sheet_book *book)
{
    size_t bytes = 0;
    for (size_t i = 0; i < book->n; i++)
        for (size_t k = 0; k < book->sheet[i]->ncell && bytes <= SOURCE_MAX_TEXT; k++)
            bytes += book->sheet[i]->cell[k].hidden ? 0 : strlen(book->sheet[i]->cell[k].text);
    return bytes > SOURCE_MAX_TEXT;
}

struct source *source_xlsx(const char *name, GBytes *bytes, struct arena *a, struct err *e)
{
    const struct sheet_book *book = sheet_read(bytes, a, e);
    if (!book)
        return NULL;
    if (is_too_much(book)) {
        err_set(e, ERR_LIMIT, _("the file holds more text than a report can: more than 4 MiB"));
        return NULL;
    }
    struct source_builder *b = source_builder_new(name, a);
    for (size_t i = 0; i < book->n; i++) {
        struct sheet_reading r = {
            book->sheet[i], a,       b, g_array_new(FALSE, FALSE, sizeof(struct sheet_row)), false,
            {0, 0, 0, 0},   G_MAXINT};
        read_sheet(&r);
        g_array_free(r.row, TRUE);
    }
    return source_builder_done(b, e);
}
