/* match_fold.h - words of a published table compared with those of a form.
 * Pure.  Published labels differ from the official ones in width of characters, blanks, quotes and marks,
 * which do not count, and by misprints, which are measured.  Likeness is in thousandths: 1000 the same, 0
 * nothing in common. */
#ifndef MATCH_FOLD_H
#define MATCH_FOLD_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    FOLD_MAX = 400, /* characters kept of a text; labels have at most 40, so longer ones are like none */
    LIKE_SAME = 1000,
    LIKE_ENOUGH = 600 /* a misprint of the label where it is expected */
};

/* A text without what does not count: compatibility forms resolved (full width, ⾏, ㈠), blanks, line ends,
 * quotes and invisible characters left out, brackets, commas, stops and dashes of one kind each. */
struct fold {
    const uint32_t *c;
    int n;
    bool cut; /* it had more than FOLD_MAX characters */
};

/* fold_text - NULL is taken as "".  Lives as long as a. */
struct fold fold_text(const char *text, struct arena *a);

/* fold_part - characters [from, to) of f; borrowed. */
struct fold fold_part(struct fold f, int from, int to);

bool fold_same(struct fold x, struct fold y);

/* fold_key - the same as a UTF-8 text; g_free it. */
char *fold_key(struct fold f);

/* fold_find - where y begins in x at or behind `from`, or -1; an empty y is nowhere. */
int fold_find(struct fold x, struct fold y, int from);

/* fold_begins - whether x begins with y; with an empty y nothing does. */
bool fold_begins(struct fold x, struct fold y);

/* fold_is_digits - whether it is digits alone, and at least one. */
bool fold_is_digits(struct fold f);

/* fold_whole - whether no bracket of a text stands without its other half: else it is a piece of something.
 */
bool fold_whole(struct fold f);

/* fold_number - how many characters the numbering at the start takes: 一、 （一） 1. （1） 1、; 0: none. */
int fold_number(struct fold f);

/* fold_like - likeness by edits (a character left out, put in, exchanged, or two swapped): 1000 less the
 * share of edited characters in the longer text. */
int fold_like(struct fold x, struct fold y);

/* label_like - likeness of a published label to an official one.  Beside fold_like these count as nearly the
 * same: a number left out at the start; the explanation in brackets at the end left out or added. */
int label_like(struct fold published, struct fold official);

#endif
