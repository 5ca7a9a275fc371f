/* finish_forget.c - Cairo's structure tree, taken out of its PDF. */
#include "finish_forget.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { ENTRY = 20 }; /* bytes of an entry: `0000012345 00000 n ` and a line feed */

/* The first entry of the table, which has *count of them up to its end. */
static char *find_table(char *data, gsize n, gsize *count)
{
    static const char last[] = "startxref\n", first[] = "xref\n0 ";
    const char *start = n > 64 ? memmem(data + n - 64, 64, last, strlen(last)) : NULL;
    gsize offset = start ? strtoul(start + strlen(last), NULL, 10) : n;
    if (offset + ENTRY >= n || memcmp(data + offset, first, strlen(first)) != 0)
        return NULL;
    char *entry;
    *count = strtoul(data + offset + strlen(first), &entry, 10);
    entry++;
    return *count <= (gsize)(data + n - entry) / ENTRY ? entry : NULL;
}

/* An element, the root of the tree, or the elements of a page by number (7.10.4): Cairo writes no other array
 * as an object. */
static bool is_structure(const char *data, gsize n, gsize offset)
{
    static const char *const begin[] = {"<< /Type /Struct", "[\n"};
    if (offset >= n)
        return false;
    const char *line = memchr(data + offset, '\n', n - offset);
    if (!line++)
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(begin); i++)
        if ((gsize)(data + n - line) > strlen(begin[i]) && memcmp(line, begin[i], strlen(begin[i])) == 0)
            return true;
    return false;
}

GBytes *finish_forget(GBytes *cairo_pdf)
{
    static const char unused[18] = "0000000000 65535 f"; /* of the table: no object */
    gsize n, count;
    const void *given = g_bytes_get_data(cairo_pdf, &n);
    char *data = g_malloc(n + 1);
    if (n)
        memcpy(data, given, n);
    data[n] = '\0';
    char *entry = find_table(data, n, &count);
    for (gsize i = 0; entry && i < count; i++, entry += ENTRY)
        if (entry[17] == 'n' && is_structure(data, n, strtoul(entry, NULL, 10)))
            memcpy(entry, unused, sizeof unused);
    return g_bytes_new_take(data, n);
}
