/* check_prose.c - the figures of the prose against those of the tables: TXT and TXT-PCT. */
#include "check_prose.h"

#include "intl.h"
#include "prose_text.h"

#include <glib.h>
#include <string.h>

enum {
    COMMA = 0x3001, /* 、 */
    YEAR = 0x5E74   /* 年 */
};

/* --- whether the words mean what they seem to ----------------------------- */

static bool has(const struct passage *p, const struct wordlist *words)
{
    return passage_has(p, 0, p->n, words);
}

/* of_one_office - whether the figure at `at` is that of one office in a report for many: the last word for
 * who it was is a narrow one, and it is not the report's own authority. */
static bool of_one_office(const struct prose_text *t, size_t from, size_t at)
{
    const struct passage *p = t->passage;
    const struct prose *w = t->prose;
    const struct passage *own = passage_read(t->report->authority, &w->figure, t->a);
    for (size_t k = 0; k < w->narrow.n; k++) {
        const struct wordlist one = {&w->narrow.word[k], 1};
        long narrow = passage_last_here(p, from, at, &one), whole = passage_last(p, from, at, &w->whole);
        if (narrow < 0 || has(own, &one))
            continue;
        bool each = narrow > 0 && passage_has(p, (size_t)narrow - 1, (size_t)narrow, &w->each);
        bool inside = false; /* 机关 in 行政机关 */
        for (size_t i = 0; i < w->whole.n && !inside; i++) {
            const struct wordlist word = {&w->whole.word[i], 1};
            long begin = passage_last(p, from, at, &word);
            size_t n = 0;
            while (w->whole.word[i][n])
                n++;
            inside = begin >= 0 && begin <= narrow && narrow < begin + (long)n;
        }
        if (!each && !inside && narrow > whole)
            return true;
    }
    return false;
}

/* in_a_list - whether the words are the end of a list whose figure is that of all: 规章、规范性文件3件. */
static bool in_a_list(const struct passage *p, size_t at)
{
    size_t from, to, before;
    passage_clause(p, at, &from, &to);
    if (from < 2 || p->cp[from - 1] != COMMA)
        return false;
    passage_clause(p, from - 2, &before, &to);
    for (size_t i = before; i < from; i++) {
        const struct passage_figure *f = passage_figure_at(p, i);
        if (f && f->unit != YEAR) /* 2024年全县规章、规范性文件3件 */
            return false;
    }
    return true;
}

/* up_to_parts - where 其中 begins behind `at`, `to` without one: what it says of a part does not tell what
 * the whole is of (复议132件，其中信息公开60件). */
static size_t up_to_parts(const struct prose_text *t, size_t at, size_t to)
{
    const struct wordlist *among = &t->prose->among;
    for (; at < to; at++)
        for (size_t i = 0; i < among->n; i++)
            if (passage_is(t->passage, at, among->word[i]))
                return at;
    return to;
}

/* tells_of - whether one of the words says what the figure in its sentence [from, to) is of: most are told
 * without a look at where the parts begin. */
static bool tells_of(const struct prose_text *t, const struct wordlist *words, size_t from, size_t figure,
                     size_t to)
{
    const struct passage *p = t->passage;
    return passage_has(p, from, to, words) &&
           (passage_has(p, from, figure, words) || passage_has(p, from, up_to_parts(t, figure, to), words));
}

static bool means_this(const struct prose_text *t, const struct prose_rule *r, const struct phrase_match *m)
{
    const struct passage *p = t->passage;
    size_t from, to, clause, end;
    passage_sentence(p, m->figure->from, &from, &to);
    passage_clause(p, m->figure->from, &clause, &end);
    if (m->from < clause)
        clause = m->from; /* a pattern that names a pause */
    return !passage_has(p, clause, end, &r->without) && !passage_has(p, clause, end, &t->prose->compared) &&
           (r->past || !passage_has(p, clause, end, &t->prose->past)) &&
           !(r->whole && passage_last_here(p, from, m->from, &t->prose->among) >= 0) &&
           !passage_has(p, from, to, &t->prose->ever) && !passage_has(p, from, m->from, &r->before) &&
           (!r->sentence.n || tells_of(t, &r->sentence, from, m->figure->to, to) ||
            has(t->section_heading, &r->sentence)) &&
           !in_a_list(p, m->from) && prose_this_year(t, m->from) && !of_one_office(t, from, m->figure->from);
}

/* --- comparing ------------------------------------------------------------ */

/* The candidates of a figure in the report's table. */
struct candidates {
    const struct block *table;
    const struct prose_means *means;
};

static bool find_candidates(const struct prose_text *t, const char *slot, const struct prose_means *means,
                            size_t n, struct candidates *out)
{
    out->table = report_slot(t->report, slot);
    out->means = out->table ? prose_means_of(means, n, out->table->table->form) : NULL;
    return out->means != NULL;
}

/* name_figures - the candidates that can be told, for a reader: "新收 8; or 新收 8 + 结转 0 = 8"; in f their
 * figures and the first value.  False if there is none. */
static bool name_figures(const struct prose_text *t, const struct candidates *c, struct finding *f,
                         struct decimal *first, const char **names)
{
    const struct value *value = c->table->table->value;
    GPtrArray *cell = g_ptr_array_new();
    *names = NULL;
    for (size_t i = 0; i < c->means->n; i++) {
        struct decimal v;
        if (!measure_value(c->means->measure[i], value, &v))
            continue;
        const char *text = measure_text(c->means->measure[i], value, t->a);
        if (!*names)
            *first = v;
        *names = *names ? arena_printf(t->a, _("%s; or %s"), *names, text) : text;
        size_t n;
        const size_t *index = measure_cells(c->means->measure[i], t->a, &n);
        for (size_t k = 0; k < n; k++) {
            const char *pointer = report_cell_pointer(c->table, index[k], t->a);
            if (!g_ptr_array_find_with_equal_func(cell, pointer, g_str_equal, NULL))
                g_ptr_array_add(cell, (void *)pointer);
        }
    }
    f->table = c->table->table->form->name;
    f->ncell = cell->len;
    f->cell = arena_dup(t->a, cell->pdata, cell->len * sizeof(char *));
    g_ptr_array_free(cell, TRUE);
    return *names != NULL;
}

static const char *number(struct decimal v, struct arena *a)
{
    char *text = decimal_text(v);
    const char *kept = arena_strdup(a, text);
    g_free(text);
    return kept;
}

/* fits_one - whether the value is one of the candidates', or none can be told. */
static bool fits_one(const struct candidates *c, struct decimal value)
{
    bool told = false;
    for (size_t i = 0; i < c->means->n; i++) {
        struct decimal v;
        if (!measure_value(c->means->measure[i], c->table->table->value, &v))
            continue;
        told = true;
        if (decimal_cmp(v, value) == 0)
            return true;
    }
    return !told;
}

static void compare(const struct prose_text *t, const struct prose_rule *r, const struct phrase_match *m)
{
    struct candidates c;
    struct decimal first, difference;
    struct finding f = {.id = "TXT", .grade = GRADE_SOFT};
    const char *names;
    if (!find_candidates(t, r->slot, r->means, r->nmeans, &c) || fits_one(&c, m->figure->value) ||
        !name_figures(t, &c, &f, &first, &names))
        return;
    f.left = number(m->figure->value, t->a);
    f.right = number(first, t->a);
    if (decimal_sub(m->figure->value, first, &difference)) {
        difference.digits = difference.digits < 0 ? -difference.digits : difference.digits;
        f.diff = number(difference, t->a);
    }
    prose_tell(t, f, m->from, m->to, _("“%s”, in the table: %s"), prose_words(t, m->from, m->to), names);
}

/* --- shares --------------------------------------------------------------- */

/* percent_of - part / all in percent with `decimals` digits, cut; *up tells whether rounding gives one more.
 */
static bool percent_of(struct decimal part, struct decimal all, int decimals, struct decimal *out, bool *up)
{
    if (part.scale || all.scale || all.digits <= 0 || decimals > 6 || part.digits > 1000000000)
        return false;
    int128_t scaled = part.digits * 100;
    for (int i = 0; i < decimals; i++)
        scaled *= 10;
    *out = (struct decimal){scaled / all.digits, decimals};
    *up = scaled % all.digits * 2 >= all.digits;
    return true;
}

/* is_share - whether the printed percentage is part / all, rounded or cut. */
static bool is_share(struct decimal part, struct decimal all, const struct passage_figure *printed)
{
    struct decimal share, one = {1, printed->decimals}, next;
    bool up;
    if (!percent_of(part, all, printed->decimals, &share, &up))
        return false;
    return decimal_cmp(share, printed->value) == 0 ||
           (up && decimal_add(share, one, &next) && decimal_cmp(next, printed->value) == 0);
}

static void compare_share(const struct prose_text *t, const struct prose_share *s,
                          const struct phrase_match *m, const struct phrase_match *share)
{
    struct candidates c;
    struct finding f = {.id = "TXT-PCT", .grade = GRADE_INFO};
    struct decimal part = m->figure->value, all, right;
    const char *names;
    bool up, told = false;
    if (!find_candidates(t, s->slot, s->means, s->nmeans, &c))
        return;
    for (size_t i = 0; i < c.means->n; i++) {
        if (!measure_value(c.means->measure[i], c.table->table->value, &all) || all.digits <= 0)
            continue;
        told = true;
        if (is_share(part, all, share->figure))
            return;
    }
    if (!told || !name_figures(t, &c, &f, &all, &names) ||
        !percent_of(part, all, share->figure->decimals, &right, &up))
        return;
    struct decimal one = {1, share->figure->decimals};
    if (up)
        decimal_add(right, one, &right);
    f.left = number(share->figure->value, t->a);
    f.right = number(right, t->a);
    prose_tell(t, f, m->from, share->to, _("“%s”: %s is %s%% of %s"), prose_words(t, m->from, share->to),
               number(part, t->a), f.right, names);
}

/* share_behind - the percentage that follows a figure. */
static bool share_behind(const struct prose_text *t, const struct prose_share *s,
                         const struct phrase_match *m, struct phrase_match *share)
{
    for (size_t i = 0; i < s->find.n; i++)
        if (phrase_at(s->find.phrase[i], t->passage, m->figure->to, t->report->year, share) && share->figure)
            return true;
    return false;
}

static void check_share(const struct prose_text *t, const struct phrase_match *m)
{
    for (size_t i = 0; i < t->prose->nshare; i++) {
        struct phrase_match share;
        if (!share_behind(t, &t->prose->share[i], m, &share))
            continue;
        if (share.figure->exact)
            compare_share(t, &t->prose->share[i], m, &share);
        return;
    }
}

/* --- nothing -------------------------------------------------------------- */

/* counts_in - whether something is counted in [from, to): 12个单位未收到申请 is of those alone. */
static bool counts_in(const struct passage *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct passage_figure *f = passage_figure_at(p, i);
        if (f && f->unit != YEAR)
            return true;
    }
    return false;
}

/* of_the_year - whether what stands before such words tells who or when, and means all of both: 我镇, 全年.
 */
static bool of_the_year(const struct prose_text *t, size_t from, size_t to)
{
    bool all = from == to || passage_has(t->passage, from, to, &t->prose->whole);
    for (size_t i = from; i < to && !all; i++)
        all = t->passage->cp[i] == YEAR;
    return all;
}

/* check_none - words without a figure that are the end of their clause say that there was none;
 * 未收到申请的单位 says something else, and of 复议、诉讼 the list is meant, not its first. */
static void check_none(const struct prose_text *t, const struct prose_rule *r, struct phrase_match *m)
{
    const struct passage *p = t->passage;
    const struct passage_figure none = {.from = m->to - 1, .to = m->to, .exact = true};
    size_t from, to;
    passage_clause(p, m->from, &from, &to);
    if (!passage_pause(p, m->to) || p->cp[m->to] == COMMA || counts_in(p, from, m->to) ||
        !of_the_year(t, from, m->from))
        return;
    m->figure = &none;
    if (means_this(t, r, m))
        compare(t, r, m);
    m->figure = NULL;
}

/* --- a text --------------------------------------------------------------- */

static void check_figure(const struct prose_text *t, const struct prose_rule *r, const struct phrase_match *m,
                         bool *taken)
{
    if (!m->figure || taken[m->figure - t->passage->figure] || !means_this(t, r, m))
        return;
    taken[m->figure - t->passage->figure] = true;
    if (!m->figure->exact || m->figure->value.scale)
        return;
    compare(t, r, m);
    if (r->share)
        check_share(t, m);
}

static void check_rule(const struct prose_text *t, const struct prose_rule *r, bool *taken)
{
    if (r->topic.n && !has(t->passage, &r->topic) && !has(t->above, &r->topic))
        return;
    struct phrase_match m;
    for (size_t k = 0; k < r->find.n; k++)
        for (size_t i = 0; phrase_find(r->find.phrase[k], t->passage, i, t->passage->n, t->report->year, &m);
             i = m.from + 1) {
            if (r->zero)
                check_none(t, r, &m);
            else
                check_figure(t, r, &m, taken);
        }
}

static void check_text(const struct prose_text *t, void *to)
{
    const struct prose *p = t->prose;
    (void)to;
    check_years(t);
    check_sums(t);
    if (t->section < 0 || (size_t)t->section >= p->nsection || !p->section[t->section])
        return;
    bool *taken = ARENA_ARRAY(t->a, t->passage->nfigure, bool);
    for (size_t i = 0; i < p->nrule; i++)
        check_rule(t, &p->rule[i], taken);
}

void check_prose(const struct report *r, const struct prose *prose, const struct editions *editions,
                 struct diag *d)
{
    struct arena *a = arena_new();
    prose_walk(r, prose, editions, d, a, check_text, NULL);
    check_fee(r, prose, editions, d, a);
    arena_free(a);
}
