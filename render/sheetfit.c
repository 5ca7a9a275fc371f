/* sheetfit.c - type size, widths and heights of a table in a worksheet. */
#include "sheetfit.h"
#include "kinsoku.h"
#include "utf8.h"

#include <glib.h>
#include <string.h>

/* Leading of wrapped lines, in 1/100 em: faces that stand in for an office's are higher than its own. */
enum { LEADING = 145 };

/* Room in a cell beside and above its words, in points.  Spreadsheets leave 5 pixels beside them, the rule
 * included. */
enum { PAD_X = 3, PAD_Y = 2 };

/* Widths are stored in digits of 宋体 11.  Excel takes them as 8 pixels wide, programs that do not fit
 * outlines to pixels as 7 1/3: what is fitted must hold in the narrower columns, and the page takes the wider
 * ones. */
enum { NARROW = 11, WIDE = 12 };

/* Above and below the table on the page, and what the two lines over it take, in points. */
enum { FOOT = 54, TITLES = 50 };

len_t sheet_stored(len_t width)
{
    return len_scale(width, WIDE, NARROW);
}

/* One em for what stands in a Han cell, half for the rest: so in 宋体 and 仿宋. */
len_t sheet_advance(uint32_t cp, len_t em)
{
    bool full = g_unichar_iswide(cp) || (cp >= 0x2010 && cp <= 0x2027) || (cp >= 0x2460 && cp <= 0x24ff);
    return full ? em : em / 2;
}

/* The items of one line of a cell's text, and where its words end; returns how many. */
static size_t measure_line(const char *line, len_t em, const struct words *words, struct item *item,
                           uint8_t *word, struct arena *a)
{
    size_t n;
    const uint8_t *mark = words_mark(words, line, a, &n);
    struct kchar *c = ARENA_ARRAY(a, n + 1, struct kchar);
    for (size_t k = 0; k < n; k++) {
        uint32_t cp = utf8_next(&line);
        c[k] = (struct kchar){.cp = cp, .advance = sheet_advance(cp, em), .cell = em};
        word[k] = mark[k];
    }
    if (n)
        memcpy(item, kinsoku_items(c, n, a), n * sizeof *item);
    return n;
}

static struct cell_text measure(const char *text, len_t em, const struct words *words, struct arena *a)
{
    size_t n = utf8_length(text), total = 0;
    struct item *item = ARENA_ARRAY(a, n + 1, struct item);
    uint8_t *word = ARENA_ARRAY(a, n + 1, uint8_t);
    while (*text) {
        size_t len = strcspn(text, "\n");
        const char *line = arena_strndup(a, text, len);
        size_t k = measure_line(line, em, words, item + total, word + total, a);
        total += k;
        text += len;
        if (*text == '\n') {
            text++;
            if (k)
                item[total - 1].penalty = PENALTY_MUST;
        }
    }
    return (struct cell_text){.item = item, .nitem = total, .word = word};
}

static struct table_fit *fit_at(const struct grid *g, const struct table_options *page,
                                const struct words *words, len_t em, bool force, struct arena *a)
{
    struct cell_text *text = ARENA_ARRAY(a, g->ncell, struct cell_text);
    for (size_t i = 0; i < g->ncell; i++)
        text[i] = measure(g->cell[i].text, em, words, a);
    struct table_options o = *page;
    o.em = em;
    o.leading = len_scale(em, LEADING, 100);
    return table_fit(g, text, &o, force, a);
}

static bool rows_hold(const struct table_fit *f, int nrow)
{
    for (int i = 0; i < nrow; i++)
        if (f->height[i] * 96 > SHEET_ROW_PX * (len_t)72 * LEN_PT)
            return false;
    return true;
}

struct sheet_fit sheet_fit(const struct grid *g, const struct layout *l, const struct words *words,
                           struct arena *a)
{
    const struct table_style *ts = layout_table(l, g->form->slot);
    struct sheet_fit f = {.table = NULL, .foot = FOOT * LEN_PT};
    len_t margins = l->page_width - l->type_width;
    for (int lying = 0; lying < 2 && !f.table; lying++) {
        len_t wide = lying ? l->page_height : l->page_width, high = lying ? l->page_width : l->page_height;
        struct table_options page = {.width = wide - margins,
                                     .page = high - 2 * f.foot - TITLES * LEN_PT,
                                     .pad_x = PAD_X * LEN_PT,
                                     .pad_y = PAD_Y * LEN_PT,
                                     .min_col = l->min_col};
        f.landscape = lying;
        f.side = (wide - sheet_stored(page.width)) / 2 - LEN_PT;
        for (size_t i = 0; i < ts->nstyle && !f.table; i++) {
            f.table = fit_at(g, &page, words, ts->style[i]->size, false, a);
            if (f.table && !rows_hold(f.table, g->nrow))
                f.table = NULL;
        }
        if (!f.table && lying) /* the smallest lying, broken anywhere, when none fits */
            f.table = fit_at(g, &page, words, ts->style[ts->nstyle - 1]->size, true, a);
    }
    return f;
}
