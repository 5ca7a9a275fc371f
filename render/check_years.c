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
        for (size_t i = from; phrase_find(list->phrase[k], t->passage, i, to, t->report->year, m);
             i = m->from + 1)
            if (m->to <= to)
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

/* first_end - where the first match of the patterns ends; SIZE_MAX if there is none. */
static size_t first_end(const struct prose_text *t, const struct phraselist *list)
{
    size_t end = SIZE_MAX;
    struct phrase_match m;
    for (size_t k = 0; k < list->n; k++)
        for (size_t i = 0;
             phrase_find(list->phrase[k], t->passage, i, MIN(end, t->passage->n), t->report->year, &m);
             i = m.from + 1)
            end = MIN(end, m.to);
    return end;
}

/* A sentence that begins with last year and tells what was done, with no word of this one so far, which ends
 * at `own`: else the two are compared. */
static void check_sentence(const struct prose_text *t, size_t from, size_t to, size_t own)
{
    struct phrase_match year, told;
    if (!begins(t, from, &year) || stands_behind(t, year.to) ||
        passage_has(t->passage, from, to, &t->prose->year.without) || own <= to ||
        !match_in(t, &t->prose->year.told, year.to, to, &told))
        return;
    /* 2023年公开的文件: what was done is only what something is called by */
    for (size_t i = told.from; i <= told.to && i < t->passage->n; i++)
        if (t->passage->cp[i] == 0x7684) /* 的 */
            return;
    struct finding f = {.id = "YEAR", .grade = GRADE_SOFT};
    prose_tell(t, f, from, told.to, _("“%s” tells of %d, the report is for %d"),
               prose_words(t, from, told.to), t->report->year - 1, t->report->year);
}

void check_years(const struct prose_text *t)
{
    const struct prose *p = t->prose;
    struct phrase_match m;
    bool figures = t->section >= 0 && (size_t)t->section < p->nsection && p->section[t->section];
    size_t own = first_end(t, &p->year.this_year);
    for (size_t from = 0, to, begin; from < t->passage->n; from = to + 1) {
        passage_sentence(t->passage, from, &begin, &to);
        if (figures || t->section < 0)
            check_sentence(t, from, to, own);
    }
    if (match_in(t, &p->year.period, 0, t->passage->n, &m)) {
        struct finding f = {.id = "YEAR", .grade = GRADE_SOFT};
        prose_tell(t, f, m.from, m.to, _("“%s”: a report for %d tells of the year from 1 January %d"),
                   prose_words(t, m.from, m.to), t->report->year, t->report->year);
    }
}
