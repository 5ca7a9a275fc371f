/* versions.h - with what this machine makes its reports: the program and the libraries it runs with.
 * For `nianbao --version` and the record of archival copies. */
#ifndef VERSIONS_H
#define VERSIONS_H

#include <stddef.h>

struct version {
    const char *name, *text;
};

/* versions_libraries - the libraries at run time, by name; n entries that live as long as the program. */
const struct version *versions_libraries(size_t *n);

/* versions_sources - SHA-256 over the sources of this program, independent of where and when it was built: of
 * the lines that sha256sum prints for all .c and .h files of render/ in the order of their names. */
const char *versions_sources(void);

#endif
