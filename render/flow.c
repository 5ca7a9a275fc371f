/* flow.c - which lines and which table rows go on which page.
 * Stage: vertical list (paginate) -> flow -> page by page.  Pure arithmetic. */
#include "flow.h"

/* Where filling goes on. */
struct place {
    size_t item;
    int row; /* FLOW_TABLE: first row still to come; 0: the table has not begun */
};

/* A page being filled, and the last state in which it could have ended. */
struct filling {
    const struct flow_item *item;
    size_t n;
    const struct flow_page_shape *shape;
    struct flow_page *page;
    size_t room;       /* for pieces on it */
    struct arena *a;   /* that they live in */
    int line;          /* next free grid line */
    len_t bottom;      /* of what stands above it */
    bool can_end;      /* `good` is set */
    struct place good; /* the next page would begin here ... */
    size_t good_piece; /* ... with so many pieces on this one ... */
    int good_line;     /* ... and so many lines used */
};

static void may_end(struct filling *f, struct place next)
{
    f->can_end = true;
    f->good = next;
    f->good_piece = f->page->npiece;
    f->good_line = f->line;
}

/* Lines of a note may be far more than the grid has. */
static struct flow_piece *add_piece(struct filling *f, size_t item)
{
    size_t n = f->page->npiece;
    if (n == f->room) {
        f->room = n ? n * 2 : (size_t)f->shape->lines + 2;
        struct flow_piece *more = ARENA_ARRAY(f->a, f->room, struct flow_piece);
        for (size_t i = 0; i < n; i++)
            more[i] = f->page->piece[i];
        f->page->piece = more;
    }
    struct flow_piece *p = &f->page->piece[f->page->npiece++];
    *p = (struct flow_piece){.item = item};
    return p;
}

/* The first grid line whose em box begins at least `gap` below `bottom`. */
static int line_below(const struct flow_page_shape *s, len_t bottom)
{
    return (int)((bottom + s->gap + s->pitch - 1) / s->pitch);
}

/* Type that stands off the grid goes down to `bottom`; the grid goes on below it. */
static void set_bottom(struct filling *f, len_t bottom)
{
    f->bottom = bottom;
    f->line = line_below(f->shape, bottom);
}

/* A line of a note; false if it does not fit. */
static bool fill_note(struct filling *f, size_t item)
{
    len_t top = f->bottom, height = f->item[item].height;
    if (top + height > f->shape->height)
        return false;
    add_piece(f, item)->top = top;
    set_bottom(f, top + height);
    return true;
}

/* A line of the grid, blank or not; false if the page has no more. */
static bool fill_line(struct filling *f, size_t item)
{
    if (f->line >= f->shape->lines)
        return false;
    if (f->item[item].kind == FLOW_LINE)
        add_piece(f, item)->line = f->line;
    f->bottom = f->line * f->shape->pitch + f->shape->size;
    f->line++;
    return true;
}

/* The room a table meets at grid line f->line.  What is kept with it and stands above would move along, so it
 * counts as white too; where the page cannot end above it, the page is as good as empty. */
static struct table_room room_here(const struct filling *f, len_t top)
{
    const struct flow_page_shape *s = f->shape;
    struct table_room r = {.here = s->height - top, .page = s->height, .mark = s->mark};
    if (f->can_end)
        r.white = (s->white - (f->line - f->good_line)) * s->pitch;
    else
        r.page = r.here;
    return r;
}

/* Whether what is kept with item `item`, which goes down to `bottom`, fits below it on the page. */
static bool kept_fits(const struct filling *f, size_t item, len_t bottom)
{
    const struct flow_page_shape *s = f->shape;
    int line = line_below(s, bottom);
    for (size_t i = item; f->item[i].keep && ++i < f->n && f->item[i].kind != FLOW_TABLE;) {
        bool note = f->item[i].kind == FLOW_NOTE;
        if (note ? bottom + f->item[i].height > s->height : line >= s->lines)
            return false;
        bottom = note ? bottom + f->item[i].height : line * s->pitch + s->size;
        line = note ? line_below(s, bottom) : line + 1;
    }
    return true;
}

enum filled { FILLED_ON, FILLED_FULL, FILLED_ROLL_BACK, FILLED_TOO_HIGH };

/* Narrow the part's rows by no more than it takes for what is kept with the table to stand below it. */
static bool tighten_for_kept(const struct filling *f, const struct place *at, len_t top,
                             struct table_part *part)
{
    const struct table_fit *fit = f->item[at->item].fit;
    struct table_part tried = *part;
    len_t low = 0, high = part->height; /* high is too high */
    while (high - low > 1) {
        len_t mid = low + (high - low) / 2;
        if (!table_tighten(fit, &tried, mid) || kept_fits(f, at->item, top + tried.height))
            low = mid;
        else
            high = mid;
    }
    if (!table_tighten(fit, &tried, low) || !kept_fits(f, at->item, top + tried.height))
        return false;
    *part = tried;
    return true;
}

/* Where the table ends on this page but what is kept with it does not fit below, its rows are narrowed; where
 * that is not enough, its last rows go over, too.  False: the whole table had better go over. */
static bool part_with_kept(const struct filling *f, const struct place *at, len_t top, struct table_room room,
                           struct table_part *part)
{
    const struct table_fit *fit = f->item[at->item].fit;
    if (part->to < fit->grid->nrow || kept_fits(f, at->item, top + part->height) ||
        tighten_for_kept(f, at, top, part))
        return true;
    struct table_part less;
    room.split = true;
    bool splits = table_split(fit, at->row, &room, &less);
    if (splits)
        *part = less;
    return splits || !f->can_end;
}

/* Put rows of the table at *at on the page.  FILLED_ON: the whole rest stands, filling goes on behind it.
 * Else *at says where to go on. */
static enum filled fill_table(struct filling *f, struct place *at)
{
    const struct table_fit *fit = f->item[at->item].fit;
    len_t top = f->line * f->shape->pitch;
    struct table_room room = room_here(f, top);
    struct table_part part;
    if (!table_split(fit, at->row, &room, &part))
        return f->can_end || f->page->npiece > 0 ? FILLED_ROLL_BACK : FILLED_TOO_HIGH;
    top += at->row > 0 ? f->shape->mark : 0;
    if (!part_with_kept(f, at, top, room, &part))
        return FILLED_ROLL_BACK;
    struct flow_piece *p = add_piece(f, at->item);
    p->top = top;
    p->part = part;
    set_bottom(f, top + part.height);
    bool whole = part.to == fit->grid->nrow;
    *at = whole ? (struct place){at->item + 1, 0} : (struct place){at->item, part.to};
    return whole ? FILLED_ON : FILLED_FULL;
}

/* Fill one page from *at, and set it to where the next begins; false if a table row is too high for any page.
 */
static bool fill_page(struct filling *f, struct place *at)
{
    enum filled filled = FILLED_ON;
    while (filled == FILLED_ON && at->item < f->n) {
        const struct flow_item *item = &f->item[at->item];
        if (item->new_page && at->row == 0 && f->page->npiece > 0)
            break;
        if (item->kind == FLOW_TABLE) {
            filled = fill_table(f, at);
        } else if (item->kind == FLOW_BLANK && f->page->npiece == 0) {
            at->item++;
            continue;
        } else if (item->kind == FLOW_NOTE ? fill_note(f, at->item) : fill_line(f, at->item)) {
            at->item++;
        } else {
            filled = FILLED_ROLL_BACK;
        }
        if (filled == FILLED_ON && (!item->keep || at->item == f->n))
            may_end(f, *at);
    }
    /* A chain of kept items longer than a page ends where the page does. */
    if (filled == FILLED_ROLL_BACK && f->can_end) {
        f->page->npiece = f->good_piece;
        *at = f->good;
    }
    return filled != FILLED_TOO_HIGH;
}

/* White that the grid leaves below a table, or below its note, is shared with that above it. */
static void share_white(const struct filling *f)
{
    const struct flow_page_shape *s = f->shape;
    struct flow_piece *piece = f->page->piece;
    for (size_t i = 1, next; i < f->page->npiece; i = next) {
        next = i + 1;
        if (f->item[piece[i].item].kind != FLOW_TABLE || f->item[piece[i - 1].item].kind != FLOW_LINE)
            continue;
        len_t bottom = piece[i].top + piece[i].part.height;
        for (; next < f->page->npiece && f->item[piece[next].item].kind == FLOW_NOTE; next++)
            bottom = piece[next].top + f->item[piece[next].item].height;
        if (next == f->page->npiece || f->item[piece[next].item].kind != FLOW_LINE)
            continue;
        len_t above = piece[i].top - (piece[i - 1].line * s->pitch + s->size);
        len_t below = piece[next].line * s->pitch - bottom;
        for (size_t k = i; below > above && k < next; k++)
            piece[k].top += (below - above) / 2;
    }
}

struct flow_page *flow_pages(const struct flow_item *item, size_t n, const struct flow_page_shape *shape,
                             struct arena *a, size_t *npage)
{
    size_t room = 0;
    struct flow_page *page = NULL;
    *npage = 0;
    for (struct place at = {0, 0}; at.item < n;) {
        if (*npage == room) {
            room = room ? room * 2 : 16;
            struct flow_page *more = ARENA_ARRAY(a, room, struct flow_page);
            for (size_t i = 0; i < *npage; i++)
                more[i] = page[i];
            page = more;
        }
        struct flow_page *p = &page[(*npage)++];
        *p = (struct flow_page){.piece = NULL};
        struct filling f = {.item = item, .n = n, .shape = shape, .page = p, .a = a};
        if (!fill_page(&f, &at)) {
            *npage = at.item;
            return NULL;
        }
        share_white(&f);
    }
    return page;
}
