/* manifest.h - manifest.xml: what lies in the folder of an archival copy, for the archive's own checks.
 * Stage: copy -> manifest -> output; and back, for verify.  It lies beside the PDF only, and names all other
 * files with their sums; the rest are the items an archive tests on receipt (DA/T 70-2018: authenticity,
 * completeness, usability, safety).  Its schema is layouts/manifest.xsd. */
#ifndef MANIFEST_H
#define MANIFEST_H

#include "arena.h"
#include "digest.h"
#include "err.h"
#include "report.h"

struct manifest_file {
    const char *name, *about, *type;
    gsize bytes;
    char sha256[DIGEST_TEXT], sm3[DIGEST_TEXT];
};

/* What it says of the document: a member of the report's meta, the title, the issuer, a date ... */
struct manifest_fact {
    const char *key, *value;
};

struct manifest {
    const struct report *report;
    const char *date;   /* YYYY-MM-DD that the files carry */
    const char *source; /* names of the originals, or NULL */
    int pdfa;
    const char *version, *sources; /* of the program */
    struct manifest_file *file;    /* the PDF first */
    size_t nfile;
    struct manifest_fact *fact; /* of one that was read */
    size_t nfact;
};

/* manifest_write - the text; same manifest, same bytes. */
GBytes *manifest_write(const struct manifest *m);

/* manifest_read - the files a manifest names and its facts; nothing else of it is filled.  Lives as long as
 * a. NULL and e (ERR_INPUT): not XML, not a manifest of this form, a name twice, files that do not add up. */
struct manifest *manifest_read(GBytes *xml, struct arena *a, struct err *e);

/* manifest_unlike - the first fact that two manifests do not tell alike: its key, and what each says (NULL:
 * nothing). NULL if they agree. */
const char *manifest_unlike(const struct manifest *a, const struct manifest *b, const char *says[2]);

#endif
