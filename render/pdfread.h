/* pdfread.h - what a PDF holds: its files, its pages' words, what was appended to it.
 * For verify.  With finish the only place that knows libqpdf.  What is read may come from anywhere: it is
 * never repaired, memory is limited, and no name in it becomes a path. */
#ifndef PDFREAD_H
#define PDFREAD_H

#include "arena.h"
#include "err.h"

#include <glib.h>

struct pdfread;

/* pdfread_open - look into n bytes, which must stay while it is open.  Ended by pdfread_close.  NULL and e:
 * ERR_INPUT with the place for what is no PDF, damaged, cut short or encrypted; ERR_LIMIT for one that needs
 * too much memory. */
struct pdfread *pdfread_open(const void *data, gsize n, struct err *e);
void pdfread_close(struct pdfread *p);

/* A file that the PDF carries. */
struct pdf_file {
    const char *name;
    const char *relation; /* AFRelationship, "" if it has none */
    GBytes *bytes;        /* NULL: damaged, or larger than it may be */
    int object;           /* number of the stream */
};

/* pdfread_files - the files in the name tree, in its order; *n of them.  NULL and e: ERR_INPUT if the tree is
 * none, ERR_LIMIT for more than COPY_MAX_FILES files or COPY_MAX_TOTAL bytes.  Lives as long as a. */
struct pdf_file *pdfread_files(struct pdfread *p, struct arena *a, gsize *n, struct err *e);

/* pdfread_profile - the colour profile of the output intent, or NULL; g_bytes_unref it. */
GBytes *pdfread_profile(struct pdfread *p);

/* pdfread_text - the words of all pages in the order of the content, without artifacts; a line feed between
 * elements. NULL and e (ERR_INPUT) if a page cannot be read.  g_free it. */
char *pdfread_text(struct pdfread *p, struct err *e);

/* pdfread_damaged - number of the first object whose data (a font's, say) do not have the sum that zlib gave
 * them, or are more than this program takes; 0 if there is none. */
int pdfread_damaged(struct pdfread *p);

/* pdfread_place - what byte `offset` of the data belongs to, in words: page 3, forms/review.yaml, object 17.
 */
char *pdfread_place(struct pdfread *p, gsize offset);

/* pdfread_end - where the first of the revisions in n bytes ends that can be read and carries the file
 * `name`; 0 if none does.  What stands behind it was appended later. */
gsize pdfread_end(const void *data, gsize n, const char *name);

/* What was appended to a PDF. */
struct pdf_update {
    gsize bytes;
    int revisions;
    GPtrArray *signatures; /* of char *: who, when, how much of the file it covers */
    GPtrArray *changed;    /* of char *: what of the original is shown or carried otherwise now */
    GPtrArray *added;      /* of char *: annotations but signatures, files */
};

/* pdfread_update - compare n bytes with their first `end` ones.  NULL and e (ERR_INPUT) if what was appended
 * is damaged. Ended by pdf_update_free. */
struct pdf_update *pdfread_update(const void *data, gsize n, gsize end, struct err *e);
void pdf_update_free(struct pdf_update *u);

#endif
