/* lint_numbering.c - 一、 （一） 1. （1） follow each other without gaps (GB/T 9704-2012, 7.3.3), and so do
 * 一是 and 二是.
 *
 * A list may begin again at 1 wherever it likes: problems and measures are often counted each on their own.
 * What stands within a text counts only after a 1 or in step with what came before, for （三） may name a
 * clause of a law, and 12. may be a figure with a wrong stop. */
#include "lint_text.h"

#include "intl.h"

enum {
    COMMA = 0x3001,    /* 、 */
    OPEN = 0xFF08,     /* （ */
    CLOSE = 0xFF09,    /* ） */
    WIDE_DOT = 0xFF0E, /* ． */
    TEN = 0x5341,      /* 十 */
    LEVEL_SECTION = 1, /* 一、 */
    LEVEL_HAN = 2,     /* （一） */
    LEVEL_DIGIT = 3,   /* 1. */
    LEVEL_BRACKET = 4, /* （1） */
    FAR = 3            /* a number so much too large within a text is no item of the list */
};

struct item {
    int level, number;
    size_t from, to; /* with its mark */
};

/* 一 to 九十九 at i; returns the value, 0 for none. */
static int han_number(const struct lint_text *t, size_t i, size_t *to)
{
    int tens = 0, ones = lint_han_digit(lint_at(t, i));
    size_t at = i + (ones > 0);
    if (lint_at(t, at) == TEN) {
        tens = ones > 0 ? ones : 1;
        ones = lint_han_digit(lint_at(t, ++at));
        at += ones > 0;
    }
    *to = at;
    return tens * 10 + (ones > 0 ? ones : 0);
}

static int digits_number(const struct lint_text *t, size_t i, size_t *to)
{
    int value = 0;
    for (*to = i; *to - i < 3 && lint_digit(lint_at(t, *to)); ++*to)
        value = value * 10 + (int)(t->cp[*to] - '0');
    return *to - i < 3 ? value : 0;
}

/* The item that begins at i: level 0 if none does. */
static struct item item_at(const struct lint_text *t, size_t i)
{
    struct item it = {.from = i};
    bool open = lint_at(t, i) == OPEN || lint_at(t, i) == '(';
    size_t to;
    it.number = digits_number(t, i + open, &to);
    bool digits = it.number > 0;
    if (!digits)
        it.number = han_number(t, i + open, &to);
    uint32_t mark = lint_at(t, to), next = lint_at(t, to + 1);
    it.to = to + 1;
    if (it.number == 0)
        return it;
    if (open && (mark == CLOSE || mark == ')'))
        it.level = digits ? LEVEL_BRACKET : LEVEL_HAN;
    else if (!open && digits && (mark == '.' || mark == WIDE_DOT || mark == COMMA) && !lint_digit(next))
        it.level = LEVEL_DIGIT;
    else if (!open && !digits && mark == COMMA && lint_han_digit(next) < 0 && next != TEN) /* 一、二季度 */
        it.level = LEVEL_SECTION;
    return it;
}

static const char *han_text(const struct lint_text *t, int n)
{
    static const char *const digit[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (n < 10)
        return digit[n];
    return arena_printf(t->a, "%s十%s", n < 20 ? "" : digit[n / 10 % 10], digit[n % 10]);
}

static const char *item_text(const struct lint_text *t, int level, int n)
{
    switch (level) {
    case LEVEL_SECTION:
        return arena_printf(t->a, "%s、", han_text(t, n));
    case LEVEL_HAN:
        return arena_printf(t->a, "（%s）", han_text(t, n));
    case LEVEL_DIGIT:
        return arena_printf(t->a, "%d.", n);
    default:
        return arena_printf(t->a, "（%d）", n);
    }
}

/* Say that `is` stands where, behind `last`, `wanted` should. */
static void tell(const struct lint_text *t, size_t from, size_t to, int last, int is, const char *last_text,
                 const char *wanted)
{
    const char *is_text = lint_slice(t, from, to);
    if (last == 0)
        lint_tell(t, "LINT-NUMBERING", from, to, _("the numbering begins with %s, not with %s"), is_text,
                  wanted);
    else if (is == last)
        lint_tell(t, "LINT-NUMBERING", from, to, _("%s stands twice"), is_text);
    else
        lint_tell(t, "LINT-NUMBERING", from, to, _("%s follows %s; %s should"), is_text, last_text, wanted);
}

static void tell_item(const struct lint_text *t, const struct item *it, int last)
{
    tell(t, it->from, it->to, last, it->number, item_text(t, it->level, last),
         item_text(t, it->level, last + 1));
}

static void set_level(struct lint_count *c, int level, int number)
{
    c->last[level] = number;
    for (int k = level + 1; k <= LINT_LEVELS; k++)
        c->last[k] = 0;
}

/* ---- within a text ---- */

/* A number behind these is a figure, a code, a clause. */
static bool figure_before(const struct lint_text *t, size_t i)
{
    uint32_t before = lint_at(t, i - 1);
    return lint_digit(before) || lint_letter(before) || lint_one_of(before, ".．-—–～~+/%￥¥$第");
}

/* 1. and （1） anywhere a sentence may begin; （一） behind a full stop only, and when it names no clause. */
static bool counts_inside(const struct lint_text *t, const struct item *it)
{
    uint32_t before = lint_at(t, it->from - 1), next = lint_at(t, it->to);
    if (it->level == LEVEL_DIGIT) {
        if (t->word[it->from] || lint_at(t, it->to - 1) == COMMA || figure_before(t, it->from))
            return false;
        return lint_wide(lint_at(t, it->to + (next == ' '))) || next == 0x201C;
    }
    if (it->level != LEVEL_BRACKET && it->level != LEVEL_HAN)
        return false;
    return lint_one_of(before, "。；：;:") && lint_wide(next) && !lint_one_of(next, t->words->clauses);
}

/* `here` is the last number of its level in this text, 0 for none. */
static void count_inside(const struct lint_text *t, const struct item *it, struct lint_count *c, int *here)
{
    int last = *here ? *here : c->last[it->level];
    bool in_step = it->number == last + 1 || (it->number == 1 && last != 1);
    if (!in_step && *here && it->number <= last + FAR)
        tell_item(t, it, last);
    else if (!in_step && it->number != 1)
        return;
    *here = it->number;
    set_level(c, it->level, it->number);
}

/* 一是 at i, where a clause begins: its end, i if there is none. */
static size_t point_at(const struct lint_text *t, size_t i, int *number, size_t *point)
{
    size_t to;
    *number = han_number(t, i, &to);
    if (*number == 0 || (i > 0 && !lint_one_of(lint_at(t, i - 1), "。；，：、！？”） ")))
        return i;
    for (*point = 0; *point < t->words->npoint; ++*point)
        if (lint_at(t, to) == t->words->point[*point])
            return to + 1;
    return i;
}

/* Points count on from text to text only where a text begins with one. */
static void count_points(const struct lint_text *t, struct lint_count *c)
{
    int before[LINT_POINTS];
    for (size_t k = 0; k < LINT_POINTS; k++) {
        before[k] = c->point[k];
        c->point[k] = 0;
    }
    for (size_t i = 0, to; i<t->n; i = to> i ? to : i + 1) {
        int number;
        size_t k;
        to = point_at(t, i, &number, &k);
        if (to == i)
            continue;
        int last = i == 0 ? before[k] : c->point[k];
        if (last == 0 && number != 1)
            continue;
        if (number != last + 1 && (number != 1 || last == 1) && number <= last + FAR) {
            const char *word = lint_slice(t, to - 1, to);
            tell(t, i, to, last, number, arena_printf(t->a, "%s%s", han_text(t, last), word),
                 arena_printf(t->a, "%s%s", han_text(t, last + 1), word));
        }
        c->point[k] = number;
    }
}

/* ---- sections, headings, paragraphs ---- */

void lint_section(const struct lint_text *t, struct lint_count *c)
{
    struct item it = item_at(t, 0);
    if (it.level != LEVEL_SECTION)
        return;
    int last = c->last[LEVEL_SECTION];
    if (it.number != last + 1)
        tell_item(t, &it, last);
    c->last[LEVEL_SECTION] = it.number;
}

void lint_block(const struct lint_text *t, struct lint_count *c, bool heading, int level)
{
    int here[LINT_LEVELS + 1] = {0};
    size_t start = 0;
    while (lint_at(t, start) == ' ' || lint_at(t, start) == 0x3000)
        start++;
    struct item it = item_at(t, start);
    if (it.level) {
        int last = c->last[it.level];
        if (it.number != last + 1 && (it.number != 1 || last == 1))
            tell_item(t, &it, last);
        here[it.level] = it.number;
        set_level(c, it.level, it.number);
        start = it.to;
    } else if (heading) { /* a heading without a number: what follows is counted anew */
        set_level(c, level > 0 ? level : LEVEL_SECTION, 0);
    }
    for (size_t i = start; i < t->n; i++) {
        bool open = t->cp[i] == OPEN || t->cp[i] == '(';
        if (!open && !lint_digit(t->cp[i]))
            continue;
        it = item_at(t, i);
        if (it.level && counts_inside(t, &it))
            count_inside(t, &it, c, &here[it.level]);
    }
    count_points(t, c);
}
