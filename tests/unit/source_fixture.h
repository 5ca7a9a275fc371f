/* source_fixture.h - for unit tests of the readers: bytes in, the dump of the source or the failure out. */
#ifndef SOURCE_FIXTURE_H
#define SOURCE_FIXTURE_H

#include "source_dump.h"
#include "t.h"

#include <glib.h>
#include <stdlib.h>

static struct {
    enum err_kind kind; /* of the last reading */
    GString *dump;      /* of the last reading, or "failed: " and the sentence */
} read_;

/* What the reader makes of bytes; the text stays until the next call. */
static inline const char *read_bytes(source_reader *reader, const char *name, GBytes *bytes)
{
    struct arena *a = arena_new();
    struct err e = ERR_INIT;
    struct source *s = reader(name, bytes, a, &e);
    if (!read_.dump)
        read_.dump = g_string_new(NULL);
    g_string_truncate(read_.dump, 0);
    if (s)
        source_dump(s, read_.dump);
    else
        g_string_printf(read_.dump, "failed: %s", e.text ? e.text : "(no sentence)");
    read_.kind = e.kind;
    if ((s != NULL) == (e.kind != ERR_NONE))
        g_string_append(read_.dump, " [answer and failure do not agree]");
    err_clear(&e);
    arena_free(a);
    return read_.dump->str;
}

static inline const char *read_text(source_reader *reader, const char *name, const char *text)
{
    GBytes *b = g_bytes_new(text, strlen(text));
    const char *dump = read_bytes(reader, name, b);
    g_bytes_unref(b);
    return dump;
}

static inline GBytes *file_bytes(const char *path)
{
    char *data;
    gsize n;
    if (!g_file_get_contents(path, &data, &n, NULL)) {
        fprintf(stderr, "%s is missing\n", path);
        exit(2);
    }
    return g_bytes_new_take(data, n);
}

static inline const char *read_file(source_reader *reader, const char *path)
{
    GBytes *b = file_bytes(path);
    const char *dump = read_bytes(reader, path, b);
    g_bytes_unref(b);
    return dump;
}

/* Whether a line of the dump is this one, white space at its start left out. */
static inline bool has_line(const char *dump, const char *line)
{
    size_t n = strlen(line);
    for (const char *s = dump; *s;) {
        s += strspn(s, " ");
        size_t len = strcspn(s, "\n");
        if (len == n && memcmp(s, line, n) == 0)
            return true;
        s += len + (s[len] == '\n');
    }
    return false;
}

/* The row of a grid as its texts: "a|b|c"; grid counts from 0.  In memory that the next call frees. */
static inline const char *grid_row(const char *dump, int grid, int row)
{
    static char *kept;
    GString *out = g_string_new(NULL);
    char **line = g_strsplit(dump, "\n", -1);
    int at = -1;
    bool first = true;
    for (int i = 0; line[i]; i++) {
        int r;
        if (g_str_has_prefix(line[i], "grid "))
            at++;
        else if (at == grid && sscanf(line[i], "  %d,", &r) == 1 && r == row) {
            const char *text = strchr(line[i], '"');
            char *end = text ? strrchr(text, '"') : NULL;
            if (end > text)
                *end = '\0';
            g_string_append_printf(out, "%s%s", first ? "" : "|", text ? text + 1 : "?");
            first = false;
        }
    }
    g_strfreev(line);
    g_free(kept);
    kept = g_string_free(out, FALSE);
    return kept;
}

#endif
