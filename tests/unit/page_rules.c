/* page_rules.c - what no page may show, wherever the page breaks fall: B6, A3 and A7 of the typesetting rules
 * and row 18 of its table C.  Both samples are set again and again behind a first paragraph of 1 to 44 lines,
 * so that every heading, table, note and the signature comes to stand on every line of a page. */
#include "typeset.h"
#include "t.h"

#include <glib.h>

enum { LINES = 44, SAMPLES = 2 };

static struct typeset t;

/* A sample set behind `lines` lines. */
struct setting {
    const char *sample;
    size_t lines;
    struct pages *pages;
};

/* The sample with a preamble of one paragraph of `lines` full lines. */
static struct pages *behind(const char *sample, size_t lines)
{
    gchar *json = NULL;
    if (!g_file_get_contents(sample, &json, NULL, NULL))
        exit(2);
    char *from = strstr(json, "\"preamble\": ["), *to = from ? strstr(from, "\n  ],") : NULL;
    if (!to)
        exit(2);
    const char *text = repeat(&t, "国", 26 + 28 * (lines - 1));
    char *changed = arena_printf(t.a, "%.*s\"preamble\": [\"%s\"%s", (int)(from - json), json, text, to);
    g_free(json);
    return typeset_json(&t, changed);
}

/* ---- what stands on a page ---- */

static bool is_text(const struct mark *m)
{
    return m->kind == MARK_GLYPHS && m->item == ITEM_CONTENT && m->element.row < 0;
}

static const struct doc_block *block_of(const struct pages *p, const struct mark *m)
{
    return &p->doc->block[m->element.block];
}

/* The first mark of the k-th line of text (0-based) on a page, NULL when there are fewer; tables count as
 * one. */
static const struct mark *line_on(const struct page *page, size_t k)
{
    const struct mark *last = NULL;
    for (size_t j = 0; j < page->nmark; j++) {
        const struct mark *m = &page->mark[j];
        if (m->kind != MARK_GLYPHS || m->item != ITEM_CONTENT || m->element.block < 0)
            continue;
        bool same =
            last && last->element.block == m->element.block && (m->element.row >= 0 || m->y0 == last->y0);
        last = m;
        if (!same && k-- == 0)
            return m;
    }
    return NULL;
}

static size_t lines_on(const struct page *page)
{
    size_t n = 0;
    while (line_on(page, n))
        n++;
    return n;
}

/* Page of the first (or last) mark of a block, npage if it has none. */
static size_t page_of(const struct pages *p, int block, bool last)
{
    size_t found = p->npage;
    for (size_t i = 0; i < p->npage; i++)
        for (size_t j = 0; j < p->page[i].nmark; j++) {
            const struct mark *m = &p->page[i].mark[j];
            if (m->kind == MARK_GLYPHS && m->item == ITEM_CONTENT && m->element.block == block &&
                (last || found == p->npage))
                found = i;
        }
    return found;
}

/* Lines of a text block on a page; of a table, rows that are no head. */
static int count_on(const struct pages *p, int block, size_t page)
{
    int n = 0;
    len_t last = -1;
    const struct grid *g = p->doc->block[block].grid;
    for (size_t j = 0; j < p->page[page].nmark; j++) {
        const struct mark *m = &p->page[page].mark[j];
        if (m->kind != MARK_GLYPHS || m->item != ITEM_CONTENT || m->element.block != block)
            continue;
        len_t at = g ? m->element.row : m->y0;
        if (g && (m->element.row < g->nhead || m->element.rowspan > 1))
            continue;
        n += at > last;
        last = at > last ? at : last;
    }
    return n;
}

/* Names the case that fails. */
static bool holds(bool ok, const struct setting *k, size_t page, const char *what)
{
    char where[160];
    if (ok)
        return true;
    snprintf(where, sizeof where, "%s behind %zu lines, page %zu: %s", k->sample, k->lines, page + 1, what);
    return t_fail(__FILE__, __LINE__, where);
}

/* ---- the rules ---- */

static void widows(const struct setting *k)
{
    const struct pages *p = k->pages;
    for (size_t i = 1; i < p->npage; i++) {
        const struct mark *first = line_on(&p->page[i], 0);
        bool paragraph = is_text(first) && block_of(p, first)->kind != DOC_SIGNATURE;
        holds(!paragraph || first->element.parts == 1 || first->element.part < first->element.parts, k, i,
              "begins with the last line of a paragraph");
    }
}

static void headings(const struct setting *k)
{
    const struct pages *p = k->pages;
    for (int b = 0; b + 1 < (int)p->doc->nblock; b++) {
        const struct doc_block *block = &p->doc->block[b];
        if (block->kind != DOC_HEADING)
            continue;
        size_t page = page_of(p, b, true);
        int below = 0, next = b + 1;
        while (next < (int)p->doc->nblock && p->doc->block[next].kind == DOC_HEADING)
            next++;
        holds(page_of(p, next, false) == page, k, page, "a heading and what follows it stand on two pages");
        for (; next < (int)p->doc->nblock && below < 2; next++)
            below += count_on(p, next, page);
        holds(below >= 2, k, page, "a heading has not two lines or rows below it");
    }
}

/* How much of the line of a mark is text of the block's second span, behind its heading. */
static len_t text_beside(const struct page *page, const struct mark *heading)
{
    len_t width = 0;
    for (size_t j = 0; j < page->nmark; j++) {
        const struct mark *m = &page->mark[j];
        if (is_text(m) && m->element.block == heading->element.block && m->y0 == heading->y0 &&
            m->style != heading->style)
            width += m->x1 - m->x0;
    }
    return width;
}

static void run_in_headings(const struct setting *k)
{
    const struct pages *p = k->pages;
    len_t enough = t.layout->type_width / 4 - t.layout->cell; /* the gaps between marks are no text */
    for (int b = 0; b < (int)p->doc->nblock; b++) {
        const struct doc_block *block = &p->doc->block[b];
        size_t page = page_of(p, b, false);
        if (block->kind == DOC_PARAGRAPH && block->level > 0 && page != page_of(p, b, true))
            holds(count_on(p, b, page) >= 2 || text_beside(&p->page[page], run_of(p, b, 0, NULL)) >= enough,
                  k, page, "a run-in heading is the last line");
    }
}

static void notes(const struct setting *k)
{
    const struct pages *p = k->pages;
    for (int b = 1; b < (int)p->doc->nblock; b++)
        if (p->doc->block[b].kind == DOC_NOTE) {
            size_t page = page_of(p, b, false);
            holds(page_of(p, b - 1, true) == page && page_of(p, b, true) == page, k, page,
                  "a note is parted from its table");
            int rows = p->doc->block[b - 1].grid->nrow - p->doc->block[b - 1].grid->nhead;
            holds(count_on(p, b - 1, page) >= MIN(rows, 2), k, page,
                  "a note has not two rows of its table above it");
        }
}

static void signatures(const struct setting *k)
{
    const struct pages *p = k->pages;
    for (int b = 0; b < (int)p->doc->nblock; b++) {
        if (p->doc->block[b].kind != DOC_SIGNATURE)
            continue;
        size_t page = page_of(p, b, false);
        int text = 0;
        for (int above = b - 1; above >= 0; above--)
            if (p->doc->block[above].kind == DOC_PARAGRAPH)
                text += count_on(p, above, page);
        holds(text >= 2, k, page, "the signature has not two lines of text with it");
        holds(page_of(p, b, true) == page, k, page, "organ and date stand on two pages");
        if (b + 1 < (int)p->doc->nblock)
            holds(page_of(p, b + 1, false) == page, k, page, "附注 is parted from the date");
    }
}

static void on_grid(const struct setting *k)
{
    const struct pages *p = k->pages;
    const struct layout *l = t.layout;
    for (size_t i = 0; i < p->npage; i++)
        for (size_t j = 0; j < p->page[i].nmark; j++) {
            const struct mark *m = &p->page[i].mark[j];
            if (!is_text(m) || block_of(p, m)->kind == DOC_NOTE || block_of(p, m)->kind == DOC_TITLE)
                continue;
            int line = (int)((m->y0 - l->first_baseline + l->line_pitch / 2) / l->line_pitch);
            double off = (double)(m->y0 - layout_baseline(l, line)) / LEN_PT;
            holds(line < l->lines && off > -0.05 && off < 0.05, k, i, "a line of text is off the grid");
        }
}

/* B6: every paragraph and heading begins two characters in, whatever stands above it; its other lines are
 * flush. */
static void indents(const struct setting *k)
{
    const struct pages *p = k->pages;
    const struct layout *l = t.layout;
    for (size_t i = 0; i < p->npage; i++) {
        len_t left = layout_left(l, i + 1), line = -1;
        for (size_t j = 0; j < p->page[i].nmark; j++) {
            const struct mark *m = &p->page[i].mark[j];
            enum doc_kind kind = is_text(m) ? block_of(p, m)->kind : DOC_TITLE;
            bool starts = m->y0 != line;
            line = m->y0;
            if (starts && (kind == DOC_PARAGRAPH || kind == DOC_HEADING))
                holds(m->x0 - left == (m->element.part == 1 ? l->indent * l->cell : 0), k, i,
                      "a first line is not two characters in, or another line is");
        }
    }
}

static void inside(const struct setting *k)
{
    const struct pages *p = k->pages;
    const struct layout *l = t.layout;
    for (size_t i = 0; i < p->npage; i++)
        for (size_t j = 0; j < p->page[i].nmark; j++) {
            const struct mark *m = &p->page[i].mark[j];
            if (m == folio_of(p, i))
                continue;
            len_t up = m->kind == MARK_GLYPHS ? len_scale(m->style->size, 880, 1000) : 0;
            len_t down = m->kind == MARK_GLYPHS ? m->style->size - up : 0;
            len_t left = layout_left(l, i + 1), edge = m->x0 == m->x1 ? m->width / 2 : 0;
            holds(m->x0 - edge >= left - 20 && m->x1 + edge <= left + l->type_width + 20, k, i,
                  "something stands beside the type area");
            holds(m->y0 - up >= l->top - 2 && m->y1 + down <= l->top + l->type_height + 2, k, i,
                  "something stands above or below the type area");
        }
}

/* Rows and lines never overlap: text that follows on a page stands below what comes before it. */
static void downwards(const struct setting *k)
{
    const struct pages *p = k->pages;
    for (size_t i = 0; i < p->npage; i++) {
        len_t bottom = 0;
        int block = -1;
        for (size_t j = 0; j < p->page[i].nmark; j++) {
            const struct mark *m = &p->page[i].mark[j];
            if (m->kind != MARK_GLYPHS || m->item == ITEM_FURNITURE || m->element.block < 0)
                continue;
            if (m->element.block != block)
                holds(m->y0 - m->style->size * 88 / 100 >= bottom, k, i, "two blocks overlap");
            block = m->element.block;
            bottom = MAX(bottom, m->y1 + m->style->size * 12 / 100 - 2);
        }
    }
}

static void whole_text(const struct setting *k)
{
    static const char *want, *sample;
    const char *text = strstr(pages_text(k->pages, t.a), "一、总体情况");
    if (sample != k->sample) {
        sample = k->sample;
        want = text;
    }
    holds(strcmp(text, want) == 0, k, 0, "the text is not whole and in order");
}

/* The most that may be left white: what goes over together.  A heading of three kept lines, a table's six
 * lines. */
static void filled(const struct setting *k)
{
    const struct pages *p = k->pages;
    const struct layout *l = t.layout;
    for (size_t i = 0; i + 1 < p->npage; i++) {
        len_t bottom = 0;
        for (size_t j = 0; j < p->page[i].nmark; j++)
            if (&p->page[i].mark[j] != folio_of(p, i))
                bottom = MAX(bottom, p->page[i].mark[j].y1);
        len_t white = l->top + l->type_height - bottom;
        bool ends = p->doc->block[line_on(&p->page[i + 1], 0)->element.block].kind == DOC_PARAGRAPH &&
                    page_of(p, (int)p->doc->nblock - 1, true) == i + 1; /* the signature took text with it */
        holds(white < (ends ? 16 : 8) * l->line_pitch, k, i, "too much is left white");
    }
}

static void last_page(const struct setting *k)
{
    const struct pages *p = k->pages;
    holds(p->npage == 1 || lines_on(&p->page[p->npage - 1]) >= 2, k, p->npage - 1,
          "the last page holds but one line");
}

static const struct {
    const char *name;
    void (*rule)(const struct setting *k);
} rules[] = {
    {"B6 孤行: no page begins with the last line of a paragraph", widows},
    {"B6 C-18 headings, chained ones too, have two lines or rows below them, on every line of a page",
     headings},
    {"B6 a heading that runs in is the last line of a page only with a quarter of a line of text beside it",
     run_in_headings},
    {"C-18 a note is never parted from its table", notes},
    {"B6 A7 the signature has two lines of text with it, its date and 附注 below it", signatures},
    {"A3 C-16 behind every heading, table and note the text is on the grid again", on_grid},
    {"C-16 paragraphs behind headings, tables and notes begin two characters in, their other lines are flush",
     indents},
    {"A1 A9 nothing but folios stands outside the type area, on rectos and versos", inside},
    {"B6 C-19 nothing overlaps", downwards},
    {"B6 wherever a page ends, the text goes on where it stopped", whole_text},
    {"B6 no page is left white without need", filled},
    {"B6 no last page holds a single line", last_page},
};
enum { RULES = sizeof rules / sizeof *rules };

static const char *const sample[SAMPLES] = {"samples/laiyuan-2024.json", "samples/yunling-2024.json"};

static void every_line(void)
{
    static struct setting set[SAMPLES * LINES];
    t = typeset_open(NULL);
    for (size_t k = 0; k < SAMPLES * LINES; k++) {
        set[k] = (struct setting){sample[k / LINES], k % LINES + 1, NULL};
        set[k].pages = behind(set[k].sample, set[k].lines);
    }
    for (size_t r = 0; r < RULES; r++) {
        T_CASE(rules[r].name);
        for (size_t k = 0; k < SAMPLES * LINES; k++)
            rules[r].rule(&set[k]);
    }
    typeset_close(&t);
}

static void every_style(void)
{
    static const char *const style[][2] = {
        {"pitch=word", NULL},    {"pitch=28pt", NULL},   {"pitch=31pt", NULL},   {"sizes=type", NULL},
        {"sides=simplex", NULL}, {"folio=centre", NULL}, {"figures=block", NULL}};
    for (size_t i = 0; i < sizeof style / sizeof *style; i++) {
        char name[64];
        snprintf(name, sizeof name, "A9 A10 B6 all of these with %s", style[i][0]);
        T_CASE(name);
        t = typeset_open(style[i]);
        for (size_t n = 1; n <= LINES; n += 6) {
            struct setting k = {sample[1], n, NULL};
            k.pages = behind(k.sample, n);
            for (size_t r = 0; r < RULES; r++)
                if (rules[r].rule != whole_text)
                    rules[r].rule(&k);
        }
        typeset_close(&t);
    }
}

/* The page on which the text under a run-in heading begins when one line of page 1 is left for it. */
static size_t run_in_on_last_line(const char *heading)
{
    const char *json =
        arena_printf(t.a,
                     "{\"format\": \"nianbao/1\", \"authority\": \"甲县\", \"year\": 2024, \"title\": "
                     "\"甲县年度报告\", \"preamble\": [\"%s\", {\"heading\": \"%s\", \"text\": \"%s\"}], "
                     "\"sections\": []}",
                     repeat(&t, "国", 26 + 28 * 18), heading, repeat(&t, "公开", 40));
    return page_of(typeset_json(&t, json), 2, false);
}

static void full_last_line(void)
{
    t = typeset_open(NULL);
    T_CASE(
        "B6 a run-in heading with a quarter of a line of its text ends a full page, no line is left white");
    T_INT(run_in_on_last_line("（四）基层政务公开情况。"), 0);
    T_INT(run_in_on_last_line(arena_printf(t.a, "（四）%s。", repeat(&t, "情", 15))), 0);
    T_CASE("B6 a run-in heading that fills its line, or nearly, goes over with its text");
    T_INT(run_in_on_last_line(arena_printf(t.a, "（四）%s。", repeat(&t, "情", 17))), 1);
    T_INT(run_in_on_last_line(arena_printf(t.a, "（四）%s。", repeat(&t, "情", 24))), 1);
    typeset_close(&t);
}

int main(void)
{
    every_line();
    full_last_line();
    every_style();
    return t_done();
}
