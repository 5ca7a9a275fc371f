/* pdf_words.h - the words of a PDF with their places, and the lines drawn on its pages.
 * The only place that knows poppler's programs.  Used by source_pdf.  Lengths are hundredths of a point from
 * the upper left corner of the page, y grows down. */
#ifndef PDF_WORDS_H
#define PDF_WORDS_H

#include "arena.h"
#include "err.h"

#include <glib.h>
#include <stddef.h>

enum { PDF_MAX_PAGES = 300, PDF_MAX_WORDS = 300000, PDF_MAX_RULES = 8000 };

struct pdf_word {
    int x0, y0, x1, y1;
    const char *text; /* UTF-8, never "" */
};

struct pdf_page {
    int number; /* 1-based */
    int width, height;
    struct pdf_word *word; /* in the order of the file */
    size_t n;
};

struct pdf_pages {
    struct pdf_page *page;
    size_t n;
};

/* A straight line, horizontal (y0 == y1) or vertical (x0 == x1); x0 <= x1, y0 <= y1. */
struct pdf_rule {
    int x0, y0, x1, y1;
};

struct pdf_rules {
    struct pdf_rule *rule;
    size_t n;
};

/* pdf_words - all pages, through pdftotext.  In a.  NULL and e as process_run, or ERR_LIMIT. */
struct pdf_pages *pdf_words(GBytes *pdf, struct arena *a, struct err *e);

/* pdf_rules - the horizontal and vertical lines on page p, thin filled rectangles among them, through
 * pdftocairo.  In a.  None when the program is missing or fails: a page can be read without. */
struct pdf_rules pdf_rules(GBytes *pdf, const struct pdf_page *p, struct arena *a);

/* pdf_pictures - the pages that pictures fill and that have hardly any words, through pdfimages: their
 * numbers, as "4, 5"; in a.  NULL: none. */
const char *pdf_pictures(GBytes *pdf, const struct pdf_pages *pages, struct arena *a);

/* pdf_hundredths - a decimal as hundredths, *end behind it; 0 and *end == s when there is none. */
int pdf_hundredths(const char *s, const char **end);

#endif
