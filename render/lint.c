/* lint.c - hints on the prose of a report: its texts one by one, and what is counted from text to text.
 * The rules stand in lint_marks.c, lint_numbers.c and lint_numbering.c, the words they look for in lint.yaml.
 */
#include "lint_text.h"

#include "utf8.h"

#include <glib.h>
#include <string.h>

/* A report on its way through the rules. */
struct walk {
    const struct lint *words;
    const struct report *r;
    struct diag *d;
    struct arena *a;
    GArray *cp;    /* of uint32_t: the text being put together */
    GArray *piece; /* of struct lint_piece */
};

static void add_piece(struct walk *w, const char *pointer, const char *text)
{
    struct lint_piece piece = {pointer, w->cp->len};
    g_array_append_val(w->piece, piece);
    for (uint32_t cp = utf8_next(&text); cp; cp = utf8_next(&text))
        g_array_append_val(w->cp, cp);
}

/* The whole of the pieces added so far. */
static struct lint_text take_text(struct walk *w)
{
    struct lint_text t = {
        .words = w->words, .report = w->r, .d = w->d, .a = w->a, .n = w->cp->len, .npiece = w->piece->len};
    uint32_t *cp = ARENA_ARRAY(w->a, t.n + 1, uint32_t);
    if (t.n)
        memcpy(cp, w->cp->data, t.n * sizeof *cp);
    t.cp = cp;
    t.piece = arena_dup(w->a, w->piece->data, t.npiece * sizeof *t.piece);
    t.word = ARENA_ARRAY(w->a, t.n, bool);
    t.told = ARENA_ARRAY(w->a, t.n, bool);
    t.column = ARENA_ARRAY(w->a, t.n, int);
    g_array_set_size(w->cp, 0);
    g_array_set_size(w->piece, 0);
    return t;
}

/* Everything but the numbering. */
static void lint_text(const struct lint_text *t)
{
    lint_ascii_words(t);
    lint_characters(t);
    lint_brackets(t);
    lint_dates(t);
    lint_doubled(t);
    lint_half_width(t);
}

/* A text by itself: label, note, line of the title; NULL is none. */
static void single(struct walk *w, const char *pointer, const char *text)
{
    if (!text)
        return;
    add_piece(w, pointer, text);
    struct lint_text t = take_text(w);
    lint_text(&t);
}

static void table(struct walk *w, const struct block *b)
{
    const struct table *t = b->table;
    for (size_t i = 0; i < t->form->ncell; i++)
        if (t->value[i].state == VALUE_TEXT)
            single(w, report_cell_pointer(b, i, w->a), t->value[i].text);
    for (size_t i = 0; i < t->nlabel; i++)
        single(w, arena_printf(w->a, "%s/labels/%s", b->pointer, t->label[i].path), t->label[i].text);
    for (size_t i = 0; i < t->nextra; i++)
        single(w, arena_printf(w->a, "%s/extra/%zu/label", b->pointer, i), t->extra[i].label);
    single(w, arena_printf(w->a, "%s/note", b->pointer), t->note);
}

static void list(struct walk *w, const struct block *b)
{
    for (size_t i = 0; i < b->nitem; i++) {
        single(w, arena_printf(w->a, "%s/list/%zu/label", b->pointer, i), b->item[i].label);
        single(w, arena_printf(w->a, "%s/list/%zu/unit", b->pointer, i), b->item[i].unit);
    }
}

static void prose(struct walk *w, const struct block *b, struct lint_count *count)
{
    bool heading = b->kind == BLOCK_HEADING;
    if (b->kind == BLOCK_RUNS) {
        for (size_t i = 0; i < b->nrun; i++)
            add_piece(w, arena_printf(w->a, "%s/runs/%zu/text", b->pointer, i), b->run[i].text);
    } else {
        add_piece(w, heading ? arena_printf(w->a, "%s/heading", b->pointer) : b->pointer, b->text);
        if (b->run_in)
            add_piece(w, arena_printf(w->a, "%s/text", b->pointer), b->run_in);
    }
    struct lint_text t = take_text(w);
    lint_text(&t);
    lint_block(&t, count, heading, heading ? b->level : 0);
}

static void blocks(struct walk *w, const struct block *block, size_t n)
{
    struct lint_count count = {0};
    for (size_t i = 0; i < n; i++) {
        if (block[i].kind == BLOCK_TABLE)
            table(w, &block[i]);
        else if (block[i].kind == BLOCK_LIST)
            list(w, &block[i]);
        else
            prose(w, &block[i], &count);
    }
}

static void sections(struct walk *w)
{
    struct lint_count count = {0};
    for (size_t i = 0; i < w->r->nsection; i++) {
        const struct section *s = &w->r->section[i];
        add_piece(w, arena_printf(w->a, "%s/heading", s->pointer), s->heading);
        struct lint_text t = take_text(w);
        lint_text(&t);
        lint_section(&t, &count);
        blocks(w, s->block, s->nblock);
    }
}

static void head_and_end(struct walk *w)
{
    const struct report *r = w->r;
    single(w, "/authority", r->authority);
    for (size_t i = 0; i < r->ntitle; i++)
        single(w, r->title_lines ? arena_printf(w->a, "/title/%zu", i) : "/title", r->title[i]);
    for (size_t i = 0; i < r->nmeta; i++)
        if (strcmp(r->meta[i].key, "document_number") == 0)
            single(w, "/meta/document_number", r->meta[i].value);
    for (size_t i = 0; i < r->nannex; i++)
        single(w, arena_printf(w->a, "/annexes/%zu", i), r->annex[i]);
    if (r->signature)
        single(w, "/signature/authority", r->signature->authority);
    single(w, "/remarks", r->remarks);
}

void lint_report(const struct lint *l, const struct report *r, struct diag *d)
{
    struct walk w = {.words = l,
                     .r = r,
                     .d = d,
                     .a = arena_new(),
                     .cp = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                     .piece = g_array_new(FALSE, FALSE, sizeof(struct lint_piece))};
    head_and_end(&w);
    blocks(&w, r->preamble, r->npreamble);
    sections(&w);
    g_array_free(w.cp, TRUE);
    g_array_free(w.piece, TRUE);
    arena_free(w.a);
}
