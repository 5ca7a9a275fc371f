/* form.h - one statistical table: its labels as trees, its figures, its rules.
 * Stage: forms/<id>.yaml -> form -> check, compose, report loading, schema.
 *
 * One definition serves the printed grid, the worksheet, the data check and the JSON Schema.  Rows and
 * columns are trees of labels; a label shared by neighbours is a merged cell, so nobody counts spans. */
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

/* A node of a label tree.  The root of an axis has neither id nor label. */
struct label {
    const char *id;    /* NULL: the node has a label only and no part in paths (三、本年度办理结果) */
    const char *text;  /* the official label, every character; NULL for the root and for a nameless data row */
    const char *path;  /* ids from the root down joined by '.', e.g. "refused.secret"; "" when none */
    enum value_kind kind; /* of a leaf's figures; KIND_COUNT unless row or column says else */
    const char *unit;  /* 件, 万元 ... or NULL */
    bool vertical;     /* set top to bottom where the cell is narrow (三、本年度办理结果) */
    struct label *parent;
    struct label **child;
    size_t nchild;
    size_t leaf_from, leaf_to; /* leaves below, half open, within the axis */
    int depth;                 /* root 0 */
    int line;                  /* in the form file */
};

struct axis {
    struct label *root;
    struct label **leaf; /* in order of print */
    size_t nleaf;        /* >= 1 */
    int depth;           /* depth of the deepest leaf: how many head rows or label columns */
};

/* A stretch of the table with columns of its own: 第二十条第（一）项 of 主动公开; most forms have one. */
struct band {
    const char *id;    /* of the band, or NULL */
    const char *title; /* 第二十条第（一）项, spans the whole width; NULL without */
    const char *corner; /* text of the cell over the row labels (信息内容, the tie-out note), NULL: no such cell */
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
    size_t ncell; /* figures in all bands */
    struct rule **rule;
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

/* A folder of forms (layouts/forms), loaded in order of file name. */
struct forms {
    struct form **form;
    size_t n;
};

/* forms_load - all *.yaml of dir; two forms with one id are a finding.  NULL and e as form_load. */
struct forms *forms_load(const char *dir, struct arena *a, struct diag *d, struct err *e);

/* forms_find - the form with this id, or NULL. */
const struct form *forms_find(const struct forms *f, const char *id);

/* form_cell - where figure i (0 <= i < ncell) stands; cells count row by row through each band in turn. */
struct cell_ref form_cell(const struct form *f, size_t i);

/* form_index - the number of the figure with this row and column path ("refused.secret", "bodies.other";
 * either may be ""), or -1. */
long form_index(const struct form *f, const char *row_path, const char *col_path);

/* form_label_name - the full Chinese name of a leaf for messages: its own label, behind it the labels above
 * where they are needed to tell it from others ("尚未审结（复议后起诉）"); in arena a; NULL for a nameless row. */
const char *form_label_name(const struct axis *axis, const struct label *leaf, struct arena *a);

#endif
