/* typeset.h - for unit tests that need whole pages: JSON text in, struct pages out, with the project's own
 * layouts and fonts.  Tests run from the top of the checkout; NIANBAO_FONTS names another folder of fonts. */
#ifndef TYPESET_H
#define TYPESET_H

#include "doc.h"
#include "fonts.h"
#include "pages.h"
#include "paginate.h"
#include "report.h"
#include "shape.h"
#include "words.h"

#include <glib.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct typeset {
    struct arena *a;
    struct diag *d;
    struct err e;
    struct forms *forms;
    struct layout *layout; /* a test may change it before typeset_json */
    struct fonts *fonts;
    struct shaper *shaper;
    struct words *words;
};

static inline void typeset_need(struct typeset *t, const void *p, const char *what)
{
    if (p)
        return;
    diag_print(t->d, stderr, DIAG_TEXT);
    fprintf(stderr, "%s: %s\n", what, t->e.text ? t->e.text : "failed");
    exit(2);
}

/* Everything loaded; set as in layout_load, fonts and own as in fonts_open. */
static inline struct typeset typeset_open_with(const char *const *set, const char *fonts, const char *own)
{
    struct typeset t = {.a = arena_new(), .d = diag_new(), .e = ERR_INIT};
    t.forms = forms_load("layouts/forms", t.a, t.d, &t.e);
    typeset_need(&t, t.forms, "forms");
    t.layout = layout_load("layouts/gbt9704.yaml", set, t.a, t.d, &t.e);
    typeset_need(&t, t.layout, "layout");
    t.words = words_load("layouts/words.yaml", t.a, t.d, &t.e);
    typeset_need(&t, t.words, "words");
    t.fonts = fonts_open(fonts, own, false, t.a, t.d, &t.e);
    typeset_need(&t, t.fonts, "fonts");
    t.shaper = shaper_new(t.fonts, t.a, &t.e);
    typeset_need(&t, t.shaper, "shaper");
    return t;
}

/* The same with the project's own fonts. */
static inline struct typeset typeset_open(const char *const *set)
{
    const char *fonts = getenv("NIANBAO_FONTS");
    return typeset_open_with(set, fonts ? fonts : "fonts", NULL);
}

static inline void typeset_close(struct typeset *t)
{
    diag_free(t->d);
    arena_free(t->a);
    err_clear(&t->e);
}

/* The pages of a report given as JSON text. */
static inline struct pages *typeset_json(struct typeset *t, const char *json)
{
    struct report *r = report_load("test", json, strlen(json), t->forms, t->a, t->d, &t->e);
    typeset_need(t, r, "report");
    struct doc *doc = compose(r, t->layout, report_date(r, t->a), t->a, t->d);
    struct pages *p = paginate(doc, t->fonts, t->shaper, t->words, t->a, t->d, &t->e);
    typeset_need(t, p, "paginate");
    return p;
}

/* A report of the file. */
static inline struct pages *typeset_file(struct typeset *t, const char *path)
{
    gchar *json = NULL;
    if (!g_file_get_contents(path, &json, NULL, NULL)) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(2);
    }
    struct pages *p = typeset_json(t, arena_strdup(t->a, json));
    g_free(json);
    return p;
}

/* A report whose preamble is the text (a JSON string body); rest: its sections and more members, "" for none.
 */
static inline struct pages *typeset_text(struct typeset *t, const char *text, const char *rest)
{
    const char *json = arena_printf(t->a,
                                    "{\"format\": \"nianbao/1\", \"authority\": \"甲县\", \"year\": 2024, "
                                    "\"title\": \"甲县年度报告\", \"preamble\": [\"%s\"]%s}",
                                    text, *rest ? rest : ", \"sections\": []");
    return typeset_json(t, json);
}

/* n times the same text. */
static inline const char *repeat(struct typeset *t, const char *text, size_t n)
{
    size_t len = strlen(text);
    char *out = arena_alloc(t->a, n * len + 1);
    for (size_t i = 0; i < n; i++)
        memcpy(out + i * len, text, len);
    return out;
}

/* The k-th glyph run (0-based) of block b on all pages; *page its page.  NULL when there are fewer. */
static inline const struct mark *run_of(const struct pages *p, int block, size_t k, size_t *page)
{
    for (size_t i = 0; i < p->npage; i++)
        for (size_t j = 0; j < p->page[i].nmark; j++) {
            const struct mark *m = &p->page[i].mark[j];
            if (m->kind != MARK_GLYPHS || m->element.block != block || k-- > 0)
                continue;
            if (page)
                *page = i;
            return m;
        }
    return NULL;
}

/* The folio's run on a page. */
static inline const struct mark *folio_of(const struct pages *p, size_t page)
{
    const struct mark *found = NULL;
    for (size_t j = 0; j < p->page[page].nmark; j++) {
        const struct mark *m = &p->page[page].mark[j];
        if (m->kind == MARK_GLYPHS && m->item == ITEM_FURNITURE)
            found = m;
    }
    return found;
}

#endif
