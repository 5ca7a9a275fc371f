/* vlist.c - the document as one vertical list: every line and every table, set, in order, not yet on pages.
 * Stage: doc -> vlist -> flow -> paginate.  The title is in vlist_title.c, what stands behind the text in
 * vlist_end.c. */
#include "vlist_build.h"

#include "intl.h"

#include <string.h>

struct vunit *vlist_line(struct builder *b, bool keep)
{
    struct flow_item item = {.kind = FLOW_LINE, .keep = keep};
    struct vunit unit = {.block = b->block};
    g_array_append_val(b->flow, item);
    g_array_append_val(b->unit, unit);
    return &g_array_index(b->unit, struct vunit, b->unit->len - 1);
}

void vlist_blank(struct builder *b, bool keep)
{
    struct flow_item item = {.kind = FLOW_BLANK, .keep = keep};
    struct vunit unit = {.block = -1};
    g_array_append_val(b->flow, item);
    g_array_append_val(b->unit, unit);
}

void vlist_text(struct vunit *u, const struct paragraph *p, size_t line, len_t x)
{
    u->text[u->ntext++] = (struct vtext){p, line, x};
}

struct flow_item *vlist_item(struct builder *b, guint i)
{
    return &g_array_index(b->flow, struct flow_item, i);
}

void vlist_count_parts(struct builder *b, guint first)
{
    for (guint i = first; i < b->unit->len; i++) {
        struct vunit *u = &g_array_index(b->unit, struct vunit, i);
        u->part = (int)(i - first) + 1;
        u->parts = (int)(b->unit->len - first);
    }
}

const struct paragraph *vlist_set(struct builder *b, const struct span *span, size_t n, len_t width,
                                  len_t indent, bool justify)
{
    return paragraph_set(b->t, span, n, b->doc->block[b->block].pointer, width, indent, justify);
}

/* Whether line 1 of a paragraph that begins with its heading holds a quarter of a line of its text, too: then
 * it is a line of text as any other, and may be the last of a page. */
static bool heading_has_text(const struct paragraph *p)
{
    const struct cluster *c = p->shaped->cluster;
    len_t text = 0;
    for (size_t i = p->line[0].from; i < p->line[0].to; i++)
        text += c[i].style != c[0].style ? p->item[i].width : 0;
    return text >= p->width / 4;
}

/* 孤行: a page does not begin with the last line of a paragraph.  Under a heading two lines of text have to
 * stand, of one paragraph or of two; under the first words of a paragraph that are its heading, one, unless
 * there is enough of its text beside them. */
void vlist_paragraph(struct builder *b, const struct paragraph *p, len_t x)
{
    bool run_in = b->doc->block[b->block].level > 0 && p->nline > 1 && !heading_has_text(p);
    guint first = b->unit->len;
    for (size_t i = 0; i < p->nline; i++) {
        bool last_but_one = i + 2 == p->nline, heads = run_in && i == 0;
        vlist_text(vlist_line(b, last_but_one || heads || b->wanted_below > 1), p, i, x);
        if (b->wanted_below > 0)
            b->wanted_below--;
    }
    vlist_count_parts(b, first);
}

/* A section of one line, 无。, is all that can stand under its heading: a page may end behind it, and rows of
 * such sections are no chain. */
static void end_short_section(struct builder *b, int level)
{
    if (b->wanted_below == 1 && level <= b->headed)
        vlist_item(b, b->flow->len - 1)->keep = false;
}

/* A heading stays whole and with what follows. */
static void add_heading(struct builder *b, const struct paragraph *p)
{
    int level = b->doc->block[b->block].level;
    level = level ? level : 2; /* without numbering it stands inside a section */
    end_short_section(b, level);
    guint from = b->flow->len;
    vlist_paragraph(b, p, 0);
    for (guint i = from; i < b->flow->len; i++)
        vlist_item(b, i)->keep = true;
    b->wanted_below = 2;
    b->headed = level;
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

/* The note of a table, close below it, in the type of the table and lines of its own leading; never parted
 * from it. */
static void add_note(struct builder *b, const struct doc_block *block)
{
    guint first = b->unit->len; /* behind the table */
    const struct text_style *style = g_array_index(b->unit, struct vunit, first - 1).table->style;
    struct span note = {block->span[0].text, style};
    len_t height = len_scale(style->size, b->doc->layout->note_leading, 1000);
    const struct paragraph *p =
        vlist_set(b, &note, 1, b->doc->layout->type_width, b->doc->layout->indent * style->cell, true);
    vlist_item(b, first - 1)->keep = true;
    for (size_t i = 0; i < p->nline; i++) {
        vlist_text(vlist_line(b, i + 1 < p->nline), p, i, 0);
        struct flow_item *item = vlist_item(b, b->flow->len - 1);
        item->kind = FLOW_NOTE;
        item->height = height;
    }
    vlist_count_parts(b, first);
}

static void add_block(struct builder *b, const struct doc_block *block)
{
    const struct layout *l = b->doc->layout;
    len_t indent = l->indent * l->cell;
    switch (block->kind) {
    case DOC_TITLE:
        vlist_title(b, block);
        break;
    case DOC_HEADING:
        add_heading(b, vlist_set(b, block->span, block->nspan, b->measure, indent, true));
        break;
    case DOC_PARAGRAPH:
        vlist_paragraph(b, vlist_set(b, block->span, block->nspan, b->measure, indent, true), 0);
        break;
    case DOC_TABLE:
    case DOC_LIST:
        add_table(b, block);
        break;
    case DOC_NOTE:
        add_note(b, block);
        break;
    case DOC_ANNEXES:
        vlist_annexes(b, block);
        break;
    case DOC_SIGNATURE:
        vlist_signature(b, block);
        break;
    case DOC_REMARKS:
        vlist_remarks(b, block);
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
        if (doc->block[i].new_page)
            vlist_end(&b);
        guint first = b.flow->len;
        add_block(&b, &doc->block[i]);
        if (doc->block[i].new_page && b.flow->len > first)
            vlist_item(&b, first)->new_page = true;
    }
    vlist_end(&b);
    struct vlist *v = ARENA_NEW(t->a, struct vlist);
    v->n = b.flow->len;
    v->flow = arena_dup(t->a, b.flow->data, v->n * sizeof(struct flow_item));
    v->unit = arena_dup(t->a, b.unit->data, v->n * sizeof(struct vunit));
    g_array_free(b.flow, TRUE);
    g_array_free(b.unit, TRUE);
    return shaping_failed(t->d, before, e) ? NULL : v;
}
