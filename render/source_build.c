/* source_build.c - how a reader puts a source together: cleaning of texts, limits, places of cells. */
#include "source_build.h"
#include "intl.h"
#include "source_words.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

struct source_builder {
    struct arena *a;
    struct source *s;
    GArray *item;            /* struct source_item */
    GArray *cell;            /* struct source_cell of the grid under way */
    int *free_row;           /* for each column of it: the first row that no cell has reached */
    struct source_item grid; /* the grid under way, as an item */
    bool in_grid;
    int boxes, shared;   /* boxes that are open; those open ever since the last item */
    size_t bytes, ncell; /* used up so far */
    const char *full;    /* which limit was met, or NULL */
};

static void free_array(void *p)
{
    g_array_free(p, TRUE);
}

struct source_builder *source_builder_new(const char *name, struct arena *a)
{
    struct source_builder *b = ARENA_NEW(a, struct source_builder);
    b->a = a;
    b->s = ARENA_NEW(a, struct source);
    b->s->name = arena_strdup(a, name);
    b->item = g_array_new(FALSE, FALSE, sizeof(struct source_item));
    b->cell = g_array_new(FALSE, FALSE, sizeof(struct source_cell));
    arena_cleanup(a, free_array, b->item);
    arena_cleanup(a, free_array, b->cell);
    b->free_row = ARENA_ARRAY(a, SOURCE_MAX_COLUMNS, int);
    return b;
}

bool source_builder_full(const struct source_builder *b)
{
    return b->full != NULL;
}

struct source *source_builder_source(struct source_builder *b)
{
    return b->s;
}

struct source *source_builder_done(struct source_builder *b, struct err *e)
{
    if (b->full) {
        err_set(e, ERR_LIMIT, "%s", _(b->full));
        return NULL;
    }
    if (!b->item->len) {
        err_set(e, ERR_INPUT, _("the file holds no text"));
        return NULL;
    }
    b->s->n = b->item->len;
    b->s->item = arena_dup(b->a, b->item->data, b->s->n * sizeof *b->s->item);
    return b->s;
}

static bool take(struct source_builder *b, size_t bytes)
{
    b->bytes += bytes;
    if (b->bytes > SOURCE_MAX_TEXT)
        b->full = N_("the file holds more text than a report can: more than 4 MiB");
    return !b->full;
}

/* Marks without width or sense in a report: soft hyphen, joiners, direction marks, byte order mark, object
 * marks. */
static bool is_dropped(uint32_t cp)
{
    return (utf8_is_control(cp) && cp != '\n') || cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF || cp == 0xFFFC ||
           (cp & 0xFFFE) == 0xFFFE;
}

static bool is_line_end(uint32_t cp)
{
    return cp == '\n' || cp == '\r' || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

static bool is_narrow_space(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\v' || cp == '\f' || cp == 0xA0 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F;
}

/* Radicals and compatibility ideographs stand for the unified ideograph where a PDF was made without care;
 * the writer of a report never means them. */
static uint32_t unified(uint32_t cp)
{
    if ((cp >= 0x2E80 && cp <= 0x2FDF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
        (cp >= 0x2F800 && cp <= 0x2FA1F)) {
        gunichar to[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
        if (g_unichar_fully_decompose(cp, TRUE, to, G_N_ELEMENTS(to)) == 1)
            return to[0];
    }
    return cp;
}

/* Takes white space off the end of what was written since `from`. */
static void trim_end(GString *out, size_t from)
{
    while (out->len > from) {
        if (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\n')
            g_string_truncate(out, out->len - 1);
        else if (out->len >= from + 3 && memcmp(out->str + out->len - 3, "\xE3\x80\x80", 3) == 0)
            g_string_truncate(out, out->len - 3);
        else
            break;
    }
}

/* Cleans n bytes of text; *mark, an offset into them, becomes the offset of the same place in what comes out.
 */
static void clean(GString *out, const char *text, size_t n, bool keep_lines, size_t *mark)
{
    const char *s = text, *end = text + n;
    size_t line = 0, marked = *mark;
    *mark = 0;
    while (s < end && *s) {
        size_t at = (size_t)(s - text);
        uint32_t cp = unified(utf8_next(&s));
        bool cr = cp == '\r' && s < end && *s == '\n';
        if (is_line_end(cp)) {
            if (!cr) {
                trim_end(out, line);
                if (keep_lines && out->len > line)
                    g_string_append_c(out, '\n');
                else if (!keep_lines && out->len)
                    g_string_append_c(out, ' ');
                line = out->len;
            }
        } else if (is_narrow_space(cp)) {
            if (out->len > line)
                g_string_append_c(out, ' ');
        } else if (cp == 0x3000) {
            if (out->len > line)
                g_string_append_unichar(out, cp);
        } else if (!is_dropped(cp)) {
            g_string_append_unichar(out, cp);
            if (at < marked)
                *mark = out->len;
        }
    }
    trim_end(out, 0);
    if (*mark > out->len)
        *mark = out->len;
}

char *source_clean(const char *text, bool keep_lines, struct arena *a)
{
    GString *out = g_string_new(NULL);
    size_t mark = 0;
    clean(out, text, strlen(text), keep_lines, &mark);
    char *cleaned = arena_strndup(a, out->str, out->len);
    g_string_free(out, TRUE);
    return cleaned;
}

static void add_item(struct source_builder *b, const struct source_item *item)
{
    struct source_item placed = *item;
    placed.around = b->shared;
    b->shared = b->boxes;
    if (b->item->len >= SOURCE_MAX_ITEMS)
        b->full = N_("the file holds more paragraphs than a report can");
    else
        g_array_append_val(b->item, placed);
}

void source_box_open(struct source_builder *b)
{
    b->boxes++;
}

void source_box_close(struct source_builder *b)
{
    b->boxes--;
    b->shared = MIN(b->shared, b->boxes);
}

/* A page number in the midst of a text that knows no pages. */
static bool is_folio(const char *text, const struct source_item *like)
{
    bool plain;
    return !like->page && !like->apart && words_folio(text, &plain) >= 0 && !plain;
}

void source_add_text(struct source_builder *b, const char *text, const struct source_item *like)
{
    GString *out = g_string_new(NULL);
    for (const char *s = text; *s && !b->full;) {
        size_t n = strcspn(s, "\n"), before = (size_t)(s - text);
        struct source_item item = *like;
        size_t mark = like->bold_bytes > before ? MIN(like->bold_bytes - before, n) : 0;
        g_string_truncate(out, 0);
        clean(out, s, n, false, &mark);
        if (out->len && !is_folio(out->str, like) && take(b, out->len)) {
            item.kind = SOURCE_TEXT;
            item.text = arena_strndup(b->a, out->str, out->len);
            item.bold_bytes = mark;
            item.bold_start = mark > 0;
            item.grid = NULL;
            add_item(b, &item);
        }
        s += n + (s[n] == '\n');
    }
    g_string_free(out, TRUE);
}

void source_grid_begin(struct source_builder *b, bool spans, const char *name, int line, int page)
{
    struct source_grid *g = ARENA_NEW(b->a, struct source_grid);
    g->spans = spans;
    g->name = arena_strdup(b->a, name);
    b->grid = (struct source_item){.kind = SOURCE_GRID, .grid = g, .line = line, .page = page};
    b->in_grid = true;
    g_array_set_size(b->cell, 0);
    memset(b->free_row, 0, SOURCE_MAX_COLUMNS * sizeof *b->free_row);
}

void source_grid_guess(struct source_builder *b)
{
    b->grid.grid->guessed = true;
}

static int first_free(const struct source_builder *b, int row, int col)
{
    while (col < SOURCE_MAX_COLUMNS && b->free_row[col] > row)
        col++;
    return col;
}

static void put(struct source_builder *b, struct source_cell c)
{
    struct source_grid *g = b->grid.grid;
    if (c.row >= SOURCE_MAX_ROWS || c.col >= SOURCE_MAX_COLUMNS || b->ncell >= SOURCE_MAX_CELLS) {
        if (!b->full)
            b->full = N_("the file holds a table larger than a report can");
        return;
    }
    c.text = source_clean(c.text, true, b->a);
    if (!take(b, strlen(c.text)))
        return;
    c.rowspan = CLAMP(c.rowspan, 1, SOURCE_MAX_ROWS - c.row);
    c.colspan = CLAMP(c.colspan, 1, SOURCE_MAX_COLUMNS - c.col);
    for (int k = 0; k < c.colspan; k++) {
        if (b->free_row[c.col + k] > c.row) {
            c.colspan = k;
            break;
        }
        b->free_row[c.col + k] = c.row + c.rowspan;
    }
    g->nrow = MAX(g->nrow, c.row + 1);
    g->ncol = MAX(g->ncol, c.col + 1);
    b->ncell++;
    g_array_append_val(b->cell, c);
}

void source_grid_cell(struct source_builder *b, const struct source_cell *c)
{
    struct source_cell here = *c;
    here.col = first_free(b, c->row, c->col);
    if (here.col == c->col || source_clean(c->text, true, b->a)[0])
        put(b, here);
}

void source_grid_next(struct source_builder *b, const struct source_cell *c)
{
    struct source_cell here = *c;
    here.col = first_free(b, c->row, c->col);
    put(b, here);
}

static int cell_order(const void *a, const void *b)
{
    const struct source_cell *x = a, *y = b;
    return x->row != y->row ? x->row - y->row : x->col - y->col;
}

/* Spans end where the last row and the last column that begins a cell end. */
static void cut_spans(struct source_grid *g, GArray *cells)
{
    for (guint i = 0; i < cells->len; i++) {
        struct source_cell *c = &g_array_index(cells, struct source_cell, i);
        c->rowspan = MIN(c->rowspan, g->nrow - c->row);
        c->colspan = MIN(c->colspan, g->ncol - c->col);
    }
}

void source_grid_end(struct source_builder *b)
{
    struct source_grid *g = b->grid.grid;
    size_t words = 0;
    b->in_grid = false;
    cut_spans(g, b->cell);
    g_array_sort(b->cell, cell_order);
    for (guint i = 0; i < b->cell->len; i++)
        words += *g_array_index(b->cell, struct source_cell, i).text != '\0';
    if (b->full || !words)
        return;
    if (b->cell->len == 1) {
        const struct source_cell *c = &g_array_index(b->cell, struct source_cell, 0);
        struct source_item like = {.line = b->grid.line, .page = b->grid.page};
        b->bytes -= strlen(c->text);
        source_add_text(b, c->text, &like);
        return;
    }
    g->ncell = b->cell->len;
    g->cell = arena_dup(b->a, b->cell->data, g->ncell * sizeof *g->cell);
    add_item(b, &b->grid);
}
