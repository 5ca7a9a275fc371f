/* folder.h - what a folder of the user holds. */
#ifndef FOLDER_H
#define FOLDER_H

#include "err.h"

#include <glib.h>

/* folder_list - the paths of all that lies in a folder, folders included, by name in byte order; not hidden
 * files and those that office programs leave beside an open one.  Free it with g_ptr_array_free(list, TRUE).
 * NULL and e (ERR_SYSTEM) if it cannot be read. */
GPtrArray *folder_list(const char *path, struct err *e);

#endif
