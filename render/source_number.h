/* source_number.h - numbers as texts: of cells of a workbook, and of numbered paragraphs.
 * Used by source_xlsx and source_docx. */
#ifndef SOURCE_NUMBER_H
#define SOURCE_NUMBER_H

#include "arena.h"

/* number_of_cell - a number of a worksheet as its digits, without exponent, at most 15 of them significant (a
 * worksheet keeps no more, but stores 1439.4967 as 1439.4966999999999).  The format matters only where it
 * changes what the number is: a date becomes 2025年1月24日, a percentage gets its sign and two places, a plus
 * sign is written where the format shows it.  Decimals are neither padded nor rounded to the format.  In a;
 * stored itself when it is no number. */
const char *number_of_cell(const char *stored, const char *format, struct arena *a);

/* number_places - how many decimals a format always shows: 2 for 0.00 and #,##0.00, 0 for General, 0.## or
 * 0%. */
int number_places(const char *format);

/* number_in_format - n (>= 0) in a numbering format of ECMA-376-1, 17.18.59 (ST_NumberFormat),
 * "chineseCounting" ...; decimal where the format is not known; "" for none and bullet.  In a. */
const char *number_in_format(int n, const char *format, struct arena *a);

#endif
