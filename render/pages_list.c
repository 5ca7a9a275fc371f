/* pages_list.c - the display list as text: what --only list writes, goldens compare and copies carry.
 * Stage: pages -> list.  Pure; integers only, so the text is the same on every machine.
 *
 *     nianbao-pages 1
 *     size 595.276 841.890 pages 2
 *     page 1 folio "1"
 *     text content 3 1/2 body Fang.otf 16.000 at 110.956 142.500 to 521.575 "…" 15.793*13 7.896 15.793*12
 *     text repeated 5.0.2+2+1 1/1 table Song.otf 9.000 at 90.000 300.120 to 120.000 "…" 9.000*3
 *     rule furniture 5 0.500 from 79.370 142.500 to 521.575 142.500
 *     fill furniture 5 grey 230 from 79.370 142.500 to 521.575 160.000
 *     mark 1 page 1 at 104.882 "一、总体情况"
 *
 * A number with decimals is in points from the top left corner.  The element is block, or block.row.column
 * with +rowspan+colspan, or `-` for what belongs to the page; then part/parts.  `to` is the end of the last
 * glyph by its natural width.  Behind the text stand the steps from one origin to the next, equal ones
 * counted; a step down the page is written v9.000. */
#include "pages.h"

#include <glib.h>
#include <hb.h>
#include <stdlib.h>

static void put_len(GString *s, len_t v)
{
    len_t m = len_scale(v, 1000, LEN_PT); /* thousandths of a point */
    if (m < 0)
        g_string_append_c(s, '-');
    m = m < 0 ? -m : m;
    g_string_append_printf(s, "%" G_GINT64_FORMAT ".%03d", (gint64)(m / 1000), (int)(m % 1000));
}

static void put_point(GString *s, len_t x, len_t y)
{
    put_len(s, x);
    g_string_append_c(s, ' ');
    put_len(s, y);
}

/* Quoted so that a line stays a line and an unusual space is seen. */
static void put_text(GString *s, const char *text)
{
    g_string_append_c(s, '"');
    for (const char *p = text; *p;) {
        gunichar c = g_utf8_get_char(p);
        const char *next = g_utf8_next_char(p);
        if (c == '"' || c == '\\')
            g_string_append_printf(s, "\\%c", (int)c);
        else if (c < 0x20 || c == 0x7F || c == 0xA0 || (c >= 0x2000 && c <= 0x200F) || c == 0x3000 ||
                 c == 0xFEFF)
            g_string_append_printf(s, "\\u%04X", c);
        else
            g_string_append_len(s, p, next - p);
        p = next;
    }
    g_string_append_c(s, '"');
}

static void put_element(GString *s, const struct element *e)
{
    if (e->block < 0)
        g_string_append_c(s, '-');
    else if (e->row < 0)
        g_string_append_printf(s, "%d", e->block);
    else if (e->rowspan > 1 || e->colspan > 1)
        g_string_append_printf(s, "%d.%d.%d+%d+%d", e->block, e->row, e->col, e->rowspan, e->colspan);
    else
        g_string_append_printf(s, "%d.%d.%d", e->block, e->row, e->col);
}

/* End of the last glyph's natural width, as far as the face is at hand. */
static len_t right_end(const struct mark *m)
{
    const struct page_glyph *last = &m->glyph[m->nglyph - 1];
    if (!m->face->hb_font || !m->face->upem)
        return last->x;
    return last->x +
           len_scale(hb_font_get_glyph_h_advance(m->face->hb_font, last->id), m->style->size, m->face->upem);
}

struct step {
    len_t dx, dy;
};

/* Sharing out a line's slack leaves steps one unit apart: those count as equal. */
static bool same_step(struct step a, struct step b)
{
    return llabs(a.dx - b.dx) <= 1 && llabs(a.dy - b.dy) <= 1;
}

static void put_step(GString *s, struct step t, size_t n)
{
    g_string_append_c(s, ' ');
    if (t.dx || !t.dy)
        put_len(s, t.dx);
    if (t.dy) {
        g_string_append_c(s, 'v');
        put_len(s, t.dy);
    }
    if (n > 1)
        g_string_append_printf(s, "*%zu", n);
}

static void put_steps(GString *s, const struct mark *m)
{
    struct step run = {0, 0};
    size_t n = 0;
    for (size_t i = 1; i < m->nglyph; i++) {
        struct step t = {m->glyph[i].x - m->glyph[i - 1].x, m->glyph[i].y - m->glyph[i - 1].y};
        if (n && same_step(run, t)) {
            n++;
            continue;
        }
        if (n)
            put_step(s, run, n);
        run = t;
        n = 1;
    }
    if (n)
        put_step(s, run, n);
}

static void put_glyphs(GString *s, const struct mark *m)
{
    g_string_append_printf(s, " %d/%d %s %s ", m->element.part, m->element.parts, m->style->name,
                           m->face->file);
    put_len(s, m->style->size);
    if (m->nglyph) {
        g_string_append(s, " at ");
        put_point(s, m->glyph[0].x, m->glyph[0].y);
        g_string_append(s, " to ");
        put_len(s, right_end(m));
    }
    g_string_append_c(s, ' ');
    put_text(s, m->text);
    put_steps(s, m);
    if (m->space_after)
        g_string_append(s, " space");
}

static void put_mark(GString *s, const struct mark *m)
{
    static const char *const kinds[] = {[MARK_GLYPHS] = "text", [MARK_RULE] = "rule", [MARK_FILL] = "fill"};
    static const char *const items[] = {
        [ITEM_CONTENT] = "content", [ITEM_REPEATED] = "repeated", [ITEM_FURNITURE] = "furniture"};
    g_string_append_printf(s, "%s %s ", kinds[m->kind], items[m->item]);
    put_element(s, &m->element);
    if (m->kind == MARK_GLYPHS) {
        put_glyphs(s, m);
        if (m->grey)
            g_string_append_printf(s, " grey %d", m->grey);
    } else {
        if (m->kind == MARK_RULE) {
            g_string_append_c(s, ' ');
            put_len(s, m->width);
        }
        if (m->kind == MARK_FILL || m->grey)
            g_string_append_printf(s, " grey %d", m->grey);
        g_string_append(s, " from ");
        put_point(s, m->x0, m->y0);
        g_string_append(s, " to ");
        put_point(s, m->x1, m->y1);
    }
    g_string_append_c(s, '\n');
}

const char *pages_list(const struct pages *p, struct arena *a, size_t *n)
{
    GString *s = g_string_sized_new(64 * 1024);
    g_string_append(s, "nianbao-pages 1\nsize ");
    put_point(s, p->width, p->height);
    g_string_append_printf(s, " pages %zu\n", p->npage);
    for (size_t i = 0; i < p->npage; i++) {
        const struct page *page = &p->page[i];
        g_string_append_printf(s, "page %zu", i + 1);
        if (page->folio) {
            g_string_append(s, " folio ");
            put_text(s, page->folio);
        }
        g_string_append_c(s, '\n');
        for (size_t k = 0; k < page->nmark; k++)
            put_mark(s, &page->mark[k]);
    }
    for (size_t i = 0; i < p->noutline; i++) {
        const struct outline *o = &p->outline[i];
        g_string_append_printf(s, "mark %d page %zu at ", o->level, o->page + 1);
        put_len(s, o->y);
        g_string_append_c(s, ' ');
        put_text(s, o->text);
        g_string_append_c(s, '\n');
    }
    char *text = arena_strndup(a, s->str, s->len);
    *n = s->len;
    g_string_free(s, TRUE);
    return text;
}
