/* flow.c - the filling of pages: 孤行, headings, signature, blank lines (typesetting rules B6, table C row
 * 18). */
#include "flow.h"
#include "t.h"

static const struct flow_page_shape page = {
    .lines = 22, .pitch = 30, .size = 16, .height = 646, .gap = 6, .mark = 30, .white = 6};

struct list {
    struct flow_item item[400];
    size_t n;
};

static void line(struct list *l, bool keep)
{
    l->item[l->n++] = (struct flow_item){.kind = FLOW_LINE, .keep = keep};
}

static void blank(struct list *l, bool keep)
{
    l->item[l->n++] = (struct flow_item){.kind = FLOW_BLANK, .keep = keep};
}

/* A paragraph as vlist makes it: its last line stays with the one before. */
static void paragraph(struct list *l, int lines)
{
    for (int i = 0; i < lines; i++)
        line(l, i == lines - 2);
}

/* A heading and a paragraph of at least two lines, which stays with it for two. */
static void heading(struct list *l, int lines)
{
    line(l, true);
    for (int i = 0; i < lines; i++)
        line(l, i == 0 || i == lines - 2);
}

static size_t first_of(const struct flow_page *p)
{
    return p->piece[0].item;
}

int main(void)
{
    struct arena *a = arena_new();
    size_t n;
    struct flow_page *p;

    T_CASE("T-A2 22 lines fill a page and leave nothing for a second");
    struct list l = {.n = 0};
    paragraph(&l, 22);
    p = flow_pages(l.item, l.n, &page, a, &n);
    T_INT(n, 1);
    T_INT(p[0].npiece, 22);
    T_INT(p[0].piece[21].line, 21);

    T_CASE("B6 a page does not begin with the last line of a paragraph: one more line goes over");
    l.n = 0;
    paragraph(&l, 23);
    p = flow_pages(l.item, l.n, &page, a, &n);
    T_INT(n, 2);
    T_INT(p[0].npiece, 21);
    T_INT(p[1].npiece, 2);

    T_CASE("B6 a paragraph of one line may begin a page");
    l.n = 0;
    paragraph(&l, 22);
    paragraph(&l, 1);
    p = flow_pages(l.item, l.n, &page, a, &n);
    T_INT(p[0].npiece, 22);
    T_INT(p[1].npiece, 1);

    for (int at = 19; at <= 21; at++) {
        T_CASE(at == 19   ? "C-18 a heading on line 20 has its two lines and stays"
               : at == 20 ? "C-18 a heading on line 21 goes over"
                          : "C-18 a heading on line 22 goes over");
        l.n = 0;
        paragraph(&l, at);
        heading(&l, 5);
        p = flow_pages(l.item, l.n, &page, a, &n);
        T_INT(n, 2);
        T_INT(first_of(&p[1]), at == 19 ? 22 : at);
    }

    T_CASE("B6 chained headings move together");
    l.n = 0;
    paragraph(&l, 19);
    line(&l, true);
    heading(&l, 5);
    p = flow_pages(l.item, l.n, &page, a, &n);
    T_INT(first_of(&p[1]), 19);

    T_CASE("B6 the signature takes two lines of text with it");
    l.n = 0;
    paragraph(&l, 21);
    l.item[l.n - 1].keep = l.item[l.n - 2].keep = true;
    blank(&l, true);
    line(&l, true);
    line(&l, false);
    p = flow_pages(l.item, l.n, &page, a, &n);
    T_INT(n, 2);
    T_INT(p[1].npiece, 4); /* two of text, organ, date: the blank line has no piece */
    T_INT(first_of(&p[1]), 19);
    T_INT(p[1].piece[2].line, 3);

    T_CASE("B6 no blank line at the top of a page");
    l.n = 0;
    paragraph(&l, 22);
    blank(&l, true);
    line(&l, false);
    p = flow_pages(l.item, l.n, &page, a, &n);
    T_INT(n, 2);
    T_INT(p[1].piece[0].line, 0);

    T_CASE("E a table's note stands close below, in its own leading; the grid goes on below it");
    l.n = 0;
    paragraph(&l, 2);
    for (int i = 0; i < 2; i++)
        l.item[l.n++] = (struct flow_item){.kind = FLOW_NOTE, .height = 18};
    paragraph(&l, 1);
    p = flow_pages(l.item, l.n, &page, a, &n);
    T_INT(p[0].piece[2].top, 46);
    T_INT(p[0].piece[3].top, 64);
    T_INT(p[0].piece[4].line, 3);

    T_CASE("E a note longer than a page goes on over as many as it takes, far more lines on each than the "
           "grid has");
    l.n = 0;
    for (int i = 0; i < 200; i++)
        l.item[l.n++] = (struct flow_item){.kind = FLOW_NOTE, .keep = i < 199, .height = 10};
    p = flow_pages(l.item, l.n, &page, a, &n);
    T_INT(n, 4);
    size_t lines = 0, in_order = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < p[i].npiece; k++)
            in_order += p[i].piece[k].item == lines++;
    T_INT(p[0].npiece, 64);
    T_INT(lines, 200);
    T_INT(in_order, 200);

    T_CASE("B6 kept lines longer than a page end where the page does");
    l.n = 0;
    for (int i = 0; i < 50; i++)
        line(&l, true);
    p = flow_pages(l.item, l.n, &page, a, &n);
    T_INT(n, 3);
    T_INT(p[0].npiece + p[1].npiece + p[2].npiece, 50);

    T_CASE("flow: an item that begins a page does so, at the top of one without leaving a blank page");
    l.n = 0;
    paragraph(&l, 3);
    paragraph(&l, 2);
    l.item[3].new_page = true;
    p = flow_pages(l.item, l.n, &page, a, &n);
    T_INT(n, 2);
    T_INT(first_of(&p[1]), 3);
    l.n = 0;
    paragraph(&l, 22);
    paragraph(&l, 2);
    l.item[22].new_page = true;
    p = flow_pages(l.item, l.n, &page, a, &n);
    T_INT(n, 2);
    T_INT(first_of(&p[1]), 22);

    arena_free(a);
    return t_done();
}
