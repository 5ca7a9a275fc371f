/* draft.c - a document made a draft. */
#include "draft.h"

#include "intl.h"

#include <glib.h>
#include <string.h>

/* --- cells ---------------------------------------------------------------- */

static void mark_cell(struct doc *doc, const char *pointer)
{
    for (size_t i = 0; i < doc->nblock; i++) {
        struct grid *g = doc->block[i].grid;
        for (size_t k = 0; g && k < g->ncell; k++)
            if (g->cell[k].role == CELL_FIGURE && g_strcmp0(g->cell[k].pointer, pointer) == 0)
                g->cell[k].marked = true;
    }
}

static void mark_cells(struct doc *doc, const struct diag *d)
{
    for (size_t i = 0; i < diag_size(d); i++) {
        const struct finding *f = diag_get(d, i);
        for (size_t k = 0; f->grade != GRADE_INFO && k < f->ncell; k++)
            mark_cell(doc, f->cell[k]);
    }
}

/* --- the last page -------------------------------------------------------- */

static const char *finding_line(const struct finding *f, size_t number, struct arena *a)
{
    const char *s = arena_printf(a, "%zu.%s %s", number, grade_name(f->grade), f->id);
    const char *name[] = {f->row, f->col};
    if (f->table)
        s = arena_printf(a, "%s %s", s, f->table);
    for (size_t i = 0; i < G_N_ELEMENTS(name); i++)
        if (name[i])
            s = arena_printf(a, "%s“%s”", s, name[i]);
    s = arena_printf(a, "%s：%s", s, f->text ? f->text : "");
    if (f->line)
        s = arena_printf(a, _("%s (line %d)"), s, f->line);
    char *line = g_strdelimit(g_strdup(s), "\n\t", ' ');
    s = arena_strdup(a, line);
    g_free(line);
    return s;
}

static void add_paragraph(struct doc *doc, enum doc_kind kind, const char *text, const char *style,
                          struct arena *a)
{
    struct doc_block *b = &doc->block[doc->nblock++];
    *b = (struct doc_block){.kind = kind, .pointer = "", .span = ARENA_NEW(a, struct span), .nspan = 1};
    b->span[0] = (struct span){text, layout_style(doc->layout, style)};
}

static void add_findings(struct doc *doc, const struct diag *d, struct arena *a)
{
    struct doc_block *more = ARENA_ARRAY(a, doc->nblock + diag_size(d) + 2, struct doc_block);
    memcpy(more, doc->block, doc->nblock * sizeof *more);
    doc->block = more;
    add_paragraph(doc, DOC_HEADING, doc->layout->draft_findings, "h1", a);
    doc->block[doc->nblock - 1].level = 1;
    doc->block[doc->nblock - 1].new_page = true;
    add_paragraph(doc, DOC_PARAGRAPH,
                  arena_printf(a, _("Findings: %zu hard, %zu soft, %zu info."), diag_count(d, GRADE_HARD),
                               diag_count(d, GRADE_SOFT), diag_count(d, GRADE_INFO)),
                  "finding", a);
    for (size_t i = 0; i < diag_size(d); i++)
        add_paragraph(doc, DOC_PARAGRAPH, finding_line(diag_get(d, i), i + 1, a), "finding", a);
}

void draft_make(struct doc *doc, struct diag *d, struct arena *a)
{
    diag_sort(d);
    mark_cells(doc, d);
    add_findings(doc, d, a);
    doc->draft = true;
}
