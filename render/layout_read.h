/* layout_read.h - reading of the page style's file: what the files of layout share.
 * Internal to layout.  Every reader puts a finding at the node and goes on; `ok` tells at the end. */
#ifndef LAYOUT_READ_H
#define LAYOUT_READ_H

#include "layout.h"
#include "yamlread.h"

struct layout_loader {
    struct arena *a;
    struct diag *d;
    struct layout *l;
    const struct ynode *sizes; /* of the chosen profile: 三号 -> 16pt */
    bool ok;
};

/* layout_need - what a reader of yamlread said. */
void layout_need(struct layout_loader *p, bool ok);

/* layout_section - a map below `root`, with these keys alone if `known` is not NULL; NULL when missing. */
const struct ynode *layout_section(struct layout_loader *p, const struct ynode *root, const char *key,
                                   const char *const known[]);

/* layout_choice - the place of a word in a NULL-ended list, -1 if it is none of them. */
int layout_choice(struct layout_loader *p, const struct ynode *map, const char *key,
                  const char *const words[]);

/* layout_whole, layout_length - a whole number from min to max; a length of 0 or more. */
int layout_whole(struct layout_loader *p, const struct ynode *map, const char *key, long min, long max);
len_t layout_length(struct layout_loader *p, const struct ynode *map, const char *key);

/* layout_size - a type size: a name of the profile (三号) or a length. */
len_t layout_size(struct layout_loader *p, const struct ynode *at);

/* layout_add_style - one more text style. */
struct text_style *layout_add_style(struct layout_loader *p, const char *name, const char *part, len_t size,
                                    len_t cell, len_t gap);

/* layout_read_tables - the section `tables`. */
void layout_read_tables(struct layout_loader *p, const struct ynode *root);

#endif
