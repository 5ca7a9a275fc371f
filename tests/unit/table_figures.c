/* table_figures.c - cells of tables on whole pages with the real fonts: T-E2 to T-E4, B7, figures and options
 * as E has them. */
#include "table_pages.h"

#include "kinsoku.h"
#include "utf8.h"

/* ---- T-E2 ---- */

static const char *the_figure;

static const char *give_figure(const struct form *f, size_t i)
{
    (void)f, (void)i;
    return the_figure;
}

/* |centre of ink - centre of cell| < 0.3 pt, both ways, for every figure of the table.  Across nothing is
 * left of it: a 1 at the end of a figure counts by its ink. */
static void check_centres(const char *form)
{
    struct pages *p = table_pages(form, give_figure, 0);
    const struct grid *g = table_grid(p);
    for (size_t i = 0; i < g->ncell; i++) {
        size_t page = 0;
        if (g->cell[i].role != CELL_FIGURE)
            continue;
        const struct mark *m = cell_mark(p, g->cell[i].row, g->cell[i].col, 0, &page);
        if (!T_TRUE(m != NULL))
            return;
        T_STR(m->text, the_figure);
        struct box ink = ink_of(m), cell = cell_of(&p->page[page], m);
        bool good = T_NEAR(PT(ink.x0 + ink.x1 - cell.x0 - cell.x1) / 2, 0, 0.01);
        good = T_NEAR(PT(ink.y0 + ink.y1 - cell.y0 - cell.y1) / 2, 0, 0.2999) && good;
        if (!good)
            printf("    %s row %d column %d\n", form, g->cell[i].row, g->cell[i].col);
    }
}

static void centres(void)
{
    static const char *const figure[] = {"0", "13612", "11398889", "1", "7"};
    static const char *const form[] = {"disclosure-2021", "disclosure-2019", "applications-2021", "review"};
    T_CASE("T-E2 ink of 0, 13612, 11398889 in the middle of its cell, within 0.3 pt both ways");
    for (size_t k = 0; k < G_N_ELEMENTS(figure); k++)
        for (size_t i = 0; i < G_N_ELEMENTS(form); i++) {
            the_figure = figure[k];
            if (strlen(figure[k]) < 8 || strcmp(form[i], "review") != 0) /* no room for 15 of eight digits */
                check_centres(form[i]);
        }
}

/* ---- T-E3, T-E4, B7 ---- */

static void review(void)
{
    T_CASE("T-E3 表四 has 15 columns of 24 pt or more, heads stacked 2 + 2");
    struct pages *p = table_pages("review", give_zero, 0);
    const struct grid *g = table_grid(p);
    int columns = 0, stacked = 0;
    for (size_t i = 0; i < g->ncell; i++) {
        const struct grid_cell *c = &g->cell[i];
        const struct mark *m = cell_mark(p, c->row, c->col, 0, NULL);
        struct box cell = cell_of(&p->page[0], m);
        if (c->role == CELL_FIGURE) {
            columns++;
            T_TRUE(PT(cell.x1 - cell.x0) >= 24);
        } else if (c->label && c->label->nchild == 0 && strcmp(c->text, "总计") != 0) {
            const struct mark *below = cell_mark(p, c->row, c->col, 1, NULL);
            stacked++;
            if (!T_TRUE(below != NULL && cell_mark(p, c->row, c->col, 2, NULL) == NULL))
                continue;
            T_INT(m->nglyph, 2);
            T_INT(below->nglyph, 2);
            T_STR(arena_printf(t.a, "%s%s", m->text, below->text), c->text);
            T_NEAR(PT(m->x0), PT(below->x0), 0.01);
        }
    }
    T_INT(columns, 15);
    T_INT(stacked, 12);
    T_TRUE(all_inside(p, 1));
}

static bool starts_with_mark(const char *line)
{
    const char *s = line;
    enum kinsoku_class k = kinsoku_class(0, utf8_next(&s), 0);
    return k == K_CL || k == K_ST || k == K_CN || k == K_IP || k == K_SO || k == K_PO;
}

static void long_labels(void)
{
    static const char *const label[] = {
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"};
    T_CASE("T-E4 the labels of 33 and 37 characters wrap with no mark at a line's start, and whole");
    struct pages *p = table_pages("applications-2021", give_zero, 0);
    for (size_t i = 0; i < 2; i++) {
        const struct grid_cell *c = cell_with(p, label[i]);
        char **line = g_strsplit(cell_lines_of(p, c->row, c->col), "|", -1);
        T_TRUE(g_strv_length(line) > 1);
        for (size_t k = 0; line[k]; k++)
            T_TRUE(!starts_with_mark(line[k]));
        char *whole = g_strjoinv("", line);
        T_STR(whole, label[i]);
        g_free(whole);
        g_strfreev(line);
    }

    T_CASE("T-E4 their rows grow with them, and no line is clipped");
    for (size_t i = 0; i < 2; i++) {
        const struct grid_cell *c = cell_with(p, label[i]);
        const struct mark *m;
        size_t page = 0, lines = 0;
        struct box cell = {0, 0, 0, 0};
        for (; (m = cell_mark(p, c->row, c->col, lines, &page)); lines++) {
            cell = cell_of(&p->page[page], m);
            T_TRUE(box_within(ink_of(m), cell));
        }
        T_TRUE(PT(cell.y1 - cell.y0) >= (double)lines * 12); /* 9 pt, line 12 */
        T_NEAR(PT(cell.x1 - cell.x0), 105.9, 5);
    }
    T_TRUE(all_inside(p, 0.375));
}

static void upright_label(void)
{
    static const char *const text[] = {"三", "、", "本", "年", "度", "办", "理", "结", "果"};
    T_CASE("B7, C-22: 三、本年度办理结果 stands as nine glyphs, equal x, falling y, 、 in its vert form");
    struct pages *p = table_pages("applications-2021", give_zero, 0);
    const struct grid_cell *c = cell_with(p, "三、本年度办理结果");
    const struct mark *before = NULL;
    for (size_t n = 0; n < 9; n++) {
        const struct mark *m = cell_mark(p, c->row, c->col, n, NULL);
        if (!T_TRUE(m && m->nglyph == 1))
            return;
        T_STR(m->text, text[n]);
        T_TRUE(!before || m->glyph[0].y > before->glyph[0].y);
        T_NEAR(before ? PT(m->glyph[0].x - before->glyph[0].x) : 0, 0, 0.001);
        const char *s = text[n];
        uint32_t level = face_glyph(m->face, utf8_next(&s));
        T_TRUE(n == 1 ? m->glyph[0].id != level : m->glyph[0].id == level);
        before = m;
    }
    T_TRUE(cell_mark(p, c->row, c->col, 9, NULL) == NULL);

    T_CASE("B7 its 、 stands in the upper right of the slot below 三");
    const struct mark *three = cell_mark(p, c->row, c->col, 0, NULL),
                      *mark = cell_mark(p, c->row, c->col, 1, NULL),
                      *next = cell_mark(p, c->row, c->col, 2, NULL);
    struct box ink = ink_of(mark), above = ink_of(three), below = ink_of(next);
    T_TRUE(ink.y0 > above.y1 && ink.y1 < below.y0);
    T_TRUE(ink.x0 + ink.x1 > above.x0 + above.x1);
}

/* ---- figures ---- */

/* No figure is cut, nothing touches a rule. */
static void check_whole(const char *form, double gap)
{
    struct pages *p = table_pages(form, give_figure, 0);
    const struct grid *g = table_grid(p);
    for (size_t i = 0; i < g->ncell; i++)
        if (g->cell[i].role == CELL_FIGURE &&
            !T_STR(cell_lines_of(p, g->cell[i].row, g->cell[i].col), the_figure))
            return;
    if (!T_TRUE(all_inside(p, gap)))
        printf("    %s, %s\n", form, the_figure);
}

static void digits(void)
{
    static const char *const form[] = {"disclosure-2021", "disclosure-2019", "applications-2021",
                                       "applications-2019"};
    T_CASE("E: figures of 1 to 8 digits in every cell stay whole and 1 pt from all rules: 表二, 表三");
    for (int n = 1; n <= 8; n++) {
        the_figure = arena_strndup(t.a, "88888888", (size_t)n);
        for (size_t i = 0; i < G_N_ELEMENTS(form); i++)
            check_whole(form[i], 1);
    }
    T_CASE("E: figures of 1 to 7 digits in all 15 cells of 表四 stay whole");
    for (int n = 1; n <= 7; n++) {
        the_figure = arena_strndup(t.a, "88888888", (size_t)n);
        check_whole("review", 0.5);
    }
    T_INT(diag_size(t.d), 0);

    T_CASE("E: eight digits in all 15 cells find no room: in two lines of four, with a finding TYPE-TABLE");
    the_figure = "11398889";
    struct pages *p = table_pages("review", give_figure, 0);
    const struct grid *g = table_grid(p);
    for (size_t i = 0; i < g->ncell; i++)
        if (g->cell[i].role == CELL_FIGURE)
            T_STR(cell_lines_of(p, g->cell[i].row, g->cell[i].col), "1139|8889");
    T_TRUE(all_inside(p, 1));
    T_INT(diag_size(t.d), 1);
    T_STR(diag_get(t.d, 0)->id, "TYPE-TABLE");

    T_CASE("E: TYPE-TABLE names table and column of the first figure that is cut, and has the places of all");
    const struct finding *f = diag_get(t.d, 0);
    T_STR(f->table, "表四");
    T_TRUE(f->row == NULL); /* the one row of 表四 has no name */
    T_STR(f->col, "结果维持（行政复议）");
    T_STR(f->pointer, "/sections/0/body/0/values/review/keep");
    T_INT(f->ncell, 15);
    T_STR(f->cell[14], "/sections/0/body/0/values/after_review/total");
}

static const char *const odd[] = {NULL,   "0",         "/",        "-",       "—",    "+19",
                                  "-417", "1439.4967", "251000元", "240万元", "0.00", "12（件）"};

static const char *give_odd(const struct form *f, size_t i)
{
    (void)f;
    return odd[i % G_N_ELEMENTS(odd)];
}

static void as_given(void)
{
    static const char *const form[] = {"disclosure-2021", "disclosure-2019", "applications-2021", "review"};
    T_CASE("E: blank stays blank; 0, /, -, signs, decimals and units are printed as given, on one line");
    for (size_t k = 0; k < G_N_ELEMENTS(form); k++) {
        struct pages *p = table_pages(form[k], give_odd, 0);
        const struct grid *g = table_grid(p);
        for (size_t i = 0; i < g->ncell; i++) {
            if (g->cell[i].role != CELL_FIGURE)
                continue;
            const char *want = give_odd(NULL, (size_t)g->cell[i].index);
            T_STR(cell_lines_of(p, g->cell[i].row, g->cell[i].col), want ? want : "");
        }
        T_TRUE(all_inside(p, 0.5));
    }
}

static const char *give_remark(const struct form *f, size_t i)
{
    (void)f, (void)i;
    return "12345678\n（其中修订3件，另有7件由部门联合制发，未计入）";
}

static const char *give_blank(const struct form *f, size_t i)
{
    (void)f, (void)i;
    return NULL;
}

static void largest(void)
{
    static const char *const form[] = {"disclosure-2021", "disclosure-2019", "applications-2021",
                                       "applications-2019"};
    T_CASE("E: eight digits and a long remark in every cell: the figure whole on its line, the remark below "
           "it, all inside");
    for (size_t k = 0; k < G_N_ELEMENTS(form); k++) {
        struct pages *p = table_pages(form[k], give_remark, 3);
        const struct grid *g = table_grid(p);
        for (size_t i = 0; i < g->ncell; i++) {
            if (g->cell[i].role != CELL_FIGURE)
                continue;
            char **line = g_strsplit(cell_lines_of(p, g->cell[i].row, g->cell[i].col), "|", -1);
            T_STR(line[0], "12345678");
            for (size_t n = 1; line[n]; n++)
                T_TRUE(!starts_with_mark(line[n]));
            char *rest = g_strjoinv("", line + 1);
            T_STR(rest, "（其中修订3件，另有7件由部门联合制发，未计入）");
            g_free(rest);
            g_strfreev(line);
        }
        T_TRUE(all_inside(p, 0.375));
    }

    T_CASE("E: a table without any figure has all its labels and rules");
    struct pages *p = table_pages("applications-2021", give_blank, 0);
    const struct grid *g = table_grid(p);
    for (size_t i = 0; i < g->ncell; i++)
        if (g->cell[i].role != CELL_FIGURE) {
            char **line = g_strsplit(cell_lines_of(p, g->cell[i].row, g->cell[i].col), "|", -1);
            char *text = g_strjoinv("", line);
            T_STR(text, g->cell[i].text);
            g_strfreev(line);
            g_free(text);
        }
    T_TRUE(all_inside(p, 0.375));
}

int main(void)
{
    t = typeset_open(NULL);
    centres();
    review();
    long_labels();
    upright_label();
    digits();
    as_given();
    largest();
    typeset_close(&t);
    return t_done();
}
