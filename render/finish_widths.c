/* finish_widths.c - the widths of glyphs that Cairo 1.16 cuts off in a PDF.
 * Of 1017 units it writes 1016 (1017 / 1000.0 * 1000 is a little less than 1017), and a font that disagrees
 * with the PDF's widths is no PDF/A (ISO 19005-1, 6.3.6).  The W of FandolFang is one. */
#include "finish_qpdf.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <stdlib.h>

/* What the width is in thousandths, if Cairo writes less; else 0. */
static long whole_width(long units, long upem)
{
    long whole = units * 1000 / upem;
    return units * 1000 % upem == 0 && (long)((double)units / (double)upem * 1000) < whole ? whole : 0;
}

static bool mark_has_one(const struct mark *m)
{
    for (size_t i = 0; i < m->nglyph; i++)
        if (whole_width(face_advance(m->face, m->glyph[i].id), m->face->upem))
            return true;
    return false;
}

/* Few pages have one: the fonts of all others need not be opened. */
static bool pages_have_one(const struct pages *p)
{
    for (size_t i = 0; i < p->npage; i++)
        for (size_t k = 0; k < p->page[i].nmark; k++)
            if (p->page[i].mark[k].kind == MARK_GLYPHS && mark_has_one(&p->page[i].mark[k]))
                return true;
    return false;
}

/* Cairo numbers the glyphs of an embedded font as it does their widths. */
static void mend_by(qpdf_data q, FT_Face face, qpdf_oh widths)
{
    int n = MIN(qpdf_oh_get_array_n_items(q, widths), (int)face->num_glyphs);
    for (int i = 0; i < n; i++) {
        if (FT_Load_Glyph(face, (FT_UInt)i, FT_LOAD_NO_SCALE))
            continue;
        long width = whole_width(face->glyph->metrics.horiAdvance, face->units_per_EM);
        if (width)
            qpdf_oh_set_array_item(q, widths, i, qpdf_oh_new_integer(q, width));
    }
}

static void mend_font(qpdf_data q, qpdf_oh font, qpdf_oh cid)
{
    (void)font;
    qpdf_oh descriptor = qpdf_oh_get_key(q, cid, "/FontDescriptor");
    qpdf_oh file = qpdf_oh_get_key(q, descriptor, "/FontFile3");
    if (!qpdf_oh_is_stream(q, file))
        file = qpdf_oh_get_key(q, descriptor, "/FontFile2");
    unsigned char *data = NULL;
    size_t n = 0;
    QPDF_BOOL filtered;
    FT_Library library;
    FT_Face face;
    if (FT_Init_FreeType(&library))
        return;
    if (qpdf_oh_is_stream(q, file))
        qpdf_oh_get_stream_data(q, file, qpdf_dl_generalized, &filtered, &data, &n);
    if (data && !FT_New_Memory_Face(library, data, (FT_Long)n, 0, &face)) {
        mend_by(q, face, qpdf_oh_get_array_item(q, qpdf_oh_get_key(q, cid, "/W"), 1));
        FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
    free(data);
}

void finish_widths(qpdf_data q, const struct pages *p)
{
    if (pages_have_one(p))
        finish_fonts(q, p->npage, mend_font);
}
