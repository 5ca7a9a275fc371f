/* fonts_glyphs.c - what a face has and how large it is, looked up in its tables once.
 * Answers stand in blocks of 256 that are made when one of them is first asked for. */
#include "fonts_glyphs.h"

#include "fonts.h"

#include <glib.h>
#include <hb.h>

enum { BLOCK = 256, BLOCKS = 256 };

struct ink {
    bool asked, any;
    hb_glyph_extents_t box; /* in font units */
};

struct face_seen {
    struct arena *a;
    uint32_t *glyph[BLOCKS]; /* by character: 1 + the glyph, 0 not asked yet */
    struct ink *ink[BLOCKS]; /* by glyph */
    int *advance[BLOCKS];    /* by glyph; 0 is asked again */
};

struct face_seen *face_seen_new(struct arena *a)
{
    struct face_seen *s = ARENA_NEW(a, struct face_seen);
    s->a = a;
    return s;
}

bool font_has_table(hb_face_t *font, const char *tag)
{
    hb_blob_t *b = hb_face_reference_table(font, hb_tag_from_string(tag, 4));
    bool has = hb_blob_get_length(b) > 0;
    hb_blob_destroy(b);
    return has;
}

static uint32_t find_glyph(const struct face *f, uint32_t cp)
{
    hb_codepoint_t glyph;
    if (f->wrong && g_utf8_strchr(f->wrong, -1, cp))
        return 0;
    return hb_font_get_nominal_glyph(f->hb_font, cp, &glyph) ? glyph : 0;
}

uint32_t face_glyph(const struct face *f, uint32_t cp)
{
    if (!f->seen || cp >= BLOCK * BLOCKS)
        return find_glyph(f, cp);
    uint32_t **block = &f->seen->glyph[cp / BLOCK];
    if (!*block)
        *block = ARENA_ARRAY(f->seen->a, BLOCK, uint32_t);
    uint32_t *known = &(*block)[cp % BLOCK];
    if (!*known)
        *known = 1 + find_glyph(f, cp);
    return *known - 1;
}

bool face_covers(const struct face *f, uint32_t cp)
{
    return face_glyph(f, cp) != 0;
}

bool face_has_han(const struct face *f)
{
    return face_covers(f, 0x56FD); /* 国: no face of Han is without it */
}

int face_advance(const struct face *f, uint32_t glyph)
{
    if (!f->seen || glyph >= BLOCK * BLOCKS)
        return hb_font_get_glyph_h_advance(f->hb_font, glyph);
    int **block = &f->seen->advance[glyph / BLOCK];
    if (!*block)
        *block = ARENA_ARRAY(f->seen->a, BLOCK, int);
    int *known = &(*block)[glyph % BLOCK];
    if (!*known)
        *known = hb_font_get_glyph_h_advance(f->hb_font, glyph);
    return *known;
}

static struct ink find_ink(const struct face *f, uint32_t glyph)
{
    struct ink ink = {.asked = true};
    ink.any =
        hb_font_get_glyph_extents(f->hb_font, glyph, &ink.box) && ink.box.width != 0 && ink.box.height != 0;
    return ink;
}

static struct ink ink_of(const struct face *f, uint32_t glyph)
{
    if (!f->seen || glyph >= BLOCK * BLOCKS)
        return find_ink(f, glyph);
    struct ink **block = &f->seen->ink[glyph / BLOCK];
    if (!*block)
        *block = ARENA_ARRAY(f->seen->a, BLOCK, struct ink);
    struct ink *ink = &(*block)[glyph % BLOCK];
    if (!ink->asked)
        *ink = find_ink(f, glyph);
    return *ink;
}

bool face_glyph_ink(const struct face *f, uint32_t glyph, len_t size, len_t *xmin, len_t *ymin, len_t *xmax,
                    len_t *ymax)
{
    *xmin = *ymin = *xmax = *ymax = 0;
    const struct ink ink = ink_of(f, glyph);
    if (!ink.any)
        return false;
    const hb_glyph_extents_t *x = &ink.box;
    *xmin = len_scale(x->x_bearing, size, f->upem);
    *xmax = len_scale(x->x_bearing + x->width, size, f->upem);
    *ymax = len_scale(x->y_bearing, size, f->upem);
    *ymin = len_scale(x->y_bearing + x->height, size, f->upem);
    return true;
}
