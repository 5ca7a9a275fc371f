/* finish_qpdf.h - the parts of finish that speak to libqpdf.
 * Private to finish. */
#ifndef FINISH_QPDF_H
#define FINISH_QPDF_H

#include "err.h"
#include "finish.h"

#include <glib.h>
#include <qpdf/qpdf-c.h>

/* finish_failed - turn an error or warning that q holds into e; true if there was one. */
bool finish_failed(qpdf_data q, const char *doing, struct err *e);

/* finish_stream - a new stream of n bytes. */
qpdf_oh finish_stream(qpdf_data q, const void *data, size_t n);

/* finish_intent - the output intent of PDF/A with this profile (ISO 19005-2, 6.2.3). */
bool finish_intent(qpdf_data q, GBytes *srgb, struct err *e);

/* finish_attach - the files, by name and as associated files of the document; date as in Info: D:20250124...
 */
void finish_attach(qpdf_data q, const struct finish_file *file, size_t n, const char *date);

/* finish_fonts - call f once for each composite font of the pages and its CID font: Cairo writes no others
 * for faces without a table of characters. */
void finish_fonts(qpdf_data q, size_t npage, void (*f)(qpdf_data q, qpdf_oh font, qpdf_oh cid));

/* finish_font_tags - give the names of the fonts tags that depend on nothing but the pages. */
void finish_font_tags(qpdf_data q, size_t npage);

/* finish_widths - mend the widths of glyphs that Cairo cut off. */
void finish_widths(qpdf_data q, const struct pages *p);

/* finish_cidsets - which glyphs each subset of the pages' fonts holds: asked for by part 1 only (ISO
 * 19005-1, 6.3.5). */
void finish_cidsets(qpdf_data q, size_t npage);

#endif
