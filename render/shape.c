/* shape.c - text to glyphs, cluster by cluster.
 * Pango splits the text by script; the part's own list chooses the face of every character; HarfBuzz shapes
 * runs of one face, style and script.  A PangoLayout or a font map would choose faces by family and bring a
 * font configuration that nothing here needs.
 *
 * Top-down: digits, glyphs into clusters, runs, joints of dashes, the whole text. */
#include "shape.h"

#include "intl.h"
#include "shape_chars.h"
#include "shape_marks.h"

#include <glib.h>
#include <hb.h>
#include <string.h>

/* Digits as a face sets them in a table or a line of Han: half a cell each where it can. */
struct digits {
    bool known;
    uint32_t glyph[10];
    int advance[10];
};

struct shaper {
    const struct fonts *fonts;
    hb_buffer_t *buffer;
    hb_buffer_t *probe; /* for single marks and digits */
    hb_language_t language;
    GHashTable *marks;     /* mark_key -> struct mark_box */
    struct digits *digits; /* by face id */
};

struct work {
    struct shaper *s;
    const char *text;
    size_t nbyte;
    bool vertical;
    GArray *chr;     /* struct chr, and one at the end that only holds the end of the text */
    GArray *cluster; /* struct cluster */
    GArray *glyph;   /* struct glyph */
};

static struct chr *chr_at(const struct work *w, size_t i)
{
    return &g_array_index(w->chr, struct chr, i);
}

/* ---- digits ---- */

static void probe_digits(struct shaper *s, const struct face *f, bool half_width, struct digits *out)
{
    hb_feature_t on[] = {{HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
                         {HB_TAG('h', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};
    for (size_t i = 0; i < 10; i++) {
        hb_buffer_clear_contents(s->probe);
        hb_buffer_set_content_type(s->probe, HB_BUFFER_CONTENT_TYPE_UNICODE);
        hb_buffer_set_direction(s->probe, HB_DIRECTION_LTR);
        hb_buffer_set_script(s->probe, HB_SCRIPT_HAN);
        hb_buffer_set_language(s->probe, s->language);
        hb_buffer_add(s->probe, '0' + (uint32_t)i, 0);
        hb_shape(f->hb_font, s->probe, on, half_width ? 2 : 1);
        out->glyph[i] = hb_buffer_get_glyph_infos(s->probe, NULL)->codepoint;
        out->advance[i] = hb_buffer_get_glyph_positions(s->probe, NULL)->x_advance;
    }
    hb_buffer_clear_contents(s->probe);
}

static bool all_half(const struct digits *d, const struct face *f)
{
    for (size_t i = 0; i < 10; i++)
        if (d->advance[i] * 2 != (int)f->upem)
            return false;
    return true;
}

/* digits_of - the face's digits: as they are when half a cell wide, else its half-width forms (`hwid`, as
 * Noto has them), else as they are. */
static const struct digits *digits_of(struct shaper *s, const struct face *f)
{
    struct digits *d = &s->digits[f->id];
    if (d->known)
        return d;
    probe_digits(s, f, false, d);
    if (!all_half(d, f)) {
        struct digits half;
        probe_digits(s, f, true, &half);
        if (all_half(&half, f))
            *d = half;
    }
    d->known = true;
    return d;
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

/* add_cluster - the n glyphs of the characters from `at` up to byte `end`. */
static void add_cluster(struct work *w, size_t at, uint32_t end, const hb_glyph_info_t *info,
                        const hb_glyph_position_t *pos, unsigned n)
{
    const struct chr *first = chr_at(w, at);
    const struct text_style *style = first->style;
    len_t upem = first->face->upem;
    /* invisible characters may stand before the first glyph */
    uint32_t byte = w->cluster->len ? first->byte : 0;
    struct cluster c = {.cp = first->cp,
                        .byte = byte,
                        .nbyte = end - byte,
                        .style = style,
                        .face = first->face,
                        .glyph = w->glyph->len,
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
        g_array_append_val(w->glyph, g);
    }
    if (w->vertical) /* every character has a cell of its own, a long dash two */
        c.advance = n ? MAX(1, (down + (int)upem / 2) / (int)upem) * style->cell : 0;
    else
        c.advance = len_scale(pen, style->cell, upem);
    if (n == 1 && mark_class(c.cp) != MARK_NONE && at + 1 < w->chr->len && end == chr_at(w, at + 1)->byte)
        fit_mark(w, at, &c, &g_array_index(w->glyph, struct glyph, c.glyph));
    g_array_append_val(w->cluster, c);
}

/* attach - bytes that have no glyph belong to the cluster before them, or to the first. */
static void attach(struct work *w, uint32_t end)
{
    if (w->cluster->len) {
        struct cluster *last = &g_array_index(w->cluster, struct cluster, w->cluster->len - 1);
        last->nbyte = end - last->byte;
    }
}

/* ---- runs ---- */

static void shape_digits(struct work *w, size_t from, size_t to)
{
    const struct digits *d = digits_of(w->s, chr_at(w, from)->face);
    for (size_t i = from; i < to; i++) {
        uint32_t value = chr_at(w, i)->cp - '0';
        if (value > 9) { /* a combining mark or selector on a digit */
            attach(w, chr_at(w, i + 1)->byte);
            continue;
        }
        hb_glyph_info_t info = {.codepoint = d->glyph[value]};
        hb_glyph_position_t pos = {.x_advance = d->advance[value]};
        add_cluster(w, i, chr_at(w, i + 1)->byte, &info, &pos, 1);
    }
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
        else
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
    struct cluster *c = (struct cluster *)(void *)w->cluster->data;
    for (size_t i = 0, next; i < w->cluster->len; i = next) {
        next = i + 1;
        if (!is_dash(&c[i]))
            continue;
        while (next < w->cluster->len && is_dash(&c[next]) && c[next].face == c[i].face &&
               c[next].style == c[i].style)
            next++;
        struct glyph *g = &g_array_index(w->glyph, struct glyph, c[i].glyph);
        len_t x0, y0, x1, y1, count = (len_t)(next - i);
        if (count < 2 || !face_glyph_ink(c[i].face, g->id, c[i].style->size, &x0, &y0, &x1, &y1))
            continue;
        len_t gap = w->vertical ? c[i].advance - (y1 - y0) : c[i].advance - (x1 - x0);
        for (len_t k = 0; gap > 0 && k < count; k++) {
            struct glyph *m = &g_array_index(w->glyph, struct glyph, c[i + (size_t)k].glyph);
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
                         .marks = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free),
                         .digits = ARENA_ARRAY(a, f->nface, struct digits)};
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
    struct work w = {.s = s, .text = out->text, .nbyte = strlen(out->text), .vertical = vertical};
    if (w.nbyte == 0)
        return out;
    w.chr = shape_chars(s->fonts, w.text, span, n, pointer, vertical, d);
    w.cluster = g_array_new(FALSE, FALSE, sizeof(struct cluster));
    w.glyph = g_array_new(FALSE, FALSE, sizeof(struct glyph));
    shape_runs(&w);
    close_joints(&w);
    out->ncluster = w.cluster->len;
    out->cluster = arena_dup(a, w.cluster->data, w.cluster->len * sizeof(struct cluster));
    out->nglyph = w.glyph->len;
    out->glyph = arena_dup(a, w.glyph->data, w.glyph->len * sizeof(struct glyph));
    g_array_unref(w.chr);
    g_array_unref(w.cluster);
    g_array_unref(w.glyph);
    return out;
}
