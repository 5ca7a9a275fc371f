/* command_names.h - what the outputs of a report are called (--names). */
#ifndef COMMAND_NAMES_H
#define COMMAND_NAMES_H

#include "command.h"

/* names_plan - the stem of each input's outputs, in the order of o->input: the input's name without its
 * ending, "stdin" for standard input, or the report's title; NULL for a report that has no title because it
 * does not load. NULL and e (ERR_USAGE) when two inputs would write one name.  Lives as long as a. */
const char **names_plan(const struct options *o, const struct setup *s, struct arena *a, struct err *e);

/* names_of_title - the stem that the report's title gives, NULL for an empty one. */
const char *names_of_title(const struct report *r, struct arena *a);

/* names_workbook - the name of the workbook of a table; nth counts the tables of its slot in the report
 * from 1. */
const char *names_workbook(const struct options *o, const char *stem, const struct form *form, int nth,
                           struct arena *a);

/* names_book - the name of the workbook of all tables. */
const char *names_book(const char *stem, struct arena *a);

/* names_page - the name of the picture of page `page` (from 1) of npage. */
const char *names_page(const char *stem, size_t page, size_t npage, struct arena *a);

#endif
