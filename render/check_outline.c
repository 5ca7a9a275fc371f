/* check_outline.c - a report against the outline of its year's form. */
#include "check_outline.h"

#include "intl.h"
#include "utf8.h"

#include <glib.h>
#include <stdarg.h>
#include <string.h>

struct outline_check {
    const struct report *r;
    const struct edition *ed; /* of the report's year, or NULL */
    const struct editions *editions;
    struct diag *d;
    struct arena *a;
};

/* tell - a soft finding; words tell two of one id and place apart. */
static void tell(const struct outline_check *k, struct finding f, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
static void tell(const struct outline_check *k, struct finding f, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    f.grade = GRADE_SOFT;
    f.file = k->r->file;
    f.text = text;
    report_place(k->r, f.pointer, &f.line, &f.column);
    diag_add(k->d, &f);
    g_free(text);
}

/* --- tables --------------------------------------------------------------- */

/* form_of_slot - the form that tables of this slot have in an edition, or NULL. */
static const struct form *form_of_slot(const struct edition *ed, const char *slot)
{
    for (size_t i = 0; ed && i < ed->nsection; i++)
        if (ed->section[i].form && strcmp(ed->section[i].form->slot, slot) == 0)
            return ed->section[i].form;
    return NULL;
}

static void check_edition(const struct outline_check *k, const struct block *b)
{
    const struct form *have = b->table->form, *want = form_of_slot(k->ed, have->slot);
    if (have == want || (k->ed && !want))
        return;
    struct finding f = {.id = "EDITION", .pointer = arena_printf(k->a, "%s/table", b->pointer)};
    f.table = have->name;
    f.left = have->edition;
    f.right = want ? want->edition : NULL;
    if (k->ed && want)
        tell(k, f,
             _("the table has the shape of the form of %s, a report for %d that of %s (%s): write "
               "\"table\": \"%s\" and the rows of that form"),
             have->edition, k->r->year, want->edition, k->ed->basis, want->id);
    else
        tell(k, f, _("reports for %d had no table of this kind yet"), k->r->year);
}

static bool has_figure(const struct table *t)
{
    for (size_t i = 0; i < t->form->ncell; i++) {
        const struct value *v = &t->value[i];
        if (v->state == VALUE_INT || (v->state == VALUE_TEXT && strpbrk(v->text, "0123456789")))
            return true;
    }
    return false;
}

static void check_tables(const struct outline_check *k, const struct block *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (b[i].kind != BLOCK_TABLE)
            continue;
        check_edition(k, &b[i]);
        struct finding f = {.id = "ALL-BLANK", .pointer = b[i].pointer, .table = b[i].table->form->name};
        if (!has_figure(b[i].table))
            tell(k, f, _("the table has no figure"));
    }
}

/* --- the opening paragraph ------------------------------------------------ */

/* A document number in any brackets: 〔 〕 for all of them. */
static const char *with_one_bracket(const char *text, struct arena *a)
{
    static const char *const other[][2] = {{"[", "〔"},  {"]", "〕"}, {"（", "〔"}, {"）", "〕"},
                                           {"(", "〔"},  {")", "〕"}, {"［", "〔"}, {"］", "〕"},
                                           {"【", "〔"}, {"】", "〕"}};
    GString *s = g_string_new(text);
    for (size_t i = 0; i < G_N_ELEMENTS(other); i++)
        g_string_replace(s, other[i][0], other[i][1], 0);
    g_string_replace(s, " ", "", 0);
    const char *out = arena_strdup(a, s->str);
    g_string_free(s, TRUE);
    return out;
}

static const char *text_of_block(const struct block *b, struct arena *a)
{
    const char *s = b->text ? b->text : "";
    if (b->run_in)
        s = arena_printf(a, "%s%s", s, b->run_in);
    for (size_t i = 0; i < b->nrun; i++)
        s = arena_printf(a, "%s%s", s, b->run[i].text);
    return s;
}

static void check_basis_in(const struct outline_check *k, const struct block *b)
{
    const char *text = with_one_bracket(text_of_block(b, k->a), k->a);
    const char *right = strstr(k->ed->basis, "〔");
    if (right && strstr(text, right))
        return;
    for (size_t i = 0; i < k->editions->n; i++) {
        const struct edition *other = k->editions->edition[i];
        const char *number = strstr(other->basis, "〔");
        struct finding f = {.id = "BASIS", .pointer = b->pointer, .words = number, .left = other->basis};
        f.right = k->ed->basis;
        if (other != k->ed && number && strstr(text, number))
            tell(k, f, _("the notice cited is that of %s; reports for %d are made by %s"), other->id,
                 k->r->year, k->ed->basis);
    }
    for (size_t i = 0; i < k->ed->noutdated; i++) {
        struct finding f = {.id = "BASIS", .pointer = b->pointer, .words = k->ed->outdated[i]};
        if (strstr(text, k->ed->outdated[i]))
            tell(k, f, _("“%s” belongs to the outline that reports had before the first form"),
                 k->ed->outdated[i]);
    }
}

/* The opening paragraphs; where there are none, the first of the first section. */
static void check_basis(const struct outline_check *k)
{
    for (size_t i = 0; i < k->r->npreamble; i++)
        check_basis_in(k, &k->r->preamble[i]);
    if (!k->r->npreamble && k->r->nsection && k->r->section[0].nblock)
        check_basis_in(k, &k->r->section[0].block[0]);
}

/* --- sections ------------------------------------------------------------- */

static void check_number(const struct outline_check *k, const struct section *s, size_t at)
{
    struct finding f = {.id = "STRUCT", .pointer = arena_printf(k->a, "%s/heading", s->pointer)};
    int number = heading_number(s->heading);
    f.words = s->heading;
    if (number == 0)
        tell(k, f, _("the heading “%s” has no number: it is section %zu"), s->heading, at + 1);
    else if (number != (int)at + 1)
        tell(k, f, _("the heading “%s” is that of section %zu"), s->heading, at + 1);
}

/* says_something - whether a block has words beyond those that mean nothing. */
static bool says_something(const struct edition *ed, const struct block *b, struct arena *a)
{
    if (b->kind == BLOCK_TABLE || b->kind == BLOCK_LIST)
        return true;
    if (b->kind == BLOCK_HEADING && !b->run_in)
        return false; /* a heading alone */
    char *text = g_strdup(b->run_in ? b->run_in : text_of_block(b, a));
    g_strstrip(text);
    while (g_str_has_suffix(text, "。") || g_str_has_suffix(text, ".")) {
        size_t n = strlen(text);
        text[n - (text[n - 1] == '.' ? 1 : strlen("。"))] = '\0';
    }
    bool nothing = !*text;
    for (size_t i = 0; i < ed->nnothing; i++)
        nothing = nothing || strcmp(text, ed->nothing[i]) == 0;
    g_free(text);
    return !nothing;
}

static const struct block *table_in(const struct section *s, const char *slot)
{
    for (size_t i = 0; i < s->nblock; i++)
        if (s->block[i].kind == BLOCK_TABLE && strcmp(s->block[i].table->form->slot, slot) == 0)
            return &s->block[i];
    return NULL;
}

static void tell_no_table(const struct outline_check *k, struct finding f, const char *section,
                          const struct form *form)
{
    tell(k, f, _("the table of “%s” is missing: it is a block {\"table\": \"%s\", …}"), section, form->id);
}

static void check_content(const struct outline_check *k, const struct section *s, size_t at)
{
    const struct edition_section *want = &k->ed->section[at];
    struct finding f = {.id = "STRUCT", .pointer = s->pointer, .words = want->title};
    bool says = false;
    for (size_t i = 0; i < s->nblock; i++)
        says = says || says_something(k->ed, &s->block[i], k->a);
    if (want->needed && !says)
        tell(k, f, _("“%s” says nothing; it must not be empty"), s->heading);
    if (!want->form || table_in(s, want->form->slot))
        return;
    const struct block *elsewhere = report_slot(k->r, want->form->slot);
    f.table = want->form->name;
    if (elsewhere) {
        f.pointer = elsewhere->pointer;
        tell(k, f, _("the table does not stand in its section “%s”"), s->heading);
    } else {
        tell_no_table(k, f, s->heading, want->form);
    }
}

/* Sections as they are, and which of the outline each is, -1 for none. */
struct found {
    long *meaning;      /* [nsection] of the report */
    const bool *listed; /* [nsection] of the outline */
};

/* place_of_unknown - an unknown section that stands where a missing one should: its number in the outline, or
 * -1. */
static long place_of_unknown(const struct outline_check *k, const struct found *f, size_t i)
{
    int number = heading_number(k->r->section[i].heading);
    size_t at = number > 0 ? (size_t)number - 1 : i;
    return at < k->ed->nsection && !f->listed[at] ? (long)at : -1;
}

static void check_order(const struct outline_check *k, const struct found *found)
{
    long highest = -1;
    for (size_t i = 0; i < k->r->nsection; i++) {
        const struct section *s = &k->r->section[i];
        long at = found->meaning[i];
        struct finding f = {.id = "STRUCT", .pointer = arena_printf(k->a, "%s/heading", s->pointer)};
        f.words = s->heading;
        if (at < 0) {
            long place = place_of_unknown(k, found, i);
            if (place >= 0)
                tell(k, f, _("“%s” stands where “%s” is wanted"), s->heading, k->ed->section[place].title);
            else
                tell(k, f, _("“%s” is no section of the form"), s->heading);
        } else if (at <= highest) {
            tell(k, f, at == highest ? _("“%s” is the same section again") : _("“%s” is out of order"),
                 s->heading);
        } else {
            highest = at;
            check_number(k, s, (size_t)at);
        }
    }
}

static void check_missing(const struct outline_check *k, const struct found *found)
{
    for (size_t at = 0; at < k->ed->nsection; at++) {
        const struct edition_section *want = &k->ed->section[at];
        bool replaced = false;
        for (size_t i = 0; i < k->r->nsection; i++)
            replaced = replaced || (found->meaning[i] < 0 && place_of_unknown(k, found, i) == (long)at);
        struct finding f = {.id = "STRUCT", .pointer = "/sections", .words = want->title};
        if (!found->listed[at] && !replaced)
            tell(k, f, _("the report has no section “%s”"), want->title);
        if (!found->listed[at] && replaced && want->form && !report_slot(k->r, want->form->slot)) {
            f.table = want->form->name;
            tell_no_table(k, f, want->title, want->form);
        }
    }
}

static void check_sections(const struct outline_check *k)
{
    bool *listed = ARENA_ARRAY(k->a, k->ed->nsection, bool);
    struct found found = {ARENA_ARRAY(k->a, k->r->nsection, long), listed};
    for (size_t i = 0; i < k->r->nsection; i++) {
        found.meaning[i] = edition_section_of(k->ed, k->r->section[i].heading);
        if (found.meaning[i] >= 0)
            listed[found.meaning[i]] = true;
    }
    check_order(k, &found);
    check_missing(k, &found);
    for (size_t i = 0; i < k->r->nsection; i++)
        if (found.meaning[i] >= 0)
            check_content(k, &k->r->section[i], (size_t)found.meaning[i]);
}

void check_outline(const struct report *r, const struct editions *editions, struct diag *d)
{
    struct arena *a = arena_new();
    struct outline_check k = {
        .r = r, .ed = editions_for_year(editions, r->year), .editions = editions, .d = d, .a = a};
    check_tables(&k, r->preamble, r->npreamble);
    for (size_t i = 0; i < r->nsection; i++)
        check_tables(&k, r->section[i].block, r->section[i].nblock);
    if (k.ed) {
        check_basis(&k);
        check_sections(&k);
    }
    arena_free(a);
}
