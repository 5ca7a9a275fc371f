/* kinsoku_tokens.c - what a character is within its paragraph: web addresses, numbering, note marks, straight
 * quotes, typed spaces that go.  One pass for each, from the one that decides most to the one that decides
 * least. */
#include "kinsoku_tokens.h"

#include "utf8.h"

bool kinsoku_narrow(const struct kchar *c)
{
    return c->advance * 4 < c->cell * 3;
}

/* Every character by itself and its neighbours. */
static void classify(struct token *t, const struct kchar *c, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t before = i ? c[i - 1].cp : 0, after = i + 1 < n ? c[i + 1].cp : 0;
        t[i].cls = (uint8_t)kinsoku_class(before, c[i].cp, after);
        /* a face may draw —— as one glyph of two cells: then the cluster is the whole mark */
        if (t[i].cls == K_CN && c[i].advance * 2 >= c[i].cell * 3)
            t[i].cls = K_LG;
    }
}

/* —— and …… are two characters each; longer rows (leaders) may part behind every second one, an odd last one
 * stays with the rest.  A glyph of two cells is whole by itself. */
static void pair_long_marks(struct token *t, const struct kchar *c, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        bool same = t[i].cls == K_LG && c[i].cp == c[i - 1].cp && c[i].advance * 2 < c[i].cell * 3;
        bool next = i + 1 < n && c[i + 1].cp == c[i].cp;
        if (same && (!(t[i - 1].flags & TOKEN_HALF) || !next))
            t[i].flags |= TOKEN_HALF;
    }
}

/* Straight quotes open and close in turn. */
static void pair_straight_quotes(struct token *t, const struct kchar *c, size_t n)
{
    bool open = false;
    for (size_t i = 0; i < n; i++)
        if (c[i].cp == '"') {
            t[i].cls = open ? K_CL : K_OP;
            open = !open;
        }
}

/* ---- web addresses ---- */

static bool graphic(uint32_t cp)
{
    return cp > 0x20 && cp < 0x7F;
}

/* Does the run of ASCII c[n] look like an address?  Returns where it starts, n if it does not. */
static size_t url_start(const struct kchar *c, size_t n)
{
    bool host = false; /* gov.cn met: a dot between a letter or digit and a letter */
    size_t word = 0;   /* start of the present stretch of letters, digits, - and . */
    for (size_t i = 0; i < n; i++) {
        uint32_t cp = c[i].cp, next = i + 1 < n ? c[i + 1].cp : 0;
        if (cp == ':' && next == '/' && i + 2 < n && c[i + 2].cp == '/' && i > word)
            return word;
        if (i + 3 < n && i == word && cp == 'w' && next == 'w' && c[i + 2].cp == 'w' && c[i + 3].cp == '.')
            return word;
        if (cp == '.' && i > word && kinsoku_letter(next))
            host = true;
        else if (cp == '/' && host)
            return word;
        else if (cp != '.' && cp != '-' && !kinsoku_letter(cp) && !kinsoku_digit(cp)) {
            word = i + 1;
            host = false;
        }
    }
    return n;
}

static void mark_url(struct token *t, const struct kchar *c, size_t from, size_t to)
{
    while (to > from && c[to - 1].cp != '/' && !kinsoku_letter(c[to - 1].cp) && !kinsoku_digit(c[to - 1].cp))
        to--; /* a stop or bracket behind the address is the sentence's */
    for (size_t i = from; i < to; i++) {
        t[i].cls = K_LATIN;
        t[i].flags |= TOKEN_URL;
        if (c[i].cp == '/' && !(i + 1 < to && c[i + 1].cp == '/')) /* http:// is one */
            t[i].flags |= TOKEN_SLASH;
    }
}

static void find_urls(struct token *t, const struct kchar *c, size_t n)
{
    for (size_t i = 0, end; i < n; i = end + 1) {
        for (end = i; end < n && graphic(c[end].cp); end++)
            ;
        size_t at = i + url_start(c + i, end - i);
        if (at < end)
            mark_url(t, c, at, end);
    }
}

/* ---- numbers of paragraphs, of points in the text, of notes ---- */

static bool han_numeral(uint32_t cp)
{
    static const uint32_t numeral[] = {
        0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03,
        0x516B, 0x4E5D, 0x5341, 0x767E, 0x3007, 0x96F6}; /* 一 to 十 百 〇 零 */
    for (size_t i = 0; i < sizeof numeral / sizeof *numeral; i++)
        if (cp == numeral[i])
            return true;
    return false;
}

/* The end of a number such as 一、 （一） 1. （1） 1） that starts at i, or i if there is none.  In the
 * middle of the text `han` is false: there 一、 and （一） are no numbers, （一） may name a clause. */
static size_t number_end(const struct kchar *c, size_t n, size_t i, bool han)
{
    size_t at = i;
    bool open = at < n && (c[at].cp == '(' || c[at].cp == 0xFF08);
    if (open)
        at++;
    size_t first = at;
    while (at < n && at - first < 4 && kinsoku_digit(c[at].cp))
        at++;
    bool digits = at > first;
    if (!digits && han)
        while (at < n && at - first < 4 && han_numeral(c[at].cp))
            at++;
    if (at == first || at == n)
        return i;
    uint32_t cp = c[at].cp;
    bool close = cp == ')' || cp == 0xFF09;
    bool stop = cp == 0x3001 || (digits && (cp == '.' || cp == 0xFF0E));
    if (open ? close : stop || (digits && close))
        return at + 1;
    return i;
}

static bool stop_before(const struct token *t, size_t i)
{
    while (i > 0 && t[i - 1].cls == K_SPACE)
        i--;
    return i > 0 && (t[i - 1].cls == K_ST || t[i - 1].cls == K_CL);
}

static void find_numbers(struct token *t, const struct kchar *c, size_t n)
{
    size_t start = 0;
    while (start < n && t[start].cls == K_SPACE)
        start++;
    size_t end = number_end(c, n, start, true);
    if (end == start && start < n && t[start].cls == K_NOTE)
        end = start + 1; /* ①甲 */
    if (end > start && end < n && t[end].cls == K_DIGIT && t[end - 1].cls == K_DIGIT)
        end = start; /* 1.5 is a figure */
    for (size_t i = start; i < end; i++)
        t[i].flags |= TOKEN_NUMBERING;

    for (size_t i = end; i < n; i++) {
        if (t[i].cls != K_DIGIT && t[i].cls != K_OP && t[i].cls != K_NOTE)
            continue;
        if (!stop_before(t, i))
            continue;
        size_t last = t[i].cls == K_NOTE ? i + 1 : number_end(c, n, i, false);
        if (last > i && t[last - 1].cls != K_DIGIT) /* the . of 1.5 is a digit */
            t[last - 1].flags |= TOKEN_ENUMERATOR;
    }
}

/* [1] and ［1］ behind text are note marks as ① is. */
static void find_notes(struct token *t, const struct kchar *c, size_t n)
{
    for (size_t i = 0; i + 2 < n; i++) {
        if (c[i].cp != '[' && c[i].cp != 0xFF3B)
            continue;
        size_t end = i + 1;
        while (end < n && end - i < 4 && kinsoku_digit(c[end].cp))
            end++;
        if (end == i + 1 || end == n || (c[end].cp != ']' && c[end].cp != 0xFF3D))
            continue;
        for (size_t k = i; k <= end; k++)
            t[k].cls = K_NOTE;
    }
}

/* 第3条: the digits behind 第. */
static void find_ordinals(struct token *t, const struct kchar *c, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (t[i].cls == K_DIGIT && (c[i - 1].cp == 0x7B2C || (t[i - 1].flags & TOKEN_ORDINAL)))
            t[i].flags |= TOKEN_ORDINAL;
}

/* ---- numbers of standards ---- */

static bool capital(uint32_t cp)
{
    return cp >= 'A' && cp <= 'Z';
}

/* Whether GB/T, DB13/T, ISO or the like ends before i: capitals, digits and / alone, two capitals at least.
 */
static bool issuer_before(const struct kchar *c, size_t i)
{
    int capitals = 0;
    for (; i > 0 && (capital(c[i - 1].cp) || kinsoku_digit(c[i - 1].cp) || c[i - 1].cp == '/'); i--)
        capitals += capital(c[i - 1].cp);
    return capitals > 1 && (i == 0 || !kinsoku_letter(c[i - 1].cp));
}

/* GB/T 9704-2012: the number behind a typed space, of three digits or more or in parts, and its year. */
static void find_standards(struct token *t, const struct kchar *c, size_t n)
{
    for (size_t i = 1; i + 1 < n; i++) {
        if (t[i].cls != K_SPACE || t[i + 1].cls != K_DIGIT || !issuer_before(c, i))
            continue;
        size_t end = i + 1;
        while (end < n && t[end].cls == K_DIGIT)
            end++;
        bool dash = end + 1 < n && t[end].cls == K_CN && t[end + 1].cls == K_DIGIT;
        if (end - i > 3 || dash)
            t[i + 1].flags |= TOKEN_STANDARD;
        if (dash)
            t[end + 1].flags |= TOKEN_STANDARD;
    }
}

/* ---- typed spaces ---- */

static bool wide_mark(const struct token *t, const struct kchar *c)
{
    return (t->cls == K_OP || t->cls == K_CL || t->cls == K_ST) && !kinsoku_narrow(c);
}

static bool word(const struct token *t)
{
    return t->cls == K_DIGIT || t->cls == K_LATIN || t->cls == K_PR;
}

/* A run of spaces is one space or none: none at the ends of the paragraph, behind its number, between Han and
 * figure or letter (the Han-Latin gap stands there, B5), and beside marks that bring their own blank. */
static void drop_spaces(struct token *t, const struct kchar *c, size_t n)
{
    for (size_t i = 0, end; i < n; i = end) {
        end = i + 1;
        if (t[i].cls != K_SPACE)
            continue;
        while (end < n && t[end].cls == K_SPACE)
            end++;
        bool drop = i == 0 || end == n;
        if (!drop) {
            const struct token *l = &t[i - 1], *r = &t[end];
            drop = (l->flags & TOKEN_NUMBERING) || wide_mark(l, &c[i - 1]) || wide_mark(r, &c[end]) ||
                   (c[i].cp != 0x3000 && /* a whole blank cell is meant */
                    ((l->cls == K_HAN && word(r)) || (r->cls == K_HAN && (word(l) || l->cls == K_PO))));
        }
        for (size_t k = drop ? i : i + 1; k < end; k++)
            t[k].flags |= TOKEN_DROPPED;
    }
}

struct token *kinsoku_tokens(const struct kchar *c, size_t n, struct arena *a)
{
    struct token *t = ARENA_ARRAY(a, n, struct token);
    classify(t, c, n);
    pair_long_marks(t, c, n);
    pair_straight_quotes(t, c, n);
    find_urls(t, c, n);
    find_notes(t, c, n);
    find_numbers(t, c, n);
    find_ordinals(t, c, n);
    find_standards(t, c, n);
    drop_spaces(t, c, n);
    return t;
}
