/* jsonpos_scan.h - the marks, texts, numbers and words of a JSON text, read from the place where one stands.
 * Part of jsonpos, which reads objects and lists with it. */
#ifndef JSONPOS_SCAN_H
#define JSONPOS_SCAN_H

#include "jsonpos.h"

#include <glib.h>

/* A text being read. */
struct json_scan {
    const char *text;
    size_t n, at;
    int line, column;
    struct jsonpos *pos; /* what is filled */
    struct arena *a;
    struct json_fault *fault;
    GString *key; /* scratch: the key being read, decoded */
};

/* A place in it. */
struct json_mark {
    size_t at;
    int line, column;
};

static inline struct json_mark json_here(const struct json_scan *s)
{
    return (struct json_mark){s->at, s->line, s->column};
}

/* json_peek - the byte at the place of reading; -1 at the end. */
static inline int json_peek(const struct json_scan *s)
{
    return s->at < s->n ? (unsigned char)s->text[s->at] : -1;
}

static inline bool json_is_digit(int c)
{
    return c >= '0' && c <= '9';
}

/* json_step, json_skip_space - go on by a byte, over white space. */
void json_step(struct json_scan *s);
void json_skip_space(struct json_scan *s);

/* json_peek_char - the character at the place of reading; 0 at the end, and for what is no character. */
gunichar json_peek_char(const struct json_scan *s);

/* json_found - what stands at the place of reading, in words. */
const char *json_found(struct json_scan *s);

/* json_is_chinese_mark - a full-width or Chinese mark. */
bool json_is_chinese_mark(gunichar c);

/* json_fault_at - the mistake at m.  Always false, so that a scanner can return it. */
bool json_fault_at(struct json_scan *s, struct json_mark m, const char *id, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* json_scan_string - a text in quotes; decoded into `key` unless that is NULL.
 * json_scan_number, json_scan_word - a number; true, false or null.  All: false and the fault. */
bool json_scan_string(struct json_scan *s, GString *key);
bool json_scan_number(struct json_scan *s);
bool json_scan_word(struct json_scan *s);

#endif
