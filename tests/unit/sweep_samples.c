/* sweep_samples.c - both samples at 26, 27 and 28 cells, their words at the widths of the tables' cells and
 * at every measure from 5 to 40 em, with the real fonts.  LONG=1 takes the measures by 1/64 em instead of
 * 1/8. */
#include "sweep.h"
#include "finish.h"
#include "make_pages.h"
#include "table_set.h"

#undef PT
#define PT(x) ((double)(x) / LEN_PT)

static const char *const samples[] = {"samples/laiyuan-2024.json", "samples/yunling-2024.json"};
enum { NSAMPLE = sizeof samples / sizeof *samples };

/* ---- whole pages ---- */

static void set_cells(struct layout *l, int cells)
{
    len_t old = l->cell;
    l->cells = cells;
    l->cell = (l->type_width + cells / 2) / cells;
    for (size_t i = 0; i < l->nstyle; i++)
        if (l->style[i].cell == old) {
            l->style[i].cell = l->cell;
            l->style[i].latin_gap = l->cell / 4;
        }
}

static const char *last_char(const char *s)
{
    return g_utf8_find_prev_char(s, s + strlen(s));
}

/* What a line that ends with a and another that begins with b do wrong, told from what is printed. */
static const char *badly_parted(const char *a, const char *b)
{
    const char *end = last_char(a);
    uint32_t l = g_utf8_get_char(end), r = g_utf8_get_char(b);
    if (sweep_one_of(r, SWEEP_NEVER_FIRST))
        return "a mark starts a line";
    if (sweep_one_of(l, SWEEP_NEVER_LAST))
        return "a mark ends a line";
    if (sweep_alnum(l) && sweep_alnum(r))
        return "a word or number is cut";
    if (l == r && (l == 0x2014 || l == 0x2026))
        return "a long mark is cut";
    return NULL;
}

/* A line as printed: its runs put together. */
struct printed {
    GString *text;
    size_t page;
    len_t x0, x1, y;
    const struct mark *first;
    size_t nrun;
};

/* The lines of a block's own text (row < 0) or of one cell, in order. */
static GArray *printed_lines(const struct pages *p, int block, int row, int col)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct printed));
    for (size_t i = 0; i < p->npage; i++)
        for (size_t j = 0; j < p->page[i].nmark; j++) {
            const struct mark *m = &p->page[i].mark[j];
            if (m->kind != MARK_GLYPHS || m->item != ITEM_CONTENT || m->element.block != block ||
                m->element.row != row || m->element.col != col)
                continue;
            struct printed *last = lines->len ? &g_array_index(lines, struct printed, lines->len - 1) : NULL;
            if (last && last->page == i && last->y == m->y0) {
                g_string_append(last->text, m->text);
                last->x1 = m->x1;
                last->nrun++;
                continue;
            }
            struct printed line = {g_string_new(m->text), i, m->x0, m->x1, m->y0, m, 1};
            g_array_append_val(lines, line);
        }
    return lines;
}

static void free_lines(GArray *lines)
{
    for (guint i = 0; i < lines->len; i++)
        g_string_free(g_array_index(lines, struct printed, i).text, TRUE);
    g_array_free(lines, TRUE);
}

static void fail_line(const char *what, const struct printed *l)
{
    char said[600];
    snprintf(said, sizeof said, "%s, page %zu: %.500s", what, l->page + 1, l->text->str);
    t_fail(__FILE__, __LINE__, said);
}

static bool all_han(const char *s)
{
    while (*s)
        if (!utf8_is_han(utf8_next(&s)))
            return false;
    return true;
}

/* How many lines of each kind were seen, so that no check is empty. */
struct seen {
    int full, plain, parted, cells, loose;
};

/* Every full line begins and ends at the measure; lines of plain Han are on the grid. */
static void check_block(const struct pages *p, int block, struct seen *seen)
{
    const struct layout *l = p->doc->layout;
    GArray *lines = printed_lines(p, block, -1, -1);
    for (guint i = 0; i < lines->len; i++) {
        const struct printed *line = &g_array_index(lines, struct printed, i), *next = line + 1;
        double left = PT(layout_left(l, line->page + 1)), indent = i ? 0 : PT(l->indent * l->cell);
        if (PT(line->x0) < left + indent - 0.05 || PT(line->x0) > left + indent + 0.05)
            fail_line("a line does not begin at its edge", line);
        size_t room = (size_t)(l->cells - (i ? 0 : l->indent));
        bool natural = i + 1 == lines->len || line->first->nglyph == room;
        if (line->nrun == 1 && natural && all_han(line->text->str))
            for (size_t g = 0; g < line->first->nglyph; g++) {
                double off =
                    PT(line->first->glyph[g].x) - left - indent - (double)g * PT(l->type_width) / l->cells;
                if (off > 0.05 || off < -0.05)
                    fail_line("plain Han off the grid", line);
                seen->plain += g == 0;
            }
        if (i + 1 == lines->len)
            continue;
        seen->full++;
        if (PT(line->x1) < left + PT(l->type_width) - 0.05 || PT(line->x1) > left + PT(l->type_width) + 0.05)
            fail_line("a right edge is out", line);
        if (badly_parted(line->text->str, next->text->str))
            fail_line(badly_parted(line->text->str, next->text->str), line);
    }
    free_lines(lines);
}

/* Text from top to bottom has one character on each baseline (B7: never through wrapping). */
static bool is_column(const GArray *lines)
{
    for (guint i = 0; i < lines->len; i++)
        if (utf8_length(g_array_index(lines, struct printed, i).text->str) > 1)
            return false;
    return lines->len > 3;
}

static void check_cells(const struct pages *p, int block, struct seen *seen)
{
    const struct grid *g = p->doc->block[block].grid;
    for (size_t k = 0; k < g->ncell; k++) {
        GArray *lines = printed_lines(p, block, g->cell[k].row, g->cell[k].col);
        bool own = strchr(g->cell[k].text, '\n') != NULL; /* ends lines itself */
        for (guint i = 0; i + 1 < lines->len && !own && !is_column(lines); i++) {
            const struct printed *line = &g_array_index(lines, struct printed, i), *next = line + 1;
            seen->parted++;
            if (badly_parted(line->text->str, next->text->str))
                fail_line(badly_parted(line->text->str, next->text->str), line);
        }
        seen->cells += lines->len > 0;
        free_lines(lines);
    }
}

static bool is_text(enum doc_kind kind)
{
    return kind == DOC_PARAGRAPH || kind == DOC_HEADING;
}

/* The words of the document, as they were put in. */
static char *words_of(const struct doc *doc)
{
    GString *s = g_string_new(NULL);
    for (size_t i = 0; i < doc->nblock; i++) {
        const struct doc_block *b = &doc->block[i];
        for (size_t k = 0; k < b->nspan; k++) {
            if (b->kind == DOC_ANNEXES)
                g_string_append_printf(s, b->nspan > 1 ? "%s%zu." : "%s", k ? "" : doc->layout->annex, k + 1);
            g_string_append_printf(s, b->kind == DOC_REMARKS ? "（%s）" : "%s", b->span[k].text);
        }
        for (size_t k = 0; b->grid && k < b->grid->ncell; k++)
            g_string_append(s, b->grid->cell[k].text);
    }
    char *words = made_squeeze(s->str);
    g_string_free(s, TRUE);
    return words;
}

/* Design: text out of the PDF, in content order, is the input apart from white space and what is printed
 * again. */
static void check_text(struct typeset *t, const struct pages *p)
{
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < p->npage; i++)
        for (size_t j = 0; j < p->page[i].nmark; j++)
            if (p->page[i].mark[j].kind == MARK_GLYPHS)
                g_string_append(all, p->page[i].mark[j].text);
    char *printed = made_squeeze(all->str), *content = made_squeeze(pages_text(p, t->a)),
         *words = words_of(p->doc);
    T_STR(content, words);
    struct painter *painter = painter_new(t->fonts, t->a);
    GBytes *painted = paint_pdf(painter, p, &t->e),
           *pdf = painted ? finish_pdf(painted, p, NULL, &t->e) : NULL;
    if (T_TRUE(pdf != NULL)) {
        char *file = made_save("a.pdf", pdf), *raw = made_shell("pdftotext -raw %s -", file),
             *got = made_squeeze(raw);
        T_STR(got, printed);
        made_remove(file);
        g_free(raw);
        g_free(got);
        g_bytes_unref(pdf);
    }
    if (painted)
        g_bytes_unref(painted);
    g_free(printed);
    g_free(content);
    g_free(words);
    g_string_free(all, TRUE);
}

static struct seen check_pages(const char *file, int cells)
{
    struct seen seen = {0};
    struct typeset t = typeset_open(NULL);
    set_cells(t.layout, cells);
    struct pages *p = typeset_file(&t, file);
    for (size_t i = 0; i < p->doc->nblock; i++) {
        if (is_text(p->doc->block[i].kind))
            check_block(p, (int)i, &seen);
        else if (p->doc->block[i].kind == DOC_TABLE)
            check_cells(p, (int)i, &seen);
    }
    check_text(&t, p);
    for (size_t i = 0; i < diag_size(t.d); i++)
        seen.loose += g_str_has_prefix(diag_get(t.d, i)->id, "TYPE-");
    typeset_close(&t);
    return seen;
}

static void check_measures(void)
{
    int plain = 0;
    for (int cells = 26; cells <= 28; cells++)
        for (size_t i = 0; i < NSAMPLE; i++) {
            char name[120];
            snprintf(name, sizeof name, "C-14 T-A2 B1 %.*s at %d cells: edges, line ends, grid, text back",
                     12, samples[i] + 8, cells);
            T_CASE(name);
            struct seen seen = check_pages(samples[i], cells);
            T_TRUE(seen.full > 40);
            T_TRUE(seen.parted > 20);
            T_TRUE(seen.cells > 150);
            plain += seen.plain;
            T_INT(seen.loose, 0);
            printf("    %d full lines, %d of plain Han, %d lines in cells that go on\n", seen.full,
                   seen.plain, seen.parted);
        }
    T_TRUE(plain > 0);
}

/* ---- the same words at other measures ---- */

struct text {
    struct typeset t;
    struct pages *p;
};

static struct text open_text(const char *file)
{
    struct text x = {.t = typeset_open(NULL)};
    x.p = typeset_file(&x.t, file);
    return x;
}

/* The block's spans in another style, NULL: their own. */
static const struct span *restyled(struct typeset *t, const struct doc_block *b,
                                   const struct text_style *style)
{
    struct span *span = ARENA_ARRAY(t->a, b->nspan, struct span);
    for (size_t i = 0; i < b->nspan; i++)
        span[i] = (struct span){b->span[i].text, style ? style : b->span[i].style};
    return span;
}

/* All text blocks at one width; false when something is wrong. */
static bool sweep_width(struct text *x, const struct text_style *style, len_t width, len_t indent,
                        bool justify, int *plain)
{
    bool good = true;
    for (size_t i = 0; good && i < x->p->doc->nblock; i++) {
        const struct doc_block *b = &x->p->doc->block[i];
        if (is_text(b->kind) && b->nspan)
            good = sweep_set(&x->t, restyled(&x->t, b, style), b->nspan, width, indent, justify, plain, NULL);
    }
    return good;
}

static void check_cell_widths(void)
{
    T_CASE("B7 B1 B2 C-14 the samples' words at the widths of the tables' cells");
    int widths = 0, plain = 0;
    for (size_t i = 0; i < NSAMPLE; i++) {
        struct text x = open_text(samples[i]);
        struct typesetter set = {x.t.layout, x.t.fonts, x.t.shaper, x.t.words, x.t.a, x.t.d};
        for (size_t k = 0; k < x.p->doc->nblock; k++) {
            if (x.p->doc->block[k].kind != DOC_TABLE)
                continue;
            const struct table_set *table = table_typeset(&set, &x.p->doc->block[k]);
            for (int c = 0; c < table->grid->ncol; c++) {
                len_t width = table->fit->x[c + 1] - table->fit->x[c] - 2 * table->fit->pad_x;
                bool known = false;
                for (int b = 0; b < c; b++)
                    known |=
                        table->fit->x[b + 1] - table->fit->x[b] == table->fit->x[c + 1] - table->fit->x[c];
                if (known || width < table->style->size)
                    continue;
                widths++;
                sweep_width(&x, table->style, width, 0, false, &plain);
                sweep_width(&x, table->style, width, 0, true, &plain);
            }
        }
        typeset_close(&x.t);
    }
    T_TRUE(widths > 10);
    T_TRUE(plain > 100);
}

static void check_all_widths(void)
{
    int steps = getenv("LONG") && *getenv("LONG") == '1' ? 64 : 8;
    T_CASE("B1 B2 B4 C-14 the samples' words at every measure from 5 to 40 em");
    int plain = 0;
    for (size_t i = 0; i < NSAMPLE; i++) {
        struct text x = open_text(samples[i]);
        len_t cell = x.t.layout->cell;
        for (int k = 5 * steps; k <= 40 * steps; k++)
            if (!sweep_width(&x, NULL, cell * k / steps, k >= 10 * steps ? 2 * cell : 0, true, &plain))
                break;
        typeset_close(&x.t);
    }
    T_TRUE(plain > 100);
}

int main(void)
{
    check_measures();
    check_cell_widths();
    check_all_widths();
    return t_done();
}
