/* source_kind.c - what kind of file some bytes are. */
#include "source_kind.h"
#include "zipread.h"

#include <string.h>

struct bytes {
    const unsigned char *p;
    size_t n;
};

static bool starts(struct bytes b, const char *with, size_t n)
{
    return b.n >= n && memcmp(b.p, with, n) == 0;
}

#define STARTS(b, with) starts((b), (with), sizeof(with) - 1)

static bool holds(struct bytes b, const char *what, size_t n)
{
    return memmem(b.p, b.n, what, n) != NULL;
}

static bool ends_in(const char *name, const char *const *suffix)
{
    size_t n = strlen(name);
    for (int i = 0; suffix[i]; i++) {
        size_t k = strlen(suffix[i]);
        if (n >= k && g_ascii_strcasecmp(name + n - k, suffix[i]) == 0)
            return true;
    }
    return false;
}

/* The name of a stream of a compound file, which its directory holds in UTF-16. */
static bool has_stream(struct bytes b, const char *name)
{
    char wide[64];
    size_t n = 0;
    for (; name[n / 2] && n + 3 < sizeof wide; n += 2) {
        wide[n] = name[n / 2];
        wide[n + 1] = '\0';
    }
    wide[n] = wide[n + 1] = '\0';
    return holds(b, wide, n + 2);
}

/* Compound files ([MS-CFB]): Word, Excel and WPS of old, and locked files of today. */
static enum source_format compound(const char *name, struct bytes b)
{
    static const char *const sheets[] = {".xls", ".et", ".xlt", NULL};
    if (has_stream(b, "EncryptedPackage"))
        return FORMAT_LOCKED;
    if (has_stream(b, "WordDocument"))
        return FORMAT_OLD_TEXT;
    if (has_stream(b, "Workbook") || has_stream(b, "Book"))
        return FORMAT_OLD_SHEET;
    return ends_in(name, sheets) ? FORMAT_OLD_SHEET : FORMAT_OLD_TEXT;
}

static bool entry_holds(struct zipread *z, const char *entry, const char *words)
{
    struct err e = ERR_INIT;
    GBytes *part = zipread_has(z, entry) ? zipread_entry(z, entry, &e) : NULL;
    gsize n = 0;
    const void *data = part ? g_bytes_get_data(part, &n) : NULL;
    bool found = data && memmem(data, n, words, strlen(words));
    if (part)
        g_bytes_unref(part);
    err_clear(&e);
    return found;
}

/* An archive that is not sound is left to the reader its name asks for, whose message says so. */
static enum source_format package(const char *name, GBytes *bytes)
{
    static const char *const sheets[] = {".xlsx", ".xlsm", ".et", ".xls", NULL}, *const words[] = {
                                                                                     ".docx", ".docm", ".wps",
                                                                                     ".doc", NULL};
    struct err e = ERR_INIT;
    struct zipread *z = zipread_open(bytes, &e);
    enum source_format f = ends_in(name, sheets)  ? FORMAT_XLSX
                           : ends_in(name, words) ? FORMAT_DOCX
                                                  : FORMAT_ARCHIVE;
    err_clear(&e);
    if (!z)
        return f;
    f = FORMAT_ARCHIVE;
    if (entry_holds(z, "[Content_Types].xml", "wordprocessingml"))
        f = FORMAT_DOCX;
    else if (entry_holds(z, "[Content_Types].xml", "spreadsheetml"))
        f = FORMAT_XLSX;
    else if (zipread_has(z, "OFD.xml"))
        f = FORMAT_OFD;
    else if (entry_holds(z, "mimetype", "opendocument.text"))
        f = FORMAT_OLD_TEXT;
    else if (entry_holds(z, "mimetype", "opendocument.spreadsheet"))
        f = FORMAT_OLD_SHEET;
    zipread_close(z);
    return f;
}

/* Whether a text is HTML: a tag of a page or table near its start, where nothing but tags and white space
 * comes before. */
static enum source_format markup(const char *name, struct bytes b)
{
    static const char *const pages[] = {".html", ".htm", ".shtml", ".xhtml", NULL}, *const marked[] = {
                                                                                        ".md", ".markdown",
                                                                                        ".txt", NULL};
    char *head = g_strndup((const char *)b.p, MIN(b.n, 8192));
    size_t n = strlen(head);
    for (size_t i = 0; i < n; i++)
        head[i] = g_ascii_tolower(head[i]);
    const char *first = head + strspn(head, " \t\r\n\xEF\xBB\xBF");
    enum source_format f = FORMAT_TEXT;
    if (strstr(head, "progid=\"word.document\"") ||
        strstr(head, "schemas.microsoft.com/office/word/2003/wordml"))
        f = FORMAT_OLD_TEXT;
    else if (strstr(head, "progid=\"excel.sheet\"") ||
             (strstr(head, "<workbook") && strstr(head, "urn:schemas-microsoft-com:office:spreadsheet")))
        f = FORMAT_OLD_SHEET;
    else if (strstr(head, "<html") || strstr(head, "<!doctype html") || strstr(head, "<body"))
        f = FORMAT_HTML;
    else if (*first == '<' && !ends_in(name, marked))
        f = FORMAT_HTML;
    else if (ends_in(name, pages))
        f = FORMAT_HTML;
    else if (strstr(head, "mime-version:") && strstr(head, "content-type: multipart/related"))
        f = FORMAT_MHT;
    g_free(head);
    return f;
}

static bool is_binary(struct bytes b)
{
    size_t odd = 0, zero = 0, n = MIN(b.n, 4096);
    bool wide = STARTS(b, "\xFF\xFE") || STARTS(b, "\xFE\xFF");
    for (size_t i = 0; i < n; i++) {
        zero += b.p[i] == 0;
        odd += b.p[i] < 0x20 && b.p[i] != 0 && !strchr("\t\r\n\f\v\x1A\x1B", b.p[i]);
    }
    return !wide && (odd * 50 > n || (zero && odd));
}

enum source_format source_format_of(const char *name, GBytes *bytes)
{
    gsize n;
    const void *data = g_bytes_get_data(bytes, &n);
    struct bytes b = {data, n};
    if (!n)
        return FORMAT_EMPTY;
    if (STARTS(b, "%PDF-") || holds((struct bytes){b.p, MIN(b.n, 1024)}, "%PDF-", 5))
        return FORMAT_PDF;
    if (STARTS(b, "PK\x03\x04") || STARTS(b, "PK\x05\x06"))
        return package(name, bytes);
    if (STARTS(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
        return compound(name, b);
    if (STARTS(b, "{\\rtf"))
        return FORMAT_OLD_TEXT;
    if (STARTS(b, "\x89PNG") || STARTS(b, "\xFF\xD8\xFF"))
        return FORMAT_PICTURE;
    if ((STARTS(b, "GIF8") || STARTS(b, "BM") || STARTS(b, "II*") || STARTS(b, "MM\0*")) && is_binary(b))
        return FORMAT_PICTURE;
    if (STARTS(b, "Rar!") || STARTS(b, "7z\xBC\xAF") || STARTS(b, "\x1F\x8B"))
        return FORMAT_ARCHIVE;
    return is_binary(b) ? FORMAT_UNKNOWN : markup(name, b);
}
