/* marks_ink.c - marks side by side, by the ink on the page: widths that add up are not enough, a halved mark
 * has to be moved too (typesetting rule T-B3, table C row 5; B5 beside wide letters). */
#include "typeset.h"
#include "t.h"
#include "utf8.h"

#define PT(x) ((double)(x) / LEN_PT)

static const char *const MARK[] = {"“",  "‘",  "（", "《", "〈", "【", "〔", "「", "『",
                                   "”",  "’",  "）", "》", "〉", "】", "〕", "」", "』",
                                   "。", "，", "、", "；", "：", "？", "！"};
enum { MARKS = sizeof MARK / sizeof *MARK };

/* A report with a paragraph 国XY国 for each pair of marks. */
static struct pages *all_pairs(struct typeset *t)
{
    GString *s = g_string_new(
        "{\"format\": \"nianbao/1\", \"authority\": \"甲县\", \"year\": 2024, \"title\": \"甲县年度报告\", "
        "\"sections\": [], \"preamble\": [");
    for (int i = 0; i < MARKS * MARKS; i++)
        g_string_append_printf(s, "%s\"国%s%s国\"", i ? ", " : "", MARK[i / MARKS], MARK[i % MARKS]);
    g_string_append(s, "]}");
    char *json = arena_strdup(t->a, s->str);
    g_string_free(s, TRUE);
    return typeset_json(t, json);
}

struct ink {
    double from, to;
};

/* The ink of the four characters of a block, whichever runs they are in. */
static size_t inks(const struct pages *p, int block, struct ink *out)
{
    size_t n = 0;
    const struct mark *m;
    for (size_t k = 0; (m = run_of(p, block, k, NULL)); k++)
        for (size_t g = 0; g < m->nglyph && n < 4; g++) {
            len_t x0, y0, x1, y1;
            face_glyph_ink(m->face, m->glyph[g].id, m->style->size, &x0, &y0, &x1, &y1);
            out[n++] = (struct ink){PT(m->glyph[g].x + x0), PT(m->glyph[g].x + x1)};
        }
    return n;
}

int main(void)
{
    struct typeset t = typeset_open(NULL);
    struct pages *p = all_pairs(&t);
    T_CASE("T-B3 C-05 the ink of two marks side by side never meets that of a neighbour");
    for (int i = 0; i < MARKS * MARKS; i++) {
        struct ink ink[4];
        if (!T_INT(inks(p, i + 1, ink), 4))
            break;
        for (int k = 0; k < 3; k++)
            if (ink[k].to > ink[k + 1].from + 0.3) {
                char what[64];
                snprintf(what, sizeof what, "国%s%s国: character %d ends at %.2f, the next begins at %.2f",
                         MARK[i / MARKS], MARK[i % MARKS], k + 1, ink[k].to, ink[k + 1].from);
                t_fail(__FILE__, __LINE__, what);
            }
    }

    T_CASE("B5 a quarter em stands beside every Latin letter, however wide");
    for (char c = 'A'; c <= 'z'; c = c == 'Z' ? 'a' : (char)(c + 1)) {
        p = typeset_text(&t, arena_printf(t.a, "国%c国", c), "");
        const struct mark *m = run_of(p, 1, 0, NULL);
        double gap = PT(m->glyph[1].x - m->glyph[0].x) - 15.793;
        T_NEAR(gap, 15.793 / 4, 0.02);
    }
    typeset_close(&t);
    return t_done();
}
