/* kinsoku.h - classes of characters and what follows from them (禁则): which widths marks have, where a line
 * may end, where space may grow or shrink.
 * Stage: clusters -> kinsoku -> items -> breaks.  Pure: knows code points and widths, no fonts, no Pango.
 * Source: W3C CLREQ, GB/T 15834-2011 5.1, as typesetting.md section B gives them. */
#ifndef KINSOKU_H
#define KINSOKU_H

#include "arena.h"
#include "breaks.h"
#include "units.h"

#include <stddef.h>
#include <stdint.h>

/* B1, and what B2 needs beside. */
enum kinsoku_class {
    K_HAN,   /* ideographs and everything else that stands in a cell of its own */
    K_OP,    /* opening marks */
    K_CL,    /* closing marks */
    K_ST,    /* stops */
    K_CN,    /* connectors — – ～ - */
    K_IP,    /* interpunct · */
    K_SO,    /* solidus / */
    K_LG,    /* —— …… */
    K_PO,    /* postfixes ％ ℃ */
    K_PR,    /* prefixes: currency and signs before a number ￥ + ± № */
    K_DIGIT, /* 0-9 full or half width, and . , inside a number */
    K_LATIN, /* letters of alphabetic scripts */
    K_SPACE, /* a typed space */
    K_NOTE   /* ① [1]: never first on a line */
};

/* What the stage needs to know of a cluster. */
struct kchar {
    uint32_t cp;
    len_t advance;    /* natural, on the cell grid */
    len_t trim_left;  /* removable blank before the ink */
    len_t trim_right; /* removable blank after the ink */
    len_t cell;       /* one em of its style */
    len_t latin_gap;  /* Han-Latin gap of its style, 0 in table cells */
};

/* kinsoku_class - the class of cp beside its neighbours (0 at the ends): quotes between letters, - between digits, —— and … depend on
 * them. */
enum kinsoku_class kinsoku_class(uint32_t before, uint32_t cp, uint32_t after);

/* kinsoku_items - one item for each of the n characters, in order: halves that adjacent marks lose are taken off
 * (B3), gaps and shrink and stretch steps set (B4, B5), break penalties set (B1, B2, soft and hard).
 * Lives as long as a. */
struct item *kinsoku_items(const struct kchar *c, size_t n, struct arena *a);

#endif
