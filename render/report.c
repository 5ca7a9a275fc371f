/* report.c - what is asked of a report once it is loaded, and the words its files know. */
#include "report.h"

#include "jsonpos.h"
#include "report_cells.h"
#include "utf8.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

const char *const report_levels[] = {"state", "province", "city", "county", "township", "department", NULL};

const char *const report_meta_keys[] = {
    "document_number", "index_number", "credit_code", "url",      "archive_number", "retention",
    "secrecy",         "fonds",        "item",        "revision", "issuer",         NULL};

void report_place(const struct report *r, const char *pointer, int *line, int *column)
{
    *line = *column = 0;
    if (!r->pos || !pointer)
        return;
    const struct json_place *p = jsonpos_find(r->pos, pointer, NULL);
    *line = p->line;
    *column = p->column;
}

/* Behind one character of a JSON string: itself, \n, \u4E2D, or the two halves of one above U+FFFF. */
static const char *skip_char(const char *s)
{
    if (*s != '\\')
        return g_utf8_next_char(s);
    if (s[1] != 'u')
        return s + 2;
    bool half = strchr("dD", s[2]) && strchr("89abAB", s[3]);
    return s + (half ? 12 : 6);
}

void report_place_char(const struct report *r, const char *pointer, size_t nth, int *line, int *column)
{
    report_place(r, pointer, line, column);
    bool exact = false;
    const struct json_place *p = r->pos ? jsonpos_find(r->pos, pointer, &exact) : NULL;
    if (!exact || r->json[p->from] != '"')
        return;
    const char *s = r->json + p->from + 1, *end = r->json + p->to - 1;
    while (nth-- > 0 && s < end)
        s = skip_char(s);
    if (s < end)
        *column += (int)g_utf8_pointer_to_offset(r->json + p->from, s);
}

void report_place_chars(const struct report *r, const char *pointer, size_t n, int *line, int *column)
{
    int begin;
    report_place(r, pointer, line, &begin);
    for (size_t i = 0; i < n; i++)
        column[i] = begin;
    bool exact = false;
    const struct json_place *p = r->pos ? jsonpos_find(r->pos, pointer, &exact) : NULL;
    if (!exact || r->json[p->from] != '"')
        return;
    const char *s = r->json + p->from + 1, *end = r->json + p->to - 1, *next;
    for (size_t i = 0, at = 1; i < n && s < end; i++, s = next) {
        next = skip_char(s);
        column[i] = begin + (int)at;
        at += (size_t)g_utf8_strlen(s, next - s);
    }
}

const char *report_cell_pointer(const struct block *b, size_t i, struct arena *a)
{
    return arena_printf(a, "%s/values%s", b->pointer, cell_pointer(b->table->form, i, a));
}

const char *report_row_pointer(const struct block *b, const struct label *row, struct arena *a)
{
    return arena_printf(a, "%s/values%s", b->pointer, row_pointer(row, a));
}

bool value_blank(const struct value *v)
{
    for (const char *s = v->state == VALUE_TEXT ? v->text : ""; *s; s = g_utf8_next_char(s))
        if (!g_unichar_isspace(g_utf8_get_char(s)))
            return false;
    return v->state != VALUE_INT;
}

static const struct block *slot_among(const struct block *block, size_t n, const char *slot)
{
    for (size_t i = 0; i < n; i++)
        if (block[i].kind == BLOCK_TABLE && strcmp(block[i].table->form->slot, slot) == 0)
            return &block[i];
    return NULL;
}

const struct block *report_slot(const struct report *r, const char *slot)
{
    const struct block *found = slot_among(r->preamble, r->npreamble, slot);
    for (size_t i = 0; i < r->nsection && !found; i++)
        found = slot_among(r->section[i].block, r->section[i].nblock, slot);
    return found;
}

const char *report_date(const struct report *r, struct arena *a)
{
    if (r->published)
        return r->published;
    if (r->signature && r->signature->date)
        return r->signature->date;
    return arena_printf(a, "%04d-01-31", r->year + 1);
}

/* The text behind the numerals it begins with: Chinese ones, or ASCII and full-width digits. */
static const char *skip_numerals(const char *s, bool chinese)
{
    static const char numerals[] = "〇零一二三四五六七八九十百";
    for (;;) {
        const char *next = s;
        uint32_t cp = utf8_next(&next);
        char one[8] = {0};
        utf8_write(cp, one);
        bool digit = (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
        if (cp == 0 || !(chinese ? strstr(numerals, one) != NULL : digit))
            return s;
        s = next;
    }
}

int heading_level(const char *text, size_t *after)
{
    const char *s = text;
    uint32_t open = utf8_next(&s);
    bool bracket = open == 0xFF08 || open == '('; /* （ */
    const char *number = bracket ? s : text;
    int level = 0;
    const char *behind = skip_numerals(number, true);
    bool chinese = behind > number;
    if (!chinese)
        behind = skip_numerals(number, false);
    if (behind > number && bracket) {
        uint32_t close = utf8_next(&behind);
        if (close == 0xFF09 || close == ')') /* ） */
            level = chinese ? 2 : 4;
    } else if (behind > number) {
        uint32_t mark = utf8_next(&behind);
        if (chinese && mark == 0x3001) /* 、 */
            level = 1;
        else if (!chinese && (mark == 0x3001 || mark == 0xFF0E)) /* 、． */
            level = 3;
        else if (!chinese && mark == '.' && skip_numerals(behind, false) == behind) /* not 1.5 */
            level = 3;
    }
    if (after)
        *after = level ? (size_t)(behind - text) : 0;
    return level;
}

/* numeral_value - 3, 12, 三, 十二, 二十 from s up to `to`; 0 if it is over 99 or no number. */
static int numeral_value(const char *s, const char *to)
{
    static const char ones[] = "一二三四五六七八九";
    int value = 0, last = 0;
    while (s < to) {
        const char *from = s;
        uint32_t cp = utf8_next(&s);
        char one[8] = {0};
        memcpy(one, from, (size_t)(s - from));
        const char *at = strstr(ones, one);
        if (cp == 0x5341) { /* 十 */
            value = (last ? last : 1) * 10;
            last = 0;
        } else if (at) {
            last = (int)(at - ones) / 3 + 1;
        } else if ((cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19)) {
            last = last * 10 + (int)(cp >= 0xFF10 ? cp - 0xFF10 : cp - '0');
        } else {
            return 0;
        }
        if (value + last > 99)
            return 0;
    }
    return value + last;
}

int heading_number(const char *text)
{
    size_t after;
    if (!heading_level(text, &after))
        return 0;
    const char *from = text, *s = text;
    uint32_t open = utf8_next(&s);
    if (open == 0xFF08 || open == '(')
        from = s;
    const char *to = skip_numerals(from, true);
    return numeral_value(from, to > from ? to : skip_numerals(from, false));
}
