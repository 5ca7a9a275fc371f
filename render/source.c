/* source.c - choose the reader of a file. */
#include "source.h"
#include "intl.h"
#include "source_kind.h"

static struct source *read_kind(const char *name, GBytes *bytes, struct arena *a, struct err *e)
{
    const char *advice = NULL;
    switch (source_format_of(name, bytes)) {
    case FORMAT_TEXT:
        return source_text(name, bytes, a, e);
    case FORMAT_HTML:
        return source_html(name, bytes, a, e);
    case FORMAT_XLSX:
        return source_xlsx(name, bytes, a, e);
    case FORMAT_DOCX:
        return source_docx(name, bytes, a, e);
    case FORMAT_PDF:
        return source_pdf(name, bytes, a, e);
    case FORMAT_OLD_TEXT:
    case FORMAT_OLD_SHEET:
        return source_office(name, bytes, a, e);
    case FORMAT_LOCKED:
        advice = _("the file is locked with a password: save it without one");
        break;
    case FORMAT_OFD:
        advice = _("this is an OFD file: save it as PDF, or read the Word file it was made from");
        break;
    case FORMAT_PICTURE:
        advice = _("this is a picture: read the Word file or web page it was made from");
        break;
    case FORMAT_ARCHIVE:
        advice = _("this is an archive: unpack it and name the files in it");
        break;
    case FORMAT_MHT:
        advice = _("this is a web archive: save it as .docx or .html");
        break;
    case FORMAT_EMPTY:
        advice = _("the file is empty");
        break;
    case FORMAT_UNKNOWN:
        advice = _("the file is of no kind that can be read: save it as .docx, .xlsx, .pdf, .html or .txt");
        break;
    }
    err_set(e, ERR_INPUT, "%s", advice);
    return NULL;
}

struct source *source_read(const char *name, GBytes *bytes, struct arena *a, struct err *e)
{
    struct source *s = read_kind(name, bytes, a, e);
    if (e->kind == ERR_INPUT)
        e->kind = ERR_FILE;
    return s;
}
