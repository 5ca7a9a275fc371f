/* shape.c - text to glyphs, cluster by cluster.
 * Pango splits the text by script; the part's own list chooses the face of every character; HarfBuzz shapes
 * runs of one face, style and script.  A PangoLayout or a font map would choose faces by family and bring a
 * font configuration that nothing here needs.
 *
 * Top-down: glyphs into clusters, runs, joints of dashes, the whole text. */
#include "shape.h"

#include "intl.h"
#include "shape_chars.h"
#include "shape_marks.h"
#include "shape_single.h"

#include <glib.h>
#include <hb.h>
#include <string.h>

struct shaper {
    const struct fonts *fonts;
    hb_buffer_t *buffer;
    hb_buffer_t *probe; /* for single marks and digits */
    hb_language_t language;
    GHashTable *marks; /* mark_key -> struct mark_box */
    struct singles *singles;
};

struct work {
    struct shaper *s;
    const char *text;
    size_t nbyte;
    bool vertical;
    GArray *chr;             /* struct chr, and one at the end that only holds the end of the text */
    struct cluster *cluster; /* room for one for each character */
    size_t ncluster;
    struct glyph *glyph;
    size_t nglyph, room; /* for glyphs */
    struct arena *a;
};

static struct chr *chr_at(const struct work *w, size_t i)
{
    return &g_array_index(w->chr, struct chr, i);
}

/* ---- clusters ---- */

static gint64 mark_key(const struct face *f, uint32_t cp, bool vertical)
{
    return (gint64)f->id << 32 | (gint64)vertical << 31 | cp;
}

static const struct mark_box *mark_of(struct shaper *s, const struct face *f, uint32_t cp, bool vertical)
{
    gint64 key = mark_key(f, cp, vertical);
    struct mark_box *box = g_hash_table_lookup(s->marks, &key);
    if (!box) {
        box = g_new(struct mark_box, 1);
        *box = mark_measure(f, cp, vertical, s->probe);
        g_hash_table_insert(s->marks, g_memdup2(&key, sizeof key), box);
    }
    return box;
}

/* centre - move a glyph so that its ink stands in the middle of the cluster. */
static void centre(struct cluster *c, struct glyph *g)
{
    len_t x0, y0, x1, y1;
    if (face_glyph_ink(c->face, g->id, c->style->size, &x0, &y0, &x1, &y1))
        g->dx = (c->advance - x0 - x1) / 2;
}

/* fit_mark - give a cluster of one mark the width and the blanks of its box. */
static void fit_mark(const struct work *w, size_t at, struct cluster *c, struct glyph *g)
{
    const struct mark_box *box = mark_of(w->s, c->face, c->cp, w->vertical);
    const struct text_style *style = c->style;
    len_t upem = c->face->upem;
    if (w->vertical) {
        g->dy -= len_scale(box->shift, style->size, upem);
        c->trim_left = len_scale(box->left, style->cell, upem);
        c->trim_right = len_scale(box->right, style->cell, upem);
        return;
    }
    if (box->glyph)
        g->id = box->glyph;
    if (box->halves)
        c->advance = len_scale(style->cell, box->halves, 2);
    if (box->centred)
        centre(c, g);
    g->dx += len_scale(box->shift, style->size, upem);
    c->trim_left = len_scale(box->left, style->cell, upem);
    c->trim_right = len_scale(box->right, style->cell, upem);
    if (is_apostrophe(w->chr, at)) {
        c->advance -= c->trim_left + c->trim_right;
        g->dx -= len_scale(box->left, style->size, upem);
        c->trim_left = c->trim_right = 0;
    }
    g->advance = c->advance;
}

/* add_glyph - one more glyph; mostly there are as many as characters. */
static void add_glyph(struct work *w, struct glyph g)
{
    if (w->nglyph == w->room) {
        struct glyph *more = ARENA_ARRAY(w->a, w->room * 2, struct glyph);
        memcpy(more, w->glyph, w->nglyph * sizeof *more);
        w->glyph = more;
        w->room *= 2;
    }
    w->glyph[w->nglyph++] = g;
}

/* add_cluster - the n glyphs of the characters from `at` up to byte `end`. */
static void add_cluster(struct work *w, size_t at, uint32_t end, const hb_glyph_info_t *info,
                        const hb_glyph_position_t *pos, unsigned n)
{
    const struct chr *first = chr_at(w, at);
    const struct text_style *style = first->style;
    len_t upem = first->face->upem;
    /* invisible characters may stand before the first glyph */
    uint32_t byte = w->ncluster ? first->byte : 0;
    struct cluster c = {.cp = first->cp,
                        .byte = byte,
                        .nbyte = end - byte,
                        .style = style,
                        .face = first->face,
                        .glyph = (uint32_t)w->nglyph,
                        .nglyph = n};
    c.unsafe = n && hb_glyph_info_get_glyph_flags(&info[0]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK;
    int pen = 0, down = 0, top = n ? pos[0].y_offset : 0;
    for (unsigned k = 0; k < n; k++) {
        struct glyph g = {.id = info[k].codepoint};
        if (w->vertical) { /* a column one cell wide; its Han stand on one baseline with their em boxes */
            g.dx = style->cell / 2 + len_scale(pos[k].x_offset, style->size, upem);
            g.dy = len_scale(pos[k].y_offset - top, style->size, upem);
            g.advance = len_scale(-pos[k].y_advance, style->cell, upem);
            down -= pos[k].y_advance;
        } else {
            g.dx = len_scale(pen + pos[k].x_offset, style->size, upem);
            g.dy = len_scale(pos[k].y_offset, style->size, upem);
            g.advance = len_scale(pos[k].x_advance, style->cell, upem);
            pen += pos[k].x_advance;
        }
        add_glyph(w, g);
    }
    if (w->vertical) /* every character has a cell of its own, a long dash two */
        c.advance = n ? MAX(1, (down + (int)upem / 2) / (int)upem) * style->cell : 0;
    else
        c.advance = len_scale(pen, style->cell, upem);
    if (n == 1 && mark_class(c.cp) != MARK_NONE && at + 1 < w->chr->len && end == chr_at(w, at + 1)->byte)
        fit_mark(w, at, &c, &w->glyph[c.glyph]);
    w->cluster[w->ncluster++] = c;
}

/* attach - bytes that have no glyph belong to the cluster before them, or to the first. */
static void attach(struct work *w, uint32_t end)
{
    if (w->ncluster) {
        struct cluster *last = &w->cluster[w->ncluster - 1];
        last->nbyte = end - last->byte;
    }
}

/* ---- runs ---- */

/* add_single - one character as a cluster of one glyph. */
static void add_single(struct work *w, size_t i, struct single s)
{
    hb_glyph_info_t info = {.codepoint = s.glyph};
    hb_glyph_position_t pos = {.x_advance = s.advance};
    add_cluster(w, i, chr_at(w, i + 1)->byte, &info, &pos, 1);
}

static void shape_digits(struct work *w, size_t from, size_t to)
{
    const struct single *digit = single_digits(w->s->singles, chr_at(w, from)->face);
    for (size_t i = from; i < to; i++) {
        uint32_t value = chr_at(w, i)->cp - '0';
        if (value > 9) { /* a combining mark or selector on a digit */
            attach(w, chr_at(w, i + 1)->byte);
            continue;
        }
        add_single(w, i, digit[value]);
    }
}

/* shape_singly - whether all characters could be shaped without a look at each other; else none is. */
static bool shape_singly(struct work *w, size_t from, size_t to)
{
    const struct face *f = chr_at(w, from)->face;
    if (w->vertical || chr_at(w, from)->kind != KIND_HAN || !single_face(w->s->singles, f))
        return false;
    for (size_t i = from; i < to; i++)
        if (!single_character(f, chr_at(w, i)->cp))
            return false;
    for (size_t i = from; i < to; i++)
        add_single(w, i, single_of(f, chr_at(w, i)->cp));
    return true;
}

/* add_clusters - a run's glyphs, left to right, cut where HarfBuzz begins a new cluster. */
static void add_clusters(struct work *w, size_t from, size_t to, const hb_glyph_info_t *info,
                         const hb_glyph_position_t *pos, unsigned n)
{
    size_t at = from;
    for (unsigned i = 0, next; i < n; i = next) {
        for (next = i + 1; next < n && info[next].cluster == info[i].cluster; next++)
            ;
        size_t after = at;
        uint32_t end = next < n ? info[next].cluster : chr_at(w, to)->byte;
        while (after < to && chr_at(w, after)->byte < end)
            after++;
        add_cluster(w, at, chr_at(w, after)->byte, info + i, pos + i, next - i);
        at = after;
    }
}

static void shape_run(struct work *w, size_t from, size_t to)
{
    static const hb_feature_t no_kern = {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START,
                                         HB_FEATURE_GLOBAL_END};
    const struct chr *c = chr_at(w, from);
    hb_buffer_t *b = w->s->buffer;
    hb_script_t script = hb_script_from_iso15924_tag(g_unicode_script_to_iso15924(c->script));
    bool backward = !w->vertical && hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
    hb_buffer_clear_contents(b);
    hb_buffer_set_flags(b, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_set_direction(b, w->vertical ? HB_DIRECTION_TTB
                               : backward  ? HB_DIRECTION_RTL
                                           : HB_DIRECTION_LTR);
    hb_buffer_set_script(b, script);
    hb_buffer_set_language(b, w->s->language);
    hb_buffer_add_utf8(b, w->text, (int)w->nbyte, c->byte, (int)(chr_at(w, to)->byte - c->byte));
    hb_shape(c->face->hb_font, b, &no_kern, c->kind == KIND_WORD ? 0 : 1);

    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &n);
    const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(b, NULL);
    if (n == 0)
        attach(w, chr_at(w, to)->byte);
    else if (backward) /* a word that runs against the line is one piece */
        add_cluster(w, from, chr_at(w, to)->byte, info, pos, n);
    else
        add_clusters(w, from, to, info, pos, n);
}

static void shape_runs(struct work *w)
{
    size_t n = w->chr->len - 1;
    for (size_t i = 0, next; i < n; i = next) {
        const struct chr *c = chr_at(w, i);
        for (next = i + 1; next < n; next++) {
            const struct chr *m = chr_at(w, next);
            if (m->face != c->face || m->style != c->style || m->kind != c->kind || m->script != c->script)
                break;
        }
        if (c->kind == KIND_DIGITS)
            shape_digits(w, i, next);
        else if (!shape_singly(w, i, next))
            shape_run(w, i, next);
    }
}

/* ---- joints ---- */

static bool is_dash(const struct cluster *c)
{
    return c->cp == 0x2014 && c->nglyph == 1 && c->advance == c->style->cell;
}

/* close_joints - neighbouring — whose ink does not meet are moved together, about their middle: —— has no
 * visible joint. */
static void close_joints(const struct work *w)
{
    struct cluster *c = w->cluster;
    for (size_t i = 0, next; i < w->ncluster; i = next) {
        next = i + 1;
        if (!is_dash(&c[i]))
            continue;
        while (next < w->ncluster && is_dash(&c[next]) && c[next].face == c[i].face &&
               c[next].style == c[i].style)
            next++;
        struct glyph *g = &w->glyph[c[i].glyph];
        len_t x0, y0, x1, y1, count = (len_t)(next - i);
        if (count < 2 || !face_glyph_ink(c[i].face, g->id, c[i].style->size, &x0, &y0, &x1, &y1))
            continue;
        len_t gap = w->vertical ? c[i].advance - (y1 - y0) : c[i].advance - (x1 - x0);
        for (len_t k = 0; gap > 0 && k < count; k++) {
            struct glyph *m = &w->glyph[c[i + (size_t)k].glyph];
            len_t move = gap * (count - 1 - 2 * k) / 2;
            if (w->vertical)
                m->dy -= move;
            else
                m->dx += move;
        }
    }
}

/* ---- the whole text ---- */

static void shaper_drop(void *p)
{
    struct shaper *s = p;
    hb_buffer_destroy(s->buffer);
    hb_buffer_destroy(s->probe);
    g_hash_table_unref(s->marks);
}

struct shaper *shaper_new(const struct fonts *f, struct arena *a, struct err *e)
{
    struct shaper *s = ARENA_NEW(a, struct shaper);
    *s = (struct shaper){.fonts = f,
                         .buffer = hb_buffer_create(),
                         .probe = hb_buffer_create(),
                         .language = hb_language_from_string("zh-cn", -1),
                         .marks = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free)};
    s->singles = singles_new(f, s->probe, s->language, a);
    arena_cleanup(a, shaper_drop, s);
    if (!hb_buffer_allocation_successful(s->buffer) || !hb_buffer_allocation_successful(s->probe)) {
        err_set(e, ERR_SYSTEM, _("not enough memory to shape text"));
        return NULL;
    }
    return s;
}

static const char *join_spans(const struct span *span, size_t n, struct arena *a)
{
    size_t total = 0, at = 0;
    for (size_t i = 0; i < n; i++)
        total += strlen(span[i].text);
    char *text = arena_alloc(a, total + 1);
    for (size_t i = 0; i < n; i++) {
        size_t k = strlen(span[i].text);
        memcpy(text + at, span[i].text, k);
        at += k;
    }
    return text;
}

struct shaped *shape_spans(struct shaper *s, const struct span *span, size_t n, const char *pointer,
                           bool vertical, struct arena *a, struct diag *d)
{
    struct shaped *out = ARENA_NEW(a, struct shaped);
    out->text = join_spans(span, n, a);
    out->pointer = pointer;
    struct work w = {.s = s, .text = out->text, .nbyte = strlen(out->text), .vertical = vertical, .a = a};
    if (w.nbyte == 0)
        return out;
    w.chr = shape_chars(s->fonts, w.text, span, n, pointer, vertical, d);
    w.room = w.chr->len;
    w.cluster = ARENA_ARRAY(a, w.room, struct cluster);
    w.glyph = ARENA_ARRAY(a, w.room, struct glyph);
    shape_runs(&w);
    close_joints(&w);
    out->ncluster = w.ncluster;
    out->cluster = w.cluster;
    out->nglyph = w.nglyph;
    out->glyph = w.glyph;
    g_array_unref(w.chr);
    return out;
}
