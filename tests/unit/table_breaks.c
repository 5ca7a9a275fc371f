/* table_breaks.c - tables over page ends, on whole pages with the real fonts: T-E1, rows 19 to 21 of table C.
 */
#include "table_pages.h"

enum { HEAD = 3, ROWS = 28, COLUMNS = 10 }; /* of 表三 in the 2021 form */

/* The rules of a page along one direction, as places across it: their own place, and from where to where they
 * go. */
struct rules {
    len_t at[64], from[64], to[64];
    size_t n;
};

static struct rules rules_of(const struct pages *p, size_t page, bool level)
{
    struct rules r = {.n = 0};
    len_t left = layout_left(t.layout, page + 1);
    for (size_t k = 0; k < p->page[page].nmark && r.n < 64; k++) {
        const struct mark *m = &p->page[page].mark[k];
        if (m->kind != MARK_RULE || (m->y0 == m->y1) != level)
            continue;
        r.at[r.n] = level ? m->y0 : m->x0 - left;
        r.from[r.n] = level ? m->x0 - left : m->y0;
        r.to[r.n++] = level ? m->x1 - left : m->y1;
    }
    return r;
}

/* The places at which a line across, at height y, meets vertical rules, or a line down at y level ones; in
 * order. */
static size_t crossings(const struct rules *r, len_t y, len_t *out)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (r->from[i] > y || r->to[i] < y)
            continue;
        size_t k = n++;
        for (; k > 0 && out[k - 1] > r->at[i]; k--)
            out[k] = out[k - 1];
        out[k] = r->at[i];
    }
    return n;
}

/* The highest or lowest level rule of a page that goes over the whole width. */
static len_t frame_of(const struct pages *p, size_t page, bool foot)
{
    struct rules r = rules_of(p, page, true);
    len_t at = foot ? 0 : INT64_MAX;
    for (size_t i = 0; i < r.n; i++)
        if (r.to[i] - r.from[i] > t.layout->type_width - LEN_PT)
            at = foot ? MAX(at, r.at[i]) : MIN(at, r.at[i]);
    return at;
}

/* Rows [*from, *to) whose figures stand on a page. */
static void rows_on(const struct pages *p, size_t page, int *from, int *to)
{
    *from = INT_MAX;
    *to = -1;
    for (size_t k = 0; k < p->page[page].nmark; k++) {
        const struct mark *m = &p->page[page].mark[k];
        if (!in_table(m) || m->item != ITEM_CONTENT || m->element.col < 3)
            continue;
        *from = MIN(*from, m->element.row);
        *to = MAX(*to, m->element.row + 1);
    }
}

/* What is printed again on a page of the cells of rows [from, to), in order, a blank behind each cell. */
static const char *again_on(const struct pages *p, size_t page, int from, int to)
{
    const char *s = "";
    int row = -1, col = -1;
    for (size_t k = 0; k < p->page[page].nmark; k++) {
        const struct mark *m = &p->page[page].mark[k];
        if (!in_table(m) || m->item != ITEM_REPEATED || m->element.row < from || m->element.row >= to)
            continue;
        bool next = row >= 0 && (m->element.row != row || m->element.col != col);
        s = arena_printf(t.a, "%s%s%s", s, next ? " " : "", m->text);
        row = m->element.row;
        col = m->element.col;
    }
    return s;
}

static void after_twelve_lines(void)
{
    T_CASE("T-E1 after 12 lines of text 表三 breaks between rows: no row on both pages, none lost");
    struct pages *p = table_pages("applications-2021", give_zero, 12);
    int from, to, next, end;
    T_INT(p->npage, 2);
    rows_on(p, 0, &from, &to);
    rows_on(p, 1, &next, &end);
    T_INT(from, 0);
    T_TRUE(to >= HEAD + 2);
    T_INT(next, to);
    T_INT(end, ROWS);

    T_CASE("T-E1 page 2 starts with 续表 and the three head rows");
    const struct mark *first = &p->page[1].mark[0];
    T_STR(first->text, "续表");
    T_INT(first->item, ITEM_REPEATED);
    T_NEAR(PT(first->x1 - layout_left(t.layout, 2)), PT(t.layout->type_width), 0.5);
    T_STR(again_on(p, 1, 0, HEAD), "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） "
                                   "申请人情况 自然人 法人或其他组织 总计 "
                                   "商业企业 科研机构 社会公益组织 法律服务机构 其他");

    T_CASE("T-E1 rules stand at equal places on both pages, within 0.01 pt");
    struct rules one = rules_of(p, 0, false), two = rules_of(p, 1, false);
    len_t x[64], y[64];
    size_t nx = crossings(&one, frame_of(p, 0, true) - LEN_PT, x),
           ny = crossings(&two, frame_of(p, 1, true) - LEN_PT, y);
    T_INT(nx, COLUMNS + 1);     /* inside the group of （三） all ten columns end at a rule */
    T_INT(ny, COLUMNS + 1 - 2); /* the last row's label takes three */
    ny = crossings(&two, frame_of(p, 1, false) + 120 * LEN_PT, y);
    T_INT(ny, COLUMNS + 1);
    for (size_t i = 0; i < nx && i < ny; i++)
        T_NEAR(PT(x[i]), PT(y[i]), 0.01);
    struct rules level_one = rules_of(p, 0, true), level_two = rules_of(p, 1, true);
    nx = crossings(&level_one, t.layout->type_width / 2,
                   x); /* where 商业企业 stands: all three rows of heads */
    ny = crossings(&level_two, t.layout->type_width / 2, y);
    for (size_t i = 0; i <= HEAD && i < nx && i < ny; i++)
        T_NEAR(PT(x[i] - x[0]), PT(y[i] - y[0]), 0.01);

    T_CASE("C-20 the break inside the 22-row span: frame closed at the foot and opened at the head");
    T_TRUE(to > HEAD + 2 && to < ROWS - 1); /* it is inside */
    for (size_t page = 0; page < 2; page++) {
        struct rules v = rules_of(p, page, false);
        len_t top = frame_of(p, page, false), foot = frame_of(p, page, true), over = t.layout->frame / 2;
        for (size_t i = 0; i < v.n; i++)
            T_TRUE(v.from[i] >= top - over && v.to[i] <= foot + over);
        size_t sides = 0;
        for (size_t i = 0; i < v.n; i++)
            sides += v.from[i] == top - over && v.to[i] == foot + over;
        T_INT(sides, 2);
    }

    T_CASE("C-20 the rule beside the cut span runs unbroken from its first row to the foot, and on from the "
           "head");
    for (size_t page = 0; page < 2; page++) {
        struct rules v = rules_of(p, page, false);
        size_t beside = 0;
        len_t column = 0;
        for (size_t i = 0; i < v.n; i++)
            if (v.at[i] > 2 * LEN_PT && v.at[i] < 20 * LEN_PT) {
                column = v.at[i];
                beside++;
                T_NEAR(PT(v.to[i]), PT(frame_of(p, page, true)),
                       page == 0 ? 0.01 : 25); /* row 四 has no such column */
            }
        T_INT(beside, 1);
        T_TRUE(column > 0);
    }

    T_CASE("C-21 the labels of the open groups are drawn again on page 2, in the middle of their piece");
    T_STR(again_on(p, 1, HEAD, ROWS), "三、本年度办理结果 （三）不予公开");
    struct box label = {0, INT64_MAX, 0, 0}, piece = {0, 0, 0, 0};
    for (size_t k = 0; k < p->page[1].nmark; k++) {
        const struct mark *m = &p->page[1].mark[k];
        if (!in_table(m) || m->item != ITEM_REPEATED || m->element.rowspan < 20)
            continue;
        struct box ink = ink_of(m);
        label.y0 = MIN(label.y0, ink.y0);
        label.y1 = MAX(label.y1, ink.y1);
        piece = cell_of(&p->page[1], m);
    }
    T_NEAR(PT(label.y0 + label.y1) / 2, PT(piece.y0 + piece.y1) / 2, 1);

    T_CASE("C-21 as many rules in the repeated head as in the first");
    size_t in_head[2] = {0, 0};
    for (size_t page = 0; page < 2; page++)
        for (int level = 0; level < 2; level++) {
            struct rules r = rules_of(p, page, level);
            const struct mark *note = NULL;
            for (size_t k = 0; k < p->page[page].nmark && !note; k++)
                if (in_table(&p->page[page].mark[k]))
                    note = &p->page[page].mark[k];
            struct box corner = cell_of(&p->page[page], note);
            for (size_t i = 0; i < r.n; i++)
                in_head[page] += (level ? r.at[i] : r.from[i]) < corner.y1;
        }
    T_INT(in_head[1], in_head[0]);
    T_TRUE(in_head[0] > 10);
}

/* No two texts of a page lie over each other. */
static bool apart(const struct page *page)
{
    struct box *ink = ARENA_ARRAY(t.a, page->nmark, struct box);
    for (size_t i = 0; i < page->nmark; i++)
        if (page->mark[i].kind == MARK_GLYPHS)
            ink[i] = ink_of(&page->mark[i]);
    for (size_t i = 0; i < page->nmark; i++)
        for (size_t k = i + 1; k < page->nmark; k++)
            if (ink[i].x0 < ink[k].x1 && ink[k].x0 < ink[i].x1 && ink[i].y0 < ink[k].y1 &&
                ink[k].y0 < ink[i].y1) {
                printf("    “%s” and “%s”\n", page->mark[i].text, page->mark[k].text);
                return false;
            }
    return true;
}

/* Two rows or more of each group on either side of a break before row `at`. */
static bool groups_keep_two(const struct pages *p, int at)
{
    const struct grid *g = table_grid(p);
    for (size_t i = 0; i < g->ncell; i++) {
        const struct grid_cell *c = &g->cell[i];
        int end = c->row + c->rowspan;
        if (c->role == CELL_LABEL && c->row < at && at < end && (at - c->row < 2 || end - at < 2))
            return false;
    }
    return true;
}

/* Behind every number of lines from 0 to a page. */
static void wherever(const char *form, int head, int rows)
{
    for (size_t lines = 0; lines <= 22; lines++) {
        struct pages *p = table_pages(form, give_zero, lines);
        int block = table_block(p), seen = 0;
        for (size_t i = 0; i < p->npage; i++) {
            int from, to, heads = 0, again = 0;
            T_TRUE(apart(&p->page[i]));
            for (size_t k = 0; k < p->page[i].nmark; k++) {
                const struct mark *m = &p->page[i].mark[k];
                if (!in_table(m) || m->element.block != block || m->element.row >= head)
                    continue;
                heads += m->item == ITEM_CONTENT;
                again += m->item == ITEM_REPEATED;
            }
            rows_on(p, i, &from, &to);
            if (to < 0 && heads + again == 0)
                continue;
            T_TRUE(heads == 0 || again == 0);
            T_TRUE((seen == 0) == (heads > 0)); /* the head stands first, and whole */
            T_TRUE(to - MAX(from, head) >= 2 || to == rows);
            T_TRUE(groups_keep_two(p, to));
            seen = MAX(seen, to);
        }
        T_INT(seen, rows);
        if (!T_TRUE(all_inside(p, 0.375)))
            printf("    behind %zu lines\n", lines);
    }
}

static void near_the_foot(void)
{
    T_CASE("C-19 a head of three rows near the foot moves whole, repeats whole, and nothing lies over it");
    wherever("applications-2021", HEAD, ROWS);
    T_CASE("C-19 so does that of the 2019 form");
    wherever("applications-2019", HEAD, 26);
    T_CASE("C-19 so does that of 表四");
    wherever("review", HEAD, 4);
}

/* On how many pages block b has glyphs. */
static size_t pages_with(const struct pages *p, int b)
{
    size_t n = 0;
    for (size_t i = 0; i < p->npage; i++)
        for (size_t k = 0; k < p->page[i].nmark; k++)
            if (p->page[i].mark[k].kind == MARK_GLYPHS && p->page[i].mark[k].element.block == b) {
                n++;
                break;
            }
    return n;
}

static int block_of_form(const struct pages *p, const char *slot)
{
    for (size_t i = 0; i < p->doc->nblock; i++) {
        const struct grid *g = p->doc->block[i].grid;
        if (g && strcmp(g->form ? g->form->slot : "list", slot) == 0)
            return (int)i;
    }
    exit(2);
}

static void narrowed(void)
{
    t = typeset_open(NULL);
    T_CASE("E 表三 that lacks a few points of its page stands on it whole, in narrower rows");
    struct pages *p = typeset_file(&t, "samples/linxi-2019.json");
    T_INT(pages_with(p, block_of_form(p, "applications")), 1);
    T_TRUE(all_inside(p, 0.375));
    T_CASE("A7 the rows of a list give room for the signature below it");
    p = typeset_file(&t, "samples/linxi-2016.json");
    T_INT(p->npage, 3);
    T_INT(pages_with(p, block_of_form(p, "list")), 2);
    T_TRUE(all_inside(p, 0.375));
    typeset_close(&t);
    T_CASE("E without narrower pads in the page style both break");
    t = typeset_open(NULL);
    t.layout->pad_y_least = t.layout->pad_y;
    p = typeset_file(&t, "samples/linxi-2019.json");
    T_INT(pages_with(p, block_of_form(p, "applications")), 2);
    p = typeset_file(&t, "samples/linxi-2016.json");
    T_INT(p->npage, 4);
    typeset_close(&t);
}

int main(void)
{
    t = typeset_open(NULL);
    after_twelve_lines();
    near_the_foot();
    typeset_close(&t);
    narrowed();
    return t_done();
}
