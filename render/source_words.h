/* source_words.h - what a reader may know about words without knowing reports: numbering, figures, sentences.
 * Used by the readers of unmarked text, which must guess where tables and paragraphs end. */
#ifndef SOURCE_WORDS_H
#define SOURCE_WORDS_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

/* words_is_figure - a cell with a number, or what stands for none: digits with sign, point, separators, unit
 * or remark; -, —, /. */
bool words_is_figure(const char *text);

/* words_numbering - the level of the number the text begins with: 1 一、 2 （一） 3 1. or 1、 4 （1）; 0:
 * none. */
int words_numbering(const char *text);

/* words_numbering_is_first - whether that number is the first of its kind: 一 or 1. */
bool words_numbering_is_first(const char *text);

/* words_name_year - hold a year of this century: 2023. */
bool words_name_year(const char *text);

/* words_ends_sentence - ends in 。！？；：or their ASCII forms, closing quotes and brackets left out. */
bool words_ends_sentence(const char *text);

/* words_folio - the number of a page, where the text says that and no more: — 3 —, 第3页 共12页, 3/12, 3; -1:
 * it does not.  *plain: nothing tells it from a figure. */
int words_folio(const char *text, bool *plain);

/* words_raised - the text with its digits as superscripts, so that the mark of a note is no part of a figure.
 */
char *words_raised(const char *text, size_t n, struct arena *a);

/* words_width - width in Latin letters: 2 for an ideograph or a full-width sign. */
int words_width(const char *text, size_t n);

/* words_are_apart - whether two words that stand apart on one line must not run together: both end and begin
 * in a Latin letter or digit. */
bool words_are_apart(const char *before, const char *after);

/* words_need_space - whether the words at a line end and at the start of the next are to have a space
 * between: Latin, and not two halves of a figure. */
bool words_need_space(const char *before, const char *after);

#endif
