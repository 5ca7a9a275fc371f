/* sheetguard.c - what guards the figures of a worksheet, in the terms of libxlsxwriter. */
#include "sheetwrite.h"
#include "intl.h"

/* Excel's red for bad cells. */
enum { RED_GROUND = 0xFFC7CE, RED_TEXT = 0x9C0006 };

/* What is told to whoever puts in something else than a figure of its kind.  The words stand in the worksheet
 * whatever the language of the run is: its readers are the form's. */
static const struct {
    lxw_data_validation rule;
    const char *message;
} input_of[] = {
    [KIND_COUNT] = {{.validate = LXW_VALIDATION_TYPE_INTEGER,
                     .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO},
                    "此处应填不小于0的整数，没有数据的留空。"},
    [KIND_AMOUNT] = {{.validate = LXW_VALIDATION_TYPE_DECIMAL,
                      .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO},
                     "此处应填不小于0的数，没有数据的留空。"},
    [KIND_SIGNED] = {{.validate = LXW_VALIDATION_TYPE_INTEGER,
                      .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
                      .minimum_number = -999999999999.0,
                      .maximum_number = 999999999999.0},
                     "此处应填整数，减少的填负数，没有数据的留空。"},
};

/* Another entry asks back and is not refused: “/” and remarks are published too. */
static bool guard_input(struct sheet_writer *w, const struct plan_input *in)
{
    lxw_data_validation v = input_of[in->kind].rule;
    v.ignore_blank = LXW_VALIDATION_ON;
    v.show_error = LXW_VALIDATION_ON;
    v.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    v.error_title = "请核对";
    v.error_message = (char *)input_of[in->kind].message;
    const struct plan_area *x = &in->area;
    return sheet_ok(w,
                    worksheet_data_validation_range(w->sheet, (lxw_row_t)x->row, (lxw_col_t)x->col,
                                                    (lxw_row_t)(x->row + x->rows - 1),
                                                    (lxw_col_t)(x->col + x->cols - 1), &v),
                    "data_validation");
}

static bool guard_alarms(struct sheet_writer *w)
{
    if (w->plan->nalarm == 0)
        return true;
    if (!w->red && !(w->red = workbook_add_format(w->book)))
        return err_set(w->e, ERR_BUG, _("libxlsxwriter makes no format"));
    format_set_bg_color(w->red, RED_GROUND);
    format_set_font_color(w->red, RED_TEXT);
    for (size_t i = 0; i < w->plan->nalarm; i++) {
        const struct plan_alarm *x = &w->plan->alarm[i];
        char *test = g_strdup_printf("=%s<>0", x->check);
        lxw_conditional_format c = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                    .value_string = test,
                                    .format = w->red,
                                    .multi_range = (char *)x->ranges};
        /* the range given beside multi_range only has to differ from alarm to alarm */
        bool good =
            sheet_ok(w, worksheet_conditional_format_range(w->sheet, (lxw_row_t)i, 0, (lxw_row_t)i, 0, &c),
                     "conditional_format");
        g_free(test);
        if (!good)
            return false;
    }
    return true;
}

static bool guard_names(struct sheet_writer *w)
{
    for (size_t i = 0; i < w->plan->ndefined; i++) {
        struct arena *a = arena_new();
        const char *place = sheet_area_name(w->plan, &w->plan->defined[i].area, a);
        bool good = sheet_ok(
            w, workbook_define_name(w->book, w->plan->defined[i].name, arena_printf(a, "=%s", place)),
            "define_name");
        arena_free(a);
        if (!good)
            return false;
    }
    return true;
}

static bool guard_remarks(struct sheet_writer *w)
{
    for (size_t i = 0; i < w->plan->ncell; i++) {
        const struct plan_cell *c = &w->plan->cell[i];
        if (c->remark &&
            !sheet_ok(w, worksheet_write_comment(w->sheet, (lxw_row_t)c->row, (lxw_col_t)c->col, c->remark),
                      "write_comment"))
            return false;
    }
    return true;
}

bool sheet_guard(struct sheet_writer *w, bool protect)
{
    const struct sheet_plan *p = w->plan;
    for (size_t i = 0; i < p->ninput; i++)
        if (!guard_input(w, &p->input[i]))
            return false;
    if (!guard_alarms(w) || !guard_names(w) || !guard_remarks(w))
        return false;
    worksheet_freeze_panes(w->sheet, (lxw_row_t)p->head_to, (lxw_col_t)p->grid->nlabel);
    if (protect) { /* against slips, not against anybody: without a password */
        lxw_protection open = {.format_cells = 1, .format_columns = 1, .format_rows = 1};
        worksheet_protect(w->sheet, NULL, &open);
    }
    return true;
}
