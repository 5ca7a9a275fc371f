/* options.c - what the command line asks for. */
#include "options.h"

#include "accepted.h"
#include "cores.h"
#include "input.h"
#include "intl.h"

#include "report.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

enum { MAX_JOBS = 1024 };

#define FOR(command) (1u << (command))
#define FOR_REPORTS  (FOR(COMMAND_CHECK) | FOR(COMMAND_RENDER))
#define FOR_WRITING  (FOR(COMMAND_RENDER) | FOR(COMMAND_ARCHIVE))
#define FOR_FILES    (FOR_REPORTS | FOR(COMMAND_ARCHIVE) | FOR(COMMAND_VERIFY))
#define FOR_ALL      (~0u)
#define FOR_SETUP    (~FOR(COMMAND_VERIFY)) /* a copy brings its own page style and forms */

/* The one table. */
static const struct {
    const char *name;
    char letter;
    const char *value; /* name of its value in the help, NULL: takes none */
    unsigned commands;
    const char *help;
} option_table[N_OPTIONS] = {
    [OPT_OUTPUT] = {"output", 'o', "PATH", FOR_WRITING | FOR(COMMAND_NEW) | FOR(COMMAND_IMPORT),
                    N_("the folder to write into, made if it is missing (default: the current one); of "
                       "import the file (default: standard output)")},
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

static const struct {
    const char *name, *arguments;
    const char *help;
} command_table[N_COMMANDS] = {
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

struct parse {
    struct options *o;
    struct arena *arena;
    struct err *err;
    GPtrArray *style, *input, *files_from, *previous, *part, *original;
    unsigned given; /* 1 << enum option */
};

/* One of a few words. */
static bool choose(struct parse *p, const char *option, const char *value, const char *first,
                   const char *second, bool *is_second)
{
    *is_second = strcmp(value, second) == 0;
    if (*is_second || strcmp(value, first) == 0)
        return true;
    return err_set(p->err, ERR_USAGE, _("--%s must be %s or %s, not %s"), option, first, second, value);
}

static bool parse_only(struct parse *p, const char *value)
{
    static const char *const name[] = {"pdf", "xlsx", "png", "list"};
    char **word = g_strsplit(value, ",", -1);
    bool ok = true;
    p->o->only = 0;
    for (char **w = word; ok && *w; w++) {
        size_t i = 0;
        while (i < G_N_ELEMENTS(name) && strcmp(*w, name[i]) != 0)
            i++;
        if (i < G_N_ELEMENTS(name))
            p->o->only |= 1u << i;
        else
            ok = err_set(p->err, ERR_USAGE, _("--only knows pdf, xlsx, png and list, not “%s”"), *w);
    }
    g_strfreev(word);
    if (ok && p->o->only == 0)
        ok = err_set(p->err, ERR_USAGE, _("--only needs at least one of pdf, xlsx, png and list"));
    return ok;
}

static bool parse_jobs(struct parse *p, const char *value)
{
    guint64 n;
    if (!g_ascii_string_to_unsigned(value, 10, 1, MAX_JOBS, &n, NULL))
        return err_set(p->err, ERR_USAGE, _("--jobs must be a number from 1 to %d, not “%s”"), MAX_JOBS,
                       value);
    p->o->jobs = (unsigned)n;
    return true;
}

static bool store(struct parse *p, enum option option, const char *value)
{
    struct options *o = p->o;
    const char *kept = arena_strdup(p->arena, value);
    const char *name = option_table[option].name;
    bool second;
    p->given |= 1u << option;
    switch (option) {
    case OPT_OUTPUT:
        o->output_given = true;
        o->output_dir = kept;
        return *kept || err_set(p->err, ERR_USAGE, _("--%s needs a name"), name);
    case OPT_INTO:
        o->into = kept;
        return true;
    case OPT_LABELS:
        return choose(p, name, value, "official", "published", &o->labels_published);
    case OPT_ONLY:
        return parse_only(p, value);
    case OPT_PDFA:
        o->pdfa = value[0] - '0';
        return (strlen(value) == 1 && o->pdfa >= 1 && o->pdfa <= 3) ||
               err_set(p->err, ERR_USAGE, _("--pdfa must be 1, 2 or 3, not %s"), value);
    case OPT_AS_PUBLISHED:
        return o->as_published = true;
    case OPT_DRAFT:
        return o->draft = true;
    case OPT_NAMES:
        return choose(p, name, value, "stem", "title", &o->names_title);
    case OPT_BOOK:
        return o->book = true;
    case OPT_ORIGINAL:
        g_ptr_array_add(p->original, (void *)kept);
        return *kept || err_set(p->err, ERR_USAGE, _("--%s needs the name of a file"), name);
    case OPT_FILES_FROM:
        g_ptr_array_add(p->files_from, (void *)kept);
        return true;
    case OPT_JOBS:
        return parse_jobs(p, value);
    case OPT_PREVIOUS:
    case OPT_PART:
        g_ptr_array_add(option == OPT_PART ? p->part : p->previous, (void *)kept);
        return *kept || err_set(p->err, ERR_USAGE, _("--%s needs the name of a file or folder"), name);
    case OPT_ALL_PARTS:
        return o->all_parts = true;
    case OPT_EDITION:
        o->edition = kept;
        return true;
    case OPT_AUTHORITY:
        o->authority = kept;
        return (*kept && g_utf8_validate(kept, -1, NULL)) ||
               err_set(p->err, ERR_USAGE, _("--%s needs a name"), name);
    case OPT_XLSX:
        return o->xlsx = true;
    case OPT_YEAR:
        o->year = strlen(value) == 4 && strspn(value, "0123456789") == 4 ? atoi(value) : 0;
        return (o->year >= REPORT_FIRST_YEAR && o->year <= REPORT_LAST_YEAR) ||
               err_set(p->err, ERR_USAGE, _("--%s must be a year, not “%s”"), name, value);
    case OPT_SCHEMA:
        return o->schema = true;
    case OPT_LAYOUTS:
        o->layouts = kept;
        return true;
    case OPT_FONTS:
        o->fonts = kept;
        return true;
    case OPT_STYLE:
        g_ptr_array_add(p->style, (void *)kept);
        return strchr(value, '=') ||
               err_set(p->err, ERR_USAGE, _("--style needs KEY=VALUE, not “%s”"), value);
    case OPT_STRICT_FONTS:
        return o->strict_fonts = true;
    case OPT_FORMAT:
        if (!choose(p, name, value, "text", "json", &second))
            return false;
        o->format = second ? DIAG_JSON : DIAG_TEXT;
        return true;
    case OPT_LANG: /* taken by options_language */
        return choose(p, name, value, "zh", "en", &second);
    case OPT_QUIET:
        return o->quiet = true;
    case OPT_VERBOSE:
        return o->verbose = true;
    case OPT_HELP:
        return o->help = true;
    case OPT_VERSION:
        return o->version = true;
    case N_OPTIONS:
        break;
    }
    return err_set(p->err, ERR_BUG, "option %s", name);
}

static gboolean on_option(const gchar *given, const gchar *value, gpointer data, GError **error)
{
    struct parse *p = data;
    for (int i = 0; i < N_OPTIONS; i++) {
        bool is_long = g_str_has_prefix(given, "--") && strcmp(given + 2, option_table[i].name) == 0;
        bool is_short = given[1] == option_table[i].letter && given[1] != '-' && given[2] == '\0';
        if (!is_long && !is_short)
            continue;
        if (store(p, (enum option)i, value))
            return TRUE;
        g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, p->err->text);
        return FALSE;
    }
    g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, given);
    return FALSE;
}

/* Where in a word of letters (-qj4) the value begins that its last letter takes; 0 if there is none. */
static size_t attached_value(const char *word)
{
    for (size_t at = 1; word[0] == '-' && word[at] && word[at] != '-'; at++)
        for (int i = 0; i < N_OPTIONS; i++)
            if (word[at] == option_table[i].letter && option_table[i].value)
                return word[at + 1] ? at + 1 : 0;
    return 0;
}

/* The command line as GOption reads it: the letters and the value are two words. */
static char **split_attached(int argc, char *const *argv)
{
    GPtrArray *word = g_ptr_array_new();
    bool options = true;
    for (int i = 0; i < argc; i++) {
        options = options && strcmp(argv[i], "--") != 0;
        size_t value = options ? attached_value(argv[i]) : 0;
        if (value)
            g_ptr_array_add(word, g_strndup(argv[i], value));
        g_ptr_array_add(word, g_strdup(argv[i] + value));
    }
    g_ptr_array_add(word, NULL);
    return (char **)g_ptr_array_free(word, FALSE);
}

/* The words that are no options, NULL-ended; g_strfreev them. */
static char **run_parser(struct parse *p, int argc, char *const *argv)
{
    GOptionEntry entry[N_OPTIONS + 2] = {0};
    char **word = NULL;
    for (int i = 0; i < N_OPTIONS; i++)
        entry[i] = (GOptionEntry){
            .long_name = option_table[i].name,
            .short_name = option_table[i].letter,
            .flags = option_table[i].value ? G_OPTION_FLAG_FILENAME : G_OPTION_FLAG_NO_ARG,
            .arg = G_OPTION_ARG_CALLBACK,
            .arg_data = (gpointer)on_option,
        };
    entry[N_OPTIONS] = (GOptionEntry){
        .long_name = G_OPTION_REMAINING, .arg = G_OPTION_ARG_FILENAME_ARRAY, .arg_data = &word};

    GOptionContext *context = g_option_context_new(NULL);
    GOptionGroup *group = g_option_group_new("nianbao", NULL, NULL, p, NULL);
    g_option_group_add_entries(group, entry);
    g_option_context_set_main_group(context, group);
    g_option_context_set_help_enabled(context, FALSE);

    char **copy = split_attached(argc, argv);
    GError *error = NULL;
    if (!g_option_context_parse_strv(context, &copy, &error)) {
        err_set(p->err, ERR_USAGE, "%s", error->message); /* unless on_option set it */
        g_error_free(error);
    }
    g_strfreev(copy);
    g_option_context_free(context);
    return word ? word : g_new0(char *, 1);
}

static bool take_command(struct parse *p, char **word)
{
    if (!*word)
        return true;
    for (int c = COMMAND_NONE + 1; c < N_COMMANDS; c++)
        if (strcmp(*word, command_table[c].name) == 0)
            p->o->command = (enum command)c;
    if (p->o->command == COMMAND_NONE)
        return err_set(p->err, ERR_USAGE, _("there is no command “%s”"), *word);
    for (char **w = word + 1; *w; w++)
        if (!accepted_is(*w)) /* they stand beside the reports */
            g_ptr_array_add(p->input, arena_strdup(p->arena, *w));
    return true;
}

static bool read_list(struct parse *p, const char *path)
{
    GBytes *bytes = input_read(path, p->err);
    if (!bytes)
        return false;
    char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    char **line = g_strsplit(text, "\n", -1);
    for (char **l = line; *l; l++) {
        g_strchomp(*l);
        if (**l && !accepted_is(*l))
            g_ptr_array_add(p->input, arena_strdup(p->arena, *l));
    }
    g_strfreev(line);
    g_free(text);
    g_bytes_unref(bytes);
    return true;
}

/* Options of another command, missing or unwanted reports, standard input wanted twice. */
static bool fits_together(struct parse *p)
{
    enum command c = p->o->command;
    for (int i = 0; i < N_OPTIONS; i++)
        if ((p->given & 1u << i) && !(option_table[i].commands & FOR(c)))
            return err_set(p->err, ERR_USAGE, _("%s does not know the option --%s"), command_table[c].name,
                           option_table[i].name);
    if (p->o->draft && p->o->as_published)
        return err_set(p->err, ERR_USAGE, _("--draft and --as-published exclude each other"));
    if (p->o->all_parts && p->part->len == 0)
        return err_set(p->err, ERR_USAGE, _("--all-parts needs --part"));
    if (c == COMMAND_NEW && (!p->o->authority || !p->o->year))
        return err_set(p->err, ERR_USAGE, _("new needs --authority and --year"));
    if (c == COMMAND_NEW && p->o->book && !p->o->xlsx)
        return err_set(p->err, ERR_USAGE, _("--book needs --xlsx"));
    int stdins = 0;
    for (guint i = 0; i < p->files_from->len; i++)
        stdins += strcmp(p->files_from->pdata[i], "-") == 0;
    for (guint i = 0; i < p->input->len; i++)
        stdins += strcmp(p->input->pdata[i], "-") == 0;
    if (stdins > 1)
        return err_set(p->err, ERR_USAGE, _("standard input can be read only once"));
    if (!command_table[c].arguments && p->input->len > 0)
        return err_set(p->err, ERR_USAGE, _("%s takes no files"), command_table[c].name);
    if (command_table[c].arguments && p->input->len == 0 && p->files_from->len == 0)
        return err_set(p->err, ERR_USAGE,
                       c == COMMAND_VERIFY ? _("%s needs at least one copy")
                                           : _("%s needs at least one report"),
                       command_table[c].name);
    if (!(p->given & 1u << OPT_PDFA))
        p->o->pdfa = c == COMMAND_ARCHIVE ? 3 : 2;
    return true;
}

/* The same once the lists are read. */
static bool inputs_fit(struct parse *p)
{
    if (p->original->len && p->input->len != 1)
        return err_set(p->err, ERR_USAGE, _("--original belongs to one report; %u are given"), p->input->len);
    for (guint i = 0; p->o->command == COMMAND_VERIFY && i < p->input->len; i++)
        if (strcmp(p->input->pdata[i], "-") == 0)
            return err_set(p->err, ERR_USAGE, _("verify reads files and folders, not standard input"));
    return true;
}

const char *date_of_epoch(const char *text, struct arena *a)
{
    char *end;
    if (!g_ascii_isdigit(*text))
        return NULL;
    guint64 seconds = g_ascii_strtoull(text, &end, 10);
    if (*end || seconds > 253402300799 - 8 * 3600)
        return NULL;
    time_t at = (time_t)seconds + 8 * 3600;
    struct tm tm;
    gmtime_r(&at, &tm);
    return arena_printf(a, "%04d-%02d-%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

static bool read_environment(struct parse *p)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    if (!epoch || !*epoch)
        return true;
    p->o->date = date_of_epoch(epoch, p->arena);
    return p->o->date ||
           err_set(p->err, ERR_USAGE, _("SOURCE_DATE_EPOCH must be a number of seconds, not “%s”"), epoch);
}

static const char *const *in_arena(struct arena *a, const GPtrArray *list)
{
    const char **out = ARENA_ARRAY(a, list->len + 1, const char *);
    for (guint i = 0; i < list->len; i++)
        out[i] = list->pdata[i];
    return out;
}

const struct options *options_parse(int argc, char *const *argv, struct arena *a, struct err *e)
{
    struct parse p = {.o = ARENA_NEW(a, struct options), .arena = a, .err = e};
    p.style = g_ptr_array_new();
    p.input = g_ptr_array_new();
    p.files_from = g_ptr_array_new();
    p.previous = g_ptr_array_new();
    p.part = g_ptr_array_new();
    p.original = g_ptr_array_new();
    p.o->output_dir = ".";
    p.o->only = PRODUCT_PDF | PRODUCT_XLSX;
    p.o->jobs = cores_allowed();

    char **word = run_parser(&p, argc, argv);
    bool ok = e->kind == ERR_NONE && take_command(&p, word);
    g_strfreev(word);
    if (ok && !p.o->help && !p.o->version) {
        if (p.o->command == COMMAND_NONE)
            ok = err_set(e, ERR_USAGE, _("no command is given"));
        ok = ok && fits_together(&p) && read_environment(&p);
        for (guint i = 0; ok && i < p.files_from->len; i++)
            ok = read_list(&p, p.files_from->pdata[i]);
        ok = ok && inputs_fit(&p);
    }
    p.o->style = in_arena(a, p.style);
    p.o->input = in_arena(a, p.input);
    p.o->ninput = p.input->len;
    p.o->previous = in_arena(a, p.previous);
    p.o->part = in_arena(a, p.part);
    p.o->original = in_arena(a, p.original);
    g_ptr_array_free(p.style, TRUE);
    g_ptr_array_free(p.previous, TRUE);
    g_ptr_array_free(p.part, TRUE);
    g_ptr_array_free(p.original, TRUE);
    g_ptr_array_free(p.input, TRUE);
    g_ptr_array_free(p.files_from, TRUE);
    return ok ? p.o : NULL;
}

const char *options_language(int argc, char *const *argv)
{
    const char *lang = NULL;
    bool draft = false;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (g_str_has_prefix(argv[i], "--lang="))
            lang = argv[i] + strlen("--lang=");
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            lang = argv[++i];
        draft = draft || strcmp(argv[i], "--draft") == 0;
    }
    /* its findings are printed: the bytes of a draft must not depend on the environment */
    return !lang && draft ? "zh" : lang;
}

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
