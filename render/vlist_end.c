/* vlist_end.c - what stands behind the text: 附件说明, 署名 and 成文日期, 附注.  Part of vlist.
 * Source: GB/T 9704-2012 7.3.4 to 7.3.6. */
#include "vlist_build.h"

#include <string.h>

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
void vlist_annexes(struct builder *b, const struct doc_block *block)
{
    const struct layout *l = b->doc->layout;
    const struct text_style *style = block->span[0].style;
    len_t indent = l->indent * l->cell;
    guint first = b->unit->len + 1;
    vlist_blank(b, true);
    struct span word = {l->annex, style};
    const struct paragraph *lead = vlist_set(b, &word, 1, b->measure, 0, false);
    len_t lead_width = advance_of(lead);
    for (size_t i = 0; i < block->nspan; i++) {
        struct span number = {block->nspan > 1 ? arena_printf(b->t->a, "%zu.", i + 1) : "", style};
        const char *label = arena_printf(b->t->a, "%s%s", i == 0 ? l->annex : "", number.text);
        struct span label_span = {label, style};
        const struct paragraph *n = vlist_set(b, &number, *number.text ? 1 : 0, b->measure, 0, false);
        const struct paragraph *head = vlist_set(b, &label_span, *label ? 1 : 0, b->measure, 0, false);
        len_t x = indent + lead_width + advance_of(n);
        const struct paragraph *p = vlist_set(b, &block->span[i], 1, b->measure - x, 0, true);
        for (size_t k = 0; k < p->nline; k++) {
            struct vunit *u = vlist_line(b, k + 1 < p->nline);
            if (k == 0 && head->nline)
                vlist_text(u, head, 0, i == 0 ? indent : indent + lead_width);
            vlist_text(u, p, k, x);
        }
    }
    vlist_count_parts(b, first);
}

/* Lines of the list from its end back to `want` lines of text, or to the nearest table if that comes first; 0
 * if there are not so many. Annexes are no text. */
static guint lines_back_to_text(struct builder *b, int want)
{
    for (guint n = 1; n <= b->flow->len; n++) {
        const struct vunit *u = &g_array_index(b->unit, struct vunit, b->unit->len - n);
        if (vlist_item(b, b->flow->len - n)->kind != FLOW_LINE && u->block >= 0)
            return n; /* rows of it come along, as part of what is kept with it */
        if (u->block >= 0 && b->doc->block[u->block].kind != DOC_ANNEXES && --want == 0)
            return n;
    }
    return 0;
}

/* The signature and all that stands between never begin a page: two lines of text or the last rows of a table
 * go with them, or, where a long list of annexes stands before them, what can. */
static void keep_with_text(struct builder *b)
{
    enum { TEXT = 2, SIGNATURE = 6 };
    guint n = lines_back_to_text(b, TEXT);
    if (n == 0 || (int)n + SIGNATURE > b->doc->layout->lines)
        n = TEXT;
    for (guint i = 1; i <= n && i <= b->flow->len; i++)
        vlist_item(b, b->flow->len - i)->keep = true;
}

/* Room for a round seal over n lines of organ and date:
 * 印章端正、居中下压发文机关署名和成文日期，使发文机关署名
 * 和成文日期居印章中心偏下位置，印章顶端应当上距正文（或附件说明）一行之内.  Its top is taken half a line
 * below the text; the lines' middle is not above its centre. */
static void seal_room(const struct layout *l, int n, int *above, int *below)
{
    len_t pitch = l->line_pitch, k = 1, last;
    while ((2 * k + n - 1) * pitch - l->body_size <
           pitch + l->seal) /* line k below the text is the first of them */
        k++;
    for (last = k + n - 1; last * pitch < pitch / 2 + l->seal; last++)
        ;
    *above = (int)k - 1;
    *below = (int)(last - (k + n - 1));
}

/* Organ and date with the left edges of their lines. */
struct signature_lines {
    struct title_lines organ;
    const struct paragraph *date;
    len_t organ_width, date_width; /* of the widest line */
    len_t organ_x, date_x;         /* left edge of that */
};

static struct signature_lines set_signature(struct builder *b, const struct doc_block *block)
{
    struct signature_lines s = {.organ = {NULL, 0}};
    len_t margin = 2 * b->doc->layout->cell;
    if (*block->span[0].text)
        s.organ = vlist_title_lines(b, &block->span[0], TITLE_NAME, b->measure - 2 * margin);
    for (size_t i = 0; i < s.organ.n; i++)
        for (size_t k = 0; k < s.organ.line[i]->nline; k++)
            s.organ_width = MAX(s.organ_width, paragraph_line_width(s.organ.line[i], k));
    s.date = vlist_set(b, &block->span[1], *block->span[1].text ? 1 : 0, b->measure, 0, false);
    s.date_width = s.date->nline ? paragraph_line_width(s.date, 0) : 0;
    return s;
}

/* Sealed: 成文日期一般右空四字, the organ centred over it; a name so long that it would leave the type area
 * takes the date with it to the left. */
static void place_sealed(struct signature_lines *s, len_t measure, len_t cell)
{
    len_t wide = s->date_width ? s->date_width : s->organ_width;
    len_t centre = MIN(measure - 4 * cell - wide / 2, measure - s->organ_width / 2);
    s->organ_x = centre - s->organ_width / 2;
    s->date_x = centre - s->date_width / 2;
}

/* Not sealed:
 * 发文机关署名右空二字，在发文机关署名下一行编排成文日期，首字比发文机关署名首字右移二字，如成文日期长于
 * 发文机关署名，应当使成文日期右空二字编排，并相应增加发文机关署名右空字数. */
static void place_unsealed(struct signature_lines *s, len_t measure, len_t cell)
{
    if (s->date_width > s->organ_width) {
        s->date_x = measure - 2 * cell - s->date_width;
        s->organ_x = s->date_x - 2 * cell;
    } else {
        s->organ_x = measure - 2 * cell - s->organ_width;
        s->date_x = s->organ_x + 2 * cell;
    }
}

void vlist_signature(struct builder *b, const struct doc_block *block)
{
    const struct layout *l = b->doc->layout;
    struct signature_lines s = set_signature(b, block);
    int above = 1, lines = 0;
    for (size_t i = 0; i < s.organ.n; i++)
        lines += (int)s.organ.line[i]->nline;
    if (block->sealed) {
        place_sealed(&s, b->measure, l->cell);
        seal_room(l, lines + (int)s.date->nline, &above, &b->wanted_room);
    } else {
        place_unsealed(&s, b->measure, l->cell);
    }
    keep_with_text(b);
    for (int i = 0; i < above; i++)
        vlist_blank(b, true);
    for (size_t i = 0; i < s.organ.n; i++)
        for (size_t k = 0; k < s.organ.line[i]->nline; k++) {
            len_t free = s.organ_width - paragraph_line_width(s.organ.line[i], k);
            struct vunit *u = vlist_line(b, true);
            vlist_text(u, s.organ.line[i], k, s.organ_x + free / 2);
            u->part = 1;
            u->parts = 2;
        }
    for (size_t k = 0; k < s.date->nline; k++) {
        struct vunit *u = vlist_line(b, false);
        vlist_text(u, s.date, k, s.date_x);
        u->part = u->parts = 2;
    }
}

/* 附注: 居左空二字加圆括号编排在成文日期下一行. */
void vlist_remarks(struct builder *b, const struct doc_block *block)
{
    const struct layout *l = b->doc->layout;
    struct span s = block->span[0];
    if (!g_str_has_prefix(s.text, "（"))
        s.text = arena_printf(b->t->a, "（%s）", s.text);
    if (b->flow->len > 0) /* never alone on a page */
        vlist_item(b, b->flow->len - 1)->keep = true;
    const struct paragraph *p = vlist_set(b, &s, 1, b->measure, l->indent * l->cell, true);
    vlist_paragraph(b, p, 0);
    b->wanted_room -= (int)p->nline;
}

void vlist_end(struct builder *b)
{
    guint n = b->flow->len;
    for (; b->wanted_room > 0; b->wanted_room--) {
        vlist_item(b, b->flow->len - 1)->keep = true;
        vlist_blank(b, false);
    }
    /* a page that holds but one line is the worst of all (CLREQ) */
    if (n > 1 && vlist_item(b, n - 1)->kind == FLOW_LINE && vlist_item(b, n - 2)->kind == FLOW_LINE)
        vlist_item(b, n - 2)->keep = true;
}
