/* docx_styles.h - what the styles and lists of a Word file say about a paragraph or run.  ECMA-376-1, 17.7
 * (styles), 17.9 (numbering). Used by source_docx alone. */
#ifndef DOCX_STYLES_H
#define DOCX_STYLES_H

#include "tree.h"
#include "zipread.h"

enum docx_switch { DOCX_UNSET, DOCX_OFF, DOCX_ON };

/* Properties of a paragraph or run; what is not set is inherited. */
struct docx_look {
    int outline;                           /* heading level 1..9; 0: not set; -1: body text */
    const char *align;                     /* w:jc, or NULL */
    const char *face;                      /* typeface of ideographs, or NULL */
    enum docx_switch bold, hidden, raised; /* hidden: or struck out */
    const char *list;                      /* w:numId, or NULL; "0": none */
    int level;                             /* w:ilvl, -1: not set */
    bool contents;                         /* a line of a table of contents */
};

struct docx_styles;

/* docx_styles_read - the styles and lists of the main part `path`; parts that are missing count as empty.
 * Lives in a.  NULL and e for a fault. */
struct docx_styles *docx_styles_read(struct zipread *z, const char *path, struct arena *a, struct err *e);

/* docx_look_of - the look of an element with pPr or rPr `direct` (NULL: none) in style `id` (NULL: the
 * default of its kind). */
struct docx_look docx_look_of(const struct docx_styles *s, const struct tree_node *direct, const char *id,
                              bool paragraph);

/* docx_number - the number that a paragraph of this look begins with ("一、", "1."), the next one of its
 * list; "" for none and for bullets.  In a. */
const char *docx_number(struct docx_styles *s, const struct docx_look *look, struct arena *a);

#endif
