/* finish_show.h - brackets around the text that a content stream shows.
 * Private to finish_content.
 *
 * Glyphs are counted: those that Cairo puts into one array may belong to several elements. */
#ifndef FINISH_SHOW_H
#define FINISH_SHOW_H

#include "finish_glyphs.h"

#include <glib.h>

struct show {
    GString *out;
    struct glyphs next; /* the glyph that is shown next */
    const struct tags *tags;
    const struct tag_page *plan;
    unsigned *pieces;
    int mcid;       /* number of the next piece */
    bool open;      /* the bracket of a run stands open in out */
    size_t run;     /* that one */
    bool span;      /* so does one of Cairo's */
    bool swallowed; /* one of Cairo's, within a joined cluster, is passed over */
    bool joined;    /* the bracket of a joined cluster stands open */
};

/* show_new - for the stream of page number i, written into out; pieces as content_mend gives them. */
struct show show_new(const struct pages *p, const struct tags *tags, size_t i, unsigned *pieces,
                     GString *out);

/* show_text - the operand of TJ or Tj, which begins in out at `at`, with its operator and brackets. */
bool show_text(struct show *s, size_t at, bool array);

/* show_begin, show_end - a bracket of Cairo's, whose operands begin in out at `at`: always /Span with
 * /ActualText. */
bool show_begin(struct show *s, size_t at);
bool show_end(struct show *s);

/* show_pause - close what stands open, before something else than text. */
bool show_pause(struct show *s);

/* show_done - whether all glyphs were shown and all brackets are closed.
 * All give false for what the painter does not write. */
bool show_done(const struct show *s);

#endif
