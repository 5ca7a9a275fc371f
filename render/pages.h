/* pages.h - the display list: every mark on every page, in the order of the text.
 * Stage: paginate -> pages -> paint_pdf, paint_png, list.  No decisions are left to the painters. */
#ifndef PAGES_H
#define PAGES_H

#include "doc.h"
#include "fonts.h"
#include "shape.h"
#include "units.h"

enum item_kind {
    ITEM_CONTENT,  /* part of the text */
    ITEM_REPEATED, /* printed again after a page break: head, label, 续表 */
    ITEM_FURNITURE /* folio, rule, shading */
};

/* Which element an item belongs to, so that tags, tests and text comparison need nothing else. */
struct element {
    int block;    /* index in doc->block, -1 for furniture of the page */
    int row, col; /* table cells: place in the grid, else -1 */
    int rowspan, colspan;
    int part, parts; /* which piece of an element that goes on over lines or pages: 1-based */
};

enum mark_kind { MARK_GLYPHS, MARK_RULE, MARK_FILL };

/* One glyph on the page. */
struct page_glyph {
    uint32_t id;
    len_t x, y; /* origin from the page's top left, y downwards */
};

/* Text and glyphs in step: the next nbyte bytes are shown by the next nglyph glyphs. */
struct page_cluster {
    uint32_t nbyte, nglyph;
};

struct mark {
    enum mark_kind kind;
    enum item_kind item;
    struct element element;
    /* MARK_GLYPHS: one run of one face and size on one line */
    const struct face *face;
    const struct text_style *style;
    const char *text; /* NUL-terminated UTF-8 */
    struct page_cluster *cluster;
    size_t ncluster;
    struct page_glyph *glyph;
    size_t nglyph;
    bool space_after; /* the input has white space behind this run (a Latin space that ends a line, e.g.) */
    /* MARK_RULE: a line from x0,y0 to x1,y1, `width` thick.  MARK_FILL: the box between the two corners */
    len_t x0, y0, x1, y1, width;
    uint8_t grey; /* 0 black .. 255 white; text is 0, but for 草稿 */
};

struct page {
    const char *folio; /* "1"; NULL: no number */
    struct mark *mark;
    size_t nmark;
};

/* A bookmark. */
struct outline {
    const char *text;
    int level;
    size_t page; /* 0-based */
    len_t y;     /* top of the heading from the page's top edge */
};

struct pages {
    const struct doc *doc;
    const struct fonts *fonts;
    len_t width, height;
    struct page *page;
    size_t npage;
    struct outline *outline;
    size_t noutline;
};

/* pages_list - the display list as stable text, one item a line, fixed decimals (--only list). */
const char *pages_list(const struct pages *p, struct arena *a, size_t *n);

/* pages_text - the words of all ITEM_CONTENT marks, in order, lines of one element joined: what text
 * extraction has to give back apart from white space. */
const char *pages_text(const struct pages *p, struct arena *a);

#endif
