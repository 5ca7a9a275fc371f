/* finish_xmp.h - the metadata packet of a PDF.
 * Private to finish.  Pure: strings in, string out. */
#ifndef FINISH_XMP_H
#define FINISH_XMP_H

struct xmp {
    const char *title, *author, *language;
    const char *creator;  /* the program */
    const char *producer; /* the library that wrote the PDF */
    const char *date;     /* 2025-01-24T00:00:00+08:00 */
    const char *subject;  /* or NULL */
    const char *source;   /* what the document was made again from, or NULL */
    int pdfa; /* part of ISO 19005 claimed, 0 none: 1 at level B; 2 and 3 at level A, and PDF/UA-1 */
};

/* finish_xmp - the packet, saying what Info says; g_free it. */
char *finish_xmp(const struct xmp *x);

#endif
