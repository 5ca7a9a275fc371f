/* pdf_edges.h - the straight lines of a page of a PDF, in sets that touch: the edges of one table each.
 * Used by pdf_table alone. */
#ifndef PDF_EDGES_H
#define PDF_EDGES_H

#include "pdf_words.h"

enum {
    EDGE_NEAR = 150, /* lines no further apart are one: 1.5 pt */
    EDGE_GAP = 250   /* pieces of a line no further apart are one */
};

/* A line as place across it and extent along it. */
struct edge {
    int at, from, to;
    int group; /* the set it is of */
};

/* The edges of a page. */
struct edges {
    GArray *across, *down; /* struct edge */
    int groups;
};

/* edges_of - from the lines drawn on a page; ended by edges_free. */
struct edges edges_of(const struct pdf_rules *rules);
void edges_free(struct edges *e);

/* edges_places - the places of a set's lines of one direction, and the ends of those across it, in order,
 * each once; int. */
GArray *edges_places(const struct edges *e, int group, bool down);

/* edges_cover - whether a line of the set runs at `at` past `middle`. */
bool edges_cover(const struct edges *e, int group, bool down, int at, int middle);

#endif
