/* sheetread.c - the cells and merges of the visible worksheets.  ECMA-376-1, 18.3. */
#include "sheetread.h"
#include "intl.h"
#include "sheetparts.h"
#include "xmlread.h"

#include <stdlib.h>
#include <string.h>

/* "AB12" -> row 11, column 27; returns what follows, NULL if it is no place of a worksheet. */
static const char *parse_place(const char *s, int *row, int *col)
{
    long r = 0, c = 0;
    while (*s == '$')
        s++;
    for (; *s >= 'A' && *s <= 'Z' && c <= SHEET_MAX_COLUMNS; s++)
        c = c * 26 + (*s - 'A' + 1);
    while (*s == '$')
        s++;
    for (; *s >= '0' && *s <= '9' && r <= SHEET_MAX_ROWS; s++)
        r = r * 10 + (*s - '0');
    if (c < 1 || c > SHEET_MAX_COLUMNS || r < 1 || r > SHEET_MAX_ROWS)
        return NULL;
    *row = (int)r - 1;
    *col = (int)c - 1;
    return s;
}

/* The cell that is being read. */
struct reading {
    struct sheet_parts *parts;
    const struct sheet_part *sheet;
    bool *hidden; /* [SHEET_MAX_COLUMNS] columns that are not shown */
    int told;     /* how many entries of <cols> were read */
    bool row_hidden;
    struct arena *a;
    GArray *cell, *merge;
    struct sheet_cell now;
    const char *type;              /* attribute t; "n" without */
    GString *value, *formula, *is; /* words of <v>, <f>, <is> */
    GString *into;                 /* which of them is open, or NULL */
    bool has_value, has_formula, phonetic;
    int row, col; /* place of a cell that does not tell its own */
};

static bool is_true(const char *s)
{
    return s && (strcmp(s, "1") == 0 || strcmp(s, "true") == 0);
}

/* <cols> stands before the cells. */
static void read_columns(struct reading *r, struct xmlread *x)
{
    const char *from = xmlread_attr(x, "min", r->a), *to = xmlread_attr(x, "max", r->a);
    if (!from || !to || !is_true(xmlread_attr(x, "hidden", r->a)) || r->told++ >= SHEET_MAX_COLUMNS)
        return;
    for (int i = MAX(atoi(from), 1); i <= MIN(atoi(to), SHEET_MAX_COLUMNS); i++)
        r->hidden[i - 1] = true;
}

static bool bad_place(struct err *e, const char *what)
{
    return err_set(e, ERR_INPUT, _("the worksheet has a cell at “%s”, which is no place"), what);
}

static bool start_cell(struct reading *r, struct xmlread *x, struct err *e)
{
    memset(&r->now, 0, sizeof r->now);
    const char *place = xmlread_attr(x, "r", r->a), *style = xmlread_attr(x, "s", r->a);
    r->type = xmlread_attr(x, "t", r->a);
    if (!r->type)
        r->type = "n";
    r->col++;
    if (place) {
        const char *end = parse_place(place, &r->row, &r->col);
        if (!end || *end)
            return bad_place(e, place);
    } else if (r->row < 0 || r->row >= SHEET_MAX_ROWS || r->col >= SHEET_MAX_COLUMNS) {
        return bad_place(e, "?");
    }
    r->now.row = r->row;
    r->now.col = r->col;
    unsigned long s = style ? strtoul(style, NULL, 10) : 0;
    r->now.format = s < r->parts->format.n ? r->parts->format.text[s] : "General";
    g_string_truncate(r->value, 0);
    g_string_truncate(r->formula, 0);
    g_string_truncate(r->is, 0);
    r->has_value = r->has_formula = false;
    return true;
}

static bool end_cell(struct reading *r, struct err *e)
{
    struct sheet_cell *c = &r->now;
    if (!r->has_value && !r->has_formula)
        return true;
    if (r->has_formula)
        c->formula = arena_strdup(r->a, r->formula->str);
    if (strcmp(r->type, "s") == 0) {
        char *end;
        unsigned long i = strtoul(r->value->str, &end, 10);
        if (!r->value->len || *end || i >= r->parts->string.n)
            return err_set(e, ERR_INPUT, _("a cell names string %s, which the workbook lacks"),
                           r->value->str);
        c->text = r->parts->string.text[i];
    } else if (strcmp(r->type, "inlineStr") == 0) {
        c->text = sheet_unescape(arena_strdup(r->a, r->is->str));
    } else if (strcmp(r->type, "n") == 0) {
        c->text = arena_strdup(r->a, g_strstrip(r->value->str));
        c->number = *c->text != '\0';
        c->pending = !c->number && r->has_formula;
    } else { /* str, b, e, d: words as they stand */
        c->text = sheet_unescape(arena_strdup(r->a, r->value->str));
    }
    if (!*c->text && !c->formula)
        return true;
    if (r->cell->len >= SHEET_MAX_CELLS)
        return err_set(e, ERR_LIMIT, _("the worksheet has more than %d cells"), SHEET_MAX_CELLS);
    c->hidden = r->row_hidden || r->hidden[c->col];
    g_array_append_vals(r->cell, c, 1);
    return true;
}

/* "A1:C8" */
static bool parse_range(const char *ref, struct sheet_merge *m)
{
    int r0, c0, r1, c1;
    const char *s = ref ? parse_place(ref, &r0, &c0) : NULL;
    s = s && *s == ':' ? parse_place(s + 1, &r1, &c1) : NULL;
    if (!s || *s || r1 < r0 || c1 < c0)
        return false;
    *m = (struct sheet_merge){r0, c0, r1 - r0 + 1, c1 - c0 + 1};
    return true;
}

static bool read_merge(struct reading *r, struct xmlread *x, struct err *e)
{
    const char *ref = xmlread_attr(x, "ref", r->a);
    struct sheet_merge m;
    if (!parse_range(ref, &m))
        return err_set(e, ERR_INPUT, _("the worksheet merges “%s”, which is no range"), ref ? ref : "");
    if (r->merge->len >= SHEET_MAX_CELLS)
        return err_set(e, ERR_LIMIT, _("the worksheet has more than %d cells"), SHEET_MAX_CELLS);
    g_array_append_val(r->merge, m);
    return true;
}

static bool start_row(struct reading *r, struct xmlread *x, struct err *e)
{
    const char *number = xmlread_attr(x, "r", r->a), *hidden = xmlread_attr(x, "hidden", r->a);
    r->row_hidden = is_true(hidden);
    r->row++;
    r->col = -1;
    if (number) {
        char *end;
        long n = strtol(number, &end, 10);
        if (*end || n < 1 || n > SHEET_MAX_ROWS)
            return bad_place(e, number);
        r->row = (int)n - 1;
    }
    return true;
}

/* worksheet / sheetData / row / c / v f is */
static bool read_tag(struct reading *r, struct xmlread *x, bool start, struct err *e)
{
    switch (xmlread_depth(x)) {
    case 2:
        if (start && xmlread_is(x, "row"))
            return start_row(r, x, e);
        if (start && xmlread_is(x, "col"))
            read_columns(r, x);
        if (start && xmlread_is(x, "mergeCell"))
            return read_merge(r, x, e);
        break;
    case 3:
        if (xmlread_is(x, "c"))
            return start ? start_cell(r, x, e) : end_cell(r, e);
        break;
    case 4:
        r->into = NULL;
        if (xmlread_is(x, "v") && start) {
            r->into = r->value;
            r->has_value = true;
        } else if (xmlread_is(x, "f") && start) {
            r->into = r->formula;
            r->has_formula = true;
        } else if (xmlread_is(x, "is") && start) {
            r->has_value = true;
        }
        break;
    default: /* is / t, is / r / t; rPh only tells how to pronounce the words */
        if (xmlread_is(x, "rPh"))
            r->phonetic = start;
        else if (xmlread_is(x, "t"))
            r->into = start && !r->phonetic ? r->is : NULL;
        break;
    }
    return true;
}

static bool read_worksheet(struct reading *r, GBytes *part, struct err *e)
{
    struct xmlread *x = xmlread_open(part, r->sheet->path, e);
    if (!x)
        return false;
    bool ok = true, inside = false;
    enum xml_event ev;
    while (ok && (ev = xmlread_next(x, e)) != XML_DONE && (ok = ev != XML_BAD)) {
        if (ev == XML_TEXT) {
            if (r->into)
                g_string_append(r->into, xmlread_text(x));
        } else if (xmlread_depth(x) == 1) {
            inside = ev == XML_START &&
                     (xmlread_is(x, "sheetData") || xmlread_is(x, "mergeCells") || xmlread_is(x, "cols"));
        } else if (inside) {
            ok = read_tag(r, x, ev == XML_START, e);
        }
    }
    xmlread_close(x);
    return ok;
}

static int by_place(int row_a, int col_a, int row_b, int col_b)
{
    return row_a != row_b ? (row_a > row_b) - (row_a < row_b) : (col_a > col_b) - (col_a < col_b);
}

static int cell_order(const void *a, const void *b)
{
    const struct sheet_cell *x = a, *y = b;
    return by_place(x->row, x->col, y->row, y->col);
}

static int merge_order(const void *a, const void *b)
{
    const struct sheet_merge *x = a, *y = b;
    return by_place(x->row, x->col, y->row, y->col);
}

static struct sheet_data *finish(struct reading *r, struct err *e)
{
    struct sheet_data *d = ARENA_NEW(r->a, struct sheet_data);
    d->name = r->sheet->name;
    d->ncell = r->cell->len;
    d->cell = arena_dup(r->a, r->cell->data, d->ncell * sizeof *d->cell);
    d->nmerge = r->merge->len;
    d->merge = arena_dup(r->a, r->merge->data, d->nmerge * sizeof *d->merge);
    d->ndefined = r->parts->defined->len;
    d->defined = arena_dup(r->a, r->parts->defined->data, d->ndefined * sizeof *d->defined);
    d->nproperty = r->parts->property->len;
    d->property = arena_dup(r->a, r->parts->property->data, d->nproperty * sizeof *d->property);
    qsort(d->cell, d->ncell, sizeof *d->cell, cell_order);
    qsort(d->merge, d->nmerge, sizeof *d->merge, merge_order);
    for (size_t i = 1; i < d->ncell; i++)
        if (cell_order(&d->cell[i - 1], &d->cell[i]) == 0) {
            err_set(e, ERR_INPUT, _("the worksheet has two cells at row %d, column %d"), d->cell[i].row + 1,
                    d->cell[i].col + 1);
            return NULL;
        }
    return d;
}

static struct sheet_data *read_part(struct zipread *z, struct sheet_parts *parts, guint i, struct arena *a,
                                    struct err *e)
{
    const struct sheet_part *sheet = &g_array_index(parts->sheet, struct sheet_part, i);
    GBytes *part = zipread_entry(z, sheet->path, e);
    if (!part)
        return NULL;
    struct sheet_data *d = NULL;
    struct reading r = {.parts = parts,
                        .sheet = sheet,
                        .a = a,
                        .cell = g_array_new(FALSE, FALSE, sizeof(struct sheet_cell)),
                        .merge = g_array_new(FALSE, FALSE, sizeof(struct sheet_merge)),
                        .hidden = g_new0(bool, SHEET_MAX_COLUMNS),
                        .value = g_string_new(NULL),
                        .formula = g_string_new(NULL),
                        .is = g_string_new(NULL),
                        .row = -1};
    if (read_worksheet(&r, part, e))
        d = finish(&r, e);
    g_array_free(r.cell, TRUE);
    g_array_free(r.merge, TRUE);
    g_free(r.hidden);
    g_string_free(r.value, TRUE);
    g_string_free(r.formula, TRUE);
    g_string_free(r.is, TRUE);
    g_bytes_unref(part);
    return d;
}

/* Programs put a workbook with a password into the container that the workbooks of before 2007 had. */
static bool is_locked(GBytes *xlsx)
{
    static const guint8 container[] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
    gsize n;
    const void *data = g_bytes_get_data(xlsx, &n);
    return n >= sizeof container && memcmp(data, container, sizeof container) == 0;
}

struct sheet_book *sheet_read_parts(struct zipread *z, struct arena *a, struct err *e)
{
    struct sheet_parts parts;
    struct sheet_book *book = ARENA_NEW(a, struct sheet_book);
    bool ok = sheet_parts_read(z, &parts, a, e);
    if (ok)
        book->sheet = ARENA_ARRAY(a, parts.sheet->len, struct sheet_data *);
    for (guint i = 0; ok && i < parts.sheet->len; i++)
        ok = (book->sheet[book->n++] = read_part(z, &parts, i, a, e)) != NULL;
    return ok ? book : NULL;
}

struct sheet_book *sheet_read(GBytes *xlsx, struct arena *a, struct err *e)
{
    if (is_locked(xlsx)) {
        err_set(e, ERR_INPUT,
                _("the workbook has a password, or is of the old kind (.xls): save it as .xlsx without one"));
        return NULL;
    }
    struct zipread *z = zipread_open(xlsx, e);
    struct sheet_book *book = z ? sheet_read_parts(z, a, e) : NULL;
    zipread_close(z);
    return book;
}

const struct sheet_cell *sheet_find(const struct sheet_data *s, int row, int col)
{
    struct sheet_cell key = {.row = row, .col = col};
    return s->ncell ? bsearch(&key, s->cell, s->ncell, sizeof key, cell_order) : NULL;
}

/* The names of the workbook tell it as 'name of the sheet'!$A$1:$J$28. */
bool sheet_print_area(const struct sheet_data *s, struct sheet_merge *area)
{
    for (size_t i = 0; i < s->ndefined; i++) {
        if (strcmp(s->defined[i].name, "_xlnm.Print_Area") != 0)
            continue;
        const char *text = s->defined[i].text, *bang = strrchr(text, '!');
        size_t n = bang ? (size_t)(bang - text) : 0;
        if (n >= 2 && text[0] == '\'' && text[n - 1] == '\'') {
            text++;
            n -= 2;
        }
        if (n == strlen(s->name) && memcmp(text, s->name, n) == 0 && parse_range(bang + 1, area))
            return true;
    }
    return false;
}

const char *sheet_property(const struct sheet_data *s, const char *name)
{
    for (size_t i = 0; i < s->nproperty; i++)
        if (strcmp(s->property[i].name, name) == 0)
            return s->property[i].text;
    return NULL;
}
