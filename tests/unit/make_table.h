/* make_table.h - a report with one table by hand, and what the rules say of it. */
#ifndef MAKE_TABLE_H
#define MAKE_TABLE_H

#include "check.h"

#include "t.h"

#include <glib.h>
#include <string.h>

static struct arena *a;
static struct forms *forms;

struct made {
    struct report report;
    struct section section;
    struct block block;
    struct table table;
};

/* made_fresh - a report of 2024 with this table, all figures 0. */
static inline void made_fresh(struct made *m, const char *form)
{
    static const struct value zero = {.state = VALUE_INT, .number = 0, .text = "0"};
    const struct form *f = forms_find(forms, form);
    m->table = (struct table){.form = f, .value = ARENA_ARRAY(a, f->ncell, struct value)};
    for (size_t i = 0; i < f->ncell; i++)
        m->table.value[i] = zero;
    m->block = (struct block){.kind = BLOCK_TABLE, .pointer = "/sections/0/body/0", .table = &m->table};
    m->section =
        (struct section){.heading = "二、", .pointer = "/sections/0", .block = &m->block, .nblock = 1};
    m->report = (struct report){
        .file = "t.json", .authority = "某某县", .year = 2024, .section = &m->section, .nsection = 1};
}

/* made_set - one figure: NULL blank, digits a number, other text as it is. */
static inline void made_set(struct made *m, const char *row, const char *col, const char *text)
{
    long i = form_index(m->table.form, row, col);
    if (!T_TRUE(i >= 0))
        return;
    struct value *v = &m->table.value[i];
    bool digits = text && *text && !text[strspn(text, "0123456789")];
    *v = (struct value){.state = digits ? VALUE_INT : text ? VALUE_TEXT : VALUE_NULL, .text = text};
    if (digits)
        v->number = g_ascii_strtoll(text, NULL, 10);
}

/* made_row - the figures of a row from the first column on, in one text; _ is a blank. */
static inline void made_row(struct made *m, const char *row, const char *figures)
{
    const struct form *f = m->table.form;
    char **word = g_strsplit(figures, " ", -1);
    for (size_t i = 0; i < f->ncell; i++) {
        struct cell_ref c = form_cell(f, i);
        if (strcmp(c.row->path, row) == 0 && c.c < g_strv_length(word))
            made_set(m, row, c.col->path, strcmp(word[c.c], "_") == 0 ? NULL : arena_strdup(a, word[c.c]));
    }
    g_strfreev(word);
}

/* made_blank - every figure blank. */
static inline void made_blank(struct made *m)
{
    for (size_t i = 0; i < m->table.form->ncell; i++)
        m->table.value[i] = (struct value){.state = VALUE_NULL};
}

/* made_found - all findings: ID grade row|column: sentence, a line each; borrowed until the next call. */
static inline const char *made_found(const struct made *m, const struct check_with *with)
{
    static char *s;
    static const char *const grade[] = {"hard", "soft", "info"};
    struct diag *d = diag_new();
    check_report(&m->report, with, d);
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < diag_size(d); i++) {
        const struct finding *f = diag_get(d, i);
        g_string_append_printf(out, "%s%s %s %s|%s: %s", i ? "\n" : "", f->id, grade[f->grade],
                               f->row ? f->row : "", f->col ? f->col : "", f->text);
    }
    diag_free(d);
    g_free(s);
    return s = g_string_free(out, FALSE);
}

/* made_finding - the first finding with this id; its strings live as long as a. */
static inline struct finding made_finding(const struct made *m, const struct check_with *with, const char *id)
{
    struct diag *d = diag_new();
    check_report(&m->report, with, d);
    struct finding f = {.id = NULL};
    for (size_t i = 0; i < diag_size(d) && !f.id; i++)
        if (strcmp(diag_get(d, i)->id, id) == 0)
            f = *diag_get(d, i);
    T_STR(f.id, id);
    const char **string[] = {&f.id,    &f.file, &f.pointer, &f.table, &f.left,
                             &f.right, &f.diff, &f.unit,    &f.words};
    for (size_t i = 0; i < G_N_ELEMENTS(string); i++)
        *string[i] = *string[i] ? arena_strdup(a, *string[i]) : NULL;
    const char **cell = ARENA_ARRAY(a, f.ncell + 1, const char *);
    for (size_t i = 0; i < f.ncell; i++)
        cell[i] = arena_strdup(a, f.cell[i]);
    f.cell = cell;
    diag_free(d);
    return f;
}

#endif
