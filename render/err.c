/* err.c - failures: what stops a stage. */
#include "err.h"

#include <glib.h>
#include <stdarg.h>
#include <string.h>

bool err_set(struct err *e, enum err_kind kind, const char *fmt, ...)
{
    if (e->kind != ERR_NONE)
        return false;
    va_list ap;
    va_start(ap, fmt);
    e->text = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    e->kind = kind;
    return false;
}

bool err_context(struct err *e, const char *fmt, ...)
{
    if (e->kind == ERR_NONE)
        return false;
    va_list ap;
    va_start(ap, fmt);
    char *what = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    gsize n = strlen(what);
    bool named = strncmp(e->text, what, n) == 0 && e->text[n] == ':'; /* by who could not read it */
    char *text = named ? g_strdup(e->text) : g_strdup_printf("%s: %s", what, e->text);
    g_free(what);
    g_free(e->text);
    e->text = text;
    return false;
}

void err_clear(struct err *e)
{
    g_free(e->text);
    *e = (struct err)ERR_INIT;
}

int err_exit_status(enum err_kind kind)
{
    switch (kind) {
    case ERR_NONE:
        return 0;
    case ERR_INPUT:
        return 1;
    case ERR_USAGE:
        return 2;
    default:
        return 3;
    }
}
