/* docx_notes.c - the footnotes and endnotes of a Word file. */
#include "docx_notes.h"
#include "docx_tree.h"

enum { KINDS = 2 };

static const char *const part[KINDS] = {"/footnotes", "/endnotes"};
static const char *const element[KINDS] = {"footnote", "endnote"};
static const char *const reference[KINDS] = {"footnoteReference", "endnoteReference"};

struct referred {
    const struct tree_node *note;
    int paragraph;
};

struct docx_notes {
    GHashTable *note[KINDS]; /* w:id -> struct tree_node; without those that were referred to */
    GArray *referred;        /* struct referred */
    guint next;
};

static void free_notes(void *p)
{
    struct docx_notes *notes = p;
    for (int i = 0; i < KINDS; i++)
        g_hash_table_destroy(notes->note[i]);
    g_array_free(notes->referred, TRUE);
}

struct docx_notes *docx_notes_read(struct zipread *z, const char *path, struct arena *a, struct err *e)
{
    struct docx_notes *notes = ARENA_NEW(a, struct docx_notes);
    notes->referred = g_array_new(FALSE, FALSE, sizeof(struct referred));
    for (int i = 0; i < KINDS; i++)
        notes->note[i] = g_hash_table_new(g_str_hash, g_str_equal);
    arena_cleanup(a, free_notes, notes);
    for (int i = 0; i < KINDS && e->kind == ERR_NONE; i++) {
        const struct tree_node *root = docx_part(z, path, part[i], a, e);
        for (const struct tree_node *k = root ? root->first : NULL; k; k = k->next)
            if (tree_is(k, element[i]) && tree_get(k, "id"))
                g_hash_table_insert(notes->note[i], (gpointer)tree_get(k, "id"), (gpointer)k);
    }
    return e->kind == ERR_NONE ? notes : NULL;
}

/* Which kind of note an element refers to, or -1. */
static int kind_of(const struct tree_node *n)
{
    for (int i = 0; i < KINDS; i++)
        if (tree_is(n, reference[i]))
            return i;
    return -1;
}

void docx_notes_refer(struct docx_notes *notes, const struct tree_node *n, int paragraph)
{
    int kind = kind_of(n);
    const char *id = kind >= 0 ? tree_get(n, "id") : NULL;
    struct referred r = {id ? g_hash_table_lookup(notes->note[kind], id) : NULL, paragraph};
    if (!r.note)
        return;
    g_hash_table_remove(notes->note[kind], id);
    g_array_append_val(notes->referred, r);
}

const struct tree_node *docx_notes_next(struct docx_notes *notes, int *paragraph)
{
    if (notes->next == notes->referred->len)
        return NULL;
    struct referred r = g_array_index(notes->referred, struct referred, notes->next++);
    *paragraph = r.paragraph;
    return r.note;
}

bool docx_notes_marked(const struct tree_node *run)
{
    const struct tree_node *k = run->first;
    while (k && kind_of(k) < 0)
        k = k->next;
    return k != NULL;
}
