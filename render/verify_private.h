/* verify_private.h - what the parts of verify share. */
#ifndef VERIFY_PRIVATE_H
#define VERIFY_PRIVATE_H

#include "copy.h"
#include "manifest.h"
#include "package.h"
#include "pdfread.h"
#include "verify.h"

/* What there is of a copy. */
struct evidence {
    const char *path; /* as given */
    const char *pdf;  /* name of the PDF, without a folder */
    struct arena *a;
    struct diag *d;
    const struct package *package;   /* NULL: a lone PDF */
    const struct manifest *manifest; /* NULL: none, or it cannot be read */
    const unsigned char *data;       /* of the PDF; NULL: missing */
    gsize n, end;                    /* all of it; its original part, 0 if that cannot be told */
    struct pdfread *reader;          /* of the original part; NULL: damaged */
    struct pdf_file *inside;         /* what the PDF carries */
    gsize ninside;
    const struct record *record;
};

/* evidence_read - everything that can be found out without making anything.  False and e when there is
 * nothing to make it again from; evidence_close is needed either way. */
bool evidence_read(struct evidence *v, const char *path, struct arena *a, struct diag *d, struct err *e);
void evidence_close(struct evidence *v);

/* evidence_inside, evidence_outside - the bytes of a file in the PDF, in the folder; NULL if there is none.
 */
GBytes *evidence_inside(const struct evidence *v, const char *name);
GBytes *evidence_outside(const struct evidence *v, const char *name);

/* evidence_sound - the bytes of a file that have the sum of the record, from inside or outside; else what
 * there is. */
GBytes *evidence_sound(const struct evidence *v, const struct record_file *f);

/* evidence_whole - whether everything in the PDF unpacks, fonts and the like too, which nothing compares;
 * else told. */
bool evidence_whole(const struct evidence *v);

/* has_sum - whether the bytes have this SHA-256. */
bool has_sum(GBytes *bytes, const char *sha256);

/* tell - a finding about the file `name` of the copy ("" for the copy itself) at line and column, 0 if not
 * known. */
void tell(const struct evidence *v, const char *id, enum grade grade, const char *name, int line, int column,
          const char *fmt, ...) __attribute__((format(printf, 7, 8)));

/* compare_environment - tell which versions and fonts are not those of the record; true if any differs that
 * can show. */
bool compare_environment(const struct evidence *v, const struct press *p);

/* compare_copy - tell every file that is not as made again.  excused: an environment that differs may be the
 * reason. */
enum verdict compare_copy(const struct evidence *v, const struct copy *c, bool excused);

#endif
