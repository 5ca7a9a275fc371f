/* kinsoku_items.c - from characters to items: the width of marks, and what stands between two neighbours.
 *
 * Everything is decided pair by pair.  A character alone gives the width of its item and the halves that can
 * go (B3); two neighbours give the blank a mark loses, the gap and the penalty between them (B1, B2, B5).
 * Typed spaces are seen through: the pair is that of the characters on both sides, and what it gives stands
 * on the last space, so that a line ends behind the spaces and never before them. */
#include "kinsoku.h"
#include "kinsoku_tokens.h"

#include "utf8.h"

struct text {
    const struct kchar *c;
    const struct token *t;
    struct item *it;
    size_t n;
};

/* ---- one character ---- */

/* The step of B4 in which a mark gives up its blank. */
static uint8_t shrink_step(enum kinsoku_class k, uint32_t cp)
{
    switch (k) {
    case K_IP:
        return 3;
    case K_OP:
    case K_CL:
        return 4;
    case K_ST: /* ， 、 ； ： before 。 ？ ！ */
        return cp == 0xFF0C || cp == 0x3001 || cp == 0xFF1B || cp == 0xFF1A ? 5 : 7;
    default:
        return 0;
    }
}

static void set_item(struct item *it, const struct kchar *c, const struct token *t)
{
    enum kinsoku_class k = (enum kinsoku_class)t->cls;
    *it = (struct item){.width = c->advance, .cell = c->cell, .gap = GAP_NONE};
    it->han = k == K_HAN;
    it->keeps_line = k != K_HAN && k != K_DIGIT && k != K_LATIN && k != K_PO && k != K_PR;
    if (k == K_SPACE)
        it->width = 0;
    if (k == K_OP && !kinsoku_narrow(c))
        it->before = c->trim_left;
    if ((k == K_CL || k == K_ST) && !kinsoku_narrow(c))
        it->after = c->trim_right;
    if (k == K_IP) /* half of its box, from both sides: the dot itself is an eighth of an em */
        it->before = it->after = c->advance / 4;
    if (!(t->flags & TOKEN_NUMBERING)) /* 甲 stands 2 em behind 一 in `一、甲`, whatever its line needs */
        it->shrink_step = shrink_step(k, c->cp);
}

/* ---- adjacent marks (B3) ---- */

static void lose_after(struct item *it)
{
    it->width -= it->after;
    it->after = 0;
}

static void lose_before(struct item *it)
{
    it->width -= it->before;
    it->lost += it->before;
    it->before = 0;
}

static bool shout(uint32_t cp)
{
    return cp == 0xFF01 || cp == 0xFF1F;
}

/* The half between two marks goes, mostly from the first; OP+CL and OP+ST meet with their ink already. */
static void trim_pair(const struct text *x, size_t l, size_t r)
{
    enum kinsoku_class a = (enum kinsoku_class)x->t[l].cls, b = (enum kinsoku_class)x->t[r].cls;
    bool stops = a == K_ST && b == K_ST;
    if ((a == K_CL || a == K_ST) && (b == K_OP || b == K_CL || b == K_ST) && !stops)
        lose_after(&x->it[l]);
    if (a == K_OP && b == K_OP)
        lose_before(&x->it[r]);
}

/* ？！ stand in one cell, three of them in two (GB/T 15834-2011, 5.1.2). */
static void trim_shouts(const struct text *x)
{
    for (size_t i = 0, end; i < x->n; i = end) {
        for (end = i; end < x->n && shout(x->c[end].cp); end++)
            ;
        size_t run = end - i;
        for (size_t k = i; run > 1 && k < end; k++)
            if (k + 1 < end || run % 2 == 0)
                lose_after(&x->it[k]);
        end += run == 0;
    }
}

/* ---- penalties (B1, B2) ---- */

static bool never_first(enum kinsoku_class k)
{
    return k == K_CL || k == K_ST || k == K_CN || k == K_IP || k == K_SO || k == K_PO || k == K_NOTE;
}

static bool never_last(enum kinsoku_class k)
{
    return k == K_OP || k == K_SO || k == K_PR;
}

static bool word(enum kinsoku_class k)
{
    return k == K_DIGIT || k == K_LATIN;
}

/* A word, a number with its sign, currency, per cent or unit: no line ends and no gap grows inside. */
static bool one_token(enum kinsoku_class a, enum kinsoku_class b)
{
    return (word(a) && (word(b) || b == K_PO || b == K_PR)) || (a == K_PR && (word(b) || b == K_PR)) ||
           (a == K_PO && word(b));
}

/* Han that count or measure, the soft postfixes of B1 (年 月 日 件 条) and their like in reports. */
static bool counter(uint32_t cp)
{
    static const char counters[] =
        "年月日时点分秒号件条项次个名人家篇份幅起例期届批类款章节页级位户村镇乡县市区省国"
        "场所处台套辆部元万亿千百余多周天岁度米吨亩公平立层楼室卷册张种组倍成字";
    for (const char *s = counters; *s;)
        if (utf8_next(&s) == cp)
            return true;
    return false;
}

/* Is the number that ends with l the tail of a word, as in IPV6? */
static bool tail_of_word(const struct text *x, size_t l)
{
    while (l > 0 && x->t[l].cls == K_DIGIT)
        l--;
    return x->t[l].cls == K_LATIN;
}

/* An ASCII stop or bracket whose other side is Latin belongs to a Latin text: `e.g.x`. */
static bool latin_mark(const struct text *x, size_t l)
{
    enum kinsoku_class k = (enum kinsoku_class)x->t[l].cls;
    return (k == K_ST || k == K_CL) && x->c[l].cp < 0x80 && (l == 0 || kinsoku_narrow(&x->c[l - 1]));
}

static int32_t pair_penalty(const struct text *x, size_t l, size_t r, bool space)
{
    const struct token *a = &x->t[l], *b = &x->t[r];
    enum kinsoku_class ka = (enum kinsoku_class)a->cls, kb = (enum kinsoku_class)b->cls;

    if ((a->flags & TOKEN_NUMBERING) || never_first(kb) || never_last(ka) || (x->t[r].flags & TOKEN_HALF))
        return PENALTY_NEVER;
    if (a->flags & TOKEN_ENUMERATOR)
        return x->c[l].cp == '.' || x->c[l].cp == 0xFF0E ? PENALTY_NEVER : KINSOKU_SOFT;
    if (space && (x->c[r - 1].cp == 0x00A0 || x->c[r - 1].cp == 0x202F))
        return PENALTY_NEVER;
    if (b->flags & TOKEN_STANDARD)
        return KINSOKU_SOFT;
    if (space)
        return 0;
    if ((a->flags & TOKEN_SLASH))
        return KINSOKU_URL;
    if (one_token(ka, kb) || (word(kb) && latin_mark(x, l)))
        return PENALTY_NEVER;
    if (ka == K_LG && kb == K_LG)
        return KINSOKU_HYPHEN;
    if (ka == K_CN && kinsoku_narrow(&x->c[l]) && l > 0 && word(kb) &&
        word((enum kinsoku_class)x->t[l - 1].cls))
        return kb == K_DIGIT ? KINSOKU_SOFT : KINSOKU_HYPHEN;
    if (ka == K_CN || ka == K_IP)
        return KINSOKU_WEAK;
    if (x->c[l].cp == 0x7B2C && kb == K_DIGIT) /* 第3条 */
        return PENALTY_NEVER;
    if (ka == K_DIGIT && kb == K_HAN) {
        if (a->flags & TOKEN_ORDINAL)
            return PENALTY_NEVER;
        return tail_of_word(x, l) ? 0 : counter(x->c[r].cp) ? KINSOKU_SOFT : KINSOKU_WEAK;
    }
    if (x->c[l].cp == 0x3015 && kb == K_DIGIT) /* 〔2021〕30号 */
        return KINSOKU_SOFT;
    return 0;
}

/* ---- gaps (B4, B5) ---- */

/* A letter or digit set in Latin fashion: all of the Latin alphabet, however wide (M, Q), but no full-width
 * form, and no Greek or Cyrillic that the Chinese face draws in a cell of its own. */
static bool alnum(const struct kchar *c)
{
    return (kinsoku_digit(c->cp) || kinsoku_letter(c->cp)) && (c->cp < 0x0250 || kinsoku_narrow(c));
}

static bool latin_meets_han(const struct text *x, size_t l, size_t r)
{
    return (x->t[l].cls == K_HAN && alnum(&x->c[r])) || (x->t[r].cls == K_HAN && alnum(&x->c[l]));
}

static void set_gap(const struct text *x, size_t l, size_t r, struct item *out)
{
    enum kinsoku_class a = (enum kinsoku_class)x->t[l].cls, b = (enum kinsoku_class)x->t[r].cls;
    bool narrow = kinsoku_narrow(&x->c[l]) && kinsoku_narrow(&x->c[r]);
    out->gap_width = 0;
    if ((x->t[l].flags & TOKEN_NUMBERING) || one_token(a, b) || narrow || (x->t[r].flags & TOKEN_HALF) ||
        (shout(x->c[l].cp) && shout(x->c[r].cp)) || (a == K_NOTE && b == K_NOTE)) {
        out->gap = GAP_NONE;
    } else if (a == K_CN || b == K_CN || a == K_SO || b == K_SO) {
        out->gap = GAP_AVOID;
    } else if (latin_meets_han(x, l, r)) {
        len_t gap = x->c[l].latin_gap < x->c[r].latin_gap ? x->c[l].latin_gap : x->c[r].latin_gap;
        out->gap = gap > 0 ? GAP_LATIN : GAP_HAN;
        out->gap_width = gap;
    } else {
        out->gap = GAP_HAN;
    }
}

/* What stands between the neighbours l and r; spaces in between are those of l + 1 .. r - 1. */
static void join(const struct text *x, size_t l, size_t r)
{
    struct item *out = &x->it[r - 1];
    bool space = r > l + 1 && !(x->t[l + 1].flags & TOKEN_DROPPED);
    out->penalty = pair_penalty(x, l, r, space);
    if (!space) {
        set_gap(x, l, r, out);
        trim_pair(x, l, r);
    } else {
        out->gap = x->c[l + 1].cp == 0x3000 ? GAP_NONE : GAP_SPACE;
        out->gap_width = x->c[l + 1].advance;
    }
    if (x->c[r].advance == 0) /* a mark that lies over the one before it */
        out->gap = GAP_NONE, out->gap_width = 0, out->penalty = PENALTY_NEVER;
}

struct item *kinsoku_items(const struct kchar *c, size_t n, struct arena *a)
{
    struct text x = {c, kinsoku_tokens(c, n, a), ARENA_ARRAY(a, n, struct item), n};
    for (size_t i = 0; i < n; i++)
        set_item(&x.it[i], &c[i], &x.t[i]);
    trim_shouts(&x);
    size_t l = n; /* the last character that is no space; n: none yet */
    for (size_t r = 0; r < n; r++) {
        x.it[r].penalty = PENALTY_NEVER; /* spaces before and behind the text go with it */
        if (x.t[r].cls == K_SPACE)
            continue;
        if (l < n)
            join(&x, l, r);
        l = r;
    }
    if (n > 0)
        x.it[n - 1].penalty = 0;
    return x.it;
}
