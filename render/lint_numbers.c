/* lint_numbers.c - document numbers and dates. */
#include "lint_text.h"

#include "intl.h"

#include <string.h>

enum {
    YEAR = 0x5E74,  /* 年 */
    MONTH = 0x6708, /* 月 */
    DAY = 0x65E5,   /* 日 */
    NUMBER = 0x53F7 /* 号, of a document or a day */
};

/* Digits in a text. */
struct number {
    size_t from, to;
    int value; /* of the first nine digits */
};

static size_t skip_spaces(const struct lint_text *t, size_t i)
{
    while (lint_at(t, i) == ' ')
        i++;
    return i;
}

/* The digits at i; none: to == from. */
static struct number number_at(const struct lint_text *t, size_t i)
{
    struct number n = {i, i, 0};
    for (; lint_digit(lint_at(t, n.to)); n.to++)
        if (n.to - i < 9)
            n.value = n.value * 10 + (int)(t->cp[n.to] - '0');
    return n;
}

static size_t length(struct number n)
{
    return n.to - n.from;
}

static bool zero_led(struct number n)
{
    return length(n) > 1 && n.value < 10;
}

static int whole_year(struct number n)
{
    if (length(n) == 4)
        return n.value;
    return n.value + (n.value < 50 ? 2000 : 1900);
}

/* ---- document numbers (GB/T 9704-2012, 7.2.5) ---- */

/* 〔2021〕30号 at i with any brackets; *bad is set when it is not written so.  Returns its end, i if it is
 * none. */
static size_t document_at(const struct lint_text *t, size_t i, bool *bad, struct number *year,
                          struct number *number)
{
    uint32_t open = t->cp[i], close = 0;
    for (size_t k = 0; k < t->words->nwrong && !close; k++)
        close = open == t->words->wrong[k].open ? t->words->wrong[k].close : 0;
    *bad = close != 0;
    if (open == t->words->right.open)
        close = t->words->right.close;
    if (!close)
        return i;
    *year = number_at(t, skip_spaces(t, i + 1));
    size_t at = skip_spaces(t, year->to);
    bool plausible = length(*year) == 2 || (length(*year) == 4 && year->value >= 1900 && year->value < 2200);
    if (!plausible || lint_at(t, at) != close)
        return i;
    at = skip_spaces(t, at + 1);
    bool ordinal = lint_at(t, at) == 0x7B2C; /* 第 */
    *number = number_at(t, at + ordinal);
    at = skip_spaces(t, number->to);
    if (length(*number) < 1 || length(*number) > 5 || lint_at(t, at) != NUMBER ||
        lint_one_of(lint_at(t, at + 1), t->words->houses))
        return i;
    *bad |= ordinal || t->cp[number->from] == '0' || length(*year) == 2;
    return at + 1;
}

void lint_brackets(const struct lint_text *t)
{
    for (size_t i = 0, end; i<t->n; i = end> i ? end : i + 1) {
        struct number year, number;
        bool bad = false;
        end = document_at(t, i, &bad, &year, &number);
        if (end > i && bad)
            lint_tell(t, "LINT-BRACKET", i, end, _("this document number should be written 〔%d〕%d号"),
                      whole_year(year), number.value);
    }
}

/* ---- dates (GB/T 9704-2012, 7.3.5) ---- */

struct date {
    struct number year, month, day; /* to == from: not told */
    size_t to;
};

/* The number at i with this unit behind it; none otherwise. */
static struct number counted(const struct lint_text *t, size_t i, uint32_t unit, size_t *to)
{
    struct number n = number_at(t, skip_spaces(t, i));
    size_t at = skip_spaces(t, n.to);
    if (length(n) == 0 || lint_at(t, at) != unit)
        return (struct number){0};
    *to = at + 1;
    return n;
}

/* 2025年1月9日, or part of it, at i. */
static struct date date_at(const struct lint_text *t, size_t i)
{
    struct date d = {.to = i};
    d.year = counted(t, i, YEAR, &d.to);
    if (length(d.year) && length(d.year) != 4 && length(d.year) != 2)
        return (struct date){.to = d.to};
    d.month = counted(t, d.to, MONTH, &d.to);
    if (length(d.month) > 2)
        return (struct date){.to = d.to};
    bool open = length(d.month) || !length(d.year); /* a day stands behind a month or alone */
    if (open)
        d.day = counted(t, d.to, DAY, &d.to);
    if (length(d.month) && !length(d.day))
        d.day = counted(t, d.to, NUMBER, &d.to);
    if (length(d.day) > 2)
        d.day = (struct number){0};
    return d;
}

/* 2025.1.9 at i, with - or / as well. */
static struct date joined_date_at(const struct lint_text *t, size_t i)
{
    struct date d = {.to = i};
    d.year = number_at(t, i);
    uint32_t joint = lint_at(t, d.year.to);
    if (length(d.year) != 4 || d.year.value < 1949 || d.year.value > 2099 ||
        (joint != '.' && joint != '-' && joint != '/' && joint != 0xFF0E))
        return d;
    d.month = number_at(t, d.year.to + 1);
    if (length(d.month) > 2 || d.month.value < 1 || d.month.value > 12 || lint_at(t, d.month.to) != joint)
        return d;
    d.day = number_at(t, d.month.to + 1);
    uint32_t after = lint_at(t, d.day.to);
    bool more =
        lint_letter(after) || after == joint || after == '_' ||
        (after == '.' && (lint_letter(lint_at(t, d.day.to + 1)) || lint_digit(lint_at(t, d.day.to + 1))));
    if (length(d.day) > 2 || d.day.value < 1 || d.day.value > 31 || more)
        return d;
    d.to = d.day.to;
    return d;
}

static const char *date_text(const struct lint_text *t, const struct date *d)
{
    const char *year = length(d->year) ? arena_printf(t->a, "%d年", whole_year(d->year)) : "";
    const char *month = length(d->month) ? arena_printf(t->a, "%d月", d->month.value) : "";
    const char *day = length(d->day) ? arena_printf(t->a, "%d日", d->day.value) : "";
    return arena_printf(t->a, "%s%s%s", year, month, day);
}

/* Is the year of the date at i too short for one?  20年 alone is a span of time. */
static bool short_year(const struct lint_text *t, size_t i, const struct date *d)
{
    if (length(d->year) != 2)
        return false;
    bool of_year = lint_at(t, d->to) == 0x5EA6; /* 度 */
    return length(d->month) || (of_year && !lint_one_of(lint_at(t, i - 1), t->words->spans));
}

/* A number that goes on to the left: of a word, a code, a decimal. */
static bool goes_on(const struct lint_text *t, size_t i)
{
    uint32_t before = lint_at(t, i - 1);
    return lint_letter(before) || (before && before < 0x80 && strchr("._-/", (int)before));
}

static size_t tell_date(const struct lint_text *t, size_t i)
{
    if (goes_on(t, i))
        return i;
    struct date d = date_at(t, i);
    bool bad = zero_led(d.month) || zero_led(d.day) || short_year(t, i, &d);
    if (d.to == i) {
        d = joined_date_at(t, i);
        bad = d.to > i;
    }
    if (bad)
        lint_tell(t, "LINT-DATE", i, d.to, _("this date should be written %s"), date_text(t, &d));
    return d.to;
}

/* 二〇二五年 at i: its end, i if there is none. */
static size_t han_year_at(const struct lint_text *t, size_t i, int *year)
{
    bool begins = t->cp[i] == 0x4E00 || t->cp[i] == 0x4E8C; /* 一 二 */
    if (!begins || lint_han_digit(lint_at(t, i - 1)) >= 0)
        return i;
    *year = 0;
    for (size_t k = 0; k < 4; k++) {
        int digit = lint_han_digit(lint_at(t, i + k));
        if (digit < 0)
            return i;
        *year = *year * 10 + digit;
    }
    return lint_at(t, i + 4) == YEAR ? i + 5 : i;
}

void lint_dates(const struct lint_text *t)
{
    size_t titles = 0; /* 《 that are open: titles are told as they are */
    for (size_t i = 0, end; i < t->n; i = end) {
        int year;
        end = i + 1;
        if (t->cp[i] == 0x300A)
            titles++;
        else if (t->cp[i] == 0x300B && titles > 0)
            titles--;
        if (t->word[i] || t->told[i])
            continue;
        if (lint_digit(t->cp[i])) {
            size_t date = tell_date(t, i), digits = number_at(t, i).to;
            end = date > digits ? date : digits;
        } else if (titles == 0 && (end = han_year_at(t, i, &year)) > i) {
            lint_tell(t, "LINT-DATE", i, end, _("this date should be written %d年, in Arabic digits"), year);
        } else {
            end = i + 1;
        }
    }
}
