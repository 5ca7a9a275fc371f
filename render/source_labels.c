/* source_labels.c - labels of a table that is set with spaces: broken over lines, centred beside the figures
 * of their row.
 *
 * What decides where a piece belongs: a number (一、 （三） 2.) begins a label, a piece without one goes on
 * with the label above it; a label belongs to the first row of figures on its own lines, else to the next one
 * below it; letters one below the other are a label set vertically. */
#include "source_columns.h"
#include "source_words.h"
#include "utf8.h"

#include <string.h>

enum { MAX_LOOK_BACK = 300 }; /* labels above that a word may go on with, or that wait for figures */

static void free_string(void *p)
{
    g_string_free(p, TRUE);
}

static void free_ptr_array(void *p)
{
    g_ptr_array_free(p, TRUE);
}

struct table_row *table_row_new(size_t line, struct arena *a)
{
    struct table_row *r = ARENA_NEW(a, struct table_row);
    r->line = line;
    r->label = g_ptr_array_new();
    r->figure = g_ptr_array_new();
    arena_cleanup(a, free_ptr_array, r->label);
    arena_cleanup(a, free_ptr_array, r->figure);
    return r;
}

static struct label *label_new(const struct token *t, struct arena *a)
{
    struct label *l = ARENA_NEW(a, struct label);
    *l = (struct label){
        t->c0, t->c1, t->line, t->line, g_string_new(t->text), t->column, words_numbering(t->text), NULL};
    arena_cleanup(a, free_string, l->text);
    return l;
}

static void label_extend(struct label *l, const struct token *t)
{
    if (words_need_space(l->text->str, t->text))
        g_string_append_c(l->text, ' ');
    g_string_append(l->text, t->text);
    l->c0 = MIN(l->c0, t->c0);
    l->c1 = MAX(l->c1, t->c1);
    l->last = t->line;
}

static bool overlap(const struct label *l, const struct token *t)
{
    return t->c0 < l->c1 && l->c0 < t->c1;
}

static bool is_letter(const struct token *t)
{
    return utf8_length(t->text) == 1 && !t->figure;
}

/* Takes letters that stand one below the other, at least three, out of the tokens: a label set vertically. */
static void take_vertical(GArray *token, GPtrArray *label, struct arena *a)
{
    for (guint i = 0; i < token->len; i++) {
        struct token *t = &g_array_index(token, struct token, i);
        if (!t->text || !is_letter(t))
            continue;
        struct label *l = label_new(t, a);
        GArray *part = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_val(part, i);
        for (guint k = i + 1; k < token->len; k++) {
            struct token *u = &g_array_index(token, struct token, k);
            bool word = u->text && !u->figure && !is_letter(u) && u->line > l->last && overlap(l, u);
            if (u->line > l->last + 4 || word) /* the rests of labels stand between these labels */
                break;
            if (u->text && is_letter(u) && u->line > l->last && overlap(l, u)) {
                label_extend(l, u);
                g_array_append_val(part, k);
            }
        }
        if (part->len >= 3) {
            l->number = words_numbering(l->text->str);
            g_ptr_array_add(label, l);
            for (guint k = 0; k < part->len; k++)
                g_array_index(token, struct token, g_array_index(part, guint, k)).text = NULL;
        }
        g_array_free(part, TRUE);
    }
}

struct joining {
    GPtrArray *rows, *open; /* open: labels in order of appearance */
    int zone;               /* where labels end and figures begin */
    struct arena *a;
};

static void give(struct label *l, struct table_row *row)
{
    l->row = row;
    g_ptr_array_add(row->label, l);
}

/* The label above the token that it may go on with: the nearest that overlaps it. */
static struct label *label_above(struct joining *j, const struct token *t)
{
    for (guint k = j->open->len; k-- > 0 && j->open->len - k < MAX_LOOK_BACK;) {
        struct label *l = g_ptr_array_index(j->open, k);
        if (l->last < t->line && t->line - l->last <= 3 && overlap(l, t))
            return l;
    }
    return NULL;
}

/* Rows stand by line. */
static guint rows_before(const struct joining *j, size_t line)
{
    guint low = 0, high = j->rows->len;
    while (low < high) {
        guint mid = (low + high) / 2;
        if (((const struct table_row *)g_ptr_array_index(j->rows, mid))->line < line)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static struct table_row *row_at(const struct joining *j, size_t line)
{
    for (guint k = rows_before(j, line); k < j->rows->len; k++) {
        struct table_row *r = g_ptr_array_index(j->rows, k);
        if (r->line != line)
            break;
        if (r->figure->len)
            return r;
    }
    return NULL;
}

/* A label that waited in vain: a row without figures. */
static void own_row(struct joining *j, struct label *l)
{
    struct table_row *r = table_row_new(l->first, j->a);
    g_ptr_array_insert(j->rows, (gint)rows_before(j, l->first + 1), r);
    give(l, r);
}

/* Whether the next line after token i holds figures alone: what stands around them is their label, broken. */
static bool figures_follow(const GArray *token, guint i)
{
    size_t line = g_array_index(token, struct token, i).line;
    guint n = 0;
    for (guint k = i + 1; k < token->len && g_array_index(token, struct token, k).line <= line + 1; k++) {
        const struct token *t = &g_array_index(token, struct token, k);
        if (t->line == line + 1 && t->text && !t->figure)
            return false;
        n += t->line == line + 1 && t->figure;
    }
    return n > 0;
}

/* waits: the token stands before figures that have no other label. */
static void read_token(struct joining *j, const struct token *t, struct table_row *row, bool leaf, bool waits)
{
    struct label *above = label_above(j, t);
    /* On a line with figures of its own, a label next to them that follows a finished row is a new one. */
    bool finished = above && above->row && ((row && above->row != row && leaf) || waits);
    /* A short label without a number has no reason to be broken: what follows is another one, its figures
     * blank. */
    finished =
        finished || (above && above->row && !above->number && (int64_t)above->c1 * 5 < (int64_t)j->zone * 3);
    if (above && !words_numbering(t->text) && !finished) {
        label_extend(above, t);
        if (row && !above->row)
            give(above, row);
        return;
    }
    if (above && !above->row && above->number && above->number == words_numbering(t->text))
        own_row(j, above);
    struct label *l = label_new(t, j->a);
    g_ptr_array_add(j->open, l);
    if (row)
        give(l, row);
}

/* A row of figures takes the labels that wait above it, but for those whose place is taken by a label on its
 * own line. */
static void take_waiting(struct joining *j, struct table_row *row, const GArray *token, guint from)
{
    size_t line = g_array_index(token, struct token, from).line;
    for (guint k = j->open->len > MAX_LOOK_BACK ? j->open->len - MAX_LOOK_BACK : 0; k < j->open->len; k++) {
        struct label *l = g_ptr_array_index(j->open, k);
        bool taken = l->row || l->last >= line;
        for (guint i = from; !taken && i < token->len && g_array_index(token, struct token, i).line == line;
             i++) {
            const struct token *t = &g_array_index(token, struct token, i);
            taken = t->text && !t->figure && overlap(l, t);
        }
        if (!taken)
            give(l, row);
    }
}

static gint by_place(gconstpointer a, gconstpointer b)
{
    const struct label *x = *(struct label *const *)a, *y = *(struct label *const *)b;
    return x->c0 - y->c0;
}

static struct label *leaf_of(const struct table_row *r)
{
    return r->label->len ? g_ptr_array_index(r->label, r->label->len - 1) : NULL;
}

/* A label of a group is centred beside its rows: move it up to the row whose own label has the number 1. */
static void raise_groups(GPtrArray *rows)
{
    for (guint i = 1; i < rows->len; i++) {
        struct table_row *r = g_ptr_array_index(rows, i);
        guint k = i;
        while (k > 0 && r->label->len > 1) {
            struct table_row *at = g_ptr_array_index(rows, k), *up = g_ptr_array_index(rows, k - 1);
            struct label *leaf = leaf_of(at), *upper = leaf_of(up);
            if (!leaf || !upper || !leaf->number || leaf->number != upper->number ||
                words_numbering_is_first(leaf->text->str) || up->label->len > 1)
                break;
            k--;
        }
        if (k == i)
            continue;
        struct table_row *first = g_ptr_array_index(rows, k);
        while (r->label->len > 1)
            g_ptr_array_add(first->label, g_ptr_array_steal_index(r->label, 0));
        g_ptr_array_sort(first->label, by_place);
    }
}

void labels_join(const GArray *tokens, GPtrArray *rows, int zone, struct arena *a)
{
    struct joining j = {rows, g_ptr_array_new(), zone, a};
    GPtrArray *vertical = g_ptr_array_new();
    GArray *token = g_array_sized_new(FALSE, FALSE, sizeof(struct token), tokens->len);
    g_array_append_vals(token, tokens->data, tokens->len);
    take_vertical(token, vertical, a);
    for (guint i = 0; i < token->len; i++) {
        const struct token *t = &g_array_index(token, struct token, i);
        struct table_row *row = row_at(&j, t->line);
        if (row && (i == 0 || t[-1].line != t->line))
            take_waiting(&j, row, token, i);
        if (!t->text || t->figure)
            continue;
        const struct token *next = i + 1 < token->len ? t + 1 : NULL;
        read_token(&j, t, row, !next || next->line != t->line || next->figure,
                   !row && figures_follow(token, i));
    }
    for (guint k = 0; k < j.open->len; k++) {
        struct label *l = g_ptr_array_index(j.open, k);
        if (!l->row)
            own_row(&j, l);
    }
    for (guint k = 0; k < rows->len; k++)
        g_ptr_array_sort(((struct table_row *)g_ptr_array_index(rows, k))->label, by_place);
    raise_groups(rows);
    for (guint k = 0; k < vertical->len; k++) { /* to the first row beside it */
        struct label *l = g_ptr_array_index(vertical, k);
        if (rows->len) {
            struct table_row *row = g_ptr_array_index(rows, MIN(rows_before(&j, l->first), rows->len - 1));
            give(l, row);
            g_ptr_array_sort(row->label, by_place);
        }
    }
    g_array_free(token, TRUE);
    g_ptr_array_free(vertical, TRUE);
    g_ptr_array_free(j.open, TRUE);
}
