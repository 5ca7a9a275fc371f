/* paint_png.c - pages to pictures: grey antialiasing, no hinting, black on white.
 * Stage: pages -> paint_png -> output, golden pictures, record. */
#include "paint.h"

#include "intl.h"
#include "paint_mark.h"

static cairo_status_t append(void *closure, const unsigned char *data, unsigned n)
{
    g_byte_array_append(closure, data, n);
    return CAIRO_STATUS_SUCCESS;
}

static void draw_mark(struct painter *b, cairo_t *cr, const struct mark *m)
{
    cairo_set_source_rgba(cr, 0, 0, 0, (255 - m->grey) / 255.0);
    if (m->kind == MARK_GLYPHS) {
        brush_shape(b, cr, m);
        return;
    }
    brush_line(cr, m);
    if (m->kind == MARK_FILL) {
        cairo_fill(cr);
    } else {
        cairo_set_line_width(cr, len_pt(m->width));
        cairo_stroke(cr);
    }
}

/* Ink was gathered as coverage; a picture has 255 for white. */
static void invert(cairo_surface_t *s)
{
    cairo_surface_flush(s);
    unsigned char *data = cairo_image_surface_get_data(s);
    size_t n = (size_t)cairo_image_surface_get_stride(s) * (size_t)cairo_image_surface_get_height(s);
    for (size_t i = 0; data && i < n; i++)
        data[i] ^= 0xFF;
    cairo_surface_mark_dirty(s);
}

static GBytes *draw_page(struct painter *b, const struct pages *p, const struct page *page, double dpi,
                         struct err *e)
{
    double scale = dpi / 72;
    int w = (int)(len_pt(p->width) * scale + 0.5), h = (int)(len_pt(p->height) * scale + 0.5);
    cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_A8, w, h); /* written as a grey PNG */
    cairo_t *cr = cairo_create(s);
    brush_options(cr);
    cairo_scale(cr, scale, scale);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
    for (size_t k = 0; k < page->nmark; k++)
        draw_mark(b, cr, &page->mark[k]);
    bool bad = brush_failed(cairo_status(cr), _("painting a picture of a page"), e);
    cairo_destroy(cr);
    invert(s);
    GByteArray *out = g_byte_array_new();
    bad = bad || brush_failed(cairo_surface_write_to_png_stream(s, append, out),
                              _("writing a picture of a page"), e);
    cairo_surface_destroy(s);
    if (!bad)
        return g_byte_array_free_to_bytes(out);
    g_byte_array_free(out, TRUE);
    return NULL;
}

GPtrArray *paint_png(struct painter *b, const struct pages *p, double dpi, struct err *e)
{
    if (!painter_load_whole(b, p, e))
        return NULL;
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (size_t i = 0; i < p->npage; i++) {
        GBytes *png = draw_page(b, p, &p->page[i], dpi, e);
        if (!png) {
            g_ptr_array_unref(all);
            all = NULL;
            break;
        }
        g_ptr_array_add(all, png);
    }
    return all;
}
