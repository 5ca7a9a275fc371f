/* vlist_build.h - what the files of vlist share: the list while it is being built.
 * Part of vlist: vlist.c sets text and tables, vlist_title.c the title, vlist_end.c what stands behind the
 * text. */
#ifndef VLIST_BUILD_H
#define VLIST_BUILD_H

#include "title.h"
#include "vlist.h"

struct builder {
    const struct typesetter *t;
    const struct doc *doc;
    GArray *flow, *unit; /* struct flow_item, struct vunit: in step */
    int block;
    int wanted_below; /* lines of text that still have to stand under a heading */
    int headed;       /* level of that heading */
    int wanted_room;  /* lines that have to be free below the date, for the seal */
    len_t measure;    /* cells of the grid, the width of body text */
};

/* vlist_line, vlist_blank - append a line of the block at work, a blank line; keep: no page ends behind it.
 */
struct vunit *vlist_line(struct builder *b, bool keep);
void vlist_blank(struct builder *b, bool keep);

/* vlist_text - put line `line` of a paragraph on a line of the list. */
void vlist_text(struct vunit *u, const struct paragraph *p, size_t line, len_t x);

/* vlist_item - the flow item i. */
struct flow_item *vlist_item(struct builder *b, guint i);

/* vlist_count_parts - number the lines from `first` on as those of one element. */
void vlist_count_parts(struct builder *b, guint first);

/* vlist_set - set text as the block at work's. */
const struct paragraph *vlist_set(struct builder *b, const struct span *span, size_t n, len_t width,
                                  len_t indent, bool justify);

/* vlist_paragraph - append the lines of a paragraph, x from the left edge of the type area. */
void vlist_paragraph(struct builder *b, const struct paragraph *p, len_t x);

/* A text broken as titles are, between words: each line a paragraph of one line. */
struct title_lines {
    const struct paragraph **line;
    size_t n;
};

enum title_kind {
    TITLE_FREE,   /* a title: the authority's name is looked for in it */
    TITLE_MANUAL, /* a line of one broken by hand: stays one line if it fits */
    TITLE_NAME    /* a name */
};

/* vlist_title_lines - break a text as title_break does; where that cannot be, as text is broken.  measure:
 * greatest width of a line. */
struct title_lines vlist_title_lines(struct builder *b, const struct span *span, enum title_kind kind,
                                     len_t measure);

void vlist_title(struct builder *b, const struct doc_block *block);
void vlist_annexes(struct builder *b, const struct doc_block *block);
void vlist_signature(struct builder *b, const struct doc_block *block);
void vlist_remarks(struct builder *b, const struct doc_block *block);

/* vlist_end - what is left to do when all blocks are in the list. */
void vlist_end(struct builder *b);

#endif
