/* paragraph.h - one paragraph: styled text to lines, and a line onto a page.
 * Stage: spans -> shape -> kinsoku -> breaks -> lines; paginate decides where each line goes. */
#ifndef PARAGRAPH_H
#define PARAGRAPH_H

#include "breaks.h"
#include "pages.h"
#include "shape.h"
#include "words.h"

#include <glib.h>

/* What all typesetting of one document shares. */
struct typesetter {
    const struct layout *l;
    const struct fonts *fonts;
    struct shaper *shaper;
    const struct words *words;
    struct arena *a;
    struct diag *d;
};

struct paragraph {
    const struct shaped *shaped;
    const struct item *item; /* one for each cluster of shaped */
    const struct line *line;
    size_t nline;
    len_t width;  /* of a line */
    len_t indent; /* of the first line */
    bool justify;
};

/* paragraph_items - the items of shaped text, one for each cluster. */
struct item *paragraph_items(const struct shaped *s, struct arena *a);

/* paragraph_set - shape and break the spans.  Lines that come out loose or that had to be broken where no
 * break is allowed are findings (TYPE-LOOSE info, TYPE-FORCED soft).  Lives as long as t->a. */
struct paragraph *paragraph_set(const struct typesetter *t, const struct span *span, size_t n,
                                const char *pointer, len_t width, len_t indent, bool justify);

/* paragraph_line_width - how wide line i comes out, its indent not counted. */
len_t paragraph_line_width(const struct paragraph *p, size_t i);

/* A page being filled. */
struct page_builder {
    GArray *mark; /* struct mark */
    struct arena *a;
};

/* A line's clusters [from, to) and where they were placed, in step. */
struct placed_line {
    const struct shaped *shaped;
    size_t from, to;
    const struct placed *placed;
};

/* line_emit - add the glyph runs of a placed line: x is its left edge, baseline its baseline, both from the
 * page's top left corner. */
void line_emit(struct page_builder *b, const struct placed_line *line, len_t x, len_t baseline,
               enum item_kind kind, struct element element);

/* paragraph_emit - line i of a paragraph, x being the left edge of the measure. */
void paragraph_emit(struct page_builder *b, const struct paragraph *p, size_t i, len_t x, len_t baseline,
                    enum item_kind kind, struct element element);

#endif
