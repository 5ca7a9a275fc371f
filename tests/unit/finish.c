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

static const char page[] =
    "1 0 0 -1 0 842 cm\n/P << /MCID 0 >> BDC\nBT 0 0 0 rg /f-0-0 1 Tf (0 0 0 rg \\) BDC) Tj [<30>-2(\\(0 0 0 "
    "RG)]TJ\nET\nEMC\n/NonStruct << /MCID 1 >> BDC\n0 0 0 RG 0 0 1 1 re S EMC\n/TD << /MCID 2 >> BDC\nBT "
    "0.9 0.9 0.9 rg 1 0 0 rg\n(a) Tj\n/Span << /ActualText (/MCI D) >> BDC (b) Tj EMC\n/Span << /ActualText "
    "(\\() >> BDC (c) Tj EMC\n1 1 Td (d) ' (e) Tj\nET\nBT (f) Tj ET EMC\n/NonStruct << /MCID 3 >> BDC BT "
    "/Span << /ActualText (g) >> BDC (g) Tj EMC ET f EMC";

static struct tag_run page_runs[] = {{3, 0, 1}, {TAG_PAGINATION, 1, 2}, {5, 2, 3}, {TAG_LAYOUT, 3, 4}};
static struct mark marks[4];
static const struct page page_marks = {NULL, marks, 4};
static const struct tag_page page_plan = {page_runs, 4};

static bool refuses(const char *text)
{
    struct err e = ERR_INIT;
    unsigned pieces[4];
    GString *out =
        content_mend((const unsigned char *)text, strlen(text), &page_marks, &page_plan, pieces, &e);
    bool refused = !out && e.kind == ERR_BUG;
    if (out)
        g_string_free(out, TRUE);
    err_clear(&e);
    return refused;
}

static void test_content(void)
{
    struct err e = ERR_INIT;
    unsigned pieces[4];
    T_CASE("content: colours and brackets change, strings that look like them do not");
    GString *out =
        content_mend((const unsigned char *)page, strlen(page), &page_marks, &page_plan, pieces, &e);
    T_STR(
        out ? out->str : e.text,
        "1 0 0 -1 0 842 cm\n\nBT 0 g /f-0-0 1 Tf /P <</MCID 0>> BDC\n(0 0 0 rg \\) BDC) Tj [<30>-2(\\(0 0 0 "
        "RG)]TJ\nEMC\nET\n\n/Artifact <</Type/Pagination>> BDC\n0 G 0 0 1 1 re S EMC\n\nBT 0.9 g 1 0 0 "
        "rg\n/TD <</MCID 1>> BDC\n(a) Tj\nEMC\n/Span <</MCID 2 /ActualText (/MCI D) >> BDC (b) Tj EMC\n/Span "
        "<</MCID 3 /ActualText (\\() >> BDC (c) Tj EMC\n1 1 Td /TD <</MCID 4>> BDC\n(d) ' (e) "
        "Tj\nEMC\nET\nBT /TD <</MCID 5>> BDC\n(f) Tj EMC\nET \n/Artifact <</Type/Layout>> BDC BT /Span << "
        "/ActualText (g) >> BDC (g) Tj EMC ET f EMC");
    if (out)
        g_string_free(out, TRUE);
    err_clear(&e);
    T_CASE("content: the pieces of each run are counted");
    T_INT(pieces[0], 1);
    T_INT(pieces[1], 0);
    T_INT(pieces[2], 5);
    T_INT(pieces[3], 0);

    T_CASE("content: what paint_pdf does not write is refused");
    char *longer = g_strconcat(page, " (h) Tj", NULL);
    T_TRUE(refuses(longer)); /* text outside of all brackets */
    g_free(longer);
    char **part = g_strsplit(page, "(a) Tj", 2);
    static const char *const odd[] = {"0 0 1 1 re f (a) Tj", "BI /W 1 ID x EI (a) Tj", "EMC (a) Tj",
                                      "/Span /MCID 4 BDC (a) Tj EMC", "/P BMC (a) Tj EMC"};
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++) {
        char *text = g_strjoin(odd[i], part[0], part[1], NULL);
        T_TRUE(refuses(text));
        g_free(text);
    }
    g_strfreev(part);

    T_CASE("content: cut anywhere, it is read to its end and no further");
    for (size_t n = 0; n < strlen(page); n++) {
        char *copy = g_strndup(page, n);
        T_TRUE(refuses(copy));
        g_free(copy);
    }
}

/* One run of five glyphs: 甲，乙丙𠀀, of which ，乙 are joined, and 丙𠀀. */
static char *joined(const char *text, int tag, unsigned *pieces)
{
    struct page_cluster cluster[] = {{3, 1}, {6, 2}, {7, 2}};
    struct mark mark = {
        .kind = MARK_GLYPHS, .text = "甲，乙丙𠀀", .cluster = cluster, .ncluster = 3, .nglyph = 5};
    struct tag_run run = {tag, 0, 1};
    struct err e = ERR_INIT;
    GString *out = content_mend((const unsigned char *)text, strlen(text), &(struct page){NULL, &mark, 1},
                                &(struct tag_page){&run, 1}, pieces, &e);
    err_clear(&e);
    return out ? g_string_free(out, FALSE) : NULL;
}

static void test_joined(void)
{
    static const struct {
        const char *in, *out;
        int tag;
        unsigned pieces;
    } run[] = {
        {"/P << /MCID 0 >> BDC\n[<0001>13<00\n02>506<0003>13<0004>12<0005>]TJ EMC",
         "\n/P <</MCID 0>> BDC\n[<0001>]TJ\nEMC\n/Span <</MCID 1 /ActualText <feffff0c4e59>>> "
         "BDC\n[13<0002>506<0003>]TJ\nEMC\n/Span <</MCID 2 /ActualText <feff4e19d840dc00>>> "
         "BDC\n[13<0004>12<0005>]TJ\nEMC\n ",
         3, 3},
        {"/P << /MCID 0 >> BDC\n<0001>Tj 1 0 Td [<0002>]TJ\n/Span << /ActualText <feff4e59> >> "
         "BDC\n[<>506<0003>]TJ\nEMC\n[<00040005>]TJ EMC",
         "\n/P <</MCID 0>> BDC\n[<0001>]TJ\n 1 0 Td EMC\n/Span <</MCID 1 /ActualText <feffff0c4e59>>> "
         "BDC\n[<0002>]TJ\n\n\n[506<0003>]TJ\nEMC\n\n\n/Span <</MCID 2 /ActualText <feff4e19d840dc00>>> "
         "BDC\n[<00040005>]TJ\nEMC\n ",
         3, 3},
        {"/P << /MCID 0 >> BDC [<0001>13<00020003>13<00040005>]TJ EMC",
         "/Artifact <</Type/Layout>> BDC [<0001>]TJ\n/Span <</ActualText <feffff0c4e59>>> "
         "BDC\n[13<00020003>]TJ\nEMC\n/Span <</ActualText <feff4e19d840dc00>>> BDC\n[13<00040005>]TJ\nEMC\n "
         "EMC",
         TAG_LAYOUT, 0},
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
    static const char *const odd[] = {
        "[<0001000200030004>]TJ",    "[<000100020003000400050006>]TJ", "[<00010>]TJ",
        "[<0001000200030004>(a)]TJ", "[<0001000200030004]TJ",          "<0001000200030004> 'a"};
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++) {
        char *text = g_strdup_printf("/P << /MCID 0 >> BDC\n%s EMC", odd[i]), *got = joined(text, 3, pieces);
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
    test_content();
    test_joined();
    test_pdfa();
    test_widths();
    return t_done();
}
