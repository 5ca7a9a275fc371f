/* schema.h - the JSON Schema (2020-12) of report data: written by hand but for the tables, which the forms
 * make. Used by `nianbao forms --schema` and by the test that compares layouts/report.schema.json with it. */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "arena.h"
#include "err.h"
#include "form.h"

/* schema_generate - base with its table parts made anew.
 *   base[n]  the text of layouts/report.schema.json: what stands in "$defs" and has a "$comment" that begins
 *            with "Made from " is dropped, the definitions of all forms are put behind what is left
 * Returns the text, two-space indent and final newline, in arena a, *nout its length.  Run on its own output
 * it gives the same bytes.  NULL and e (ERR_LAYOUT) if base is no JSON object with "$defs". */
const char *schema_generate(const struct forms *forms, const char *base, size_t n, struct arena *a,
                            size_t *nout, struct err *e);

#endif
