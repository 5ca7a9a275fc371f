/* command_books.h - the workbooks of a report, made and named. */
#ifndef COMMAND_BOOKS_H
#define COMMAND_BOOKS_H

#include "command.h"
#include "doc.h"

/* Takes a file, and the reference to its bytes; NULL bytes mean that making them failed.  False ends the
 * making. */
typedef bool book_taker(void *to, const char *name, GBytes *bytes);

/* books_make - a workbook for each table of doc, and with --book one of all, each handed to take; names live
 * as long as a. False when take said so, or with e. */
bool books_make(const struct options *o, const struct setup *s, const char *stem, const struct doc *doc,
                book_taker *take, void *to, struct arena *a, struct err *e);

#endif
