/* vlist.c - the document as one vertical list: every line and every table, set, in order, not yet on pages.
 * Stage: doc -> vlist -> flow -> paginate. */
#include "vlist.h"

#include "intl.h"
#include "title.h"
#include "utf8.h"

#include <string.h>

struct builder {
    const struct typesetter *t;
    const struct doc *doc;
    GArray *flow, *unit; /* struct flow_item, struct vunit: in step */
    int block;
    int wanted_below; /* lines of text that still have to stand under a heading */
    len_t measure;    /* cells of the grid, the width of body text */
};

static struct vunit *add_line(struct builder *b, bool keep)
{
    struct flow_item item = {.kind = FLOW_LINE, .keep = keep};
    struct vunit unit = {.block = b->block};
    g_array_append_val(b->flow, item);
    g_array_append_val(b->unit, unit);
    return &g_array_index(b->unit, struct vunit, b->unit->len - 1);
}

static void add_blank(struct builder *b, bool keep)
{
    struct flow_item item = {.kind = FLOW_BLANK, .keep = keep};
    struct vunit unit = {.block = -1};
    g_array_append_val(b->flow, item);
    g_array_append_val(b->unit, unit);
}

static void add_text(struct vunit *u, const struct paragraph *p, size_t line, len_t x)
{
    u->text[u->ntext++] = (struct vtext){p, line, x};
}

/* The lines of a paragraph.  孤行: a page does not begin with its last line.  Under a heading two lines of
 * text have to stand, of one paragraph or of two. */
static void add_paragraph(struct builder *b, const struct paragraph *p, len_t x)
{
    for (size_t i = 0; i < p->nline; i++) {
        struct vunit *u = add_line(b, i + 2 == p->nline || b->wanted_below > 1);
        add_text(u, p, i, x);
        u->part = (int)i + 1;
        u->parts = (int)p->nline;
        if (b->wanted_below > 0)
            b->wanted_below--;
    }
}

/* A heading stays whole and with what follows. */
static void add_heading(struct builder *b, const struct paragraph *p)
{
    guint from = b->flow->len;
    add_paragraph(b, p, 0);
    for (guint i = from; i < b->flow->len; i++)
        g_array_index(b->flow, struct flow_item, i).keep = true;
    b->wanted_below = 2;
}

static const struct paragraph *set_text(struct builder *b, const struct span *span, size_t n, len_t width,
                                        len_t indent, bool justify)
{
    return paragraph_set(b->t, span, n, b->doc->block[b->block].pointer, width, indent, justify);
}

static len_t centred(struct builder *b, const struct paragraph *p, size_t line)
{
    return (b->doc->layout->type_width - paragraph_line_width(p, line)) / 2;
}

/* Set the title unbroken to learn its widths, and find the ends of its lines; 0 if it has to be broken as
 * text. */
static size_t title_ends(struct builder *b, const struct span *whole, size_t end[TITLE_LINES],
                         const char **text)
{
    const struct typesetter *t = b->t;
    struct diag *told_later = diag_new(); /* the lines are shaped again, with their findings */
    struct shaped *s =
        shape_spans(t->shaper, whole, 1, b->doc->block[b->block].pointer, false, t->a, told_later);
    diag_free(told_later);
    size_t n = s->ncluster, lines;
    struct title_char *c = ARENA_ARRAY(t->a, n, struct title_char);
    uint32_t *cp = ARENA_ARRAY(t->a, n, uint32_t);
    for (size_t i = 0; i < n; i++) {
        cp[i] = s->cluster[i].cp;
        c[i].width = s->cluster[i].advance;
    }
    const char *name = b->doc->author;
    size_t name_length = g_str_has_prefix(whole->text, name) ? utf8_length(name) : 0;
    size_t nword;
    title_costs(cp, n, name_length, words_mark(t->words, s->text, t->a, &nword), c);
    /* at least one character free on each side */
    lines = title_break(c, n, b->doc->layout->type_width - 2 * whole->style->size, whole->style->size, end);
    *text = s->text;
    for (size_t k = 0; k < lines; k++) /* from clusters to bytes */
        end[k] = s->cluster[end[k] - 1].byte + s->cluster[end[k] - 1].nbyte;
    return lines;
}

static void add_title(struct builder *b, const struct doc_block *block)
{
    size_t end[TITLE_LINES], from = 0, lines = 0;
    const char *text = NULL;
    guint first = b->unit->len;
    if (!block->manual)
        lines = title_ends(b, &block->span[0], end, &text);
    for (size_t k = 0; k < lines; k++) {
        struct span part = {arena_strndup(b->t->a, text + from, end[k] - from), block->span[0].style};
        const struct paragraph *p = set_text(b, &part, 1, b->doc->layout->type_width, 0, false);
        add_text(add_line(b, true), p, 0, centred(b, p, 0));
        from = end[k];
    }
    for (size_t k = 0; lines == 0 && k < block->nspan; k++) {
        const struct paragraph *p = set_text(b, &block->span[k], 1, b->doc->layout->type_width, 0, false);
        for (size_t i = 0; i < p->nline; i++)
            add_text(add_line(b, true), p, i, centred(b, p, i));
    }
    for (guint i = first; i < b->unit->len; i++) {
        struct vunit *u = &g_array_index(b->unit, struct vunit, i);
        u->part = (int)(i - first) + 1;
        u->parts = (int)(b->unit->len - first);
    }
    add_blank(b, true);
}

/* What a text takes when others follow it on the line: no mark loses the blank half it would lose at a line
 * end. */
static len_t advance_of(const struct paragraph *p)
{
    len_t width = 0;
    for (size_t i = 0; i < p->shaped->ncluster; i++)
        width += p->shaped->cluster[i].advance;
    return width;
}

/* 附件说明: 正文下空一行左空二字编排“附件”二字，后标全角冒号和附件名称; several are numbered; turn lines
 * align with the first character of the name, not with its number. */
static void add_annexes(struct builder *b, const struct doc_block *block)
{
    const struct layout *l = b->doc->layout;
    const struct text_style *style = block->span[0].style;
    len_t indent = l->indent * l->cell;
    int part = 0, parts = 0;
    guint first = b->unit->len + 1;
    add_blank(b, true);
    struct span word = {l->annex, style};
    const struct paragraph *lead = set_text(b, &word, 1, b->measure, 0, false);
    len_t lead_width = advance_of(lead);
    for (size_t i = 0; i < block->nspan; i++) {
        struct span number = {block->nspan > 1 ? arena_printf(b->t->a, "%zu.", i + 1) : "", style};
        const char *label = arena_printf(b->t->a, "%s%s", i == 0 ? l->annex : "", number.text);
        struct span label_span = {label, style};
        const struct paragraph *n = set_text(b, &number, *number.text ? 1 : 0, b->measure, 0, false);
        const struct paragraph *head = set_text(b, &label_span, *label ? 1 : 0, b->measure, 0, false);
        len_t x = indent + lead_width + advance_of(n);
        const struct paragraph *p = set_text(b, &block->span[i], 1, b->measure - x, 0, true);
        for (size_t k = 0; k < p->nline; k++) {
            struct vunit *u = add_line(b, k + 1 < p->nline || i + 1 < block->nspan);
            if (k == 0 && head->nline)
                add_text(u, head, 0, i == 0 ? indent : indent + lead_width);
            add_text(u, p, k, x);
            parts++;
        }
    }
    for (guint i = first; i < b->unit->len; i++) {
        struct vunit *u = &g_array_index(b->unit, struct vunit, i);
        u->part = ++part;
        u->parts = parts;
    }
}

/* The signature never stands alone: two lines of text go with it. */
static void keep_last_lines(struct builder *b)
{
    int lines = 0;
    for (guint i = b->flow->len; i-- > 0 && lines < 2;) {
        struct flow_item *item = &g_array_index(b->flow, struct flow_item, i);
        if (item->kind == FLOW_TABLE)
            return;
        item->keep = true;
        lines += item->kind == FLOW_LINE;
    }
}

/* 发文机关署名和成文日期.  Sealed: 成文日期右空四字, the organ centred over it.  Not sealed: the organ
 * 右空二字, the date begins two characters to the right of it; where the date is the longer, it stands
 * 右空二字 and the organ moves left. */
static void add_signature(struct builder *b, const struct doc_block *block)
{
    len_t cell = b->doc->layout->cell, x[2], width[2];
    const struct paragraph *p[2];
    for (int i = 0; i < 2; i++) {
        p[i] = set_text(b, &block->span[i], *block->span[i].text ? 1 : 0, b->measure, 0, false);
        width[i] = p[i]->nline ? paragraph_line_width(p[i], 0) : 0;
    }
    if (block->sealed) {
        x[1] = b->measure - 4 * cell - width[1];
        x[0] = x[1] + (width[1] - width[0]) / 2;
        if (x[0] + width[0] > b->measure) /* a long name stays inside the type area */
            x[0] = b->measure - width[0];
    } else if (width[1] > width[0]) {
        x[1] = b->measure - 2 * cell - width[1];
        x[0] = x[1] - 2 * cell;
    } else {
        x[0] = b->measure - 2 * cell - width[0];
        x[1] = x[0] + 2 * cell;
    }
    keep_last_lines(b);
    add_blank(b, true);
    for (int i = 0; i < 2; i++)
        for (size_t k = 0; k < p[i]->nline; k++) {
            struct vunit *u = add_line(b, true);
            add_text(u, p[i], k, x[i] > 0 ? x[i] : 0);
            u->part = i + 1;
            u->parts = 2;
        }
    g_array_index(b->flow, struct flow_item, b->flow->len - 1).keep = false;
}

/* 附注: 居左空二字加圆括号编排在成文日期下一行. */
static void add_remarks(struct builder *b, const struct doc_block *block)
{
    struct span s = block->span[0];
    if (!g_str_has_prefix(s.text, "（"))
        s.text = arena_printf(b->t->a, "（%s）", s.text);
    const struct layout *l = b->doc->layout;
    add_paragraph(b, set_text(b, &s, 1, b->measure, l->indent * l->cell, true), 0);
}

static void add_table(struct builder *b, const struct doc_block *block)
{
    const struct table_set *table = table_typeset(b->t, block);
    b->wanted_below = 0; /* a table sees to its own first rows */
    struct flow_item item = {.kind = FLOW_TABLE, .fit = table->fit};
    struct vunit unit = {.block = b->block, .table = table};
    g_array_append_val(b->flow, item);
    g_array_append_val(b->unit, unit);
}

/* The note of a table, close below it, in lines of its own leading. */
static void add_note(struct builder *b, const struct doc_block *block)
{
    const struct text_style *style = block->span[0].style;
    len_t height = len_scale(style->size, b->doc->layout->note_leading, 1000);
    const struct paragraph *p = set_text(b, block->span, block->nspan, b->doc->layout->type_width,
                                         b->doc->layout->indent * style->cell, true);
    for (size_t i = 0; i < p->nline; i++) {
        struct vunit *u = add_line(b, i + 1 < p->nline);
        struct flow_item *item = &g_array_index(b->flow, struct flow_item, b->flow->len - 1);
        item->kind = FLOW_NOTE;
        item->height = height;
        add_text(u, p, i, 0);
        u->part = (int)i + 1;
        u->parts = (int)p->nline;
    }
}

static void add_block(struct builder *b, const struct doc_block *block)
{
    const struct layout *l = b->doc->layout;
    len_t indent = l->indent * l->cell;
    switch (block->kind) {
    case DOC_TITLE:
        add_title(b, block);
        break;
    case DOC_HEADING:
        add_heading(b, set_text(b, block->span, block->nspan, b->measure, indent, true));
        break;
    case DOC_PARAGRAPH:
        add_paragraph(b, set_text(b, block->span, block->nspan, b->measure, indent, true), 0);
        break;
    case DOC_TABLE:
    case DOC_LIST:
        add_table(b, block);
        break;
    case DOC_NOTE:
        add_note(b, block);
        break;
    case DOC_ANNEXES:
        add_annexes(b, block);
        break;
    case DOC_SIGNATURE:
        add_signature(b, block);
        break;
    case DOC_REMARKS:
        add_remarks(b, block);
        break;
    }
}

/* What shaping found that no page can be made with; its findings begin at `before`. */
static bool shaping_failed(const struct diag *d, size_t before, struct err *e)
{
    for (size_t i = before; i < diag_size(d); i++) {
        const struct finding *f = diag_get(d, i);
        if (f->grade != GRADE_HARD)
            continue;
        if (strcmp(f->id, "FONT-MISSING") == 0)
            err_set(e, ERR_FONT, _("characters that no font has cannot be printed"));
        else if (strcmp(f->id, "FONT-FALLBACK") == 0)
            err_set(e, ERR_FONT, _("characters would come from another font (--strict-fonts)"));
        else
            err_set(e, ERR_LAYOUT, _("the page style does not agree with the list of fonts"));
        return true;
    }
    return false;
}

struct vlist *vlist_build(const struct typesetter *t, const struct doc *doc, struct err *e)
{
    struct builder b = {.t = t,
                        .doc = doc,
                        .measure = doc->layout->cells * doc->layout->cell,
                        .flow = g_array_new(FALSE, TRUE, sizeof(struct flow_item)),
                        .unit = g_array_new(FALSE, TRUE, sizeof(struct vunit))};
    size_t before = diag_size(t->d);
    for (size_t i = 0; i < doc->nblock; i++) {
        b.block = (int)i;
        add_block(&b, &doc->block[i]);
    }
    struct vlist *v = ARENA_NEW(t->a, struct vlist);
    v->n = b.flow->len;
    v->flow = arena_dup(t->a, b.flow->data, v->n * sizeof(struct flow_item));
    v->unit = arena_dup(t->a, b.unit->data, v->n * sizeof(struct vunit));
    g_array_free(b.flow, TRUE);
    g_array_free(b.unit, TRUE);
    return shaping_failed(t->d, before, e) ? NULL : v;
}
