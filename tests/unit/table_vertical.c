/* table_vertical.c - tests of labels that stand vertically in narrow cells. */
#include "table_fixture.h"

static void nine_glyphs(void)
{
    T_CASE("B7, C-22: nine glyphs of 三、本年度办理结果, equal x, falling y");
    struct fx *f = fx_applications("13612", "0", "13612");
    struct table_options o = fx_options(9);
    struct table_fit *t = fx_fit(f, &o, false);
    size_t i = fx_find(f, "三、本年度办理结果");
    len_t height = table_height(t, 5, 27);
    struct table_spot spot[16];
    T_TRUE(t->cell[i].vertical);
    T_INT(t->cell[i].nline, 1);
    T_INT(f->text[i].nitem, 9);
    table_place(t, i, &f->text[i], height, spot);
    for (int k = 1; k < 9; k++) {
        T_INT(spot[k].x, spot[0].x);
        T_TRUE(spot[k].y > spot[k - 1].y);
    }

    T_CASE("B7 one em for a Han, half an em for a mark behind one, the block in the middle");
    T_INT(spot[1].y - spot[0].y, o.em);
    T_INT(spot[2].y - spot[1].y, o.em / 2);
    T_INT(spot[3].y - spot[2].y, o.em);
    T_INT(t->cell[i].content_height, 8 * o.em + o.em / 2);
    T_NEAR(spot[0].y + spot[8].y + o.em, height, 1);
    T_NEAR(2 * spot[0].x + o.em, fx_width(t, 0), 1);

    T_CASE("B7 the column of a vertical label is one Han wide");
    T_INT(fx_width(t, 0), o.em + 2 * o.pad_x);
    fx_free(f);
}

/* A table with a label of `rows` rows marked vertical. */
static struct fx *small(const char *label, int rows)
{
    struct fx *f = fx_new(1 + rows, 4, 1, 2);
    fx_add(f, CELL_CORNER, 0, 0, 1, 2, "");
    fx_add(f, CELL_HEAD, 0, 2, 1, 1, "自然人");
    fx_add(f, CELL_HEAD, 0, 3, 1, 1, "总计");
    fx_add(f, CELL_LABEL, 1, 0, rows, 1, label)->vertical = true;
    for (int r = 1; r <= rows; r++) {
        fx_add(f, CELL_LABEL, r, 1, 1, 1, "申请");
        fx_add(f, CELL_FIGURE, r, 2, 1, 1, "1");
        fx_add(f, CELL_FIGURE, r, 3, 1, 1, "1");
    }
    return f;
}

static void over_long(void)
{
    T_CASE("B7 over-long text takes a second column to the left");
    struct fx *f = small("三、本年度办理结果", 4); /* 64 pt of rows, 76.5 pt of text */
    struct table_options o = fx_options(9);
    struct table_fit *t = fx_fit(f, &o, false);
    size_t i = fx_at(f, 1, 0);
    struct table_spot spot[16];
    T_TRUE(t->cell[i].vertical);
    T_INT(t->cell[i].nline, 2);
    T_STR(fx_lines(f, t, i), "三、本年度|办理结果");
    T_INT(table_height(t, 1, 5), PT(64));
    table_place(t, i, &f->text[i], PT(64), spot);
    size_t second = t->cell[i].line[1].from;
    T_TRUE(spot[second].x < spot[0].x);
    T_INT(spot[second].y, spot[0].y);
    T_TRUE(spot[second].x >= 0 && spot[0].x + o.em <= fx_width(t, 0));
    T_NEAR(spot[second].x + spot[0].x + o.em, fx_width(t, 0), 1);
    fx_free(f);

    T_CASE("B7 rows grow when three columns are not enough");
    f = small("三、本年度办理结果三、本年度办理结果三、本年度办理结果", 3);
    t = fx_fit(f, &o, false);
    i = fx_at(f, 1, 0);
    T_TRUE(t->cell[i].vertical && t->cell[i].nline <= 3);
    T_TRUE(table_height(t, 1, 4) >= t->cell[i].content_height + 2 * o.pad_y);
    T_TRUE(table_height(t, 1, 4) > PT(48));
    fx_free(f);
}

static void across(void)
{
    T_CASE("B7 a wide enough column takes the label across, broken at words");
    struct fx *f = small("三、本年度办理结果", 4);
    struct table_options o = fx_options(9);
    f->cell[fx_at(f, 0, 0)].colspan = 1;
    fx_add(f, CELL_HEAD, 0, 1, 1, 1, "情况");
    f->cell[fx_at(f, 0, 0)].role = CELL_HEAD;
    f->cell[fx_at(f, 0, 0)].text = "自然人";
    struct table_fit *t = fx_fit(f, &o, false);
    size_t i = fx_at(f, 1, 0);
    T_TRUE(!t->cell[i].vertical);
    T_STR(fx_lines(f, t, i), "三、|本年度|办理|结果");
    fx_free(f);
}

static void marks(void)
{
    T_CASE("B7 brackets are half an em high, the opening one with its ink in the lower half");
    struct fx *f = small("办（理）结果", 8);
    struct table_options o = fx_options(9);
    struct table_fit *t = fx_fit(f, &o, false);
    size_t i = fx_at(f, 1, 0);
    struct table_spot s[8];
    table_place(t, i, &f->text[i], table_height(t, 1, 9), s);
    T_INT(t->cell[i].content_height, 5 * o.em);
    T_INT(s[1].y - s[0].y, o.em / 2);     /* its em box begins half an em above its slot */
    T_INT(s[2].y - s[0].y, o.em * 3 / 2); /* 理 follows the slot */
    T_INT(s[3].y - s[2].y, o.em);
    T_INT(s[4].y - s[3].y, o.em / 2);
    fx_free(f);
}

int main(void)
{
    nine_glyphs();
    over_long();
    across();
    marks();
    return t_done();
}
