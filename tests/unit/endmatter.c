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
    struct pages *p = typeset_text(&t, "正文。",
                                   ", \"sections\": [], \"signature\": {\"authority\": "
                                   "\"某某县人民政府办公室\", \"date\": \"2025-01-09\"}");
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
    p = typeset_text(
        &t, "正文。",
        ", \"sections\": [], \"signature\": {\"authority\": \"某县\", \"date\": \"2025-12-19\"}");
    organ = run_of(p, 2, 0, NULL);
    date = run_of(p, 2, 1, NULL);
    T_NEAR(PT(date->x1), right - cells(2), 0.05);
    T_NEAR(PT(date->x0 - organ->x0), cells(2), 0.05);

    T_CASE("A7 sealed: the date four characters in, the organ centred over it");
    p = typeset_text(&t, "正文。",
                     ", \"sections\": [], \"signature\": {\"authority\": \"某某县\", \"date\": "
                     "\"2025-01-24\", \"sealed\": true}");
    organ = run_of(p, 2, 0, NULL);
    date = run_of(p, 2, 1, NULL);
    T_NEAR(PT(date->x1), 458.403, 0.05);
    T_NEAR(PT(organ->x0 + organ->x1), PT(date->x0 + date->x1), 0.05);

    T_CASE("A7 never a page with the signature alone: two lines of text go with it");
    p = typeset_text(&t, repeat(&t, "国", 26 + 28 * 19),
                     ", \"sections\": [], \"signature\": {\"authority\": \"某某县\", "
                     "\"date\": \"2025-01-24\"}");
    size_t page;
    T_INT(p->npage, 2);
    run_of(p, 1, 18, &page);
    T_INT(page, 1);
    run_of(p, 1, 17, &page);
    T_INT(page, 0);
    typeset_close(&t);
}

/* A name of n characters, in words of administration. */
static const char *organ_of(struct typeset *t, size_t n)
{
    static const char *const long_name =
        "某某自治区某某自治州某某自治县人力资源和社会保障局医疗保障服务中心信息公开办公室档案科";
    return arena_strndup(t->a, long_name, n * 3);
}

/* The report of `lines` full lines that `organ` signs. */
static struct pages *signed_by(struct typeset *t, size_t lines, const char *organ, const char *more)
{
    const char *rest = arena_printf(t->a,
                                    ", \"sections\": [], \"signature\": {\"authority\": \"%s\", \"date\": "
                                    "\"2025-01-24\"%s",
                                    organ, more);
    return typeset_text(t, repeat(t, "国", 26 + 28 * (lines - 1)), rest);
}

struct box {
    size_t page, lines;
    double left, right, top, bottom; /* em boxes */
};

/* The box around the lines of block b with parts from .. to, on the page of the first. */
static struct box box_of(const struct pages *p, int block, int from, int to)
{
    struct box b = {.left = 1e9, .top = 1e9};
    const struct mark *m;
    size_t page;
    len_t last = 0;
    for (size_t k = 0; (m = run_of(p, block, k, &page)); k++) {
        if (m->element.part < from || m->element.part > to)
            continue;
        if (b.lines == 0)
            b.page = page;
        b.lines += page == b.page && m->y0 != last;
        last = m->y0;
        b.left = MIN(b.left, PT(m->x0));
        b.right = MAX(b.right, PT(m->x1));
        b.top = MIN(b.top, PT(m->y0) - 0.88 * PT(m->style->size));
        b.bottom = MAX(b.bottom, PT(m->y0) + 0.12 * PT(m->style->size));
    }
    return b;
}

/* Foot of the last line of text above the signature. */
static double text_foot(const struct pages *p, size_t page)
{
    double foot = 0;
    for (size_t j = 0; j < p->page[page].nmark; j++) {
        const struct mark *m = &p->page[page].mark[j];
        if (m->kind == MARK_GLYPHS && m->element.block == 1)
            foot = PT(m->y0) + 0.12 * PT(m->style->size);
    }
    return foot;
}

static void check_seal(void)
{
    struct typeset t = typeset_open(NULL);
    double pitch = PT(t.layout->line_pitch), diameter = 42 * 72 / 25.4;
    double foot = PT(t.layout->top + t.layout->type_height) + 0.01;
    T_CASE(
        "A7 a seal of 42 mm over organ and date: top half a line below the text, all of it in the type area");
    for (size_t lines = 1; lines <= 42; lines++)
        for (size_t n = 3; n <= 43; n += 4) {
            struct pages *p = signed_by(&t, lines, organ_of(&t, n), ", \"sealed\": true}");
            struct box organ = box_of(p, 2, 1, 1), date = box_of(p, 2, 2, 2);
            double left = PT(layout_left(t.layout, organ.page + 1)), right = left + 28 * CELL + 0.01;
            double top = text_foot(p, organ.page) + pitch / 2, x = (date.left + date.right) / 2;
            bool inside = x - diameter / 2 >= left && x + diameter / 2 <= right && top + diameter <= foot;
            bool over = top <= organ.top && top + diameter >= date.bottom;
            bool below_middle = (organ.top + date.bottom) / 2 >= top + diameter / 2; /* 居印章中心偏下位置 */
            if (organ.page != date.page || !inside || !over || !below_middle)
                t_fail(__FILE__, __LINE__,
                       arena_printf(t.a, "%zu lines, organ of %zu: page %zu", lines, n, date.page));
            T_NEAR((organ.left + organ.right) / 2, x, 0.05);
            T_TRUE(organ.left >= left && organ.right <= right);
        }

    T_CASE("A7 sealed: the date stays four characters in until the organ would leave the type area");
    for (size_t n = 3; n <= 24; n++) {
        struct box date = box_of(signed_by(&t, 3, organ_of(&t, n), ", \"sealed\": true}"), 2, 2, 2);
        if (n <= 15)
            T_NEAR(date.right, 458.403, 0.05);
        else
            T_TRUE(date.right < 458.403);
    }

    T_CASE("A7 附注 stands in the room that the seal needs below the date");
    struct pages *p = signed_by(&t, 3, "某某县", ", \"sealed\": true}, \"remarks\": \"此件公开发布\"");
    T_NEAR(PT(run_of(p, 3, 0, NULL)->y0 - run_of(p, 2, 1, NULL)->y0), pitch, 0.01);
    typeset_close(&t);

    T_CASE("A7 a larger seal of the page style gets more room");
    t = typeset_open(NULL);
    t.layout->seal = len_scale(t.layout->seal, 3, 2);
    p = signed_by(&t, 3, "某某县", ", \"sealed\": true}");
    T_NEAR(PT(run_of(p, 2, 0, NULL)->y0 - run_of(p, 1, 2, NULL)->y0), 4 * pitch, 0.01);
    typeset_close(&t);
}

static void check_long_names(void)
{
    struct typeset t = typeset_open(NULL);
    double left = PT(layout_left(t.layout, 1)), right = left + 28 * CELL;
    T_CASE("A7 not sealed: the organ is two characters in however long its name, the date below it");
    for (size_t n = 3; n <= 43; n++) {
        struct pages *p = signed_by(&t, 2, organ_of(&t, n), "}");
        struct box organ = box_of(p, 2, 1, 1), date = box_of(p, 2, 2, 2);
        T_TRUE(organ.left >= left && date.right <= right + 0.01 && organ.right <= right - cells(2) + 0.05);
        T_NEAR(date.left - organ.left, cells(2), 0.05);
        T_INT(organ.lines, n <= 24 ? 1 : 2);
    }
    T_CASE("A7 a name longer than 24 characters breaks behind 区 州 县, its lines centred on each other");
    struct pages *p = signed_by(&t, 2, organ_of(&t, 25), "}");
    const struct mark *upper = run_of(p, 2, 0, NULL), *lower = run_of(p, 2, 1, NULL);
    T_STR(upper->text, "某某自治区某某自治州某某自治县");
    T_STR(lower->text, "人力资源和社会保障局");
    T_NEAR(PT(upper->x0 + upper->x1), PT(lower->x0 + lower->x1), 0.05);
    p = signed_by(&t, 2, "某某自治区某某自治州某某自治县教育局", "}");
    T_INT(box_of(p, 2, 1, 1).lines, 1);
    T_CASE("A7 a signature's name is cut beside no word that is not known: 和静县, 建设委员会 stay whole");
    p = signed_by(&t, 2, "巴音郭楞蒙古自治州和静县住房和城乡建设委员会办公室", "}");
    T_STR(run_of(p, 2, 0, NULL)->text, "巴音郭楞蒙古自治州和静县");
    T_STR(run_of(p, 2, 1, NULL)->text, "住房和城乡建设委员会办公室");
    p = signed_by(&t, 2, "深圳市前海深港现代服务业合作区管理局企业服务中心办公室", "}");
    T_STR(run_of(p, 2, 0, NULL)->text, "深圳市前海深港现代服务业合作区");

    T_CASE("A7 an organ without a date, a date without an organ");
    p = typeset_text(&t, "正文。",
                     ", \"sections\": [], \"signature\": {\"authority\": \"某某县\", \"sealed\": true}");
    T_NEAR(PT(run_of(p, 2, 0, NULL)->x1), right - cells(4), 0.05);
    p = typeset_text(&t, "正文。", ", \"sections\": [], \"signature\": {\"date\": \"2025-01-24\"}");
    T_NEAR(PT(run_of(p, 2, 0, NULL)->x1), right - cells(2), 0.05);
    typeset_close(&t);
}

static void check_page_ends(void)
{
    struct typeset t = typeset_open(NULL);
    static const char *const end[] = {
        "}",
        ", \"sealed\": true}",
        "}, \"remarks\": \"此件公开发布\"",
        "}, \"remarks\": "
        "\"此件公开发布，联系人为县人民政府办公室政务公开股，联系电话见县人民政府门户网站，有效期至另行通知为"
        "止\"",
        "}, \"annexes\": [\"统计表\"]",
        ", \"sealed\": true}, \"annexes\": [\"甲表\", \"乙表\", \"丙表\", \"丁表\"]"};
    T_CASE("A7 wherever the page ends, organ, date and 附注 stand together with two lines of text");
    for (size_t lines = 2; lines <= 44; lines++)
        for (size_t i = 0; i < sizeof end / sizeof *end; i++) {
            struct pages *p = signed_by(&t, lines, "某某县", end[i]);
            int last = (int)p->doc->nblock - 1, signature = last;
            while (p->doc->block[signature].kind != DOC_SIGNATURE)
                signature--;
            size_t page = box_of(p, signature, 1, 2).page, n = 0, at;
            for (size_t k = 0; run_of(p, 1, k, &at); k++)
                n += at == page;
            if (n < 2 || box_of(p, signature, 2, 2).page != page || box_of(p, last, 1, 99).page != page)
                t_fail(__FILE__, __LINE__, arena_printf(t.a, "%zu lines, ending %zu", lines, i));
        }

    T_CASE("A7 a list of annexes longer than half a page: it goes on over pages, two lines of it with the "
           "signature");
    const char *many = repeat(&t, "\"某某县政府信息公开统计表\", ", 39);
    for (size_t lines = 2; lines <= 24; lines++) {
        struct pages *p =
            signed_by(&t, lines, "某某县", arena_printf(t.a, "}, \"annexes\": [%s\"末表\"]", many));
        size_t page = box_of(p, 3, 1, 2).page, n = 0, at;
        for (size_t k = 0; run_of(p, 2, k, &at); k++)
            n += at == page;
        T_TRUE(n >= 2 && box_of(p, 3, 2, 2).page == page);
        T_TRUE(box_of(p, 2, 1, 1).page <= 1);
    }

    static const char *const annexes[] = {"", ", \"annexes\": [\"统计表\"]",
                                          ", \"annexes\": [\"甲表\", \"乙表\"]"};
    const char *items =
        repeat(&t, "{\"label\": \"主动公开政府信息数\", \"unit\": \"条\", \"value\": 12}, ", 29);
    for (size_t i = 0; i < sizeof annexes / sizeof *annexes; i++) {
        T_CASE(i ? "A7 and with annexes between them"
                 : "A7 a signature behind a table has two of its rows above it");
        for (size_t lines = 1; lines <= 24; lines++) {
            const char *rest = arena_printf(
                t.a,
                ", \"sections\": [{\"heading\": \"一、统计\", \"body\": [{\"list\": [%s{\"label\": "
                "\"末项\", \"unit\": \"条\", \"value\": 3}]}]}]%s, \"signature\": {\"authority\": "
                "\"某某县\", "
                "\"date\": \"2025-01-24\", \"sealed\": true}",
                items, annexes[i]);
            struct pages *p = typeset_text(&t, repeat(&t, "国", 26 + 28 * (lines - 1)), rest);
            int signature = i ? 5 : 4;
            size_t page = box_of(p, signature, 1, 2).page, at, rows = 0;
            const struct mark *m;
            for (size_t k = 0; (m = run_of(p, 3, k, &at)); k++)
                rows += at == page && m->element.col == 0;
            if (rows < 2 || box_of(p, signature, 2, 2).page != page)
                t_fail(__FILE__, __LINE__, arena_printf(t.a, "behind %zu lines: %zu rows", lines, rows));
        }
    }

    T_CASE("B6 the last page of a report without signature holds two lines at least");
    for (size_t lines = 1; lines <= 44; lines++) {
        const char *rest =
            ", \"sections\": [{\"heading\": \"一、甲\", \"body\": [\"正文。\", \"正文。\", \"末段。\"]}]";
        struct pages *p = typeset_text(&t, repeat(&t, "国", 26 + 28 * (lines - 1)), rest);
        size_t n = 0;
        for (size_t j = 0; j < p->page[p->npage - 1].nmark; j++)
            n += p->page[p->npage - 1].mark[j].item == ITEM_CONTENT;
        T_TRUE(n >= 2);
    }
    typeset_close(&t);
}

static void check_annexes(void)
{
    struct typeset t = typeset_open(NULL);
    double left = PT(layout_left(t.layout, 1));
    const char *forty =
        "关于进一步加强全县政府信息公开工作规范主动公开依申请公开全流程管理的若干意见及其实施细则";
    struct pages *p = typeset_text(
        &t, "正文。", arena_printf(t.a, ", \"sections\": [], \"annexes\": [\"%s\", \"统计表\"]", forty));
    const struct mark *label = run_of(p, 2, 0, NULL), *first = run_of(p, 2, 1, NULL),
                      *turn = run_of(p, 2, 2, NULL), *number = run_of(p, 2, 3, NULL),
                      *second = run_of(p, 2, 4, NULL);
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
    p = typeset_text(
        &t, "正文。",
        ", \"sections\": [], \"signature\": {\"authority\": \"某某县\", \"date\": \"2025-01-24\"}, "
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
    check_seal();
    check_long_names();
    check_page_ends();
    return t_done();
}
