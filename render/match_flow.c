/* match_flow.c - what is left of a source beside its tables, in order. */
#include "match_prose.h"
#include "utf8.h"

#include <glib.h>
#include <string.h>

/* What report_load refuses in a text. */
static bool is_unfit(gunichar c)
{
    GUnicodeType t = g_unichar_type(c);
    return utf8_is_control(c) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) ||
           t == G_UNICODE_FORMAT || t == G_UNICODE_LINE_SEPARATOR || t == G_UNICODE_PARAGRAPH_SEPARATOR;
}

static const char *fit_text(const char *text, size_t n, struct arena *a)
{
    GString *out = g_string_new(NULL);
    for (const char *s = text; s < text + n; s = g_utf8_next_char(s)) {
        gunichar c = g_utf8_get_char(s);
        if (!is_unfit(c))
            g_string_append_unichar(out, c);
        else if (c == '\t')
            g_string_append_c(out, ' ');
    }
    const char *fit = arena_strdup(a, g_strstrip(out->str));
    g_string_free(out, TRUE);
    return fit;
}

static void add_text(GArray *out, const struct mline *l, const char *text, struct arena *a)
{
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, "\n");
        struct entry e = {.kind = ENTRY_TEXT, .line = l, .text = fit_text(s, n, a), .known = -1};
        if (fold_text(e.text, a).n)
            g_array_append_val(out, e);
        s += n + (s[n] == '\n');
    }
}

/* The only cell with words in it, or NULL. */
static const struct mcell *lone_cell(const struct mline *l)
{
    const struct mcell *lone = NULL;
    for (int i = 0; i < l->ncell; i++) {
        if (!l->cell[i].fold.n)
            continue;
        if (lone)
            return NULL;
        lone = &l->cell[i];
    }
    return lone;
}

struct entries entries_of(const struct mlines *l, const struct match_tables *t, struct arena *a)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct entry));
    size_t next = 0;
    for (int i = 0; i < l->n; i++) {
        const struct mline *line = &l->line[i];
        for (; next < t->n && t->table[next].from == i; next++) {
            struct entry e = {.kind = ENTRY_TABLE, .line = line, .table = &t->table[next], .known = -1};
            g_array_append_val(out, e);
        }
        if (line->used)
            continue;
        const struct mcell *lone = lone_cell(line);
        if (lone) {
            add_text(out, line, lone->text, a);
        } else if (line->nwords + line->nfigure > 0) {
            struct entry e = {.kind = ENTRY_ROW, .line = line, .known = -1};
            g_array_append_val(out, e);
        }
    }
    struct entries e = {arena_dup(a, out->data, out->len * sizeof(struct entry)), out->len};
    g_array_free(out, TRUE);
    return e;
}
