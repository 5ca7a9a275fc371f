/* choices.h - texts of a layout file with choices in them: 存在(的|)问题 stands for two.
 * Stage: a scalar of a YAML file -> the texts it stands for. */
#ifndef CHOICES_H
#define CHOICES_H

#include "yamlread.h"

#include <glib.h>

enum { CHOICES_MAX = 256 }; /* texts that one may stand for */

/* choices_add - put every text that the scalar n stands for behind those of `all`: of each (a|b|c) in it one,
 * in the order written; one of them may be empty, (a|).  The texts live as long as a.  False and a finding in
 * d where n is no text, a bracket is not closed or stands in another one, one of the texts would be empty, or
 * they are more than CHOICES_MAX. */
bool choices_add(const struct ynode *n, GPtrArray *all, struct arena *a, struct diag *d);

#endif
