/* paragraph.c - one paragraph: styled text to lines, and a line onto a page.
 * Stage: spans -> shape -> kinsoku -> breaks -> lines. */
#include "paragraph.h"

#include "intl.h"
#include "kinsoku.h"

struct item *paragraph_items(const struct shaped *s, struct arena *a)
{
    struct kchar *k = g_new(struct kchar, s->ncluster);
    for (size_t i = 0; i < s->ncluster; i++) {
        const struct cluster *c = &s->cluster[i];
        k[i] = (struct kchar){.cp = c->cp,
                              .advance = c->advance,
                              .trim_left = c->trim_left,
                              .trim_right = c->trim_right,
                              .cell = c->style->cell,
                              .latin_gap = c->style->latin_gap};
    }
    struct item *items = kinsoku_items(k, s->ncluster, a);
    g_free(k);
    return items;
}

/* The words of a line, for messages. */
static const char *line_text(const struct paragraph *p, const struct line *line, struct arena *a)
{
    const struct cluster *first = &p->shaped->cluster[line->from], *last = &p->shaped->cluster[line->to - 1];
    return arena_strndup(a, p->shaped->text + first->byte, last->byte + last->nbyte - first->byte);
}

static void report_lines(const struct typesetter *t, const struct paragraph *p)
{
    for (size_t i = 0; i < p->nline; i++) {
        const struct line *line = &p->line[i];
        if (!line->forced && !line->loose)
            continue;
        const char *words = line_text(p, line, t->a);
        struct finding f = {.pointer = p->shaped->pointer};
        f.id = line->forced ? "TYPE-FORCED" : "TYPE-LOOSE";
        f.grade = line->forced ? GRADE_SOFT : GRADE_INFO;
        f.text = arena_printf(t->a,
                              line->forced ? _("too long for the line, broken where no line should end: %s")
                                           : _("the spacing of this line is loose: %s"),
                              words);
        diag_add(t->d, &f);
    }
}

struct paragraph *paragraph_set(const struct typesetter *t, const struct span *span, size_t n,
                                const char *pointer, len_t width, len_t indent, bool justify)
{
    struct paragraph *p = ARENA_NEW(t->a, struct paragraph);
    *p = (struct paragraph){.width = width, .indent = indent, .justify = justify};
    p->shaped = shape_spans(t->shaper, span, n, pointer, false, t->a, t->d);
    p->item = paragraph_items(p->shaped, t->a);
    struct break_options o = {
        .width = width, .indent = indent, .justify = justify, .han_gap_max = n ? span[0].style->cell / 4 : 0};
    p->line = break_lines(p->item, p->shaped->ncluster, &o, t->a, &p->nline);
    report_lines(t, p);
    return p;
}

static struct placed *place_line(const struct paragraph *p, size_t i, struct arena *a, len_t *width)
{
    const struct line *line = &p->line[i];
    struct placed *out = ARENA_ARRAY(a, line->to - line->from, struct placed);
    len_t room = p->width - (i == 0 ? p->indent : 0);
    *width = break_place(p->item, line, room, p->justify, out);
    return out;
}

len_t paragraph_line_width(const struct paragraph *p, size_t i)
{
    struct arena *scratch = arena_new();
    len_t width;
    place_line(p, i, scratch, &width);
    arena_free(scratch);
    return width;
}

/* Text extraction takes glyphs that overlap by more than a tenth of an em for a new line.  A mark that lost
 * its blank half and the glyph that moved up to it are therefore one unit of text with two glyphs. */
enum { CLOSE = 10 };

static void add_cluster(struct mark *m, const struct cluster *c, bool close)
{
    if (!close)
        m->ncluster++;
    struct page_cluster *last = &m->cluster[m->ncluster - 1];
    last->nbyte += c->nbyte;
    last->nglyph += c->nglyph;
}

/* One run of one face and style: clusters [from, to). */
static void run_emit(struct page_builder *b, const struct placed_line *line, size_t from, size_t to, len_t x,
                     len_t baseline, enum item_kind kind, struct element element)
{
    const struct shaped *s = line->shaped;
    const struct cluster *first = &s->cluster[from], *last = &s->cluster[to - 1];
    size_t nglyph = 0;
    for (size_t i = from; i < to; i++)
        nglyph += s->cluster[i].nglyph;
    struct mark m = {.kind = MARK_GLYPHS,
                     .item = kind,
                     .element = element,
                     .face = first->face,
                     .style = first->style,
                     .text =
                         arena_strndup(b->a, s->text + first->byte, last->byte + last->nbyte - first->byte),
                     .cluster = ARENA_ARRAY(b->a, to - from, struct page_cluster),
                     .glyph = ARENA_ARRAY(b->a, nglyph, struct page_glyph)};
    len_t pen = x;
    for (size_t i = from; i < to; i++) {
        const struct cluster *c = &s->cluster[i];
        const struct placed *at = &line->placed[i - line->from];
        len_t origin = x + at->x - at->cut_left;
        add_cluster(&m, c, i > from && origin < pen - c->style->size / CLOSE);
        pen = origin;
        for (size_t g = c->glyph; g < (size_t)c->glyph + c->nglyph; g++) {
            m.glyph[m.nglyph++] =
                (struct page_glyph){s->glyph[g].id, pen + s->glyph[g].dx, baseline - s->glyph[g].dy};
            pen += s->glyph[g].advance;
        }
    }
    const struct placed *end = &line->placed[to - 1 - line->from];
    m.x0 = x + line->placed[from - line->from].x;
    m.x1 = x + end->x + end->width;
    m.y0 = m.y1 = baseline;
    g_array_append_val(b->mark, m);
}

void line_emit(struct page_builder *b, const struct placed_line *line, len_t x, len_t baseline,
               enum item_kind kind, struct element element)
{
    const struct cluster *c = line->shaped->cluster;
    for (size_t from = line->from, to; from < line->to; from = to) {
        to = from + 1;
        while (to < line->to && c[to].face == c[from].face && c[to].style == c[from].style)
            to++;
        run_emit(b, line, from, to, x, baseline, kind, element);
    }
}

void paragraph_emit(struct page_builder *b, const struct paragraph *p, size_t i, len_t x, len_t baseline,
                    enum item_kind kind, struct element element)
{
    len_t width;
    const struct placed *placed = place_line(p, i, b->a, &width);
    struct placed_line line = {p->shaped, p->line[i].from, p->line[i].to, placed};
    line_emit(b, &line, x + (i == 0 ? p->indent : 0), baseline, kind, element);
}
