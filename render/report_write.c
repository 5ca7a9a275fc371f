/* report_write.c - a report as canonical JSON text (design.md section 3).
 * Objects and lists stand one member to a line; a row of a table, a heading, a run, a list item, an extra row
 * and an unplaced line stand on one line each. */
#include "jsontext.h"
#include "report.h"
#include "report_cells.h"

#include <glib.h>
#include <string.h>

struct writer {
    GString *out;
    struct arena *a;
    int depth;
    bool first; /* nothing stands yet in the object or list being written */
};

static void new_line(struct writer *w)
{
    g_string_append_printf(w->out, "\n%*s", w->depth * 2, "");
}

static void open_bracket(struct writer *w, char bracket)
{
    g_string_append_c(w->out, bracket);
    w->depth++;
    w->first = true;
}

static void close_bracket(struct writer *w, char bracket)
{
    w->depth--;
    if (!w->first)
        new_line(w);
    g_string_append_c(w->out, bracket);
    w->first = false;
}

/* The place of the next item of a list. */
static void item(struct writer *w)
{
    if (!w->first)
        g_string_append_c(w->out, ',');
    new_line(w);
    w->first = false;
}

static void key(struct writer *w, const char *name)
{
    item(w);
    jsontext_string(w->out, name);
    g_string_append(w->out, ": ");
}

static void text_member(struct writer *w, const char *name, const char *text)
{
    if (!text)
        return;
    key(w, name);
    jsontext_string(w->out, text);
}

static void text_list(struct writer *w, const char *name, const char *const *text, size_t n)
{
    key(w, name);
    open_bracket(w, '[');
    for (size_t i = 0; i < n; i++) {
        item(w);
        jsontext_string(w->out, text[i]);
    }
    close_bracket(w, ']');
}

/* A text that spells a whole number just as a number is spelled: "12", "-19", not "+19", "012", "1.0". */
static bool spells_whole(const char *text)
{
    enum { MOST_DIGITS = 15 }; /* of a number in report data */
    const char *p = *text == '-' ? text + 1 : text;
    size_t n = strspn(p, "0123456789");
    bool one_way = *p != '0' || (n == 1 && p == text);
    return n > 0 && n <= MOST_DIGITS && p[n] == '\0' && one_way;
}

static void write_value(GString *out, const struct value *v)
{
    if (v->state == VALUE_INT)
        g_string_append_printf(out, "%" G_GINT64_FORMAT, v->number);
    else if (v->state == VALUE_TEXT && spells_whole(v->text))
        g_string_append(out, v->text);
    else if (v->state == VALUE_TEXT)
        jsontext_string(out, v->text);
    else
        g_string_append(out, "null");
}

static void write_row(struct writer *w, const struct table *t, const struct cell_node *node)
{
    if (node->index >= 0) {
        write_value(w->out, &t->value[node->index]);
        return;
    }
    g_string_append_c(w->out, '{');
    for (size_t i = 0; i < node->nchild; i++) {
        if (i > 0)
            g_string_append(w->out, ", ");
        jsontext_string(w->out, node->child[i]->key);
        g_string_append(w->out, ": ");
        write_row(w, t, node->child[i]);
    }
    g_string_append_c(w->out, '}');
}

static void write_cells(struct writer *w, const struct table *t, const struct cell_node *node)
{
    if (node->is_row || node->index >= 0) {
        write_row(w, t, node);
        return;
    }
    open_bracket(w, '{');
    for (size_t i = 0; i < node->nchild; i++) {
        key(w, node->child[i]->key);
        write_cells(w, t, node->child[i]);
    }
    close_bracket(w, '}');
}

/* In form order, whatever their order in the report. */
static void write_labels(struct writer *w, const struct table *t)
{
    size_t n;
    const struct own_path *path = own_paths(t->form, w->a, &n);
    key(w, "labels");
    open_bracket(w, '{');
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < t->nlabel; j++) {
            if (strcmp(t->label[j].path, path[i].path) == 0)
                text_member(w, path[i].path, t->label[j].text);
        }
    }
    close_bracket(w, '}');
}

static void write_extra(struct writer *w, const struct table *t)
{
    key(w, "extra");
    open_bracket(w, '[');
    for (size_t i = 0; i < t->nextra; i++) {
        const struct extra_row *x = &t->extra[i];
        item(w);
        g_string_append_c(w->out, '{');
        json_member(w->out, "label", x->label);
        json_member(w->out, "after", x->after);
        json_member(w->out, "band", x->band);
        g_string_append(w->out, ", \"values\": [");
        for (size_t j = 0; j < x->nvalue; j++) {
            if (j > 0)
                g_string_append(w->out, ", ");
            write_value(w->out, &x->value[j]);
        }
        g_string_append(w->out, "]}");
    }
    close_bracket(w, ']');
}

static void write_table(struct writer *w, const struct table *t)
{
    open_bracket(w, '{');
    text_member(w, "table", t->form->id);
    key(w, "values");
    write_cells(w, t, cell_tree(t->form, w->a));
    if (t->nlabel)
        write_labels(w, t);
    if (t->nextra)
        write_extra(w, t);
    text_member(w, "note", t->note);
    close_bracket(w, '}');
}

static void write_heading(GString *out, const struct block *b)
{
    g_string_append_c(out, '{');
    json_member(out, "heading", b->text);
    if (b->level_given)
        json_member_int(out, "level", b->level);
    json_member(out, "text", b->run_in);
    g_string_append_c(out, '}');
}

static void write_runs(struct writer *w, const struct block *b)
{
    open_bracket(w, '{');
    key(w, "runs");
    open_bracket(w, '[');
    for (size_t i = 0; i < b->nrun; i++) {
        item(w);
        g_string_append_c(w->out, '{');
        json_member(w->out, "text", b->run[i].text);
        json_member(w->out, "style", b->run[i].style);
        g_string_append_c(w->out, '}');
    }
    close_bracket(w, ']');
    close_bracket(w, '}');
}

static void write_list(struct writer *w, const struct block *b)
{
    open_bracket(w, '{');
    key(w, "list");
    open_bracket(w, '[');
    for (size_t i = 0; i < b->nitem; i++) {
        item(w);
        g_string_append_c(w->out, '{');
        json_member(w->out, "label", b->item[i].label);
        json_member(w->out, "unit", b->item[i].unit);
        g_string_append(w->out, ", \"value\": ");
        write_value(w->out, &b->item[i].value);
        g_string_append_c(w->out, '}');
    }
    close_bracket(w, ']');
    close_bracket(w, '}');
}

static void write_blocks(struct writer *w, const char *name, const struct block *block, size_t n)
{
    key(w, name);
    open_bracket(w, '[');
    for (size_t i = 0; i < n; i++) {
        item(w);
        switch (block[i].kind) {
        case BLOCK_PARAGRAPH:
            jsontext_string(w->out, block[i].text);
            break;
        case BLOCK_HEADING:
            write_heading(w->out, &block[i]);
            break;
        case BLOCK_RUNS:
            write_runs(w, &block[i]);
            break;
        case BLOCK_TABLE:
            write_table(w, block[i].table);
            break;
        case BLOCK_LIST:
            write_list(w, &block[i]);
            break;
        }
    }
    close_bracket(w, ']');
}

static void write_meta(struct writer *w, const struct report *r)
{
    key(w, "meta");
    open_bracket(w, '{');
    for (const char *const *name = report_meta_keys; *name; name++) {
        for (size_t i = 0; i < r->nmeta; i++) {
            if (strcmp(r->meta[i].key, *name) == 0)
                text_member(w, *name, r->meta[i].value);
        }
    }
    close_bracket(w, '}');
}

static void write_sections(struct writer *w, const struct report *r)
{
    key(w, "sections");
    open_bracket(w, '[');
    for (size_t i = 0; i < r->nsection; i++) {
        item(w);
        open_bracket(w, '{');
        text_member(w, "heading", r->section[i].heading);
        write_blocks(w, "body", r->section[i].block, r->section[i].nblock);
        close_bracket(w, '}');
    }
    close_bracket(w, ']');
}

static void write_signature(struct writer *w, const struct signature *s)
{
    key(w, "signature");
    open_bracket(w, '{');
    text_member(w, "authority", s->authority);
    text_member(w, "date", s->date);
    if (s->sealed) {
        key(w, "sealed");
        g_string_append(w->out, "true");
    }
    close_bracket(w, '}');
}

static void write_unplaced(struct writer *w, const struct report *r)
{
    key(w, "unplaced");
    open_bracket(w, '[');
    for (size_t i = 0; i < r->nunplaced; i++) {
        item(w);
        g_string_append_c(w->out, '{');
        if (r->unplaced[i].line > 0)
            json_member_int(w->out, "line", r->unplaced[i].line);
        json_member(w->out, "text", r->unplaced[i].text);
        g_string_append_c(w->out, '}');
    }
    close_bracket(w, ']');
}

const char *report_write(const struct report *r, struct arena *a, size_t *n)
{
    struct writer w = {.out = g_string_new(NULL), .a = a};
    open_bracket(&w, '{');
    text_member(&w, "format", "nianbao/1");
    text_member(&w, "authority", r->authority);
    text_member(&w, "level", r->level);
    key(&w, "year");
    g_string_append_printf(w.out, "%d", r->year);
    if (r->title_lines)
        text_list(&w, "title", r->title, r->ntitle);
    else
        text_member(&w, "title", r->title[0]);
    text_member(&w, "published", r->published);
    if (r->nmeta)
        write_meta(&w, r);
    if (r->npreamble)
        write_blocks(&w, "preamble", r->preamble, r->npreamble);
    write_sections(&w, r);
    if (r->nannex)
        text_list(&w, "annexes", r->annex, r->nannex);
    if (r->signature)
        write_signature(&w, r->signature);
    text_member(&w, "remarks", r->remarks);
    if (r->nunplaced)
        write_unplaced(&w, r);
    close_bracket(&w, '}');
    g_string_append_c(w.out, '\n');
    *n = w.out->len;
    const char *text = arena_strndup(a, w.out->str, w.out->len);
    g_string_free(w.out, TRUE);
    return text;
}
