/* err.h - failures: what stops a stage.
 * Findings about the input are something else: diag.h.  Library code never prints and never exits;
 * main.c alone does. */
#ifndef ERR_H
#define ERR_H

#include <stdbool.h>

/* Who must act. */
enum err_kind {
    ERR_NONE,
    ERR_USAGE,  /* the caller of the program: exit 2 */
    ERR_INPUT,  /* the writer of the report: exit 1 (its findings are in the diag) */
    ERR_FILE,   /* the giver of a published file: damaged, locked, nothing of a report: exit 3 */
    ERR_LAYOUT, /* the writer of a layout or form file: exit 3 */
    ERR_FONT,   /* whoever installs the fonts: exit 3 */
    ERR_LIMIT,  /* the input is larger than the program takes: exit 3 */
    ERR_SYSTEM, /* the machine: disk, memory, permissions: exit 3 */
    ERR_BUG     /* us: exit 3 */
};

struct err {
    enum err_kind kind; /* ERR_NONE until the first failure */
    char *text;         /* one sentence for the user, in the chosen language; owned, g_free'd by err_clear */
};

#define ERR_INIT       \
    {                  \
        ERR_NONE, NULL \
    }

/* err_set - note a failure; the first one wins, later ones are dropped.  Always returns false, so that a
 * failing function can `return err_set(...)`. */
bool err_set(struct err *e, enum err_kind kind, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* err_context - put "what was being done: " in front of the text; does nothing without a failure, or
 * where the text begins so already.  Always returns false. */
bool err_context(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* err_clear - forget the failure and free its text. */
void err_clear(struct err *e);

/* err_exit_status - the exit status design.md section 4 gives this kind. */
int err_exit_status(enum err_kind kind);

#endif
