/* layout.c - the page style: page, grid, text styles.
 * Stage: the page style file -> layout -> compose, paginate. */
#include "layout.h"

#include "intl.h"
#include "yamlread.h"

#include <string.h>

struct loader {
    struct arena *a;
    struct diag *d;
    struct layout *l;
    const struct ynode *sizes; /* of the chosen profile: 三号 -> 16pt */
    bool ok;
};

static void need(struct loader *p, bool ok)
{
    if (!ok)
        p->ok = false;
}

/* The place of a word in a NULL-ended list; a finding at the node and -1 if it is none of them. */
static int choice(struct loader *p, const struct ynode *map, const char *key, const char *const words[])
{
    const char *s = NULL;
    if (!yaml_str(map, key, &s, p->d)) {
        p->ok = false;
        return -1;
    }
    for (int i = 0; words[i]; i++)
        if (strcmp(s, words[i]) == 0)
            return i;
    p->ok = yaml_bad(yaml_get(map, key), p->d, _("“%s” is not a choice for “%s”"), s, key);
    return -1;
}

/* A type size: a name of the profile (三号) or a length. */
static len_t type_size(struct loader *p, const struct ynode *at)
{
    len_t v = 0;
    const struct ynode *named = at->kind == Y_SCALAR ? yaml_get(p->sizes, at->text) : NULL;
    if (named) {
        need(p, yaml_len(p->sizes, at->text, &v, p->d));
        return v;
    }
    struct ynode *item = (struct ynode *)at;
    struct ynode key = {
        .kind = Y_SCALAR, .text = "size", .file = at->file, .line = at->line, .column = at->column};
    struct ynode *keys = &key;
    struct ynode map = {.kind = Y_MAP,
                        .file = at->file,
                        .n = 1,
                        .item = &item,
                        .key = &keys,
                        .line = at->line,
                        .column = at->column};
    need(p, yaml_len(&map, "size", &v, p->d));
    if (v <= 0)
        p->ok = yaml_bad(at, p->d, _("a type size must be greater than 0"));
    return v;
}

static const struct ynode *section(struct loader *p, const struct ynode *root, const char *key,
                                   const char *const known[])
{
    const struct ynode *n = yaml_get(root, key);
    if (!n || n->kind != Y_MAP) {
        p->ok = yaml_bad(n ? n : root, p->d, _("the section “%s” is missing"), key);
        return NULL;
    }
    if (known)
        need(p, yaml_known_keys(n, known, p->d));
    return n;
}

static int whole(struct loader *p, const struct ynode *map, const char *key, long min, long max)
{
    long v = min;
    need(p, yaml_int(map, key, min, max, &v, p->d));
    return (int)v;
}

static len_t length(struct loader *p, const struct ynode *map, const char *key)
{
    len_t v = 0;
    need(p, yaml_len(map, key, &v, p->d));
    if (v < 0)
        p->ok = yaml_bad(yaml_get(map, key), p->d, _("“%s” must not be negative"), key);
    return v;
}

static void load_settings(struct loader *p, const struct ynode *root, len_t *fixed_pitch)
{
    static const char *const known[] = {"sizes",   "pitch", "sides",   "folio",
                                        "figures", "shade", "protect", NULL};
    static const char *const pitches[] = {"fill", "word", NULL};
    static const char *const sides[] = {"simplex", "duplex", NULL};
    static const char *const folios[] = {"outer", "centre", NULL};
    static const char *const figures[] = {"centre", "block", NULL};
    static const char *const switches[] = {"off", "on", NULL};
    const struct ynode *s = section(p, root, "settings", known);
    if (!s)
        return;
    const char *profile = "", *pitch = "";
    need(p, yaml_str(s, "sizes", &profile, p->d));
    p->sizes = yaml_get(yaml_get(root, "sizes"), profile);
    if (!p->sizes)
        p->ok = yaml_bad(yaml_get(s, "sizes") ? yaml_get(s, "sizes") : s, p->d,
                         _("no such profile of sizes: “%s”"), profile);
    need(p, yaml_str(s, "pitch", &pitch, p->d));
    if (*pitch >= '0' && *pitch <= '9') {
        p->l->pitch = PITCH_FIXED;
        *fixed_pitch = length(p, s, "pitch");
    } else {
        p->l->pitch = choice(p, s, "pitch", pitches) == 1 ? PITCH_WORD : PITCH_FILL;
    }
    p->l->duplex = choice(p, s, "sides", sides) == 1;
    p->l->folio = choice(p, s, "folio", folios) == 1 ? FOLIO_CENTRE : FOLIO_OUTER;
    p->l->figures = choice(p, s, "figures", figures) == 1 ? FIGURES_BLOCK : FIGURES_CENTRED;
    p->l->shade = choice(p, s, "shade", switches) == 1;
    p->l->protect = choice(p, s, "protect", switches) == 1;
}

static void load_page(struct loader *p, const struct ynode *root)
{
    static const char *const known[] = {"width",      "height",      "top",   "binding",
                                        "type_width", "type_height", "cells", "lines",
                                        "em_ascent",  "indent",      NULL};
    const struct ynode *n = section(p, root, "page", known);
    if (!n)
        return;
    struct layout *l = p->l;
    l->page_width = length(p, n, "width");
    l->page_height = length(p, n, "height");
    l->top = length(p, n, "top");
    l->binding = length(p, n, "binding");
    l->type_width = length(p, n, "type_width");
    l->type_height = length(p, n, "type_height");
    l->cells = whole(p, n, "cells", 5, 100);
    l->lines = whole(p, n, "lines", 4, 100);
    l->em_ascent = whole(p, n, "em_ascent", 500, 1000);
    l->indent = whole(p, n, "indent", 0, 10);
    l->cell = (l->type_width + l->cells / 2) / l->cells;
    if (p->ok && (l->binding + l->type_width > l->page_width || l->top + l->type_height > l->page_height))
        p->ok = yaml_bad(n, p->d, _("the type area does not fit on the page"));
}

static struct text_style *add_style(struct loader *p, const char *name, const char *part, len_t size,
                                    len_t cell, len_t gap)
{
    struct text_style *s = &p->l->style[p->l->nstyle];
    *s = (struct text_style){name, part, size, cell, gap, (int)p->l->nstyle};
    p->l->nstyle++;
    return s;
}

static void load_styles(struct loader *p, const struct ynode *styles)
{
    static const char *const known[] = {"part", "size", "cell", NULL};
    static const char *const cells[] = {"grid", NULL};
    for (size_t i = 0; i < styles->n; i++) {
        const struct ynode *n = styles->item[i];
        if (n->kind != Y_MAP) {
            p->ok = yaml_bad(n, p->d, _("a style is written {part: …, size: …}"));
            continue;
        }
        need(p, yaml_known_keys(n, known, p->d));
        const char *part = "";
        need(p, yaml_str(n, "part", &part, p->d));
        const struct ynode *at = yaml_get(n, "size");
        len_t size = at ? type_size(p, at) : 0;
        if (!at)
            p->ok = yaml_bad(n, p->d, _("“%s” is missing"), "size");
        len_t cell = yaml_get(n, "cell") && choice(p, n, "cell", cells) == 0 ? p->l->cell : size;
        add_style(p, styles->key[i]->text, part, size, cell, cell / 4);
    }
}

static void load_table_sizes(struct loader *p, const struct ynode *sizes, const char *part)
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
            len_t size = type_size(p, list->item[k]);
            const char *name = arena_printf(p->a, "table-%s-%zu", t->slot, k + 1);
            t->style[t->nstyle++] = add_style(p, name, part, size, size, 0);
            if (k > 0 && size > t->style[k - 1]->size)
                p->ok = yaml_bad(list->item[k], p->d, _("type sizes go from large to small"));
        }
    }
    if (p->ok && !yaml_get(sizes, "*"))
        p->ok = yaml_bad(sizes, p->d, _("sizes for all other tables (“*”) are missing"));
}

static void load_tables(struct loader *p, const struct ynode *root)
{
    static const char *const known[] = {"part", "rule",  "frame",      "pad_x",        "pad_y", "leading",
                                        "gap",  "white", "min_column", "note_leading", "sizes", NULL};
    const struct ynode *n = section(p, root, "tables", known);
    const struct ynode *sizes = n ? section(p, n, "sizes", NULL) : NULL;
    if (!n || !sizes)
        return;
    struct layout *l = p->l;
    const char *part = "";
    need(p, yaml_str(n, "part", &part, p->d));
    l->rule = length(p, n, "rule");
    l->frame = length(p, n, "frame");
    l->pad_x = whole(p, n, "pad_x", 0, 2000);
    l->pad_y = whole(p, n, "pad_y", 0, 2000);
    l->table_leading = whole(p, n, "leading", 1000, 3000);
    l->note_leading = whole(p, n, "note_leading", 1000, 3000);
    l->table_gap = length(p, n, "gap");
    l->table_white = whole(p, n, "white", 0, 100);
    l->min_col = length(p, n, "min_column");
    load_table_sizes(p, sizes, part);
}

static void load_folio(struct loader *p, const struct ynode *root)
{
    static const char *const known[] = {"drop", "inset", "gap", NULL};
    const struct ynode *n = section(p, root, "folio", known);
    const struct text_style *style = layout_style(p->l, "folio");
    if (!n || !style)
        return;
    p->l->folio_drop = length(p, n, "drop");
    p->l->folio_inset = whole(p, n, "inset", 0, 10) * p->l->cell;
    p->l->folio_gap = len_scale(style->size, whole(p, n, "gap", 0, 1000), 1000);
}

static void load_signature(struct loader *p, const struct ynode *root)
{
    static const char *const known[] = {"seal", NULL};
    const struct ynode *n = section(p, root, "signature", known);
    if (n)
        p->l->seal = length(p, n, "seal");
}

/* Words that the page style itself prints. */
static void load_words(struct loader *p, const struct ynode *root)
{
    static const char *const known[] = {"continued", "annex", NULL};
    const struct ynode *n = section(p, root, "words", known);
    if (!n)
        return;
    need(p, yaml_str(n, "continued", &p->l->continued, p->d));
    need(p, yaml_str(n, "annex", &p->l->annex, p->d));
}

static void load_draft(struct loader *p, const struct ynode *root)
{
    static const char *const known[] = {"word", "grey", "findings", "mark", NULL};
    const struct ynode *n = section(p, root, "draft", known);
    if (!n)
        return;
    need(p, yaml_str(n, "word", &p->l->draft, p->d));
    need(p, yaml_str(n, "findings", &p->l->draft_findings, p->d));
    p->l->draft_grey = (uint8_t)whole(p, n, "grey", 0, 255);
    p->l->draft_mark = (uint8_t)whole(p, n, "mark", 0, 255);
}

/* The grid of A2.  `fill` puts the first em box flush with the top of the type area and the last with its
 * foot (并撑满版心); `word` centres each em box in one of 22 equal slots. */
static void make_grid(struct loader *p, const struct ynode *root, len_t fixed)
{
    struct layout *l = p->l;
    l->body_size = layout_style(l, "body")->size;
    len_t ascent = len_scale(l->body_size, l->em_ascent, 1000);
    if (l->pitch == PITCH_WORD) {
        l->grid_height = l->type_height;
        l->grid_lines = l->lines;
    } else {
        l->grid_height = l->pitch == PITCH_FIXED ? fixed : l->type_height - l->body_size;
        l->grid_lines = l->pitch == PITCH_FIXED ? 1 : l->lines - 1;
    }
    l->line_pitch = len_scale(l->grid_height, 1, l->grid_lines);
    l->first_baseline = l->top + ascent + (l->pitch == PITCH_WORD ? (l->line_pitch - l->body_size) / 2 : 0);
    if (l->line_pitch < l->body_size) {
        p->ok = yaml_bad(yaml_get(root, "settings"), p->d, _("the line pitch is smaller than the type"));
        return;
    }
    if (l->pitch == PITCH_FIXED)
        l->lines = (int)((l->type_height - l->body_size) / l->line_pitch) + 1;
}

static void load_all(struct loader *p, const struct ynode *root)
{
    static const char *const known[] = {"settings", "sizes",  "page",  "folio", "signature",
                                        "styles",   "tables", "words", "draft", NULL};
    need(p, yaml_known_keys(root, known, p->d));
    len_t fixed_pitch = 0;
    load_settings(p, root, &fixed_pitch);
    load_page(p, root);
    const struct ynode *styles = section(p, root, "styles", NULL);
    const struct ynode *tables = yaml_get(yaml_get(root, "tables"), "sizes");
    if (!styles || !p->sizes)
        return;
    size_t n = styles->n;
    for (size_t i = 0; tables && i < tables->n; i++)
        n += tables->item[i]->n;
    p->l->style = ARENA_ARRAY(p->a, n, struct text_style);
    load_styles(p, styles);
    load_tables(p, root);
    load_folio(p, root);
    load_signature(p, root);
    load_words(p, root);
    load_draft(p, root);
    static const char *const wanted[] = {"title", "h1", "h2", "h3", "h4", "body", "folio"};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!layout_style(p->l, wanted[i]))
            p->ok = yaml_bad(styles, p->d, _("the style “%s” is missing"), wanted[i]);
    if (p->ok)
        make_grid(p, root, fixed_pitch);
}

/* Put the user's choices over the file's settings. */
static bool apply_settings(const struct ynode *root, const char *const *set, struct arena *a, struct err *e)
{
    for (; set && *set; set++) {
        const char *eq = strchr(*set, '=');
        const char *key = arena_strndup(a, *set, eq ? (size_t)(eq - *set) : strlen(*set));
        struct ynode *n = eq ? yaml_get(yaml_get(root, "settings"), key) : NULL;
        if (!n)
            return err_set(e, ERR_USAGE, _("--style %s: no such setting of the page style"), *set);
        n->text = arena_strdup(a, eq + 1);
        n->plain = true;
    }
    return true;
}

static struct layout *layout_of(struct ynode *root, const char *path, const char *const *set, struct arena *a,
                                struct diag *d, struct err *e)
{
    if (!root || !apply_settings(root, set, a, e))
        return NULL;
    struct loader p = {.a = a, .d = d, .l = ARENA_NEW(a, struct layout), .ok = true};
    p.l->file = arena_strdup(a, path);
    load_all(&p, root);
    if (!p.ok) {
        if (set && *set)
            err_set(e, ERR_USAGE, _("the page style cannot be used with these --style settings"));
        else
            err_set(e, ERR_LAYOUT, _("%s: the page style has mistakes"), path);
        return NULL;
    }
    return p.l;
}

struct layout *layout_load(const char *path, const char *const *set, struct arena *a, struct diag *d,
                           struct err *e)
{
    return layout_of(yaml_read(path, a, d, e), path, set, a, d, e);
}

struct layout *layout_parse(const char *path, const char *bytes, size_t n, const char *const *set,
                            struct arena *a, struct diag *d, struct err *e)
{
    return layout_of(yaml_parse(path, bytes, n, a, d, e), path, set, a, d, e);
}

const struct text_style *layout_style(const struct layout *l, const char *name)
{
    for (size_t i = 0; i < l->nstyle; i++)
        if (strcmp(l->style[i].name, name) == 0)
            return &l->style[i];
    return NULL;
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

len_t layout_left(const struct layout *l, size_t page)
{
    bool verso = l->duplex && page % 2 == 0;
    return verso ? l->page_width - l->binding - l->type_width : l->binding;
}

len_t layout_baseline(const struct layout *l, int line)
{
    return l->first_baseline + len_scale(l->grid_height, line, l->grid_lines);
}
