/* words.h - where the words of a label end, for heads that break between words (typesetting.md B7).
 * Stage: layouts/words.yaml -> words -> cell_text (table.h).  A list and greedy longest match, no dictionary
 * engine: the words of the forms are few and known. */
#ifndef WORDS_H
#define WORDS_H

#include "arena.h"
#include "diag.h"
#include "err.h"

#include <stddef.h>
#include <stdint.h>

/* What ending a line behind a character does. */
enum word_mark {
    WORD_INSIDE,  /* cuts a listed word, or a number: running text may, a column's head may not */
    WORD_UNKNOWN, /* cuts what the rule of two takes for a word */
    WORD_GUESS,   /* cuts none as far as that rule tells, or stands beside a listed word of one character */
    WORD_END,     /* cuts none: beside a listed word of two characters or more, beside marks */
    WORD_FREE, /* as WORD_END, and even where running text must not: behind （三） or 三、 at the start of a
                * label, which may stand on a line of their own in a narrow column */
    WORD_GLUE /* never: behind 1. at the start of a label */
};

/* word_ends - whether ending a line there is taken to cut no word. */
static inline bool word_ends(uint8_t mark)
{
    return mark == WORD_GUESS || mark == WORD_END || mark == WORD_FREE;
}

struct words;

/* words_load - read the list.  Mistakes in the file are findings with its lines; then NULL and e.  Lives as
 * long as a. */
struct words *words_load(const char *path, struct arena *a, struct diag *d, struct err *e);

/* words_parse - the same for a list that is in memory: n bytes that called themselves `path`. */
struct words *words_parse(const char *path, const char *bytes, size_t n, struct arena *a, struct diag *d,
                          struct err *e);

/* words_mark - an enum word_mark for each code point of a text of one paragraph.
 * Han in no listed word stand in words of two, the last of an odd number in a word of three.  A number and
 * the Han behind it are not parted, nor letters and digits among themselves.
 *   w   NULL: no list, the rule of two alone
 * Returns [*n]; lives as long as a. */
uint8_t *words_mark(const struct words *w, const char *text, struct arena *a, size_t *n);

#endif
