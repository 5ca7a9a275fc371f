/* options_table.h - what options and commands there are, for the parser and the help. */
#ifndef OPTIONS_TABLE_H
#define OPTIONS_TABLE_H

#include "options.h"

enum option {
    OPT_OUTPUT,
    OPT_INTO,
    OPT_LABELS,
    OPT_ONLY,
    OPT_PDFA,
    OPT_AS_PUBLISHED,
    OPT_DRAFT,
    OPT_NAMES,
    OPT_BOOK,
    OPT_ORIGINAL,
    OPT_FILES_FROM,
    OPT_JOBS,
    OPT_PREVIOUS,
    OPT_PART,
    OPT_ALL_PARTS,
    OPT_SCHEMA,
    OPT_EDITION,
    OPT_AUTHORITY,
    OPT_YEAR,
    OPT_XLSX,
    OPT_LAYOUTS,
    OPT_FONTS,
    OPT_STYLE,
    OPT_STRICT_FONTS,
    OPT_FORMAT,
    OPT_LANG,
    OPT_QUIET,
    OPT_VERBOSE,
    OPT_HELP,
    OPT_VERSION,
    N_OPTIONS
};

#define FOR(command) (1u << (command))

struct option_entry {
    const char *name;
    char letter;       /* or 0 */
    const char *value; /* name of its value in the help, NULL: takes none */
    unsigned commands; /* FOR() of those that know it, or'ed */
    const char *help;
};

struct command_entry {
    const char *name;
    const char *arguments; /* name of its arguments in the help, NULL: takes none */
    const char *help;
};

extern const struct option_entry option_table[N_OPTIONS];
extern const struct command_entry command_table[N_COMMANDS];

#endif
