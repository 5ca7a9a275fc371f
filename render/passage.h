/* passage.h - a text as the prose check reads it: sentences, clauses, and the figures in them.
 * Pure: knows no report and no words but those it is given. */
#ifndef PASSAGE_H
#define PASSAGE_H

#include "arena.h"
#include "decimal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A set of characters by the last ten bits of their code: what it may not have is surely not in it. */
struct charset {
    uint64_t bit[16];
};

static inline void charset_add(struct charset *s, uint32_t cp)
{
    s->bit[cp >> 6 & 15] |= UINT64_C(1) << (cp & 63);
}

static inline bool charset_may_have(const struct charset *s, uint32_t cp)
{
    return s->bit[cp >> 6 & 15] >> (cp & 63) & 1;
}

/* A list of words as code points, each ended by 0. */
struct wordlist {
    const uint32_t **word;
    size_t n;
};

/* What tells a figure from other numbers. */
struct passage_words {
    struct wordlist unit;  /* 件, 条 ...: what is counted */
    struct wordlist about; /* 余, 多: behind the digits of a figure that is not exact */
    struct wordlist near;  /* 约, 近: before them */
    struct wordlist round; /* 左右, 以上: behind its unit */
    struct wordlist
        not_one; /* 个工作日: behind the digits of what is no count though it begins with a unit */
    struct wordlist idle; /* 公民、法人和其他组织, 今年以来: they tell nothing of a figure */
};

struct passage_figure {
    size_t from, to; /* its characters, unit and % included */
    struct decimal value;
    int decimals;  /* digits printed behind the point */
    bool exact;    /* not 约 8, 1900余, 1.2万 */
    bool percent;  /* % behind it */
    bool counted;  /* one of the units behind it */
    uint32_t unit; /* the Han behind it, 0 if none */
};

struct passage {
    const uint32_t *cp; /* [n + 1], a 0 at the end: without white space and `idle`, titles in 《》 masked */
    const size_t *at;   /* [n] which character of the text it is */
    const size_t *byte; /* [n] where in the text it begins */
    size_t n;
    const size_t *begins;          /* [n + 1] 1 + the number of the figure that begins there, 0 for none */
    struct passage_figure *figure; /* in order */
    size_t nfigure;
    struct charset holds;        /* its characters */
    struct passage_found *found; /* what was asked for before, which does not change */
};

/* PASSAGE_MASK - stands for each character of a title in 《》. */
enum { PASSAGE_MASK = 0xFFFC };

/* passage_read - read a text.  Lives as long as a. */
struct passage *passage_read(const char *text, const struct passage_words *words, struct arena *a);

/* passage_pause - whether the character ends a clause: ，。、；：？！ brackets, their ASCII twins and the
 * line feed (but not the comma or point inside a number); passage_stop - whether it ends a sentence. */
bool passage_pause(const struct passage *p, size_t i);
bool passage_stop(const struct passage *p, size_t i);

/* passage_clause, passage_sentence - the clause (sentence) character i stands in, [*from, *to). */
void passage_clause(const struct passage *p, size_t i, size_t *from, size_t *to);
void passage_sentence(const struct passage *p, size_t i, size_t *from, size_t *to);

/* passage_has - whether one of the words stands in [from, to); passage_last - where the last of them begins,
 * or -1. */
bool passage_has(const struct passage *p, size_t from, size_t to, const struct wordlist *words);
long passage_last(const struct passage *p, size_t from, size_t to, const struct wordlist *words);

/* passage_last_here - the same, but not inside brackets that close within [from, to):
 * 收到9件（其中网上5件）， 办结8件 is not behind 其中. */
long passage_last_here(const struct passage *p, size_t from, size_t to, const struct wordlist *words);

/* passage_is - whether the word stands at i. */
bool passage_is(const struct passage *p, size_t i, const uint32_t *word);

/* passage_may_have - false if the word stands nowhere in it, by its characters alone. */
static inline bool passage_may_have(const struct passage *p, const uint32_t *word)
{
    while (*word && charset_may_have(&p->holds, *word))
        word++;
    return !*word;
}

/* passage_figure_at - the figure that begins at i, or NULL. */
const struct passage_figure *passage_figure_at(const struct passage *p, size_t i);

/* passage_text - characters [from, to) of the original text, which begins at `text`. */
const char *passage_text(const struct passage *p, const char *text, size_t from, size_t to, struct arena *a);

/* passage_digit - the value of an ASCII or full-width digit, -1 for anything else. */
int passage_digit(uint32_t cp);

/* code_points - a text as code points ended by 0. */
const uint32_t *code_points(const char *text, struct arena *a);

#endif
