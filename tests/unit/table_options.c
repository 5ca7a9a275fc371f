/* table_options.c - what a report or an office may ask of a table, on whole pages with the real fonts:
 * options of the page style, bands, notes, rows and labels of one's own, a thousand rows. */
#include "table_pages.h"
#include "utf8.h"

/* ---- --style figures=block, shade=on ---- */

static const char *const mixed[] = {"5", "13612", "11", "/", "245", NULL, "+19\n（其中修订3件）"};

static const char *give_mixed(const struct form *f, size_t i)
{
    (void)f;
    return mixed[(i / 3 + i) % G_N_ELEMENTS(mixed)];
}

static bool has_digits(const struct mark *m)
{
    return m && strpbrk(m->text, "0123456789");
}

/* Where the advance of the last digit of a figure ends. */
static len_t units_end(const struct mark *m)
{
    len_t digit = m->style->size / 2; /* of 宋体 */
    return m->glyph[m->nglyph - 1].x + digit;
}

static void blocks(void)
{
    static const char *const style[] = {"figures=block", NULL};
    t = typeset_open(style);
    T_CASE("E: figures=block: units under units in every column, the block in the middle, / and - too");
    struct pages *p = table_pages("applications-2021", give_mixed, 0);
    const struct grid *g = table_grid(p);
    for (int col = g->nlabel; col < g->ncol; col++) {
        len_t end = 0, left = INT64_MAX; /* from the column's own left rule: pages are mirrored */
        struct box cell = {0, 0, 0, 0};
        for (int row = g->nhead; row < g->nrow; row++) {
            size_t page = 0;
            const struct mark *m = cell_mark(p, row, col, 0, &page);
            if (!m)
                continue;
            cell = cell_of(&p->page[page], m);
            if (!has_digits(m)) {
                T_NEAR(PT(ink_of(m).x0 + ink_of(m).x1), PT(cell.x0 + cell.x1), 1.5);
                continue;
            }
            T_NEAR(end ? PT(units_end(m) - cell.x0 - end) : 0, 0, 0.02);
            end = units_end(m) - cell.x0;
            left = MIN(left, m->x0 - cell.x0);
        }
        T_NEAR(PT(left + end), PT(cell.x1 - cell.x0), 0.02);
    }
    T_TRUE(all_inside(p, 0.375));

    T_CASE("E: a remark below a figure of a block stands in the middle of its cell");
    size_t found = 0;
    for (int row = g->nhead; row < g->nrow; row++)
        for (int col = g->nlabel; col < g->ncol; col++) {
            size_t page = 0;
            const struct mark *m = cell_mark(p, row, col, 1, &page);
            if (!m)
                continue;
            struct box cell = cell_of(&p->page[page], m);
            T_NEAR(PT(m->x0 + m->x1), PT(cell.x0 + cell.x1), 9);
            found++;
        }
    T_TRUE(found > 5);
    typeset_close(&t);
}

/* Fills that cover just this box. */
static size_t fills_of(const struct page *page, struct box box)
{
    size_t n = 0;
    for (size_t k = 0; k < page->nmark; k++) {
        const struct mark *m = &page->mark[k];
        n += m->kind == MARK_FILL && m->x0 == box.x0 && m->x1 == box.x1 && m->y0 == box.y0 && m->y1 == box.y1;
    }
    return n;
}

static size_t fills_on(const struct page *page)
{
    size_t n = 0;
    for (size_t i = 0; i < page->nmark; i++)
        n += page->mark[i].kind == MARK_FILL;
    return n;
}

/* Every mark of a cell on pages and whether its cell stands on grey. */
static void check_shades(const struct pages *p, const bool shaded[])
{
    const struct grid *g = table_grid(p);
    size_t covered = 0;
    for (size_t i = 0; i < p->npage; i++)
        for (size_t k = 0; k < p->page[i].nmark; k++) {
            const struct mark *m = &p->page[i].mark[k];
            if (m->kind == MARK_FILL && T_TRUE(m->grey > 200 && m->grey < 255))
                covered++;
            if (!in_table(m) || m->element.part != 1)
                continue;
            struct box cell = cell_of(&p->page[i], m);
            enum cell_role role = CELL_FIGURE;
            for (size_t c = 0; c < g->ncell; c++)
                if (g->cell[c].row == m->element.row && g->cell[c].col == m->element.col)
                    role = g->cell[c].role;
            size_t matching = fills_of(&p->page[i], cell);
            T_INT(matching, shaded[role]);
            covered -= matching;
        }
    T_INT(covered, 0);
}

static void shades(void)
{
    static const char *const style[] = {"shade=on", NULL};
    T_CASE("E: without shade=on nothing is shaded");
    t = typeset_open(NULL);
    T_INT(fills_on(&table_pages("disclosure-2019", give_zero, 0)->page[0]), 0);
    typeset_close(&t);

    t = typeset_open(style);
    static const struct {
        const char *form;
        bool shaded[CELL_FIGURE + 1];
    } table[] = {{"disclosure-2021", {[CELL_BAND] = true}},
                 {"disclosure-2019", {[CELL_BAND] = true}},
                 {"applications-2021", {[CELL_CORNER] = true, [CELL_HEAD] = true}},
                 {"applications-2019", {[CELL_CORNER] = true, [CELL_HEAD] = true}},
                 {"review", {[CELL_HEAD] = true}}};
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        T_CASE(arena_printf(t.a,
                            "E: shade=on: pale grey under the item heads of %s, from rule to rule, and "
                            "under nothing else, repeated heads too",
                            table[i].form));
        struct pages *p = table_pages(table[i].form, give_zero, 12);
        check_shades(p, table[i].shaded);
    }
    typeset_close(&t);
}

/* ---- bands ---- */

/* Widths of the cells of a row but the first, as parts of their room. */
static void check_shares(const struct pages *p, int row, size_t n, const double *want)
{
    const struct grid *g = table_grid(p);
    len_t room = 0, width[8];
    size_t k = 0;
    for (size_t i = 0; i < g->ncell; i++) {
        const struct grid_cell *c = &g->cell[i];
        if (c->row != row || c->col == 0 || k == 8)
            continue;
        struct box cell = cell_of(&p->page[0], cell_mark(p, c->row, c->col, 0, NULL));
        width[k] = cell.x1 - cell.x0;
        room += width[k++];
    }
    T_INT(k, n);
    for (size_t i = 0; i < k && i < n; i++)
        T_NEAR((double)width[i] / (double)room, want[i], 0.001);
}

static void bands(void)
{
    static const double third[] = {1 / 3.0, 1 / 3.0, 1 / 3.0}, half[] = {0.5, 0.5}, whole[] = {1};
    t = typeset_open(NULL);
    T_CASE("E: 表二 of 2021: four bands on one grid, three figures or one in the same room");
    struct pages *p = table_pages("disclosure-2021", give_zero, 0);
    check_shares(p, cell_with(p, "规章")->row, 3, third);
    check_shares(p, cell_with(p, "行政许可")->row, 1, whole);
    check_shares(p, cell_with(p, "行政事业性收费")->row, 1, whole);

    T_CASE("E: 表二 of 2019: the rows of （八） and （九） share the room of three by halves: label, 1/3, "
           "1/6, 1/6, 1/3");
    p = table_pages("disclosure-2019", give_zero, 0);
    check_shares(p, cell_with(p, "规章")->row, 3, third);
    check_shares(p, cell_with(p, "其他对外管理服务事项")->row, 3, third);
    check_shares(p, cell_with(p, "行政事业性收费")->row, 2, half);
    check_shares(p, cell_with(p, "政府集中采购")->row, 2, half);
    T_INT(table_grid(p)->ncol, 5);
    T_TRUE(all_inside(p, 1));
    typeset_close(&t);
}

/* ---- a report's own ---- */

static struct own_label own[] = {{"rows.secret", NULL}};

static void notes_and_rows(void)
{
    t = typeset_open(NULL);
    T_CASE(
        "E: the note stands close below its table, flush with its left edge or indented, inside the measure");
    struct table *table = table_of("review", give_zero);
    table->note = "注：数量含上年度结转数量。";
    struct block block = {.kind = BLOCK_TABLE, .table = table};
    struct pages *p = pages_of(arena_dup(t.a, &block, sizeof block), 0);
    const struct mark *note = run_of(p, table_block(p) + 1, 0, NULL);
    if (T_TRUE(note != NULL)) {
        T_STR(note->text, table->note);
        size_t page = 0;
        const struct mark *last = cell_mark(p, 3, 0, 0, &page);
        struct box cell = cell_of(&p->page[page], last);
        T_TRUE(ink_of(note).y0 > cell.y1 && PT(ink_of(note).y0 - cell.y1) < 15);
        T_TRUE(note->x0 >= layout_left(t.layout, page + 1));
    }

    T_CASE("E: an extra row is printed behind the row it names, its group's label spans it");
    table = table_of("applications-2021", give_zero);
    struct value *value = ARENA_ARRAY(t.a, 7, struct value);
    for (int i = 0; i < 7; i++)
        value[i] = value_of(i == 6 ? NULL : "3");
    struct extra_row extra = {
        .label = "9.其他不予公开情形", .after = "refused.administrative_query", .value = value, .nvalue = 7};
    table->extra = &extra;
    table->nextra = 1;
    block = (struct block){.kind = BLOCK_TABLE, .table = table};
    p = pages_of(arena_dup(t.a, &block, sizeof block), 0);
    const struct grid_cell *before = cell_with(p, "8.属于行政查询事项"), *c = cell_with(p, extra.label);
    T_INT(c->row, before->row + 1);
    T_INT(cell_with(p, "（三）不予公开")->rowspan, 9);
    T_STR(cell_lines_of(p, c->row, 3), "3");
    T_STR(cell_lines_of(p, c->row, 9), "");
    T_TRUE(all_inside(p, 0.375));

    T_CASE("E: a label as published is printed in place of the form's");
    table = table_of("applications-2021", give_zero);
    own[0] = (struct own_label){"rows.refused.forbidden_by_law", "2.其他法律行政止公开"};
    table->label = own;
    table->nlabel = 1;
    block = (struct block){.kind = BLOCK_TABLE, .table = table};
    p = pages_of(arena_dup(t.a, &block, sizeof block), 0);
    c = cell_with(p, "2.其他法律行政止公开");
    T_STR(cell_lines_of(p, c->row, c->col), "2.其他法律行政止公开");
    typeset_close(&t);
}

static const char *const remark[] = {"109\n（含委托执法案件5件，其中跨年办结2件）", "2\n（涉及国家安全）",
                                     "242\n（含转送其他机关的36件）"};

/* Remarks in three cells of 表三, or one in 表四. */
static const char *give_remarks(const struct form *f, size_t i)
{
    if (strcmp(f->slot, "review") == 0)
        return i == 0 ? "38\n（含上年结转3件）" : "0";
    return i == 15 ? remark[0] : i == 28 ? remark[1] : i == 90 ? remark[2] : "0";
}

/* Every line of the figures' cells but the last of a cell ends where a word does. */
static void check_remarks(const struct pages *p)
{
    const struct grid *g = table_grid(p);
    size_t seen = 0;
    for (size_t i = 0; i < g->ncell; i++) {
        const struct grid_cell *c = &g->cell[i];
        if (c->role != CELL_FIGURE || !strchr(c->text, '\n'))
            continue;
        const char *lines = cell_lines_of(p, c->row, c->col), *bar = strchr(lines, '|');
        seen++;
        T_TRUE(bar && (size_t)(bar - lines) == strcspn(c->text, "\n")); /* the figure, by itself */
        size_t n, k = 0;
        const char *s = strchr(c->text, '\n') + 1;
        const uint8_t *mark = words_mark(t.words, s, t.a, &n);
        for (s = bar + 1; *s;) {
            uint32_t cp = utf8_next(&s);
            if (cp != '|')
                k++;
            else if (!T_TRUE(word_ends(mark[k - 1])))
                printf("    %s\n", lines);
        }
    }
    T_TRUE(seen > 0);
}

static void remarks(void)
{
    t = typeset_open(NULL);
    T_CASE("E B7 remarks below figures break between words and widen their column: 表三");
    struct pages *p = table_pages("applications-2021", give_remarks, 0);
    check_remarks(p);
    T_TRUE(all_inside(p, 0.375));
    const struct mark *remarked = NULL, *other = NULL;
    const struct grid *g = table_grid(p);
    size_t page = 0;
    for (size_t i = 0; i < g->ncell; i++)
        if (g->cell[i].text == remark[0])
            remarked = cell_mark(p, g->cell[i].row, g->cell[i].col, 0, &page);
    if (T_TRUE(remarked != NULL)) {
        other = cell_mark(p, remarked->element.row, remarked->element.col + 1, 0, NULL);
        struct box wide = cell_of(&p->page[page], remarked), narrow = cell_of(&p->page[page], other);
        T_TRUE(wide.x1 - wide.x0 > (narrow.x1 - narrow.x0) * 5 / 4);
    }
    T_CASE("E B7 and 表四");
    p = table_pages("review", give_remarks, 0);
    check_remarks(p);
    T_TRUE(all_inside(p, 0.375));
    typeset_close(&t);
}

static void thousand_rows(void)
{
    enum { ROWS = 1000 };
    t = typeset_open(NULL);
    T_CASE("E: a table of a thousand rows: every row once and in order, 续表 on all pages but the first, all "
           "inside");
    struct list_item *item = ARENA_ARRAY(t.a, ROWS, struct list_item);
    for (int i = 0; i < ROWS; i++)
        item[i] = (struct list_item){.label = arena_printf(t.a, "（%d）主动公开政府信息数", i + 1),
                                     .unit = "条",
                                     .value = value_of(arena_printf(t.a, "%d", i * 7))};
    struct block block = {.kind = BLOCK_LIST, .item = item, .nitem = ROWS};
    struct pages *p = pages_of(arena_dup(t.a, &block, sizeof block), 5);
    int row = 0, marked = 0;
    for (size_t i = 0; i < p->npage; i++) {
        for (size_t k = 0; k < p->page[i].nmark; k++) {
            const struct mark *m = &p->page[i].mark[k];
            marked += m->kind == MARK_GLYPHS && strcmp(m->text, "续表") == 0;
            if (!in_table(m) || m->element.col != 0)
                continue;
            T_STR(m->text, item[row].label);
            T_INT(m->element.row, row);
            T_INT(m->item, ITEM_CONTENT);
            row++;
        }
    }
    T_INT(row, ROWS);
    T_INT(marked, p->npage - 1);
    T_TRUE(p->npage > 20 && all_inside(p, 0.375));
    typeset_close(&t);
}

/* The pages of a list of 40 lines behind a first one. */
static struct pages *list_pages(struct list_item first)
{
    enum { ROWS = 41 };
    struct list_item *item = ARENA_ARRAY(t.a, ROWS, struct list_item);
    item[0] = first;
    for (int i = 1; i < ROWS; i++)
        item[i] = (struct list_item){.label = "信息数", .unit = "条", .value = value_of("7")};
    struct block block = {.kind = BLOCK_LIST, .item = item, .nitem = ROWS};
    return pages_of(arena_dup(t.a, &block, sizeof block), 5);
}

/* How often a text is printed on a page. */
static size_t printed(const struct page *page, const char *text)
{
    size_t n = 0;
    for (size_t k = 0; k < page->nmark; k++)
        n += in_table(&page->mark[k]) && strcmp(page->mark[k].text, text) == 0;
    return n;
}

static void list_heads(void)
{
    t = typeset_open(NULL);
    T_CASE("E C-19 a list's head, 统计指标 | 单位 | 统计数, is centred and printed again on the next page");
    struct pages *p =
        list_pages((struct list_item){.label = "统计指标", .unit = "单位", .value = value_of("统计数")});
    T_INT(p->npage, 2);
    for (size_t i = 0; i < p->npage; i++) {
        T_INT(printed(&p->page[i], "统计指标"), 1);
        T_INT(printed(&p->page[i], "统计数"), 1);
    }
    const struct mark *m = cell_mark(p, 0, 0, 0, NULL);
    struct box cell = cell_of(&p->page[0], m), ink = ink_of(m);
    T_NEAR(PT(ink.x0 - cell.x0), PT(cell.x1 - ink.x1), 2);

    T_CASE("E a list whose first line has a figure, or none, has no head");
    p = list_pages((struct list_item){.label = "主动公开数", .unit = "条", .value = value_of("12件")});
    T_INT(printed(&p->page[1], "主动公开数"), 0);
    p = list_pages((struct list_item){.label = "主动公开数", .unit = "条", .value = value_of("/")});
    T_INT(printed(&p->page[1], "主动公开数"), 0);
    typeset_close(&t);
}

int main(void)
{
    blocks();
    shades();
    bands();
    notes_and_rows();
    remarks();
    thousand_rows();
    list_heads();
    return t_done();
}
