/* table.c - tests of the table fit: widths of columns, heights of rows, places of figures. */
#include "table_fixture.h"

static bool all_whole(const struct fx *f, const struct table_fit *t)
{
    for (size_t i = 0; i < f->g.ncell; i++)
        if (f->cell[i].role == CELL_FIGURE && t->cell[i].nline > 1)
            return false;
    return true;
}

/* No line ends where its item forbids, nothing is wider than its cell. */
static bool nothing_cut(const struct fx *f, const struct table_fit *t)
{
    for (size_t i = 0; i < f->g.ncell; i++) {
        const struct table_cell *c = &t->cell[i];
        len_t inner = t->x[c->cell->col + c->cell->colspan] - t->x[c->cell->col] - 2 * t->pad_x;
        if (c->content_width > inner)
            return false;
        for (size_t j = 0; j < c->nline; j++)
            if (c->line[j].forced)
                return false;
    }
    return true;
}

static void check_measure(const struct table_fit *t)
{
    T_INT(t->x[0], 0);
    T_INT(t->x[t->grid->ncol], MEASURE);
    for (int c = 0; c < t->grid->ncol; c++)
        T_TRUE(fx_width(t, c) > 0);
}

static void applications(void)
{
    T_CASE("E: table three at 9 pt has the form's look and stands on one page");
    struct fx *f = fx_applications("13612", "0", "13612");
    struct table_options o = fx_options(9);
    struct table_fit *t = fx_fit(f, &o, false);
    if (!T_TRUE(t != NULL))
        return;
    check_measure(t);
    T_NEAR(len_pt(table_height(t, 0, 28)), 604, 0.01);
    T_NEAR(len_pt(fx_width(t, 0)), 17.8, 3);
    T_NEAR(len_pt(fx_width(t, 1)), 44.1, 3);
    T_NEAR(len_pt(fx_width(t, 2)), 105.9, 3);
    T_TRUE(all_whole(f, t) && nothing_cut(f, t));

    T_CASE("E: sister columns are equal");
    for (int c = 5; c <= 8; c++)
        T_INT(fx_width(t, c), fx_width(t, 4));
    T_INT(fx_width(t, 9), fx_width(t, 3));

    T_CASE("E: equal content has equal height, labels raise their rows");
    T_NEAR(len_pt(t->height[3]), 16, 0.001);
    T_INT(t->height[4], t->height[3]);
    T_NEAR(len_pt(t->height[6]), 28, 0.001);

    T_CASE("T-E4 labels of 33 and 37 characters wrap in their column");
    size_t a = fx_find(f, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请");
    size_t b = fx_find(f, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请");
    T_TRUE(t->cell[a].nline == 3 && t->cell[b].nline == 4);
    T_INT(t->height[23], 3 * t->leading + 2 * t->pad_y);
    T_INT(t->height[24], 4 * t->leading + 2 * t->pad_y);
    for (const char *const *p = (const char *const[]){"|、", "|，", "|）", "1.|", "2.|", NULL}; *p; p++) {
        T_TRUE(strstr(fx_lines(f, t, a), *p) == NULL);
        T_TRUE(strstr(fx_lines(f, t, b), *p) == NULL);
    }

    T_CASE("B7 1. never alone, labels break between words where that costs no line");
    T_STR(fx_lines(f, t, fx_find(f, "2.其他法律行政法规禁止公开")), "2.其他法律行政法规禁止|公开");
    T_STR(fx_lines(f, t, fx_find(f, "2.没有现成信息需要另行制作")), "2.没有现成信息需要另行|制作");
    T_INT(t->cell[fx_find(f, "5.属于三类内部事务信息")].nline, 1);

    T_CASE("B7 group labels stand in a column of four Han");
    T_STR(fx_lines(f, t, fx_find(f, "（三）不予公开")), "（三）|不予公开");
    T_STR(fx_lines(f, t, fx_find(f, "（六）其他处理")), "（六）|其他处理");

    T_CASE("B7 two-line heads break at words");
    T_STR(fx_lines(f, t, fx_find(f, "社会公益组织")), "社会公益|组织");
    T_STR(fx_lines(f, t, fx_find(f, "法律服务机构")), "法律服务|机构");

    T_CASE("E: the same grid fits the same way twice");
    struct table_fit *u = table_fit(&f->g, f->text, &o, false, f->a);
    T_TRUE(memcmp(t->x, u->x, 11 * sizeof *t->x) == 0);
    T_TRUE(memcmp(t->height, u->height, 28 * sizeof *t->height) == 0);
    fx_free(f);
}

static void large_figures(void)
{
    T_CASE("E: six digits widen 自然人 and 总计, not the others");
    struct fx *f = fx_applications("136120", "0", "136120");
    struct table_options o = fx_options(9);
    struct table_fit *t = fx_fit(f, &o, false);
    T_TRUE(t && all_whole(f, t));
    T_TRUE(t && fx_width(t, 3) >= PT(27 + 6));
    T_TRUE(t && table_height(t, 0, 28) <= PAGE);
    fx_free(f);

    T_CASE("E: eight digits in 自然人 and 总计: whole at 9 pt, on one page, 商业企业 gives way");
    f = fx_applications("11398889", "0", "11398889");
    t = fx_fit(f, &o, false);
    if (T_TRUE(t != NULL)) {
        T_TRUE(all_whole(f, t) && nothing_cut(f, t));
        T_TRUE(table_height(t, 0, 28) <= PAGE);
        T_TRUE(fx_width(t, 3) >= PT(36 + 6) && fx_width(t, 9) == fx_width(t, 3));
        T_STR(fx_lines(f, t, fx_find(f, "社会公益组织")), "社会公益|组织");
        check_measure(t);
    }
    fx_free(f);

    T_CASE("E: eight digits everywhere stay whole, at 9 pt");
    f = fx_applications("11398889", "11398889", "11398889");
    t = fx_fit(f, &o, false);
    if (T_TRUE(t != NULL)) {
        T_TRUE(all_whole(f, t) && nothing_cut(f, t));
        T_INT(fx_width(t, 4), fx_width(t, 8));
        check_measure(t);
    }
    fx_free(f);

    T_CASE("E: a figure too wide for the measure asks for a smaller type; force breaks it but keeps the "
           "measure");
    f = fx_applications("1139888911398", "1139888911398", "1139888911398");
    T_TRUE(fx_fit(f, &o, false) == NULL);
    t = fx_fit(f, &o, true);
    if (T_TRUE(t != NULL))
        check_measure(t);
    fx_free(f);
}

static void remarks(void)
{
    T_CASE("E: a remark wraps below its figure, the figure stays whole");
    struct fx *f = fx_applications("12", "0", "12");
    struct table_options o = fx_options(9);
    size_t i = fx_at(f, 3, 5);
    f->cell[i].text = "13612\n（其中修订3件）";
    struct table_fit *t = fx_fit(f, &o, false);
    if (T_TRUE(t != NULL)) {
        i = fx_at(f, 3, 5);
        T_TRUE(strncmp(fx_lines(f, t, i), "13612|", 6) == 0);
        T_INT(t->height[3], (len_t)t->cell[i].nline * t->leading + 2 * t->pad_y);
        T_TRUE(t->cell[i].nline >= 2);
        T_TRUE(strstr(fx_lines(f, t, i), "|）") == NULL && strstr(fx_lines(f, t, i), "（|") == NULL);
        check_measure(t);
    }
    fx_free(f);

    T_CASE("E: blank, / and signed figures take one line");
    f = fx_applications("", "/", "+19");
    t = fx_fit(f, &o, false);
    T_TRUE(t && t->height[3] == PT(16));
    fx_free(f);
}

static void review(void)
{
    T_CASE("T-E3 table four has 15 columns of at least 24 pt, heads stacked 2 + 2");
    for (double em = 9; em <= 10.5; em += 1.5) {
        struct fx *f = fx_review("0");
        struct table_options o = fx_options(em);
        struct table_fit *t = fx_fit(f, &o, false);
        if (T_TRUE(t != NULL)) {
            check_measure(t);
            for (int c = 0; c < 15; c++) {
                T_TRUE(fx_width(t, c) >= PT(24));
                T_NEAR(len_pt(fx_width(t, c)), 442.205 / 15, 0.01);
            }
            T_STR(fx_lines(f, t, fx_find(f, "结果维持")), "结果|维持");
            T_STR(fx_lines(f, t, fx_find(f, "尚未审结")), "尚未|审结");
            T_STR(fx_lines(f, t, fx_find(f, "未经复议直接起诉")), "未经复议直接起诉");
        }
        fx_free(f);
    }

    T_CASE("T-E3 at 12 pt two Han do not fit: NULL, the next size is tried");
    struct fx *f = fx_review("0");
    struct table_options o = fx_options(12);
    T_TRUE(fx_fit(f, &o, false) == NULL);
    T_TRUE(fx_fit(f, &o, true) != NULL);
    fx_free(f);

    T_CASE("E: a wide figure in table four widens its own column and its sisters only");
    f = fx_review("0");
    o = fx_options(9);
    f->cell[fx_at(f, 3, 7)].text = "1234567";
    struct table_fit *t = fx_fit(f, &o, false);
    if (T_TRUE(t != NULL)) {
        T_TRUE(fx_width(t, 7) >= PT(31.5 + 6));
        T_INT(fx_width(t, 5), fx_width(t, 9));
        T_TRUE(fx_width(t, 0) < fx_width(t, 5) && fx_width(t, 0) >= PT(24));
        T_TRUE(all_whole(f, t));
    }
    fx_free(f);
}

static void pieces(void)
{
    T_CASE("E: a short remark in a figure's place stays on one line");
    struct fx *f = fx_review("0");
    struct table_options o = fx_options(9);
    f->cell[fx_at(f, 3, 4)].text = "三件四件";
    struct table_fit *t = fx_fit(f, &o, false);
    T_TRUE(t && all_whole(f, t) && fx_width(t, 4) >= PT(36 + 6));
    fx_free(f);

    T_CASE("B7 a head is broken between words even where that is less even");
    f = fx_review("0");
    f->cell[fx_at(f, 1, 0)].text = "三安全一稳定的";
    t = fx_fit(f, &o, false);
    T_STR(t ? fx_lines(f, t, fx_at(f, 1, 0)) : "", "三安全一稳定|的");
    fx_free(f);

    T_CASE("B7 1. is kept with its text by its word mark alone");
    f = fx_new(2, 2, 1, 1);
    fx_add(f, CELL_CORNER, 0, 0, 1, 1, "");
    fx_add(f, CELL_HEAD, 0, 1, 1, 1, "总计");
    fx_add(f, CELL_LABEL, 1, 0, 1, 1, "1.11398889");
    fx_add(f, CELL_FIGURE, 1, 1, 1, 1, "0");
    fx_fit(f, &o, false);
    size_t i = fx_at(f, 1, 0);
    struct item *item = arena_dup(f->a, f->text[i].item, f->text[i].nitem * sizeof *item);
    item[0].penalty = item[1].penalty = 0;
    f->text[i].item = item;
    o.width = PT(24 + 40.5 + 6); /* 4.5 em: enough for either, not for both */
    T_TRUE(table_fit(&f->g, f->text, &o, false, f->a) == NULL);
    o.width = PT(24 + 45 + 6);
    T_TRUE(table_fit(&f->g, f->text, &o, false, f->a) != NULL);
    fx_free(f);

    T_CASE("B7 group labels narrow to two Han where that brings the table to its page");
    f = fx_applications("0", "0", "0");
    o = fx_options(10.5);
    t = fx_fit(f, &o, false);
    T_TRUE(t && table_height(t, 0, 28) <= PAGE);
    T_STR(t ? fx_lines(f, t, fx_find(f, "（三）不予公开")) : "", "（三）|不予|公开");
    fx_free(f);
}

static void unequal(void)
{
    T_CASE("E: where sisters cannot be equal, all columns are but those that need more");
    struct fx *f = fx_review("1361");
    struct table_options o = fx_options(9);
    f->cell[fx_at(f, 3, 3)].text = "11398889";
    f->cell[fx_at(f, 3, 10)].text = "11398889";
    struct table_fit *t = fx_fit(f, &o, false);
    if (T_TRUE(t != NULL)) {
        check_measure(t);
        T_TRUE(all_whole(f, t));
        T_NEAR(fx_width(t, 3), PT(36 + 6), 32);
        for (int c = 0; c < 15; c++)
            if (c != 3 && c != 10)
                T_NEAR(fx_width(t, c), fx_width(t, 0), 1);
    }
    fx_free(f);
}

static void disclosure(void)
{
    T_CASE("E: table two at 12 pt, four equal columns");
    struct fx *f = fx_disclosure_2021("11398889");
    struct table_options o = fx_options(12);
    struct table_fit *t = fx_fit(f, &o, false);
    if (T_TRUE(t != NULL)) {
        check_measure(t);
        for (int c = 0; c < 4; c++)
            T_NEAR(len_pt(fx_width(t, c)), 442.205 / 4, 0.01);
        for (int r = 0; r < 14; r++)
            T_INT(t->height[r], t->height[0]);
        T_TRUE(all_whole(f, t) && nothing_cut(f, t));
    }
    fx_free(f);

    T_CASE("E: bands of three and of two share one room: 1/3, 1/6, 1/6, 1/3");
    f = fx_disclosure_2019();
    t = fx_fit(f, &o, false);
    if (T_TRUE(t != NULL)) {
        check_measure(t);
        len_t room = MEASURE - t->x[1];
        T_NEAR(t->x[2] - t->x[1], room / 3, 1);
        T_NEAR(t->x[3] - t->x[1], room / 2, 1);
        T_NEAR(t->x[4] - t->x[1], room * 2 / 3, 1);
    }
    fx_free(f);

    T_CASE("E: a long label widens the label column of a table of bands, up to two fifths");
    f = fx_disclosure_2021("0");
    f->cell[fx_find(f, "行政许可")].text = "行政许可（含其他对外管理服务事项和公共服务事项）";
    t = fx_fit(f, &o, false);
    if (T_TRUE(t != NULL)) {
        T_NEAR(t->x[1], MEASURE * 2 / 5, 1);
        T_TRUE(t->cell[fx_at(f, 6, 0)].nline == 2);
        T_TRUE(t->height[6] > t->height[5]);
        check_measure(t);
    }
    fx_free(f);
}

/* Middle of the items of cell i, across and down, from the middle of the cell. */
static void check_centre(const struct fx *f, const struct table_fit *t, size_t i)
{
    const struct grid_cell *c = &f->cell[i];
    const struct cell_text *x = &f->text[i];
    struct table_spot spot[64];
    len_t width = t->x[c->col + c->colspan] - t->x[c->col], height = t->height[c->row];
    table_place(t, i, x, height, spot);
    len_t left = spot[0].x, right = spot[x->nitem - 1].x + x->item[x->nitem - 1].width;
    T_NEAR(len_pt(left + right - width) / 2, 0, 0.01);
    T_NEAR(len_pt(2 * spot[0].y + t->em - height) / 2, -len_pt(t->figure_rise), 0.01);
}

static void places(void)
{
    static const char *const figure[] = {"0", "13612", "11398889"};
    T_CASE("T-E2 figures stand in the middle of their cells");
    for (size_t k = 0; k < 3; k++) {
        struct fx *f = fx_disclosure_2021(figure[k]);
        struct table_options o = fx_options(12);
        o.figure_rise = PT(0.5);
        struct table_fit *t = fx_fit(f, &o, false);
        check_centre(f, t, fx_at(f, 2, 1));
        check_centre(f, t, fx_at(f, 13, 1));
        fx_free(f);
    }

    T_CASE("E: units under units when figures are aligned as a block");
    struct fx *f = fx_disclosure_2021("0");
    struct table_options o = fx_options(12);
    o.align_block = true;
    f->cell[fx_at(f, 2, 1)].text = "1234";
    f->cell[fx_at(f, 6, 1)].text = "123456"; /* another band's column: not the same block */
    struct table_fit *t = fx_fit(f, &o, false);
    struct table_spot wide[8], narrow[8];
    size_t a = fx_at(f, 2, 1), b = fx_at(f, 3, 1);
    table_place(t, a, &f->text[a], t->height[2], wide);
    table_place(t, b, &f->text[b], t->height[3], narrow);
    T_INT(narrow[0].x, wide[3].x);
    T_NEAR(len_pt(wide[0].x + wide[3].x + f->text[a].item[3].width), len_pt(fx_width(t, 1)), 0.01);
    fx_free(f);

    T_CASE("E: labels stand flush left, lines one leading apart, in the middle of the row's height");
    f = fx_applications("0", "0", "0");
    o = fx_options(9);
    t = fx_fit(f, &o, false);
    struct table_spot spot[64];
    size_t i = fx_find(f, "2.其他法律行政法规禁止公开");
    size_t second = t->cell[i].line[1].from;
    table_place(t, i, &f->text[i], t->height[8], spot);
    T_INT(spot[0].x, t->pad_x);
    T_INT(spot[second].x, t->pad_x);
    T_INT(spot[second].y - spot[0].y, t->leading);
    T_INT(spot[0].y + spot[second].y + t->em, t->height[8]);
    fx_free(f);
}

static void spans(void)
{
    T_CASE("E: a label over several rows raises them all alike");
    struct fx *f = fx_new(4, 3, 1, 2);
    fx_add(f, CELL_CORNER, 0, 0, 1, 2, "");
    fx_add(f, CELL_HEAD, 0, 2, 1, 1, "总计");
    fx_add(f, CELL_LABEL, 1, 0, 3, 1, "甲\n乙\n丙\n丁\n戊\n己\n庚\n辛");
    for (int r = 1; r < 4; r++) {
        fx_add(f, CELL_LABEL, r, 1, 1, 1, "申请");
        fx_add(f, CELL_FIGURE, r, 2, 1, 1, "1");
    }
    struct table_options o = fx_options(9);
    struct table_fit *t = fx_fit(f, &o, false);
    if (T_TRUE(t != NULL)) {
        T_INT(t->cell[fx_at(f, 1, 0)].nline, 8);
        T_INT(table_height(t, 1, 4), 8 * t->leading + 2 * t->pad_y);
        T_NEAR(t->height[1], t->height[3], 1);
        T_INT(t->height[0], PT(16));
    }
    fx_free(f);

    T_CASE("E: a wide head over narrow columns widens them, after all else");
    f = fx_new(3, 4, 2, 1);
    fx_add(f, CELL_CORNER, 0, 0, 2, 1, "");
    fx_add(f, CELL_HEAD, 0, 1, 1, 2, "三安全一稳定三安全一稳定")->label = NULL;
    fx_add(f, CELL_HEAD, 0, 3, 2, 1, "总计");
    for (int c = 1; c < 3; c++)
        fx_add(f, CELL_HEAD, 1, c, 1, 1, "甲");
    fx_add(f, CELL_LABEL, 2, 0, 1, 1, "申请");
    for (int c = 1; c < 4; c++)
        fx_add(f, CELL_FIGURE, 2, c, 1, 1, "1");
    o.width = PT(24 + 60 + 24 + 2);
    t = fx_fit(f, &o, false);
    if (T_TRUE(t != NULL)) {
        T_TRUE(t->x[3] - t->x[1] >= PT(54 + 6));
        T_STR(fx_lines(f, t, fx_at(f, 0, 1)), "三安全一稳定|三安全一稳定");
        T_INT(fx_width(t, 1), fx_width(t, 2));
    }
    fx_free(f);
}

int main(void)
{
    applications();
    large_figures();
    remarks();
    review();
    pieces();
    unequal();
    disclosure();
    places();
    spans();
    return t_done();
}
