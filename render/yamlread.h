/* yamlread.h - a YAML file as a tree with places.
 * The only place that knows libyaml.  Used by form, layout, edition and fonts. */
#ifndef YAMLREAD_H
#define YAMLREAD_H

#include "arena.h"
#include "diag.h"
#include "err.h"
#include "units.h"

enum ynode_kind { Y_SCALAR, Y_LIST, Y_MAP };

struct ynode {
    enum ynode_kind kind;
    const char *file;
    int line, column; /* 1-based, where the node begins */
    const char *text; /* Y_SCALAR: its text, "" for an empty one */
    bool plain;       /* Y_SCALAR: written without quotes (so a number, true, null may be meant) */
    bool folded; /* Y_SCALAR: goes over several lines, so only the place of its first character is known */
    size_t n;    /* members of a list or map, in the order of the file */
    struct ynode **item;
    struct ynode **key; /* Y_MAP: key[i] is a scalar, item[i] its value */
};

/* yaml_read - the one document of the file `path` as a tree in arena a.
 * Duplicate keys, aliases, tags, keys that are no scalars, more than one document, bad UTF-8 and files over
 * 1 MiB are findings (LAYOUT-SYNTAX, hard) in d with file:line:column.
 * Returns NULL and sets e (ERR_LAYOUT for findings, ERR_SYSTEM if the file cannot be read). */
struct ynode *yaml_read(const char *path, struct arena *a, struct diag *d, struct err *e);

/* yaml_parse - the same for a file that is in memory: n bytes that called themselves `path`. */
struct ynode *yaml_parse(const char *path, const char *bytes, size_t n, struct arena *a, struct diag *d,
                         struct err *e);

/* yaml_files - the paths of the *.yaml files in a folder, in order of name.  NULL and e (ERR_SYSTEM if it
 * cannot be read, ERR_LAYOUT if there are none). */
const char **yaml_files(const char *dir, size_t *n, struct arena *a, struct err *e);

/* yaml_get - the value of a key, or NULL; NULL in (or no map) gives NULL. */
struct ynode *yaml_get(const struct ynode *map, const char *key);

/* yaml_bad - add a finding (LAYOUT-VALUE, hard) at the node's place; returns false. */
bool yaml_bad(const struct ynode *at, struct diag *d, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* yaml_known_keys - a finding for each key of the map that is not in the NULL-ended list; false if any. */
bool yaml_known_keys(const struct ynode *map, const char *const known[], struct diag *d);

/* Typed readers.  Each returns true and fills *out, or adds a finding at the node (a missing key is reported
 * at the map) and returns false.  yaml_opt_* leave *out alone and return true when the key is missing. */
bool yaml_str(const struct ynode *map, const char *key, const char **out, struct diag *d);
bool yaml_opt_str(const struct ynode *map, const char *key, const char **out, struct diag *d);
bool yaml_int(const struct ynode *map, const char *key, long min, long max, long *out, struct diag *d);
bool yaml_opt_int(const struct ynode *map, const char *key, long min, long max, long *out, struct diag *d);
bool yaml_opt_bool(const struct ynode *map, const char *key, bool *out, struct diag *d);

/* yaml_len - a length with its unit: "16pt", "37mm", exact decimals, rounded once to 1/1024 pt. */
bool yaml_len(const struct ynode *map, const char *key, len_t *out, struct diag *d);

#endif
