/* report_parse.h - what the parts of report_load share: where the reading is, and how it complains.
 * Private to report_load.c, report_blocks.c, report_table.c, report_parse.c and report_accepted.c. */
#ifndef REPORT_PARSE_H
#define REPORT_PARSE_H

#include "jsonpos.h"
#include "report.h"

#include <glib.h>
#include <jansson.h>

/* Limits on counts: far above any report that was ever published, low enough for every later stage. */
enum {
    MAX_TITLE_LINES = 8,
    MAX_SECTIONS = 100,
    MAX_BLOCKS = 2000, /* of one section */
    MAX_TABLES = 100,  /* of the report */
    MAX_RUNS = 1000,
    MAX_LIST = 1000,
    MAX_EXTRA = 200,
    MAX_ANNEXES = 100,
    MAX_UNPLACED = 10000,
    MAX_SHORT = 1000, /* characters of a name, label, heading or figure */
    MAX_DIGITS = 15   /* of a whole number: what every spreadsheet keeps exactly */
};

struct reader {
    const char *name;
    const char *json;
    size_t njson;
    const struct forms *forms;
    struct arena *a;
    struct diag *d;
    const struct jsonpos *pos;
    const struct json_place *at;   /* the value being read, or what is nearest above it in the text */
    GString *pointer;              /* to the value being read, also where it is missing */
    const char *table, *row, *col; /* Chinese names for findings; NULL where they do not apply */
    size_t ntable;
    long chars; /* of all texts so far */
    size_t bad; /* findings so far */
};

/* reader_open - check a text and read it as a tree; NULL after a finding.  r has its name, arena and diag.
 * reader_close - end both. */
json_t *reader_open(struct reader *r, const char *json, size_t n);
void reader_close(struct reader *r, json_t *root);

/* A place to come back to. */
struct spot {
    const struct json_place *at;
    size_t length;
};

/* reader_key, reader_item - go down to a member or an item; reader_back - come back up. */
struct spot reader_key(struct reader *r, const char *key);
struct spot reader_item(struct reader *r, size_t index);
void reader_back(struct reader *r, struct spot s);

/* reader_bad - a hard finding at the value being read; always false.  reader_bad_key - the same at its key.
 */
bool reader_bad(struct reader *r, const char *id, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
bool reader_bad_key(struct reader *r, const char *id, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* reader_pointer - the pointer of the value being read, in the arena. */
const char *reader_pointer(const struct reader *r);

/* reader_is - whether v has this type (JSON_OBJECT, JSON_ARRAY, JSON_STRING); else a REPORT-TYPE finding. */
bool reader_is(struct reader *r, json_t *v, json_type type);

/* reader_known - a REPORT-KEY finding for each key of the object that is not in the NULL-ended list. */
void reader_known(struct reader *r, json_t *object, const char *const known[]);

/* How a text may look. */
enum text_kind {
    TEXT_LONG,  /* prose: not blank, no control characters */
    TEXT_SHORT, /* the same, at most MAX_SHORT characters */
    TEXT_FIGURE /* in a table: may be blank, may hold line feeds */
};

/* reader_text - the text v, checked; NULL after a finding. */
const char *reader_text(struct reader *r, json_t *v, enum text_kind kind);

/* reader_member_text - the text under `key`; NULL if it is missing (REPORT-MISSING when required) or bad. */
const char *reader_member_text(struct reader *r, json_t *object, const char *key, enum text_kind kind,
                               bool required);

/* reader_member_date - a calendar date YYYY-MM-DD, or NULL. */
const char *reader_member_date(struct reader *r, json_t *object, const char *key);

/* reader_member_int - a whole number from min to max; false if it is missing (REPORT-MISSING when required)
 * or bad. */
bool reader_member_int(struct reader *r, json_t *object, const char *key, int64_t min, int64_t max,
                       bool required, int64_t *out);

/* reader_member_bool - leaves *out alone if the key is missing. */
void reader_member_bool(struct reader *r, json_t *object, const char *key, bool *out);

/* reader_list - the items of the list v, at most max (JSON-LIMIT); 0 after a finding. */
size_t reader_list(struct reader *r, json_t *v, size_t max);

/* reader_value - a figure: whole number, null or text (design.md section 3). */
struct value reader_value(struct reader *r, json_t *v);

/* read_blocks - a list of blocks; *n of them. */
struct block *read_blocks(struct reader *r, json_t *v, size_t *n);

/* read_table - the table of a block object that has a `table` key; NULL if its form is not known. */
struct table *read_table(struct reader *r, json_t *block);

#endif
