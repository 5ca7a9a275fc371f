/* prose.c - layouts/prose.yaml: which words of the prose stand for which figures of the tables. */
#include "prose.h"

#include "choices.h"
#include "intl.h"

#include <glib.h>
#include <string.h>

struct loader {
    const struct forms *forms;
    GHashTable *words; /* named lists, by name */
    struct arena *a;
    struct diag *d;
    bool bad;
};

static bool note(struct loader *l, bool ok)
{
    l->bad = l->bad || !ok;
    return ok;
}

/* list_at - the list under a key; NULL without a finding where it is missing and need not be there. */
static const struct ynode *list_at(struct loader *l, const struct ynode *map, const char *key, bool wanted)
{
    const struct ynode *n = yaml_get(map, key);
    if (n && n->kind == Y_LIST)
        return n;
    if (n || wanted)
        note(l, yaml_bad(n ? n : map, l->d, _("“%s” must be a list"), key));
    return NULL;
}

/* map_at - the map under a key. */
static const struct ynode *map_at(struct loader *l, const struct ynode *map, const char *key,
                                  const char *const known[])
{
    const struct ynode *n = yaml_get(map, key);
    if (!n || n->kind != Y_MAP) {
        note(l, yaml_bad(n ? n : map, l->d, _("“%s” must have keys and values"), key));
        return NULL;
    }
    if (known)
        note(l, yaml_known_keys(n, known, l->d));
    return n;
}

/* --- words ---------------------------------------------------------------- */

/* add_words - those of a list, with the words of lists it names; false where these name each other in a ring.
 */
static bool add_words(struct loader *l, const struct ynode *list, int depth, GPtrArray *out)
{
    enum { DEEPEST = 8 };
    if (depth > DEEPEST)
        return note(l, yaml_bad(list, l->d, _("nested more than %d deep"), DEEPEST));
    bool ok = true;
    for (size_t i = 0; ok && i < list->n; i++) {
        const struct ynode *n = list->item[i];
        const struct ynode *named = n->kind == Y_SCALAR ? g_hash_table_lookup(l->words, n->text) : NULL;
        if (named && named != list && named->kind == Y_LIST)
            ok = add_words(l, named, depth + 1, out);
        else
            note(l, choices_add(n, out, l->a, l->d));
    }
    return ok;
}

/* read_words - the list under a key, named lists put in; none if it is missing. */
static struct wordlist read_words(struct loader *l, const struct ynode *map, const char *key, bool wanted)
{
    struct wordlist w = {NULL, 0};
    const struct ynode *list = list_at(l, map, key, wanted);
    if (!list)
        return w;
    GPtrArray *all = g_ptr_array_new();
    add_words(l, list, 0, all);
    w.n = all->len;
    w.word = ARENA_ARRAY(l->a, w.n, const uint32_t *);
    for (size_t i = 0; i < w.n; i++)
        w.word[i] = code_points(all->pdata[i], l->a);
    g_ptr_array_free(all, TRUE);
    return w;
}

static struct phraselist read_phrases(struct loader *l, const struct ynode *map, const char *key)
{
    struct phraselist p = {NULL, 0};
    const struct ynode *list = list_at(l, map, key, true);
    if (!list)
        return p;
    p.phrase = ARENA_ARRAY(l->a, list->n, struct phrase *);
    for (size_t i = 0; i < list->n; i++) {
        p.phrase[p.n] = phrase_parse(list->item[i], l->a, l->d);
        p.n += note(l, p.phrase[p.n] != NULL);
    }
    return p;
}

/* --- figures -------------------------------------------------------------- */

/* read_measure - what `n` means in each form of the slot; a finding where no form has it. */
static void read_measure(struct loader *l, const struct ynode *n, struct prose_means *means, size_t nmeans)
{
    bool known = false;
    struct diag *last = diag_new();
    for (size_t i = 0; i < nmeans; i++) {
        diag_free(last);
        last = diag_new();
        struct measure *m = measure_parse(n, means[i].form, l->a, last);
        if (m)
            means[i].measure[means[i].n++] = m;
        known = known || m;
    }
    for (size_t i = 0; !known && i < diag_size(last); i++)
        diag_add(l->d, diag_get(last, i));
    diag_free(last);
    note(l, known);
}

static struct prose_means *read_means(struct loader *l, const struct ynode *map, const char *key,
                                      const char **slot, size_t *n)
{
    struct prose_means *means = ARENA_ARRAY(l->a, l->forms->n, struct prose_means);
    const struct ynode *list = list_at(l, map, key, true);
    *n = 0;
    if (!note(l, yaml_str(map, "table", slot, l->d)) || !list)
        return means;
    for (size_t i = 0; i < l->forms->n; i++)
        if (strcmp(l->forms->form[i]->slot, *slot) == 0)
            means[(*n)++] =
                (struct prose_means){l->forms->form[i], ARENA_ARRAY(l->a, list->n, struct measure *), 0};
    if (!*n)
        note(l, yaml_bad(yaml_get(map, "table"), l->d, _("no form has the slot “%s”"), *slot));
    for (size_t i = 0; *n && i < list->n; i++)
        read_measure(l, list->item[i], means, *n);
    return means;
}

const struct prose_means *prose_means_of(const struct prose_means *means, size_t n, const struct form *form)
{
    for (size_t i = 0; i < n; i++)
        if (means[i].form == form && means[i].n > 0)
            return &means[i];
    return NULL;
}

/* --- parts of the file ---------------------------------------------------- */

static void read_rule(struct loader *l, const struct ynode *map, struct prose_rule *r)
{
    static const char *const known[] = {"name",  "find", "table", "means",  "not",  "sentence", "topic",
                                        "whole", "past", "share", "before", "zero", NULL};
    if (!note(l, yaml_known_keys(map, known, l->d)) && map->kind != Y_MAP)
        return;
    note(l, yaml_str(map, "name", &r->name, l->d));
    r->find = read_phrases(l, map, "find");
    r->means = read_means(l, map, "means", &r->slot, &r->nmeans);
    r->before = read_words(l, map, "before", false);
    r->without = read_words(l, map, "not", false);
    r->sentence = read_words(l, map, "sentence", false);
    r->topic = read_words(l, map, "topic", false);
    note(l, yaml_opt_bool(map, "whole", &r->whole, l->d));
    note(l, yaml_opt_bool(map, "past", &r->past, l->d));
    note(l, yaml_opt_bool(map, "share", &r->share, l->d));
    note(l, yaml_opt_bool(map, "zero", &r->zero, l->d));
}

static void read_rules(struct loader *l, struct prose *p, const struct ynode *root)
{
    const struct ynode *list = list_at(l, root, "phrases", true);
    if (!list)
        return;
    p->nrule = list->n;
    p->rule = ARENA_ARRAY(l->a, list->n, struct prose_rule);
    for (size_t i = 0; i < list->n; i++)
        read_rule(l, list->item[i], &p->rule[i]);
}

static void read_figures(struct loader *l, struct prose *p, const struct ynode *root)
{
    static const char *const known[] = {"units", "about", "near", "round", "not_units", "idle", NULL};
    const struct ynode *map = map_at(l, root, "figures", known);
    if (!map)
        return;
    p->figure.unit = read_words(l, map, "units", true);
    p->figure.about = read_words(l, map, "about", true);
    p->figure.near = read_words(l, map, "near", true);
    p->figure.round = read_words(l, map, "round", true);
    p->figure.idle = read_words(l, map, "idle", true);
    p->figure.not_one = read_words(l, map, "not_units", true);
}

static void read_sections(struct loader *l, struct prose *p, const struct ynode *root)
{
    enum { MOST = 10 }; /* of an outline (edition.h) */
    const struct ynode *list = list_at(l, root, "sections", true);
    bool *section = ARENA_ARRAY(l->a, MOST, bool);
    for (size_t i = 0; list && i < list->n; i++) {
        const struct ynode *n = list->item[i];
        gint64 number = n->kind == Y_SCALAR ? g_ascii_strtoll(n->text, NULL, 10) : 0;
        if (note(l, number >= 1 && number <= MOST) ||
            yaml_bad(n, l->d, _("a number from 1 to %d is wanted here"), MOST))
            section[number - 1] = true;
    }
    p->section = section;
    p->nsection = MOST;
}

static void read_shares(struct loader *l, struct prose *p, const struct ynode *root)
{
    static const char *const known[] = {"find", "table", "of", NULL};
    const struct ynode *list = list_at(l, root, "shares", true);
    if (!list)
        return;
    p->nshare = list->n;
    p->share = ARENA_ARRAY(l->a, list->n, struct prose_share);
    for (size_t i = 0; i < list->n; i++) {
        struct prose_share *s = &p->share[i];
        if (!note(l, yaml_known_keys(list->item[i], known, l->d)) && list->item[i]->kind != Y_MAP)
            continue;
        s->find = read_phrases(l, list->item[i], "find");
        s->means = read_means(l, list->item[i], "of", &s->slot, &s->nmeans);
    }
}

static void read_sums(struct loader *l, struct prose *p, const struct ynode *root)
{
    static const char *const known[] = {"some", "not", NULL};
    const struct ynode *map = map_at(l, root, "sums", known);
    if (!map)
        return;
    p->sum.some = read_words(l, map, "some", true);
    p->sum.without = read_words(l, map, "not", true);
}

static void read_years(struct loader *l, struct prose *p, const struct ynode *root)
{
    static const char *const known[] = {"begin", "behind", "told", "not", "this_year", "period", NULL};
    const struct ynode *map = map_at(l, root, "years", known);
    if (!map)
        return;
    p->year.begin = read_phrases(l, map, "begin");
    p->year.behind = read_words(l, map, "behind", true);
    p->year.told = read_phrases(l, map, "told");
    p->year.without = read_words(l, map, "not", true);
    p->year.this_year = read_phrases(l, map, "this_year");
    p->year.period = read_phrases(l, map, "period");
}

static void read_fee(struct loader *l, struct prose *p, const struct ynode *root)
{
    static const char *const known[] = {"since", "section", "name", "none", "table", "not_that", NULL};
    const struct ynode *map = map_at(l, root, "fee", known);
    if (!map)
        return;
    note(l, yaml_int(map, "since", 2000, 2199, &p->fee.since, l->d));
    note(l, yaml_int(map, "section", 1, 10, &p->fee.section, l->d));
    p->fee.name = read_words(l, map, "name", true);
    p->fee.none = read_words(l, map, "none", true);
    p->fee.not_that = read_means(l, map, "not_that", &p->fee.slot, &p->fee.nnot_that);
}

struct prose *prose_load(const char *path, const struct forms *forms, struct arena *a, struct diag *d,
                         struct err *e)
{
    static const char *const known[] = {"figures", "sections", "compared", "ever",  "past",    "among",
                                        "narrow",  "whole",    "each",     "words", "phrases", "shares",
                                        "sums",    "years",    "fee",      NULL};
    const struct ynode *root = yaml_read(path, a, d, e);
    if (!root)
        return NULL;
    struct loader l = {.forms = forms, .words = g_hash_table_new(g_str_hash, g_str_equal), .a = a, .d = d};
    struct prose *p = ARENA_NEW(a, struct prose);
    if (note(&l, yaml_known_keys(root, known, d)) || root->kind == Y_MAP) {
        const struct ynode *words = map_at(&l, root, "words", NULL);
        for (size_t i = 0; words && i < words->n; i++)
            g_hash_table_insert(l.words, (gpointer)words->key[i]->text, words->item[i]);
        read_figures(&l, p, root);
        read_sections(&l, p, root);
        p->compared = read_words(&l, root, "compared", true);
        p->ever = read_words(&l, root, "ever", true);
        p->past = read_words(&l, root, "past", true);
        p->among = read_words(&l, root, "among", true);
        p->narrow = read_words(&l, root, "narrow", true);
        p->whole = read_words(&l, root, "whole", true);
        p->each = read_words(&l, root, "each", true);
        read_rules(&l, p, root);
        read_shares(&l, p, root);
        read_sums(&l, p, root);
        read_years(&l, p, root);
        read_fee(&l, p, root);
    }
    g_hash_table_destroy(l.words);
    if (!l.bad)
        return p;
    err_set(e, ERR_LAYOUT, _("%s cannot be used as it is"), path);
    return NULL;
}
