/* match_prose.c - sections: headings, paragraphs and tables where they belong. */
#include "match_prose.h"

#include "intl.h"
#include "utf8.h"

#include <glib.h>
#include <string.h>

struct draft *draft_new(struct matching *m, const struct edition *edition, int year)
{
    struct draft *d = ARENA_NEW(m->a, struct draft);
    d->m = m;
    d->edition = edition;
    d->before = year && !editions_for_year(m->editions, year);
    d->preamble = g_array_new(FALSE, FALSE, sizeof(struct block));
    d->section = g_array_new(FALSE, FALSE, sizeof(struct draft_part));
    return d;
}

static struct draft_part *section_at(const struct draft *d, guint i)
{
    return &g_array_index(d->section, struct draft_part, i);
}

static struct draft_part *section_known(const struct draft *d, int known)
{
    for (guint i = 0; i < d->section->len; i++)
        if (section_at(d, i)->known == known)
            return section_at(d, i);
    return NULL;
}

static GArray *insert_section(struct draft *d, guint at, const char *heading, int known)
{
    struct draft_part s = {heading, known, g_array_new(FALSE, FALSE, sizeof(struct block))};
    g_array_insert_val(d->section, at, s);
    return s.block;
}

/* --- blocks ----------------------------------------------------------------- */

static void add_paragraph(GArray *to, const char *text)
{
    struct block b = {.kind = BLOCK_PARAGRAPH, .text = text};
    g_array_append_val(to, b);
}

/* A heading with text behind it on its line, where the file sets the one off from the other. */
static bool add_run_in(GArray *to, const struct entry *e, struct arena *a)
{
    enum { LONGEST = 60 };
    const struct source_item *item = e->line->item;
    if (item->kind != SOURCE_TEXT || !item->bold_start || strcmp(item->text, e->text) != 0)
        return false;
    const char *behind = e->text + item->bold_bytes;
    if (item->bold_bytes >= strlen(e->text) || heading_level(e->text, NULL) < 2 ||
        g_unichar_isspace(g_utf8_get_char(behind)))
        return false;
    const char *heading = arena_strndup(a, e->text, item->bold_bytes);
    if (utf8_length(heading) > LONGEST || !runs_in(heading, a) || !fold_text(behind, a).n)
        return false;
    struct block b = {
        .kind = BLOCK_HEADING, .text = heading, .level = heading_level(heading, NULL), .run_in = behind};
    g_array_append_val(to, b);
    return true;
}

static bool is_note(const struct matching *m, const struct entry *e)
{
    struct fold f = fold_text(e->text, m->a);
    int n = words_start(&m->words->notes, f);
    return n > 0 && n < f.n && f.c[n] == ':';
}

/* The table that a block behind it is the note of: the last one, without a note so far. */
static struct table *table_above(const GArray *to)
{
    const struct block *b = to->len ? &g_array_index(to, struct block, to->len - 1) : NULL;
    return b && b->kind == BLOCK_TABLE && !b->table->note ? b->table : NULL;
}

/* A note that a page broke into lines goes on until it has ended. */
static bool goes_on(const GArray *to, const struct entry *e)
{
    static const char *const end[] = {"。", "；", "！", "？", "）", ")", "."};
    const struct block *b = to->len ? &g_array_index(to, struct block, to->len - 1) : NULL;
    if (!b || b->kind != BLOCK_TABLE || !b->table->note || !e->line->item->page || e->subheading)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(end); i++)
        if (g_str_has_suffix(b->table->note, end[i]))
            return false;
    return true;
}

static void add_text(struct draft *d, GArray *to, const struct entry *e)
{
    struct table *table = table_above(to);
    if (table && is_note(d->m, e)) {
        table->note = e->text;
    } else if (goes_on(to, e)) {
        table = g_array_index(to, struct block, to->len - 1).table;
        table->note = arena_printf(d->m->a, "%s%s", table->note, e->text);
    } else if (e->subheading) {
        struct block b = {.kind = BLOCK_HEADING, .text = e->text, .level = heading_level(e->text, NULL)};
        g_array_append_val(to, b);
    } else if (!add_run_in(to, e, d->m->a)) {
        add_paragraph(to, e->text);
    }
}

static void add_table(GArray *to, const struct match_table *t)
{
    struct block b = {.kind = BLOCK_TABLE, .table = t->table};
    g_array_append_val(to, b);
}

/* --- a source --------------------------------------------------------------- */

/* Whether a file holds the report again, not a part of it. */
static bool is_copy(const struct entries *e)
{
    enum { SECTIONS = 3 };
    int n = 0;
    for (size_t i = 0; i < e->n; i++)
        n += e->entry[i].section && e->entry[i].known >= 0;
    return n >= SECTIONS;
}

/* Whether words are the note of a table that has none: two tables may have the same. */
static bool is_note_of(const struct draft *d, const struct entry *e, const GArray *to,
                       const struct table *last)
{
    return is_note(d->m, e) && ((to && table_above(to)) || (last && !last->note));
}

static size_t end_of_rows(const struct entries *e, size_t from)
{
    size_t to = from;
    while (to < e->n && e->entry[to].kind == ENTRY_ROW &&
           e->entry[to].line->grid == e->entry[from].line->grid)
        to++;
    return to;
}

static struct draft_part *section_called(struct draft *d, const char *heading)
{
    struct fold words = fold_text(heading, d->m->a);
    for (guint i = 0; i < d->section->len; i++) {
        struct draft_part *s = &g_array_index(d->section, struct draft_part, i);
        if (fold_same(fold_text(s->heading, d->m->a), words))
            return s;
    }
    return NULL;
}

/* said: what other files said already; NULL for the first. */
static GArray *begin_section(struct draft *d, const struct entry *e, const GString *said)
{
    struct draft_part *there = !said           ? NULL
                               : e->known >= 0 ? section_known(d, e->known)
                                               : section_called(d, e->text);
    GArray *to = there ? there->block : insert_section(d, d->section->len, e->text, e->known);
    if (e->rest && !(said && said_text(said, e->rest)))
        add_paragraph(to, e->rest);
    return to;
}

void draft_add(struct draft *d, struct entries *e, bool first)
{
    GArray *to = first ? d->preamble : NULL;
    struct table *last = NULL; /* the last table of a file that is no part of a section */
    GString *said = first ? NULL : said_so_far(d);
    bool copy = !first && is_copy(e);
    for (size_t i = 0, next; i < e->n; i = next) {
        struct entry *x = &e->entry[i];
        next = i + 1;
        if (x->done)
            continue;
        if (x->kind == ENTRY_ROW) {
            struct block list;
            next = end_of_rows(e, i);
            if (to && !copy && list_of(e->entry, i, next, &list, d->m->a))
                g_array_append_val(to, list);
            else
                for (size_t k = i; k < next; k++)
                    if (!said || !said_row(said, e->entry[k].line))
                        leave_over(d->m, e->entry[k].line, NULL);
        } else if (x->kind == ENTRY_TABLE) {
            last = x->table->table;
            if (first)
                add_table(to, x->table);
            else
                draft_place(d, x->table);
        } else if (x->section) {
            to = begin_section(d, x, said);
        } else if (said && said_text(said, x->text) && !is_note_of(d, x, to, last)) {
            continue;
        } else if (to && !copy) {
            add_text(d, to, x);
        } else if (last && !last->note && is_note(d->m, x)) {
            last->note = x->text;
        } else if (!said_as_title(d, x)) {
            leave_over(d->m, x->line, x->text);
        }
    }
    if (said)
        g_string_free(said, TRUE);
}

/* --- tables and their sections ---------------------------------------------- */

static int section_for(const struct edition *ed, const struct form *form)
{
    for (size_t i = 0; i < ed->nsection; i++)
        if (ed->section[i].form && strcmp(ed->section[i].form->slot, form->slot) == 0)
            return (int)i;
    return -1;
}

static struct block *table_in(const GArray *block, const char *slot)
{
    for (guint i = 0; i < block->len; i++) {
        struct block *b = &g_array_index(block, struct block, i);
        if (b->kind == BLOCK_TABLE && strcmp(b->table->form->slot, slot) == 0)
            return b;
    }
    return NULL;
}

/* The blocks of a section of the edition, made with the official heading behind those before it if there is
 * none. */
static GArray *section_blocks(struct draft *d, int known)
{
    struct draft_part *there = section_known(d, known);
    if (there)
        return there->block;
    guint at = 0;
    for (guint i = 0; i < d->section->len; i++)
        if (section_at(d, i)->known >= 0 && section_at(d, i)->known < known)
            at = i + 1;
    return insert_section(d, at, edition_heading(d->edition, (size_t)known, d->m->a), known);
}

void draft_section(struct draft *d, int known)
{
    section_blocks(d, known);
}

static bool same_figures(const struct table *x, const struct table *y)
{
    bool same = x->form == y->form;
    for (size_t i = 0; same && i < x->form->ncell; i++)
        same = x->value[i].state == y->value[i].state && g_strcmp0(x->value[i].text, y->value[i].text) == 0;
    return same;
}

void draft_place(struct draft *d, const struct match_table *t)
{
    const struct form *form = t->table->form;
    int known = section_for(d->edition, form);
    GArray *to = known >= 0 ? section_blocks(d, known) : d->preamble;
    const struct block *there = table_in(to, form->slot);
    if (there && same_figures(there->table, t->table))
        return;
    if (there)
        diag_add(d->m->d, &(struct finding){
                              .id = "IMPORT-TWICE",
                              .grade = GRADE_SOFT,
                              .file = t->line->source->name,
                              .line = t->line->cell[0].line,
                              .table = form->name,
                              .text = _("this table was read from another place too, with other figures; "
                                        "both are kept: take one out")});
    add_table(to, t);
}

/* Moves the tables of one list of blocks whose form belongs to a section that has none. */
static void move_tables(struct draft *d, GArray *block, int known, const char *file)
{
    for (guint i = 0; i < block->len; i++) {
        struct block b = g_array_index(block, struct block, i);
        int home = b.kind == BLOCK_TABLE ? section_for(d->edition, b.table->form) : -1;
        struct draft_part *to = home >= 0 && home != known ? section_known(d, home) : NULL;
        if (!to || to->block == block || table_in(to->block, b.table->form->slot))
            continue;
        g_array_append_val(to->block, b);
        g_array_remove_index(block, i--);
        char *text =
            g_strdup_printf(_("the table stood elsewhere; it was put into the section “%s”"), to->heading);
        diag_add(d->m->d, &(struct finding){.id = "IMPORT-MOVED",
                                            .grade = GRADE_INFO,
                                            .file = file,
                                            .table = b.table->form->name,
                                            .text = text});
        g_free(text);
    }
}

void draft_settle(struct draft *d, const char *file)
{
    move_tables(d, d->preamble, -1, file);
    for (guint i = 0; i < d->section->len; i++)
        move_tables(d, section_at(d, i)->block, section_at(d, i)->known, file);
    for (guint i = 0; i < d->section->len; i++) {
        const struct draft_part *s = section_at(d, i);
        const struct form *form = s->known >= 0 ? d->edition->section[s->known].form : NULL;
        bool here = !form || d->before || table_in(s->block, form->slot);
        for (guint k = 0; !here && k < d->section->len; k++)
            here = section_at(d, k)->known == s->known && table_in(section_at(d, k)->block, form->slot);
        if (here)
            continue;
        char *text = g_strdup_printf(_("the section “%s” has no table that can be read; where it was "
                                       "published as a picture, fill it in by hand"),
                                     s->heading);
        diag_add(
            d->m->d,
            &(struct finding){
                .id = "IMPORT-TABLE", .grade = GRADE_SOFT, .file = file, .table = form->name, .text = text});
        g_free(text);
    }
}

/* --- the report ------------------------------------------------------------- */

static struct block *blocks_of(GArray *block, size_t *n, struct arena *a)
{
    *n = block->len;
    struct block *out = arena_dup(a, block->data, block->len * sizeof(struct block));
    g_array_free(block, TRUE);
    return out;
}

void draft_report(const struct draft *d, struct report *r)
{
    struct arena *a = d->m->a;
    r->preamble = blocks_of(d->preamble, &r->npreamble, a);
    r->nsection = d->section->len;
    r->section = ARENA_ARRAY(a, r->nsection, struct section);
    for (guint i = 0; i < d->section->len; i++) {
        struct section *s = &r->section[i];
        s->heading = section_at(d, i)->heading;
        s->block = blocks_of(section_at(d, i)->block, &s->nblock, a);
    }
    g_array_free(d->section, TRUE);
}
