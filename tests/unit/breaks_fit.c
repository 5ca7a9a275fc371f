/* breaks_fit.c - short ways to the lines: the measure of a line taken in one step, lines that are too short
 * passed over, cells of one line.  They must give what going through the items one by one gives. */
#include "breaks_fit.h"

#include "t.h"

#include <stdint.h>
#include <string.h>

enum { EM = 12000, MOST = 400 };

static uint32_t luck = 1;

static int roll(int n)
{
    luck = luck * 1664525 + 1013904223;
    return (int)(luck >> 8) % n;
}

static struct item some_item(void)
{
    static const int32_t penalty[] = {0, 0, 0, 2000, 100000, PENALTY_NEVER};
    struct item it = {.width = EM, .cell = EM, .penalty = penalty[roll(6)], .han = true, .gap = GAP_HAN};
    switch (roll(10)) {
    case 0: /* a closing mark */
        it = (struct item){.width = EM, .cell = EM, .after = EM / 2, .penalty = it.penalty, .gap = GAP_HAN};
        it.shrink_step = (uint8_t)(roll(2) ? 5 : 7);
        break;
    case 1: /* an opening one */
        it = (struct item){.width = EM, .cell = EM, .before = EM / 2, .penalty = PENALTY_NEVER};
        it.shrink_step = 4;
        break;
    case 2: /* an interpunct */
        it = (struct item){.width = EM / 2, .cell = EM, .before = EM / 8, .after = EM / 8, .shrink_step = 3};
        break;
    case 3: /* a word */
        it =
            (struct item){.width = EM / 2 * (1 + roll(6)), .cell = EM, .gap = GAP_LATIN, .gap_width = EM / 4};
        break;
    case 4: /* a space */
        it = (struct item){.cell = EM, .keeps_line = true, .gap = GAP_SPACE, .gap_width = EM / 4};
        break;
    case 5: /* beside a connector, in smaller type */
        it = (struct item){.width = EM * 3 / 4, .cell = EM * 3 / 4, .han = true, .gap = GAP_AVOID};
        break;
    default:
        break;
    }
    if (roll(50) == 0)
        it.penalty = PENALTY_MUST;
    return it;
}

static void test_extend(void)
{
    T_CASE("fit_extend: a line measured by two longer ones is the line measured item by item");
    static struct item it[60];
    bool alike = true;
    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < 60; i++)
            it[i] = some_item();
        for (size_t from = 0; from < 60; from++)
            for (size_t to = from + 1; to <= 60; to++) {
                struct fit one, want, shorter, longer;
                fit_start(&one, from);
                fit_start(&shorter, 0);
                fit_add(&one, it);
                want = one;
                while (shorter.next < one.next)
                    fit_add(&shorter, it);
                longer = shorter;
                while (longer.next < to)
                    fit_add(&longer, it);
                while (want.next < to)
                    fit_add(&want, it);
                fit_extend(&one, &shorter, &longer);
                alike = alike && (it[from].width == 0 || memcmp(&one, &want, sizeof one) == 0);
            }
    }
    T_TRUE(alike);
}

/* A second paragraph with a gap that is too wide for passing over lines leaves the first as it is. */
static void test_skip(void)
{
    T_CASE("break_lines: lines that are too short for their room can be passed over");
    static struct item it[MOST + 1];
    bool alike = true;
    for (int round = 0; round < 300; round++) {
        size_t n = (size_t)(1 + roll(MOST)), count, more;
        for (size_t i = 0; i < n; i++)
            it[i] = some_item();
        it[n - 1].penalty = PENALTY_MUST;
        it[n] = (struct item){.width = EM, .cell = EM, .gap = GAP_LATIN, .gap_width = EM};
        struct break_options o = {.width = EM * (2 + roll(60)) / 2, .justify = true, .han_gap_max = EM / 4};
        o.indent = o.width > 4 * EM ? (roll(4) - 1) * EM : 0;
        struct arena *a = arena_new();
        const struct line *fast = break_lines(it, n, &o, a, &count),
                          *slow = break_lines(it, n + 1, &o, a, &more);
        alike = alike && more == count + 1;
        for (size_t i = 0; alike && i < count; i++)
            alike = fast[i].from == slow[i].from && fast[i].to == slow[i].to;
        arena_free(a);
    }
    T_TRUE(alike);
}

static void test_one_line(void)
{
    T_CASE("break_lines: a cell's text is one line where it fits and no line must end inside");
    struct arena *a = arena_new();
    struct item it[8];
    size_t n;
    for (size_t i = 0; i < 8; i++)
        it[i] = (struct item){.width = EM, .cell = EM, .gap = GAP_HAN, .han = true};
    it[7] = (struct item){.width = EM, .cell = EM, .after = EM / 2, .shrink_step = 7, .keeps_line = true};
    struct break_options o = {.width = 8 * EM - EM / 2, .han_gap_max = EM / 4};
    const struct line *line = break_lines(it, 8, &o, a, &n);
    T_INT(n, 1);
    T_TRUE(line->from == 0 && line->to == 8 && line->natural == o.width && line->last && !line->forced);
    o.width -= EM / 50;
    break_lines(it, 8, &o, a, &n);
    T_INT(n, 2);
    o.width = 20 * EM;
    it[3].penalty = PENALTY_MUST;
    line = break_lines(it, 8, &o, a, &n);
    T_INT(n, 2);
    T_TRUE(line[0].to == 4 && line[0].last && line[1].last);
    arena_free(a);
}

int main(void)
{
    test_extend();
    test_skip();
    test_one_line();
    return t_done();
}
