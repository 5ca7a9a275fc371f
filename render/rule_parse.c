/* rule_parse.c - an entry of a form's `checks:` as a rule, its names bound to rows and columns. */
#include "formula.h"

#include "intl.h"

#include <string.h>

struct reader {
    const struct ynode *map;
    const struct form *form;
    struct arena *a;
    struct diag *d;
    struct rule *rule;
    GPtrArray *refs;
    GArray *place; /* of struct place: where the rule may be asked, before names are known */
    bool bad;
};

static bool note(struct reader *r, bool ok)
{
    r->bad = r->bad || !ok;
    return ok;
}

/* word_number - which of the NULL-ended words the node is, or -1 with a finding. */
static int word_number(const struct ynode *n, const char *const word[], struct diag *d)
{
    for (int i = 0; n->kind == Y_SCALAR && word[i]; i++)
        if (strcmp(n->text, word[i]) == 0)
            return i;
    char *all = g_strjoinv(", ", (char **)word);
    yaml_bad(n, d, _("one of %s is wanted here"), all);
    g_free(all);
    return -1;
}

/* --- keys ----------------------------------------------------------------- */

static void read_id(struct reader *r)
{
    if (!note(r, yaml_str(r->map, "id", &r->rule->id, r->d)))
        return;
    const struct ynode *n = yaml_get(r->map, "id");
    for (const char *s = r->rule->id; *s; s++)
        if (!g_ascii_isupper(*s) && !g_ascii_isdigit(*s) && *s != '-') {
            note(r,
                 yaml_bad(n, r->d, _("“%s” is no rule id: capital letters, digits and - are"), r->rule->id));
            return;
        }
    for (size_t i = 0; i < r->form->nrule; i++)
        if (strcmp(r->form->rule[i]->id, r->rule->id) == 0)
            note(r, yaml_bad(n, r->d, _("two rules have the id “%s”"), r->rule->id));
}

static bool read_scope(struct reader *r)
{
    static const char *const word[] = {"row", "column", "cell", "group", "table", NULL}; /* enum scope */
    const struct ynode *n = yaml_get(r->map, "each");
    if (!n)
        return note(r, yaml_bad(r->map, r->d, _("the key “%s” is missing"), "each"));
    int scope = word_number(n, word, r->d);
    if (scope >= 0)
        r->rule->scope = (enum scope)scope;
    return note(r, scope >= 0);
}

static const char *on_one_line(const struct ynode *n, struct arena *a)
{
    char *copy = g_strdup(n->kind == Y_SCALAR ? n->text : "");
    const char *line = arena_strdup(a, g_strdelimit(copy, "\n", ' '));
    g_free(copy);
    return line;
}

static void read_test(struct reader *r)
{
    const struct ynode *that = yaml_get(r->map, "that"), *never = yaml_get(r->map, "never");
    if (!that == !never) {
        note(r, yaml_bad(never ? never : r->map, r->d, _("a rule has either “that” or “never”")));
        return;
    }
    r->rule->never = never != NULL;
    r->rule->test = formula_parse(that ? that : never, r->refs, r->a, r->d);
    r->rule->formula = on_one_line(that ? that : never, r->a);
    note(r, r->rule->test != NULL);
    const struct ynode *when = yaml_get(r->map, "when");
    if (when)
        note(r, (r->rule->when = formula_parse(when, r->refs, r->a, r->d)) != NULL);
    const struct ynode *at = yaml_get(r->map, "at");
    if (at)
        note(r, (r->rule->at = formula_name(at, r->refs, r->a, r->d)) != NULL);
}

static void read_unless(struct reader *r)
{
    const struct ynode *n = yaml_get(r->map, "unless");
    const char *id = NULL;
    if (!n || !note(r, yaml_str(r->map, "unless", &id, r->d)))
        return;
    for (size_t i = 0; i < r->form->nrule; i++)
        if (strcmp(r->form->rule[i]->id, id) == 0) {
            r->rule->unless = r->form->rule[i];
            return;
        }
    note(r, yaml_bad(n, r->d, _("no rule above has the id “%s”"), id));
}

static void read_levels(struct reader *r)
{
    static const char *const word[] = {"state", "province", "city", "county", "township", "department", NULL};
    const struct ynode *n = yaml_get(r->map, "levels");
    if (!n)
        return;
    if (n->kind != Y_LIST || !n->n) {
        note(r, yaml_bad(n, r->d, _("a list of levels is wanted here")));
        return;
    }
    r->rule->nlevel = n->n;
    r->rule->level = ARENA_ARRAY(r->a, n->n, const char *);
    for (size_t i = 0; i < n->n; i++) {
        r->rule->level[i] = n->item[i]->text;
        note(r, word_number(n->item[i], word, r->d) >= 0);
    }
}

static void read_kinds(struct reader *r)
{
    static const char *const word[] = {"count", "amount", "signed", NULL}; /* enum value_kind */
    const struct ynode *n = yaml_get(r->map, "kinds");
    if (!n)
        return;
    if (n->kind != Y_LIST || !n->n || r->rule->scope != EACH_CELL) {
        note(r, yaml_bad(n, r->d, _("a list of kinds of figures is wanted here, in a rule for each cell")));
        return;
    }
    for (size_t i = 0; i < n->n; i++) {
        int kind = word_number(n->item[i], word, r->d);
        if (note(r, kind >= 0))
            r->rule->kinds |= 1u << kind;
    }
}

static void read_say(struct reader *r)
{
    static const char *const known[] = {"zh", "en", NULL};
    const struct ynode *n = yaml_get(r->map, "say");
    const struct rule *rule = r->rule;
    if (n) {
        if (note(r, yaml_known_keys(n, known, r->d))) {
            note(r, yaml_str(n, "zh", &r->rule->say_zh, r->d));
            note(r, yaml_str(n, "en", &r->rule->say_en, r->d));
        }
    } else if (rule->test && (rule->never || !(is_comparison(rule->test->op) || rule->test->op == OP_FITS))) {
        note(r, yaml_bad(r->map, r->d,
                         _("no sentence can be made from this formula: the key “say” is missing")));
    }
}

/* --- grades --------------------------------------------------------------- */

/* has_graded - whether `path` is something the rule is asked about one by one. */
static bool has_graded(const struct reader *r, const char *path)
{
    for (guint i = 0; i < r->place->len; i++) {
        const struct place *p = &g_array_index(r->place, struct place, i);
        const struct label *l = NULL;
        if (r->rule->scope == EACH_ROW)
            l = axis_find(&p->band->rows, path);
        else if (r->rule->scope == EACH_COLUMN)
            l = axis_find(&p->band->columns, path);
        if (l && l->id && !l->nchild)
            return true;
        if (p->group && strcmp(p->group->path, path) == 0)
            return true;
    }
    return false;
}

static void read_grade(struct reader *r)
{
    static const char *const word[] = {"hard", "soft", "info", NULL}; /* enum grade */
    const struct ynode *n = yaml_get(r->map, "grade");
    if (!n) {
        note(r, yaml_bad(r->map, r->d, _("the key “%s” is missing"), "grade"));
        return;
    }
    size_t count = n->kind == Y_MAP ? n->n : 1;
    r->rule->grade = ARENA_ARRAY(r->a, count, struct grade_of);
    r->rule->ngrade = count;
    bool rest = n->kind != Y_MAP;
    for (size_t i = 0; i < count; i++) {
        const char *path = n->kind == Y_MAP ? n->key[i]->text : NULL;
        if (path && strcmp(path, "else") == 0) {
            path = NULL;
            rest = true;
        }
        if (path && !has_graded(r, path))
            note(r, yaml_bad(n->key[i], r->d, _("there is no “%s” to be graded here"), path));
        int grade = word_number(n->kind == Y_MAP ? n->item[i] : n, word, r->d);
        r->rule->grade[i] = (struct grade_of){path, grade >= 0 ? (enum grade)grade : GRADE_HARD};
        note(r, grade >= 0);
    }
    if (!rest)
        note(r, yaml_bad(n, r->d, _("the key “%s” is missing"), "else"));
}

/* --- names ---------------------------------------------------------------- */

static void add_groups(struct reader *r, const struct band *band, const struct label *l)
{
    if (l->id && l->nchild)
        g_array_append_val(r->place, ((struct place){band, l}));
    for (size_t i = 0; i < l->nchild; i++)
        add_groups(r, band, l->child[i]);
}

static void list_places(struct reader *r)
{
    struct place p = {NULL, NULL};
    if (r->rule->scope == EACH_TABLE) {
        g_array_append_val(r->place, p);
        return;
    }
    for (size_t i = 0; i < r->form->nband; i++) {
        p.band = &r->form->band[i];
        if (r->rule->scope == EACH_GROUP)
            add_groups(r, p.band, p.band->columns.root);
        else
            g_array_append_val(r->place, p);
    }
}

/* A name bound at one place. */
struct bound {
    const struct band *band;
    const struct label *row, *col;
};

/* bind_address - regulations.made in one band: the row's path, then the column's; regulations alone is a
 * whole row. */
static bool bind_address(const char *name, const struct band *band, struct arena *a, struct bound *out)
{
    size_t n = strlen(name);
    for (size_t cut = n;; cut--) {
        bool at_end = cut == n;
        if (at_end || name[cut] == '.' || !cut) {
            const struct label *row = axis_find(&band->rows, arena_strndup(a, name, cut));
            const char *rest = at_end ? "" : cut ? name + cut + 1 : name;
            const struct label *col = axis_find(&band->columns, rest);
            if (row && col && (cut || !band->rows.depth)) {
                *out = (struct bound){band, row, col};
                return true;
            }
        }
        if (!cut)
            return false;
    }
}

static bool bind_name(const struct reader *r, const char *name, const struct place *p, struct bound *out)
{
    *out = (struct bound){.band = p->band};
    switch (r->rule->scope) {
    case EACH_ROW:
        return (out->col = axis_find(&p->band->columns, name)) != NULL;
    case EACH_COLUMN:
        return (out->row = axis_find(&p->band->rows, name)) != NULL;
    case EACH_CELL:
        return strcmp(name, "cell") == 0;
    case EACH_GROUP:
        out->col = axis_find(&p->band->columns, arena_printf(r->a, "%s.%s", p->group->path, name));
        return out->col != NULL;
    case EACH_TABLE:
        break;
    }
    for (size_t i = 0; i < r->form->nband; i++)
        if (bind_address(name, &r->form->band[i], r->a, out))
            return true;
    return false;
}

static void no_such_name(struct reader *r, const struct ref *ref)
{
    const char *wanted = "";
    switch (r->rule->scope) {
    case EACH_ROW:
        wanted = _("a column of this form");
        break;
    case EACH_COLUMN:
        wanted = _("a row of this form");
        break;
    case EACH_CELL:
        wanted = _("“cell”, the only name in a rule for each cell");
        break;
    case EACH_GROUP:
        wanted = _("a column of any group");
        break;
    case EACH_TABLE:
        wanted = _("a row of this form with a column behind it");
        break;
    }
    note(r, formula_bad(ref->node, ref->offset, r->d, _("“%s” is not %s"), ref->written, wanted));
}

/* all_known - a finding for each name that no place has. */
static bool all_known(struct reader *r)
{
    bool ok = true;
    for (guint i = 0; i < r->refs->len; i++) {
        const struct ref *ref = r->refs->pdata[i];
        bool known = false;
        struct bound b;
        for (guint k = 0; k < r->place->len && !known; k++)
            known = bind_name(r, ref->name, &g_array_index(r->place, struct place, k), &b);
        if (!known)
            no_such_name(r, ref);
        ok = ok && known;
    }
    return ok;
}

/* check_single - a finding where one figure is wanted and the name stands for several. */
static void check_single(struct reader *r, const struct ref *ref)
{
    if (ref->single && ref->whose == PARTS)
        note(r, formula_bad(ref->node, ref->offset, r->d, _("“%s” stands for several figures; write sum(%s)"),
                            ref->written, ref->written));
    for (size_t i = 0; ref->single && i < r->rule->nplace; i++)
        if ((ref->row[i] && ref->row[i]->nchild) || (ref->col[i] && ref->col[i]->nchild)) {
            note(r, formula_bad(ref->node, ref->offset, r->d,
                                _("“%s” stands for several figures; write sum(%s)"), ref->written,
                                ref->written));
            return;
        }
}

/* bind_refs - keep the places that have all names and bind the names there. */
static void bind_refs(struct reader *r)
{
    struct rule *rule = r->rule;
    rule->nref = r->refs->len;
    rule->ref = arena_dup(r->a, r->refs->pdata, rule->nref * sizeof *rule->ref);
    rule->place = ARENA_ARRAY(r->a, r->place->len, struct place);
    for (size_t i = 0; i < rule->nref; i++) {
        rule->ref[i]->row = ARENA_ARRAY(r->a, r->place->len, const struct label *);
        rule->ref[i]->col = ARENA_ARRAY(r->a, r->place->len, const struct label *);
        rule->ref[i]->band = ARENA_ARRAY(r->a, r->place->len, const struct band *);
    }
    for (size_t i = 0; i < rule->nref; i++)
        rule->whose |= 1u << rule->ref[i]->whose;
    for (guint k = 0; k < r->place->len; k++) {
        const struct place *p = &g_array_index(r->place, struct place, k);
        size_t at = rule->nplace, i = 0;
        for (struct bound b; i < rule->nref && bind_name(r, rule->ref[i]->name, p, &b); i++) {
            rule->ref[i]->row[at] = b.row;
            rule->ref[i]->col[at] = b.col;
            rule->ref[i]->band[at] = b.band;
        }
        if (i == rule->nref)
            rule->place[rule->nplace++] = *p;
    }
    if (!rule->nplace)
        note(r, yaml_bad(r->map, r->d, _("no part of the table has all names of this rule")));
    for (size_t i = 0; i < rule->nref; i++)
        check_single(r, rule->ref[i]);
}

/* --- the entry ------------------------------------------------------------ */

struct rule *rule_parse(const struct ynode *n, const struct form *f, struct arena *a, struct diag *d)
{
    static const char *const known[] = {"id",     "each",   "that", "never", "grade", "when",
                                        "unless", "levels", "at",   "say",   "kinds", NULL};
    struct reader r = {.map = n, .form = f, .a = a, .d = d, .rule = ARENA_NEW(a, struct rule)};
    if (!note(&r, yaml_known_keys(n, known, d)) && n->kind != Y_MAP)
        return NULL;
    r.refs = g_ptr_array_new();
    r.place = g_array_new(FALSE, FALSE, sizeof(struct place));
    read_id(&r);
    bool scope = read_scope(&r);
    read_test(&r);
    read_unless(&r);
    read_levels(&r);
    read_kinds(&r);
    read_say(&r);
    if (scope) {
        list_places(&r);
        read_grade(&r);
        if (all_known(&r))
            bind_refs(&r);
    }
    g_ptr_array_free(r.refs, TRUE);
    g_array_free(r.place, TRUE);
    return r.bad ? NULL : r.rule;
}

const char *rule_id(const struct rule *rule)
{
    return rule->id;
}
