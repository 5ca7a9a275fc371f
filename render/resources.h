/* resources.h - where the program's own files are.
 * The option's folder, else the checkout the executable was built in (build/.. or build/VARIANT/../..), else
 * PREFIX/share/nianbao of the PREFIX/bin it stands in.  Never the current folder. */
#ifndef RESOURCES_H
#define RESOURCES_H

#include "arena.h"
#include "err.h"

/* resources_layouts - the folder that holds gbt9704.yaml and forms/; given is that of --layouts or NULL. NULL
 * and e (ERR_USAGE for a wrong --layouts, ERR_LAYOUT). */
const char *resources_layouts(const char *given, struct arena *a, struct err *e);

/* resources_fonts - the folder that holds fonts.yaml; given is that of --fonts or NULL.  *own is set to
 * `given` where that holds font files only, else to NULL.  NULL and e (ERR_USAGE for a wrong --fonts,
 * ERR_FONT). */
const char *resources_fonts(const char *given, const char **own, struct arena *a, struct err *e);

/* resources_locale - the folder that holds zh_CN/LC_MESSAGES/nianbao.mo, or NULL. */
const char *resources_locale(struct arena *a);

#endif
