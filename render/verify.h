/* verify.h - an archival copy made again from what it carries, and compared.
 * Stage: PDF or folder -> evidence -> copy (made again) -> findings and a verdict (design.md section 8). */
#ifndef VERIFY_H
#define VERIFY_H

#include "arena.h"
#include "diag.h"
#include "err.h"
#include "press.h"

#include <glib.h>

enum verdict {
    VERDICT_IDENTICAL,  /* made again bit for bit */
    VERDICT_EQUIVALENT, /* other bytes, for another version or font: same page list, pictures, words, figures
                         */
    VERDICT_DIFFERS,
    VERDICT_CANNOT /* no copy, damaged beyond use, or what it takes to make it again is not here */
};
enum { N_VERDICTS = 4 };

/* What copies are made again with; kept from copy to copy. */
struct workshop {
    const char *fonts_dir, *own_fonts;
    struct press *press; /* of the copy before, or NULL */
    GBytes *press_list;  /* its list of fonts */
    char *press_files;   /* and the files it was allowed */
    struct diag *said;   /* what was found when it was opened: told of each copy */
};

/* workshop_close - free what was kept. */
void workshop_close(struct workshop *w);

/* verify_copy - verify the PDF or folder `path`.  Findings go to d: what differs (hard), which versions and
 * fonts differ (soft), what was appended (info).  With VERDICT_CANNOT e says why; it may also say why a copy
 * that differs could not be made again. */
enum verdict verify_copy(const char *path, struct workshop *w, struct diag *d, struct err *e);

#endif
