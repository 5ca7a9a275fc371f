/* press.h - the fonts for making copies, opened once for all that use the same, with the sums of their files.
 * Stage: fonts.yaml + folders -> press -> copy. */
#ifndef PRESS_H
#define PRESS_H

#include "fonts.h"
#include "paint.h"
#include "record.h"
#include "shape.h"

struct press {
    struct arena *a;
    struct fonts *fonts;
    struct shaper *shaper;
    struct painter *painter;
    struct record_font *font; /* the files of all faces, by name; `used` is false */
    size_t nfont;
};

/* press_open - open the fonts of a list (fonts_open_again).  Owned by the caller, ended by press_close; NULL
 * and e. */
struct press *press_open(const char *dir, const char *own_dir, const struct fonts_list *list, struct diag *d,
                         struct err *e);
void press_close(struct press *p);

/* press_used - the files again, those marked whose glyphs are on the pages; p->nfont of them, in a. */
struct record_font *press_used(const struct press *p, const struct pages *pages, struct arena *a);

#endif
