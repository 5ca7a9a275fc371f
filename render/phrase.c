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
    const uint32_t *first; /* [nfirst] the characters it can begin with; none: any */
    size_t nfirst;
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
static void find_first(struct phrase *p, struct arena *a)
{
    GArray *first = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    bool any = true;
    for (size_t i = 0; any && i < p->n && p->part[i].kind == PART_WORDS; i++) {
        any = false;
        for (size_t k = 0; k < p->part[i].words.n; k++) {
            const uint32_t *word = p->part[i].words.word[k];
            any = any || !*word; /* (共|): what follows can be the beginning, too */
            if (*word)
                g_array_append_val(first, *word);
        }
    }
    if (!any) {
        p->nfirst = first->len;
        p->first = arena_dup(a, first->data, first->len * sizeof(uint32_t));
    }
    g_array_free(first, TRUE);
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
    find_first(phrase, a);
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
    char digits[16];
    uint32_t word[16] = {0};
    int n = g_snprintf(digits, sizeof digits, "%d", m->year + m->phrase->part[part].offset);
    for (int k = 0; k < n; k++)
        word[k] = (uint32_t)digits[k];
    return passage_is(m->text, i, word) && match_from(m, part + 1, i + (size_t)n);
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

bool phrase_at(const struct phrase *p, const struct passage *text, size_t i, int year,
               struct phrase_match *out)
{
    bool can = !p->nfirst;
    for (size_t k = 0; k < p->nfirst && !can; k++)
        can = text->cp[i] == p->first[k];
    if (!can)
        return false;
    *out = (struct phrase_match){.from = i};
    struct matching m = {p, text, year, out};
    return match_from(&m, 0, i);
}
