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

/* Penalties between "free" and "never" (the scale is explained in breaks.h). */
enum {
    KINSOKU_WEAK = 300,    /* a number and a Han that counts nothing, behind · or a connector */
    KINSOKU_HYPHEN = 2000, /* behind the hyphen of a Latin compound, between —— and …… */
    KINSOKU_SOFT = 100000, /* 2024|年, 〕|30, inside 010-12345678: only where a line would be loose instead */
    KINSOKU_URL = 400000   /* behind a / of a web address: the last resort of B-11 */
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

/* kinsoku_class - the class of cp beside its neighbours (0 at the ends): quotes between letters, - between
 * digits, —— and … depend on them. */
enum kinsoku_class kinsoku_class(uint32_t before, uint32_t cp, uint32_t after);

/* kinsoku_items - one item for each of the n characters, in order: halves that adjacent marks lose are taken
 * off (B3), gaps and shrink and stretch steps set (B4, B5), break penalties set (B1, B2, soft and hard). The
 * characters are one paragraph: a number at its start (一、 （一） 1. （1） ①) stays with what follows (A3).
 * A typed space is an item without width whose gap is the space; where the space is dropped (B5: between Han
 * and digit, beside full-width marks, behind the number of the paragraph) the item stays, so that the text
 * keeps it. Lives as long as a. */
struct item *kinsoku_items(const struct kchar *c, size_t n, struct arena *a);

#endif
