/* ooxml.h - parts of an Office Open XML package and the relations between them.  ECMA-376-2, 9 (relations).
 * Used by sheetparts, source_docx and docx_tree. */
#ifndef OOXML_H
#define OOXML_H

#include "arena.h"
#include "xmlread.h"
#include "zipread.h"

/* ooxml_open - begin to read one part; ended by xmlread_close.  NULL and e as zipread_entry, xmlread_open. */
struct xmlread *ooxml_open(struct zipread *z, const char *path, struct err *e);

/* A relation of a part to another; those to what is outside the package are left out. */
struct ooxml_relation {
    const char *id, *type; /* NULL where they are missing */
    const char *target;    /* the path of the other part */
    struct ooxml_relation *next;
};

/* ooxml_relations - the relations of `path` ("" for the package), in a.  NULL without e when there are none,
 * with e when they are not sound to their end. */
const struct ooxml_relation *ooxml_relations(struct zipread *z, const char *path, struct arena *a,
                                             struct err *e);

/* ooxml_by_id, ooxml_by_type - the first part related by this id, or by this end of the relation's type
 * ("/styles"); NULL when there is none. */
const char *ooxml_by_id(const struct ooxml_relation *r, const char *id);
const char *ooxml_by_type(const struct ooxml_relation *r, const char *type);

/* ooxml_text - all words up to the end of the element just begun, put behind out.  False and e when it ends
 * in a fault. */
bool ooxml_text(struct xmlread *x, GString *out, struct err *e);

#endif
