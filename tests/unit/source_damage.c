/* source_damage.c - files that are cut, flipped or made to be without end: every reader answers with a source
 * or a sentence, and soon. The rounds are the same in every run; N=1000 runs a thousand of them. */
#include "source_ooxml.h"

static uint64_t state = 88172645463325252U;

static size_t chance(size_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (size_t)(state >> 16) % below;
}

/* Reads bytes; false when the answer is neither a sound source nor a sentence. */
static bool answers(const char *name, const char *data, size_t n)
{
    GBytes *b = g_bytes_new(data, n);
    const char *dump = read_bytes(source_read, name, b);
    g_bytes_unref(b);
    bool good = g_utf8_validate(dump, -1, NULL) && strstr(dump, "do not agree") == NULL &&
                strstr(dump, "(no sentence)") == NULL;
    return good && *dump;
}

static bool survives(const char *name, GBytes *whole, int rounds)
{
    gsize n;
    const char *data = g_bytes_get_data(whole, &n);
    bool good = answers(name, data, n);
    for (int i = 0; i < rounds && good; i++) {
        char *copy = g_memdup2(data, n);
        good = answers(name, data, chance(n));
        for (size_t k = 1 + chance(8); k > 0; k--)
            copy[chance(n)] ^= (char)(1U << chance(8));
        good = good && answers(name, copy, n);
        size_t from = chance(n), len = chance(64);
        len = MIN(len, n - from); /* not within MIN, which would ask twice */
        size_t to = chance(n - len + 1);
        memmove(copy + to, data + from, len);
        good = good && answers(name, copy, n);
        g_free(copy);
    }
    return good;
}

/* A document whose text was flipped before it was packed: the damage reaches the XML. */
static bool survives_inside(const char *body, bool sheet, int rounds)
{
    bool good = true;
    for (int i = 0; i < rounds && good; i++) {
        char *copy = g_strdup(body);
        size_t n = strlen(copy);
        for (size_t k = 1 + chance(5); k > 0; k--)
            copy[chance(n)] = "<>/\"0199:=ap &"[chance(14)];
        GBytes *b = sheet ? xlsx_bytes(copy, copy, false, NULL) : docx_bytes(copy, copy, copy);
        gsize size;
        const char *data = g_bytes_get_data(b, &size);
        good = answers("a", data, size);
        g_bytes_unref(b);
        g_free(copy);
    }
    return good;
}

static const char body[] =
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
    "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge "
    "w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:gridSpan "
    "w:val=\"2\"/><w:vMerge/></w:tcPr><w:p/></w:tc>"
    "<w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";

static const char cells[] = "<cols><col min=\"3\" max=\"4\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c "
                            "r=\"A1\" t=\"inlineStr\"><is><t>甲</t></is></c></row>"
                            "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>乙</t></is></c><c "
                            "r=\"B3\"><v>1439.4966999999999</v></c><c r=\"D3\"><v>19</v></c></row>"
                            "<row r=\"9\"><c r=\"A9\"><v>1</v></c><c "
                            "r=\"C9\"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/>"
                            "<mergeCell ref=\"A3:A9\"/></mergeCells>";

/* A text of `n` times `part`, at most 4 MiB, read; whether it is answered within that time, or under valgrind
 * within so much more (tests/memcheck). */
static bool within(int seconds, const char *name, const char *begin, const char *part, size_t n)
{
    const char *slower = g_getenv("SLOWER");
    GString *s = g_string_new(begin);
    for (size_t i = 0; i < n && s->len + strlen(part) < SOURCE_MAX_TEXT; i++)
        g_string_append(s, part);
    gint64 before = g_get_monotonic_time();
    bool good = answers(name, s->str, s->len);
    gint64 limit = seconds * G_USEC_PER_SEC * (slower ? atoi(slower) : 1);
    good = good && g_get_monotonic_time() - before < limit;
    g_string_free(s, TRUE);
    return good;
}

/* Far more than any of them takes, far less than what grows with the square of the length. */
static bool endless(const char *name, const char *begin, const char *part, size_t n)
{
    return within(100, name, begin, part, n);
}

/* A workbook of so many rows whose two cells show one string of so many letters. */
static GBytes *shared_string(size_t rows, size_t letters)
{
    char *top = relations(relation("r1", "officeDocument", "xl/workbook.xml"), NULL, NULL);
    char *rels =
        relations(relation("r1", "worksheet", "a.xml"), relation("r2", "sharedStrings", "s.xml"), NULL);
    char *string = g_strnfill(letters, 'x'), *all = g_strdup_printf("<sst><si><t>%s</t></si></sst>", string);
    GString *sheet = g_string_new("<worksheet><sheetData>");
    for (size_t i = 0; i < rows; i++)
        g_string_append(sheet, "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c></row>");
    g_string_append(sheet, "</sheetData></worksheet>");
    const struct part part[] = {
        {"_rels/.rels", top, 0},
        {"xl/workbook.xml",
         "<workbook xmlns:r=\"" OOXML_REL
         "\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
         0},
        {"xl/_rels/workbook.xml.rels", rels, 0},
        {"xl/a.xml", sheet->str, 0},
        {"xl/s.xml", all, 0}};
    GBytes *bytes = make_zip(part, G_N_ELEMENTS(part), NULL);
    g_string_free(sheet, TRUE);
    g_free(all);
    g_free(string);
    g_free(rels);
    g_free(top);
    return bytes;
}

int main(void)
{
    int rounds = getenv("N") ? atoi(getenv("N")) : 40;
    static const char *const files[] = {"tests/import/page.html", "tests/import/layout.txt",
                                        "tests/reports/laiyuan-2024.txt"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        char *name = g_strdup_printf("source_damage: %s cut, flipped, shuffled", files[i]);
        T_CASE(name);
        GBytes *b = file_bytes(files[i]);
        T_TRUE(survives(files[i], b, rounds));
        g_bytes_unref(b);
        g_free(name);
    }
    T_CASE("source_damage: archives cut, flipped, shuffled");
    GBytes *b = docx_bytes(body, NULL, NULL);
    T_TRUE(survives("a.docx", b, rounds));
    g_bytes_unref(b);
    b = xlsx_bytes(cells, cells, false, NULL);
    T_TRUE(survives("a.xlsx", b, rounds));
    g_bytes_unref(b);
    T_CASE("source_damage: documents and worksheets damaged inside");
    T_TRUE(survives_inside(body, false, rounds * 5));
    T_TRUE(survives_inside(cells, true, rounds * 5));
    T_CASE("source_damage: PDF files cut, flipped, shuffled");
    const char *build = getenv("BUILD");
    char *pdf = g_build_filename(build ? build : "build", "tests", "source_damage.pdf", NULL);
    g_file_set_contents(pdf,
                        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 "
                        "R]/Count 1>>endobj "
                        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 "
                        "R/Resources<</Font<</F 5 0 R>>>>>>endobj "
                        "4 0 obj<</Length 118>>stream\nBT /F 12 Tf 20 150 Td (abc) Tj 60 0 Td (12) Tj ET 10 "
                        "140 m 120 140 l S 10 170 m 120 170 l "
                        "S 10 140 m 10 170 l S 70 140 m 70 170 l S \nendstream endobj 5 0 "
                        "obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj "
                        "trailer<</Root 1 0 R>>\n",
                        -1, NULL);
    b = file_bytes(pdf);
    T_TRUE(survives("a.pdf", b, MAX(rounds / 8, 2)));
    g_bytes_unref(b);
    g_free(pdf);

    T_CASE("source_damage: texts, tables and pages without end");
    T_TRUE(endless("a.txt", "", "一 ", 2000000));
    T_TRUE(endless("a.txt", "", "0 ", 2000000));
    T_TRUE(endless("a.txt", "", "\t一、甲\n", 190000));
    T_TRUE(endless("a.txt", "", "一  二  三\n", 190000));
    T_TRUE(endless("a.txt", "", "规章   0   0\n", 190000));
    T_TRUE(endless("a.txt", "", "|", 4000000));
    T_TRUE(endless("a.txt", "", "|-\n", 190000));
    T_TRUE(endless("a.txt", "", "\"a\tb\n", 190000));
    T_TRUE(endless("a.txt", "", "\n", 4000000));
    T_INT(read_.kind, ERR_LIMIT);
    T_TRUE(endless("a.csv", "", ",", 4000000));
    T_TRUE(endless("a.md", "# x\n", "[", 4000000));
    T_TRUE(endless("a.md", "# x\n", "<table>\n", 190000));
    T_TRUE(endless("a.html", "<ol>", "<li>a", 300000));
    T_TRUE(endless("a.html", "<table>", "<tr><td rowspan=99999 colspan=99999>a<td>b", 50000));
    T_TRUE(endless("a.html", "<p ", "a=1 b", 600000));

    T_CASE("source_damage: tags without end, rows of very many cells");
    T_TRUE(within(30, "a.md", "# x\n", "<br ", 1000000));
    GString *row = g_string_new(NULL);
    for (int i = 0; i < 999; i++)
        g_string_append(row, "12345678901234567890|");
    g_string_append_c(row, '\n');
    T_TRUE(within(30, "a.txt", "", row->str, 190));
    g_string_free(row, TRUE);

    T_CASE(
        "source_damage: one long string in very many cells is too much text before anything is made of it");
    gint64 before = g_get_monotonic_time();
    b = shared_string(2000, 400000);
    read_bytes(source_xlsx, "a.xlsx", b);
    T_INT(read_.kind, ERR_LIMIT);
    T_TRUE(g_get_monotonic_time() - before < 5 * G_USEC_PER_SEC);
    g_bytes_unref(b);
    return t_done();
}
