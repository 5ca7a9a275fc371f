/* source_ooxml.h - small workbooks and Word files for unit tests. */
#ifndef SOURCE_OOXML_H
#define SOURCE_OOXML_H

#include "make_zip.h"
#include "source_fixture.h"

#define OOXML_REL  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define OOXML_RELS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

static inline const char *relation(const char *id, const char *type, const char *target)
{
    static char *kept[8];
    static int next;
    char **slot = &kept[next++ % 8];
    g_free(*slot);
    *slot = g_strdup_printf("<Relationship Id=\"%s\" Type=\"" OOXML_REL "/%s\" Target=\"%s\"/>", id, type,
                            target);
    return *slot;
}

static inline char *relations(const char *a, const char *b, const char *c)
{
    return g_strconcat(OOXML_RELS, a, b ? b : "", c ? c : "", "</Relationships>", NULL);
}

/* A Word file: what stands in <w:body>, in <w:styles>, in <w:numbering>, in <w:footnotes>, in <w:endnotes>.
 */
static inline GBytes *docx_noted(const char *body, const char *styles, const char *numbering,
                                 const char *foot, const char *end)
{
    char *top = relations(relation("r1", "officeDocument", "word/document.xml"), NULL, NULL);
    char *notes = g_strconcat(relation("r3", "footnotes", "footnotes.xml"),
                              relation("r4", "endnotes", "endnotes.xml"), NULL);
    char *rels = relations(relation("r1", "styles", "styles.xml"),
                           relation("r2", "numbering", "numbering.xml"), notes);
    char *document = g_strdup_printf(
        "<w:document xmlns:w=\"w\" xmlns:mc=\"mc\" xmlns:v=\"v\"><w:body>%s</w:body></w:document>", body);
    char *style = g_strdup_printf("<w:styles xmlns:w=\"w\">%s</w:styles>", styles ? styles : "");
    char *number = g_strdup_printf("<w:numbering xmlns:w=\"w\">%s</w:numbering>", numbering ? numbering : "");
    char *foot_notes = g_strdup_printf("<w:footnotes xmlns:w=\"w\">%s</w:footnotes>", foot ? foot : ""),
         *end_notes = g_strdup_printf("<w:endnotes xmlns:w=\"w\">%s</w:endnotes>", end ? end : "");
    const struct part part[] = {
        {"[Content_Types].xml",
         "<Types><Override "
         "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/"
         "></Types>",
         0},
        {"_rels/.rels", top, 0},
        {"word/document.xml", document, 0},
        {"word/_rels/document.xml.rels", rels, 0},
        {"word/styles.xml", style, 0},
        {"word/numbering.xml", number, 0},
        {"word/footnotes.xml", foot_notes, 0},
        {"word/endnotes.xml", end_notes, 0}};
    GBytes *b = make_zip(part, G_N_ELEMENTS(part), NULL);
    g_free(foot_notes);
    g_free(end_notes);
    g_free(notes);
    g_free(top);
    g_free(rels);
    g_free(document);
    g_free(style);
    g_free(number);
    return b;
}

static inline GBytes *docx_bytes(const char *body, const char *styles, const char *numbering)
{
    return docx_noted(body, styles, numbering, NULL, NULL);
}

static inline const char *docx(const char *body, const char *styles, const char *numbering)
{
    GBytes *b = docx_bytes(body, styles, numbering);
    const char *dump = read_bytes(source_docx, "a.docx", b);
    g_bytes_unref(b);
    return dump;
}

/* A workbook of two worksheets, the first hidden when `hide`; styles: what stands in <cellXfs>, with number
 * formats 164 on. */
static inline GBytes *xlsx_bytes(const char *first, const char *second, bool hide, const char *styles)
{
    char *top = relations(relation("r1", "officeDocument", "xl/workbook.xml"), NULL, NULL);
    char *book = g_strdup_printf("<workbook xmlns:r=\"" OOXML_REL
                                 "\"><sheets><sheet name=\"甲\" sheetId=\"1\"%s r:id=\"r1\"/>"
                                 "<sheet name=\"乙\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>",
                                 hide ? " state=\"hidden\"" : "");
    char *rels =
        relations(relation("r1", "worksheet", "worksheets/a.xml"),
                  relation("r2", "worksheet", "worksheets/b.xml"), relation("r3", "styles", "styles.xml"));
    char *a = g_strdup_printf("<worksheet>%s</worksheet>", first),
         *b = g_strdup_printf("<worksheet>%s</worksheet>", second);
    char *style = g_strdup_printf("<styleSheet>%s</styleSheet>", styles ? styles : "");
    const struct part part[] = {{"[Content_Types].xml",
                                 "<Types><Override "
                                 "ContentType=\"application/"
                                 "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
                                 0},
                                {"_rels/.rels", top, 0},
                                {"xl/workbook.xml", book, 0},
                                {"xl/_rels/workbook.xml.rels", rels, 0},
                                {"xl/worksheets/a.xml", a, 0},
                                {"xl/worksheets/b.xml", b, 0},
                                {"xl/styles.xml", style, 0}};
    GBytes *bytes = make_zip(part, G_N_ELEMENTS(part), NULL);
    g_free(top);
    g_free(book);
    g_free(rels);
    g_free(a);
    g_free(b);
    g_free(style);
    return bytes;
}

#endif
