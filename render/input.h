/* input.h - the bytes of a file or of standard input. */
#ifndef INPUT_H
#define INPUT_H

#include "err.h"

#include <glib.h>

/* input_read - all bytes of the file `path`, "-" for standard input.  NULL and e: ERR_SYSTEM with the path
 * and reason, ERR_LIMIT for more than 16 MiB. */
GBytes *input_read(const char *path, struct err *e);

/* input_read_up_to - the same with another limit: bytes, whole MiB. */
GBytes *input_read_up_to(const char *path, gsize limit, struct err *e);

#endif
