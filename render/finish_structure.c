/* finish_structure.c - the structure tree in PDF syntax. */
#include "finish_structure.h"

/* Content of a leaf: number `mcid` of a page. */
struct piece {
    int page, mcid;
};

struct tree {
    const struct tags *tags;
    const struct structure_place *place;
    GString *s;
    size_t *kid0;        /* [ntag + 1] where the kids of each tag begin in kid */
    int *kid;            /* tags that are kids, by parent, in order */
    size_t *piece0;      /* [ntag + 1] the same for content */
    struct piece *piece; /* by leaf, in order of pages and numbers */
};

static void put_number(GString *s, int v)
{
    char digit[12];
    int n = sizeof digit;
    do
        digit[--n] = (char)('0' + v % 10);
    while (v /= 10);
    g_string_append_len(s, digit + n, (gssize)sizeof digit - n);
}

static void put_reference(GString *s, int number)
{
    put_number(s, number);
    g_string_append(s, " 0 R");
}

static void end_object(struct pdf_text *out)
{
    g_array_append_val(out->end, out->text->len);
}

/* Turn counts into where each one's share begins. */
static size_t *shares(size_t *count, size_t n)
{
    size_t at = 0;
    for (size_t i = 0; i <= n; i++) {
        size_t own = i < n ? count[i] : 0;
        count[i] = at;
        at += own;
    }
    return count;
}

static void gather_kids(struct tree *t)
{
    const struct tags *tags = t->tags;
    t->kid0 = g_new0(size_t, tags->ntag + 1);
    t->kid = g_new(int, tags->ntag);
    for (size_t i = 1; i < tags->ntag; i++)
        t->kid0[tags->tag[i].parent]++;
    shares(t->kid0, tags->ntag);
    size_t *next = g_memdup2(t->kid0, (tags->ntag + 1) * sizeof *next);
    for (size_t i = 1; i < tags->ntag; i++)
        t->kid[next[tags->tag[i].parent]++] = (int)i;
    g_free(next);
}

static void gather_pieces(struct tree *t, unsigned *const *pieces)
{
    const struct tags *tags = t->tags;
    t->piece0 = g_new0(size_t, tags->ntag + 1);
    for (size_t i = 0; i < t->place->npage; i++)
        for (size_t r = 0; r < tags->page[i].nrun; r++)
            if (tags->page[i].run[r].tag >= 0)
                t->piece0[tags->page[i].run[r].tag] += pieces[i][r];
    shares(t->piece0, tags->ntag);
    t->piece = g_new0(struct piece, t->piece0[tags->ntag] + 1);
    size_t *next = g_memdup2(t->piece0, (tags->ntag + 1) * sizeof *next);
    for (size_t i = 0; i < t->place->npage; i++) {
        int mcid = 0;
        for (size_t r = 0; r < tags->page[i].nrun; r++)
            for (unsigned k = 0; k < pieces[i][r]; k++)
                t->piece[next[tags->page[i].run[r].tag]++] = (struct piece){(int)i, mcid++};
    }
    g_free(next);
}

/* Attributes are written out only where they differ from the default. */
static void put_attributes(GString *s, const struct tag *t)
{
    if (t->scope == SCOPE_NONE && t->rowspan == 1 && t->colspan == 1)
        return;
    g_string_append(s, "/A<</O/Table");
    if (t->rowspan > 1) {
        g_string_append(s, "/RowSpan ");
        put_number(s, t->rowspan);
    }
    if (t->colspan > 1) {
        g_string_append(s, "/ColSpan ");
        put_number(s, t->colspan);
    }
    if (t->scope != SCOPE_NONE)
        g_string_append(s, t->scope == SCOPE_ROW ? "/Scope/Row" : "/Scope/Column");
    g_string_append(s, ">>");
}

/* A plain number on the page that the element names, else with its page. */
static void put_content(struct tree *t, size_t from, size_t to)
{
    GString *s = t->s;
    int page = t->piece[from].page;
    g_string_append(s, "/Pg ");
    put_reference(s, t->place->page[page]);
    g_string_append(s, "/K[");
    for (size_t i = from; i < to; i++) {
        if (i > from)
            g_string_append_c(s, ' ');
        if (t->piece[i].page != page) {
            g_string_append(s, "<</Type/MCR/Pg ");
            put_reference(s, t->place->page[t->piece[i].page]);
            g_string_append(s, "/MCID ");
        }
        put_number(s, t->piece[i].mcid);
        if (t->piece[i].page != page)
            g_string_append(s, ">>");
    }
    g_string_append_c(s, ']');
}

static void put_element(struct tree *t, size_t i)
{
    const struct tag *tag = &t->tags->tag[i];
    GString *s = t->s;
    g_string_append(s, "<</Type/StructElem/S/");
    g_string_append(s, tag->name);
    g_string_append(s, "/P ");
    put_reference(s, tag->parent < 0 ? t->place->root : t->place->first + tag->parent);
    put_attributes(s, tag);
    if (t->kid0[i] < t->kid0[i + 1]) {
        g_string_append(s, "/K[");
        for (size_t k = t->kid0[i]; k < t->kid0[i + 1]; k++) {
            if (k > t->kid0[i])
                g_string_append_c(s, ' ');
            put_reference(s, t->place->first + t->kid[k]);
        }
        g_string_append_c(s, ']');
    } else if (t->piece0[i] < t->piece0[i + 1]) {
        put_content(t, t->piece0[i], t->piece0[i + 1]);
    }
    g_string_append(s, ">>");
}

/* The page's row of the parent tree: the element of each number. */
static void put_owners(struct tree *t, const struct tag_page *plan, const unsigned *pieces)
{
    g_string_append_c(t->s, '[');
    for (size_t r = 0; r < plan->nrun; r++)
        for (unsigned k = 0; k < pieces[r]; k++) {
            put_reference(t->s, t->place->first + plan->run[r].tag);
            g_string_append_c(t->s, ' ');
        }
    g_string_append_c(t->s, ']');
}

char *finish_structure(const struct tags *tags, unsigned *const *pieces, const struct structure_place *place,
                       struct pdf_text *out)
{
    struct tree t = {.tags = tags, .place = place, .s = out->text};
    gather_kids(&t);
    gather_pieces(&t, pieces);
    for (size_t i = 0; i < tags->ntag; i++) {
        put_element(&t, i);
        end_object(out);
    }
    GString *root = g_string_new("<</Type/StructTreeRoot/K ");
    put_reference(root, place->first);
    g_string_append(root, "/ParentTree<</Nums[");
    for (size_t i = 0; i < place->npage; i++) {
        put_owners(&t, &tags->page[i], pieces[i]);
        end_object(out);
        put_number(root, (int)i);
        g_string_append_c(root, ' ');
        put_reference(root, place->first + (int)(tags->ntag + i));
        g_string_append_c(root, ' ');
    }
    g_string_append(root, "]>>/ParentTreeNextKey ");
    put_number(root, (int)place->npage);
    g_string_append(root, ">>");
    g_free(t.kid0);
    g_free(t.kid);
    g_free(t.piece0);
    g_free(t.piece);
    return g_string_free(root, FALSE);
}
