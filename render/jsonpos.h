/* jsonpos.h - where each value of a JSON text stands, by JSON Pointer (RFC 6901).
 * Used by report: the JSON library keeps no positions.  One strict pass over the text (RFC 8259, with the
 * limits below) that stops at the first mistake and can say in a clerk's words what and where it is. */
#ifndef JSONPOS_H
#define JSONPOS_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    JSON_MAX_DEPTH = 32,      /* objects and lists within each other */
    JSON_MAX_VALUES = 100000, /* values in one text, objects and lists included */
    JSON_MAX_MEMBERS = 1000,  /* of one object */
    JSON_MAX_KEY = 256        /* bytes of a key */
};

/* A value of the text.  Lines and columns are 1-based, columns count characters. */
struct json_place {
    const struct json_place *parent; /* NULL for the outermost value */
    const char *key;                 /* decoded; NULL in a list and for the outermost value */
    size_t index;                    /* in a list */
    int line, column;                /* of its first character */
    int key_line, key_column;        /* of its key's first character; 0 without a key */
    size_t from, to;                 /* its bytes in the text, half open */
};

/* What ends the reading of a text. */
struct json_fault {
    const char *id; /* JSON-SYNTAX, JSON-DUPLICATE, JSON-LIMIT */
    int line, column;
    const char *pointer; /* JSON-DUPLICATE: of the key; else NULL */
    const char *text;    /* one sentence, in the language of the run */
};

struct jsonpos;

/* jsonpos_read - check a text and note the place of every value.
 *   text[n]  valid UTF-8 (see utf8_check), need not end in NUL; borrowed, only while this runs
 *   fault    filled when the text is refused
 * Returns the index, which lives as long as a; NULL and *fault (strings in a) at the first mistake.  A text
 * is refused for anything RFC 8259 does not allow, for a key given twice, half a surrogate pair, a NUL in a
 * key, and over the limits above.  Time and memory are linear in n. */
struct jsonpos *jsonpos_read(const char *text, size_t n, struct arena *a, struct json_fault *fault);

/* jsonpos_root - the outermost value. */
const struct json_place *jsonpos_root(const struct jsonpos *p);

/* jsonpos_member, jsonpos_item - a member of an object, an item of a list; NULL if there is none. */
const struct json_place *jsonpos_member(const struct jsonpos *p, const struct json_place *object,
                                        const char *key);
const struct json_place *jsonpos_item(const struct jsonpos *p, const struct json_place *list, size_t index);

/* jsonpos_find - the value a JSON Pointer names; *exact, if not NULL, tells whether it exists.  If it does
 * not, the nearest value above it that does; never NULL. */
const struct json_place *jsonpos_find(const struct jsonpos *p, const char *pointer, bool *exact);

#endif
