/* progress.c - one line on a terminal that tells how far a long run is. */
#include "progress.h"

#include "intl.h"

#include <stdio.h>
#include <unistd.h>

#define SECOND G_GINT64_CONSTANT(1000000)

struct progress progress_begin(size_t total, bool wanted)
{
    return (struct progress){
        .total = total, .begun = g_get_monotonic_time(), .on = wanted && isatty(STDERR_FILENO)};
}

static char *clock_text(gint64 seconds)
{
    int h = (int)(seconds / 3600), m = (int)(seconds / 60 % 60), s = (int)(seconds % 60);
    return h ? g_strdup_printf("%d:%02d:%02d", h, m, s) : g_strdup_printf("%d:%02d", m, s);
}

char *progress_text(size_t done, size_t total, gint64 elapsed)
{
    if (done == 0 || elapsed <= 0)
        return g_strdup_printf(_("%zu of %zu"), done, total);
    gint64 tenths = (gint64)done * 10 * SECOND / elapsed;
    gint64 left = ((gint64)(total - done) * elapsed / (gint64)done + SECOND - 1) / SECOND;
    char *time = clock_text(left);
    char *text = g_strdup_printf(_("%zu of %zu, %d.%d a second, %s left"), done, total, (int)(tenths / 10),
                                 (int)(tenths % 10), time);
    g_free(time);
    return text;
}

void progress_show(struct progress *p, size_t done)
{
    gint64 now = p->on ? g_get_monotonic_time() : 0;
    if (!p->on || (p->visible && now - p->shown < SECOND / 10))
        return;
    char *text = progress_text(done, p->total, now - p->begun);
    fprintf(stderr, "\r%s\033[K", text);
    g_free(text);
    p->shown = now;
    p->visible = true;
}

void progress_hide(struct progress *p)
{
    if (p->visible)
        fputs("\r\033[K", stderr);
    p->visible = false;
}
