/* source_para.h - a paragraph put together from runs of letters, and where its run-in heading ends.
 * Used by source_html and source_docx. */
#ifndef SOURCE_PARA_H
#define SOURCE_PARA_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct para {
    GString *text;
    bool told;       /* a run with words was seen */
    bool bold;       /* the first of them is bold */
    char *face;      /* typeface of the first run with ideographs, or NULL */
    size_t bold_end; /* end of the last bold run before the first that is not */
    size_t face_end; /* end of the last run in `face` before the first in another */
    bool bold_over, face_over;
};

/* para_init, para_free - p is the caller's. */
void para_init(struct para *p);
void para_free(struct para *p);

/* para_clear - begin the next one. */
void para_clear(struct para *p);

/* para_add - go on with n bytes; face may be NULL (not known, the usual one).  Runs without ideographs do not
 * tell a face: figures are set in another one everywhere. */
void para_add(struct para *p, const char *text, size_t n, bool bold, const char *face);

/* para_lead - how many bytes at the start are bold, or in another face than the rest; all of it when all is
 * bold; 0: none. */
size_t para_lead(const struct para *p);

#endif
