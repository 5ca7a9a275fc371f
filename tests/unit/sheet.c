/* sheet.c - workbooks of the seed report's tables: what is written, that it is always the same, that a loss
 * is seen. */
#include "sheet.h"
#include "sheetback.h"
#include "sheetfit.h"
#include "sheetplan.h"
#include "sheetread.h"
#include "sheetrule.h"
#include "t.h"
#include "utf8.h"

#include <stdlib.h>
#include <zip.h>

static struct arena *a;
static struct doc *doc;
static struct words *words;

/* The workbook of one table. */
static GBytes *write_one(const struct doc *d, const struct doc_block *b, struct err *e)
{
    return sheet_write(d, &b, 1, words, e);
}

static struct sheet_plan *plan_one(const struct doc_block *b)
{
    return sheet_plan(doc, b, words, a);
}

static struct sheet_data *read_one(GBytes *x, struct err *e)
{
    struct sheet_book *b = sheet_read(x, a, e);
    return b && b->n == 1 ? b->sheet[0] : NULL;
}

static bool compare_one(struct sheet_plan *p, GBytes *x, struct err *e)
{
    return sheet_compare(&p, 1, x, a, e);
}

static void numbers(void)
{
    static const struct {
        enum value_state state;
        const char *text, *format; /* format NULL: text */
    } t[] = {
        {VALUE_INT, "0", "0"},
        {VALUE_INT, "11398889", "0"},
        {VALUE_INT, "-5", "0"},
        {VALUE_INT, "999999999999999", "0"},
        {VALUE_INT, "1000000000000001", NULL},
        {VALUE_TEXT, "1439.4967", "0.0000"},
        {VALUE_TEXT, "1439.4960", "0.0000"},
        {VALUE_TEXT, "0.00", "0.00"},
        {VALUE_TEXT, "-0.5", "0.0"},
        {VALUE_TEXT, "12345678901234.5", "0.0"},
        {VALUE_TEXT, "0.001234567890123", "0.000000000000000"},
        {VALUE_TEXT, "12345678901234.56", NULL},
        {VALUE_TEXT, "-0.00", NULL},
        {VALUE_TEXT, "12", NULL},
        {VALUE_TEXT, "007.5", NULL},
        {VALUE_TEXT, ".5", NULL},
        {VALUE_TEXT, "5.", NULL},
        {VALUE_TEXT, "+19", NULL},
        {VALUE_TEXT, "1,439.5", NULL},
        {VALUE_TEXT, "1.5e3", NULL},
        {VALUE_TEXT, "12\n（其中修订3件）", NULL},
        {VALUE_TEXT, "251000元", NULL},
        {VALUE_TEXT, "/", NULL},
        {VALUE_TEXT, "-", NULL},
        {VALUE_TEXT, "", NULL},
    };
    T_CASE("sheet writes numbers that a worksheet keeps whole, the rest as text");
    for (size_t i = 0; i < G_N_ELEMENTS(t); i++) {
        struct value v = {t[i].state, 0, t[i].text};
        const char *format = NULL;
        if (!T_INT(sheet_number(&v, &format, a), t[i].format != NULL) || !T_STR(format, t[i].format))
            printf("    for \"%s\"\n", t[i].text);
    }
    struct value null = {VALUE_NULL, 0, NULL};
    const char *format = NULL;
    T_TRUE(!sheet_number(&null, &format, a));
}

static void places(void)
{
    static const struct {
        int row, col;
        bool fixed;
        const char *name;
    } t[] = {{0, 0, false, "A1"},        {8, 25, true, "$Z$9"},       {9, 26, false, "AA10"},
             {99, 701, true, "$ZZ$100"}, {100, 702, false, "AAA101"}, {1048575, 16383, true, "$XFD$1048576"}};
    T_CASE("sheet names cells as worksheets do");
    for (size_t i = 0; i < G_N_ELEMENTS(t); i++)
        T_STR(sheet_cell_name(t[i].row, t[i].col, t[i].fixed, a), t[i].name);
}

static const struct doc_block *table(int nth)
{
    for (size_t i = 0; i < doc->nblock; i++)
        if (doc->block[i].kind == DOC_TABLE && nth-- == 0)
            return &doc->block[i];
    return NULL;
}

static bool same_bytes(GBytes *x, GBytes *y)
{
    return x && y && g_bytes_equal(x, y);
}

/* A table block with every figure replaced. */
static struct doc_block with_values(const struct doc_block *b, struct value v)
{
    struct doc_block copy = *b;
    copy.grid = arena_dup(a, b->grid, sizeof *b->grid);
    copy.grid->cell = arena_dup(a, b->grid->cell, b->grid->ncell * sizeof *b->grid->cell);
    struct value *value = arena_dup(a, &v, sizeof v);
    for (size_t i = 0; i < b->grid->ncell; i++)
        if (copy.grid->cell[i].role == CELL_FIGURE) {
            copy.grid->cell[i].value = value;
            copy.grid->cell[i].text = v.text ? v.text : "";
        }
    return copy;
}

static void workbooks(void)
{
    struct err e = ERR_INIT;
    T_CASE("sheet makes the same bytes twice, in any time zone");
    for (int i = 0; i < 3; i++) {
        setenv("TZ", "Pacific/Kiritimati", 1);
        GBytes *x = write_one(doc, table(i), &e);
        setenv("TZ", "America/New_York", 1);
        g_usleep(1100000); /* a clock would show */
        GBytes *y = write_one(doc, table(i), &e);
        if (!T_TRUE(same_bytes(x, y)))
            printf("    %s\n", e.text ? e.text : "");
        g_bytes_unref(x);
        g_bytes_unref(y);
    }
    unsetenv("TZ");

    T_CASE("sheet keeps a table without figures blank");
    struct doc_block blank = with_values(table(1), (struct value){VALUE_NULL, 0, NULL});
    GBytes *x = write_one(doc, &blank, &e);
    const struct sheet_data *d = x ? read_one(x, &e) : NULL;
    if (T_TRUE(d))
        for (size_t i = 0; i < d->ncell; i++)
            T_TRUE(!d->cell[i].number || d->cell[i].formula);
    g_bytes_unref(x);

    T_CASE("sheet keeps remarks, formulas' first characters and escapes as words");
    static const char *const text[] = {
        "12345678\n（其中修订3件）", "=1+1", "@x", "+19", "_x0041_", "a_x005F_b", " < & \"> "};
    for (size_t k = 0; k < G_N_ELEMENTS(text); k++) {
        struct doc_block b = with_values(table(0), (struct value){VALUE_TEXT, 0, text[k]});
        x = write_one(doc, &b, &e);
        d = x ? read_one(x, &e) : NULL;
        size_t same = 0, figures = 0;
        for (size_t i = 0; d && i < d->ncell; i++)
            same += !d->cell[i].number && !d->cell[i].formula && strcmp(d->cell[i].text, text[k]) == 0;
        for (size_t i = 0; i < b.grid->ncell; i++)
            figures += b.grid->cell[i].role == CELL_FIGURE;
        if (!T_INT(same, figures))
            printf("    for \"%s\": %s\n", text[k], e.text ? e.text : "");
        if (x)
            g_bytes_unref(x);
    }

    T_CASE("sheet refuses a document without a date");
    struct doc undated = *doc;
    undated.date = NULL;
    T_TRUE(write_one(&undated, table(0), &e) == NULL);
    T_INT(e.kind, ERR_BUG);
    err_clear(&e);
}

/* Each way in which a workbook can differ from its plan is seen. */
static void comparing(void)
{
    struct err e = ERR_INIT;
    const struct doc_block *b = table(0);
    GBytes *x = write_one(doc, b, &e);
    struct sheet_plan *p = plan_one(b);
    T_CASE("sheet_compare accepts what was written");
    if (!T_TRUE(x && compare_one(p, x, &e))) {
        printf("    %s\n", e.text ? e.text : "");
        return;
    }
    T_CASE("sheet_compare sees every cell that is not as planned");
    for (size_t i = 0; i < p->ncell; i++) {
        struct plan_cell keep = p->cell[i];
        p->cell[i].text = *keep.text ? "" : "1";
        T_TRUE(!compare_one(p, x, &e));
        T_INT(e.kind, ERR_SYSTEM);
        err_clear(&e);
        if (keep.number) {
            p->cell[i] = keep;
            p->cell[i].text = arena_printf(a, "%s1", keep.text);
            T_TRUE(!compare_one(p, x, &e));
            err_clear(&e);
            p->cell[i] = keep;
            p->cell[i].format = "0.0";
            T_TRUE(!compare_one(p, x, &e));
            err_clear(&e);
            p->cell[i] = keep;
            p->cell[i].number = false;
            T_TRUE(!compare_one(p, x, &e));
            err_clear(&e);
        }
        p->cell[i] = keep;
        p->cell[i].colspan++;
        T_TRUE(!compare_one(p, x, &e));
        err_clear(&e);
        p->cell[i] = keep;
    }
    T_CASE("sheet_compare sees a cell too many and a wrong name");
    p->ncell--;
    T_TRUE(!compare_one(p, x, &e));
    err_clear(&e);
    p->ncell++;
    p->name = "表九";
    T_TRUE(!compare_one(p, x, &e));
    err_clear(&e);
    T_CASE("sheet_compare sees a cut workbook");
    GBytes *cut = g_bytes_new_from_bytes(x, 0, g_bytes_get_size(x) - 1000);
    T_TRUE(!compare_one(p, cut, &e));
    T_INT(e.kind, ERR_SYSTEM);
    err_clear(&e);
    g_bytes_unref(cut);
    g_bytes_unref(x);
}

/* The workbook with one part shortened. */
static GBytes *shorten(GBytes *x, const char *part)
{
    gsize n;
    const void *data = g_bytes_get_data(x, &n);
    zip_error_t ze;
    zip_source_t *src = zip_source_buffer_create(g_memdup2(data, n), n, 1, &ze);
    zip_source_keep(src);
    zip_t *z = zip_open_from_source(src, 0, &ze);
    zip_stat_t st;
    zip_int64_t at = zip_name_locate(z, part, 0);
    if (at < 0 || zip_stat(z, part, 0, &st) != 0)
        abort();
    char *text = malloc(st.size);
    zip_file_t *f = zip_fopen(z, part, 0);
    if (zip_fread(f, text, st.size) != (zip_int64_t)st.size || zip_fclose(f) != 0)
        abort();
    if (zip_file_replace(z, (zip_uint64_t)at, zip_source_buffer(z, text, st.size - 20, 1), 0) != 0 ||
        zip_close(z) != 0)
        abort();
    zip_source_stat(src, &st);
    char *out = g_malloc(st.size);
    zip_source_open(src);
    if (zip_source_read(src, out, st.size) != (zip_int64_t)st.size)
        abort();
    zip_source_close(src);
    zip_source_free(src);
    return g_bytes_new_take(out, st.size);
}

static void cut_parts(void)
{
    static const char *const part[] = {
        "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",       "xl/theme/theme1.xml",
        "docProps/app.xml",         "docProps/core.xml",    "[Content_Types].xml", "_rels/.rels"};
    struct err e = ERR_INIT;
    GBytes *x = write_one(doc, table(0), &e);
    struct sheet_plan *p = plan_one(table(0));
    T_CASE("sheet_compare sees a cut in every part of the workbook");
    for (size_t i = 0; i < G_N_ELEMENTS(part); i++) {
        GBytes *cut = shorten(x, part[i]);
        if (!T_TRUE(!compare_one(p, cut, &e)))
            printf("    in %s\n", part[i]);
        err_clear(&e);
        g_bytes_unref(cut);
    }
    g_bytes_unref(x);
}

/* Where a program that knows no words breaks a head's label at this width, in points; false if it cuts a
 * word. */
static bool breaks_between_words(const struct plan_cell *c, double em, double width)
{
    size_t n;
    const uint8_t *mark = words_mark(words, c->text, a, &n);
    const char *s = c->text;
    double used = 0;
    for (size_t i = 0; i < n; i++) {
        double advance = len_pt(sheet_advance(utf8_next(&s), (len_t)(em * LEN_PT)));
        if (used + advance > width) {
            if (!word_ends(mark[i - 1]))
                return false;
            used = 0;
        }
        used += advance;
    }
    return true;
}

/* Programs show the stored widths between 11/12 of them and the whole, and keep 2 to 4 points of a cell free.
 */
static void check_heads(const struct sheet_plan *p)
{
    for (size_t i = 0; i < p->ncell; i++) {
        const struct plan_cell *c = &p->cell[i];
        double px = 0;
        if (c->look != LOOK_HEAD || !c->source || c->source->role != CELL_HEAD)
            continue;
        for (int k = 0; k < c->colspan; k++)
            px += p->col_px[c->col + k];
        if (!T_TRUE(breaks_between_words(c, len_pt(p->em), px * 0.75 * 11 / 12 - 2)) ||
            !T_TRUE(breaks_between_words(c, len_pt(p->em), px * 0.75 - 3.75)))
            printf("    %s %s, %.0f px\n", p->name, c->text, px);
    }
}

static void geometry(void)
{
    T_CASE("sheet plans the tables upright on A4, as wide as the printed ones where columns come out narrow");
    for (int i = 0; i < 3; i++) {
        struct sheet_plan *p = plan_one(table(i));
        int width = 0, height = 0;
        for (int k = 0; k < p->ncol; k++)
            width += p->col_px[k];
        for (int k = 0; k < p->nrow; k++)
            height += p->row_px[k];
        T_TRUE(!p->landscape);
        T_NEAR(width * 11 / 12.0, len_pt(doc->layout->type_width) * 96 / 72, 1);
        T_TRUE(width * 0.75 <= len_pt(doc->layout->page_width - 2 * p->side)); /* nothing shrinks it */
        T_TRUE(height * 0.75 < 842 - 108);                                     /* one page */
        T_INT(p->head_to - p->head_from, p->grid->nhead);
    }

    T_CASE("sheet takes the printed table's type sizes: 12 pt, 9 pt, 10.5 pt");
    for (int i = 0; i < 3; i++)
        T_NEAR(len_pt(plan_one(table(i))->em), i == 0 ? 12 : i == 1 ? 9 : 10.5, 0.001);

    T_CASE("sheet: heads break between words in whatever program shows them");
    for (int i = 0; i < 3; i++)
        check_heads(plan_one(table(i)));
}

/* What a defined name of the workbook stands for. */
static const char *place_of(const struct sheet_data *d, const char *name)
{
    for (size_t i = 0; i < d->ndefined; i++)
        if (strcmp(d->defined[i].name, name) == 0)
            return d->defined[i].text;
    return NULL;
}

/* All tables as the worksheets of one workbook. */
static void books(void)
{
    struct err e = ERR_INIT;
    const struct doc_block *all[] = {table(0), table(1), table(2), table(1)};
    T_CASE("sheet: one workbook of all tables, names told apart where a table comes twice");
    GBytes *x = sheet_write(doc, all, 4, words, &e);
    struct sheet_book *b = x ? sheet_read(x, a, &e) : NULL;
    if (!T_TRUE(b && b->n == 4)) {
        printf("    %s\n", e.text ? e.text : "");
        return;
    }
    static const char *const name[] = {"表二", "表三", "表四", "表三 (2)"};
    for (size_t i = 0; i < 4; i++) {
        T_STR(b->sheet[i]->name, name[i]);
        GBytes *single = write_one(doc, all[i], &e);
        struct sheet_data *d = single ? read_one(single, &e) : NULL;
        if (!T_TRUE(d && d->ncell == b->sheet[i]->ncell && d->nmerge == b->sheet[i]->nmerge))
            continue;
        for (size_t k = 0; k < d->ncell; k++) {
            T_STR(b->sheet[i]->cell[k].text, d->cell[k].text);
            T_STR(b->sheet[i]->cell[k].formula, d->cell[k].formula);
            T_STR(b->sheet[i]->cell[k].format, d->cell[k].format);
        }
        g_bytes_unref(single);
    }
    T_STR(sheet_property(b->sheet[0], "form"), "disclosure-2021 applications-2019 review applications-2019");
    T_STR(place_of(b->sheet[0], "applications"), "'表三'!$D$6:$J$28");
    T_STR(place_of(b->sheet[0], "applications_2"), "'表三 (2)'!$D$6:$J$28");

    T_CASE("sheet_compare sees a worksheet too few");
    struct sheet_plan *p[] = {plan_one(all[0]), plan_one(all[1]), plan_one(all[2])};
    T_TRUE(!sheet_compare(p, 3, x, a, &e));
    T_INT(e.kind, ERR_SYSTEM);
    err_clear(&e);
    g_bytes_unref(x);
}

int main(void)
{
    a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    struct forms *forms = forms_load("layouts/forms", a, d, &e);
    struct layout *layout = layout_load("layouts/gbt9704.yaml", NULL, a, d, &e);
    words = words_load("layouts/words.yaml", a, d, &e);
    char *json = NULL;
    gsize n = 0;
    g_file_get_contents("samples/laiyuan-2024.json", &json, &n, NULL);
    struct report *r =
        forms && layout && words && json ? report_load("sample", json, n, forms, a, d, &e) : NULL;
    T_CASE("sheet: the seed report loads");
    if (T_TRUE(r)) {
        doc = compose(r, layout, report_date(r, a), a, d);
        numbers();
        places();
        geometry();
        books();
        workbooks();
        comparing();
        cut_parts();
    } else {
        diag_print(d, stdout, DIAG_TEXT);
    }
    g_free(json);
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return t_done();
}
