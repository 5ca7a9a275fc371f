/* docx_styles.c - what the styles and lists of a Word file say about a paragraph or run. */
#include "docx_styles.h"
#include "docx_lists.h"
#include "docx_tree.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_BASED = 20 }; /* styles based on one another; more is a circle */

struct style {
    struct docx_look look;
    const char *based;
};

struct docx_styles {
    GHashTable *style; /* w:styleId -> struct style */
    struct docx_look defaults;
    const char *normal; /* the default style of paragraphs, or NULL */
    struct docx_lists *lists;
};

static const struct docx_look unset = {.level = -1};

static void free_table(void *p)
{
    g_hash_table_destroy(p);
}

static const char *value_of(const struct tree_node *parent, const char *name)
{
    return tree_get(tree_child(parent, name), "val");
}

static enum docx_switch switch_of(const struct tree_node *parent, const char *name)
{
    const struct tree_node *n = tree_child(parent, name);
    const char *v = tree_get(n, "val");
    if (!n)
        return DOCX_UNSET;
    return v && (strcmp(v, "0") == 0 || strcmp(v, "false") == 0 || strcmp(v, "off") == 0) ? DOCX_OFF
                                                                                          : DOCX_ON;
}

static void read_run(struct docx_look *l, const struct tree_node *rpr)
{
    const struct tree_node *fonts = tree_child(rpr, "rFonts");
    const char *face = tree_get(fonts, "eastAsia");
    l->face = face ? face : tree_get(fonts, "eastAsiaTheme");
    l->bold = switch_of(rpr, "b");
    bool struck = switch_of(rpr, "strike") == DOCX_ON || switch_of(rpr, "dstrike") == DOCX_ON;
    const char *raise = value_of(rpr, "vertAlign");
    l->hidden = struck ? DOCX_ON : switch_of(rpr, "vanish");
    l->raised = !raise ? DOCX_UNSET : strcmp(raise, "superscript") == 0 ? DOCX_ON : DOCX_OFF;
}

static void read_paragraph(struct docx_look *l, const struct tree_node *ppr)
{
    const char *outline = value_of(ppr, "outlineLvl");
    const struct tree_node *list = tree_child(ppr, "numPr");
    const char *level = value_of(list, "ilvl");
    l->align = value_of(ppr, "jc");
    l->outline = !outline ? 0 : atoi(outline) >= 0 && atoi(outline) <= 8 ? atoi(outline) + 1 : -1;
    l->list = value_of(list, "numId");
    l->level = level ? atoi(level) : -1;
}

/* Headings by their names, where a style has lost its outline level: "heading 1", "标题 1", and the title. */
static int named_level(const char *name)
{
    static const char *const words[] = {"heading ", "标题 ", "Heading ", NULL};
    for (int i = 0; words[i]; i++)
        if (g_str_has_prefix(name, words[i])) {
            int level = atoi(name + strlen(words[i]));
            return level >= 1 && level <= 9 ? level : 0;
        }
    return g_ascii_strcasecmp(name, "Title") == 0 || strcmp(name, "标题") == 0 ? 1 : 0;
}

static void read_style(struct docx_styles *s, const struct tree_node *n, struct arena *a)
{
    const char *id = tree_get(n, "styleId"), *type = tree_get(n, "type"), *name = value_of(n, "name");
    const char *standard = tree_get(n, "default");
    if (!id)
        return;
    struct style *style = ARENA_NEW(a, struct style);
    style->look = unset;
    style->based = value_of(n, "basedOn");
    read_paragraph(&style->look, tree_child(n, "pPr"));
    read_run(&style->look, tree_child(n, "rPr"));
    if (name && !style->look.outline)
        style->look.outline = named_level(name);
    style->look.contents = name && g_ascii_strncasecmp(name, "toc ", 4) == 0;
    g_hash_table_insert(s->style, (gpointer)id, style);
    if (type && strcmp(type, "paragraph") == 0 && standard && strcmp(standard, "0") != 0 &&
        strcmp(standard, "false") != 0)
        s->normal = id;
}

struct docx_styles *docx_styles_read(struct zipread *z, const char *path, struct arena *a, struct err *e)
{
    struct docx_styles *s = ARENA_NEW(a, struct docx_styles);
    s->style = g_hash_table_new(g_str_hash, g_str_equal);
    arena_cleanup(a, free_table, s->style);
    s->defaults = unset;
    const struct tree_node *root = docx_part(z, path, "/styles", a, e);
    for (const struct tree_node *k = root ? root->first : NULL; k; k = k->next) {
        if (tree_is(k, "style"))
            read_style(s, k, a);
        if (tree_is(k, "docDefaults"))
            read_run(&s->defaults, tree_child(tree_child(k, "rPrDefault"), "rPr"));
    }
    s->lists = docx_lists_of(e->kind == ERR_NONE ? docx_part(z, path, "/numbering", a, e) : NULL, a);
    return e->kind == ERR_NONE ? s : NULL;
}

/* What `inner` does not set comes from `outer`. */
static void inherit(struct docx_look *inner, const struct docx_look *outer)
{
    inner->outline = inner->outline ? inner->outline : outer->outline;
    inner->align = inner->align ? inner->align : outer->align;
    inner->face = inner->face ? inner->face : outer->face;
    inner->bold = inner->bold ? inner->bold : outer->bold;
    inner->hidden = inner->hidden ? inner->hidden : outer->hidden;
    inner->raised = inner->raised ? inner->raised : outer->raised;
    inner->list = inner->list ? inner->list : outer->list;
    inner->level = inner->level >= 0 ? inner->level : outer->level;
    inner->contents = inner->contents || outer->contents;
}

struct docx_look docx_look_of(const struct docx_styles *s, const struct tree_node *direct, const char *id,
                              bool paragraph)
{
    struct docx_look look = unset;
    if (direct && paragraph)
        read_paragraph(&look, direct);
    else if (direct)
        read_run(&look, direct);
    if (!id && paragraph)
        id = s->normal;
    for (int i = 0; id && i < MAX_BASED; i++) {
        const struct style *style = g_hash_table_lookup(s->style, id);
        if (!style)
            break;
        inherit(&look, &style->look);
        id = style->based;
    }
    if (paragraph)
        inherit(&look, &s->defaults);
    return look;
}

const char *docx_number(struct docx_styles *s, const struct docx_look *look, struct arena *a)
{
    if (!look->list || strcmp(look->list, "0") == 0)
        return "";
    return docx_lists_next(s->lists, look->list, MAX(look->level, 0), a);
}
