/* match_words.h - the words by which an import knows the parts of a report that no form names
 * (layouts/import.yaml). Stage: layouts/import.yaml -> match_words -> match. */
#ifndef MATCH_WORDS_H
#define MATCH_WORDS_H

#include "arena.h"
#include "diag.h"
#include "err.h"
#include "match_fold.h"

#include <stdbool.h>
#include <stddef.h>

struct word_list {
    struct fold *word;
    size_t n;
};

/* Words that mean one key: of `meta`, or a level. */
struct word_key {
    const char *key;
    struct word_list words;
};

struct match_words {
    struct word_list nothing, units, notes, annexes, continued, contents, published, site, government;
    struct word_key *meta, *level;
    size_t nmeta, nlevel;
};

/* match_words_load - read the file.  Mistakes in it (unknown keys, keys that reports do not have, empty
 * words) are findings with their places; then NULL and e.  Lives as long as a. */
struct match_words *match_words_load(const char *path, struct arena *a, struct diag *d, struct err *e);

/* words_have - whether the list has exactly this text.  words_start - how many characters of f the longest
 * word of the list takes that f begins with, words_end - the same at its end; 0: none. */
bool words_have(const struct word_list *l, struct fold f);
int words_start(const struct word_list *l, struct fold f);
int words_end(const struct word_list *l, struct fold f);

/* match_level - what an authority's name tells of its level (one of report_levels), or NULL. */
const char *match_level(const struct match_words *w, const char *authority, struct arena *a);

#endif
