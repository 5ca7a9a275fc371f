/* match_title.h - the title of a report among its first lines, and what it says: whose report, of which year.
 * Pure but for the editions, whose patterns of titles are what is looked for. */
#ifndef MATCH_TITLE_H
#define MATCH_TITLE_H

#include "edition.h"

struct match_title {
    size_t from, to;       /* its lines, half open */
    const char *authority; /* as in the title; NULL if that does not name one */
    int year;
    int like; /* 0..1000: to the pattern */
};

/* title_find - the best title among n lines of text (NULL: no text there), over one to three of them.  False:
 * none. */
bool title_find(const char *const line[], size_t n, const struct editions *editions, struct arena *a,
                struct match_title *out);

/* title_of_table - authority and year from the title of one of the tables: 涞源县2024年主动公开政府信息情况.
 */
bool title_of_table(const char *line, const struct forms *forms, struct arena *a, struct match_title *out);

/* date_find - the date a text is, as YYYY-MM-DD in a: 2025年1月24日, 2025-01-24, 2025.1.24,
 * 二〇二五年一月二十四日; *rest is set to what stands before it (trimmed), *after to whether anything stands
 * behind it.  NULL: there is no date. */
const char *date_find(const char *text, const char **rest, bool *after, struct arena *a);

#endif
