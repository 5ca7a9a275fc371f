/* formula.h - a rule as its parts: what rule_parse makes and rule_ask walks.
 * Internal to the rule modules (rule_parse, rule_bind, measure, formula, rule_eval, rule_ask, rule_check,
 * rule_say) and to sheetrule and sheetformula, which write rules as formulas of a worksheet. */
#ifndef FORMULA_H
#define FORMULA_H

#include "decimal.h"
#include "rule.h"

#include <glib.h>

enum op {
    /* numbers */
    OP_NUMBER,
    OP_CELL, /* one figure */
    OP_SUM,  /* of the figures of all refs */
    OP_MAX,
    OP_ABS,
    OP_ADD,
    OP_SUB,
    /* truths */
    OP_BLANK,
    OP_FITS,
    OP_EQ,
    OP_NE,
    OP_GE,
    OP_LE,
    OP_GT,
    OP_LT,
    OP_NOT,
    OP_AND,
    OP_OR,
    OP_IFF
};

/* Whose table a name is read in, told by its prefix. */
enum whose {
    OWN,  /* the table checked */
    LAST, /* `last.`: that of the year before */
    PART, /* `part.`: that of a unit below, each in turn */
    PARTS /* `parts.`: those of all units below */
};

/* A name in a formula and what it stands for at each place of the rule, as labels of the rule's own form. */
struct ref {
    const char *name;    /* without its prefix */
    const char *written; /* with it */
    enum whose whose;
    const struct ynode *node; /* the formula's place in the file, and the name's character in it */
    int offset;
    bool single;              /* must be one figure, not a group */
    const struct label **row; /* [nplace] the node of the axis; NULL: the row (column) asked */
    const struct label **col;
    const struct band **band; /* [nplace]; NULL in an entry: the name does not exist at this place */
};

struct expr {
    enum op op;
    struct expr *left, *right;
    struct decimal number;
    struct ref **ref; /* OP_CELL, OP_BLANK, OP_FITS: one; OP_SUM, OP_MAX: all */
    size_t nref;
};

static inline bool is_truth(enum op op)
{
    return op >= OP_BLANK;
}

static inline bool is_comparison(enum op op)
{
    return op >= OP_EQ && op <= OP_LT;
}

enum scope { EACH_ROW, EACH_COLUMN, EACH_CELL, EACH_GROUP, EACH_TABLE };

/* Where a rule is asked: in a band, or for a group of its columns. */
struct place {
    const struct band *band; /* NULL: EACH_TABLE */
    const struct label *group;
};

struct rule {
    const char *id;
    enum scope scope;
    bool never;    /* `test` must not hold */
    bool tell_row; /* EACH_CELL: one finding for the figures of a row */
    struct expr *test, *when;
    const struct rule *unless;
    const char **level; /* NULL: all */
    size_t nlevel;
    unsigned kinds;      /* EACH_CELL: 1 << enum value_kind of the figures asked; 0: all */
    unsigned whose;      /* 1 << enum whose of all names */
    const char *formula; /* the text of `test`, on one line */
    const char *applies; /* that of `when`; NULL: always */
    struct ref *at;
    const char *say_zh, *say_en;
    struct grade_of {
        const char *path; /* NULL: all others */
        enum grade grade;
    } * grade;
    size_t ngrade;
    struct place *place;
    size_t nplace;
    struct ref **ref; /* all names of test, when and at */
    size_t nref;
};

/* rule_places - append to out (of struct place) where a rule of this scope may be asked in a form, names
 * aside.
 */
void rule_places(enum scope scope, const struct form *form, GArray *out);

/* rule_bind - bind the names (of struct ref) of a rule at the places that have all of them; false with
 * findings. */
bool rule_bind(struct rule *rule, const struct form *form, const struct ynode *at, GPtrArray *refs,
               GArray *place, struct arena *a, struct diag *d);

/* formula_parse - the text of a scalar node as a truth; names are added to refs, unresolved.  Mistakes are
 * findings at their character; NULL if there was any. */
struct expr *formula_parse(const struct ynode *n, GPtrArray *refs, struct arena *a, struct diag *d);

/* formula_parse_number - the same as a number.  formula_name - the same for a node that is one name. */
struct expr *formula_parse_number(const struct ynode *n, GPtrArray *refs, struct arena *a, struct diag *d);

struct ref *formula_name(const struct ynode *n, GPtrArray *refs, struct arena *a, struct diag *d);

/* formula_bad - a finding at the character `offset` of a formula's text; returns false. */
bool formula_bad(const struct ynode *n, int offset, struct diag *d, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* A table of another report: that of the slot asked about. */
struct source {
    const struct report *report;
    const struct block *block;
};

struct sources {
    const struct source *last; /* NULL: none */
    const struct source *part; /* [npart] */
    size_t npart;
};

/* What a rule is asked about: one row, column, cell or group of one table.  Where a table of another report
 * has a row (column) undivided that is a group here, the whole group is asked about as one row. */
struct asked {
    const struct rule *rule;
    const struct form *form;
    const struct value *value; /* the table's figures */
    size_t place;
    const struct label *row, *col;   /* NULL: not fixed by what is asked */
    const struct sources *elsewhere; /* NULL if the rule reads its own table only */
    size_t part;                     /* which of its parts PART means */
};

enum truth { NO, YES, UNKNOWN };

/* rule_ask - call fn for everything the rule is asked about in a table with these figures; nothing for a rule
 * that reads tables of other reports. */
typedef void (*ask_fn)(const struct asked *q, void *to);
void rule_ask(const struct rule *rule, const struct form *form, const struct value *value, ask_fn fn,
              void *to);

/* rule_ask_among - the same with tables of other reports; a rule that reads one that is not there asks
 * nothing. */
void rule_ask_among(const struct rule *rule, const struct form *form, const struct value *value,
                    const struct sources *elsewhere, ask_fn fn, void *to);

/* rule_broken - YES where the rule is broken, UNKNOWN where that cannot be told; `unless` is not looked at.
 */
enum truth rule_broken(const struct asked *q);

/* rule_decisive - the number of the figure a finding points to; *row and *col are what it is named by.  *col
 * is NULL where the formula takes figures of several columns and none of them by itself; so is *row, unless
 * the rule is asked of columns: then it is the row of the figure pointed to. */
size_t rule_decisive(const struct asked *q, const struct label **row, const struct label **col);

/* eval_number - the value of an expression; false: not assessable. */
bool eval_number(const struct expr *x, const struct asked *q, struct decimal *out);
enum truth eval_truth(const struct expr *x, const struct asked *q);

/* A name's figures: rows [r0, r1) and columns [c0, c1) of a band. */
struct figures {
    const struct band *band; /* NULL: the table of that report has no such row or column */
    size_t r0, r1, c0, c1;
    const struct form *form;
    const struct value *value;
    const struct source *source; /* NULL: the table asked about */
};

/* ref_tables - in how many tables a name is read; ref_figures_in - its figures in the k-th; ref_figures - in
 * the only one, or the first. */
size_t ref_tables(const struct ref *ref, const struct asked *q);
struct figures ref_figures_in(const struct ref *ref, const struct asked *q, size_t k);
struct figures ref_figures(const struct ref *ref, const struct asked *q);

/* figure_index - the number in the form of the figure at row r, column c. */
static inline size_t figure_index(const struct figures *f, size_t r, size_t c)
{
    return f->band->cell0 + r * f->band->columns.nleaf + c;
}

/* figure_number - the figure i of the table asked about as a number, by its kind and unit; false: it is other
 * text.  form_figure - the same of any table. */
bool figure_number(const struct asked *q, size_t i, struct decimal *out);
bool form_figure(const struct form *f, const struct value *value, size_t i, struct decimal *out);

/* number_side - a number with its figures, "新收 2 + 结转 0 = 2"; a single one without a sum. */
const char *number_side(const struct expr *x, const struct asked *q, struct arena *a);

/* rule_sentence - what a broken rule says, in the language of the run; in a.  left, right and diff are set
 * where the test is a comparison. */
const char *rule_sentence(const struct asked *q, struct arena *a, const char **left, const char **right,
                          const char **diff);

#endif
