/* finish_structure.h - the structure tree in PDF syntax.
 * Private to finish.  Pure: a plan in, text out.  libqpdf needs some forty thousand instructions to make and
 * write one small object; a report has five hundred of these, so they are written here. */
#ifndef FINISH_STRUCTURE_H
#define FINISH_STRUCTURE_H

#include "pages_tags.h"

#include <glib.h>

/* Objects in PDF syntax without `N 0 obj` and `endobj`. */
struct pdf_text {
    GString *text;
    GArray *end; /* of gsize: where each object ends in text */
};

/* What the tree needs to know of the file it is for. */
struct structure_place {
    const int *page; /* [npage] object numbers of the pages */
    size_t npage;
    int root;  /* number of the StructTreeRoot */
    int first; /* number that the first new object will have */
};

/* finish_structure - append the objects numbered from place->first on to out: elements with their attributes,
 * content by page and number (ISO 32000-1, 14.7; attributes of tables 14.8.5.7), a row of the parent tree for
 * each page.
 *   pieces   [npage][nrun of the page]: as content_mend gave them
 * Returns the text of the StructTreeRoot itself; g_free it. */
char *finish_structure(const struct tags *tags, unsigned *const *pieces, const struct structure_place *place,
                       struct pdf_text *out);

#endif
