/* source_xlsx.c - workbooks: sheets, numbers and texts, merges, tables and prose on one sheet. */
#include "source_number.h"
#include "source_ooxml.h"

#define S(ref, words)  "<c r=\"" ref "\" t=\"inlineStr\"><is><t>" words "</t></is></c>"
#define N(ref, digits) "<c r=\"" ref "\"><v>" digits "</v></c>"
#define ROW(n, cells)  "<row r=\"" n "\">" cells "</row>"
#define MERGE(...)     "<mergeCells>" __VA_ARGS__ "</mergeCells>"
#define M(ref)         "<mergeCell ref=\"" ref "\"/>"

static const char *sheet(const char *first, const char *second, bool hide, const char *styles)
{
    GBytes *b = xlsx_bytes(first, second, hide, styles);
    const char *dump = read_bytes(source_xlsx, "a.xlsx", b);
    g_bytes_unref(b);
    return dump;
}

static void sheets(void)
{
    T_CASE("source_xlsx: all visible sheets in order, moved tables, merges, blanks left out, places in the "
           "sheet");
    T_STR(sheet("<sheetData>" ROW("3", S("C3", "第二十条") S("H3", " "))
                    ROW("4", S("C4", "规章") N("D4", "0") S("E4", "12\n（其中3件）"))
                        ROW("5", S("C5", "文件") S("E5", "0件")) "</sheetData>" MERGE(M("C3:E3")),
                "<sheetData>" ROW("1", S("A1", "a") N("B1", "1")) "</sheetData>", false, NULL),
          "grid 3 3x3 spans 甲\n"
          "  0,0 1x3 3:3 \"第二十条\"\n"
          "  1,0 4:3 \"规章\"\n"
          "  1,1 4:4 number \"0\"\n"
          "  1,2 4:5 \"12\\n（其中3件）\"\n"
          "  2,0 5:3 \"文件\"\n"
          "  2,2 5:5 \"0件\"\n"
          "grid 1 1x2 spans 乙\n"
          "  0,0 1:1 \"a\"\n"
          "  0,1 1:2 number \"1\"\n");

    T_CASE("source_xlsx: hidden sheets, rows and columns are not read");
    T_STR(sheet("<sheetData>" ROW("1", S("A1", "隐")) "</sheetData>",
                "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData>" ROW(
                    "1", S("A1", "a") N("B1", "9")
                             N("C1", "1")) "<row r=\"2\" hidden=\"1\">" S("A2", "b") "</row></sheetData>",
                true, NULL),
          "grid 1 1x3 spans 乙\n  0,0 1:1 \"a\"\n  0,2 1:3 number \"1\"\n");
}

static void blocks(void)
{
    T_CASE("source_xlsx: title, headings and notes on a sheet of three tables are paragraphs");
    const char *d = sheet(
        "<sheetData>" ROW("1", S("A1", "某县")) ROW("2", S("A2", "2024年政府信息公开工作年度报告"))
            ROW("3", S("A3", "二、主动公开政府信息情况")) ROW("4", S("A4", "第二十条第（一）项"))
                ROW("5", S("A5", "规章") N("B5", "1") N("C5", "2")) ROW("7", S("A7", "三、收到和处理情况"))
                    ROW("8", S("A8", "说明") S("B8", "自然人")
                                 S("C8", "总计")) ROW("9", S("A9", "一、本年新收") N("B9", "6") N("C9", "6"))
                        ROW("10", S("A10", "四、结转下年度"))
                            ROW("11", S("A11", "注：本表数字不含乡镇，乡镇的数字见其报告。"))
                                ROW("12", S("A12", "四、复议诉讼情况")) ROW(
                                    "13", S("A13", "维持") S("B13", "纠正") S("C13", "总计"))
                                    ROW("14", N("A14", "0") N("B14", "1") N("C14", "1")) "</sheetData>" MERGE(
                                        M("A1:C1") M("A2:C2") M("A3:C3") M("A4:C4") M("A7:C7") M("A11:C11")
                                            M("A12:C12")),
        "", false, NULL);
    T_TRUE(g_str_has_prefix(d, "text 1 \"某县\"\ntext 2 \"2024年政府信息公开工作年度报告\"\ntext 3 "
                               "\"二、主动公开政府信息情况\"\ngrid 4 2x3"));
    T_STR(grid_row(d, 0, 0), "第二十条第（一）项");
    T_STR(grid_row(d, 0, 1), "规章|1|2");
    T_TRUE(has_line(d, "text 7 \"三、收到和处理情况\""));
    T_STR(grid_row(d, 1, 1), "一、本年新收|6|6");
    T_STR(grid_row(d, 1, 2), "四、结转下年度");
    T_TRUE(has_line(d, "text 11 \"注：本表数字不含乡镇，乡镇的数字见其报告。\""));
    T_TRUE(has_line(d, "text 12 \"四、复议诉讼情况\""));
    T_STR(grid_row(d, 2, 1), "0|1|1");

    T_CASE("source_xlsx: empty rows part tables of different widths, not the bands of one");
    d = sheet("<sheetData>" ROW("1", S("A1", "a") N("B1", "1")) ROW("3", S("A3", "b") N("B3", "2"))
                  ROW("5", S("A5", "c") N("B5", "3") N("C5", "4"))
                      ROW("6", S("A6", "d") N("C6", "5")) "</sheetData>",
              "", false, NULL);
    T_TRUE(has_line(d, "grid 1 3x2 spans 甲"));
    T_TRUE(has_line(d, "grid 5 2x3 spans 甲"));

    T_CASE("source_xlsx: rows within a merged cell belong to its table though they are empty");
    d = sheet("<sheetData>" ROW("1", S("A1", "组") S("B1", "x") N("C1", "1"))
                  ROW("3", S("B3", "y") N("C3", "2") N("D3", "3")) "</sheetData>" MERGE(M("A1:A3")),
              "", false, NULL);
    T_TRUE(has_line(d, "grid 1 3x4 spans 甲"));
    T_TRUE(has_line(d, "0,0 3x1 1:1 \"组\""));
}

static void numbers(void)
{
    T_CASE("source_xlsx: numbers as their digits: no exponent, no noise of binary fractions, no padding");
    static const struct {
        const char *stored, *format, *want;
    } number[] = {{"1439.4967", "General", "1439.4967"},
                  {"1439.4966999999999", "0.00", "1439.4967"},
                  {"0.10000000000000001", "General", "0.1"},
                  {"8.0", "0.00", "8"},
                  {"0", "0.0000", "0"},
                  {"-0.0", "General", "0"},
                  {"-417", "General", "-417"},
                  {"19", "+0;-0;0", "+19"},
                  {"-19", "+0;-0;0", "-19"},
                  {"0", "+0;-0;0", "0"},
                  {"1.1398889E7", "General", "11398889"},
                  {"1E-5", "General", "0.00001"},
                  {"9.9999999999999995E+22", "General", "100000000000000000000000"},
                  {"0.125", "0.0%", "12.5%"},
                  {"1", "0%", "100%"},
                  {"5", "0\"件\"", "5"},
                  {"45681", "yyyy\"年\"m\"月\"d\"日\"", "2025年1月24日"},
                  {"45681.5", "[$-804]yyyy/m/d h:mm", "2025年1月24日"},
                  {"45681", "m\"月\"d\"日\"", "1月24日"},
                  {"45681", "0\"ymd\"", "45681"},
                  {"abc", "0", "abc"},
                  {"1E999", "0", "1E999"}};
    struct arena *a = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(number); i++)
        T_STR(number_of_cell(number[i].stored, number[i].format, a), number[i].want);

    T_CASE("source_xlsx: decimals that a format always shows");
    static const struct {
        const char *format;
        int want;
    } places[] = {{"0.00", 2},    {"#,##0.0000", 4}, {"0.000_ ;-0.0", 3}, {"0.00\"万元\"", 2},
                  {"General", 0}, {"0", 0},          {"0.##", 0},         {"0.0#", 0},
                  {"0.00%", 0},   {"0.00E+00", 0},   {"0\".00\"", 0},     {"yyyy.mm", 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++)
        T_INT(number_places(places[i].format), places[i].want);

    T_CASE("source_xlsx: numbering formats of Word");
    T_STR(number_in_format(10, "chineseCounting", a), "十");
    T_STR(number_in_format(21, "chineseCountingThousand", a), "二十一");
    T_STR(number_in_format(105, "chineseCountingThousand", a), "一百零五");
    T_STR(number_in_format(1010, "chineseCountingThousand", a), "一千零一十");
    T_STR(number_in_format(12, "chineseLegalSimplified", a), "壹拾贰");
    T_STR(number_in_format(2024, "ideographDigital", a), "二〇二四");
    T_STR(number_in_format(3, "decimalEnclosedCircle", a), "③");
    T_STR(number_in_format(14, "upperRoman", a), "XIV");
    T_STR(number_in_format(11, "ideographTraditional", a), "甲");
    T_STR(number_in_format(7, "decimalZero", a), "07");
    T_STR(number_in_format(12, "decimalFullWidth", a), "１２");
    T_STR(number_in_format(99, "lowerLetter", a), "99");
    T_STR(number_in_format(5, "bullet", a), "");
    arena_free(a);

    T_CASE("source_xlsx: formats reach the cells, formulas give their stored result, errors stay visible");
    const char *d =
        sheet("<sheetData>" ROW(
                  "1", S("A1", "a") "<c r=\"B1\" s=\"1\"><v>0.5</v></c><c r=\"C1\"><f>1+1</f><v>2</v></c>"
                                    "<c r=\"D1\" t=\"e\"><v>#REF!</v></c><c r=\"E1\" "
                                    "t=\"str\"><f>x</f><v>3件</v></c>") "</sheetData>",
              "", false, "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/></cellXfs>");
    T_STR(grid_row(d, 0, 0), "a|50%|2|#REF!|3件");

    T_CASE("source_xlsx: a formula that was never worked out is told, not blank");
    d = sheet("<sheetData>" ROW("1", S("A1", "a") "<c r=\"B1\"><f>SUM(C1:D1)</f><v></v></c>"
                                                  "<c r=\"C1\" t=\"str\"><f>\"\"</f><v></v></c>"
                                                  "<c r=\"D1\"><v>1</v></c>") "</sheetData>",
              "", false, NULL);
    T_STR(grid_row(d, 0, 0), "a|=SUM(C1:D1)|1");

    T_CASE("source_xlsx: remarks beside the tables stand behind them");
    GString *rows = g_string_new("<sheetData>");
    for (int i = 1; i <= 10; i++)
        g_string_append_printf(
            rows, "<row r=\"%d\"><c r=\"A%d\"><v>%d</v></c><c r=\"B%d\"><v>2</v></c>%s</row>", i, i, i, i,
            i == 5 ? "<c r=\"D5\" t=\"inlineStr\"><is><t>审核：张三</t></is></c>" : "");
    g_string_append(rows, "</sheetData>");
    d = sheet(rows->str, "", false, NULL);
    T_STR(grid_row(d, 0, 4), "5|2");
    T_TRUE(has_line(d, "text 5 \"审核：张三\""));
    g_string_free(rows, TRUE);
}

static void unsound(void)
{
    T_CASE("source_xlsx: a cell far away makes no table of a million rows");
    T_STR(sheet("<sheetData>" ROW("1", N("A1", "1") N("B1", "1"))
                    ROW("1048576",
                        N("A1048576", "1") N("XFD1048576", "1")) "</sheetData>" MERGE(M("A1:A1048576")),
                "", false, NULL),
          "failed: the file holds a table larger than a report can");
    T_INT(read_.kind, ERR_LIMIT);
    T_CASE("source_xlsx: merges without measure end where the table ends");
    T_STR(sheet("<sheetData>" ROW("1", S("A1", "a"))
                    ROW("2", S("B2", "b") N("C2", "1")) "</sheetData>" MERGE(M("A1:A1048576") M("C2:XFD2")),
                "", false, NULL),
          "grid 1 2x3 spans 甲\n  0,0 2x1 1:1 \"a\"\n  1,1 2:2 \"b\"\n  1,2 2:3 number \"1\"\n");
    T_CASE("source_xlsx: a workbook without words is refused");
    T_STR(sheet("<sheetData/>", "", false, NULL), "failed: the file holds no text");
}

int main(void)
{
    sheets();
    blocks();
    numbers();
    unsound();
    return t_done();
}
