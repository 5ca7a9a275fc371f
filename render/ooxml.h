/* ooxml.h - parts of an Office Open XML package and the relations between them.  ECMA-376-2, 9 (relations).
 * Used by sheetparts, source_docx and docx_tree. */
#ifndef OOXML_H
#define OOXML_H

#include "arena.h"
#include "xmlread.h"
#include "zipread.h"

/* ooxml_open - begin to read one part; ended by xmlread_close.  NULL and e as zipread_entry, xmlread_open. */
struct xmlread *ooxml_open(struct zipread *z, const char *path, struct err *e);

/* ooxml_relation - the part that `path` ("" for the package) relates to by this id, or by this end of the
 * relation's type
 * ("/styles").  In a; NULL without e when there is none. */
const char *ooxml_relation(struct zipread *z, const char *path, const char *id, const char *type,
                           struct arena *a, struct err *e);

/* ooxml_text - all words up to the end of the element just begun, put behind out.  False and e when it ends
 * in a fault. */
bool ooxml_text(struct xmlread *x, GString *out, struct err *e);

#endif
