/* source_docx.c - Word files: paragraphs with their numbers, headings and alignment; tables.  ECMA-376-1, 17
 * (WordprocessingML). */
#include "docx_notes.h"
#include "docx_styles.h"
#include "docx_tree.h"
#include "intl.h"
#include "ooxml.h"
#include "source_build.h"
#include "source_para.h"
#include "source_words.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_COLUMNS = 63 }; /* of a table: Word allows no more */

struct docx_reading {
    struct arena *a;
    struct source_builder *b;
    struct docx_styles *styles;
    struct docx_notes *notes;
    int number;    /* of the paragraph */
    int fields;    /* complex fields that are open */
    int codes;     /* of them, those whose code is being told, not their result */
    GString *cell; /* text of the cell under way; NULL: outside of tables */
    struct para para;
    struct docx_look look; /* of the paragraph */
    struct source_item like;
    const char *prefix; /* its number, until the first words come */
};

static const char *value_of(const struct tree_node *parent, const char *name)
{
    return tree_get(tree_child(parent, name), "val");
}

/* ---- runs ---- */

static void add_words(struct docx_reading *r, const char *text, size_t n, const struct docx_look *look)
{
    if (r->codes || look->hidden == DOCX_ON)
        return;
    bool bold = look->bold == DOCX_ON;
    if (look->raised == DOCX_ON) {
        text = words_raised(text, n, r->a);
        n = strlen(text);
    }
    if (*r->prefix && n && text[0] != '\n') {
        para_add(&r->para, r->prefix, strlen(r->prefix), bold, look->face);
        if (g_ascii_isalnum(r->prefix[strlen(r->prefix) - 1]))
            para_add(&r->para, " ", 1, bold, look->face);
        r->prefix = "";
    }
    para_add(&r->para, text, n, bold, look->face);
}

/* A character of a symbol face: told by its code where that is of Unicode, else not at all. */
static void add_symbol(struct docx_reading *r, const struct tree_node *sym, const struct docx_look *look)
{
    const char *code = tree_get(sym, "char");
    unsigned long cp = code ? strtoul(code, NULL, 16) : 0;
    char text[4];
    if (cp >= 0x20 && cp < 0xD800 && g_unichar_validate((gunichar)cp))
        add_words(r, text, utf8_write((uint32_t)cp, text), look);
}

static void read_field(struct docx_reading *r, const struct tree_node *n)
{
    const char *type = tree_get(n, "fldCharType");
    if (!type)
        return;
    if (strcmp(type, "begin") == 0) {
        r->fields++;
        r->codes++;
    } else if (strcmp(type, "separate") == 0) {
        r->codes -= r->codes > 0;
    } else if (strcmp(type, "end") == 0 && r->fields > 0) {
        r->fields--;
        r->codes = MIN(r->codes, r->fields);
    }
}

static void read_body(struct docx_reading *r, const struct tree_node *parent);

/* The text of boxes stands where they are anchored: before the paragraph that holds them. */
static void read_boxes(struct docx_reading *r, const struct tree_node *drawing)
{
    for (const struct tree_node *k = drawing->first; k;
         k = tree_following(k, drawing, tree_is(k, "txbxContent"))) {
        if (!tree_is(k, "txbxContent"))
            continue;
        struct docx_reading inner = *r;
        para_init(&inner.para);
        inner.fields = inner.codes = 0;
        inner.prefix = "";
        read_body(&inner, k);
        para_free(&inner.para);
        r->number = inner.number;
    }
}

static void read_run_content(struct docx_reading *r, const struct tree_node *run,
                             const struct docx_look *look)
{
    for (const struct tree_node *k = run->first; k; k = k->next) {
        const char *type = tree_get(k, "type");
        if (tree_is(k, "t")) {
            for (const struct tree_node *w = k->first; w; w = w->next)
                if (w->text)
                    add_words(r, w->text, strlen(w->text), look);
        } else if (tree_is(k, "tab") || tree_is(k, "ptab")) {
            add_words(r, "\t", 1, look);
        } else if (tree_is(k, "cr") || (tree_is(k, "br") && (!type || strcmp(type, "textWrapping") == 0))) {
            add_words(r, "\n", 1, look);
        } else if (tree_is(k, "noBreakHyphen")) {
            add_words(r, "-", 1, look);
        } else if (tree_is(k, "sym")) {
            add_symbol(r, k, look);
        } else if (tree_is(k, "fldChar")) {
            read_field(r, k);
        } else if (tree_is(k, "drawing") || tree_is(k, "pict") || tree_is(k, "object")) {
            read_boxes(r, k);
        } else if (tree_is(k, "AlternateContent") && docx_chosen(k)) {
            read_run_content(r, docx_chosen(k), look);
        } else if (tree_is(k, "ruby")) {
            const struct tree_node *base = tree_child(k, "rubyBase");
            for (const struct tree_node *run_in = base ? base->first : NULL; run_in; run_in = run_in->next)
                read_run_content(r, run_in, look);
        } else if (!r->codes && look->hidden != DOCX_ON) {
            docx_notes_refer(r->notes, k, r->number);
        }
    }
}

static void read_run(struct docx_reading *r, const struct tree_node *run)
{
    const struct tree_node *rpr = tree_child(run, "rPr");
    struct docx_look look = docx_look_of(r->styles, rpr, value_of(rpr, "rStyle"), false);
    look.face = look.face ? look.face : r->look.face;
    look.bold = look.bold ? look.bold : r->look.bold;
    look.hidden = look.hidden ? look.hidden : r->look.hidden;
    look.raised = docx_notes_marked(run) ? DOCX_ON : look.raised;
    read_run_content(r, run, &look);
}

/* Deletions (del, moveFrom) are not read. */
static void read_inline(struct docx_reading *r, const struct tree_node *parent)
{
    static const char *const inside[] = {"hyperlink",  "ins",       "moveTo",    "smartTag", "sdt",
                                         "sdtContent", "customXml", "fldSimple", "dir",      "bdo",
                                         "oMath",      "oMathPara", NULL};
    for (const struct tree_node *k = parent->first; k; k = k->next) {
        if (tree_is(k, "r"))
            read_run(r, k);
        else if (tree_is(k, "AlternateContent") && docx_chosen(k))
            read_inline(r, docx_chosen(k));
        for (int i = 0; inside[i]; i++)
            if (tree_is(k, inside[i]))
                read_inline(r, k);
    }
}

/* ---- paragraphs ---- */

static void end_paragraph(struct docx_reading *r)
{
    if (r->cell) {
        if (r->para.text->len)
            g_string_append_printf(r->cell, "%s%s", r->cell->len ? "\n" : "", r->para.text->str);
    } else {
        r->like.bold_bytes = para_lead(&r->para);
        source_add_text(r->b, r->para.text->str, &r->like);
    }
    para_clear(&r->para);
}

/* A paragraph whose mark is deleted goes on in the next one. */
static void read_paragraph(struct docx_reading *r, const struct tree_node *p)
{
    const struct tree_node *ppr = tree_child(p, "pPr"), *mark = tree_child(ppr, "rPr");
    bool joined = r->para.text->len > 0; /* the mark of the one before was deleted */
    r->number++;
    if (!joined) {
        r->look = docx_look_of(r->styles, ppr, value_of(ppr, "pStyle"), true);
        const char *align = r->look.align ? r->look.align : "";
        r->like = (struct source_item){.heading = MAX(r->look.outline, 0),
                                       .centred = strcmp(align, "center") == 0,
                                       .right = strcmp(align, "right") == 0 || strcmp(align, "end") == 0,
                                       .line = r->number};
        r->prefix = "";
    }
    if (r->look.contents) {
        para_clear(&r->para);
        return;
    }
    r->prefix = joined ? "" : docx_number(r->styles, &r->look, r->a);
    read_inline(r, p);
    r->prefix = "";
    if (!tree_child(mark, "del") && !tree_child(mark, "moveFrom"))
        end_paragraph(r);
}

/* ---- tables ---- */

struct table_reading {
    struct docx_reading *r;
    GArray *cell; /* struct source_cell, their texts in the arena */
    int *open;    /* for each column: the cell that goes on downwards, or -1 */
    int row, col;
};

static int number_of(const struct tree_node *parent, const char *name, int missing)
{
    const char *v = value_of(parent, name);
    return v ? CLAMP(atoi(v), 0, WORD_COLUMNS) : missing;
}

/* The words of a cell, a line for each paragraph. */
static const char *cell_text(struct docx_reading *r, const struct tree_node *tc)
{
    struct docx_reading inner = *r;
    para_init(&inner.para);
    inner.cell = g_string_new(NULL);
    inner.fields = inner.codes = 0;
    read_body(&inner, tc);
    r->number = inner.number;
    for (const struct tree_node *k = tc->first; k && !inner.cell->len; k = tree_following(k, tc, false))
        if (tree_is(k, "drawing") || tree_is(k, "pict") || tree_is(k, "object"))
            g_string_append(inner.cell, SOURCE_PICTURE);
    const char *text = arena_strndup(r->a, inner.cell->str, inner.cell->len);
    g_string_free(inner.cell, TRUE);
    para_free(&inner.para);
    return text;
}

static void read_cell(struct table_reading *t, const struct tree_node *tc)
{
    const struct tree_node *pr = tree_child(tc, "tcPr"), *down = tree_child(pr, "vMerge"),
                           *across = tree_child(pr, "hMerge");
    const char *down_word = tree_get(down, "val"), *across_word = tree_get(across, "val");
    int span = MAX(number_of(pr, "gridSpan", 1), 1), line = t->r->number + 1, col = t->col;
    bool goes_on = down && (!down_word || strcmp(down_word, "restart") != 0);
    const char *text = cell_text(t->r, tc);
    if (col >= SOURCE_MAX_COLUMNS)
        return;
    span = MIN(span, SOURCE_MAX_COLUMNS - col);
    t->col += span;
    struct source_cell *last =
        t->cell->len ? &g_array_index(t->cell, struct source_cell, t->cell->len - 1) : NULL;
    if (across && (!across_word || strcmp(across_word, "restart") != 0) && last && last->row == t->row) {
        last->colspan += span;
        return;
    }
    if (goes_on && t->open[col] >= 0) {
        struct source_cell *above = &g_array_index(t->cell, struct source_cell, t->open[col]);
        above->rowspan = t->row - above->row + 1;
        return;
    }
    struct source_cell c = {
        .row = t->row, .col = col, .rowspan = 1, .colspan = span, .text = text, .line = line};
    for (int i = 0; i < span; i++)
        t->open[col + i] = down ? (int)t->cell->len : -1;
    g_array_append_val(t->cell, c);
}

static void read_cells(struct table_reading *t, const struct tree_node *parent)
{
    for (const struct tree_node *k = parent->first; k; k = k->next) {
        if (tree_is(k, "tc"))
            read_cell(t, k);
        else if (docx_is_container(k))
            read_cells(t, k);
    }
}

static void read_rows(struct table_reading *t, const struct tree_node *parent)
{
    for (const struct tree_node *k = parent->first; k; k = k->next) {
        const struct tree_node *pr = tree_child(k, "trPr");
        if (docx_is_container(k)) {
            read_rows(t, k);
        } else if (tree_is(k, "tr") && !tree_child(pr, "del") && !tree_child(pr, "hidden")) {
            t->col = number_of(pr, "gridBefore", 0);
            read_cells(t, k);
            t->row++;
        }
    }
}

static void read_table(struct docx_reading *r, const struct tree_node *table)
{
    if (r->cell || docx_is_layout(table)) {
        for (const struct tree_node *k = table->first; k; k = tree_following(k, table, tree_is(k, "tc")))
            if (tree_is(k, "tc"))
                read_body(r, k);
        return;
    }
    struct table_reading t = {.r = r, .cell = g_array_new(FALSE, FALSE, sizeof(struct source_cell))};
    t.open = g_new(int, SOURCE_MAX_COLUMNS);
    for (int i = 0; i < SOURCE_MAX_COLUMNS; i++)
        t.open[i] = -1;
    int line = r->number + 1;
    read_rows(&t, table);
    source_grid_begin(r->b, true, NULL, line, 0);
    for (guint i = 0; i < t.cell->len; i++)
        source_grid_cell(r->b, &g_array_index(t.cell, struct source_cell, i));
    source_grid_end(r->b);
    g_free(t.open);
    g_array_free(t.cell, TRUE);
}

/* ---- all of it ---- */

static void read_blocks(struct docx_reading *r, const struct tree_node *parent)
{
    for (const struct tree_node *k = parent->first; k && !source_builder_full(r->b); k = k->next) {
        if (tree_is(k, "p"))
            read_paragraph(r, k);
        else if (tree_is(k, "tbl"))
            read_table(r, k);
        else if (tree_is(k, "AlternateContent") && docx_chosen(k))
            read_blocks(r, docx_chosen(k));
        else if (docx_is_container(k))
            read_blocks(r, k);
    }
}

static void read_body(struct docx_reading *r, const struct tree_node *parent)
{
    read_blocks(r, parent);
    if (r->para.text->len) /* the last mark was deleted */
        end_paragraph(r);
}

/* The words of notes, each with the paragraph that refers to it. */
static void read_notes(struct docx_reading *r)
{
    struct source_item like = {.apart = true};
    for (const struct tree_node *n; (n = docx_notes_next(r->notes, &like.line));)
        source_add_text(r->b, cell_text(r, n), &like);
}

static bool read_document(struct zipread *z, struct source_builder *b, struct arena *a, struct err *e)
{
    const char *path = ooxml_by_type(ooxml_relations(z, "", a, e), "/officeDocument");
    if (!path)
        return err_set(e, ERR_INPUT, _("this archive holds no Word document"));
    struct docx_reading r = {.a = a, .b = b, .prefix = "", .styles = docx_styles_read(z, path, a, e)};
    r.notes = r.styles ? docx_notes_read(z, path, a, e) : NULL;
    GBytes *bytes = r.notes ? zipread_entry(z, path, e) : NULL;
    const struct tree_node *root = bytes ? tree_of_xml(bytes, path, a, e) : NULL;
    if (bytes)
        g_bytes_unref(bytes);
    const struct tree_node *body = tree_child(root, "body");
    if (root && !body)
        err_set(e, ERR_INPUT, _("this archive holds no Word document"));
    if (!body)
        return false;
    para_init(&r.para);
    read_body(&r, body);
    read_notes(&r);
    para_free(&r.para);
    return true;
}

struct source *source_docx(const char *name, GBytes *bytes, struct arena *a, struct err *e)
{
    struct zipread *z = zipread_open(bytes, e);
    struct source_builder *b = source_builder_new(name, a);
    bool ok = z && read_document(z, b, a, e);
    zipread_close(z);
    return ok ? source_builder_done(b, e) : NULL;
}
