/* match.c - find the report in what readers saw. */
#include "match.h"

#include "intl.h"
#include "match_named.h"
#include "match_prose.h"
#include "utf8.h"

#include <glib.h>
#include <string.h>

/* One source on its way. */
struct piece {
    const struct source *source;
    struct mlines *lines;
    struct match_tables tables;
    struct entries entries;
    struct match_title title; /* like 0: none */
    bool workbook;
};

struct whole {
    struct matching m;
    const struct match_request *q;
    struct piece *piece;
    size_t n;
    const struct edition *edition;
    struct report *r;
};

static void find_fault(struct whole *w, const char *id, enum grade grade, const char *text)
{
    diag_add(w->m.d,
             &(struct finding){.id = id, .grade = grade, .file = w->piece[0].source->name, .text = text});
}

/* --- authority, year -------------------------------------------------------- */

static void find_titles(struct whole *w)
{
    for (size_t i = 0; i < w->n; i++) {
        struct piece *p = &w->piece[i];
        title_of_source(p->source, p->lines, w->q, w->m.a, &p->title);
    }
    w->r->authority = w->q->authority;
    w->r->year = w->q->year;
    for (size_t i = 0; i < w->n; i++) {
        const struct match_title *t = &w->piece[i].title;
        w->r->authority = w->r->authority ? w->r->authority : t->authority;
        w->r->year = w->r->year ? w->r->year : t->year;
    }
    w->edition = editions_for_year(w->m.editions, w->r->year);
    if (!w->edition && w->m.editions->n)
        w->edition = w->m.editions->edition[w->m.editions->n - 1];
}

/* --- sources ---------------------------------------------------------------- */

static bool is_workbook(const struct source *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->item[i].kind == SOURCE_GRID && s->item[i].grid->name)
            return true;
    return false;
}

static bool whole_init(struct whole *w, struct source *const source[], size_t n,
                       const struct match_request *q, struct arena *a, struct diag *d)
{
    size_t cells = 0;
    *w = (struct whole){
        .q = q, .n = n, .r = ARENA_NEW(a, struct report), .piece = ARENA_ARRAY(a, n, struct piece)};
    w->m = (struct matching){.forms = q->forms,
                             .editions = q->editions,
                             .words = q->words,
                             .keep_labels = q->keep_labels,
                             .a = a,
                             .d = d,
                             .unplaced = g_array_new(FALSE, FALSE, sizeof(struct left_over))};
    for (size_t i = 0; i < n; i++) {
        struct piece *p = &w->piece[i];
        p->source = source[i];
        p->lines = match_lines(source[i], q->forms, q->words, a);
        p->workbook = is_workbook(source[i]);
        cells += p->lines->n;
    }
    find_titles(w);
    for (size_t i = 0; i < n; i++)
        w->piece[i].tables = match_tables(&w->m, w->piece[i].lines, w->edition ? w->edition->id : NULL);
    return cells > 0 && w->edition;
}

static void whole_free(struct whole *w)
{
    g_array_free(w->m.unplaced, TRUE);
}

static size_t characters(const struct piece *p)
{
    size_t n = 0;
    for (size_t i = 0; i < p->entries.n; i++)
        if (p->entries.entry[i].kind == ENTRY_TEXT)
            n += utf8_length(p->entries.entry[i].text);
    return n;
}

static bool has_section(const struct piece *p)
{
    for (size_t i = 0; i < p->entries.n; i++)
        if (p->entries.entry[i].section)
            return true;
    return false;
}

/* How much text a source holds; pages, whose paragraphs had to be put together again, count for less. */
static size_t weight(const struct piece *p)
{
    bool pages = p->source->n > 0 && p->source->item[0].page > 0;
    return characters(p) * (pages ? 7 : 10);
}

/* The source that holds the report's text, or NULL: the one with the most of those that are not workbooks; a
 * workbook only if it holds more than the captions of tables. */
static struct piece *prose_piece(struct whole *w)
{
    enum { CAPTIONS = 300, SOME = 40 };
    struct piece *best = NULL;
    for (size_t i = 0; i < w->n; i++) {
        struct piece *p = &w->piece[i];
        bool any = p->workbook ? characters(p) > CAPTIONS
                               : has_section(p) || characters(p) > SOME || (p->title.like && p->title.to);
        if (any && (!best || (best->workbook && !p->workbook) ||
                    (best->workbook == p->workbook && weight(p) > weight(best))))
            best = p;
    }
    return best;
}

/* --- text ------------------------------------------------------------------- */

/* The title among the entries before the first section. */
static bool title_of_entries(struct whole *w, struct piece *p, struct match_title *out)
{
    size_t n = 0;
    while (n < p->entries.n && !(p->entries.entry[n].section && p->entries.entry[n].known >= 0))
        n++;
    const char **text = ARENA_ARRAY(w->m.a, n, const char *);
    for (size_t i = 0; i < n; i++)
        text[i] = p->entries.entry[i].text;
    return title_find(text, n, w->m.editions, w->m.a, out);
}

static void take_title(struct whole *w, struct piece *p)
{
    struct match_title t;
    struct report *r = w->r;
    if (!title_of_entries(w, p, &t)) {
        take_front(&p->entries, 0, 0, &w->m, r);
        return;
    }
    r->ntitle = t.to - t.from;
    r->title = ARENA_ARRAY(w->m.a, r->ntitle, const char *);
    r->title_lines = r->ntitle > 1;
    for (size_t i = 0; i < r->ntitle; i++)
        r->title[i] = p->entries.entry[t.from + i].text;
    take_front(&p->entries, t.from, t.to, &w->m, r);
}

static void take_published(struct whole *w, const struct piece *p)
{
    const char *before;
    bool after;
    if (!w->r->published && p->source->published)
        w->r->published = date_find(p->source->published, &before, &after, w->m.a);
}

static bool same_end(const struct report *x, const struct report *y)
{
    bool same =
        g_strcmp0(x->remarks, y->remarks) == 0 && x->nannex == y->nannex && !x->signature == !y->signature;
    for (size_t i = 0; same && i < x->nannex; i++)
        same = strcmp(x->annex[i], y->annex[i]) == 0;
    return same && (!x->signature || (g_strcmp0(x->signature->authority, y->signature->authority) == 0 &&
                                      g_strcmp0(x->signature->date, y->signature->date) == 0));
}

/* The end of another file, where the report has none; else it should be the same. */
static void adopt_end(struct whole *w, const struct report *again, const struct source *s,
                      const struct piece *prose)
{
    struct report *r = w->r;
    bool none = !r->signature && !r->nannex && !r->remarks;
    if (!again->signature && !again->nannex && !again->remarks)
        return;
    if (none) {
        r->signature = again->signature;
        r->annex = again->annex;
        r->nannex = again->nannex;
        r->remarks = again->remarks;
    } else if (!same_end(r, again)) {
        diag_printf(w->m.d, "IMPORT-TWICE", GRADE_SOFT, s->name, 0, 0,
                    _("signature, annexes or remarks differ from those of %s, which are taken"),
                    prose->source->name);
    }
}

static void add_text(struct whole *w, struct draft *draft, struct piece *prose)
{
    if (prose) {
        take_title(w, prose);
        take_published(w, prose);
        take_end(&prose->entries, &w->m, w->r);
        draft_add(draft, &prose->entries, true);
    } else { /* tables alone: the outline of the edition around them */
        for (size_t i = 0; i < w->edition->nsection; i++)
            draft_section(draft, (int)i);
    }
    for (size_t i = 0; i < w->n; i++) {
        struct piece *p = &w->piece[i];
        struct report again = {.authority = w->r->authority, .year = w->r->year};
        if (p == prose)
            continue;
        if (!p->workbook && has_section(p))
            take_end(&p->entries, &w->m, &again);
        adopt_end(w, &again, p->source, prose ? prose : p);
        draft_add(draft, &p->entries, false);
    }
}

/* --- what is left ----------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const struct left_over *x = a, *y = b;
    if (x->line->source !=
        y->line->source) /* sources are told one after the other; their order does not matter here */
        return strcmp(x->line->source->name, y->line->source->name);
    return (x->line > y->line) - (x->line < y->line);
}

static void tell_left(struct whole *w, const struct left_over *first, size_t n)
{
    const struct mcell *c = &first->line->cell[0];
    char *text =
        n == 1
            ? g_strdup_printf(_("this has no place in a report; it is kept under “unplaced”: “%s”"),
                              first->text)
            : g_strdup_printf(
                  _("%zu lines have no place in a report; they are kept under “unplaced”, the first: “%s”"),
                  n, first->text);
    diag_add(w->m.d, &(struct finding){.id = "IMPORT-UNPLACED",
                                       .grade = GRADE_SOFT,
                                       .file = first->line->source->name,
                                       .line = c->line,
                                       .column = c->column,
                                       .text = text});
    g_free(text);
}

static void keep_left(struct whole *w)
{
    enum { MOST = 9000 }; /* report_load takes 10000 */
    GArray *left = w->m.unplaced;
    g_array_sort(left, by_place);
    const struct left_over *all = (const struct left_over *)(void *)left->data;
    for (guint from = 0, to; from < left->len; from = to) {
        to = from + 1;
        while (to < left->len && all[to].line->source == all[to - 1].line->source &&
               all[to].line - all[to - 1].line <= 1)
            to++;
        tell_left(w, &all[from], to - from);
    }
    w->r->nunplaced = MIN(left->len, MOST);
    w->r->unplaced = ARENA_ARRAY(w->m.a, w->r->nunplaced, struct unplaced);
    for (guint i = 0; i < w->r->nunplaced; i++)
        w->r->unplaced[i] = (struct unplaced){all[i].line->cell[0].line, all[i].text};
    if (left->len <= MOST)
        return;
    GString *rest = g_string_new(all[MOST - 1].text);
    for (guint i = MOST; i < left->len; i++)
        g_string_append_printf(rest, " | %s", all[i].text);
    w->r->unplaced[MOST - 1].text = arena_strndup(w->m.a, rest->str, rest->len);
    g_string_free(rest, TRUE);
}

/* --- the whole -------------------------------------------------------------- */

/* Notes at the foot of a page: a report has no place for them. */
static void leave_apart(struct whole *w, const struct piece *p)
{
    for (int i = 0; i < p->lines->n; i++)
        if (p->lines->line[i].item->apart)
            leave_over(&w->m, &p->lines->line[i], NULL);
}

/* Authority, year and title: from the text, or what the user says. */
static bool settle_names(struct whole *w, struct err *e)
{
    struct report *r = w->r;
    if (!r->authority && r->signature)
        r->authority = r->signature->authority;
    if (!r->authority || !r->year) {
        find_fault(
            w, "IMPORT-TITLE", GRADE_HARD,
            !r->authority && !r->year
                ? _("no title tells whose report of which year this is; say it with --authority and --year")
            : !r->authority ? _("no title tells whose report this is; say it with --authority")
                            : _("no title tells of which year this report is; say it with --year"));
        return err_set(e, ERR_INPUT, _("%s: the report cannot be imported"), w->piece[0].source->name);
    }
    if (!r->ntitle) {
        r->ntitle = 1;
        r->title = ARENA_NEW(w->m.a, const char *);
        r->title[0] = edition_title(w->edition, r->authority, r->year, w->m.a);
        find_fault(w, "IMPORT-TITLE", GRADE_INFO,
                   _("no title was found in the text; the report has the usual one"));
    }
    r->level = match_level(w->m.words, r->authority, w->m.a);
    return true;
}

static bool has_anything(const struct whole *w, const struct piece *prose)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->piece[i].tables.n > 0 || w->piece[i].title.like)
            return true;
    return prose && has_section(prose);
}

struct report *match_report(struct source *const source[], size_t n, const struct match_request *q,
                            struct arena *a, struct diag *d, struct err *e)
{
    struct whole w;
    bool good = whole_init(&w, source, n, q, a, d);
    for (size_t i = 0; i < n && good; i++) {
        struct piece *p = &w.piece[i];
        leave_apart(&w, p);
        p->entries = entries_of(p->lines, &p->tables, a);
        mark_headings(&p->entries, w.edition, &w.m);
        mark_outside(&p->entries, &w.m);
    }
    struct piece *prose = good ? prose_piece(&w) : NULL;
    for (size_t i = 0; i < n && good; i++)
        for (size_t k = 0; k < w.piece[i].entries.n && w.piece[i].workbook && &w.piece[i] != prose; k++)
            w.piece[i].entries.entry[k].section = false; /* a caption */
    if (!good || !has_anything(&w, prose)) {
        good =
            err_set(e, ERR_FILE, _("%s: nothing of a report is found in it: no title, no section, no table"),
                    source[0]->name);
    } else {
        struct draft *draft = draft_new(&w.m, w.edition, w.r->year);
        add_text(&w, draft, prose);
        draft_settle(draft, prose ? prose->source->name : source[0]->name);
        draft_report(draft, w.r);
        keep_left(&w);
        good = settle_names(&w, e);
        w.r->file = source[0]->name;
    }
    whole_free(&w);
    return good ? w.r : NULL;
}
