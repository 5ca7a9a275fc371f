/* source_dump.h - a source as text, for the tests of its readers. */
#ifndef SOURCE_DUMP_H
#define SOURCE_DUMP_H

#include "source.h"

#include <string.h>

static inline void dump_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (; *text; text++) {
        if (*text == '\n') {
            g_string_append(out, "\\n");
            continue;
        }
        if (*text == '"' || *text == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text);
    }
    g_string_append(out, "\"\n");
}

static inline void dump_grid(const struct source_item *it, GString *out)
{
    const struct source_grid *g = it->grid;
    g_string_append_printf(out, "%dx%d%s", g->nrow, g->ncol, g->spans ? " spans" : "");
    if (g->name)
        g_string_append_printf(out, " %s", g->name);
    g_string_append_c(out, '\n');
    for (size_t i = 0; i < g->ncell; i++) {
        const struct source_cell *c = &g->cell[i];
        g_string_append_printf(out, "  %d,%d", c->row, c->col);
        if (c->rowspan > 1 || c->colspan > 1)
            g_string_append_printf(out, " %dx%d", c->rowspan, c->colspan);
        if (c->page)
            g_string_append_printf(out, " p%d", c->page);
        if (c->line)
            g_string_append_printf(out, " %d:%d", c->line, c->column);
        g_string_append(out, c->number ? " number " : c->overrun ? " overrun " : " ");
        dump_quoted(out, c->text);
    }
}

/* source_dump - an item or cell a line.
 *
 *     text 12 h1 centred bold=6 "..."
 *     grid 14 3x4 spans
 *       0,1 1x3 15:2 number "..." */
static inline void source_dump(const struct source *s, GString *out)
{
    if (s->title) {
        g_string_append(out, "title ");
        dump_quoted(out, s->title);
    }
    if (s->published) {
        g_string_append(out, "published ");
        dump_quoted(out, s->published);
    }
    for (size_t i = 0; i < s->n; i++) {
        const struct source_item *it = &s->item[i];
        g_string_append(out, it->kind == SOURCE_GRID ? "grid " : "text ");
        if (it->page)
            g_string_append_printf(out, "p%d ", it->page);
        g_string_append_printf(out, "%d ", it->line);
        if (it->kind == SOURCE_GRID) {
            dump_grid(it, out);
            continue;
        }
        if (it->heading)
            g_string_append_printf(out, "h%d ", it->heading);
        if (it->centred || it->right)
            g_string_append(out, it->centred ? "centred " : "right ");
        if (it->apart)
            g_string_append(out, "apart ");
        if (it->bold_start)
            g_string_append_printf(out, "bold=%zu ", it->bold_bytes);
        dump_quoted(out, it->text);
    }
}

#endif
