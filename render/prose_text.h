/* prose_text.h - a paragraph of a report as the rules of the prose read it.  Internal to check_prose and its
 * parts.
 */
#ifndef PROSE_TEXT_H
#define PROSE_TEXT_H

#include "check_prose.h"

/* Where a part of the text stands in the report: the runs of a paragraph, a heading and what runs in. */
struct prose_piece {
    const char *pointer;
    size_t from; /* its first character in the text */
};

struct prose_text {
    const struct report *report;
    const struct prose *prose;
    struct diag *d;
    struct arena *a;
    long section; /* which of the outline, from 0; -1: before the first, or none of them */
    const char *text;
    const struct passage *passage;
    const struct passage *section_heading;
    const struct passage *above; /* all headings it stands under */
    const struct prose_piece *piece;
    size_t npiece;
    int *column; /* of each character of the text in the file; 0: not asked for yet, or not known */
};

/* prose_walk - fn for every text of the report in order: opening paragraphs, paragraphs, headings with what
 * runs in. Tables, lists and end matter are passed over. */
typedef void (*prose_fn)(const struct prose_text *t, void *to);
void prose_walk(const struct report *r, const struct prose *prose, const struct editions *editions,
                struct diag *d, struct arena *a, prose_fn fn, void *to);

/* prose_tell - a finding about characters [from, to) of the passage: f has its id, grade and values; place,
 * words and the sentence are put in. */
void prose_tell(const struct prose_text *t, struct finding f, size_t from, size_t to, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* prose_words - those characters as they are printed. */
const char *prose_words(const struct prose_text *t, size_t from, size_t to);

/* prose_this_year - whether nothing before character `at` in its sentence says that another year is meant. */
bool prose_this_year(const struct prose_text *t, size_t at);

/* The rules beside TXT and TXT-PCT. */
void check_sums(const struct prose_text *t);
void check_years(const struct prose_text *t);
void check_fee(const struct report *r, const struct prose *prose, const struct editions *editions,
               struct diag *d, struct arena *a);

#endif
