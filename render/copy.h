/* copy.h - the archival copy of one report: everything in it made anew from what it is made of.
 * Stage: report, forms, style, fonts -> copy -> package.  `archive` makes copies with it from the input and
 * the installation, `verify` from what the copy itself carries: the same bytes in, the same bytes out.
 *
 *     workbooks, page list -> record -> PDF -> manifest */
#ifndef COPY_H
#define COPY_H

#include "copy_part.h"
#include "press.h"
#include "record.h"
#include "report.h"

/* What a copy is made of. */
struct copy_source {
    const char *label;            /* what messages call the place its files come from */
    const char *report;           /* and the report; NULL: LABEL/report.json */
    const struct copy_part *part; /* report, forms, edition, style, words, list of fonts, originals; in the
                                     order of the copy */
    size_t npart;
    const struct press *press;
    GBytes *srgb;
    int pdfa; /* 3 carries its files in the PDF; 1 and 2 have them beside it only */
    bool as_published, strict_fonts;
    const char *const *style;   /* "key=value" ..., NULL-ended */
    const char *date;           /* YYYY-MM-DD, or NULL: that of the report */
    const struct record *again; /* the record of a copy that is made again: it goes on naming the program,
                                   libraries and fonts that the copy was made with; or NULL */
};

struct copy {
    struct arena *a; /* holds everything */
    const struct report *report;
    const struct doc *doc;
    const struct pages *pages;
    const struct record *record;
    struct copy_part *part; /* what the source gave, workbooks, page list, record */
    size_t npart;
    GBytes *pdf;
};

/* copy_make - NULL and e if a part is missing or wrong, or making fails.  Findings about the parts go to
 * `reading`, those of setting the pages to d.  Owned by the caller, ended by copy_free. */
struct copy *copy_make(const struct copy_source *s, struct diag *reading, struct diag *d, struct err *e);
void copy_free(struct copy *c);

/* copy_manifest - manifest.xml of a copy whose PDF is called so; new bytes. */
GBytes *copy_manifest(const struct copy *c, const char *pdf_name);

#endif
