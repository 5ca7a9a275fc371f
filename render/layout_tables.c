/* layout_tables.c - the page style's section on tables.  Part of layout. */
#include "layout_read.h"

#include "intl.h"

#include <string.h>

static void load_table_sizes(struct layout_loader *p, const struct ynode *sizes, const char *part)
{
    p->l->table = ARENA_ARRAY(p->a, sizes->n, struct table_style);
    for (size_t i = 0; i < sizes->n; i++) {
        const struct ynode *list = sizes->item[i];
        struct table_style *t = &p->l->table[p->l->ntable++];
        t->slot = sizes->key[i]->text;
        if (list->kind != Y_LIST || list->n == 0) {
            p->ok = yaml_bad(list, p->d, _("a list of type sizes is wanted, largest first"));
            continue;
        }
        t->style = ARENA_ARRAY(p->a, list->n, const struct text_style *);
        for (size_t k = 0; k < list->n; k++) {
            len_t size = layout_size(p, list->item[k]);
            const char *name = arena_printf(p->a, "table-%s-%zu", t->slot, k + 1);
            t->style[t->nstyle++] = layout_add_style(p, name, part, size, size, 0);
            if (k > 0 && size > t->style[k - 1]->size)
                p->ok = yaml_bad(list->item[k], p->d, _("type sizes go from large to small"));
        }
    }
    if (p->ok && !yaml_get(sizes, "*"))
        p->ok = yaml_bad(sizes, p->d, _("sizes for all other tables (“*”) are missing"));
}

static unsigned shaded_heads(struct layout_loader *p, const struct ynode *list)
{
    static const struct {
        const char *word;
        enum table_shade head;
    } heads[] = {{"item", SHADE_ITEM}, {"head", SHADE_HEAD}, {"corner", SHADE_CORNER}};
    unsigned bits = 0;
    for (size_t k = 0; k < list->n; k++) {
        const struct ynode *word = list->item[k];
        unsigned before = bits;
        for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
            if (list->kind == Y_LIST && word->kind == Y_SCALAR && strcmp(word->text, heads[i].word) == 0)
                bits |= heads[i].head;
        if (bits == before)
            p->ok = yaml_bad(word, p->d, _("the heads that can be shaded are item, head and corner"));
    }
    return bits;
}

static void load_shading(struct layout_loader *p, const struct ynode *shade)
{
    p->l->shading = ARENA_ARRAY(p->a, shade->n, struct table_shading);
    for (size_t i = 0; i < shade->n; i++)
        p->l->shading[p->l->nshading++] =
            (struct table_shading){shade->key[i]->text, shaded_heads(p, shade->item[i])};
    if (p->ok && !yaml_get(shade, "*"))
        p->ok = yaml_bad(shade, p->d, _("the shaded heads of all other tables (“*”) are missing"));
}

void layout_read_tables(struct layout_loader *p, const struct ynode *root)
{
    static const char *const known[] = {"part",         "rule",    "frame", "pad_x",      "pad_y",
                                        "pad_y_least",  "leading", "gap",   "white",      "min_column",
                                        "note_leading", "sizes",   "shade", "shade_grey", NULL};
    const struct ynode *n = layout_section(p, root, "tables", known);
    const struct ynode *sizes = n ? layout_section(p, n, "sizes", NULL) : NULL;
    const struct ynode *shade = n ? layout_section(p, n, "shade", NULL) : NULL;
    if (!n || !sizes || !shade)
        return;
    struct layout *l = p->l;
    const char *part = "";
    layout_need(p, yaml_str(n, "part", &part, p->d));
    l->rule = layout_length(p, n, "rule");
    l->frame = layout_length(p, n, "frame");
    l->pad_x = layout_whole(p, n, "pad_x", 0, 2000);
    l->pad_y = layout_whole(p, n, "pad_y", 0, 2000);
    l->pad_y_least = layout_whole(p, n, "pad_y_least", 0, l->pad_y);
    l->table_leading = layout_whole(p, n, "leading", 1000, 3000);
    l->note_leading = layout_whole(p, n, "note_leading", 1000, 3000);
    l->table_gap = layout_length(p, n, "gap");
    l->table_white = layout_whole(p, n, "white", 0, 100);
    l->min_col = layout_length(p, n, "min_column");
    l->shade_grey = (uint8_t)layout_whole(p, n, "shade_grey", 0, 255);
    load_table_sizes(p, sizes, part);
    load_shading(p, shade);
}

const struct table_style *layout_table(const struct layout *l, const char *slot)
{
    const struct table_style *other = NULL;
    for (size_t i = 0; i < l->ntable; i++) {
        if (strcmp(l->table[i].slot, slot) == 0)
            return &l->table[i];
        if (strcmp(l->table[i].slot, "*") == 0)
            other = &l->table[i];
    }
    return other;
}

unsigned layout_shade(const struct layout *l, const char *slot)
{
    unsigned other = 0;
    if (!l->shade)
        return 0;
    for (size_t i = 0; i < l->nshading; i++) {
        if (strcmp(l->shading[i].slot, slot) == 0)
            return l->shading[i].heads;
        if (strcmp(l->shading[i].slot, "*") == 0)
            other = l->shading[i].heads;
    }
    return other;
}
