/* phrase.c - patterns of words with a figure in them. */
#include "phrase.h"

#include "intl.h"
#include "utf8.h"

#include <glib.h>
#include <string.h>

enum part_kind { PART_WORDS, PART_GAP, PART_FIGURE, PART_PERCENT, PART_YEAR };

struct part {
    enum part_kind kind;
    struct wordlist words; /* PART_WORDS: one of them */
    int offset;            /* PART_YEAR: from the report's year */
};

struct phrase {
    struct part *part;
    size_t n;
    struct charset first; /* the characters it can begin with */
    bool any;             /* it can begin with others, too */
};

/* --- parsing -------------------------------------------------------------- */

struct parser {
    const struct ynode *node;
    const char *at;
    GArray *part;
    struct arena *a;
    struct diag *d;
};

static void add_words(struct parser *p, char **word)
{
    struct part part = {.kind = PART_WORDS, .words.n = g_strv_length(word)};
    part.words.word = ARENA_ARRAY(p->a, part.words.n, const uint32_t *);
    for (size_t i = 0; word[i]; i++)
        part.words.word[i] = code_points(word[i], p->a);
    g_array_append_val(p->part, part);
}

static bool parse_choice(struct parser *p)
{
    const char *end = strchr(p->at, ')');
    if (!end || end == p->at + 1)
        return yaml_bad(p->node, p->d, _("“(” needs words and “)” behind it"));
    char *inside = g_strndup(p->at + 1, (size_t)(end - p->at - 1));
    char **word = g_strsplit(inside, "|", -1);
    bool plain = !strpbrk(inside, "(#%{}") && !strstr(inside, "…");
    if (plain)
        add_words(p, word);
    g_strfreev(word);
    g_free(inside);
    p->at = end + 1;
    return plain || yaml_bad(p->node, p->d, _("only words can stand between “(” and “)”"));
}

static bool parse_year(struct parser *p)
{
    static const struct {
        const char *name;
        int offset;
    } year[] = {{"{year}", 0}, {"{last}", -1}, {"{next}", 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(year); i++)
        if (g_str_has_prefix(p->at, year[i].name)) {
            struct part part = {.kind = PART_YEAR, .offset = year[i].offset};
            g_array_append_val(p->part, part);
            p->at += strlen(year[i].name);
            return true;
        }
    return yaml_bad(p->node, p->d, _("only {year}, {last} and {next} can stand in braces"));
}

static bool parse_part(struct parser *p)
{
    static const char gap[] = "…";
    struct part part = {.kind = PART_GAP};
    if (*p->at == '(')
        return parse_choice(p);
    if (*p->at == '{')
        return parse_year(p);
    if (*p->at == '#' || *p->at == '%') {
        part.kind = *p->at == '#' ? PART_FIGURE : PART_PERCENT;
        p->at++;
    } else if (g_str_has_prefix(p->at, gap)) {
        p->at += strlen(gap);
    } else {
        const char *end = p->at;
        while (*end && !strchr("(#%{", *end) && !g_str_has_prefix(end, gap))
            utf8_next(&end);
        char *word[] = {g_strndup(p->at, (size_t)(end - p->at)), NULL};
        add_words(p, word);
        g_free(word[0]);
        p->at = end;
        return true;
    }
    g_array_append_val(p->part, part);
    return true;
}

/* find_first - most places of a text are no beginning of a pattern: told by one character. */
static void find_first(struct phrase *p)
{
    p->any = true;
    for (size_t i = 0; p->any && i < p->n && p->part[i].kind == PART_WORDS; i++) {
        p->any = false;
        for (size_t k = 0; k < p->part[i].words.n; k++) {
            const uint32_t *word = p->part[i].words.word[k];
            if (*word)
                charset_add(&p->first, *word);
            else
                p->any = true; /* (共|): what follows can be the beginning, too */
        }
    }
}

struct phrase *phrase_parse(const struct ynode *n, struct arena *a, struct diag *d)
{
    if (n->kind != Y_SCALAR || !*n->text) {
        yaml_bad(n, d, _("a pattern is wanted here"));
        return NULL;
    }
    struct parser p = {n, n->text, g_array_new(FALSE, FALSE, sizeof(struct part)), a, d};
    bool ok = true;
    size_t figures = 0;
    while (ok && *p.at)
        ok = parse_part(&p);
    for (guint i = 0; i < p.part->len; i++) {
        enum part_kind kind = g_array_index(p.part, struct part, i).kind;
        figures += kind == PART_FIGURE || kind == PART_PERCENT;
    }
    if (ok && figures > 1)
        ok = yaml_bad(n, d, _("a pattern has one figure at most"));
    struct phrase *phrase = ARENA_NEW(a, struct phrase);
    phrase->n = p.part->len;
    phrase->part = arena_dup(a, p.part->data, p.part->len * sizeof(struct part));
    g_array_free(p.part, TRUE);
    find_first(phrase);
    return ok ? phrase : NULL;
}

/* --- matching ------------------------------------------------------------- */

struct matching {
    const struct phrase *phrase;
    const struct passage *text;
    int year;
    struct phrase_match *out;
};

static bool match_from(struct matching *m, size_t part, size_t i);

static bool match_words(struct matching *m, size_t part, size_t i)
{
    const struct wordlist *w = &m->phrase->part[part].words;
    for (size_t k = 0; k < w->n; k++) {
        size_t n = 0;
        while (w->word[k][n])
            n++;
        if (passage_is(m->text, i, w->word[k]) && match_from(m, part + 1, i + n))
            return true;
    }
    return false;
}

static bool match_gap(struct matching *m, size_t part, size_t i)
{
    for (size_t n = 0; n <= PHRASE_GAP && i + n <= m->text->n; n++) {
        if (match_from(m, part + 1, i + n))
            return true;
        if (passage_pause(m->text, i + n) || passage_digit(m->text->cp[i + n]) >= 0)
            return false;
    }
    return false;
}

static bool match_figure(struct matching *m, size_t part, size_t i)
{
    const struct passage_figure *f = passage_figure_at(m->text, i);
    bool wanted = f && (m->phrase->part[part].kind == PART_PERCENT ? f->percent : f->counted);
    if (!wanted)
        return false;
    m->out->figure = f;
    return match_from(m, part + 1, f->to);
}

static bool match_year(struct matching *m, size_t part, size_t i)
{
    int year = m->year + m->phrase->part[part].offset;
    size_t n = 1;
    for (int all = year; all >= 10; all /= 10)
        n++;
    for (size_t k = i + n; k-- > i; year /= 10)
        if (k >= m->text->n || m->text->cp[k] != (uint32_t)('0' + year % 10))
            return false;
    return match_from(m, part + 1, i + n);
}

static bool match_from(struct matching *m, size_t part, size_t i)
{
    m->out->to = i;
    if (part == m->phrase->n)
        return true;
    switch (m->phrase->part[part].kind) {
    case PART_WORDS:
        return match_words(m, part, i);
    case PART_GAP:
        return match_gap(m, part, i);
    case PART_YEAR:
        return match_year(m, part, i);
    default:
        return match_figure(m, part, i);
    }
}

/* can_be_in - whether the text has the characters of one word of each choice, and figures where one is
 * wanted; most patterns are no matter for most texts. */
static bool can_be_in(const struct phrase *p, const struct passage *text)
{
    for (size_t i = 0; i < p->n; i++) {
        const struct wordlist *w = &p->part[i].words;
        enum part_kind kind = p->part[i].kind;
        bool figure = kind == PART_FIGURE || kind == PART_PERCENT;
        bool can = figure ? text->nfigure > 0 : kind != PART_WORDS;
        for (size_t k = 0; k < w->n && !can; k++)
            can = passage_may_have(text, w->word[k]);
        if (!can)
            return false;
    }
    return true;
}

bool phrase_find(const struct phrase *p, const struct passage *text, size_t from, size_t to, int year,
                 struct phrase_match *out)
{
    if (from >= to || !can_be_in(p, text))
        return false;
    for (size_t i = from; i < to; i++)
        if (phrase_at(p, text, i, year, out))
            return true;
    return false;
}

bool phrase_at(const struct phrase *p, const struct passage *text, size_t i, int year,
               struct phrase_match *out)
{
    if (!p->any && !charset_may_have(&p->first, text->cp[i]))
        return false;
    *out = (struct phrase_match){.from = i};
    struct matching m = {p, text, year, out};
    return match_from(&m, 0, i);
}
