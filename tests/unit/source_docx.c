/* source_docx.c - Word files: runs, styles, numbers, tracked changes, boxes, tables. */
#include "source_ooxml.h"

#define P(inner)      "<w:p>" inner "</w:p>"
#define T(words)      "<w:r><w:t>" words "</w:t></w:r>"
#define PP(pr, inner) "<w:p><w:pPr>" pr "</w:pPr>" inner "</w:p>"
#define RR(pr, words) "<w:r><w:rPr>" pr "</w:rPr><w:t>" words "</w:t></w:r>"
#define STYLE(id)     "<w:pStyle w:val=\"" id "\"/>"
#define TC(pr, inner) "<w:tc><w:tcPr>" pr "</w:tcPr>" inner "</w:tc>"
#define SPAN(n)       "<w:gridSpan w:val=\"" n "\"/>"
#define LIST(id, lvl) "<w:numPr><w:ilvl w:val=\"" lvl "\"/><w:numId w:val=\"" id "\"/></w:numPr>"
#define LEVEL(i, fmt, text)                                                                               \
    "<w:lvl w:ilvl=\"" i "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" fmt "\"/><w:lvlText w:val=\"" text \
    "\"/></w:lvl>"

static void runs(void)
{
    T_CASE("source_docx: runs, tabs, hyphens and symbols are words; a break begins a paragraph; instructions "
           "of fields are none");
    T_STR(
        docx(P(T("甲") "<w:r><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:sym w:char=\"F0A7\"/><w:sym "
                       "w:char=\"2605\"/><w:br/><w:t>丙</w:t>"
                       "<w:br w:type=\"page\"/></w:r>" T("丁"))
                 P("<w:r><w:fldChar "
                   "w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>" T(
                       "代码") "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" T("7") "<w:r><w:fldChar "
                                                                                           "w:fldCharType="
                                                                                           "\"end\"/></"
                                                                                           "w:r>" T("页"))
                     P(""),
             NULL, NULL),
        "text 1 \"甲 乙-★\"\ntext 1 \"丙丁\"\ntext 2 \"7页\"\n");

    T_CASE("source_docx: what tracked changes delete is gone, what they insert is there; a deleted paragraph "
           "mark joins");
    T_STR(docx(P(T("甲") "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>" T(
                   "新") "</w:ins><w:moveFrom>" T("走") "</w:moveFrom>")
                   PP("<w:rPr><w:del/></w:rPr>", T("前半")) P(T("后半")) P(RR("<w:vanish/>", "隐藏") T("显")),
               NULL, NULL),
          "text 1 \"甲新\"\ntext 2 \"前半后半\"\ntext 4 \"显\"\n");

    T_CASE("source_docx: content controls, links, ruby and the first of two alternatives are read; boxes "
           "stand before their paragraph");
    T_STR(docx("<w:sdt><w:sdtContent>" P(T("甲")) "</w:sdtContent></w:sdt>" P(
                   "<w:hyperlink>" T("链接") "</w:hyperlink><w:smartTag>" T(
                       "标") "</w:smartTag>"
                             "<w:r><w:ruby><w:rt>" T("han") "</w:rt><w:rubyBase>" T(
                                 "汉") "</w:rubyBase></w:ruby></w:r>"
                                       "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" P(
                                           T("框")) "</w:txbxContent></w:drawing></mc:Choice>"
                                                    "<mc:Fallback><w:pict><w:txbxContent>" P(
                                                        T("框")) "</w:txbxContent></w:pict></mc:Fallback></"
                                                                 "mc:AlternateContent></w:r>"),
               NULL, NULL),
          "text 1 \"甲\"\ntext 3 \"框\"\ntext 2 \"链接标汉\"\n");
}

static void page_numbers(void)
{
    T_CASE("source_docx: a page number that stands alone is no paragraph");
    T_STR(docx(P(T("甲")) P(T("— 5 —")) P(T("－") T("6") T("－")) P(T("乙— 7 —")), NULL, NULL),
          "text 1 \"甲\"\ntext 4 \"乙— 7 —\"\n");
}

static void styles(void)
{
    T_CASE("source_docx: headings by outline level, by style, by a style's base and by its name; lines of a "
           "table of contents are none");
    T_STR(docx(PP("<w:outlineLvl w:val=\"1\"/>", T("甲")) PP(STYLE("1"), T("乙")) PP(STYLE("own"), T("丙"))
                   PP(STYLE("n2") "<w:outlineLvl w:val=\"9\"/>", T("丁")) PP(STYLE("toc"), T("目录"))
                       PP(STYLE("ti") "<w:jc w:val=\"center\"/>", T("题"))
                           PP("<w:jc w:val=\"right\"/>", T("落款")),
               "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name "
               "w:val=\"正文标题\"/><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
               "<w:style w:type=\"paragraph\" w:styleId=\"own\"><w:name w:val=\"own\"/><w:basedOn "
               "w:val=\"n2\"/></w:style>"
               "<w:style w:type=\"paragraph\" w:styleId=\"n2\"><w:name w:val=\"heading 2\"/></w:style>"
               "<w:style w:type=\"paragraph\" w:styleId=\"ti\"><w:name w:val=\"Title\"/></w:style>"
               "<w:style w:type=\"paragraph\" w:styleId=\"toc\"><w:name w:val=\"toc 1\"/></w:style>",
               NULL),
          "text 1 h2 \"甲\"\ntext 2 h1 \"乙\"\ntext 3 h2 \"丙\"\ntext 4 \"丁\"\ntext 6 h1 centred "
          "\"题\"\ntext 7 right \"落款\"\n");

    T_CASE("source_docx: a run-in heading in bold or in another face, figures in theirs; styles in a circle "
           "end");
    T_STR(docx(P(RR("<w:b/>", "（一）主动公开。") T("公开12条。"))
                   P(RR("<w:rFonts w:eastAsia=\"楷体\"/>", "（二）")
                         RR("<w:rFonts w:ascii=\"Times\" w:eastAsia=\"Times\"/>", "2024")
                             RR("<w:rFonts w:eastAsia=\"楷体\"/>", "年。")
                                 RR("<w:rFonts w:eastAsia=\"仿宋\"/>", "正文"))
                       PP(STYLE("a"), RR("<w:b w:val=\"0\"/>", "甲") T("乙")),
               "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn "
               "w:val=\"b\"/><w:rPr><w:b/></w:rPr></w:style>"
               "<w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>",
               NULL),
          "text 1 bold=24 \"（一）主动公开。公开12条。\"\ntext 2 bold=19 \"（二）2024年。正文\"\ntext 3 "
          "\"甲乙\"\n");
}

static void numbers(void)
{
    T_CASE("source_docx: numbers of lists: Chinese, decimal, levels that begin anew, lists that go on, own "
           "starts, bullets");
    T_STR(docx(PP(LIST("1", "0"), T("总体情况")) PP(LIST("1", "1"), T("主动公开")) PP(
                   LIST("1", "1"), T("依申请")) PP(LIST("1", "2"), T("细目"))
                   PP(LIST("1", "0"), T("公开情况")) PP(LIST("1", "1"), T("又一")) PP(LIST("2", "0"), T("续"))
                       PP(LIST("3", "0"), T("另起")) PP(LIST("4", "0"), T("点")) PP(LIST("0", "0"), T("无"))
                           PP(STYLE("s"), T("式")) PP(LIST("9", "0"), T("缺")),
               "<w:style w:type=\"paragraph\" w:styleId=\"s\"><w:pPr>" LIST("3", "0") "</w:pPr></w:style>",
               "<w:abstractNum w:abstractNumId=\"7\">" LEVEL("0", "chineseCounting", "%1、")
                   LEVEL("1", "chineseCountingThousand", "（%2）")
                       LEVEL("2", "decimal", "%1.%2.%3") "</w:abstractNum><w:abstractNum "
                                                         "w:abstractNumId=\"8\">" LEVEL(
                                                             "0", "bullet",
                                                             "l") "</w:abstractNum>"
                                                                  "<w:num w:numId=\"1\"><w:abstractNumId "
                                                                  "w:val=\"7\"/></w:num><w:num "
                                                                  "w:numId=\"2\"><w:abstractNumId "
                                                                  "w:val=\"7\"/></w:num>"
                                                                  "<w:num w:numId=\"3\"><w:abstractNumId "
                                                                  "w:val=\"7\"/><w:lvlOverride "
                                                                  "w:ilvl=\"0\"><w:startOverride "
                                                                  "w:val=\"11\"/></w:lvlOverride></w:num>"
                                                                  "<w:num w:numId=\"4\"><w:abstractNumId "
                                                                  "w:val=\"8\"/></w:num>"),
          "text 1 \"一、总体情况\"\ntext 2 \"（一）主动公开\"\ntext 3 \"（二）依申请\"\ntext 4 \"一.二.1 "
          "细目\"\ntext 5 \"二、公开情况\"\n"
          "text 6 \"（一）又一\"\ntext 7 \"三、续\"\ntext 8 \"十一、另起\"\ntext 9 \"点\"\ntext 10 "
          "\"无\"\ntext 11 \"十二、式\"\ntext 12 \"缺\"\n");
    T_CASE("source_docx: a list that begins at the largest number there is goes on");
    T_STR(docx(PP(LIST("1", "0"), T("甲")) PP(LIST("1", "0"), T("乙")), NULL,
               "<w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"2147483647\"/>"
               "<w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>"
               "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"),
          "text 1 \"32767.甲\"\ntext 2 \"32768.乙\"\n");
}

static void tables(void)
{
    T_CASE("source_docx: spans of columns, merges downwards, rows that begin late, lines of a cell, numbers "
           "in cells");
    T_STR(docx(P(T("前")) "<w:tbl><w:tr>" TC(SPAN("3"), P(T("第二十条"))) "</w:tr><w:tr>" TC(
                   "<w:vMerge w:val=\"restart\"/>", P(T("组"))) TC("", P(T("1.甲")))
                   TC("", P(T("12")) P(T("（其中3件）"))) "</w:tr><w:tr>" TC("<w:vMerge/>", P(T("不见"))) TC(
                       "", PP(LIST("1", "0"), T("乙")))
                       TC("", P("")) "</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" TC(
                           "", P(T("丙"))) TC("", P(T("/"))) "</w:tr>"
                                                             "<w:tr><w:trPr><w:del/></w:trPr>" TC(
                                                                 "", P(T("删"))) "</w:tr></w:tbl>" P(T("后")),
               NULL,
               "<w:abstractNum w:abstractNumId=\"7\">" LEVEL(
                   "0", "decimal",
                   "%1.") "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"),
          "text 1 \"前\"\n"
          "grid 2 4x3 spans\n"
          "  0,0 1x3 2:0 \"第二十条\"\n"
          "  1,0 2x1 3:0 \"组\"\n"
          "  1,1 4:0 \"1.甲\"\n"
          "  1,2 5:0 \"12\\n（其中3件）\"\n"
          "  2,1 8:0 \"1.乙\"\n"
          "  2,2 9:0 \"\"\n"
          "  3,1 10:0 \"丙\"\n"
          "  3,2 11:0 \"/\"\n"
          "text 12 \"后\"\n");

    T_CASE("source_docx: a table around a table, and one of a single cell, only set the page; merges across "
           "of old");
    T_STR(docx("<w:tbl><w:tr>" TC(
                   "", P(T("题")) "<w:tbl><w:tr>" TC("<w:hMerge w:val=\"restart\"/>", P(T("a"))) TC(
                           "<w:hMerge/>", P("")) "</w:tr><w:tr>" TC("", P(T("b")))
                           TC("", P(T("1"))) "</w:tr></w:tbl>" P(
                               "")) "</w:tr></w:tbl><w:tbl><w:tr>" TC("", P(T("单"))
                                                                              P(T("格"))) "</w:tr></w:tbl>",
               NULL, NULL),
          "text 1 \"题\"\n"
          "grid 2 2x2 spans\n"
          "  0,0 1x2 2:0 \"a\"\n"
          "  1,0 4:0 \"b\"\n"
          "  1,1 5:0 \"1\"\n"
          "text 7 \"单\"\ntext 8 \"格\"\n");

    T_CASE("source_docx: figures set as equations are read");
    T_STR(grid_row(docx("<w:tbl><w:tr>" TC("", P("<oMathPara><oMath><r><t>12</t></r></oMath></oMathPara>"))
                            TC("", P("<oMath><r><t>0</t></r></oMath>")) "</w:tr></w:tbl>",
                        NULL, NULL),
                   0, 0),
          "12|0");

    T_CASE("source_docx: a picture alone in a cell is told");
    T_STR(grid_row(docx("<w:tbl><w:tr>" TC("", P("<w:r><w:drawing/></w:r>"))
                            TC("", P(T("1") "<w:r><w:drawing/></w:r>")) TC("", P("")) "</w:tr></w:tbl>",
                        NULL, NULL),
                   0, 0),
          SOURCE_PICTURE "|1|");

    T_CASE("source_docx: spans without measure are cut, merges without a beginning are cells");
    T_STR(docx("<w:tbl><w:tr>" TC("<w:vMerge/>", P(T("a"))) TC(SPAN("999999999"), P(T("b")))
                   TC("", P(T("落"))) "</w:tr><w:tr>" TC(SPAN("-3"), P(T("c")))
                       TC("", P(T("d"))) "</w:tr></w:tbl>",
               NULL, NULL),
          "grid 1 2x65 spans\n"
          "  0,0 1:0 \"a\"\n"
          "  0,1 1x63 2:0 \"b\"\n"
          "  0,64 3:0 \"落\"\n"
          "  1,0 4:0 \"c\"\n"
          "  1,1 5:0 \"d\"\n");
}

#define NOTE(kind, id, inner) "<w:" kind " w:id=\"" id "\">" inner "</w:" kind ">"
#define REFER(id)             "<w:r><w:footnoteReference w:id=\"" id "\"/></w:r>"
#define OWN_MARK              "<w:r><w:endnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/><w:t>1</w:t></w:r>"
#define ROW(inner)            "<w:tbl><w:tr>" inner "</w:tr></w:tbl>"

static void notes(void)
{
    static const char table[] = ROW(TC("", P(T("甲"))) TC("", P(T("3") OWN_MARK)));
    static const char first[] = P(T("收到12") REFER("2") T("件"));
    static const char last[] = P("<w:del>" REFER("3") "</w:del>" RR("<w:vanish/>", "隐") T("末") REFER("9"));
    static const char foot[] = NOTE("footnote", "2", P(T(" 含乡镇") REFER("2")) P(T("另一段")))
        NOTE("footnote", "3", P(T("删去的"))) NOTE("footnote", "0", P(T("线")));
    static const char end[] = NOTE("endnote", "2", ROW(TC("", P(T("表"))) TC("", P(T("格")))));
    T_CASE("source_docx: footnotes and endnotes that the text shows stand behind it, with the paragraph that "
           "refers to them; their marks are no digits");
    char *body = g_strconcat(first, table, last, NULL);
    GBytes *b = docx_noted(body, NULL, NULL, foot, end);
    g_free(body);
    T_STR(read_bytes(source_docx, "a.docx", b), "text 1 \"收到12件\"\n"
                                                "grid 2 1x2 spans\n"
                                                "  0,0 2:0 \"甲\"\n"
                                                "  0,1 3:0 \"3¹\"\n"
                                                "text 4 \"末\"\n"
                                                "text 1 apart \"含乡镇\"\n"
                                                "text 1 apart \"另一段\"\n"
                                                "text 3 apart \"表\"\n"
                                                "text 3 apart \"格\"\n");
    g_bytes_unref(b);
}

static void unsound(void)
{
    T_CASE("source_docx: no archive, an archive of something else, and a document with entities are refused");
    T_TRUE(
        g_str_has_prefix(read_text(source_docx, "a.docx", "PK"), "failed: this is not a sound zip archive"));
    const struct part part[] = {{"a", "b", 0}};
    GBytes *b = make_zip(part, 1, NULL);
    T_STR(read_bytes(source_docx, "a.docx", b), "failed: this archive holds no Word document");
    g_bytes_unref(b);
    T_TRUE(strstr(docx("<w:p><w:r><w:t>&bomb;</w:t></w:r></w:p>", NULL, NULL), "failed: ") != NULL);
    T_STR(docx("", NULL, NULL), "failed: the file holds no text");

    T_CASE("source_docx: tables within tables without end are refused");
    GString *s = g_string_new(NULL);
    for (int i = 0; i < 200; i++)
        g_string_append(s, "<w:tbl><w:tr><w:tc>");
    for (int i = 0; i < 200; i++)
        g_string_append(s, "</w:tc></w:tr></w:tbl>");
    T_TRUE(strstr(docx(s->str, NULL, NULL), "nested too deep") != NULL);
    g_string_free(s, TRUE);
}

int main(void)
{
    runs();
    page_numbers();
    styles();
    numbers();
    tables();
    notes();
    unsound();
    return t_done();
}
