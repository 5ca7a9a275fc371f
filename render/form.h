/* form.h - one statistical table: its labels as trees, its figures, its rules.
 * Stage: forms/<id>.yaml -> form -> check, compose, report loading, schema.
 *
 * One definition serves the printed grid, the worksheet, the data check and the JSON Schema.  Rows and
 * columns are trees of labels; a label shared by neighbours is a merged cell, so nobody counts spans.
 *
 * A form file (layouts/forms/<id>.yaml, all keys but `rows`, `corner` and `checks` must be there):
 *
 *     id: applications-2021    the name reports use; the file is called so
 *     slot: applications       what the tables of all years at this place have in common
 *     edition: "2021"          of which national form it is; "both" when unchanged
 *     name: 表三               in messages and sheet names
 *     title: 收到和处理政府信息公开申请情况
 *     corner: （本列…）        the cell above the row labels; without it there is none
 *     columns:                 a list of labels, see below
 *     rows:                    the same; without it the table is one row of figures that has no label
 *     checks:                  the tie-out rules, see rule.h
 *
 * A table of several stretches with columns of their own has, for corner, columns and rows, a list `bands:`
 * whose members have these three and `id` and `title` (第二十条第（一）项, printed over the whole width).
 *
 * A label is `id: text`, with any of these keys beside it:
 *
 *     of:        labels below this one, which is then a merged cell; without it, it is a row or column
 *     short:     what sentences of findings call it (办结 for （七）总计)
 *     kind:      count (as if nothing is said), amount or signed: of all figures in it
 *     unit:      of the figures, where the form prints one (万元): that of amounts published without unit
 *     vertical:  true: set top to bottom where the cell is narrow
 *
 * A label that groups others in print but has no part in their names (三、本年度办理结果) is `label: text`.
 */
#ifndef FORM_H
#define FORM_H

#include "arena.h"
#include "diag.h"
#include "err.h"

enum value_kind {
    KIND_COUNT,  /* a whole number >= 0 */
    KIND_AMOUNT, /* an amount of money >= 0, decimals as published */
    KIND_SIGNED  /* a whole number with the sign the authority used */
};

/* A node of a label tree.  The root of an axis has neither id nor label; where the table is one row of
 * figures without a label (表四), the root of the rows is itself the only leaf, and the depth of the axis is
 * 0. */
struct label {
    const char *id;   /* NULL: the node has a label only and no part in paths (三、本年度办理结果) */
    const char *text; /* the official label, every character; NULL for the root and for a nameless data row */
    const char *short_text; /* what sentences call it, or NULL: text */
    const char *name;       /* in messages: text, and of a leaf what tells it from others behind it:
                               尚未审结（复议后起诉） */
    const char *path;       /* ids from the root down joined by '.', e.g. "refused.secret"; "" when none */
    enum value_kind kind;   /* of a leaf's figures; KIND_COUNT unless row or column says else */
    const char *unit;       /* 万元 ..., where the form prints one, or NULL */
    bool vertical;          /* set top to bottom where the cell is narrow (三、本年度办理结果) */
    struct label *parent;
    struct label **child;
    size_t nchild;
    size_t leaf_from, leaf_to; /* leaves below, half open, within the axis */
    int depth;                 /* root 0 */
    int line, column;          /* in the form file */
};

struct axis {
    struct label *root;
    struct label **leaf; /* in order of print */
    size_t nleaf;        /* >= 1 */
    int depth;           /* depth of the deepest leaf: how many head rows or label columns; 0: no labels */
};

/* A stretch of the table with columns of its own: 第二十条第（一）项 of 主动公开; most forms have one. */
struct band {
    const char *id;    /* of the band, or NULL */
    const char *title; /* 第二十条第（一）项, spans the whole width; NULL without */
    const char
        *corner; /* text of the cell over the row labels (信息内容, the tie-out note), NULL: no such cell */
    struct axis columns, rows;
    size_t cell0; /* index of its first cell in the form */
};

struct rule; /* rule.h */

struct form {
    const char *id;      /* applications-2019 */
    const char *slot;    /* disclosure, applications, review: what tables of all years have in common */
    const char *edition; /* "2019", "2021": of which national form this table is; "both" when unchanged */
    const char *name;    /* 表二, 表三, 表四 in messages and sheet names */
    const char *title;   /* 收到和处理政府信息公开申请情况 */
    const char *file;
    struct band *band;
    size_t nband;
    size_t ncell;       /* figures in all bands */
    struct rule **rule; /* in the order of the file */
    size_t nrule;
};

/* A figure's place in its form. */
struct cell_ref {
    const struct band *band;
    const struct label *row, *col; /* leaves */
    size_t r, c;                   /* leaf numbers within the band's axes */
};

/* form_load - read and check one form file.  Mistakes (unknown or missing keys, duplicate ids, a rule that
 * names nothing ...) are findings in d with file:line:column; all of a file are told.
 * Returns NULL and sets e (ERR_LAYOUT, ERR_SYSTEM) if there was any.  The form lives as long as a. */
struct form *form_load(const char *path, struct arena *a, struct diag *d, struct err *e);

/* form_parse - the same for a form file that is in memory: n bytes that called themselves `path`. */
struct form *form_parse(const char *path, const char *bytes, size_t n, struct arena *a, struct diag *d,
                        struct err *e);

/* A folder of forms (layouts/forms), loaded in order of file name. */
struct forms {
    struct form **form;
    size_t n;
};

/* forms_load - all *.yaml of dir (each is called by its form's id, so no id is there twice).  NULL and e as
 * form_load; the findings of all files are told. */
struct forms *forms_load(const char *dir, struct arena *a, struct diag *d, struct err *e);

/* forms_find - the form with this id, or NULL. */
const struct form *forms_find(const struct forms *f, const char *id);

/* form_cell - where figure i (0 <= i < ncell) stands; cells count row by row through each band in turn. */
struct cell_ref form_cell(const struct form *f, size_t i);

/* form_index - the number of the figure with this row and column path ("refused.secret", "bodies.other";
 * either may be ""), or -1. */
long form_index(const struct form *f, const char *row_path, const char *col_path);

/* form_cell_kind, form_cell_unit - what a figure is, told by its row or its column; unit NULL: none printed.
 */
enum value_kind form_cell_kind(const struct cell_ref *c);
const char *form_cell_unit(const struct cell_ref *c);

/* axis_find - the label (group or leaf) with this path, or NULL; "" finds the root. */
struct label *axis_find(const struct axis *axis, const char *path);

/* axis_name - give the labels of an axis, all of them there, their names, made in arena a. */
void axis_name(struct axis *axis, struct arena *a);

#endif
