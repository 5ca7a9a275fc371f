/* lint_text.c - what the rules of the prose check share: kinds of characters, and telling of a finding. */
#include "lint_text.h"

#include "intl.h"
#include "utf8.h"

#include <glib.h>
#include <stdarg.h>

enum { AROUND = 8 }; /* characters quoted on each side */

bool lint_one_of(uint32_t cp, const char *list)
{
    while (cp && *list)
        if (utf8_next(&list) == cp)
            return true;
    return false;
}

bool lint_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

bool lint_letter(uint32_t cp)
{
    return (cp | 32) >= 'a' && (cp | 32) <= 'z';
}

bool lint_graphic(uint32_t cp)
{
    return cp > 0x20 && cp < 0x7F;
}

bool lint_wide(uint32_t cp)
{
    bool letter =
        (cp >= 0xFF10 && cp <= 0xFF19) || (cp >= 0xFF21 && cp <= 0xFF3A) || (cp >= 0xFF41 && cp <= 0xFF5A);
    return utf8_is_han(cp) || (cp > 0x3000 && cp <= 0x303F) || (cp > 0xFF00 && cp <= 0xFF60 && !letter);
}

int lint_han_digit(uint32_t cp)
{
    static const uint32_t digit[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                     0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (int i = 0; i < 10; i++)
        if (cp == digit[i])
            return i;
    return cp == 0x96F6 || cp == 0x25CB ? 0 : -1; /* 零 ○ */
}

const char *lint_slice(const struct lint_text *t, size_t from, size_t to)
{
    char *s = arena_alloc(t->a, (to - from) * 4 + 1), *out = s;
    for (size_t i = from; i < to; i++)
        out += utf8_write(t->cp[i], out);
    return s;
}

static const struct lint_piece *piece_of(const struct lint_text *t, size_t i)
{
    size_t k = t->npiece - 1;
    while (k > 0 && t->piece[k].from > i)
        k--;
    return &t->piece[k];
}

/* place - line and column of character i.  Those of the whole piece are found with the first that is asked
 * for: a text may have a finding at every second character. */
static void place(const struct lint_text *t, const struct lint_piece *piece, size_t i, int *line, int *column)
{
    size_t end = piece + 1 < t->piece + t->npiece ? piece[1].from : t->n;
    report_place(t->report, piece->pointer, line, column);
    if (*line && !t->column[i])
        report_place_chars(t->report, piece->pointer, end - piece->from, line, t->column + piece->from);
    *column = t->column[i];
}

void lint_tell(const struct lint_text *t, const char *id, size_t from, size_t to, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *said = g_strdup_vprintf(fmt, ap);
    va_end(ap);
    size_t begin = from > AROUND ? from - AROUND : 0, end = to + AROUND < t->n ? to + AROUND : t->n;
    const struct lint_piece *piece = piece_of(t, from);
    struct finding f = {.id = id, .grade = GRADE_INFO, .file = t->report->file, .pointer = piece->pointer};
    place(t, piece, from, &f.line, &f.column);
    f.words =
        arena_printf(t->a, "%s%s%s", begin > 0 ? "…" : "", lint_slice(t, begin, end), end < t->n ? "…" : "");
    f.text = arena_printf(t->a, _("%s: %s"), said, f.words);
    diag_add(t->d, &f);
    g_free(said);
    for (size_t i = from; i < to; i++)
        t->told[i] = true;
}
