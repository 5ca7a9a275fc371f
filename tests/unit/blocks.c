/* blocks.c - what stands beside what on whole pages, with the real fonts: indents behind each kind of block,
 * headings near the foot, labels that run in, titles of two lines, dates as given. */
#include "typeset.h"
#include "t.h"

#define PT(x) ((double)(x) / LEN_PT)
#define CELL  15.793

static const char TABLE[] =
    "{\"table\": \"disclosure-2021\", \"values\": {\"regulations\": {\"made\": 0, \"repealed\": 0, "
    "\"valid\": 0}, "
    "\"normative\": {\"made\": 2, \"repealed\": 1, \"valid\": 4}, \"licences\": {\"decisions\": 6769}, "
    "\"penalties\": "
    "{\"decisions\": 1923}, \"coercion\": {\"decisions\": 0}, \"fees\": {\"fee\": \"1439.4967\"}}%s}";

/* A report with so many Han in its preamble (0: none) and this body of a section. */
static struct pages *with_body(struct typeset *t, size_t han, const char *body)
{
    const char *preamble = han ? arena_printf(t->a, "\"%s\"", repeat(t, "国", han)) : "";
    return typeset_json(
        t, arena_printf(t->a,
                        "{\"format\": \"nianbao/1\", \"authority\": \"甲县\", \"year\": 2024, \"title\": "
                        "\"甲县年度报告\", \"preamble\": [%s], \"sections\": [{\"heading\": "
                        "\"一、总体情况\", \"body\": [%s]}]}",
                        preamble, body));
}

/* The first run whose text begins so; *page its page. */
static const struct mark *run_with(const struct pages *p, const char *text, size_t *page)
{
    for (size_t i = 0; i < p->npage; i++)
        for (size_t j = 0; j < p->page[i].nmark; j++) {
            const struct mark *m = &p->page[i].mark[j];
            if (m->kind == MARK_GLYPHS && strncmp(m->text, text, strlen(text)) == 0) {
                if (page)
                    *page = i;
                return m;
            }
        }
    return NULL;
}

static void check_indents(void)
{
    struct typeset t = typeset_open(NULL);
    const char *table = arena_printf(t.a, TABLE, ""),
               *noted = arena_printf(t.a, TABLE, ", \"note\": \"注：甲。\"");
    const char *list = "{\"list\": [{\"label\": \"主动公开\", \"unit\": \"条\", \"value\": 5}]}";
    const struct {
        const char *kind, *before;
    } behind[] = {{"a heading", "{\"heading\": \"（一）甲\"}"},
                  {"a run-in heading", "{\"heading\": \"（一）甲。\", \"text\": \"乙乙。\"}"},
                  {"a paragraph", "\"乙乙乙。\""},
                  {"runs", "{\"runs\": [{\"text\": \"乙\"}, {\"text\": \"丙\", \"style\": \"bold\"}]}"},
                  {"a table", table},
                  {"a table's note", noted},
                  {"a list", list}};
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        T_CASE(arena_printf(t.a,
                            "C-16 B6 the first line behind %s is indented by two characters, the next is not",
                            behind[i].kind));
        struct pages *p =
            with_body(&t, 0, arena_printf(t.a, "%s, \"首字%s\"", behind[i].before, repeat(&t, "国", 40)));
        size_t page = 0;
        const struct mark *first = run_with(p, "首字", &page);
        if (!T_TRUE(first != NULL))
            continue;
        double left = PT(layout_left(t.layout, page + 1));
        T_NEAR(PT(first->glyph[0].x) - left, 2 * CELL, 0.02);
        T_NEAR(PT(run_of(p, first->element.block, 1, NULL)->glyph[0].x) - left, 0, 0.02);
    }
    typeset_close(&t);
}

/* The line of its page's grid that a run stands on, from 0. */
static int grid_line(const struct typeset *t, const struct mark *m)
{
    return (int)((m->y0 - layout_baseline(t->layout, 0) + t->layout->line_pitch / 2) / t->layout->line_pitch);
}

static void check_foot(void)
{
    static const char *const after[] = {"a paragraph", "a table", "a table with a note", "another heading"};
    struct typeset t = typeset_open(NULL);
    const char *tail = arena_printf(t.a, "\"%s\"", repeat(&t, "文", 140));
    const char *body[] = {tail, arena_printf(t.a, TABLE, ""),
                          arena_printf(t.a, TABLE, ", \"note\": \"注：甲。\""),
                          arena_printf(t.a, "{\"heading\": \"1.乙乙\"}, %s", tail)};
    for (size_t i = 0; i < 4; i++) {
        T_CASE(arena_printf(t.a, "C-18 a heading before %s on lines 19 to 22 is never the last of a page",
                            after[i]));
        int stayed = 0, moved = 0;
        for (size_t lines = 15; lines <= 19;
             lines++) { /* of the preamble, behind title and blank line; 一、 follows */
            struct pages *p = with_body(&t, 28 * lines - 2,
                                        arena_printf(t.a, "{\"heading\": \"（一）甲甲\"}, %s", body[i]));
            size_t page = 0, section = 0;
            const struct mark *heading = run_with(p, "（一）甲甲", &page);
            run_with(p, "一、总体", &section);
            T_INT(section, page); /* chained headings go together */
            len_t below = 0;      /* the lowest mark of a later block on the heading's page */
            int texts = 0;        /* baselines below it */
            for (size_t j = 0; j < p->page[page].nmark; j++) {
                const struct mark *m = &p->page[page].mark[j];
                if (m->kind != MARK_GLYPHS || m->element.block <= heading->element.block || m->y0 <= below)
                    continue;
                below = m->y0;
                texts++;
            }
            T_TRUE(texts >= (i == 0 ? 2 : 3)); /* head and rows of a table, or a heading and two lines */
            stayed += page == 0;
            moved += page == 1;
            T_TRUE(page == 0 ? grid_line(&t, heading) == (int)lines + 3 : grid_line(&t, heading) == 1);
        }
        T_TRUE(stayed > 0 || i == 1 || i == 2); /* the table needs more than the lines that are left */
        T_TRUE(moved > 0);
    }
    typeset_close(&t);
}

/* Townships write 无。 under most headings: no such section may take the next ones along. */
static void check_short_sections(void)
{
    static const char sections[] =
        ", \"sections\": [{\"heading\": \"一、甲\", \"body\": [\"无。\"]}, "
        "{\"heading\": \"二、乙\", \"body\": [\"无。\", {\"heading\": \"（一）丙\"}, \"无。\"]}, "
        "{\"heading\": \"三、丁\", \"body\": [{\"heading\": \"问题\"}, \"无。\", {\"heading\": \"措施\"}, "
        "\"无。\"]}, "
        "{\"heading\": \"四、戊\", \"body\": [\"无。\"]}, "
        "{\"heading\": \"五、己\", \"body\": [\"无。\", \"无。\"]}]";
    struct typeset t = typeset_open(NULL);
    T_CASE("B6 a section of one line stays under its heading, and takes no other to the next page");
    for (size_t lines = 8; lines <= 18; lines++) {
        struct pages *p = typeset_text(&t, repeat(&t, "国", 28 * lines - 2), sections);
        int last = 0; /* line of page 1; three go over together: a section, one in it, its text */
        for (int b = 0; b < (int)p->doc->nblock; b++) {
            size_t page = 0, below = 0;
            const struct mark *m = run_of(p, b, 0, &page);
            if (page == 0)
                last = MAX(last, grid_line(&t, m));
            if (p->doc->block[b].kind == DOC_HEADING && T_TRUE(run_of(p, b + 1, 0, &below) != NULL))
                T_INT(below, page);
        }
        T_TRUE(last >= 18);
    }
    typeset_close(&t);
}

static void check_run_in(void)
{
    struct typeset t = typeset_open(NULL);
    T_CASE("C-15 a bold label and a long text behind it fill the first line");
    struct pages *p = with_body(
        &t, 0,
        arena_printf(t.a, "{\"runs\": [{\"text\": \"办理情况：\", \"style\": \"bold\"}, {\"text\": \"%s\"}]}",
                     repeat(&t, "国", 60)));
    const struct mark *label = run_with(p, "办理情况：", NULL), *text = run_with(p, "国", NULL);
    T_INT(text->y0, label->y0);
    T_NEAR(PT(text->x1), PT(layout_left(t.layout, 1)) + 28 * CELL, 0.05);
    T_INT(text->nglyph, 21);
    T_TRUE(text->face != label->face);

    T_CASE("A3 no space behind 一、 （一） 1. （1）, even in a full line that is stretched");
    static const struct {
        const char *number;
        double cells; /* an opening bracket is half a cell at the line's start; the point is as wide as the
                         face has it */
    } head[] = {{"一、", 2}, {"（一）", 2.5}, {"1.", 0.778}, {"（1）", 2}};
    for (size_t i = 0; i < 4; i++) {
        p = with_body(&t, 0,
                      arena_printf(t.a, "{\"heading\": \"%s甲甲%s123456，%s\"}", head[i].number,
                                   repeat(&t, "国", 19), repeat(&t, "国", 30)));
        const struct mark *m = run_with(p, arena_printf(t.a, "%s甲", head[i].number), NULL);
        if (T_TRUE(m != NULL))
            T_NEAR(PT(m->glyph[g_utf8_strlen(head[i].number, -1)].x - m->x0), head[i].cells * CELL, 0.05);
    }

    T_CASE("A5 a date is printed as given, leading zeros and all");
    p = with_body(&t, 0, "\"2025年01月09日印发\"");
    T_TRUE(run_with(p, "2025年01月09日印发", NULL) != NULL);
    typeset_close(&t);
}

static void check_title(void)
{
    struct typeset t = typeset_open(NULL);
    T_CASE("T-A4 the title of the example stands in two lines, both centred");
    struct pages *p = typeset_json(
        &t,
        "{\"format\": \"nianbao/1\", \"authority\": \"某某市某某区卫生健康局\", \"year\": 2024, \"title\": "
        "\"某某市某某区卫生健康局2024年政府信息公开工作年度报告\", \"preamble\": [\"正文。\"], \"sections\": "
        "[]}");
    double middle = PT(layout_left(t.layout, 1)) + 14 * CELL;
    const struct mark *one = run_of(p, 0, 0, NULL), *two = run_of(p, 0, 1, NULL);
    T_STR(one->text, "某某市某某区卫生健康局");
    T_STR(two->text, "2024年政府信息公开工作年度报告");
    T_NEAR(PT(one->x0 + one->x1) / 2, middle, 0.1);
    T_NEAR(PT(two->x0 + two->x1) / 2, middle, 0.1);
    T_TRUE(run_of(p, 0, 2, NULL) == NULL);
    typeset_close(&t);
}

int main(void)
{
    check_indents();
    check_foot();
    check_short_sections();
    check_run_in();
    check_title();
    return t_done();
}
