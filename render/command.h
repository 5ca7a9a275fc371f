/* command.h - the commands, and what they share.
 * Stage: options -> command.  Each command runs the stages in order for its reports and returns the exit
 * status. */
#ifndef COMMAND_H
#define COMMAND_H

#include "accepted.h"
#include "edition.h"
#include "fonts.h"
#include "layout.h"
#include "lint.h"
#include "match.h"
#include "options.h"
#include "output.h"
#include "paint.h"
#include "report.h"
#include "rule.h"
#include "shape.h"
#include "verify.h"
#include "words.h"

#include <glib.h>

int command_check(const struct options *o);
int command_render(const struct options *o);
int command_import(const struct options *o);
int command_archive(const struct options *o);
int command_verify(const struct options *o);
int command_fonts(const struct options *o);
int command_forms(const struct options *o);
int command_new(const struct options *o);

/* command_versions - print the versions of the program, of the libraries it runs with, and of the fonts. */
int command_versions(const struct options *o);

/* What is loaded once for all reports. */
struct setup {
    struct arena *arena;
    const char *layouts_dir, *fonts_dir, *own_fonts;
    struct forms *forms;
    struct match_words *import_words;
    struct layout *layout;
    struct fonts *fonts;
    struct shaper *shaper;
    struct painter *painter;
    struct words *words;
    struct editions *editions;
    struct prose *prose;
    struct lint *lint;
    struct shelf *shelf;    /* the reports of --previous and --part, or NULL */
    GBytes *srgb;           /* the colour profile of PDF/A */
    GBytes *standard_input; /* if it is one of the reports */
};

enum setup_part {
    SETUP_FORMS = 1,
    SETUP_LAYOUT = 2,
    SETUP_FONTS = 4,
    SETUP_PROFILE = 8,
    SETUP_CHECK = 16,
    SETUP_IMPORT = 32,
    SETUP_FOLDERS = 64
};

/* setup_open - load the parts asked for, with SETUP_IMPORT where an input is no report data; prints their
 * findings.  On failure prints it too and returns NULL with the exit status in *status. */
struct setup *setup_open(const struct options *o, unsigned parts, int *status);

/* setup_request - what an import goes by. */
struct match_request setup_request(const struct setup *s);

/* setup_close - free everything; NULL is allowed. */
void setup_close(struct setup *s);

/* tell_failure - print a failure on stderr, forget it, and return its exit status. */
int tell_failure(struct err *e);

/* tell_findings - print findings on stdout in the form asked for, hard ones only with --quiet. */
void tell_findings(const struct options *o, struct diag *d);

/* tell_findings_to - the same on another stream. */
void tell_findings_to(const struct options *o, struct diag *d, FILE *to);

/* One input on its way. */
struct loaded {
    const char *name; /* what messages call it */
    const char *path; /* as given */
    struct arena *arena;
    struct diag *diag;
    bool published;            /* imported, no report data */
    struct report *report;     /* NULL: not loaded */
    struct accepted *accepted; /* NULL: none */
    size_t left_out;           /* findings that were accepted */
};

/* load_input - read and load one report: report data, or what import can read, a folder of its parts
 * included; findings are in ->diag.  False with e set if there is no report; loaded_free is needed either
 * way. */
bool load_input(const char *path, const struct setup *s, struct loaded *l, struct err *e);

/* load_parts - the same of published files, the parts of one report. */
bool load_parts(const char *const *path, size_t n, const struct setup *s, struct loaded *l, struct err *e);

void loaded_free(struct loaded *l);

/* load_accepted - the accepted findings of the report at `path`, from the file beside it if there is one. */
void load_accepted(const char *path, struct loaded *l);

/* tell_stale - a finding for each accepted one that would have been told by now, had it occurred. */
void tell_stale(const struct setup *s, const struct others *others, struct loaded *l);

/* examine - run all checks of a loaded report: the rules of its tables, its outline, its prose.  Accepted
 * findings are left out. */
void examine(const struct setup *s, struct loaded *l);

/* settle - print what is left to say of a report after its findings, and return its exit status: 1 for hard
 * findings, that of e if it failed for another reason, else 0.  e is forgotten. */
int settle(struct err *e, const struct diag *d);

/* How a run over several inputs went; no pointers, it passes between processes. */
struct tally {
    size_t reports, good;
    size_t refused; /* for hard findings: status 1 */
    size_t failed;  /* for another reason */
    size_t finding[N_GRADES];
    size_t left_out;            /* accepted findings */
    size_t verdict[N_VERDICTS]; /* of verify */
    int status;                 /* the highest exit status met */
};

/* tell_left_out - how many accepted findings were left out, if any, unless --quiet. */
void tell_left_out(const struct options *o, const struct tally *t);

void tally_add(struct tally *t, const struct diag *d, int status);

/* tally_merge - add what one input came to. */
void tally_merge(struct tally *t, const struct tally *one);

/* What a command does for the i-th of its inputs: findings to stdout, all else to stderr, counts added to
 * *t. */
typedef void input_work(void *context, size_t i, struct tally *t);

/* work_on_inputs - do the work for all inputs, several at a time (-j), told in their order; *sum is what they
 * came to.  An input whose worker died counts as failed.  out, or NULL: where workers leave temporaries that
 * are removed when they die.  Does not return when a signal ends the run. */
void work_on_inputs(const struct options *o, input_work *work, void *context, struct output *out,
                    struct tally *sum);

#endif
