/* rule_parse.c - an entry of a form's `checks:` as a rule; rule_bind.c binds its names to rows and columns.
 */
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
    if (when) {
        note(r, (r->rule->when = formula_parse(when, r->refs, r->a, r->d)) != NULL);
        r->rule->applies = on_one_line(when, r->a);
    }
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

static void read_tell(struct reader *r)
{
    const struct ynode *n = yaml_get(r->map, "tell");
    if (!n)
        return;
    r->rule->tell_row = n->kind == Y_SCALAR && strcmp(n->text, "row") == 0 && r->rule->scope == EACH_CELL;
    if (!r->rule->tell_row)
        note(r, yaml_bad(n, r->d, _("only “tell: row” is known, in a rule for each cell")));
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

/* --- the entry ------------------------------------------------------------ */

/* check_own - a finding points to a figure of the table that is checked: the rule has to name one, and `at`
 * no other. */
static void check_own(struct reader *r)
{
    const struct ref *at = r->rule->at;
    if (at && at->whose != OWN)
        note(r, formula_bad(at->node, at->offset, r->d, _("“%s” is not in the table that is checked"),
                            at->written));
    if (r->rule->test && !(r->rule->whose & 1u << OWN))
        note(r, yaml_bad(r->map, r->d, _("this rule names no figure of the table that is checked")));
}

struct rule *rule_parse(const struct ynode *n, const struct form *f, struct arena *a, struct diag *d)
{
    static const char *const known[] = {"id",     "each", "that", "never", "grade", "when", "unless",
                                        "levels", "at",   "say",  "kinds", "tell",  NULL};
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
    read_tell(&r);
    read_say(&r);
    if (scope) {
        rule_places(r.rule->scope, f, r.place);
        read_grade(&r);
        if (note(&r, rule_bind(r.rule, f, n, r.refs, r.place, a, d)))
            check_own(&r);
    }
    g_ptr_array_free(r.refs, TRUE);
    g_array_free(r.place, TRUE);
    return r.bad ? NULL : r.rule;
}

const char *rule_id(const struct rule *rule)
{
    return rule->id;
}
