/* sheetread.c - archives, XML and worksheets as they come in, sound and unsound. */
#include "make_zip.h"
#include "sheetread.h"
#include "t.h"
#include "xmlread.h"
#include "zipread.h"

#include <stdlib.h>

#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PKG "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define RELS                                                                                           \
    {                                                                                                  \
        "_rels/.rels",                                                                                 \
            PKG "<Relationship Id=\"r1\" Type=\"" REL "/officeDocument\" Target=\"xl/workbook.xml\"/>" \
                "<Relationship Id=\"r2\" Type=\"" REL                                                  \
                "/custom-properties\" Target=\"/docProps/custom.xml\"/>"                               \
                "</Relationships>",                                                                    \
            0                                                                                          \
    }
#define BOOK                                                                           \
    {                                                                                  \
        "xl/workbook.xml",                                                             \
            "<workbook xmlns:r=\"" REL "\"><sheets>"                                   \
            "<sheet name=\"h\" sheetId=\"1\" state=\"hidden\" r:id=\"r1\"/>"           \
            "<sheet name=\"表三\" sheetId=\"2\" r:id=\"r2\"/></sheets>"              \
            "<definedNames><definedName "                                              \
            "name=\"figures\">表三!$B$2:$C$3</definedName></definedNames></workbook>", \
            0                                                                          \
    }
#define BOOK_RELS                                                                                          \
    {                                                                                                      \
        "xl/_rels/workbook.xml.rels",                                                                      \
            PKG "<Relationship Id=\"r1\" Type=\"" REL "/worksheet\" Target=\"worksheets/h.xml\"/>"         \
                "<Relationship Id=\"r2\" Type=\"" REL "/worksheet\" Target=\"worksheets/s.xml\"/>"         \
                "<Relationship Id=\"r3\" Type=\"" REL "/sharedStrings\" Target=\"/xl/strings.xml\"/>"      \
                "<Relationship Id=\"r4\" Type=\"" REL "/styles\" Target=\"styles.xml\"/></Relationships>", \
            0                                                                                              \
    }
#define STRINGS                                                                                   \
    {                                                                                             \
        "xl/strings.xml",                                                                         \
            "<sst><si><t>甲</t></si><si><r><t>12\n</t></r><rPh sb=\"0\" eb=\"1\"><t>p</t></rPh>" \
            "<r><t xml:space=\"preserve\"> "                                                      \
            "乙</t></r></si><si><t>a_x005F_x0041_b_x000A_c_xZZZZ_</t></si></sst>",                \
            0                                                                                     \
    }
#define STYLES                                                                                       \
    {                                                                                                \
        "xl/styles.xml",                                                                             \
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" "                                         \
            "formatCode=\"0.0000\"/></numFmts><cellStyleXfs><xf "                                    \
            "numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf " \
            "numFmtId=\"49\"/></cellXfs></styleSheet>",                                              \
            0                                                                                        \
    }
#define CUSTOM                                                                      \
    {                                                                               \
        "docProps/custom.xml",                                                      \
            "<Properties><property pid=\"2\" name=\"form\"><vt:lpwstr "             \
            "xmlns:vt=\"v\">applications-2019</vt:lpwstr></property></Properties>", \
            0                                                                       \
    }

static GBytes *workbook(const char *sheet)
{
    const struct part p[] = {
        RELS, BOOK, BOOK_RELS, STRINGS, STYLES, CUSTOM, {"xl/worksheets/s.xml", sheet, 0}};
    return make_zip(p, G_N_ELEMENTS(p), NULL);
}

static struct sheet_data *read_sheet(const char *sheet, struct arena *a, struct err *e)
{
    err_clear(e);
    GBytes *b = workbook(sheet);
    struct sheet_book *book = sheet_read(b, a, e);
    g_bytes_unref(b);
    return book ? book->sheet[0] : NULL;
}

static void sound(struct arena *a, struct err *e)
{
    T_CASE("sheetread reads numbers, strings, formulas, merges and names");
    struct sheet_data *d = read_sheet(
        "<worksheet><cols><col min=\"1\"/></cols><sheetData>"
        "<row r=\"2\"><c r=\"C2\" t=\"s\"><v>1</v></c><c r=\"B2\" s=\"1\"><v>1439.4967</v></c></row>"
        "<row><c s=\"2\" t=\"inlineStr\"><is><r><t>=1+1</t></r></is></c>"
        "<c r=\"D3\"><f>IF(A1&lt;2,\"\",SUM(B2))</f><v>7</v></c>"
        "<c t=\"str\"><f>\"x\"</f><v>x</v></c><c r=\"J3\" s=\"1\"/></row>"
        "<row r=\"9\"><c r=\"A9\" t=\"s\"><v>2</v></c></row>"
        "</sheetData><mergeCells count=\"2\"><mergeCell ref=\"A7:C8\"/><mergeCell "
        "ref=\"A4:A6\"/></mergeCells>"
        "</worksheet>",
        a, e);
    if (!T_TRUE(d)) {
        printf("%s\n", e->text);
        return;
    }
    T_STR(d->name, "表三");
    T_INT(d->ncell, 6);
    const struct sheet_cell *c = sheet_find(d, 1, 1);
    T_TRUE(c && c->number);
    T_STR(c ? c->text : NULL, "1439.4967");
    T_STR(c ? c->format : NULL, "0.0000");
    c = sheet_find(d, 1, 2);
    T_TRUE(c && !c->number);
    T_STR(c ? c->text : NULL, "12\n 乙");
    c = sheet_find(d, 2, 0);
    T_STR(c ? c->text : NULL, "=1+1");
    T_STR(c ? c->format : NULL, "@");
    T_TRUE(c && !c->formula);
    c = sheet_find(d, 2, 3);
    T_STR(c ? c->formula : NULL, "IF(A1<2,\"\",SUM(B2))");
    T_STR(c ? c->text : NULL, "7");
    T_TRUE(sheet_find(d, 2, 4) != NULL);
    T_TRUE(sheet_find(d, 2, 9) == NULL);
    c = sheet_find(d, 8, 0);
    T_STR(c ? c->text : NULL, "a_x0041_b\nc_xZZZZ_");
    T_INT(d->nmerge, 2);
    T_INT(d->merge[0].row, 3);
    T_INT(d->merge[0].rowspan, 3);
    T_INT(d->merge[1].colspan, 3);
    T_INT(d->ndefined, 1);
    T_STR(d->defined[0].name, "figures");
    T_STR(d->defined[0].text, "表三!$B$2:$C$3");
    T_STR(sheet_property(d, "form"), "applications-2019");
    T_STR(sheet_property(d, "none"), NULL);
}

static void refused(const char *name, const char *sheet, struct arena *a, struct err *e, const char *words)
{
    T_CASE(name);
    T_TRUE(read_sheet(sheet, a, e) == NULL);
    T_INT(e->kind, ERR_INPUT);
    if (!T_TRUE(e->text && strstr(e->text, words)))
        printf("    %s\n", e->text ? e->text : "(no text)");
}

static void unsound(struct arena *a, struct err *e)
{
#define DATA(x) "<worksheet><sheetData><row r=\"1\">" x "</row></sheetData></worksheet>"
    refused("sheetread refuses a document type", "<!DOCTYPE a [<!ENTITY e \"x\">]><worksheet/>", a, e,
            "document types");
    refused("sheetread refuses an external entity",
            "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><worksheet>&e;</worksheet>", a, e,
            "document types");
    refused("sheetread refuses an unknown entity", "<worksheet>&e;</worksheet>", a, e, "s.xml");
    refused("sheetread refuses broken XML", "<worksheet><sheetData></worksheet>", a, e, "line 1");
    refused("sheetread refuses a cell without a place", DATA("<c r=\"1A\"><v>1</v></c>"), a, e, "1A");
    refused("sheetread refuses a cell beyond the last column", DATA("<c r=\"XFE1\"><v>1</v></c>"), a, e,
            "XFE1");
    refused("sheetread refuses a cell beyond the last row", DATA("<c r=\"A1048577\"><v>1</v></c>"), a, e,
            "A1048577");
    refused("sheetread refuses two cells in one place",
            DATA("<c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c>"), a, e, "two cells");
    refused("sheetread refuses a string number beyond the list", DATA("<c r=\"A1\" t=\"s\"><v>3</v></c>"), a,
            e, "3");
    refused("sheetread refuses a merge that is no range",
            "<worksheet><mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells></worksheet>", a, e, "B2:A1");

    T_CASE("xmlread refuses nesting beyond its limit");
    GString *deep = g_string_new(NULL);
    for (int i = 0; i < XML_MAX_DEPTH + 1; i++)
        g_string_append(deep, "<a>");
    for (int i = 0; i < XML_MAX_DEPTH + 1; i++)
        g_string_append(deep, "</a>");
    T_TRUE(read_sheet(deep->str, a, e) == NULL);
    T_TRUE(e->text && strstr(e->text, "deep"));
    g_string_free(deep, TRUE);
}

static void archives(struct arena *a, struct err *e)
{
    T_CASE("zipread refuses a cut archive");
    GBytes *whole = workbook("<worksheet/>");
    err_clear(e);
    T_TRUE(sheet_read(whole, a, e) != NULL);
    for (size_t n = 0; n < g_bytes_get_size(whole); n += 97) {
        GBytes *cut = g_bytes_new_from_bytes(whole, 0, n);
        err_clear(e);
        T_TRUE(sheet_read(cut, a, e) == NULL);
        T_INT(e->kind, ERR_INPUT);
        g_bytes_unref(cut);
    }

    T_CASE("zipread refuses or reads every archive with one byte changed");
    gsize size;
    const guint8 *data = g_bytes_get_data(whole, &size);
    int refusals = 0;
    for (size_t i = 0; i < size; i++) {
        guint8 *copy = g_memdup2(data, size);
        copy[i] ^= 0x20;
        GBytes *b = g_bytes_new_take(copy, size);
        err_clear(e);
        bool ok = sheet_read(b, a, e) != NULL;
        refusals += !ok;
        T_TRUE(ok == (e->kind == ERR_NONE));
        g_bytes_unref(b);
    }
    T_TRUE(refusals > 100);
    g_bytes_unref(whole);

    T_CASE("zipread refuses an encrypted archive");
    struct part one[] = {{"xl/workbook.xml", "<workbook/>", 0}};
    GBytes *b = make_zip(one, 1, "secret");
    err_clear(e);
    T_TRUE(sheet_read(b, a, e) == NULL);
    T_TRUE(e->text && strstr(e->text, "encrypted"));
    g_bytes_unref(b);

    T_CASE("zipread refuses an archive that unpacks to too much");
    char *zeros = g_malloc0(ZIP_MAX_ENTRY + 1);
    struct part bomb[] = {{"xl/workbook.xml", zeros, ZIP_MAX_ENTRY + 1}};
    b = make_zip(bomb, 1, NULL);
    T_TRUE(g_bytes_get_size(b) < 100000);
    err_clear(e);
    T_TRUE(zipread_open(b, e) == NULL);
    T_INT(e->kind, ERR_LIMIT);

    T_CASE("zipread refuses an archive that unpacks to more than it says");
    gsize nb;
    guint8 *lie = g_bytes_unref_to_data(b, &nb);
    for (size_t i = 0; i + 30 < nb; i++) { /* the size stated in the local and in the central header */
        bool local = memcmp(lie + i, "PK\3\4", 4) == 0, central = memcmp(lie + i, "PK\1\2", 4) == 0;
        if (local || central)
            memcpy(lie + i + (local ? 22 : 24), "\x10\0\0\0", 4);
    }
    b = g_bytes_new_take(lie, nb);
    err_clear(e);
    struct zipread *z = zipread_open(b, e);
    GBytes *got = z ? zipread_entry(z, "xl/workbook.xml", e) : NULL;
    T_TRUE(got == NULL && e->kind != ERR_NONE);
    zipread_close(z);
    g_bytes_unref(b);
    g_free(zeros);

    T_CASE("zipread refuses more entries than its limit");
    struct part *many = g_new0(struct part, ZIP_MAX_ENTRIES + 1);
    for (int i = 0; i <= ZIP_MAX_ENTRIES; i++)
        many[i] = (struct part){arena_printf(a, "%d", i), "x", 1};
    b = make_zip(many, ZIP_MAX_ENTRIES + 1, NULL);
    err_clear(e);
    T_TRUE(zipread_open(b, e) == NULL);
    T_INT(e->kind, ERR_LIMIT);
    g_bytes_unref(b);
    g_free(many);

    T_CASE("sheetread refuses an archive that is no workbook");
    struct part other[] = {{"mimetype", "application/epub+zip", 0}};
    b = make_zip(other, 1, NULL);
    err_clear(e);
    T_TRUE(sheet_read(b, a, e) == NULL);
    T_STR(e->text, "this archive holds no workbook");
    g_bytes_unref(b);

    T_CASE("sheetread tells a workbook behind a password from a damaged one");
    b = g_bytes_new_static("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 EncryptedPackage", 25);
    err_clear(e);
    T_TRUE(sheet_read(b, a, e) == NULL);
    T_INT(e->kind, ERR_INPUT);
    T_TRUE(e->text && strstr(e->text, "password"));
    g_bytes_unref(b);
}

static void several(struct arena *a, struct err *e)
{
    T_CASE("sheetread reads every visible worksheet, in order, and passes over hidden ones");
    static const char two[] =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"表四\" sheetId=\"3\" r:id=\"r5\"/>"
        "<sheet name=\"藏\" sheetId=\"1\" state=\"veryHidden\" r:id=\"r1\"/>"
        "<sheet name=\"表二\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>";
    static const char rels[] =
        "<Relationships><Relationship Id=\"r1\" Type=\"" REL "/worksheet\" Target=\"worksheets/h.xml\"/>"
        "<Relationship Id=\"r2\" Type=\"" REL "/worksheet\" Target=\"worksheets/s.xml\"/>"
        "<Relationship Id=\"r5\" Type=\"" REL "/worksheet\" Target=\"worksheets/t.xml\"/></Relationships>";
#define SHEET(value) \
    "<worksheet><sheetData><row><c r=\"A1\"><v>" value "</v></c></row></sheetData></worksheet>"
    const struct part p[] = {RELS,
                             CUSTOM,
                             {"xl/workbook.xml", two, 0},
                             {"xl/_rels/workbook.xml.rels", rels, 0},
                             {"xl/worksheets/h.xml", SHEET("0"), 0},
                             {"xl/worksheets/s.xml", SHEET("2"), 0},
                             {"xl/worksheets/t.xml", SHEET("4"), 0}};
    GBytes *b = make_zip(p, G_N_ELEMENTS(p), NULL);
    err_clear(e);
    struct sheet_book *book = sheet_read(b, a, e);
    if (!T_TRUE(book && book->n == 2)) {
        printf("    %s\n", e->text ? e->text : "");
    } else {
        T_STR(book->sheet[0]->name, "表四");
        T_STR(book->sheet[0]->cell[0].text, "4");
        T_STR(book->sheet[1]->name, "表二");
        T_STR(book->sheet[1]->cell[0].text, "2");
    }
    g_bytes_unref(b);
}

int main(void)
{
    struct arena *a = arena_new();
    struct err e = ERR_INIT;
    sound(a, &e);
    unsound(a, &e);
    archives(a, &e);
    several(a, &e);
    err_clear(&e);
    arena_free(a);
    return t_done();
}
