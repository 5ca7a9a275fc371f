/* source_read.c - which reader a file gets, by content before name; files that no reader takes; older files
 * through LibreOffice. */
#include "source_kind.h"
#include "source_ooxml.h"

#include <dirent.h>
#include <glib/gstdio.h>

static enum source_format kind(const char *name, const char *bytes, size_t n)
{
    GBytes *b = g_bytes_new(bytes, n);
    enum source_format f = source_format_of(name, b);
    g_bytes_unref(b);
    return f;
}

#define KIND(name, bytes) kind(name, bytes, sizeof(bytes) - 1)

static enum source_format kind_of_zip(const char *name, const struct part *part, size_t n)
{
    GBytes *b = make_zip(part, n, NULL);
    enum source_format f = source_format_of(name, b);
    g_bytes_unref(b);
    return f;
}

static void kinds(void)
{
    T_CASE("source_read: kinds are told by content: a page called .doc, a workbook called .docx");
    T_INT(KIND("a.doc", "<html><body>x"), FORMAT_HTML);
    T_INT(KIND("a.xls", "\xEF\xBB\xBF\r\n<table><tr><td>x"), FORMAT_HTML);
    T_INT(KIND("a.txt", "%PDF-1.7\n"), FORMAT_PDF);
    GBytes *b = xlsx_bytes("<sheetData/>", "", false, NULL);
    T_INT(source_format_of("a.docx", b), FORMAT_XLSX);
    g_bytes_unref(b);
    b = docx_bytes("", NULL, NULL);
    T_INT(source_format_of("报告.wps", b), FORMAT_DOCX);
    g_bytes_unref(b);
    T_INT(KIND("a.bin", "政府信息公开\n"), FORMAT_TEXT);
    T_INT(KIND("a.md", "<table>\n<tr>"), FORMAT_TEXT);
    T_INT(KIND("a.html", "没有标签的文字"), FORMAT_HTML);
    T_INT(KIND("a", "a < b\n"), FORMAT_TEXT);
    T_INT(KIND("a.txt", "\xFF\xFE\x31\0\x32\0"), FORMAT_TEXT);
    T_INT(KIND("a.txt", "BM 的文字"), FORMAT_TEXT);

    T_CASE("source_read: older files: compound, RTF, OpenDocument, XML of 2003, by what they hold");
#define CFB "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
    T_INT(KIND("a.bin", CFB "..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0\0\0"), FORMAT_OLD_TEXT);
    T_INT(KIND("a.doc", CFB "..W\0o\0r\0k\0b\0o\0o\0k\0\0\0"), FORMAT_OLD_SHEET);
    T_INT(KIND("a.et", CFB "..."), FORMAT_OLD_SHEET);
    T_INT(KIND("a.wps", CFB "..."), FORMAT_OLD_TEXT);
    T_INT(KIND("a.docx", CFB "..E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0\0"), FORMAT_LOCKED);
    T_INT(KIND("a.doc", "{\\rtf1 x}"), FORMAT_OLD_TEXT);
    T_INT(KIND("a.xml", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>"),
          FORMAT_OLD_SHEET);
    T_INT(KIND("a.xml", "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>"),
          FORMAT_OLD_TEXT);
    T_INT(
        kind_of_zip("a", &(struct part){"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0}, 1),
        FORMAT_OLD_SHEET);
    T_INT(kind_of_zip("a", &(struct part){"mimetype", "application/vnd.oasis.opendocument.text", 0}, 1),
          FORMAT_OLD_TEXT);

    T_CASE("source_read: what no reader takes is refused with a sentence that says what to do");
    T_INT(kind_of_zip("a.ofd", &(struct part){"OFD.xml", "<x/>", 0}, 1), FORMAT_OFD);
    T_INT(kind_of_zip("a.zip", &(struct part){"x", "y", 0}, 1), FORMAT_ARCHIVE);
    T_INT(KIND("a.mht", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n"), FORMAT_MHT);
    T_INT(KIND("a.png", "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR"), FORMAT_PICTURE);
    T_INT(KIND("a", ""), FORMAT_EMPTY);
    T_INT(KIND("a", "\x7F"
                    "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0"),
          FORMAT_UNKNOWN);
    T_TRUE(strstr(read_text(source_read, "a", ""), "empty") != NULL);
    T_TRUE(strstr(read_text(source_read, "a.rar", "Rar!\x1A\x07"), "unpack it") != NULL);
    T_INT(read_.kind, ERR_FILE);
    T_TRUE(strstr(read_text(source_read, "a.docx", "PK\x03\x04 cut"), "not a sound zip archive") != NULL);

    T_CASE("source_read: the chosen reader reads");
    T_STR(read_text(source_read, "a", "<p>甲</p>"), "text 1 \"甲\"\n");
    T_STR(read_text(source_read, "a.txt", "甲\n"), "text 1 \"甲\"\n");
}

static int count_folders(const char *path)
{
    int n = 0;
    DIR *d = opendir(path);
    for (struct dirent *at; d && (at = readdir(d));)
        n += g_str_has_prefix(at->d_name, "nianbao-");
    if (d)
        closedir(d);
    return n;
}

/* Page and workbook, turned into files of old by LibreOffice, read back through it. */
static void office(void)
{
    const char *build = getenv("BUILD");
    char *top = g_canonicalize_filename(build ? build : "build", NULL),
         *folder = g_build_filename(top, "tests", "source_read", NULL);
    char *profile = g_strdup_printf("-env:UserInstallation=file://%s/profile", folder);
    char *page = g_build_filename(folder, "page.doc", NULL),
         *book = g_build_filename(folder, "book.xls", NULL);
    char *csv = g_build_filename(folder, "book.csv", NULL);
    g_mkdir_with_parents(folder, 0755);
    g_file_set_contents(csv, "label,a,b\nx,1,2\ny,3,4\n", -1, NULL);
    const char *const to_doc[] = {
        "soffice",        profile,    "--headless", "--infilter=HTML (StarWriter)", "--convert-to",
        "doc:MS Word 97", "--outdir", folder,       "tests/import/page.html",       NULL};
    const char *const to_xls[] = {
        "soffice", profile, "--headless", "--convert-to", "xls:MS Excel 97", "--outdir", folder, csv, NULL};
    g_unlink(page);
    g_unlink(book);
    g_spawn_sync(NULL, (char **)to_doc, NULL,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                 NULL, NULL, NULL, NULL);
    g_spawn_sync(NULL, (char **)to_xls, NULL,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                 NULL, NULL, NULL, NULL);
    g_setenv("TMPDIR", folder, TRUE);
    int before = count_folders(g_get_tmp_dir());

    T_CASE("source_read: a .doc is read through LibreOffice: paragraphs, headings, spans");
    const char *d = read_file(source_read, page);
    T_TRUE(strstr(d, "h2 ") != NULL && strstr(d, "\"一、总体情况\"") != NULL);
    T_STR(grid_row(d, 0, 4), "行政规范性文件|12\\n（其中修订3件）|/|4");
    T_TRUE(strstr(d, "  0,0 1x4 ") != NULL);
    T_CASE("source_read: a .xls is read through LibreOffice: numbers are numbers");
    d = read_file(source_read, book);
    T_STR(grid_row(d, 0, 2), "y|3|4");
    T_TRUE(strstr(d, "number \"3\"") != NULL);
    T_CASE("source_read: nothing stays behind in the temporary folder");
    T_INT(count_folders(g_get_tmp_dir()), before);

    T_CASE("source_read: without LibreOffice the message says what to save the file as");
    char *path = g_strdup(g_getenv("PATH"));
    g_setenv("PATH", "/nonexistent", TRUE);
    T_TRUE(strstr(read_text(source_read, "a.doc", "{\\rtf1 x}"),
                  "save the file as .docx, or install libreoffice-writer-nogui") != NULL);
    T_INT(read_.kind, ERR_SYSTEM);
    T_TRUE(strstr(read_text(source_read, "a.pdf", "%PDF-1.4"),
                  "pdftotext is not installed: install the package poppler-utils") != NULL);
    g_setenv("PATH", path, TRUE);
    g_free(path);
    g_free(page);
    g_free(book);
    g_free(csv);
    g_free(profile);
    g_free(folder);
    g_free(top);
}

int main(void)
{
    kinds();
    office();
    return t_done();
}
