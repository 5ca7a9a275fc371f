/* memory.h - memory that is exhausted ends the program.
 * Used where a limit is set on purpose, and where a library is known to leak. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdbool.h>

/* memory_tell - from here on tell callers that memory is exhausted, as C has it, or end the program, as is
 * the rule.  Around calls of a library that is known to bear it, under a limit of their own. */
void memory_tell(bool callers);

/* memory_forgets - from here on what is never freed is a library's fault, or again (false) ours: for those
 * who look for leaks with a sanitizer. */
void memory_forgets(bool library);

#endif
