/* formula.c - the text of a formula as a tree (the language is told in rule.h). */
#include "formula.h"

#include "intl.h"
#include "utf8.h"

#include <glib.h>
#include <stdarg.h>
#include <string.h>

enum { MAX_DEPTH = 50 };

bool formula_bad(const struct ynode *n, int offset, struct diag *d, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    struct ynode at = *n;
    if (!n->folded) /* else only where it begins is known */
        at.column += offset + (n->plain ? 0 : 1);
    yaml_bad(&at, d, "%s", text);
    g_free(text);
    return false;
}

/* --- words ---------------------------------------------------------------- */

enum word { W_END, W_NAME, W_NUMBER, W_SIGN, W_BAD };

struct parser {
    const struct ynode *node;
    GPtrArray *refs;
    struct arena *a;
    struct diag *d;
    const char *at; /* behind the current word */
    enum word word;
    const char *text; /* the current word; of a sign its ASCII spelling */
    int offset;       /* of the current word, in characters */
    int depth;
};

/* Signs and other spellings of them; longer ones first. */
static const struct {
    const char *text, *means;
} signs[] = {
    {"<=>", "<=>"}, {"⇔", "<=>"}, {">=", ">="}, {"≥", ">="}, {"<=", "<="}, {"≤", "<="},
    {"!=", "!="},   {"≠", "!="},  {"=", "="},   {">", ">"},  {"<", "<"},   {"+", "+"},
    {"-", "-"},     {"(", "("},   {")", ")"},   {",", ","},
};

static bool name_char(char c)
{
    return g_ascii_islower(c) || g_ascii_isdigit(c) || c == '_' || c == '.';
}

static void next(struct parser *p)
{
    while (*p->at == ' ' || *p->at == '\n')
        p->at++;
    const char *from = p->at;
    p->offset = (int)g_utf8_strlen(p->node->text, from - p->node->text);
    p->word = W_END;
    p->text = "";
    if (!*from)
        return;
    if (g_ascii_islower(*from) || g_ascii_isdigit(*from)) {
        p->word = g_ascii_isdigit(*from) ? W_NUMBER : W_NAME;
        while (name_char(*p->at))
            p->at++;
        p->text = arena_strndup(p->a, from, (size_t)(p->at - from));
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
        if (g_str_has_prefix(from, signs[i].text)) {
            p->word = W_SIGN;
            p->text = signs[i].means;
            p->at += strlen(signs[i].text);
            return;
        }
    utf8_next(&p->at);
    p->word = W_BAD;
    p->text = arena_strndup(p->a, from, (size_t)(p->at - from));
}

/* is - whether the current word is this sign or word. */
static bool is(const struct parser *p, const char *text)
{
    return (p->word == W_SIGN || p->word == W_NAME) && strcmp(p->text, text) == 0;
}

static bool take(struct parser *p, const char *text)
{
    if (!is(p, text))
        return false;
    next(p);
    return true;
}

static struct expr *unexpected(struct parser *p, const char *wanted)
{
    if (p->word == W_END)
        formula_bad(p->node, p->offset, p->d, _("the formula ends where %s is wanted"), wanted);
    else
        formula_bad(p->node, p->offset, p->d, _("“%s” stands where %s is wanted"), p->text, wanted);
    return NULL;
}

/* --- expressions ---------------------------------------------------------- */

static struct expr *expr_new(struct parser *p, enum op op, struct expr *left, struct expr *right)
{
    struct expr *x = ARENA_NEW(p->a, struct expr);
    *x = (struct expr){.op = op, .left = left, .right = right};
    return x;
}

static struct expr *parse_iff(struct parser *p);
static struct expr *parse_sum(struct parser *p);

/* want_kind - x if it is a truth (or a number), else a finding at `offset` and NULL. */
static struct expr *want_kind(struct parser *p, struct expr *x, bool truth, int offset)
{
    if (x && is_truth(x->op) != truth) {
        formula_bad(p->node, offset, p->d,
                    truth ? _("a comparison is wanted here, not a number")
                          : _("a number is wanted here, not a comparison"));
        return NULL;
    }
    return x;
}

static struct ref *parse_name(struct parser *p, bool single)
{
    if (p->word != W_NAME) {
        unexpected(p, _("a name"));
        return NULL;
    }
    struct ref *ref = ARENA_NEW(p->a, struct ref);
    *ref = (struct ref){
        .name = p->text, .written = p->text, .node = p->node, .offset = p->offset, .single = single};
    static const char *const prefix[] = {[LAST] = "last.", [PART] = "part.", [PARTS] = "parts."};
    for (enum whose w = LAST; w <= PARTS; w++)
        if (g_str_has_prefix(p->text, prefix[w])) {
            ref->whose = w;
            ref->name += strlen(prefix[w]);
        }
    g_ptr_array_add(p->refs, ref);
    next(p);
    return ref;
}

/* parse_names - the names of sum(…), max(…), blank(…), fits(…), up to the bracket. */
static struct expr *parse_names(struct parser *p, enum op op, bool many)
{
    struct expr *x = expr_new(p, op, NULL, NULL);
    GPtrArray *names = g_ptr_array_new();
    bool ok = true;
    do {
        struct ref *ref = parse_name(p, !many);
        ok = ref != NULL;
        g_ptr_array_add(names, ref);
    } while (ok && many && take(p, ","));
    x->nref = names->len;
    x->ref = arena_dup(p->a, names->pdata, names->len * sizeof(gpointer));
    g_ptr_array_free(names, TRUE);
    if (ok && !take(p, ")"))
        return unexpected(p, many ? _("“,” or “)”") : "“)”");
    return ok ? x : NULL;
}

static struct expr *parse_function(struct parser *p, const char *name, int offset)
{
    static const struct {
        const char *name;
        enum op op;
        bool many;
    } function[] = {
        {"sum", OP_SUM, true}, {"max", OP_MAX, true}, {"blank", OP_BLANK, false}, {"fits", OP_FITS, false}};
    for (size_t i = 0; i < G_N_ELEMENTS(function); i++)
        if (strcmp(name, function[i].name) == 0)
            return parse_names(p, function[i].op, function[i].many);
    if (strcmp(name, "abs") != 0) {
        formula_bad(p->node, offset, p->d, _("there is no function “%s”: sum, max, abs, blank and fits are"),
                    name);
        return NULL;
    }
    offset = p->offset;
    struct expr *x = want_kind(p, parse_sum(p), false, offset);
    if (x && !take(p, ")"))
        return unexpected(p, "“)”");
    return x ? expr_new(p, OP_ABS, x, NULL) : NULL;
}

static struct expr *parse_number(struct parser *p)
{
    struct expr *x = expr_new(p, OP_NUMBER, NULL, NULL);
    if (!decimal_parse(p->text, &x->number)) {
        formula_bad(p->node, p->offset, p->d, _("“%s” is no number"), p->text);
        return NULL;
    }
    next(p);
    return x;
}

static struct expr *parse_primary(struct parser *p)
{
    if (p->word == W_NUMBER)
        return parse_number(p);
    if (p->word == W_NAME && !is(p, "and") && !is(p, "or") && !is(p, "not")) {
        const char *name = p->text;
        int offset = p->offset;
        struct parser before = *p;
        next(p);
        if (take(p, "("))
            return parse_function(p, name, offset);
        *p = before;
        struct expr *x = expr_new(p, OP_CELL, NULL, NULL);
        x->nref = 1;
        x->ref = ARENA_NEW(p->a, struct ref *);
        x->ref[0] = parse_name(p, true);
        return x;
    }
    if (!take(p, "("))
        return unexpected(p, _("a name or number"));
    if (++p->depth > MAX_DEPTH) {
        formula_bad(p->node, p->offset, p->d, _("nested more than %d deep"), MAX_DEPTH);
        return NULL;
    }
    struct expr *x = parse_iff(p);
    p->depth--;
    if (x && !take(p, ")"))
        return unexpected(p, "“)”");
    return x;
}

static struct expr *parse_sum(struct parser *p)
{
    int offset = p->offset;
    struct expr *x;
    if (is(p, "-")) /* a sign: taken off from 0 */
        x = expr_new(p, OP_NUMBER, NULL, NULL);
    else
        x = parse_primary(p);
    while (x && (is(p, "+") || is(p, "-"))) {
        enum op op = is(p, "+") ? OP_ADD : OP_SUB;
        if (!want_kind(p, x, false, offset))
            return NULL;
        next(p);
        offset = p->offset;
        struct expr *right = want_kind(p, parse_primary(p), false, offset);
        x = right ? expr_new(p, op, x, right) : NULL;
    }
    return x;
}

static struct expr *parse_comparison(struct parser *p)
{
    static const struct {
        const char *sign;
        enum op op;
    } comparison[] = {{"=", OP_EQ}, {"!=", OP_NE}, {">=", OP_GE}, {"<=", OP_LE}, {">", OP_GT}, {"<", OP_LT}};
    int offset = p->offset;
    struct expr *left = parse_sum(p);
    for (size_t i = 0; left && i < G_N_ELEMENTS(comparison); i++) {
        if (!is(p, comparison[i].sign))
            continue;
        if (!want_kind(p, left, false, offset))
            return NULL;
        next(p);
        offset = p->offset;
        struct expr *right = want_kind(p, parse_sum(p), false, offset);
        return right ? expr_new(p, comparison[i].op, left, right) : NULL;
    }
    return left;
}

static struct expr *parse_not(struct parser *p)
{
    bool not = false;
    while (take(p, "not"))
        not = !not ;
    int offset = p->offset;
    struct expr *x = parse_comparison(p);
    if (not &&want_kind(p, x, true, offset))
        return expr_new(p, OP_NOT, x, NULL);
    return not ? NULL : x;
}

/* parse_chain - operands of one of the words that join truths. */
static struct expr *parse_chain(struct parser *p, const char *word, enum op op,
                                struct expr *(*operand)(struct parser *))
{
    int offset = p->offset;
    struct expr *x = operand(p);
    while (x && is(p, word)) {
        if (!want_kind(p, x, true, offset))
            return NULL;
        next(p);
        offset = p->offset;
        struct expr *right = want_kind(p, operand(p), true, offset);
        x = right ? expr_new(p, op, x, right) : NULL;
    }
    return x;
}

static struct expr *parse_and(struct parser *p)
{
    return parse_chain(p, "and", OP_AND, parse_not);
}

static struct expr *parse_or(struct parser *p)
{
    return parse_chain(p, "or", OP_OR, parse_and);
}

static struct expr *parse_iff(struct parser *p)
{
    return parse_chain(p, "<=>", OP_IFF, parse_or);
}

static struct expr *parse_all(const struct ynode *n, bool truth, GPtrArray *refs, struct arena *a,
                              struct diag *d)
{
    if (n->kind != Y_SCALAR) {
        yaml_bad(n, d, _("a formula is wanted here"));
        return NULL;
    }
    struct parser p = {.node = n, .refs = refs, .a = a, .d = d, .at = n->text};
    next(&p);
    struct expr *x = want_kind(&p, parse_iff(&p), truth, 0);
    if (x && p.word != W_END)
        return unexpected(&p, _("the end of the formula"));
    return x;
}

struct expr *formula_parse(const struct ynode *n, GPtrArray *refs, struct arena *a, struct diag *d)
{
    return parse_all(n, true, refs, a, d);
}

struct expr *formula_parse_number(const struct ynode *n, GPtrArray *refs, struct arena *a, struct diag *d)
{
    return parse_all(n, false, refs, a, d);
}

struct ref *formula_name(const struct ynode *n, GPtrArray *refs, struct arena *a, struct diag *d)
{
    if (n->kind != Y_SCALAR) {
        yaml_bad(n, d, _("a name is wanted here"));
        return NULL;
    }
    struct parser p = {.node = n, .refs = refs, .a = a, .d = d, .at = n->text};
    next(&p);
    struct ref *ref = parse_name(&p, true);
    if (ref && p.word != W_END) {
        unexpected(&p, _("the end of the name"));
        return NULL;
    }
    return ref;
}
