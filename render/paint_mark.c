/* paint_mark.c - what both painters share: faces as Cairo wants them, and drawing one mark. */
#include "paint_mark.h"

#include "intl.h"
#include "pages_mark.h"
#include "subset.h"

#include <cairo-ft.h>
#include <glib.h>
#include <hb.h>
#include <string.h>

/* One face.  Cairo keeps faces in caches of its own for as long as it likes and drops them on any thread,
 * so each has a FreeType library to itself and all of it goes when Cairo lets go; the bytes of the font,
 * which nobody reads any more, as soon as the painter does. */
struct opened {
    FT_Library library;
    FT_Face face;
    hb_blob_t *font;
};

/* A face at a size, as one surface scales it. */
struct sized {
    const struct face *face;
    bool whole;
    len_t size;
    double scale;
    cairo_scaled_font_t *font;
};

/* Pictures are drawn with the whole faces, which Cairo does not copy for them; cut ones have no outlines that
 * could be drawn (subset_font.h). */
struct painter {
    struct subset *cut;        /* [nface] */
    hb_blob_t **font;          /* [nface] the cut that face[] was opened from, held */
    cairo_font_face_t **face;  /* [nface] cut, NULL until used */
    cairo_font_face_t **whole; /* [nface] NULL until used */
    size_t nface;
    GArray *sized;   /* struct sized, in order of first use */
    GArray *glyph;   /* cairo_glyph_t ... */
    GArray *cluster; /* ... cairo_text_cluster_t ... */
    GString *text;   /* ... and the text of what is shown next */
};

static void opened_free(void *p)
{
    struct opened *o = p;
    if (o->face)
        FT_Done_Face(o->face);
    if (o->library)
        FT_Done_FreeType(o->library);
    hb_blob_destroy(o->font);
    g_free(o);
}

static const cairo_user_data_key_t opened_key;

/* Cairo holds the last 256 fonts of no use to anybody: of a long run all the cuts it went through. */
static void drop_bytes(cairo_font_face_t *f)
{
    struct opened *o = f ? cairo_font_face_get_user_data(f, &opened_key) : NULL;
    if (!o)
        return;
    hb_blob_destroy(o->font);
    o->font = NULL;
}

static cairo_font_face_t *open_face(const struct face *face, hb_blob_t *font, int index, struct err *e)
{
    struct opened *o = g_new0(struct opened, 1);
    o->font = hb_blob_reference(font);
    unsigned n;
    const char *data = hb_blob_get_data(o->font, &n);
    if (FT_Init_FreeType(&o->library) ||
        FT_New_Memory_Face(o->library, (const FT_Byte *)data, (FT_Long)n, index, &o->face)) {
        err_set(e, ERR_FONT, _("%s cannot be opened: the font file may be damaged"), face->file);
        opened_free(o);
        return NULL;
    }
    cairo_font_face_t *f = cairo_ft_font_face_create_for_ft_face(o->face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(f, &opened_key, o, opened_free) != CAIRO_STATUS_SUCCESS) {
        err_set(e, ERR_SYSTEM, _("%s cannot be given to Cairo: %s"), face->file,
                cairo_status_to_string(cairo_font_face_status(f)));
        cairo_font_face_destroy(f);
        opened_free(o);
        return NULL;
    }
    return f;
}

static void forget_sizes(struct painter *b, size_t i, bool whole)
{
    for (guint k = b->sized->len; k-- > 0;) {
        struct sized *s = &g_array_index(b->sized, struct sized, k);
        if ((size_t)s->face->id != i || s->whole != whole)
            continue;
        cairo_scaled_font_destroy(s->font);
        g_array_remove_index(b->sized, k);
    }
}

static void close_cut(struct painter *b, size_t i)
{
    forget_sizes(b, i, false);
    drop_bytes(b->face[i]);
    cairo_font_face_destroy(b->face[i]);
    hb_blob_destroy(b->font[i]);
    b->face[i] = NULL;
    b->font[i] = NULL;
}

bool painter_load_cut(struct painter *b, const struct pages *p, struct err *e)
{
    if (!subset_update(b->cut, p, e))
        return false;
    for (size_t i = 0; i < b->nface; i++) {
        if (b->font[i] == b->cut[i].font)
            continue;
        close_cut(b, i);
        if (!(b->face[i] = open_face(b->cut[i].face, b->cut[i].font, 0, e)))
            return false;
        b->font[i] = hb_blob_reference(b->cut[i].font);
    }
    return true;
}

static bool open_whole(struct painter *b, const struct face *f, struct err *e)
{
    if (!b->whole[f->id]) {
        hb_blob_t *font = hb_face_reference_blob(f->hb_face);
        b->whole[f->id] = open_face(f, font, f->index, e);
        hb_blob_destroy(font);
    }
    return b->whole[f->id] != NULL;
}

bool painter_load_whole(struct painter *b, const struct pages *p, struct err *e)
{
    if (!subset_check(p, e))
        return false;
    for (size_t i = 0; i < p->npage; i++)
        for (size_t k = 0; k < p->page[i].nmark; k++)
            if (p->page[i].mark[k].kind == MARK_GLYPHS && !open_whole(b, p->page[i].mark[k].face, e))
                return false;
    return true;
}

static void painter_free(void *p)
{
    struct painter *b = p;
    for (size_t i = 0; i < b->nface; i++) {
        close_cut(b, i);
        forget_sizes(b, i, true);
        cairo_font_face_destroy(b->whole[i]);
    }
    g_array_free(b->sized, TRUE);
    subset_clear(b->cut, b->nface);
    g_array_free(b->glyph, TRUE);
    g_array_free(b->cluster, TRUE);
    g_string_free(b->text, TRUE);
}

struct painter *painter_new(const struct fonts *f, struct arena *a)
{
    struct painter *b = ARENA_NEW(a, struct painter);
    b->nface = f->nface;
    b->cut = ARENA_ARRAY(a, f->nface, struct subset);
    b->font = ARENA_ARRAY(a, f->nface, hb_blob_t *);
    b->face = ARENA_ARRAY(a, f->nface, cairo_font_face_t *);
    b->whole = ARENA_ARRAY(a, f->nface, cairo_font_face_t *);
    b->sized = g_array_new(FALSE, FALSE, sizeof(struct sized));
    b->glyph = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t));
    b->cluster = g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t));
    b->text = g_string_new(NULL);
    arena_cleanup(a, painter_free, b);
    return b;
}

static cairo_font_options_t *plain_options(void)
{
    cairo_font_options_t *o = cairo_font_options_create();
    cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
    return o;
}

void brush_options(cairo_t *cr)
{
    cairo_font_options_t *o = plain_options();
    cairo_set_font_options(cr, o);
    cairo_font_options_destroy(o);
}

static cairo_scaled_font_t *scaled_font(struct painter *b, cairo_t *cr, const struct mark *m, bool whole)
{
    cairo_matrix_t font, ctm;
    cairo_get_matrix(cr, &ctm);
    for (guint i = 0; i < b->sized->len; i++) {
        const struct sized *s = &g_array_index(b->sized, struct sized, i);
        if (s->face == m->face && s->whole == whole && s->size == m->style->size && s->scale == ctm.xx)
            return s->font;
    }
    double size = len_pt(m->style->size);
    cairo_matrix_init_scale(&font, size, size);
    cairo_font_options_t *o = plain_options();
    cairo_font_face_t *face = whole ? b->whole[m->face->id] : b->face[m->face->id];
    struct sized s = {m->face, whole, m->style->size, ctm.xx, cairo_scaled_font_create(face, &font, &ctm, o)};
    cairo_font_options_destroy(o);
    g_array_append_val(b->sized, s);
    return s.font;
}

/* The glyphs of m in Cairo's terms, under the numbers they have in the cut face or the whole one. */
static void add_glyphs(struct painter *b, const struct mark *m, bool whole)
{
    const hb_map_t *number = b->cut[m->face->id].number;
    guint n = b->glyph->len;
    g_array_set_size(b->glyph, n + (guint)m->nglyph);
    cairo_glyph_t *out = &g_array_index(b->glyph, cairo_glyph_t, n);
    for (size_t i = 0; i < m->nglyph; i++) {
        const struct page_glyph *g = &m->glyph[i];
        out[i] = (cairo_glyph_t){whole ? g->id : hb_map_get(number, g->id), len_pt(g->x), len_pt(g->y)};
    }
}

/* One for each character of a joined cluster: finish gives those a bracket with their text, which costs Cairo
 * a character that it does not know from the text. */
static void add_clusters(struct painter *b, const struct mark *m)
{
    guint n = b->cluster->len;
    g_array_set_size(b->cluster, n + (guint)(m->ncluster + m->nglyph)); /* at most */
    cairo_text_cluster_t *out = &g_array_index(b->cluster, cairo_text_cluster_t, n);
    const char *at = m->text;
    for (size_t i = 0; i < m->ncluster; i++) {
        const struct page_cluster *c = &m->cluster[i];
        const char *end = at + c->nbyte;
        if (!cluster_is_joined(at, c))
            *out++ = (cairo_text_cluster_t){(int)c->nbyte, (int)c->nglyph};
        else
            for (; at < end; at = g_utf8_next_char(at))
                *out++ = (cairo_text_cluster_t){g_utf8_skip[(guchar)*at], 1};
        at = end;
    }
    g_array_set_size(b->cluster, (guint)(out - &g_array_index(b->cluster, cairo_text_cluster_t, 0)));
}

void brush_text(struct painter *b, cairo_t *cr, const struct mark *const *m, size_t n)
{
    g_array_set_size(b->glyph, 0);
    g_array_set_size(b->cluster, 0);
    g_string_truncate(b->text, 0);
    for (size_t i = 0; i < n; i++) {
        add_glyphs(b, m[i], false);
        add_clusters(b, m[i]);
        g_string_append(b->text, m[i]->text);
    }
    if (n == 0)
        return;
    cairo_set_scaled_font(cr, scaled_font(b, cr, m[0], false));
    cairo_show_text_glyphs(cr, b->text->str, (int)b->text->len, &g_array_index(b->glyph, cairo_glyph_t, 0),
                           (int)b->glyph->len, &g_array_index(b->cluster, cairo_text_cluster_t, 0),
                           (int)b->cluster->len, 0);
}

void brush_shape(struct painter *b, cairo_t *cr, const struct mark *m)
{
    g_array_set_size(b->glyph, 0);
    add_glyphs(b, m, true);
    cairo_set_scaled_font(cr, scaled_font(b, cr, m, true));
    cairo_glyph_path(cr, &g_array_index(b->glyph, cairo_glyph_t, 0), (int)b->glyph->len);
    cairo_fill(cr);
}

void brush_line(cairo_t *cr, const struct mark *m)
{
    double x0 = len_pt(m->x0), y0 = len_pt(m->y0), x1 = len_pt(m->x1), y1 = len_pt(m->y1);
    if (m->kind == MARK_FILL) {
        cairo_rectangle(cr, MIN(x0, x1), MIN(y0, y1), ABS(x1 - x0), ABS(y1 - y0));
    } else {
        cairo_move_to(cr, x0, y0);
        cairo_line_to(cr, x1, y1);
    }
}

bool brush_failed(cairo_status_t s, const char *doing, struct err *e)
{
    if (s == CAIRO_STATUS_SUCCESS)
        return false;
    enum err_kind kind = s == CAIRO_STATUS_NO_MEMORY || s == CAIRO_STATUS_WRITE_ERROR ? ERR_SYSTEM : ERR_BUG;
    err_set(e, kind, "%s: %s", doing, cairo_status_to_string(s));
    return true;
}
