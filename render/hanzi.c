/* hanzi.c - the sets of Han by which a Chinese font is judged, and how much of one some faces have. */
#include "hanzi.h"

#include "intl.h"
#include "utf8.h"

#include <glib.h>
#include <string.h>

static struct hanzi *hanzi_new(size_t room, struct arena *a)
{
    struct hanzi *set = ARENA_NEW(a, struct hanzi);
    set->cp = ARENA_ARRAY(a, room, uint32_t);
    return set;
}

/* Append the Han of a text; false if there are more than `room`, or anything else but line feeds. */
static bool add_text(struct hanzi *set, const char *text, size_t room)
{
    for (uint32_t cp; (cp = utf8_next(&text)) != 0;) {
        if (cp == '\n')
            continue;
        if (!utf8_is_han(cp) || set->n == room)
            return false;
        set->cp[set->n++] = cp;
    }
    return true;
}

/* Lines that begin with # are comments. */
static bool add_lines(struct hanzi *set, char *text, size_t room)
{
    bool ok = true;
    for (char *line = text, *next; ok && line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        ok = *line == '#' || add_text(set, line, room);
    }
    return ok;
}

const struct hanzi *hanzi_standard(const char *dir, struct arena *a, struct err *e)
{
    g_autofree char *path = g_build_filename(dir, HANZI_FILE, NULL), *text = NULL;
    g_autoptr(GError) ge = NULL;
    gsize n;
    if (!g_file_get_contents(path, &text, &n, &ge)) {
        err_set(e, ERR_SYSTEM, _("cannot read the table of characters: %s"), ge->message);
        return NULL;
    }
    struct hanzi *set = hanzi_new(HANZI_STANDARD, a);
    bool ok = utf8_check(text, n) == n && add_lines(set, text, HANZI_STANDARD);
    if (ok && set->n == HANZI_STANDARD)
        return set;
    err_set(e, ERR_SYSTEM, _("%s does not hold the %d characters of the table"), path, HANZI_STANDARD);
    return NULL;
}

const struct hanzi *hanzi_gb2312(struct arena *a, struct err *e)
{
    enum { FIRST_ROW = 0xA0 + 16, LAST_ROW = 0xA0 + 87, FIRST_CELL = 0xA1, LAST_CELL = 0xFE };
    struct hanzi *set = hanzi_new(HANZI_GB2312, a);
    GIConv to_utf8 = g_iconv_open("UTF-8", "GB2312");
    bool ok = to_utf8 != (GIConv)-1;
    for (int row = FIRST_ROW; ok && row <= LAST_ROW; row++)
        for (int cell = FIRST_CELL; ok && cell <= LAST_CELL; cell++) {
            char code[] = {(char)row, (char)cell}, text[8] = "", *in = code, *out = text;
            gsize left = sizeof code, room = sizeof text - 1;
            if (g_iconv(to_utf8, &in, &left, &out, &room) != (gsize)-1) /* the end of row 55 is free */
                ok = add_text(set, text, HANZI_GB2312);
            else
                g_iconv(to_utf8, NULL, NULL, NULL, NULL);
        }
    if (to_utf8 != (GIConv)-1)
        g_iconv_close(to_utf8);
    if (ok && set->n == HANZI_GB2312)
        return set;
    err_set(e, ERR_SYSTEM, _("this machine's iconv does not know the code GB 2312"));
    return NULL;
}

size_t hanzi_covered(const struct hanzi *set, struct face *const *face, size_t n)
{
    size_t covered = 0;
    for (size_t i = 0; i < set->n; i++) {
        size_t k = 0;
        while (k < n && !face_covers(face[k], set->cp[i]))
            k++;
        covered += k < n;
    }
    return covered;
}
