/* source_build.h - how a reader puts a source together: cleaning of texts, limits, places of cells.
 * Used by all source_*.c; see source.h. */
#ifndef SOURCE_BUILD_H
#define SOURCE_BUILD_H

#include "source.h"

struct source_builder;

/* source_builder_new - an empty source; the builder lives in a. */
struct source_builder *source_builder_new(const char *name, struct arena *a);

/* source_builder_done - the finished source.  NULL and e (ERR_INPUT) when it holds nothing, or what an
 * earlier call refused. */
struct source *source_builder_done(struct source_builder *b, struct err *e);

/* source_builder_full - whether a limit was met: a reader may stop, what it still adds is dropped. */
bool source_builder_full(const struct source_builder *b);

/* source_builder_source - the source under way, to set title and published. */
struct source *source_builder_source(struct source_builder *b);

/* source_clean - text as source.h promises it, in a.  With keep_lines, '\n' stays and each line is trimmed;
 * lines without words at the ends go.  *shift, if asked for, is the number of bytes that went off the front.
 */
char *source_clean(const char *text, bool keep_lines, struct arena *a);

/* source_add_text - add a paragraph: text is cleaned; each '\n' in it begins another paragraph of the same
 * kind; words must be left, and more than the number of a page (— 3 —) where pages are not known.  `like`
 * gives heading, alignment, line, page and bold_bytes (of the text as it is before the cleaning). */
void source_add_text(struct source_builder *b, const char *text, const struct source_item *like);

/* source_box_open, source_box_close - what is added between these stands in a box of its own. */
void source_box_open(struct source_builder *b);
void source_box_close(struct source_builder *b);

/* source_grid_begin - a grid with or without spans (source.h); add its cells, then end it. */
void source_grid_begin(struct source_builder *b, bool spans, const char *name, int line, int page);

/* source_grid_guess - the cells of the grid under way are told by blanks or by the order of lines. */
void source_grid_guess(struct source_builder *b);

/* source_grid_cell - add a cell at a place.  Its text is cleaned.  Spans are cut where they leave the limits
 * or meet a cell that is there already; a cell whose place is taken is dropped if it is blank, else put in
 * the next free place of the row. */
void source_grid_cell(struct source_builder *b, const struct source_cell *c);

/* source_grid_next - add a cell at the first free place of its row (the table model of HTML): c->col is where
 * to begin. */
void source_grid_next(struct source_builder *b, const struct source_cell *c);

/* source_grid_end - finish it: cells sorted, spans cut to the rows and columns there are, rows and columns
 * counted.  A grid without any words is dropped; one of a single cell becomes paragraphs. */
void source_grid_end(struct source_builder *b);

#endif
