/* report.h - the data of one report, as loaded and as written.
 * Stage: report.json -> report -> check, compose.  The only place that knows jansson. */
#ifndef REPORT_H
#define REPORT_H

#include "arena.h"
#include "diag.h"
#include "err.h"
#include "form.h"

#include <stdint.h>

struct jsonpos;

enum value_state {
    VALUE_NULL, /* blank in print, never 0 */
    VALUE_INT,  /* a whole number, written as digits */
    VALUE_TEXT  /* anything else, kept as published: "1439.4967", "+19", "/", "12\n（其中修订3件）" */
};

struct value {
    enum value_state state;
    int64_t number;   /* VALUE_INT */
    const char *text; /* VALUE_TEXT, and VALUE_INT's digits; NULL for VALUE_NULL */
};

struct run {
    const char *text;
    const char *style; /* an inline style of the layout ("bold", "kai" ...); NULL: the paragraph's own */
};

/* An item of a `list` block (reports before 2019). */
struct list_item {
    const char *label, *unit;
    struct value value;
};

/* A row the form lacks, printed behind the row `after`. */
struct extra_row {
    const char *label;
    const char *after;   /* path of a row or a group of rows; NULL: at the end of the band */
    const char *band;    /* band id; NULL: the band of `after`, or the last */
    struct value *value; /* one for each column leaf of that band */
    size_t nvalue;
};

/* A label as the authority published it, where it differs from the form's. */
struct own_label {
    const char *path; /* "rows.normative", "columns.bodies.business" ... path of the node, axis first */
    const char *text;
};

struct table {
    const struct form *form;
    struct value *value; /* form->ncell of them, in the order of form_cell */
    struct own_label *label;
    size_t nlabel;
    struct extra_row *extra;
    size_t nextra;
    const char *note; /* printed below, or NULL */
};

enum block_kind { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_RUNS, BLOCK_TABLE, BLOCK_LIST };

struct block {
    enum block_kind kind;
    const char *pointer; /* JSON Pointer of the block */
    const char *text;    /* paragraph; heading: its words */
    int level;           /* heading 1..4, told by its numbering if the input does not say; 0: no numbering */
    bool level_given;    /* the input says `level` */
    const char *run_in;  /* heading: text that follows on the same line, or NULL */
    struct run *run;
    size_t nrun;
    struct table *table;
    struct list_item *item;
    size_t nitem;
};

struct section {
    const char *heading; /* 一、总体情况; printed as level 1 */
    const char *pointer;
    struct block *block;
    size_t nblock;
};

struct signature {
    const char *authority, *date; /* date: YYYY-MM-DD; either may be NULL */
    bool sealed;
};

/* What an import could not place. */
struct unplaced {
    int line; /* in the imported file, 1-based, 0 unknown */
    const char *text;
};

struct meta_item {
    const char *key; /* one of report_meta_keys */
    const char *value;
};
extern const char *const report_meta_keys[]; /* in schema order, ended by NULL */

/* What `level` may be, ended by NULL. */
extern const char *const report_levels[];

struct report {
    const char *file;      /* as given, for messages */
    const char *authority; /* 涞源县 */
    const char *level;     /* one of report_levels, or NULL */
    int year;
    const char **title; /* its lines; one if no manual break was given */
    size_t ntitle;
    bool title_lines;      /* the input gives an array: breaks are manual */
    const char *published; /* YYYY-MM-DD or NULL */
    struct meta_item *meta;
    size_t nmeta;
    struct block *preamble; /* blocks, mostly paragraphs */
    size_t npreamble;
    struct section *section;
    size_t nsection;
    const char **annex; /* titles for 附件说明 */
    size_t nannex;
    struct signature *signature; /* or NULL */
    const char *remarks;         /* 附注, or NULL */
    struct unplaced *unplaced;
    size_t nunplaced;
    const char *json; /* the accepted text, NUL-terminated, for attachments; NULL if made otherwise */
    size_t njson;
    const struct jsonpos *pos; /* places in that text, for report_place; NULL if made otherwise */
};

/* Limits of report_load, besides those of jsonpos.h. */
enum {
    REPORT_MAX_BYTES = 4 * 1024 * 1024,
    REPORT_MAX_TEXT = 100000, /* characters of one text */
    REPORT_MAX_ALL = 400000,  /* characters of all texts: some 650 pages */
    REPORT_FIRST_YEAR = 2000, /* the first such reports were made by cities before the regulation of 2008 */
    REPORT_LAST_YEAR = 2199
};

/* report_load - read a report from JSON text.
 *   name     what messages call the file
 *   forms    the tables a report may use
 * Strict: all findings of a text are added to d with line, column, pointer and the Chinese names of table,
 * row and column, except that the first syntax error or duplicate key ends the reading. Returns NULL and sets
 * e (ERR_INPUT) when any finding is hard.  The report lives as long as a. */
struct report *report_load(const char *name, const char *json, size_t njson, const struct forms *forms,
                           struct arena *a, struct diag *d, struct err *e);

/* report_write - the canonical JSON text (design.md section 3): keys in schema order, rows and columns in
 * form order, two-space indent, a table row on one line, a figure as a number wherever it can be one, final
 * newline.  In arena a, *n its length. */
const char *report_write(const struct report *r, struct arena *a, size_t *n);

/* report_place - line and column of what a JSON Pointer names in the report's text (of the nearest thing
 * above it that exists); both 0 if the report came from elsewhere. */
void report_place(const struct report *r, const char *pointer, int *line, int *column);

/* report_place_char - line and column of character nth (from 0) of the string a JSON Pointer names; escapes
 * count as what they stand for.  As report_place where there is no such string or character. */
void report_place_char(const struct report *r, const char *pointer, size_t nth, int *line, int *column);

/* report_place_chars - the same of its first n characters at once: they share a line. */
void report_place_chars(const struct report *r, const char *pointer, size_t n, int *line, int *column);

/* report_cell_pointer - the JSON Pointer of figure i of the table in block b. */
const char *report_cell_pointer(const struct block *b, size_t i, struct arena *a);

/* value_blank - whether nothing is printed for it: null, or a text without a character; not a placeholder. */
bool value_blank(const struct value *v);

/* report_row_pointer - that of a row, or a group of rows, of the table in block b. */
const char *report_row_pointer(const struct block *b, const struct label *row, struct arena *a);

/* report_slot - the first table of the report at this place (a form's slot), or NULL. */
const struct block *report_slot(const struct report *r, const char *slot);

/* report_date - the date outputs carry, YYYY-MM-DD: `published`, else the signature's, else 31 January after
 * the year.  (SOURCE_DATE_EPOCH, which comes before all, is the business of options.) */
const char *report_date(const struct report *r, struct arena *a);

/* heading_level - 1 for 一、 2 for （一） 3 for 1. 4 for （1）, 0 for no numbering; *after, if not NULL, is
 * set to the byte offset behind the numbering. */
int heading_level(const char *text, size_t *after);

/* heading_number - the number a heading begins with: 3 for 三、 （三） 3. （3）; 0 for none or one over 99.
 */
int heading_number(const char *text);

#endif
