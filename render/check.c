/* check.c - the tie-out rules of the forms, on a report's figures. */
#include "check.h"

#include "check_front.h"
#include "check_outline.h"
#include "check_prose.h"
#include "rule.h"

static void check_tables(const struct report *r, const struct block *block, size_t n,
                         const struct others *others, struct diag *d)
{
    for (size_t i = 0; i < n; i++) {
        if (block[i].kind != BLOCK_TABLE)
            continue;
        const struct form *f = block[i].table->form;
        for (size_t k = 0; k < f->nrule; k++)
            rule_check(f->rule[k], r, &block[i], others, d);
    }
}

void check_report(const struct report *r, const struct check_with *with, struct diag *d)
{
    static const struct check_with nothing = {NULL, NULL, NULL};
    const struct check_with *w = with ? with : &nothing;
    check_tables(r, r->preamble, r->npreamble, w->others, d);
    for (size_t i = 0; i < r->nsection; i++)
        check_tables(r, r->section[i].block, r->section[i].nblock, w->others, d);
    if (w->editions) {
        check_front(r, w->editions, d);
        check_outline(r, w->editions, d);
    }
    if (w->prose)
        check_prose(r, w->prose, w->editions, d);
}
