/* pages_mark.c - what painting and finishing a PDF have to see alike in a mark. */
#include "pages_mark.h"

#include <glib.h>

bool cluster_is_joined(const char *text, const struct page_cluster *c)
{
    return c->nglyph > 1 && g_utf8_strlen(text, c->nbyte) == c->nglyph;
}

static bool is_blank(const char *text)
{
    while (*text && g_unichar_isspace(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return !*text;
}

/* Its em box is on the page, by a point at least. */
static bool is_near(const struct page_glyph *g, len_t size, const struct pages *p)
{
    return g->x > LEN_PT - size && g->x < p->width - LEN_PT && g->y > LEN_PT &&
           g->y < p->height + size - LEN_PT;
}

bool mark_shows_text(const struct mark *m, const struct pages *p)
{
    if (m->kind != MARK_GLYPHS || is_blank(m->text))
        return false;
    for (size_t i = 0; i < m->nglyph; i++)
        if (is_near(&m->glyph[i], m->style->size, p))
            return true;
    return false;
}
