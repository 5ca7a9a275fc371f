/* source_pdf.c - PDF files: words and drawn lines from poppler's programs, put together to tables and
 * paragraphs. */
#include "source_build.h"
#include "intl.h"
#include "pdf_table.h"
#include "source_lines.h"
#include "source_words.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

struct pdf_reading {
    GBytes *bytes;
    struct arena *a;
    struct source_builder *b;
    struct page_lines body; /* lines that are in no ruled table, of all pages */
    GArray *line;           /* struct page_line, being collected */
    GPtrArray *table;       /* struct pdf_table, of all pages */
};

/* ---- lines ---- */

struct line_word {
    const struct pdf_word *w;
    int line;
};

static int by_line(const void *a, const void *b)
{
    const struct line_word *x = a, *y = b;
    return x->line != y->line ? x->line - y->line : (x->w->x0 > y->w->x0) - (x->w->x0 < y->w->x0);
}

/* The width of an ideograph: the words tell it where they are all ideographs and full-width marks, or most of
 * some word is, with figures of half the width among them; else the height of the line is near it.  The marks
 * may have been set at half their width: `em_most` then. */
static void measure_em(const struct line_word *w, size_t n, struct page_line *l)
{
    int height = 0, widest = 0;
    bool pure = false;
    for (size_t i = 0; i < n; i++) {
        const char *text = w[i].w->text;
        int letters = (int)utf8_length(text), width = words_width(text, strlen(text)), han = 0;
        bool all = width == 2 * letters, most = 2 * width > 3 * letters;
        height = MAX(height, w[i].w->y1 - w[i].w->y0);
        if (letters == 0 || (all == pure ? !most || letters <= widest : pure))
            continue;
        for (const char *s = text; *s;)
            han += utf8_is_han(utf8_next(&s));
        int measure = w[i].w->x1 - w[i].w->x0, marks = width - letters - han;
        widest = letters;
        pure = all;
        l->em = 2 * measure / width;
        l->em_most = 2 * measure / (width - marks);
    }
    if (l->em <= height / 3 || l->em >= height * 2)
        l->em = l->em_most = MAX(height, 1);
}

/* Puts words of one line into pieces: those further apart than an ideograph and a half stand by themselves.
 */
static void add_line(struct pdf_reading *r, const struct line_word *w, size_t n, int page)
{
    struct page_line l = {.page = page, .line = w[0].line, .y0 = w[0].w->y0, .y1 = w[0].w->y1};
    measure_em(w, n, &l);
    GArray *piece = g_array_new(FALSE, FALSE, sizeof(struct line_piece));
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < n; i++) {
        const struct pdf_word *now = w[i].w;
        bool last = i + 1 == n;
        int gap = last ? G_MAXINT : w[i + 1].w->x0 - now->x1;
        if (!text->len) {
            struct line_piece p = {.x0 = now->x0, .i0 = now->x0};
            g_array_append_val(piece, p);
        }
        g_string_append(text, now->text);
        if (!last && gap <= 3 * l.em / 2) {
            if (gap >= l.em * 4 / 5 || (gap > l.em / 8 && words_are_apart(now->text, w[i + 1].w->text)))
                g_string_append_c(text, ' ');
            continue;
        }
        struct line_piece *p = &g_array_index(piece, struct line_piece, piece->len - 1);
        p->x1 = p->i1 = now->x1;
        p->text = source_clean(text->str, false, r->a);
        if (!*p->text)
            g_array_set_size(piece, piece->len - 1);
        g_string_truncate(text, 0);
    }
    l.n = piece->len;
    l.piece = arena_dup(r->a, piece->data, l.n * sizeof *l.piece);
    if (l.n)
        g_array_append_val(r->line, l);
    g_string_free(text, TRUE);
    g_array_free(piece, TRUE);
}

static void collect_lines(struct pdf_reading *r, const struct pdf_page *p, const int *line_of,
                          const bool *taken)
{
    struct line_word *w = g_new(struct line_word, p->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++)
        if (!taken[i])
            w[n++] = (struct line_word){&p->word[i], line_of[i]};
    qsort(w, n, sizeof *w, by_line);
    for (size_t i = 0, k; i < n; i = k) {
        for (k = i + 1; k < n && w[k].line == w[i].line;)
            k++;
        add_line(r, w + i, k - i, p->number);
    }
    g_free(w);
}

/* A page can hold a ruled table only where words stand apart on a line. */
static bool may_hold_table(const struct pdf_page *p, const int *line_of)
{
    size_t apart = 0;
    int *last = g_new0(int, p->n + 2);
    for (size_t i = 0; i < p->n; i++) {
        const struct pdf_word *w = &p->word[i];
        int at = last[line_of[i]];
        apart += at && (w->x0 > at || w->x1 < at) && abs(w->x0 - at) > w->y1 - w->y0;
        last[line_of[i]] = w->x1;
    }
    g_free(last);
    return apart >= 2;
}

/* What was found on a page. */
struct page_reading {
    const struct pdf_page *p;
    bool apart; /* words stand apart on its lines */
    int *line_of;
    bool *taken;
    GPtrArray *table, *scrap; /* NULL: none */
};

static void read_tables(struct pdf_reading *r, struct page_reading *at)
{
    struct pdf_rules rules = pdf_rules(r->bytes, at->p, r->a);
    at->scrap = g_ptr_array_new();
    at->table = pdf_tables(at->p, &rules, at->line_of, at->taken, at->scrap, r->a);
}

static struct pdf_table *end_of(const struct page_reading *at, bool last)
{
    guint n = at->table ? at->table->len : 0;
    return n ? g_ptr_array_index(at->table, last ? n - 1 : 0) : NULL;
}

/* Takes the scraps that go on with the last table of the page before, or that the first one of the next goes
 * on with: a row without figures, or of one cell only, that a page end parted from its table. */
static void take_scraps(const struct page_reading *before, const struct page_reading *at,
                        const struct page_reading *next)
{
    struct pdf_table *upper = before ? end_of(before, true) : NULL,
                     *lower = next ? end_of(next, false) : NULL;
    for (guint i = 0; at->scrap && i < at->scrap->len; i++) {
        struct pdf_table *t = g_ptr_array_index(at->scrap, i), *first = end_of(at, false),
                         *last = end_of(at, true);
        bool top = upper && pdf_table_is_next(upper, t) && (!first || t->y1 <= first->y0);
        if (!top && !(lower && pdf_table_is_next(t, lower) && (!last || t->y0 >= last->y1)))
            continue;
        pdf_table_take(t, at->p, at->taken);
        g_ptr_array_insert(at->table, top ? 0 : -1, t);
    }
}

/* Pages beside one that may hold a table are looked at for what a page end parted from it. */
static void read_pages(struct pdf_reading *r, const struct pdf_pages *pages)
{
    struct page_reading *page = ARENA_ARRAY(r->a, pages->n, struct page_reading);
    for (size_t i = 0; i < pages->n; i++) {
        const struct pdf_page *p = &pages->page[i];
        page[i] = (struct page_reading){
            .p = p, .line_of = ARENA_ARRAY(r->a, p->n + 1, int), .taken = ARENA_ARRAY(r->a, p->n + 1, bool)};
        pdf_lines(p, page[i].line_of);
        page[i].apart = may_hold_table(p, page[i].line_of);
    }
    for (size_t i = 0; i < pages->n; i++)
        if (page[i].apart || (i > 0 && page[i - 1].apart) || (i + 1 < pages->n && page[i + 1].apart))
            read_tables(r, &page[i]);
    for (size_t i = 0; i < pages->n; i++) {
        take_scraps(i > 0 ? &page[i - 1] : NULL, &page[i], i + 1 < pages->n ? &page[i + 1] : NULL);
        for (guint k = 0; page[i].table && k < page[i].table->len; k++)
            g_ptr_array_add(r->table, g_ptr_array_index(page[i].table, k));
        if (page[i].scrap)
            g_ptr_array_free(page[i].scrap, TRUE);
        collect_lines(r, page[i].p, page[i].line_of, page[i].taken);
    }
}

/* ---- order ---- */

static bool is_above(const struct page_line *l, int page, int y)
{
    return l->page < page || (l->page == page && l->y0 < y);
}

/* The first body line that is not above this place. */
static size_t lines_above(const struct page_lines *l, int page, int y)
{
    size_t low = 0, high = l->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (is_above(&l->line[mid], page, y))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* A scrap that does not go on with a table after all is text. */
static void add_scrap(struct pdf_reading *r, const struct pdf_table *t)
{
    for (guint i = 0; i < t->cell->len; i++) {
        const struct pdf_cell *c = &g_array_index(t->cell, struct pdf_cell, i);
        source_add_text(r->b, c->text, &(struct source_item){.line = c->line, .page = c->page});
    }
}

/* Writes body and tables in order; a table that begins a page goes on with the one that ended the page
 * before. */
static void write_all(struct pdf_reading *r)
{
    struct line_margins m = lines_margins(&r->body);
    size_t written = 0;
    for (guint i = 0, k; i < r->table->len; i = k) {
        struct pdf_table *t = g_ptr_array_index(r->table, i);
        size_t before = lines_above(&r->body, t->page, t->y0);
        for (k = i + 1; k < r->table->len; k++) {
            const struct pdf_table *next = g_ptr_array_index(r->table, k);
            bool between =
                lines_above(&r->body, t->page, t->y1) != lines_above(&r->body, next->page, next->y0);
            if (next->page == t->page || between || !pdf_table_join(t, next, r->a))
                break;
        }
        lines_add_all(&r->body, written, before, &m, r->b, r->a);
        if (t->scrap)
            add_scrap(r, t);
        else
            pdf_table_add(t, r->b);
        written = before;
    }
    lines_add_all(&r->body, written, r->body.n, &m, r->b, r->a);
}

struct source *source_pdf(const char *name, GBytes *bytes, struct arena *a, struct err *e)
{
    struct pdf_pages *pages = pdf_words(bytes, a, e);
    if (!pages)
        return NULL;
    size_t words = 0;
    for (size_t i = 0; i < pages->n; i++)
        words += pages->page[i].n;
    if (!words) {
        err_set(e, ERR_INPUT,
                _("the PDF holds no text, only pictures of pages: read the Word file or web page it was made "
                  "from"));
        return NULL;
    }
    struct pdf_reading r = {.bytes = bytes,
                            .a = a,
                            .b = source_builder_new(name, a),
                            .line = g_array_new(FALSE, FALSE, sizeof(struct page_line)),
                            .table = g_ptr_array_new()};
    read_pages(&r, pages);
    r.body = (struct page_lines){(struct page_line *)(void *)r.line->data, r.line->len, pages->page[0].width};
    lines_drop_furniture(&r.body);
    write_all(&r);
    source_builder_source(r.b)->pictures = pdf_pictures(bytes, pages, a);
    g_array_free(r.line, TRUE);
    g_ptr_array_free(r.table, TRUE);
    return source_builder_done(r.b, e);
}
