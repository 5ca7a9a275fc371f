/* pdftoken.h - the tokens of a content stream (ISO 32000-1, 7.2 and 7.8.2).
 * Pure: for finish, which mends what Cairo wrote, and for pdfread, which reads what may come from anywhere.
 */
#ifndef PDFTOKEN_H
#define PDFTOKEN_H

#include <stdbool.h>

static inline bool pdf_is_space(int c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
}

/* pdf_skip_object - behind the object or operator that begins at p < end: strings, arrays and dictionaries
 * are one object.  Never behind end. */
const unsigned char *pdf_skip_object(const unsigned char *p, const unsigned char *end);

/* pdf_is_operator - whether what begins at p is an operator, and no operand. */
bool pdf_is_operator(const unsigned char *p);

#endif
