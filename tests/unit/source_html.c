/* source_html.c - web pages: what WPS, Word and government sites write; spans; what is not shown. */
#include "source_fixture.h"

static const char *html(const char *s)
{
    return read_text(source_html, "a.html", s);
}

static void page(void)
{
    T_CASE("source_html: a page as it is published: headings, run-in headings, alignment, tables, nothing "
           "hidden");
    GBytes *want = file_bytes("tests/import/page.html.source");
    char *text = g_strndup(g_bytes_get_data(want, NULL), g_bytes_get_size(want));
    T_STR(read_file(source_html, "tests/import/page.html"), text);
    g_free(text);
    g_bytes_unref(want);

    T_CASE("source_html: line ends of the file between ideographs are none, <br> begins a paragraph");
    T_STR(html("<p>政府信息\n   公开 a\nb<br>第二段</p>文\n字"),
          "text 1 \"政府信息公开 a b\"\ntext 1 \"第二段\"\ntext 3 \"文字\"\n");

    T_CASE("source_html: numbers of lists are written where the browser writes them");
    T_STR(html("<ol start=3><li>甲<li>乙</ol><ol style='list-style-type:none'><li>丙</ol><ul><li>丁</ul>"),
          "text 1 \"3.甲\"\ntext 1 \"4.乙\"\ntext 1 \"丙\"\ntext 1 \"丁\"\n");
    T_STR(html("<ol start=2147483647><li>甲<li>乙</ol>"), "text 1 \"32767.甲\"\ntext 1 \"32768.乙\"\n");

    T_CASE("source_html: all in bold, bold later, another face: only what stands at the start is a run-in "
           "heading");
    T_STR(html("<p><b>甲乙</b></p><p>甲<b>乙</b></p><p style='font-weight:700'>甲<span "
               "style='font-weight:normal'>乙</span>"),
          "text 1 bold=6 \"甲乙\"\ntext 1 \"甲乙\"\ntext 1 bold=3 \"甲乙\"\n");
}

static void tables(void)
{
    T_CASE("source_html: spans of rows and columns place the cells behind them");
    T_STR(html("<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>"), "grid 1 2x3 spans\n"
                                                                                   "  0,0 2x1 1:0 \"a\"\n"
                                                                                   "  0,1 1x2 1:0 \"b\"\n"
                                                                                   "  1,1 1:0 \"c\"\n"
                                                                                   "  1,2 1:0 \"d\"\n");
    T_CASE("source_html: spans that overlap, end nowhere or are no numbers are cut");
    T_STR(html("<table><tr><td rowspan=9 colspan=-2>a<td rowspan=0 colspan=0>b<td colspan=x>c<tr><td "
               "colspan=99999999999>d</table>"),
          "grid 1 2x3 spans\n"
          "  0,0 2x1 1:0 \"a\"\n"
          "  0,1 2x1 1:0 \"b\"\n"
          "  0,2 1:0 \"c\"\n"
          "  1,2 1:0 \"d\"\n");
    T_CASE("source_html: a table around tables, around one cell or around an article only sets the page");
    T_STR(html("<table><tr><td>左<td><table><tr><td>a<td>1</table></table><table><tr><td><p>甲</p><p>乙</p></"
               "table>"),
          "text 1 \"左\"\n"
          "grid 1 1x2 spans\n"
          "  0,0 1:0 \"a\"\n"
          "  0,1 1:0 \"1\"\n"
          "text 1 \"甲\"\n"
          "text 1 \"乙\"\n");
    T_STR(html("<table><tr><td><h2>一、总体情况</h2><td>b</table>"),
          "text 1 h2 \"一、总体情况\"\ntext 1 \"b\"\n");

    T_CASE("source_html: blocks in a cell are lines, blank cells stay, a caption and words outside of cells "
           "are kept");
    T_STR(html("<table><caption>表一</caption><tr>散<td><p>12</p><div>（其中3件）</"
               "div><td>&nbsp;<tr><td>a<br><br>b<td>c</table>"),
          "text 1 centred \"表一\"\n"
          "grid 1 2x2 spans\n"
          "  0,0 1:0 \"12\\n（其中3件）\"\n"
          "  0,1 1:0 \"\"\n"
          "  1,0 1:0 \"a\\nb\"\n"
          "  1,1 1:0 \"c\"\n"
          "text 1 \"散\"\n");

    T_CASE("source_html: rows in thead, tbody, tfoot and cells without a row");
    const char *d =
        html("<table><thead><tr><th>a</thead><tbody><td>b<td>c</tbody><tfoot><tr><td>d</tfoot></table>");
    T_STR(grid_row(d, 0, 0), "a");
    T_STR(grid_row(d, 0, 1), "b|c");
    T_STR(grid_row(d, 0, 2), "d");

    T_CASE("source_html: fields of a form hold words; a picture alone in a cell is told, one of a pixel not");
    d = html("<table><tr><td>甲<td><input value=12><td><input type=hidden value=9><input type=text value=3>"
             "<tr><td><img src=1.gif><td><img src=2.gif alt=5><td><img src=3.gif width=1>"
             "<tr><td>乙<img src=4.gif><td><p><img src=5.gif></p><td>0</table>");
    T_STR(grid_row(d, 0, 0), "甲|12|3");
    T_STR(grid_row(d, 0, 1), SOURCE_PICTURE "|5|");
    T_STR(grid_row(d, 0, 2), "乙|" SOURCE_PICTURE "|0");

    T_CASE("source_html: a page number that stands alone is no paragraph, a figure and a range are");
    T_STR(
        html("<p>— 5 —</p><p>第6页 共12页</p><p>7</p><p>3/12</p><p>5-6</p><table><tr><td>甲<td>-5-</table>"),
        "text 1 \"7\"\ntext 1 \"3/12\"\ntext 1 \"5-6\"\n"
        "grid 1 1x2 spans\n"
        "  0,0 1:0 \"甲\"\n"
        "  0,1 1:0 \"-5-\"\n");

    T_CASE(
        "source_html: fields show the text of a textarea, the value of an input and, in a cell, the option "
        "of a select that is chosen");
    d = html("<p>甲<select><option>友情链接</select><textarea>总体\n乙</textarea><input type=search "
             "value=搜索></p><table>"
             "<tr><td>乙<td><textarea>\n12\n（其中3件）</textarea><td><textarea hidden>9</textarea>"
             "<tr><td><input type=tel value=4><input type=checkbox value=on><input type=submit value=提交>"
             "<td><select><option>1<option selected>2<option>3</select>"
             "<td><select><optgroup label=x><option disabled>请选择<option label=5>6</optgroup></select>"
             "<select>散<option>7</table>");
    T_TRUE(g_str_has_prefix(d, "text 1 \"甲总体\"\ntext 1 \"乙\"\ngrid"));
    T_STR(grid_row(d, 0, 0), "乙|12\\n（其中3件）|");
    T_STR(grid_row(d, 0, 1), "4|2|5 7");

    T_CASE("source_html: a row of figures within a cell is a part of the row");
    d = html("<table><tr><td>规章<td>0<td colspan=2><table><tr><td> 1 </td><td>/</td></tr></table>"
             "<tr><td>甲<td>2<td>3<td>4</table>");
    T_STR(grid_row(d, 0, 0), "规章|0|1|/");
    T_STR(grid_row(d, 0, 1), "甲|2|3|4");
}

static void encodings(void)
{
    T_CASE("source_html: GBK by its bytes, whatever the page says");
    gsize n;
    char *text = g_convert("<html><meta charset=utf-8><p>政府信息公开工作年度报告</p>", -1, "GBK", "UTF-8",
                           NULL, &n, NULL);
    GBytes *b = g_bytes_new_take(text, n);
    T_STR(read_bytes(source_html, "a.html", b), "text 1 \"政府信息公开工作年度报告\"\n");
    g_bytes_unref(b);
    T_CASE("source_html: an encoding that only the page tells");
    text = g_convert("<html><meta charset='big5'><p>政府資訊公開工作年度報告</p>", -1, "BIG5", "UTF-8", NULL,
                     &n, NULL);
    b = g_bytes_new_take(text, n);
    T_STR(read_bytes(source_html, "a.html", b), "text 1 \"政府資訊公開工作年度報告\"\n");
    g_bytes_unref(b);
}

static void hostile(void)
{
    T_CASE("source_html: entities of a document type are not resolved");
    T_TRUE(strstr(html("<!DOCTYPE html [<!ENTITY a \"bombbomb\">]><html><p>x&a;&a;</p>"), "xbomb") == NULL);
    T_CASE("source_html: nesting without end, tags without end and rows without end are refused");
    GString *s = g_string_new("<html>");
    for (int i = 0; i < 5000; i++)
        g_string_append(s, "<div>");
    T_TRUE(strstr(html(s->str), "nested too deep") != NULL);
    T_INT(read_.kind, ERR_LIMIT);
    g_string_assign(s, "<html><p ");
    for (int i = 0; i < 20000; i++)
        g_string_append_printf(s, "a%d=1 ", i);
    html(s->str);
    T_INT(read_.kind, ERR_LIMIT);
    g_string_assign(s, "<table>");
    for (int i = 0; i < SOURCE_MAX_ROWS + 10; i++)
        g_string_append(s, "<tr><td>a<td>b");
    T_STR(html(s->str), "failed: the file holds a table larger than a report can");
    T_INT(read_.kind, ERR_LIMIT);
    g_string_free(s, TRUE);
    T_CASE("source_html: a page without words is refused");
    T_STR(html("<html><script>1</script></html>"), "failed: the file holds no text");
    T_INT(read_.kind, ERR_INPUT);
}

int main(void)
{
    page();
    tables();
    encodings();
    hostile();
    return t_done();
}
