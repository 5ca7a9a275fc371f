/* options.c - what the command line asks for. */
#include "options.h"

#include "accepted.h"
#include "cores.h"
#include "input.h"
#include "intl.h"
#include "options_table.h"
#include "report.h"
#include "utf8.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_JOBS = 1024 };

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
        return utf8_is_name(kept) || err_set(p->err, ERR_USAGE, _("--%s needs a name"), name);
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
    p.o->jobs = p.o->cores = cores_allowed();

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
