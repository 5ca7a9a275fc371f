/* match_said.c - what one file of a report says again that another has said. */
#include "match_prose.h"

#include <string.h>

/* A text without its white space, behind what is there. */
static void append_bare(GString *to, const char *text)
{
    for (const char *s = text; s && *s; s = g_utf8_next_char(s))
        if (!g_unichar_isspace(g_utf8_get_char(s)))
            g_string_append_len(to, s, g_utf8_next_char(s) - s);
}

static void append_blocks(GString *to, const GArray *block)
{
    for (guint i = 0; i < block->len; i++) {
        const struct block *b = &g_array_index(block, struct block, i);
        append_bare(to, b->text);
        append_bare(to, b->run_in);
        append_bare(to, b->kind == BLOCK_TABLE ? b->table->note : NULL);
        for (size_t k = 0; k < b->nitem; k++) {
            append_bare(to, b->item[k].label);
            append_bare(to, b->item[k].unit);
            append_bare(to, b->item[k].value.text);
        }
    }
}

GString *said_so_far(const struct draft *d)
{
    GString *all = g_string_new(NULL);
    append_blocks(all, d->preamble);
    for (guint i = 0; i < d->section->len; i++)
        append_blocks(all, g_array_index(d->section, struct draft_part, i).block);
    return all;
}

bool said_text(const GString *said, const char *text)
{
    GString *bare = g_string_new(NULL);
    append_bare(bare, text);
    bool found = strstr(said->str, bare->str) != NULL;
    g_string_free(bare, TRUE);
    return found;
}

bool said_row(const GString *said, const struct mline *l)
{
    for (int i = 0; i < l->ncell; i++)
        if (!said_text(said, l->cell[i].text))
            return false;
    return true;
}

bool said_as_title(const struct draft *d, const struct entry *e)
{
    struct match_title t;
    const struct forms *forms = d->m->forms;
    if (e->known >= 0 || title_of_table(e->text, forms, d->m->a, &t) ||
        title_find(&e->text, 1, d->m->editions, d->m->a, &t))
        return true;
    for (size_t i = 0; i < forms->n; i++)
        if (label_like(fold_text(e->text, d->m->a), fold_text(forms->form[i]->title, d->m->a)) == LIKE_SAME ||
            fold_same(fold_text(e->text, d->m->a), fold_text(forms->form[i]->name, d->m->a)))
            return true;
    return false;
}
