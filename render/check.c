/* check.c - the tie-out rules of the forms, on a report's figures. */
#include "check.h"

#include "rule.h"

static void check_blocks(const struct report *r, const struct block *block, size_t n, struct diag *d)
{
    for (size_t i = 0; i < n; i++) {
        if (block[i].kind != BLOCK_TABLE)
            continue;
        const struct form *f = block[i].table->form;
        for (size_t k = 0; k < f->nrule; k++)
            rule_check(f->rule[k], r, &block[i], d);
    }
}

void check_report(const struct report *r, struct diag *d)
{
    check_blocks(r, r->preamble, r->npreamble, d);
    for (size_t i = 0; i < r->nsection; i++)
        check_blocks(r, r->section[i].block, r->section[i].nblock, d);
}
