/* prose.h - which words of the prose stand for which figures of the tables (layouts/prose.yaml).
 * Stage: layouts/prose.yaml + forms -> prose -> check_prose. */
#ifndef PROSE_H
#define PROSE_H

#include "measure.h"
#include "phrase.h"

/* What a figure may be in tables of one form, the likeliest first. */
struct prose_means {
    const struct form *form;
    struct measure **measure;
    size_t n;
};

struct phraselist {
    struct phrase **phrase;
    size_t n;
};

struct prose_rule {
    const char *name;
    struct phraselist find;
    const char *slot;
    struct prose_means *means; /* [nmeans] for each form of the slot that has any */
    size_t nmeans;
    struct wordlist without;  /* may not stand in the figure's clause */
    struct wordlist before;   /* nor ahead of it in its sentence */
    struct wordlist sentence; /* one of them stands there or in its section's heading; none: no matter */
    struct wordlist topic;    /* the same in its paragraph or a heading above */
    bool whole;               /* no part of another figure: not behind 其中 */
    bool past;                /* 上年 may stand beside it */
    bool share;               /* a percentage behind it is a share */
    bool zero;                /* its patterns have no figure: they say that there was none */
};

/* A percentage behind a figure, and what it may be a share of. */
struct prose_share {
    struct phraselist find;
    const char *slot;
    struct prose_means *means;
    size_t nmeans;
};

struct prose {
    struct passage_words figure;
    const bool *section; /* [nsection] whether figures of that section are looked at, by number from 0 */
    size_t nsection;
    struct wordlist compared, ever, past, among, narrow, whole, each;
    struct prose_rule *rule;
    size_t nrule;
    struct prose_share *share;
    size_t nshare;
    struct {
        struct wordlist some, without;
    } sum;
    struct {
        struct phraselist begin, told, period;
        struct wordlist behind, without;
        struct phraselist this_year;
    } year;
    struct {
        long since, section; /* from 1 */
        struct wordlist name, none;
        const char *slot;
        struct prose_means *not_that;
        size_t nnot_that;
    } fee;
};

/* prose_load - read the file.  Mistakes are findings with its lines; then NULL and e (ERR_LAYOUT,
 * ERR_SYSTEM). Lives as long as a. */
struct prose *prose_load(const char *path, const struct forms *forms, struct arena *a, struct diag *d,
                         struct err *e);

/* prose_means_of - what a figure may be in a table of this form, or NULL. */
const struct prose_means *prose_means_of(const struct prose_means *means, size_t n, const struct form *form);

#endif
