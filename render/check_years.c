/* check_years.c - YEAR: sentences, periods and titles of another year, left from the report before. */
#include "prose_text.h"

#include "intl.h"

#include <glib.h>
#include <string.h>

/* match_in - whether one of the patterns matches somewhere in [from, to). */
static bool match_in(const struct prose_text *t, const struct phraselist *list, size_t from, size_t to,
                     struct phrase_match *m)
{
    for (size_t k = 0; k < list->n; k++)
        for (size_t i = from; i < to; i++)
            if (phrase_at(list->phrase[k], t->passage, i, t->report->year, m) && m->to <= to)
                return true;
    return false;
}

static bool begins(const struct prose_text *t, size_t at, struct phrase_match *m)
{
    const struct phraselist *list = &t->prose->year.begin;
    for (size_t k = 0; k < list->n; k++)
        if (phrase_at(list->phrase[k], t->passage, at, t->report->year, m))
            return true;
    return false;
}

static bool stands_behind(const struct prose_text *t, size_t at)
{
    const struct wordlist *behind = &t->prose->year.behind;
    for (size_t k = 0; k < behind->n; k++)
        if (passage_is(t->passage, at, behind->word[k]))
            return true;
    return false;
}

/* A sentence that begins with last year and tells what was done, with no word of this one so far:
 * else the two are compared. */
static void check_sentence(const struct prose_text *t, size_t from, size_t to)
{
    struct phrase_match year, told, other;
    if (!begins(t, from, &year) || stands_behind(t, year.to) ||
        passage_has(t->passage, from, to, &t->prose->year.without) ||
        match_in(t, &t->prose->year.this_year, 0, to, &other) ||
        !match_in(t, &t->prose->year.told, year.to, to, &told))
        return;
    /* 2023年公开的文件: what was done is only what something is called by */
    for (size_t i = told.from; i <= told.to && i < t->passage->n; i++)
        if (t->passage->cp[i] == 0x7684) /* 的 */
            return;
    struct finding f = {.id = "YEAR", .grade = GRADE_SOFT};
    prose_tell(t, f, from, told.to, _("“%s” is told of %d, the report is for %d"),
               prose_words(t, from, told.to), t->report->year - 1, t->report->year);
}

void check_years(const struct prose_text *t)
{
    const struct prose *p = t->prose;
    struct phrase_match m;
    bool figures = t->section >= 0 && (size_t)t->section < p->nsection && p->section[t->section];
    for (size_t from = 0, to, begin; from < t->passage->n; from = to + 1) {
        passage_sentence(t->passage, from, &begin, &to);
        if (figures || t->section < 0)
            check_sentence(t, from, to);
    }
    if (match_in(t, &p->year.period, 0, t->passage->n, &m)) {
        struct finding f = {.id = "YEAR", .grade = GRADE_SOFT};
        prose_tell(t, f, m.from, m.to, _("“%s”: a report for %d tells of the year from 1 January %d"),
                   prose_words(t, m.from, m.to), t->report->year, t->report->year);
    }
}

/* title_year - a year before 年 in a line of the title, 0 without one. */
static int title_year(const char *line, size_t *at)
{
    for (const char *s = strstr(line, "年"); s; s = strstr(s + strlen("年"), "年")) {
        const char *digits = s;
        while (digits > line && g_ascii_isdigit(digits[-1]))
            digits--;
        if (s - digits == 4) {
            *at = (size_t)g_utf8_strlen(line, digits - line);
            return atoi(digits);
        }
    }
    return 0;
}

void check_title_year(const struct report *r, struct diag *d, struct arena *a)
{
    for (size_t i = 0; i < r->ntitle; i++) {
        size_t at = 0;
        int year = title_year(r->title[i], &at);
        if (!year || year == r->year)
            continue;
        struct finding f = {.id = "YEAR", .grade = GRADE_SOFT, .file = r->file};
        f.pointer = r->title_lines ? arena_printf(a, "/title/%zu", i) : "/title";
        report_place_char(r, f.pointer, at, &f.line, &f.column);
        f.words = arena_printf(a, "%d年", year);
        f.text = arena_printf(a, _("the title says %d, the report is for %d"), year, r->year);
        diag_add(d, &f);
    }
}
