/* sheetwrite.c - the cells and the page of a worksheet plan, what a workbook as a whole has, in the terms of
 * libxlsxwriter. */
#include "sheetwrite.h"
#include "intl.h"

#include <string.h>
#include <time.h>

enum { PAPER_A4 = 9, STACKED = 270, CHARSET_GB2312 = 134 };

/* A column's width is stored in digits of the workbook's normal face.  libxlsxwriter reckons with the 7
 * pixels of its Calibri, which many an office's machine lacks: the columns would then be a third too wide.
 * 宋体 11, normal in Chinese workbooks, has digits of 8 pixels, and its stand-ins have hardly other ones. */
enum { NORMAL_SIZE = 11, NORMAL_DIGIT = 8, CALIBRI_DIGIT = 7 };
static const char normal_face[] = "宋体";

/* Typefaces by the names an office's spreadsheet program knows. */
static const char *const face_of[] = {
    [LOOK_TITLE] = "黑体",  [LOOK_SUBTITLE] = "仿宋", [LOOK_HEAD] = "宋体",  [LOOK_LABEL] = "宋体",
    [LOOK_FIGURE] = "宋体", [LOOK_NOTE] = "仿宋",     [LOOK_CHECK] = "宋体", [LOOK_CHECK_NAME] = "宋体",
};

struct used_format {
    enum sheet_look look;
    len_t size;
    bool vertical, left;
    const char *number;
    lxw_format *format;
};

bool sheet_ok(struct sheet_writer *w, lxw_error le, const char *what)
{
    return le == LXW_NO_ERROR || err_set(w->e, ERR_BUG, _("libxlsxwriter, %s: %s"), what, lxw_strerror(le));
}

static double inches(len_t v)
{
    return len_pt(v) / 72;
}

/* ---- formats ---- */

static lxw_format *make_format(struct sheet_writer *w, const struct plan_cell *c)
{
    lxw_format *f = workbook_add_format(w->book);
    if (!f) {
        err_set(w->e, ERR_BUG, _("libxlsxwriter makes no format"));
        return NULL;
    }
    bool ruled = c->look == LOOK_HEAD || c->look == LOOK_LABEL || c->look == LOOK_FIGURE;
    format_set_font_name(f, face_of[c->look]);
    format_set_font_family(f, 0);
    format_set_font_charset(f, CHARSET_GB2312);
    format_set_font_size(f, len_pt(sheet_plan_em(w->plan, c->look)));
    format_set_align(f, c->left ? LXW_ALIGN_LEFT : LXW_ALIGN_CENTER);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    if (c->look != LOOK_CHECK && c->look != LOOK_CHECK_NAME)
        format_set_text_wrap(f);
    if (c->look == LOOK_FIGURE)
        format_set_unlocked(f);
    if (ruled)
        format_set_border(f, LXW_BORDER_THIN);
    if (c->vertical)
        format_set_rotation(f, STACKED);
    if (strcmp(c->format, "General") != 0)
        format_set_num_format(f, c->format);
    return f;
}

static lxw_format *format_for(struct sheet_writer *w, const struct plan_cell *c)
{
    len_t size = sheet_plan_em(w->plan, c->look);
    for (guint i = 0; i < w->used->len; i++) {
        const struct used_format *u = w->used->pdata[i];
        if (u->look == c->look && u->size == size && u->vertical == c->vertical && u->left == c->left &&
            strcmp(u->number, c->format) == 0)
            return u->format;
    }
    lxw_format *f = make_format(w, c);
    if (f) {
        struct used_format *u = g_new(struct used_format, 1);
        *u = (struct used_format){c->look, size, c->vertical, c->left, c->format, f};
        g_ptr_array_add(w->used, u);
    }
    return f;
}

/* ---- cells ---- */

/* Readers of workbooks take _x0041_ in a string for the character with that code: hide the first underscore
 * of such words behind its own code. */
static char *escape(const char *s)
{
    GString *out = g_string_new(NULL);
    for (; *s; s++) {
        size_t hex = s[0] == '_' && s[1] == 'x' ? strspn(s + 2, "0123456789abcdefABCDEF") : 0;
        if (hex == 4 && s[6] == '_')
            g_string_append(out, "_x005F_");
        else
            g_string_append_c(out, *s);
    }
    return g_string_free(out, FALSE);
}

/* With its value: a reader that does not reckon itself shows that. */
static bool write_formula(struct sheet_writer *w, const struct plan_cell *c, lxw_format *f)
{
    lxw_row_t row = (lxw_row_t)c->row;
    lxw_col_t col = (lxw_col_t)c->col;
    char *formula = g_strconcat("=", c->formula, NULL);
    lxw_error le =
        c->number ? worksheet_write_formula_num(w->sheet, row, col, formula, f, g_ascii_strtod(c->text, NULL))
                  : worksheet_write_formula_str(w->sheet, row, col, formula, f, c->text);
    g_free(formula);
    return sheet_ok(w, le, "write_formula");
}

static bool write_cell(struct sheet_writer *w, const struct plan_cell *c)
{
    lxw_format *f = format_for(w, c);
    if (!f)
        return false;
    lxw_row_t row = (lxw_row_t)c->row;
    lxw_col_t col = (lxw_col_t)c->col;
    if ((c->rowspan > 1 || c->colspan > 1) &&
        !sheet_ok(w,
                  worksheet_merge_range(w->sheet, row, col, row + (lxw_row_t)c->rowspan - 1,
                                        (lxw_col_t)(col + c->colspan - 1), "", f),
                  "merge_range"))
        return false;
    if (c->formula)
        return write_formula(w, c, f);
    if (!*c->text)
        return sheet_ok(w, worksheet_write_blank(w->sheet, row, col, f), "write_blank");
    if (c->number)
        return sheet_ok(w, worksheet_write_number(w->sheet, row, col, g_ascii_strtod(c->text, NULL), f),
                        "write_number");
    char *text = escape(c->text);
    bool good = sheet_ok(w, worksheet_write_string(w->sheet, row, col, text, f), "write_string");
    g_free(text);
    return good;
}

/* ---- page ---- */

static bool set_page(struct sheet_writer *w)
{
    const struct sheet_plan *p = w->plan;
    lxw_worksheet *s = w->sheet;
    for (int i = 0; i < p->cols; i++) {
        uint32_t px = (uint32_t)(p->col_px[i] * CALIBRI_DIGIT / NORMAL_DIGIT);
        if (!sheet_ok(w, worksheet_set_column_pixels(s, (lxw_col_t)i, (lxw_col_t)i, px, NULL), "set_column"))
            return false;
    }
    for (int i = 0; i < p->rows; i++)
        if (!sheet_ok(w, worksheet_set_row_pixels(s, (lxw_row_t)i, (uint32_t)p->row_px[i], NULL), "set_row"))
            return false;
    worksheet_set_paper(s, PAPER_A4);
    if (p->landscape)
        worksheet_set_landscape(s);
    worksheet_set_margins(s, inches(p->side), inches(p->side), inches(p->foot), inches(p->foot));
    worksheet_center_horizontally(s);
    worksheet_fit_to_pages(s, 1, 0);
    lxw_header_footer_options o = {.margin = inches(p->foot / 2)};
    if (!sheet_ok(w, worksheet_set_footer_opt(s, "&C&\"宋体\"&12— &P —", &o), "set_footer") ||
        !sheet_ok(w, worksheet_print_area(s, 0, 0, (lxw_row_t)p->nrow - 1, (lxw_col_t)(p->ncol - 1)),
                  "print_area"))
        return false;
    return p->head_from == p->head_to ||
           sheet_ok(w, worksheet_repeat_rows(s, (lxw_row_t)p->head_from, (lxw_row_t)p->head_to - 1),
                    "repeat_rows");
}

/* The date that all outputs carry, at 00:00 +08:00. */
static time_t time_of(const char *date)
{
    struct tm tm = {0};
    char *end = date ? strptime(date, "%Y-%m-%d", &tm) : NULL;
    return end && !*end ? timegm(&tm) - 8 * 3600 : 0;
}

/* The forms' ids in the order of the worksheets. */
static char *form_ids(struct sheet_plan *const *plan, size_t n)
{
    GString *ids = g_string_new(NULL);
    for (size_t i = 0; i < n; i++)
        g_string_append_printf(ids, "%s%s", i ? " " : "", plan[i]->grid->form->id);
    return g_string_free(ids, FALSE);
}

static bool set_properties(struct sheet_writer *w, const struct doc *doc, struct sheet_plan *const *plan,
                           size_t n)
{
    const struct form *f = plan[0]->grid->form;
    char *title = n == 1 ? g_strdup_printf("%s %s", f->name, f->title) : g_strdup(doc->title);
    char *ids = form_ids(plan, n);
    lxw_doc_properties p = {.title = title,
                            .subject = (char *)doc->title,
                            .author = (char *)doc->author,
                            .comments = "nianbao " VERSION,
                            .created = time_of(doc->date)};
    bool good =
        (p.created != 0 || err_set(w->e, ERR_BUG, _("the workbook has no date"))) &&
        sheet_ok(w, workbook_set_properties(w->book, &p), "set_properties") &&
        sheet_ok(w, workbook_set_custom_property_string(w->book, "form", ids), "custom_property") &&
        sheet_ok(w, workbook_set_custom_property_integer(w->book, "year", doc->year), "custom_property");
    g_free(title);
    g_free(ids);
    return good;
}

/* The library makes its first format the normal one and has no call to change it. */
static bool set_normal_face(struct sheet_writer *w)
{
    lxw_format *normal = STAILQ_FIRST(w->book->formats);
    if (!normal)
        return err_set(w->e, ERR_BUG, _("libxlsxwriter makes no format"));
    format_set_font_name(normal, normal_face);
    format_set_font_size(normal, NORMAL_SIZE);
    format_set_font_family(normal, 0);
    format_set_font_charset(normal, CHARSET_GB2312);
    return true;
}

bool sheet_begin(struct sheet_writer *w, const struct doc *doc, struct sheet_plan *const *plan, size_t n)
{
    return set_normal_face(w) && set_properties(w, doc, plan, n);
}

bool sheet_fill(struct sheet_writer *w, const struct doc *doc, const struct sheet_plan *p)
{
    w->plan = p;
    lxw_error le = workbook_validate_sheet_name(w->book, p->name);
    if (le != LXW_NO_ERROR)
        return err_set(w->e, ERR_LAYOUT, _("“%s” cannot be the name of a worksheet: %s"), p->name,
                       lxw_strerror(le));
    w->sheet = workbook_add_worksheet(w->book, p->name);
    if (!w->sheet)
        return err_set(w->e, ERR_BUG, _("libxlsxwriter makes no worksheet"));
    if (!set_page(w))
        return false;
    for (size_t i = 0; i < p->ncell; i++)
        if (!write_cell(w, &p->cell[i]))
            return false;
    return sheet_guard(w, doc->layout->protect);
}
