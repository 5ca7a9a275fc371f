/* main.c - the program: language, options, command.
 *
 * The way of the data (each arrow is one function and one type):
 *
 *     report.json -> report -> check -> compose -> document -> sheet -> XLSX
 *     forms/ID.yaml -> form  /                         \-> shape -> breaks / table -> paginate -> pages
 *                                                         pages -> list | png | pdf -> finish -> output */
#include "command.h"
#include "intl.h"
#include "options_table.h"
#include "resources.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int run(const struct options *o)
{
    if (o->help) {
        options_help(stdout, o->command);
        return 0;
    }
    if (o->version)
        return command_versions(o);
    switch (o->command) {
    case COMMAND_CHECK:
        return command_check(o);
    case COMMAND_RENDER:
        return command_render(o);
    case COMMAND_IMPORT:
        return command_import(o);
    case COMMAND_ARCHIVE:
        return command_archive(o);
    case COMMAND_VERIFY:
        return command_verify(o);
    case COMMAND_FONTS:
        return command_fonts(o);
    case COMMAND_FORMS:
        return command_forms(o);
    case COMMAND_NEW:
        return command_new(o);
    default:
        return EXIT_FAILURE;
    }
}

/* Which help tells the option that was meant: that of the command among the words, if one is there. */
static void tell_help(int argc, char *const *argv)
{
    for (int i = 1; i < argc; i++)
        for (int c = COMMAND_NONE + 1; c < N_COMMANDS; c++)
            if (strcmp(argv[i], command_table[c].name) == 0) {
                fprintf(stderr, _("`nianbao %s --help` tells the options of the command."), argv[i]);
                fputc('\n', stderr);
                return;
            }
    fprintf(stderr, "%s\n", _("`nianbao --help` tells the commands and options."));
}

int main(int argc, char **argv)
{
    struct err e = ERR_INIT;
    struct arena *a = arena_new();
    /* For libraries, which without it look for the zone of the machine at each file of a workbook, only to
     * turn a time that is always the same. */
    setenv("TZ", "UTC0", 1);
    intl_init(options_language(argc, argv), resources_locale(a));
    const struct options *o = options_parse(argc, argv, a, &e);
    int status;
    if (o) {
        status = run(o);
    } else {
        status = tell_failure(&e);
        if (status == 2)
            tell_help(argc, argv);
    }
    arena_free(a);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "nianbao: %s: %s\n", _("the output cannot be written"), g_strerror(errno));
        return 3;
    }
    return status;
}
