/* breaks - the line breaker: two bytes are an item, the first ones say the measure (lines.h). */
#include "lines.h"

enum { EM = 16 * LEN_PT, MOST = 3000 };

static struct item item_of(uint8_t kind, uint8_t more)
{
    static const int32_t penalty[] = {0, 0, 0, 2000, 20000, PENALTY_NEVER, PENALTY_NEVER, PENALTY_MUST};
    struct item it = {.width = EM, .cell = EM, .penalty = penalty[more & 7], .han = true, .gap = GAP_HAN};
    switch (kind & 7) {
    case 1: /* a closing mark */
        it.after = EM / 2;
        it.shrink_step = (uint8_t)(4 + (more >> 3) % 4);
        it.han = false;
        it.keeps_line = true;
        break;
    case 2: /* an opening one */
        it.before = EM / 2;
        it.shrink_step = 4;
        it.han = false;
        break;
    case 3: /* an interpunct */
        it.before = it.after = EM / 4;
        it.shrink_step = 3;
        it.han = false;
        break;
    case 4: /* a word or number */
        it.width = EM / 2 * (1 + (more >> 3));
        it.gap = (kind & 8) ? GAP_LATIN : GAP_NONE;
        it.gap_width = it.gap == GAP_LATIN ? EM / 4 : 0;
        it.han = false;
        break;
    case 5: /* a space */
        it.width = 0;
        it.gap = GAP_SPACE;
        it.gap_width = EM / 4;
        it.han = false;
        it.keeps_line = true;
        break;
    case 6:
        it.gap = GAP_AVOID;
        break;
    case 7: /* a mark beside another */
        it.width = EM / 2;
        it.lost = EM / 2;
        it.han = false;
        break;
    default:
        break;
    }
    return it;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n < 4)
        return 0;
    struct fuzz f = fuzz_begin();
    size_t count = (n - 3) / 2 < MOST ? (n - 3) / 2 : MOST, lines;
    struct item *it = ARENA_ARRAY(f.a, count, struct item);
    for (size_t i = 0; i < count; i++)
        it[i] = item_of(data[3 + 2 * i], data[4 + 2 * i]);
    struct break_options o = lines_options(data, EM);
    lines_claimed(it, count, &o, EM, f.a, &lines);
    fuzz_end(&f);
    return 0;
}
