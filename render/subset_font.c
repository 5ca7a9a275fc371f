/* subset_font.c - a cut face as a font file: a CFF table to embed, boxes to measure (ISO/IEC 14496-22). */
#include "subset_font.h"

#include "fonts.h"
#include "subset_notdef.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum {
    BOX = 34, /* bytes of one in glyf */
    HEAD = 54,
    MAXP = 32
};

static void put16(uint8_t *p, unsigned v)
{
    p[0] = (uint8_t)(v >> 8);
    p[1] = (uint8_t)v;
}

static void put32(uint8_t *p, unsigned v)
{
    put16(p, v >> 16);
    put16(p + 2, v & 0xFFFF);
}

/* Takes data. */
static bool set_table(hb_face_t *face, const char *tag, void *data, size_t n)
{
    hb_blob_t *b = hb_blob_create(data, (unsigned)n, HB_MEMORY_MODE_READONLY, data, g_free);
    bool ok = hb_face_builder_add_table(face, hb_tag_from_string(tag, 4), b);
    hb_blob_destroy(b);
    return ok;
}

static void put_box(uint8_t *p, unsigned em)
{
    put16(p, 1);      /* a contour */
    put16(p + 6, em); /* xMax yMax; the least are 0 */
    put16(p + 8, em);
    put16(p + 10, 3);      /* its last point */
    memset(p + 14, 1, 4);  /* points on the contour, their steps in two bytes each: */
    put16(p + 18 + 2, em); /* right, up, left, and down again */
    put16(p + 18 + 6, 0 - em);
    put16(p + 26 + 4, em);
}

/* A box for each glyph, and where it begins. */
static bool set_boxes(hb_face_t *face)
{
    unsigned em = hb_face_get_upem(face), count = hb_face_get_glyph_count(face);
    uint8_t *glyf = g_malloc0((size_t)count * BOX);
    uint8_t *loca = g_malloc0(((size_t)count + 1) * 4);
    for (unsigned i = 0; i < count; i++) {
        put_box(glyf + (size_t)i * BOX, em);
        put32(loca + ((size_t)i + 1) * 4, (i + 1) * BOX);
    }
    bool ok = set_table(face, "glyf", glyf, (size_t)count * BOX);
    return set_table(face, "loca", loca, ((size_t)count + 1) * 4) && ok;
}

static bool set_maxp(hb_face_t *face)
{
    uint8_t *maxp = g_malloc0(MAXP);
    put32(maxp, 0x00010000);
    put16(maxp + 4, hb_face_get_glyph_count(face));
    put16(maxp + 6, 4);  /* points */
    put16(maxp + 8, 1);  /* contours */
    put16(maxp + 14, 1); /* zones */
    return set_table(face, "maxp", maxp, MAXP);
}

static bool set_head(hb_face_t *face)
{
    hb_blob_t *was = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned n;
    const char *data = hb_blob_get_data(was, &n);
    bool ok = n >= HEAD;
    if (ok) {
        uint8_t *head = g_memdup2(data, n);
        put16(head + 50, 1); /* loca has four bytes each */
        ok = set_table(face, "head", head, n);
    }
    hb_blob_destroy(was);
    return ok;
}

static bool set_notdef(hb_face_t *face)
{
    hb_blob_t *was = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    unsigned n;
    uint8_t *cff = g_memdup2(hb_blob_get_data(was, &n), hb_blob_get_length(was));
    hb_blob_destroy(was);
    subset_notdef(cff, n);
    return set_table(face, "CFF ", cff, n);
}

hb_blob_t *subset_font(hb_face_t *cut)
{
    bool boxes = font_has_table(cut, "CFF ");
    if (boxes && !(set_boxes(cut) && set_maxp(cut) && set_head(cut) && set_notdef(cut)))
        return NULL;
    hb_blob_t *font = hb_face_reference_blob(cut);
    if (boxes) { /* FreeType's CFF driver goes by the first word alone */
        char *data = hb_blob_get_data_writable(font, NULL);
        if (!data) {
            hb_blob_destroy(font);
            return NULL;
        }
        put32((uint8_t *)data, 0x00010000);
    }
    return font;
}
