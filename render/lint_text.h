/* lint_text.h - a text of a report as the rules of the prose check read it.  Internal to lint. */
#ifndef LINT_TEXT_H
#define LINT_TEXT_H

#include "lint.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An ASCII mark and its full-width twin. */
struct lint_half {
    const char *ascii;             /* 1 to 3 characters */
    const char *opening, *closing; /* the same but for quotes */
};

struct lint_pair {
    uint32_t open, close;
};

struct lint {
    struct lint_half *half; /* longest first */
    size_t nhalf;
    const char **abbreviation;
    size_t nabbreviation;
    const char *once;
    struct lint_pair right; /* 〔〕 */
    struct lint_pair *wrong;
    size_t nwrong;
    uint32_t *point; /* 是 */
    size_t npoint;
    const char *clauses, *spans, *houses;
};

/* Texts that are read as one: the runs of a paragraph, a heading and what runs in. */
struct lint_piece {
    const char *pointer;
    size_t from; /* its first character in the whole */
};

struct lint_text {
    const struct lint *words;
    const struct report *report;
    struct diag *d;
    struct arena *a;
    const uint32_t *cp; /* [n + 1], a 0 at the end */
    size_t n;
    const struct lint_piece *piece;
    size_t npiece;
    bool *word;  /* [n] part of an ASCII word: of an address, f(x), [1] */
    bool *told;  /* [n] characters of which a finding has spoken already */
    int *column; /* [n] of each character in the file; 0: not asked for yet, or not known */
};

/* lint_at - character i, 0 before the beginning and behind the end. */
static inline uint32_t lint_at(const struct lint_text *t, size_t i)
{
    return i < t->n ? t->cp[i] : 0; /* i - 1 of 0 is huge */
}

/* lint_one_of - whether cp, not 0, is in the list of characters. */
bool lint_one_of(uint32_t cp, const char *list);

/* lint_digit, lint_letter - ASCII. */
bool lint_digit(uint32_t cp);
bool lint_letter(uint32_t cp);

/* lint_wide - Han, or a mark as wide as one.  “” ‘’ · — … are not: Latin text has them too. */
bool lint_wide(uint32_t cp);

/* lint_graphic - a visible ASCII character. */
bool lint_graphic(uint32_t cp);

/* lint_han_digit - the value of 〇 to 九, -1 for anything else. */
int lint_han_digit(uint32_t cp);

/* lint_slice - characters [from, to) as a string, in t->a. */
const char *lint_slice(const struct lint_text *t, size_t from, size_t to);

/* lint_tell - a finding of grade info about characters [from, to): the sentence, then the words around them.
 */
void lint_tell(const struct lint_text *t, const char *id, size_t from, size_t to, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* lint_ascii_words - fill t->word, before any rule. */
void lint_ascii_words(const struct lint_text *t);

/* The rules that look at one text; each marks in t->told what it has spoken of. */
void lint_brackets(const struct lint_text *t);
void lint_dates(const struct lint_text *t);
void lint_half_width(const struct lint_text *t);
void lint_doubled(const struct lint_text *t);
void lint_characters(const struct lint_text *t);

/* What has been counted so far: the last number of each level of numbering, 0 for none. */
enum { LINT_LEVELS = 4, LINT_POINTS = 8 };
struct lint_count {
    int last[LINT_LEVELS + 1];
    int point[LINT_POINTS]; /* of 一是, 一要 ... */
};

/* lint_section - the heading of a section: its number follows that of the one before. */
void lint_section(const struct lint_text *t, struct lint_count *c);

/* lint_block - a paragraph or heading of a section's body: the number it begins with, and those within.
 *   level   of a heading without a number; else 0 */
void lint_block(const struct lint_text *t, struct lint_count *c, bool heading, int level);

#endif
