/* phrase.h - patterns of words with a figure in them: 新收…申请…#.
 * Pure: matches passages, knows no report.
 *
 *     新收        these characters
 *     (共|累计|)  one of these, or nothing
 *     …           up to PHRASE_GAP characters, none of them a digit or the end of a clause
 *     #           a figure with one of the units: 8件
 *     %           a percentage: 41.8%
 *     {year} {last} {next}   the report's year, the one before, the one after, in digits
 *
 * So a pattern runs from one clause into the next only where it says so itself. */
#ifndef PHRASE_H
#define PHRASE_H

#include "passage.h"
#include "yamlread.h"

enum { PHRASE_GAP = 12 };

struct phrase;

/* What a pattern matched. */
struct phrase_match {
    size_t from, to;
    const struct passage_figure *figure; /* of # or %, NULL without one */
};

/* phrase_parse - a scalar node as a pattern; NULL and a finding if it is none.  Lives as long as a. */
struct phrase *phrase_parse(const struct ynode *n, struct arena *a, struct diag *d);

/* phrase_at - whether the pattern matches from character i on, and how: the shortest gaps that do. */
bool phrase_at(const struct phrase *p, const struct passage *text, size_t i, int year,
               struct phrase_match *out);

/* phrase_find - the same from the first character of [from, to) that it matches from on; it may end behind.
 */
bool phrase_find(const struct phrase *p, const struct passage *text, size_t from, size_t to, int year,
                 struct phrase_match *out);

#endif
