/* table_split.c - tests of tables that go on over pages: parts, pieces, rules. */
#include "table_fixture.h"

#define LINE ((len_t)30320) /* 29.609 pt: the body's line pitch */

static struct fx *f;
static struct table_fit *t;
static struct table_room room;

static void start(double em)
{
    f = fx_applications("13612", "0", "13612");
    struct table_options o = fx_options(em);
    t = fx_fit(f, &o, false);
    room = (struct table_room){.here = PAGE, .page = PAGE, .white = 6 * LINE, .mark = PT(16)};
}

static bool split(int from, len_t here, struct table_part *p)
{
    struct table_room r = room;
    r.here = here;
    return table_split(t, from, &r, p);
}

static bool has_rule(const struct table_rule *r, size_t n, len_t x0, len_t y0, len_t x1, len_t y1)
{
    for (size_t i = 0; i < n; i++)
        if (r[i].x0 == x0 && r[i].x1 == x1 && r[i].y0 == y0 && r[i].y1 == y1)
            return true;
    return false;
}

/* How many rules cross the horizontal line at y strictly. */
static int crossing(const struct table_rule *r, size_t n, len_t y)
{
    int k = 0;
    for (size_t i = 0; i < n; i++)
        k += r[i].x0 == r[i].x1 && r[i].y0 < y && r[i].y1 > y;
    return k;
}

static const struct table_piece *find_piece(const struct table_piece *p, size_t n, const char *text)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(f->cell[p[i].cell].text, text) == 0)
            return &p[i];
    return NULL;
}

/* T-E1: 12 lines of text, then the table: ten lines are left of 22. */
static void after_text(void)
{
    start(9);
    len_t here = PAGE - 12 * LINE;
    struct table_part a, b;
    T_CASE("T-E1 after 12 lines of text the table breaks between rows");
    if (!T_TRUE(split(0, here, &a)))
        return;
    T_INT(a.from, 0);
    T_TRUE(a.to > 5 && a.to < 28);
    T_INT(a.height, table_height(t, 0, a.to));
    T_TRUE(a.height <= here);
    T_INT(a.head_to - a.head_from, 0);

    T_CASE("T-E1 page 2 has the three head rows and all that is left");
    T_TRUE(split(a.to, PAGE, &b));
    T_INT(b.from, a.to);
    T_INT(b.to, 28);
    T_INT(b.head_from, 0);
    T_INT(b.head_to, 3);
    T_INT(b.height, table_height(t, 0, 3) + table_height(t, b.from, 28));
    T_TRUE(b.height + room.mark <= PAGE);

    T_CASE("T-E1 vertical rules stand at equal places on both pages");
    size_t na, nb;
    struct table_rule *ra = table_rules(t, &a, f->a, &na), *rb = table_rules(t, &b, f->a, &nb);
    len_t head = table_height(t, 0, 3);
    for (size_t i = 0; i < na; i++)
        if (ra[i].x0 == ra[i].x1 && ra[i].y1 < head)
            T_TRUE(has_rule(rb, nb, ra[i].x0, ra[i].y0, ra[i].x1, ra[i].y1));
    for (int c = 2; c < 10; c++) /* every column edge right of the labels runs down to the foot of both */
        T_TRUE(crossing(ra, na, a.height - 1) == crossing(rb, nb, head + 1));

    T_CASE("C-20 the frame is closed at the foot and opened at the head of each part");
    T_TRUE(has_rule(ra, na, 0, a.height, MEASURE, a.height));
    T_TRUE(has_rule(rb, nb, 0, 0, MEASURE, 0));
    T_TRUE(has_rule(rb, nb, 0, b.height, MEASURE, b.height));
    for (size_t i = 0; i < 4; i++)
        T_TRUE(ra[i].frame && rb[i].frame);
    T_TRUE(!ra[4].frame);

    T_CASE("C-20 vertical rules run unbroken through the cut span");
    len_t x1 = t->x[1];
    T_TRUE(has_rule(ra, na, x1, table_height(t, 0, 5), x1, a.height));
    T_TRUE(has_rule(rb, nb, x1, head, x1, b.height - t->height[27]));

    T_CASE("C-21 the labels of open groups are drawn again, in their piece's middle");
    size_t pa, pb;
    struct table_piece *qa = table_pieces(t, &a, f->a, &pa), *qb = table_pieces(t, &b, f->a, &pb);
    const struct table_piece *one = find_piece(qa, pa, "三、本年度办理结果");
    const struct table_piece *two = find_piece(qb, pb, "三、本年度办理结果");
    if (T_TRUE(one && two)) {
        T_TRUE(!one->again && two->again);
        T_INT(one->height, table_height(t, 5, a.to));
        T_INT(two->y, head);
        T_INT(two->height, table_height(t, a.to, 27));
        T_TRUE(one->height >= t->cell[one->cell].content_height + 2 * t->pad_y);
        T_TRUE(two->height >= t->cell[two->cell].content_height + 2 * t->pad_y);
    }

    T_CASE("C-21 every cell is content once, and the head comes whole again");
    size_t content = 0, again = 0;
    for (size_t i = 0; i < pa; i++)
        content += !qa[i].again;
    for (size_t i = 0; i < pb; i++) {
        content += !qb[i].again;
        again += qb[i].again && f->cell[qb[i].cell].row < 3;
    }
    T_INT(content, f->g.ncell);
    T_INT(again, 10);
    T_TRUE(qb[0].again && qb[0].y == 0 && qb[0].x == 0);
    for (size_t i = 1; i < pb; i++) /* reading order by page: head first */
        T_TRUE(qb[i].y >= head || f->cell[qb[i].cell].row < 3);

    T_CASE("C-21 as many rules in the repeated head as in the first");
    T_INT(crossing(rb, nb, t->height[0] / 2), crossing(ra, na, t->height[0] / 2));
    T_INT(crossing(rb, nb, head - 1), crossing(ra, na, head - 1));
    fx_free(f);
}

static void foot_of_page(void)
{
    start(9);
    struct table_part p;
    len_t head = table_height(t, 0, 3);

    T_CASE("C-19 a head near the foot moves whole: never without two rows");
    room.white = 0;
    for (len_t here = 0; here < head + t->height[3] + t->height[4]; here += PT(3))
        T_TRUE(!split(0, here, &p));
    T_TRUE(split(0, head + t->height[3] + t->height[4], &p));
    T_INT(p.to, 5);

    T_CASE("E: a table that fits on a page moves there when at most six lines stay white");
    room.white = 6 * LINE;
    T_TRUE(!split(0, 6 * LINE, &p));
    T_TRUE(split(0, 6 * LINE + 1, &p));

    T_CASE("E: a table longer than a page breaks where it stands");
    room.page = table_height(t, 0, 28) - 1;
    T_TRUE(split(0, 6 * LINE, &p));
    fx_free(f);
}

static void all_breaks(void)
{
    start(9);
    T_CASE("E: at every height, never inside a row, two rows of each group on both sides, no label cut");
    room.white = 0;
    int seen = 0;
    for (len_t here = PT(60); here < PT(604); here += PT(1)) {
        struct table_part p;
        if (!split(0, here, &p))
            continue;
        seen++;
        T_INT(p.height, table_height(t, 0, p.to));
        T_TRUE(p.height <= here && p.to >= 5 && p.to <= 26);
        for (size_t i = 0; i < f->g.ncell; i++) {
            const struct grid_cell *c = &f->cell[i];
            int end = c->row + c->rowspan;
            if (p.to <= c->row || p.to >= end)
                continue;
            T_TRUE(p.to - c->row >= 2 && end - p.to >= 2);
            len_t need = t->cell[i].content_height + 2 * t->pad_y;
            T_TRUE(table_height(t, c->row, p.to) >= need && table_height(t, p.to, end) >= need);
        }
    }
    T_TRUE(seen > 400);

    T_CASE("C-19 the parts of a long table hold every row once, whatever the page");
    for (len_t page = PT(200); page <= PT(600); page += PT(7)) {
        int from = 0, parts = 0;
        room.page = page;
        while (from < 28 && parts < 28) {
            struct table_part p;
            if (!T_TRUE(split(from, page, &p)))
                break;
            T_TRUE(p.from == from && p.to > from);
            T_TRUE(p.height + (from ? room.mark : 0) <= page);
            T_INT(p.head_to, from ? 3 : 0);
            from = p.to;
            parts++;
        }
        T_INT(from, 28);
        T_TRUE(parts >= 2);
    }

    T_CASE("E: a row higher than the page is refused");
    room.page = table_height(t, 0, 3) + t->height[3] - 1;
    struct table_part p;
    T_TRUE(!split(0, room.page, &p));
    fx_free(f);
}

static void bands(void)
{
    f = fx_disclosure_2021("0");
    struct table_options o = fx_options(12);
    t = fx_fit(f, &o, false);
    T_CASE("C-19 a table of bands breaks between bands, its titles stay with their figures");
    room = (struct table_room){.page = PAGE, .white = 0, .mark = PT(16)};
    for (len_t here = 0; here < table_height(t, 0, 14); here += PT(5)) {
        struct table_part p;
        if (split(0, here, &p))
            T_TRUE(p.to == 4 || p.to == 7 || p.to == 11);
        else
            T_TRUE(here < table_height(t, 0, 4));
    }

    T_CASE("C-19 a band that must be cut has its title and heads again");
    room.page = table_height(t, 0, 3);
    struct table_part p;
    T_TRUE(split(0, room.page, &p));
    T_INT(p.to, 3);
    room.page += room.mark;
    T_TRUE(split(3, room.page, &p));
    T_INT(p.head_from, 0);
    T_INT(p.head_to, 2);
    T_INT(p.to, 4);
    fx_free(f);
}

static len_t sum_of(const len_t *h, int from, int to)
{
    len_t sum = 0;
    for (int r = from; r < to; r++)
        sum += h[r];
    return sum;
}

/* A part that gives: just as high as its room, its rules and pieces within, no row lower than its text. */
static void check_part(const struct table_part *p, len_t most)
{
    size_t nrule, npiece;
    const struct table_rule *rule = table_rules(t, p, f->a, &nrule);
    const struct table_piece *piece = table_pieces(t, p, f->a, &npiece);
    T_TRUE(p->height <= most && p->height > most - t->grid->nrow);
    T_TRUE(has_rule(rule, nrule, 0, p->height, t->x[t->grid->ncol], p->height));
    for (size_t i = 0; i < npiece; i++) {
        const struct table_cell *c = &t->cell[piece[i].cell];
        T_TRUE(piece[i].y + piece[i].height <= p->height);
        if (!piece[i].again) /* all of its rows are here */
            T_TRUE(piece[i].height >= c->content_height + 2 * PT(1.25));
    }
}

static void narrow_pads(void)
{
    f = fx_applications("13612", "0", "13612");
    struct table_options o = fx_options(9);
    o.give_y = PT(0.75); /* of 2 */
    t = fx_fit(f, &o, false);
    room = (struct table_room){.page = PAGE, .white = 0, .mark = PT(16)};
    int n = t->grid->nrow;
    len_t all = table_height(t, 0, n), least = sum_of(t->least, 0, n);
    struct table_part p;
    T_CASE("E a table that lacks a few points of its page is not broken: its rows give what is missing");
    T_TRUE(all - least == n * PT(1.5));
    const len_t lacks[] = {1, PT(2), PT(3), all - least};
    for (size_t i = 0; i < 4; i++) {
        T_TRUE(split(0, all - lacks[i], &p));
        T_INT(p.to, n);
        check_part(&p, all - lacks[i]);
    }
    T_CASE("E no row gives more than its pads have to give: then the table breaks as ever");
    T_TRUE(split(0, least - 1, &p));
    T_TRUE(p.to < n);
    T_INT(p.height, table_height(t, 0, p.to));
    T_CASE("E with all the room it needs no row gives anything");
    T_TRUE(split(0, all, &p));
    T_INT(p.height, all);
    T_CASE("E the rest of a table gives, too, with its repeated head");
    len_t rest = table_height(t, 0, 3) + table_height(t, 12, n);
    T_TRUE(split(12, rest + room.mark - PT(5), &p));
    T_INT(p.to, n);
    check_part(&p, rest - PT(5));
    T_CASE("E a table whose end may not stand here breaks, whatever room there is");
    room.split = true;
    T_TRUE(split(0, PAGE + all, &p));
    T_TRUE(p.to < n && p.to > n / 2);
    fx_free(f);
}

int main(void)
{
    narrow_pads();
    after_text();
    foot_of_page();
    all_breaks();
    bands();
    return t_done();
}
