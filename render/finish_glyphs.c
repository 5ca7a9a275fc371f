/* finish_glyphs.c - the glyphs of a page as they are painted, one after the other. */
#include "finish_glyphs.h"

#include "pages_mark.h"

static const struct mark *mark_of(const struct glyphs *g)
{
    return &g->page->mark[g->mark];
}

/* On to a mark that shows text, from this one on. */
static void seek_mark(struct glyphs *g)
{
    while (!glyphs_end(g) && !mark_shows_text(mark_of(g), g->p))
        g->mark++;
    if (glyphs_end(g))
        return;
    g->cluster = 0;
    g->text = mark_of(g)->text;
    while (g->mark >= g->plan->run[g->run].to)
        g->run++;
}

/* On to a cluster that has a glyph, from this one on. */
static void seek_cluster(struct glyphs *g)
{
    while (!glyphs_end(g)) {
        const struct mark *m = mark_of(g);
        for (; g->cluster < m->ncluster; g->cluster++) {
            const struct page_cluster *c = &m->cluster[g->cluster];
            if (c->nglyph) {
                g->joined = cluster_is_joined(g->text, c);
                return;
            }
            g->text += c->nbyte;
        }
        g->mark++;
        seek_mark(g);
    }
    g->joined = false;
}

struct glyphs glyphs_of(const struct pages *p, size_t i, const struct tag_page *plan)
{
    struct glyphs g = {.p = p, .page = &p->page[i], .plan = plan};
    seek_mark(&g);
    seek_cluster(&g);
    return g;
}

void glyphs_step(struct glyphs *g)
{
    const struct page_cluster *c = &mark_of(g)->cluster[g->cluster];
    if (++g->glyph < c->nglyph)
        return;
    g->glyph = 0;
    g->cluster++;
    g->text += c->nbyte;
    seek_cluster(g);
}
