/* options_table.c - what options and commands there are, and the help that tells them. */
#include "options_table.h"

#include "intl.h"

#include <glib.h>

#define FOR_REPORTS (FOR(COMMAND_CHECK) | FOR(COMMAND_RENDER))
#define FOR_WRITING (FOR(COMMAND_RENDER) | FOR(COMMAND_ARCHIVE))
#define FOR_FILES   (FOR_REPORTS | FOR(COMMAND_ARCHIVE) | FOR(COMMAND_VERIFY))
#define FOR_ALL     (~0u)
#define FOR_SETUP   (~FOR(COMMAND_VERIFY)) /* a copy brings its own page style and forms */

const struct option_entry option_table[N_OPTIONS] = {
    [OPT_OUTPUT] = {"output", 'o', "PATH", FOR_WRITING | FOR(COMMAND_NEW) | FOR(COMMAND_IMPORT),
                    N_("the folder to write into, made if it is missing (default: the current one); of "
                       "import the file; reports of import and new go to standard output if not given")},
    [OPT_INTO] = {"into", 0, "REPORT", FOR(COMMAND_IMPORT),
                  N_("take the report data of this file and put only the figures of tables into it")},
    [OPT_LABELS] = {"labels", 0, "official|published", FOR(COMMAND_IMPORT),
                    N_("labels that differ from the form's: take the form's (default), or keep them")},
    [OPT_ONLY] = {"only", 0, "LIST", FOR(COMMAND_RENDER),
                  N_("make only these of pdf, xlsx, png, list (default: pdf,xlsx)")},
    [OPT_PDFA] =
        {"pdfa", 0, "1|2|3", FOR_WRITING,
         N_("make the PDF a PDF/A of this part: 2 (default of render), 3 (of archive), 1 for old archives")},
    [OPT_AS_PUBLISHED] = {"as-published", 0, NULL, FOR_WRITING,
                          N_("make the outputs of a report with hard findings all the same")},
    [OPT_DRAFT] =
        {"draft", 0, NULL, FOR(COMMAND_RENDER),
         N_("make a draft, also of a report with hard findings: marked as such, with the findings")},
    [OPT_NAMES] = {"names", 0, "stem|title", FOR_WRITING | FOR(COMMAND_NEW),
                   N_("name outputs by the input (default) or by the report's title")},
    [OPT_BOOK] = {"book", 0, NULL, FOR(COMMAND_RENDER) | FOR(COMMAND_NEW),
                  N_("write all tables as the sheets of one workbook as well")},
    [OPT_ORIGINAL] = {"original", 0, "FILE", FOR(COMMAND_ARCHIVE),
                      N_("put FILE, as it was really published, into the copy; may be repeated")},
    [OPT_FILES_FROM] = {"files-from", 0, "FILE", FOR_FILES,
                        N_("read the names of further inputs from FILE, one a line; - is standard input")},
    [OPT_JOBS] = {"jobs", 'j', "N", FOR_FILES,
                  N_("work on N inputs at a time (default: as many as there are processors)")},
    [OPT_PREVIOUS] = {"previous", 0, "FILE|DIR", FOR_REPORTS,
                      N_("compare with last year's report: FILE, or the one in DIR; may be repeated")},
    [OPT_PART] = {"part", 0, "FILE|DIR", FOR_REPORTS,
                  N_("compare with the report of a unit below, or all those in DIR; may be repeated")},
    [OPT_ALL_PARTS] = {"all-parts", 0, NULL, FOR_REPORTS,
                       N_("those of --part are all units: their figures add up to the report's")},
    [OPT_SCHEMA] = {"schema", 0, NULL, FOR(COMMAND_FORMS), N_("print the JSON Schema of report data")},
    [OPT_EDITION] = {"edition", 0, "ID", FOR(COMMAND_NEW),
                     N_("the form to fill in: 2021 or 2019 (default: that of the year)")},
    [OPT_AUTHORITY] = {"authority", 0, "NAME", FOR(COMMAND_NEW) | FOR(COMMAND_IMPORT),
                       N_("whose report it is")},
    [OPT_YEAR] = {"year", 0, "YEAR", FOR(COMMAND_NEW) | FOR(COMMAND_IMPORT), N_("the year it is for")},
    [OPT_XLSX] = {"xlsx", 0, NULL, FOR(COMMAND_NEW), N_("make empty workbooks in place of a report")},
    [OPT_LAYOUTS] = {"layouts", 0, "DIR", FOR_SETUP, N_("take the page style and the forms from DIR")},
    [OPT_FONTS] = {"fonts", 0, "DIR", FOR_ALL, N_("look for the office's own fonts in DIR first")},
    [OPT_STYLE] = {"style", 0, "KEY=VALUE", FOR_SETUP,
                   N_("change one setting of the page style, for example sides=simplex; may be repeated")},
    [OPT_STRICT_FONTS] = {"strict-fonts", 0, NULL, FOR_SETUP,
                          N_("fail where a part is not set in its first-choice font")},
    [OPT_FORMAT] = {"format", 0, "text|json", FOR_ALL, N_("print findings as text (default) or JSON lines")},
    [OPT_LANG] = {"lang", 0, "zh|en", FOR_ALL, N_("language of messages (default: that of the environment)")},
    [OPT_QUIET] = {"quiet", 'q', NULL, FOR_ALL, N_("print hard findings and failures only")},
    [OPT_VERBOSE] = {"verbose", 'v', NULL, FOR_ALL, N_("name each file that is written")},
    [OPT_HELP] = {"help", 'h', NULL, FOR_ALL, N_("print this help")},
    [OPT_VERSION] = {"version", 0, NULL, FOR_ALL,
                     N_("print the versions of the program, its libraries and fonts")},
};

const struct command_entry command_table[N_COMMANDS] = {
    [COMMAND_NONE] = {NULL, NULL, NULL},
    [COMMAND_CHECK] = {"check", N_("REPORT..."),
                       N_("check reports: their form and the tie-out rules of their tables")},
    [COMMAND_RENDER] = {"render", N_("REPORT..."),
                        N_("check reports, then make the PDF and one workbook for each table")},
    [COMMAND_IMPORT] =
        {"import", N_("PUBLISHED..."),
         N_("make report data of a published report: web page, Word file, workbook, PDF, text")},
    [COMMAND_ARCHIVE] = {"archive", N_("REPORT..."),
                         N_("make archival copies: PDF/A with its own data inside, in a folder of its own")},
    [COMMAND_VERIFY] = {"verify", N_("COPY.pdf|FOLDER..."),
                        N_("make archival copies again from their own data and compare")},
    [COMMAND_FONTS] = {"fonts", NULL, N_("tell which font plays which part")},
    [COMMAND_NEW] = {"new", NULL, N_("make an empty report of a form, or empty workbooks, to be filled in")},
    [COMMAND_FORMS] = {"forms", NULL, N_("list the statistical tables a report may use, and their rules")},
};

/* What --style may say; a test compares it with the page style. */
static const struct {
    const char *setting, *help;
} style_table[] = {
    {"sizes=office|type", N_("三号 is 16 pt as in Word and WPS, or 15.75 pt as in metal type")},
    {"pitch=fill|word|28.95pt",
     N_("lines fill the type area, or stand in 22 equal slots, or have this pitch")},
    {"sides=duplex|simplex", N_("printed on both sides, or on one")},
    {"folio=outer|centre", N_("page numbers at the outer edge, or centred")},
    {"figures=centre|block", N_("figures of tables centred, or units under units")},
    {"shade=off|on", N_("item heads of tables on pale grey")},
    {"protect=on|off", N_("labels of worksheets locked, without a password")},
};

static void help_line(FILE *out, int i)
{
    char letter[] = {'-', option_table[i].letter, ',', ' ', '\0'};
    char *left =
        g_strdup_printf("%s--%s%s%s", option_table[i].letter ? letter : "    ", option_table[i].name,
                        option_table[i].value ? " " : "", option_table[i].value ? option_table[i].value : "");
    fprintf(out, "  %-24s  %s\n", left, _(option_table[i].help));
    g_free(left);
}

static void help_style(FILE *out)
{
    fprintf(out, "\n%s\n", _("Settings of --style, the usual value first:"));
    for (size_t i = 0; i < G_N_ELEMENTS(style_table); i++)
        fprintf(out, "  %-24s  %s\n", style_table[i].setting, _(style_table[i].help));
}

void options_help(FILE *out, enum command command)
{
    const char *arguments = command_table[command].arguments;
    if (command == COMMAND_NONE) {
        fprintf(out, "%s nianbao %s [%s]... [%s]...\n\n", _("Usage:"), _("COMMAND"), _("OPTION"),
                _("REPORT"));
        fprintf(out, "%s\n",
                _("Checks and typesets annual reports on government information disclosure "
                  "(政府信息公开工作年度报告)."));
        fprintf(out, "\n%s\n", _("Commands:"));
        for (int c = COMMAND_NONE + 1; c < N_COMMANDS; c++)
            fprintf(out, "  %-8s  %s\n", command_table[c].name, _(command_table[c].help));
    } else {
        fprintf(out, "%s nianbao %s [%s]...%s%s\n\n", _("Usage:"), command_table[command].name, _("OPTION"),
                arguments ? " " : "", arguments ? _(arguments) : "");
        fprintf(out, "%s\n", _(command_table[command].help));
    }
    fprintf(out, "\n%s\n", _("Options:"));
    for (int i = 0; i < N_OPTIONS; i++)
        if (command == COMMAND_NONE ? (option_table[i].commands & FOR_SETUP) == FOR_SETUP
                                    : option_table[i].commands & FOR(command))
            help_line(out, i);
    if (command == COMMAND_RENDER || command == COMMAND_NEW)
        help_style(out);
    if (command == COMMAND_NONE)
        fprintf(out, "\n%s\n", _("`nianbao COMMAND --help` tells the options of a command."));
    fprintf(out, "\n%s\n", _("Exit status: 0 done, 1 hard findings, 2 wrong use, 3 failure."));
}
