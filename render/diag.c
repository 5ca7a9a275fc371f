/* diag.c - findings: collected, sorted and told in the user's words. */
#include "diag.h"

#include "intl.h"
#include "jsontext.h"

#include <glib.h>
#include <stdarg.h>
#include <string.h>

struct diag {
    GArray *list;         /* of struct finding */
    GStringChunk *string; /* what their pointers point to */
};

struct diag *diag_new(void)
{
    struct diag *d = g_new(struct diag, 1);
    d->list = g_array_new(FALSE, FALSE, sizeof(struct finding));
    d->string = g_string_chunk_new(1024);
    return d;
}

void diag_free(struct diag *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < diag_size(d); i++)
        g_free((void *)diag_get(d, i)->cell);
    g_array_free(d->list, TRUE);
    g_string_chunk_free(d->string);
    g_free(d);
}

static const char *keep(struct diag *d, const char *s)
{
    return s ? g_string_chunk_insert(d->string, s) : NULL;
}

void diag_add(struct diag *d, const struct finding *f)
{
    struct finding copy = *f;
    copy.id = keep(d, f->id);
    copy.file = keep(d, f->file);
    copy.pointer = keep(d, f->pointer);
    copy.table = keep(d, f->table);
    copy.row = keep(d, f->row);
    copy.col = keep(d, f->col);
    copy.left = keep(d, f->left);
    copy.right = keep(d, f->right);
    copy.diff = keep(d, f->diff);
    copy.words = keep(d, f->words);
    copy.text = keep(d, f->text);
    copy.unit = keep(d, f->unit);
    if (f->ncell) {
        const char **cell = g_new(const char *, f->ncell);
        for (size_t i = 0; i < f->ncell; i++)
            cell[i] = keep(d, f->cell[i]);
        copy.cell = cell;
    }
    g_array_append_val(d->list, copy);
}

void diag_printf(struct diag *d, const char *id, enum grade grade, const char *file, int line, int column,
                 const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    diag_add(d, &(struct finding){
                    .id = id, .grade = grade, .file = file, .line = line, .column = column, .text = text});
    g_free(text);
}

void diag_place(struct diag *d, const char *file,
                void (*place)(const void *in, const char *pointer, int *line, int *column), const void *in)
{
    for (size_t i = 0; i < diag_size(d); i++) {
        struct finding *f = &g_array_index(d->list, struct finding, i);
        if (!f->pointer || f->line)
            continue;
        place(in, f->pointer, &f->line, &f->column);
        f->file = g_string_chunk_insert_const(d->string, file);
    }
}

size_t diag_count(const struct diag *d, enum grade grade)
{
    size_t n = 0;
    for (size_t i = 0; i < diag_size(d); i++)
        n += diag_get(d, i)->grade == grade;
    return n;
}

size_t diag_size(const struct diag *d)
{
    return d->list->len;
}

const struct finding *diag_get(const struct diag *d, size_t i)
{
    return &g_array_index(d->list, struct finding, i);
}

size_t diag_leave_out(struct diag *d, bool (*fn)(const struct finding *f, void *to), void *to)
{
    size_t before = d->list->len;
    for (guint i = 0; i < d->list->len;) {
        const struct finding *f = diag_get(d, i);
        if (fn(f, to)) {
            g_free((void *)f->cell);
            g_array_remove_index(d->list, i);
        } else {
            i++;
        }
    }
    return before - d->list->len;
}

static int compare(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    if (x->grade != y->grade)
        return x->grade < y->grade ? -1 : 1;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return g_strcmp0(x->id, y->id);
}

void diag_sort(struct diag *d)
{
    g_array_sort(d->list, compare); /* a merge sort, stable (GLib documents it so) */
}

char *diag_key(const struct finding *f)
{
    GString *key = g_string_new(f->id);
    if (f->pointer)
        g_string_append_printf(key, "@%s", f->pointer);
    else
        g_string_append_printf(key, "@%s/%s/%s", f->table ? f->table : "", f->row ? f->row : "",
                               f->col ? f->col : "");
    if (f->words)
        g_string_append_printf(key, " %s", f->words);
    if (f->unit)
        g_string_append_printf(key, " %s", f->unit);
    if (f->left && (f->diff || !f->right))
        g_string_append_printf(key, " %s", f->left);
    if (f->right && f->diff)
        g_string_append_printf(key, " %s", f->right);
    return g_string_free(key, FALSE);
}

const char *grade_name(enum grade grade)
{
    switch (grade) {
    case GRADE_HARD:
        return _("hard");
    case GRADE_SOFT:
        return _("soft");
    default:
        return _("info");
    }
}

/* A finding is one line and writes nothing but text to a terminal: line feeds in labels become spaces, other
 * controls (also those of file names) question marks. */
static void one_line(GString *out, const char *s)
{
    char *valid = g_utf8_make_valid(s, -1);
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\n' || c == '\t')
            g_string_append_c(out, ' ');
        else if (c < 0x20 || (c >= 0x7f && c < 0xa0))
            g_string_append_c(out, '?');
        else
            g_string_append_unichar(out, c);
    }
    g_free(valid);
}

static void quoted(GString *out, const char *s)
{
    if (!s)
        return;
    g_string_append(out, " “");
    one_line(out, s);
    g_string_append(out, "”");
}

static void text_line(GString *out, const struct finding *f)
{
    if (f->file) {
        one_line(out, f->file);
        if (f->line > 0)
            g_string_append_printf(out, ":%d", f->line);
        if (f->line > 0 && f->column > 0)
            g_string_append_printf(out, ":%d", f->column);
        g_string_append(out, ": ");
    }
    g_string_append_printf(out, "%s %s", f->id, grade_name(f->grade));
    if (f->table) {
        g_string_append_c(out, ' ');
        one_line(out, f->table);
    }
    quoted(out, f->row);
    quoted(out, f->col);
    g_string_append(out, ": ");
    one_line(out, f->text ? f->text : "");
    if (f->pointer) {
        g_string_append(out, " [");
        one_line(out, f->pointer);
        g_string_append_c(out, ']');
    }
}

static const char *grade_id(enum grade grade)
{
    static const char *const id[N_GRADES] = {"hard", "soft", "info"};
    return id[grade];
}

static void json_line(GString *out, const struct finding *f)
{
    char *key = diag_key(f);
    g_string_append_c(out, '{');
    json_member(out, "id", f->id);
    json_member(out, "grade", grade_id(f->grade));
    json_member(out, "file", f->file);
    if (f->line > 0)
        json_member_int(out, "line", f->line);
    if (f->column > 0)
        json_member_int(out, "column", f->column);
    json_member(out, "pointer", f->pointer);
    json_member(out, "table", f->table);
    json_member(out, "row", f->row);
    json_member(out, "col", f->col);
    json_member(out, "left", f->left);
    json_member(out, "right", f->right);
    json_member(out, "difference", f->diff);
    json_member(out, "words", f->words);
    json_member(out, "unit", f->unit);
    json_member(out, "message", f->text);
    if (f->ncell)
        json_list(out, "cells", f->cell, f->ncell);
    json_member(out, "key", key);
    g_string_append_c(out, '}');
    g_free(key);
}

void diag_print(const struct diag *d, FILE *out, enum diag_format format)
{
    GString *line = g_string_new(NULL);
    for (size_t i = 0; i < diag_size(d); i++) {
        g_string_truncate(line, 0);
        if (format == DIAG_JSON)
            json_line(line, diag_get(d, i));
        else
            text_line(line, diag_get(d, i));
        g_string_append_c(line, '\n');
        fputs(line->str, out);
    }
    g_string_free(line, TRUE);
}
