/* jsontext.h - strings as JSON text.
 * Used by what prints JSON lines (findings, fonts, forms); reading JSON is report's business. */
#ifndef JSONTEXT_H
#define JSONTEXT_H

#include <glib.h>

/* jsontext_string (not json_string: jansson has one) - append s to out as a JSON string, quotes included;
 * bytes that are not UTF-8 become U+FFFD. Characters above ASCII stay as they are. */
void jsontext_string(GString *out, const char *s);

/* json_member - append `"name": "value"` and, where the object already has members, `, ` before it; nothing
 * for a NULL value.  The object's text begins with `{`, which out must end with for its first member. */
void json_member(GString *out, const char *name, const char *value);

/* json_member_int - the same with a number. */
void json_member_int(GString *out, const char *name, long value);

/* json_list - the same with a list of strings. */
void json_list(GString *out, const char *name, const char *const *value, size_t n);

#endif
