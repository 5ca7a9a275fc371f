/* memfile.h - a stream of the C library that is in memory.
 * Used by sheet for what libxlsxwriter will only write into files.  Knows no other module. */
#ifndef MEMFILE_H
#define MEMFILE_H

#include <stdio.h>

/* memfile_open - an empty one, to write and to read back; fclose ends it.  Takes whatever is written; memory
 * that is exhausted ends the program (memory.h).  NULL and errno when the C library makes no stream. */
FILE *memfile_open(void);

#endif
