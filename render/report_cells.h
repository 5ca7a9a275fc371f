/* report_cells.h - the figures of a form as the nested objects of `values`.
 * Used by report loading and writing and by schema, so that the three cannot differ.
 *
 * Keys are the ids of row labels from the root down, then of column labels; labels without an id and bands
 * have no part in it.  {"new": {"natural": 6, "bodies": {"business": 0, ...}, "total": 8}, ...} */
#ifndef REPORT_CELLS_H
#define REPORT_CELLS_H

#include "arena.h"
#include "form.h"

struct cell_node {
    const char *key;          /* NULL for the root */
    struct cell_node **child; /* in form order; none for a figure */
    size_t nchild;
    long index;              /* of the figure in the form, or -1 for an object */
    size_t nfigure;          /* figures in it */
    bool is_row;             /* the object of one row of the table; canonical text has it on one line */
    const struct band *band; /* NULL for the root, unless that is a row */
    const struct label *row; /* the row label, or the group of rows, it belongs to */
    const struct label *col; /* the column label or group; NULL above columns */
};

/* cell_tree - the tree of a form; lives as long as a. */
const struct cell_node *cell_tree(const struct form *f, struct arena *a);

/* cell_pointer - the path of figure i as a JSON Pointer below `values`: "/refused/secret/bodies/business". */
const char *cell_pointer(const struct form *f, size_t i, struct arena *a);

/* row_pointer - the same of a row or a group of rows: "/refused/secret"; "" in a table without row labels. */
const char *row_pointer(const struct label *row, struct arena *a);

/* A label that `labels` may rename: those with an id. */
struct own_path {
    const char *path; /* "rows.refused.secret", "columns.bodies" */
    const struct label *label;
};

/* own_paths - all of them in form order, rows first, each path once; *n of them, in arena a. */
struct own_path *own_paths(const struct form *f, struct arena *a, size_t *n);

/* band_of_row - the band with a row or group of rows of this path, or NULL. */
const struct band *band_of_row(const struct form *f, const char *path);

#endif
