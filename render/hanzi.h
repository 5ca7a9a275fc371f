/* hanzi.h - the sets of Han by which a Chinese font is judged, and how much of one some faces have.
 * Part of fonts: what `nianbao fonts` tells of coverage. */
#ifndef HANZI_H
#define HANZI_H

#include "arena.h"
#include "err.h"
#include "fonts.h"

#include <stddef.h>
#include <stdint.h>

enum {
    HANZI_STANDARD = 8105, /* 通用规范汉字表 (2013) */
    HANZI_GB2312 = 6763    /* GB/T 2312-1980, levels 1 and 2 */
};

#define HANZI_FILE "hanzi8105.txt" /* beside fonts.yaml */

/* A set of characters, each once. */
struct hanzi {
    uint32_t *cp;
    size_t n;
};

/* hanzi_standard - the 8105 characters of 通用规范汉字表, in its order, out of HANZI_FILE in dir.  NULL and e
 * (ERR_SYSTEM) if the file cannot be read or is not whole.  Lives as long as a. */
const struct hanzi *hanzi_standard(const char *dir, struct arena *a, struct err *e);

/* hanzi_gb2312 - the 6763 Han of GB 2312, rows 16 to 87 of its code table.  NULL and e (ERR_SYSTEM) if the
 * machine's iconv does not know that code.  Lives as long as a. */
const struct hanzi *hanzi_gb2312(struct arena *a, struct err *e);

/* hanzi_covered - how many characters of the set at least one of the n faces has. */
size_t hanzi_covered(const struct hanzi *set, struct face *const *face, size_t n);

#endif
