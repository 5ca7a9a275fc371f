/* prose_text.c - the texts of a report one by one, and findings about places in them. */
#include "prose_text.h"

#include "intl.h"
#include "utf8.h"

#include <glib.h>
#include <stdarg.h>
#include <string.h>

enum { LEVELS = 5 }; /* of headings: without a number 0, else 1 to 4 */

struct walk {
    struct prose_text t;
    const char *heading[LEVELS + 1]; /* the section's, then the last of each level below it */
    bool below_others;               /* they have changed */
    prose_fn fn;
    void *to;
};

/* --- walking -------------------------------------------------------------- */

static void read_headings(struct walk *w)
{
    GString *above = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(w->heading); i++)
        if (w->heading[i])
            g_string_append_printf(above, "%s\n", w->heading[i]);
    w->t.section_heading = passage_read(w->heading[0] ? w->heading[0] : "", &w->t.prose->figure, w->t.a);
    w->t.above = passage_read(above->str, &w->t.prose->figure, w->t.a);
    w->below_others = false;
    g_string_free(above, TRUE);
}

static void give(struct walk *w, GString *text, GArray *piece)
{
    if (w->below_others)
        read_headings(w);
    w->t.text = arena_strdup(w->t.a, text->str);
    w->t.passage = passage_read(w->t.text, &w->t.prose->figure, w->t.a);
    w->t.npiece = piece->len;
    w->t.piece = arena_dup(w->t.a, piece->data, piece->len * sizeof(struct prose_piece));
    w->t.column = ARENA_ARRAY(w->t.a, utf8_length(w->t.text), int);
    w->fn(&w->t, w->to);
}

static void add_piece(GString *text, GArray *piece, const char *pointer, const char *words)
{
    struct prose_piece p = {pointer, (size_t)g_utf8_strlen(text->str, -1)};
    g_array_append_val(piece, p);
    g_string_append(text, words);
}

static void take_heading(struct walk *w, const struct block *b)
{
    int level = b->level >= 0 && b->level < LEVELS ? b->level : 0;
    for (int i = level; i < LEVELS; i++)
        w->heading[i + 1] = NULL;
    w->heading[level + 1] = b->text;
    w->below_others = true;
}

static void walk_block(struct walk *w, const struct block *b)
{
    if (b->kind == BLOCK_TABLE || b->kind == BLOCK_LIST)
        return;
    GString *text = g_string_new(NULL);
    GArray *piece = g_array_new(FALSE, FALSE, sizeof(struct prose_piece));
    bool heading = b->kind == BLOCK_HEADING;
    if (heading)
        take_heading(w, b);
    if (b->text)
        add_piece(text, piece, heading ? arena_printf(w->t.a, "%s/heading", b->pointer) : b->pointer,
                  b->text);
    if (b->run_in) {
        g_string_append_c(text, '\n'); /* a heading ends a sentence */
        add_piece(text, piece, arena_printf(w->t.a, "%s/text", b->pointer), b->run_in);
    }
    for (size_t i = 0; i < b->nrun; i++)
        add_piece(text, piece, arena_printf(w->t.a, "%s/runs/%zu/text", b->pointer, i), b->run[i].text);
    give(w, text, piece);
    g_string_free(text, TRUE);
    g_array_free(piece, TRUE);
}

void prose_walk(const struct report *r, const struct prose *prose, const struct editions *editions,
                struct diag *d, struct arena *a, prose_fn fn, void *to)
{
    const struct edition *ed = editions ? editions_for_year(editions, r->year) : NULL;
    struct walk w = {.t = {.report = r, .prose = prose, .d = d, .a = a, .section = -1},
                     .fn = fn,
                     .to = to,
                     .below_others = true};
    for (size_t i = 0; i < r->npreamble; i++)
        walk_block(&w, &r->preamble[i]);
    for (size_t i = 0; i < r->nsection; i++) {
        memset(w.heading, 0, sizeof w.heading);
        w.heading[0] = r->section[i].heading;
        w.below_others = true;
        w.t.section = ed ? edition_section_of(ed, r->section[i].heading) : -1;
        for (size_t k = 0; k < r->section[i].nblock; k++)
            walk_block(&w, &r->section[i].block[k]);
    }
}

/* --- findings ------------------------------------------------------------- */

const char *prose_words(const struct prose_text *t, size_t from, size_t to)
{
    return passage_text(t->passage, t->text, from, to, t->a);
}

/* place - line and column of character `at` of the text, which stands in a piece; those of the whole piece
 * are found with the first that is asked for. */
static void place(const struct prose_text *t, const struct prose_piece *piece, size_t at, int *line,
                  int *column)
{
    bool last = piece + 1 == t->piece + t->npiece;
    report_place(t->report, piece->pointer, line, column);
    if (*line && !t->column[at])
        report_place_chars(t->report, piece->pointer,
                           (last ? utf8_length(t->text) : piece[1].from) - piece->from, line,
                           t->column + piece->from);
    *column = t->column[at];
}

void prose_tell(const struct prose_text *t, struct finding f, size_t from, size_t to, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    size_t at = t->passage->at[from], k = t->npiece;
    while (k > 1 && t->piece[k - 1].from > at)
        k--;
    const struct prose_piece *piece = &t->piece[k - 1];
    f.file = t->report->file;
    f.pointer = piece->pointer;
    place(t, piece, at, &f.line, &f.column);
    f.words = prose_words(t, from, to);
    f.text = text;
    diag_add(t->d, &f);
    g_free(text);
}

/* --- years ---------------------------------------------------------------- */

/* year_at - the year written at i, 2024年; 0 if none is. */
static int year_at(const struct passage *p, size_t i)
{
    int year = 0;
    for (size_t k = 0; k < 4; k++) {
        int d = i + k < p->n ? passage_digit(p->cp[i + k]) : -1;
        if (d < 0)
            return 0;
        year = year * 10 + d;
    }
    return i + 4 < p->n && p->cp[i + 4] == 0x5E74 && year >= 1900 && year < 2200 ? year : 0; /* 年 */
}

bool prose_this_year(const struct prose_text *t, size_t at)
{
    size_t from, to, clause, end;
    passage_sentence(t->passage, at, &from, &to);
    passage_clause(t->passage, at, &clause, &end);
    bool own = false;
    for (size_t i = at; i-- > from && (i >= clause || !own);) {
        int year = year_at(t->passage, i);
        if (year && year != t->report->year)
            return false;
        own = own || year;
    }
    return true;
}
