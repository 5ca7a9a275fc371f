/* The finished PDF, against what other programs see in it. */
#include "t.h"

#include "finish.h"
#include "finish_content.h"
#include "finish_xmp.h"
#include "make_report.h"
#include "paint.h"

#include <locale.h>

static const char plain[] =
    "qpdf --qdf --object-streams=disable --no-original-object-ids %s - 2>&1 | tr -d '\\000'";

static GBytes *finish_as(struct made *m, const struct finish_options *o)
{
    struct err e = ERR_INIT;
    GBytes *painted = paint_pdf(m->painter, &m->pages, &e);
    GBytes *pdf = painted ? finish_pdf(painted, &m->pages, o, &e) : NULL;
    T_STR(e.text, NULL);
    err_clear(&e);
    if (painted)
        g_bytes_unref(painted);
    return pdf ? pdf : g_bytes_new("", 0);
}

static GBytes *must_finish(struct made *m)
{
    return finish_as(m, NULL);
}

static GBytes *read_profile(void)
{
    char *data = NULL;
    gsize n = 0;
    T_TRUE(g_file_get_contents("fonts/files/sRGB.icc", &data, &n, NULL)); /* fetched with the fonts */
    return g_bytes_new_take(data, n);
}

static bool shows(const char *file, const char *command, const char *what)
{
    char *out = made_shell(command, file);
    bool has = strstr(out, what) != NULL;
    if (!has)
        printf("    no \"%s\" in what `%s` says:\n%.2000s\n", what, command, out);
    g_free(out);
    return has;
}

static char *words_of(const char *text)
{
    return made_squeeze(text);
}

static void test_finished(void)
{
    struct made *m = made_report(4);
    GBytes *pdf = must_finish(m);
    char *file = made_save("a.pdf", pdf);

    T_CASE("finish: qpdf finds nothing wrong");
    T_TRUE(shows(file, "qpdf --check %s 2>&1 && echo fine", "fine\n"));
    T_CASE("finish: title, author and dates in Info");
    T_TRUE(shows(file, "TZ=Asia/Shanghai pdfinfo -isodates %s",
                 "Title:           某某县2024年政府信息公开工作年度报告\n"));
    T_TRUE(shows(file, "pdfinfo %s", "Author:          某某县人民政府 & <办公室>\n"));
    T_TRUE(shows(file, "TZ=Asia/Shanghai pdfinfo -isodates %s", "CreationDate:    2025-01-24T00:00:00+08\n"));
    T_TRUE(shows(file, "TZ=Asia/Shanghai pdfinfo -isodates %s", "ModDate:         2025-01-24T00:00:00+08\n"));
    T_TRUE(shows(file, plain, "/CreationDate (D:20250124000000+08'00')"));
    T_TRUE(shows(file, plain, "/ModDate (D:20250124000000+08'00')"));
    T_CASE("finish: the same in XMP");
    T_TRUE(shows(file, "pdfinfo -meta %s",
                 "<rdf:li xml:lang=\"x-default\">某某县2024年政府信息公开工作年度报告</rdf:li>"));
    T_TRUE(shows(file, "pdfinfo -meta %s", "某某县人民政府 &amp; &lt;办公室&gt;"));
    T_TRUE(shows(file, "pdfinfo -meta %s", "<xmp:ModifyDate>2025-01-24T00:00:00+08:00<"));
    T_TRUE(shows(file,
                 "pdfinfo -meta %s | /usr/bin/python3 -c 'import sys, xml.dom.minidom as x; "
                 "x.parse(sys.stdin.buffer); print(\"fine\")' 2>&1",
                 "fine"));
    T_CASE("finish: language, shown title, marked");
    T_TRUE(shows(file, plain, "/Lang (zh-CN)"));
    T_TRUE(shows(file, plain, "/DisplayDocTitle true"));
    T_TRUE(shows(file, plain, "/Marked true"));
    T_CASE("finish: readers go through a page in the order of its elements");
    T_TRUE(shows(file, "qpdf --qdf %s - | grep -ac '/Tabs /S' | sed 's/^/n=/'", "n=4\n"));
    T_CASE("finish: readers find the label of the first page");
    T_TRUE(shows(file, "mutool show %s trailer/Root/PageLabels | tr -d ' \n'", "/Nums[0<</S/D>>]"));
    T_CASE("finish: every page has its row in the parent tree");
    T_TRUE(shows(file, plain, "/StructParents 3"));
    T_CASE("A1 finish: black is DeviceGray, no RGB in any page");
    T_TRUE(shows(file, plain, "\n0 g "));
    T_TRUE(shows(file, "qpdf --qdf %s - | grep -acE '[0-9] (rg|RG)( |$)' | sed 's/^/n=/'", "n=0\n"));
    T_CASE("finish: no transparency group");
    T_TRUE(shows(file, "qpdf --qdf %s - | grep -ac /Transparency | sed 's/^/n=/'", "n=0\n"));
    T_CASE("finish: text comes back in order, without folios and repeated heads by the structure");
    const char *mine = pages_text(&m->pages, m->a);
    char *want = words_of(mine),
         *out = made_shell("pdfinfo -struct-text %s | sed -n 's/^ *\"\\(.*\\)\"$/\\1/p'", file);
    char *got = words_of(out);
    T_STR(got, want);
    g_free(want);
    g_free(out);
    g_free(got);
    T_CASE("finish: one table over two pages, with its head and group label once");
    T_TRUE(shows(file, "pdfinfo -struct %s | grep -c '^  Table' | sed 's/^/n=/'", "n=1\n"));
    T_TRUE(shows(file, "pdfinfo -struct %s | grep -c ' TD' | sed 's/^/n=/'", "n=80\n"));
    T_TRUE(shows(file, "pdfinfo -struct %s | grep -cw 'TH' | sed 's/^/n=/'", "n=45\n"));
    T_TRUE(shows(file, plain, "/RowSpan 40"));
    T_TRUE(shows(file, plain, "/Scope /Row"));
    T_CASE("finish: folios and rules are artifacts, nothing is outside brackets");
    T_TRUE(shows(file, plain, "/Artifact <</Type/Pagination>> BDC"));
    T_TRUE(shows(file, plain, "/Artifact <</Type/Layout>> BDC"));
    T_TRUE(shows(file, "qpdf --qdf %s - | grep -ac NonStruct | sed 's/^/n=/'", "n=0\n"));
    made_remove(file);
    g_bytes_unref(pdf);
    made_free(m);
}

static void test_same_bytes(void)
{
    T_CASE("finish: same pages, same bytes, whatever TZ and locale");
    struct made *m = made_report(3);
    GBytes *one = must_finish(m);
    g_usleep(1100 * 1000); /* an identity that takes in the clock has another second now */
    setenv("TZ", "America/New_York", 1);
    if (!setlocale(LC_ALL, "de_DE.UTF-8"))
        setlocale(LC_ALL, "C.UTF-8");
    GBytes *two = must_finish(m);
    setlocale(LC_ALL, "C");
    unsetenv("TZ");
    T_TRUE(g_bytes_equal(one, two));
    T_TRUE(g_bytes_get_size(one) > 10000);

    T_CASE("finish: another date, another identity");
    m->doc.date = "2025-01-25";
    GBytes *three = must_finish(m);
    T_TRUE(!g_bytes_equal(one, three));
    g_bytes_unref(one);
    g_bytes_unref(two);
    g_bytes_unref(three);
    made_free(m);
}

static void test_damaged(void)
{
    struct made *m = made_report(1);
    struct err e = ERR_INIT;
    T_CASE("finish: a damaged PDF is an error, not a repair");
    GBytes *painted = paint_pdf(m->painter, &m->pages, &e), *half = g_bytes_new_from_bytes(painted, 0, 5000);
    T_TRUE(finish_pdf(half, &m->pages, NULL, &e) == NULL);
    T_TRUE(e.kind != ERR_NONE && e.text && *e.text);
    err_clear(&e);
    T_CASE("finish: a PDF of other pages is refused");
    made_page(m, "2");
    T_TRUE(finish_pdf(painted, &m->pages, NULL, &e) == NULL);
    T_INT(e.kind, ERR_BUG);
    err_clear(&e);
    g_bytes_unref(half);
    g_bytes_unref(painted);
    made_free(m);
}

/* ---- content streams ---- */

static struct tag tag[] = {{.name = "Document"}, {.name = "P"}, {.name = "TD"}, {.name = "TD"}};

/* What content_mend makes of a stream that is to show these marks in these runs; NULL if it refuses. */
static char *mended(const char *in, struct mark *mark, size_t nmark, struct tag_run *run, size_t nrun,
                    unsigned *pieces)
{
    static const struct text_style style = {.size = PT(16)};
    struct page_glyph glyph[8];
    for (size_t i = 0; i < G_N_ELEMENTS(glyph); i++)
        glyph[i] = (struct page_glyph){1, PT(100), PT(100)};
    for (size_t i = 0; i < nmark; i++) {
        mark[i].style = &style;
        mark[i].glyph = glyph;
        mark[i].nglyph = 0;
        for (size_t k = 0; k < mark[i].ncluster; k++)
            mark[i].nglyph += mark[i].cluster[k].nglyph;
    }
    struct page page = {NULL, mark, nmark};
    struct pages pages = {.width = PT(595), .height = PT(842), .page = &page, .npage = 1};
    struct tag_page plan = {run, nrun};
    struct tags tags = {tag, G_N_ELEMENTS(tag), &plan};
    struct err e = ERR_INIT;
    GString *out = content_mend((const unsigned char *)in, strlen(in), &pages, &tags, 0, pieces, &e);
    T_TRUE(out || e.kind == ERR_BUG);
    err_clear(&e);
    return out ? g_string_free(out, FALSE) : NULL;
}

/* A paragraph of two glyphs, a folio, a rule, two cells of a row: 甲乙 丙 ─ 丁戊 己. */
static char *of_page(const char *in, unsigned *pieces)
{
    static struct page_cluster two[] = {{3, 1}, {3, 1}};
    struct mark mark[] = {{.text = "甲乙", .cluster = two, .ncluster = 2},
                          {.text = "丙", .cluster = two, .ncluster = 1},
                          {.kind = MARK_RULE},
                          {.text = "丁戊", .cluster = two, .ncluster = 2},
                          {.text = " ", .cluster = (struct page_cluster[]){{1, 1}}, .ncluster = 1},
                          {.text = "己", .cluster = two, .ncluster = 1}};
    struct tag_run run[] = {{1, 0, 1}, {TAG_PAGINATION, 1, 2}, {TAG_LAYOUT, 2, 3}, {2, 3, 5}, {3, 5, 6}};
    return mended(in, mark, G_N_ELEMENTS(mark), run, G_N_ELEMENTS(run), pieces);
}

/* With blanks, alone and at the edges of a text. */
static void test_edges(void)
{
    T_CASE("finish: blanks and what lies beyond the page are left out, not what is on it in part");
    struct made *m = made_new();
    made_block(m, DOC_PARAGRAPH, 0);
    made_page(m, "1");
    len_t w = m->pages.width, h = m->pages.height;
    const struct {
        len_t x, y;
        const char *text;
    } line[] = {{PT(100), PT(100), "　"},        {PT(100), PT(120), "  "},    {PT(100), PT(140), " 甲 "},
                {w + PT(1), PT(160), "乙"},      {w - PT(1), PT(180), "丙"},  {w - PT(2), PT(200), "丁"},
                {PT(-16), PT(220), "戊"},        {PT(-14), PT(240), "己"},    {PT(100), PT(0), "庚"},
                {PT(100), PT(2), "辛"},          {PT(100), h + PT(16), "壬"}, {PT(100), h + PT(14), "癸"},
                {w - PT(20), PT(260), "子丑寅"}, {PT(100), PT(280), "卯"}};
    for (size_t i = 0; i < G_N_ELEMENTS(line); i++)
        made_text(m, 0, FANG, BODY, line[i].x, line[i].y, line[i].text);
    GBytes *pdf = must_finish(m);
    char *file = made_save("a.pdf", pdf);
    T_TRUE(shows(file, "qpdf --qdf %s - | grep -a 'T[jJ]$' | grep -ao '<[^>]*>' | tr -d '<>\n' | wc -c",
                 "44\n"));
    made_remove(file);
    g_bytes_unref(pdf);
    made_free(m);
}

static const char page[] =
    "1 0 0 -1 0 842 cm\nBT 0 0 0 rg 16 0 0 -16 1 1 Tm [<0001>-2<00\n02>]TJ\n0 1 Td "
    "<0003>Tj ET\n0 0 0 RG 0 0 m 1 1 l S 0.9 0.9 0.9 rg 1 0 0 rg 0 0 1 1 re 2 0 1 1 re f "
    "0 0 1 1 re W n\nBT [<00040005>-900.5<0006>]TJ 0 2 Td ET";

static bool refuses(const char *text)
{
    unsigned pieces[5];
    char *out = of_page(text, pieces);
    g_free(out);
    return !out;
}

static void test_content(void)
{
    unsigned pieces[5];
    T_CASE("content: colours change, every text and rule gets its bracket");
    char *out = of_page(page, pieces);
    T_STR(
        out,
        "1 0 0 -1 0 842 cm\nBT 0 g 16 0 0 -16 1 1 Tm /P <</MCID 0>> BDC\n[<0001>-2<00\n02>]TJ\n0 1 Td "
        "EMC\n/Artifact <</Type/Pagination>> BDC\n<0003>Tj EMC\nET\n0 G /Artifact <</Type/Layout>> BDC 0 0 m "
        "1 1 l S EMC 0.9 g 1 0 0 rg /Artifact <</Type/Layout>> BDC 0 0 1 1 re 2 0 1 1 re f EMC 0 0 1 1 re W "
        "n\nBT /TD <</MCID 1>> BDC\n[<00040005>]TJ\nEMC\n/TD <</MCID 2>> BDC\n[-900.5<0006>]TJ\n 0 2 Td "
        "EMC\nET");
    g_free(out);
    T_CASE("content: the pieces of each run are counted");
    static const unsigned want[] = {1, 0, 0, 1, 1};
    for (size_t i = 0; i < G_N_ELEMENTS(want); i++)
        T_INT(pieces[i], want[i]);

    T_CASE("content: text with its own characters is a piece in an element, a bracket in an artifact");
    out =
        of_page("BT <0001>Tj\n/Span << /ActualText (\\() >> BDC <0002>Tj EMC\n/Span << /ActualText <feff> >> "
                "BDC\n<0003>Tj\nEMC ET BT [<0004>]TJ ET BT [<0005>7<0006>]TJ ET",
                pieces);
    T_STR(
        out,
        "BT /P <</MCID 0>> BDC\n<0001>Tj\nEMC\n/Span <</MCID 1 /ActualText (\\() >> BDC <0002>Tj "
        "EMC\n/Artifact <</Type/Pagination>> BDC\n/Span << /ActualText <feff> >> BDC\n<0003>Tj\nEMC EMC\nET "
        "BT /TD <</MCID 2>> BDC\n[<0004>]TJ EMC\nET BT /TD <</MCID 3>> BDC\n[<0005>]TJ\nEMC\n/TD <</MCID 4>> "
        "BDC\n[7<0006>]TJ\n EMC\nET");
    g_free(out);
    T_INT(pieces[0], 2);
    T_INT(pieces[3], 2);

    T_CASE("content: what paint_pdf does not write is refused");
    T_TRUE(!refuses(page));
    static const char *const odd[] = {"BI /W 1 ID x EI",
                                      "/Im Do",
                                      "<0004> '",
                                      "f",
                                      "/P BMC EMC",
                                      "EMC",
                                      "/Span << /ActualText (a) >> BDC",
                                      "/P << /MCID 0 >> BDC EMC",
                                      "/Span /MCID 4 BDC EMC",
                                      "(abcd)Tj",
                                      "<0004>Tj",
                                      "1 2 3 4 5 6 7 8 9"};
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++) {
        char **part = g_strsplit(page, "0 0 0 RG", 2), *text = g_strjoinv(odd[i], part);
        T_TRUE(refuses(text));
        g_free(text);
        g_strfreev(part);
    }
    T_CASE("content: cut anywhere, it is read to its end and no further");
    for (size_t n = 0; n < strlen(page) - strlen(" 0 2 Td ET"); n++) {
        char *copy = g_strndup(page, n);
        T_TRUE(refuses(copy));
        g_free(copy);
    }
}

/* One run of five glyphs: 甲，乙丙𠀀, of which ，乙 are joined, and 丙𠀀. */
static char *joined(const char *in, int of, unsigned *pieces)
{
    struct mark mark = {
        .text = "甲，乙丙𠀀", .cluster = (struct page_cluster[]){{3, 1}, {6, 2}, {7, 2}}, .ncluster = 3};
    struct tag_run run = {of, 0, 1};
    return mended(in, &mark, 1, &run, 1, pieces);
}

static void test_joined(void)
{
    static const struct {
        const char *in, *out;
        int tag;
        unsigned pieces;
    } run[] = {
        {"BT [<0001>13<00\n02>506<0003>13<0004>12<0005>]TJ ET",
         "BT /P <</MCID 0>> BDC\n[<0001>]TJ\nEMC\n/Span <</MCID 1 /ActualText <feffff0c4e59> >> "
         "BDC\n[13<0002>506<0003>]TJ\nEMC\n/Span <</MCID 2 /ActualText <feff4e19d840dc00> >> "
         "BDC\n[13<0004>12<0005>]TJ\nEMC\n ET",
         1, 3},
        {"BT <0001>Tj 1 0 Td [<0002>]TJ\n/Span << /ActualText <feff4e59> >> BDC\n[<>506<0003>]TJ\nEMC\n"
         "[<00040005>]TJ ET",
         "BT /P <</MCID 0>> BDC\n<0001>Tj 1 0 Td EMC\n/Span <</MCID 1 /ActualText <feffff0c4e59> >> "
         "BDC\n[<0002>]TJ\n\n\n[506<0003>]TJ\nEMC\n\n\n/Span <</MCID 2 /ActualText <feff4e19d840dc00> >> "
         "BDC\n[<00040005>]TJ\nEMC\n ET",
         1, 3},
        {"BT [<0001>13<00020003>13<00040005>]TJ ET",
         "BT /Artifact <</Type/Pagination>> BDC\n[<0001>]TJ\n/Span << /ActualText <feffff0c4e59> >> "
         "BDC\n[13<00020003>]TJ\nEMC\n/Span << /ActualText <feff4e19d840dc00> >> "
         "BDC\n[13<00040005>]TJ\nEMC\n EMC\nET",
         TAG_PAGINATION, 0},
    };
    T_CASE("content: glyphs that stand close are a piece with their text, whatever Cairo brackets in it");
    unsigned pieces[1];
    for (size_t i = 0; i < G_N_ELEMENTS(run); i++) {
        char *got = joined(run[i].in, run[i].tag, pieces);
        T_STR(got, run[i].out);
        T_INT(pieces[0], run[i].pieces);
        g_free(got);
    }
    T_CASE("content: other glyphs than were painted are refused");
    static const char *const odd[] = {"[<0001000200030004>]TJ",
                                      "[<000100020003000400050006>]TJ",
                                      "[<00010>]TJ",
                                      "[<00010002000300040005>(a)]TJ",
                                      "[<00010002000300040005]TJ",
                                      "<00010002000300040005> 'a",
                                      "ET BT"};
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++) {
        char *text = g_strdup_printf("BT %s ET", odd[i]), *got = joined(text, 1, pieces);
        T_STR(got, NULL);
        g_free(text);
    }
}

static void test_pdfa(void)
{
    static const char *const claims[] = {NULL, ">1</pdfaid:part>\n<pdfaid:conformance>B<",
                                         ">2</pdfaid:part>\n<pdfaid:conformance>A<",
                                         ">3</pdfaid:part>\n<pdfaid:conformance>A<"};
    struct made *m = made_report(4);
    GBytes *srgb = read_profile();
    for (int part = 1; part <= 3; part++) {
        GBytes *pdf = finish_as(m, &(struct finish_options){.pdfa = part, .srgb = srgb});
        char *file = made_save("a.pdf", pdf), name[80];
        snprintf(name, sizeof name, "pdfa: part %d claims what it is, with profile and sound syntax", part);
        T_CASE(name);
        T_TRUE(shows(file, "pdfinfo -meta %s", claims[part]));
        T_TRUE(shows(file, "pdfinfo -meta %s | grep -c pdfuaid:part | sed 's/^/n=/'",
                     part == 1 ? "n=0\n" : "n=1\n"));
        T_TRUE(shows(file, "pdfinfo -meta %s | grep -c '<pdfaExtension:schemas' | sed 's/^/n=/'",
                     part == 1 ? "n=0\n" : "n=1\n"));
        T_TRUE(shows(file, plain, "/OutputIntent\n"));
        T_TRUE(shows(file, plain, "RGB XYZ"));
        T_TRUE(shows(file, "qpdf --check %s 2>&1 && echo fine", "fine\n"));
        T_TRUE(shows(file, "pdfinfo %s", part == 1 ? "PDF version:     1.4\n" : "PDF version:     1.5\n"));
        /* four subsets; their glyph sets in part 1 only */
        T_TRUE(
            shows(file, "qpdf --qdf %s - | grep -ac /CIDSet | sed 's/^/n=/'", part == 1 ? "n=4\n" : "n=0\n"));
        T_TRUE(shows(file, "grep -ac /ObjStm %s | sed 's/^/n=/'", part == 1 ? "n=0\n" : "n="));
        T_TRUE(shows(
            file,
            "qpdf --qdf --object-streams=disable --newline-before-endstream %s - >/dev/null && grep -ac "
            "'<x:xmpmeta' %s | sed 's/^/n=/'",
            "n=1\n")); /* metadata stands uncompressed in the file */
        made_remove(file);
        g_bytes_unref(pdf);
    }
    T_CASE("pdfa: a profile of another kind is refused");
    struct err e = ERR_INIT;
    GBytes *painted = paint_pdf(m->painter, &m->pages, &e), *grey = g_bytes_new_static("no profile", 10);
    T_TRUE(finish_pdf(painted, &m->pages, &(struct finish_options){.pdfa = 2, .srgb = grey}, &e) == NULL);
    T_INT(e.kind, ERR_SYSTEM);
    err_clear(&e);
    T_TRUE(finish_pdf(painted, &m->pages, &(struct finish_options){.pdfa = 2, .srgb = NULL}, &e) == NULL);
    T_INT(e.kind, ERR_SYSTEM);
    err_clear(&e);
    unsigned char *fourth = g_memdup2(g_bytes_get_data(srgb, NULL), g_bytes_get_size(srgb));
    fourth[8] = 4; /* version 4, which part 1 does not know */
    GBytes *late = g_bytes_new_take(fourth, g_bytes_get_size(srgb));
    T_TRUE(finish_pdf(painted, &m->pages, &(struct finish_options){.pdfa = 1, .srgb = late}, &e) == NULL);
    T_INT(e.kind, ERR_SYSTEM);
    err_clear(&e);
    g_bytes_unref(late);
    g_bytes_unref(painted);
    g_bytes_unref(grey);
    g_bytes_unref(srgb);
    made_free(m);
}

static void test_widths(void)
{
    T_CASE("finish: a width that Cairo cuts off is that of the font: W of FandolFang, 1017");
    struct made *m = made_new();
    made_page(m, "1");
    made_text(m, made_block(m, DOC_PARAGRAPH, 0), FANG, BODY, PT(110), PT(118), "实现WIFI");
    made_folio(m);
    GBytes *pdf = must_finish(m);
    char *file = made_save("a.pdf", pdf);
    T_TRUE(shows(file, plain, " 1017\n"));
    T_TRUE(shows(file, "qpdf --qdf %s - | grep -ac '^ *1016$' | sed 's/^/n=/'", "n=0\n"));
    made_remove(file);
    g_bytes_unref(pdf);
    made_free(m);
}

/* finish DIR: leave a report of each part in DIR, for a validator. */
static int write_parts(const char *dir)
{
    struct made *m = made_report(4);
    GBytes *srgb = read_profile();
    for (int part = 1; part <= 3; part++) {
        GBytes *pdf = finish_as(m, &(struct finish_options){.pdfa = part, .srgb = srgb});
        char *path = g_strdup_printf("%s/part%d.pdf", dir, part);
        if (!g_file_set_contents(path, g_bytes_get_data(pdf, NULL), (gssize)g_bytes_get_size(pdf), NULL))
            return 1;
        g_free(path);
        g_bytes_unref(pdf);
    }
    g_bytes_unref(srgb);
    made_free(m);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return write_parts(argv[1]);
    test_finished();
    test_same_bytes();
    test_damaged();
    test_edges();
    test_content();
    test_joined();
    test_pdfa();
    test_widths();
    return t_done();
}
