/* sheet.c - a worksheet plan becomes the bytes of a workbook.  The only place that knows libxlsxwriter.
 *
 * The library writes files only, keeps its parts in temporary files, and reports success when those could not
 * take everything: so it writes into a file in memory, and what it wrote is read back and compared
 * (sheetback.h). */
#include "sheet.h"
#include "intl.h"
#include "sheetback.h"
#include "sheetplan.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { PAPER_A4 = 9, STACKED = 270 };

/* A column's width is stored in digits of the workbook's normal face.  libxlsxwriter reckons with the 7
 * pixels of its Calibri, which many an office's machine lacks: the columns would then be a third too wide.
 * 宋体 11, normal in Chinese workbooks, has digits of 8 pixels, and its stand-ins have hardly other ones. */
enum { NORMAL_SIZE = 11, NORMAL_DIGIT = 8, CALIBRI_DIGIT = 7 };
static const char normal_face[] = "宋体";

/* Typefaces by the names an office's spreadsheet program knows. */
static const char *const face_of[] = {
    [LOOK_TITLE] = "黑体", [LOOK_SUBTITLE] = "仿宋", [LOOK_HEAD] = "宋体",
    [LOOK_LABEL] = "宋体", [LOOK_FIGURE] = "宋体",   [LOOK_NOTE] = "仿宋",
};

struct writer {
    const struct sheet_plan *plan;
    lxw_workbook *book;
    lxw_worksheet *sheet;
    GPtrArray *used; /* struct used_format: the library would write equal formats twice */
    struct err *e;
};

struct used_format {
    enum sheet_look look;
    bool vertical;
    const char *number;
    lxw_format *format;
};

static bool ok(struct writer *w, lxw_error le, const char *what)
{
    return le == LXW_NO_ERROR || err_set(w->e, ERR_BUG, _("libxlsxwriter, %s: %s"), what, lxw_strerror(le));
}

static double inches(len_t v)
{
    return len_pt(v) / 72;
}

/* ---- formats ---- */

static lxw_format *make_format(struct writer *w, const struct plan_cell *c)
{
    lxw_format *f = workbook_add_format(w->book);
    if (!f) {
        err_set(w->e, ERR_BUG, _("libxlsxwriter makes no format"));
        return NULL;
    }
    bool ruled = c->look == LOOK_HEAD || c->look == LOOK_LABEL || c->look == LOOK_FIGURE;
    bool left = c->look == LOOK_NOTE || (c->look == LOOK_LABEL && !c->vertical);
    format_set_font_name(f, face_of[c->look]);
    format_set_font_family(f, 0);
    format_set_font_size(f, len_pt(sheet_plan_em(w->plan, c->look)));
    format_set_align(f, left ? LXW_ALIGN_LEFT : LXW_ALIGN_CENTER);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(f);
    if (ruled)
        format_set_border(f, LXW_BORDER_THIN);
    if (c->vertical)
        format_set_rotation(f, STACKED);
    if (strcmp(c->format, "General") != 0)
        format_set_num_format(f, c->format);
    return f;
}

static lxw_format *format_for(struct writer *w, const struct plan_cell *c)
{
    for (guint i = 0; i < w->used->len; i++) {
        const struct used_format *u = w->used->pdata[i];
        if (u->look == c->look && u->vertical == c->vertical && strcmp(u->number, c->format) == 0)
            return u->format;
    }
    lxw_format *f = make_format(w, c);
    if (f) {
        struct used_format *u = g_new(struct used_format, 1);
        *u = (struct used_format){c->look, c->vertical, c->format, f};
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

static bool write_cell(struct writer *w, const struct plan_cell *c)
{
    lxw_format *f = format_for(w, c);
    if (!f)
        return false;
    lxw_row_t row = (lxw_row_t)c->row;
    lxw_col_t col = (lxw_col_t)c->col;
    if ((c->rowspan > 1 || c->colspan > 1) &&
        !ok(w,
            worksheet_merge_range(w->sheet, row, col, row + (lxw_row_t)c->rowspan - 1,
                                  (lxw_col_t)(col + c->colspan - 1), "", f),
            "merge_range"))
        return false;
    if (!*c->text)
        return ok(w, worksheet_write_blank(w->sheet, row, col, f), "write_blank");
    if (c->number)
        return ok(w, worksheet_write_number(w->sheet, row, col, g_ascii_strtod(c->text, NULL), f),
                  "write_number");
    char *text = escape(c->text);
    bool good = ok(w, worksheet_write_string(w->sheet, row, col, text, f), "write_string");
    g_free(text);
    return good;
}

/* ---- page ---- */

static bool set_page(struct writer *w)
{
    const struct sheet_plan *p = w->plan;
    lxw_worksheet *s = w->sheet;
    for (int i = 0; i < p->ncol; i++)
        if (!ok(w, worksheet_set_column_pixels(s, (lxw_col_t)i, (lxw_col_t)i, (uint32_t)p->col_px[i], NULL),
                "set_column"))
            return false;
    for (int i = 0; i < p->nrow; i++)
        if (!ok(w, worksheet_set_row_pixels(s, (lxw_row_t)i, (uint32_t)p->row_px[i], NULL), "set_row"))
            return false;
    worksheet_set_paper(s, PAPER_A4);
    if (p->landscape)
        worksheet_set_landscape(s);
    worksheet_set_margins(s, inches(p->side), inches(p->side), inches(p->foot), inches(p->foot));
    worksheet_center_horizontally(s);
    worksheet_fit_to_pages(s, 1, 0);
    lxw_header_footer_options o = {.margin = inches(p->foot / 2)};
    if (!ok(w, worksheet_set_footer_opt(s, "&C&\"宋体\"&12— &P —", &o), "set_footer") ||
        !ok(w, worksheet_print_area(s, 0, 0, (lxw_row_t)p->nrow - 1, (lxw_col_t)(p->ncol - 1)), "print_area"))
        return false;
    return p->head_from == p->head_to ||
           ok(w, worksheet_repeat_rows(s, (lxw_row_t)p->head_from, (lxw_row_t)p->head_to - 1), "repeat_rows");
}

/* The date that all outputs carry, at 00:00 +08:00. */
static time_t time_of(const char *date)
{
    struct tm tm = {0};
    char *end = date ? strptime(date, "%Y-%m-%d", &tm) : NULL;
    return end && !*end ? timegm(&tm) - 8 * 3600 : 0;
}

static bool set_properties(struct writer *w, const struct doc *doc)
{
    const struct form *f = w->plan->grid->form;
    char *title = g_strdup_printf("%s %s", f->name, f->title);
    lxw_doc_properties p = {.title = title,
                            .subject = (char *)doc->title,
                            .author = (char *)doc->author,
                            .comments = "nianbao " VERSION,
                            .created = time_of(doc->date)};
    bool good = (p.created != 0 || err_set(w->e, ERR_BUG, _("the workbook has no date"))) &&
                ok(w, workbook_set_properties(w->book, &p), "set_properties") &&
                ok(w, workbook_set_custom_property_string(w->book, "form", f->id), "custom_property") &&
                ok(w, workbook_set_custom_property_integer(w->book, "year", doc->year), "custom_property");
    g_free(title);
    return good;
}

/* The library makes its first format the normal one and has no call to change it. */
static bool set_normal_face(struct writer *w)
{
    lxw_format *normal = STAILQ_FIRST(w->book->formats);
    if (!normal)
        return err_set(w->e, ERR_BUG, _("libxlsxwriter makes no format"));
    format_set_font_name(normal, normal_face);
    format_set_font_size(normal, NORMAL_SIZE);
    format_set_font_family(normal, 0);
    return true;
}

static bool fill_book(struct writer *w, const struct doc *doc)
{
    const struct sheet_plan *p = w->plan;
    lxw_error le = workbook_validate_sheet_name(w->book, p->name);
    if (le != LXW_NO_ERROR)
        return err_set(w->e, ERR_LAYOUT, _("“%s” cannot be the name of a worksheet: %s"), p->name,
                       lxw_strerror(le));
    w->sheet = workbook_add_worksheet(w->book, p->name);
    if (!w->sheet)
        return err_set(w->e, ERR_BUG, _("libxlsxwriter makes no worksheet"));
    if (!set_normal_face(w) || !set_properties(w, doc) || !set_page(w))
        return false;
    for (size_t i = 0; i < p->ncell; i++)
        if (!write_cell(w, &p->cell[i]))
            return false;
    return true;
}

/* ---- bytes ---- */

static GBytes *read_all(int fd, struct err *e)
{
    struct stat st;
    if (fstat(fd, &st) != 0 || st.st_size < 0) {
        err_set(e, ERR_SYSTEM, _("the workbook cannot be read back: %s"), g_strerror(errno));
        return NULL;
    }
    size_t n = (size_t)st.st_size, got = 0;
    char *data = g_malloc(n + 1);
    while (got < n) {
        ssize_t k = pread(fd, data + got, n - got, (off_t)got);
        if (k < 0 && errno == EINTR)
            continue;
        if (k <= 0) {
            err_set(e, ERR_SYSTEM, _("the workbook cannot be read back: %s"), k < 0 ? g_strerror(errno) : "");
            g_free(data);
            return NULL;
        }
        got += (size_t)k;
    }
    return g_bytes_new_take(data, n);
}

static GBytes *write_book(const struct sheet_plan *p, const struct doc *doc, int fd, struct err *e)
{
    char *path = g_strdup_printf("/proc/self/fd/%d", fd);
    struct writer w = {
        .plan = p, .book = workbook_new(path), .used = g_ptr_array_new_with_free_func(g_free), .e = e};
    bool good = w.book || err_set(e, ERR_BUG, _("libxlsxwriter makes no workbook"));
    if (w.book) {
        good = fill_book(&w, doc);
        lxw_error le = workbook_close(w.book); /* writes, and frees all */
        if (good && le != LXW_NO_ERROR)
            good = err_set(e, ERR_SYSTEM, _("the workbook cannot be written: %s"), lxw_strerror(le));
    }
    g_ptr_array_free(w.used, TRUE);
    g_free(path);
    return good ? read_all(fd, e) : NULL;
}

GBytes *sheet_write(const struct doc *doc, const struct doc_block *table, struct err *e)
{
    int fd = memfd_create("workbook", MFD_CLOEXEC);
    if (fd < 0) {
        err_set(e, ERR_SYSTEM, _("no memory file for a workbook: %s"), g_strerror(errno));
        return NULL;
    }
    struct arena *a = arena_new();
    const struct sheet_plan *plan = sheet_plan(doc, table, a);
    GBytes *bytes = write_book(plan, doc, fd, e);
    if (bytes && !sheet_compare(plan, bytes, a, e)) {
        g_bytes_unref(bytes);
        bytes = NULL;
    }
    if (!bytes)
        err_context(e, _("making the workbook of %s"), plan->name);
    arena_free(a);
    if (close(fd) != 0 && bytes) {
        err_set(e, ERR_SYSTEM, _("the memory file of a workbook cannot be closed: %s"), g_strerror(errno));
        g_bytes_unref(bytes);
        bytes = NULL;
    }
    return bytes;
}
