/* finish_pack.h - a plain PDF of libqpdf, with further objects, as a small file.
 * Private to finish.  Pure: bytes in, bytes out; knows the syntax that libqpdf writes, no other. */
#ifndef FINISH_PACK_H
#define FINISH_PACK_H

#include "err.h"
#include "finish_structure.h"

/* The text of an object without `N 0 obj` and `endobj`; borrowed. */
struct pack_object {
    const char *text;
    gsize n;
    gsize length; /* a stream: where its /Length stands */
    gsize data;   /* where its bytes begin, 0: no stream */
};

struct pack {
    const char *head; /* what stands before the first object */
    gsize nhead;
    struct pack_object *object; /* [1 .. n] */
    int n;
    int root, info;
};

/* pack_open - find the objects of a PDF that libqpdf wrote without object streams.  Borrows data; ended by
 * pack_close.  False and e (ERR_BUG) if it is anything else. */
bool pack_open(struct pack *p, const char *data, gsize n, struct err *e);
void pack_close(struct pack *p);

/* pack_look - where this text first stands in the bytes between; NULL if nowhere. */
const char *pack_look(const char *from, const char *end, const char *what);

/* pack_find - the first object from number `from` on that is no stream and holds this text; 0 if none. */
int pack_find(const struct pack *p, const char *text, int from);

/* pack_replace - another text for object `number`; borrowed. */
void pack_replace(struct pack *p, int number, const char *text);

/* pack_begin - begin to write the file with `more` behind its own objects: in object streams with a
 * cross-reference stream, or, for what is built on PDF 1.4, with neither.  Streams without a filter are
 * compressed, but for metadata; with `beside` in a thread, beside the work of the caller (deflate_beside.h).
 * Borrows p and more until pack_end. */
struct packing;
struct packing *pack_begin(const struct pack *p, const struct pdf_text *more, bool object_streams,
                           bool beside);

/* pack_end - the file.  Its /ID is made of its bytes alone. */
GBytes *pack_end(struct packing *w);

#endif
