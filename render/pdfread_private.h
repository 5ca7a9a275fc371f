/* pdfread_private.h - what the parts of pdfread share. */
#ifndef PDFREAD_PRIVATE_H
#define PDFREAD_PRIVATE_H

#include "pdfread.h"

#include <qpdf/qpdf-c.h>
#include <sys/resource.h>

struct pdfread {
    qpdf_data q;
    const unsigned char *data;
    gsize n;
};

enum {
    PDF_MAX_CONTENT = 32 << 20, /* of one page, unpacked */
    PDF_MAX_PAGES = 2000,
    PDF_MAX_OBJECTS = 1 << 20
};

/* pdf_guard, pdf_unguard - around calls of libqpdf that unpack something: more than 1 GiB cannot be had
 * meanwhile, which the library tells as an error.  A few kilobytes can unpack to terabytes. */
void pdf_guard(struct rlimit *before);
void pdf_unguard(const struct rlimit *before);

/* pdf_failed - whether libqpdf holds an error or a warning, which is forgotten. */
bool pdf_failed(struct pdfread *p);

/* pdf_stream - the data of a stream unpacked, which may be packed once by zlib or not at all; NULL if it is
 * damaged, packed otherwise, or more than limit. */
GBytes *pdf_stream(struct pdfread *p, qpdf_oh stream, gsize limit);

/* pdf_string - a text string in UTF-8, "" if it is none; g_free it. */
char *pdf_string(struct pdfread *p, qpdf_oh dict, const char *key);

#endif
