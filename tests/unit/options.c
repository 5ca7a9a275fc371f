/* options.c - what the command line asks for. */
#include "options.h"
#include "t.h"

#include <glib.h>
#include <stdlib.h>
#include <unistd.h>

static struct arena *arena;
static struct err err;

/* The words after "nianbao", separated by spaces. */
static const struct options *parse(const char *words)
{
    char *line = g_strdup_printf("nianbao %s", words);
    char **argv = g_strsplit(line, " ", -1);
    err_clear(&err);
    const struct options *o = options_parse((int)g_strv_length(argv), argv, arena, &err);
    g_strfreev(argv);
    g_free(line);
    return o;
}

static bool refused(const char *words, const char *says)
{
    const struct options *o = parse(words);
    return T_TRUE(o == NULL) && T_INT(err.kind, ERR_USAGE) && T_TRUE(err.text && strstr(err.text, says));
}

static void good(void)
{
    T_CASE("options: defaults of render");
    const struct options *o = parse("render a.json");
    if (!T_TRUE(o))
        return;
    T_INT(o->command, COMMAND_RENDER);
    T_INT(o->only, PRODUCT_PDF | PRODUCT_XLSX);
    T_STR(o->output_dir, ".");
    T_INT(o->pdfa, 2);
    T_INT(o->ninput, 1);
    T_STR(o->input[0], "a.json");
    T_TRUE(!o->input[1] && !o->style[0] && !o->date && !o->layouts && !o->fonts);

    T_CASE("options: may stand anywhere, short or long, with = or without");
    o = parse("--lang zh render a.json --only=list,png -o out -v b.json --style a=1 --style b=2 --names "
              "title - --format json");
    if (!T_TRUE(o))
        return;
    T_INT(o->only, PRODUCT_LIST | PRODUCT_PNG);
    T_STR(o->output_dir, "out");
    T_TRUE(o->verbose && o->names_title && !o->quiet);
    T_INT(o->format, DIAG_JSON);
    T_INT(o->ninput, 3);
    T_STR(o->input[2], "-");
    T_STR(o->style[1], "b=2");
    T_TRUE(!o->style[2]);

    T_CASE("options: words behind -- are reports");
    o = parse("check -- -q --lang");
    if (T_TRUE(o)) {
        T_INT(o->ninput, 2);
        T_STR(o->input[0], "-q");
        T_TRUE(!o->quiet);
    }

    T_CASE("options: render makes part 2 of PDF/A, archive part 3, if not told otherwise");
    T_TRUE((o = parse("render a.json")) && o->pdfa == 2);
    T_TRUE((o = parse("archive a.json")) && o->pdfa == 3);
    T_TRUE((o = parse("archive --pdfa 1 a.json")) && o->pdfa == 1);
    T_TRUE((o = parse("archive --original a.pdf --original b.docx a.json")) && o->original[1] &&
           !o->original[2]);
    T_TRUE(o && strcmp(o->original[1], "b.docx") == 0);

    T_CASE("options: --help and --version need nothing else");
    T_TRUE((o = parse("--help")) && o->help && o->command == COMMAND_NONE);
    T_TRUE((o = parse("render -h")) && o->help && o->command == COMMAND_RENDER);
    T_TRUE((o = parse("--version")) && o->version);
}

static void bad(void)
{
    T_CASE("options: wrong use is told");
    refused("", "");
    T_CASE("options: no command");
    refused("-q", "command");
    T_CASE("options: a command there is not");
    refused("shelve a.json", "shelve");
    T_CASE("options: an option there is not");
    refused("render --bogus a.json", "bogus");
    T_CASE("options: an option of another command");
    refused("check --only pdf a.json", "--only");
    refused("archive --draft a.json", "--draft");
    refused("verify --style a=b a.pdf", "--style");
    T_CASE("options: no report");
    refused("render", "report");
    T_CASE("options: no copy");
    refused("verify", "copy");
    T_CASE("options: originals of more than one report, or without a name; a copy on standard input");
    refused("archive --original a.pdf a.json b.json", "--original");
    refused("archive --original= a.json", "--original");
    refused("verify -", "standard input");
    T_CASE("options: files where none are taken");
    refused("forms a.json", "forms");
    T_CASE("options: a product there is not, or none");
    refused("render --only pdf,doc a.json", "doc");
    refused("render --only= a.json", "--only");
    T_CASE("options: words that are not of the choice");
    refused("render --names year a.json", "--names");
    refused("render --format xml a.json", "--format");
    refused("render --lang fr a.json", "--lang");
    refused("render --pdfa 4 a.json", "--pdfa");
    refused("render --pdfa 2b a.json", "--pdfa");
    T_CASE("options: --style without =");
    refused("render --style duplex a.json", "KEY=VALUE");
    T_CASE("options: standard input twice");
    refused("check - -", "once");
    refused("check - --files-from -", "once");
}

static void lists(void)
{
    T_CASE("options: --files-from adds a report for each line, empty lines and CR apart");
    char path[] = "/tmp/nianbao-list-XXXXXX";
    int fd = mkstemp(path);
    T_TRUE(write(fd, "b.json\r\n\nc d.json\n", 18) == 18);
    close(fd);
    char *words = g_strdup_printf("check a.json --files-from %s", path);
    const struct options *o = parse(words);
    if (T_TRUE(o)) {
        T_INT(o->ninput, 3);
        T_STR(o->input[1], "b.json");
        T_STR(o->input[2], "c d.json");
    }
    unlink(path);
    T_CASE("options: a list that is not there is a failure, not wrong use");
    T_TRUE(!parse(words));
    T_INT(err.kind, ERR_SYSTEM);
    g_free(words);
}

static void dates(void)
{
    static const struct {
        const char *text, *want;
    } vector[] = {
        {"0", "1970-01-01"},
        {"57599", "1970-01-01"}, /* 15:59:59 UTC is 23:59:59 at +08:00 */
        {"57600", "1970-01-02"},
        {"1740758399", "2025-02-28"},
        {"1740758400", "2025-03-01"},
        {"1709222400", "2024-03-01"}, /* after a leap day */
        {"253402271999", "9999-12-31"},
        {"253402272000", NULL},
        {"99999999999999999999", NULL},
        {"-1", NULL},
        {" 1", NULL},
        {"1x", NULL},
        {"", NULL},
    };
    T_CASE("options: SOURCE_DATE_EPOCH is a day at +08:00, whatever TZ says");
    setenv("TZ", "America/New_York", 1);
    for (size_t i = 0; i < G_N_ELEMENTS(vector); i++)
        T_STR(date_of_epoch(vector[i].text, arena), vector[i].want);
    setenv("SOURCE_DATE_EPOCH", "1740758400", 1);
    const struct options *o = parse("check a.json");
    T_STR(o ? o->date : "", "2025-03-01");
    T_CASE("options: a SOURCE_DATE_EPOCH that is no number is wrong use");
    setenv("SOURCE_DATE_EPOCH", "yesterday", 1);
    refused("check a.json", "yesterday");
    unsetenv("SOURCE_DATE_EPOCH");
}

static void language(void)
{
    char *const separate[] = {"nianbao", "render", "--lang", "zh", "x"},
                *const joined[] = {"nianbao", "--lang=en"}, *const behind[] = {"nianbao", "--", "--lang=en"},
                *const last[] = {"nianbao", "--lang"};
    T_CASE("options: the language is known before anything is parsed");
    T_STR(options_language(5, separate), "zh");
    T_STR(options_language(2, joined), "en");
    T_STR(options_language(3, behind), NULL);
    T_STR(options_language(2, last), NULL);
}

int main(void)
{
    unsetenv("SOURCE_DATE_EPOCH");
    arena = arena_new();
    good();
    bad();
    lists();
    dates();
    language();
    err_clear(&err);
    arena_free(arena);
    return t_done();
}
