/* match_named.c - whose report of which year a source says it is. */
#include "match_named.h"
#include "match_prose.h"

#include <glib.h>

/* The texts of lines that may be a title: alone on their line. */
static const char **title_lines(const struct mlines *l, size_t *n, struct arena *a)
{
    enum { FAR = 300 }; /* behind so many lines no title stands */
    *n = (size_t)MIN(l->n, FAR);
    const char **text = ARENA_ARRAY(a, *n, const char *);
    for (size_t i = 0; i < *n; i++) {
        const struct mline *line = &l->line[i];
        if (line->nwords == 1 && line->nfigure == 0)
            for (int c = 0; c < line->ncell; c++)
                if (line->cell[c].figure.kind == FIGURE_WORDS)
                    text[i] = line->cell[c].text;
    }
    return text;
}

/* What a web page is called: its title, or a part of it between the marks that sites put there. */
static bool title_of_page(const char *page, const struct editions *editions, struct arena *a,
                          struct match_title *out)
{
    bool found = false;
    char **piece = g_strsplit_set(page ? page : "", "_-|", -1);
    for (char **p = piece; *p && !found; p++) {
        const char *line = arena_strdup(a, *p);
        found = title_find(&line, 1, editions, a, out);
    }
    g_strfreev(piece);
    out->to = out->from = 0;
    return found;
}

bool title_of_source(const struct source *s, const struct mlines *l, const struct match_request *q,
                     struct arena *a, struct match_title *out)
{
    size_t n, head = 0; /* behind the first section a page names other reports */
    const char **text = title_lines(l, &n, a);
    *out = (struct match_title){0};
    while (head < n && !(text[head] && names_section(text[head], q->editions, a)))
        head++;
    if (title_find(text, head, q->editions, a, out) || title_of_page(s->title, q->editions, a, out) ||
        title_find(text, n, q->editions, a, out))
        return true;
    for (size_t k = 0; k < n && !out->like; k++)
        title_of_table(text[k], q->forms, a, out);
    return out->like > 0;
}

bool match_names(const struct source *s, const struct match_request *q, struct arena *a,
                 struct match_names *out)
{
    struct match_title t;
    bool found = title_of_source(s, match_lines(s, q->forms, q->words, a), q, a, &t);
    *out = (struct match_names){t.authority, t.year};
    return found;
}
