/* copy_part.h - the files of an archival copy: their fixed names, and what each is to the document.
 * Used by what makes copies and by what verifies them. */
#ifndef COPY_PART_H
#define COPY_PART_H

#include <glib.h>
#include <stdbool.h>

enum copy_role {
    ROLE_NONE,     /* no file of a copy is called so */
    ROLE_REPORT,   /* report.json: the input's bytes */
    ROLE_FORM,     /* forms/ID.yaml: of each table in the report */
    ROLE_EDITION,  /* editions/ID.yaml: the outline of the year's form */
    ROLE_STYLE,    /* gbt9704.yaml */
    ROLE_WORDS,    /* words.yaml */
    ROLE_FONTS,    /* fonts.yaml: which typeface plays which part; no font is passed on */
    ROLE_WORKBOOK, /* SLOT.xlsx, SLOT-2.xlsx for a further table of the slot */
    ROLE_LIST,     /* pages.list */
    ROLE_ORIGINAL, /* originals/NAME: what was really published */
    ROLE_RECORD    /* record.xml */
};

/* One file of a copy. */
struct copy_part {
    const char *name;
    enum copy_role role;
    GBytes *bytes;
    const char *about; /* what it is, in Chinese */
};

#define COPY_RECORD   "record.xml"
#define COPY_MANIFEST "manifest.xml"

/* What a copy may hold: made by nobody larger, and read from anywhere. */
enum {
    COPY_MAX_FILES = 200,
    COPY_MAX_NAMED = COPY_MAX_FILES + 8, /* in a folder, its manifest and its record */
    COPY_MAX_FILE = 64 << 20,            /* bytes of one file, unpacked */
    COPY_MAX_TOTAL = 256 << 20           /* of all */
};

/* copy_role_of - what a file of this name is.  Only names that are safe as a path below a folder have a role:
 * there is nothing in them but what the list above says, and the NAME of an original is UTF-8 without
 * controls and slashes. */
enum copy_role copy_role_of(const char *name);

/* copy_is_original_name - whether a file's base name may stand behind originals/. */
bool copy_is_original_name(const char *name);

/* copy_visible - words out of a copy, which may come from anywhere, as they may be shown: what steers a
 * terminal or hides part of a name is written as \uXXXX.  g_free it. */
char *copy_visible(const char *text);

/* copy_role_word - the role in records and manifests: report, form ...; NULL for ROLE_NONE. */
const char *copy_role_word(enum copy_role role);

/* copy_type - media type of a file, by role and, of originals, by name. */
const char *copy_type(enum copy_role role, const char *name);

/* copy_relation - what it is to the PDF that carries it (AFRelationship, ISO 19005-3, 6.8). */
const char *copy_relation(enum copy_role role);

/* copy_about - what files of a role are in general, in Chinese. */
const char *copy_about(enum copy_role role);

/* copy_find - the file of this name among n, or NULL. */
const struct copy_part *copy_find(const struct copy_part *part, gsize n, const char *name);

#endif
