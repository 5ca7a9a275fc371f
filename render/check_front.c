/* check_front.c - the title and the dates of a report against its year and authority, and blank figures. */
#include "check_front.h"

#include "intl.h"
#include "utf8.h"

#include <glib.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct front {
    const struct report *r;
    const struct edition *ed; /* of the report's year, else the nearest; NULL: none */
    bool own_edition;         /* it is that of the year */
    struct diag *d;
    struct arena *a;
};

static void tell(const struct front *k, struct finding f, enum grade grade, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
static void tell(const struct front *k, struct finding f, enum grade grade, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    f.grade = grade;
    f.file = k->r->file;
    f.text = text;
    if (!f.line)
        report_place(k->r, f.pointer, &f.line, &f.column);
    diag_add(k->d, &f);
    g_free(text);
}

/* --- the title ------------------------------------------------------------ */

/* digit_before - the digit, Arabic or Han, that ends right before s; -1 for none. *s is moved before it. */
static int digit_before(const char *line, const char **s)
{
    static const char *const han[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    const char *p = *s;
    if (p == line)
        return -1;
    p = g_utf8_prev_char(p);
    int digit = g_ascii_isdigit(*p) ? *p - '0' : -1;
    for (int i = 0; digit < 0 && i < 10; i++)
        if (strncmp(p, han[i], strlen(han[i])) == 0)
            digit = i;
    if (digit < 0 && (strncmp(p, "零", strlen("零")) == 0 || strncmp(p, "○", strlen("○")) == 0))
        digit = 0;
    if (digit >= 0)
        *s = p;
    return digit;
}

/* title_year - a year of four digits before 年 in a line of the title, and its character there; 0 without
 * one. */
static int title_year(const char *line, size_t *at, const char **written, struct arena *a)
{
    for (const char *s = strstr(line, "年"); s; s = strstr(s + strlen("年"), "年")) {
        const char *from = s;
        int year = 0, ten = 1, n = 0;
        for (int digit; n < 5 && (digit = digit_before(line, &from)) >= 0; n++, ten *= 10)
            year += digit * ten;
        if (n != 4)
            continue;
        *at = (size_t)g_utf8_strlen(line, from - line);
        *written = arena_strndup(a, from, (size_t)(s - from) + strlen("年"));
        return year;
    }
    return 0;
}

static void check_year(const struct front *k)
{
    const struct report *r = k->r;
    bool any = false;
    for (size_t i = 0; i < r->ntitle; i++) {
        size_t at = 0;
        struct finding f = {.id = "YEAR"};
        int year = title_year(r->title[i], &at, &f.words, k->a);
        any = any || year;
        if (!year || year == r->year)
            continue;
        f.pointer = r->title_lines ? arena_printf(k->a, "/title/%zu", i) : "/title";
        report_place_char(r, f.pointer, at, &f.line, &f.column);
        tell(k, f, GRADE_SOFT, _("the title says %d, the report is for %d"), year, r->year);
    }
    struct finding f = {.id = "TITLE", .pointer = "/title"};
    if (!any)
        tell(k, f, GRADE_SOFT, _("the title has no year; the report is for %d"), r->year);
}

/* without_blanks - all lines in one. */
static const char *without_blanks(const char *const *line, size_t n, struct arena *a)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < n; i++)
        for (const char *s = line[i]; *s; s = g_utf8_next_char(s))
            if (!g_unichar_isspace(g_utf8_get_char(s)))
                g_string_append_unichar(out, g_utf8_get_char(s));
    const char *text = arena_strdup(a, out->str);
    g_string_free(out, TRUE);
    return text;
}

/* A title may leave out the province before the authority, or name it where the report does not. */
static bool same_authority(const struct edition *ed, const char *x, const char *y, struct arena *a)
{
    const char *p = edition_bare(ed, x, a), *q = edition_bare(ed, y, a);
    return g_str_has_suffix(p, q) || g_str_has_suffix(q, p);
}

static void check_authority(const struct front *k)
{
    const struct report *r = k->r;
    const char *title = without_blanks(r->title, r->ntitle, k->a);
    const char *own = without_blanks(&r->authority, 1, k->a);
    const char *named = k->ed ? edition_title_authority(k->ed, title, k->a) : NULL;
    struct finding f = {
        .id = "TITLE", .pointer = "/title", .words = named, .left = named, .right = r->authority};
    if (named && !same_authority(k->ed, named, own, k->a))
        tell(k, f, GRADE_SOFT, _("the title is that of “%s”, the report that of “%s”"), named, r->authority);
    else if (!named && !strstr(title, edition_bare(k->ed, own, k->a)))
        tell(k, f, GRADE_SOFT, _("the title does not name “%s”, whose report this is"), r->authority);
}

/* --- dates ---------------------------------------------------------------- */

static void check_date(const struct front *k, const char *pointer, const char *date)
{
    int year = k->r->year;
    const char *end = arena_printf(k->a, "%d-12-31", year), *late = arena_printf(k->a, "%d-01-01", year + 2);
    const char *day = k->own_edition ? edition_due(k->ed, k->r->level) : NULL;
    struct finding f = {.id = "DATE", .pointer = pointer, .words = date, .left = date};
    if (strcmp(date, end) <= 0) {
        f.right = end;
        tell(k, f, GRADE_SOFT, _("%s lies before the end of %d, the year that the report tells of"), date,
             year);
    } else if (strcmp(date, late) >= 0) {
        f.right = arena_printf(k->a, "%d", year + 1);
        tell(k, f, GRADE_SOFT, _("%s is far off: the report for %d is published in %d"), date, year,
             year + 1);
    } else if (day && strcmp(date, arena_printf(k->a, "%d-%s", year + 1, day)) > 0) {
        f.right = arena_printf(k->a, "%d-%s", year + 1, day);
        tell(k, f, GRADE_INFO, _("%s is behind %s, the last day to publish the report for %d"), date, f.right,
             year);
    }
}

static void check_dates(const struct front *k)
{
    const struct report *r = k->r;
    const char *signed_on = r->signature ? r->signature->date : NULL;
    if (r->published)
        check_date(k, "/published", r->published);
    if (signed_on)
        check_date(k, "/signature/date", signed_on);
    else if (r->signature)
        tell(k, (struct finding){.id = "DATE", .pointer = "/signature"}, GRADE_INFO,
             _("the signature has no date, which GB/T 9704 has below the name: \"date\": \"YYYY-MM-DD\""));
    if (!r->published || !signed_on || strcmp(r->published, signed_on) >= 0)
        return;
    struct finding f = {.id = "DATE", .pointer = "/published", .words = signed_on, .left = r->published};
    f.right = signed_on;
    tell(k, f, GRADE_INFO, _("published on %s, before it was signed on %s"), r->published, signed_on);
}

/* --- blank figures -------------------------------------------------------- */

static void check_value(const struct front *k, const struct value *v, struct finding f)
{
    f.id = "TABLE-BLANK";
    f.cell = &f.pointer;
    f.ncell = 1;
    if (v->state == VALUE_TEXT && value_blank(v))
        tell(k, f, GRADE_SOFT,
             _("the quotes hold nothing: a blank figure is written null, none is written 0"));
}

static void check_table(const struct front *k, const struct block *b)
{
    const struct table *t = b->table;
    for (size_t i = 0; i < t->form->ncell; i++) {
        if (t->value[i].state != VALUE_TEXT)
            continue;
        struct cell_ref c = form_cell(t->form, i);
        struct finding f = {.pointer = report_cell_pointer(b, i, k->a), .table = t->form->name};
        f.row = c.row->name;
        f.col = c.col->name;
        check_value(k, &t->value[i], f);
    }
    for (size_t i = 0; i < t->nextra; i++)
        for (size_t j = 0; j < t->extra[i].nvalue; j++) {
            struct finding f = {.pointer = arena_printf(k->a, "%s/extra/%zu/values/%zu", b->pointer, i, j)};
            f.table = t->form->name;
            f.row = t->extra[i].label;
            check_value(k, &t->extra[i].value[j], f);
        }
}

static void check_blocks(const struct front *k, const struct block *b, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (b[i].kind == BLOCK_TABLE)
            check_table(k, &b[i]);
        for (size_t j = 0; j < b[i].nitem; j++) {
            struct finding f = {.pointer = arena_printf(k->a, "%s/list/%zu/value", b[i].pointer, j)};
            f.row = b[i].item[j].label;
            check_value(k, &b[i].item[j].value, f);
        }
    }
}

void check_front(const struct report *r, const struct editions *editions, struct diag *d)
{
    struct arena *a = arena_new();
    struct front k = {.r = r, .ed = editions_for_year(editions, r->year), .d = d, .a = a};
    k.own_edition = k.ed != NULL;
    if (!k.ed && editions->n)
        k.ed = editions->edition[0];
    check_year(&k);
    check_authority(&k);
    check_dates(&k);
    check_blocks(&k, r->preamble, r->npreamble);
    for (size_t i = 0; i < r->nsection; i++)
        check_blocks(&k, r->section[i].block, r->section[i].nblock);
    arena_free(a);
}
