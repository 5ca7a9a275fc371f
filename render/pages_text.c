/* pages_text.c - the words on the pages, without what is printed again and without furniture.
 * Stage: pages -> text.  The measure for text extraction and for the comparison of copies. */
#include "pages.h"

#include <glib.h>

static bool same_element(const struct element *a, const struct element *b)
{
    return a->block == b->block && a->row == b->row && a->col == b->col;
}

const char *pages_text(const struct pages *p, struct arena *a)
{
    GString *s = g_string_new(NULL);
    const struct mark *last = NULL;
    for (size_t i = 0; i < p->npage; i++) {
        for (size_t k = 0; k < p->page[i].nmark; k++) {
            const struct mark *m = &p->page[i].mark[k];
            if (m->kind != MARK_GLYPHS || m->item != ITEM_CONTENT)
                continue;
            if (last && !same_element(&last->element, &m->element))
                g_string_append_c(s, '\n');
            else if (last && last->space_after)
                g_string_append_c(s, ' ');
            g_string_append(s, m->text);
            last = m;
        }
    }
    if (last)
        g_string_append_c(s, '\n');
    char *text = arena_strndup(a, s->str, s->len);
    g_string_free(s, TRUE);
    return text;
}
