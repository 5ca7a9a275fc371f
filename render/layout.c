/* layout.c - the page style: page, grid, text styles.
 * Stage: the page style file -> layout -> compose, paginate. */
#include "layout_read.h"

#include "intl.h"

#include <string.h>

void layout_need(struct layout_loader *p, bool ok)
{
    if (!ok)
        p->ok = false;
}

/* words_of - a NULL-ended list as "a, b, c". */
static const char *words_of(const char *const words[], struct arena *a)
{
    const char *list = words[0];
    for (size_t i = 1; words[i]; i++)
        list = arena_printf(a, "%s, %s", list, words[i]);
    return list;
}

/* The place of a word in a NULL-ended list; a finding at the node and -1 if it is none of them. */
int layout_choice(struct layout_loader *p, const struct ynode *map, const char *key,
                  const char *const words[])
{
    const char *s = NULL;
    if (!yaml_str(map, key, &s, p->d)) {
        p->ok = false;
        return -1;
    }
    for (int i = 0; words[i]; i++)
        if (strcmp(s, words[i]) == 0)
            return i;
    p->ok = yaml_bad(yaml_get(map, key), p->d, _("“%s” is not a choice for “%s”; choices are: %s"), s, key,
                     words_of(words, p->a));
    return -1;
}

/* A type size: a name of the profile (三号) or a length. */
len_t layout_size(struct layout_loader *p, const struct ynode *at)
{
    len_t v = 0;
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
    bool named = at->kind == Y_SCALAR && yaml_get(p->sizes, at->text);
    bool ok = yaml_len(named ? p->sizes : &map, named ? at->text : "size", &v, p->d);
    layout_need(p, ok);
    if (ok && v <= 0)
        p->ok = yaml_bad(at, p->d, _("a type size must be greater than 0"));
    return v;
}

const struct ynode *layout_section(struct layout_loader *p, const struct ynode *root, const char *key,
                                   const char *const known[])
{
    const struct ynode *n = yaml_get(root, key);
    if (!n || n->kind != Y_MAP) {
        p->ok = yaml_bad(n ? n : root, p->d, _("the section “%s” is missing"), key);
        return NULL;
    }
    if (known)
        layout_need(p, yaml_known_keys(n, known, p->d));
    return n;
}

int layout_whole(struct layout_loader *p, const struct ynode *map, const char *key, long min, long max)
{
    long v = min;
    layout_need(p, yaml_int(map, key, min, max, &v, p->d));
    return (int)v;
}

len_t layout_length(struct layout_loader *p, const struct ynode *map, const char *key)
{
    len_t v = 0;
    layout_need(p, yaml_len(map, key, &v, p->d));
    if (v < 0)
        p->ok = yaml_bad(yaml_get(map, key), p->d, _("“%s” must not be negative"), key);
    return v;
}

/* keys_of - the keys of a map as a NULL-ended list. */
static const char *const *keys_of(const struct ynode *map, struct arena *a)
{
    const char **key = ARENA_ARRAY(a, (map ? map->n : 0) + 1, const char *);
    for (size_t i = 0; map && i < map->n; i++)
        key[i] = map->key[i]->text;
    return key;
}

static void load_settings(struct layout_loader *p, const struct ynode *root, len_t *fixed_pitch)
{
    static const char *const known[] = {"sizes",   "pitch", "sides",   "folio",
                                        "figures", "shade", "protect", NULL};
    static const char *const pitches[] = {"fill", "word", "28.95pt", NULL}; /* or any other length */
    static const char *const sides[] = {"simplex", "duplex", NULL};
    static const char *const folios[] = {"outer", "centre", NULL};
    static const char *const figures[] = {"centre", "block", NULL};
    static const char *const switches[] = {"off", "on", NULL};
    const struct ynode *s = layout_section(p, root, "settings", known);
    if (!s)
        return;
    const char *pitch = "";
    const struct ynode *profiles = layout_section(p, root, "sizes", NULL);
    int profile = profiles ? layout_choice(p, s, "sizes", keys_of(profiles, p->a)) : -1;
    p->sizes = profile >= 0 ? profiles->item[profile] : NULL;
    layout_need(p, yaml_str(s, "pitch", &pitch, p->d));
    if (*pitch >= '0' && *pitch <= '9') {
        p->l->pitch = PITCH_FIXED;
        *fixed_pitch = layout_length(p, s, "pitch");
    } else {
        p->l->pitch = layout_choice(p, s, "pitch", pitches) == 1 ? PITCH_WORD : PITCH_FILL;
    }
    p->l->duplex = layout_choice(p, s, "sides", sides) == 1;
    p->l->folio = layout_choice(p, s, "folio", folios) == 1 ? FOLIO_CENTRE : FOLIO_OUTER;
    p->l->figures = layout_choice(p, s, "figures", figures) == 1 ? FIGURES_BLOCK : FIGURES_CENTRED;
    p->l->shade = layout_choice(p, s, "shade", switches) == 1;
    p->l->protect = layout_choice(p, s, "protect", switches) == 1;
}

static void load_page(struct layout_loader *p, const struct ynode *root)
{
    static const char *const known[] = {"width",      "height",      "top",   "binding",
                                        "type_width", "type_height", "cells", "lines",
                                        "em_ascent",  "indent",      NULL};
    const struct ynode *n = layout_section(p, root, "page", known);
    if (!n)
        return;
    struct layout *l = p->l;
    l->page_width = layout_length(p, n, "width");
    l->page_height = layout_length(p, n, "height");
    l->top = layout_length(p, n, "top");
    l->binding = layout_length(p, n, "binding");
    l->type_width = layout_length(p, n, "type_width");
    l->type_height = layout_length(p, n, "type_height");
    l->cells = layout_whole(p, n, "cells", 5, 100);
    l->lines = layout_whole(p, n, "lines", 4, 100);
    l->em_ascent = layout_whole(p, n, "em_ascent", 500, 1000);
    l->indent = layout_whole(p, n, "indent", 0, 10);
    l->cell = (l->type_width + l->cells / 2) / l->cells;
    if (p->ok && (l->binding + l->type_width > l->page_width || l->top + l->type_height > l->page_height))
        p->ok = yaml_bad(n, p->d, _("the type area does not fit on the page"));
}

struct text_style *layout_add_style(struct layout_loader *p, const char *name, const char *part, len_t size,
                                    len_t cell, len_t gap)
{
    struct text_style *s = &p->l->style[p->l->nstyle];
    *s = (struct text_style){name, part, size, cell, gap, (int)p->l->nstyle};
    p->l->nstyle++;
    return s;
}

static void load_styles(struct layout_loader *p, const struct ynode *styles)
{
    static const char *const known[] = {"part", "size", "cell", NULL};
    static const char *const cells[] = {"grid", NULL};
    for (size_t i = 0; i < styles->n; i++) {
        const struct ynode *n = styles->item[i];
        if (n->kind != Y_MAP) {
            p->ok = yaml_bad(n, p->d, _("a style is written {part: …, size: …}"));
            continue;
        }
        layout_need(p, yaml_known_keys(n, known, p->d));
        const char *part = "";
        layout_need(p, yaml_str(n, "part", &part, p->d));
        const struct ynode *at = yaml_get(n, "size");
        len_t size = at ? layout_size(p, at) : 0;
        if (!at)
            p->ok = yaml_bad(n, p->d, _("“%s” is missing"), "size");
        len_t cell = yaml_get(n, "cell") && layout_choice(p, n, "cell", cells) == 0 ? p->l->cell : size;
        layout_add_style(p, styles->key[i]->text, part, size, cell, cell / 4);
    }
}

static void load_folio(struct layout_loader *p, const struct ynode *root)
{
    static const char *const known[] = {"drop", "inset", "gap", NULL};
    const struct ynode *n = layout_section(p, root, "folio", known);
    const struct text_style *style = layout_style(p->l, "folio");
    if (!n || !style)
        return;
    p->l->folio_drop = layout_length(p, n, "drop");
    p->l->folio_inset = layout_whole(p, n, "inset", 0, 10) * p->l->cell;
    p->l->folio_gap = len_scale(style->size, layout_whole(p, n, "gap", 0, 1000), 1000);
}

static void load_signature(struct layout_loader *p, const struct ynode *root)
{
    static const char *const known[] = {"seal", NULL};
    const struct ynode *n = layout_section(p, root, "signature", known);
    if (n)
        p->l->seal = layout_length(p, n, "seal");
}

/* Words that the page style itself prints. */
static void load_words(struct layout_loader *p, const struct ynode *root)
{
    static const char *const known[] = {"continued", "annex", NULL};
    const struct ynode *n = layout_section(p, root, "words", known);
    if (!n)
        return;
    layout_need(p, yaml_str(n, "continued", &p->l->continued, p->d));
    layout_need(p, yaml_str(n, "annex", &p->l->annex, p->d));
}

static void load_draft(struct layout_loader *p, const struct ynode *root)
{
    static const char *const known[] = {"word", "grey", "findings", "mark", NULL};
    const struct ynode *n = layout_section(p, root, "draft", known);
    if (!n)
        return;
    layout_need(p, yaml_str(n, "word", &p->l->draft, p->d));
    layout_need(p, yaml_str(n, "findings", &p->l->draft_findings, p->d));
    p->l->draft_grey = (uint8_t)layout_whole(p, n, "grey", 0, 255);
    p->l->draft_mark = (uint8_t)layout_whole(p, n, "mark", 0, 255);
}

/* The grid of A2.  `fill` puts the first em box flush with the top of the type area and the last with its
 * foot (并撑满版心); `word` centres each em box in one of 22 equal slots. */
static void make_grid(struct layout_loader *p, const struct ynode *root, len_t fixed)
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
        p->ok = yaml_bad(yaml_get(yaml_get(root, "settings"), "pitch"), p->d,
                         _("the line pitch is smaller than the type"));
        return;
    }
    if (l->pitch == PITCH_FIXED)
        l->lines = (int)((l->type_height - l->body_size) / l->line_pitch) + 1;
}

static void load_all(struct layout_loader *p, const struct ynode *root)
{
    static const char *const known[] = {"settings", "sizes",  "page",  "folio", "signature",
                                        "styles",   "tables", "words", "draft", NULL};
    layout_need(p, yaml_known_keys(root, known, p->d));
    len_t fixed_pitch = 0;
    load_settings(p, root, &fixed_pitch);
    load_page(p, root);
    const struct ynode *styles = layout_section(p, root, "styles", NULL);
    const struct ynode *tables = yaml_get(yaml_get(root, "tables"), "sizes");
    if (!styles || !p->sizes)
        return;
    size_t n = styles->n;
    for (size_t i = 0; tables && i < tables->n; i++)
        n += tables->item[i]->n;
    p->l->style = ARENA_ARRAY(p->a, n, struct text_style);
    load_styles(p, styles);
    layout_read_tables(p, root);
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

/* The place of what was given by an option, as findings tell it. */
static const char *const style_option = "--style ";

/* Put the user's choices over the file's settings. */
static bool apply_settings(const struct ynode *root, const char *const *set, struct arena *a, struct err *e)
{
    const struct ynode *settings = yaml_get(root, "settings");
    for (; set && *set; set++) {
        const char *eq = strchr(*set, '=');
        const char *key = arena_strndup(a, *set, eq ? (size_t)(eq - *set) : strlen(*set));
        struct ynode *n = eq ? yaml_get(settings, key) : NULL;
        if (!n)
            return err_set(e, ERR_USAGE, _("--style %s: no such setting of the page style; settings are: %s"),
                           *set, settings && settings->n ? words_of(keys_of(settings, a), a) : "");
        n->text = arena_strdup(a, eq + 1);
        n->plain = true;
        n->file = arena_printf(a, "%s%s", style_option, *set);
        n->line = n->column = 0;
    }
    return true;
}

/* blame - a mistake of an option is that of the caller and fails as such; those of the file are its findings.
 */
static void blame(const struct diag *found, const char *path, bool set, struct diag *d, struct err *e)
{
    bool of_file = false;
    for (size_t i = 0; i < diag_size(found); i++) {
        const struct finding *f = diag_get(found, i);
        if (strncmp(f->file, style_option, strlen(style_option)) == 0) {
            err_set(e, ERR_USAGE, "%s: %s", f->file, f->text);
        } else {
            diag_add(d, f);
            of_file = true;
        }
    }
    if (!of_file)
        return;
    if (set)
        err_set(e, ERR_USAGE, _("the page style cannot be used with these --style settings"));
    else
        err_set(e, ERR_LAYOUT, _("%s: the page style has mistakes"), path);
}

static struct layout *layout_of(struct ynode *root, const char *path, const char *const *set, struct arena *a,
                                struct diag *d, struct err *e)
{
    if (!root || !apply_settings(root, set, a, e))
        return NULL;
    struct diag *found = diag_new();
    struct layout_loader p = {.a = a, .d = found, .l = ARENA_NEW(a, struct layout), .ok = true};
    p.l->file = arena_strdup(a, path);
    load_all(&p, root);
    blame(found, path, set && *set, d, e);
    diag_free(found);
    return p.ok ? p.l : NULL;
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

len_t layout_left(const struct layout *l, size_t page)
{
    bool verso = l->duplex && page % 2 == 0;
    return verso ? l->page_width - l->binding - l->type_width : l->binding;
}

len_t layout_baseline(const struct layout *l, int line)
{
    return l->first_baseline + len_scale(l->grid_height, line, l->grid_lines);
}
