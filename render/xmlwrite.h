/* xmlwrite.h - an XML text, element by element: UTF-8, two blanks for each level, one element a line.
 * For the record and the manifest of archival copies. */
#ifndef XMLWRITE_H
#define XMLWRITE_H

#include <glib.h>
#include <stdbool.h>

struct xmlwrite {
    GString *out;
    GPtrArray *open; /* names of the elements that are open; borrowed */
    bool in_tag;     /* the start tag has not been closed yet */
};

/* xmlwrite_begin - the declaration. */
struct xmlwrite xmlwrite_begin(void);

/* xml_open - begin an element; name lives until it is closed. */
void xml_open(struct xmlwrite *w, const char *name);

/* xml_attr, xml_attr_size - an attribute of the element just begun; nothing for a NULL value.  Characters
 * that XML cannot hold become U+FFFD. */
void xml_attr(struct xmlwrite *w, const char *name, const char *value);
void xml_attr_size(struct xmlwrite *w, const char *name, gsize value);

/* xml_close - end the innermost element. */
void xml_close(struct xmlwrite *w);

/* xmlwrite_end - the text; all elements must be closed. */
GBytes *xmlwrite_end(struct xmlwrite *w);

#endif
