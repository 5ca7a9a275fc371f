/* options.h - what the command line asks for.
 * Stage: before the first.  One table of options feeds the parser and --help; a test compares the manual page
 * and the completion with --help.  Knows GOption; const once parsed. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "arena.h"
#include "diag.h"
#include "err.h"

#include <stdbool.h>
#include <stdio.h>

enum command {
    COMMAND_NONE, /* only --help or --version */
    COMMAND_CHECK,
    COMMAND_RENDER,
    COMMAND_IMPORT,
    COMMAND_ARCHIVE,
    COMMAND_VERIFY,
    COMMAND_FONTS,
    COMMAND_FORMS,
    COMMAND_NEW,
    N_COMMANDS
};

/* What `render` makes (--only). */
enum product { PRODUCT_PDF = 1, PRODUCT_XLSX = 2, PRODUCT_PNG = 4, PRODUCT_LIST = 8 };

struct options {
    enum command command;
    bool help, version;
    const char *output_dir;
    bool output_given;
    const char *edition;   /* new: --edition ID, or NULL: that of the year */
    const char *authority; /* new, import: whose report, or NULL */
    bool xlsx;             /* new: workbooks in place of a report */
    int year;              /* new, import: for which year, or 0 */
    const char *into;      /* import: --into FILE or NULL */
    bool labels_published; /* import: --labels published */
    unsigned only;         /* enum product, or'ed */
    int pdfa;              /* part of ISO 19005 the PDF is to follow: 1, 2 or 3 */
    bool as_published;
    bool draft;
    bool names_title;         /* outputs are named by the report's title, not by the input */
    bool book;                /* one workbook with all tables beside those with one */
    const char *layouts;      /* --layouts DIR or NULL */
    const char *fonts;        /* --fonts DIR or NULL */
    const char *const *style; /* "key=value" ..., NULL-ended */
    bool strict_fonts;
    const char *const *previous; /* --previous FILE|DIR ..., NULL-ended */
    const char *const *part;     /* --part FILE|DIR ..., NULL-ended */
    bool all_parts;
    bool schema;
    enum diag_format format;
    bool quiet, verbose;
    unsigned cores;              /* processors there are for this process */
    unsigned jobs;               /* -j: processes for several inputs; usually as many */
    const char *const *original; /* --original FILE ..., NULL-ended */
    const char *const *input;    /* paths, "-" for standard input; NULL-ended */
    size_t ninput;
    const char *date; /* YYYY-MM-DD of SOURCE_DATE_EPOCH at +08:00, or NULL */
};

/* options_language - "zh", "en" or NULL: --lang looked for before anything else, so that messages about the
 * command line are in that language too; "zh" for a draft, which prints its findings, where it is not given.
 */
const char *options_language(int argc, char *const *argv);

/* options_parse - read the command line, the lists of --files-from and SOURCE_DATE_EPOCH.  NULL and e
 * (ERR_USAGE; ERR_SYSTEM when a list cannot be read).  Lives as long as a. */
const struct options *options_parse(int argc, char *const *argv, struct arena *a, struct err *e);

/* options_help - the help text of a command, or of the whole program for COMMAND_NONE. */
void options_help(FILE *out, enum command command);

/* date_of_epoch - the day at +08:00 of a count of seconds since 1970 in decimal digits, as YYYY-MM-DD; NULL
 * if text is not that or lies beyond the year 9999. */
const char *date_of_epoch(const char *text, struct arena *a);

#endif
