/* source_text.c - plain text and Markdown: each way a table is written, paragraphs, places. */
#include "source_fixture.h"

static const char *text(const char *s)
{
    return read_text(source_text, "a.txt", s);
}

static void cells(void)
{
    T_CASE("source_text: cells one to a line, empty lines part rows, a line with nothing but its tab is a "
           "blank cell");
    T_STR(text("标题\n\n正文第一段。\n二、主动公开\n\t信息内容\n\t件数\n\n\t规章\n\t0\n\n\t\n\t规范性文件\n\t"
               "-\n\n\n三、其他\n"),
          "text 1 \"标题\"\n"
          "text 3 \"正文第一段。\"\n"
          "text 4 \"二、主动公开\"\n"
          "grid 5 3x3\n"
          "  0,0 5:2 \"信息内容\"\n"
          "  0,1 6:2 \"件数\"\n"
          "  1,0 8:2 \"规章\"\n"
          "  1,1 9:2 \"0\"\n"
          "  2,0 11:2 \"\"\n"
          "  2,1 12:2 \"规范性文件\"\n"
          "  2,2 13:2 \"-\"\n"
          "text 16 \"三、其他\"\n");

    T_CASE("source_text: cells without tabs: a label behind a figure begins a row, a chapter among them is a "
           "heading");
    const char *d =
        text("第二十条\n规章\n0\n1\n/"
             "\n规范性文件\n2\n+3\n12（其中修订3件）\n三、收到和处理情况\n申请人情况\n自然人\n总计\n"
             "一、本年新收\n6\n8\n三、本年度办理结果\n（一）予以公开\n4\n4\n四、结转\n0\n0\n五、存在的主要问"
             "题\n有三个问题，正在改正。\n");
    T_STR(grid_row(d, 0, 0), "第二十条|规章|0|1|/");
    T_STR(grid_row(d, 0, 1), "规范性文件|2|+3|12（其中修订3件）");
    T_TRUE(has_line(d, "text 10 \"三、收到和处理情况\""));
    T_STR(grid_row(d, 1, 0), "申请人情况|自然人|总计|一、本年新收|6|8");
    T_STR(grid_row(d, 1, 1), "三、本年度办理结果|（一）予以公开|4|4");
    T_STR(grid_row(d, 1, 2), "四、结转|0|0");
    T_TRUE(has_line(d, "text 24 \"五、存在的主要问题\""));

    T_CASE("source_text: the seed report, three tables of 14, 26 and 4 rows");
    d = read_file(source_text, "tests/reports/laiyuan-2024.txt");
    T_TRUE(has_line(d, "grid 18 14x4"));
    T_TRUE(has_line(d, "grid 65 26x10"));
    T_TRUE(has_line(d, "grid 328 4x15"));
    T_STR(grid_row(d, 0, 13), "行政事业性收费|1439.4967");
    T_STR(grid_row(d, 1, 2), "||商业企业|科研机构|社会公益组织|法律服务机构|其他|");
    T_STR(grid_row(d, 1, 7), "|（三）不予公开|1.属于国家秘密|0|0|0|0|0|0|0");
    T_STR(grid_row(d, 2, 3), "0|1|0|0|1|0|0|0|0|0|0|0|0|0|0");
    T_TRUE(has_line(d, "text 15 \"（五）监督保障方面\""));
}

static void marked(void)
{
    T_CASE("source_text: rows between strokes, a rule below the head, blank cells, escaped strokes");
    T_STR(text("| 内容 | 件数 |\n|---|:--:|\n| 规章 |  |\n| a\\|b | - |\n尾\n"), "grid 1 3x2\n"
                                                                                 "  0,0 1:3 \"内容\"\n"
                                                                                 "  0,1 1:8 \"件数\"\n"
                                                                                 "  1,0 3:3 \"规章\"\n"
                                                                                 "  1,1 3:9 \"\"\n"
                                                                                 "  2,0 4:3 \"a|b\"\n"
                                                                                 "  2,1 4:10 \"-\"\n"
                                                                                 "text 5 \"尾\"\n");
    T_CASE("source_text: a row of cells that hold a dash each is no rule");
    T_STR(grid_row(text("| a | b |\n| --- | --- |\n| - | - |\n"), 0, 1), "-|-");
    T_STR(grid_row(read_.dump->str, 0, 2), "");

    T_CASE("source_text: rules between all rows put the lines of a row together");
    const char *d = text("┌────┬────┐\n│第二│件  │\n│十条│数  │\n├────┼────┤\n│规章│ 0  │\n└────┴────┘\n");
    T_STR(grid_row(d, 0, 0), "第二\\n十条|件\\n数");
    T_STR(grid_row(d, 0, 1), "规章|0");
    T_STR(grid_row(text("+---+---+\n| a | 1 |\n+---+---+\n| b | 2 |\n+---+---+\n"), 0, 1), "b|2");

    T_CASE("source_text: Markdown: headings, bold beginnings, <br>, entities, links, marks of lists");
    d = read_text(source_text, "a.md",
                  "# 某县2024年年度报告\n\n## 一、总体情况 "
                  "##\n\n**（一）主动公开。**公开&nbsp;12\\*条。\n\n---\n- 见[网站](http://x/)\n\n"
                  "| 件<br>数 | **2** |\n|---|---|\n| - | - 19 |\n");
    T_TRUE(has_line(d, "text 1 h1 \"某县2024年年度报告\""));
    T_TRUE(has_line(d, "text 3 h2 \"一、总体情况\""));
    T_TRUE(has_line(d, "text 5 bold=24 \"（一）主动公开。公开 12*条。\""));
    T_TRUE(has_line(d, "text 8 \"见网站\""));
    T_STR(grid_row(d, 0, 0), "件\\n数|2");
    T_STR(grid_row(d, 0, 1), "-|- 19");

    T_CASE("source_text: a table in HTML within Markdown keeps its spans and lines");
    T_STR(read_text(source_text, "a.md",
                    "# 题\n\n<table>\n<tr><td "
                    "colspan=\"2\">甲</td></tr>\n<tr><td>乙</td><td>3</td></tr>\n</table>\n\n文\n"),
          "text 1 h1 \"题\"\n"
          "grid 3 2x2 spans\n"
          "  0,0 1x2 4:0 \"甲\"\n"
          "  1,0 5:0 \"乙\"\n"
          "  1,1 5:0 \"3\"\n"
          "text 8 \"文\"\n");

    T_CASE("source_text: cells between tabs; blank ones, rows of one cell, quotes around line ends");
    d = text("表\n第二十条\t\t\n规章\t0\t\n第五项\n许可\t\"12\n（其中\"\"新\"\"3件）\"\t5\n注：完。\n");
    T_TRUE(has_line(d, "text 1 \"表\""));
    T_STR(grid_row(d, 0, 0), "第二十条||");
    T_STR(grid_row(d, 0, 1), "规章|0|");
    T_STR(grid_row(d, 0, 2), "第五项");
    T_STR(grid_row(d, 0, 3), "许可|12\\n（其中\\\"新\\\"3件）|5");
    T_TRUE(has_line(d, "2,0 4:1 \"第五项\""));
    T_TRUE(has_line(d, "3,2 6:14 \"5\""));
    T_TRUE(has_line(d, "text 7 \"注：完。\""));

    T_CASE("source_text: commas part cells in a .csv only");
    T_STR(grid_row(read_text(source_text, "a.CSV", "a,\"b,c\",3\nd,,/\n"), 0, 0), "a|b,c|3");
    T_STR(grid_row(read_.dump->str, 0, 1), "d||/");
    T_STR(text("a,b\nc,d\n"), "text 1 \"a,b\"\ntext 2 \"c,d\"\n");
}

static void paragraphs(void)
{
    T_CASE("source_text: a line is a paragraph where lines are of all lengths");
    T_STR(text("标题\r\n　　第一段，长一些的一段文字，没有到头。\rxyz\n"),
          "text 1 \"标题\"\ntext 2 \"第一段，长一些的一段文字，没有到头。\"\ntext 3 \"xyz\"\n");

    T_CASE("source_text: lines broken at one width are joined to paragraphs, words of Latin letters with a "
           "space");
    T_STR(text("　　一二三四五六七八九十一二三四五六七八九十\n"
               "一二三四五六七八九十一二三四五六七八九十甲乙\n"
               "一二三四五六七八九十一二三四五六七八 ABCD\n"
               "EFG。\n"
               "　　一二三四五六七八九十一二三四五六七八九十\n"
               "一二三四五六七八九十一二三四五六七八九十甲乙\n"
               "完。\n"),
          "text 1 \"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲乙"
          "一二三四五六七八九十一二三四五六七八 ABCD EFG。\"\n"
          "text 5 "
          "\"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲乙完。\"\n");

    T_CASE("source_text: page numbers and lines that come again on each page are dropped");
    T_STR(text("某县公报\n甲。\n— 1 —\n\f某县公报\n乙。\n— 2 —\n\f某县公报\n丙。\n第 3 页 共 3 页\n"),
          "text p1 2 \"甲。\"\ntext p2 5 \"乙。\"\ntext p3 8 \"丙。\"\n");
    T_STR(text("某县2023年报告\n甲。\n\f某县2023年报告\n乙。\n\f某县2023年报告\n丙。\n"),
          "text p1 1 \"某县2023年报告\"\ntext p1 2 \"甲。\"\ntext p2 4 \"乙。\"\ntext p3 6 \"丙。\"\n");
    T_STR(text("某县2023年报告\n某县\n2023年报告\n\f某县2023年报告\n乙。\n\f某县2023年报告\n丙。\n"),
          "text p1 2 \"某县\"\ntext p1 3 \"2023年报告\"\ntext p2 5 \"乙。\"\ntext p3 7 \"丙。\"\n");
    T_STR(text("甲。\n7\n\f乙。\n9\n"),
          "text p1 1 \"甲。\"\ntext p1 2 \"7\"\ntext p2 3 \"乙。\"\ntext p2 4 \"9\"\n");

    T_CASE("source_text: page numbers and heads are dropped between cells as well");
    const char *d =
        text("规章：\n\n\t规章\n\t1\n\t2\n— 1 —\n\f某县公报\n\t3\n\n\t行政规范性文件\n\t4\n\t5\n\t6\n\n"
             "— 2 —\n\f某县公报\n丙。\n— 3 —\n\f某县公报\n丁。\n");
    T_STR(grid_row(d, 0, 0), "规章|1|2|3");
    T_STR(grid_row(d, 0, 1), "行政规范性文件|4|5|6");

    T_STR(text("甲。\n3\n\f乙。\n4\n\f丙。\n9\n"),
          "text p1 1 \"甲。\"\ntext p1 2 \"3\"\ntext p2 3 \"乙。\"\ntext p2 4 "
          "\"4\"\ntext p3 5 \"丙。\"\ntext p3 6 \"9\"\n");

    T_CASE("source_text: a line of a page that was set wide has no spaces between its letters");
    T_STR(text("监 督 各 部 门 办 理 答 复 ；1927 条 全 县 培 训\n\f一  二 三 四\n"),
          "text p1 1 \"监督各部门办理答复；1927条全县培训\"\ntext p2 2 \"一  二 三 四\"\n");

    T_CASE("source_text: a text quoted in a letter");
    T_STR(text("> 甲。\n>\n> 乙。\n>丙。\n"), "text 1 \"甲。\"\ntext 3 \"乙。\"\ntext 4 \"丙。\"\n");

    T_CASE("source_text: margins of each page, and a quote that hangs out, part no paragraph");
#define TEN  "一二三四五六七八九十"
#define LAST "一二三四五六七八"
    T_STR(text("      " TEN TEN TEN LAST "\n  " TEN TEN TEN TEN "\n  " TEN TEN TEN TEN "\n  " TEN TEN TEN
               "。\n\f"
               "     " TEN TEN TEN LAST "\n " TEN TEN TEN TEN "\n“" TEN TEN TEN TEN "\n " TEN TEN TEN "。\n"),
          "text p1 1 \"" TEN TEN TEN LAST TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "。\"\n"
          "text p2 5 \"" TEN TEN TEN LAST TEN TEN TEN TEN "“" TEN TEN TEN TEN TEN TEN TEN "。\"\n");
#undef LAST
#undef TEN

    T_CASE("source_text: a chapter's heading at the top of a page without indents begins a paragraph");
    T_STR(text("　　一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十\n"
               "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲乙\n"
               "　　一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十\n"
               "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲。\n\f"
               "六、其他需要报告的事项\n　　无。\n"),
          "text p1 1 \"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
          "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲乙\"\n"
          "text p1 3 \"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
          "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲。\"\n"
          "text p2 5 \"六、其他需要报告的事项\"\ntext p2 6 \"无。\"\n");

    T_CASE("source_text: no-break spaces, marks without width and radicals are put right, nothing else");
    T_STR(text("\xEF\xBB\xBF甲\xC2\xA0乙\xE2\x80\x8B丙　丁\xE2\xBC\x80⾏\x01。 \n"),
          "text 1 \"甲 乙丙　丁一行。\"\n");

    T_CASE("source_text: a text without words, and one of zero bytes, are refused");
    T_STR(text(" \n\t\n"), "failed: the file holds no text");
    T_INT(read_.kind, ERR_INPUT);
}

/* Text as pdftotext -layout and pdftotext -raw give it. */
static void layouts(void)
{
    T_CASE("source_text: columns of pdftotext -layout: every row of all tables, page breaks and repeated "
           "heads taken out");
    const char *d = read_file(source_text, "tests/import/layout.txt");
    T_TRUE(has_line(d, "grid p4 75 14x4"));
    T_STR(grid_row(d, 0, 3), "行政规范性文件|2|1|4");
    T_STR(grid_row(d, 0, 13), "行政事业性收费|1439.4967");
    T_STR(grid_row(d, 1, 4), "一、本年新收政府信息公开申请数量|6|0|0|0|2|0|8");
    T_STR(grid_row(d, 1, 7),
          "三、本年度办理结果|（二）部分公开（区分处理的，只计这一情形，不计其他情形）|1|0|0|0|0|0|1");
    T_STR(grid_row(d, 1, 8), "（三）不予公开|1.属于国家秘密|0|0|0|0|0|0|0");
    T_STR(grid_row(d, 1, 9), "2.其他法律行政法规禁止公开|0|0|0|0|0|0|0");
    T_STR(grid_row(d, 1, 16), "（四）无法提供|1.本机关不掌握相关政府信息|1|0|0|0|0|0|1");
    T_STR(grid_row(d, 1, 23), "5.要求行政机关确认或重新出具已获取信息|0|0|0|0|0|0|0");
    T_STR(grid_row(d, 1, 26), "四、结转下年度继续办理|0|0|0|0|0|0|0");
    T_STR(grid_row(d, 1, 27), "");
    T_STR(grid_row(d, 2, 6), "0|1|0|0|1|0|0|0|0|0|0|0|0|0|0");

    T_CASE("source_text: paragraphs of pdftotext -layout, without the gaps it leaves around figures");
    T_TRUE(has_line(d, "text p2 39 \"2024年，全县针对政府信息公开事务的行政复议申请1起，已全部办结。\""));
    T_TRUE(strstr(d, "—") == NULL);
    T_TRUE(strstr(d, "全县各乡镇、县直各部门严格按照《中华人民共和国政府信息公开条例》") != NULL);

    T_CASE("source_text: a blank among figures in columns is a blank cell");
    d = text("项目        甲      乙      丙\n规章         0       1       2\n许可         3               "
             "5\n处罚                 6       7\n");
    T_STR(grid_row(d, 0, 1), "规章|0|1|2");
    T_STR(grid_row(d, 0, 2), "许可|3||5");
    T_STR(grid_row(d, 0, 3), "处罚||6|7");

    T_CASE("source_text: figures a single space apart keep their order");
    d = text("信息内容 制发件数 废止件数 有效件数\n规章 0 0 0\n行政规范性文件 12 1 "
             "4\n第二十条第（五）项\n信息内容 处理决定数量\n行政许可 6769\n");
    T_STR(grid_row(d, 0, 1), "规章|0|0|0");
    T_STR(grid_row(d, 0, 2), "行政规范性文件|12|1|4");
    T_STR(grid_row(d, 0, 3), "第二十条第（五）项");
    T_STR(grid_row(d, 0, 5), "行政许可|6769");

    T_CASE("source_text: prose with figures is no table");
    T_STR(text("向网站主动提供信息 224\n余篇，被采用 42\n篇。\n"),
          "text 1 \"向网站主动提供信息 224\"\ntext 2 \"余篇，被采用 42\"\ntext 3 \"篇。\"\n");
}

int main(void)
{
    cells();
    marked();
    paragraphs();
    layouts();
    return t_done();
}
