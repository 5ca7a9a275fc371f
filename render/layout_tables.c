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

void layout_read_tables(struct layout_loader *p, const struct ynode *root)
{
    static const char *const known[] = {"part", "rule",  "frame",      "pad_x",        "pad_y", "leading",
                                        "gap",  "white", "min_column", "note_leading", "sizes", NULL};
    const struct ynode *n = layout_section(p, root, "tables", known);
    const struct ynode *sizes = n ? layout_section(p, n, "sizes", NULL) : NULL;
    if (!n || !sizes)
        return;
    struct layout *l = p->l;
    const char *part = "";
    layout_need(p, yaml_str(n, "part", &part, p->d));
    l->rule = layout_length(p, n, "rule");
    l->frame = layout_length(p, n, "frame");
    l->pad_x = layout_whole(p, n, "pad_x", 0, 2000);
    l->pad_y = layout_whole(p, n, "pad_y", 0, 2000);
    l->table_leading = layout_whole(p, n, "leading", 1000, 3000);
    l->note_leading = layout_whole(p, n, "note_leading", 1000, 3000);
    l->table_gap = layout_length(p, n, "gap");
    l->table_white = layout_whole(p, n, "white", 0, 100);
    l->min_col = layout_length(p, n, "min_column");
    load_table_sizes(p, sizes, part);
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
