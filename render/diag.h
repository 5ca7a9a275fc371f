/* diag.h - findings: what is wrong or odd in the input, told in the user's words.
 * Every stage may add; main prints.  A failure that stops a stage is something else: err.h. */
#ifndef DIAG_H
#define DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum grade {
    GRADE_HARD, /* arithmetic of the form, or a report that cannot be read: refuses publication */
    GRADE_SOFT, /* needs an explanation, no refusal */
    GRADE_INFO  /* a hint */
};
enum { N_GRADES = 3 };

/* One finding.  All strings are copied by diag_add; NULL or 0 means "not known" or "does not apply". */
struct finding {
    const char
        *id; /* T3-BAL, JSON-DUPLICATE, FONT-FALLBACK ... one of the ids of diag_ids or of a form's rules */
    enum grade grade;
    const char *file;
    int line, column;    /* 1-based; columns count characters */
    const char *pointer; /* JSON Pointer into the report (RFC 6901) */
    const char *table;   /* Chinese names as printed: 表三 */
    const char *row;     /* 一、本年新收政府信息公开申请数量 */
    const char *col;     /* 商业企业 */
    const char *left;    /* the two values compared, as text */
    const char *right;
    const char *diff;
    const char *words;       /* of a longer text: those that the finding is about, and some around them */
    const char *unit;        /* the unit below this report that it is about, where there are several */
    const char *text;        /* the sentence, in the language of the run, without id, place and names */
    const char *const *cell; /* JSON Pointers of all figures concerned, for marking them */
    size_t ncell;
};

struct diag;

/* diag_new, diag_free - an empty list, owned by the caller. */
struct diag *diag_new(void);
void diag_free(struct diag *d);

/* diag_add - copy one finding into the list. */
void diag_add(struct diag *d, const struct finding *f);

/* diag_printf - the short way for findings without names and values: id, grade, file:line:column, sentence.
 */
void diag_printf(struct diag *d, const char *id, enum grade grade, const char *file, int line, int column,
                 const char *fmt, ...) __attribute__((format(printf, 7, 8)));

/* diag_place - give file, line and column to findings that so far have a pointer only: stages behind the
 * loader know no more.  place looks a pointer up in `in`. */
void diag_place(struct diag *d, const char *file,
                void (*place)(const void *in, const char *pointer, int *line, int *column), const void *in);

/* diag_count - how many findings of one grade there are. */
size_t diag_count(const struct diag *d, enum grade grade);

/* diag_size, diag_get - all findings, in the order of diag_sort once that was called, else as added; the
 * pointer is good until the next diag_add. */
size_t diag_size(const struct diag *d);
const struct finding *diag_get(const struct diag *d, size_t i);

/* diag_leave_out - remove the findings for which fn is true; how many they were. */
size_t diag_leave_out(struct diag *d, bool (*fn)(const struct finding *f, void *to), void *to);

/* diag_sort - by grade (hard first), then line, column, id; stable. */
void diag_sort(struct diag *d);

/* diag_key - a name for finding f that stays the same from run to run and does not depend on file, line or
 * language: "ID@pointer" or, without a pointer, "ID@table/row/col"; behind it, after a blank, words and unit
 * where they are set, and the values of figures that do not agree: with other figures it is another finding,
 * which nobody has accepted yet; g_free it. */
char *diag_key(const struct finding *f);

enum diag_format { DIAG_TEXT, DIAG_JSON };

/* diag_print - write all findings: one line each, `file:line:col: ID 硬性 表三 “row” “col”: sentence
 * [pointer]`, or one JSON object per line with the members id grade file line column pointer table row col
 * left right difference words unit message cells key (absent where unknown). */
void diag_print(const struct diag *d, FILE *out, enum diag_format format);

/* diag_ids - the program's own finding ids with their usual grade and what they mean (English, marked for
 * gettext), ended by an entry with id NULL.  Rules of forms have theirs in the form files. */
struct diag_id {
    const char *id;
    enum grade grade;
    const char *meaning;
    bool late; /* not told by the checks of the data alone: by typesetting, or with other reports only */
};
extern const struct diag_id diag_ids[];

/* grade_name - 硬性, 软性, 提示 / hard, soft, info in the language of the run. */
const char *grade_name(enum grade grade);

#endif
