/* record.h - record.xml of an archival copy: with what it was made, and the sum of everything in it.
 * Stage: copy -> record -> PDF; and back, for verify.  Its schema is layouts/record.xsd. */
#ifndef RECORD_H
#define RECORD_H

#include "arena.h"
#include "copy_part.h"
#include "digest.h"
#include "err.h"
#include "versions.h"

struct record_font {
    const char *file; /* base name */
    gsize bytes;
    const char *sha256;
    bool used; /* some glyph on the pages is its */
};

struct record_file {
    const char *name;
    enum copy_role role;
    gsize bytes;
    const char *sha256;
};

struct record_page {
    const char *folio;  /* or NULL */
    const char *sha256; /* of its picture at RECORD_DPI */
};

enum { RECORD_DPI = 96 };

struct record {
    /* the report */
    const char *title, *authority, *date; /* date: YYYY-MM-DD that all parts carry */
    int year;
    const char *source; /* names of the originals it was made again from, or NULL */
    /* options */
    int pdfa;
    bool as_published, strict_fonts;
    const char *const *style; /* "key=value" ..., NULL-ended */
    /* the program */
    const char *version, *sources;
    const struct version *library;
    size_t nlibrary;
    struct record_font *font;
    size_t nfont;
    gsize profile_bytes;
    const char *profile_sha256;
    /* what is in it */
    struct record_file *file; /* all but the record itself, in the order of the copy */
    size_t nfile;
    struct record_page *page;
    size_t npage;
};

/* record_write - the text; same record, same bytes. */
GBytes *record_write(const struct record *r);

/* record_read - the record of a copy; lives as long as a.  NULL and e (ERR_INPUT): not XML, not a record of
 * this form, a name that no file of a copy has. */
struct record *record_read(GBytes *xml, struct arena *a, struct err *e);

#endif
