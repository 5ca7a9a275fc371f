/* docx_lists.c - the numbers of numbered paragraphs of a Word file. */
#include "docx_lists.h"
#include "source_number.h"

#include <stdlib.h>
#include <string.h>

enum { LEVELS = 9, MAX_START = 32767 };

struct list_level {
    const char *format, *text; /* "chineseCounting", "%1、" */
    int start;
    bool legal; /* all numbers decimal */
};

/* An abstract list: lists that share one go on counting together. */
struct abstract {
    struct list_level level[LEVELS];
    int count[LEVELS]; /* numbers given so far; 0: none yet */
    bool begun[LEVELS];
};

struct list {
    struct abstract *abstract;
    int restart[LEVELS]; /* the number its first paragraph gets; -1: goes on */
};

struct docx_lists {
    GHashTable *list; /* w:numId -> struct list */
};

static void free_table(void *p)
{
    g_hash_table_destroy(p);
}

static int level_of(const struct tree_node *n)
{
    const char *v = tree_get(n, "ilvl");
    int level = v ? atoi(v) : -1;
    return level >= 0 && level < LEVELS ? level : -1;
}

static const char *value_of(const struct tree_node *parent, const char *name)
{
    return tree_get(tree_child(parent, name), "val");
}

static int start_of(const char *v)
{
    return CLAMP(atoi(v), 0, MAX_START);
}

static void read_level(struct list_level *l, const struct tree_node *lvl)
{
    const char *start = value_of(lvl, "start"), *format = value_of(lvl, "numFmt"),
               *text = value_of(lvl, "lvlText");
    *l = (struct list_level){.format = format ? format : "decimal",
                             .text = text ? text : "",
                             .start = start ? start_of(start) : 0};
    const struct tree_node *legal = tree_child(lvl, "isLgl");
    const char *on = tree_get(legal, "val");
    l->legal = legal && !(on && (strcmp(on, "0") == 0 || strcmp(on, "false") == 0));
}

static struct abstract *read_abstract(const struct tree_node *n, struct arena *a)
{
    struct abstract *abstract = ARENA_NEW(a, struct abstract);
    for (int i = 0; i < LEVELS; i++)
        abstract->level[i] = (struct list_level){.format = "none", .text = "", .start = 1};
    for (const struct tree_node *k = n->first; k; k = k->next)
        if (tree_is(k, "lvl") && level_of(k) >= 0)
            read_level(&abstract->level[level_of(k)], k);
    return abstract;
}

static struct list *read_list(const struct tree_node *n, struct abstract *abstract, struct arena *a)
{
    struct list *list = ARENA_NEW(a, struct list);
    list->abstract = abstract;
    for (int i = 0; i < LEVELS; i++)
        list->restart[i] = -1;
    for (const struct tree_node *k = n->first; k; k = k->next) {
        int level = tree_is(k, "lvlOverride") ? level_of(k) : -1;
        if (level < 0)
            continue;
        const struct tree_node *own = tree_child(k, "lvl");
        const char *start = value_of(k, "startOverride");
        if (own) { /* a level of its own: the list no longer counts with the others */
            struct abstract *copy = arena_dup(a, list->abstract, sizeof *copy);
            read_level(&copy->level[level], own);
            list->abstract = copy;
        }
        if (start)
            list->restart[level] = start_of(start);
    }
    return list;
}

struct docx_lists *docx_lists_of(const struct tree_node *root, struct arena *a)
{
    struct docx_lists *l = ARENA_NEW(a, struct docx_lists);
    l->list = g_hash_table_new(g_str_hash, g_str_equal);
    arena_cleanup(a, free_table, l->list);
    GHashTable *abstract = g_hash_table_new(g_str_hash, g_str_equal);
    for (const struct tree_node *k = root ? root->first : NULL; k; k = k->next) {
        const char *aid = tree_get(k, "abstractNumId"), *id = tree_get(k, "numId"),
                   *of = value_of(k, "abstractNumId");
        if (tree_is(k, "abstractNum") && aid)
            g_hash_table_insert(abstract, (gpointer)aid, read_abstract(k, a));
        struct abstract *known = of ? g_hash_table_lookup(abstract, of) : NULL;
        if (tree_is(k, "num") && id && known)
            g_hash_table_insert(l->list, (gpointer)id, read_list(k, known, a));
    }
    g_hash_table_destroy(abstract);
    return l;
}

/* Counts: the level goes on by one, those below begin anew, those above that never began stand at their
 * start. */
static void count(struct list *list, int level)
{
    struct abstract *b = list->abstract;
    for (int i = 0; i < level; i++)
        if (!b->begun[i]) {
            b->begun[i] = true;
            b->count[i] = b->level[i].start;
        }
    if (list->restart[level] >= 0) {
        b->count[level] = list->restart[level];
        list->restart[level] = -1;
    } else {
        b->count[level] = b->begun[level] ? b->count[level] + 1 : b->level[level].start;
    }
    b->begun[level] = true;
    for (int i = level + 1; i < LEVELS; i++)
        b->begun[i] = false;
}

const char *docx_lists_next(struct docx_lists *l, const char *id, int level, struct arena *a)
{
    struct list *list = g_hash_table_lookup(l->list, id);
    if (!list || level < 0 || level >= LEVELS)
        return "";
    count(list, level);
    const struct abstract *b = list->abstract;
    const struct list_level *at = &b->level[level];
    if (strcmp(at->format, "bullet") == 0)
        return "";
    GString *out = g_string_new(NULL);
    for (const char *s = at->text; *s; s++) {
        int k = *s == '%' && s[1] >= '1' && s[1] <= '9' ? s[1] - '1' : -1;
        if (k < 0) {
            g_string_append_c(out, *s);
            continue;
        }
        g_string_append(out, number_in_format(b->count[k], at->legal ? "decimal" : b->level[k].format, a));
        s++;
    }
    const char *text = arena_strndup(a, out->str, out->len);
    g_string_free(out, TRUE);
    return text;
}
