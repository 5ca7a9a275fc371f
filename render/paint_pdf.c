/* paint_pdf.c - pages to Cairo's PDF: text with its characters, rules, bookmarks, dates.
 * Stage: pages -> paint_pdf -> finish.  Everything is written in the order of the marks, which is that of the
 * text: finish tells by it which element a glyph belongs to. */
#include "paint.h"

#include "deflate.h"
#include "intl.h"
#include "memory.h"
#include "pages_mark.h"
#include "paint_digits.h"
#include "paint_mark.h"

#include <cairo-pdf.h>
#include <string.h>

static cairo_status_t append(void *closure, const unsigned char *data, unsigned n)
{
    g_byte_array_append(closure, data, n);
    return CAIRO_STATUS_SUCCESS;
}

static bool same_pen(const struct mark *a, const struct mark *b)
{
    return a->kind == b->kind && a->grey == b->grey && (a->kind == MARK_FILL || a->width == b->width);
}

/* Rules and boxes of one pen in one path, so that the ruling of a table is a few operators. */
static size_t draw_lines(cairo_t *cr, const struct mark *m, size_t n)
{
    size_t k = 0;
    for (; k < n && same_pen(m, &m[k]); k++)
        brush_line(cr, &m[k]);
    double grey = m->grey / 255.0;
    cairo_set_source_rgb(cr, grey, grey, grey);
    if (m->kind == MARK_FILL) {
        cairo_fill(cr);
    } else {
        cairo_set_line_width(cr, len_pt(m->width));
        cairo_stroke(cr);
    }
    return k;
}

static bool same_type(const struct mark *a, const struct mark *b)
{
    return b->kind == MARK_GLYPHS && a->face == b->face && a->style->size == b->style->size &&
           a->grey == b->grey;
}

/* Runs of one face, size and colour, in one go. */
static size_t draw_text(struct painter *b, cairo_t *cr, const struct mark *m, size_t n, const struct pages *p)
{
    enum { RUNS = 64 };
    const struct mark *run[RUNS];
    size_t k = 0, nrun = 0;
    for (; k < n && nrun < RUNS && same_type(m, &m[k]); k++)
        if (mark_shows_text(&m[k], p))
            run[nrun++] = &m[k];
    double grey = m->grey / 255.0;
    cairo_set_source_rgb(cr, grey, grey, grey);
    brush_text(b, cr, run, nrun);
    return k;
}

static bool draw_page(struct painter *b, cairo_t *cr, const struct page *page, const struct pages *p,
                      struct err *e)
{
    for (size_t k = 0; k < page->nmark;) {
        const struct mark *m = &page->mark[k];
        size_t n = page->nmark - k;
        k += m->kind == MARK_GLYPHS ? draw_text(b, cr, m, n, p) : draw_lines(cr, m, n);
    }
    cairo_show_page(cr);
    return !brush_failed(cairo_status(cr), _("painting the PDF"), e);
}

/* At the start of the day of the report, in China: never the clock. */
static void set_metadata(cairo_surface_t *s, const struct doc *doc)
{
    char *date = g_strdup_printf("%sT00:00:00+08:00", doc->date);
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, doc->title);
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_AUTHOR, doc->author);
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATOR, "nianbao " VERSION);
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_MOD_DATE, date);
    g_free(date);
}

static void add_bookmarks(cairo_surface_t *s, const struct pages *p)
{
    enum { DEEPEST = 16 };
    int id[DEEPEST + 1] = {CAIRO_PDF_OUTLINE_ROOT};
    int level[DEEPEST + 1] = {0};
    int depth = 0; /* bookmarks that are open, outermost first, from 1 */
    for (size_t i = 0; i < p->noutline; i++) {
        const struct outline *o = &p->outline[i];
        while (depth && (level[depth] >= o->level || depth == DEEPEST))
            depth--;
        /* Whole points: Cairo 1.16 reads decimals by the locale. */
        char *dest = g_strdup_printf("page=%zu pos=[0 %d]", o->page + 1, (int)(o->y / LEN_PT));
        int parent = id[depth++];
        level[depth] = o->level;
        id[depth] = cairo_pdf_surface_add_outline(s, parent, o->text, dest, CAIRO_PDF_OUTLINE_FLAG_OPEN);
        g_free(dest);
    }
}

static bool draw_all(struct painter *b, cairo_surface_t *s, const struct pages *p, struct err *e)
{
    set_metadata(s, p->doc);
    cairo_t *cr = cairo_create(s);
    brush_options(cr);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
    bool ok = true;
    for (size_t i = 0; ok && i < p->npage; i++) {
        if (p->page[i].folio)
            cairo_pdf_surface_set_page_label(s, p->page[i].folio);
        ok = draw_page(b, cr, &p->page[i], p, e);
    }
    add_bookmarks(s, p);
    cairo_destroy(cr);
    memory_forgets(true); /* Cairo 1.16 forgets a block of 24 or 48 bytes for each CID font that it embeds */
    cairo_surface_finish(s);
    memory_forgets(false);
    return !brush_failed(cairo_surface_status(s), _("writing the PDF"), e) && ok;
}

GBytes *paint_pdf(struct painter *b, const struct pages *p, struct err *e)
{
    if (!painter_load_cut(b, p, e))
        return NULL;
    enum { USUAL = 1 << 19 }; /* bytes, stored as they are */
    GByteArray *out = g_byte_array_sized_new(USUAL);
    cairo_surface_t *s =
        cairo_pdf_surface_create_for_stream(append, out, len_pt(p->width), len_pt(p->height));
    cairo_pdf_surface_restrict_to_version(s, CAIRO_PDF_VERSION_1_5);
    deflate_store(true); /* finish compresses everything once */
    paint_digits(true);
    bool ok = draw_all(b, s, p, e);
    cairo_surface_destroy(s);
    paint_digits(false);
    deflate_store(false);
    if (ok)
        return g_byte_array_free_to_bytes(out);
    g_byte_array_free(out, TRUE);
    return NULL;
}
