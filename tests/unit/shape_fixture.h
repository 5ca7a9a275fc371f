/* shape_fixture.h - text shaped with the fetched fonts or with fonts made here: for the tests of shape. */
#ifndef SHAPE_FIXTURE_H
#define SHAPE_FIXTURE_H

#include "t.h"
#include "testfont.h"

#include "fonts.h"
#include "kinsoku.h"
#include "shape.h"
#include "utf8.h"

enum { CELL = 16172, HALF = 8086, SIZE = 16384 };

static const struct text_style body = {.name = "body", .part = "body", .size = SIZE, .cell = CELL};
static const struct text_style table = {.name = "table", .part = "table", .size = 9216, .cell = 9216};

static struct arena *a;
static struct diag *d;
static struct err e;
static struct fonts *fonts;
static struct shaper *shaper;

static inline void begin_at(const char *dir, const char *own)
{
    a = arena_new();
    d = diag_new();
    e = (struct err)ERR_INIT;
    fonts = fonts_open(dir, own, false, a, d, &e);
    if (!fonts)
        g_error("%s", e.text);
    shaper = shaper_new(fonts, a, &e);
}

static inline void begin(void)
{
    begin_at(tf_fonts(), NULL);
}

static inline void end(void)
{
    err_clear(&e);
    diag_free(d);
    arena_free(a);
}

static inline struct shaped *shape_as(const char *text, const struct text_style *style, bool vertical)
{
    return shape_spans(shaper, &(struct span){text, style}, 1, "/body/0", vertical, a, d);
}

static inline struct shaped *shape(const char *text)
{
    return shape_as(text, &body, false);
}

static inline len_t width(const struct shaped *s)
{
    len_t w = 0;
    for (size_t i = 0; i < s->ncluster; i++)
        w += s->cluster[i].advance;
    return w;
}

/* ink - the ink of cluster i, from the cluster's origin. */
static inline bool ink(const struct shaped *s, size_t i, len_t *x0, len_t *x1)
{
    const struct cluster *c = &s->cluster[i];
    const struct glyph *g = &s->glyph[c->glyph];
    len_t y0, y1;
    if (!face_glyph_ink(c->face, g->id, c->style->size, x0, &y0, x1, &y1))
        return false;
    *x0 += g->dx;
    *x1 += g->dx;
    return true;
}

/* covers_text - the clusters' bytes are the text, without gaps, and their glyphs the glyphs. */
static inline bool covers_text(const struct shaped *s)
{
    uint32_t byte = 0, glyph = 0;
    for (size_t i = 0; i < s->ncluster; i++) {
        if (s->cluster[i].byte != byte || s->cluster[i].glyph != glyph)
            return false;
        byte += s->cluster[i].nbyte;
        glyph += s->cluster[i].nglyph;
    }
    return byte == strlen(s->text) && glyph == s->nglyph;
}

static inline size_t count(const char *id, const struct finding **last)
{
    size_t n = 0;
    for (size_t i = 0; i < diag_size(d); i++)
        if (strcmp(diag_get(d, i)->id, id) == 0) {
            n++;
            *last = diag_get(d, i);
        }
    return n;
}

/* with_only - the parts played by the fetched files that begin with a prefix. */
static inline char *with_only(const char *prefix)
{
    char *dir = tf_folder();
    tf_link(dir, prefix);
    begin_at(dir, NULL);
    return dir;
}

#endif
