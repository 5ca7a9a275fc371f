/* endmatter.c - 附件说明, 署名, 成文日期, 附注: section A7 of the typesetting rules, with the real fonts. */
#include "typeset.h"
#include "t.h"

#define PT(x) ((double)(x) / LEN_PT)
#define CELL  15.793

/* Width of n characters on the grid. */
static double cells(double n)
{
    return n * CELL;
}

static void check_signature(void)
{
    struct typeset t = typeset_open(NULL);
    double left = PT(layout_left(t.layout, 1)), right = left + 28 * CELL;
    struct pages *p = typeset_text(
        &t, "正文。", ", \"sections\": [], \"signature\": {\"authority\": \"某某县人民政府办公室\", \"date\": \"2025-01-09\"}");
    const struct mark *organ = run_of(p, 2, 0, NULL), *date = run_of(p, 2, 1, NULL);

    T_CASE("A7 not sealed: the organ stands two characters in from the right, below a blank line");
    T_STR(organ->text, "某某县人民政府办公室");
    T_NEAR(PT(organ->x1), right - cells(2), 0.05);
    T_NEAR(PT(organ->y0 - run_of(p, 1, 0, NULL)->y0), 2 * PT(t.layout->line_pitch), 0.01);

    T_CASE("A7 not sealed: the date begins two characters to the right of the organ, on the next line");
    T_STR(date->text, "2025年1月9日");
    T_NEAR(PT(date->x0 - organ->x0), cells(2), 0.05);
    T_NEAR(PT(date->y0 - organ->y0), PT(t.layout->line_pitch), 0.01);

    T_CASE("A7 not sealed, the date longer: it stands two characters in, the organ moves left");
    p = typeset_text(&t, "正文。", ", \"sections\": [], \"signature\": {\"authority\": \"某县\", \"date\": \"2025-12-19\"}");
    organ = run_of(p, 2, 0, NULL);
    date = run_of(p, 2, 1, NULL);
    T_NEAR(PT(date->x1), right - cells(2), 0.05);
    T_NEAR(PT(date->x0 - organ->x0), cells(2), 0.05);

    T_CASE("A7 sealed: the date four characters in, the organ centred over it");
    p = typeset_text(&t, "正文。", ", \"sections\": [], \"signature\": {\"authority\": \"某某县\", \"date\": "
                                   "\"2025-01-24\", \"sealed\": true}");
    organ = run_of(p, 2, 0, NULL);
    date = run_of(p, 2, 1, NULL);
    T_NEAR(PT(date->x1), 458.403, 0.05);
    T_NEAR(PT(organ->x0 + organ->x1), PT(date->x0 + date->x1), 0.05);

    T_CASE("A7 never a page with the signature alone: two lines of text go with it");
    p = typeset_text(&t, repeat(&t, "国", 26 + 28 * 19), ", \"sections\": [], \"signature\": {\"authority\": \"某某县\", "
                                                         "\"date\": \"2025-01-24\"}");
    size_t page;
    T_INT(p->npage, 2);
    run_of(p, 1, 18, &page);
    T_INT(page, 1);
    run_of(p, 1, 17, &page);
    T_INT(page, 0);
    typeset_close(&t);
}

static void check_annexes(void)
{
    struct typeset t = typeset_open(NULL);
    double left = PT(layout_left(t.layout, 1));
    const char *forty = "关于进一步加强全县政府信息公开工作规范主动公开依申请公开全流程管理的若干意见及其实施细则";
    struct pages *p = typeset_text(
        &t, "正文。", arena_printf(t.a, ", \"sections\": [], \"annexes\": [\"%s\", \"统计表\"]", forty));
    const struct mark *label = run_of(p, 2, 0, NULL), *first = run_of(p, 2, 1, NULL), *turn = run_of(p, 2, 2, NULL),
                      *number = run_of(p, 2, 3, NULL), *second = run_of(p, 2, 4, NULL);
    T_CASE("A7 附件说明: one blank line below the body, two characters in");
    T_STR(label->text, "附件：1.");
    T_NEAR(PT(label->x0) - left, cells(2), 0.05);
    T_NEAR(PT(label->y0 - run_of(p, 1, 0, NULL)->y0), 2 * PT(t.layout->line_pitch), 0.01);

    T_CASE("A7 附件说明: turn lines align with the first character of the title, not with the number");
    T_NEAR(PT(turn->y0 - first->y0), PT(t.layout->line_pitch), 0.01);
    T_NEAR(PT(turn->x0 - first->x0), 0, 0.05);
    T_TRUE(PT(first->x0) > left + cells(5.5));

    T_CASE("A7 附件说明: the second number stands under the first");
    T_STR(number->text, "2.");
    T_STR(second->text, "统计表");
    T_NEAR(PT(second->x0 - first->x0), 0, 0.05);
    T_NEAR(PT(number->x0) - left, cells(5), 0.05);

    T_CASE("A7 one annex has no number");
    p = typeset_text(&t, "正文。", ", \"sections\": [], \"annexes\": [\"统计表\"]");
    T_STR(run_of(p, 2, 0, NULL)->text, "附件：");
    T_STR(run_of(p, 2, 1, NULL)->text, "统计表");

    T_CASE("A7 附注: in brackets, two characters in, below the date");
    p = typeset_text(&t, "正文。", ", \"sections\": [], \"signature\": {\"authority\": \"某某县\", \"date\": \"2025-01-24\"}, "
                                   "\"remarks\": \"此件公开发布\"");
    T_STR(run_of(p, 3, 0, NULL)->text, "（此件公开发布）");
    T_NEAR(PT(run_of(p, 3, 0, NULL)->x0) - left, cells(2), 0.05);
    T_NEAR(PT(run_of(p, 3, 0, NULL)->y0 - run_of(p, 2, 1, NULL)->y0), PT(t.layout->line_pitch), 0.01);
    typeset_close(&t);
}

int main(void)
{
    check_signature();
    check_annexes();
    return t_done();
}
