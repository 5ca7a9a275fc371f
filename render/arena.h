/* arena.h - memory that lives and dies together.
 * One arena for what lives as long as the program's set-up (layouts, forms, fonts), one for each report.
 * Memory that cannot be had ends the program (GLib's abort): nothing is renamed before a report is whole. */
#ifndef ARENA_H
#define ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* arena_new - an empty arena; owned by the caller, ended by arena_free. */
struct arena *arena_new(void);

/* arena_free - free everything the arena gave out, running its clean-ups last one first; NULL is allowed. */
void arena_free(struct arena *a);

/* arena_alloc - n zeroed bytes, aligned for any type; never NULL.  n = 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t n);

/* arena_array - room for n zeroed elements of `size` bytes, with the overflow of n * size checked. */
void *arena_array(struct arena *a, size_t n, size_t size);

/* ARENA_NEW, ARENA_ARRAY - the same by type. */
#define ARENA_NEW(a, type)      ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, n, type) ((type *)arena_array((a), (n), sizeof(type)))

/* arena_strdup, arena_strndup, arena_printf - strings in the arena; NULL in gives NULL out. */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* arena_concat - strings behind each other, in a fraction of arena_printf's time. */
#define arena_concat(a, ...) arena_concat_to(a, __VA_ARGS__, (const char *)NULL)
char *arena_concat_to(struct arena *a, ...) __attribute__((sentinel)); /* up to a NULL */

/* arena_dup - a copy of n bytes. */
void *arena_dup(struct arena *a, const void *p, size_t n);

/* arena_cleanup - call fn(p) when the arena is freed: for objects of other libraries. */
void arena_cleanup(struct arena *a, void (*fn)(void *), void *p);

#endif
