/* source_kind.h - what kind of file some bytes are.
 * Used by source and source_office. */
#ifndef SOURCE_KIND_H
#define SOURCE_KIND_H

#include "source.h"

enum source_format {
    FORMAT_TEXT,
    FORMAT_HTML,
    FORMAT_XLSX,
    FORMAT_DOCX,
    FORMAT_PDF,
    FORMAT_OLD_TEXT,  /* .doc .wps .rtf .odt, Word's XML of 2003 */
    FORMAT_OLD_SHEET, /* .xls .et .ods, Excel's XML of 2003 */
    FORMAT_LOCKED,    /* an office file behind a password */
    FORMAT_OFD,
    FORMAT_PICTURE,
    FORMAT_ARCHIVE, /* .zip .rar .7z */
    FORMAT_MHT,
    FORMAT_EMPTY,
    FORMAT_UNKNOWN /* bytes that are no text */
};

/* source_format_of - by content; the name is asked only where content leaves it open (a binary office file
 * that tells nothing of itself). */
enum source_format source_format_of(const char *name, GBytes *bytes);

#endif
