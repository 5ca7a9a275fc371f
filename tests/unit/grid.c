/* grid.c - the grid of a table: spans from label trees, bands on one grid, own labels, extra rows.
 * The forms here are made by hand and small; the real ones are drawn by tests/unit/sheet.c. */
#include "grid.h"
#include "t.h"

/* A tree in brief: "name", "name(" opens a group, ")" closes it. */
static const char *parse(struct arena *a, struct label *parent, const char *s, size_t *leaves)
{
    struct label *child[64];
    size_t n = 0;
    s += strspn(s, " ");
    while (*s && *s != ')') {
        size_t len = strcspn(s, " ()");
        struct label *l = ARENA_NEW(a, struct label);
        l->parent = parent;
        l->depth = parent->depth + 1;
        if (s[0] != '#') {
            l->text = arena_strndup(a, s, len);
            l->id = arena_strndup(a, s, len);
        }
        l->path =
            l->id ? arena_printf(a, "%s%s%s", parent->path, *parent->path ? "." : "", l->id) : parent->path;
        l->leaf_from = *leaves;
        s += len;
        if (*s == '(') {
            s = parse(a, l, s + 1, leaves);
            s += *s == ')';
        } else {
            ++*leaves;
        }
        l->leaf_to = *leaves;
        child[n++] = l;
        s += strspn(s, " ");
    }
    parent->child = arena_dup(a, child, n * sizeof *child);
    parent->nchild = n;
    return s;
}

static void collect(struct axis *x, struct label *l)
{
    if (!l->nchild) {
        x->leaf[l->leaf_from] = l;
        x->depth = l->depth > x->depth ? l->depth : x->depth;
    }
    for (size_t i = 0; i < l->nchild; i++)
        collect(x, l->child[i]);
}

static struct axis axis(struct arena *a, const char *s)
{
    struct axis x = {0};
    x.root = ARENA_NEW(a, struct label);
    x.root->path = "";
    if (s)
        parse(a, x.root, s, &x.nleaf);
    else
        x.nleaf = 1;
    x.root->leaf_to = x.nleaf;
    x.leaf = ARENA_ARRAY(a, x.nleaf, struct label *);
    collect(&x, x.root);
    return x;
}

struct band_text {
    const char *id, *title, *corner, *columns, *rows;
};

static struct block *make(struct arena *a, const struct band_text *band, size_t nband)
{
    struct form *f = ARENA_NEW(a, struct form);
    f->band = ARENA_ARRAY(a, nband, struct band);
    f->nband = nband;
    for (size_t i = 0; i < nband; i++) {
        struct band *b = &f->band[i];
        b->id = band[i].id;
        b->title = band[i].title;
        b->corner = band[i].corner;
        b->columns = axis(a, band[i].columns);
        b->rows = axis(a, band[i].rows);
        b->cell0 = f->ncell;
        f->ncell += b->columns.nleaf * b->rows.nleaf;
    }
    struct block *bl = ARENA_NEW(a, struct block);
    bl->kind = BLOCK_TABLE;
    bl->pointer = "/sections/0/body/0";
    bl->table = ARENA_NEW(a, struct table);
    bl->table->form = f;
    bl->table->value = ARENA_ARRAY(a, f->ncell, struct value);
    for (size_t i = 0; i < f->ncell; i++)
        bl->table->value[i] = (struct value){VALUE_INT, (int64_t)i, arena_printf(a, "%zu", i)};
    return bl;
}

/* The grid as text: a line for each row; every place shows its cell's text where the cell begins, '<' where
 * it goes on to the right, '^' where it goes on below.  A place covered twice or never shows as '!'. */
static const char *picture(const struct grid *g, struct arena *a)
{
    size_t n = (size_t)g->nrow * (size_t)g->ncol;
    const char **at = ARENA_ARRAY(a, n, const char *);
    for (size_t i = 0; i < g->ncell; i++) {
        const struct grid_cell *c = &g->cell[i];
        for (int r = c->row; r < c->row + c->rowspan; r++)
            for (int k = c->col; k < c->col + c->colspan; k++) {
                if (r >= g->nrow || k >= g->ncol)
                    return "a cell lies outside the grid";
                const char **p = &at[r * g->ncol + k];
                *p = *p ? "!" : r > c->row ? "^" : k > c->col ? "<" : *c->text ? c->text : "_";
            }
    }
    char *s = arena_strdup(a, "");
    for (int r = 0; r < g->nrow; r++)
        for (int k = 0; k < g->ncol; k++)
            s = arena_printf(a, "%s%s%s", s, at[r * g->ncol + k] ? at[r * g->ncol + k] : "!",
                             k + 1 < g->ncol ? " " : "\n");
    return s;
}

static bool in_reading_order(const struct grid *g)
{
    for (size_t i = 1; i < g->ncell; i++) {
        const struct grid_cell *p = &g->cell[i - 1], *c = &g->cell[i];
        if (p->row > c->row || (p->row == c->row && p->col >= c->col))
            return false;
    }
    return true;
}

static const struct grid_cell *at(const struct grid *g, int row, int col)
{
    for (size_t i = 0; i < g->ncell; i++)
        if (g->cell[i].row == row && g->cell[i].col == col)
            return &g->cell[i];
    static const struct grid_cell none = {.text = "(no cell)", .role = (enum cell_role) - 1};
    return &none;
}

static void one_band(struct arena *a)
{
    static const struct band_text t[] = {
        {NULL, NULL, "note", "all( nat bodies( biz sci) total)", "A C( C1 C2( x y) C3) D"}};
    struct block *b = make(a, t, 1);
    struct grid *g = grid_build(b, a);

    T_CASE("grid spans come from the label trees");
    T_STR(picture(g, a), "note < < all < < <\n"
                         "^ ^ ^ nat bodies < total\n"
                         "^ ^ ^ ^ biz sci ^\n"
                         "A < < 0 1 2 3\n"
                         "C C1 < 4 5 6 7\n"
                         "^ C2 x 8 9 10 11\n"
                         "^ ^ y 12 13 14 15\n"
                         "^ C3 < 16 17 18 19\n"
                         "D < < 20 21 22 23\n");
    T_INT(g->nhead, 3);
    T_INT(g->nlabel, 3);
    T_TRUE(g->share == NULL);
    T_TRUE(in_reading_order(g));

    T_CASE("grid cells know their role, their label and their figure");
    T_INT(at(g, 0, 0)->role, CELL_CORNER);
    T_INT(at(g, 1, 4)->role, CELL_HEAD);
    T_STR(at(g, 2, 4)->label->path, "all.bodies.biz");
    T_INT(at(g, 5, 2)->role, CELL_LABEL);
    T_STR(at(g, 5, 2)->label->path, "C.C2.x");
    T_INT(at(g, 5, 6)->role, CELL_FIGURE);
    T_INT(at(g, 5, 6)->index, 11);
    T_INT(at(g, 5, 6)->value->number, 11);
    T_INT(at(g, 0, 0)->index, -1);

    T_CASE("grid prints labels as published where the table has its own");
    static struct own_label own[] = {{"rows.C.C2.y", "y'"}, {"columns.all.bodies", "bodies'"}};
    b->table->label = own;
    b->table->nlabel = 2;
    g = grid_build(b, a);
    T_STR(at(g, 6, 2)->text, "y'");
    T_STR(at(g, 1, 4)->text, "bodies'");
    T_STR(at(g, 5, 2)->text, "x");
}

static void values(struct arena *a)
{
    static const struct band_text t[] = {{NULL, NULL, "", "p q", "r"}};
    struct block *b = make(a, t, 1);
    b->table->value[0] = (struct value){VALUE_NULL, 0, NULL};
    b->table->value[1] = (struct value){VALUE_TEXT, 0, "12\n（其中修订3件）"};
    b->table->form->band[0].rows.leaf[0]->kind = KIND_AMOUNT;
    b->table->note = "注";
    struct grid *g = grid_build(b, a);

    T_CASE("grid keeps blank blank and text as published");
    T_STR(at(g, 1, 1)->text, "");
    T_STR(at(g, 1, 2)->text, "12\n（其中修订3件）");
    T_INT(at(g, 1, 2)->kind, KIND_AMOUNT);
    T_STR(at(g, 1, 2)->pointer, report_cell_pointer(b, 1, a));
    T_STR(g->note, "注");

    T_CASE("grid of a nameless row has no label column and no corner");
    static const struct band_text u[] = {{NULL, NULL, NULL, "V( k s) L( a( k s) b( k s))", NULL}};
    g = grid_build(make(a, u, 1), a);
    T_STR(picture(g, a), "V < L < < <\n"
                         "k s a < b <\n"
                         "^ ^ k s k s\n"
                         "0 1 2 3 4 5\n");
    T_INT(g->nlabel, 0);
}

static void bands(struct arena *a)
{
    static const struct band_text t[] = {{"one", "I", "what", "p q r", "a b"},
                                         {"nine", "IX", "what", "n sum", "c"}};
    struct block *b = make(a, t, 2);
    struct grid *g = grid_build(b, a);

    T_CASE("3b bands of three and two columns share 1/3 1/6 1/6 1/3");
    T_STR(picture(g, a), "I < < < <\n"
                         "what p q < r\n"
                         "a 0 1 < 2\n"
                         "b 3 4 < 5\n"
                         "IX < < < <\n"
                         "what n < sum <\n"
                         "c 6 < 7 <\n");
    T_INT(g->nhead, 0);
    T_INT(g->nlabel, 1);
    T_INT(g->ncol, 5);
    static const int want[] = {0, 2, 1, 1, 2};
    for (int i = 0; i < 5; i++)
        T_INT(g->share[i], want[i]);
    T_INT(at(g, 4, 0)->role, CELL_BAND);
    T_INT(at(g, 6, 1)->band, 1);

    T_CASE("3a a band of one column spans all of a band of three");
    static const struct band_text u[] = {{"one", "I", "what", "p q r", "a"}, {"five", "V", "what", "n", "c"}};
    g = grid_build(make(a, u, 2), a);
    T_STR(picture(g, a), "I < < <\nwhat p q r\na 0 1 2\nV < < <\nwhat n < <\nc 3 < <\n");

    T_CASE("grid of one band with a title repeats title and head");
    g = grid_build(make(a, t, 1), a);
    T_STR(picture(g, a), "I < < <\nwhat p q r\na 0 1 2\nb 3 4 5\n");
    T_INT(g->nhead, 2);
}

static void extras(struct arena *a)
{
    static struct value v[] = {{VALUE_INT, 7, "7"}, {VALUE_TEXT, 0, "/"}};
    static const struct band_text t[] = {{"one", NULL, "k", "p q", "A B( x y) C"},
                                         {"two", NULL, "k", "s", "D"}};
    struct block *b = make(a, t, 2);
    static struct extra_row x[] = {{"in", "B.y", NULL, v, 2},
                                   {"behind", "B", NULL, v, 2},
                                   {"end", NULL, "one", v, 2},
                                   {"last", NULL, NULL, v, 1}};
    b->table->extra = x;
    b->table->nextra = 4;
    struct grid *g = grid_build(b, a);

    T_CASE("grid puts an extra row behind its row, inside its group");
    T_STR(picture(g, a), "k < p q\n"
                         "A < 0 1\n"
                         "B x 2 3\n"
                         "^ y 4 5\n"
                         "^ in 7 /\n"
                         "behind < 7 /\n"
                         "C < 6 7\n"
                         "end < 7 /\n"
                         "k < s <\n"
                         "D < 8 <\n"
                         "last < 7 <\n");
    T_INT(at(g, 4, 2)->index, -1);
    T_TRUE(at(g, 4, 1)->label == NULL);
    T_STR(at(g, 4, 2)->pointer, "/sections/0/body/0/extra/0/values/0");

    T_CASE("grid finds a label column for an extra row of a nameless form");
    static const struct band_text u[] = {{NULL, NULL, NULL, "p q", NULL}};
    static struct extra_row y[] = {{"other", NULL, NULL, v, 2}};
    b = make(a, u, 1);
    b->table->extra = y;
    b->table->nextra = 1;
    T_STR(picture(grid_build(b, a), a), "_ p q\n_ 0 1\nother 7 /\n");
}

int main(void)
{
    struct arena *a = arena_new();
    one_band(a);
    values(a);
    bands(a);
    extras(a);
    arena_free(a);
    return t_done();
}
