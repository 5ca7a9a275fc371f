/* readers.h - what the targets for the readers of import share: what they saw is sound, and what the matcher
 * makes of it is a report that loads. */
#ifndef READERS_H
#define READERS_H

#include "fuzz.h"

#include "match.h"
#include "report.h"
#include "source.h"

static inline void claim_source(const struct source *s)
{
    for (size_t i = 0; i < s->n; i++) {
        const struct source_item *it = &s->item[i];
        if (it->kind == SOURCE_TEXT) {
            CLAIM(*it->text && g_utf8_validate(it->text, -1, NULL));
            CLAIM(it->bold_bytes <= strlen(it->text));
            continue;
        }
        for (size_t k = 0; k < it->grid->ncell; k++) {
            const struct source_cell *c = &it->grid->cell[k];
            CLAIM(c->row >= 0 && c->col >= 0 && c->rowspan >= 1 && c->colspan >= 1);
            CLAIM(c->row + c->rowspan <= it->grid->nrow);
            CLAIM(g_utf8_validate(c->text, -1, NULL));
        }
    }
}

/* Matching takes many times as long as reading: of large inputs one in eight goes through it. */
static inline bool worth_matching(GBytes *bytes)
{
    return g_bytes_get_size(bytes) < 2000 || g_bytes_hash(bytes) % 8 == 0;
}

/* read_and_match - with one reader, then all the way to a report. */
static inline void read_and_match(source_reader *read, const char *name, GBytes *bytes)
{
    const struct fuzz_own *own = fuzz_own();
    struct fuzz f = fuzz_begin();
    struct source *s = read(name, bytes, f.a, &f.e);
    CLAIM((s != NULL) == (f.e.kind == ERR_NONE));
    if (s)
        claim_source(s);
    if (s && worth_matching(bytes)) {
        struct match_request q = {.forms = own->forms,
                                  .editions = own->editions,
                                  .words = own->words,
                                  .keep_labels = true,
                                  .authority = "某某县",
                                  .year = 2024};
        struct report *r = match_report(&s, 1, &q, f.a, f.d, &f.e);
        if (r) {
            size_t n;
            const char *json = report_write(r, f.a, &n);
            struct diag *d = diag_new();
            struct report *again = report_load("r.json", json, n, own->forms, f.a, d, &f.e);
            if (!again)
                diag_print(d, stderr, DIAG_TEXT);
            CLAIM(again);
            diag_free(d);
        }
    }
    fuzz_end(&f);
}

#endif
