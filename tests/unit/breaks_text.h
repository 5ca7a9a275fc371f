/* breaks_text.h - from a line of UTF-8 to lines set, for the tests of kinsoku and breaks: stands for the
 * fonts. Han and marks are one cell wide, marks give up half of it; digits, letters, · / – and other ASCII
 * half a cell, a space a quarter. */
#ifndef BREAKS_TEXT_H
#define BREAKS_TEXT_H

#include "arena.h"
#include "breaks.h"
#include "kinsoku.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { EM = 16000, HALF = EM / 2, QUARTER = EM / 4 }; /* divisible by everything B3 to B5 ask for, but 1/3 */

struct set_text {
    struct kchar c[4096];
    char utf8[4096][5];
    size_t n;
    struct item *it;
    struct break_options o;
    struct line *line;
    size_t nline;
    struct placed place[4096]; /* of all items, line by line */
    len_t width[4096];         /* of the lines */
    struct arena *a;
};

static inline struct kchar text_char(uint32_t cp, len_t em)
{
    struct kchar c = {.cp = cp, .advance = em, .cell = em, .latin_gap = em / 4};
    enum kinsoku_class k = kinsoku_class(0, cp, 0);
    if (cp < 0x80 || cp == 0x2013 || k == K_IP || k == K_SO || (k == K_LATIN && cp < 0x3000))
        c.advance = em / 2;
    if (cp == ' ')
        c.advance = em / 4;
    else if (cp == 0xA5 || cp == 0xB1)
        c.advance = em / 2;
    if (cp >= 0x80 && k == K_OP)
        c.trim_left = em / 2;
    if (cp >= 0x80 && (k == K_CL || k == K_ST))
        c.trim_right = em / 2;
    return c;
}

static inline void text_read(struct set_text *t, const char *s, len_t em)
{
    arena_free(t->a);
    t->a = arena_new();
    t->n = 0;
    while (*s && t->n < 4096) {
        uint32_t cp = utf8_next(&s);
        t->utf8[t->n][utf8_write(cp, t->utf8[t->n])] = '\0';
        t->c[t->n++] = text_char(cp, em);
    }
    t->it = kinsoku_items(t->c, t->n, t->a);
}

/* Break the items in t->it and set the lines. */
static inline void text_set(struct set_text *t, len_t width, len_t indent, bool justify)
{
    t->o.width = width;
    t->o.indent = indent;
    t->o.justify = justify;
    t->o.han_gap_max = t->n ? t->it[0].cell / 4 : 0;
    t->line = break_lines(t->it, t->n, &t->o, t->a, &t->nline);
    for (size_t l = 0; l < t->nline; l++)
        t->width[l] =
            break_place(t->it, &t->line[l], width - (l ? 0 : indent), justify, t->place + t->line[l].from);
}

/* The usual case: justified lines of w half ems, no indent. */
static inline void text_break(struct set_text *t, const char *s, int half_ems)
{
    text_read(t, s, EM);
    text_set(t, (len_t)half_ems * HALF, 0, true);
}

/* The lines with | between them; a loose line ends with ~, a forced one with !. */
static inline const char *text_lines(struct set_text *t)
{
    static char out[32768];
    size_t n = 0;
    for (size_t l = 0; l < t->nline; l++) {
        if (l)
            out[n++] = '|';
        for (size_t i = t->line[l].from; i < t->line[l].to; i++) {
            size_t k = strlen(t->utf8[i]);
            memcpy(out + n, t->utf8[i], k);
            n += k;
        }
        if (t->line[l].loose)
            out[n++] = '~';
        if (t->line[l].forced)
            out[n++] = '!';
    }
    out[n] = '\0';
    return out;
}

/* The item in which the byte at the first place of `s` in the text lies, -1 if s is not in it. */
static inline int text_find(const struct set_text *t, const char *s)
{
    for (size_t i = 0; i < t->n; i++) {
        size_t k = i, m = 0;
        while (s[m] && k < t->n && strncmp(t->utf8[k], s + m, strlen(t->utf8[k])) == 0)
            m += strlen(t->utf8[k++]);
        if (!s[m])
            return (int)i;
    }
    return -1;
}

/* The line item i stands in. */
static inline size_t text_line_of(const struct set_text *t, size_t i)
{
    size_t l = 0;
    while (l + 1 < t->nline && t->line[l].to <= i)
        l++;
    return l;
}

/* From the left edge of item i to that of item i + 1, in the same line. */
static inline len_t text_step(const struct set_text *t, size_t i)
{
    return t->place[i + 1].x - t->place[i].x;
}

#endif
