/* xmlfields.h - XML of a known shape: sections with elements whose attributes say everything.
 * For the record and the manifest of copies, which may come from anywhere; built on xmlread. */
#ifndef XMLFIELDS_H
#define XMLFIELDS_H

#include "xmlread.h"

struct xmlfields {
    struct xmlread *x;
    const char *file; /* for messages */
    struct arena *a;
    struct err *e;
};

/* Called for each element below the outermost one: section is NULL, or the name of the element it stands in.
 * False: it has no place there. */
typedef bool (*element_fn)(void *to, const char *section, const char *name);

/* xmlfields_read - read a text whose outermost element is `root` with the attribute version="1", and no
 * deeper than two levels below.  False and e (ERR_INPUT) for anything else; f may be asked for fields while
 * fn runs. */
bool xmlfields_read(struct xmlfields *f, GBytes *xml, const char *file, const char *root, element_fn fn,
                    void *to, struct arena *a, struct err *e);

/* Attributes of the element at hand.  A field that is missing or not of its kind sets e and is "", 0, false.
 */
const char *field_text(struct xmlfields *f, const char *name);
const char *field_optional(struct xmlfields *f, const char *name); /* NULL if missing */
gsize field_number(struct xmlfields *f, const char *name, gsize max);
bool field_flag(struct xmlfields *f, const char *name);        /* yes, no */
const char *field_sum(struct xmlfields *f, const char *name);  /* 64 lower-case hexadecimal digits */
const char *field_date(struct xmlfields *f, const char *name); /* YYYY-MM-DD */

/* fields_bad - refuse the text for another reason. */
void fields_bad(struct xmlfields *f, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
