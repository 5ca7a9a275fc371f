/* lint_words.c - layouts/lint.yaml: what the rules of the prose check look for. */
#include "lint_text.h"

#include "intl.h"
#include "utf8.h"
#include "yamlread.h"

#include <string.h>

struct loader {
    struct arena *a;
    struct diag *d;
    struct lint *l;
};

/* The list or map under `key`; a finding and NULL if it is something else. */
static const struct ynode *part(const struct loader *p, const struct ynode *root, const char *key,
                                enum ynode_kind kind)
{
    const struct ynode *n = yaml_get(root, key);
    if (n && n->kind == kind)
        return n;
    yaml_bad(n ? n : root, p->d,
             kind == Y_MAP ? _("“%s” must have keys and values") : _("“%s” must be a list"), key);
    return NULL;
}

/* Are these `n` characters, as text? */
static bool characters(const struct loader *p, const struct ynode *n, size_t count)
{
    if (n->kind == Y_SCALAR && utf8_length(n->text) == count)
        return true;
    return yaml_bad(n, p->d, _("a text of %zu characters is wanted here"), count);
}

static bool is_ascii(const char *s)
{
    for (; *s; s++)
        if (*s <= ' ' || *s > '~')
            return false;
    return true;
}

static bool read_half(const struct loader *p, const struct ynode *root)
{
    const struct ynode *n = part(p, root, "half", Y_MAP);
    if (!n)
        return false;
    struct lint *l = p->l;
    l->half = ARENA_ARRAY(p->a, n->n, struct lint_half);
    for (size_t longest = 3; longest > 0; longest--)
        for (size_t i = 0; i < n->n; i++) {
            const char *ascii = n->key[i]->text, *twin = n->item[i]->kind == Y_SCALAR ? n->item[i]->text : "";
            size_t length = strlen(ascii);
            if (length < 1 || length > 3 || !is_ascii(ascii))
                return yaml_bad(n->key[i], p->d, _("one to three ASCII marks are wanted here"));
            if (length != longest)
                continue;
            size_t many = utf8_length(twin);
            if (many < 1 || many > 2)
                return yaml_bad(n->item[i], p->d, _("one or two full-width marks are wanted here"));
            const char *second = twin;
            utf8_next(&second);
            bool quotes = length == 1 && many == 2;
            l->half[l->nhalf++] =
                (struct lint_half){ascii, quotes ? arena_strndup(p->a, twin, (size_t)(second - twin)) : twin,
                                   quotes ? second : twin};
        }
    return true;
}

static bool read_pair(const struct loader *p, const struct ynode *n, struct lint_pair *pair)
{
    if (!characters(p, n, 2))
        return false;
    const char *s = n->text;
    pair->open = utf8_next(&s);
    pair->close = utf8_next(&s);
    return true;
}

static bool read_brackets(const struct loader *p, const struct ynode *root)
{
    static const char *const known[] = {"right", "wrong", NULL};
    const struct ynode *n = part(p, root, "year_brackets", Y_MAP);
    const struct ynode *wrong = n && yaml_known_keys(n, known, p->d) ? part(p, n, "wrong", Y_LIST) : NULL;
    if (!wrong)
        return false;
    const struct ynode *right = yaml_get(n, "right");
    bool ok = right ? read_pair(p, right, &p->l->right) : yaml_bad(n, p->d, _("“%s” is missing"), "right");
    p->l->wrong = ARENA_ARRAY(p->a, wrong->n, struct lint_pair);
    for (size_t i = 0; ok && i < wrong->n; i++)
        ok = read_pair(p, wrong->item[i], &p->l->wrong[p->l->nwrong++]);
    return ok;
}

static bool read_abbreviations(const struct loader *p, const struct ynode *root)
{
    const struct ynode *n = part(p, root, "abbreviations", Y_LIST);
    if (!n)
        return false;
    p->l->abbreviation = ARENA_ARRAY(p->a, n->n, const char *);
    for (size_t i = 0; i < n->n; i++) {
        if (n->item[i]->kind != Y_SCALAR || !is_ascii(n->item[i]->text))
            return yaml_bad(n->item[i], p->d, _("a Latin word is wanted here"));
        p->l->abbreviation[p->l->nabbreviation++] = n->item[i]->text;
    }
    return true;
}

static bool read_points(const struct loader *p, const struct ynode *root)
{
    const struct ynode *n = part(p, root, "points", Y_LIST);
    if (!n)
        return false;
    if (n->n > LINT_POINTS)
        return yaml_bad(n, p->d, _("a list of at most %d is wanted here"), LINT_POINTS);
    p->l->point = ARENA_ARRAY(p->a, n->n, uint32_t);
    for (size_t i = 0; i < n->n; i++) {
        if (!characters(p, n->item[i], 1))
            return false;
        const char *s = n->item[i]->text;
        p->l->point[p->l->npoint++] = utf8_next(&s);
    }
    return true;
}

struct lint *lint_load(const char *path, struct arena *a, struct diag *d, struct err *e)
{
    static const char *const known[] = {
        "half", "abbreviations", "once", "year_brackets", "points", "clauses", "spans", "houses", NULL};
    struct ynode *root = yaml_read(path, a, d, e);
    if (!root)
        return NULL;
    struct loader p = {a, d, ARENA_NEW(a, struct lint)};
    bool good = yaml_known_keys(root, known, d) && read_half(&p, root) && read_abbreviations(&p, root) &&
                yaml_str(root, "once", &p.l->once, d) && read_brackets(&p, root) && read_points(&p, root) &&
                yaml_str(root, "clauses", &p.l->clauses, d) && yaml_str(root, "spans", &p.l->spans, d) &&
                yaml_str(root, "houses", &p.l->houses, d);
    if (good)
        return p.l;
    err_set(e, ERR_LAYOUT, _("the words of the prose check %s cannot be used"), path);
    return NULL;
}
