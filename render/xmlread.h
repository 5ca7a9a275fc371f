/* xmlread.h - an XML text as a stream of tags and words.
 * The only place that knows libxml2.  Used by sheetread, the readers of import and verify.  No document type,
 * no entities but the five of XML, no network, limited depth and size. */
#ifndef XMLREAD_H
#define XMLREAD_H

#include "arena.h"
#include "err.h"

#include <glib.h>

enum { XML_MAX_DEPTH = 128 };

enum xml_event {
    XML_START, /* a start tag; an empty element gives XML_START and XML_END */
    XML_END,
    XML_TEXT, /* words between tags, white space included */
    XML_DONE, /* the end of the text */
    XML_BAD   /* not sound; e was set */
};

struct xmlread;

/* xmlread_open - read from bytes (kept until xmlread_close); name is for messages.  NULL and e (ERR_BUG) when
 * libxml2 fails. */
struct xmlread *xmlread_open(GBytes *bytes, const char *name, struct err *e);

/* xmlread_close - NULL is allowed. */
void xmlread_close(struct xmlread *x);

/* xmlread_next - the next event.  Comments and processing instructions are passed over.  XML_BAD sets e
 * (ERR_INPUT): not well-formed, a document type, an entity, too deep. */
enum xml_event xmlread_next(struct xmlread *x, struct err *e);

/* xmlread_name - local name of the tag of the last XML_START or XML_END; borrowed until the next event. */
const char *xmlread_name(const struct xmlread *x);

/* xmlread_is - whether the last XML_START or XML_END was this element. */
bool xmlread_is(const struct xmlread *x, const char *name);

/* xmlread_depth - 0 for the outermost element. */
int xmlread_depth(const struct xmlread *x);

/* xmlread_attr - attribute of the last XML_START by local name (r:id is "id"), in arena a, or NULL. */
const char *xmlread_attr(const struct xmlread *x, const char *name, struct arena *a);

/* xmlread_attrs - tell every attribute of the last XML_START by local name; both borrowed during the call. */
void xmlread_attrs(const struct xmlread *x, void (*tell)(void *user, const char *name, const char *value),
                   void *user);

/* xmlread_text - the words of the last XML_TEXT; borrowed until the next event. */
const char *xmlread_text(const struct xmlread *x);

#endif
