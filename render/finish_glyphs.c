/* finish_glyphs.c - the glyphs of some marks, one after the other. */
#include "finish_glyphs.h"

/* On to what has a glyph. */
static void settle(struct glyphs *g)
{
    while (g->mark < g->end) {
        const struct mark *m = g->mark;
        for (; m->kind == MARK_GLYPHS && g->cluster < m->ncluster; g->cluster++) {
            if (m->cluster[g->cluster].nglyph)
                return;
            g->text += m->cluster[g->cluster].nbyte;
        }
        g->mark++;
        g->cluster = 0;
        if (g->mark < g->end)
            g->text = g->mark->text;
    }
}

struct glyphs glyphs_of(const struct mark *mark, const struct mark *end)
{
    struct glyphs g = {mark, end, 0, 0, mark < end ? mark->text : NULL};
    settle(&g);
    return g;
}

bool glyphs_step(struct glyphs *g)
{
    if (g->mark == g->end)
        return false;
    const struct page_cluster *c = &g->mark->cluster[g->cluster];
    if (++g->glyph < c->nglyph)
        return true;
    g->glyph = 0;
    g->cluster++;
    g->text += c->nbyte;
    settle(g);
    return true;
}

bool glyphs_joined(const struct glyphs *g)
{
    return g->mark < g->end && cluster_is_joined(g->text, &g->mark->cluster[g->cluster]);
}
