/* match_words.c - the words by which an import knows the parts of a report that no form names. */
#include "match_words.h"

#include "intl.h"
#include "report.h"
#include "yamlread.h"

#include <glib.h>
#include <string.h>

static bool read_list(struct word_list *out, const struct ynode *list, struct arena *a, struct diag *d)
{
    if (list->kind != Y_LIST)
        return yaml_bad(list, d, _("a list of words is expected here"));
    out->word = ARENA_ARRAY(a, list->n, struct fold);
    for (size_t i = 0; i < list->n; i++) {
        const struct ynode *n = list->item[i];
        out->word[out->n] = fold_text(n->kind == Y_SCALAR ? n->text : NULL, a);
        if (!out->word[out->n++].n)
            return yaml_bad(n, d, _("a word is expected here"));
    }
    return true;
}

/* A map from keys, each in `known` or the one `other`, to lists of words. */
static bool read_keys(struct word_key **out, size_t *nout, const struct ynode *map, const char *const known[],
                      const char *other, struct arena *a, struct diag *d)
{
    if (map->kind != Y_MAP)
        return yaml_bad(map, d, _("a list of words for each key is expected here"));
    *out = ARENA_ARRAY(a, map->n, struct word_key);
    for (size_t i = 0; i < map->n; i++) {
        struct word_key *k = &(*out)[(*nout)++];
        k->key = map->key[i]->text;
        if (!g_strv_contains(known, k->key) && g_strcmp0(k->key, other) != 0)
            return yaml_bad(map->key[i], d, _("“%s” is no key of a report here"), k->key);
        if (!read_list(&k->words, map->item[i], a, d))
            return false;
    }
    return true;
}

struct match_words *match_words_load(const char *path, struct arena *a, struct diag *d, struct err *e)
{
    static const char *const known[] = {"nothing",   "units", "notes", "annexes",    "continued", "contents",
                                        "published", "meta",  "site",  "government", "levels",    NULL};
    struct ynode *root = yaml_read(path, a, d, e);
    if (!root)
        return NULL;
    struct match_words *w = ARENA_NEW(a, struct match_words);
    struct word_list *const list[] = {&w->nothing,  &w->units,     &w->notes, &w->annexes,   &w->continued,
                                      &w->contents, &w->published, &w->site,  &w->government};
    static const char *const name[] = {"nothing",  "units",     "notes", "annexes",   "continued",
                                       "contents", "published", "site",  "government"};
    bool good = yaml_known_keys(root, known, d);
    for (size_t i = 0; good && known[i]; i++)
        if (!yaml_get(root, known[i]))
            good = yaml_bad(root, d, _("the key “%s” is missing"), known[i]);
    for (size_t i = 0; good && i < G_N_ELEMENTS(list); i++)
        good = read_list(list[i], yaml_get(root, name[i]), a, d);
    good = good && read_keys(&w->meta, &w->nmeta, yaml_get(root, "meta"), report_meta_keys, NULL, a, d) &&
           read_keys(&w->level, &w->nlevel, yaml_get(root, "levels"), report_levels, "untold", a, d);
    if (!good) {
        err_set(e, ERR_LAYOUT, _("the list of words %s cannot be used"), path);
        return NULL;
    }
    return w;
}

bool words_have(const struct word_list *l, struct fold f)
{
    for (size_t i = 0; i < l->n; i++)
        if (fold_same(l->word[i], f))
            return true;
    return false;
}

int words_start(const struct word_list *l, struct fold f)
{
    int longest = 0;
    for (size_t i = 0; i < l->n; i++) {
        int n = l->word[i].n;
        if (n > longest && n <= f.n && fold_same(l->word[i], fold_part(f, 0, n)))
            longest = n;
    }
    return longest;
}

int words_end(const struct word_list *l, struct fold f)
{
    int longest = 0;
    for (size_t i = 0; i < l->n; i++) {
        int n = l->word[i].n;
        if (n > longest && n <= f.n && fold_same(l->word[i], fold_part(f, f.n - n, f.n)))
            longest = n;
    }
    return longest;
}

const char *match_level(const struct match_words *w, const char *authority, struct arena *a)
{
    struct fold f = fold_text(authority, a);
    f = fold_part(f, 0, f.n - words_end(&w->government, f));
    const char *level = NULL;
    int longest = 0;
    for (size_t i = 0; i < w->nlevel; i++) {
        int n = words_end(&w->level[i].words, f);
        if (n > longest && n < f.n) {
            longest = n;
            level = w->level[i].key;
        }
    }
    return g_strv_contains(report_levels, level ? level : "") ? level : NULL;
}
