/* fonts_glyphs.c - what faces answer about glyphs is what their tables say, the second time as the first. */
#include "t.h"
#include "testfont.h"

#include "fonts.h"

/* one_glyph - the glyph by the character map, 0 for one that is drawn wrong. */
static uint32_t one_glyph(const struct face *f, uint32_t cp)
{
    hb_codepoint_t glyph;
    if (f->wrong && g_utf8_strchr(f->wrong, -1, cp))
        return 0;
    return hb_font_get_nominal_glyph(f->hb_font, cp, &glyph) ? glyph : 0;
}

static bool same_glyphs(const struct face *f)
{
    static const uint32_t from[] = {0x20, 0x2000, 0x3000, 0x4E00, 0x9100, 0xFF00, 0x1F600, 0x20000, 0x10FF80};
    for (size_t k = 0; k < G_N_ELEMENTS(from); k++)
        for (uint32_t cp = from[k]; cp < from[k] + 0x70; cp++)
            if (face_glyph(f, cp) != one_glyph(f, cp) || face_covers(f, cp) != (one_glyph(f, cp) != 0))
                return false;
    return true;
}

static bool same_ink(const struct face *f, len_t size)
{
    static const uint32_t more[] = {5000, 20000, 65535, 65536, 1000000};
    for (uint32_t k = 0; k < 600 + G_N_ELEMENTS(more); k++) {
        uint32_t glyph = k < 600 ? k : more[k - 600];
        len_t x0, y0, x1, y1, em = f->upem;
        hb_glyph_extents_t b = {0};
        bool any = hb_font_get_glyph_extents(f->hb_font, glyph, &b) && b.width && b.height;
        if (face_glyph_ink(f, glyph, size, &x0, &y0, &x1, &y1) != any)
            return false;
        if (!any)
            b = (hb_glyph_extents_t){0};
        if (x0 != len_scale(b.x_bearing, size, em) || x1 != len_scale(b.x_bearing + b.width, size, em) ||
            y1 != len_scale(b.y_bearing, size, em) || y0 != len_scale(b.y_bearing + b.height, size, em))
            return false;
    }
    return true;
}

int main(void)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    const struct fonts *f = fonts_open(tf_fonts(), NULL, false, a, d, &e);

    T_CASE("face_glyph: the character map's glyph, asked once or again; none for what is drawn wrong");
    for (size_t i = 0; T_TRUE(f != NULL) && i < f->nface; i++)
        T_TRUE(same_glyphs(f->face[i]) && same_glyphs(f->face[i]));

    T_CASE("face_glyph_ink: the ink of any glyph at any size, asked once or again; none beyond the last");
    for (size_t i = 0; f && i < f->nface; i++)
        T_TRUE(same_ink(f->face[i], 16 * LEN_PT) && same_ink(f->face[i], 10 * LEN_PT));
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return t_done();
}
