/* kinsoku_tokens.h - what a character is within its paragraph: the part of kinsoku that looks further than
 * one neighbour.  Internal to kinsoku. */
#ifndef KINSOKU_TOKENS_H
#define KINSOKU_TOKENS_H

#include "kinsoku.h"

enum {
    TOKEN_URL = 1,       /* inside a web address */
    TOKEN_SLASH = 2,     /* a / of a web address behind which a line may end as a last resort */
    TOKEN_NUMBERING = 4, /* of the number the paragraph starts with: bound to what follows, set solid */
    TOKEN_ENUMERATOR =
        8, /* last character of a number within the text, `：（1）甲`, `。1.甲`: kept with what follows */
    TOKEN_DROPPED = 16,  /* a typed space that takes no room */
    TOKEN_ORDINAL = 32,  /* a digit of 第3条: bound to the Han behind it */
    TOKEN_HALF = 64,     /* second half of —— or ……: one unit with the character before */
    TOKEN_STANDARD = 128 /* where the number of a standard goes on: 9 of GB/T 9704, 2 of —2012 behind it */
};

struct token {
    uint8_t cls; /* enum kinsoku_class */
    uint8_t flags;
};

/* kinsoku_tokens - classify the n characters of a paragraph; lives as long as a. */
struct token *kinsoku_tokens(const struct kchar *c, size_t n, struct arena *a);

/* kinsoku_letter, kinsoku_digit - a letter of an alphabetic script, a digit; half or full width. */
bool kinsoku_letter(uint32_t cp);
bool kinsoku_digit(uint32_t cp);

/* kinsoku_narrow - narrower than three quarters of its cell: set in Latin fashion. */
bool kinsoku_narrow(const struct kchar *c);

#endif
