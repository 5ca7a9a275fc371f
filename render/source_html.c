/* source_html.c - a web page: paragraphs, headings, tables.  HTML Living Standard 4.9.12 (tables); CSS Text
 * 3, 4.1 (white space). */
#include "source_html.h"
#include "htmlread.h"
#include "source_encoding.h"
#include "source_html_field.h"
#include "source_html_style.h"
#include "source_para.h"
#include "source_words.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_LIST = 1000,    /* items of a list that get their numbers: a longer one is no part of a report */
    MAX_NUMBER = 32767, /* of an item */
    LONG_CELL = 1500 /* letters: no cell of a table of figures holds so many; one that does is a page set with
                        a table */
};

struct html_reading {
    struct arena *a;
    struct source_builder *b;
    int line_shift;          /* lines before the piece of HTML */
    struct para para;        /* under way */
    struct source_item like; /* what is known of it */
    bool space, newline;     /* white space waits to be written, if words follow; it holds a line end */
};

static int line_of(const struct html_reading *r, const struct tree_node *n)
{
    return n->line + r->line_shift;
}

/* ---- words ---- */

static bool is_wide_before(const GString *s)
{
    return s->len && g_unichar_iswide(g_utf8_get_char(g_utf8_prev_char(s->str + s->len)));
}

/* White space is one space; between two ideographs a line end of the file is none. */
static void add_words(struct html_reading *r, const char *text, const struct html_style *style)
{
    struct para *p = &r->para;
    text = style->raised ? words_raised(text, strlen(text), r->a) : text;
    for (const char *s = text; *s;) {
        size_t blank = style->pre ? 0 : strspn(s, " \t\r\n\f");
        if (blank) {
            r->space = true;
            r->newline = r->newline || strcspn(s, "\r\n") < blank;
            s += blank;
            continue;
        }
        size_t n = style->pre ? strlen(s) : strcspn(s, " \t\r\n\f");
        bool inside = p->text->len && p->text->str[p->text->len - 1] != '\n';
        bool joins = r->newline && is_wide_before(p->text) && g_unichar_iswide(g_utf8_get_char(s));
        if (r->space && inside && !joins)
            para_add(p, " ", 1, style->bold, style->face);
        r->space = r->newline = false;
        para_add(p, s, n, style->bold, style->face);
        s += n;
    }
}

static void add_field(struct html_reading *r, const struct tree_node *field, const struct html_style *style)
{
    struct html_style own = html_style_of(field, style, r->a);
    const char *text = html_field_text(field, r->a);
    own.pre = tree_is(field, "textarea");
    r->space = r->space || words_are_apart(r->para.text->str, text); /* two figures in boxes are not one */
    add_words(r, text, &own);
}

static void add_break(struct html_reading *r)
{
    para_add(&r->para, "\n", 1, false, NULL);
    r->space = r->newline = false;
}

/* Ends the paragraph under way. */
static void flush(struct html_reading *r)
{
    r->like.bold_bytes = para_lead(&r->para);
    source_add_text(r->b, r->para.text->str, &r->like);
    para_clear(&r->para);
    r->space = r->newline = false;
}

/* ---- tables ---- */

static bool is_cell(const struct tree_node *n)
{
    return tree_is(n, "td") || tree_is(n, "th");
}

static size_t count_cells(const struct tree_node *table)
{
    size_t n = 0;
    for (const struct tree_node *k = table->first; k; k = tree_following(k, table, false))
        n += is_cell(k);
    return n;
}

/* A table of one row, all figures, within a cell: its cells are cells of the outer row. */
static bool is_row_of_figures(const struct tree_node *table)
{
    size_t rows = 0, cells = 0;
    for (const struct tree_node *k = table->first; k; k = tree_following(k, table, false)) {
        rows += tree_is(k, "tr");
        cells += is_cell(k);
        char *word = g_strstrip(g_strdup(k->text ? k->text : ""));
        bool other = tree_is(k, "table") || (*word && !words_is_figure(word));
        g_free(word);
        if (other)
            return false;
    }
    return rows == 1 && cells > 1;
}

/* The row of figures that is all a cell holds, or NULL. */
static const struct tree_node *inner_row(const struct tree_node *td)
{
    const struct tree_node *k = td->first;
    while (k && !tree_is(k, "table") && !(k->text && k->text[strspn(k->text, " \t\r\n")]))
        k = tree_following(k, td, false);
    return k && k->name && is_row_of_figures(k) ? k : NULL;
}

/* A table that only sets the page: one cell, tables or headings within, or a cell that holds an article. */
static bool is_layout(const struct tree_node *table)
{
    size_t letters = 0, cells = 0;
    for (const struct tree_node *k = table->first; k; k = tree_following(k, table, false)) {
        if (is_cell(k)) {
            cells++;
            letters = 0;
        } else if (k->text) {
            letters += utf8_length(k->text) - strspn(k->text, " \t\r\n");
        } else if ((tree_is(k, "table") && count_cells(k) > 1 && !is_row_of_figures(k)) ||
                   (k->name[0] == 'h' && k->name[1] >= '1' && k->name[1] <= '6')) {
            return true;
        }
        if (letters > LONG_CELL)
            return true;
    }
    return cells <= 1;
}

static void read_children(struct html_reading *r, const struct tree_node *parent,
                          const struct html_style *style, bool cell);

/* A picture that stands in place of the words of a cell: what it says of itself, or that it is there. */
static void add_picture(struct html_reading *r, const struct tree_node *td, const struct html_style *style)
{
    for (const struct tree_node *k = td->first; k; k = tree_following(k, td, html_is_hidden(k))) {
        const char *alt = tree_get(k, "alt"), *width = tree_get(k, "width");
        if (!tree_is(k, "img") || html_is_hidden(k) || (width && atoi(width) > 0 && atoi(width) <= 2))
            continue;
        add_words(r, alt && *alt ? alt : SOURCE_PICTURE, style);
        return;
    }
}

static void add_cell(struct html_reading *r, const struct tree_node *td, int row,
                     const struct html_style *style)
{
    struct html_style own = html_style_of(td, style, r->a);
    struct source_cell c = {.row = row,
                            .rowspan = html_span(td, "rowspan"),
                            .colspan = html_span(td, "colspan"),
                            .line = line_of(r, td)};
    para_clear(&r->para);
    r->space = r->newline = false;
    read_children(r, td, &own, true);
    if (!r->para.text->str[strspn(r->para.text->str, " \n")])
        add_picture(r, td, &own);
    c.text = r->para.text->str;
    source_grid_next(r->b, &c);
    para_clear(&r->para);
}

/* Rows and cells of a table, however the markup wraps them; a cell outside a row begins one.  Words outside
 * cells go to stray. */
static void add_rows(struct html_reading *r, const struct tree_node *table, const struct html_style *style,
                     GString *stray)
{
    int row = -1;
    const struct tree_node *row_node = NULL;
    for (const struct tree_node *k = table->first, *next; k; k = next) {
        bool over = !k->name || html_is_hidden(k) || is_cell(k) || html_is_field(k) ||
                    tree_is(k, "caption") || tree_is(k, "table");
        next = tree_following(k, table, over);
        if (k->text && k->text[strspn(k->text, " \t\r\n")])
            g_string_append_printf(stray, "%s\n", k->text);
        if (!k->name || html_is_hidden(k))
            continue;
        if (tree_is(k, "tr")) {
            row++;
            row_node = k;
        } else if (is_cell(k)) {
            if (!row_node || (k->parent != row_node && k->parent->parent != row_node)) {
                row++;
                row_node = k->parent;
            }
            const struct tree_node *inner = inner_row(k);
            if (!inner)
                add_cell(r, k, row, style);
            for (const struct tree_node *c = inner; c; c = tree_following(c, inner, is_cell(c)))
                if (is_cell(c))
                    add_cell(r, c, row, style);
        }
    }
}

static void read_table(struct html_reading *r, const struct tree_node *table, const struct html_style *style)
{
    struct html_style plain = {.face = style->face};
    for (const struct tree_node *k = table->first; k; k = k->next)
        if (tree_is(k, "caption") && !html_is_hidden(k)) {
            struct html_style own = html_style_of(k, &plain, r->a);
            r->like = (struct source_item){.centred = true, .line = line_of(r, k)};
            read_children(r, k, &own, false);
            flush(r);
        }
    GString *stray = g_string_new(NULL);
    source_grid_begin(r->b, true, NULL, line_of(r, table), 0);
    add_rows(r, table, &plain, stray);
    source_grid_end(r->b);
    source_add_text(r->b, stray->str, &(struct source_item){.line = line_of(r, table)});
    g_string_free(stray, TRUE);
}

/* ---- blocks ---- */

/* Numbers of a list that the browser would write. */
static void add_item_number(struct html_reading *r, const struct tree_node *li,
                            const struct html_style *style)
{
    const struct tree_node *list = li->parent;
    const char *look = tree_get(list, "style"), *start = tree_get(list, "start");
    if (!tree_is(list, "ol") || (look && strstr(look, "none")))
        return;
    int number = start ? CLAMP(atoi(start), -MAX_NUMBER, MAX_NUMBER) : 1, before = 0;
    for (const struct tree_node *k = list->first; k != li; k = k->next) {
        number += tree_is(k, "li");
        if (++before > MAX_LIST)
            return;
    }
    char text[24];
    snprintf(text, sizeof text, "%d.", number);
    add_words(r, text, style);
}

static void read_block(struct html_reading *r, const struct tree_node *n, const struct html_style *style)
{
    flush(r);
    r->like = (struct source_item){
        .heading = style->heading, .centred = style->centred, .right = style->right, .line = line_of(r, n)};
    if (tree_is(n, "table") && !is_layout(n)) {
        read_table(r, n, style);
        return;
    }
    source_box_open(r->b);
    if (tree_is(n, "li") && n->parent)
        add_item_number(r, n, style);
    read_children(r, n, style, false);
    flush(r);
    source_box_close(r->b);
}

/* What stands within an element.  In a cell, blocks are lines of its text; elsewhere they are paragraphs, and
 * what can be chosen are the links of the site. */
static void read_children(struct html_reading *r, const struct tree_node *parent,
                          const struct html_style *style, bool cell)
{
    struct source_item own = r->like;
    for (const struct tree_node *k = parent->first; k; k = k->next) {
        if (k->text) {
            add_words(r, k->text, style);
            continue;
        }
        if (html_is_hidden(k))
            continue;
        if (tree_is(k, "br")) {
            add_break(r);
            continue;
        }
        if (html_is_field(k)) {
            if (cell || !tree_is(k, "select"))
                add_field(r, k, style);
            continue;
        }
        struct html_style inner = html_style_of(k, style, r->a);
        if (!html_is_block(k)) {
            read_children(r, k, &inner, cell);
        } else if (cell) {
            add_break(r);
            read_children(r, k, &inner, true);
            add_break(r);
        } else {
            read_block(r, k, &inner);
            r->like = own;
            r->like.line = k->next ? line_of(r, k->next) : own.line;
        }
    }
}

bool html_add(const char *text, size_t n, int first_line, struct source_builder *b, struct arena *a,
              struct err *e)
{
    struct tree_node *root = html_read(text, n, a, e);
    if (!root)
        return false;
    struct html_reading r = {.a = a, .b = b, .line_shift = first_line - 1, .like = {.line = first_line}};
    para_init(&r.para);
    read_children(&r, root, &(struct html_style){.face = NULL}, false);
    flush(&r);
    para_free(&r.para);
    struct source *s = source_builder_source(b);
    for (const struct tree_node *k = root; k; k = tree_following(k, root, false)) {
        const char *name = tree_is(k, "meta") ? tree_get(k, "name") : NULL, *content = tree_get(k, "content");
        if (tree_is(k, "title") && !s->title && k->first && k->first->text)
            s->title = source_clean(k->first->text, false, a);
        else if (name && content && g_ascii_strcasecmp(name, "ArticleTitle") == 0)
            s->title = source_clean(content, false, a);
        else if (name && content && g_ascii_strcasecmp(name, "PubDate") == 0)
            s->published = source_clean(content, false, a);
    }
    return true;
}

/* The encoding a page states within its first kilobytes, or NULL. */
static const char *stated_encoding(GBytes *bytes, struct arena *a)
{
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    char *head = arena_strndup(a, data ? data : "", MIN(n, 4096));
    for (char *s = head; *s; s++)
        *s = g_ascii_tolower(*s);
    const char *at = strstr(head, "charset=");
    if (!at)
        return NULL;
    at += strlen("charset=");
    at += strspn(at, "\"' ");
    size_t len = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789-_");
    return len && len < 30 ? arena_strndup(a, at, len) : NULL;
}

struct source *source_html(const char *name, GBytes *bytes, struct arena *a, struct err *e)
{
    size_t n;
    char *text = source_decode(bytes, stated_encoding(bytes, a), a, &n, e);
    if (!text)
        return NULL;
    struct source_builder *b = source_builder_new(name, a);
    if (!html_add(text, n, 1, b, a, e))
        return NULL;
    return source_builder_done(b, e);
}
