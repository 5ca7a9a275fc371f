/* vlist_title.c - the title: broken between words, each line centred.  Part of vlist. */
#include "vlist_build.h"

#include "utf8.h"

#include <string.h>

/* What title_break wants to know of shaped text. */
static struct title_char *title_chars(const struct typesetter *t, const struct shaped *s)
{
    size_t nmark, at = 0; /* marks go by code point */
    const uint8_t *mark = words_mark(t->words, s->text, t->a, &nmark);
    const struct item *it = paragraph_items(s, t->a);
    struct title_char *c = ARENA_ARRAY(t->a, s->ncluster, struct title_char);
    for (size_t i = 0; i < s->ncluster; i++) {
        const char *p = s->text + s->cluster[i].byte, *end = p + s->cluster[i].nbyte;
        for (; p < end; at++)
            utf8_next(&p);
        c[i] = (struct title_char){.cp = s->cluster[i].cp,
                                   .width = it[i].width,
                                   .gap = it[i].gap_width,
                                   .word = at > 0 ? mark[at - 1] : (uint8_t)WORD_INSIDE};
    }
    return c;
}

static struct title_name find_name(const struct builder *b, const struct title_char *c, size_t n)
{
    const char *authority = b->doc->author;
    size_t length = 0;
    uint32_t *cp = ARENA_ARRAY(b->t->a, utf8_length(authority), uint32_t);
    while (*authority)
        cp[length++] = utf8_next(&authority);
    return title_name_find(c, n, cp, length);
}

static size_t ends(struct builder *b, const struct title_char *c, size_t n, const struct span *span,
                   enum title_kind kind, len_t measure, size_t end[TITLE_LINES])
{
    len_t width = 0;
    for (size_t i = 0; i < n; i++)
        width += c[i].width + (i + 1 < n ? c[i].gap : 0);
    if (kind != TITLE_FREE && width <= measure) {
        end[0] = n;
        return 1;
    }
    struct title_name name = kind == TITLE_NAME ? (struct title_name){0, n} : find_name(b, c, n);
    return title_break(c, n, name, measure, span->style->cell, end);
}

struct title_lines vlist_title_lines(struct builder *b, const struct span *span, enum title_kind kind,
                                     len_t measure)
{
    const struct typesetter *t = b->t;
    struct diag *told_later = diag_new(); /* the lines are shaped again, with their findings */
    const struct shaped *s =
        shape_spans(t->shaper, span, 1, b->doc->block[b->block].pointer, false, t->a, told_later);
    diag_free(told_later);
    size_t end[TITLE_LINES], n = ends(b, title_chars(t, s), s->ncluster, span, kind, measure, end);
    struct title_lines lines = {ARENA_ARRAY(t->a, MAX(n, 1), const struct paragraph *), MAX(n, 1)};
    if (n == 0)
        lines.line[0] = vlist_set(b, span, 1, measure, 0, false);
    for (size_t k = 0, from = 0; k < n; k++) {
        size_t to = s->cluster[end[k] - 1].byte + s->cluster[end[k] - 1].nbyte;
        struct span part = {arena_strndup(t->a, s->text + from, to - from), span->style};
        lines.line[k] = vlist_set(b, &part, 1, measure, 0, false);
        from = to;
    }
    return lines;
}

static void add_centred(struct builder *b, const struct paragraph *p)
{
    for (size_t i = 0; i < p->nline; i++)
        vlist_text(vlist_line(b, true), p, i, (b->doc->layout->type_width - paragraph_line_width(p, i)) / 2);
}

void vlist_title(struct builder *b, const struct doc_block *block)
{
    len_t measure = b->doc->layout->type_width;
    guint first = b->unit->len;
    for (size_t k = 0; k < block->nspan; k++) {
        enum title_kind kind = block->manual ? TITLE_MANUAL : TITLE_FREE;
        struct title_lines lines = vlist_title_lines(b, &block->span[k], kind, measure);
        for (size_t i = 0; i < lines.n; i++)
            add_centred(b, lines.line[i]);
    }
    vlist_count_parts(b, first);
    vlist_blank(b, true);
}
