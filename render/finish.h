/* finish.h - Cairo's PDF made fit to publish.
 * Stage: paint_pdf -> finish -> output.  The only place that knows libqpdf. */
#ifndef FINISH_H
#define FINISH_H

#include "err.h"
#include "pages.h"

#include <glib.h>

/* A file that the PDF carries (ISO 32000-1, 7.11; ISO 19005-3, 6.8). */
struct finish_file {
    const char *name; /* forms/disclosure-2021.yaml */
    GBytes *bytes;
    const char *type;     /* application/json */
    const char *relation; /* what it is to the document: Source, Data, Supplement, Unspecified */
    const char *about;    /* in a few words, for those who look into the PDF */
};

/* What the PDF is to be. */
struct finish_options {
    int pdfa;     /* part of ISO 19005: 2 or 3 at level A with PDF/UA-1, 1 at level B; 0 claims nothing */
    GBytes *srgb; /* pdfa > 0: the ICC profile of the output intent, RGB, version 2 */
    const char *source;             /* the published files that the document was made again from, or NULL */
    const struct finish_file *file; /* with part 3 or 0 only */
    size_t nfile;
    bool beside; /* compress its streams in a thread of its own between finish_begin and finish_end: for a
                    processor that has nothing else to do */
};

/* finish_pdf - title and dates in Info and XMP, /Lang zh-CN, DisplayDocTitle, structure tree, deterministic
 * /ID, no transparency groups, text colour `0 g`, and what `o` asks for (NULL: a plain tagged PDF).  The date
 * is that of p->doc, at 00:00 +08:00.  New bytes; NULL and e (ERR_BUG for a PDF that is not paint_pdf's of
 * the same pages, ERR_SYSTEM for a profile of the wrong kind). */
GBytes *finish_pdf(GBytes *cairo_pdf, const struct pages *p, const struct finish_options *o, struct err *e);

/* finish_begin, finish_end - the same in two steps, between which the caller has other work.  The end has to
 * come, whatever becomes of the other work, and cannot fail. */
struct finishing;
struct finishing *finish_begin(GBytes *cairo_pdf, const struct pages *p, const struct finish_options *o,
                               struct err *e);
GBytes *finish_end(struct finishing *f);

#endif
